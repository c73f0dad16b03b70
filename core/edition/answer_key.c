/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The key of a paper, for the trainer: first all answers on one page, to mark by; then every
 * question as it stands on the paper, with what is right, the feedback for each option, how points
 * are given, the hint, the explanation, the rubric and the model answer.
 *
 * Numbers and times stand in 0-9 with a point, as the course has them; people may write them in any
 * digits.
 */
#include "edition/assembly.h"

#include <stdio.h>

/* ---- an answer in a few letters ---- */

static struct bb_span taken(const struct bb_assembly *a, struct bb_buf *text) {
  struct bb_span copy = bb_arena_copy(a->arena, bb_buf_view(text));
  bb_buf_free(text);
  return copy;
}

static void add_separator(struct bb_buf *out) {
  if (out->n) bb_buf_string(out, ", ");
}

/* "b", "a, c", "a 100%, c 50%". */
static void list_choices(struct bb_assembly *a, const struct bb_option *options,
                         const uint8_t *order, size_t count, enum bb_credit credit,
                         struct bb_buf *out) {
  bool weighted = credit == BB_CREDIT_WEIGHTS;
  for (size_t k = 0; k < count; k++) {
    const struct bb_option *option = &options[order[k]];
    if (weighted ? option->weight == 0 : !option->correct) continue;
    add_separator(out);
    bb_buf_span(out, bb_assembly_letter(a, k));
    if (weighted) bb_buf_printf(out, "\u00A0%d%%", (int)option->weight);
  }
}

/* "a 3, b 1": the number of each line as shown. */
static void list_steps(struct bb_assembly *a, const struct bb_sheet_item *item,
                       struct bb_buf *out) {
  for (size_t k = 0; k < item->order_count; k++) {
    add_separator(out);
    bb_buf_printf(out, "%.*s\u00A0%.*s", BB_SPAN_ARG(bb_assembly_letter(a, k)),
                  BB_SPAN_ARG(bb_assembly_number(a, item->order[k] + 1u)));
  }
}

/* "1 c, 2 a": the letter of each pair as shown. */
static void list_pairs(struct bb_assembly *a, const struct bb_question *question,
                       const struct bb_sheet_item *item, struct bb_buf *out) {
  for (size_t i = 0; i < question->option_count; i++) {
    size_t k = 0;
    while (k + 1 < item->order_count && item->order[k] != i) k++;
    add_separator(out);
    bb_buf_printf(out, "%.*s\u00A0%.*s", BB_SPAN_ARG(bb_assembly_number(a, (uint32_t)i + 1)),
                  BB_SPAN_ARG(bb_assembly_letter(a, k)));
  }
}

static void add_decimal(struct bb_buf *out, struct bb_decimal value) {
  char digits[32];
  int n = snprintf(digits, sizeof digits, "%0*llu", (int)value.scale + 1,
                   (unsigned long long)(value.digits < 0 ? -value.digits : value.digits));
  int whole = n - (int)value.scale;
  if (value.digits < 0) bb_buf_string(out, "\u2212");
  bb_buf_printf(out, "%.*s", whole, digits);
  if (value.scale) bb_buf_printf(out, ".%s", digits + whole);
}

static void add_time(struct bb_buf *out, int64_t seconds) {
  bb_buf_printf(out, "%02d:%02d", (int)(seconds / 3600), (int)(seconds / 60 % 60));
  if (seconds % 60) bb_buf_printf(out, ":%02d", (int)(seconds % 60));
}

static void add_bound(struct bb_buf *out, enum bb_question_type type, struct bb_decimal value) {
  if (type == BB_QUESTION_TIME)
    add_time(out, value.digits);
  else
    add_decimal(out, value);
}

static struct bb_span accepted_text(const struct bb_assembly *a, enum bb_question_type type,
                                    const struct bb_accepted *accepted) {
  struct bb_buf out = {0};
  if (type != BB_QUESTION_NUMBER && type != BB_QUESTION_TIME) return accepted->text;
  add_bound(&out, type, accepted->low);
  if (accepted->low.digits != accepted->high.digits ||
      accepted->low.scale != accepted->high.scale) {
    bb_buf_string(&out, " \u2026 ");
    add_bound(&out, type, accepted->high);
  }
  return taken(a, &out);
}

/* The first answer that is worth everything. */
static void list_typed(struct bb_assembly *a, enum bb_question_type type,
                       const struct bb_typed *source, struct bb_buf *out) {
  struct bb_typed typed = bb_catalog_typed(a->arena, a->catalog, source);
  for (size_t i = 0; i < typed.count; i++)
    if (typed.accepted[i].weight == 100) {
      bb_buf_span(out, accepted_text(a, type, &typed.accepted[i]));
      return;
    }
}

static void list_gaps(struct bb_assembly *a, const struct bb_question *question,
                      const struct bb_sheet_item *item, struct bb_buf *out) {
  for (size_t g = 0; g < question->gap_count; g++) {
    const struct bb_gap *gap = &question->gaps[g];
    struct bb_buf answer = {0};
    list_choices(a, gap->options, bb_quiz_gap_order(question, item, g), gap->option_count,
                 question->credit, &answer);
    if (!gap->option_count) list_typed(a, question->type, &gap->typed, &answer);
    add_separator(out);
    bb_buf_printf(out, "%.*s\u00A0", BB_SPAN_ARG(bb_assembly_number(a, (uint32_t)g + 1)));
    bb_buf_span(out, bb_buf_view(&answer));
    bb_buf_free(&answer);
  }
}

static struct bb_span short_answer(struct bb_assembly *a, const struct bb_question *question,
                                   const struct bb_sheet_item *item) {
  struct bb_buf out = {0};
  switch (question->type) {
  case BB_QUESTION_SINGLE:
  case BB_QUESTION_MULTIPLE:
  case BB_QUESTION_TRUEFALSE:
    list_choices(a, question->options, item->order, item->order_count, question->credit, &out);
    break;
  case BB_QUESTION_SHORT:
  case BB_QUESTION_NUMBER:
  case BB_QUESTION_TIME: list_typed(a, question->type, &question->typed, &out); break;
  case BB_QUESTION_ORDER: list_steps(a, item, &out); break;
  case BB_QUESTION_MATCH: list_pairs(a, question, item, &out); break;
  case BB_QUESTION_CLOZE: list_gaps(a, question, item, &out); break;
  case BB_QUESTION_ESSAY:
    bb_buf_span(&out, bb_assembly_label(a, BB_LABEL("by the rubric below")));
    break;
  }
  return taken(a, &out);
}

/* ---- all answers at a glance ---- */

static void add_cell(struct bb_assembly *a, struct bb_node *row, struct bb_span text) {
  struct bb_node *cell = bb_node_add(a->arena, row, BB_NODE_CELL, BB_ROLE_BODY);
  cell->header = row->header;
  bb_assembly_add_paragraph(a, cell, BB_ROLE_BODY, text);
}

static void add_answers(struct bb_assembly *a) {
  const struct bb_sheet *sheet = a->options->sheet;
  struct bb_node *table = bb_node_add(a->arena, a->document->root, BB_NODE_TABLE, BB_ROLE_BODY);
  struct bb_node *head = bb_node_add(a->arena, table, BB_NODE_ROW, BB_ROLE_BODY);
  table->columns = 3;
  head->header = true;
  add_cell(a, head, bb_assembly_label(a, BB_LABEL("Question")));
  add_cell(a, head, bb_assembly_label(a, BB_LABEL("Answer")));
  add_cell(a, head, bb_assembly_label(a, BB_LABEL("Points")));
  for (size_t i = 0; i < sheet->count; i++) {
    const struct bb_question *question = bb_assembly_enter_item(a, i);
    struct bb_node *row = bb_node_add(a->arena, table, BB_NODE_ROW, BB_ROLE_BODY);
    add_cell(a, row, bb_assembly_number(a, (uint32_t)i + 1));
    row->child->names_row = true;
    add_cell(a, row, short_answer(a, question, &sheet->items[i]));
    add_cell(a, row, bb_assembly_number(a, sheet->items[i].points));
  }
}

/* ---- each question ---- */

static const char *credit_rule(const struct bb_question *question) {
  switch (question->type) {
  case BB_QUESTION_MULTIPLE:
    switch (question->credit) {
    case BB_CREDIT_ALL: return BB_LABEL("All points for exactly the right boxes, else none.");
    case BB_CREDIT_SHARE:
      return BB_LABEL("The share of the right boxes ticked, less the share of the wrong boxes "
                      "ticked, of the points; not below 0.");
    case BB_CREDIT_WEIGHTS: break;
    }
    return BB_LABEL("The sum of the percentages of the boxes ticked, of the points; not below 0.");
  case BB_QUESTION_ORDER:
    if (question->credit == BB_CREDIT_SHARE)
      return BB_LABEL("Of the steps from one line to the next, the share that is right, of the "
                      "points.");
    return BB_LABEL("All points for the whole order, else none.");
  case BB_QUESTION_MATCH: return BB_LABEL("The same share of the points for each pair.");
  case BB_QUESTION_CLOZE: return BB_LABEL("The same share of the points for each gap.");
  case BB_QUESTION_ESSAY:
    return BB_LABEL("The sum by the rubric, as a share of the highest sum, of the points.");
  case BB_QUESTION_SINGLE:
  case BB_QUESTION_TRUEFALSE:
  case BB_QUESTION_SHORT:
  case BB_QUESTION_NUMBER:
  case BB_QUESTION_TIME: break;
  }
  return NULL;
}

static void add_feedback(struct bb_assembly *a, struct bb_node *parent,
                         const struct bb_block *feedback) {
  if (!feedback) return;
  struct bb_node *node = bb_node_add(a->arena, parent, BB_NODE_PARAGRAPH, BB_ROLE_SMALL);
  bb_assembly_set_message(a, node, feedback, BB_WITH_PAGES);
}

static void add_options(struct bb_assembly *a, struct bb_node *parent,
                        const struct bb_option *options, const uint8_t *order, size_t count,
                        enum bb_credit credit) {
  struct bb_node *list = bb_node_add(a->arena, parent, BB_NODE_LIST, BB_ROLE_BODY);
  for (size_t k = 0; k < count; k++) {
    const struct bb_option *option = &options[order[k]];
    bool right = credit == BB_CREDIT_WEIGHTS ? option->weight > 0 : option->correct;
    struct bb_node *item = bb_node_add(a->arena, list, BB_NODE_ITEM, BB_ROLE_BODY);
    item->marker = bb_span_of(bb_arena_printf(a->arena, "%s\u2002%.*s", right ? "\u2611" : "\u2610",
                                              BB_SPAN_ARG(bb_assembly_letter(a, k))));
    bb_assembly_set_message(a, bb_node_add(a->arena, item, BB_NODE_PARAGRAPH, BB_ROLE_BODY),
                            option->text, BB_WITH_PAGES);
    add_feedback(a, item, option->feedback);
  }
}

static void add_accepted(struct bb_assembly *a, struct bb_node *list, enum bb_question_type type,
                         const struct bb_typed *typed, const struct bb_lang *lang,
                         bool with_feedback) {
  for (size_t i = 0; i < typed->count; i++) {
    const struct bb_accepted *accepted = &typed->accepted[i];
    struct bb_node *item = bb_node_add(a->arena, list, BB_NODE_ITEM, BB_ROLE_BODY);
    item->marker = BB_SPAN("=");
    struct bb_node *text = bb_node_add(a->arena, item, BB_NODE_PARAGRAPH, BB_ROLE_BODY);
    bb_assembly_add_run(a, text, accepted_text(a, type, accepted), BB_MARK_STRONG, lang);
    if (accepted->weight < 100)
      bb_assembly_add_run(a, text,
                          bb_span_of(bb_arena_printf(a->arena, " (%d%%)", (int)accepted->weight)),
                          BB_MARK_LABEL, a->lang);
    if (with_feedback) add_feedback(a, item, accepted->feedback);
  }
}

/* Answers in this language and in that of the source: both are right. */
static void add_typed(struct bb_assembly *a, struct bb_node *parent, enum bb_question_type type,
                      const struct bb_typed *typed) {
  struct bb_node *list = bb_node_add(a->arena, parent, BB_NODE_LIST, BB_ROLE_BODY);
  struct bb_typed here = bb_catalog_typed(a->arena, a->catalog, typed);
  bool translated = here.accepted != typed->accepted, words = typed->message.text.n > 0;
  if (translated) add_accepted(a, list, type, &here, a->lang, true);
  add_accepted(a, list, type, typed, words ? a->source : a->lang, !translated);
}

static void add_gap_answers(struct bb_assembly *a, struct bb_node *group,
                            const struct bb_question *question, const struct bb_sheet_item *item) {
  struct bb_node *list = bb_node_add(a->arena, group, BB_NODE_LIST, BB_ROLE_BODY);
  for (size_t g = 0; g < question->gap_count; g++) {
    const struct bb_gap *gap = &question->gaps[g];
    struct bb_node *entry = bb_node_add(a->arena, list, BB_NODE_ITEM, BB_ROLE_BODY);
    entry->marker = bb_span_of(
        bb_arena_printf(a->arena, "(%.*s)", BB_SPAN_ARG(bb_assembly_number(a, (uint32_t)g + 1))));
    if (gap->option_count)
      add_options(a, entry, gap->options, bb_quiz_gap_order(question, item, g), gap->option_count,
                  question->credit);
    else
      add_typed(a, entry, question->type, &gap->typed);
  }
}

/* The lines of an order or a match in the right order, each with the letter it has on the paper. */
static void add_solved(struct bb_assembly *a, struct bb_node *group,
                       const struct bb_question *question, const struct bb_sheet_item *item) {
  struct bb_node *list = bb_node_add(a->arena, group, BB_NODE_LIST, BB_ROLE_BODY);
  bool match = question->type == BB_QUESTION_MATCH;
  for (size_t i = 0; i < question->option_count; i++) {
    size_t k = 0;
    while (k + 1 < item->order_count && item->order[k] != i) k++;
    struct bb_node *entry = bb_node_add(a->arena, list, BB_NODE_ITEM, BB_ROLE_BODY);
    entry->marker = bb_span_of(bb_arena_printf(a->arena, "%.*s\u2002%.*s",
                                               BB_SPAN_ARG(bb_assembly_number(a, (uint32_t)i + 1)),
                                               BB_SPAN_ARG(bb_assembly_letter(a, k))));
    struct bb_node *text = bb_node_add(a->arena, entry, BB_NODE_PARAGRAPH, BB_ROLE_BODY);
    bb_assembly_set_message(a, text, question->options[i].text, BB_WITH_PAGES);
    if (match) {
      bb_assembly_add_run(a, text, BB_SPAN(" \u2014 "), BB_MARK_LABEL, a->lang);
      bb_assembly_set_message(a, text, question->targets[i].text, BB_WITH_PAGES);
    }
    add_feedback(a, entry, question->options[i].feedback);
  }
}

static void add_right_answers(struct bb_assembly *a, struct bb_node *group,
                              const struct bb_question *question,
                              const struct bb_sheet_item *item) {
  switch (question->type) {
  case BB_QUESTION_SINGLE:
  case BB_QUESTION_MULTIPLE:
  case BB_QUESTION_TRUEFALSE:
    add_options(a, group, question->options, item->order, item->order_count, question->credit);
    break;
  case BB_QUESTION_SHORT:
  case BB_QUESTION_NUMBER:
  case BB_QUESTION_TIME: add_typed(a, group, question->type, &question->typed); break;
  case BB_QUESTION_ORDER:
  case BB_QUESTION_MATCH: add_solved(a, group, question, item); break;
  case BB_QUESTION_CLOZE: add_gap_answers(a, group, question, item); break;
  case BB_QUESTION_ESSAY: break;
  }
}

static void add_box(struct bb_assembly *a, enum bb_role role, const char *label,
                    const struct bb_block *callout) {
  if (!callout) return;
  struct bb_node *box = bb_node_add(a->arena, a->document->root, BB_NODE_BOX, role);
  box->label = bb_assembly_label(a, label);
  bb_assembly_set_message(a, box, callout, BB_WITHOUT_PAGES);
  a->boxes++;
  bb_assembly_add_blocks(a, box, callout->child, NULL);
  a->boxes--;
}

static struct bb_span identity(const struct bb_assembly *a, const struct bb_question *question) {
  return bb_span_of(bb_arena_printf(a->arena, "%.*s (%u)%s%.*s", BB_SPAN_ARG(question->id),
                                    question->rev, question->objective.n ? " \u00B7 " : "",
                                    BB_SPAN_ARG(question->objective)));
}

static void add_question(struct bb_assembly *a, size_t i) {
  const struct bb_sheet_item *item = &a->options->sheet->items[i];
  const struct bb_question *question = bb_assembly_enter_item(a, i);
  struct bb_node *root = a->document->root;
  bb_assembly_add_case(a, i);
  struct bb_node *group = bb_assembly_open_question(a, i, identity(a, question));
  add_right_answers(a, group, question, item);
  const char *rule = credit_rule(question);
  if (rule) bb_assembly_add_paragraph(a, group, BB_ROLE_SMALL, bb_assembly_label(a, rule));
  if (question->rubric) bb_assembly_add_blocks(a, root, question->rubric, question->rubric->next);
  add_box(a, BB_ROLE_SOLUTION, BB_LABEL("Model answer"), question->solution);
  add_box(a, BB_ROLE_NOTE, BB_LABEL("Explanation"), question->explanation);
  add_box(a, BB_ROLE_TIP, BB_LABEL("Hint"), question->hint);
}

/* ---- the key ---- */

static void add_heading(struct bb_assembly *a, const char *label) {
  struct bb_node *node = bb_node_add(a->arena, a->document->root, BB_NODE_HEADING, BB_ROLE_BODY);
  node->level = 2;
  bb_assembly_add_run(a, node, bb_assembly_label(a, label), BB_MARK_LABEL, a->lang);
}

/* The command that makes the paper and this key again. */
static void add_command(struct bb_assembly *a) {
  const struct bb_sheet *sheet = a->options->sheet;
  struct bb_buf out = {0};
  bb_buf_printf(&out, "benchbook build --lang %s", a->lang->tag);
  if (a->course->economy) bb_buf_printf(&out, " --economy %s", a->course->economy);
  bb_buf_printf(&out, " --edition quiz,key --quiz %.*s", BB_SPAN_ARG(sheet->quiz));
  if (sheet->form) bb_buf_printf(&out, " --form %c", sheet->form);
  bb_buf_printf(&out, " --versions %u --seed %llu", sheet->version,
                (unsigned long long)sheet->seed);
  bb_assembly_add_paragraph(
      a, a->document->root, BB_ROLE_SMALL,
      bb_assembly_label(a, BB_LABEL("This makes the paper and its key again, as long as the course "
                                    "has not changed:")));
  bb_node_add(a->arena, a->document->root, BB_NODE_CODE, BB_ROLE_BODY)->text = taken(a, &out);
}

void bb_assembly_add_key(struct bb_assembly *a) {
  struct bb_span kind[] = {a->document->edition};
  bb_assembly_open_paper(a, bb_assembly_fill(a, BB_LABEL("%s: for trainers only"), kind, 1));
  add_heading(a, BB_LABEL("All answers"));
  add_answers(a);
  add_command(a);
  add_heading(a, BB_LABEL("Questions and explanations"));
  for (size_t i = 0; i < a->options->sheet->count; i++) add_question(a, i);
}
