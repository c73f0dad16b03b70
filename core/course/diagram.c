/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Diagrams: fenced blocks whose lines are cut into cells.
 *
 *   ```steps      Title: text        two cells; a line without a colon has the title alone
 *   ```timeline   date: text         two cells
 *   ```matrix     a | b | c          as many cells in each line; the first line is the head
 *
 * The colon is the first one that white space follows ("10:30: the call" is cut behind 10:30), or
 * the full-width one of Chinese and Japanese.  Empty lines are passed over.
 */
#include "course/load.h"

enum { LINES_MAX = 100, CELLS_MAX = 8 };

bool bb_course_is_diagram(const struct bb_block *code) {
  return code->kind == BB_CODE &&
         (bb_span_is(code->word, "steps") || bb_span_is(code->word, "timeline") ||
          bb_span_is(code->word, "matrix"));
}

/* Cuts at the colon; without one the whole line is the first cell. */
static size_t cut_pair(struct bb_span line, struct bb_span *cells) {
  static const char wide[] = "\xEF\xBC\x9A"; /* U+FF1A */
  size_t colon = bb_span_find(line, 0, ": "), size = 1, full = bb_span_find(line, 0, wide);
  if (full < colon) {
    colon = full;
    size = sizeof wide - 1;
  }
  cells[0] = bb_span_trim(bb_span_cut(line, 0, colon));
  cells[1] = bb_span_trim(bb_span_cut(line, colon + size, line.n));
  return colon < line.n ? 2 : 1;
}

/* Cuts at '|'; bars at both ends, as in a table, are dropped.  What is too much for `cells` is only
 * counted. */
static size_t cut_row(struct bb_span line, struct bb_span *cells) {
  size_t count = 0;
  if (bb_span_starts(line, "|")) line = bb_span_cut(line, 1, line.n);
  if (bb_span_ends(line, "|")) line = bb_span_cut(line, 0, line.n - 1);
  for (size_t at = 0; at <= line.n; count++) {
    size_t bar = bb_span_find(line, at, "|");
    if (count < CELLS_MAX) cells[count] = bb_span_trim(bb_span_cut(line, at, bar));
    at = bar + 1;
  }
  return count;
}

/* The lines of the block with the number of cells each has as written, which may be more than
 * CELLS_MAX. */
static size_t cut_lines(struct bb_arena *arena, const struct bb_block *code,
                        struct bb_diagram_line **lines) {
  bool matrix = bb_span_is(code->word, "matrix");
  struct bb_span rest = code->text, row;
  size_t count = 0, room = 0;
  uint32_t below = 0;
  *lines = NULL;
  while (count <= LINES_MAX && (row = bb_span_next(&rest, '\n')).p) {
    below++;
    struct bb_diagram_line line = {0};
    struct bb_span text = bb_span_trim(row);
    if (!text.n) continue;
    line.offset = code->offset;
    line.line = below - 1;
    line.count = matrix ? cut_row(text, line.cells) : cut_pair(text, line.cells);
    *lines = bb_arena_grow(arena, *lines, count, count + 1, sizeof line, &room);
    (*lines)[count++] = line;
  }
  return count;
}

size_t bb_course_diagram(struct bb_arena *arena, const struct bb_block *code,
                         struct bb_diagram_line **lines) {
  size_t count = cut_lines(arena, code, lines), columns = 0;
  if (count > LINES_MAX) count = LINES_MAX;
  for (size_t i = 0; i < count; i++)
    if ((*lines)[i].count > columns) columns = (*lines)[i].count;
  if (columns > CELLS_MAX) columns = CELLS_MAX;
  for (size_t i = 0; i < count; i++)
    if (bb_span_is(code->word, "matrix")) (*lines)[i].count = columns;
  return count;
}

static void report(struct bb_loader *loader, const struct bb_markup *markup,
                   const struct bb_block *code, uint32_t line, const char *what) {
  struct bb_place place = bb_place_in(markup, code->offset);
  place.line += line;
  place.column = 1;
  bb_diag_add(loader->diags, BB_D_DIAGRAM_FORM, place, "%.*s: %s", BB_SPAN_ARG(code->word), what);
}

/* What is wrong with a line, or NULL.  columns: of the first line. */
static const char *fault_of(const struct bb_block *code, const struct bb_diagram_line *line,
                            size_t columns) {
  if (bb_span_is(code->word, "matrix"))
    return line->count > CELLS_MAX  ? "more than 8 columns"
           : line->count != columns ? "not as many columns as the first line has"
                                    : NULL;
  bool steps = bb_span_is(code->word, "steps");
  if (!line->cells[0].n) return steps ? "a step without a title" : "an event without a date";
  if (line->count == 2 && !line->cells[1].n) return "nothing behind the colon";
  return line->count == 2 || steps ? NULL : "a line of the form \"date: text\" is needed";
}

static void check_diagram(struct bb_loader *loader, const struct bb_markup *markup,
                          const struct bb_block *code) {
  struct bb_diagram_line *lines;
  size_t count = cut_lines(loader->arena, code, &lines);
  if (!count) report(loader, markup, code, 0, "it is empty");
  if (count > LINES_MAX) {
    report(loader, markup, code, lines[LINES_MAX].line, "more than 100 lines");
    count = LINES_MAX;
  }
  for (size_t i = 0; i < count; i++) {
    const char *fault = fault_of(code, &lines[i], lines[0].count);
    if (fault) report(loader, markup, code, lines[i].line, fault);
  }
}

void bb_check_diagrams(struct bb_loader *loader, const struct bb_markup *markup) {
  struct bb_block *root = markup->root;
  for (struct bb_block *b = root; b; b = bb_next_block(root, b))
    if (bb_course_is_diagram(b)) check_diagram(loader, markup, b);
}
