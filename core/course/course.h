/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What the author wrote: a folder of Markdown modules with a manifest, a glossary, a table of
 * legislation and local texts per economy.  The format is courses/AUTHORING.md.
 *
 * Loading reports every authoring error and goes on; what comes out is usable whatever went in.
 * After loading, every link, footnote, slot, objective and image path in the modules has been
 * checked, and targets of links and images are seen from the course folder, whichever file they
 * stand in.  Everything lives in the caller's arena and is read-only from here on.
 */
#ifndef BB_COURSE_COURSE_H
#define BB_COURSE_COURSE_H

#include "base/process.h"
#include "base/source.h"
#include "lang/lang.h"
#include "markup/markup.h"

/* A translatable text outside Markdown blocks (a title from YAML): plain text and its place. */
struct bb_phrase {
  struct bb_span text;
  struct bb_place place;
};

enum bb_level { BB_LEVEL_ALL, BB_LEVEL_BASIC, BB_LEVEL_ADVANCED };

struct bb_objective {
  struct bb_span id;
  struct bb_phrase text;
};

struct bb_module {
  const char *file;       /* "08-jurisdiction.md", inside the course folder */
  struct bb_span id;      /* "m08"; the file's stem when there is no front matter */
  struct bb_phrase title; /* front matter, else the first level 1 heading, else the file's stem */
  int number;             /* from "NN-"; else its position from 1 */
  uint32_t minutes;       /* 0: not said */
  enum bb_level level;
  struct bb_span *angles, *see, *un_areas;
  size_t angle_count, see_count, un_area_count;
  struct bb_objective *objectives;
  size_t objective_count;
  struct bb_place place;    /* of the id in the front matter, else the file alone */
  struct bb_date review_by; /* year 0: none */
  struct bb_place review_place;
  const struct bb_markup *text; /* slots already replaced; a leading level 1 heading that repeats
                                   the title is taken out */
};

struct bb_term {     /* of glossary.md */
  struct bb_span id; /* "g-dual-criminality" */
  const struct bb_block *heading;
  const struct bb_block *body; /* first block of the definition; the next ones follow by ->next up
                                  to `end` (exclusive) */
  const struct bb_block *end;
  bool differs;
};

struct bb_treaty_status {
  struct bb_phrase treaty;
  struct bb_span status, date, as_of, source, confidence;
};

struct bb_economy {  /* of economies/legislation.yaml */
  struct bb_span id; /* "PH" */
  struct bb_phrase name;
  struct bb_span *groups;
  size_t group_count;
  struct bb_treaty_status *treaties;
  size_t treaty_count;
  struct bb_span *statutes;
  size_t statute_count;
  struct bb_span *articles;    /* pairs: article, then "equivalent (s 5)" as printed */
  size_t article_count;        /* number of pairs */
  struct bb_span unit, poc247; /* "unknown" when unknown */
};

/* ---- quizzes: NN-name.quiz.md, pretest.quiz.md, posttest.quiz.md ----
 *
 * A question is a view of its blocks: every text in it is one block of the file's markup, so that
 * it is translated by bb_catalog_block and set by edition/ or term/ like any other.  A question
 * that cannot be asked (no key, a gap missing) is reported and not here. */

enum bb_question_type {
  BB_QUESTION_SINGLE,
  BB_QUESTION_MULTIPLE,
  BB_QUESTION_TRUEFALSE, /* options[0] is "true", by position */
  BB_QUESTION_SHORT,
  BB_QUESTION_NUMBER,
  BB_QUESTION_TIME,
  BB_QUESTION_ORDER, /* options in the right order */
  BB_QUESTION_MATCH,
  BB_QUESTION_CLOZE,
  BB_QUESTION_ESSAY
};

enum bb_credit { BB_CREDIT_ALL, BB_CREDIT_SHARE, BB_CREDIT_WEIGHTS };

enum { BB_OPTIONS_MAX = 26, BB_GAPS_MAX = 26, BB_ACCEPTED_MAX = 64, BB_POINTS_MAX = 100 };

/* The id of an option is 'a' + its index in the source: "a", "b" … in every language. */
struct bb_option {
  const struct bb_block *text;     /* a PARAGRAPH, or the CELL of a matching table */
  const struct bb_block *feedback; /* a PARAGRAPH, or NULL */
  bool correct;                    /* of a choice */
  bool pinned;                     /* keeps its place when options are shuffled */
  int32_t weight;                  /* percent of the points, -100..100, with BB_CREDIT_WEIGHTS */
};

/* What may be typed.  Numbers are exact: digits / 10^scale; times are seconds since midnight. */
struct bb_decimal {
  int64_t digits;
  uint32_t scale; /* 0..9 */
};

struct bb_accepted {
  struct bb_span text;         /* SHORT, and typed gaps: as written in the source */
  struct bb_decimal low, high; /* NUMBER, TIME: both bounds belong to it */
  int32_t weight;              /* percent, 1..100 */
  const struct bb_block *feedback;
};

/* The typed answers of a question or gap.  Words are one message, an answer a line, so that a
 * language may have more or fewer of them; numbers and times are not translated. */
struct bb_typed {
  const struct bb_block *list; /* they are the items of; NULL: of a translated message */
  struct bb_phrase message;    /* empty for numbers and times */
  struct bb_accepted *accepted;
  size_t count;
};

struct bb_gap { /* [[n]]: one of the two */
  struct bb_option *options;
  size_t option_count; /* 0: typed */
  struct bb_typed typed;
};

struct bb_question {
  struct bb_span id; /* unique in the course */
  uint32_t rev, points;
  enum bb_question_type type;
  enum bb_credit credit;
  struct bb_span objective; /* "m06-o3", or empty */
  bool test_pool;           /* pool=test: for pretests and posttests only */
  bool shuffled;            /* its options may be shown in any order */
  const struct bb_block *heading;
  const struct bb_block *first, *end; /* the stem, up to `end` (exclusive) */
  const struct bb_block *hint;        /* CALLOUT TIP, or NULL */
  const struct bb_block *explanation; /* CALLOUT NOTE, or NULL */
  const struct bb_block *solution;    /* CALLOUT SOLUTION: an essay's model answer, or NULL */
  const struct bb_block *rubric;      /* TABLE, or NULL */
  struct bb_option *options;          /* choices, ORDER; of a MATCH, its left cells */
  size_t option_count;
  const struct bb_block *head; /* of a MATCH: the ROW with the titles of its two columns */
  struct bb_option *targets;   /* of a MATCH: its right cells, by source order; a target beyond */
  size_t target_count;         /* option_count is a distractor; options[i] belongs to targets[i] */
  struct bb_typed typed;       /* SHORT, NUMBER, TIME */
  struct bb_gap *gaps;         /* CLOZE: gaps[n - 1] is [[n]] */
  size_t gap_count;
  uint32_t words;             /* ESSAY: how long an answer is asked for; 0: not said */
  const struct bb_case *kase; /* the scenario it belongs to, or NULL */
  struct bb_place place;      /* of its id */
};

struct bb_case { /* a scenario: drawn whole, its questions stay together in their order */
  struct bb_span id;
  const struct bb_block *heading;
  const struct bb_block *first, *end; /* its text, up to its first question (exclusive) */
  size_t question, question_count;    /* index into the quiz's questions */
  struct bb_place place;
};

enum bb_quiz_kind {
  BB_QUIZ_MODULE,
  BB_QUIZ_PRACTICE, /* feedback after each question, no limits */
  BB_QUIZ_PRETEST,  /* no feedback before the end; forms A and B */
  BB_QUIZ_POSTTEST
};

enum bb_score_rule { BB_SCORE_FIRST, BB_SCORE_BEST, BB_SCORE_LAST };

struct bb_blueprint { /* m03:2, so many questions of the test pool of a module */
  struct bb_span module;
  uint32_t count;
};

enum { BB_FORMS = 2 }; /* A and B */

struct bb_form { /* fixed in quiz.lock, or drawn as `lock` would when there is none yet */
  const struct bb_question **questions;
  size_t count;
};

struct bb_quiz {
  struct bb_span id;
  const char *file;                   /* "06-electronic-evidence.quiz.md" */
  const struct bb_module *module;     /* the module of the same file name, or NULL */
  const struct bb_block *heading;     /* its title */
  const struct bb_block *first, *end; /* its introduction, up to the first question or case */
  enum bb_quiz_kind kind;
  enum bb_score_rule score;
  uint32_t pass;     /* percent; 0: no pass mark */
  uint32_t draw;     /* how many questions an attempt has; 0: all */
  uint32_t seconds;  /* time limit; 0: none */
  uint32_t attempts; /* most; 0: any number */
  bool shuffle_questions, shuffle_options;
  struct bb_question *questions; /* test pool included */
  size_t question_count;
  struct bb_case *cases;
  size_t case_count;
  struct bb_blueprint *blueprint; /* pretest, posttest */
  size_t blueprint_count;
  struct bb_form forms[BB_FORMS]; /* pretest, posttest; count 0 for other kinds */
  const struct bb_markup *markup;
  struct bb_place place;
};

struct bb_course {
  const char *folder;
  struct bb_span id; /* [a-z][a-z0-9-]* ; from the manifest or made from the folder's name */
  struct bb_phrase title, subtitle;       /* subtitle.text.n == 0: none */
  struct bb_span version, licence, paper; /* paper: "a4" (default) or "letter" */
  struct bb_date date;                    /* year 0: none */
  struct bb_lang language;                /* of the source */
  struct bb_span *contributors;
  size_t contributor_count;
  struct bb_module *modules;
  size_t module_count;
  struct bb_quiz *quizzes; /* by file in the order of the modules, pretest first, posttest last */
  size_t quiz_count;
  const struct bb_markup **quiz_texts; /* every quiz file once, for translators */
  size_t quiz_text_count;
  const struct bb_markup *glossary; /* NULL: none */
  struct bb_term *terms;
  size_t term_count;
  struct bb_economy *economies;
  size_t economy_count;
  const struct bb_markup **overlays; /* every economies/<cc>.md, for translators; already merged
                                        into the modules for the chosen one */
  size_t overlay_count;
  const char *economy; /* the chosen one, "ph", or NULL */
  const char **inputs; /* every file read, for the up-to-date rule, sorted */
  size_t input_count;
  const struct bb_course_names *names; /* what links can reach; the stage's own */
  const struct bb_course_lock *lock;   /* quiz.lock; the stage's own */
};

/* Loads the course in `folder`.  economy: "ph" to replace slots by that overlay, or NULL.
 * NULL only when there is no course at all (folder missing or unreadable, no module). */
const struct bb_course *bb_course_load(struct bb_arena *arena, const char *folder,
                                       const char *economy, struct bb_diags *diags);

/* Reports every module whose `review_by` has passed. */
void bb_course_check_dates(const struct bb_course *course, struct bb_date today,
                           struct bb_diags *diags);

/* The quiz or question of this id, or NULL. */
const struct bb_quiz *bb_course_quiz(const struct bb_course *course, struct bb_span id);
const struct bb_question *bb_course_question(const struct bb_course *course, struct bb_span id,
                                             const struct bb_quiz **quiz);

/* The accepted answers of a translated message, one a line ("[50%] freezing order"); as many of
 * them as can be read, in the arena. */
struct bb_typed bb_course_typed(struct bb_arena *arena, struct bb_span message);

/* The number, 1..999, of the gap "[[n]]" at the start of the text, with its size in bytes; 0: no
 * gap begins here. */
uint32_t bb_course_gap(struct bb_span text, size_t *size);

/* What quiz.lock has to hold for this course: for each question its rev, a structural hash (type,
 * count and order of options, key, points) and a fingerprint of each option's text; for each module
 * that a test draws on, its questions in forms A and B.  What is locked already is kept as it is:
 * the line of a question as long as its rev is the same, also when the question is gone. */
void bb_course_write_lock(const struct bb_course *course, struct bb_buf *out);

/* Notes that quiz.lock is missing, or does not know all questions and forms as they are now.  (What
 * changed in spite of it is an error that loading reports.) */
void bb_course_check_lock(const struct bb_course *course, struct bb_diags *diags);

/* The name of the file, inside the course folder. */
#define BB_COURSE_LOCK_FILE "quiz.lock"

/* Where a link goes.  `target` is as the author wrote it, `from` the module it stands in (NULL:
 * the glossary).  KIND_EXTERNAL: an http(s) or mailto address.  Otherwise `anchor` becomes the
 * document-wide name of the target: "m08", "m08/iloveyou", "g-access". */
enum bb_link_kind { BB_LINK_BROKEN, BB_LINK_EXTERNAL, BB_LINK_INTERNAL };
enum bb_link_kind bb_course_link(struct bb_arena *arena, const struct bb_course *course,
                                 const struct bb_module *from, struct bb_span target,
                                 struct bb_span *anchor);

/* The document-wide name of a heading's own id, in the same form. */
struct bb_span bb_course_anchor(struct bb_arena *arena, const struct bb_module *module,
                                struct bb_span id);

/* The path, from the course folder, of the file that an image names: "images/map 1.png" for
 * "./images/map%201.png".  NULL when it does not lie in the folder. */
const char *bb_course_image(struct bb_arena *arena, struct bb_span target);

/* The footnote's definition in the same file, one of this course's, or NULL. */
const struct bb_block *bb_course_footnote(const struct bb_markup *markup, struct bb_span label);

/* True for the kinds that only the trainer's edition prints: SOLUTION, TRAINER. */
bool bb_course_is_trainers(const struct bb_block *callout);

/* `lines=12` and the like from the attribute comment that follows a call-out's title; 0: none. */
uint32_t bb_course_attribute(const struct bb_block *callout, const char *name);

/* A diagram's lines: "Title: text" (or a title alone) of ```steps, "date: text" of ```timeline,
 * "a | b | c" of ```matrix (the first line is the head; every line has as many cells).  Spans
 * borrow the block. */
struct bb_diagram_line {
  struct bb_span cells[8];
  size_t count;
  uint32_t offset; /* of the block's first line */
  uint32_t line;   /* how many lines below that this one stands */
};
size_t bb_course_diagram(struct bb_arena *arena, const struct bb_block *code,
                         struct bb_diagram_line **lines);
bool bb_course_is_diagram(const struct bb_block *code);

void bb_course_dump(const struct bb_course *course, struct bb_buf *out);

#endif
