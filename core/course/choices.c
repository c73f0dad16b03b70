/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Answers that are chosen: single choice, multiple response, true or false; and put in order.
 *
 * The key is the boxes.  Where one item has a weight, weights rule: a box counts 100 % or nothing.
 * It must be possible to earn all points: by one option of full weight in a single choice, by all
 * positive ones together in a multiple response.
 */
#include "course/quizzes.h"

static struct bb_option *options_of(struct bb_arena *arena, const struct bb_item *items,
                                    size_t count) {
  struct bb_option *options = BB_NEW_ARRAY(arena, count, struct bb_option);
  for (size_t i = 0; i < count; i++)
    options[i] = (struct bb_option){.text = items[i].text,
                                    .feedback = items[i].feedback,
                                    .correct = items[i].weight > 0,
                                    .pinned = items[i].pinned,
                                    .weight = items[i].weight};
  return options;
}

/* Reads the list as options whose marks are all in `allowed` (bits of enum bb_item_mark). */
static bool read_options(struct bb_loader *loader, const struct bb_part *part,
                         const struct bb_block *list, unsigned allowed, struct bb_question *q) {
  struct bb_item *items;
  size_t count;
  if (!bb_items_read(loader, part, list, BB_OPTIONS_MAX, &items, &count)) return false;
  for (size_t i = 0; i < count; i++)
    if (!(allowed >> items[i].mark & 1))
      return bb_part_fault(loader, part, BB_D_QUESTION_BOX, items[i].text, "%c", (int)('a' + i));
  for (size_t i = 0; i < count; i++)
    if (items[i].mark == BB_MARK_WEIGHT) q->credit = BB_CREDIT_WEIGHTS;
  q->options = options_of(loader->arena, items, count);
  q->option_count = count;
  return bb_options_check(loader, part, q->options, count, 2);
}

static bool check_keys(struct bb_loader *loader, const struct bb_part *part,
                       const struct bb_question *q) {
  size_t keys = 0;
  for (size_t i = 0; i < q->option_count; i++) keys += q->options[i].correct;
  if (!keys) return bb_part_fault(loader, part, BB_D_QUESTION_NO_KEY, NULL, "%s", "");
  if (keys > 1 && q->type != BB_QUESTION_MULTIPLE)
    return bb_part_fault(loader, part, BB_D_QUESTION_KEYS, NULL, "%zu", keys);
  return true;
}

/* What can be earned at most: with one option, or with all together. */
static int32_t most_of(const struct bb_question *q) {
  int32_t best = 0, sum = 0;
  for (size_t i = 0; i < q->option_count; i++) {
    int32_t weight = q->options[i].weight;
    if (weight > best) best = weight;
    if (weight > 0) sum += weight;
  }
  return q->type == BB_QUESTION_MULTIPLE ? sum : best;
}

static bool check_weights(struct bb_loader *loader, const struct bb_part *part,
                          const struct bb_question *q) {
  int32_t most = most_of(q);
  if (most == 100) return true;
  return bb_part_fault(loader, part, BB_D_QUESTION_WEIGHT, NULL, "%d%% of the points", (int)most);
}

bool bb_choices_read(struct bb_loader *loader, const struct bb_part *part,
                     const struct bb_block *list, struct bb_question *q) {
  unsigned boxes = 1u << BB_MARK_OFF | 1u << BB_MARK_ON, weights = 1u << BB_MARK_WEIGHT;
  bool truefalse = q->type == BB_QUESTION_TRUEFALSE;
  if (!read_options(loader, part, list, truefalse ? boxes : boxes | weights, q)) return false;
  if (truefalse && q->option_count != 2)
    return bb_part_fault(loader, part, BB_D_QUESTION_OPTIONS, NULL, "%zu, not 2", q->option_count);
  return q->credit == BB_CREDIT_WEIGHTS ? check_weights(loader, part, q)
                                        : check_keys(loader, part, q);
}

bool bb_order_read(struct bb_loader *loader, const struct bb_part *part,
                   const struct bb_block *list, struct bb_question *q) {
  return read_options(loader, part, list, 1u << BB_MARK_NONE, q);
}
