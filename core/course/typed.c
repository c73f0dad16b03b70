/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Answers that are typed: short answers, numbers, times, and the typed gaps of a cloze.
 *
 * The accepted words of a question are one message, an answer a line, because another language may
 * need more or fewer of them:
 *     preservation order
 *     [50%] freezing order
 * A line without a weight earns all points, as does one that begins with [=].
 */
#include "course/quizzes.h"

static void add_line(struct bb_buf *message, struct bb_span text, int32_t weight) {
  if (message->n) bb_buf_char(message, '\n');
  if (weight < 100)
    bb_buf_printf(message, "[%d%%] ", (int)weight);
  else if (bb_span_starts(text, "["))
    bb_buf_string(message, "[=] "); /* its own bracket is no weight */
  bb_buf_span(message, text);
}

static bool read_accepted(struct bb_loader *loader, const struct bb_part *part,
                          const struct bb_item *item, enum bb_question_type type,
                          struct bb_accepted *accepted) {
  *accepted = (struct bb_accepted){.text = bb_plain_text(loader->arena, item->text->inlines),
                                   .weight = item->weight,
                                   .feedback = item->feedback};
  if (item->mark != BB_MARK_EQUAL && item->mark != BB_MARK_WEIGHT)
    return bb_part_fault(loader, part, BB_D_QUESTION_BOX, item->text, "%s", "");
  if (item->weight < 1)
    return bb_part_fault(loader, part, BB_D_QUESTION_WEIGHT, item->text, "%d%%", (int)item->weight);
  if (!accepted->text.n)
    return bb_part_fault(loader, part, BB_D_QUESTION_EMPTY, item->text, "%s", "");
  if (type == BB_QUESTION_SHORT) return true;
  if (bb_range_read(accepted->text, type == BB_QUESTION_TIME, &accepted->low, &accepted->high))
    return true;
  return bb_part_fault(loader, part, BB_D_QUESTION_NUMBER, item->text, "\"%.*s\"",
                       BB_SPAN_ARG(accepted->text));
}

static bool has_full(const struct bb_typed *typed) {
  for (size_t i = 0; i < typed->count; i++)
    if (typed->accepted[i].weight == 100) return true;
  return false;
}

static struct bb_phrase message_of(struct bb_loader *loader, const struct bb_part *part,
                                   const struct bb_item *items, const struct bb_typed *typed) {
  struct bb_buf message = {0};
  for (size_t i = 0; i < typed->count; i++)
    add_line(&message, typed->accepted[i].text, typed->accepted[i].weight);
  struct bb_phrase phrase = {bb_arena_copy(loader->arena, bb_buf_view(&message)),
                             bb_place_in(part->from->markup, items[0].text->offset)};
  bb_buf_free(&message);
  return phrase;
}

bool bb_typed_read(struct bb_loader *loader, const struct bb_part *part,
                   const struct bb_block *list, enum bb_question_type type,
                   struct bb_typed *typed) {
  struct bb_item *items;
  size_t count;
  if (!bb_items_read(loader, part, list, BB_ACCEPTED_MAX, &items, &count)) return false;
  typed->accepted = BB_NEW_ARRAY(loader->arena, count, struct bb_accepted);
  typed->count = count;
  typed->list = list;
  for (size_t i = 0; i < count; i++)
    if (!read_accepted(loader, part, &items[i], type, &typed->accepted[i])) return false;
  if (!has_full(typed)) return bb_part_fault(loader, part, BB_D_QUESTION_NO_KEY, list, "%s", "");
  if (type == BB_QUESTION_SHORT) typed->message = message_of(loader, part, items, typed);
  return true;
}

/* ---- a translated message ---- */

/* A line of a message; false when it is empty or its weight cannot be read. */
static bool read_line(struct bb_span line, struct bb_accepted *accepted) {
  *accepted = (struct bb_accepted){.text = line, .weight = 100};
  if (bb_span_starts(line, "[")) {
    size_t end = bb_span_find(line, 0, "]");
    struct bb_span word = bb_span_cut(line, 1, end);
    if (!bb_span_is(word, "=") && !bb_weight_read(word, &accepted->weight)) return false;
    accepted->text = bb_span_trim(bb_span_cut(line, end + 1, line.n));
  }
  return accepted->text.n && accepted->weight > 0;
}

struct bb_typed bb_course_typed(struct bb_arena *arena, struct bb_span message) {
  struct bb_typed typed = {.message = {.text = message}};
  struct bb_accepted accepted;
  size_t room = 0;
  for (struct bb_span line;
       typed.count < BB_ACCEPTED_MAX && (line = bb_span_next(&message, '\n')).p;) {
    if (!read_line(bb_span_trim(line), &accepted)) continue;
    typed.accepted =
        bb_arena_grow(arena, typed.accepted, typed.count, typed.count + 1, sizeof accepted, &room);
    typed.accepted[typed.count++] = accepted;
  }
  return typed;
}
