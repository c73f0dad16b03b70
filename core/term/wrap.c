/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * First fit: a terminal's rows are ragged and are read one at a time, so the even greys of optimal
 * breaking (layout/linebreak.c) would be wasted on them.
 */
#include "term/wrap.h"

struct wrapper {
  struct bb_arena *arena;
  struct bb_span text;
  uint8_t *breaks, *graphemes;
  struct bb_wrapped out;
  size_t room;
};

static struct bb_span without_blanks_behind(struct bb_span s) {
  while (s.n && (s.p[s.n - 1] == ' ' || s.p[s.n - 1] == '\n')) s.n--;
  return s;
}

static void add_row(struct wrapper *w, size_t from, size_t to) {
  w->out.rows = bb_arena_grow(w->arena, w->out.rows, w->out.count, w->out.count + 1,
                              sizeof *w->out.rows, &w->room);
  w->out.rows[w->out.count++] = without_blanks_behind(bb_span_cut(w->text, from, to));
}

/* The end of the row that begins at `from`. */
static size_t find_end(const struct wrapper *w, size_t from, unsigned columns) {
  size_t fits = from, opportunity = 0;
  for (size_t at = from + 1; at <= w->text.n; at++) {
    if (!w->graphemes[at]) continue;
    if (w->breaks[at] == BB_BREAK_NONE && at < w->text.n) {
      if (bb_lang_width(bb_span_cut(w->text, from, at)) > columns) break;
      fits = at;
      continue;
    }
    struct bb_span row = without_blanks_behind(bb_span_cut(w->text, from, at));
    if (bb_lang_width(row) > columns) break;
    fits = opportunity = at;
    if (w->breaks[at] == BB_BREAK_MANDATORY) break;
  }
  if (opportunity) return opportunity;
  return fits > from ? fits : w->text.n;
}

struct bb_wrapped bb_term_wrap(struct bb_arena *arena, const struct bb_lang *lang,
                               struct bb_span text, unsigned columns) {
  struct wrapper w = {.arena = arena, .text = text};
  w.breaks = BB_NEW_ARRAY(arena, text.n + 1, uint8_t);
  w.graphemes = BB_NEW_ARRAY(arena, text.n + 1, uint8_t);
  bb_lang_breaks(lang, text, w.breaks, NULL);
  bb_lang_graphemes(text, w.graphemes);
  if (columns < BB_WRAP_MIN) columns = BB_WRAP_MIN;
  for (size_t at = 0; at < text.n;) {
    size_t end = find_end(&w, at, columns);
    add_row(&w, at, end);
    at = end;
  }
  if (!w.out.count) add_row(&w, 0, 0);
  return w.out;
}
