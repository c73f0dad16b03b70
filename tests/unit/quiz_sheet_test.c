/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Sheets over a bank made by hand: ten questions of every type, two of them in a case, and a pool
 * for tests.
 */
#include "quiz/draw.h"
#include "quiz/quiz.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

enum { QUESTIONS = 12, SEEDS = 200 };

static struct bb_option five[5], four[4];
static struct bb_gap gaps[2] = {{.options = four, .option_count = 4}, {.option_count = 0}};
static struct bb_case cases[2] = {{.id = BB_SPAN("c1"), .question = 2, .question_count = 3},
                                  {.id = BB_SPAN("c2"), .question = 8, .question_count = 2}};

static struct bb_question bank[QUESTIONS] = {
    {.id = BB_SPAN("q1"),
     .rev = 1,
     .points = 1,
     .options = five,
     .option_count = 5,
     .shuffled = true,
     .objective = BB_SPAN("m06-o1")},
    {.id = BB_SPAN("q2"),
     .rev = 2,
     .points = 2,
     .type = BB_QUESTION_MULTIPLE,
     .options = four,
     .option_count = 4,
     .shuffled = true},
    {.id = BB_SPAN("q3"),
     .rev = 1,
     .points = 1,
     .type = BB_QUESTION_ORDER,
     .options = four,
     .option_count = 4,
     .kase = &cases[0]},
    {.id = BB_SPAN("q4"),
     .rev = 1,
     .points = 1,
     .type = BB_QUESTION_MATCH,
     .options = four,
     .option_count = 3,
     .targets = four,
     .target_count = 4,
     .kase = &cases[0]},
    {.id = BB_SPAN("q5"), .rev = 1, .points = 1, .type = BB_QUESTION_ESSAY, .kase = &cases[0]},
    {.id = BB_SPAN("q6"),
     .rev = 1,
     .points = 1,
     .type = BB_QUESTION_TRUEFALSE,
     .options = four,
     .option_count = 2,
     .shuffled = true},
    {.id = BB_SPAN("q7"),
     .rev = 1,
     .points = 1,
     .type = BB_QUESTION_CLOZE,
     .gaps = gaps,
     .gap_count = 2,
     .shuffled = true},
    {.id = BB_SPAN("q8"), .rev = 1, .points = 1, .options = four, .option_count = 4},
    {.id = BB_SPAN("q9"), .rev = 1, .points = 1, .type = BB_QUESTION_SHORT, .kase = &cases[1]},
    {.id = BB_SPAN("q10"), .rev = 1, .points = 1, .type = BB_QUESTION_NUMBER, .kase = &cases[1]},
    {.id = BB_SPAN("t1"), .rev = 1, .points = 1, .type = BB_QUESTION_TIME, .test_pool = true},
    {.id = BB_SPAN("t2"), .rev = 1, .points = 1, .type = BB_QUESTION_SHORT, .test_pool = true},
};

static struct bb_arena arena;

static struct bb_quiz quiz_of(uint32_t draw) {
  five[4].pinned = true;
  return (struct bb_quiz){.id = BB_SPAN("m06"),
                          .draw = draw,
                          .shuffle_questions = true,
                          .shuffle_options = true,
                          .questions = bank,
                          .question_count = QUESTIONS,
                          .cases = cases,
                          .case_count = 2};
}

static const struct bb_sheet *draw(const struct bb_quiz *quiz, uint64_t seed, uint32_t version) {
  return bb_quiz_draw(&arena,
                      (struct bb_sheet_request){.quiz = quiz, .seed = seed, .version = version});
}

static const char *dump(const struct bb_sheet *sheet) {
  struct bb_buf out = {0};
  bb_quiz_dump(sheet, &out);
  const char *text = bb_arena_string(&arena, bb_buf_view(&out));
  bb_buf_free(&out);
  return text;
}

static const struct bb_question *question_of(const struct bb_sheet_item *item) {
  for (size_t i = 0; i < QUESTIONS; i++)
    if (bb_span_equal(bank[i].id, item->question)) return &bank[i];
  fail_msg("no such question");
  return NULL;
}

/* The numbers of SplitMix64 from seed 1234567, as its authors' C code gives them. */
static void the_generator_is_splitmix64(void **state) {
  (void)state;
  static const uint64_t expected[] = {UINT64_C(6457827717110365317), UINT64_C(3203168211198807973),
                                      UINT64_C(9817491932198370423), UINT64_C(4593380528125082431),
                                      UINT64_C(16408922859458223821)};
  struct bb_draw numbers = {1234567};
  for (size_t i = 0; i < 5; i++) assert_true(bb_draw_next(&numbers) == expected[i]);
}

static void bounded_draws_are_even(void **state) {
  (void)state;
  enum { SIDES = 7, THROWS = 70000 };
  unsigned met[SIDES] = {0};
  struct bb_draw dice = bb_draw_start(1, 0, BB_SPAN("dice"));
  for (int i = 0; i < THROWS; i++) met[bb_draw_below(&dice, SIDES)]++;
  for (int i = 0; i < SIDES; i++) assert_in_range(met[i], 9600, 10400); /* 4 sigma */
}

/* Recorded once, to be the same on every machine, for good: a printed seed is a promise. */
static void a_seed_is_a_promise(void **state) {
  (void)state;
  struct bb_quiz quiz = quiz_of(6);
  assert_string_equal(dump(draw(&quiz, 42, 1)), "sheet m06 seed=42 version=1\n"
                                                "1 q8 rev=1 points=1 order=abcd\n"
                                                "2 q3 rev=1 points=1 order=acbd case=c1\n"
                                                "3 q4 rev=1 points=1 order=cdab case=c1\n"
                                                "4 q5 rev=1 points=1 case=c1\n"
                                                "5 q1 rev=1 points=1 order=bdace objective=m06-o1\n"
                                                "6 q7 rev=1 points=1 order=abdc\n");
}

static void every_option_appears_once_and_pins_stay(void **state) {
  (void)state;
  struct bb_quiz quiz = quiz_of(0);
  for (uint64_t seed = 0; seed < SEEDS; seed++) {
    const struct bb_sheet *sheet = draw(&quiz, seed, 1);
    assert_int_equal(sheet->count, 10);
    for (size_t i = 0; i < sheet->count; i++) {
      const struct bb_sheet_item *item = &sheet->items[i];
      const struct bb_question *question = question_of(item);
      unsigned met[5] = {0};
      assert_int_equal(item->order_count, bb_quiz_order_count(question));
      for (size_t k = 0; k < item->order_count; k++) met[item->order[k]]++;
      for (size_t k = 0; k < item->order_count; k++) assert_int_equal(met[k], 1);
      if (question->options == five) assert_int_equal(item->order[4], 4);
      bool solved = !memcmp(item->order, "\0\1\2\3", item->order_count);
      if (question->type == BB_QUESTION_ORDER || question->type == BB_QUESTION_MATCH)
        assert_false(solved);
      if (question->type == BB_QUESTION_TRUEFALSE || bb_span_is(question->id, "q8"))
        assert_true(solved);
    }
  }
}

static void a_quiz_that_shuffles_no_options_shows_choices_as_written(void **state) {
  (void)state;
  struct bb_quiz quiz = quiz_of(0);
  quiz.shuffle_options = false;
  for (uint64_t seed = 0; seed < SEEDS; seed++) {
    const struct bb_sheet *sheet = draw(&quiz, seed, 1);
    for (size_t i = 0; i < sheet->count; i++) {
      const struct bb_question *question = question_of(&sheet->items[i]);
      bool solved = !memcmp(sheet->items[i].order, "\0\1\2\3\4", sheet->items[i].order_count);
      if (question->type == BB_QUESTION_ORDER || question->type == BB_QUESTION_MATCH)
        assert_false(solved);
      else if (question->type != BB_QUESTION_CLOZE)
        assert_true(solved);
    }
  }
}

static void questions_appear_once_and_cases_stay_together(void **state) {
  (void)state;
  for (uint32_t wanted = 0; wanted <= 11; wanted++) {
    struct bb_quiz quiz = quiz_of(wanted);
    for (uint64_t seed = 0; seed < SEEDS; seed++) {
      const struct bb_sheet *sheet = draw(&quiz, seed, 0);
      assert_int_equal(sheet->count, wanted == 0 || wanted > 10 ? 10 : wanted);
      for (size_t i = 0; i < sheet->count; i++) {
        const struct bb_question *question = question_of(&sheet->items[i]);
        assert_false(question->test_pool);
        for (size_t k = 0; k < i; k++)
          assert_ptr_not_equal(question_of(&sheet->items[k]), question);
        if (!question->kase) continue;
        size_t place = (size_t)(question - bank) - question->kase->question; /* in its case */
        assert_true(i >= place && i - place + question->kase->question_count <= sheet->count);
        assert_ptr_equal(question_of(&sheet->items[i - place]), &bank[question->kase->question]);
        assert_string_equal(sheet->items[i].kase.p, question->kase->id.p);
      }
    }
  }
}

/* With cases alone, not every number can be drawn: the nearest below, else the smallest case. */
static void cases_are_drawn_whole(void **state) {
  (void)state;
  struct bb_question only[5];
  memcpy(only, &bank[2], 3 * sizeof *bank);
  memcpy(only + 3, &bank[8], 2 * sizeof *bank);
  struct bb_quiz quiz = quiz_of(4);
  quiz.questions = only;
  quiz.question_count = 5;
  assert_int_equal(draw(&quiz, 7, 0)->count, 3);
  quiz.draw = 1;
  assert_int_equal(draw(&quiz, 7, 0)->count, 2);
  quiz.draw = 5;
  assert_int_equal(draw(&quiz, 7, 0)->count, 5);
}

static void every_question_has_its_chance(void **state) {
  (void)state;
  unsigned met[QUESTIONS] = {0};
  struct bb_quiz quiz = quiz_of(5);
  for (uint64_t seed = 0; seed < 1000; seed++) {
    const struct bb_sheet *sheet = draw(&quiz, seed, 0);
    for (size_t i = 0; i < sheet->count; i++) met[question_of(&sheet->items[i]) - bank]++;
  }
  for (size_t i = 0; i < 10; i++) assert_in_range(met[i], 300, 700);
}

/* Of the 24 orders of q2, over seeds and over versions. */
static void every_order_has_its_chance(void **state) {
  (void)state;
  struct bb_quiz quiz = quiz_of(0);
  quiz.shuffle_questions = false;
  for (int versions = 0; versions < 2; versions++) {
    unsigned met[256] = {0}, kinds = 0;
    for (uint32_t i = 0; i < 2400; i++) {
      const struct bb_sheet *sheet = versions ? draw(&quiz, 1, i) : draw(&quiz, i, 1);
      const uint8_t *order = sheet->items[1].order;
      met[order[0] << 6 | order[1] << 4 | order[2] << 2 | order[3]]++;
    }
    for (int k = 0; k < 256; k++) {
      kinds += met[k] > 0;
      if (met[k]) assert_in_range(met[k], 60, 140); /* 4 sigma */
    }
    assert_int_equal(kinds, 24);
  }
}

static void versions_ask_the_same_in_another_order(void **state) {
  (void)state;
  struct bb_quiz quiz = quiz_of(6);
  const struct bb_sheet *one = draw(&quiz, 5, 1), *two = draw(&quiz, 5, 2);
  assert_int_equal(one->count, two->count);
  unsigned moved = 0;
  for (size_t i = 0; i < one->count; i++) {
    size_t k = 0;
    while (k < two->count && !bb_span_equal(one->items[i].question, two->items[k].question)) k++;
    assert_true(k < two->count);
    moved += k != i;
  }
  assert_true(moved > 0);
  assert_string_equal(dump(one), dump(draw(&quiz, 5, 1)));
}

static void as_written_shuffles_and_leaves_out_nothing(void **state) {
  (void)state;
  struct bb_quiz quiz = quiz_of(3);
  const struct bb_sheet *sheet =
      bb_quiz_draw(&arena, (struct bb_sheet_request){.quiz = &quiz, .seed = 9, .as_written = true});
  assert_int_equal(sheet->count, 10);
  for (size_t i = 0; i < sheet->count; i++) {
    assert_ptr_equal(question_of(&sheet->items[i]), &bank[i]);
    for (size_t k = 0; k < sheet->items[i].order_count; k++)
      assert_int_equal(sheet->items[i].order[k], k);
  }
}

static void tests_ask_the_questions_of_their_form(void **state) {
  (void)state;
  const struct bb_question *a[] = {&bank[10], &bank[0]}, *b[] = {&bank[11], &bank[7]};
  struct bb_quiz quiz = {.id = BB_SPAN("pretest"),
                         .kind = BB_QUIZ_PRETEST,
                         .shuffle_questions = true,
                         .forms = {{a, 2}, {b, 2}}};
  struct bb_sheet_request request = {.quiz = &quiz, .seed = 3};
  const struct bb_sheet *first = bb_quiz_draw(&arena, request);
  request.form = 'B';
  const struct bb_sheet *second = bb_quiz_draw(&arena, request);
  assert_int_equal(first->form, 'A');
  assert_int_equal(second->form, 'B');
  assert_int_equal(first->count + second->count, 4);
  for (size_t i = 0; i < 2; i++)
    for (size_t k = 0; k < 2; k++)
      assert_false(bb_span_equal(first->items[i].question, second->items[k].question));
}

static void a_quiz_without_questions_has_no_sheet(void **state) {
  (void)state;
  struct bb_quiz quiz = {.id = BB_SPAN("empty")};
  assert_null(draw(&quiz, 1, 1));
}

static int free_all(void **state) {
  (void)state;
  bb_arena_free(&arena);
  return 0;
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(the_generator_is_splitmix64),
      cmocka_unit_test(bounded_draws_are_even),
      cmocka_unit_test(a_seed_is_a_promise),
      cmocka_unit_test(every_option_appears_once_and_pins_stay),
      cmocka_unit_test(a_quiz_that_shuffles_no_options_shows_choices_as_written),
      cmocka_unit_test(questions_appear_once_and_cases_stay_together),
      cmocka_unit_test(cases_are_drawn_whole),
      cmocka_unit_test(every_question_has_its_chance),
      cmocka_unit_test(every_order_has_its_chance),
      cmocka_unit_test(versions_ask_the_same_in_another_order),
      cmocka_unit_test(as_written_shuffles_and_leaves_out_nothing),
      cmocka_unit_test(tests_ask_the_questions_of_their_form),
      cmocka_unit_test(a_quiz_without_questions_has_no_sheet),
  };
  return cmocka_run_group_tests(tests, NULL, free_all);
}
