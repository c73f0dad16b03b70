/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "course/table.h"

#include <stdlib.h>

void bb_table_add(struct bb_arena *arena, struct bb_table *table, struct bb_span name,
                  void *value) {
  table->entries = bb_arena_grow(arena, table->entries, table->count, table->count + 1,
                                 sizeof *table->entries, &table->room);
  table->entries[table->count] =
      (struct bb_table_entry){bb_arena_copy(arena, name), value, table->count};
  table->count++;
}

static int by_name(const void *a, const void *b) {
  const struct bb_table_entry *x = a, *y = b;
  int order = bb_span_compare(x->name, y->name);
  return order ? order : (x->order > y->order) - (x->order < y->order);
}

void bb_table_sort(struct bb_table *table) {
  if (table->count) qsort(table->entries, table->count, sizeof *table->entries, by_name);
}

void *bb_table_find(const struct bb_table *table, struct bb_span name) {
  size_t low = 0, high = table->count; /* the first entry not before `name` is in low..high */
  while (low < high) {
    size_t middle = low + (high - low) / 2;
    if (bb_span_compare(table->entries[middle].name, name) < 0)
      low = middle + 1;
    else
      high = middle;
  }
  bool found = low < table->count && bb_span_equal(table->entries[low].name, name);
  return found ? table->entries[low].value : NULL;
}

bool bb_table_repeats(const struct bb_table *table, size_t i) {
  return i && bb_span_equal(table->entries[i - 1].name, table->entries[i].name);
}
