/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The paper: what a participant gets.  Head, introduction, questions with room to answer.
 *
 *     tick             boxes in front of lettered options
 *     write            a line, or as many as the words asked for take by hand
 *     number, match    boxes in front of the lines, for a number or a letter
 *     gaps             numbered in the text; the choices for each below it
 *
 * Nothing of the key comes in: right answers, feedback, hints, explanations, model answers and
 * rubrics are never asked for here, and blocks.c does not enter what is the key's.
 */
#include "edition/assembly.h"

enum {
  WORDS_A_LINE = 7,   /* by hand, on a line of 15 cm */
  LINES_UNASKED = 12, /* for an answer of no stated length */
  LINES_MOST = 60
};

void bb_assembly_add_blank(struct bb_assembly *a, struct bb_node *blanks, enum bb_field field,
                           struct bb_span text) {
  struct bb_run **end = &blanks->runs;
  while (*end) end = &(*end)->next;
  struct bb_run *run = *end = BB_NEW(a->arena, struct bb_run);
  *run = (struct bb_run){.text = text, .marks = BB_MARK_LABEL, .field = field, .lang = a->lang};
}

/* ---- the head ---- */

void bb_assembly_add_person(struct bb_assembly *a) {
  struct bb_node *root = a->document->root;
  struct bb_node *code = bb_node_add(a->arena, root, BB_NODE_BLANKS, BB_ROLE_BODY);
  bb_assembly_add_run(a, code, bb_assembly_label(a, BB_LABEL("Code")),
                      BB_MARK_LABEL | BB_MARK_STRONG, a->lang);
  bb_assembly_add_blank(a, code, BB_FIELD_CODE, BB_SPAN("####-####-#")); /* "4021-0123-7" */
  struct bb_node *day = bb_node_add(a->arena, root, BB_NODE_BLANKS, BB_ROLE_BODY);
  bb_assembly_add_run(a, day, bb_assembly_label(a, BB_LABEL("Date")),
                      BB_MARK_LABEL | BB_MARK_STRONG, a->lang);
  bb_assembly_add_blank(a, day, BB_FIELD_LINE, (struct bb_span){0});
  bb_assembly_add_run(a, day,
                      bb_assembly_fill_one(a, BB_LABEL("Language: %s"),
                                           bb_span_of(bb_lang_name(a->arena, a->lang, a->lang))),
                      BB_MARK_LABEL, a->lang);
}

/* ---- room to answer ---- */

static void add_boxed_line(struct bb_assembly *a, struct bb_node *table, bool boxed,
                           struct bb_span letter, const struct bb_option *option) {
  struct bb_node *row = bb_node_add(a->arena, table, BB_NODE_ROW, BB_ROLE_BODY);
  struct bb_node *cell = bb_node_add(a->arena, row, BB_NODE_CELL, BB_ROLE_BODY);
  if (boxed)
    bb_assembly_add_blank(a, bb_node_add(a->arena, cell, BB_NODE_BLANKS, BB_ROLE_BODY),
                          BB_FIELD_BOX, (struct bb_span){0});
  cell = bb_node_add(a->arena, row, BB_NODE_CELL, BB_ROLE_BODY);
  if (option) bb_assembly_add_lettered(a, cell, letter, option->text);
}

static void add_choices(struct bb_assembly *a, struct bb_node *group,
                        const struct bb_option *options, const uint8_t *order, size_t count) {
  struct bb_node *list = bb_node_add(a->arena, group, BB_NODE_LIST, BB_ROLE_BODY);
  for (size_t k = 0; k < count; k++) {
    struct bb_node *item = bb_node_add(a->arena, list, BB_NODE_ITEM, BB_ROLE_BODY);
    item->marker = bb_span_of(
        bb_arena_printf(a->arena, "\u2610\u2002%.*s", BB_SPAN_ARG(bb_assembly_letter(a, k))));
    bb_assembly_set_message(a, bb_node_add(a->arena, item, BB_NODE_PARAGRAPH, BB_ROLE_BODY),
                            options[order[k]].text, BB_WITH_PAGES);
  }
}

static void add_steps(struct bb_assembly *a, struct bb_node *group,
                      const struct bb_question *question, const uint8_t *order) {
  struct bb_node *table = bb_node_add(a->arena, group, BB_NODE_TABLE, BB_ROLE_BODY);
  table->columns = 2;
  for (size_t k = 0; k < question->option_count; k++)
    add_boxed_line(a, table, true, bb_assembly_letter(a, k), &question->options[order[k]]);
}

/* The titles of the two columns, over the second and the third: the first holds the boxes. */
static void add_match_head(struct bb_assembly *a, struct bb_node *table,
                           const struct bb_block *head) {
  struct bb_node *row = bb_node_add(a->arena, table, BB_NODE_ROW, BB_ROLE_BODY);
  row->header = true;
  bb_node_add(a->arena, row, BB_NODE_CELL, BB_ROLE_BODY);
  for (const struct bb_block *c = head->child; c; c = c->next) {
    struct bb_node *cell = bb_node_add(a->arena, row, BB_NODE_CELL, BB_ROLE_BODY);
    cell->header = true;
    bb_assembly_set_message(a, bb_node_add(a->arena, cell, BB_NODE_PARAGRAPH, BB_ROLE_BODY), c,
                            BB_WITH_PAGES);
  }
}

static void add_match(struct bb_assembly *a, struct bb_node *group,
                      const struct bb_question *question, const uint8_t *order) {
  struct bb_node *table = bb_node_add(a->arena, group, BB_NODE_TABLE, BB_ROLE_BODY);
  table->columns = 3;
  if (question->head) add_match_head(a, table, question->head);
  for (size_t i = 0; i < question->option_count || i < question->target_count; i++) {
    bool boxed = i < question->option_count;
    add_boxed_line(a, table, boxed, bb_assembly_number(a, (uint32_t)i + 1),
                   boxed ? &question->options[i] : NULL);
    struct bb_node *cell = bb_node_add(a->arena, table->last, BB_NODE_CELL, BB_ROLE_BODY);
    if (i < question->target_count)
      bb_assembly_add_lettered(a, cell, bb_assembly_letter(a, i), question->targets[order[i]].text);
  }
}

static void add_gaps(struct bb_assembly *a, struct bb_node *group,
                     const struct bb_question *question, const struct bb_sheet_item *item) {
  struct bb_node *list = bb_node_add(a->arena, group, BB_NODE_LIST, BB_ROLE_BODY);
  for (size_t g = 0; g < question->gap_count; g++) {
    const struct bb_gap *gap = &question->gaps[g];
    if (!gap->option_count) continue;
    struct bb_node *entry = bb_node_add(a->arena, list, BB_NODE_ITEM, BB_ROLE_BODY);
    entry->marker = bb_span_of(
        bb_arena_printf(a->arena, "(%.*s)", BB_SPAN_ARG(bb_assembly_number(a, (uint32_t)g + 1))));
    add_choices(a, entry, gap->options, bb_quiz_gap_order(question, item, g), gap->option_count);
  }
}

static uint32_t lines_for(uint32_t words) {
  uint32_t lines = words ? words / WORDS_A_LINE + 2 : LINES_UNASKED;
  return lines < LINES_MOST ? lines : LINES_MOST;
}

static void add_room(struct bb_assembly *a, struct bb_node *group,
                     const struct bb_question *question, const struct bb_sheet_item *item) {
  switch (question->type) {
  case BB_QUESTION_SINGLE:
  case BB_QUESTION_MULTIPLE:
  case BB_QUESTION_TRUEFALSE:
    add_choices(a, group, question->options, item->order, item->order_count);
    break;
  case BB_QUESTION_SHORT:
  case BB_QUESTION_NUMBER:
  case BB_QUESTION_TIME:
    bb_node_add(a->arena, group, BB_NODE_LINES, BB_ROLE_BODY)->count = 1;
    break;
  case BB_QUESTION_ORDER: add_steps(a, group, question, item->order); break;
  case BB_QUESTION_MATCH: add_match(a, group, question, item->order); break;
  case BB_QUESTION_CLOZE: add_gaps(a, group, question, item); break;
  case BB_QUESTION_ESSAY:
    bb_node_add(a->arena, group, BB_NODE_LINES, BB_ROLE_BODY)->count = lines_for(question->words);
    break;
  }
}

void bb_assembly_add_paper(struct bb_assembly *a) {
  const struct bb_quiz *quiz = a->options->quiz;
  const struct bb_sheet *sheet = a->options->sheet;
  bb_assembly_open_paper(a, a->document->edition);
  bb_assembly_add_person(a);
  bb_assembly_add_blocks(a, a->document->root, quiz->first, quiz->end);
  bb_assembly_add_paragraph(
      a, a->document->root, BB_ROLE_BODY,
      bb_assembly_label(a, BB_LABEL("Answer here or on the answer sheet, as your trainer says.")));
  for (size_t i = 0; i < sheet->count; i++) {
    bb_assembly_add_case(a, i);
    struct bb_node *group = bb_assembly_open_question(a, i, (struct bb_span){0});
    add_room(a, group, bb_assembly_enter_item(a, i), &sheet->items[i]);
  }
}
