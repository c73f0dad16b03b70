/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Marking: question + response -> verdict and credit.  The rules, version BB_MARKING_VERSION:
 *
 *   single, true/false   the key, or the weight of the chosen option; nothing below 0
 *   multiple response    ALL: exactly the keys.  SHARE: right / keys - wrong / other options, not
 *                        below 0.  WEIGHTS: their sum, kept within 0..1
 *   short                the weight of the best accepted answer that folds to the same words
 *   number, time         the weight of the best accepted range that holds the value, both ends
 *                        included; compared exactly, never as floating point
 *   order                SHARE: of the n-1 steps from one item to the next, those that are right.
 *                        ALL: every one, and nothing left out
 *   match                the share of the pairs; targets with the same text are as good as each
 *                        other
 *   cloze                the mean of its gaps, each marked like a single choice or a short answer
 *   open answer          waits for a rubric
 *
 * Choices are ids, so languages cannot differ.  How words, numbers and times are read stands in
 * lang/typed.c and knows no language either; only the list of accepted words grows with a
 * translation.
 */
#include "quiz/quiz.h"

#include "base/buf.h"

#include <string.h>

static const struct bb_fraction nothing = {0, 1}, everything = {1, 1};

static struct bb_fraction share(size_t part, size_t whole) {
  return whole ? bb_fraction_of((int64_t)part, (int64_t)whole) : nothing;
}

/* A weight in percent, kept within 0..1. */
static struct bb_fraction percent(int32_t weight) {
  if (weight <= 0) return nothing;
  return weight >= 100 ? everything : bb_fraction_of(weight, 100);
}

static struct bb_marked verdict_of(struct bb_fraction credit) {
  struct bb_marked marked = {BB_VERDICT_PARTLY, credit, NULL};
  if (credit.num == 0) marked.verdict = BB_VERDICT_WRONG;
  if (credit.num == credit.den) marked.verdict = BB_VERDICT_RIGHT;
  return marked;
}

/* ---- what was given ---- */

static bool has_choice(const struct bb_response *response) {
  for (size_t i = 0; i < response->choice_count; i++)
    if (response->choices[i] != BB_UNANSWERED) return true;
  return false;
}

static bool has_text(const struct bb_response *response) {
  for (size_t i = 0; i < response->text_count; i++)
    if (bb_span_trim(response->texts[i]).n) return true;
  return false;
}

bool bb_response_is_given(const struct bb_question *question, const struct bb_response *response) {
  switch (question->type) {
  case BB_QUESTION_SINGLE:
  case BB_QUESTION_MULTIPLE:
  case BB_QUESTION_TRUEFALSE:
  case BB_QUESTION_ORDER:
  case BB_QUESTION_MATCH: return has_choice(response);
  case BB_QUESTION_SHORT:
  case BB_QUESTION_NUMBER:
  case BB_QUESTION_TIME:
  case BB_QUESTION_ESSAY: return has_text(response);
  case BB_QUESTION_CLOZE: return has_choice(response) || has_text(response);
  }
  return false;
}

/* True when the choices are options (0..count-1), each at most once. */
static bool is_selection(const struct bb_response *response, size_t count) {
  bool met[BB_OPTIONS_MAX] = {false};
  if (response->choice_count > count) return false;
  for (size_t i = 0; i < response->choice_count; i++) {
    uint8_t choice = response->choices[i];
    if (choice >= count || met[choice]) return false;
    met[choice] = true;
  }
  return true;
}

/* ---- choices ---- */

static struct bb_fraction mark_option(const struct bb_option *options, size_t count,
                                      enum bb_credit credit, uint8_t choice) {
  if (choice >= count) return nothing;
  if (credit == BB_CREDIT_WEIGHTS) return percent(options[choice].weight);
  return options[choice].correct ? everything : nothing;
}

static struct bb_fraction mark_single(const struct bb_question *question,
                                      const struct bb_response *response) {
  if (response->choice_count != 1) return nothing;
  return mark_option(question->options, question->option_count, question->credit,
                     response->choices[0]);
}

static struct bb_fraction mark_multiple(const struct bb_question *question,
                                        const struct bb_response *response) {
  size_t keys = 0, right = 0;
  int32_t weight = 0;
  if (!is_selection(response, question->option_count)) return nothing;
  for (size_t i = 0; i < question->option_count; i++) keys += question->options[i].correct;
  for (size_t i = 0; i < response->choice_count; i++) {
    right += question->options[response->choices[i]].correct;
    weight += question->options[response->choices[i]].weight;
  }
  size_t wrong = response->choice_count - right;
  struct bb_fraction credit = nothing;
  switch (question->credit) {
  case BB_CREDIT_ALL: return right == keys && !wrong ? everything : nothing;
  case BB_CREDIT_WEIGHTS: return percent(weight);
  case BB_CREDIT_SHARE: {
    struct bb_fraction loss = share(wrong, question->option_count - keys);
    loss.num = -loss.num;
    credit = bb_fraction_add(share(right, keys), loss);
  }
  }
  return credit.num > 0 ? credit : nothing;
}

static struct bb_fraction mark_order(const struct bb_question *question,
                                     const struct bb_response *response) {
  size_t steps = 0, count = question->option_count;
  if (!is_selection(response, count)) return nothing;
  for (size_t i = 1; i < response->choice_count; i++)
    steps += response->choices[i] == response->choices[i - 1] + 1;
  if (count < 2 || steps + 1 == count) return response->choice_count ? everything : nothing;
  return question->credit == BB_CREDIT_SHARE ? share(steps, count - 1) : nothing;
}

static bool reads_the_same(const struct bb_option *a, const struct bb_option *b) {
  struct bb_buf x = {0}, y = {0};
  bb_markup_render(a->text->inlines, &x);
  bb_markup_render(b->text->inlines, &y);
  bool same = bb_span_equal(bb_buf_view(&x), bb_buf_view(&y));
  bb_buf_free(&x);
  bb_buf_free(&y);
  return same;
}

static struct bb_fraction mark_match(const struct bb_question *question,
                                     const struct bb_response *response) {
  size_t right = 0;
  for (size_t i = 0; i < question->option_count && i < response->choice_count; i++) {
    uint8_t target = response->choices[i];
    right += target == i || (target < question->target_count &&
                             reads_the_same(&question->targets[target], &question->targets[i]));
  }
  return share(right, question->option_count);
}

/* ---- words ---- */

static const struct bb_accepted *better(const struct bb_accepted *a, const struct bb_accepted *b) {
  return !a || (b && b->weight > a->weight) ? b : a;
}

/* The best of the accepted answers that the folded words equal. */
static const struct bb_accepted *find_words(struct bb_arena *scratch, const struct bb_typed *typed,
                                            struct bb_span words) {
  const struct bb_accepted *best = NULL;
  for (size_t i = 0; i < typed->count; i++)
    if (bb_span_equal(bb_lang_fold(scratch, typed->accepted[i].text), words))
      best = better(best, &typed->accepted[i]);
  return best;
}

static const struct bb_accepted *mark_words(struct bb_arena *scratch, const struct bb_typed *typed,
                                            const struct bb_typed *translated,
                                            struct bb_span text) {
  struct bb_span words = bb_lang_fold(scratch, text);
  if (!words.n) return NULL;
  const struct bb_accepted *best = find_words(scratch, typed, words);
  return translated ? better(best, find_words(scratch, translated, words)) : best;
}

static struct bb_marked mark_accepted(const struct bb_accepted *accepted) {
  struct bb_marked marked = verdict_of(accepted ? percent(accepted->weight) : nothing);
  marked.accepted = accepted;
  return marked;
}

/* ---- numbers and times ---- */

/* a < b: -1, equal: 0, else 1.  Whole parts first, then what is left in 1/10^9. */
static int compare(struct bb_decimal a, struct bb_decimal b) {
  static const int64_t powers[] = {1,      10,      100,      1000,      10000,
                                   100000, 1000000, 10000000, 100000000, 1000000000};
  int64_t whole_a = a.digits / powers[a.scale], whole_b = b.digits / powers[b.scale];
  int64_t rest_a = a.digits % powers[a.scale] * powers[9 - a.scale];
  int64_t rest_b = b.digits % powers[b.scale] * powers[9 - b.scale];
  if (whole_a != whole_b) return whole_a < whole_b ? -1 : 1;
  return (rest_a > rest_b) - (rest_a < rest_b);
}

static bool read_value(struct bb_arena *scratch, enum bb_question_type type, struct bb_span text,
                       struct bb_decimal *value) {
  uint32_t seconds;
  *value = (struct bb_decimal){0, 0};
  if (type == BB_QUESTION_NUMBER)
    return bb_lang_decimal(scratch, text, &value->digits, &value->scale);
  if (!bb_lang_time(scratch, text, &seconds)) return false;
  value->digits = seconds;
  return true;
}

static struct bb_marked mark_value(struct bb_arena *scratch, const struct bb_question *question,
                                   struct bb_span text) {
  struct bb_decimal value;
  const struct bb_accepted *best = NULL;
  if (!read_value(scratch, question->type, text, &value))
    return (struct bb_marked){BB_VERDICT_UNREAD, nothing, NULL};
  for (size_t i = 0; i < question->typed.count; i++) {
    const struct bb_accepted *accepted = &question->typed.accepted[i];
    if (compare(accepted->low, value) <= 0 && compare(value, accepted->high) <= 0)
      best = better(best, accepted);
  }
  return mark_accepted(best);
}

/* ---- gaps ---- */

static struct bb_fraction mark_gap(struct bb_arena *scratch, const struct bb_question *question,
                                   size_t g, const struct bb_response *response,
                                   const struct bb_typed *translated) {
  const struct bb_gap *gap = &question->gaps[g];
  if (gap->option_count)
    return g < response->choice_count ? mark_option(gap->options, gap->option_count,
                                                    question->credit, response->choices[g])
                                      : nothing;
  if (g >= response->text_count) return nothing;
  const struct bb_accepted *accepted =
      mark_words(scratch, &gap->typed, translated ? &translated[g] : NULL, response->texts[g]);
  return accepted ? percent(accepted->weight) : nothing;
}

static struct bb_fraction mark_cloze(struct bb_arena *scratch, const struct bb_question *question,
                                     const struct bb_response *response,
                                     const struct bb_typed *translated) {
  struct bb_fraction sum = nothing;
  for (size_t g = 0; g < question->gap_count; g++)
    sum = bb_fraction_add(sum, mark_gap(scratch, question, g, response, translated));
  return question->gap_count ? bb_fraction_of(sum.num, sum.den * (int64_t)question->gap_count)
                             : nothing;
}

/* ---- all types ---- */

static struct bb_marked mark(struct bb_arena *scratch, const struct bb_question *question,
                             const struct bb_response *response,
                             const struct bb_typed *translated) {
  switch (question->type) {
  case BB_QUESTION_SINGLE:
  case BB_QUESTION_TRUEFALSE: return verdict_of(mark_single(question, response));
  case BB_QUESTION_MULTIPLE: return verdict_of(mark_multiple(question, response));
  case BB_QUESTION_ORDER: return verdict_of(mark_order(question, response));
  case BB_QUESTION_MATCH: return verdict_of(mark_match(question, response));
  case BB_QUESTION_CLOZE: return verdict_of(mark_cloze(scratch, question, response, translated));
  case BB_QUESTION_SHORT:
    return mark_accepted(mark_words(scratch, &question->typed, translated, response->texts[0]));
  case BB_QUESTION_NUMBER:
  case BB_QUESTION_TIME: return mark_value(scratch, question, response->texts[0]);
  case BB_QUESTION_ESSAY: return (struct bb_marked){BB_VERDICT_WAITING, nothing, NULL};
  }
  return verdict_of(nothing);
}

struct bb_marked bb_quiz_mark(struct bb_arena *scratch, const struct bb_question *question,
                              const struct bb_response *response,
                              const struct bb_typed *translated) {
  if (!bb_response_is_given(question, response)) return verdict_of(nothing);
  struct bb_arena_mark start = bb_arena_mark(scratch);
  struct bb_marked marked = mark(scratch, question, response, translated);
  bb_arena_release(scratch, start);
  return marked;
}
