/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A tree in the making: build.c makes its blocks, inlines.c the inlines of the open one.
 */
#ifndef BB_MARKUP_BUILD_H
#define BB_MARKUP_BUILD_H

#include "markup/inside.h"

#include <md4c.h>

#define BB_UNPLACED UINT32_MAX /* the offset of a node inside which no text has been seen */

/* An open emphasis, link or image. */
struct bb_level {
  enum bb_inline_kind kind;
  struct bb_inline *node; /* NULL until its first content comes */
  struct bb_inline *last; /* its last child */
  struct bb_span target, title;
  int inner; /* open spans of the same kind inside, which make no node */
};

struct bb_build {
  struct bb_parse *parse;
  struct bb_block *open; /* the innermost open block */
  int depth;             /* of open */
  uint32_t last;         /* where the last positioned text ended */
  bool stopped;          /* md4c 0.4.8 does not always stop at once when it is told to */
  size_t strings;        /* bytes of targets and titles so far */
  bool in_head;          /* of a table */
  bool in_html;          /* an HTML block, which has no block of its own while it is read */
  bool implicit; /* open is the paragraph of a tight item, for which md4c reports no block */

  /* the inlines of the open block */
  struct bb_level levels[BB_MARKUP_DEPTH_MAX + 1]; /* [0] stands for the block itself */
  int level_count, made; /* open levels above [0]; how many of them have a node */
  int ignored;           /* open levels beyond the limit */
  int breaks;            /* hard breaks that wait */
  bool tags;             /* and one of them is a <br>: they all are */
  bool in_code;

  /* text that waits */
  struct bb_span pending;
  uint32_t pending_offset;
  bool borrowed;      /* pending lies in the source; else in copy */
  struct bb_buf copy; /* for this and, in their time, code and HTML blocks */

  struct bb_span html; /* inline HTML of which the end has not come */
  bool dropped;        /* HTML stood between pending and what comes next */

  struct bb_piece *pieces; /* of an HTML block */
  size_t piece_count, piece_room;
};

/* ---- build.c ---- */

/* The source text at a text of md4c's, or false when it does not come from there. */
bool bb_build_in_source(const struct bb_build *b, const char *p, size_t n, struct bb_span *text);

uint32_t bb_build_offset(const struct bb_build *b, struct bb_span text);

/* A text of the source was seen: gives its offset to all that is open and has none. */
void bb_build_touch(struct bb_build *b, struct bb_span text);

/* ---- inlines.c: between begin and end, the inlines of b->open ---- */

void bb_inlines_begin(struct bb_build *b);
void bb_inlines_end(struct bb_build *b);

void bb_inlines_text(struct bb_build *b, struct bb_span text); /* of the source */
void bb_inlines_entity(struct bb_build *b, struct bb_span entity);
void bb_inlines_constant(struct bb_build *b, struct bb_span text); /* not of the source */
void bb_inlines_break(struct bb_build *b, bool tag);
void bb_inlines_html(struct bb_build *b, struct bb_span text);

void bb_inlines_enter(struct bb_build *b, enum bb_inline_kind kind); /* EMPHASIS, STRONG */
/* LINK, IMAGE; false when the limit for targets and titles is reached. */
bool bb_inlines_enter_link(struct bb_build *b, enum bb_inline_kind kind, const MD_ATTRIBUTE *target,
                           const MD_ATTRIBUTE *title);
void bb_inlines_leave(struct bb_build *b, enum bb_inline_kind kind);
void bb_inlines_enter_code(struct bb_build *b);
void bb_inlines_leave_code(struct bb_build *b);

/* A link's target or title, or a code block's word; false when the limit for them is reached. */
bool bb_inlines_string(struct bb_build *b, const MD_ATTRIBUTE *attribute, struct bb_span *string);

#endif
