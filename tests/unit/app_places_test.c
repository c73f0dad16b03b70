/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/places.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

static struct bb_arena arena;

static void expect(const char *named, const char *course, const char *locales) {
  struct places places = bb_places_find(&arena, named, NULL);
  assert_string_equal(places.course, course);
  assert_string_equal(places.locales, locales);
}

static void locales_stand_beside_the_course(void **state) {
  (void)state;
  expect("course", "course", "locales");
  expect("a/course", "a/course", "a/locales");
  expect("a/course//", "a/course", "a/locales");
  expect("/course", "/course", "/locales");
  expect("/", "/", "/locales");
}

static void locales_stand_beside_the_folder_courses(void **state) {
  (void)state;
  expect("courses/x", "courses/x", "locales");
  expect("a/courses/x/", "a/courses/x", "a/locales");
  expect("/courses/x", "/courses/x", "/locales");
  expect("a/mycourses/x", "a/mycourses/x", "a/mycourses/locales");
}

static void the_current_folder_has_a_name(void **state) {
  (void)state;
  assert_int_equal(chdir("/usr/share"), 0);
  expect(".", "/usr/share", "/usr/locales");
  expect("./", "/usr/share", "/usr/locales");
  expect("..", "/usr", "/locales");
}

static void what_is_named_counts(void **state) {
  (void)state;
  setenv("BENCHBOOK_DATA", "/data", 1);
  struct places places = bb_places_find(&arena, NULL, NULL);
  assert_string_equal(places.course, "/data/courses/cybercrime");
  assert_string_equal(places.locales, "/data/locales");
  assert_string_equal(places.labels, "/data/locales");
  places = bb_places_find(&arena, "a/x", "mine");
  assert_string_equal(places.locales, "mine");
  assert_string_equal(places.labels, "/data/locales");
  unsetenv("BENCHBOOK_DATA");
}

static int end(void **state) {
  (void)state;
  bb_arena_free(&arena);
  return 0;
}

int main(void) {
  const struct CMUnitTest tests[] = {cmocka_unit_test(locales_stand_beside_the_course),
                                     cmocka_unit_test(locales_stand_beside_the_folder_courses),
                                     cmocka_unit_test(the_current_folder_has_a_name),
                                     cmocka_unit_test(what_is_named_counts)};
  return cmocka_run_group_tests(tests, NULL, end);
}
