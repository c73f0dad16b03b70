/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Inside quiz/: chance, from a seed.
 *
 * The generator is SplitMix64 (Steele, Lea and Flood, "Fast splittable pseudorandom number
 * generators", OOPSLA 2014): a counter and a mixing function, 64 bits of state, the same numbers on
 * every machine.  Nothing here has to be hard to guess: a paper shows its seed.
 */
#ifndef BB_QUIZ_DRAW_H
#define BB_QUIZ_DRAW_H

#include "base/span.h"

struct bb_draw {
  uint64_t state;
};

/* A sequence of its own for each purpose: what is drawn for one question does not depend on how
 * many others there are. */
struct bb_draw bb_draw_start(uint64_t seed, uint32_t version, struct bb_span purpose);

uint64_t bb_draw_next(struct bb_draw *draw); /* any 64 bits */

/* A number 0..n-1, each as likely as the others; n > 0. */
uint32_t bb_draw_below(struct bb_draw *draw, uint32_t n);

/* Any order of the entries, each as likely as the others (Fisher and Yates). */
void bb_draw_shuffle(struct bb_draw *draw, uint32_t *entries, size_t count);

#endif
