/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Inside the stage: a quiz as text.
 */
#ifndef BB_COURSE_QUIZ_DUMP_H
#define BB_COURSE_QUIZ_DUMP_H

#include "course/course.h"

void bb_dump_quiz(const struct bb_quiz *quiz, struct bb_buf *out);

/* As `type=` is written. */
const char *bb_question_type_name(enum bb_question_type type);

#endif
