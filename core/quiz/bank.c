/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The question of a recorded item, as the course has it now.  An item may come from another laptop
 * and an older course: nothing in it is believed.
 */
#include "quiz/quiz.h"

/* True when order[0..count) holds each of 0..count-1 once. */
static bool is_permutation(const uint8_t *order, size_t count) {
  bool met[BB_OPTIONS_MAX] = {false};
  if (count > BB_OPTIONS_MAX) return false;
  for (size_t i = 0; i < count; i++) {
    if (order[i] >= count || met[order[i]]) return false;
    met[order[i]] = true;
  }
  return true;
}

static bool fits(const struct bb_question *question, const struct bb_sheet_item *item) {
  if (question->rev != item->rev || item->order_count != bb_quiz_order_count(question))
    return false;
  if (question->type != BB_QUESTION_CLOZE) return is_permutation(item->order, item->order_count);
  for (size_t g = 0; g < question->gap_count; g++)
    if (!is_permutation(bb_quiz_gap_order(question, item, g), question->gaps[g].option_count))
      return false;
  return true;
}

const struct bb_question *bb_quiz_item_question(const struct bb_course *course,
                                                const struct bb_sheet_item *item) {
  const struct bb_quiz *quiz;
  const struct bb_question *question = bb_course_question(course, item->question, &quiz);
  return question && fits(question, item) ? question : NULL;
}
