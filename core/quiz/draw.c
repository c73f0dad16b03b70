/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "quiz/draw.h"

#include "base/hash.h"

uint64_t bb_draw_next(struct bb_draw *draw) {
  uint64_t z = draw->state += UINT64_C(0x9E3779B97F4A7C15);
  z = (z ^ (z >> 30)) * UINT64_C(0xBF58476D1CE4E5B9);
  z = (z ^ (z >> 27)) * UINT64_C(0x94D049BB133111EB);
  return z ^ (z >> 31);
}

/* Seed and version are mixed one after the other before the purpose joins them, so that seeds or
 * versions that follow one another do not give sequences that do. */
struct bb_draw bb_draw_start(uint64_t seed, uint32_t version, struct bb_span purpose) {
  struct bb_draw draw = {seed};
  draw.state = bb_draw_next(&draw) + version;
  draw.state = bb_draw_next(&draw) ^ bb_fnv(BB_FNV_START, purpose.p, purpose.n);
  return draw;
}

/* Of the 2^64 numbers, 2^64 mod n are thrown back, so that n divides the rest. */
uint32_t bb_draw_below(struct bb_draw *draw, uint32_t n) {
  uint64_t thrown_back = -(uint64_t)n % n;
  uint64_t number = bb_draw_next(draw);
  while (number < thrown_back) number = bb_draw_next(draw);
  return (uint32_t)(number % n);
}

void bb_draw_shuffle(struct bb_draw *draw, uint32_t *entries, size_t count) {
  for (size_t left = count; left > 1; left--) {
    uint32_t pick = bb_draw_below(draw, (uint32_t)left), entry = entries[pick];
    entries[pick] = entries[left - 1];
    entries[left - 1] = entry;
  }
}
