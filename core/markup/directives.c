/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Directives to translators: "i18n: comment …", "i18n: context …", "i18n: skip" (mdbook writes
 * "i18n:comment: …").  They leave the tree and mark the block they precede.
 */
#include "base/nearest.h"
#include "markup/inside.h"

static const char *const words[] = {"comment", "context", "skip"};

struct directive {
  struct bb_span word, text;
};

/* False when the comment is none of ours. */
static bool read_directive(struct bb_span comment, struct directive *directive) {
  if (!bb_span_starts(comment, "i18n:")) return false;
  comment = bb_span_trim(bb_span_cut(comment, 5, comment.n));
  size_t n = 0;
  while (n < comment.n && comment.p[n] >= 'a' && comment.p[n] <= 'z') n++;
  directive->word = bb_span_cut(comment, 0, n);
  if (n < comment.n && comment.p[n] == ':') n++;
  directive->text = bb_span_trim(bb_span_cut(comment, n, comment.n));
  return true;
}

static void mark_block(struct bb_parse *parse, struct bb_block *block, struct directive directive) {
  if (bb_span_is(directive.word, "skip"))
    block->skip = true;
  else if (bb_span_is(directive.word, "context"))
    block->context = directive.text;
  else if (block->note.n) /* a second note */
    block->note = bb_span_of(bb_arena_printf(parse->arena, "%.*s\n%.*s", BB_SPAN_ARG(block->note),
                                             BB_SPAN_ARG(directive.text)));
  else
    block->note = directive.text;
}

static bool is_known(struct bb_parse *parse, struct bb_span word, uint32_t offset) {
  for (size_t i = 0; i < sizeof words / sizeof *words; i++)
    if (bb_span_is(word, words[i])) return true;
  const char *near = bb_nearest(word, words, sizeof words / sizeof *words);
  if (near)
    bb_markup_report(parse, BB_D_DIRECTIVE_UNKNOWN, offset, "\"%.*s\"; did you mean \"%s\"?",
                     BB_SPAN_ARG(word), near);
  else
    bb_markup_report(parse, BB_D_DIRECTIVE_UNKNOWN, offset, "\"%.*s\"", BB_SPAN_ARG(word));
  return false;
}

/* Gives the directives first … last, which have left the tree, to `target` (NULL: there is none).
 */
static void give(struct bb_parse *parse, struct bb_block *first, struct bb_block *target) {
  struct directive directive;
  for (struct bb_block *k = first; k; k = k->next) {
    if (!read_directive(k->text, &directive) || !is_known(parse, directive.word, k->offset))
      continue;
    if (target)
      mark_block(parse, target, directive);
    else
      bb_markup_report(parse, BB_D_DIRECTIVE_LOST, k->offset, "%s", "");
  }
}

static void read_children(struct bb_parse *parse, struct bb_block *parent) {
  struct bb_block waiting = {0}; /* its children: directives whose block has not come */
  struct directive directive;
  for (struct bb_block *k = bb_markup_take_children(parent), *next; k; k = next) {
    next = k->next;
    bool is_comment = k->kind == BB_COMMENT;
    if (is_comment && read_directive(k->text, &directive)) {
      bb_markup_append(&waiting, k);
      continue;
    }
    bb_markup_append(parent, k);
    if (!is_comment) give(parse, bb_markup_take_children(&waiting), k);
  }
  give(parse, waiting.child, NULL);
}

void bb_markup_directives(struct bb_parse *parse) {
  for (struct bb_block *b = parse->root; b; b = bb_markup_next(b, parse->root)) {
    bool any = false;
    for (const struct bb_block *k = b->child; k; k = k->next) any |= k->kind == BB_COMMENT;
    if (any) read_children(parse, b);
  }
}
