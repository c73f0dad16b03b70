/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * glossary.md: what stands under a level 2 heading is a term's definition, up to the next heading
 * of level 1 or 2.  What stands before the first term is the glossary's introduction.
 */
#include "course/load.h"

static bool is_term(const struct bb_block *b) {
  return b->kind == BB_HEADING && b->level == 2;
}

static bool ends_term(const struct bb_block *b) {
  return b->kind == BB_HEADING && b->level <= 2;
}

static struct bb_term read_term(struct bb_loader *loader, const struct bb_markup *markup,
                                struct bb_block *heading) {
  struct bb_term term = {.id = heading->id, .heading = heading};
  struct bb_place place = bb_place_in(markup, heading->offset);
  const struct bb_block *b = heading->next;
  for (; b && !ends_term(b); b = b->next) {
    if (b->kind == BB_COMMENT && bb_span_is(b->text, "differs")) term.differs = true;
    if (b->kind != BB_COMMENT && b->kind != BB_FOOTNOTE && !term.body) term.body = b;
  }
  term.end = b;
  if (!bb_span_starts(term.id, "g-"))
    bb_diag_add(loader->diags, BB_D_TERM_ID, place, "\"%.*s\"",
                BB_SPAN_ARG(bb_plain_text(loader->arena, heading->inlines)));
  if (!term.body)
    bb_diag_add(loader->diags, BB_D_TERM_EMPTY, place, "\"%.*s\"",
                BB_SPAN_ARG(bb_plain_text(loader->arena, heading->inlines)));
  return term;
}

void bb_load_glossary(struct bb_loader *loader) {
  struct bb_course *course = loader->course;
  const struct bb_source *source =
      bb_load_has(loader, "glossary.md") ? bb_load_source(loader, "glossary.md") : NULL;
  if (!source) return;
  struct bb_markup *markup = &bb_load_text(loader, source, "glossary.md", 0)->markup;
  course->glossary = markup;
  bb_load_heading_ids(loader, markup, NULL);
  size_t count = 0;
  for (const struct bb_block *b = markup->root->child; b; b = b->next) count += is_term(b);
  course->terms = BB_NEW_ARRAY(loader->arena, count, struct bb_term);
  for (struct bb_block *b = markup->root->child; b; b = b->next)
    if (is_term(b)) course->terms[course->term_count++] = read_term(loader, markup, b);
}
