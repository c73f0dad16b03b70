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

static void add_cell(const struct columns *table, size_t i, unsigned width, struct bb_buf *line) {
  bool right = table->right >> i % table->width & 1;
  int fill = (int)(width - bb_lang_width(table->cells[i]));
  bb_buf_printf(line, "%*s%.*s%*s", 2 + (right ? fill : 0), "", BB_SPAN_ARG(table->cells[i]),
                right ? 0 : fill, "");
}

/* No spaces stand at the end of a line. */
static void print_row(FILE *to, const struct columns *table, size_t first, const unsigned *widths) {
  struct bb_buf line = {0};
  for (size_t i = 0; i < table->width; i++) add_cell(table, first + i, widths[i], &line);
  while (line.n && line.p[line.n - 1] == ' ') line.n--;
  fprintf(to, "%.*s\n", (int)line.n, line.p);
  bb_buf_free(&line);
}

void bb_columns_print(FILE *to, const struct columns *table) {
  unsigned widths[COLUMNS_MAX] = {0};
  if (table->count <= table->width) return;
  for (size_t column = 0; column < table->width; column++)
    widths[column] = column_width(table, column);
  for (size_t i = 0; i < table->count; i += table->width) print_row(to, table, i, widths);
  fputc('\n', to);
}
