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
#include "course/course.h"

/* The version of the rules of mark.c, recorded with every answer.  A change that could give another
 * credit for the same response makes it one higher. */
enum { BB_MARKING_VERSION = 1 };

/* An exact fraction in lowest terms, denominator > 0.  Sums of marks are exact on every machine. */
struct bb_fraction {
  int64_t num, den;
};

/* den > 0. */
struct bb_fraction bb_fraction_of(int64_t num, int64_t den);
struct bb_fraction bb_fraction_add(struct bb_fraction a, struct bb_fraction b);

/* ---- sheets (sheet.c): what is asked, drawn from a seed ---- */

struct bb_sheet_item {
  struct bb_span question;       /* its id */
  uint32_t rev, points;          /* when it was drawn */
  uint8_t order[BB_OPTIONS_MAX]; /* order[k]: the source index of the option shown k-th; of a MATCH
                                    of its targets */
  size_t order_count;
  struct bb_span kase; /* the id of its scenario, or empty */
  struct bb_span objective;
};

struct bb_sheet_request {
  const struct bb_quiz *quiz;
  char form; /* 'A' or 'B' of a pretest or posttest, else 0 */
  uint64_t seed;
  bool as_written; /* nothing shuffled, for review */
};

struct bb_sheet {
  struct bb_span quiz;
  char form;
  uint64_t seed;
  struct bb_sheet_item *items;
  size_t count;
};

/* Draws a sheet.  The same request gives the same sheet on every machine and in every language. */
const struct bb_sheet *bb_quiz_draw(struct bb_arena *arena, const struct bb_course *course,
                                    struct bb_sheet_request request);

/* The question as the course has it now; NULL when it is gone or has another rev, so that its
 * recorded sheet no longer fits. */
const struct bb_question *bb_quiz_item_question(const struct bb_course *course,
                                                const struct bb_sheet_item *item);

/* ---- responses and marking (mark.c) ---- */

enum { BB_UNANSWERED = 0xFF, BB_RESPONSE_TEXT_MAX = 20000 /* bytes of an essay */ };

struct bb_response {
  /* SINGLE, TRUEFALSE, MULTIPLE: the chosen options (source indexes, rising); ORDER: the options in
   * the order given; MATCH: [i] the target for options[i]; CLOZE: [g] the option chosen in gap g,
   * BB_UNANSWERED where it is typed or empty */
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

/* What typed answers are compared with: the accepted answers in the language of the attempt as well
 * as those of the source.  `translated` may be NULL; [0] for SHORT, [g] for the gaps of a CLOZE. */
struct bb_marked bb_quiz_mark(struct bb_arena *scratch, const struct bb_question *question,
                              const struct bb_response *response, const struct bb_typed *translated,
                              const struct bb_lang *lang);

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
  struct bb_span id;     /* of its first event, 64 hexadecimal digits */
  struct bb_span person; /* id */
  struct bb_span quiz, lang, course, course_version;
  enum bb_quiz_kind kind;
  const struct bb_sheet *sheet;
  struct bb_attempt_answer *answers; /* one an item */
  uint32_t seconds_limit;            /* 0: none */
  uint32_t seconds_used;             /* active time, committed with each answer */
  uint32_t pass;
  enum bb_attempt_state state;
  bool expired; /* finished by its time limit */
};

struct bb_score {
  struct bb_fraction earned, possible; /* in points; what waits for a rubric is in neither */
  size_t right, partly, wrong, unanswered, waiting;
  uint32_t percent; /* earned / possible, rounded down */
  bool passed;      /* false when there is no pass mark; see pass */
};

struct bb_score bb_attempt_score(const struct bb_attempt *attempt);
/* The same over the items of one objective. */
struct bb_score bb_attempt_score_objective(const struct bb_attempt *attempt,
                                           struct bb_span objective);

#endif
