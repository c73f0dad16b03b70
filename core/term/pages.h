/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * handbook.pages, which `build` writes beside the handbook: where each objective is taught.  A line
 * an objective, tabs between its parts:
 *
 *     m06-o3 <tab> 84 <tab> Electronic evidence
 */
#ifndef BB_TERM_PAGES_H
#define BB_TERM_PAGES_H

#include "base/file.h"

struct bb_handbook_place {
  struct bb_span objective, page, section; /* page: as printed at its foot */
};

struct bb_handbook_pages {
  struct bb_handbook_place *list;
  size_t count, room;
};

/* Lines that are not of this form are passed over. */
void bb_handbook_pages_read(struct bb_arena *arena, struct bb_span text,
                            struct bb_handbook_pages *pages);

/* Borrowed, or NULL. */
const struct bb_handbook_place *bb_handbook_pages_find(const struct bb_handbook_pages *pages,
                                                       struct bb_span objective);

#endif
