/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A line as the pieces a page shows, from left to right: clusters, parts of clusters, and marks
 * that tell readers the direction.  What was learned about readers stands in pieces.c.
 */
#ifndef BB_PDF_PIECES_H
#define BB_PDF_PIECES_H

#include "layout/layout.h"

struct bb_piece {
  const struct bb_glyph_run *run;
  const struct bb_glyph *glyphs;
  uint32_t glyph_count;
  struct bb_span text; /* never empty */
  int32_t advance;     /* face units */
  bb_len x;
};

/* Whether poppler takes the page for one that is written from right to left: it counts letters. */
bool bb_page_reads_rtl(const struct bb_page *page);

/* The pieces of a line, in the arena.  `page_rtl` is what bb_page_reads_rtl said. */
struct bb_piece *bb_line_pieces(const struct bb_line *line, bool page_rtl, struct bb_arena *arena,
                                size_t *count);

#endif
