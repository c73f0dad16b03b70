/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The galley in strips, one a block of the document: what is set together, and set again together
 * when page numbers in it change.
 */
#ifndef BB_LAYOUT_STRIP_H
#define BB_LAYOUT_STRIP_H

#include "layout/setter.h"

struct bb_strip {
  const struct bb_node *node;
  struct bb_galley galley;
  struct bb_element *element; /* its part of the structure */
  bool late;                  /* holds page numbers */
};

/* Sets a strip, for the first time or anew. */
void bb_strip_set(struct bb_setter *setter, struct bb_strip *strip);

/* All strips of the setter's document, set, on so many threads (0: one) at most.  Several set the
 * notes, too; `late` of the setter then tells whether one of them holds page numbers. */
struct bb_strip *bb_strips_set(struct bb_setter *setter, unsigned threads, size_t *count);

#endif
