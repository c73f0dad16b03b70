/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Names to things: filled, sorted once, then searched.  Lookups are a binary search, so that a
 * hostile file with a million links and a million headings still ends soon; equal names end up
 * beside each other in the order in which they were added, which is how duplicates are found.
 */
#ifndef BB_COURSE_TABLE_H
#define BB_COURSE_TABLE_H

#include "base/arena.h"

struct bb_table_entry {
  struct bb_span name; /* ends in a NUL */
  void *value;         /* not NULL */
  size_t order;
};

struct bb_table { /* empty: all zero */
  struct bb_table_entry *entries;
  size_t count, room;
};

/* `name` is copied. */
void bb_table_add(struct bb_arena *arena, struct bb_table *table, struct bb_span name, void *value);

void bb_table_sort(struct bb_table *table);

/* The value of the first entry of that name, or NULL.  The table is sorted. */
void *bb_table_find(const struct bb_table *table, struct bb_span name);

/* True when entry i of a sorted table repeats the name of the one before it. */
bool bb_table_repeats(const struct bb_table *table, size_t i);

#endif
