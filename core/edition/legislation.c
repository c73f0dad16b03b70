/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The annex on legislation: where each economy stands, as of when, and where that was read.  First
 * a table of all economies against the treaties, then a few short records an economy.  What is not
 * known is printed as "unknown": a blank would read as "no".
 */
#include "edition/assembly.h"

#include <stdlib.h>

enum { TREATIES_MAX = 5 }; /* columns of the first table that a page can hold */

/* ---- small parts ---- */

static struct bb_node *add_row(struct bb_assembly *a, struct bb_node *table, bool header) {
  struct bb_node *row = bb_node_add(a->arena, table, BB_NODE_ROW, BB_ROLE_BODY);
  row->header = header;
  return row;
}

/* An empty cell's paragraph. */
static struct bb_node *add_cell(struct bb_assembly *a, struct bb_node *row) {
  struct bb_node *cell = bb_node_add(a->arena, row, BB_NODE_CELL, BB_ROLE_BODY);
  cell->header = row->header;
  return bb_node_add(a->arena, cell, BB_NODE_PARAGRAPH, BB_ROLE_SMALL);
}

/* The same for the cell that says what the row is about. */
static struct bb_node *add_naming_cell(struct bb_assembly *a, struct bb_node *row) {
  struct bb_node *paragraph = add_cell(a, row);
  paragraph->parent->names_row = true;
  return paragraph;
}

static void add_label_cell(struct bb_assembly *a, struct bb_node *row, const char *label) {
  bb_assembly_add_run(a, add_cell(a, row), bb_assembly_label(a, label), BB_MARK_LABEL, a->lang);
}

static void add_phrase(struct bb_assembly *a, struct bb_node *node,
                       const struct bb_phrase *phrase) {
  bb_assembly_set_phrase(a, node, (struct bb_span){0}, phrase->text, phrase->place);
}

/* A date as far as it is known: "2018-07-01" in the language's form, "2018" as it is. */
static struct bb_span date_text(const struct bb_assembly *a, struct bb_span date) {
  struct bb_date day;
  if (bb_date_parse(date, &day)) return bb_assembly_date(a, day);
  return date.n ? bb_assembly_status(a, date) : bb_assembly_label(a, BB_LABEL("unknown"));
}

static bool is_unknown(struct bb_span word) {
  return !word.n || bb_span_is(word, "unknown");
}

/* "party, 1 July 2018".  What has not happened ("not party") has no date. */
static struct bb_span status_text(const struct bb_assembly *a,
                                  const struct bb_treaty_status *treaty) {
  struct bb_span status = bb_assembly_status(a, treaty->status);
  if (is_unknown(treaty->status)) return bb_assembly_label(a, BB_LABEL("unknown"));
  if (is_unknown(treaty->date) && bb_span_starts(treaty->status, "not ")) return status;
  if (is_unknown(treaty->date))
    return bb_assembly_fill_one(a, BB_LABEL("%s, date unknown"), status);
  const struct bb_span values[] = {status, date_text(a, treaty->date)};
  return bb_assembly_fill(a, BB_LABEL("%s, %s"), values, 2);
}

/* ---- all economies against the treaties ---- */

static size_t find_treaties(const struct bb_course *course,
                            const struct bb_phrase *treaties[TREATIES_MAX]) {
  size_t count = 0;
  for (size_t i = 0; i < course->economy_count; i++)
    for (size_t k = 0; k < course->economies[i].treaty_count; k++) {
      const struct bb_phrase *name = &course->economies[i].treaties[k].treaty;
      size_t n = 0;
      while (n < count && !bb_span_equal(treaties[n]->text, name->text)) n++;
      if (n == count && count < TREATIES_MAX) treaties[count++] = name;
    }
  return count;
}

static struct bb_span status_in(const struct bb_assembly *a, const struct bb_economy *economy,
                                const struct bb_phrase *treaty) {
  for (size_t i = 0; i < economy->treaty_count; i++)
    if (bb_span_equal(economy->treaties[i].treaty.text, treaty->text))
      return status_text(a, &economy->treaties[i]);
  return bb_assembly_label(a, BB_LABEL("unknown"));
}

static void add_overview(struct bb_assembly *a, const struct bb_economy *const *economies) {
  const struct bb_phrase *treaties[TREATIES_MAX];
  size_t count = find_treaties(a->course, treaties);
  if (!count) return;
  struct bb_node *table = bb_node_add(a->arena, a->document->root, BB_NODE_TABLE, BB_ROLE_BODY);
  table->columns = (uint32_t)count + 1;
  struct bb_node *head = add_row(a, table, true);
  add_label_cell(a, head, BB_LABEL("Economy"));
  for (size_t k = 0; k < count; k++) add_phrase(a, add_cell(a, head), treaties[k]);
  for (size_t i = 0; i < a->course->economy_count; i++) {
    struct bb_node *row = add_row(a, table, false);
    add_phrase(a, add_naming_cell(a, row), &economies[i]->name);
    for (size_t k = 0; k < count; k++)
      bb_assembly_add_run(a, add_cell(a, row), status_in(a, economies[i], treaties[k]),
                          BB_MARK_LABEL, a->lang);
  }
}

/* ---- one economy ---- */

/* The table's own language is written in the other direction than the edition's. */
static bool is_of_two_directions(const struct bb_assembly *a) {
  return a->lang->rtl != a->source->rtl;
}

static struct bb_node *add_record(struct bb_assembly *a) {
  return bb_node_add(a->arena, a->document->root, BB_NODE_PARAGRAPH, BB_ROLE_RECORD);
}

/* Words between what the table holds: they stand in the direction of the edition. */
static void add_words(struct bb_assembly *a, struct bb_node *node, struct bb_span words) {
  bb_assembly_add_run(a, node, words, BB_MARK_LABEL, a->lang);
}

/* The treaty, its status, how fresh and how sure that is; where it was read.  The source is in
 * another language; when that is written in the other direction it has a paragraph of its own. */
static void add_treaty(struct bb_assembly *a, const struct bb_treaty_status *treaty) {
  struct bb_node *record = add_record(a), *source = record;
  const struct bb_span values[] = {date_text(a, treaty->as_of),
                                   bb_assembly_status(a, treaty->confidence)};
  add_phrase(a, record, &treaty->treaty);
  for (struct bb_run *run = record->runs; run; run = run->next) run->marks |= BB_MARK_STRONG;
  add_words(a, record, BB_SPAN("\u2003"));
  add_words(a, record, status_text(a, treaty));
  add_words(a, record, BB_SPAN(" "));
  add_words(a, record, bb_assembly_fill(a, BB_LABEL("(as of %s; confidence: %s)"), values, 2));
  if (is_of_two_directions(a))
    source = add_record(a);
  else
    add_words(a, record, BB_SPAN(" \u00B7 "));
  bb_assembly_add_run(a, source, treaty->source, 0, a->source);
}

/* "unknown (Criminal Code art 285)": the word that begins it is the product's. */
static void add_equivalent(struct bb_assembly *a, struct bb_node *node, struct bb_span text) {
  size_t end = bb_span_find(text, 0, " (");
  add_words(a, node, bb_assembly_status(a, bb_span_cut(text, 0, end)));
  if (end < text.n) bb_assembly_add_run(a, node, bb_span_cut(text, end, text.n), 0, a->source);
}

/* A row an article: two directions in one paragraph read well only when it is short. */
static void add_article_table(struct bb_assembly *a, const struct bb_economy *economy) {
  struct bb_node *table = bb_node_add(a->arena, a->document->root, BB_NODE_TABLE, BB_ROLE_BODY);
  table->columns = 2;
  struct bb_node *head = add_row(a, table, true);
  add_label_cell(a, head, BB_LABEL("Article of the Convention"));
  add_label_cell(a, head, BB_LABEL("In this economy"));
  for (size_t i = 0; i < economy->article_count; i++) {
    struct bb_node *row = add_row(a, table, false);
    bb_assembly_add_run(a, add_naming_cell(a, row), economy->articles[2 * i], 0, a->source);
    add_equivalent(a, add_cell(a, row), economy->articles[2 * i + 1]);
  }
}

/* "Articles of the Convention: 2 unknown (...); 16-21 none". */
static void add_articles(struct bb_assembly *a, const struct bb_economy *economy) {
  struct bb_node *record = add_record(a);
  add_words(a, record, bb_assembly_label(a, BB_LABEL("Articles of the Convention:")));
  for (size_t i = 0; i < economy->article_count; i++) {
    add_words(a, record, i ? bb_assembly_label(a, BB_LABEL("; ")) : BB_SPAN(" "));
    bb_assembly_add_run(a, record, economy->articles[2 * i], BB_MARK_STRONG, a->source);
    add_words(a, record, BB_SPAN("\u00A0"));
    add_equivalent(a, record, economy->articles[2 * i + 1]);
  }
}

static void add_economy(struct bb_assembly *a, const struct bb_economy *economy) {
  struct bb_node *heading = bb_node_add(a->arena, a->document->root, BB_NODE_HEADING, BB_ROLE_BODY);
  heading->level = 3;
  add_phrase(a, heading, &economy->name);
  for (size_t i = 0; i < economy->treaty_count; i++) add_treaty(a, &economy->treaties[i]);
  bb_assembly_add_items(a, a->document->root, BB_ROLE_RECORD, BB_LABEL("Statutes:"),
                        economy->statutes, economy->statute_count);
  if (economy->article_count && is_of_two_directions(a))
    add_article_table(a, economy);
  else if (economy->article_count)
    add_articles(a, economy);
  const struct bb_span values[] = {bb_assembly_status(a, economy->unit),
                                   bb_assembly_status(a, economy->poc247)};
  bb_assembly_add_paragraph(
      a, a->document->root, BB_ROLE_RECORD,
      bb_assembly_fill(a, BB_LABEL("Specialised unit: %s. Contact point day and night: %s."),
                       values, 2));
}

/* ---- the annex ---- */

struct sorted {
  const struct bb_economy *economy;
  struct bb_span key;
};

static int by_key(const void *a, const void *b) {
  const struct sorted *x = a, *y = b;
  int order = bb_span_compare(x->key, y->key);
  return order ? order : (x->economy > y->economy) - (x->economy < y->economy);
}

/* The economies in the alphabetical order of the edition's language: no ranking. */
static const struct bb_economy *const *sort_economies(struct bb_assembly *a) {
  size_t count = a->course->economy_count;
  struct sorted *sorted = BB_NEW_ARRAY(a->arena, count, struct sorted);
  const struct bb_economy **list = bb_arena_array(a->arena, count, sizeof *list);
  for (size_t i = 0; i < count; i++) {
    const struct bb_economy *economy = &a->course->economies[i];
    struct bb_span name =
        bb_catalog_phrase(a->arena, a->catalog, (struct bb_span){0}, economy->name.text).text;
    sorted[i] = (struct sorted){economy, bb_lang_sort_key(a->arena, a->lang, name)};
  }
  qsort(sorted, count, sizeof *sorted, by_key);
  for (size_t i = 0; i < count; i++) list[i] = sorted[i].economy;
  return list;
}

void bb_assembly_add_legislation(struct bb_assembly *a) {
  if (!a->course->economy_count) return;
  const struct bb_economy *const *economies = sort_economies(a);
  a->module = NULL;
  bb_assembly_open_chapter(a, bb_assembly_label(a, BB_LABEL("Annex: Legislation by economy")),
                           BB_SPAN("legislation"));
  bb_assembly_add_paragraph(
      a, a->document->root, BB_ROLE_BODY,
      bb_assembly_label(
          a, BB_LABEL("Check every entry against the official source before you use it. Each says "
                      "where it was read and as of when; later changes are possible. \"Unknown\" "
                      "means that it was not found or not checked: nothing here is a guess.")));
  add_overview(a, economies);
  for (size_t i = 0; i < a->course->economy_count; i++) add_economy(a, economies[i]);
}
