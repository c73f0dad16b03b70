/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The time that is left, and when it is said.
 */
#include "base/process.h"
#include "term/view.h"

#include <setjmp.h>
#include <stdarg.h>
#include <string.h>

#include <cmocka.h>

static struct bb_arena arena;

static struct bb_words words_in(struct bb_lang *lang, const char *tag) {
  assert_true(bb_lang_parse(bb_span_of(tag), lang));
  return (struct bb_words){NULL, lang, lang};
}

static void assert_clock(const char *tag, int64_t ms, const char *expected) {
  struct bb_lang lang;
  struct bb_words words = words_in(&lang, tag);
  assert_true(bb_span_is(bb_say_clock(&arena, &words, ms), expected));
}

static void clocks(void **state) {
  (void)state;
  assert_clock("en", 0, "0:00");
  assert_clock("en", 1, "0:01"); /* not 0 while there is time */
  assert_clock("en", 59 * 1000, "0:59");
  assert_clock("en", 10 * 60 * 1000, "10:00");
  assert_clock("en", (3600 + 2 * 60 + 3) * 1000, "1:02:03");
  assert_clock("km", 65 * 1000, "១:០៥");
}

static bool warns(struct bb_dialogue *dialogue, int64_t left) {
  struct bb_lang lang;
  struct bb_words words = words_in(&lang, "en");
  dialogue->deadline = bb_process_clock() + left;
  return bb_dialogue_warning(&arena, dialogue, &words).n > 0;
}

static void warnings_come_once_each(void **state) {
  (void)state;
  struct bb_dialogue dialogue = {0};
  assert_false(warns(&dialogue, 301 * 1000));
  assert_true(warns(&dialogue, 299 * 1000));
  assert_false(warns(&dialogue, 200 * 1000));
  assert_true(warns(&dialogue, 59 * 1000));
  assert_false(warns(&dialogue, 10 * 1000));
}

static void who_comes_back_late_is_warned_at_once(void **state) {
  (void)state;
  struct bb_dialogue dialogue = {0};
  assert_true(warns(&dialogue, 30 * 1000));
  assert_false(warns(&dialogue, 20 * 1000));
}

static void the_next_thing_to_say(void **state) {
  (void)state;
  struct bb_lang lang;
  struct bb_words words = words_in(&lang, "en");
  struct bb_dialogue dialogue = {0};
  assert_int_equal(bb_dialogue_next(&dialogue), -1); /* no limit: for ever */
  assert_int_equal(bb_dialogue_warning(&arena, &dialogue, &words).n, 0);
  dialogue.deadline = bb_process_clock() + 400 * 1000;
  assert_in_range(bb_dialogue_next(&dialogue), 90 * 1000, 100 * 1000);
  dialogue.deadline = bb_process_clock() + 100 * 1000;
  assert_in_range(bb_dialogue_next(&dialogue), 30 * 1000, 40 * 1000);
  dialogue.deadline = bb_process_clock() - 1;
  assert_int_equal(bb_dialogue_left(&dialogue), 0);
  assert_int_equal(bb_dialogue_next(&dialogue), 0);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(clocks),
      cmocka_unit_test(warnings_come_once_each),
      cmocka_unit_test(who_comes_back_late_is_warned_at_once),
      cmocka_unit_test(the_next_thing_to_say),
  };
  bb_lang_start();
  int failed = cmocka_run_group_tests(tests, NULL, NULL);
  bb_arena_free(&arena);
  return failed;
}
