/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Footnotes: the definitions "[^label]: text", which scan.c made look like list items, become
 * FOOTNOTE blocks in the place of those items; marks and definitions are checked against each
 * other.
 *
 * A mark without a definition is printed as it is written; of two definitions the first counts; a
 * definition holds one paragraph.  (Links between files, and footnotes that an economy's local text
 * brings along, are the course's business: marks and definitions stand in one file.)
 */
#include "markup/inside.h"

#include <stdlib.h>

/* ---- definitions ---- */

static const struct bb_sign *sign_of(const struct bb_parse *parse, const struct bb_block *item) {
  const struct bb_block *first = item->child;
  if (!first ||
      (first->kind != BB_PARAGRAPH && first->kind != BB_HEADING && first->kind != BB_TABLE))
    return NULL;
  return bb_markup_sign_find(parse, BB_SIGN_FOOTNOTE, first->offset);
}

/* An item -> a FOOTNOTE with one paragraph. */
static void make_footnote(struct bb_parse *parse, struct bb_block *item,
                          const struct bb_sign *sign) {
  struct bb_block *first = bb_markup_take_children(item);
  bool good = first->kind == BB_PARAGRAPH && !first->next;
  if (!good) bb_markup_report(parse, BB_D_FOOTNOTE_BLOCKS, sign->offset, "%s", "");
  if (first->kind == BB_TABLE) first = bb_markup_block(parse, BB_PARAGRAPH, first->offset);
  first->kind = BB_PARAGRAPH;
  first->level = 0;
  if (first->inlines) bb_markup_cut_front(first, sign->size - BB_FOOTNOTE_SKIP);
  item->kind = BB_FOOTNOTE;
  item->offset = sign->offset;
  item->id = bb_span_cut(parse->source->text, sign->offset + 2, sign->offset + sign->size - 2);
  bb_markup_append(item, first);
}

/* Appends a list to `parent`, its definitions taken out; what stands around one is a list of its
 * own. */
static void append_list(struct bb_parse *parse, struct bb_block *parent, struct bb_block *list) {
  struct bb_block *open = NULL; /* the list that items go to */
  uint32_t number = list->start;
  for (struct bb_block *item = bb_markup_take_children(list), *next; item; item = next, number++) {
    const struct bb_sign *sign = sign_of(parse, item);
    next = item->next;
    if (sign) {
      make_footnote(parse, item, sign);
      bb_markup_append(parent, item);
      open = NULL;
      continue;
    }
    if (!open) {
      open = BB_NEW(parse->arena, struct bb_block);
      *open = *list;
      open->offset = item->offset;
      open->start = number;
      open->child = open->last = NULL;
      bb_markup_append(parent, open);
    }
    bb_markup_append(open, item);
  }
}

static bool may_hold_definitions(const struct bb_block *list) {
  return list->kind == BB_LIST && list->mark == ')';
}

void bb_markup_footnote_blocks(struct bb_parse *parse) {
  if (!parse->sign_count) return;
  for (struct bb_block *b = parse->root; b; b = bb_markup_next(b, parse->root)) {
    bool any = false;
    for (const struct bb_block *k = b->child; k; k = k->next) any |= may_hold_definitions(k);
    if (!any) continue;
    for (struct bb_block *k = bb_markup_take_children(b), *next; k; k = next) {
      next = k->next;
      if (may_hold_definitions(k))
        append_list(parse, b, k);
      else
        bb_markup_append(b, k);
    }
  }
}

/* ---- marks against definitions ---- */

struct definitions {
  struct bb_block **list; /* by label, then by offset */
  bool *used;
  size_t count, room;
};

static int by_label(const void *a, const void *b) {
  const struct bb_block *x = *(struct bb_block *const *)a, *y = *(struct bb_block *const *)b;
  int order = bb_span_compare(x->id, y->id);
  return order ? order : (x->offset > y->offset) - (x->offset < y->offset);
}

/* The index of the first definition with this label, or count. */
static size_t find(const struct definitions *d, struct bb_span label) {
  size_t low = 0, high = d->count;
  while (low < high) {
    size_t middle = low + (high - low) / 2;
    if (bb_span_compare(d->list[middle]->id, label) < 0)
      low = middle + 1;
    else
      high = middle;
  }
  return low < d->count && bb_span_equal(d->list[low]->id, label) ? low : d->count;
}

static void check_marks(struct bb_parse *parse, struct definitions *d, struct bb_inline *inlines) {
  bool undefined = false;
  for (struct bb_inline *i = inlines; i; i = i->next) { /* depth: BB_MARKUP_DEPTH_MAX */
    check_marks(parse, d, i->child);
    if (i->kind != BB_FOOTNOTE_MARK) continue;
    size_t at = find(d, i->text);
    if (at < d->count) {
      d->used[at] = true;
      continue;
    }
    bb_markup_report(parse, BB_D_FOOTNOTE_UNDEFINED, i->offset, "[^%.*s]", BB_SPAN_ARG(i->text));
    i->kind = BB_TEXT;
    i->text = bb_span_of(bb_arena_printf(parse->arena, "[^%.*s]", BB_SPAN_ARG(i->text)));
    undefined = true;
  }
  if (undefined) bb_markup_join_texts(parse, inlines);
}

static void check_definitions(struct bb_parse *parse, const struct definitions *d) {
  for (size_t i = 0; i < d->count; i++) {
    struct bb_block *note = d->list[i];
    if (i && bb_span_equal(note->id, d->list[i - 1]->id))
      bb_markup_report(parse, BB_D_FOOTNOTE_TWICE, note->offset, "[^%.*s]", BB_SPAN_ARG(note->id));
    else if (!d->used[i])
      bb_markup_report(parse, BB_D_FOOTNOTE_UNUSED, note->offset, "[^%.*s]", BB_SPAN_ARG(note->id));
  }
}

void bb_markup_footnote_check(struct bb_parse *parse) {
  struct definitions d = {0};
  for (struct bb_block *b = parse->root; b; b = bb_markup_next(b, parse->root)) {
    if (b->kind != BB_FOOTNOTE) continue;
    d.list = bb_arena_grow(&parse->scratch, d.list, d.count, d.count + 1, sizeof(struct bb_block *),
                           &d.room);
    d.list[d.count++] = b;
  }
  d.used = BB_NEW_ARRAY(&parse->scratch, d.count, bool);
  if (d.count) qsort(d.list, d.count, sizeof *d.list, by_label);
  for (struct bb_block *b = parse->root; b; b = bb_markup_next(b, parse->root))
    check_marks(parse, &d, b->inlines);
  check_definitions(parse, &d);
}
