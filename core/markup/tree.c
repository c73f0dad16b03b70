/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The tree's own operations: making, chaining and walking blocks, and reporting at a place.
 * Walking needs no stack: every block knows its parent.
 */
#include "markup/inside.h"

#include <stdio.h>

struct bb_block *bb_markup_block(struct bb_parse *parse, enum bb_block_kind kind, uint32_t offset) {
  struct bb_block *block = BB_NEW(parse->arena, struct bb_block);
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
  while (rest.n && (rest.p[0] == ' ' || rest.p[0] == '\t')) rest = bb_span_cut(rest, 1, rest.n);
  first->offset += (uint32_t)(first->text.n - rest.n);
  first->text = rest;
  block->offset = first->offset;
  if (!rest.n) block->inlines = first->next;
}

/* The place of an offset.  Reports mostly come in reading order, and a hostile line may be millions
 * of bytes long with a report every few bytes: go on from the last one where that is possible. */
static struct bb_place place(struct bb_parse *parse, uint32_t offset) {
  const struct bb_source *source = parse->source;
  uint32_t line = parse->place.line;
  bool same_line = line && offset >= parse->place_offset &&
                   (line == source->line_count || offset < source->line_start[line]);
  if (same_line)
    parse->place.column +=
        (uint32_t)bb_utf8_count(bb_span_cut(source->text, parse->place_offset, offset));
  else
    parse->place = bb_source_place(source, offset);
  parse->place_offset = offset;
  return parse->place;
}

void bb_markup_report(struct bb_parse *parse, enum bb_diag_code code, uint32_t offset,
                      const char *format, ...) {
  if (!parse->diags) return;
  char detail[256];
  va_list args;
  va_start(args, format);
  vsnprintf(detail, sizeof detail, format, args);
  va_end(args);
  bb_diag_add(parse->diags, code, place(parse, offset), "%s", detail);
}
