/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What every page carries besides its text: the running head (the course on left-hand pages, the
 * chapter on right-hand ones; none where a chapter opens) and the page number, at the outer corner
 * of the foot, where a thumb finds it; across from it the document's imprint, when it has one.
 */
#include "layout/page.h"

/* As much of a text as fits, ending in an ellipsis when some is left out. */
static const struct bb_par *shape_to_fit(struct bb_setter *setter, struct bb_span text,
                                         bb_len width) {
  const struct bb_par *par = bb_par_shape_text(setter, text, BB_TEXT_FURNITURE);
  bb_len least, whole, so_far = 0, room = width - par->style.em;
  bb_par_measure(setter, par, &least, &whole);
  if (whole <= width) return par;
  size_t end = 0;
  for (uint32_t i = 0; i < par->shaped->cluster_count; i++) {
    const struct bb_cluster *cluster = &par->shaped->clusters[i];
    if (i && par->shaped->breaks[i] != BB_BREAK_NONE) end = cluster->start;
    so_far += cluster->width;
    if (so_far > room) break;
  }
  struct bb_span kept = bb_span_trim(bb_span_cut(text, 0, end));
  return bb_par_shape_text(
      setter, bb_span_of(bb_arena_printf(&setter->work, "%.*s\xE2\x80\xA6", BB_SPAN_ARG(kept))),
      BB_TEXT_FURNITURE);
}

static const struct bb_par *shape_running(struct bb_setter *setter, struct bb_running_text *kept,
                                          struct bb_span text, bb_len width) {
  if (!text.n) return NULL;
  if (!kept->par || !bb_span_equal(kept->text, text))
    *kept = (struct bb_running_text){text, shape_to_fit(setter, text, width)};
  return kept->par;
}

static void set_foot(struct bb_setter *setter, struct bb_piece *foot, const struct bb_par *par,
                     enum bb_alignment align) {
  bb_par_set_line(setter, foot, par, 0, setter->page.measure, setter->page.foot_baseline, align,
                  BB_LINE_FOOTER);
}

/* From the start edge to the end, as they are read. */
static void add_foot(struct bb_setter *setter, struct bb_piece *foot, uint32_t index,
                     const struct bb_par *imprint) {
  const struct bb_par *folio = bb_par_shape_text(
      setter, bb_page_label(setter, setter->document->lang, index), BB_TEXT_FOLIO);
  bool recto = index % 2 == 0;
  if (recto && imprint) set_foot(setter, foot, imprint, BB_ALIGN_START);
  set_foot(setter, foot, folio, recto ? BB_ALIGN_END : BB_ALIGN_START);
  if (!recto && imprint) set_foot(setter, foot, imprint, BB_ALIGN_END);
}

void bb_furniture_add(struct bb_setter *setter, struct bb_running *running, struct bb_piece *head,
                      struct bb_piece *foot, uint32_t index, enum bb_furniture furniture,
                      struct bb_span chapter) {
  const struct bb_page_style *page = &setter->page;
  bool recto = index % 2 == 0;
  if (furniture == BB_FURNITURE_NONE) return;
  struct bb_span title = recto && chapter.n ? chapter : setter->document->title;
  const struct bb_par *words = NULL;
  if (furniture == BB_FURNITURE_FULL)
    words = shape_running(setter, recto ? &running->recto : &running->verso, title, page->measure);
  const struct bb_par *imprint = shape_running(setter, &running->imprint, setter->document->imprint,
                                               page->measure - BB_FOLIO_WIDTH);
  struct bb_arena_mark mark = bb_arena_mark(&setter->shaped);
  if (words)
    bb_par_set_line(setter, head, words, 0, page->measure, page->head_baseline,
                    recto ? BB_ALIGN_END : BB_ALIGN_START, BB_LINE_HEADER);
  add_foot(setter, foot, index, imprint);
  bb_arena_release(&setter->shaped, mark);
}
