/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/source.h"

#include <setjmp.h>
#include <stdarg.h>
#include <string.h>

#include <cmocka.h>

static void assert_place(const struct bb_source *source, uint32_t offset, const char *path,
                         uint32_t line, uint32_t column) {
  struct bb_place place = bb_source_place(source, offset);
  assert_string_equal(place.path, path);
  assert_int_equal(place.line, line);
  assert_int_equal(place.column, column);
}

static void columns_count_code_points(void **state) {
  (void)state;
  struct bb_arena arena = {0};
  const struct bb_source *source =
      bb_source_of(&arena, "x", bb_span_of("aខb\n\n\xF0\x9F\x98\x80x"));
  assert_place(source, 0, "x", 1, 1);
  assert_place(source, 4, "x", 1, 3);
  assert_place(source, 5, "x", 1, 4);
  assert_place(source, 6, "x", 2, 1);
  assert_place(source, 7, "x", 3, 1);
  assert_place(source, 11, "x", 3, 2);
  assert_place(source, 12, "x", 3, 3);
  assert_place(source, 99, "x", 3, 3);
  bb_arena_free(&arena);
}

/* Counts are kept for every 1,024th byte, which may lie inside a character. */
static void a_long_line_has_true_columns(void **state) {
  (void)state;
  struct bb_arena arena = {0};
  struct bb_buf text = {0};
  bb_buf_string(&text, "first line\n");
  for (int i = 0; i < 5000; i++) bb_buf_string(&text, "ខ");
  const struct bb_source *source = bb_source_of(&arena, "x", bb_buf_view(&text));
  for (uint32_t i = 0; i <= 5000; i++) assert_place(source, 11 + 3 * i, "x", 2, i + 1);
  bb_buf_free(&text);
  bb_arena_free(&arena);
}

static void an_empty_text_has_a_first_place(void **state) {
  (void)state;
  struct bb_arena arena = {0};
  assert_place(bb_source_of(&arena, "x", bb_span_of("")), 0, "x", 1, 1);
  bb_arena_free(&arena);
}

static void a_source_goes_on_in_another(void **state) {
  (void)state;
  struct bb_arena arena = {0};
  struct bb_source whole = *bb_source_of(&arena, "x", bb_span_of("abc\ndef"));
  assert_place(&whole, BB_SOURCE_MORE, "x", 2, 4);
  whole.more = bb_source_of(&arena, "y", bb_span_of("gh\nij"));
  assert_place(&whole, 5, "x", 2, 2);
  assert_place(&whole, BB_SOURCE_MORE, "y", 1, 1);
  assert_place(&whole, BB_SOURCE_MORE + 4, "y", 2, 2);
  bb_arena_free(&arena);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(columns_count_code_points),
      cmocka_unit_test(a_long_line_has_true_columns),
      cmocka_unit_test(an_empty_text_has_a_first_place),
      cmocka_unit_test(a_source_goes_on_in_another),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
