/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Inside the stage: what of a question must not change without a new rev.
 */
#ifndef BB_COURSE_SHAPE_H
#define BB_COURSE_SHAPE_H

#include "course/course.h"

enum { BB_SHAPE_SIZE = 17 }; /* 16 hexadecimal digits and a NUL */

/* The structural hash: type, credit, points, how many options, which are right or what they weigh,
 * what may be typed as number or time.  No word of any text. */
void bb_question_shape(const struct bb_question *question, char hex[BB_SHAPE_SIZE]);

/* The texts that belong to the key, in source order: options, targets, accepted words, those of
 * each gap. */
struct bb_shape_text {
  struct bb_span text; /* plain */
  size_t group;        /* texts of one group may be confused with each other: of one list */
};

size_t bb_question_texts(struct bb_arena *arena, const struct bb_question *question,
                         struct bb_shape_text **texts);

#endif
