/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The orders of an item; the dump of a sheet.
 */
#include "quiz/quiz.h"

size_t bb_quiz_order_count(const struct bb_question *question) {
  size_t count = 0;
  switch (question->type) {
  case BB_QUESTION_SINGLE:
  case BB_QUESTION_MULTIPLE:
  case BB_QUESTION_TRUEFALSE:
  case BB_QUESTION_ORDER: return question->option_count;
  case BB_QUESTION_MATCH: return question->target_count;
  case BB_QUESTION_CLOZE:
    for (size_t g = 0; g < question->gap_count; g++) count += question->gaps[g].option_count;
    return count;
  case BB_QUESTION_SHORT:
  case BB_QUESTION_NUMBER:
  case BB_QUESTION_TIME:
  case BB_QUESTION_ESSAY: return 0;
  }
  return 0;
}

const uint8_t *bb_quiz_gap_order(const struct bb_question *question,
                                 const struct bb_sheet_item *item, size_t g) {
  const uint8_t *order = item->order;
  for (size_t i = 0; i < g; i++) order += question->gaps[i].option_count;
  return order;
}

static void dump_item(const struct bb_sheet_item *item, size_t number, struct bb_buf *out) {
  bb_buf_printf(out, "%zu %.*s rev=%u points=%u", number, BB_SPAN_ARG(item->question), item->rev,
                item->points);
  if (item->order_count) bb_buf_string(out, " order=");
  for (size_t i = 0; i < item->order_count; i++) bb_buf_char(out, (char)('a' + item->order[i]));
  if (item->kase.n) bb_buf_printf(out, " case=%.*s", BB_SPAN_ARG(item->kase));
  if (item->objective.n) bb_buf_printf(out, " objective=%.*s", BB_SPAN_ARG(item->objective));
  bb_buf_char(out, '\n');
}

void bb_quiz_dump(const struct bb_sheet *sheet, struct bb_buf *out) {
  bb_buf_printf(out, "sheet %.*s seed=%llu version=%u", BB_SPAN_ARG(sheet->quiz),
                (unsigned long long)sheet->seed, sheet->version);
  if (sheet->form) bb_buf_printf(out, " form=%c", sheet->form);
  bb_buf_char(out, '\n');
  for (size_t i = 0; i < sheet->count; i++) dump_item(&sheet->items[i], i + 1, out);
}
