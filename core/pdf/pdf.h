/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Pages -> a PDF 1.7 file, through libharu.  Every text printed here can be searched, copied and
 * read aloud exactly: see cluster_font.h for how, and structure.h.  Pages that have a structure
 * give a file that holds to PDF/UA-1 (ISO 14289-1), unless they are imposed.  The same pages give
 * the same bytes.
 */
#ifndef BB_PDF_PDF_H
#define BB_PDF_PDF_H

#include "layout/layout.h"

enum { BB_PDF_PAGES_MAX = 16000 /* the labels of all pages stand in one array */ };

/* The file's bytes are added to `out`; `threads` at most are at work (0: one).  False, with a
 * diagnostic, when there are more pages than that, or libharu reports an error. */
bool bb_pdf_build(const struct bb_pages *pages, unsigned threads, struct bb_buf *out,
                  struct bb_diags *diags);

/* The same, written atomically to `path`. */
bool bb_pdf_write(const struct bb_pages *pages, unsigned threads, const char *path,
                  struct bb_diags *diags);

#endif
