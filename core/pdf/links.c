/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Links as annotations: to an address, or to a place in the document.  What is linked is also said
 * in words (/Contents), for those who do not see the page.
 */
#include "pdf/file.h"
#include "pdf/object.h"

enum { ADDRESS_MAX = 8000 }; /* bytes, as written; a longer one is not made a link */

/* libharu refuses numbers beyond 32767, and a line that nothing could break may reach far out. */
static bb_len within(bb_len v, bb_len max) {
  return v < 0 ? 0 : v > max ? max : v;
}

HPDF_Array bb_pdf_destination(HPDF_Doc pdf, const struct bb_pages *pages, const HPDF_Page *hpages,
                              uint32_t page, bb_len y) {
  HPDF_Array d = HPDF_Array_New(pdf->mmgr);
  bb_len height = pages->pages[page].height;
  HPDF_Array_Add(d, hpages[page]);
  HPDF_Array_AddName(d, "XYZ");
  HPDF_Array_Add(d, HPDF_Null_New(pdf->mmgr));
  HPDF_Array_AddReal(d, (HPDF_REAL)bb_len_to_pt(within(height - y, height)));
  HPDF_Array_Add(d, HPDF_Null_New(pdf->mmgr));
  return d;
}

static HPDF_Array make_rectangle(HPDF_Doc pdf, const struct bb_page *page,
                                 const struct bb_link *link) {
  HPDF_Array r = HPDF_Array_New(pdf->mmgr);
  bb_len bottom = page->height - link->y - link->height;
  const bb_len sides[] = {within(link->x, page->width), within(bottom, page->height),
                          within(link->x + link->width, page->width),
                          within(page->height - link->y, page->height)};
  for (int i = 0; i < 4; i++) HPDF_Array_AddReal(r, (HPDF_REAL)bb_len_to_pt(sides[i]));
  return r;
}

static HPDF_Array make_no_border(HPDF_Doc pdf) {
  HPDF_Array border = HPDF_Array_New(pdf->mmgr);
  for (int i = 0; i < 3; i++) HPDF_Array_AddNumber(border, 0);
  return border;
}

/* Addresses are ASCII (RFC 3986): every other byte is written %XX. */
static void put_address(struct bb_buf *out, struct bb_span uri) {
  for (size_t i = 0; i < uri.n; i++) {
    unsigned char c = (unsigned char)uri.p[i];
    if (c > ' ' && c < 0x7F)
      bb_buf_char(out, (char)c);
    else
      bb_buf_printf(out, "%%%02X", c);
  }
}

static HPDF_Dict make_action(HPDF_Doc pdf, struct bb_span uri) {
  struct bb_buf address = {0};
  HPDF_Dict action = HPDF_Dict_New(pdf->mmgr);
  put_address(&address, uri);
  HPDF_Dict_AddName(action, "S", "URI");
  HPDF_Dict_Add(action, "URI", HPDF_String_New(pdf->mmgr, address.p, NULL));
  bb_buf_free(&address);
  return action;
}

static HPDF_Dict make_link(HPDF_Doc pdf, const struct bb_pages *pages, const HPDF_Page *hpages,
                           const struct bb_page *page, const struct bb_link *link) {
  HPDF_Dict d = bb_pdf_dict_new(pdf);
  HPDF_Dict_AddName(d, "Type", "Annot");
  HPDF_Dict_AddName(d, "Subtype", "Link");
  HPDF_Dict_Add(d, "Rect", make_rectangle(pdf, page, link));
  HPDF_Dict_Add(d, "Border", make_no_border(pdf));
  HPDF_Dict_AddNumber(d, "F", 4); /* print; PDF/A and PDF/UA ask for it */
  bb_pdf_add_text(d, "Contents", link->text.n ? link->text : link->uri);
  if (link->uri.n)
    HPDF_Dict_Add(d, "A", make_action(pdf, link->uri));
  else
    HPDF_Dict_Add(d, "Dest", bb_pdf_destination(pdf, pages, hpages, link->page, link->target_y));
  return d;
}

static bool leads_somewhere(const struct bb_pages *pages, const struct bb_link *link) {
  return link->uri.n ? link->uri.n <= ADDRESS_MAX : link->page < pages->page_count;
}

void bb_pdf_add_links(HPDF_Doc pdf, const struct bb_pages *pages, const HPDF_Page *hpages,
                      struct bb_structure *structure) {
  for (uint32_t i = 0; i < pages->page_count; i++) {
    const struct bb_page *page = &pages->pages[i];
    HPDF_Array annotations = NULL;
    for (size_t k = 0; k < page->link_count; k++) {
      const struct bb_link *link = &page->links[k];
      if (!leads_somewhere(pages, link)) continue;
      if (!annotations) {
        annotations = HPDF_Array_New(pdf->mmgr);
        HPDF_Dict_Add(hpages[i], "Annots", annotations);
      }
      HPDF_Dict annotation = make_link(pdf, pages, hpages, page, link);
      HPDF_Array_Add(annotations, annotation);
      bb_structure_add_annotation(structure, link->element, i, annotation);
    }
  }
}
