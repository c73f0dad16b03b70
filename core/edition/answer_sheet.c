/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The answer sheet: a leaf of its own at the end of the paper, to be torn off and marked by hand. A
 * row a question, with the boxes or lines its answer takes, in the order and with the letters of
 * the paper; in two or three columns when there are many.
 */
#include "edition/assembly.h"

enum { ROWS_A_PAGE = 20, COLUMNS_MOST = 3 };

static struct bb_span number_of(const struct bb_assembly *a, size_t n) {
  return bb_assembly_number(a, (uint32_t)n + 1);
}

/* Boxes with the letters in them, to tick. */
static void add_ticks(struct bb_assembly *a, struct bb_node *blanks, size_t count) {
  for (size_t k = 0; k < count; k++)
    bb_assembly_add_blank(a, blanks, BB_FIELD_BOX, bb_assembly_letter(a, k));
}

/* "1 [ ]": a box or a line behind its name. */
static void add_named(struct bb_assembly *a, struct bb_node *blanks, struct bb_span name,
                      enum bb_field field) {
  bb_assembly_add_blank(a, blanks, BB_FIELD_NONE, name);
  bb_assembly_add_blank(a, blanks, field, (struct bb_span){0});
}

static void add_answer(struct bb_assembly *a, struct bb_node *cell,
                       const struct bb_question *question) {
  struct bb_node *blanks = bb_node_add(a->arena, cell, BB_NODE_BLANKS, BB_ROLE_BODY);
  switch (question->type) {
  case BB_QUESTION_SINGLE:
  case BB_QUESTION_MULTIPLE:
  case BB_QUESTION_TRUEFALSE: add_ticks(a, blanks, question->option_count); break;
  case BB_QUESTION_SHORT:
  case BB_QUESTION_NUMBER:
  case BB_QUESTION_TIME:
    bb_assembly_add_blank(a, blanks, BB_FIELD_LINE, (struct bb_span){0});
    break;
  case BB_QUESTION_ORDER:
    for (size_t k = 0; k < question->option_count; k++)
      add_named(a, blanks, bb_assembly_letter(a, k), BB_FIELD_BOX);
    break;
  case BB_QUESTION_MATCH:
    for (size_t i = 0; i < question->option_count; i++)
      add_named(a, blanks, number_of(a, i), BB_FIELD_BOX);
    break;
  case BB_QUESTION_CLOZE:
    for (size_t g = 0; g < question->gap_count; g++)
      add_named(a, blanks, number_of(a, g),
                question->gaps[g].option_count ? BB_FIELD_BOX : BB_FIELD_LINE);
    break;
  case BB_QUESTION_ESSAY:
    bb_assembly_add_blank(a, blanks, BB_FIELD_NONE, bb_assembly_label(a, BB_LABEL("on the paper")));
    break;
  }
}

static void add_head(struct bb_assembly *a, struct bb_node *table, size_t columns) {
  struct bb_node *row = bb_node_add(a->arena, table, BB_NODE_ROW, BB_ROLE_BODY);
  row->header = true;
  for (size_t c = 0; c < 2 * columns; c++) {
    struct bb_node *cell = bb_node_add(a->arena, row, BB_NODE_CELL, BB_ROLE_BODY);
    cell->header = true;
    bb_assembly_add_paragraph(
        a, cell, BB_ROLE_BODY,
        bb_assembly_label(a, c % 2 ? BB_LABEL("Answer") : BB_LABEL("Question")));
  }
}

static void add_row(struct bb_assembly *a, struct bb_node *table, size_t first, size_t step) {
  struct bb_node *row = bb_node_add(a->arena, table, BB_NODE_ROW, BB_ROLE_BODY);
  for (size_t i = first; i < a->options->sheet->count; i += step) {
    struct bb_node *cell = bb_node_add(a->arena, row, BB_NODE_CELL, BB_ROLE_BODY);
    cell->names_row = true;
    bb_assembly_add_blank(a, bb_node_add(a->arena, cell, BB_NODE_BLANKS, BB_ROLE_BODY),
                          BB_FIELD_NONE, number_of(a, i)); /* level with the boxes */
    cell = bb_node_add(a->arena, row, BB_NODE_CELL, BB_ROLE_BODY);
    add_answer(a, cell, bb_assembly_enter_item(a, i));
  }
}

void bb_assembly_add_answer_sheet(struct bb_assembly *a) {
  size_t count = a->options->sheet->count, columns = (count + ROWS_A_PAGE - 1) / ROWS_A_PAGE;
  if (columns > COLUMNS_MOST) columns = COLUMNS_MOST;
  size_t rows = (count + columns - 1) / columns;
  struct bb_node *heading = bb_assembly_open_chapter(
      a, bb_assembly_label(a, BB_LABEL("Answer sheet")), BB_SPAN("answer-sheet"));
  heading->recto = true;
  bb_assembly_add_paragraph(a, a->document->root, BB_ROLE_FACTS, a->document->title);
  bb_assembly_add_person(a);
  struct bb_node *table = bb_node_add(a->arena, a->document->root, BB_NODE_TABLE, BB_ROLE_BODY);
  table->columns = (uint32_t)(2 * columns);
  add_head(a, table, columns);
  for (size_t row = 0; row < rows; row++) add_row(a, table, row, rows);
}
