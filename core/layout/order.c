/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The reading order of a line.  Its runs stand from left to right; where each begins in the text of
 * the paragraph tells when it is read.  A list marker is a text of its own, on the side where the
 * book's lines begin, and is read first.
 */
#include "layout/layout.h"

/* Where the run begins in its text. */
static uint32_t start_of(const struct bb_glyph_run *run) {
  return run->placed[run->rtl ? run->count - 1 : 0].start;
}

/* Sorts runs from .. to - 1, all of one text: few, and nearly always in order. */
static void sort(const struct bb_line *line, size_t from, size_t to, uint32_t *order) {
  for (size_t i = from; i < to; i++) {
    size_t at = i - from;
    for (; at > 0 && start_of(&line->runs[order[at - 1]]) > start_of(&line->runs[i]); at--)
      order[at] = order[at - 1];
    order[at] = (uint32_t)i;
  }
}

static bool is_one_text(const struct bb_glyph_run *a, const struct bb_glyph_run *b) {
  return a->text.p == b->text.p;
}

void bb_line_reading_order(const struct bb_line *line, bool mirrored, uint32_t *order) {
  const struct bb_glyph_run *runs = line->runs;
  size_t count = line->run_count, part = 0; /* where one text ends and the other begins */
  if (!count) return;
  if (mirrored) {
    part = count;
    while (part > 0 && is_one_text(&runs[part - 1], &runs[count - 1])) part--;
    sort(line, part, count, order);
    sort(line, 0, part, order + (count - part));
  } else {
    while (part < count && is_one_text(&runs[part], &runs[0])) part++;
    sort(line, 0, part, order);
    sort(line, part, count, order + part);
  }
}
