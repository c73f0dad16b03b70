/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Diagrams drawn from lines of text, so that they translate: steps and timelines.  (The matrix is a
 * table: table.c.)  Both run from top to bottom, whatever the length of the text and the script,
 * and break over pages between any two of their lines.
 *
 *     steps                              timeline
 *
 *     [1] +------------------------+        4 May 2000  o  The program spreads
 *      |  | Title                  |                    |
 *      |  | text                   |       17 May 2000  o  The press reports ...
 *      v  +------------------------+                    |
 *     [2] +------------------------+       14 June 2000 o  The Act is signed
 */
#include "layout/setter.h"

enum { POINTS = 3 };

/* The row that comes `n` rows behind another, or NULL. */
static const struct bb_node *row_behind(const struct bb_node *row, int n) {
  while (row && n--) row = row->next;
  return row;
}

/* No one or two steps or events stand alone on a page. */
static void keep_company(struct bb_galley *galley, const struct bb_node *diagram,
                         const struct bb_node *row) {
  const struct bb_node *first = diagram->child;
  if (row == first) return;
  if (row == row_behind(first, 1) || row == row_behind(first, 2) || !row_behind(row, 2))
    bb_galley_penalty(galley, BB_BREAK_BAD);
}

/* ---- steps ---- */

static const struct bb_node *second_cell(const struct bb_node *row) {
  return row->child ? row->child->next : NULL;
}

static void set_cell(struct bb_setter *setter, struct bb_galley *galley, const struct bb_node *cell,
                     enum bb_text_kind kind, unsigned depth) {
  enum bb_text_kind body = galley->body;
  if (!cell) return;
  galley->body = kind;
  bb_set_node(setter, galley, cell, depth);
  galley->body = body;
}

static void add_number(struct bb_setter *setter, struct bb_piece *piece, bb_len x, bb_len y,
                       struct bb_element *label, int64_t number) {
  const struct bb_lang *lang = setter->document->lang;
  const struct bb_par *par = bb_par_shape_text(
      setter, bb_span_of(bb_lang_number(setter->arena, lang, number)), BB_TEXT_DIAGRAM_NUMBER);
  bb_len side = BB_STEP_BADGE, up = par->style.em * 36 / 100;
  struct bb_piece cell = {0};
  struct bb_element *item = setter->element;
  setter->element = label;
  bb_piece_fill(&setter->work, &cell, x, y, side, side, BB_COLOR_ACCENT);
  bb_par_set_line(setter, &cell, par, x, side, y + side / 2 + up, BB_ALIGN_CENTER, BB_LINE_BODY);
  setter->element = item;
  bb_row_mark(&cell, setter->rows, 0);
  bb_piece_move(&cell, piece, 0);
}

/* The line from a step's number down to the next one, along its pieces. */
static void add_stem(struct bb_setter *setter, struct bb_galley *galley, size_t from, bb_len x,
                     bb_len first_top) {
  for (size_t i = from; i < galley->count; i++) {
    struct bb_piece *piece = galley->pieces[i];
    bb_len top = i == from ? first_top : -piece->space;
    bb_len bottom = piece->height + (i + 1 == galley->count ? BB_STEP_PADDING : 0);
    if (bottom > top)
      bb_piece_line(&setter->work, piece, x, top, x, bottom, BB_RULE_THICK, BB_COLOR_ACCENT);
  }
}

static void add_arrow(struct bb_setter *setter, struct bb_galley *galley, bb_len x) {
  bb_len height = BB_STEP_GAP, half = BB_PT(4), head = BB_PT(6);
  bb_galley_penalty(galley, BB_BREAK_NEVER);
  struct bb_piece *piece = bb_galley_add(galley, height);
  bb_piece_line(&setter->work, piece, x, 0, x, height - head, BB_RULE_THICK, BB_COLOR_ACCENT);
  const bb_len xs[POINTS] = {x - half, x + half, x};
  const bb_len ys[POINTS] = {height - head, height - head, height - BB_PT(1)};
  bb_piece_polygon(&setter->work, piece, xs, ys, POINTS, BB_COLOR_ACCENT);
}

static void set_step(struct bb_setter *setter, struct bb_galley *galley, const struct bb_node *row,
                     int64_t number, unsigned depth) {
  bb_len x = galley->x, column = BB_STEP_BADGE + BB_PT(8), axis = x + BB_STEP_BADGE / 2;
  struct bb_frame frame = {.x = x + column,
                           .width = galley->width - column,
                           .head = BB_STEP_PADDING,
                           .top = BB_STEP_PADDING,
                           .bottom = BB_STEP_PADDING,
                           .style = {.tint = BB_COLOR_WHITE, .border = BB_RULE_HAIR}};
  struct bb_galley_column outside = bb_galley_open(galley, frame, BB_BOX_PADDING, BB_BOX_PADDING);
  size_t from = galley->count;
  struct bb_element *item = bb_element_open(setter, BB_ELEMENT_ITEM);
  struct bb_element *label = bb_element_open(setter, BB_ELEMENT_LABEL);
  bb_element_close(setter, label);
  struct bb_element *body = bb_element_open(setter, BB_ELEMENT_BODY);
  set_cell(setter, galley, row->child, BB_TEXT_DIAGRAM_TITLE, depth);
  if (second_cell(row)) bb_galley_penalty(galley, BB_BREAK_NEVER);
  set_cell(setter, galley, second_cell(row), BB_TEXT_DIAGRAM_TEXT, depth);
  if (galley->count == from) bb_galley_add(galley, BB_STEP_BADGE - 2 * BB_STEP_PADDING);
  bb_galley_close(galley, outside);
  bb_element_close(setter, body);
  setter->rows++;
  for (size_t i = from; i < galley->count; i++)
    if (!galley->pieces[i]->row) bb_row_mark(galley->pieces[i], setter->rows, 1);
  if (row->next) add_stem(setter, galley, from, axis, BB_STEP_BADGE - BB_STEP_PADDING);
  add_number(setter, galley->pieces[from], x, -BB_STEP_PADDING, label, number);
  bb_element_close(setter, item);
  if (row->next) add_arrow(setter, galley, axis);
}

void bb_set_steps(struct bb_setter *setter, struct bb_galley *galley, const struct bb_node *node,
                  unsigned depth) {
  int64_t number = 1;
  struct bb_element *list = bb_element_open(setter, BB_ELEMENT_LIST);
  if (list) list->numbering = BB_NUMBERING_DECIMAL;
  bb_galley_space(galley, BB_SPACE_BOX);
  for (const struct bb_node *row = node->child; row; row = row->next) {
    keep_company(galley, node, row);
    set_step(setter, galley, row, number++, depth + 1);
  }
  bb_element_close(setter, list);
  bb_galley_space(galley, BB_SPACE_BOX);
}

/* ---- timeline ---- */

/* The width of the dates: of the widest, but at most a third of the measure. */
static bb_len width_of_dates(struct bb_setter *setter, const struct bb_galley *galley,
                             const struct bb_node *node) {
  bb_len width = 0;
  for (const struct bb_node *row = node->child; row; row = row->next) {
    if (!row->child) continue;
    for (const struct bb_node *par = row->child->child; par; par = par->next) {
      bb_len least, whole;
      bb_par_measure(setter, bb_par_shape(setter, par->runs, BB_TEXT_DIAGRAM_TITLE, par->place),
                     &least, &whole);
      if (width < whole) width = whole;
    }
  }
  return width < galley->width / 3 ? width : galley->width / 3;
}

static void set_date(struct bb_setter *setter, struct bb_galley *galley,
                     const struct bb_node *cell) {
  struct bb_element *date = bb_element_open_node(setter, BB_ELEMENT_HEADER, cell);
  if (date) date->scope = BB_SCOPE_ROW;
  for (const struct bb_node *child = cell ? cell->child : NULL; child; child = child->next) {
    struct bb_par par = *bb_par_shape(setter, child->runs, BB_TEXT_DIAGRAM_TITLE, child->place);
    par.style.align = BB_ALIGN_END;
    galley->untranslated = galley->untranslated || cell->untranslated || child->untranslated;
    bb_galley_anchor(galley, child->anchor);
    bb_par_set(setter, galley, &par);
  }
  bb_element_close(setter, date);
}

static void add_dot(struct bb_setter *setter, struct bb_piece *piece, bb_len x, bb_len y) {
  const bb_len r = BB_PT(3.2), s = BB_PT(2.26); /* an octagon of radius r: s = r / sqrt 2 */
  const bb_len xs[] = {x - r, x - s, x, x + s, x + r, x + s, x, x - s};
  const bb_len ys[] = {y, y - s, y - r, y - s, y, y + s, y + r, y + s};
  bb_piece_polygon(&setter->work, piece, xs, ys, sizeof xs / sizeof *xs, BB_COLOR_ACCENT);
}

/* The axis beside an event, and its dot at the middle of the first line. */
static void add_axis(struct bb_setter *setter, struct bb_galley *galley, const struct bb_node *row,
                     bool first, size_t slices, bb_len x) {
  struct bb_text_style style = bb_style_text(BB_TEXT_DIAGRAM_TEXT, setter->document->lang);
  bb_len middle = BB_CELL_PADDING_Y + style.above - style.em * 36 / 100;
  for (size_t i = 0; i < slices; i++) {
    struct bb_piece *piece = galley->pieces[galley->count - slices + i];
    bb_len top = first && i == 0 ? middle : 0;
    bb_len bottom = row->next ? piece->height : i == 0 ? middle : 0;
    if (bottom > top)
      bb_piece_line(&setter->work, piece, x, top, x, bottom, BB_RULE_THICK, BB_COLOR_RULE);
    if (i == 0) add_dot(setter, piece, x, middle);
  }
}

void bb_set_timeline(struct bb_setter *setter, struct bb_galley *galley, const struct bb_node *node,
                     unsigned depth) {
  bb_len dates = width_of_dates(setter, galley, node), gap = BB_PT(12);
  bb_len axis = galley->x + dates + gap, text = axis + gap;
  struct bb_element *table = bb_element_open(setter, BB_ELEMENT_TABLE);
  bb_galley_space(galley, BB_SPACE_BOX);
  for (const struct bb_node *row = node->child; row; row = row->next) {
    struct bb_row_column columns[2];
    bool untranslated = galley->untranslated;
    keep_company(galley, node, row);
    galley->untranslated = untranslated || row->untranslated;
    bb_row_begin(galley, &columns[0], galley->x, dates, BB_TEXT_DIAGRAM_TITLE);
    bb_row_begin(galley, &columns[1], text, galley->x + galley->width - text, BB_TEXT_DIAGRAM_TEXT);
    struct bb_element *pair = bb_element_open(setter, BB_ELEMENT_ROW);
    set_date(setter, &columns[0].galley, row->child);
    struct bb_element *event = bb_element_open_node(setter, BB_ELEMENT_CELL, second_cell(row));
    set_cell(setter, &columns[1].galley, second_cell(row), BB_TEXT_DIAGRAM_TEXT, depth + 1);
    bb_element_close(setter, event);
    bb_element_close(setter, pair);
    size_t slices = bb_row_end(setter, galley, columns, 2, BB_CELL_PADDING_Y, BB_CELL_PADDING_Y);
    add_axis(setter, galley, row, row == node->child, slices, axis);
    galley->untranslated = untranslated;
  }
  bb_element_close(setter, table);
  bb_galley_space(galley, BB_SPACE_BOX);
}
