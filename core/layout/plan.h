/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Which pieces of the galley stand on which page, and how high.
 */
#ifndef BB_LAYOUT_PLAN_H
#define BB_LAYOUT_PLAN_H

#include "layout/setter.h"

struct bb_spot {
  const struct bb_piece *piece;
  bb_len y;                   /* its top, from the top of the text block */
  bool repeated;              /* the head of a table, again */
  const struct bb_piece *end; /* the piece, or the last of those left out behind it */
};

struct bb_sheet { /* a page */
  struct bb_spot *spots;
  size_t count;
  struct bb_spot *notes; /* at its foot */
  size_t note_count;
};

struct bb_plan {
  struct bb_sheet *sheets;
  size_t count;
};

/* Where the pages of the last plan end, and what that was found from: most plans are made again
 * with other page numbers in them and the same heights.  Zero before the first plan. */
struct bb_plan_cuts {
  const struct bb_brick *bricks;
  size_t brick_count;
  const struct bb_note_line *notes;
  size_t note_count;
  const struct bb_page_cut *cuts;
  size_t count;
};

/* The plan and its arrays live in the setter's work arena, and so does what is kept of it. */
struct bb_plan bb_plan_build(struct bb_setter *setter, struct bb_piece *const *pieces, size_t count,
                             struct bb_plan_cuts *last);

/* Where all anchors are by this plan. */
struct bb_anchors *bb_plan_anchors(struct bb_setter *setter, const struct bb_plan *plan);

#endif
