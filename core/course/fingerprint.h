/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Inside the stage: what quiz.lock remembers of a text, so that a corrected slip of the pen is told
 * from another text, and an option from its neighbour.
 */
#ifndef BB_COURSE_FINGERPRINT_H
#define BB_COURSE_FINGERPRINT_H

#include "base/arena.h"

struct bb_fingerprint {
  uint64_t similar; /* texts that share most of their letters differ in few bits */
  uint16_t exact;   /* of the bytes */
  uint16_t numbers; /* of the numbers in it; 0: none */
};

enum { BB_FINGERPRINT_SIZE = 27 }; /* as text: 16 + 4 + 4 hexadecimal digits, two points, a NUL */

struct bb_fingerprint bb_fingerprint_of(struct bb_arena *scratch, struct bb_span text);

/* 0: the same text; then how many bits differ, 1..64. */
unsigned bb_fingerprint_distance(struct bb_fingerprint a, struct bb_fingerprint b);

/* True when `text`, of the fingerprint `now`, may be what `then` was taken of with a few letters
 * corrected: no number may have changed. */
bool bb_fingerprint_may_be(struct bb_span text, struct bb_fingerprint now,
                           struct bb_fingerprint then);

void bb_fingerprint_write(struct bb_fingerprint f, char text[BB_FINGERPRINT_SIZE]);
bool bb_fingerprint_read(struct bb_span text, struct bb_fingerprint *f);

#endif
