/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A text with gaps: "The court may order [[1]] within [[2]] hours", then an ordered list whose item
 * n is what belongs in gap n, a list of boxes or of [=].  Gaps are numbered because their order is
 * that of the language.
 */
#include "course/quizzes.h"

enum { NUMBER_MAX = 999 };

uint32_t bb_course_gap(struct bb_span text, size_t *size) {
  uint32_t number = 0;
  size_t end = bb_span_find(text, 0, "]]");
  if (!bb_span_starts(text, "[[") || end == text.n ||
      !bb_span_number(bb_span_cut(text, 2, end), NUMBER_MAX, &number))
    return 0;
  *size = end + 2;
  return number;
}

/* ---- the gaps of the text ---- */

struct gaps {
  uint32_t seen[NUMBER_MAX + 1];
  size_t count;
};

static void count_gaps(void *user, struct bb_inline *inline_) {
  struct gaps *gaps = user;
  struct bb_span text = inline_->text;
  size_t size;
  if (inline_->kind != BB_TEXT) return;
  for (size_t at = 0; (at = bb_span_find(text, at, "[[")) < text.n; at++) {
    uint32_t number = bb_course_gap(bb_span_cut(text, at, text.n), &size);
    if (!number) continue;
    gaps->seen[number]++;
    gaps->count++;
  }
}

static void count_among(struct bb_block *first, const struct bb_block *end, struct gaps *gaps) {
  for (struct bb_block *top = first; top != end; top = top->next)
    for (struct bb_block *b = top; b; b = bb_next_block(top, b))
      bb_each_inline(b->inlines, count_gaps, gaps);
}

bool bb_gap_any(struct bb_block *first, const struct bb_block *end) {
  struct gaps gaps = {0};
  count_among(first, end, &gaps);
  return gaps.count > 0;
}

/* Every gap of the list stands in the text once, and no other. */
static bool check_gaps(struct bb_loader *loader, const struct bb_part *part,
                       const struct bb_question *q, struct bb_block *first) {
  struct gaps gaps = {0};
  count_among(first, q->end, &gaps);
  for (uint32_t n = 1; n <= NUMBER_MAX; n++) {
    uint32_t wanted = n <= q->gap_count;
    if (gaps.seen[n] != wanted)
      return bb_part_fault(loader, part, BB_D_QUESTION_GAP, NULL,
                           !wanted        ? "[[%u]] has no item in the list"
                           : gaps.seen[n] ? "[[%u]] stands in the text twice"
                                          : "[[%u]] is missing in the text",
                           (unsigned)n);
  }
  return true;
}

/* ---- what belongs in them ---- */

static struct bb_block *list_of(const struct bb_block *item) {
  struct bb_block *b = item->child;
  while (b && b->kind == BB_COMMENT) b = b->next;
  return b && b->kind == BB_LIST && !b->next ? b : NULL;
}

/* A choice is read as the single choice it is. */
static bool read_choice(struct bb_loader *loader, const struct bb_part *part,
                        const struct bb_block *list, struct bb_gap *gap) {
  struct bb_question choice = {.type = BB_QUESTION_SINGLE};
  if (!bb_choices_read(loader, part, list, &choice)) return false;
  gap->options = choice.options;
  gap->option_count = choice.option_count;
  return true;
}

static bool read_gap(struct bb_loader *loader, const struct bb_part *part,
                     const struct bb_block *item, struct bb_gap *gap) {
  const struct bb_block *list = list_of(item);
  if (!list) return bb_part_fault(loader, part, BB_D_QUESTION_ANSWER, item, "%s", "");
  bool box = false;
  for (const struct bb_block *b = list->child; b; b = b->next) {
    enum bb_item_mark mark = bb_item_mark_of(part->from->markup, b);
    box |= mark == BB_MARK_ON || mark == BB_MARK_OFF;
  }
  return box ? read_choice(loader, part, list, gap)
             : bb_typed_read(loader, part, list, BB_QUESTION_SHORT, &gap->typed);
}

bool bb_cloze_read(struct bb_loader *loader, const struct bb_part *part,
                   const struct bb_block *list, struct bb_question *q) {
  if (!list->ordered)
    return bb_part_fault(loader, part, BB_D_QUESTION_ANSWER, list, "the list has no numbers");
  q->gaps = BB_NEW_ARRAY(loader->arena, BB_GAPS_MAX, struct bb_gap);
  for (const struct bb_block *item = list->child; item; item = item->next) {
    if (q->gap_count == BB_GAPS_MAX)
      return bb_part_fault(loader, part, BB_D_QUESTION_OPTIONS, item, "more than %d gaps",
                           BB_GAPS_MAX);
    if (!read_gap(loader, part, item, &q->gaps[q->gap_count])) return false;
    q->gap_count++;
  }
  return check_gaps(loader, part, q, part->heading->next);
}
