/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Drawing sheets.  In comes a quiz and a seed; out goes which questions are asked, in what order,
 * and the order of the options of each.
 *
 * A unit is what stays together: a case with its questions, or a question that belongs to none.
 *
 *   candidates   the questions of the form; of a quiz that has none, its own, without those kept
 *                for tests unless it is one
 *   units        the candidates, case by case
 *   choice       units in an order drawn from the seed are taken while the rest can still make up
 *                the number asked for exactly; when cases make that impossible, the nearest number
 *                below it, and when there is none, the smallest case
 *   order        the chosen units as written, or shuffled; the questions of a case as written
 *   options      of each question, by a sequence of its own, which begins with the question's id
 *
 * The choice depends on the seed alone, the orders on seed and version: papers of other versions
 * ask the same questions in another order.  Nothing depends on the language.
 *
 * Not here: how forms A and B come to be (course/ fixes them in quiz.lock).
 */
#include "quiz/draw.h"
#include "quiz/quiz.h"

#include <assert.h>
#include <string.h>

struct unit {
  const struct bb_question **questions;
  size_t count;
};

struct units {
  struct unit *list;
  size_t count, questions;
};

/* ---- candidates and units ---- */

static bool is_test(const struct bb_quiz *quiz) {
  return quiz->kind == BB_QUIZ_PRETEST || quiz->kind == BB_QUIZ_POSTTEST;
}

static char form_of(struct bb_sheet_request request) {
  if (!is_test(request.quiz)) return 0;
  return request.form == 'B' ? 'B' : 'A';
}

static size_t find_candidates(struct bb_arena *arena, const struct bb_quiz *quiz, char form,
                              const struct bb_question ***candidates) {
  const struct bb_form *fixed = form ? &quiz->forms[form - 'A'] : NULL;
  if (fixed && fixed->count) {
    *candidates = fixed->questions;
    return fixed->count;
  }
  size_t count = 0;
  *candidates = BB_NEW_ARRAY(arena, quiz->question_count, const struct bb_question *);
  for (size_t i = 0; i < quiz->question_count; i++)
    if (is_test(quiz) || !quiz->questions[i].test_pool)
      (*candidates)[count++] = &quiz->questions[i];
  return count;
}

/* The unit that holds the case already, or NULL. */
static struct unit *find_case(struct units *units, const struct bb_case *kase) {
  for (size_t i = units->count; kase && i > 0; i--)
    if (units->list[i - 1].questions[0]->kase == kase) return &units->list[i - 1];
  return NULL;
}

static struct units find_units(struct bb_arena *arena, const struct bb_question *const *candidates,
                               size_t count) {
  struct units units = {BB_NEW_ARRAY(arena, count, struct unit), 0, count};
  for (size_t i = 0; i < count; i++) {
    const struct bb_case *kase = candidates[i]->kase;
    struct unit *unit = find_case(&units, kase);
    if (!unit) {
      unit = &units.list[units.count++];
      unit->questions =
          BB_NEW_ARRAY(arena, kase ? kase->question_count : 1, const struct bb_question *);
    }
    assert(unit->count < (kase ? kase->question_count : 1)); /* no question is there twice */
    unit->questions[unit->count++] = candidates[i];
  }
  return units;
}

/* ---- the choice ---- */

static uint32_t *numbers_to(struct bb_arena *arena, size_t count) {
  uint32_t *numbers = BB_NEW_ARRAY(arena, count, uint32_t);
  for (size_t i = 0; i < count; i++) numbers[i] = (uint32_t)i;
  return numbers;
}

/* sums[i * (most + 1) + s] is 1 when some of the units order[i], order[i + 1] … hold s questions
 * together. */
static const uint8_t *find_sums(struct bb_arena *arena, const struct units *units,
                                const uint32_t *order, size_t most) {
  size_t width = most + 1;
  uint8_t *sums = BB_NEW_ARRAY(arena, (units->count + 1) * width, uint8_t);
  sums[units->count * width] = 1;
  for (size_t i = units->count; i > 0; i--) {
    const uint8_t *without = sums + i * width;
    uint8_t *with = sums + (i - 1) * width;
    size_t size = units->list[order[i - 1]].count;
    for (size_t s = 0; s < width; s++) with[s] = without[s] || (s >= size && without[s - size]);
  }
  return sums;
}

static void choose_smallest(const struct units *units, const uint32_t *order, bool *chosen) {
  size_t best = 0;
  for (size_t i = 1; i < units->count; i++)
    if (units->list[order[i]].count < units->list[order[best]].count) best = i;
  chosen[order[best]] = true;
}

/* Marks units that hold `wanted` questions together; see the head.  units->count > 0. */
static void choose(struct bb_arena *arena, const struct units *units, size_t wanted, uint64_t seed,
                   bool *chosen) {
  struct bb_draw draw = bb_draw_start(seed, 0, BB_SPAN("choice"));
  uint32_t *order = numbers_to(arena, units->count);
  bb_draw_shuffle(&draw, order, units->count);
  const uint8_t *sums = find_sums(arena, units, order, wanted);
  size_t left = wanted, width = wanted + 1;
  while (left && !sums[left]) left--;
  if (!left) choose_smallest(units, order, chosen);
  for (size_t i = 0; i < units->count && left; i++) {
    size_t size = units->list[order[i]].count;
    if (size > left || !sums[(i + 1) * width + left - size]) continue;
    chosen[order[i]] = true;
    left -= size;
  }
}

/* ---- the options ---- */

static bool is_as_written(const uint32_t *entries, size_t count) {
  for (size_t i = 0; i < count; i++)
    if (entries[i] != i) return false;
  return true;
}

/* An order of `count` things in which those that are not pinned have been shuffled. */
static void shuffle_options(struct bb_draw *draw, const struct bb_option *options, size_t count,
                            uint8_t *order) {
  uint32_t free[BB_OPTIONS_MAX];
  size_t free_count = 0;
  for (size_t i = 0; i < count; i++)
    if (!options[i].pinned) free[free_count++] = (uint32_t)i;
  bb_draw_shuffle(draw, free, free_count);
  for (size_t i = 0, k = 0; i < count; i++) order[i] = (uint8_t)(options[i].pinned ? i : free[k++]);
}

/* An order other than the right one, which the source has: what is to be ordered or matched is
 * never shown solved. */
static void shuffle_solution(struct bb_draw *draw, size_t count, uint8_t *order) {
  uint32_t entries[BB_OPTIONS_MAX];
  for (size_t i = 0; i < count; i++) entries[i] = (uint32_t)i;
  do bb_draw_shuffle(draw, entries, count);
  while (count > 1 && is_as_written(entries, count));
  for (size_t i = 0; i < count; i++) order[i] = (uint8_t)entries[i];
}

static void shuffle_gaps(struct bb_draw *draw, const struct bb_question *question, uint8_t *order) {
  for (size_t g = 0; g < question->gap_count; g++) {
    shuffle_options(draw, question->gaps[g].options, question->gaps[g].option_count, order);
    order += question->gaps[g].option_count;
  }
}

static void as_written(const struct bb_question *question, uint8_t *order) {
  size_t count = question->type == BB_QUESTION_CLOZE ? 0 : bb_quiz_order_count(question), at = 0;
  for (size_t i = 0; i < count; i++) order[i] = (uint8_t)i;
  for (size_t g = 0; g < question->gap_count; g++)
    for (size_t i = 0; i < question->gaps[g].option_count; i++) order[at++] = (uint8_t)i;
}

/* `shuffled`: choices come in any order; what is to be ordered or matched does so in any case. */
static void order_options(struct bb_draw *draw, const struct bb_question *question, bool shuffled,
                          uint8_t *order) {
  as_written(question, order);
  switch (question->type) {
  case BB_QUESTION_SINGLE:
  case BB_QUESTION_MULTIPLE:
    if (shuffled) shuffle_options(draw, question->options, question->option_count, order);
    break;
  case BB_QUESTION_ORDER: shuffle_solution(draw, question->option_count, order); break;
  case BB_QUESTION_MATCH: shuffle_solution(draw, question->target_count, order); break;
  case BB_QUESTION_CLOZE:
    if (shuffled) shuffle_gaps(draw, question, order);
    break;
  case BB_QUESTION_TRUEFALSE:
  case BB_QUESTION_SHORT:
  case BB_QUESTION_NUMBER:
  case BB_QUESTION_TIME:
  case BB_QUESTION_ESSAY: break;
  }
}

/* ---- the sheet ---- */

static struct bb_sheet_item make_item(struct bb_arena *arena, const struct bb_question *question,
                                      struct bb_sheet_request request) {
  size_t count = bb_quiz_order_count(question);
  uint8_t *order = BB_NEW_ARRAY(arena, count, uint8_t);
  struct bb_draw draw = bb_draw_start(request.seed, request.version, question->id);
  if (request.as_written)
    as_written(question, order);
  else
    order_options(&draw, question, request.quiz->shuffle_options && question->shuffled, order);
  return (struct bb_sheet_item){.question = question->id,
                                .rev = question->rev,
                                .points = question->points,
                                .order = order,
                                .order_count = count,
                                .kase = question->kase ? question->kase->id : (struct bb_span){0},
                                .objective = question->objective};
}

/* How many questions are wanted; all, up to what a sheet holds, when the quiz does not say. */
static size_t wanted_of(const struct units *units, struct bb_sheet_request request) {
  size_t wanted = units->questions;
  if (request.quiz->draw && request.quiz->draw < wanted && !request.as_written)
    wanted = request.quiz->draw;
  return wanted < BB_SHEET_ITEMS_MAX ? wanted : BB_SHEET_ITEMS_MAX;
}

/* The chosen units in their order; returns how many. */
static size_t order_units(const struct units *units, const bool *chosen,
                          struct bb_sheet_request request, uint32_t *order) {
  size_t count = 0;
  struct bb_draw draw = bb_draw_start(request.seed, request.version, BB_SPAN("questions"));
  for (size_t i = 0; i < units->count; i++)
    if (chosen[i]) order[count++] = (uint32_t)i;
  if (request.quiz->shuffle_questions && !request.as_written) bb_draw_shuffle(&draw, order, count);
  return count;
}

const struct bb_sheet *bb_quiz_draw(struct bb_arena *arena, struct bb_sheet_request request) {
  const struct bb_question **candidates;
  char form = form_of(request);
  size_t count = find_candidates(arena, request.quiz, form, &candidates);
  if (!count) return NULL;
  struct units units = find_units(arena, candidates, count);
  bool *chosen = BB_NEW_ARRAY(arena, units.count, bool);
  size_t wanted = wanted_of(&units, request);
  if (wanted == units.questions)
    memset(chosen, true, units.count);
  else
    choose(arena, &units, wanted, request.seed, chosen);
  uint32_t *order = BB_NEW_ARRAY(arena, units.count, uint32_t);
  size_t unit_count = order_units(&units, chosen, request, order);

  struct bb_sheet *sheet = BB_NEW(arena, struct bb_sheet);
  *sheet = (struct bb_sheet){.quiz = request.quiz->id,
                             .form = form,
                             .seed = request.seed,
                             .version = request.version,
                             .items = BB_NEW_ARRAY(arena, units.questions, struct bb_sheet_item)};
  for (size_t u = 0; u < unit_count; u++)
    for (size_t i = 0; i < units.list[order[u]].count && sheet->count < BB_SHEET_ITEMS_MAX; i++)
      sheet->items[sheet->count++] = make_item(arena, units.list[order[u]].questions[i], request);
  return sheet;
}
