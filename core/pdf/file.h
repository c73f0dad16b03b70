/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The parts of a PDF file that are not painted on a page.  All of them are given the pages and
 * libharu's pages (hpages[i] is pages->pages[i]).
 */
#ifndef BB_PDF_FILE_H
#define BB_PDF_FILE_H

#include "pdf/stream.h"
#include "pdf/structure.h"

/* A place to go to: [page /XYZ null y null], y from the top as everywhere in layout. */
HPDF_Array bb_pdf_destination(HPDF_Doc pdf, const struct bb_pages *pages, const HPDF_Page *hpages,
                              uint32_t page, bb_len y);

/* Links as annotations (links.c), noted in the structure, which may be NULL.  What leads nowhere is
 * left out. */
void bb_pdf_add_links(HPDF_Doc pdf, const struct bb_pages *pages, const HPDF_Page *hpages,
                      struct bb_structure *structure);

/* Bookmarks, and the numbers the viewer shows for pages (outline.c). */
void bb_pdf_add_outline(HPDF_Doc pdf, const struct bb_pages *pages, const HPDF_Page *hpages);
void bb_pdf_add_page_labels(HPDF_Doc pdf, const struct bb_pages *pages);

/* Title, author …, language, how to open the file (metadata.c). */
void bb_pdf_add_metadata(struct bb_streams *streams, const struct bb_pages *pages);

#endif
