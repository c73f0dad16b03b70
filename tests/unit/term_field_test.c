/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "term/field.h"

#include <setjmp.h>
#include <stdarg.h>
#include <string.h>

#include <cmocka.h>

static struct bb_lang lang_of(const char *tag) {
  struct bb_lang lang;
  assert_true(bb_lang_parse(bb_span_of(tag), &lang));
  return lang;
}

static void type(struct bb_field *field, const struct bb_lang *lang, const char *text) {
  struct bb_span s = bb_span_of(text);
  for (size_t at = 0; at < s.n;) {
    struct bb_key key = {.kind = BB_KEY_CHARACTER, .code_point = bb_utf8_decode(s, &at)};
    assert_true(bb_field_take(field, lang, key));
  }
}

static void press(struct bb_field *field, const struct bb_lang *lang, enum bb_key_kind kind) {
  assert_true(bb_field_take(field, lang, (struct bb_key){.kind = kind}));
}

static void assert_text(const struct bb_field *field, const char *text) {
  assert_true(bb_span_is(bb_buf_view(&field->text), text));
}

static void typing_goes_where_the_cursor_is(void **state) {
  (void)state;
  struct bb_lang en = lang_of("en");
  struct bb_field field;
  bb_field_open(&field, BB_SPAN("preserve"), 100, false);
  type(&field, &en, "d");
  press(&field, &en, BB_KEY_HOME);
  type(&field, &en, "was ");
  assert_text(&field, "was preserved");
  press(&field, &en, BB_KEY_DELETE);
  press(&field, &en, BB_KEY_BACKSPACE);
  assert_text(&field, "wasreserved");
  press(&field, &en, BB_KEY_END);
  press(&field, &en, BB_KEY_RIGHT); /* nothing behind it */
  press(&field, &en, BB_KEY_LEFT);
  type(&field, &en, "é");
  assert_text(&field, "wasreserveéd");
  assert_false(bb_field_take(&field, &en, (struct bb_key){.kind = BB_KEY_ENTER}));
  bb_field_free(&field);
}

static void the_cursor_moves_by_graphemes(void **state) {
  (void)state;
  struct bb_lang km = lang_of("km"), ar = lang_of("ar");
  struct bb_field field;
  bb_field_open(&field, BB_SPAN("កំ"), 100, false);
  press(&field, &km, BB_KEY_LEFT);
  assert_int_equal(field.cursor, 0);
  press(&field, &km, BB_KEY_RIGHT);
  press(&field, &km, BB_KEY_BACKSPACE); /* the vowel sign only */
  assert_text(&field, "ក");
  bb_field_free(&field);
  bb_field_open(&field, BB_SPAN("نعم"), 100, false);
  press(&field, &ar, BB_KEY_LEFT); /* onward, where one reads to the left */
  assert_int_equal(field.cursor, 6);
  press(&field, &ar, BB_KEY_RIGHT);
  assert_int_equal(field.cursor, 4);
  bb_field_free(&field);
}

static void what_does_not_fit_is_not_taken(void **state) {
  (void)state;
  struct bb_lang en = lang_of("en");
  struct bb_field field;
  bb_field_open(&field, (struct bb_span){0}, 5, false);
  type(&field, &en, "abcdé");
  assert_text(&field, "abcd");
  bb_field_free(&field);
}

static void an_essay_has_rows(void **state) {
  (void)state;
  struct bb_arena arena = {0};
  struct bb_lang en = lang_of("en");
  struct bb_field field;
  bb_field_open(&field, (struct bb_span){0}, 1000, true);
  struct bb_field_rows rows = bb_field_rows(&arena, &field, &en, 20);
  assert_int_equal(rows.count, 1);
  type(&field, &en, "The duty of the court");
  press(&field, &en, BB_KEY_ENTER);
  rows = bb_field_rows(&arena, &field, &en, 12);
  assert_int_equal(rows.count, 3);
  assert_int_equal(rows.cursor_row, 2);
  assert_int_equal(rows.cursor_column, 0);
  press(&field, &en, BB_KEY_UP);
  type(&field, &en, ">");
  assert_text(&field, "The duty of >the court\n");
  bb_field_free(&field);
  bb_arena_free(&arena);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(typing_goes_where_the_cursor_is),
      cmocka_unit_test(the_cursor_moves_by_graphemes),
      cmocka_unit_test(what_does_not_fit_is_not_taken),
      cmocka_unit_test(an_essay_has_rows),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
