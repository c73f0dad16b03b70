/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The glossary: what stands before the first term, then the terms in the alphabetical order of the
 * edition's language.  An entry is the term and its definition in one paragraph, and at its end the
 * pages that link to the term (index.c).  A term whose definition differs between economies has a
 * line for the local one.
 */
#include "edition/assembly.h"

#include <stdlib.h>

struct sorted {
  const struct bb_term *term;
  struct bb_span key;
};

static int by_key(const void *a, const void *b) {
  const struct sorted *x = a, *y = b;
  int order = bb_span_compare(x->key, y->key);
  return order ? order : (x->term > y->term) - (x->term < y->term);
}

static struct sorted *sort_terms(struct bb_assembly *a) {
  struct sorted *sorted = BB_NEW_ARRAY(a->arena, a->course->term_count + 1, struct sorted);
  for (size_t i = 0; i < a->course->term_count; i++) {
    const struct bb_term *term = &a->course->terms[i];
    struct bb_buf plain = {0};
    bb_markup_plain(bb_catalog_block(a->arena, a->catalog, term->heading).inlines, &plain);
    sorted[i] = (struct sorted){term, bb_lang_sort_key(a->arena, a->lang, bb_buf_view(&plain))};
    bb_buf_free(&plain);
  }
  qsort(sorted, a->course->term_count, sizeof *sorted, by_key);
  return sorted;
}

/* The first paragraph of a definition, unless something else stands before it. */
static const struct bb_block *first_paragraph(const struct bb_term *term) {
  const struct bb_block *block = term->body;
  while (block && block != term->end && block->kind == BB_COMMENT) block = block->next;
  return block && block != term->end && block->kind == BB_PARAGRAPH ? block : NULL;
}

/* The term, strong, and the paragraph behind it. */
static struct bb_node *add_entry(struct bb_assembly *a, const struct bb_term *term,
                                 const struct bb_block *definition) {
  struct bb_node *entry =
      bb_node_add(a->arena, a->document->root, BB_NODE_PARAGRAPH, BB_ROLE_ENTRY);
  entry->anchor = term->id;
  bb_assembly_set_message(a, entry, term->heading, BB_WITHOUT_PAGES);
  bool untranslated = entry->untranslated;
  for (struct bb_run *run = entry->runs; run; run = run->next)
    run->marks |= BB_MARK_STRONG | BB_MARK_TERM;
  if (!definition) return entry;
  bb_assembly_add_run(a, entry, BB_SPAN("\u2003"), 0, a->lang);
  bb_assembly_set_message(a, entry, definition, BB_WITH_PAGES);
  entry->untranslated = untranslated || entry->untranslated;
  return entry;
}

static void add_term(struct bb_assembly *a, const struct bb_term *term) {
  const struct bb_block *definition = first_paragraph(term);
  a->entries[term - a->course->terms] = add_entry(a, term, definition);
  a->role = BB_ROLE_DEFINITION;
  bb_assembly_add_blocks(a, a->document->root, definition ? definition->next : term->body,
                         term->end);
  a->role = BB_ROLE_BODY;
  if (!term->differs) return;
  struct bb_node *line =
      bb_node_add(a->arena, a->document->root, BB_NODE_LINES, BB_ROLE_DEFINITION);
  line->label = bb_assembly_label(a, BB_LABEL("Definition in your law:"));
  line->count = 1;
}

/* Notes are numbered in the order of the page, not of the file. */
static void number_notes(struct bb_assembly *a, struct bb_stretch before,
                         const struct sorted *sorted) {
  struct bb_stretch *stretches =
      BB_NEW_ARRAY(a->arena, a->course->term_count + 1, struct bb_stretch);
  stretches[0] = before;
  for (size_t i = 0; i < a->course->term_count; i++)
    stretches[i + 1] = (struct bb_stretch){sorted[i].term->heading, sorted[i].term->end};
  bb_assembly_number_notes(a, stretches, a->course->term_count + 1);
}

static bool is_title(const struct bb_block *block) {
  return block && block->kind == BB_HEADING && block->level == 1;
}

/* Opens the chapter with the glossary's own title, or with a label where it has none.  Returns the
 * block behind the title. */
static const struct bb_block *open_glossary(struct bb_assembly *a) {
  const struct bb_block *first = a->course->glossary->root->child;
  while (first && first->kind == BB_COMMENT) first = first->next;
  bool titled = is_title(first);
  struct bb_node *heading = bb_assembly_open_chapter(
      a, titled ? (struct bb_span){0} : bb_assembly_label(a, BB_LABEL("Glossary")),
      BB_SPAN("glossary"));
  if (titled) bb_assembly_set_message(a, heading, first, BB_WITHOUT_PAGES);
  a->glossary = heading;
  return titled ? first->next : first;
}

void bb_assembly_add_glossary(struct bb_assembly *a) {
  if (!a->course->term_count) return;
  a->module = NULL;
  a->markup = a->course->glossary;
  a->entries = BB_NEW_ARRAY(a->arena, a->course->term_count, struct bb_node *);
  struct sorted *sorted = sort_terms(a);
  struct bb_stretch before = {open_glossary(a), a->course->terms[0].heading};
  number_notes(a, before, sorted);
  bb_assembly_add_blocks(a, a->document->root, before.first, before.end);
  a->key_to_pages = bb_node_add(a->arena, a->document->root, BB_NODE_PARAGRAPH, BB_ROLE_SMALL);
  for (size_t i = 0; i < a->course->term_count; i++) add_term(a, sorted[i].term);
}
