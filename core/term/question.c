/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Question -> view, and the answer in its ask -> response.  On the screen options have letters by
 * the order in which they are shown; in a response they have the indices of the source.
 */
#include "term/question.h"

#include <string.h>

enum { TYPED_MAX = 400 /* bytes of a short answer */ };

/* ---- what is read ---- */

static void add_case(struct bb_arena *arena, const struct bb_words *words,
                     const struct bb_case *kase, struct bb_passages *passages) {
  struct bb_told title = bb_tell_block(arena, words, kase->heading);
  bb_passages_add(
      arena, passages,
      (struct bb_passage){.text = title.text, .lang = title.lang, .style = BB_PASSAGE_HEADING});
  bb_passages_add_blocks(arena, passages, words, kase->first, kase->end);
}

static void add_label(struct bb_arena *arena, const struct bb_words *words, struct bb_span text,
                      struct bb_passages *passages) {
  bb_passages_add(arena, passages, (struct bb_passage){.text = text, .lang = words->lang});
}

static const char *instruction_of(enum bb_question_type type) {
  switch (type) {
  case BB_QUESTION_SINGLE:
  case BB_QUESTION_TRUEFALSE: return BB_LABEL("Choose one answer.");
  case BB_QUESTION_MULTIPLE: return BB_LABEL("Choose all that apply.");
  case BB_QUESTION_SHORT: return BB_LABEL("Type your answer.");
  case BB_QUESTION_NUMBER: return BB_LABEL("Type a number.");
  case BB_QUESTION_TIME: return BB_LABEL("Type a time of day: hours and minutes, as in 16:30.");
  case BB_QUESTION_ORDER: return BB_LABEL("Put these in the right order.");
  case BB_QUESTION_MATCH: return BB_LABEL("Give each of these the letter that belongs to it.");
  case BB_QUESTION_CLOZE: return BB_LABEL("Fill the gaps of the text.");
  case BB_QUESTION_ESSAY: return BB_LABEL("Write your answer. A person will mark it.");
  }
  return "";
}

static void add_targets(struct bb_arena *arena, const struct bb_words *words, struct bb_asked asked,
                        struct bb_passages *passages) {
  for (size_t k = 0; k < asked.item->order_count; k++) {
    struct bb_told told =
        bb_tell_block(arena, words, asked.question->targets[asked.item->order[k]].text);
    bb_passages_add(arena, passages,
                    (struct bb_passage){.mark = bb_say_letter(arena, k),
                                        .text = told.text,
                                        .lang = told.lang,
                                        .indent = 2,
                                        .close = k > 0});
  }
}

/* Everything above the answers. */
static void add_stem(struct bb_arena *arena, const struct bb_words *words, struct bb_asked asked,
                     struct bb_passages *passages) {
  const struct bb_question *q = asked.question;
  struct bb_told title = bb_tell_block(arena, words, q->heading);
  if (q->kase) add_case(arena, words, q->kase, passages);
  bb_passages_add(
      arena, passages,
      (struct bb_passage){.text = title.text, .lang = title.lang, .style = BB_PASSAGE_HEADING});
  bb_passages_add_blocks(arena, passages, words, q->first, q->end);
  if (q->type == BB_QUESTION_MATCH) add_targets(arena, words, asked, passages);
}

static void add_instruction(struct bb_arena *arena, const struct bb_words *words,
                            const struct bb_question *q, struct bb_passages *passages) {
  struct bb_buf line = {0};
  bb_buf_span(&line, bb_say(words, instruction_of(q->type)));
  if (q->type == BB_QUESTION_ESSAY && q->words) {
    bb_buf_char(&line, ' ');
    bb_buf_span(&line, bb_say_with(arena, words, BB_LABEL("Length: about %s words."),
                                   bb_say_number(arena, words, q->words)));
  }
  bb_buf_char(&line, ' ');
  bb_buf_span(&line, bb_say_with(arena, words, BB_LABEL("Points: %s"),
                                 bb_say_number(arena, words, q->points)));
  add_label(arena, words, bb_arena_copy(arena, bb_buf_view(&line)), passages);
  bb_buf_free(&line);
}

static void add_box(struct bb_arena *arena, const struct bb_words *words, const char *label,
                    const struct bb_block *box, struct bb_passages *passages) {
  if (!box) return;
  bb_passages_add(arena, passages,
                  (struct bb_passage){.text = bb_say(words, label),
                                      .lang = words->lang,
                                      .style = BB_PASSAGE_HEADING});
  size_t first = passages->count;
  bb_passages_add_blocks(arena, passages, words, box->child, NULL);
  if (passages->count > first) passages->list[first].close = true;
}

/* ---- what is asked ---- */

static const struct bb_choice *choices_of(struct bb_arena *arena, const struct bb_words *words,
                                          const struct bb_option *options, const uint8_t *order,
                                          size_t count) {
  struct bb_choice *choices = BB_NEW_ARRAY(arena, count, struct bb_choice);
  for (size_t k = 0; k < count; k++)
    choices[k].told = bb_tell_block(arena, words, options[order[k]].text);
  return choices;
}

/* Where `option` is shown; BB_ASK_NONE when it is not. */
static uint8_t shown_at(const uint8_t *order, size_t count, uint8_t option) {
  for (size_t k = 0; k < count; k++)
    if (order[k] == option) return (uint8_t)k;
  return BB_ASK_NONE;
}

static void ask_choices(struct bb_asked asked, struct bb_ask *ask) {
  const struct bb_response *response = &asked.answer->response;
  bool one = asked.question->type != BB_QUESTION_MULTIPLE;
  ask->kind = one ? BB_ASK_ONE : BB_ASK_MANY;
  for (size_t i = 0; i < response->choice_count; i++) {
    uint8_t k = shown_at(asked.item->order, asked.item->order_count, response->choices[i]);
    if (k == BB_ASK_NONE) continue;
    ask->chosen |= 1u << k;
    if (one) ask->cursor = k;
  }
}

/* What was answered before stands as it was left; else as the sheet shows it. */
static void ask_order(struct bb_asked asked, struct bb_ask *ask) {
  const struct bb_response *response = &asked.answer->response;
  const struct bb_sheet_item *item = asked.item;
  ask->kind = BB_ASK_ORDER;
  ask->settled = asked.answer->given && response->choice_count == item->order_count;
  for (size_t k = 0; k < item->order_count; k++)
    ask->order[k] =
        ask->settled ? shown_at(item->order, item->order_count, response->choices[k]) : (uint8_t)k;
}

static struct bb_span text_of(const struct bb_response *response, size_t i) {
  return i < response->text_count ? response->texts[i] : (struct bb_span){"", 0};
}

static uint8_t chosen_of(const struct bb_response *response, size_t i, const uint8_t *order,
                         size_t count) {
  return i < response->choice_count ? shown_at(order, count, response->choices[i]) : BB_ASK_NONE;
}

static struct bb_slot *add_slots(struct bb_arena *arena, struct bb_ask *ask, size_t count) {
  ask->kind = BB_ASK_SLOTS;
  ask->cursor = 0;
  ask->slot_count = count;
  return ask->slots = BB_NEW_ARRAY(arena, count, struct bb_slot);
}

static void ask_matches(struct bb_arena *arena, const struct bb_words *words, struct bb_asked asked,
                        struct bb_ask *ask) {
  const struct bb_question *q = asked.question;
  const struct bb_sheet_item *item = asked.item;
  struct bb_slot *slots = add_slots(arena, ask, q->option_count);
  const struct bb_choice *choices =
      choices_of(arena, words, q->targets, item->order, item->order_count);
  ask->listed = true;
  for (size_t i = 0; i < q->option_count; i++)
    slots[i] = (struct bb_slot){
        .label = bb_tell_block(arena, words, q->options[i].text),
        .choices = choices,
        .choice_count = item->order_count,
        .chosen = chosen_of(&asked.answer->response, i, item->order, item->order_count)};
}

static void ask_gaps(struct bb_arena *arena, const struct bb_words *words, struct bb_asked asked,
                     struct bb_ask *ask) {
  const struct bb_question *q = asked.question;
  const struct bb_response *response = &asked.answer->response;
  struct bb_slot *slots = add_slots(arena, ask, q->gap_count);
  for (size_t g = 0; g < q->gap_count; g++) {
    const struct bb_gap *gap = &q->gaps[g];
    slots[g].label =
        (struct bb_told){bb_span_of(bb_arena_printf(arena, "[%zu]", g + 1)), words->lang};
    slots[g].chosen = BB_ASK_NONE;
    if (!gap->option_count) {
      bb_field_open(&slots[g].field, text_of(response, g), TYPED_MAX, false);
      continue;
    }
    const uint8_t *order = bb_quiz_gap_order(q, asked.item, g);
    slots[g].choices = choices_of(arena, words, gap->options, order, gap->option_count);
    slots[g].choice_count = gap->option_count;
    slots[g].chosen = chosen_of(response, g, order, gap->option_count);
  }
}

static void ask_text(struct bb_arena *arena, struct bb_asked asked, struct bb_ask *ask) {
  bool essay = asked.question->type == BB_QUESTION_ESSAY;
  struct bb_slot *slot = add_slots(arena, ask, 1);
  if (essay) ask->kind = BB_ASK_ESSAY;
  bb_field_open(&slot->field, text_of(&asked.answer->response, 0),
                essay ? BB_RESPONSE_TEXT_MAX : TYPED_MAX, essay);
}

static void fill_ask(struct bb_arena *arena, const struct bb_words *words, struct bb_asked asked,
                     struct bb_ask *ask) {
  const struct bb_question *q = asked.question;
  const struct bb_sheet_item *item = asked.item;
  *ask = (struct bb_ask){.cursor = BB_ASK_NOWHERE, .typing = words->lang};
  switch (q->type) {
  case BB_QUESTION_SINGLE:
  case BB_QUESTION_TRUEFALSE:
  case BB_QUESTION_MULTIPLE: ask_choices(asked, ask); break;
  case BB_QUESTION_ORDER: ask_order(asked, ask); break;
  case BB_QUESTION_MATCH: ask_matches(arena, words, asked, ask); return;
  case BB_QUESTION_CLOZE: ask_gaps(arena, words, asked, ask); return;
  case BB_QUESTION_SHORT:
  case BB_QUESTION_NUMBER:
  case BB_QUESTION_TIME:
  case BB_QUESTION_ESSAY: ask_text(arena, asked, ask); return;
  }
  ask->choices = choices_of(arena, words, q->options, item->order, item->order_count);
  ask->choice_count = item->order_count;
}

void bb_question_show(struct bb_arena *arena, const struct bb_words *words, struct bb_asked asked,
                      struct bb_view *view) {
  add_stem(arena, words, asked, &view->passages);
  add_instruction(arena, words, asked.question, &view->passages);
  fill_ask(arena, words, asked, &view->ask);
  if (asked.answer->hinted)
    add_box(arena, words, BB_LABEL("Hint"), asked.question->hint, &view->after);
}

/* ---- what was answered ---- */

static void take_choices(const struct bb_ask *ask, const struct bb_sheet_item *item,
                         struct bb_response *response) {
  bool chosen[BB_OPTIONS_MAX] = {false};
  for (size_t k = 0; k < ask->choice_count; k++)
    if (ask->chosen & 1u << k) chosen[item->order[k]] = true;
  for (size_t i = 0; i < BB_OPTIONS_MAX; i++)
    if (chosen[i]) response->choices[response->choice_count++] = (uint8_t)i;
}

static void take_order(const struct bb_ask *ask, const struct bb_sheet_item *item,
                       struct bb_response *response) {
  if (!ask->settled) return;
  for (size_t k = 0; k < ask->choice_count; k++) response->choices[k] = item->order[ask->order[k]];
  response->choice_count = ask->choice_count;
}

static void take_slots(struct bb_arena *arena, struct bb_asked asked, const struct bb_ask *ask,
                       struct bb_response *response) {
  const struct bb_question *q = asked.question;
  for (size_t i = 0; i < ask->slot_count; i++) {
    const struct bb_slot *slot = &ask->slots[i];
    const uint8_t *order =
        q->type == BB_QUESTION_CLOZE ? bb_quiz_gap_order(q, asked.item, i) : asked.item->order;
    response->choices[i] =
        slot->choices && slot->chosen != BB_ASK_NONE ? order[slot->chosen] : BB_UNANSWERED;
    response->texts[i] = bb_arena_copy(arena, bb_buf_view(&slot->field.text));
  }
  if (q->type == BB_QUESTION_MATCH || q->type == BB_QUESTION_CLOZE)
    response->choice_count = ask->slot_count;
  if (q->type != BB_QUESTION_MATCH) response->text_count = ask->slot_count;
}

struct bb_response bb_question_response(struct bb_arena *arena, struct bb_asked asked,
                                        const struct bb_ask *ask) {
  struct bb_response response = {0};
  switch (ask->kind) {
  case BB_ASK_NOTHING:
  case BB_ASK_MENU: break;
  case BB_ASK_ONE:
  case BB_ASK_MANY: take_choices(ask, asked.item, &response); break;
  case BB_ASK_ORDER: take_order(ask, asked.item, &response); break;
  case BB_ASK_SLOTS:
  case BB_ASK_ESSAY: take_slots(arena, asked, ask, &response); break;
  }
  if (!bb_response_is_given(asked.question, &response)) response = (struct bb_response){0};
  return response;
}

bool bb_response_equal(const struct bb_response *a, const struct bb_response *b) {
  if (a->choice_count != b->choice_count || a->text_count != b->text_count ||
      memcmp(a->choices, b->choices, a->choice_count) != 0)
    return false;
  for (size_t i = 0; i < a->text_count; i++)
    if (!bb_span_equal(a->texts[i], b->texts[i])) return false;
  return true;
}

/* ---- the accepted words ---- */

static struct bb_typed translate_typed(struct bb_arena *arena, const struct bb_words *words,
                                       const struct bb_typed *typed) {
  if (!typed->message.text.n) return (struct bb_typed){0};
  struct bb_translation translation =
      bb_catalog_phrase(arena, words->catalog, (struct bb_span){"", 0}, typed->message.text);
  return translation.state == BB_TRANSLATED ? bb_course_typed(arena, translation.text)
                                            : (struct bb_typed){0};
}

const struct bb_typed *bb_question_typed(struct bb_arena *arena, const struct bb_words *words,
                                         const struct bb_question *q) {
  struct bb_typed *typed = BB_NEW_ARRAY(arena, BB_GAPS_MAX, struct bb_typed);
  bool cloze = q->type == BB_QUESTION_CLOZE;
  if (q->type != BB_QUESTION_SHORT && !cloze) return NULL;
  for (size_t g = 0; g < (cloze ? q->gap_count : 1); g++)
    typed[g] = translate_typed(arena, words, cloze ? &q->gaps[g].typed : &q->typed);
  return typed;
}
