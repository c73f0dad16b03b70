/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Call-outs: a quote whose first line is "[!KIND] Title".
 *
 * scan.c made the line look like a heading; here the quote becomes a CALLOUT with the heading's
 * inlines as its title.  A mark elsewhere in a quote is text again.  An unknown kind is read as
 * TRAINER: were it a slip for TRAINER or SOLUTION, a participant would read the answers.
 */
#include "base/nearest.h"
#include "markup/inside.h"

static const char *const kinds[] = {"CASE", "LAW", "EXERCISE", "SOLUTION", "TRAINER",
                                    "NOTE", "TIP", "WARNING",  "CONTENT"};
enum { KIND_COUNT = sizeof kinds / sizeof *kinds };

const char *bb_callout_kind(struct bb_span word) {
  for (size_t i = 0; i < KIND_COUNT; i++)
    if (bb_span_is_nocase(word, kinds[i])) return kinds[i];
  return NULL;
}

static struct bb_span read_kind(struct bb_parse *parse, struct bb_span word, uint32_t offset) {
  const char *kind = bb_callout_kind(word);
  if (kind) return bb_span_of(kind);
  const char *near = bb_nearest(word, kinds, KIND_COUNT);
  if (near)
    bb_markup_report(parse, BB_D_CALLOUT_UNKNOWN, offset, "[!%.*s]; did you mean [!%s]?",
                     BB_SPAN_ARG(word), near);
  else
    bb_markup_report(parse, BB_D_CALLOUT_UNKNOWN, offset, "[!%.*s]", BB_SPAN_ARG(word));
  return BB_SPAN("TRAINER");
}

static struct bb_span sign_word(const struct bb_parse *parse, const struct bb_sign *sign) {
  return bb_span_cut(parse->source->text, sign->offset + 2, sign->offset + sign->size - 1);
}

static bool is_participants(struct bb_span word) {
  const char *kind = bb_callout_kind(word);
  return kind && !bb_span_is(BB_SPAN("SOLUTION"), kind) && !bb_span_is(BB_SPAN("TRAINER"), kind);
}

/* The masked line's text again: "[!KIND] …". */
static void restore_text(struct bb_parse *parse, struct bb_block *heading,
                         const struct bb_sign *sign) {
  struct bb_span text = heading->inlines->text,
                 hidden =
                     bb_span_cut(parse->source->text, sign->offset, sign->offset + BB_CALLOUT_SKIP);
  const char *whole =
      bb_arena_printf(parse->arena, "%.*s%.*s", BB_SPAN_ARG(hidden), BB_SPAN_ARG(text));
  bb_markup_take_children(heading); /* comments of the line */
  heading->kind = BB_PARAGRAPH;
  heading->level = 0;
  heading->offset = heading->inlines->offset = sign->offset;
  heading->inlines->text = bb_span_of(whole);
  bb_markup_report(parse, BB_D_CALLOUT_PLACE, sign->offset, "%s", "");
  if (!is_participants(sign_word(parse, sign))) bb_markup_make_trainers(heading->parent);
}

/* Comments of the title's line, if any, become the first children. */
static void move_comments(struct bb_block *heading, struct bb_block *quote) {
  struct bb_block *rest = bb_markup_take_children(quote)->next;
  for (struct bb_block *k = bb_markup_take_children(heading), *next; k; k = next) {
    next = k->next;
    bb_markup_append(quote, k);
  }
  for (struct bb_block *next; rest; rest = next) {
    next = rest->next;
    bb_markup_append(quote, rest);
  }
}

static void make_callout(struct bb_parse *parse, struct bb_block *quote,
                         const struct bb_sign *sign) {
  struct bb_block *heading = quote->child;
  quote->kind = BB_CALLOUT;
  quote->word = read_kind(parse, sign_word(parse, sign), sign->offset);
  bb_markup_cut_front(heading, sign->size - BB_CALLOUT_SKIP);
  quote->inlines = heading->inlines;
  quote->offset = sign->offset;
  move_comments(heading, quote);
  if (!sign->lazy) return;
  bb_markup_report(parse, BB_D_CALLOUT_LAZY, sign->offset, "%s", "");
  bb_markup_take_in_lazy(quote);
}

static const struct bb_sign *sign_of(const struct bb_parse *parse, const struct bb_block *block) {
  if (!block || block->kind != BB_HEADING) return NULL;
  return bb_markup_sign_find(parse, BB_SIGN_CALLOUT, block->offset);
}

void bb_markup_callouts(struct bb_parse *parse) {
  for (struct bb_block *b = parse->root; b; b = bb_markup_next(b, parse->root)) {
    const struct bb_sign *first = b->kind == BB_QUOTE ? sign_of(parse, b->child) : NULL;
    if (first) make_callout(parse, b, first);
    const struct bb_sign *own = sign_of(parse, b); /* had it been the first, it would be gone */
    if (own) restore_text(parse, b, own);
  }
}
