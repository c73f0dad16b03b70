/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "term/wrap.h"

#include "base/buf.h"

#include <setjmp.h>
#include <stdarg.h>
#include <string.h>

#include <cmocka.h>

static void assert_rows(const char *tag, const char *text, unsigned columns, const char *rows) {
  struct bb_arena arena = {0};
  struct bb_lang lang;
  struct bb_buf got = {0};
  assert_true(bb_lang_parse(bb_span_of(tag), &lang));
  struct bb_wrapped wrapped = bb_term_wrap(&arena, &lang, bb_span_of(text), columns);
  assert_true(wrapped.count >= 1);
  for (size_t i = 0; i < wrapped.count; i++) {
    assert_true(bb_lang_width(wrapped.rows[i]) <= columns);
    bb_buf_printf(&got, "%s%.*s", i ? "|" : "", BB_SPAN_ARG(wrapped.rows[i]));
  }
  bb_buf_char(&got, '\0');
  assert_string_equal(got.p, rows);
  bb_buf_free(&got);
  bb_arena_free(&arena);
}

static void rows_end_between_words(void **state) {
  (void)state;
  assert_rows("en", "", 20, "");
  assert_rows("en", "The duty of the court", 11, "The duty of|the court");
  assert_rows("en", "one\ntwo", 20, "one|two");
  assert_rows("en", "one\n\ntwo", 20, "one||two");
  assert_rows("vi", "Tòa án nhân dân", 8, "Tòa án|nhân dân");
}

static void a_word_wider_than_a_row_is_cut_between_graphemes(void **state) {
  (void)state;
  assert_rows("en", "https://example.org/x", 10, "https://|example.or|g/x");
  assert_rows("en", "a\u0301a\u0301a\u0301a\u0301a\u0301a\u0301a\u0301a\u0301a\u0301a\u0301", 8,
              "a\u0301a\u0301a\u0301a\u0301a\u0301a\u0301a\u0301a\u0301|a\u0301a\u0301");
}

static void ideographs_take_two_columns(void **state) {
  (void)state;
  assert_rows("zh-Hans", "法院可以采用证据", 10, "法院可以采|用证据");
}

static void words_of_scripts_without_spaces_stay_whole(void **state) {
  (void)state;
  assert_rows("th", "ศาลรับฟังพยานหลักฐาน", 9, "ศาลรับฟัง|พยานหลัก|ฐาน");
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(rows_end_between_words),
      cmocka_unit_test(a_word_wider_than_a_row_is_cut_between_graphemes),
      cmocka_unit_test(ideographs_take_two_columns),
      cmocka_unit_test(words_of_scripts_without_spaces_stay_whole),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
