/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "quiz/quiz.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

static const struct bb_marked right = {BB_VERDICT_RIGHT, {1, 1}, NULL},
                              third = {BB_VERDICT_PARTLY, {1, 3}, NULL},
                              wrong = {BB_VERDICT_WRONG, {0, 1}, NULL},
                              waiting = {BB_VERDICT_WAITING, {0, 1}, NULL};

static struct bb_sheet_item items[] = {
    {.question = BB_SPAN("a"), .points = 2, .objective = BB_SPAN("o1")},
    {.question = BB_SPAN("b"), .points = 1, .objective = BB_SPAN("o2")},
    {.question = BB_SPAN("c"), .points = 3, .objective = BB_SPAN("o1")},
    {.question = BB_SPAN("d"), .points = 1},
};
static const struct bb_sheet sheet = {.quiz = BB_SPAN("m06"), .items = items, .count = 4};
static const struct bb_course course = {.id = BB_SPAN("cybercrime"), .version = BB_SPAN("1")};
static struct bb_quiz quiz = {
    .id = BB_SPAN("m06"), .seconds = 600, .pass = 50, .score = BB_SCORE_BEST};

static struct bb_attempt *begin(struct bb_arena *arena) {
  return bb_attempt_begin(arena, &course, &quiz, &sheet, BB_SPAN("p"), BB_SPAN("km"));
}

static bool answer(struct bb_attempt *attempt, size_t item, struct bb_marked marked, uint32_t at) {
  struct bb_response response = {.choices = {1}, .choice_count = 1};
  return bb_attempt_answer(attempt, item, &response, true, marked, at);
}

static void an_open_attempt_takes_answers(void **state) {
  (void)state;
  struct bb_arena arena = {0};
  struct bb_attempt *attempt = begin(&arena);
  assert_int_equal(attempt->rule, BB_SCORE_BEST);
  assert_false(bb_attempt_shows_feedback(attempt));
  assert_true(answer(attempt, 0, wrong, 10));
  assert_true(answer(attempt, 0, right, 20));
  assert_int_equal(attempt->answers[0].revisions, 2);
  assert_int_equal(attempt->answers[0].marked.verdict, BB_VERDICT_RIGHT);
  assert_int_equal(attempt->seconds_used, 20);
  assert_true(bb_attempt_flag(attempt, 1, true));
  assert_true(bb_attempt_hint(attempt, 1));
  assert_true(attempt->answers[1].flagged && attempt->answers[1].hinted);
  assert_true(bb_attempt_flag(attempt, 1, false));
  assert_false(attempt->answers[1].flagged);
  assert_true(bb_attempt_finish(attempt, 30));
  assert_true(bb_attempt_shows_feedback(attempt));
  assert_false(attempt->expired);
  bb_arena_free(&arena);
}

static void what_may_not_be_changes_nothing(void **state) {
  (void)state;
  struct bb_arena arena = {0};
  struct bb_attempt *attempt = begin(&arena);
  assert_true(answer(attempt, 0, right, 100));
  assert_false(answer(attempt, 4, right, 110));  /* no such item */
  assert_false(answer(attempt, 1, right, 99));   /* time runs backwards */
  assert_false(answer(attempt, 1, right, 601));  /* too late */
  assert_false(bb_attempt_finish(attempt, 601)); /* likewise */
  assert_int_equal(attempt->seconds_used, 100);
  assert_int_equal(attempt->answers[1].revisions, 0);
  assert_true(answer(attempt, 1, right, 600));
  assert_true(bb_attempt_expire(attempt));
  assert_int_equal(attempt->seconds_used, 600);
  assert_true(attempt->expired);
  assert_false(answer(attempt, 2, right, 600));
  assert_false(bb_attempt_flag(attempt, 2, true));
  assert_false(bb_attempt_hint(attempt, 2));
  assert_false(bb_attempt_finish(attempt, 600));
  assert_false(bb_attempt_expire(attempt));
  bb_arena_free(&arena);
}

static void practice_has_no_limit(void **state) {
  (void)state;
  struct bb_arena arena = {0};
  struct bb_quiz practice = quiz;
  practice.kind = BB_QUIZ_PRACTICE;
  struct bb_attempt *attempt =
      bb_attempt_begin(&arena, &course, &practice, &sheet, BB_SPAN("p"), BB_SPAN("km"));
  assert_true(bb_attempt_shows_feedback(attempt));
  assert_false(bb_attempt_expire(attempt));
  assert_true(answer(attempt, 0, right, 100000));
  bb_arena_free(&arena);
}

static void scores_are_exact_and_by_objective(void **state) {
  (void)state;
  struct bb_arena arena = {0};
  struct bb_attempt *attempt = begin(&arena);
  answer(attempt, 0, third, 1); /* 2/3 of 2 points */
  answer(attempt, 2, right, 2);
  answer(attempt, 3, waiting, 3);
  struct bb_score score = bb_attempt_score(attempt);
  assert_int_equal(score.earned.num, 11); /* 2/3 + 3 of 6 */
  assert_int_equal(score.earned.den, 3);
  assert_int_equal(score.possible.num, 6);
  assert_int_equal(score.percent, 61);
  assert_true(score.passed);
  assert_int_equal(score.right, 1);
  assert_int_equal(score.partly, 1);
  assert_int_equal(score.unanswered, 1);
  assert_int_equal(score.waiting, 1);
  struct bb_score second = bb_attempt_score_objective(attempt, BB_SPAN("o2"));
  assert_int_equal(second.percent, 0);
  assert_int_equal(second.possible.num, 1);
  struct bb_span *objectives;
  assert_int_equal(bb_attempt_objectives(&arena, attempt, &objectives), 2);
  assert_true(bb_span_is(objectives[0], "o1") && bb_span_is(objectives[1], "o2"));
  struct bb_response nothing = {0};
  assert_true(bb_attempt_answer(attempt, 2, &nothing, false, wrong, 4)); /* taken back */
  assert_int_equal(bb_attempt_score(attempt).unanswered, 2);
  bb_arena_free(&arena);
}

static void percentages_are_rounded_down(void **state) {
  (void)state;
  struct bb_arena arena = {0};
  struct bb_attempt *attempt = begin(&arena);
  attempt->pass = 34;
  for (size_t i = 0; i < 4; i++) answer(attempt, i, third, 1);
  assert_int_equal(bb_attempt_score(attempt).percent, 33);
  assert_false(bb_attempt_score(attempt).passed);
  attempt->pass = 33;
  assert_true(bb_attempt_score(attempt).passed);
  attempt->pass = 0;
  assert_false(bb_attempt_score(attempt).passed);
  bb_arena_free(&arena);
}

/* The largest sheet with the worst denominators stays exact. */
static void the_largest_sheet_fits(void **state) {
  (void)state;
  struct bb_arena arena = {0};
  static struct bb_sheet_item many[BB_SHEET_ITEMS_MAX];
  for (size_t i = 0; i < BB_SHEET_ITEMS_MAX; i++) many[i].points = BB_POINTS_MAX;
  struct bb_sheet large = {.items = many, .count = BB_SHEET_ITEMS_MAX};
  struct bb_attempt *attempt =
      bb_attempt_begin(&arena, &course, &quiz, &large, BB_SPAN("p"), BB_SPAN("km"));
  for (size_t i = 0; i < BB_SHEET_ITEMS_MAX; i++) {
    int64_t den = BB_MARK_DENOMINATOR;
    struct bb_marked marked = {BB_VERDICT_PARTLY, {den - 1, den}, NULL};
    assert_true(answer(attempt, i, marked, 1));
  }
  struct bb_score score = bb_attempt_score(attempt);
  assert_int_equal(score.percent, 99);
  assert_int_equal(score.possible.num, BB_SHEET_ITEMS_MAX * BB_POINTS_MAX);
  assert_true(score.passed);
  bb_arena_free(&arena);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(an_open_attempt_takes_answers),
      cmocka_unit_test(what_may_not_be_changes_nothing),
      cmocka_unit_test(practice_has_no_limit),
      cmocka_unit_test(scores_are_exact_and_by_objective),
      cmocka_unit_test(percentages_are_rounded_down),
      cmocka_unit_test(the_largest_sheet_fits),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
