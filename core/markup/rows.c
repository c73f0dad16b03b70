/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Rows of tables with more cells than the head has columns.  GFM drops what is too much without a
 * word, and md4c with it; the author is told here, by the bars in the source line: all of them but
 * those behind a backslash and, as md4c has it, those in code.
 */
#include "markup/inside.h"

#include <string.h>

static struct bb_span line_at(struct bb_span text, size_t offset) {
  size_t from = offset, to = offset;
  while (from > 0 && text.p[from - 1] != '\n') from--;
  while (to < text.n && text.p[to] != '\n') to++;
  return bb_span_cut(text, from, to);
}

static size_t backticks(struct bb_span line, size_t at) {
  size_t end = at;
  while (end < line.n && line.p[end] == '`') end++;
  return end - at;
}

/* Behind the code span that begins at `at`, or behind its backticks when nothing closes it. */
static size_t skip_code(struct bb_span line, size_t at) {
  size_t n = backticks(line, at);
  for (size_t i = at + n, k; i < line.n; i += k ? k : 1)
    if ((k = backticks(line, i)) == n) return i + n;
  return at + n;
}

/* The cells of a row's line.  What stands before its first bar is no cell when it may be the mark
 * of a quote or a list; so "1 | 2 | 3" counts one too few, which only keeps a message back. */
static size_t count_cells(struct bb_span line) {
  size_t bars = 0;
  bool edge = false; /* the line ends with a bar */
  line = bb_span_trim(line);
  size_t margin = 0;
  while (margin < line.n && strchr("> \t-*+0123456789.)", line.p[margin])) margin++;
  if (margin < line.n && line.p[margin] == '|') line = bb_span_cut(line, margin + 1, line.n);
  for (size_t i = 0; i < line.n; i = line.p[i] == '`' ? skip_code(line, i) : i + 1) {
    edge = line.p[i] == '|' && (i == 0 || line.p[i - 1] != '\\');
    bars += edge;
  }
  return bars + !edge;
}

void bb_markup_rows(struct bb_parse *parse) {
  for (struct bb_block *b = parse->root; b; b = bb_markup_next(b, parse->root)) {
    if (b->kind != BB_ROW || !b->child || !b->child->inlines) continue;
    uint32_t offset = b->child->inlines->offset;
    size_t cells = count_cells(line_at(parse->source->text, offset));
    if (cells > b->parent->columns)
      bb_markup_report(parse, BB_D_TABLE_CELLS, offset, "%zu cells in %u columns", cells,
                       b->parent->columns);
  }
}
