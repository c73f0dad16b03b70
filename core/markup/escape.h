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
};

void bb_escape_text(struct bb_span text, const struct bb_escape *where, struct bb_buf *out);

/* How many runs of `mark` in the text can open or close emphasis. */
size_t bb_escape_count_runs(struct bb_span text, char mark, enum bb_flank before,
                            enum bb_flank after);

/* The target and the title of a link, without the parentheses. */
void bb_escape_target(struct bb_span target, bool has_title, struct bb_buf *out);
void bb_escape_title(struct bb_span title, struct bb_buf *out);

#endif
