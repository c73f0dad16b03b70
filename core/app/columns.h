/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A table of text on a terminal: columns as wide as their widest cell, in whatever script.
 */
#ifndef BB_APP_COLUMNS_H
#define BB_APP_COLUMNS_H

#include "base/arena.h"

#include <stdio.h>

enum { COLUMNS_MAX = 12 };

struct columns {
  struct bb_arena *arena;
  size_t width;   /* columns */
  unsigned right; /* bits: 1 << column, of numbers */
  struct bb_span *cells;
  size_t count, room;
};

/* heads: as many as columns, a NULL after the last. */
struct columns bb_columns_begin(struct bb_arena *arena, const char *const *heads, unsigned right);
/* Adds the next cell, a copy; rows follow of themselves. */
void bb_columns_add(struct columns *table, const char *format, ...)
    __attribute__((format(printf, 2, 3)));
/* Indented by two columns, an empty line after it; nothing when there is no row but the heads. */
void bb_columns_print(FILE *to, const struct columns *table);

#endif
