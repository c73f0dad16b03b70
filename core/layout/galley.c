/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The galley: adding pieces and items, and the space and penalties that wait between them.
 */
#include "layout/galley.h"

#include <assert.h>

void bb_galley_space(struct bb_galley *galley, bb_len space) {
  if (!galley->fresh && galley->space < space) galley->space = space;
}

void bb_galley_penalty(struct bb_galley *galley, int32_t penalty) {
  if (galley->penalty == BB_BREAK_FORCED) return;
  if (penalty == BB_BREAK_FORCED || penalty > galley->penalty) galley->penalty = penalty;
}

bb_len bb_galley_height(const struct bb_galley *galley, size_t from) {
  bb_len height = 0;
  for (size_t i = from; i < galley->count; i++)
    height += galley->pieces[i]->space + galley->pieces[i]->height;
  return height;
}

void bb_galley_bind(struct bb_galley *galley, size_t from, bb_len small) {
  if (bb_galley_height(galley, from) >= small) return;
  for (size_t i = from + 1; i < galley->count; i++) {
    int32_t *penalty = &galley->pieces[i]->penalty;
    if (*penalty >= 0 && *penalty < BB_BREAK_POORER) *penalty = BB_BREAK_POORER;
  }
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

void bb_piece_line(struct bb_arena *arena, struct bb_piece *piece, bb_len x0, bb_len y0, bb_len x1,
                   bb_len y1, bb_len weight, bb_color color) {
  struct bb_shape *shape = &bb_piece_add(arena, piece, BB_ITEM_SHAPE)->shape;
  *shape = (struct bb_shape){.kind = BB_SHAPE_LINE,
                             .x = {x0, x1},
                             .y = {y0, y1},
                             .count = 2,
                             .stroke = color,
                             .stroke_width = weight};
}

void bb_piece_rule(struct bb_arena *arena, struct bb_piece *piece, bb_len x, bb_len y, bb_len width,
                   bb_len weight, bb_color color) {
  bb_piece_line(arena, piece, x, y, x + width, y, weight, color);
}

void bb_piece_dots(struct bb_arena *arena, struct bb_piece *piece, bb_len x, bb_len y, bb_len size,
                   bb_len step, uint32_t count, bb_color color) {
  struct bb_item *item = count ? bb_piece_add(arena, piece, BB_ITEM_DOTS) : NULL;
  if (!item) return;
  item->dots.x = x;
  item->dots.y = y;
  item->dots.size = size;
  item->dots.step = step;
  item->dots.count = count;
  item->dots.color = color;
}

void bb_piece_polygon(struct bb_arena *arena, struct bb_piece *piece, const bb_len *x,
                      const bb_len *y, size_t count, bb_color color) {
  struct bb_shape *shape = &bb_piece_add(arena, piece, BB_ITEM_SHAPE)->shape;
  *shape =
      (struct bb_shape){.kind = BB_SHAPE_POLYGON, .count = count, .fill = color, .filled = true};
  assert(count >= 3 && count <= sizeof shape->x / sizeof *shape->x);
  for (size_t i = 0; i < count; i++) {
    shape->x[i] = x[i];
    shape->y[i] = y[i];
  }
}

static void lower(struct bb_item *item, bb_len dy) {
  switch (item->kind) {
  case BB_ITEM_LINE:
    item->line.baseline += dy;
    for (size_t i = 0; i < item->line.run_count; i++) item->line.runs[i].baseline += dy;
    break;
  case BB_ITEM_SHAPE:
    for (size_t i = 0; i < item->shape.count; i++) item->shape.y[i] += dy;
    break;
  case BB_ITEM_DOTS: item->dots.y += dy; break;
  case BB_ITEM_PICTURE: item->picture.y += dy; break;
  case BB_ITEM_LINK: item->link.y += dy; break;
  case BB_ITEM_ANCHOR:
  case BB_ITEM_HEADING:
  case BB_ITEM_NOTE: break;
  }
}

void bb_piece_move(struct bb_piece *from, struct bb_piece *to, bb_len dy) {
  for (struct bb_item *item = from->items, *next; item; item = next) {
    next = item->next;
    item->next = NULL;
    lower(item, dy);
    append(&to->items, &to->last, item);
  }
  from->items = from->last = NULL;
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
