/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Where pages end: a pure function of heights.  See pagebreak.c for the method.
 */
#ifndef BB_LAYOUT_PAGEBREAK_H
#define BB_LAYOUT_PAGEBREAK_H

#include "base/arena.h"
#include "base/unit.h"

/* What a page break before a piece costs, in squares of lines left empty: a break of cost 100 is
 * taken rather than leave more than ten lines of the page empty. */
enum {
  BB_BREAK_FREE = 0,
  BB_BREAK_FAIR = 8,       /* between the items of a list */
  BB_BREAK_POOR = 20,      /* inside a box, inside a row of a table; a short item left alone */
  BB_BREAK_POORER = 90,    /* inside a small one; behind a single line under a heading */
  BB_BREAK_BAD = 400,      /* between an introduction and its list */
  BB_BREAK_NEVER = 100000, /* unless nothing else fits: widows, orphans, after a heading */
  BB_BREAK_FORCED = -1     /* a new page */
};

/* A piece of the galley, as high as it is: all that matters here. */
struct bb_brick {
  int64_t top, bottom; /* in the endless column */
  bb_len opens;    /* added above it where it begins a page: the frames around it, a table's head */
  bb_len closes;   /* added below it where it ends one */
  bb_len space;    /* of the space above it, what may be stretched and shrunk */
  bb_len fill;     /* that many more writing lines may follow it where it ends a page: height */
  int32_t penalty; /* of a page break before it */
  uint32_t spare;  /* a page that ends before it may leave out so many: it and those behind it */
  uint32_t notes;  /* lines of notes called from the beginning up to and including it */
  uint32_t least;  /* of these, those that ought to stand no later than on its page */
};

/* A line of a note. */
struct bb_note_line {
  bb_len space, height;
  bool kept; /* a note is not split before it: its second and its last line */
};

struct bb_page_options {
  bb_len depth; /* of a page's text block */
  bb_len line;  /* of body text: the measure of what is empty */
  bb_len gap;   /* between text and notes */
  bb_len notes; /* what notes that go on over several pages may take of each */
  bb_len fill;  /* height of one more writing line */
  bb_len alone; /* a chapter's last page that is less deep looks forgotten */
};

/* A page: bricks from .. to - 1 (none: it holds only notes), lines of notes notes_from ..
 * notes_to - 1 at its foot; bricks to .. next - 1 are left out. */
struct bb_page_cut {
  size_t from, to, next;
  uint32_t notes_from, notes_to;
  uint32_t fills; /* writing lines to add at its end */
  bb_len stretch; /* to be shared out among its spaces: the page then ends level; may be negative */
  bb_len space;   /* the sum of them */
};

/* The spaces of a page are stretched and shrunk by at most so many thousandths. */
enum { BB_STRETCH_LIMIT = 500, BB_SHRINK_LIMIT = 160 };

/* Chooses the pages of `count` bricks.  Returns their number and the pages, in the arena.  No page
 * is deeper than the text block once shrunk, save one of a single brick that is.  Lines of notes
 * that found no room on the last page of a chapter stand on pages of their own behind it. */
size_t bb_break_pages(struct bb_arena *arena, const struct bb_brick *bricks, size_t count,
                      const struct bb_note_line *notes, struct bb_page_options options,
                      struct bb_page_cut **cuts);

#endif
