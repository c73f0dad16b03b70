/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Footnotes are numbered before a chapter is assembled, in the order of their first marks, as the
 * translation has them.
 *
 * Two series.  What a participant sees is numbered 1, 2, 3 in both editions; what only the trainer
 * sees is numbered T1, T2.  So "note 7" is the same note for everybody in the room, and no gap in
 * the handbook tells that something was left out.
 *
 * Footnotes may cite footnotes, in circles too.  Bodies are therefore gone through as a queue: a
 * new number is a new entry at its end.
 */
#include "edition/assembly.h"

/* One way through a chapter. */
struct pass {
  struct bb_assembly *a;
  bool open;       /* only what a participant sees */
  uint32_t number; /* the last one given in this series */
};

/* ---- the table of what is cited ---- */

static struct bb_cited *place_of(struct bb_assembly *a, const struct bb_block *definition) {
  size_t i = (size_t)bb_fnv(BB_FNV_START, &definition, sizeof definition) & (a->cited_room - 1);
  while (a->cited[i].definition && a->cited[i].definition != definition)
    i = (i + 1) & (a->cited_room - 1);
  return &a->cited[i];
}

static void make_room(struct bb_assembly *a) {
  struct bb_cited *old = a->cited;
  size_t old_room = a->cited_room, count = a->document->note_count - a->first_note;
  if (old_room && count * 2 < old_room) return;
  a->cited_room = old_room ? old_room * 2 : 64;
  a->cited = BB_NEW_ARRAY(a->arena, a->cited_room, struct bb_cited);
  for (size_t i = 0; i < old_room; i++)
    if (old[i].definition) *place_of(a, old[i].definition) = old[i];
}

uint32_t bb_assembly_find_note(struct bb_assembly *a, struct bb_span label) {
  const struct bb_block *definition = bb_course_footnote(a->markup, label);
  return definition && a->cited_room ? place_of(a, definition)->note : 0;
}

/* ---- numbering ---- */

static struct bb_span next_mark(struct pass *pass) {
  struct bb_span number = bb_assembly_number(pass->a, ++pass->number);
  return pass->open ? number : bb_assembly_fill_one(pass->a, BB_LABEL("T%s"), number);
}

static void cite(struct pass *pass, struct bb_span label) {
  struct bb_assembly *a = pass->a;
  struct bb_document *document = a->document;
  const struct bb_block *definition = bb_course_footnote(a->markup, label);
  if (!definition) return;
  make_room(a);
  struct bb_cited *place = place_of(a, definition);
  if (place->definition) return;
  size_t n = document->note_count;
  document->notes =
      bb_arena_grow(a->arena, document->notes, n, n + 1, sizeof *document->notes, &a->note_room);
  a->definitions = bb_arena_grow(a->arena, (void *)a->definitions, n, n + 1, sizeof *a->definitions,
                                 &a->definition_room);
  document->notes[n] = (struct bb_note){.mark = next_mark(pass)};
  a->definitions[n] = definition;
  document->note_count = n + 1;
  *place = (struct bb_cited){definition, (uint32_t)(n + 1)};
}

/* The words of an image are no place for marks.  Depth: BB_MARKUP_DEPTH_MAX. */
static void cite_inlines(struct pass *pass, const struct bb_inline *inlines) {
  for (const struct bb_inline *i = inlines; i; i = i->next) {
    if (i->kind == BB_FOOTNOTE_MARK) cite(pass, i->text);
    if (i->kind != BB_IMAGE) cite_inlines(pass, i->child);
  }
}

static void cite_message(struct pass *pass, const struct bb_block *block) {
  if (!block->inlines) return;
  cite_inlines(pass, bb_catalog_block(pass->a->arena, pass->a->catalog, block).inlines);
}

static bool is_entered(const struct pass *pass, const struct bb_block *block) {
  if (block->kind == BB_FOOTNOTE) return false; /* its marks count when it is cited */
  if (pass->open && block->kind == BB_CALLOUT && bb_course_is_trainers(block)) return false;
  return bb_assembly_shows(pass->a, block);
}

/* Depth: BB_MARKUP_DEPTH_MAX. */
static void cite_blocks(struct pass *pass, const struct bb_block *block,
                        const struct bb_block *end) {
  for (; block && block != end; block = block->next) {
    if (!is_entered(pass, block)) continue;
    cite_message(pass, block);
    cite_blocks(pass, block->child, NULL);
  }
}

static void run_pass(struct pass pass, const struct bb_stretch *stretches, size_t count) {
  struct bb_document *document = pass.a->document;
  size_t first = document->note_count;
  for (size_t i = 0; i < count; i++) cite_blocks(&pass, stretches[i].first, stretches[i].end);
  for (size_t i = first; i < document->note_count; i++)
    if (pass.a->definitions[i]->child) cite_message(&pass, pass.a->definitions[i]->child);
}

static void add_body(struct bb_assembly *a, size_t note) {
  struct bb_node *body = bb_node_add(a->arena, NULL, BB_NODE_PARAGRAPH, BB_ROLE_BODY);
  const struct bb_block *text = a->definitions[note]->child;
  if (text) bb_assembly_set_message(a, body, text, BB_WITH_PAGES);
  a->document->notes[note].body = body;
}

void bb_assembly_number_notes(struct bb_assembly *a, const struct bb_stretch *stretches,
                              size_t count) {
  a->cited_room = 0;
  a->first_note = a->document->note_count;
  run_pass((struct pass){.a = a, .open = true}, stretches, count);
  if (a->options->edition == BB_EDITION_TRAINER) run_pass((struct pass){.a = a}, stretches, count);
  for (size_t i = a->first_note; i < a->document->note_count; i++) add_body(a, i);
}
