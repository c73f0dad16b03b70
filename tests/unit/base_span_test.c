/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/span.h"

#include <setjmp.h>
#include <stdarg.h>

#include <cmocka.h>

static void natural_order_compares_numbers_as_numbers(void **state) {
  (void)state;
  assert_true(bb_span_natural_compare(bb_span_of("9-a.md"), bb_span_of("10-a.md")) < 0);
  assert_true(bb_span_natural_compare(bb_span_of("02-a.md"), bb_span_of("2-b.md")) < 0);
  assert_true(bb_span_natural_compare(bb_span_of("a"), bb_span_of("a1")) < 0);
  assert_int_equal(bb_span_natural_compare(bb_span_of("x7"), bb_span_of("x7")), 0);
}

static void malformed_utf8_is_found_at_its_first_byte(void **state) {
  (void)state;
  static const struct {
    const char *text;
    size_t bad;
  } cases[] = {
      {"abc", 3},
      {"\xE1\x9E\x80", 3},
      {"a\xC0\x80", 1},
      {"\xED\xA0\x80", 0},
      {"ok\xF4\x90\x80\x80", 2},
      {"\xE1\x9E", 0},
      {"\xF0\x9F\x98\x80", 4},
      {"x\x80", 1},
  };
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
    assert_int_equal(bb_utf8_check(bb_span_of(cases[i].text)), cases[i].bad);
}

static void encode_undoes_decode(void **state) {
  (void)state;
  static const uint32_t points[] = {0x24, 0x7FF, 0x800, 0x1780, 0xFFFD, 0x10000, 0x10FFFF};
  for (size_t i = 0; i < sizeof points / sizeof *points; i++) {
    char utf8[4];
    size_t at = 0, n = bb_utf8_encode(points[i], utf8);
    assert_int_equal(bb_utf8_decode((struct bb_span){utf8, n}, &at), points[i]);
    assert_int_equal(bb_utf8_before((struct bb_span){utf8, n}, n), points[i]);
    assert_int_equal(at, n);
  }
}

static void next_splits_and_ends(void **state) {
  (void)state;
  struct bb_span rest = bb_span_of("a,,b");
  assert_true(bb_span_is(bb_span_next(&rest, ','), "a"));
  assert_true(bb_span_is(bb_span_next(&rest, ','), ""));
  assert_true(bb_span_is(bb_span_next(&rest, ','), "b"));
  assert_null(bb_span_next(&rest, ',').p);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(natural_order_compares_numbers_as_numbers),
      cmocka_unit_test(malformed_utf8_is_found_at_its_first_byte),
      cmocka_unit_test(encode_undoes_decode),
      cmocka_unit_test(next_splits_and_ends),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
