/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "catalog/key.h"

#include <setjmp.h>
#include <stdarg.h>

#include <cmocka.h>

static struct bb_arena arena;

static int end(void **state) {
  (void)state;
  bb_arena_free(&arena);
  return 0;
}

/* Spellings of one message. */
static void equal_texts_have_one_key(void **state) {
  (void)state;
  static const char *const pairs[][2] = {
      {"a *b* c", "a _b_ c"},
      {"a\nb", "a b"},
      {"  a b \n", "a b"},
      {"__a__", "**a**"},
      {"``a``", "`a`"},
      {"a\\! b", "a! b"},
      {"[a](b 'c')", "[a](b \"c\")"},
      {"a &amp; b", "a & b"},
      {"1. Scope", "1.  Scope\n"},
      {"", "  "},
  };
  for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i++) {
    struct bb_span a = bb_key_of(&arena, bb_span_of(pairs[i][0])),
                   b = bb_key_of(&arena, bb_span_of(pairs[i][1]));
    if (!bb_span_equal(a, b))
      fail_msg("\"%s\" has the key \"%.*s\", \"%s\" has \"%.*s\"", pairs[i][0], BB_SPAN_ARG(a),
               pairs[i][1], BB_SPAN_ARG(b));
  }
}

static void other_texts_have_other_keys(void **state) {
  (void)state;
  static const char *const pairs[][2] = {
      {"a *b* c", "a **b** c"}, {"a *b* c", "a b c"},         {"`a`", "a"},
      {"[a](b)", "[a](c)"},     {"\\*a\\*", "*a*"},           {"1. Scope", "2. Scope"},
      {"a[^1]", "a[^2]"},       {"![a](b)", "![a](b \"c\")"}, {"A", "a"},
  };
  for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i++)
    if (bb_span_equal(bb_key_of(&arena, bb_span_of(pairs[i][0])),
                      bb_key_of(&arena, bb_span_of(pairs[i][1]))))
      fail_msg("\"%s\" and \"%s\" have the same key", pairs[i][0], pairs[i][1]);
}

static void an_index_finds_what_was_added_first(void **state) {
  (void)state;
  enum { MANY = 1000 };
  struct bb_index index = {0};
  size_t value = 0;
  assert_false(bb_index_find(&index, BB_SPAN(""), BB_SPAN("x"), &value));
  for (size_t i = 0; i < MANY; i++)
    assert_true(bb_index_add(&arena, &index, BB_SPAN(""),
                             bb_span_of(bb_arena_printf(&arena, "%zu", i)), i));
  for (size_t i = 0; i < MANY; i++) {
    struct bb_span key = bb_span_of(bb_arena_printf(&arena, "%zu", i));
    assert_true(bb_index_find(&index, BB_SPAN(""), key, &value));
    assert_int_equal(value, i);
    assert_false(bb_index_find(&index, BB_SPAN("verb"), key, &value));
  }
  assert_false(bb_index_add(&arena, &index, BB_SPAN(""), BB_SPAN("7"), 8));
  assert_true(bb_index_find(&index, BB_SPAN(""), BB_SPAN("7"), &value));
  assert_int_equal(value, 7);
  /* the context is not just glued to the key */
  assert_true(bb_index_add(&arena, &index, BB_SPAN("a"), BB_SPAN("bc"), 1));
  assert_true(bb_index_add(&arena, &index, BB_SPAN("ab"), BB_SPAN("c"), 2));
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test_teardown(equal_texts_have_one_key, end),
      cmocka_unit_test_teardown(other_texts_have_other_keys, end),
      cmocka_unit_test_teardown(an_index_finds_what_was_added_first, end),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
