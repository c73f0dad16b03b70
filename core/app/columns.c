/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/columns.h"

#include "lang/lang.h"

#include <stdarg.h>

static void add(struct columns *table, struct bb_span cell) {
  table->cells = bb_arena_grow(table->arena, table->cells, table->count, table->count + 1,
                               sizeof *table->cells, &table->room);
  table->cells[table->count++] = cell;
}

struct columns bb_columns_begin(struct bb_arena *arena, const char *const *heads, unsigned right) {
  struct columns table = {.arena = arena, .right = right};
  while (heads[table.width]) add(&table, bb_span_of(heads[table.width++]));
  return table;
}

void bb_columns_add(struct columns *table, const char *format, ...) {
  char text[1024];
  va_list args;
  va_start(args, format);
  vsnprintf(text, sizeof text, format, args);
  va_end(args);
  add(table, bb_arena_copy(table->arena, bb_span_of(text)));
}

static unsigned column_width(const struct columns *table, size_t column) {
  unsigned widest = 0;
  for (size_t i = column; i < table->count; i += table->width) {
    unsigned width = bb_lang_width(table->cells[i]);
    if (width > widest) widest = width;
  }
  return widest;
}

/* No spaces stand at the end of a line. */
static void print_cell(FILE *to, const struct columns *table, size_t i, unsigned width) {
  size_t column = i % table->width;
  bool last = column + 1 == table->width, right = table->right >> column & 1;
  if (last && !table->cells[i].n) {
    fputc('\n', to);
    return;
  }
  int fill = (int)(width - bb_lang_width(table->cells[i]));
  fprintf(to, "%*s%.*s%*s", column || right ? 2 + (right ? fill : 0) : 2, "",
          BB_SPAN_ARG(table->cells[i]), right || last ? 0 : fill, "");
  if (last) fputc('\n', to);
}

void bb_columns_print(FILE *to, const struct columns *table) {
  unsigned widths[COLUMNS_MAX] = {0};
  if (table->count <= table->width) return;
  for (size_t column = 0; column < table->width; column++)
    widths[column] = column_width(table, column);
  for (size_t i = 0; i < table->count; i++) print_cell(to, table, i, widths[i % table->width]);
  fputc('\n', to);
}
