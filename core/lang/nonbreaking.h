/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Inside lang/ only: what the custom of a language keeps on one line.
 */
#ifndef BB_LANG_NONBREAKING_H
#define BB_LANG_NONBREAKING_H

#include "lang/lang.h"

/* Takes back break opportunities (breaks.c) that part what belongs together. */
void bb_lang_keep_together(const struct bb_lang *lang, struct bb_span text, uint8_t *breaks);

#endif
