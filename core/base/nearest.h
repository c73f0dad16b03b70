/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * "Did you mean …?": the known word that a mistyped one is nearest to.
 */
#ifndef BB_BASE_NEAREST_H
#define BB_BASE_NEAREST_H

#include "base/span.h"

/* The word of known[0..count-1] that takes the fewest changes to become `word` (a letter added,
 * dropped or replaced, or two neighbours swapped: the distance of Damerau in its restricted form),
 * or NULL when even that takes more than a third of its letters (rounded up).  Letter case counts
 * as nothing.  Words of more than 63 bytes are near to none. */
const char *bb_nearest(struct bb_span word, const char *const *known, size_t count);

#endif
