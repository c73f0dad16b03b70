/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "catalog/key.h"

#include "base/hash.h"
#include "markup/markup.h"

/* Only for text that is no paragraph: runs of white space become one space. */
static void collapse(struct bb_span text, struct bb_buf *out) {
  text = bb_span_trim(text);
  bool space = false;
  for (size_t i = 0; i < text.n; i++) {
    char c = text.p[i];
    bool white = c == ' ' || c == '\t' || c == '\n' || c == '\r';
    if (!white)
      bb_buf_char(out, c);
    else if (!space)
      bb_buf_char(out, ' ');
    space = white;
  }
}

struct bb_span bb_key_of(struct bb_arena *arena, struct bb_span text) {
  struct bb_arena_mark mark = bb_arena_mark(arena);
  struct bb_buf out = {0};
  size_t blocks;
  const struct bb_inline *inlines = bb_markup_parse_message(arena, text, &blocks);
  if (inlines)
    bb_markup_render(inlines, &out);
  else
    collapse(text, &out);
  bb_arena_release(arena, mark);
  struct bb_span key = bb_arena_copy(arena, bb_buf_view(&out));
  bb_buf_free(&out);
  return key;
}

/* The slot of (context, key), or the free one where it would go.  Open addressing; the table is
 * never full. */
static struct bb_index_slot *slot_of(const struct bb_index *index, struct bb_span context,
                                     struct bb_span key) {
  uint64_t hash = bb_fnv(BB_FNV_START, context.p, context.n);
  hash = bb_fnv(hash ^ context.n, key.p, key.n);
  size_t i = (size_t)hash & (index->room - 1);
  while (index->slots[i].taken && !(bb_span_equal(index->slots[i].key, key) &&
                                    bb_span_equal(index->slots[i].context, context)))
    i = (i + 1) & (index->room - 1);
  return &index->slots[i];
}

static void grow(struct bb_arena *arena, struct bb_index *index) {
  struct bb_index old = *index;
  index->room = old.room ? old.room * 2 : 64;
  index->slots = BB_NEW_ARRAY(arena, index->room, struct bb_index_slot);
  for (size_t i = 0; i < old.room; i++)
    if (old.slots[i].taken) *slot_of(index, old.slots[i].context, old.slots[i].key) = old.slots[i];
}

bool bb_index_add(struct bb_arena *arena, struct bb_index *index, struct bb_span context,
                  struct bb_span key, size_t value) {
  if (2 * (index->count + 1) > index->room) grow(arena, index);
  struct bb_index_slot *slot = slot_of(index, context, key);
  if (slot->taken) return false;
  *slot = (struct bb_index_slot){context, key, value, true};
  index->count++;
  return true;
}

bool bb_index_find(const struct bb_index *index, struct bb_span context, struct bb_span key,
                   size_t *value) {
  if (!index->room) return false;
  const struct bb_index_slot *slot = slot_of(index, context, key);
  if (slot->taken) *value = slot->value;
  return slot->taken;
}
