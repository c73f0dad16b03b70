/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/diag.h"
#include "base/source.h"

#include <setjmp.h>
#include <stdarg.h>
#include <string.h>

#include <cmocka.h>

static void messages_are_sorted_and_kept_once(void **state) {
  (void)state;
  struct bb_diags *diags = bb_diags_new();
  struct bb_buf out = {0};
  bb_diag_add(diags, BB_D_FILE_NOT_UTF8, (struct bb_place){"b.md", 2, 1}, "byte 0x%02X", 0xFF);
  bb_diag_add(diags, BB_D_FILE_NOT_UTF8, (struct bb_place){"a.md", 10, 4}, "%s", "");
  bb_diag_add(diags, BB_D_FILE_NOT_UTF8, (struct bb_place){"a.md", 9, 7}, "%s", "");
  bb_diag_add(diags, BB_D_FILE_NOT_UTF8, (struct bb_place){"a.md", 9, 7}, "%s", "");
  bb_diags_write_text(diags, NULL, &out);
  assert_string_equal(
      out.p,
      "a.md:9:7: error: the file is not UTF-8 text; left out; save it as UTF-8 [file-not-utf8]\n"
      "a.md:10:4: error: the file is not UTF-8 text; left out; save it as UTF-8 [file-not-utf8]\n"
      "b.md:2:1: error: the file is not UTF-8 text: byte 0xFF; left out; save it as UTF-8 "
      "[file-not-utf8]\n");
  assert_int_equal(bb_diags_count(diags, BB_ERROR), 3);
  bb_buf_free(&out);
  bb_diags_free(diags);
}

static void a_saved_collection_loads_the_same(void **state) {
  (void)state;
  struct bb_diags *diags = bb_diags_new(), *copy = bb_diags_new();
  struct bb_buf saved = {0}, a = {0}, b = {0};
  bb_diag_add(diags, BB_D_FILE_READ, (struct bb_place){0}, "tab\there, \"quotes\"");
  bb_diag_add(diags, BB_D_FILE_TOO_LARGE, (struct bb_place){"ភាសាខ្មែរ.md", 1, 2}, "%d", 7);
  bb_diags_save(diags, &saved);
  assert_true(bb_diags_load(copy, bb_buf_view(&saved)));
  struct bb_json json;
  bb_json_begin(&json, &a);
  bb_diags_write_json(diags, NULL, &json, NULL);
  bb_json_begin(&json, &b);
  bb_diags_write_json(copy, NULL, &json, NULL);
  assert_string_equal(a.p, b.p);
  assert_int_equal(bb_diags_worst(copy), BB_FATAL);
  assert_false(bb_diags_load(copy, bb_span_of("nonsense\n")));
  bb_buf_free(&saved), bb_buf_free(&a), bb_buf_free(&b);
  bb_diags_free(diags), bb_diags_free(copy);
}

static void millions_of_messages_stay_bounded(void **state) {
  (void)state;
  struct bb_diags *diags = bb_diags_new();
  for (uint32_t i = 0; i < 1000000; i++)
    bb_diag_add(diags, BB_D_FILE_NOT_UTF8, (struct bb_place){"a.md", i + 1, 1}, "%s", "");
  size_t count;
  bb_diags_sorted(diags, &count);
  assert_int_equal(count, BB_DIAG_MAX);
  assert_int_equal(bb_diags_dropped(diags), 1000000 - BB_DIAG_MAX);
  bb_diags_free(diags);
}

static void places_count_lines_and_code_points(void **state) {
  (void)state;
  struct bb_arena arena = {0};
  struct bb_span text = bb_span_of("one\nកខ x\n");
  const struct bb_source *source = bb_source_of(&arena, "t.md", text);
  struct bb_place x = bb_source_place(source, (uint32_t)bb_span_find(text, 0, "x"));
  struct bb_place end = bb_source_place(source, (uint32_t)text.n);
  assert_int_equal(x.line, 2);
  assert_int_equal(x.column, 4);
  assert_int_equal(end.line, 3);
  assert_int_equal(end.column, 1);
  bb_arena_free(&arena);
}

static void every_message_has_its_own_code(void **state) {
  (void)state;
  for (int i = 0; i < BB_DIAG_CODES; i++) {
    assert_true(strlen(bb_diag_text((enum bb_diag_code)i)) > 0);
    for (int j = 0; j < i; j++)
      assert_string_not_equal(bb_diag_slug((enum bb_diag_code)i),
                              bb_diag_slug((enum bb_diag_code)j));
  }
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(messages_are_sorted_and_kept_once),
      cmocka_unit_test(a_saved_collection_loads_the_same),
      cmocka_unit_test(millions_of_messages_stay_bounded),
      cmocka_unit_test(places_count_lines_and_code_points),
      cmocka_unit_test(every_message_has_its_own_code),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
