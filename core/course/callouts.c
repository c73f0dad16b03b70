/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Call-outs: whose they are and what their attributes say.  (Which kinds there are, markup/ knows.)
 *
 * Attributes stand in a comment after the title, or as the first thing inside the call-out:
 *     > [!EXERCISE] Find the link <!-- lines=12 -->
 * Both reach us as a comment that is the call-out's first child.  A comment there without any "="
 * is a remark and means nothing.
 */
#include "course/load.h"

enum { LINES_MAX = 60 }; /* writing lines: two pages */

bool bb_course_is_trainers(const struct bb_block *callout) {
  return callout->kind == BB_CALLOUT &&
         (bb_span_is(callout->word, "SOLUTION") || bb_span_is(callout->word, "TRAINER"));
}

/* ---- attributes ---- */

/* The attribute comment's text, or an empty span. */
static struct bb_span attributes_of(const struct bb_block *callout) {
  const struct bb_block *first = callout->child;
  bool some =
      first && first->kind == BB_COMMENT && bb_span_find(first->text, 0, "=") < first->text.n;
  return some ? first->text : (struct bb_span){0};
}

struct attribute {
  struct bb_span name, value;
};

/* Cuts the next "name=value" off *rest; false at its end.  A word without "=" has no value. */
static bool next_attribute(struct bb_span *rest, struct attribute *attribute) {
  struct bb_span word;
  do word = bb_span_next(rest, ' ');
  while (word.p && !word.n);
  size_t equals = bb_span_find(word, 0, "=");
  attribute->name = bb_span_cut(word, 0, equals);
  attribute->value = bb_span_cut(word, equals + 1, word.n);
  return word.p != NULL;
}

static bool lines_of(struct bb_span value, uint32_t *lines) {
  return bb_span_number(value, LINES_MAX, lines) && *lines > 0;
}

uint32_t bb_course_attribute(const struct bb_block *callout, const char *name) {
  struct bb_span rest = attributes_of(callout);
  struct attribute attribute;
  uint32_t value;
  while (next_attribute(&rest, &attribute))
    if (bb_span_is(attribute.name, name) && lines_of(attribute.value, &value)) return value;
  return 0;
}

static void check_attributes(struct bb_loader *loader, const struct bb_markup *markup,
                             const struct bb_block *callout) {
  struct bb_span rest = attributes_of(callout);
  struct attribute a;
  uint32_t value;
  while (next_attribute(&rest, &a))
    if (!bb_span_is(a.name, "lines") || !bb_span_is(callout->word, "EXERCISE") ||
        !lines_of(a.value, &value))
      bb_diag_add(loader->diags, BB_D_CALLOUT_ATTRIBUTE,
                  bb_place_in(markup, callout->child->offset), "\"%.*s=%.*s\" in [!%.*s]",
                  BB_SPAN_ARG(a.name), BB_SPAN_ARG(a.value), BB_SPAN_ARG(callout->word));
}

void bb_check_callouts(struct bb_loader *loader, const struct bb_markup *markup) {
  struct bb_block *root = markup->root;
  for (struct bb_block *b = root; b; b = bb_next_block(root, b))
    if (b->kind == BB_CALLOUT) check_attributes(loader, markup, b);
}

void bb_check_solutions(struct bb_loader *loader, const struct bb_markup *markup) {
  struct bb_block *root = markup->root;
  bool asked = false; /* an exercise waits for its solution */
  for (struct bb_block *b = root; b; b = bb_next_block(root, b)) {
    if (b->kind != BB_CALLOUT) continue;
    if (bb_span_is(b->word, "SOLUTION") && !asked)
      bb_diag_add(loader->diags, BB_D_SOLUTION_ALONE, bb_place_in(markup, b->offset), "%s", "");
    if (bb_span_is(b->word, "SOLUTION")) asked = false;
    if (bb_span_is(b->word, "EXERCISE")) asked = true;
  }
}
