/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A question looked back at.  Every state is said in words: nothing depends on seeing a mark.
 */
#include "term/question.h"

struct review {
  struct bb_arena *arena;
  const struct bb_words *words;
  struct bb_asked asked;
  struct bb_passages *passages;
};

enum { UNDER = 4 /* columns: what belongs to the line above */ };

static void add(struct review *r, struct bb_told told, unsigned indent, bool close) {
  if (told.text.n)
    bb_passages_add(r->arena, r->passages,
                    (struct bb_passage){
                        .text = told.text, .lang = told.lang, .indent = indent, .close = close});
}

static struct bb_told own(const struct review *r, struct bb_span text) {
  return (struct bb_told){text, r->words->lang};
}

static void add_heading(struct review *r, const char *label) {
  bb_passages_add(r->arena, r->passages,
                  (struct bb_passage){.text = bb_say(r->words, label),
                                      .lang = r->words->lang,
                                      .style = BB_PASSAGE_HEADING});
}

static void add_feedback(struct review *r, const struct bb_block *feedback) {
  add(r, bb_tell_block(r->arena, r->words, feedback), UNDER, true);
}

/* "Your answer: Temporary files", in whichever language the value is. */
static void add_line(struct review *r, const char *label, struct bb_told value, unsigned indent,
                     bool close) {
  add(r, (struct bb_told){bb_say_with(r->arena, r->words, label, value.text), value.lang}, indent,
      close);
}

static struct bb_told none(const struct review *r) {
  return own(r, bb_say(r->words, BB_LABEL("not answered")));
}

/* ---- the verdict ---- */

static struct bb_span points(const struct review *r, struct bb_fraction f) {
  int64_t hundredths = f.num * 100 / f.den; /* credits are small: see BB_MARK_DENOMINATOR */
  struct bb_buf out = {0};
  bb_buf_span(&out, bb_say_number(r->arena, r->words, (uint64_t)(hundredths / 100)));
  if (hundredths % 100) {
    bb_buf_char(&out, '.');
    bb_buf_span(&out, bb_say_number(r->arena, r->words, (uint64_t)(hundredths % 100 / 10)));
    if (hundredths % 10)
      bb_buf_span(&out, bb_say_number(r->arena, r->words, (uint64_t)(hundredths % 10)));
  }
  struct bb_span text = bb_arena_copy(r->arena, bb_buf_view(&out));
  bb_buf_free(&out);
  return text;
}

static const char *verdict_label(const struct bb_attempt_answer *answer) {
  if (!answer->given) return BB_LABEL("Not answered. Points: %s of %s");
  switch (answer->marked.verdict) {
  case BB_VERDICT_WRONG: return BB_LABEL("Wrong. Points: %s of %s");
  case BB_VERDICT_PARTLY: return BB_LABEL("Partly right. Points: %s of %s");
  case BB_VERDICT_RIGHT: return BB_LABEL("Right. Points: %s of %s");
  case BB_VERDICT_WAITING: return BB_LABEL("A person will mark this answer.");
  case BB_VERDICT_UNREAD: return BB_LABEL("The answer could not be read. Points: %s of %s");
  }
  return "";
}

static void add_verdict(struct review *r) {
  const struct bb_attempt_answer *answer = r->asked.answer;
  uint32_t possible = r->asked.item->points;
  struct bb_fraction earned = answer->given ? bb_fraction_times(answer->marked.credit, possible)
                                            : (struct bb_fraction){0, 1};
  bb_passages_add(
      r->arena, r->passages,
      (struct bb_passage){.text = bb_say_with_two(r->arena, r->words, verdict_label(answer),
                                                  points(r, earned),
                                                  bb_say_number(r->arena, r->words, possible)),
                          .lang = r->words->lang,
                          .style = BB_PASSAGE_HEADING});
}

/* ---- choices ---- */

static bool is_chosen(const struct bb_response *response, size_t option) {
  for (size_t i = 0; i < response->choice_count; i++)
    if (response->choices[i] == option) return true;
  return false;
}

static bool is_key(const struct bb_question *q, const struct bb_option *option) {
  return q->credit == BB_CREDIT_WEIGHTS ? option->weight > 0 : option->correct;
}

static void add_option_state(struct review *r, bool chosen, bool key) {
  if (chosen && key)
    add(r, own(r, bb_say(r->words, BB_LABEL("Your answer; right."))), UNDER, true);
  else if (chosen)
    add(r, own(r, bb_say(r->words, BB_LABEL("Your answer; not right."))), UNDER, true);
  else if (key)
    add(r, own(r, bb_say(r->words, BB_LABEL("This is right."))), UNDER, true);
}

static void review_choices(struct review *r) {
  const struct bb_question *q = r->asked.question;
  for (size_t k = 0; k < r->asked.item->order_count; k++) {
    size_t i = r->asked.item->order[k];
    struct bb_told told = bb_tell_block(r->arena, r->words, q->options[i].text);
    bb_passages_add(r->arena, r->passages,
                    (struct bb_passage){
                        .mark = bb_say_letter(r->arena, k), .text = told.text, .lang = told.lang});
    add_option_state(r, is_chosen(&r->asked.answer->response, i), is_key(q, &q->options[i]));
    add_feedback(r, q->options[i].feedback);
  }
}

/* ---- order ---- */

static void add_step(struct review *r, size_t k, const struct bb_option *option) {
  struct bb_told told = bb_tell_block(r->arena, r->words, option->text);
  bb_passages_add(
      r->arena, r->passages,
      (struct bb_passage){.mark = bb_lang_item_number(r->arena, r->words->lang, 0, (int64_t)k + 1),
                          .text = told.text,
                          .lang = told.lang,
                          .indent = 2,
                          .close = true});
}

static void review_order(struct review *r) {
  const struct bb_question *q = r->asked.question;
  const struct bb_response *response = &r->asked.answer->response;
  add_heading(r, BB_LABEL("The right order"));
  for (size_t i = 0; i < q->option_count; i++) {
    add_step(r, i, &q->options[i]);
    add_feedback(r, q->options[i].feedback);
  }
  if (!r->asked.answer->given) return;
  add_heading(r, BB_LABEL("Your order"));
  for (size_t i = 0; i < response->choice_count; i++)
    if (response->choices[i] < q->option_count) add_step(r, i, &q->options[response->choices[i]]);
}

/* ---- pairs and gaps ---- */

static struct bb_told choice_told(struct review *r, const struct bb_option *options, size_t count,
                                  size_t place) {
  const struct bb_response *response = &r->asked.answer->response;
  uint8_t chosen = place < response->choice_count ? response->choices[place] : BB_UNANSWERED;
  return chosen < count ? bb_tell_block(r->arena, r->words, options[chosen].text) : none(r);
}

static void review_match(struct review *r) {
  const struct bb_question *q = r->asked.question;
  for (size_t i = 0; i < q->option_count; i++) {
    add(r, bb_tell_block(r->arena, r->words, q->options[i].text), 0, false);
    add_line(r, BB_LABEL("Your answer: %s"), choice_told(r, q->targets, q->target_count, i), UNDER,
             true);
    add_line(r, BB_LABEL("Right: %s"), bb_tell_block(r->arena, r->words, q->targets[i].text), UNDER,
             true);
    add_feedback(r, q->targets[i].feedback);
  }
}

/* The accepted words, in the language of the words where it has its own. */
static struct bb_told accepted_told(struct review *r, const struct bb_typed *source,
                                    const struct bb_typed *translated) {
  bool own_words = translated && translated->count;
  const struct bb_typed *typed = own_words ? translated : source;
  struct bb_buf out = {0};
  for (size_t i = 0; i < typed->count; i++) {
    if (typed->accepted[i].weight < 100) continue;
    if (out.n) bb_buf_string(&out, "; ");
    bb_buf_span(&out, typed->accepted[i].text);
  }
  struct bb_told told = {bb_arena_copy(r->arena, bb_buf_view(&out)),
                         own_words ? r->words->lang : r->words->source};
  bb_buf_free(&out);
  return told;
}

static struct bb_told typed_told(struct review *r, size_t place) {
  const struct bb_response *response = &r->asked.answer->response;
  if (place >= response->text_count || !bb_span_trim(response->texts[place]).n) return none(r);
  return own(r, response->texts[place]);
}

static void review_gap(struct review *r, size_t g, const struct bb_typed *translated) {
  const struct bb_gap *gap = &r->asked.question->gaps[g];
  const struct bb_response *response = &r->asked.answer->response;
  add(r, own(r, bb_span_of(bb_arena_printf(r->arena, "[%zu]", g + 1))), 0, false);
  if (!gap->option_count) {
    add_line(r, BB_LABEL("Your answer: %s"), typed_told(r, g), UNDER, true);
    add_line(r, BB_LABEL("Right: %s"),
             accepted_told(r, &gap->typed, translated ? &translated[g] : NULL), UNDER, true);
    return;
  }
  add_line(r, BB_LABEL("Your answer: %s"), choice_told(r, gap->options, gap->option_count, g),
           UNDER, true);
  if (g < response->choice_count && response->choices[g] < gap->option_count)
    add_feedback(r, gap->options[response->choices[g]].feedback);
  for (size_t i = 0; i < gap->option_count; i++)
    if (gap->options[i].correct)
      add_line(r, BB_LABEL("Right: %s"), bb_tell_block(r->arena, r->words, gap->options[i].text),
               UNDER, true);
}

/* Which accepted answer was matched is not kept in the record: it is marked once more. */
static void review_typed(struct review *r, const struct bb_typed *translated) {
  const struct bb_question *q = r->asked.question;
  struct bb_marked marked = bb_quiz_mark(r->arena, q, &r->asked.answer->response, translated);
  add_line(r, BB_LABEL("Your answer: %s"), typed_told(r, 0), 0, false);
  if (r->asked.answer->given && marked.accepted) add_feedback(r, marked.accepted->feedback);
  add_line(r, BB_LABEL("Right: %s"), accepted_told(r, &q->typed, translated), 0, false);
  if (!marked.accepted && q->typed.count) add_feedback(r, q->typed.accepted[0].feedback);
}

/* ---- the whole ---- */

static void add_boxed(struct review *r, const char *label, const struct bb_block *box) {
  if (!box) return;
  add_heading(r, label);
  size_t first = r->passages->count;
  bb_passages_add_blocks(r->arena, r->passages, r->words, box->child, NULL);
  if (r->passages->count > first) r->passages->list[first].close = true;
}

static void review_answers(struct review *r) {
  const struct bb_question *q = r->asked.question;
  const struct bb_typed *translated = bb_question_typed(r->arena, r->words, q);
  switch (q->type) {
  case BB_QUESTION_SINGLE:
  case BB_QUESTION_MULTIPLE:
  case BB_QUESTION_TRUEFALSE: review_choices(r); break;
  case BB_QUESTION_ORDER: review_order(r); break;
  case BB_QUESTION_MATCH: review_match(r); break;
  case BB_QUESTION_CLOZE:
    for (size_t g = 0; g < q->gap_count; g++) review_gap(r, g, translated);
    break;
  case BB_QUESTION_SHORT:
  case BB_QUESTION_NUMBER:
  case BB_QUESTION_TIME: review_typed(r, translated); break;
  case BB_QUESTION_ESSAY:
    add_heading(r, BB_LABEL("Your answer"));
    add(r, typed_told(r, 0), 0, true);
    add_boxed(r, BB_LABEL("An answer that is good"), q->solution);
    break;
  }
}

void bb_question_review(struct bb_arena *arena, const struct bb_words *words, struct bb_asked asked,
                        struct bb_passages *passages) {
  struct review r = {arena, words, asked, passages};
  const struct bb_question *q = asked.question;
  struct bb_told title = bb_tell_block(arena, words, q->heading);
  bb_passages_add(
      arena, passages,
      (struct bb_passage){.text = title.text, .lang = title.lang, .style = BB_PASSAGE_HEADING});
  bb_passages_add_blocks(arena, passages, words, q->first, q->end);
  add_verdict(&r);
  review_answers(&r);
  add_boxed(&r, BB_LABEL("Explanation"), q->explanation);
}
