/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What the record says about people: which attempt counts, scores by quiz and by objective, and how
 * much was learned between pretest and posttest.  Everything is derived from recorded attempts
 * alone: the course need not be there.  Nothing is stored.
 *
 * Vocabulary.  The counted attempt of a quiz is the first, best or last finished one, as the quiz
 * said when the latest of them began; of equally good ones, the first.  A score is an exact
 * fraction of points; percent is 100 * earned / possible.  Open answers that wait for their rubric
 * are in neither.
 *
 * Gain.  For a person, with pre and post the percents of the counted pretest and posttest of a
 * course, g = (post - pre) / (100 - pre): the share of what could still be learned that was.  For a
 * group, Hake's <g> is the same of the class means, over the matched: those who took both (R. R.
 * Hake, Am. J. Phys. 66:64, 1998; below 0.3 is called low, from 0.7 high).  The mean of the
 * persons' g is another number (L. Bao, Am. J. Phys. 74:917, 2006), so both are given by name.
 * Neither exists where pre is 100.  The gain is silent about those who left, so the unmatched are
 * counted too.
 */
#ifndef BB_PROGRESS_PROGRESS_H
#define BB_PROGRESS_PROGRESS_H

#include "base/json.h"
#include "store/store.h"

struct bb_quiz_progress { /* one quiz of a course, as one person took it */
  struct bb_span course, quiz;
  enum bb_quiz_kind kind;
  enum bb_score_rule rule;
  size_t finished, open;            /* attempts; an open one is not finished yet */
  const struct bb_attempt *counted; /* NULL: none is finished */
};

struct bb_gain {
  struct bb_span course, objective; /* objective: empty for the whole tests */
  double pre, post;                 /* percents; of a group, means over the matched */
  bool defined;                     /* pre < 100 */
  double gain;
};

struct bb_person_progress {
  struct bb_person person;
  struct bb_attempts attempts;
  struct bb_quiz_progress *quizzes; /* in the order they were first begun */
  size_t quiz_count;
  struct bb_gain *gains; /* one a course whose pretest and posttest the person finished */
  size_t gain_count;
};

struct bb_group_gain {
  struct bb_gain means;       /* of the class means: Hake's <g> */
  double mean_gain;           /* mean of the persons' own gains */
  size_t mean_count;          /* over so many, whose gain is defined; 0: there is no mean */
  size_t matched;             /* took both tests */
  size_t only_pre, only_post; /* unmatched */
};

struct bb_progress {
  struct bb_person_progress *people; /* by code */
  size_t count;
  struct bb_group_gain *gains; /* by course; the whole tests first, then by objective */
  size_t gain_count;
};

/* Reads one person, or everybody (NULL) and then the gains of the group. */
bool bb_progress_load(struct bb_store *store, struct bb_arena *arena,
                      const struct bb_person *person, struct bb_progress *progress,
                      struct bb_diags *diags);

/* 100 * earned / possible, not rounded; 0 when nothing is possible. */
double bb_progress_percent(const struct bb_score *score);

/* The position of a person's attempt at its quiz, from 1. */
size_t bb_progress_ordinal(const struct bb_person_progress *person,
                           const struct bb_attempt *attempt);

/* As a table for other programs (RFC 4180; see export.c), and as a JSON object.  Codes stand for
 * people; names do not leave the laptop. */
void bb_progress_write_csv(const struct bb_progress *progress, struct bb_buf *out);
void bb_progress_write_json(const struct bb_progress *progress, struct bb_buf *out);

#endif
