/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Any UTF-8 text is read as a module and dumped; and every run of inlines in it is rendered as a
 * message, which must read back as the same inlines and render as the same text again.
 */
#include "markup/markup.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static bool same(const struct bb_inline *a, const struct bb_inline *b) {
  for (; a && b; a = a->next, b = b->next)
    if (a->kind != b->kind || !bb_span_equal(a->text, b->text) ||
        !bb_span_equal(a->target, b->target) || !bb_span_equal(a->title, b->title) ||
        a->autolink != b->autolink || !same(a->child, b->child))
      return false;
  return !a && !b;
}

static void check_round_trip(struct bb_arena *arena, const struct bb_inline *inlines) {
  struct bb_buf once = {0}, twice = {0};
  size_t blocks;
  bb_markup_render(inlines, &once);
  const struct bb_inline *again = bb_markup_parse_message(arena, bb_buf_view(&once), &blocks);
  bb_markup_render(again, &twice);
  if (!same(inlines, again) || !bb_span_equal(bb_buf_view(&once), bb_buf_view(&twice))) {
    fprintf(stderr, "rendered: %s\nread back and rendered: %s\n", once.p, twice.p ? twice.p : "");
    abort();
  }
  bb_buf_free(&once);
  bb_buf_free(&twice);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  struct bb_span text = {(const char *)data, size};
  if (bb_utf8_check(text) != size || (size && memchr(data, 0, size))) return 0;
  struct bb_arena arena = {0};
  struct bb_buf dump = {0};
  struct bb_diags *diags = bb_diags_new();
  const struct bb_source *source = bb_source_of(&arena, "fuzz.md", text);
  const struct bb_markup *markup = bb_markup_parse(&arena, source, 0, diags);
  bb_markup_dump(markup, &dump);
  for (const struct bb_block *b = markup->root; b;) {
    if (b->inlines) check_round_trip(&arena, b->inlines);
    if (b->child) {
      b = b->child;
      continue;
    }
    while (b && !b->next) b = b->parent;
    if (b) b = b->next;
  }
  bb_diags_free(diags);
  bb_buf_free(&dump);
  bb_arena_free(&arena);
  return 0;
}
