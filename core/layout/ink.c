/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * How far ink really reaches: of a glyph, of a line, and of two lines towards each other.
 *
 * A glyph is measured once, on its outline.  The control points' hull is measured: it encloses the
 * curve and is close enough.  What was measured is kept in tables, by face and glyph, that live as
 * long as the run of layout.
 *
 * A line's reach is that of its highest and its deepest glyph.  Nearly all lines keep clear of each
 * other by that alone.  Where the highest glyph of one line would touch the deepest of the other,
 * they need not stand one above the other: the skylines tell.
 */
#include "layout/setter.h"

/* ---- glyphs ---- */

struct ink {
  int32_t left, right, bottom, top; /* face units, y upward, from the origin; all 0: a blank */
};

enum { BLOCK = 256 };

struct entry {
  struct ink ink;
  bool known;
};

struct face_ink { /* of one face: glyph g is blocks[g / BLOCK][g % BLOCK] */
  struct entry **blocks;
  size_t count, room;
};

struct bb_ink_cache {
  struct face_ink *faces; /* by bb_face_number */
  size_t count, room;
};

static int segment_points(enum bb_path_op op) {
  switch (op) {
  case BB_MOVE:
  case BB_LINE: return 1;
  case BB_QUAD: return 2;
  case BB_CUBIC: return 3;
  }
  return 0;
}

static void enclose(struct ink *ink, int32_t x, int32_t y) {
  if (x < ink->left) ink->left = x;
  if (x > ink->right) ink->right = x;
  if (y < ink->bottom) ink->bottom = y;
  if (y > ink->top) ink->top = y;
}

static struct ink measure(struct bb_setter *setter, const struct bb_face *face, uint32_t glyph) {
  struct bb_arena_mark mark = bb_arena_mark(&setter->scratch);
  struct bb_path path = bb_face_outline(face, glyph, &setter->scratch);
  struct ink ink = {INT32_MAX, INT32_MIN, INT32_MAX, INT32_MIN};
  for (size_t i = 0; i < path.count; i++)
    for (int k = 0; k < segment_points(path.segments[i].op); k++)
      enclose(&ink, path.segments[i].x[k], path.segments[i].y[k]);
  bb_arena_release(&setter->scratch, mark);
  return path.count ? ink : (struct ink){0};
}

static struct face_ink *find_face(struct bb_setter *setter, const struct bb_face *face) {
  if (!setter->ink) setter->ink = BB_NEW(&setter->work, struct bb_ink_cache);
  struct bb_ink_cache *cache = setter->ink;
  size_t number = bb_face_number(face);
  cache->faces = bb_arena_grow(&setter->work, cache->faces, cache->count, number + 1,
                               sizeof *cache->faces, &cache->room);
  if (cache->count <= number) cache->count = number + 1;
  return &cache->faces[number];
}

static struct entry *find_block(struct bb_setter *setter, struct face_ink *inks, size_t block) {
  inks->blocks = bb_arena_grow(&setter->work, inks->blocks, inks->count, block + 1,
                               sizeof *inks->blocks, &inks->room);
  if (inks->count <= block) inks->count = block + 1;
  if (!inks->blocks[block]) inks->blocks[block] = BB_NEW_ARRAY(&setter->work, BLOCK, struct entry);
  return inks->blocks[block];
}

static const struct ink *add(struct bb_setter *setter, struct face_ink *inks,
                             const struct bb_face *face, uint32_t glyph) {
  struct entry *entry = &find_block(setter, inks, glyph / BLOCK)[glyph % BLOCK];
  *entry = (struct entry){measure(setter, face, glyph), true};
  return &entry->ink;
}

static const struct ink *find(struct bb_setter *setter, struct face_ink *inks,
                              const struct bb_face *face, uint32_t glyph) {
  size_t block = glyph / BLOCK;
  if (block < inks->count && inks->blocks[block] && inks->blocks[block][glyph % BLOCK].known)
    return &inks->blocks[block][glyph % BLOCK].ink;
  return add(setter, inks, face, glyph);
}

/* ---- lines ---- */

static bb_len scale(int32_t units, const struct bb_glyph_run *run) {
  return bb_len_scale(run->em, units, bb_face_metrics(run->face)->units_per_em);
}

/* Makes the reach of a line that of one more run. */
static void reach_with(struct bb_setter *setter, const struct bb_glyph_run *run, bb_len rise,
                       struct bb_reach *reach) {
  struct face_ink *inks = find_face(setter, run->face);
  int32_t top = INT32_MIN, bottom = INT32_MAX;
  for (size_t i = 0; i < run->count; i++) {
    const struct bb_placed *cluster = &run->placed[i];
    for (uint32_t g = 0; g < cluster->glyph_count; g++) {
      const struct bb_glyph *glyph = &cluster->glyphs[g];
      const struct ink *ink = find(setter, inks, run->face, glyph->id);
      if (ink->top == ink->bottom) continue;
      if (top < glyph->dy + ink->top) top = glyph->dy + ink->top;
      if (bottom > glyph->dy + ink->bottom) bottom = glyph->dy + ink->bottom;
    }
  }
  if (top < bottom) return; /* blank */
  bb_len up = scale(top, run) + rise, down = -scale(bottom, run) - rise;
  if (reach->up < up) reach->up = up;
  if (reach->down < down) reach->down = down;
}

struct bb_reach bb_ink_reach(struct bb_setter *setter, const struct bb_inked *text) {
  struct bb_reach reach = {0};
  for (size_t i = 0; i < text->count; i++)
    reach_with(setter, &text->runs[i], text->baseline - text->runs[i].baseline, &reach);
  return reach;
}

/* ---- skylines ---- */

enum { PARTS = 64 };

/* How far the ink of a line reaches from its baseline, in each of so many equal parts of its width;
 * 0: not beyond the baseline. */
struct skyline {
  bb_len up[PARTS], down[PARTS];
};

static size_t part_of(bb_len x, bb_len width) {
  int64_t part = width > 0 ? (int64_t)x * PARTS / width : 0;
  return part < 0 ? 0 : part >= PARTS ? PARTS - 1 : (size_t)part;
}

static void add_cluster(struct bb_setter *setter, const struct bb_inked *text,
                        const struct bb_glyph_run *run, const struct bb_placed *placed,
                        struct skyline *skyline) {
  struct face_ink *inks = find_face(setter, run->face);
  bb_len rise = text->baseline - run->baseline, x = run->x + placed->x - text->left;
  for (uint32_t g = 0; g < placed->glyph_count; g++) {
    const struct bb_glyph *glyph = &placed->glyphs[g];
    const struct ink *ink = find(setter, inks, run->face, glyph->id);
    if (ink->top == ink->bottom) continue;
    size_t from = part_of(x + scale(glyph->dx + ink->left, run), text->width);
    size_t to = part_of(x + scale(glyph->dx + ink->right, run), text->width);
    bb_len up = scale(glyph->dy + ink->top, run) + rise;
    bb_len down = -scale(glyph->dy + ink->bottom, run) - rise;
    for (size_t i = from; i <= to; i++) {
      if (skyline->up[i] < up) skyline->up[i] = up;
      if (skyline->down[i] < down) skyline->down[i] = down;
    }
  }
}

static struct skyline skyline_of(struct bb_setter *setter, const struct bb_inked *text) {
  struct skyline skyline = {0};
  for (size_t i = 0; i < text->count; i++)
    for (size_t k = 0; k < text->runs[i].count; k++)
      add_cluster(setter, text, &text->runs[i], &text->runs[i].placed[k], &skyline);
  return skyline;
}

bb_len bb_ink_meeting(struct bb_setter *setter, const struct bb_inked *above,
                      const struct bb_inked *below) {
  struct skyline upper = skyline_of(setter, above), lower = skyline_of(setter, below);
  bb_len most = 0;
  for (size_t i = 0; i < PARTS; i++)
    if (most < upper.down[i] + lower.up[i]) most = upper.down[i] + lower.up[i];
  return most;
}
