/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Links as annotations: to an address, or to a place in the document.  What is linked is also said
 * in words (/Contents), for those who do not see the page.
 */
#include "pdf/file.h"
#include "pdf/object.h"

HPDF_Array bb_pdf_destination(HPDF_Doc pdf, const struct bb_pages *pages, const HPDF_Page *hpages,
                              uint32_t page, bb_len y) {
  HPDF_Array d = HPDF_Array_New(pdf->mmgr);
  HPDF_Array_Add(d, hpages[page]);
  HPDF_Array_AddName(d, "XYZ");
  HPDF_Array_Add(d, HPDF_Null_New(pdf->mmgr));
  HPDF_Array_AddReal(d, (HPDF_REAL)bb_len_to_pt(pages->pages[page].height - y));
  HPDF_Array_Add(d, HPDF_Null_New(pdf->mmgr));
  return d;
}

static HPDF_Array make_rectangle(HPDF_Doc pdf, const struct bb_page *page,
                                 const struct bb_link *link) {
  HPDF_Array r = HPDF_Array_New(pdf->mmgr);
  const bb_len sides[] = {link->x, page->height - link->y - link->height, link->x + link->width,
                          page->height - link->y};
  for (int i = 0; i < 4; i++) HPDF_Array_AddReal(r, (HPDF_REAL)bb_len_to_pt(sides[i]));
  return r;
}

static HPDF_Array make_no_border(HPDF_Doc pdf) {
  HPDF_Array border = HPDF_Array_New(pdf->mmgr);
  for (int i = 0; i < 3; i++) HPDF_Array_AddNumber(border, 0);
  return border;
}

/* Addresses are ASCII (RFC 3986): every other byte is written %XX. */
static HPDF_String make_address(HPDF_Doc pdf, struct bb_span uri) {
  struct bb_buf ascii = {0};
  for (size_t i = 0; i < uri.n; i++) {
    unsigned char c = (unsigned char)uri.p[i];
    if (c > ' ' && c < 0x7F)
      bb_buf_char(&ascii, (char)c);
    else
      bb_buf_printf(&ascii, "%%%02X", c);
  }
  HPDF_String s = HPDF_String_New(pdf->mmgr, ascii.p, NULL);
  bb_buf_free(&ascii);
  return s;
}

static HPDF_Dict make_action(HPDF_Doc pdf, struct bb_span uri) {
  HPDF_Dict action = HPDF_Dict_New(pdf->mmgr);
  HPDF_Dict_AddName(action, "S", "URI");
  HPDF_Dict_Add(action, "URI", make_address(pdf, uri));
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
  if (link->text.n) bb_pdf_add_text(d, "Contents", link->text);
  if (link->uri.n)
    HPDF_Dict_Add(d, "A", make_action(pdf, link->uri));
  else
    HPDF_Dict_Add(d, "Dest", bb_pdf_destination(pdf, pages, hpages, link->page, link->target_y));
  return d;
}

void bb_pdf_add_links(HPDF_Doc pdf, const struct bb_pages *pages, const HPDF_Page *hpages) {
  for (size_t i = 0; i < pages->page_count; i++) {
    const struct bb_page *page = &pages->pages[i];
    HPDF_Array annotations = NULL;
    for (size_t k = 0; k < page->link_count; k++) {
      const struct bb_link *link = &page->links[k];
      if (!link->uri.n && link->page >= pages->page_count) continue;
      if (!annotations) {
        annotations = HPDF_Array_New(pdf->mmgr);
        HPDF_Dict_Add(hpages[i], "Annots", annotations);
      }
      HPDF_Array_Add(annotations, make_link(pdf, pages, hpages, page, link));
    }
  }
}
