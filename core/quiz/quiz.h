/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Quizzes without a screen and without a disk: which questions an attempt asks and in what order,
 * what an answer is worth, and the attempt as a state machine.  Pure: no file, no clock, no chance
 * but the seed.  The terminal, the printed papers and later the pages all ask here.
 *
 * Vocabulary.  A sheet is what one attempt or one printed version asks: questions in an order, the
 * options of each in an order.  It is drawn once from a seed and then recorded, so that an attempt
 * goes on with the sheet it began with, whatever became of the course since.  A response is what a
 * person answered, by ids of options, never by the words that were shown.  A credit is the exact
 * fraction of the points that a response earned.
 */
#ifndef BB_QUIZ_QUIZ_H
#define BB_QUIZ_QUIZ_H

#include "base/arena.h"
#include "base/buf.h"
#include "course/course.h"

/* The version of the rules of mark.c, recorded with every answer.  A change that could give another
 * credit for the same response makes it one higher. */
enum { BB_MARKING_VERSION = 1 };

/* ---- fractions (fraction.c): exact on every machine ----
 *
 * In lowest terms, den > 0.  Every credit that marking gives has a denominator that divides
 * BB_MARK_DENOMINATOR, so a sum over a sheet fits in 64 bits: 256 questions of 100 points, times
 * 100 for a percentage, stay below 2^63. */
struct bb_fraction {
  int64_t num, den;
};

enum { BB_SHEET_ITEMS_MAX = 256 };
#define BB_MARK_DENOMINATOR INT64_C(2677114440000) /* 100 * lcm(1..26) */

struct bb_fraction bb_fraction_of(int64_t num, int64_t den); /* reduced; den > 0 */
/* A sum that does not fit is left as it was: it cannot be one of credits. */
struct bb_fraction bb_fraction_add(struct bb_fraction a, struct bb_fraction b);
struct bb_fraction bb_fraction_times(struct bb_fraction f, uint32_t n);
/* True for 0..1 with a denominator that marking can give: to be asked of every credit read from
 * outside. */
bool bb_fraction_is_credit(struct bb_fraction f);

/* ---- sheets (sheet.c): what is asked, drawn from a seed ---- */

enum { BB_ORDER_MAX = BB_GAPS_MAX * BB_OPTIONS_MAX };

struct bb_sheet_item {
  struct bb_span question; /* its id */
  uint32_t rev, points;    /* when it was drawn */
  const uint8_t *order;    /* order[k]: the source index of the option shown k-th; of a MATCH of its
                              targets; of a CLOZE the orders of its gaps' options, one gap after the
                              other: see bb_quiz_gap_order */
  size_t order_count;      /* at most BB_ORDER_MAX */
  struct bb_span kase;     /* the id of its scenario, or empty */
  struct bb_span objective;
};

struct bb_sheet_request {
  const struct bb_quiz *quiz;
  char form;        /* 'A' or 'B' of a pretest or posttest (0: A), else 0 */
  uint64_t seed;    /* chooses the questions */
  uint32_t version; /* of a paper: another order of the same questions; 0 in the runner */
  bool as_written;  /* nothing shuffled, for review */
};

struct bb_sheet {
  struct bb_span quiz;
  char form;
  uint64_t seed;
  uint32_t version;
  struct bb_sheet_item *items;
  size_t count; /* at most BB_SHEET_ITEMS_MAX */
};

/* Draws a sheet.  The same request gives the same sheet on every machine and in every language.
 * NULL when it would be empty. */
const struct bb_sheet *bb_quiz_draw(struct bb_arena *arena, struct bb_sheet_request request);

/* How many entries the order of an item of this question has. */
size_t bb_quiz_order_count(const struct bb_question *question);

/* The order of the options of gap g of a CLOZE: question->gaps[g].option_count entries (none for a
 * typed gap). */
const uint8_t *bb_quiz_gap_order(const struct bb_question *question,
                                 const struct bb_sheet_item *item, size_t g);

/* The question as the course has it now; NULL when it is gone, or has another rev or other options
 * than the recorded item. */
const struct bb_question *bb_quiz_item_question(const struct bb_course *course,
                                                const struct bb_sheet_item *item);

/* The sheet as text, an item a line. */
void bb_quiz_dump(const struct bb_sheet *sheet, struct bb_buf *out);

/* ---- responses and marking (mark.c) ---- */

enum { BB_UNANSWERED = 0xFF, BB_RESPONSE_TEXT_MAX = 20000 /* bytes of an essay */ };

struct bb_response {
  /* SINGLE, TRUEFALSE, MULTIPLE: the chosen options (source indexes, rising); ORDER: the options in
   * the order given; MATCH: [i] the target for options[i], or BB_UNANSWERED; CLOZE: [g] the option
   * chosen in gap g, BB_UNANSWERED where it is typed or empty */
  uint8_t choices[BB_OPTIONS_MAX];
  size_t choice_count;
  struct bb_span texts[BB_GAPS_MAX]; /* SHORT, NUMBER, TIME, ESSAY: [0]; CLOZE: [g] */
  size_t text_count;
};

enum bb_verdict {
  BB_VERDICT_WRONG,
  BB_VERDICT_PARTLY,
  BB_VERDICT_RIGHT,
  BB_VERDICT_WAITING, /* an open answer: for a rubric */
  BB_VERDICT_UNREAD   /* a number or time that is none: nothing awarded, and the person is told */
};

struct bb_marked {
  enum bb_verdict verdict;
  struct bb_fraction credit;          /* of the points, 0..1; 0 while waiting */
  const struct bb_accepted *accepted; /* of a typed answer, which one it matched; or NULL */
};

/* Marks a response.  Typed words are compared with the accepted answers in the language of the
 * attempt as well as those of the source: `translated` may be NULL; [0] for SHORT, [g] for the gaps
 * of a CLOZE.  Nothing else knows the language, so the same response earns the same everywhere.
 * Malformed responses (an option that is not there, chosen twice, two where one is asked) earn
 * nothing.  Scratch is given back. */
struct bb_marked bb_quiz_mark(struct bb_arena *scratch, const struct bb_question *question,
                              const struct bb_response *response,
                              const struct bb_typed *translated);

/* True when something was answered. */
bool bb_response_is_given(const struct bb_question *question, const struct bb_response *response);

/* ---- attempts (attempt.c): a state machine over recorded facts ---- */

enum bb_attempt_state { BB_ATTEMPT_OPEN, BB_ATTEMPT_FINISHED };

struct bb_attempt_answer { /* the last one given to an item */
  bool given, flagged, hinted;
  struct bb_response response;
  struct bb_marked marked;
  uint32_t revisions; /* how often it was answered */
};

struct bb_attempt {
  struct bb_span id; /* of its first event, 64 hexadecimal digits; empty before it is recorded */
  struct bb_span person; /* id */
  struct bb_span quiz, lang, course, course_version;
  enum bb_quiz_kind kind;
  const struct bb_sheet *sheet;
  struct bb_attempt_answer *answers; /* one an item */
  uint32_t seconds_limit;            /* 0: none */
  uint32_t seconds_used;             /* active time, committed with each answer */
  uint32_t pass;
  enum bb_score_rule rule;   /* which attempt counts, as the quiz said when this one began */
  int64_t started, finished; /* as the clock showed, seconds since 1970; 0: not, or not recorded */
  enum bb_attempt_state state;
  bool expired; /* finished by its time limit */
};

/* The answers of `count` items that nobody has answered: no credit, 0/1. */
struct bb_attempt_answer *bb_attempt_unanswered(struct bb_arena *arena, size_t count);

/* A new attempt, OPEN, in the arena, with the limits its quiz has now.  It borrows the sheet and
 * the spans. */
struct bb_attempt *bb_attempt_begin(struct bb_arena *arena, const struct bb_course *course,
                                    const struct bb_quiz *quiz, const struct bb_sheet *sheet,
                                    struct bb_span person, struct bb_span lang);

/* Each step changes the attempt and returns true, or returns false and changes nothing: when the
 * attempt is finished, when there is no such item, or when `seconds` (active time since the
 * beginning) is less than before.  The texts of a response are borrowed.  An answer that arrives
 * after the time limit is refused; the caller then lets the attempt expire.  A response in which
 * nothing is given takes the answer back. */
bool bb_attempt_answer(struct bb_attempt *attempt, size_t item, const struct bb_response *response,
                       bool given, struct bb_marked marked, uint32_t seconds);
bool bb_attempt_flag(struct bb_attempt *attempt, size_t item, bool flagged);
bool bb_attempt_hint(struct bb_attempt *attempt, size_t item); /* its hint was shown */
bool bb_attempt_finish(struct bb_attempt *attempt, uint32_t seconds);
bool bb_attempt_expire(struct bb_attempt *attempt); /* only with a time limit */

/* True when a person may see what was right: always when practising, else at the end. */
bool bb_attempt_shows_feedback(const struct bb_attempt *attempt);

struct bb_score {
  struct bb_fraction earned, possible; /* in points; what waits for a rubric is in neither */
  size_t right, partly, wrong, unanswered, waiting; /* items; UNREAD counts as wrong */
  uint32_t percent; /* earned / possible, rounded down; 0 when nothing is possible */
  bool passed;      /* false when there is no pass mark (see pass), or nothing is possible */
};

struct bb_score bb_attempt_score(const struct bb_attempt *attempt);
/* The same over the items of one objective. */
struct bb_score bb_attempt_score_objective(const struct bb_attempt *attempt,
                                           struct bb_span objective);
/* The objectives of its items, each once, in the order they are met. */
size_t bb_attempt_objectives(struct bb_arena *arena, const struct bb_attempt *attempt,
                             struct bb_span **objectives);

#endif
