/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A line as it has to stand in the file so that programs which read the file (poppler's pdftotext,
 * viewers, search, screen readers) take it for the line that was written.  What was learned about
 * them is told in reading.c.
 */
#ifndef BB_PDF_READING_H
#define BB_PDF_READING_H

#include "layout/layout.h"
#include "pdf/cluster_font.h"

/* What one code shows: a cluster, a part of one, or only a mark that nobody sees. */
struct bb_shown {
  const struct bb_glyph_run *run;  /* for its colour; its place and size may differ */
  const struct bb_glyph_run *with; /* the run it is read with */
  bool leads; /* a mark that stays left of what comes next, whatever the order */
  struct bb_cluster_key cluster;
  int32_t advance; /* face units */
  bb_len x, baseline, em;
  bool bar; /* a part of a bar (rows.c): as wide as its advance, whatever follows */
};

/* How readers are to take a page. */
struct bb_page_reading {
  bool rtl;      /* as one that is written from right to left */
  size_t weight; /* how many marks it takes to persuade them of that */
};

/* `rtl_document`: the direction of the document's language. */
struct bb_page_reading bb_page_reading(const struct bb_page *page, bool rtl_document);

/* What a line of the page shows, from left to right, in the arena; behind it there is room for one
 * more. */
struct bb_shown *bb_line_shown(const struct bb_line *line, const struct bb_page_reading *page,
                               struct bb_arena *arena, size_t *count);

/* The weight, as a line that nobody sees, at the foot of the page; count 0 for none. */
struct bb_shown *bb_weight_shown(const struct bb_page *page, const struct bb_page_reading *reading,
                                 struct bb_arena *arena, size_t *count);

/* The size and font that most of a line has. */
const struct bb_glyph_run *bb_line_main_run(const struct bb_line *line);

/* A mark of the page's direction, in the font of a run. */
struct bb_shown bb_page_mark(const struct bb_page_reading *page, const struct bb_glyph_run *run,
                             bb_len x);

/* What has to stand behind a line of the page where it is not read line by line (rows.c); nearly
 * always nothing. */
struct bb_shown *bb_joint_shown(const struct bb_page *page, size_t line,
                                const struct bb_page_reading *reading, struct bb_arena *arena,
                                size_t *count);

/* How much wider than `width` the code of list[0] is to be so that readers neither part nor join
 * what follows it against the author; thousandths of an em, negative for narrower. */
int32_t bb_shown_stretch(const struct bb_shown *list, size_t count, int32_t width);

#endif
