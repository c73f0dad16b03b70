/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The tables of questions: pairs to match, and the rubric of an open answer.
 *
 *   | Process    | Meaning       |      | Criterion | 0       | 1    | 2       |
 *   |------------|---------------|      |-----------|---------|------|---------|
 *   | Collection | Take it away  |      | Reasons   | Missing | Some | Several |
 *   |            | Buy a new one |
 *
 * In a matching the rows are the key; an empty left cell makes its right cell a distractor.
 * In a rubric the head says the points of each level.
 */
#include "course/quizzes.h"

/* ---- matching ---- */

static bool is_empty(const struct bb_block *cell) {
  return !cell || !cell->inlines;
}

/* One pass over the rows: pairs first, then (distractors) the rest. */
static bool add_rows(struct bb_loader *loader, const struct bb_part *part,
                     const struct bb_block *table, bool distractors, struct bb_question *q) {
  for (const struct bb_block *row = table->child->next; row; row = row->next) {
    const struct bb_block *left = row->child, *right = left ? left->next : NULL;
    if (is_empty(left) != distractors) continue;
    if (is_empty(right)) return bb_part_fault(loader, part, BB_D_QUESTION_EMPTY, row, "%s", "");
    if (q->target_count == BB_OPTIONS_MAX)
      return bb_part_fault(loader, part, BB_D_QUESTION_OPTIONS, row, "more than %d",
                           BB_OPTIONS_MAX);
    if (!distractors) q->options[q->option_count++] = (struct bb_option){.text = left};
    q->targets[q->target_count++] = (struct bb_option){.text = right};
  }
  return true;
}

bool bb_match_read(struct bb_loader *loader, const struct bb_part *part,
                   const struct bb_block *table, struct bb_question *q) {
  if (table->columns != 2)
    return bb_part_fault(loader, part, BB_D_QUESTION_TABLE, table, "%u columns", table->columns);
  q->options = BB_NEW_ARRAY(loader->arena, BB_OPTIONS_MAX, struct bb_option);
  q->targets = BB_NEW_ARRAY(loader->arena, BB_OPTIONS_MAX, struct bb_option);
  q->head = table->child;
  return add_rows(loader, part, table, false, q) && add_rows(loader, part, table, true, q) &&
         bb_options_check(loader, part, q->options, q->option_count, 2) &&
         bb_options_check(loader, part, q->targets, q->target_count, 2);
}

/* ---- the rubric ---- */

static bool has_number(struct bb_span text) {
  for (size_t i = 0; i < text.n; i++)
    if (text.p[i] >= '0' && text.p[i] <= '9') return true;
  return false;
}

void bb_rubric_check(struct bb_loader *loader, const struct bb_part *part,
                     const struct bb_question *q) {
  const struct bb_block *table = q->rubric, *criterion = table ? table->child->child : NULL;
  if (!table) bb_part_fault(loader, part, BB_D_QUESTION_RUBRIC, NULL, "no table");
  if (table && (table->columns < 3 || !table->child->next))
    bb_part_fault(loader, part, BB_D_QUESTION_RUBRIC, table,
                  "fewer than two levels, or no criterion");
  for (const struct bb_block *level = criterion ? criterion->next : NULL; level;
       level = level->next) {
    struct bb_span points = bb_plain_text(loader->arena, level->inlines);
    if (!has_number(points))
      bb_part_fault(loader, part, BB_D_QUESTION_RUBRIC, level, "\"%.*s\"", BB_SPAN_ARG(points));
  }
}
