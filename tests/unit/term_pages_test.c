/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "term/pages.h"

#include <setjmp.h>
#include <stdarg.h>
#include <string.h>

#include <cmocka.h>

static void lines_are_read(void **state) {
  (void)state;
  struct bb_arena arena = {0};
  struct bb_handbook_pages pages = {0};
  bb_handbook_pages_read(&arena, bb_span_of("m01-o1\t4\tWhat courts decide\nm02-o1\t១២\tក\n"),
                         &pages);
  assert_int_equal(pages.count, 2);
  const struct bb_handbook_place *place = bb_handbook_pages_find(&pages, bb_span_of("m02-o1"));
  assert_non_null(place);
  assert_true(bb_span_is(place->page, "១២"));
  assert_true(bb_span_is(place->section, "ក"));
  assert_null(bb_handbook_pages_find(&pages, bb_span_of("m03-o1")));
  bb_arena_free(&arena);
}

static void other_lines_are_passed_over(void **state) {
  (void)state;
  struct bb_arena arena = {0};
  struct bb_handbook_pages pages = {0};
  bb_handbook_pages_read(&arena, bb_span_of("\n\t\t\nm01-o1\nm01-o2\t\tx\n\t4\tx\nm01-o3\t4"),
                         &pages);
  assert_int_equal(pages.count, 1);
  assert_true(bb_span_is(pages.list[0].objective, "m01-o3"));
  assert_int_equal(pages.list[0].section.n, 0);
  bb_arena_free(&arena);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(lines_are_read),
      cmocka_unit_test(other_lines_are_passed_over),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
