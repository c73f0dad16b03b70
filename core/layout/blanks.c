/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Blanks: what is filled in by hand.  Words, boxes and lines to write on stand side by side from
 * the start edge; where they do not fit they go on below.
 *
 *     Code [ ][ ][ ][ ] - [ ][ ][ ][ ] - [ ]     Date ______________     [a] [b] [c] [d]
 *
 * A box is as large as a handwritten capital needs.  What is printed inside one is small and grey,
 * so that a cross over it shows.
 */
#include "layout/setter.h"

enum { TOKENS_MAX = 64, CODE_STEP = BB_BLANK_BOX + BB_BLANK_GAP };

struct token {
  const struct bb_run *run;
  const struct bb_par *par; /* its words; NULL: none */
  bb_len gap;               /* before it, when it is not the first of its row */
  bb_len width;
};

struct row {
  struct token tokens[TOKENS_MAX];
  size_t count;
  bb_len width; /* of all, with gaps */
};

static bool is_word(const struct bb_run *run) {
  return run->field == BB_FIELD_NONE || run->field == BB_FIELD_PAGE;
}

/* A word stands close to the box or line that it names, and apart from what is before it. */
static bb_len gap_between(const struct bb_run *before, const struct bb_run *run) {
  if (!before) return 0;
  if (is_word(run)) return BB_BLANK_WORD_GAP;
  return is_word(before) ? BB_BLANK_NAME_GAP : BB_BLANK_GAP;
}

static struct token read_token(struct bb_setter *setter, const struct bb_run *run) {
  struct token token = {.run = run};
  bb_len least, whole = 0;
  if (run->text.n && run->field != BB_FIELD_CODE) {
    struct bb_run *alone = BB_NEW(&setter->work, struct bb_run);
    *alone = *run;
    alone->next = NULL;
    token.par = bb_par_shape(setter, alone, BB_TEXT_CELL, (struct bb_place){0});
    bb_par_measure(setter, token.par, &least, &whole);
  }
  switch (run->field) {
  case BB_FIELD_BOX: token.width = BB_BLANK_BOX; break;
  case BB_FIELD_LINE: token.width = BB_BLANK_LINE; break;
  case BB_FIELD_CODE: token.width = (bb_len)run->text.n * CODE_STEP - BB_BLANK_GAP; break;
  case BB_FIELD_NONE:
  case BB_FIELD_PAGE:
  case BB_FIELD_LISTED_PAGE:
  case BB_FIELD_SEPARATOR: token.width = whole; break;
  }
  return token;
}

/* Takes as many tokens as fit; returns the run after them. */
static const struct bb_run *read_row(struct bb_setter *setter, const struct bb_run *run,
                                     bb_len width, struct row *row) {
  row->count = 0;
  row->width = 0;
  for (; run && row->count < TOKENS_MAX; run = run->next) {
    struct token token = read_token(setter, run);
    token.gap = gap_between(row->count ? row->tokens[row->count - 1].run : NULL, run);
    if (row->count && row->width + token.gap + token.width > width) break;
    row->width += token.gap + token.width;
    row->tokens[row->count++] = token;
  }
  return run;
}

/* The lines to write on share what room is left. */
static void stretch_lines(struct row *row, bb_len width) {
  bb_len lines = 0;
  for (size_t i = 0; i < row->count; i++) lines += row->tokens[i].run->field == BB_FIELD_LINE;
  for (size_t i = 0; i < row->count && lines && row->width < width; i++)
    if (row->tokens[i].run->field == BB_FIELD_LINE)
      row->tokens[i].width += (width - row->width) / lines;
}

static void draw_box(struct bb_setter *setter, struct bb_piece *piece, bb_len x) {
  struct bb_arena *work = &setter->work;
  bb_len side = BB_BLANK_BOX, half = BB_RULE_THIN / 2;
  bb_piece_rule(work, piece, x - half, 0, side + 2 * half, BB_RULE_THIN, BB_COLOR_INK);
  bb_piece_rule(work, piece, x - half, side, side + 2 * half, BB_RULE_THIN, BB_COLOR_INK);
  bb_piece_line(work, piece, x, 0, x, side, BB_RULE_THIN, BB_COLOR_INK);
  bb_piece_line(work, piece, x + side, 0, x + side, side, BB_RULE_THIN, BB_COLOR_INK);
}

/* A hyphen takes the place of a box.  x is the start edge of the whole. */
static void draw_code(struct bb_setter *setter, struct bb_piece *piece, struct bb_span pattern,
                      bb_len x) {
  for (size_t i = 0; i < pattern.n; i++) {
    size_t place = setter->document->lang->rtl ? pattern.n - 1 - i : i;
    bb_len at = x + (bb_len)place * CODE_STEP, third = BB_BLANK_BOX / 3;
    if (pattern.p[i] == '#')
      draw_box(setter, piece, at);
    else
      bb_piece_rule(&setter->work, piece, at + third, BB_BLANK_BOX / 2, third, BB_RULE_THICK,
                    BB_COLOR_INK);
  }
}

static void set_token(struct bb_setter *setter, struct bb_piece *piece, const struct token *token,
                      bb_len x) {
  bool box = token->run->field == BB_FIELD_BOX;
  if (box) draw_box(setter, piece, x);
  if (token->run->field == BB_FIELD_CODE) draw_code(setter, piece, token->run->text, x);
  if (token->run->field == BB_FIELD_LINE)
    bb_piece_rule(&setter->work, piece, x, BB_BLANK_BOX, token->width, BB_RULE_HAIR, BB_COLOR_RULE);
  if (!token->par) return;
  struct bb_par par = *token->par;
  if (box) par.style.color = BB_COLOR_GREY;
  struct bb_element *outer = bb_element_open_text(setter, &par);
  bb_par_set_line(setter, piece, &par, x, token->width, BB_BLANK_BOX / 2 + par.style.em * 36 / 100,
                  box ? BB_ALIGN_CENTER : BB_ALIGN_START, BB_LINE_BODY);
  setter->element = outer;
}

/* A piece for the row; its tokens are read one after the other. */
static void set_row(struct bb_setter *setter, struct bb_galley *galley, const struct row *row) {
  struct bb_piece *piece = bb_galley_add(galley, BB_BLANK_BOX + BB_RULE_THIN);
  bb_len x = galley->x;
  setter->rows++;
  for (uint32_t i = 0; i < row->count; i++) {
    struct bb_piece cell = {0};
    x += row->tokens[i].gap;
    set_token(setter, &cell, &row->tokens[i], x);
    bb_row_mark(&cell, setter->rows, i);
    bb_piece_move(&cell, piece, 0);
    x += row->tokens[i].width;
  }
}

void bb_set_blanks(struct bb_setter *setter, struct bb_galley *galley, const struct bb_node *node) {
  struct row *row = BB_NEW(&setter->work, struct row);
  bb_galley_space(galley, BB_SPACE_BLOCK);
  for (const struct bb_run *run = node->runs; run;) {
    run = read_row(setter, run, galley->width, row);
    stretch_lines(row, galley->width);
    set_row(setter, galley, row);
    bb_galley_space(galley, BB_BLANK_GAP);
  }
  bb_galley_space(galley, BB_SPACE_BLOCK);
}

bb_len bb_blanks_width(struct bb_setter *setter, const struct bb_node *node) {
  struct row *row = BB_NEW(&setter->work, struct row);
  read_row(setter, node->runs, setter->page.measure, row);
  return row->width;
}
