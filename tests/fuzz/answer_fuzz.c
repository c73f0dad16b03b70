/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What people type, marked as each type of typed question.
 */
#include "quiz/quiz.h"

#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void check(bool good) {
  if (!good) abort();
}

static void mark_as(struct bb_arena *arena, enum bb_question_type type,
                    const struct bb_response *response) {
  struct bb_accepted accepted = {
      .text = BB_SPAN("order"), .low = {-15, 1}, .high = {86399, 0}, .weight = 100};
  struct bb_gap gap = {.typed = {.accepted = &accepted, .count = 1}};
  struct bb_question question = {
      .type = type, .typed = {.accepted = &accepted, .count = 1}, .gaps = &gap, .gap_count = 1};
  struct bb_marked marked = bb_quiz_mark(arena, &question, response, NULL);
  check(bb_fraction_is_credit(marked.credit));
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  struct bb_arena arena = {0};
  struct bb_span text = {(const char *)data, size};
  struct bb_response response = {.texts = {text}, .text_count = 1};
  int64_t digits;
  uint32_t scale, seconds;
  bb_lang_start();
  struct bb_span folded = bb_lang_fold(&arena, text);
  check(bb_utf8_check(folded) == folded.n);
  if (bb_lang_decimal(&arena, text, &digits, &scale))
    check(scale <= 9 && digits > -1000000000000000000 && digits < 1000000000000000000);
  if (bb_lang_time(&arena, text, &seconds)) check(seconds < 86400);
  mark_as(&arena, BB_QUESTION_SHORT, &response);
  mark_as(&arena, BB_QUESTION_NUMBER, &response);
  mark_as(&arena, BB_QUESTION_TIME, &response);
  mark_as(&arena, BB_QUESTION_CLOZE, &response);
  bb_arena_free(&arena);
  return 0;
}
