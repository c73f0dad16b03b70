/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Heading ids: "## Title {#id}".  The id leaves the text and names the heading.  Ids are the
 * author's, a small letter and then small letters, digits and hyphens, once in a file.
 */
#include "markup/inside.h"

#include <stdlib.h>

enum { ID_MAX = 64, HEADING_MAX = 2000 }; /* bytes */

static bool is_id(struct bb_span s) {
  if (!s.n || s.n > ID_MAX || s.p[0] < 'a' || s.p[0] > 'z') return false;
  for (size_t i = 0; i < s.n; i++) {
    char c = s.p[i];
    if (!((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-')) return false;
  }
  return true;
}

/* Where the last "{#" of s begins, or s.n. */
static size_t find_mark(struct bb_span s) {
  for (size_t at = s.n; at-- > 0;)
    if (s.p[at] == '{') return bb_span_starts(bb_span_cut(s, at, s.n), "{#") ? at : s.n;
  return s.n;
}

static void read_id(struct bb_parse *parse, struct bb_block *heading) {
  struct bb_inline *last = heading->inlines;
  while (last && last->next) last = last->next;
  if (!last || last->kind != BB_TEXT || !bb_span_ends(last->text, "}")) return;
  size_t at = find_mark(last->text);
  if (at == last->text.n) return;
  struct bb_span id = bb_span_cut(last->text, at + 2, last->text.n - 1);
  if (is_id(id))
    heading->id = id;
  else
    bb_markup_report(parse, BB_D_HEADING_ID, heading->offset, "\"%.*s\"", BB_SPAN_ARG(id));
  bb_markup_cut_back(heading, at);
}

/* Headings go into running heads, contents and bookmarks; no page carries a very long one there. */
static bool is_too_long(const struct bb_block *heading) {
  struct bb_buf text = {.limit = HEADING_MAX};
  bb_markup_plain(heading->inlines, &text);
  bool full = text.full;
  bb_buf_free(&text);
  return full;
}

static int by_id(const void *a, const void *b) {
  const struct bb_block *x = *(struct bb_block *const *)a, *y = *(struct bb_block *const *)b;
  int order = bb_span_compare(x->id, y->id);
  return order ? order : (x->offset > y->offset) - (x->offset < y->offset);
}

void bb_markup_heading_ids(struct bb_parse *parse) {
  struct bb_block **list = NULL;
  size_t count = 0, room = 0;
  for (struct bb_block *b = parse->root; b; b = bb_markup_next(b, parse->root)) {
    if (b->kind != BB_HEADING) continue;
    if (is_too_long(b)) {
      b->kind = BB_PARAGRAPH;
      bb_markup_report(parse, BB_D_HEADING_LONG, b->offset, "%s", "");
      continue;
    }
    read_id(parse, b);
    if (!b->id.n) continue;
    list = bb_arena_grow(&parse->scratch, list, count, count + 1, sizeof(struct bb_block *), &room);
    list[count++] = b;
  }
  if (count) qsort(list, count, sizeof *list, by_id);
  for (size_t i = 1, first = 0; i < count; i++) {
    if (!bb_span_equal(list[i]->id, list[first]->id)) {
      first = i;
      continue;
    }
    bb_markup_report(parse, BB_D_HEADING_ID_TWICE, list[i]->offset, "\"%.*s\"",
                     BB_SPAN_ARG(list[i]->id));
    list[i]->id = (struct bb_span){0};
  }
}
