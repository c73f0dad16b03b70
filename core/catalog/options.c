/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Options that the translation makes the same.  Where a language has one word for two, nobody can
 * choose between them: the second one is refused, so that its original is shown.
 */
#include "catalog/inside.h"
#include "catalog/message.h"

struct options {
  struct bb_arena *arena;
  struct bb_catalog *catalog;
  struct bb_diags *diags;
};

static struct bb_span printed(const struct options *o, const struct bb_option *option) {
  struct bb_buf text = {0};
  bb_markup_plain(bb_catalog_block(o->arena, o->catalog, option->text).inlines, &text);
  struct bb_span copy = bb_arena_copy(o->arena, bb_span_trim(bb_buf_view(&text)));
  bb_buf_free(&text);
  return copy;
}

/* False when the option has no translation that could be refused. */
static bool refuse(const struct options *o, const struct bb_option *option) {
  size_t i;
  struct bb_span id = bb_message_id(o->arena, option->text);
  if (!bb_index_find(&o->catalog->blocks, bb_message_context(option->text), id, &i)) return false;
  struct bb_resolved *resolved = &o->catalog->messages[i];
  if (resolved->translation.state != BB_TRANSLATED) return false;
  bb_diag_add(o->diags, BB_D_MESSAGE_TWICE,
              (struct bb_place){o->catalog->po->path, resolved->entry->line, 0}, "\"%.*s\"",
              BB_SPAN_ARG(resolved->entry->text));
  resolved->translation = (struct bb_translation){.state = BB_REFUSED};
  return true;
}

static void check_list(const struct options *o, const struct bb_option *list, size_t count) {
  struct bb_arena_mark mark = bb_arena_mark(o->arena);
  struct bb_span texts[BB_OPTIONS_MAX];
  for (size_t i = 0; i < count; i++) {
    texts[i] = printed(o, &list[i]);
    for (size_t k = 0; k < i; k++) {
      if (!texts[i].n || !bb_span_equal(texts[i], texts[k])) continue;
      if (!refuse(o, &list[i])) refuse(o, &list[k]);
      break;
    }
  }
  bb_arena_release(o->arena, mark);
}

static void check_question(const struct options *o, const struct bb_question *q) {
  check_list(o, q->options, q->option_count);
  check_list(o, q->targets, q->target_count);
  for (size_t i = 0; i < q->gap_count; i++)
    check_list(o, q->gaps[i].options, q->gaps[i].option_count);
}

void bb_catalog_options(struct bb_arena *arena, struct bb_catalog *catalog,
                        const struct bb_course *course, struct bb_diags *diags) {
  const struct options options = {arena, catalog, diags};
  for (size_t i = 0; i < course->quiz_count; i++)
    for (size_t k = 0; k < course->quizzes[i].question_count; k++)
      check_question(&options, &course->quizzes[i].questions[k]);
}
