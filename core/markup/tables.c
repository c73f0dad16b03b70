/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Text that looks like a table.  md4c reads a table only when its head is the first line of its
 * paragraph and every part of the line under it has three characters or more ("---", ":-:");
 * otherwise the author's table comes out as a paragraph full of bars, and nobody is told.
 */
#include "markup/inside.h"

/* A row of bars, hyphens and colons, with a bar and a hyphen at least; quote marks may precede. */
static bool is_separator(struct bb_span line) {
  bool bar = false, hyphen = false;
  size_t i = 0;
  while (i < line.n && (line.p[i] == ' ' || line.p[i] == '\t' || line.p[i] == '>')) i++;
  for (; i < line.n; i++) {
    char c = line.p[i];
    bar |= c == '|';
    hyphen |= c == '-';
    if (c != '|' && c != '-' && c != ':' && c != ' ' && c != '\t' && c != '\r') return false;
  }
  return bar && hyphen;
}

void bb_markup_table_text(struct bb_parse *parse, uint32_t start, uint32_t end) {
  struct bb_span rest = bb_span_cut(parse->source->text, start, end), line;
  bool bar_above = false;
  while ((line = bb_span_next(&rest, '\n')).p) {
    if (bar_above && is_separator(line)) {
      uint32_t at = (uint32_t)(line.p - parse->source->text.p);
      bb_markup_report(parse, BB_D_TABLE_TEXT, at, "%s", "");
      return;
    }
    bar_above = bb_span_find(line, 0, "|") < line.n;
  }
}
