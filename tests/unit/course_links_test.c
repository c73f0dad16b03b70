/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "course/links.h"
#include "course/load.h"

#include <setjmp.h>
#include <stdarg.h>

#include <cmocka.h>

static void targets_resolve_inside_the_folder(void **state) {
  (void)state;
  static const struct {
    const char *file, *target, *path; /* path NULL: refused */
  } cases[] = {
      {"", "a.md", "a.md"},
      {"x.md", "./a.md", "a.md"},
      {"economies/ph.md", "../images/a.png", "images/a.png"},
      {"economies/ph.md", "a.png", "economies/a.png"},
      {"economies/ph.md", "../../a.png", NULL},
      {"", "images/../../a.png", NULL},
      {"", "images/../a.png", "a.png"},
      {"", "a//b/./c.md", "a/b/c.md"},
      {"", "a%20b.md", "a b.md"},
      {"", "%2e%2e/a.md", NULL},
      {"", "%2Fetc/passwd", NULL},
      {"", "a%00b.md", NULL},
      {"", "a%ff.md", NULL},
      {"", "a%zz.md", "a%zz.md"},
      {"", "100%", "100%"},
      {"", "a\\b.md", NULL},
      {"", "/etc/passwd", NULL},
      {"", "//host/a.md", NULL},
      {"", "", NULL},
      {"", ".", NULL},
      {"a/b.md", "..", NULL},
      {"", "..a/b..md", "..a/b..md"},
  };
  struct bb_arena arena = {0};
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
    const char *path = bb_load_resolve(&arena, cases[i].file, bb_span_of(cases[i].target));
    if (cases[i].path) {
      assert_non_null(path);
      assert_string_equal(path, cases[i].path);
    } else if (path) {
      fail_msg("\"%s\" gave \"%s\"", cases[i].target, path);
    }
  }
  bb_arena_free(&arena);
}

static void only_three_schemes_are_links(void **state) {
  (void)state;
  static const struct {
    const char *target, *scheme;
    bool allowed;
  } cases[] = {
      {"https://example.org", "https", true},
      {"HTTP://example.org", "HTTP", true},
      {"mailto:a@example.org", "mailto", true},
      {"javascript:alert(1)", "javascript", false},
      {"data:text/html,x", "data", false},
      {"file:///x", "file", false},
      {"C:\\x", "C", false},
      {"view-source:x", "view-source", false},
      {"1a:b", "", false},
      {"a/b:c", "", false},
      {"#a:b", "", false},
      {"a.md", "", false},
      {":x", "", false},
  };
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
    struct bb_span scheme = bb_link_scheme(bb_span_of(cases[i].target));
    assert_true(bb_span_is(scheme, cases[i].scheme));
    assert_int_equal(bb_link_scheme_is_allowed(scheme), cases[i].allowed);
  }
}

/* ---- links of a loaded course ---- */

static void assert_link(struct bb_arena *arena, const struct bb_course *course,
                        const struct bb_module *from, const char *target, enum bb_link_kind kind,
                        const char *anchor) {
  struct bb_span found = {0};
  enum bb_link_kind got = bb_course_link(arena, course, from, bb_span_of(target), &found);
  if (got != kind) fail_msg("\"%s\" is of kind %d, not %d", target, got, kind);
  if (kind == BB_LINK_INTERNAL && !bb_span_is(found, anchor))
    fail_msg("\"%s\" leads to \"%.*s\"", target, BB_SPAN_ARG(found));
}

static void a_course_knows_its_names(void **state) {
  (void)state;
  struct bb_arena arena = {0};
  struct bb_diags *diags = bb_diags_new();
  const struct bb_course *course =
      bb_course_load(&arena, TESTS_FOLDER "/golden/course/simple.course", NULL, diags);
  assert_non_null(course);
  const struct bb_module *first = &course->modules[0], *second = &course->modules[1];
  assert_link(&arena, course, first, "#end", BB_LINK_INTERNAL, "m01/end");
  assert_link(&arena, course, second, "#end", BB_LINK_BROKEN, "");
  assert_link(&arena, course, NULL, "#end", BB_LINK_BROKEN, "");
  assert_link(&arena, course, second, "01-first.md#end", BB_LINK_INTERNAL, "m01/end");
  assert_link(&arena, course, second, "01-first.md", BB_LINK_INTERNAL, "m01");
  assert_link(&arena, course, NULL, "02-second.md#middle", BB_LINK_INTERNAL, "m02-second/middle");
  assert_link(&arena, course, first, "#g-evidence", BB_LINK_INTERNAL, "g-evidence");
  assert_link(&arena, course, NULL, "#g-evidence", BB_LINK_INTERNAL, "g-evidence");
  assert_link(&arena, course, first, "glossary.md", BB_LINK_INTERNAL, "glossary");
  assert_link(&arena, course, first, "glossary.md#g-evidence", BB_LINK_INTERNAL, "g-evidence");
  assert_link(&arena, course, first, "glossary.md#end", BB_LINK_BROKEN, "");
  assert_link(&arena, course, first, "#m01/end", BB_LINK_BROKEN, "");
  assert_link(&arena, course, first, "#", BB_LINK_BROKEN, "");
  assert_link(&arena, course, first, "", BB_LINK_BROKEN, "");
  assert_link(&arena, course, first, "03-third.md", BB_LINK_BROKEN, "");
  assert_link(&arena, course, first, "https://example.org/#end", BB_LINK_EXTERNAL, "");
  assert_link(&arena, course, first, "https://example.org/ x", BB_LINK_BROKEN, "");
  assert_link(&arena, course, first, "javascript:x", BB_LINK_BROKEN, "");
  bb_diags_free(diags);
  bb_arena_free(&arena);
}

int main(void) {
  bb_lang_start();
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(targets_resolve_inside_the_folder),
      cmocka_unit_test(only_three_schemes_are_links),
      cmocka_unit_test(a_course_knows_its_names),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
