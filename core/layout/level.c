/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The levels of headings as a tree without gaps.
 *
 * An author writes ### under # because it looks right; the appendix of laws has a small heading for
 * each economy right under its title.  Who finds the way about by headings wants no level left out,
 * and what stands side by side on one level.  So a heading is one level below the nearest one
 * before it that was stated to be higher:
 *
 *     stated   1  3  3  2  3  1
 *     placed   1  2  2  2  3  1
 */
#include "layout/setter.h"

unsigned bb_levels_place(struct bb_levels *levels, unsigned stated) {
  while (levels->depth && levels->open[levels->depth - 1] >= stated) levels->depth--;
  if (levels->depth == BB_LEVELS_MAX) levels->depth--;
  levels->open[levels->depth++] = stated;
  return levels->depth;
}
