/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/nearest.h"

#include <setjmp.h>
#include <stdarg.h>
#include <string.h>

#include <cmocka.h>

static const char *const options[] = {"--lang", "--level", "--locales", "--economy", "--edition"};

static const char *nearest(const char *word) {
  return bb_nearest(bb_span_of(word), options, sizeof options / sizeof *options);
}

static void test_one_change(void **state) {
  (void)state;
  assert_string_equal(nearest("--lang"), "--lang");
  assert_string_equal(nearest("--langs"), "--lang"); /* added */
  assert_string_equal(nearest("--lvel"), "--level"); /* dropped */
  assert_string_equal(nearest("--lang3"), "--lang"); /* added */
  assert_string_equal(nearest("--lnag"), "--lang");  /* swapped */
  assert_string_equal(nearest("--EDITION"), "--edition");
}

static void test_nothing_near(void **state) {
  (void)state;
  assert_null(nearest(""));
  assert_null(nearest("--zzzzzzz"));
  assert_null(nearest("x"));
  assert_null(bb_nearest(BB_SPAN("word"), NULL, 0));
}

static void test_long_words(void **state) {
  (void)state;
  char word[200];
  memset(word, 'a', sizeof word);
  const char *known[] = {
      "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"}; /* 63 */
  assert_ptr_equal(bb_nearest((struct bb_span){word, 63}, known, 1), known[0]);
  assert_null(bb_nearest((struct bb_span){word, 64}, known, 1));
  assert_null(bb_nearest((struct bb_span){word, 200}, known, 1));
}

int main(void) {
  const struct CMUnitTest tests[] = {cmocka_unit_test(test_one_change),
                                     cmocka_unit_test(test_nothing_near),
                                     cmocka_unit_test(test_long_words)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
