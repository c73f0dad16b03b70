/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Inlines -> runs: marks add up on the way down, links are resolved, footnote marks become numbers.
 *
 * A link inside the book prints its text and, on paper where nobody can click, the page it leads
 * to: "see act or effect (page 12)".  Links to terms of the glossary go without: they are many, and
 * the glossary is in alphabetical order.  A link to the outside prints its address in parentheses,
 * unless the text is the address.  On the papers of quizzes footnotes too stand in parentheses.
 */
#include "edition/assembly.h"

#include <string.h>

/* What the inlines above have added up to. */
struct style {
  unsigned marks;
  struct bb_span link;
  const struct bb_lang *lang;
  enum bb_references references;
  bool in_note; /* of a quiz: see add_note_in_place */
};

/* The end of the runs, to append at. */
struct writer {
  struct bb_assembly *a;
  struct bb_run **end;
};

static struct bb_run *add(struct writer *w, struct bb_span text, const struct style *style) {
  struct bb_run *run = BB_NEW(w->a->arena, struct bb_run);
  *run = (struct bb_run){
      .text = text, .marks = style->marks, .link = style->link, .lang = style->lang};
  *w->end = run;
  w->end = &run->next;
  return run;
}

static struct writer write_to(struct bb_assembly *a, struct bb_node *node) {
  struct writer w = {.a = a, .end = &node->runs};
  while (*w.end) w.end = &(*w.end)->next;
  return w;
}

/* ---- links ---- */

/* Names without a slash are modules, terms and the glossary itself; terms and modules share none.
 */
static bool is_glossary(const struct bb_assembly *a, struct bb_span anchor) {
  if (bb_span_find(anchor, 0, "/") < anchor.n) return false;
  for (size_t i = 0; i < a->course->module_count; i++)
    if (bb_span_equal(a->course->modules[i].id, anchor)) return false;
  return true;
}

/* Labels are written in English: an English passage in another language's book has them as they
 * are. */
static bool is_foreign_english(const struct bb_assembly *a, const struct bb_lang *lang) {
  return lang != a->lang && (!strcmp(lang->tag, "en") || !strncmp(lang->tag, "en-", 3));
}

/* " (page 12)": the words as labels, the number as a field that layout fills in. */
static void add_page_reference(struct writer *w, struct bb_span link, const struct bb_lang *lang) {
  const char *words = BB_LABEL("(page %s)");
  bool english = is_foreign_english(w->a, lang);
  struct bb_span label = english ? bb_span_of(words) : bb_assembly_label(w->a, words);
  size_t slot = bb_span_find(label, 0, "%s");
  if (slot == label.n) return;
  struct style style = {.marks = BB_MARK_LABEL, .link = link, .lang = english ? lang : w->a->lang};
  add(w, BB_SPAN(" "), &style);
  if (slot) add(w, bb_span_cut(label, 0, slot), &style);
  add(w, BB_SPAN("00"), &style)->field = BB_FIELD_PAGE;
  if (slot + 2 < label.n) add(w, bb_span_cut(label, slot + 2, label.n), &style);
}

/* The address as it is printed: without what every address has. */
static struct bb_span printed_address(struct bb_span address) {
  static const char *const usual[] = {"https://", "http://", "mailto:"};
  for (size_t i = 0; i < sizeof usual / sizeof *usual; i++)
    if (bb_span_starts(address, usual[i]))
      address = bb_span_cut(address, bb_span_of(usual[i]).n, address.n);
  return bb_span_ends(address, "/") ? bb_span_cut(address, 0, address.n - 1) : address;
}

static bool reads_as(const struct bb_inline *text, struct bb_span address) {
  struct bb_buf plain = {0};
  bb_markup_plain(text, &plain);
  bool same = bb_span_equal(printed_address(bb_buf_view(&plain)), printed_address(address));
  bb_buf_free(&plain);
  return same;
}

static void add_address(struct writer *w, struct bb_span link, const struct bb_lang *lang) {
  struct style style = {.marks = BB_MARK_LABEL, .link = link, .lang = lang};
  add(w, BB_SPAN(" ("), &style);
  add(w, printed_address(link), &style);
  add(w, BB_SPAN(")"), &style);
}

static void add_inlines(struct writer *w, const struct bb_inline *inlines, struct style style);

/* Depth: as add_inlines. */
static void add_link(struct writer *w, const struct bb_inline *link, struct style style) {
  struct bb_span anchor = {0};
  switch (bb_course_link(w->a->arena, w->a->course, w->a->module, link->target, &anchor)) {
  case BB_LINK_BROKEN: add_inlines(w, link->child, style); return;
  case BB_LINK_EXTERNAL:
    style.link = link->target;
    add_inlines(w, link->child, style);
    if (style.references == BB_WITH_PAGES && !reads_as(link->child, link->target))
      add_address(w, link->target, style.lang);
    return;
  case BB_LINK_INTERNAL:
    style.link = bb_span_of(bb_arena_printf(w->a->arena, "#%.*s", BB_SPAN_ARG(anchor)));
    add_inlines(w, link->child, style);
    if (style.references == BB_WITH_PAGES && !is_glossary(w->a, anchor))
      add_page_reference(w, style.link, style.lang);
    return;
  }
}

/* ---- the others ---- */

static bool is_of_quiz(const struct bb_assembly *a) {
  return a->options->edition == BB_EDITION_QUIZ || a->options->edition == BB_EDITION_KEY;
}

/* A paper has no notes at the foot of its pages: they stand in parentheses where they are called,
 * without further notes. */
static void add_note_in_place(struct writer *w, struct bb_span label, struct style style) {
  const struct bb_block *definition = bb_course_footnote(w->a->markup, label);
  if (!definition || !definition->child || style.in_note) return;
  style.in_note = true;
  add(w, BB_SPAN(" ("), &style);
  add_inlines(w, bb_catalog_block(w->a->arena, w->a->catalog, definition->child).inlines, style);
  add(w, BB_SPAN(")"), &style);
}

static void add_note_mark(struct writer *w, struct bb_span label, const struct style *style) {
  if (is_of_quiz(w->a)) {
    add_note_in_place(w, label, *style);
    return;
  }
  uint32_t note = bb_assembly_find_note(w->a, label);
  if (!note) return;
  struct bb_run *run = add(w, w->a->document->notes[note - 1].mark, style);
  run->marks |= BB_MARK_RAISED;
  run->link = (struct bb_span){0};
  run->lang = w->a->lang;
  run->note = note;
}

static struct style marked(struct style style, enum bb_mark mark) {
  style.marks |= (unsigned)mark;
  return style;
}

/* Depth: BB_MARKUP_DEPTH_MAX. */
static void add_inlines(struct writer *w, const struct bb_inline *inlines, struct style style) {
  for (const struct bb_inline *i = inlines; i; i = i->next) switch (i->kind) {
    case BB_TEXT: add(w, i->text, &style); break;
    case BB_LINE_BREAK: add(w, BB_SPAN("\n"), &style); break;
    case BB_CODE_SPAN: {
      struct style code = marked(style, BB_MARK_CODE);
      add(w, i->text, &code);
      break;
    }
    case BB_EMPHASIS: add_inlines(w, i->child, marked(style, BB_MARK_EMPHASIS)); break;
    case BB_STRONG: add_inlines(w, i->child, marked(style, BB_MARK_STRONG)); break;
    case BB_LINK: add_link(w, i, style); break;
    case BB_IMAGE: add_inlines(w, i->child, style); break; /* in running text: its words */
    case BB_FOOTNOTE_MARK: add_note_mark(w, i->text, &style); break;
    }
}

/* ---- messages ---- */

static size_t count_words(struct bb_span text) {
  size_t words = 0;
  bool inside = false;
  for (size_t i = 0; i < text.n; i++) {
    bool space = (unsigned char)text.p[i] <= ' ';
    words += !space && !inside;
    inside = !space;
  }
  return words;
}

/* Counts a message as printed, and tells what its state means for the node. */
static const struct bb_lang *account(struct bb_assembly *a, struct bb_node *node,
                                     enum bb_translation_state state, struct bb_span source) {
  bool foreign = state == BB_MISSING || state == BB_FUZZY || state == BB_REFUSED;
  size_t words = count_words(source);
  a->report->messages++;
  a->report->words += words;
  if (!foreign) {
    a->report->translated++;
    a->report->words_translated += words;
  }
  node->untranslated = foreign;
  return state == BB_TRANSLATED ? a->lang : a->source;
}

void bb_assembly_set_message(struct bb_assembly *a, struct bb_node *node,
                             const struct bb_block *block, enum bb_references references) {
  if (!block->inlines) return;
  struct bb_translation translation = bb_catalog_block(a->arena, a->catalog, block);
  struct bb_buf plain = {0};
  bb_markup_plain(block->inlines, &plain);
  struct style style = {.lang = account(a, node, translation.state, bb_buf_view(&plain)),
                        .references = references};
  bb_buf_free(&plain);
  node->place = bb_source_place(a->markup->source, block->offset);
  struct writer w = write_to(a, node);
  add_inlines(&w, translation.inlines, style);
}

void bb_assembly_set_phrase(struct bb_assembly *a, struct bb_node *node, struct bb_span context,
                            struct bb_span text, struct bb_place where) {
  struct bb_translation translation = bb_catalog_phrase(a->arena, a->catalog, context, text);
  const struct bb_lang *lang = account(a, node, translation.state, text);
  node->place = where;
  bb_assembly_add_run(a, node, translation.text, 0, lang);
}

void bb_assembly_add_run(struct bb_assembly *a, struct bb_node *node, struct bb_span text,
                         unsigned marks, const struct bb_lang *lang) {
  struct writer w = write_to(a, node);
  add(&w, text, &(struct style){.marks = marks, .lang = lang});
}

void bb_assembly_add_listed_page(struct bb_assembly *a, struct bb_node *node, struct bb_span anchor,
                                 bool first) {
  struct writer w = write_to(a, node);
  struct style style = {.marks = BB_MARK_LABEL, .lang = a->lang};
  /* TRANSLATORS: between two page numbers: "12, 35" */
  struct bb_span comma = bb_assembly_label(a, BB_LABEL(", "));
  add(&w, first ? BB_SPAN("\u2003") : comma, &style)->field = BB_FIELD_SEPARATOR;
  style.link = bb_span_of(bb_arena_printf(a->arena, "#%.*s", BB_SPAN_ARG(anchor)));
  add(&w, BB_SPAN("00"), &style)->field = BB_FIELD_LISTED_PAGE;
}

void bb_assembly_add_items(struct bb_assembly *a, struct bb_node *parent, enum bb_role role,
                           const char *label, const struct bb_span *items, size_t count) {
  if (!count) return;
  struct bb_node *node = bb_assembly_add_paragraph(a, parent, role, bb_assembly_label(a, label));
  struct writer w = write_to(a, node);
  const struct style between = {.marks = BB_MARK_LABEL, .lang = a->lang}, own = {.lang = a->source};
  /* TRANSLATORS: between the items of a list that hold commas */
  struct bb_span semicolon = bb_assembly_label(a, BB_LABEL("; "));
  for (size_t i = 0; i < count; i++) {
    add(&w, i ? semicolon : BB_SPAN(" "), &between);
    add(&w, items[i], &own);
  }
}

struct bb_node *bb_assembly_add_paragraph(struct bb_assembly *a, struct bb_node *parent,
                                          enum bb_role role, struct bb_span text) {
  struct bb_node *node = bb_node_add(a->arena, parent, BB_NODE_PARAGRAPH, role);
  bb_assembly_add_run(a, node, text, BB_MARK_LABEL, a->lang);
  return node;
}
