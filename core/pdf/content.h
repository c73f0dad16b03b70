/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The operators that paint a page.
 */
#ifndef BB_PDF_CONTENT_H
#define BB_PDF_CONTENT_H

#include "layout/layout.h"
#include "pdf/cluster_font.h"
#include "pdf/pictures.h"
#include "pdf/structure.h"

/* What the pages of a file share. */
struct bb_content {
  struct bb_cluster_fonts *fonts;
  struct bb_pictures *pictures;
  struct bb_structure *structure; /* NULL: nothing is marked */
  const struct bb_lang *lang;     /* of the document */
};

/* Adds the operators of a page to `out`.  `scratch` is left as it was. */
void bb_content_write(const struct bb_content *content, const struct bb_pages *pages, uint32_t page,
                      struct bb_arena *scratch, struct bb_buf *out);

/* The same for a side of a sheet of a booklet. */
void bb_content_write_side(const struct bb_content *content, const struct bb_pages *pages,
                           const struct bb_side *side, struct bb_arena *scratch,
                           struct bb_buf *out);

#endif
