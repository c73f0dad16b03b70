/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Link definitions that would swallow the marks of quizzes.  "[1]: https://…" anywhere in a file
 * makes a link of every [1] in it, so that [[1]] is no gap any more; "[=]: …" and "[50%]: …" do the
 * same to answers.  CommonMark takes such lines out before anybody sees them, so they are looked
 * for in the source.
 */
#include "course/quizzes.h"

#include <string.h>

/* The line behind blanks and the marks of quotes and lists. */
static struct bb_span without_margin(struct bb_span line) {
  while (line.n && strchr(" \t>-*+", line.p[0])) line = bb_span_cut(line, 1, line.n);
  return line;
}

static bool is_mark(struct bb_span name) {
  int32_t weight;
  uint32_t number;
  return bb_span_is(name, "=") || bb_span_is_nocase(name, "x") ||
         bb_span_number(name, UINT32_MAX, &number) || bb_weight_read(name, &weight);
}

/* "[name]:" at the head of the line; else an empty span. */
static struct bb_span definition_in(struct bb_span line) {
  size_t end = bb_span_find(line, 0, "]:");
  bool some = bb_span_starts(line, "[") && end < line.n;
  return some ? bb_span_cut(line, 1, end) : (struct bb_span){0};
}

static bool is_fence(struct bb_span line) {
  return bb_span_starts(line, "```") || bb_span_starts(line, "~~~");
}

void bb_check_link_names(struct bb_loader *loader, const struct bb_markup *markup) {
  struct bb_span rest = markup->source->text;
  bool code = false;
  for (struct bb_span line; (line = bb_span_next(&rest, '\n')).p;) {
    line = without_margin(line);
    code ^= is_fence(line);
    struct bb_span name = definition_in(line);
    if (code || !name.n || !is_mark(name)) continue;
    bb_diag_add(loader->diags, BB_D_QUIZ_LINK_NAME,
                bb_place_in(markup, (uint32_t)(line.p - markup->source->text.p)), "[%.*s]",
                BB_SPAN_ARG(name));
  }
}
