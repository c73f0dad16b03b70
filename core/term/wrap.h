/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Text -> rows of at most so many columns, broken where the language allows it.
 */
#ifndef BB_TERM_WRAP_H
#define BB_TERM_WRAP_H

#include "lang/lang.h"

enum { BB_WRAP_MIN = 8 /* columns: narrower is taken as this */ };

struct bb_wrapped {
  struct bb_span *rows; /* of the text, blanks at their ends left out */
  size_t count;         /* at least 1 */
};

/* A row ends at line feeds, at opportunities of the language and, when a word is wider than a row,
 * between graphemes.  The rows borrow the text; their array lives in the arena. */
struct bb_wrapped bb_term_wrap(struct bb_arena *arena, const struct bb_lang *lang,
                               struct bb_span text, unsigned columns);

#endif
