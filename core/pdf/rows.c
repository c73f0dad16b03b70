/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What stands side by side: how readers are made to read it row by row, and a row cell by cell.
 *
 * How poppler orders a page (22.12, TextPage::coalesce).  Words grow into BLOCKS: a block takes in
 * what overlaps it and stands at most 1.5 em above or below it in the same size (within 5 %), and
 * what stands on one of its lines (within 0.5 em, in 0.4 to 1.6 times its size) less than 0.7 em
 * beside it, or 1 em where that is three lines at most.  Then block A is read before block B when
 *
 *   1. they overlap from left to right and A begins higher, or
 *   2. A is left of B (right of it on a right-to-left page) and there is no C that begins below B,
 *      above A, and overlaps both.
 *
 * For these rules a block is as wide as any block below it, up to its neighbours on either side.
 * And four blocks that look like the corners of a table, the nearest ones to the right and below,
 * are read as a table: line by line.
 *
 * So of two rows the left cells are read before the right ones, because nothing stands between the
 * rows.  And a cell whose lines are far apart becomes a block for each line; the last ones have no
 * neighbours, are wide, and come after the other cells, or make tables with those.
 *
 * What is done about it, all of it unseen:
 *
 *   - A row each of whose cells goes on at the height at which the one before it stopped (a title
 *     and its page, a date and an event) is read like a paragraph: BRIDGES, marks as wide as the
 *     distance, make one line of what stands at one height.
 *
 *   - Any other row is ended by a BAR as wide as the row, in a size that is no text's: the C of
 *     rule 2.  And its cells are kept apart by bars at every line, each as wide as the gap: nearest
 *     neighbours of the lines, so that these neither grow wide nor are corners of tables.
 *
 *       Extradition ======= 10        Convention on  |  not party  |  from memory,
 *                   bridge            Cybercrime     |             |  not checked
 *                                     =========================================== bar
 */
#include "pdf/reading.h"

enum {
  LEVEL = 250,  /* thousandths of an em: baselines no farther apart than this are one height */
  SPAN = 25,    /* ems that one code of a bridge or a bar spans, about */
  SPAN_MAX = 32 /* and at most (INT16_MAX / 1000) */
};
#define BAR_SIZE BB_PT(2) /* at most; less than 0.4 of any text's */
#define BAR_GAP  BB_PT(0.25)

static const struct bb_span ZERO_WIDTH_SPACE = {"\xE2\x80\x8B", 3};

/* ---- rows and cells ---- */

/* Neighbouring lines of a page: of a row, or of one of its cells. */
struct lines {
  const struct bb_line *p;
  size_t n;
};

static struct lines row_around(const struct bb_page *page, size_t line) {
  uint32_t row = page->lines[line].row;
  size_t from = line, to = line + 1;
  while (from > 0 && page->lines[from - 1].row == row) from--;
  while (to < page->line_count && page->lines[to].row == row) to++;
  return (struct lines){page->lines + from, to - from};
}

static struct lines cell_at(struct lines row, size_t from) {
  size_t to = from + 1;
  while (to < row.n && row.p[to].column == row.p[from].column) to++;
  return (struct lines){row.p + from, to - from};
}

/* Where the text of a line begins and ends on paper. */
static bb_len left_of(const struct bb_line *line) {
  return line->runs[0].placed[0].x;
}

static bb_len right_of(const struct bb_line *line) {
  const struct bb_glyph_run *last = &line->runs[line->run_count - 1];
  return last->placed[last->count - 1].x + last->placed[last->count - 1].cluster->width;
}

static bb_len left_of_all(struct lines lines) {
  bb_len left = left_of(&lines.p[0]);
  for (size_t i = 1; i < lines.n; i++)
    if (left > left_of(&lines.p[i])) left = left_of(&lines.p[i]);
  return left;
}

static bb_len right_of_all(struct lines lines) {
  bb_len right = right_of(&lines.p[0]);
  for (size_t i = 1; i < lines.n; i++)
    if (right < right_of(&lines.p[i])) right = right_of(&lines.p[i]);
  return right;
}

static bool is_level(const struct bb_line *a, const struct bb_line *b) {
  int64_t distance = (int64_t)a->baseline - b->baseline;
  return (distance < 0 ? -distance : distance) * 1000 <= (int64_t)bb_line_main_run(a)->em * LEVEL;
}

/* True when each cell goes on where the one before it stopped. */
static bool is_chain(struct lines row) {
  for (size_t i = 1; i < row.n; i++)
    if (row.p[i].column != row.p[i - 1].column && !is_level(&row.p[i - 1], &row.p[i])) return false;
  return true;
}

/* ---- marks ---- */

struct marks {
  struct bb_arena *arena;
  const struct bb_page_reading *page;
  struct bb_shown *items;
  size_t count, room;
};

static void add(struct marks *marks, struct bb_shown shown) {
  marks->items = bb_arena_grow(marks->arena, marks->items, marks->count, marks->count + 1,
                               sizeof *marks->items, &marks->room);
  marks->items[marks->count++] = shown;
}

/* Marks from the end of one line to just before the next; bb_shown_stretch will widen them. */
static void add_bridge(struct marks *marks, const struct bb_line *from, const struct bb_line *to) {
  const struct bb_glyph_run *run = bb_line_main_run(from);
  bool rightwards = left_of(to) > left_of(from);
  bb_len x = right_of(rightwards ? from : to);
  bb_len width = left_of(rightwards ? to : from) - run->em / 6 - x;
  if (width <= 0) return;
  bb_len shares = width / (SPAN * run->em) + 1;
  for (bb_len i = 0; i <= shares; i++)
    add(marks, bb_page_mark(marks->page, run, x + bb_len_scale(width, i, shares)));
}

/* Codes of one width that fill `width` to the unit.  `like`: the line whose font they take. */
static void add_bar(struct marks *marks, const struct bb_line *like, bb_len x, bb_len width,
                    bb_len baseline) {
  bb_len codes = width / (SPAN * BAR_SIZE) + 1, em = width / (codes * SPAN);
  if (em <= 0) return;
  struct bb_shown code = bb_page_mark(marks->page, bb_line_main_run(like), x);
  code.cluster.text = ZERO_WIDTH_SPACE;
  int32_t units = bb_face_metrics(code.cluster.face)->units_per_em;
  code.advance = bb_len_scale(units, width, (int64_t)codes * em); /* SPAN, and what em was cut by */
  if (code.advance > SPAN_MAX * units) code.advance = SPAN_MAX * units;
  code.bar = true;
  code.baseline = baseline;
  code.em = em;
  for (bb_len i = 0; i < codes; i++) {
    code.x = x + bb_len_scale(width, i, codes);
    add(marks, code);
  }
}

/* Bars between two cells, at each line of the one that has more of them. */
static void add_partition(struct marks *marks, struct lines a, struct lines b) {
  bool rightwards = left_of_all(a) < left_of_all(b);
  bb_len x = right_of_all(rightwards ? a : b) + BAR_GAP;
  bb_len width = left_of_all(rightwards ? b : a) - BAR_GAP - x;
  struct lines taller = a.n > b.n ? a : b;
  for (size_t i = 0; i < taller.n; i++)
    add_bar(marks, &taller.p[i], x, width, taller.p[i].baseline);
}

/* The top of what comes next below y. */
static bb_len top_below(const struct bb_page *page, bb_len y) {
  bb_len top = page->height;
  for (size_t i = 0; i < page->line_count; i++) {
    const struct bb_line *line = &page->lines[i];
    if (line->baseline > y && top > line->baseline - line->ascent)
      top = line->baseline - line->ascent;
  }
  return top;
}

/* Below the row; where the boxes of this row and the next overlap, still above the next. */
static bb_len baseline_of_row_end(const struct bb_page *page, struct lines row) {
  bb_len baseline = 0, bottom = 0;
  for (size_t i = 0; i < row.n; i++) {
    const struct bb_line *line = &row.p[i];
    if (baseline < line->baseline) baseline = line->baseline;
    if (bottom < line->baseline + line->descent) bottom = line->baseline + line->descent;
  }
  bb_len top = top_below(page, baseline) - BAR_GAP;
  return (top < bottom ? top : bottom) + BAR_GAP + BAR_SIZE;
}

static void add_row_end(struct marks *marks, const struct bb_page *page, struct lines row) {
  bb_len left = row.p[0].x, right = left;
  for (size_t i = 0; i < row.n; i++) {
    const struct bb_line *line = &row.p[i];
    if (left > line->x) left = line->x;
    if (right < line->x + line->width) right = line->x + line->width;
  }
  add_bar(marks, &row.p[0], left, right - left, baseline_of_row_end(page, row));
}

static void add_bars(struct marks *marks, const struct bb_page *page, struct lines row) {
  struct lines cell = cell_at(row, 0);
  for (size_t at = cell.n; at < row.n; at += cell.n) {
    struct lines next = cell_at(row, at);
    add_partition(marks, cell, next);
    cell = next;
  }
  add_row_end(marks, page, row);
}

/* ---- lines that follow each other at opposite sides ---- */

static bool overlap(const struct bb_line *a, const struct bb_line *b) {
  return left_of(a) < right_of(b) && left_of(b) < right_of(a);
}

/* A bar over both, below the top of the upper one and above that of the lower one. */
static void add_hinge(struct marks *marks, const struct bb_line *upper,
                      const struct bb_line *lower) {
  bb_len top = upper->baseline - upper->ascent, next = lower->baseline - lower->ascent;
  if (next <= top || overlap(upper, lower)) return;
  bb_len left = left_of(upper) < left_of(lower) ? left_of(upper) : left_of(lower);
  bb_len right = right_of(upper) > right_of(lower) ? right_of(upper) : right_of(lower);
  add_bar(marks, upper, left, right - left, (top + next) / 2 + BAR_SIZE);
}

/* ---- what stands behind a line ---- */

static void add_joint_of_row(struct marks *marks, const struct bb_page *page, size_t index) {
  const struct bb_line *line = &page->lines[index];
  struct lines row = row_around(page, index);
  for (size_t i = 0; i < row.n; i++)
    if (!row.p[i].run_count) return;
  bool last = line + 1 == row.p + row.n, chain = is_chain(row);
  if (chain && !last && line[1].column != line->column)
    add_bridge(marks, line, line + 1);
  else if (!chain && last)
    add_bars(marks, page, row);
}

struct bb_shown *bb_joint_shown(const struct bb_page *page, size_t index,
                                const struct bb_page_reading *reading, struct bb_arena *arena,
                                size_t *count) {
  struct marks marks = {.arena = arena, .page = reading};
  const struct bb_line *line = &page->lines[index];
  const struct bb_line *next = index + 1 < page->line_count ? line + 1 : NULL;
  if (line->row) add_joint_of_row(&marks, page, index);
  if (next && line->run_count && next->run_count && line->row == next->row &&
      line->column == next->column)
    add_hinge(&marks, line, next);
  *count = marks.count;
  return marks.items;
}
