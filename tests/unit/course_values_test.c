/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What the key of a numeric question or of a time may be, and what a line of accepted answers.
 */
#include "course/quizzes.h"

#include <setjmp.h>
#include <stdarg.h>

#include <cmocka.h>

static struct bb_arena arena;

static int end(void **state) {
  (void)state;
  bb_arena_free(&arena);
  return 0;
}

static void keys_are_read_exactly(void **state) {
  (void)state;
  static const struct {
    const char *text;
    bool time;
    long long low, high;
    unsigned scale;
  } cases[] = {
      {"90", false, 90, 90, 0},
      {"-5..5", false, -5, 5, 0},
      {" 24 .. 72 ", false, 24, 72, 0},
      {"1.41 ± 0.01", false, 140, 142, 2},
      {"1.4 +- 0.01", false, 139, 141, 2},
      {"100 +/- 0.5", false, 995, 1005, 1},
      {"\xE2\x88\x92"
       "3",
       false, -3, -3, 0},
      {"0.000000001", false, 1, 1, 9},
      {"123456789012345", false, 123456789012345, 123456789012345, 0},
      {"5..5.50", false, 500, 550, 2},
      {"01:00", true, 3600, 3600, 0},
      {"9:05", true, 32700, 32700, 0},
      {"23:59:59", true, 86399, 86399, 0},
      {"08:00..09:30", true, 28800, 34200, 0},
      {"01:00 ± 00:05", true, 3300, 3900, 0},
      {"00:00", true, 0, 0, 0},
  };
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
    struct bb_decimal low, high;
    if (!bb_range_read(bb_span_of(cases[i].text), cases[i].time, &low, &high))
      fail_msg("not read: %s", cases[i].text);
    if (low.digits != cases[i].low || high.digits != cases[i].high || low.scale != cases[i].scale ||
        high.scale != cases[i].scale)
      fail_msg("%s: %lld e-%u .. %lld e-%u", cases[i].text, (long long)low.digits, low.scale,
               (long long)high.digits, high.scale);
  }
}

static void what_is_no_key_is_refused(void **state) {
  (void)state;
  static const char *const numbers[] = {"",
                                        "x",
                                        "1,5",
                                        "1 000",
                                        "1.",
                                        ".5",
                                        "--1",
                                        "1..",
                                        "..1",
                                        "5..4",
                                        "1 ±",
                                        "1 ± -1",
                                        "1e3",
                                        "1.2.3",
                                        "1...2",
                                        "1234567890123456",
                                        "0.1234567890",
                                        "123456789012345..0.000000001",
                                        "１"};
  static const char *const times[] = {
      "",        "1",     "24:00",  "12:60",        "12:00:60",      "12:0x",
      "1:2:3:4", "-1:00", "01:000", "23:00..01:00", "00:01 ± 00:02", "23:59 ± 00:01"};
  struct bb_decimal low, high;
  for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++)
    if (bb_range_read(bb_span_of(numbers[i]), false, &low, &high))
      fail_msg("read as a number: %s", numbers[i]);
  for (size_t i = 0; i < sizeof times / sizeof *times; i++)
    if (bb_range_read(bb_span_of(times[i]), true, &low, &high))
      fail_msg("read as a time: %s", times[i]);
}

static void a_message_of_answers_is_read_line_by_line(void **state) {
  (void)state;
  struct bb_typed typed = bb_course_typed(
      &arena, BB_SPAN("preservation order\n\n [50%]  freezing order \n[=] [sic]\n[x] a\n[0%] b\n"
                      "[-5%] c\n[101%] d\n[=]\n[25%]e"));
  assert_int_equal(typed.count, 4);
  assert_true(bb_span_is(typed.accepted[0].text, "preservation order"));
  assert_int_equal(typed.accepted[0].weight, 100);
  assert_true(bb_span_is(typed.accepted[1].text, "freezing order"));
  assert_int_equal(typed.accepted[1].weight, 50);
  assert_true(bb_span_is(typed.accepted[2].text, "[sic]"));
  assert_true(bb_span_is(typed.accepted[3].text, "e"));
  assert_int_equal(typed.accepted[3].weight, 25);
}

static void more_answers_than_allowed_are_passed_over(void **state) {
  (void)state;
  struct bb_buf message = {0};
  for (int i = 0; i < BB_ACCEPTED_MAX + 10; i++) bb_buf_printf(&message, "answer %d\n", i);
  assert_int_equal(bb_course_typed(&arena, bb_buf_view(&message)).count, BB_ACCEPTED_MAX);
  bb_buf_free(&message);
}

static void gaps_are_numbers_in_double_brackets(void **state) {
  (void)state;
  size_t size = 0;
  assert_int_equal(bb_course_gap(BB_SPAN("[[12]] hours"), &size), 12);
  assert_int_equal(size, 6);
  static const char *const others[] = {"", "[1]", "[[0]]", "[[x]]", "[[1]", "[[ 1 ]]", "[[1000]]"};
  for (size_t i = 0; i < sizeof others / sizeof *others; i++)
    assert_int_equal(bb_course_gap(bb_span_of(others[i]), &size), 0);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(keys_are_read_exactly),
      cmocka_unit_test(what_is_no_key_is_refused),
      cmocka_unit_test(a_message_of_answers_is_read_line_by_line),
      cmocka_unit_test(more_answers_than_allowed_are_passed_over),
      cmocka_unit_test(gaps_are_numbers_in_double_brackets),
  };
  return cmocka_run_group_tests(tests, NULL, end);
}
