/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The tree's own operations: making, chaining and walking blocks, and reporting at a place.
 * Walking needs no stack: every block knows its parent.
 */
#include "markup/inside.h"

#include <stdio.h>

struct bb_block *bb_markup_block(struct bb_parse *parse, enum bb_block_kind kind, uint32_t offset) {
  struct bb_block *block = BB_NEW(parse->arena, struct bb_block);
  parse->nodes++;
  block->kind = kind;
  block->offset = offset;
  return block;
}

void bb_markup_append(struct bb_block *parent, struct bb_block *block) {
  block->parent = parent;
  block->next = NULL;
  if (parent->last)
    parent->last->next = block;
  else
    parent->child = block;
  parent->last = block;
}

struct bb_block *bb_markup_take_children(struct bb_block *block) {
  struct bb_block *first = block->child;
  block->child = block->last = NULL;
  return first;
}

struct bb_block *bb_markup_next(struct bb_block *block, const struct bb_block *top) {
  if (block->child) return block->child;
  while (block != top && !block->next) block = block->parent;
  return block == top ? NULL : block->next;
}

const struct bb_inline *bb_markup_figure(const struct bb_block *block) {
  const struct bb_inline *only = block->kind == BB_PARAGRAPH ? block->inlines : NULL;
  return only && !only->next && only->kind == BB_IMAGE ? only : NULL;
}

void bb_markup_cut_front(struct bb_block *block, size_t size) {
  struct bb_inline *first = block->inlines;
  struct bb_span rest = bb_span_cut(first->text, size, first->text.n);
  while (rest.n && bb_markup_is_space(rest.p[0])) rest = bb_span_cut(rest, 1, rest.n);
  first->offset += (uint32_t)(first->text.n - rest.n);
  first->text = rest;
  if (!rest.n) first = first->next;
  while (first && first->kind == BB_LINE_BREAK) first = first->next;
  block->inlines = first;
  if (first) block->offset = first->offset;
}

void bb_markup_cut_back(struct bb_block *block, size_t size) {
  struct bb_inline **end = &block->inlines; /* behind the last that stays */
  for (struct bb_inline **link = end; *link; link = &(*link)->next) {
    bool last = !(*link)->next;
    if (last) (*link)->text = bb_span_cut((*link)->text, 0, size);
    while (last && (*link)->text.n && bb_markup_is_space((*link)->text.p[(*link)->text.n - 1]))
      (*link)->text.n--;
    if ((*link)->kind != BB_LINE_BREAK && !(last && !(*link)->text.n)) end = &(*link)->next;
  }
  *end = NULL;
}

void bb_markup_join_texts(struct bb_parse *parse, struct bb_inline *inlines) {
  for (struct bb_inline *i = inlines; i; i = i->next) {
    if (i->kind != BB_TEXT || !i->next || i->next->kind != BB_TEXT) continue;
    struct bb_buf joined = {0};
    struct bb_inline *end = i;
    for (; end && end->kind == BB_TEXT; end = end->next) bb_buf_span(&joined, end->text);
    i->text = bb_arena_copy(parse->arena, bb_buf_view(&joined));
    i->next = end;
    bb_buf_free(&joined);
  }
}

void bb_markup_report(struct bb_parse *parse, enum bb_diag_code code, uint32_t offset,
                      const char *format, ...) {
  if (!parse->diags) return;
  char detail[256];
  va_list args;
  va_start(args, format);
  vsnprintf(detail, sizeof detail, format, args);
  va_end(args);
  /* Past the limit messages are only counted: no need to know where. */
  bool counted = bb_diags_dropped(parse->diags) > 0;
  struct bb_place where = counted ? (struct bb_place){parse->source->path, 0, 0}
                                  : bb_source_place(parse->source, offset);
  bb_diag_add(parse->diags, code, where, "%s", detail);
}
