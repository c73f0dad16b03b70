/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Every type of question with every rule of credit, as tables: response -> verdict, credit.
 */
#include "quiz/quiz.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#define COUNT(array) (sizeof(array) / sizeof *(array))

static struct bb_arena arena;

/* "ac" -> {0, 2}; '-' is BB_UNANSWERED. */
static struct bb_response chosen(const char *letters) {
  struct bb_response response = {.choice_count = strlen(letters)};
  for (size_t i = 0; letters[i]; i++)
    response.choices[i] = letters[i] == '-' ? BB_UNANSWERED : (uint8_t)(letters[i] - 'a');
  return response;
}

static struct bb_response typed(const char *text) {
  struct bb_response response = {.text_count = 1};
  response.texts[0] = bb_span_of(text);
  return response;
}

static void expect(const struct bb_question *question, struct bb_response response,
                   const struct bb_typed *translated, const char *what, enum bb_verdict verdict,
                   int64_t num, int64_t den) {
  struct bb_marked marked = bb_quiz_mark(&arena, question, &response, translated);
  if (marked.verdict != verdict || marked.credit.num != num || marked.credit.den != den)
    fail_msg("\"%s\": verdict %d, %lld/%lld", what, (int)marked.verdict,
             (long long)marked.credit.num, (long long)marked.credit.den);
  assert_true(bb_fraction_is_credit(marked.credit));
}

struct row {
  const char *letters;
  enum bb_verdict verdict;
  int64_t num, den;
};

static void expect_rows(const struct bb_question *question, const struct row *rows, size_t count) {
  for (size_t i = 0; i < count; i++)
    expect(question, chosen(rows[i].letters), NULL, rows[i].letters, rows[i].verdict, rows[i].num,
           rows[i].den);
}

static void a_single_choice_is_all_or_nothing(void **state) {
  (void)state;
  struct bb_option options[] = {{0}, {.correct = true}, {0}};
  struct bb_question question = {.options = options, .option_count = 3};
  static const struct row rows[] = {
      {"b", BB_VERDICT_RIGHT, 1, 1},  {"a", BB_VERDICT_WRONG, 0, 1}, {"", BB_VERDICT_WRONG, 0, 1},
      {"bc", BB_VERDICT_WRONG, 0, 1}, {"d", BB_VERDICT_WRONG, 0, 1}, {"-", BB_VERDICT_WRONG, 0, 1},
  };
  expect_rows(&question, rows, COUNT(rows));
  question.type = BB_QUESTION_TRUEFALSE;
  question.option_count = 2;
  expect_rows(&question, rows, COUNT(rows));
}

static void a_single_choice_may_have_weights(void **state) {
  (void)state;
  struct bb_option options[] = {{.weight = 100}, {.weight = 50}, {.weight = -25}, {.weight = 33}};
  struct bb_question question = {
      .credit = BB_CREDIT_WEIGHTS, .options = options, .option_count = 4};
  static const struct row rows[] = {
      {"a", BB_VERDICT_RIGHT, 1, 1},
      {"b", BB_VERDICT_PARTLY, 1, 2},
      {"c", BB_VERDICT_WRONG, 0, 1},
      {"d", BB_VERDICT_PARTLY, 33, 100},
  };
  expect_rows(&question, rows, COUNT(rows));
}

static void a_multiple_response_by_each_rule(void **state) {
  (void)state;
  struct bb_option options[] = {{.correct = true, .weight = 40},
                                {.weight = -30},
                                {.correct = true, .weight = 40},
                                {.correct = true, .weight = 40},
                                {.weight = -30}};
  struct bb_question question = {
      .type = BB_QUESTION_MULTIPLE, .options = options, .option_count = 5};
  static const struct row all[] = {
      {"acd", BB_VERDICT_RIGHT, 1, 1},    {"dca", BB_VERDICT_RIGHT, 1, 1},
      {"ac", BB_VERDICT_WRONG, 0, 1},     {"acde", BB_VERDICT_WRONG, 0, 1},
      {"", BB_VERDICT_WRONG, 0, 1},       {"aac", BB_VERDICT_WRONG, 0, 1},
      {"abcdef", BB_VERDICT_WRONG, 0, 1},
  };
  static const struct row share[] = {
      {"acd", BB_VERDICT_RIGHT, 1, 1},  {"ac", BB_VERDICT_PARTLY, 2, 3},
      {"a", BB_VERDICT_PARTLY, 1, 3},   {"acdb", BB_VERDICT_PARTLY, 1, 2},
      {"acb", BB_VERDICT_PARTLY, 1, 6}, {"ab", BB_VERDICT_WRONG, 0, 1},
      {"be", BB_VERDICT_WRONG, 0, 1},   {"abcde", BB_VERDICT_WRONG, 0, 1},
  };
  static const struct row weights[] = {
      {"acd", BB_VERDICT_RIGHT, 1, 1},
      {"ac", BB_VERDICT_PARTLY, 4, 5},
      {"acb", BB_VERDICT_PARTLY, 1, 2},
      {"b", BB_VERDICT_WRONG, 0, 1},
  };
  expect_rows(&question, all, COUNT(all));
  question.credit = BB_CREDIT_SHARE;
  expect_rows(&question, share, COUNT(share));
  question.credit = BB_CREDIT_WEIGHTS;
  expect_rows(&question, weights, COUNT(weights));
}

static void a_share_where_all_options_are_right(void **state) {
  (void)state;
  struct bb_option options[] = {{.correct = true}, {.correct = true}};
  struct bb_question question = {.type = BB_QUESTION_MULTIPLE,
                                 .credit = BB_CREDIT_SHARE,
                                 .options = options,
                                 .option_count = 2};
  static const struct row rows[] = {{"ab", BB_VERDICT_RIGHT, 1, 1}, {"a", BB_VERDICT_PARTLY, 1, 2}};
  expect_rows(&question, rows, COUNT(rows));
}

static void an_order_by_right_neighbours(void **state) {
  (void)state;
  struct bb_option options[4] = {{0}};
  struct bb_question question = {
      .type = BB_QUESTION_ORDER, .credit = BB_CREDIT_SHARE, .options = options, .option_count = 4};
  static const struct row share[] = {
      {"abcd", BB_VERDICT_RIGHT, 1, 1},  {"bcda", BB_VERDICT_PARTLY, 2, 3},
      {"abdc", BB_VERDICT_PARTLY, 1, 3}, {"dcba", BB_VERDICT_WRONG, 0, 1},
      {"abc", BB_VERDICT_PARTLY, 2, 3},  {"", BB_VERDICT_WRONG, 0, 1},
      {"aabc", BB_VERDICT_WRONG, 0, 1},  {"abcde", BB_VERDICT_WRONG, 0, 1},
  };
  static const struct row all[] = {
      {"abcd", BB_VERDICT_RIGHT, 1, 1},
      {"bcda", BB_VERDICT_WRONG, 0, 1},
      {"abc", BB_VERDICT_WRONG, 0, 1},
  };
  expect_rows(&question, share, COUNT(share));
  question.credit = BB_CREDIT_ALL;
  expect_rows(&question, all, COUNT(all));
}

static void a_match_by_pairs(void **state) {
  (void)state;
  struct bb_inline words[] = {{.kind = BB_TEXT, .text = BB_SPAN("24/7")},
                              {.kind = BB_TEXT, .text = BB_SPAN("treaty")},
                              {.kind = BB_TEXT, .text = BB_SPAN("24/7")},
                              {.kind = BB_TEXT, .text = BB_SPAN("consent")}};
  struct bb_block cells[4] = {{.kind = BB_CELL, .inlines = &words[0]},
                              {.kind = BB_CELL, .inlines = &words[1]},
                              {.kind = BB_CELL, .inlines = &words[2]},
                              {.kind = BB_CELL, .inlines = &words[3]}};
  struct bb_option lefts[3] = {{0}}, targets[4] = {{.text = &cells[0]},
                                                   {.text = &cells[1]},
                                                   {.text = &cells[2]},
                                                   {.text = &cells[3]}};
  struct bb_question question = {.type = BB_QUESTION_MATCH,
                                 .options = lefts,
                                 .option_count = 3,
                                 .targets = targets,
                                 .target_count = 4};
  static const struct row rows[] = {
      {"abc", BB_VERDICT_RIGHT, 1, 1},  {"cba", BB_VERDICT_RIGHT, 1, 1}, /* two read the same */
      {"a--", BB_VERDICT_PARTLY, 1, 3}, {"abd", BB_VERDICT_PARTLY, 2, 3},
      {"bad", BB_VERDICT_WRONG, 0, 1},  {"---", BB_VERDICT_WRONG, 0, 1},
      {"ab", BB_VERDICT_PARTLY, 2, 3},  {"abz", BB_VERDICT_PARTLY, 2, 3},
  };
  expect_rows(&question, rows, COUNT(rows));
}

static void words_by_variant_in_both_languages(void **state) {
  (void)state;
  struct bb_accepted accepted[] = {{.text = BB_SPAN("preservation order"), .weight = 100},
                                   {.text = BB_SPAN("freezing order"), .weight = 50},
                                   {.text = BB_SPAN("Preservation Order"), .weight = 10}};
  struct bb_accepted khmer[] = {{.text = BB_SPAN("ដីកា រក្សាទុក"), .weight = 100},
                                {.text = BB_SPAN("មាត្រា ១៦"), .weight = 25}};
  struct bb_typed translated = {.accepted = khmer, .count = 2};
  struct bb_question question = {.type = BB_QUESTION_SHORT,
                                 .typed = {.accepted = accepted, .count = 3}};
  expect(&question, typed("  Preservation   ORDER. "), NULL, "folded", BB_VERDICT_RIGHT, 1, 1);
  expect(&question, typed("freezing order"), &translated, "half", BB_VERDICT_PARTLY, 1, 2);
  expect(&question, typed("ដីការក្សាទុក។"), &translated, "khmer", BB_VERDICT_RIGHT, 1, 1);
  expect(&question, typed("មាត្រា 16"), &translated, "digits", BB_VERDICT_PARTLY, 1, 4);
  expect(&question, typed("ដីការក្សាទុក"), NULL, "untranslated", BB_VERDICT_WRONG, 0, 1);
  expect(&question, typed("order"), &translated, "part", BB_VERDICT_WRONG, 0, 1);
  expect(&question, typed(" "), &translated, "nothing", BB_VERDICT_WRONG, 0, 1);
  expect(&question, (struct bb_response){0}, &translated, "none", BB_VERDICT_WRONG, 0, 1);
  struct bb_response half = typed("freezing order");
  assert_ptr_equal(bb_quiz_mark(&arena, &question, &half, NULL).accepted, &accepted[1]);
}

static void numbers_are_compared_exactly(void **state) {
  (void)state;
  struct bb_accepted accepted[] = {{.low = {140, 2}, .high = {142, 2}, .weight = 100},
                                   {.low = {1, 0}, .high = {2, 0}, .weight = 50},
                                   {.low = {-3, 0}, .high = {-25, 1}, .weight = 20}};
  struct bb_question question = {.type = BB_QUESTION_NUMBER,
                                 .typed = {.accepted = accepted, .count = 3}};
  static const struct {
    const char *text;
    enum bb_verdict verdict;
    int64_t num, den;
  } rows[] = {
      {"1.41", BB_VERDICT_RIGHT, 1, 1},
      {"1,41", BB_VERDICT_RIGHT, 1, 1},
      {"1.4", BB_VERDICT_RIGHT, 1, 1},
      {"1.42", BB_VERDICT_RIGHT, 1, 1},
      {"1.420000001", BB_VERDICT_PARTLY, 1, 2},
      {"1.399999999", BB_VERDICT_PARTLY, 1, 2},
      {"١٫٤١", BB_VERDICT_RIGHT, 1, 1},
      {"១,៤១", BB_VERDICT_RIGHT, 1, 1},
      {"１．４１", BB_VERDICT_RIGHT, 1, 1},
      {"2", BB_VERDICT_PARTLY, 1, 2},
      {"2.000000001", BB_VERDICT_WRONG, 0, 1},
      {"-2.75", BB_VERDICT_PARTLY, 1, 5},
      {"-2.499999999", BB_VERDICT_WRONG, 0, 1},
      {"-3.1", BB_VERDICT_WRONG, 0, 1},
      {"about 1.4", BB_VERDICT_UNREAD, 0, 1},
      {"1,410", BB_VERDICT_UNREAD, 0, 1},
      {"", BB_VERDICT_WRONG, 0, 1},
      {"99999999999999999", BB_VERDICT_WRONG, 0, 1},
  };
  for (size_t i = 0; i < COUNT(rows); i++)
    expect(&question, typed(rows[i].text), NULL, rows[i].text, rows[i].verdict, rows[i].num,
           rows[i].den);
}

static void times_are_read_on_any_clock(void **state) {
  (void)state;
  struct bb_accepted accepted[] = {{.low = {3600, 0}, .high = {5400, 0}, .weight = 100}};
  struct bb_question question = {.type = BB_QUESTION_TIME,
                                 .typed = {.accepted = accepted, .count = 1}};
  expect(&question, typed("01:00"), NULL, "01:00", BB_VERDICT_RIGHT, 1, 1);
  expect(&question, typed("1.30"), NULL, "1.30", BB_VERDICT_RIGHT, 1, 1);
  expect(&question, typed("១:៣០"), NULL, "khmer", BB_VERDICT_RIGHT, 1, 1);
  expect(&question, typed("1:31"), NULL, "1:31", BB_VERDICT_WRONG, 0, 1);
  expect(&question, typed("one"), NULL, "one", BB_VERDICT_UNREAD, 0, 1);
}

static void a_cloze_by_gaps(void **state) {
  (void)state;
  struct bb_option options[] = {{0}, {.correct = true}};
  struct bb_accepted words[] = {{.text = BB_SPAN("chain"), .weight = 100},
                                {.text = BB_SPAN("line"), .weight = 50}};
  struct bb_gap gaps[] = {{.options = options, .option_count = 2},
                          {.typed = {.accepted = words, .count = 2}},
                          {.options = options, .option_count = 2}};
  struct bb_question question = {.type = BB_QUESTION_CLOZE, .gaps = gaps, .gap_count = 3};
  static const struct {
    const char *letters, *text;
    enum bb_verdict verdict;
    int64_t num, den;
  } rows[] = {
      {"b-b", "Chain", BB_VERDICT_RIGHT, 1, 1}, {"b-a", "chain", BB_VERDICT_PARTLY, 2, 3},
      {"b-b", "line", BB_VERDICT_PARTLY, 5, 6}, {"---", "line", BB_VERDICT_PARTLY, 1, 6},
      {"b", "", BB_VERDICT_PARTLY, 1, 3},       {"a-a", "rope", BB_VERDICT_WRONG, 0, 1},
      {"z-z", "", BB_VERDICT_WRONG, 0, 1},      {"---", "", BB_VERDICT_WRONG, 0, 1},
  };
  for (size_t i = 0; i < COUNT(rows); i++) {
    struct bb_response response = chosen(rows[i].letters);
    response.text_count = 2;
    response.texts[1] = bb_span_of(rows[i].text);
    expect(&question, response, NULL, rows[i].letters, rows[i].verdict, rows[i].num, rows[i].den);
  }
  struct bb_accepted thai[] = {{.text = BB_SPAN("สายโซ่"), .weight = 100}};
  struct bb_typed translated[3] = {[1] = {.accepted = thai, .count = 1}};
  struct bb_response response = chosen("b-b");
  response.text_count = 2;
  response.texts[1] = BB_SPAN("สาย โซ่");
  expect(&question, response, translated, "thai", BB_VERDICT_RIGHT, 1, 1);
}

static void an_open_answer_waits(void **state) {
  (void)state;
  struct bb_question question = {.type = BB_QUESTION_ESSAY};
  expect(&question, typed("I would ask …"), NULL, "essay", BB_VERDICT_WAITING, 0, 1);
  expect(&question, typed(""), NULL, "empty", BB_VERDICT_WRONG, 0, 1);
}

/* No type earns anything, or crashes, for what cannot have been answered. */
static void hostile_responses_earn_nothing(void **state) {
  (void)state;
  struct bb_option options[3] = {{.correct = true}, {0}, {0}};
  struct bb_response response = {.choice_count = BB_OPTIONS_MAX};
  for (size_t i = 0; i < BB_OPTIONS_MAX; i++) response.choices[i] = (uint8_t)(200 + i);
  for (int type = BB_QUESTION_SINGLE; type <= BB_QUESTION_CLOZE; type++) {
    struct bb_question question = {.type = (enum bb_question_type)type,
                                   .options = options,
                                   .option_count = 3,
                                   .targets = options,
                                   .target_count = 3};
    expect(&question, response, NULL, "hostile", BB_VERDICT_WRONG, 0, 1);
  }
}

static void fractions_are_exact(void **state) {
  (void)state;
  struct bb_fraction sum = {0, 1};
  for (int i = 1; i <= 26; i++) sum = bb_fraction_add(sum, bb_fraction_of(1, i));
  assert_int_equal(sum.num, 34395742267);
  assert_int_equal(sum.den, 8923714800);
  struct bb_fraction product = bb_fraction_times((struct bb_fraction){5, 6}, 4);
  assert_int_equal(product.num, 10);
  assert_int_equal(product.den, 3);
  assert_true(bb_fraction_is_credit((struct bb_fraction){2599, 2600}));
  static const struct bb_fraction foreign[] = {{1, 0}, {-1, 2}, {3, 2},
                                               {2, 4}, {1, 29}, {INT64_MAX, INT64_MAX}};
  for (size_t i = 0; i < COUNT(foreign); i++) assert_false(bb_fraction_is_credit(foreign[i]));
  struct bb_fraction huge =
      bb_fraction_add((struct bb_fraction){INT64_MAX, 1}, (struct bb_fraction){1, INT64_MAX});
  assert_int_equal(huge.num, INT64_MAX);
}

static int free_all(void **state) {
  (void)state;
  bb_arena_free(&arena);
  return 0;
}

int main(void) {
  bb_lang_start();
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(a_single_choice_is_all_or_nothing),
      cmocka_unit_test(a_single_choice_may_have_weights),
      cmocka_unit_test(a_multiple_response_by_each_rule),
      cmocka_unit_test(a_share_where_all_options_are_right),
      cmocka_unit_test(an_order_by_right_neighbours),
      cmocka_unit_test(a_match_by_pairs),
      cmocka_unit_test(words_by_variant_in_both_languages),
      cmocka_unit_test(numbers_are_compared_exactly),
      cmocka_unit_test(times_are_read_on_any_clock),
      cmocka_unit_test(a_cloze_by_gaps),
      cmocka_unit_test(an_open_answer_waits),
      cmocka_unit_test(hostile_responses_earn_nothing),
      cmocka_unit_test(fractions_are_exact),
  };
  return cmocka_run_group_tests(tests, NULL, free_all);
}
