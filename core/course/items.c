/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The items of an answer list:
 *
 *   1. [x] text              a box, read as a task by markup/
 *   - [50%] text             a weight in its place; -100 to 100
 *   - [=] text               what may be typed
 *     - text                 nested bullet: feedback
 *   4. [ ] text <!-- pin --> keeps its place
 *
 * A bracket that was meant to be a mark but is none ("[x]a", "[50]") is an error: read as text, it
 * would print the key or lose it.  One that is escaped, "\[x]", is the author's text.
 */
#include "course/quizzes.h"

#include <string.h>

enum { MARK_MAX = 8 }; /* bytes of "[-100%]" and one more */

/* The bracket that the item's text begins with, as far as its end; empty: none, or escaped. */
static struct bb_span bracket_of(const struct bb_markup *markup, const struct bb_block *text) {
  const struct bb_inline *first = text ? text->inlines : NULL;
  if (!first || first->kind != BB_TEXT || !bb_span_starts(first->text, "["))
    return (struct bb_span){0};
  struct bb_span source = markup->source->text;
  uint32_t at = first->offset;
  if (at >= source.n || source.p[at] != '[' || (at && source.p[at - 1] == '\\'))
    return (struct bb_span){0};
  size_t end = bb_span_find(first->text, 0, "]");
  return end < MARK_MAX ? bb_span_cut(first->text, 0, end + 1) : (struct bb_span){0};
}

bool bb_weight_read(struct bb_span word, int32_t *weight) {
  enum { WEIGHT_MAX = 100 };
  uint32_t number;
  bool negative = bb_span_starts(word, "-");
  if (!bb_span_ends(word, "%")) return false;
  word = bb_span_cut(word, negative, word.n - 1);
  if (!bb_span_number(word, WEIGHT_MAX, &number)) return false;
  *weight = negative ? -(int32_t)number : (int32_t)number;
  return true;
}

/* True for what an author could only have meant as a mark. */
static bool is_like_mark(struct bb_span bracket) {
  for (size_t i = 1; i + 1 < bracket.n; i++)
    if (!strchr(" xX=%+-0123456789", bracket.p[i])) return false;
  return bracket.n > 0;
}

struct mark {
  enum bb_item_mark mark;
  int32_t weight;
  size_t size; /* of a bracket that is still in the text */
  bool broken;
};

static struct mark mark_of(const struct bb_markup *markup, const struct bb_block *item,
                           const struct bb_block *text) {
  struct bb_span bracket = bracket_of(markup, text);
  struct mark m = {.size = bracket.n, .mark = BB_MARK_NONE};
  bool apart = bracket.n && (bracket.n == text->inlines->text.n ||
                             strchr(" \t", text->inlines->text.p[bracket.n]));
  if (item->task)
    m = (struct mark){.mark = item->checked ? BB_MARK_ON : BB_MARK_OFF,
                      .weight = item->checked ? 100 : 0};
  else if (apart && bb_span_is(bracket, "[=]"))
    m = (struct mark){.mark = BB_MARK_EQUAL, .weight = 100, .size = bracket.n};
  else if (apart && bb_weight_read(bb_span_cut(bracket, 1, bracket.n - 1), &m.weight))
    m.mark = BB_MARK_WEIGHT;
  else
    m.broken = is_like_mark(bracket);
  return m;
}

static struct bb_block *text_of(const struct bb_block *item) {
  struct bb_block *b = item->child;
  while (b && b->kind == BB_COMMENT) b = b->next;
  return b && b->kind == BB_PARAGRAPH ? b : NULL;
}

enum bb_item_mark bb_item_mark_of(const struct bb_markup *markup, const struct bb_block *item) {
  struct mark m = mark_of(markup, item, text_of(item));
  return m.broken ? BB_MARK_OFF : m.mark; /* it counts as the box it was meant to be */
}

/* Takes the bracket off the text. */
static void cut_mark(struct bb_block *text, size_t size) {
  struct bb_inline *first = text->inlines;
  size_t n = first->text.n;
  while (size < n && strchr(" \t", first->text.p[size])) size++;
  first->text = bb_span_cut(first->text, size, n);
  first->offset += (uint32_t)size;
  if (size == n) text->inlines = first->next;
  if (text->inlines) text->offset = text->inlines->offset;
}

static bool is_pin(const struct bb_block *b) {
  return b->kind == BB_COMMENT && bb_span_is(b->text, "pin");
}

/* The one paragraph of a list of one item. */
static struct bb_block *only_paragraph(const struct bb_block *list) {
  const struct bb_block *item = list->child;
  if (list->ordered || item->next || item->task) return NULL;
  struct bb_block *text = item->child;
  return text && text->kind == BB_PARAGRAPH && text->inlines && !text->next ? text : NULL;
}

/* What follows the text of an item. */
static void read_rest(struct bb_loader *loader, const struct bb_part *part, struct bb_item *item) {
  for (struct bb_block *b = item->block->child; b; b = b->next) {
    if (is_pin(b)) item->pinned = true;
    if (b == item->text || b->kind == BB_COMMENT || b->kind == BB_FOOTNOTE) continue;
    struct bb_block *feedback = b->kind == BB_LIST ? only_paragraph(b) : NULL;
    if (!feedback || item->feedback)
      bb_part_fault(loader, part, BB_D_QUESTION_FEEDBACK, b, "%s", "");
    else
      item->feedback = feedback;
  }
}

static bool read_item(struct bb_loader *loader, const struct bb_part *part, struct bb_block *block,
                      struct bb_item *item) {
  const struct bb_markup *markup = part->from->markup;
  *item = (struct bb_item){.block = block, .text = text_of(block)};
  struct mark m = mark_of(markup, block, item->text);
  if (m.broken) {
    struct bb_span shown = bracket_of(markup, item->text);
    return bb_part_fault(loader, part, BB_D_QUESTION_BOX, item->text, "\"%.*s\"",
                         BB_SPAN_ARG(shown));
  }
  item->mark = m.mark;
  item->weight = m.weight;
  if (m.mark == BB_MARK_WEIGHT || m.mark == BB_MARK_EQUAL) cut_mark(item->text, m.size);
  if (!item->text || !item->text->inlines)
    return bb_part_fault(loader, part, BB_D_QUESTION_EMPTY, block, "%s", "");
  read_rest(loader, part, item);
  return true;
}

bool bb_items_read(struct bb_loader *loader, const struct bb_part *part,
                   const struct bb_block *list, size_t most, struct bb_item **items,
                   size_t *count) {
  bool good = true;
  size_t room = 0;
  for (const struct bb_block *b = list->child; b && room < most; b = b->next) room++;
  *items = BB_NEW_ARRAY(loader->arena, room, struct bb_item);
  *count = 0;
  for (struct bb_block *b = list->child; b; b = b->next) {
    if (*count == most)
      return bb_part_fault(loader, part, BB_D_QUESTION_OPTIONS, b, "more than %zu", most);
    good &= read_item(loader, part, b, &(*items)[*count]);
    ++*count;
  }
  return good;
}

/* ---- options ---- */

static struct bb_span plain_of(struct bb_arena *arena, const struct bb_block *text) {
  return bb_plain_text(arena, text->inlines);
}

bool bb_options_check(struct bb_loader *loader, const struct bb_part *part,
                      const struct bb_option *options, size_t count, size_t least) {
  if (count < least)
    return bb_part_fault(loader, part, BB_D_QUESTION_OPTIONS, NULL, "fewer than %zu", least);
  struct bb_span plain[BB_OPTIONS_MAX];
  for (size_t i = 0; i < count; i++) {
    plain[i] = plain_of(loader->arena, options[i].text);
    for (size_t k = 0; plain[i].n && k < i; k++)
      if (bb_span_equal(plain[i], plain[k]))
        return bb_part_fault(loader, part, BB_D_QUESTION_TWICE, options[i].text, "%c and %c",
                             (int)('a' + k), (int)('a' + i));
  }
  return true;
}
