/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "term/pages.h"

void bb_handbook_pages_read(struct bb_arena *arena, struct bb_span text,
                            struct bb_handbook_pages *pages) {
  for (struct bb_span line; (line = bb_span_next(&text, '\n')).p;) {
    struct bb_handbook_place place;
    place.objective = bb_span_next(&line, '\t');
    place.page = bb_span_next(&line, '\t');
    place.section = line;
    if (!place.objective.n || !place.page.n) continue;
    pages->list = bb_arena_grow(arena, pages->list, pages->count, pages->count + 1, sizeof place,
                                &pages->room);
    pages->list[pages->count++] = place;
  }
}

const struct bb_handbook_place *bb_handbook_pages_find(const struct bb_handbook_pages *pages,
                                                       struct bb_span objective) {
  for (size_t i = 0; i < pages->count; i++)
    if (bb_span_equal(pages->list[i].objective, objective)) return &pages->list[i];
  return NULL;
}
