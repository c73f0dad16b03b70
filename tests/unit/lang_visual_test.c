/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Lines for devices that put character after character from the left.
 */
#include "lang/lang.h"

#include <setjmp.h>
#include <stdarg.h>
#include <string.h>

#include <cmocka.h>

static void assert_visual(const char *line, bool rtl, const char *expected) {
  struct bb_arena arena = {0};
  struct bb_span visual = bb_lang_visual(&arena, bb_span_of(line), rtl);
  if (!bb_span_is(visual, expected))
    fail_msg("\"%s\" became \"%.*s\", not \"%s\"", line, BB_SPAN_ARG(visual), expected);
  bb_arena_free(&arena);
}

static void what_runs_to_the_right_stays(void **state) {
  (void)state;
  assert_visual("a) Hash (64)", false, "a) Hash (64)");
  assert_visual("", true, "");
}

static void words_turn_and_brackets_with_them(void **state) {
  (void)state;
  assert_visual("א(ב)ג", true, "ג(ב)א");
  assert_visual("אב 12 גד", true, "דג 12 בא");
  assert_visual("a אב b", false, "a בא b");
}

static void letters_are_joined(void **state) {
  (void)state;
  assert_visual("ببب", true, "\uFE90\uFE92\uFE91");
  assert_visual("لا", true, "\uFEFB"); /* lam and alef are one */
}

static void marks_follow_their_letters(void **state) {
  (void)state;
  assert_visual("بَب", true, "\uFE90\uFE91\u064E");
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(what_runs_to_the_right_stays),
      cmocka_unit_test(words_turn_and_brackets_with_them),
      cmocka_unit_test(letters_are_joined),
      cmocka_unit_test(marks_follow_their_letters),
  };
  bb_lang_start();
  return cmocka_run_group_tests(tests, NULL, NULL);
}
