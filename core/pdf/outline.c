/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The outline (bookmarks) and the page labels.
 *
 * An outline is a tree of items linked to their parent, neighbours, first and last child.  It is
 * built in one pass over the bookmarks; `open` holds, for each level, the item that the next deeper
 * one belongs to.  Viewers show the first level; the others are there to be opened.
 */
#include "pdf/file.h"
#include "pdf/object.h"

enum { LEVELS_MAX = 8 }; /* deeper bookmarks are shown at this level */

struct open_item {
  HPDF_Dict item;
  HPDF_Dict last; /* its newest child */
  HPDF_INT32 children;
};

static void add_child(struct open_item *parent, HPDF_Dict item) {
  HPDF_Dict_Add(item, "Parent", parent->item);
  if (parent->last) {
    HPDF_Dict_Add(item, "Prev", parent->last);
    HPDF_Dict_Add(parent->last, "Next", item);
  } else {
    HPDF_Dict_Add(parent->item, "First", item);
  }
  parent->last = item;
  parent->children++;
}

/* Count: how many items opening it would show; negative because it is closed. */
static void finish(struct open_item *item, bool is_root) {
  if (!item->last) return;
  HPDF_Dict_Add(item->item, "Last", item->last);
  HPDF_Dict_AddNumber(item->item, "Count", is_root ? item->children : -item->children);
}

static HPDF_Dict make_item(HPDF_Doc pdf, const struct bb_pages *pages, const HPDF_Page *hpages,
                           const struct bb_bookmark *bookmark) {
  HPDF_Dict item = bb_pdf_dict_new(pdf);
  bb_pdf_add_text(item, "Title", bookmark->title);
  HPDF_Dict_Add(item, "Dest", bb_pdf_destination(pdf, pages, hpages, bookmark->page, bookmark->y));
  return item;
}

void bb_pdf_add_outline(HPDF_Doc pdf, const struct bb_pages *pages, const HPDF_Page *hpages) {
  if (!pages->bookmark_count) return;
  struct open_item open[LEVELS_MAX + 1] = {{.item = bb_pdf_dict_new(pdf)}};
  unsigned depth = 0; /* of the newest item; the root is at 0 */
  HPDF_Dict_AddName(open[0].item, "Type", "Outlines");
  for (size_t i = 0; i < pages->bookmark_count; i++) {
    const struct bb_bookmark *bookmark = &pages->bookmarks[i];
    if (bookmark->page >= pages->page_count) continue;
    unsigned level = bookmark->level < LEVELS_MAX ? bookmark->level : LEVELS_MAX;
    for (; depth >= level; depth--) finish(&open[depth], false);
    open[++depth] = (struct open_item){.item = make_item(pdf, pages, hpages, bookmark)};
    add_child(&open[depth - 1], open[depth].item);
  }
  for (; depth > 0; depth--) finish(&open[depth], false);
  finish(&open[0], true);
  HPDF_Dict_Add(pdf->catalog, "Outlines", open[0].item);
  HPDF_Dict_AddName(pdf->catalog, "PageMode", "UseOutlines");
}

/* Every page has a label of its own that consists of a prefix only: the format's numbering styles
 * know no Khmer or Arabic digits. */
void bb_pdf_add_page_labels(HPDF_Doc pdf, const struct bb_pages *pages) {
  HPDF_Dict labels = HPDF_Dict_New(pdf->mmgr);
  HPDF_Array numbers = HPDF_Array_New(pdf->mmgr);
  for (size_t i = 0; i < pages->page_count; i++) {
    HPDF_Dict label = HPDF_Dict_New(pdf->mmgr);
    bb_pdf_add_text(label, "P", pages->pages[i].label);
    HPDF_Array_AddNumber(numbers, (HPDF_INT32)i);
    HPDF_Array_Add(numbers, label);
  }
  HPDF_Dict_Add(labels, "Nums", numbers);
  HPDF_Dict_Add(pdf->catalog, "PageLabels", labels);
}
