/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Tables.
 *
 * Column widths.  A column needs at least its longest word and would like its longest paragraph on
 * one line.  When all wishes fit, they are granted; a table that nearly fills the measure is
 * widened to it, a small one stays small.  When they do not, every column gets its least width and
 * the rest is shared by the square root of what each would like beyond it; then width is moved from
 * column to column as long as that makes the table less high (balance).  When not even the least
 * widths fit, the widest columns are cut, those with short words keep them whole; cells stand
 * closer, and long words are divided or broken.
 *
 * A form is a table with columns to fill in by hand.  It takes the whole measure, and what the
 * other columns do not want goes to those.
 *
 * Looks.  Rules above and below, a tinted head, hairlines between rows, no vertical lines: the
 * columns' edges do that.  A matrix has all its lines, equal columns, and heads on two sides.
 *
 * The head rows are repeated where a page break cuts the table.
 */
#include "layout/setter.h"

struct cell {
  const struct bb_node *node; /* NULL: the row is short of cells */
  const struct bb_par **pars; /* of its children that are paragraphs, NULL for others */
  bb_len text, whole;         /* its paragraphs on a line each: together, and the longest */
  int32_t lines;              /* of these */
};

struct column {
  bb_len least, whole; /* of text; once widths are chosen, of text and padding */
  bb_len x, width;     /* of text and padding */
  bool blank;          /* to be filled in by hand */
};

struct table {
  struct bb_setter *setter;
  const struct bb_node *node;
  struct column *columns;
  size_t count, rows;
  struct cell *cells; /* rows x count */
  bb_len padding;     /* at either side of a cell */
  bool matrix;
  unsigned depth;
};

/* ---- reading ---- */

static size_t count_children(const struct bb_node *node) {
  size_t n = 0;
  for (const struct bb_node *child = node->child; child; child = child->next) n++;
  return n;
}

static bool is_head(const struct table *t, const struct bb_node *row, const struct bb_node *cell) {
  if (row->header || cell->header) return true;
  return t->matrix && (row == t->node->child || cell == row->child);
}

/* The node after `node` within the tree of `top`, or NULL; *depth counts the lists around it. */
static const struct bb_node *next_inside(const struct bb_node *top, const struct bb_node *node,
                                         bb_len *lists) {
  if (node->child) {
    *lists += node->kind == BB_NODE_LIST;
    return node->child;
  }
  while (node != top && !node->next) {
    node = node->parent;
    *lists -= node->kind == BB_NODE_LIST;
  }
  return node == top ? NULL : node->next;
}

/* Counts a part of a cell that needs `least` and would like `whole`. */
static void add_wish(struct cell *cell, struct column *column, bb_len least, bb_len whole) {
  cell->text += whole;
  cell->lines++;
  if (cell->whole < whole) cell->whole = whole;
  if (column->whole < whole) column->whole = whole;
  if (column->least < least) column->least = least;
}

/* What a list in a cell needs: its paragraphs, each as far in as it will stand. */
static void measure_list(struct table *t, struct cell *cell, struct column *column,
                         const struct bb_node *list) {
  bb_len lists = 0;
  for (const struct bb_node *node = list; node; node = next_inside(list, node, &lists)) {
    if (node->kind != BB_NODE_PARAGRAPH) continue;
    bb_len word, line, indent = lists * BB_INDENT_LIST;
    bb_par_measure(t->setter, bb_par_shape(t->setter, node->runs, BB_TEXT_CELL, node->place), &word,
                   &line);
    add_wish(cell, column, word + indent, line + indent);
  }
}

static void shape_cell(struct table *t, struct cell *cell, struct column *column, bool head) {
  enum bb_text_kind kind = head ? BB_TEXT_CELL_HEAD : BB_TEXT_CELL;
  size_t i = 0;
  cell->pars = BB_NEW_ARRAY(&t->setter->work, count_children(cell->node), const struct bb_par *);
  for (const struct bb_node *child = cell->node->child; child; child = child->next, i++) {
    bb_len least, whole;
    if (child->kind == BB_NODE_LIST) measure_list(t, cell, column, child);
    if (child->kind == BB_NODE_BLANKS) {
      least = bb_blanks_width(t->setter, child);
      add_wish(cell, column, least, least);
    }
    if (child->kind == BB_NODE_PARAGRAPH) {
      cell->pars[i] = bb_par_shape(t->setter, child->runs, kind, child->place);
      bb_par_measure(t->setter, cell->pars[i], &least, &whole);
      add_wish(cell, column, least, whole);
    }
  }
}

static bool is_blank(const struct bb_node *cell) {
  const struct bb_node *child = cell->child;
  return !child || (!child->next && child->kind == BB_NODE_PARAGRAPH && !child->runs);
}

/* A column is one to fill in when most of its cells under the head are blank; the first one, which
 * may only not repeat what is above, when all are. */
static void find_blank_columns(struct table *t) {
  const struct cell *cells = t->cells;
  size_t *blank = BB_NEW_ARRAY(&t->setter->work, t->count, size_t), rows = 0;
  for (const struct bb_node *row = t->node->child; row; row = row->next, cells += t->count) {
    if (row->header) continue;
    rows++;
    for (size_t i = 0; i < t->count; i++) blank[i] += !cells[i].node || is_blank(cells[i].node);
  }
  for (size_t i = 0; i < t->count && !t->matrix; i++)
    t->columns[i].blank = rows && (i ? blank[i] * 2 > rows : blank[i] == rows);
}

static void read_table(struct table *t) {
  t->count = t->node->columns ? t->node->columns : 1;
  for (const struct bb_node *row = t->node->child; row; row = row->next, t->rows++)
    if (t->count < count_children(row)) t->count = count_children(row);
  t->columns = BB_NEW_ARRAY(&t->setter->work, t->count, struct column);
  t->cells = BB_NEW_ARRAY(&t->setter->work, t->count * t->rows, struct cell);
  struct cell *cells = t->cells;
  for (const struct bb_node *row = t->node->child; row; row = row->next, cells += t->count) {
    size_t i = 0;
    for (const struct bb_node *cell = row->child; cell; cell = cell->next, i++) {
      cells[i].node = cell;
      shape_cell(t, &cells[i], &t->columns[i], is_head(t, row, cell));
    }
  }
  find_blank_columns(t);
}

/* ---- widths ---- */

/* The integer square root, rounded down (Newton's method; v >= 0). */
static int64_t root(int64_t v) {
  int64_t r = v;
  while (r > 0 && r > v / r) r = (r + v / r) / 2;
  return r;
}

/* Shares `width` out in proportion to weights, on top of what the columns have. */
static void share(struct table *t, bb_len width, const int64_t *weights) {
  int64_t sum = 0, so_far = 0, given = 0;
  for (size_t i = 0; i < t->count; i++) sum += weights[i];
  for (size_t i = 0; i < t->count && sum; i++) {
    so_far += weights[i];
    int64_t until = (int64_t)width * so_far / sum;
    t->columns[i].width += (bb_len)(until - given);
    given = until;
  }
}

static bb_len within(bb_len length, bb_len least, bb_len most) {
  if (length < least) length = least;
  return length < most ? length : most;
}

struct wishes { /* of all columns */
  bb_len least, whole;
};

/* What the columns need and would like, with padding. */
static struct wishes add_up(struct table *t, bb_len width) {
  const bb_len most = t->setter->page.width, each = width / (bb_len)t->count;
  struct wishes sum = {0, 0};
  for (size_t i = 0; i < t->count; i++) {
    struct column *column = &t->columns[i];
    bb_len least = column->blank ? within(BB_COLUMN_SPARE, 0, each) : BB_COLUMN_MIN;
    column->least = within(column->least + 2 * t->padding, least, most);
    column->whole = within(column->whole + 2 * t->padding,
                           column->blank ? BB_COLUMN_BLANK : column->least, most);
    if (column->whole < column->least) column->whole = column->least;
    sum.least += column->least;
    sum.whole += column->whole;
  }
  return sum;
}

static int64_t sum_at_most(const struct table *t, bb_len most) {
  int64_t sum = 0;
  for (size_t i = 0; i < t->count; i++) sum += within(t->columns[i].least, 0, most);
  return sum;
}

/* Not even the least widths fit: cells stand closer, and the widest columns are cut, all to one
 * width, which is found by halving. */
static void cut_widths(struct table *t, bb_len width, int64_t *weights) {
  for (size_t i = 0; i < t->count; i++)
    t->columns[i].least -= 2 * (BB_CELL_PADDING_X - BB_CELL_TIGHT_X);
  t->padding = BB_CELL_TIGHT_X;
  bb_len low = 0, high = width;
  while (low < high) {
    bb_len middle = high - (high - low) / 2;
    if (sum_at_most(t, middle) <= width)
      low = middle;
    else
      high = middle - 1;
  }
  for (size_t i = 0; i < t->count; i++)
    weights[i] = t->columns[i].width = within(t->columns[i].least, 0, low);
  share(t, width - (bb_len)sum_at_most(t, low), weights);
}

/* All wishes fit. */
static void grant_widths(struct table *t, bb_len width, bb_len whole, int64_t *weights) {
  bool form = false;
  for (size_t i = 0; i < t->count; i++) form = form || t->columns[i].blank;
  for (size_t i = 0; i < t->count; i++) {
    t->columns[i].width = t->columns[i].whole;
    weights[i] = form ? t->columns[i].blank : t->columns[i].whole;
  }
  if (form || t->matrix || (int64_t)whole * 10 >= (int64_t)width * 7)
    share(t, width - whole, weights);
}

/* ---- widths: the height that comes of them ---- */

enum {
  LINE = 16,                 /* heights are counted in parts of a line */
  BALANCED_COLUMNS = 8,      /* in tables of more, widths are not moved */
  BALANCED_ROWS = 48,        /* of longer ones only so many rows are looked at */
  RAGGED_LOSS = BB_PT(9),    /* of a line, what its last word leaves empty */
  SMALLEST_MOVE = BB_PT(2.5) /* of width */
};

/* About how high a cell becomes, its lines being `width` long. */
static int64_t height_of(const struct cell *cell, bb_len width) {
  if (cell->whole <= width) return (int64_t)LINE * cell->lines;
  bb_len full = width > 2 * RAGGED_LOSS ? width - RAGGED_LOSS : RAGGED_LOSS;
  int64_t height = (int64_t)LINE * cell->text / full + LINE / 2 * cell->lines;
  int64_t least = (int64_t)LINE * (cell->lines + 1);
  return height > least ? height : least;
}

/* About how high the table becomes: that of the highest cells of its rows; and a little of the
 * others', which should not be narrow for nothing. */
static int64_t height_of_table(const struct table *t) {
  int64_t sum = 0;
  for (size_t r = 0; r < t->rows; r += t->rows / BALANCED_ROWS + 1) {
    const struct cell *cells = &t->cells[r * t->count];
    int64_t most = 0, all = 0;
    for (size_t i = 0; i < t->count; i++) {
      int64_t height = height_of(&cells[i], t->columns[i].width - 2 * t->padding);
      if (most < height) most = height;
      all += height;
    }
    sum += 3 * most + all;
  }
  return sum;
}

/* Moves `step` from one column to another if that makes the table less high than *height. */
static bool move_width(struct table *t, size_t from, size_t to, bb_len step, int64_t *height) {
  struct column *giver = &t->columns[from], *taker = &t->columns[to];
  if (from == to || giver->blank || taker->blank || taker->width >= taker->whole) return false;
  if (giver->width - step < giver->least) return false;
  giver->width -= step;
  taker->width += step;
  int64_t moved = height_of_table(t);
  if (moved < *height) {
    *height = moved;
    return true;
  }
  giver->width += step;
  taker->width -= step;
  return false;
}

/* Moves width between columns, in ever smaller steps. */
static void balance(struct table *t, bb_len width) {
  if (t->count > BALANCED_COLUMNS || t->matrix) return;
  int64_t height = height_of_table(t);
  for (bb_len step = width / 12; step >= SMALLEST_MOVE; step /= 2)
    for (size_t from = 0; from < t->count; from++)
      for (size_t to = 0; to < t->count; to++)
        while (move_width(t, from, to, step, &height)) continue;
}

static void share_widths(struct table *t, bb_len width, bb_len least, int64_t *weights) {
  for (size_t i = 0; i < t->count; i++) {
    struct column *column = &t->columns[i];
    column->width = column->least;
    weights[i] = root((int64_t)(column->whole - column->least) * width);
  }
  share(t, width - least, weights);
  balance(t, width);
}

static void choose_widths(struct table *t, bb_len x, bb_len width) {
  struct bb_arena_mark mark = bb_arena_mark(&t->setter->scratch);
  int64_t *weights = BB_NEW_ARRAY(&t->setter->scratch, t->count, int64_t);
  t->padding = BB_CELL_PADDING_X;
  struct wishes wishes = add_up(t, width);
  if (wishes.least > width)
    cut_widths(t, width, weights);
  else if (wishes.whole <= width)
    grant_widths(t, width, wishes.whole, weights);
  else
    share_widths(t, width, wishes.least, weights);
  for (size_t i = 0; i < t->count; i++) {
    t->columns[i].x = x;
    x += t->columns[i].width;
  }
  bb_arena_release(&t->setter->scratch, mark);
}

/* ---- setting ---- */

static enum bb_alignment alignment_of(const struct bb_node *cell) {
  switch (cell->align) {
  case BB_CELL_START: return BB_ALIGN_START;
  case BB_CELL_CENTER: return BB_ALIGN_CENTER;
  case BB_CELL_END: return BB_ALIGN_END;
  }
  return BB_ALIGN_START;
}

static bool is_head_row(const struct table *t, const struct bb_node *row) {
  return row->header || (t->matrix && row == t->node->child);
}

/* Of a cell that is a head: what it is the head of. */
static enum bb_scope scope_of(const struct table *t, const struct bb_node *row,
                              const struct bb_node *cell) {
  if (!is_head_row(t, row)) return BB_SCOPE_ROW;
  return t->matrix && cell == row->child ? BB_SCOPE_BOTH : BB_SCOPE_COLUMN;
}

static void set_cell(struct table *t, struct bb_galley *galley, const struct cell *cell) {
  size_t i = 0;
  bool untranslated = galley->untranslated || cell->node->untranslated;
  galley->untranslated = untranslated;
  bb_galley_anchor(galley, cell->node->anchor);
  for (const struct bb_node *child = cell->node->child; child; child = child->next, i++) {
    if (!cell->pars[i]) {
      bb_set_node(t->setter, galley, child, t->depth + 2);
      continue;
    }
    struct bb_par par = *cell->pars[i];
    par.style.align = alignment_of(cell->node);
    galley->untranslated = untranslated || child->untranslated;
    bb_galley_anchor(galley, child->anchor);
    bb_par_set(t->setter, galley, &par);
    galley->untranslated = untranslated;
  }
}

/* A row short of cells has empty ones, or readers would take it for another table. */
static void set_column(struct table *t, struct bb_galley *galley, const struct bb_node *row,
                       const struct cell *cell) {
  bool head =
      cell->node && cell->node->child && (is_head(t, row, cell->node) || cell->node->names_row);
  struct bb_element *element =
      bb_element_open_node(t->setter, head ? BB_ELEMENT_HEADER : BB_ELEMENT_CELL, cell->node);
  if (head && element) element->scope = scope_of(t, row, cell->node);
  if (cell->node) set_cell(t, galley, cell);
  bb_element_close(t->setter, element);
}

static bb_len table_width(const struct table *t) {
  const struct column *last = &t->columns[t->count - 1];
  return last->x + last->width - t->columns[0].x;
}

/* The vertical lines of a matrix. */
static void draw_columns(const struct table *t, struct bb_piece *piece) {
  bb_len end = t->columns[0].x + table_width(t);
  for (size_t c = 0; t->matrix && c <= t->count; c++) {
    bb_len edge = c < t->count ? t->columns[c].x : end;
    bb_piece_line(&t->setter->work, piece, edge, 0, edge, piece->height, BB_RULE_HAIR,
                  BB_COLOR_RULE);
  }
}

/* Tints and rules of a row that was set as the last `slices` pieces. */
static void decorate(struct table *t, struct bb_galley *galley, const struct bb_node *row,
                     size_t slices) {
  struct bb_arena *work = &t->setter->work;
  bb_len x = t->columns[0].x, width = table_width(t);
  bool head = is_head_row(t, row);
  for (size_t i = 0; i < slices; i++) {
    struct bb_piece *piece = galley->pieces[galley->count - slices + i];
    if (head)
      bb_piece_fill(work, piece, x, 0, width, piece->height, BB_COLOR_TINT);
    else if (t->matrix)
      bb_piece_fill(work, piece, x, 0, t->columns[0].width, piece->height, BB_COLOR_TINT);
    if (i == 0 && row == t->node->child)
      bb_piece_rule(work, piece, x, 0, width, BB_RULE_THICK / 2, BB_COLOR_INK);
    draw_columns(t, piece);
    if (i + 1 < slices) continue;
    bool strong = head || !row->next;
    bb_len weight = strong ? BB_RULE_THIN : BB_RULE_HAIR;
    bb_piece_rule(work, piece, x, piece->height - weight / 2, width, weight,
                  strong ? BB_COLOR_INK : BB_COLOR_RULE);
  }
}

/* What a row that a page break cuts has there: its padding, and a rule where it stops. */
static const struct bb_piece *make_edge(const struct table *t, const struct bb_galley *galley,
                                        bool stops) {
  struct bb_arena *work = &t->setter->work;
  struct bb_piece *edge = BB_NEW(work, struct bb_piece);
  bb_len x = t->columns[0].x, width = table_width(t), height = BB_CELL_PADDING_Y;
  edge->height = height;
  edge->frame = galley->frame;
  if (t->matrix) bb_piece_fill(work, edge, x, 0, t->columns[0].width, height, BB_COLOR_TINT);
  draw_columns(t, edge);
  if (stops)
    bb_piece_rule(work, edge, x, height - BB_RULE_THIN / 2, width, BB_RULE_THIN, BB_COLOR_INK);
  return edge;
}

/* A row that was set as the last `slices` pieces may be cut between any two of them. */
static void make_edges(const struct table *t, struct bb_galley *galley, size_t slices) {
  if (slices < 2) return;
  const struct bb_piece *closing = make_edge(t, galley, true);
  const struct bb_piece *opening = make_edge(t, galley, false);
  struct bb_piece **pieces = galley->pieces + galley->count - slices;
  for (size_t i = 1; i < slices; i++) {
    pieces[i - 1]->closing = closing;
    pieces[i]->opening = opening;
  }
}

/* A cell left blank is a place to write in, unless it is the first of its row. */
static bool has_blank(const struct bb_node *row) {
  const struct bb_node *cell = row->header || !row->child ? NULL : row->child->next;
  for (; cell; cell = cell->next)
    if (!cell->header && is_blank(cell)) return true;
  return false;
}

/* Makes the row that was set last at least so high. */
static void heighten(struct bb_galley *galley, size_t slices, bb_len height) {
  for (size_t i = galley->count - slices; i < galley->count; i++)
    height -= galley->pieces[i]->height;
  if (height > 0) galley->pieces[galley->count - 1]->height += height;
}

static size_t set_row(struct table *t, struct bb_galley *galley, const struct bb_node *row,
                      const struct cell *cells) {
  struct bb_row_column *columns = BB_NEW_ARRAY(&t->setter->work, t->count, struct bb_row_column);
  bool untranslated = galley->untranslated;
  galley->untranslated = untranslated || row->untranslated;
  struct bb_element *element = bb_element_open(t->setter, BB_ELEMENT_ROW);
  for (size_t i = 0; i < t->count; i++) {
    const struct column *column = &t->columns[i];
    bb_row_begin(galley, &columns[i], column->x + t->padding, column->width - 2 * t->padding,
                 BB_TEXT_CELL);
    set_column(t, &columns[i].galley, row, &cells[i]);
  }
  bb_element_close(t->setter, element);
  galley->untranslated = untranslated;
  size_t slices =
      bb_row_end(t->setter, galley, columns, t->count, BB_CELL_PADDING_Y, BB_CELL_PADDING_Y);
  if (has_blank(row)) heighten(galley, slices, BB_WRITING_LINE);
  decorate(t, galley, row, slices);
  make_edges(t, galley, slices);
  return slices;
}

/* The head rows as they stand in the galley, to be repeated; NULL when there are none or they are
 * too deep to repeat. */
static const struct bb_head *make_head(const struct table *t, const struct bb_galley *galley,
                                       size_t pieces) {
  struct bb_head *head = BB_NEW(&t->setter->work, struct bb_head);
  bb_len height = 0;
  head->count = pieces;
  head->pieces = BB_NEW_ARRAY(&t->setter->work, pieces, struct bb_piece *);
  for (size_t i = 0; i < pieces; i++) {
    head->pieces[i] = galley->pieces[galley->count - pieces + i];
    head->pieces[i]->repeats = true;
    height += head->pieces[i]->height;
  }
  return pieces && height < t->setter->page.depth / 4 ? head : NULL;
}

static void set_rows(struct table *t, struct bb_galley *galley) {
  const struct cell *cells = t->cells;
  const struct bb_head *head = NULL;
  size_t head_pieces = 0, body_rows = 0;
  bool in_head = true;
  struct bb_element *rows = NULL; /* the head, then the body */
  for (const struct bb_node *row = t->node->child; row; row = row->next, cells += t->count) {
    bool is_header = is_head_row(t, row);
    if (!rows || (in_head && !is_header)) {
      bb_element_close(t->setter, rows);
      rows = bb_element_open(t->setter, is_header ? BB_ELEMENT_HEAD : BB_ELEMENT_ROWS);
    }
    if (in_head && !is_header) {
      head = make_head(t, galley, head_pieces);
      if (head_pieces) bb_galley_penalty(galley, BB_BREAK_NEVER);
      in_head = false;
    }
    if (!in_head && body_rows++ && (body_rows == 2 || !row->next))
      bb_galley_penalty(galley, BB_BREAK_BAD); /* no row stands alone on a page */
    size_t slices = set_row(t, galley, row, cells);
    if (in_head) head_pieces += slices;
    for (size_t i = 0; !in_head && i < slices; i++)
      galley->pieces[galley->count - slices + i]->head = head;
    if (in_head) bb_galley_penalty(galley, BB_BREAK_NEVER);
  }
  bb_element_close(t->setter, rows);
}

static void set(struct bb_setter *setter, struct bb_galley *galley, const struct bb_node *node,
                unsigned depth, bool matrix) {
  struct table t = {.setter = setter, .node = node, .matrix = matrix, .depth = depth};
  if (!node->child) return;
  read_table(&t);
  choose_widths(&t, galley->x, galley->width);
  bb_galley_space(galley, BB_SPACE_BOX);
  struct bb_element *table = bb_element_open(setter, BB_ELEMENT_TABLE);
  set_rows(&t, galley);
  bb_element_close(setter, table);
  bb_galley_space(galley, BB_SPACE_BOX);
}

void bb_set_table(struct bb_setter *setter, struct bb_galley *galley, const struct bb_node *node,
                  unsigned depth) {
  set(setter, galley, node, depth, false);
}

void bb_set_matrix(struct bb_setter *setter, struct bb_galley *galley, const struct bb_node *node,
                   unsigned depth) {
  set(setter, galley, node, depth, true);
}
