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
 *   - Any other row is ended by a BAR as wide as the page, in a size that is no text's: the C of
 *     rule 2.  Between its cells stand pairs of POSTS, at the height of every line (of one line
 *     when all cells are blocks): every line has a neighbour close by, grows no wider than its
 *     column, and is no corner of a table.  A pair, because where the lines on both sides are short
 *     a single post would grow into both columns and be a C to them.  Close together, so that the
 *     edges of other tables do not fall between them and let them grow over each other.  Of two
 *     sizes, or they would be corners; and the one that is read first is the higher one.
 *
 *   - Lines that follow each other at opposite sides (a source in English and its date in Arabic)
 *     have a bar over both between them, a HINGE: that is an overlap for rule 1.
 *
 *       Extradition ======= 10        Convention on  ||  not party  ||  from memory,
 *                   bridge            Cybercrime     ||             ||  not checked
 *                                     =========================================== bar
 */
#include "pdf/reading.h"

enum {
  REACH = 1480, /* thousandths of an em: 1.5 em, rounded down */
  LEVEL = 250,  /* thousandths of an em: baselines no farther apart than this are one height */
  SPAN = 25     /* ems that one code of a bridge or a bar spans; its width has 16 bits */
};
#define BAR_SIZE   BB_PT(2) /* less than 0.4 of any text's */
#define BAR_GAP    BB_PT(0.25)
#define BIG_POST   BB_PT(1.25) /* width and size */
#define SMALL_POST BB_PT(0.375)
#define POST_GAP   BB_PT(0.1)
#define BELOW_TOP  BB_PT(4) /* of a line: far from its top, middle and bottom */

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
  return line->runs[0].x + line->runs[0].placed[0].x;
}

static bb_len right_of(const struct bb_line *line) {
  const struct bb_glyph_run *last = &line->runs[line->run_count - 1];
  return last->x + last->placed[last->count - 1].x + last->placed[last->count - 1].width;
}

/* As wide as the boxes of all lines. */
struct box {
  bb_len left, right;
};

static struct box box_of(struct lines cell) {
  struct box box = {cell.p[0].x, cell.p[0].x + cell.p[0].width};
  for (size_t i = 1; i < cell.n; i++) {
    const struct bb_line *line = &cell.p[i];
    if (box.left > line->x) box.left = line->x;
    if (box.right < line->x + line->width) box.right = line->x + line->width;
  }
  return box;
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

/* A code of this width.  `like`: the line whose font it takes. */
static void add_code(struct marks *marks, const struct bb_line *like, bb_len x, bb_len baseline,
                     bb_len em, bb_len width) {
  struct bb_shown code = bb_page_mark(marks->page, bb_line_main_run(like), x);
  code.cluster.text = ZERO_WIDTH_SPACE;
  code.advance = bb_len_scale(bb_face_metrics(code.cluster.face)->units_per_em, width, em);
  code.bar = true;
  code.baseline = baseline;
  code.em = em;
  add(marks, code);
}

/* Codes of one width that fill `width`. */
static void add_bar(struct marks *marks, const struct bb_line *like, bb_len x, bb_len width,
                    bb_len baseline) {
  bb_len codes = width / (SPAN * BAR_SIZE) + 1;
  for (bb_len i = 0; i < codes; i++)
    add_code(marks, like, x + bb_len_scale(width, i, codes), baseline, BAR_SIZE, width / codes);
}

/* A pair of posts between two cells at the height of a line. */
static void add_posts(struct marks *marks, struct lines first, struct lines second,
                      const struct bb_line *line) {
  struct box a = box_of(first), b = box_of(second);
  bb_len y = line->baseline - line->ascent + BELOW_TOP;
  if (a.left < b.left) {
    bb_len x = (a.right + b.left) / 2;
    add_code(marks, line, x - BIG_POST, y, BIG_POST, BIG_POST);
    add_code(marks, line, x + POST_GAP, y, SMALL_POST, SMALL_POST);
  } else {
    bb_len x = (b.right + a.left) / 2;
    add_code(marks, line, x, y, BIG_POST, BIG_POST);
    add_code(marks, line, x - POST_GAP - SMALL_POST, y, SMALL_POST, SMALL_POST);
  }
}

/* True when poppler takes the lines for one block. */
static bool is_block(struct lines cell) {
  for (size_t i = 1; i < cell.n; i++) {
    bb_len em = bb_line_main_run(&cell.p[i])->em;
    int64_t distance = (int64_t)cell.p[i].baseline - cell.p[i - 1].baseline;
    if (em != bb_line_main_run(&cell.p[0])->em || distance * 1000 > (int64_t)em * REACH)
      return false;
  }
  return true;
}

/* The lines at whose height posts stand: those of the cell that has most of them; the first will do
 * when all cells are blocks. */
static struct lines heights_of(struct lines row) {
  struct lines most = {0};
  bool blocks = true;
  for (size_t at = 0; at < row.n;) {
    struct lines cell = cell_at(row, at);
    blocks = blocks && is_block(cell);
    if (cell.n > most.n) most = cell;
    at += cell.n;
  }
  if (blocks) most.n = 1;
  return most;
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

/* As wide as all text of the page: the row may be short of cells. */
static void add_row_end(struct marks *marks, const struct bb_page *page, struct lines row) {
  struct box box = box_of((struct lines){page->lines, page->line_count});
  add_bar(marks, &row.p[0], box.left, box.right - box.left, baseline_of_row_end(page, row));
}

static void add_all_posts(struct marks *marks, struct lines row) {
  struct lines heights = heights_of(row), cell = cell_at(row, 0);
  for (size_t at = cell.n; at < row.n; at += cell.n) {
    struct lines next = cell_at(row, at);
    for (size_t i = 0; i < heights.n; i++) add_posts(marks, cell, next, &heights.p[i]);
    cell = next;
  }
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
  bool last = index + 1 == page->line_count || line[1].row != line->row;
  if (!last && line[1].column == line->column) return;
  struct lines row = row_around(page, index);
  for (size_t i = 0; i < row.n; i++)
    if (!row.p[i].run_count) return;
  bool chain = is_chain(row);
  if (chain && !last) add_bridge(marks, line, line + 1);
  if (!chain && last) {
    add_all_posts(marks, row);
    add_row_end(marks, page, row);
  }
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
