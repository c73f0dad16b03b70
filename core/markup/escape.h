/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Writing literal text as Markdown with the fewest escapes.
 */
#ifndef BB_MARKUP_ESCAPE_H
#define BB_MARKUP_ESCAPE_H

#include "markup/flank.h"

/* What stands around a TEXT that is to be written. */
struct bb_escape {
  enum bb_flank before, after;    /* the neighbouring output */
  bool encode_first, encode_last; /* write that character as a numeric entity */
  bool stars, underscores;        /* escape runs that could open or close emphasis */
  bool in_link;                   /* inside the brackets of a link or an image */
  bool link_start;                /* directly behind such a bracket */
  bool before_link;               /* directly before the '[' of a link */
  bool line_start, first_line;    /* of the message */
  bool is_definition;             /* at the first line's start: "]:" follows somewhere */
  bool after_mark;                /* behind a footnote mark that begins a line */
  bool last;                      /* nothing follows on this line */
  bool in_cell;                   /* where marks of lists are text */
};

void bb_escape_text(struct bb_span text, const struct bb_escape *where, struct bb_buf *out);

/* The offset of the character of the mark of a list item ("- ", "* ", "1. ") at the beginning of s
 * that a backslash makes text, or s.n: there is none. */
size_t bb_escape_list_mark(struct bb_span s);

/* True when a run of `mark` in the text can close what a run before it could have opened; *opened
 * tells whether there was one, from text to text. */
bool bb_escape_pairs(struct bb_span text, char mark, const struct bb_escape *where, bool *opened);

/* The target and the title of a link, without the parentheses.  (md4c 0.4.8 lets a run in them
 * close emphasis that was opened outside, and then never reports its end.) */
void bb_escape_target(struct bb_span target, bool has_title, const struct bb_escape *where,
                      struct bb_buf *out);
void bb_escape_title(struct bb_span title, const struct bb_escape *where, struct bb_buf *out);

#endif
