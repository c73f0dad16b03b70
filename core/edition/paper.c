/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What a quiz paper and its key have in common: title, cases, the text of questions.  Both walk the
 * same sheet in the same order, so what is number 3 b on one is number 3 b on the other, in every
 * language.
 *
 * Letters.  Options are lettered a, b, c in Latin letters whatever the language: a class may answer
 * in three languages and is marked with one key.  Questions are numbered in the language's digits.
 *
 * The imprint at the foot of every page holds what it takes to make the paper and its key again:
 * course, quiz, form, version and seed, in the digits that are typed on a command line.
 */
#include "edition/assembly.h"

const struct bb_question *bb_assembly_enter_item(struct bb_assembly *a, size_t item) {
  const struct bb_quiz *quiz;
  const struct bb_question *question =
      bb_course_question(a->course, a->options->sheet->items[item].question, &quiz);
  a->markup = quiz->markup;
  a->module = quiz->module;
  return question;
}

struct bb_span bb_assembly_letter(const struct bb_assembly *a, size_t shown) {
  return bb_span_of(bb_arena_printf(a->arena, "%c", (int)('a' + shown)));
}

/* ---- title and facts ---- */

static struct bb_span imprint_of(const struct bb_assembly *a) {
  const struct bb_sheet *sheet = a->options->sheet;
  const struct bb_span values[] = {
      bb_span_of(bb_arena_printf(a->arena, "%u", sheet->version)),
      bb_span_of(bb_arena_printf(a->arena, "%llu", (unsigned long long)sheet->seed)),
      bb_span_of(bb_arena_printf(a->arena, "%c", sheet->form ? sheet->form : '-')),
  };
  struct bb_span drawn =
      bb_assembly_fill(a,
                       sheet->form ? BB_LABEL("version %1$s, seed %2$s, form %3$s")
                                   : BB_LABEL("version %1$s, seed %2$s"),
                       values, 3);
  return bb_span_of(bb_arena_printf(a->arena, "%.*s %.*s \u00B7 %.*s \u00B7 %.*s",
                                    BB_SPAN_ARG(a->course->id), BB_SPAN_ARG(a->course->version),
                                    BB_SPAN_ARG(sheet->quiz), BB_SPAN_ARG(drawn)));
}

static void add_fact(struct bb_buf *facts, struct bb_span fact) {
  if (facts->n) bb_buf_string(facts, " \u00B7 ");
  bb_buf_span(facts, fact);
}

static void add_count(const struct bb_assembly *a, struct bb_buf *facts, const char *label,
                      uint32_t count) {
  if (count) add_fact(facts, bb_assembly_fill_one(a, label, bb_assembly_number(a, count)));
}

static void add_facts(struct bb_assembly *a) {
  const struct bb_quiz *quiz = a->options->quiz;
  const struct bb_sheet *sheet = a->options->sheet;
  struct bb_buf facts = {0};
  uint32_t points = 0;
  for (size_t i = 0; i < sheet->count; i++) points += sheet->items[i].points;
  add_count(a, &facts, BB_LABEL("Questions: %s"), (uint32_t)sheet->count);
  add_count(a, &facts, BB_LABEL("Points: %s"), points);
  add_count(a, &facts, BB_LABEL("%s minutes"), (quiz->seconds + 59) / 60);
  if (quiz->pass)
    add_fact(&facts, bb_assembly_fill_one(
                         a, BB_LABEL("To pass: %s"),
                         bb_span_of(bb_lang_percent(a->arena, a->lang, (double)quiz->pass / 100))));
  bb_assembly_add_paragraph(a, a->document->root, BB_ROLE_FACTS,
                            bb_arena_copy(a->arena, bb_buf_view(&facts)));
  bb_buf_free(&facts);
}

static struct bb_span title_of_quiz(struct bb_assembly *a) {
  const struct bb_block *heading = a->options->quiz->heading;
  struct bb_buf out = {0};
  bb_markup_plain(bb_catalog_block(a->arena, a->catalog, heading).inlines, &out);
  struct bb_span title = bb_arena_copy(a->arena, bb_buf_view(&out));
  bb_buf_free(&out);
  return title;
}

void bb_assembly_open_paper(struct bb_assembly *a, struct bb_span kind) {
  const struct bb_quiz *quiz = a->options->quiz;
  struct bb_document *document = a->document;
  document->subject = document->title;
  document->title = title_of_quiz(a);
  document->imprint = imprint_of(a);
  a->markup = quiz->markup;
  a->module = quiz->module;
  struct bb_node *heading = bb_assembly_open_chapter(a, (struct bb_span){0}, BB_SPAN("quiz"));
  bb_assembly_set_message(a, heading, quiz->heading, BB_WITHOUT_PAGES);
  bb_assembly_add_paragraph(a, document->root, BB_ROLE_EDITION, kind);
  struct bb_node *course = bb_node_add(a->arena, document->root, BB_NODE_PARAGRAPH, BB_ROLE_FACTS);
  bb_assembly_set_phrase(a, course, (struct bb_span){0}, a->course->title.text,
                         a->course->title.place);
  add_facts(a);
  if (bb_edition_is_draft(bb_catalog_info(a->catalog)))
    bb_assembly_add_paragraph(a, document->root, BB_ROLE_SMALL,
                              bb_assembly_label(a, BB_LABEL("Machine draft, not yet reviewed")));
}

/* ---- cases ---- */

/* How many items from this one on belong to the same case. */
static size_t count_of_case(const struct bb_sheet *sheet, size_t item) {
  size_t count = 1;
  while (item + count < sheet->count &&
         bb_span_equal(sheet->items[item].kase, sheet->items[item + count].kase))
    count++;
  return count;
}

void bb_assembly_add_case(struct bb_assembly *a, size_t item) {
  const struct bb_sheet *sheet = a->options->sheet;
  struct bb_span id = sheet->items[item].kase;
  if (!id.n || (item > 0 && bb_span_equal(id, sheet->items[item - 1].kase))) return;
  const struct bb_case *kase = bb_assembly_enter_item(a, item)->kase;
  size_t count = count_of_case(sheet, item);
  const struct bb_span numbers[] = {bb_assembly_number(a, (uint32_t)item + 1),
                                    bb_assembly_number(a, (uint32_t)(item + count))};
  struct bb_node *box = bb_node_add(a->arena, a->document->root, BB_NODE_BOX, BB_ROLE_CASE);
  box->label = count > 1 ? bb_assembly_fill(a, BB_LABEL("For questions %1$s to %2$s"), numbers, 2)
                         : bb_assembly_fill(a, BB_LABEL("For question %s"), numbers, 1);
  bb_assembly_set_message(a, box, kase->heading, BB_WITHOUT_PAGES);
  a->boxes++;
  bb_assembly_add_blocks(a, box, kase->first, kase->end);
  a->boxes--;
}

/* ---- questions ---- */

/* How an answer is given, on paper. */
static const char *instruction_of(enum bb_question_type type) {
  switch (type) {
  case BB_QUESTION_SINGLE:
  case BB_QUESTION_TRUEFALSE: return BB_LABEL("Tick one box");
  case BB_QUESTION_MULTIPLE: return BB_LABEL("Tick every right box");
  case BB_QUESTION_SHORT: return BB_LABEL("Write a few words");
  case BB_QUESTION_NUMBER: return BB_LABEL("Write a number");
  case BB_QUESTION_TIME: return BB_LABEL("Write a time, like 13:30");
  case BB_QUESTION_ORDER: return BB_LABEL("Number the lines in the right order: 1, 2, 3 …");
  case BB_QUESTION_MATCH: return BB_LABEL("Write the letter that belongs to each number");
  case BB_QUESTION_CLOZE: return BB_LABEL("Fill in each gap");
  case BB_QUESTION_ESSAY: return BB_LABEL("Write in your own words");
  }
  return "";
}

static void add_question_facts(struct bb_assembly *a, struct bb_node *group,
                               const struct bb_question *question, struct bb_span more) {
  struct bb_buf facts = {0};
  add_fact(&facts, bb_assembly_label(a, instruction_of(question->type)));
  add_count(a, &facts, BB_LABEL("about %s words"), question->words);
  add_count(a, &facts, BB_LABEL("Points: %s"), question->points);
  if (more.n) add_fact(&facts, more);
  bb_assembly_add_paragraph(a, group, BB_ROLE_FACTS, bb_arena_copy(a->arena, bb_buf_view(&facts)));
  bb_buf_free(&facts);
}

/* "(2) ________" for [[2]]: the run is cut in three. */
static void open_gap(struct bb_assembly *a, struct bb_run *run) {
  size_t at = bb_span_find(run->text, 0, "[["), end = bb_span_find(run->text, at, "]]");
  uint32_t number = 0;
  if (run->marks & BB_MARK_CODE || end >= run->text.n ||
      !bb_span_number(bb_span_cut(run->text, at + 2, end), BB_GAPS_MAX, &number))
    return;
  struct bb_run *gap = BB_NEW(a->arena, struct bb_run), *rest = BB_NEW(a->arena, struct bb_run);
  *gap = *rest = *run;
  rest->text = bb_span_cut(run->text, end + 2, run->text.n);
  run->text = bb_span_cut(run->text, 0, at);
  gap->text = bb_span_of(bb_arena_printf(a->arena, "(%.*s)\u00A0____________",
                                         BB_SPAN_ARG(bb_assembly_number(a, number))));
  gap->marks |= BB_MARK_LABEL;
  run->next = gap;
  gap->next = rest;
}

/* Opens the gaps in all text below a node, by its links, without recursion. */
static void open_gaps(struct bb_assembly *a, struct bb_node *top) {
  for (struct bb_node *node = top; node;) {
    for (struct bb_run *run = node->runs; run; run = run->next) open_gap(a, run);
    if (node->child) {
      node = node->child;
      continue;
    }
    while (node != top && !node->next) node = node->parent;
    node = node == top ? NULL : node->next;
  }
}

struct bb_node *bb_assembly_open_question(struct bb_assembly *a, size_t item, struct bb_span more) {
  const struct bb_question *question = bb_assembly_enter_item(a, item);
  struct bb_node *group = bb_node_add(a->arena, a->document->root, BB_NODE_GROUP, BB_ROLE_BODY);
  struct bb_node *heading = bb_node_add(a->arena, group, BB_NODE_HEADING, BB_ROLE_BODY);
  heading->level = 3;
  heading->number = bb_assembly_number(a, (uint32_t)item + 1);
  bb_assembly_set_message(a, heading, question->heading, BB_WITHOUT_PAGES);
  add_question_facts(a, group, question, more);
  struct bb_node *last = group->last;
  bb_assembly_add_blocks(a, group, question->first, question->end);
  if (question->type == BB_QUESTION_CLOZE)
    for (struct bb_node *node = last->next; node; node = node->next) open_gaps(a, node);
  return group;
}

void bb_assembly_add_lettered(struct bb_assembly *a, struct bb_node *parent, struct bb_span letter,
                              const struct bb_block *block) {
  struct bb_node *node = bb_node_add(a->arena, parent, BB_NODE_PARAGRAPH, BB_ROLE_BODY);
  bb_assembly_add_run(a, node, letter, BB_MARK_STRONG | BB_MARK_LABEL, a->lang);
  bb_assembly_add_run(a, node, BB_SPAN("\u2002"), BB_MARK_LABEL, a->lang);
  bb_assembly_set_message(a, node, block, BB_WITH_PAGES);
}
