/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Where the lines of a paragraph end: a pure function of widths.  See linebreak.c for the method.
 */
#ifndef BB_LAYOUT_LINEBREAK_H
#define BB_LAYOUT_LINEBREAK_H

#include "base/arena.h"
#include "base/unit.h"

enum bb_atom_kind {
  BB_ATOM_BOX,
  BB_ATOM_SPACE,  /* hangs, invisible, when a line ends behind it */
  BB_ATOM_NEWLINE /* never has a width */
};

/* A gap: its natural width beyond what stands there, and what it can give. */
struct bb_gap {
  bb_len width, stretch, shrink;
};

/* What a line is made of (atoms.c): a space, or what stands together, mostly a word. */
struct bb_atom {
  uint32_t cluster; /* its first one; the others are those up to the next atom's.  Not read here */
  bb_len width;
  struct bb_gap gap;           /* before it; a line's first atom has none */
  bb_len hang_start, hang_end; /* how far it stands out of a justified line it begins or ends */
  bb_len hyphen, hyphen_hang;  /* a line that ends before it shows a hyphen: its width, and how far
                                  that stands out; 0: none */
  uint8_t kind;                /* enum bb_atom_kind */
  uint8_t before;              /* enum bb_break: may, or must, a line end before it */
  bool dash;                   /* a line that ends before it ends in a hyphen of the author's */
};

struct bb_break_options {
  bb_len measure; /* the width of the lines, > 0 */
  bool justify;   /* lines are stretched and shrunk to the measure; else set ragged */
  bool balance;   /* headings: the last line counts as the others do */
  bb_len outdent; /* the first line has so much more room */
  bool listing;   /* code: so has every line behind a hard break */
};

/* A line: atoms from .. to - 1, spaces at its end left out. */
struct bb_cut {
  uint32_t from, to;
  bool last;   /* ends the paragraph or stands before a hard break: not justified */
  bool hyphen; /* shows one at its end */
  bool cut;    /* ends inside a word that is wider than the measure, without a hyphen */
  int32_t
      ratio; /* how its gaps are stretched (> 0) or shrunk, in 1/BB_RATIO_ONE of what they can */
};

enum {
  BB_RATIO_ONE = 256,
  /* Stretching a gap beyond this multiple of its stretch makes a line loose: it is set short of the
   * margin instead, and counted. */
  BB_LOOSE_LIMIT = 3,
  /* No more lines in a row than this end in a hyphen, unless no other way fits the measure. */
  BB_HYPHENS_IN_A_ROW = 2
};

/* Chooses the lines of `count` atoms (the position after the last one ends a line).  Returns their
 * number and the lines themselves, in the arena.  No line is wider than the measure once shrunk and
 * what hangs is left out, save one that consists of a single atom that is. */
size_t bb_break_lines(struct bb_arena *arena, const struct bb_atom *atoms, uint32_t count,
                      struct bb_break_options options, struct bb_cut **cuts);

#endif
