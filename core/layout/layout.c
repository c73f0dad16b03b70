/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The order of work: set, plan, and again where page numbers changed; then make the pages.
 *
 * The galley is kept in strips, one a block of the document (strip.c).  Most strips do not depend
 * on page numbers and are set once.  Those that do ("see page 12", the contents) are set with what
 * the last plan says, until two plans agree.  A number that grows a digit may move a line and so a
 * page, which may move a number; two passes settle nearly every document, and PASSES_MAX ends the
 * search: the links, which are resolved last of all, are right in any case.
 */
#include "layout/page.h"
#include "layout/strip.h"

enum { PASSES_MAX = 4 };

struct galleys { /* all strips, end to end */
  struct bb_piece **pieces;
  size_t count;
};

/* A line or two under a heading look forgotten at the foot of a page. */
static int32_t penalty_after(const struct bb_strip *strips, size_t i) {
  size_t lines = strips[i].galley.count;
  bool under_heading =
      i && strips[i - 1].node->kind == BB_NODE_HEADING && strips[i].node->kind == BB_NODE_PARAGRAPH;
  if (!under_heading || lines > 2) return BB_BREAK_FREE;
  return lines == 1 ? BB_BREAK_POORER : BB_BREAK_POOR;
}

/* The space and the penalty that wait at the end of a strip meet the first piece after it. */
static struct galleys join(struct bb_setter *setter, const struct bb_strip *strips, size_t count) {
  struct galleys all = {0};
  struct bb_galley seam = {0};
  for (size_t i = 0; i < count; i++) all.count += strips[i].galley.count;
  all.pieces = BB_NEW_ARRAY(&setter->work, all.count, struct bb_piece *);
  all.count = 0;
  for (size_t i = 0; i < count; i++) {
    const struct bb_galley *galley = &strips[i].galley;
    for (size_t k = 0; k < galley->count; k++) all.pieces[all.count++] = galley->pieces[k];
    if (galley->count) {
      struct bb_piece *first = galley->pieces[0];
      bb_galley_space(&seam, first->space);
      bb_galley_penalty(&seam, first->penalty);
      first->space = seam.space;
      first->penalty = seam.penalty;
      seam = (struct bb_galley){0};
    }
    bb_galley_space(&seam, galley->space);
    bb_galley_penalty(&seam, galley->penalty);
    bb_galley_penalty(&seam, penalty_after(strips, i));
  }
  return all;
}

/* Notes that are not set yet are set while pages are planned; those with page numbers in them have
 * to be set again. */
static void forget_notes(struct bb_setter *setter) {
  size_t count = setter->document->note_count;
  setter->notes = BB_NEW_ARRAY(&setter->work, count, struct bb_galley *);
  setter->note_elements = BB_NEW_ARRAY(&setter->work, count, struct bb_element *);
}

static struct bb_plan settle(struct bb_setter *setter, struct bb_strip *strips, size_t count) {
  struct bb_plan_cuts cuts = {0};
  for (int pass = 1;; pass++) {
    struct galleys all = join(setter, strips, count);
    if (pass > 1) setter->late = false; /* in the first, what bb_strips_set says of the notes */
    struct bb_plan plan = bb_plan_build(setter, all.pieces, all.count, &cuts);
    bool notes_late = setter->late;
    struct bb_anchors *anchors = bb_plan_anchors(setter, &plan);
    bool agree = bb_anchors_agree(setter->anchors, anchors);
    setter->anchors = anchors;
    if (agree || pass == PASSES_MAX) return plan;
    bool late = notes_late;
    if (notes_late) forget_notes(setter);
    for (size_t i = 0; i < count; i++) {
      late = late || strips[i].late;
      if (strips[i].late) bb_strip_set(setter, &strips[i]);
    }
    if (!late) return plan;
  }
}

static void add_structure(struct bb_setter *setter, struct bb_pages *pages,
                          const struct bb_strip *strips, size_t count) {
  struct bb_element **parts = BB_NEW_ARRAY(&setter->work, count, struct bb_element *);
  for (size_t i = 0; i < count; i++) parts[i] = strips[i].element;
  pages->structure = bb_element_finish(setter, parts, count, &pages->element_count);
}

static struct bb_pages *set_document(struct bb_setter *setter, unsigned threads) {
  size_t count;
  forget_notes(setter);
  struct bb_strip *strips = bb_strips_set(setter, threads, &count);
  struct bb_plan plan = settle(setter, strips, count);
  struct bb_pages *pages = bb_page_build(setter, &plan);
  add_structure(setter, pages, strips, count);
  bb_anchors_list(setter->anchors, setter->arena, pages);
  return pages;
}

static const struct bb_imposition *impose(struct bb_arena *arena, const struct bb_pages *pages,
                                          enum bb_paper paper) {
  struct bb_imposition *imposition = BB_NEW(arena, struct bb_imposition);
  *imposition = bb_impose(arena, pages->page_count, pages->document->lang->rtl);
  bb_style_sheet(paper, &imposition->width, &imposition->height);
  return imposition;
}

const struct bb_pages *bb_layout_build(struct bb_arena *arena, const struct bb_document *document,
                                       struct bb_fonts *fonts,
                                       const struct bb_layout_options *options,
                                       struct bb_diags *diags) {
  struct bb_setter setter = {.arena = arena,
                             .document = document,
                             .fonts = fonts,
                             .diags = diags,
                             .page = bb_style_page(options->paper, options->booklet),
                             .mono = options->mono};
  struct bb_pages *pages = set_document(&setter, options->threads);
  if (options->booklet) pages->imposition = impose(arena, pages, options->paper);
  bb_arena_free(&setter.work);
  bb_arena_free(&setter.shaped);
  bb_arena_free(&setter.scratch);
  return pages;
}
