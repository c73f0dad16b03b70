/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The order of the steps (inside.h names them).
 *   call-outs and definitions first: they restore what scan.c masked;
 *   lists before directives: joining puts a directive in front of the item it is meant for;
 *   ids last but one: a heading may have turned out to be a call-out's title.
 */
#include "markup/escape.h"
#include "markup/inside.h"

const struct bb_markup *bb_markup_parse(struct bb_arena *arena, const struct bb_source *source,
                                        uint32_t from, struct bb_diags *diags) {
  struct bb_parse parse = {.arena = arena,
                           .source = source,
                           .diags = diags,
                           .from = from,
                           .end = (uint32_t)source->text.n};
  bb_markup_scan(&parse);
  bb_markup_build(&parse);
  bb_markup_callouts(&parse);
  bb_markup_slips(&parse);
  bb_markup_footnote_blocks(&parse);
  bb_markup_lists(&parse);
  bb_markup_rows(&parse);
  bb_markup_directives(&parse);
  bb_markup_heading_ids(&parse);
  bb_markup_footnote_check(&parse);
  bb_arena_free(&parse.scratch);
  struct bb_markup *markup = BB_NEW(arena, struct bb_markup);
  *markup = (struct bb_markup){source, parse.root};
  return markup;
}

/* The text of a cell that begins with the mark of a list, with that mark escaped; any other text as
 * it is. */
static struct bb_span without_list(struct bb_arena *arena, struct bb_span text) {
  struct bb_span trimmed = bb_span_trim(text);
  size_t at = bb_escape_list_mark(trimmed);
  bool cell = bb_span_find(text, 0, "<br") < text.n || bb_span_find(text, 0, "<BR") < text.n;
  if (!cell || at == trimmed.n) return text;
  return bb_span_of(bb_arena_printf(arena, "%.*s\\%.*s", (int)at, trimmed.p,
                                    BB_SPAN_ARG(bb_span_cut(trimmed, at, trimmed.n))));
}

struct bb_inline *bb_markup_parse_message(struct bb_arena *arena, struct bb_span text,
                                          size_t *blocks) {
  text = without_list(arena, text);
  struct bb_source source = {.text = text};
  struct bb_parse parse = {
      .arena = arena, .source = &source, .end = (uint32_t)text.n, .message = true};
  bb_markup_scan(&parse);
  bb_markup_build(&parse);
  bb_arena_free(&parse.scratch);
  *blocks = 0;
  for (const struct bb_block *k = parse.root->child; k; k = k->next) ++*blocks;
  const struct bb_block *only = *blocks == 1 ? parse.root->child : NULL;
  return only && only->kind == BB_PARAGRAPH ? only->inlines : NULL;
}
