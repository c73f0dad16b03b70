/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A question of an attempt as a view, and what was answered there as a response.
 */
#ifndef BB_TERM_QUESTION_H
#define BB_TERM_QUESTION_H

#include "term/view.h"

/* A question in an attempt. */
struct bb_asked {
  const struct bb_question *question;
  const struct bb_sheet_item *item;
  const struct bb_attempt_answer *answer;
};

/* Fills view->passages, view->after and view->ask from the question and its answer so far. */
void bb_question_show(struct bb_arena *arena, const struct bb_words *words, struct bb_asked asked,
                      struct bb_view *view);

/* What the ask holds, its texts copied into the arena.  Empty when nothing was answered. */
struct bb_response bb_question_response(struct bb_arena *arena, struct bb_asked asked,
                                        const struct bb_ask *ask);

bool bb_response_equal(const struct bb_response *a, const struct bb_response *b);

/* The accepted words in the language of the words, one a typed place, for bb_quiz_mark; NULL when
 * there are none but the source's. */
const struct bb_typed *bb_question_typed(struct bb_arena *arena, const struct bb_words *words,
                                         const struct bb_question *question);

/* The question looked back at: what was answered, what was right, feedback and explanation. */
void bb_question_review(struct bb_arena *arena, const struct bb_words *words, struct bb_asked asked,
                        struct bb_passages *passages);

#endif
