/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A question without its words.  The structure is written down as text, a line each, and hashed;
 * so what goes into the hash can be read here.
 */
#include "course/shape.h"

#include "base/hash.h"
#include "course/load.h"
#include "course/quiz_dump.h"

/* ---- the structure ---- */

static void add_options(struct bb_buf *out, const struct bb_option *options, size_t count) {
  for (size_t i = 0; i < count; i++) bb_buf_printf(out, "option %d\n", (int)options[i].weight);
}

static void add_decimal(struct bb_buf *out, struct bb_decimal value) {
  while (value.scale && value.digits % 10 == 0) { /* 1.50 is 1.5 */
    value.digits /= 10;
    value.scale--;
  }
  bb_buf_printf(out, " %lld/%u", (long long)value.digits, (unsigned)value.scale);
}

static void add_typed(struct bb_buf *out, const struct bb_typed *typed) {
  for (size_t i = 0; i < typed->count; i++) {
    bb_buf_printf(out, "accepted %d", (int)typed->accepted[i].weight);
    add_decimal(out, typed->accepted[i].low);
    add_decimal(out, typed->accepted[i].high);
    bb_buf_char(out, '\n');
  }
}

static void add_rubric(struct bb_buf *out, const struct bb_block *table) {
  size_t rows = 0;
  for (const struct bb_block *row = table ? table->child : NULL; row; row = row->next) rows++;
  bb_buf_printf(out, "rubric %u %zu\n", table ? (unsigned)table->columns : 0, rows);
}

void bb_question_shape(const struct bb_question *q, char hex[BB_SHAPE_SIZE]) {
  struct bb_buf out = {0};
  struct bb_hash hash;
  char digest[65];
  bb_buf_printf(&out, "%s\ncredit %d\npoints %u\n", bb_question_type_name(q->type), (int)q->credit,
                (unsigned)q->points);
  add_options(&out, q->options, q->option_count);
  bb_buf_printf(&out, "targets %zu\n", q->target_count);
  add_typed(&out, &q->typed);
  for (size_t i = 0; i < q->gap_count; i++) {
    bb_buf_printf(&out, "gap\n");
    add_options(&out, q->gaps[i].options, q->gaps[i].option_count);
    add_typed(&out, &q->gaps[i].typed);
  }
  if (q->type == BB_QUESTION_ESSAY) add_rubric(&out, q->rubric);
  bb_hash_begin(&hash);
  bb_hash_span(&hash, bb_buf_view(&out));
  bb_hash_end(&hash, digest);
  bb_buf_free(&out);
  for (int i = 0; i < BB_SHAPE_SIZE - 1; i++) hex[i] = digest[i];
  hex[BB_SHAPE_SIZE - 1] = '\0';
}

/* ---- the texts ---- */

struct texts {
  struct bb_arena *arena;
  struct bb_shape_text *list;
  size_t count, room, group;
};

static void add_text(struct texts *texts, struct bb_span text) {
  texts->list = bb_arena_grow(texts->arena, texts->list, texts->count, texts->count + 1,
                              sizeof *texts->list, &texts->room);
  texts->list[texts->count++] = (struct bb_shape_text){text, texts->group};
}

static void collect_options(struct texts *texts, const struct bb_option *options, size_t count) {
  for (size_t i = 0; i < count; i++)
    add_text(texts, bb_plain_text(texts->arena, options[i].text->inlines));
  texts->group++;
}

/* Numbers and times have no message: they are in the structure. */
static void collect_typed(struct texts *texts, const struct bb_typed *typed) {
  for (size_t i = 0; typed->message.text.n && i < typed->count; i++)
    add_text(texts, typed->accepted[i].text);
  texts->group++;
}

size_t bb_question_texts(struct bb_arena *arena, const struct bb_question *q,
                         struct bb_shape_text **list) {
  struct texts texts = {.arena = arena};
  collect_options(&texts, q->options, q->option_count);
  collect_options(&texts, q->targets, q->target_count);
  collect_typed(&texts, &q->typed);
  for (size_t i = 0; i < q->gap_count; i++) {
    collect_options(&texts, q->gaps[i].options, q->gaps[i].option_count);
    collect_typed(&texts, &q->gaps[i].typed);
  }
  *list = texts.list;
  return texts.count;
}
