/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Inside lang/ only: places of plain text where a line may end in any language.
 */
#ifndef BB_LANG_PLAIN_H
#define BB_LANG_PLAIN_H

#include "lang/lang.h"

/* The end of the piece of text that begins at byte `from`, which is 0 or the end of another piece.
 * A line may end there, or the text does.  *plain: it may not end anywhere inside; else ask the
 * rules, which may look at the piece (or at several in a row) as if it were all of the text. */
size_t bb_lang_piece_end(struct bb_span text, size_t from, bool *plain);

#endif
