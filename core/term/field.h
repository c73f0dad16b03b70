/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A field to type into: a word, a number, or an essay of many lines.
 */
#ifndef BB_TERM_FIELD_H
#define BB_TERM_FIELD_H

#include "base/buf.h"
#include "lang/lang.h"
#include "term/key.h"

struct bb_field {
  struct bb_buf text; /* UTF-8 */
  size_t cursor;      /* byte offset, between graphemes */
  size_t limit;       /* bytes; what does not fit is not taken */
  bool many_lines;    /* Enter begins a new line */
  unsigned columns;   /* as last laid out; Up and Down move by these rows */
};

/* `text` to begin with; the cursor stands behind it.  Free it. */
void bb_field_open(struct bb_field *field, struct bb_span text, size_t limit, bool many_lines);
void bb_field_free(struct bb_field *field);

/* Takes a key that belongs to typing; false for every other key. */
bool bb_field_take(struct bb_field *field, const struct bb_lang *lang, struct bb_key key);

/* Rows of at most `columns` columns, and where the cursor stands in them (from 0). */
struct bb_field_rows {
  struct bb_span *rows;
  size_t count, cursor_row;
  unsigned cursor_column;
};
struct bb_field_rows bb_field_rows(struct bb_arena *arena, struct bb_field *field,
                                   const struct bb_lang *lang, unsigned columns);

#endif
