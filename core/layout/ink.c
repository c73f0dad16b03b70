/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * How far a glyph's ink reaches from its origin, measured once per glyph on its outline.  The
 * control points' hull is measured: it encloses the curve and is close enough. The cache is an open
 * hash table, at most half full, that lives as long as the run of layout.
 */
#include "layout/setter.h"

struct entry {
  const struct bb_face *face; /* NULL: free */
  uint32_t glyph;
  struct bb_ink ink;
};

struct bb_ink_cache {
  struct entry *entries;
  size_t size, used; /* size: a power of two */
};

enum { FIRST_SIZE = 1024 };

static struct entry *find(const struct bb_ink_cache *cache, const struct bb_face *face,
                          uint32_t glyph) {
  uint32_t key[2] = {bb_face_number(face), glyph};
  size_t at = bb_hash_quick(BB_FNV_START, key, sizeof key) & (cache->size - 1);
  while (cache->entries[at].face &&
         (cache->entries[at].face != face || cache->entries[at].glyph != glyph))
    at = (at + 1) & (cache->size - 1);
  return &cache->entries[at];
}

static void grow(struct bb_arena *arena, struct bb_ink_cache *cache) {
  struct bb_ink_cache old = *cache;
  cache->size = old.size ? old.size * 2 : FIRST_SIZE;
  cache->entries = BB_NEW_ARRAY(arena, cache->size, struct entry);
  for (size_t i = 0; i < old.size; i++)
    if (old.entries[i].face)
      *find(cache, old.entries[i].face, old.entries[i].glyph) = old.entries[i];
}

static int segment_points(enum bb_path_op op) {
  switch (op) {
  case BB_MOVE:
  case BB_LINE: return 1;
  case BB_QUAD: return 2;
  case BB_CUBIC: return 3;
  }
  return 0;
}

static void enclose(struct bb_ink *ink, int32_t x, int32_t y) {
  if (x < ink->left) ink->left = x;
  if (x > ink->right) ink->right = x;
  if (y < ink->bottom) ink->bottom = y;
  if (y > ink->top) ink->top = y;
}

static struct bb_ink measure(struct bb_setter *setter, const struct bb_face *face, uint32_t glyph) {
  struct bb_arena_mark mark = bb_arena_mark(&setter->scratch);
  struct bb_path path = bb_face_outline(face, glyph, &setter->scratch);
  struct bb_ink ink = {INT32_MAX, INT32_MIN, INT32_MAX, INT32_MIN};
  for (size_t i = 0; i < path.count; i++)
    for (int k = 0; k < segment_points(path.segments[i].op); k++)
      enclose(&ink, path.segments[i].x[k], path.segments[i].y[k]);
  bb_arena_release(&setter->scratch, mark);
  return path.count ? ink : (struct bb_ink){0};
}

struct bb_ink bb_ink_measure(struct bb_setter *setter, const struct bb_face *face, uint32_t glyph) {
  if (!setter->ink) setter->ink = BB_NEW(&setter->work, struct bb_ink_cache);
  struct bb_ink_cache *cache = setter->ink;
  if (cache->used * 2 >= cache->size) grow(&setter->work, cache);
  struct entry *entry = find(cache, face, glyph);
  if (!entry->face) {
    *entry = (struct entry){face, glyph, measure(setter, face, glyph)};
    cache->used++;
  }
  return entry->ink;
}
