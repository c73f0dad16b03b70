/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What holds for every tree that markup/ makes, whatever went in; for the fuzz target and the unit
 * tests.  Each function returns NULL, or what is wrong.
 */
#ifndef BB_TESTS_MARKUP_CHECKS_H
#define BB_TESTS_MARKUP_CHECKS_H

#include "markup/markup.h"

static inline bool same_inlines(const struct bb_inline *a, const struct bb_inline *b) {
  for (; a && b; a = a->next, b = b->next)
    if (a->kind != b->kind || !bb_span_equal(a->text, b->text) ||
        !bb_span_equal(a->target, b->target) || !bb_span_equal(a->title, b->title) ||
        a->autolink != b->autolink || a->tag != b->tag || !same_inlines(a->child, b->child))
      return false;
  return !a && !b;
}

/* Rendered as a message, inlines read back as themselves and render as the same text again. */
static inline const char *check_round_trip(struct bb_arena *arena,
                                           const struct bb_inline *inlines) {
  struct bb_buf once = {0}, twice = {0};
  const char *wrong = NULL;
  size_t blocks;
  bb_markup_render(inlines, &once);
  const struct bb_inline *again = bb_markup_parse_message(arena, bb_buf_view(&once), &blocks);
  bb_markup_render(again, &twice);
  if (!bb_span_equal(bb_buf_view(&once), bb_buf_view(&twice)))
    wrong = bb_arena_printf(arena, "rendered: %s\nread back and rendered: %s\n", once.p,
                            twice.p ? twice.p : "");
  else if (!same_inlines(inlines, again))
    wrong = bb_arena_printf(arena, "rendered and read back, something else: %s\n", once.p);
  bb_buf_free(&once);
  bb_buf_free(&twice);
  return wrong;
}

static inline bool is_text(struct bb_span s) {
  return bb_utf8_check(s) == s.n;
}

static inline const char *check_inlines(const struct bb_inline *inlines, size_t size, int depth) {
  if (depth > BB_MARKUP_DEPTH_MAX) return "inlines deeper than the limit";
  for (const struct bb_inline *i = inlines; i; i = i->next) {
    bool literal = i->kind == BB_TEXT || i->kind == BB_CODE_SPAN || i->kind == BB_FOOTNOTE_MARK;
    if (literal != (i->text.n > 0)) return "an inline with text that should have none, or without";
    if (i->child && (literal || i->kind == BB_LINE_BREAK)) return "an inline that holds others";
    if (i->offset > size) return "an inline outside the source";
    if (i->kind == BB_TEXT && i->next && i->next->kind == BB_TEXT) return "two texts side by side";
    if (!is_text(i->text) || !is_text(i->target) || !is_text(i->title)) return "not UTF-8";
    const char *wrong = check_inlines(i->child, size, depth + 1);
    if (wrong) return wrong;
  }
  return NULL;
}

static inline bool may_hold(const struct bb_block *parent, const struct bb_block *child) {
  switch (parent->kind) {
  case BB_DOCUMENT:
  case BB_QUOTE:
  case BB_CALLOUT:
  case BB_ITEM: return child->kind != BB_ITEM && child->kind != BB_ROW && child->kind != BB_CELL;
  case BB_LIST: return child->kind == BB_ITEM;
  case BB_TABLE: return child->kind == BB_ROW;
  case BB_ROW: return child->kind == BB_CELL;
  case BB_FOOTNOTE: return child->kind == BB_PARAGRAPH;
  case BB_HEADING:
  case BB_PARAGRAPH:
  case BB_CODE:
  case BB_CELL:
  case BB_RULE:
  case BB_HTML:
  case BB_COMMENT: return false;
  }
  return false;
}

static inline const char *check_block(const struct bb_block *block, size_t size, int depth) {
  bool has_inlines = block->kind == BB_PARAGRAPH || block->kind == BB_HEADING ||
                     block->kind == BB_CELL || block->kind == BB_CALLOUT;
  bool has_parts = block->kind == BB_LIST || block->kind == BB_TABLE || block->kind == BB_ROW ||
                   block->kind == BB_FOOTNOTE;
  if (depth > BB_MARKUP_DEPTH_MAX) return "blocks deeper than the limit";
  if (block->inlines && !has_inlines) return "inlines where none belong";
  if (has_parts && !block->child) return "a list, table, row or footnote without parts";
  if (block->offset > size) return "a block outside the source";
  if (!is_text(block->text) || !is_text(block->word)) return "not UTF-8";
  const struct bb_block *last = NULL;
  for (const struct bb_block *k = block->child; k; k = k->next) {
    if (k->parent != block) return "a child that does not know its parent";
    if (!may_hold(block, k)) return "a block where it does not belong";
    const char *wrong = check_block(k, size, depth + 1);
    if (wrong) return wrong;
    last = k;
  }
  if (block->last != last) return "a parent that does not know its last child";
  return check_inlines(block->inlines, size, 0);
}

static inline const char *check_tree(const struct bb_markup *markup) {
  return check_block(markup->root, markup->source->text.n, 0);
}

/* check_round_trip for every block. */
static inline const char *check_all_round_trips(struct bb_arena *arena,
                                                const struct bb_block *block) {
  const char *wrong = block->inlines ? check_round_trip(arena, block->inlines) : NULL;
  for (const struct bb_block *k = block->child; k && !wrong; k = k->next)
    wrong = check_all_round_trips(arena, k);
  return wrong;
}

#endif
