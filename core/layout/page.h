/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A plan -> finished pages: everything at its place on the paper.
 */
#ifndef BB_LAYOUT_PAGE_H
#define BB_LAYOUT_PAGE_H

#include "layout/plan.h"

/* The pages live in the setter's arena. */
struct bb_pages *bb_page_build(struct bb_setter *setter, const struct bb_plan *plan);

/* ---- furniture.c ---- */

/* Texts that stand on page after page, shaped when they change; zero before the first page. */
struct bb_running_text {
  struct bb_span text;
  const struct bb_par *par; /* NULL: none yet */
};
struct bb_running {
  struct bb_running_text verso, recto, imprint; /* the heads of left and right pages, the foot */
};

/* Adds the running head and the page number of page `index` to pieces (coordinates as in pieces,
 * y from the top edge of the page).  `chapter` is the title of the chapter the page belongs to. */
void bb_furniture_add(struct bb_setter *setter, struct bb_running *running, struct bb_piece *head,
                      struct bb_piece *foot, uint32_t index, enum bb_furniture furniture,
                      struct bb_span chapter);

#endif
