/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What was answered, shown again, is the same answer: for every type, in every order, whatever was
 * answered.
 */
#include "term/question.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static struct bb_arena arena;
static struct bb_diags *diags;
static const struct bb_course *course;
static struct bb_words words;

static int load(void **state) {
  (void)state;
  bb_lang_start();
  diags = bb_diags_new();
  course = bb_course_load(&arena, TESTS_FOLDER "/term/courses/sample", NULL, diags);
  if (!course || bb_diags_worst(diags) >= BB_WARNING) return -1;
  words =
      (struct bb_words){bb_catalog_load(&arena, course, &course->language, "nowhere", NULL, diags),
                        &course->language, &course->language};
  return 0;
}

static int unload(void **state) {
  (void)state;
  bb_diags_free(diags);
  bb_arena_free(&arena);
  return 0;
}

static uint32_t chance(uint32_t below) {
  static uint64_t state = 2026;
  state = state * 6364136223846793005u + 1442695040888963407u;
  return (uint32_t)(state >> 33) % below;
}

/* Presses keys at random, so that the ask holds something. */
static void answer(struct bb_ask *ask) {
  static const enum bb_key_kind kinds[] = {BB_KEY_UP, BB_KEY_DOWN, BB_KEY_RIGHT, BB_KEY_ENTER};
  for (uint32_t n = chance(12); n; n--) {
    struct bb_key key = {BB_KEY_CHARACTER, chance(2) ? 'a' + chance(4) : '1' + chance(4), false};
    if (chance(3) == 0) key = (struct bb_key){kinds[chance(4)], 0, false};
    bb_ask_key(ask, key);
  }
}

static void check_item(const struct bb_sheet_item *item) {
  struct bb_attempt_answer given = {0};
  struct bb_asked asked = {bb_quiz_item_question(course, item), item, &given};
  struct bb_view view = {0}, again = {0};
  assert_non_null(asked.question);
  bb_question_show(&arena, &words, asked, &view);
  struct bb_response none = bb_question_response(&arena, asked, &view.ask);
  assert_false(bb_response_is_given(asked.question, &none));
  answer(&view.ask);
  given.response = bb_question_response(&arena, asked, &view.ask);
  given.given = bb_response_is_given(asked.question, &given.response);
  bb_question_show(&arena, &words, asked, &again);
  struct bb_response same = bb_question_response(&arena, asked, &again.ask);
  assert_true(bb_response_equal(&given.response, &same));
  /* and it can be marked, and looked back at */
  given.marked = bb_quiz_mark(&arena, asked.question, &same, NULL);
  bb_question_review(&arena, &words, asked, &again.passages);
  bb_ask_free(&view.ask);
  bb_ask_free(&again.ask);
}

static void answers_come_back(void **state) {
  (void)state;
  for (uint64_t seed = 0; seed < 200; seed++) {
    const struct bb_sheet *sheet = bb_quiz_draw(
        &arena,
        (struct bb_sheet_request){.quiz = bb_course_quiz(course, bb_span_of("all")), .seed = seed});
    assert_int_equal(sheet->count, 10);
    for (size_t i = 0; i < sheet->count; i++) check_item(&sheet->items[i]);
  }
}

static void responses_differ(void **state) {
  (void)state;
  struct bb_response a = {.choices = {0, 1}, .choice_count = 2}, b = a;
  b.choices[1] = 2;
  assert_false(bb_response_equal(&a, &b));
  b.choice_count = 1;
  assert_false(bb_response_equal(&a, &b));
  struct bb_response c = {.texts = {BB_SPAN("a")}, .text_count = 1},
                     d = {.texts = {BB_SPAN("b")}, .text_count = 1};
  assert_false(bb_response_equal(&c, &d));
  assert_true(bb_response_equal(&c, &c));
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(answers_come_back),
      cmocka_unit_test(responses_differ),
  };
  return cmocka_run_group_tests(tests, load, unload);
}
