/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The galley: adding pieces and items, and the space and penalties that wait between them.
 */
#include "layout/galley.h"

void bb_galley_space(struct bb_galley *galley, bb_len space) {
  if (!galley->fresh && galley->space < space) galley->space = space;
}

void bb_galley_penalty(struct bb_galley *galley, int32_t penalty) {
  if (galley->penalty == BB_BREAK_FORCED) return;
  if (penalty == BB_BREAK_FORCED || penalty > galley->penalty) galley->penalty = penalty;
}

static void append(struct bb_item **first, struct bb_item **last, struct bb_item *item) {
  if (*last)
    (*last)->next = item;
  else
    *first = item;
  *last = item;
}

void bb_galley_anchor(struct bb_galley *galley, struct bb_span name) {
  if (!name.n) return;
  struct bb_item *item = BB_NEW(galley->arena, struct bb_item);
  item->kind = BB_ITEM_ANCHOR;
  item->anchor = name;
  append(&galley->waiting, &galley->waiting_last, item);
}

struct bb_piece *bb_galley_add(struct bb_galley *galley, bb_len height) {
  struct bb_piece *piece = BB_NEW(galley->arena, struct bb_piece);
  piece->space = galley->space;
  piece->height = height;
  piece->penalty = galley->penalty;
  piece->untranslated = galley->untranslated;
  piece->frame = galley->frame;
  piece->items = galley->waiting;
  piece->last = galley->waiting_last;
  galley->waiting = galley->waiting_last = NULL;
  galley->space = 0;
  galley->penalty = BB_BREAK_FREE;
  galley->fresh = false;
  for (struct bb_frame *f = piece->frame; f; f = f->outer) {
    if (!f->first) f->first = piece;
    f->last = piece;
  }
  galley->pieces = bb_arena_grow(galley->arena, galley->pieces, galley->count, galley->count + 1,
                                 sizeof(struct bb_piece *), &galley->room);
  galley->pieces[galley->count++] = piece;
  return piece;
}

struct bb_item *bb_piece_add(struct bb_arena *arena, struct bb_piece *piece,
                             enum bb_item_kind kind) {
  struct bb_item *item = BB_NEW(arena, struct bb_item);
  item->kind = kind;
  append(&piece->items, &piece->last, item);
  return item;
}

void bb_piece_fill(struct bb_arena *arena, struct bb_piece *piece, bb_len x, bb_len y, bb_len width,
                   bb_len height, bb_color color) {
  if (color == BB_COLOR_WHITE) return;
  struct bb_shape *shape = &bb_piece_add(arena, piece, BB_ITEM_SHAPE)->shape;
  *shape = (struct bb_shape){.kind = BB_SHAPE_RECTANGLE,
                             .x = {x, x + width},
                             .y = {y, y + height},
                             .count = 2,
                             .fill = color,
                             .filled = true};
}

void bb_piece_rule(struct bb_arena *arena, struct bb_piece *piece, bb_len x, bb_len y, bb_len width,
                   bb_len weight, bb_color color) {
  struct bb_shape *shape = &bb_piece_add(arena, piece, BB_ITEM_SHAPE)->shape;
  *shape = (struct bb_shape){.kind = BB_SHAPE_LINE,
                             .x = {x, x + width},
                             .y = {y, y},
                             .count = 2,
                             .stroke = color,
                             .stroke_width = weight};
}

struct bb_galley_column bb_galley_open(struct bb_galley *galley, struct bb_frame frame,
                                       bb_len padding_start, bb_len padding_end) {
  struct bb_galley_column outside = {galley->x, galley->width, galley->body, galley->frame};
  struct bb_frame *kept = BB_NEW(galley->arena, struct bb_frame);
  *kept = frame;
  kept->outer = galley->frame;
  galley->frame = kept;
  galley->x = frame.x + padding_start;
  galley->width = frame.width - padding_start - padding_end;
  galley->fresh = true;
  return outside;
}

void bb_galley_close(struct bb_galley *galley, struct bb_galley_column outside) {
  galley->x = outside.x;
  galley->width = outside.width;
  galley->body = outside.body;
  galley->frame = outside.frame;
  galley->space = 0;
}
