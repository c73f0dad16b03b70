/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Slips in writing boxes, and why they are mended in the trainer's favour: a solution whose mark is
 * miswritten must not be read by participants.  So a quote that begins with something like a mark
 * is the trainer's, whatever was meant; so is one that has a trainer's mark further down; and what
 * was left outside of a box by a missing '>' is taken in.  All of it is reported.
 *
 * Not here: marks as they should be (callouts.c).
 */
#include "markup/inside.h"

#include <string.h>

enum { LOOK = 40 }; /* bytes of a quote's text that are looked at */

/* "> **[!TRAINER]**", "> # [!NOTE]": the marks before the word. */
static struct bb_span without_marks(struct bb_span text) {
  while (text.n && strchr(" *_#`\\", text.p[0])) text = bb_span_cut(text, 1, text.n);
  return text;
}

/* The word of "[ SOLUTION ]", "!TRAINER": the letters after brackets, '!' and blanks. */
static struct bb_span word_of(struct bb_span text) {
  while (text.n && strchr("[! ", text.p[0])) text = bb_span_cut(text, 1, text.n);
  size_t n = 0;
  while (n < text.n && ((text.p[n] | 32) >= 'a' && (text.p[n] | 32) <= 'z')) n++;
  return bb_span_cut(text, 0, n);
}

static bool is_like_mark(struct bb_span text) {
  text = without_marks(text);
  if (bb_span_starts(text, "[!") || bb_span_starts(text, "[ !")) return true;
  return text.n && (text.p[0] == '[' || text.p[0] == '!') && bb_callout_kind(word_of(text));
}

static void check_quote(struct bb_parse *parse, struct bb_block *quote) {
  struct bb_buf text = {.limit = BB_SOURCE_MAX};
  const struct bb_block *first = quote->child;
  while (first && !first->inlines && first->child) first = first->child;
  if (first) bb_markup_plain(first->inlines, &text);
  if (is_like_mark(bb_buf_view(&text))) {
    quote->kind = BB_CALLOUT;
    quote->word = BB_SPAN("TRAINER");
    struct bb_span shown = bb_span_cut(bb_buf_view(&text), 0, LOOK);
    shown = bb_span_cut(shown, 0, bb_utf8_check(shown));
    bb_markup_report(parse, BB_D_CALLOUT_MARK, quote->offset, "\"%.*s\"", BB_SPAN_ARG(shown));
  }
  bb_buf_free(&text);
}

static struct bb_block *take_next(struct bb_block *block) {
  struct bb_block *next = block->next;
  block->next = next->next;
  if (block->parent->last == next) block->parent->last = block;
  next->next = NULL;
  return next;
}

static void take_in_split(struct bb_parse *parse, struct bb_block *callout) {
  bb_markup_report(parse, BB_D_CALLOUT_SPLIT, callout->next->offset, "%s", "");
  struct bb_block *children = bb_markup_take_children(take_next(callout));
  for (struct bb_block *k = children, *next; k; k = next) {
    next = k->next;
    bb_markup_append(callout, k);
  }
}

void bb_markup_take_in_lazy(struct bb_block *callout) {
  if (callout->next && callout->next->kind == BB_PARAGRAPH)
    bb_markup_append(callout, take_next(callout));
}

void bb_markup_make_trainers(struct bb_block *block) {
  while (block && block->kind != BB_QUOTE && block->kind != BB_CALLOUT) block = block->parent;
  if (!block) return;
  block->kind = BB_CALLOUT;
  block->word = BB_SPAN("TRAINER");
}

void bb_markup_slips(struct bb_parse *parse) {
  for (struct bb_block *b = parse->root; b; b = bb_markup_next(b, parse->root)) {
    if (b->kind == BB_QUOTE) check_quote(parse, b);
    bool empty = b->kind == BB_CALLOUT && !b->child;
    if (empty && b->next && b->next->kind == BB_QUOTE) take_in_split(parse, b);
  }
}
