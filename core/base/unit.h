/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Lengths on paper.  A bb_len counts 1/64 of a PostScript point (1/72 inch), as FreeType and
 * HarfBuzz count; layout is done in integers so that the same input gives the same pages on every
 * machine.  32 bits reach about 11 km.
 */
#ifndef BB_BASE_UNIT_H
#define BB_BASE_UNIT_H

#include <stdint.h>

typedef int32_t bb_len;

/* Constants only, rounded to the nearest unit. */
#define BB_PT(pt) ((bb_len)((pt)*64 + ((pt) < 0 ? -0.5 : 0.5)))
#define BB_MM(mm) ((bb_len)((mm) * (64 * 72 / 25.4) + ((mm) < 0 ? -0.5 : 0.5)))

/* a * b / c, rounded to nearest (halves away from zero), without overflow on the way.  c > 0. */
static inline bb_len bb_len_scale(bb_len a, int64_t b, int64_t c) {
  int64_t product = (int64_t)a * b;
  return (bb_len)((product + (product < 0 ? -c : c) / 2) / c);
}

static inline double bb_len_to_pt(bb_len v) {
  return v / 64.0;
}

#endif
