/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Two repairs of lists.
 *   A comment between two items ends a list for CommonMark.  Where the next list goes on with the
 *   same mark (and the number that follows), it is one list, and the comment stands at the head of
 *   the item behind it.  An empty comment, the usual way to keep two lists apart, still does that.
 *   md4c 0.4.8 misses the task mark of an item that follows a nested quote: it is read here.
 */
#include "markup/inside.h"

static uint32_t item_count(const struct bb_block *list) {
  uint32_t count = 0;
  for (const struct bb_block *k = list->child; k; k = k->next) count++;
  return count;
}

/* The list that goes on with `list`, of `count` items, behind comments only, or NULL. */
static struct bb_block *continuation(const struct bb_block *list, uint32_t count) {
  struct bb_block *k = list->next;
  while (k && k->kind == BB_COMMENT && k->text.n) k = k->next;
  if (!k || k == list->next || k->kind != BB_LIST || k->mark != list->mark) return NULL;
  bool goes_on = !list->ordered || k->start == list->start || k->start == list->start + count;
  return goes_on ? k : NULL;
}

/* Puts the blocks first … before `end` (exclusive) at the head of an item. */
static void put_first(struct bb_block *item, struct bb_block *first, const struct bb_block *end) {
  struct bb_block *rest = bb_markup_take_children(item);
  for (struct bb_block *next; first != end; first = next) {
    next = first->next;
    bb_markup_append(item, first);
  }
  for (struct bb_block *next; rest; rest = next) {
    next = rest->next;
    bb_markup_append(item, rest);
  }
}

static void join(struct bb_block *list) {
  uint32_t count = item_count(list);
  for (struct bb_block *more; (more = continuation(list, count));) {
    count += item_count(more);
    struct bb_block *comments = list->next;
    list->next = more->next;
    if (list->parent->last == more) list->parent->last = list;
    list->tight &= more->tight;
    put_first(more->child, comments, more);
    for (struct bb_block *item = bb_markup_take_children(more), *next; item; item = next) {
      next = item->next;
      bb_markup_append(list, item);
    }
  }
}

/* "[x] text" at the head of an item, as the author typed it (no escape). */
static void read_task(struct bb_parse *parse, struct bb_block *item) {
  struct bb_block *first = item->child;
  if (item->task || !first || first->kind != BB_PARAGRAPH || !first->inlines) return;
  struct bb_span text = first->inlines->text;
  bool mark = first->inlines->kind == BB_TEXT && text.n > 3 && text.p[0] == '[' &&
              (text.p[1] == ' ' || text.p[1] == 'x' || text.p[1] == 'X') && text.p[2] == ']' &&
              (text.p[3] == ' ' || text.p[3] == '\t');
  uint32_t offset = first->inlines->offset;
  if (!mark || parse->source->text.p[offset] != '[' ||
      (offset > parse->from && parse->source->text.p[offset - 1] == '\\'))
    return;
  item->task = true;
  item->checked = text.p[1] != ' ';
  bb_markup_cut_front(first, 3);
}

void bb_markup_lists(struct bb_parse *parse) {
  for (struct bb_block *b = parse->root; b; b = bb_markup_next(b, parse->root)) {
    if (b->kind == BB_LIST) join(b);
    if (b->kind == BB_ITEM) read_task(parse, b);
  }
}
