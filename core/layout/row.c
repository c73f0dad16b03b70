/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Rows: columns of text side by side, joined into slices.
 *
 * Each column is first set in a galley of its own.  Then the row is cut into slices: a slice is as
 * high as the highest of the pieces that come next in the columns, and every column puts into it
 * as many of its pieces as fit (at least one).  In a table set in one size each slice is one line
 * of every cell; where sizes differ the lines of the smaller one are opened up a little, and in
 * return every row, however long, can be broken over pages and its lines stand level.
 *
 * A slice holds parts of several cells, but a cell is read from its first line to its last before
 * the next one: items remember their column, and page.c places a row's items by column.
 *
 *       | Territoriality | The offence was  | No  |   slice 1
 *       |                | committed in the |     |   slice 2
 *       |                | territory        |     |   slice 3
 */
#include "layout/setter.h"

void bb_row_begin(const struct bb_galley *galley, struct bb_row_column *column, bb_len x,
                  bb_len width, enum bb_text_kind body) {
  column->x = x;
  column->width = width > 0 ? width : 1;
  column->galley = (struct bb_galley){.arena = galley->arena,
                                      .x = column->x,
                                      .width = column->width,
                                      .body = body,
                                      .untranslated = galley->untranslated,
                                      .fresh = true};
}

static bb_len next_height(const struct bb_galley *column, size_t next) {
  if (next >= column->count) return 0;
  return (next ? column->pieces[next]->space : 0) + column->pieces[next]->height;
}

void bb_row_mark(struct bb_piece *piece, uint32_t row, uint32_t column) {
  for (struct bb_item *item = piece->items; item; item = item->next) {
    item->column += column;
    if (item->kind != BB_ITEM_LINE) continue;
    item->line.row = row;
    item->line.column = item->column;
  }
}

/* Into how many columns a cell counts: one, but as many as stand side by side in the fullest of
 * them when cells hold rows themselves (blanks). */
static uint32_t parts_of(const struct bb_row_column *columns, size_t count) {
  uint32_t parts = 1;
  for (size_t i = 0; i < count; i++)
    for (size_t k = 0; k < columns[i].galley.count; k++)
      for (struct bb_item *item = columns[i].galley.pieces[k]->items; item; item = item->next)
        if (parts <= item->column) parts = item->column + 1;
  return parts;
}

/* Moves what fits from a column into a slice; returns the index after it. */
static size_t fill(struct bb_piece *slice, const struct bb_row_column *columns, uint32_t index,
                   uint32_t parts, size_t next, bb_len top, bb_len height) {
  const struct bb_galley *column = &columns[index].galley;
  bb_len used = 0;
  for (size_t i = next; i < column->count; i++) {
    bb_len more = next_height(column, i);
    if (used + more > height) return i;
    used += more;
    slice->untranslated = slice->untranslated || column->pieces[i]->untranslated;
    bb_row_mark(column->pieces[i], slice->row, index * parts);
    bb_piece_move(column->pieces[i], slice, top + used - column->pieces[i]->height);
  }
  return column->count;
}

enum { SHORT_ROW = 6 };

/* A row is broken only where that saves much, above all when it is short, and if so not after its
 * first or before its last line. */
static void set_penalties(struct bb_galley *galley, size_t slices) {
  for (size_t i = 1; i < slices; i++) {
    bool end = i == 1 || i + 1 == slices;
    galley->pieces[galley->count - slices + i]->penalty = end                   ? BB_BREAK_BAD
                                                          : slices <= SHORT_ROW ? BB_BREAK_BAD / 2
                                                                                : BB_BREAK_POOR;
  }
}

size_t bb_row_end(struct bb_setter *setter, struct bb_galley *galley, struct bb_row_column *columns,
                  size_t count, bb_len above, bb_len below) {
  struct bb_arena_mark mark = bb_arena_mark(&setter->scratch);
  size_t *next = BB_NEW_ARRAY(&setter->scratch, count, size_t);
  size_t slices = 0;
  uint32_t row = ++setter->rows, parts = parts_of(columns, count);
  for (size_t i = 0; i < count; i++)
    if (columns[i].galley.waiting) bb_galley_add(&columns[i].galley, 0);
  for (bool more = true; more; slices++) {
    bb_len height = 0, top = slices ? 0 : above;
    for (size_t i = 0; i < count; i++) {
      bb_len h = next_height(&columns[i].galley, next[i]);
      if (height < h) height = h;
    }
    struct bb_piece *slice = bb_galley_add(galley, top + height);
    more = false;
    slice->row = row;
    for (uint32_t i = 0; i < count; i++) {
      next[i] = fill(slice, columns, i, parts, next[i], top, height);
      more = more || next[i] < columns[i].galley.count;
    }
    if (!more) slice->height += below;
  }
  set_penalties(galley, slices);
  bb_arena_release(&setter->scratch, mark);
  return slices;
}
