/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * By what a message is found: its context and its canonical key.
 */
#ifndef BB_CATALOG_KEY_H
#define BB_CATALOG_KEY_H

#include "base/arena.h"

/* The canonical key of a msgid: parsed as one paragraph of Markdown and rendered again, so that
 * wrapping, `*x*` for `_x_` and needless escapes do not matter.  Text that is not one paragraph
 * ("1. Scope") is its own key, with white space made single spaces.  Lives in the arena. */
struct bb_span bb_key_of(struct bb_arena *arena, struct bb_span text);

/* A table from (context, key) to a number.  An empty one is all zero; it grows in its arena. */
struct bb_index_slot {
  struct bb_span context, key;
  size_t value;
  bool taken;
};
struct bb_index {
  struct bb_index_slot *slots;
  size_t room, count; /* room: a power of two, at most half full */
};

/* Adds an entry, borrowing the spans; false when there is one already, which stays. */
bool bb_index_add(struct bb_arena *arena, struct bb_index *index, struct bb_span context,
                  struct bb_span key, size_t value);

/* True, with *value set, when (context, key) is in the table. */
bool bb_index_find(const struct bb_index *index, struct bb_span context, struct bb_span key,
                   size_t *value);

#endif
