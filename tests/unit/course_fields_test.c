/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "course/load.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>

#include <cmocka.h>

struct fixture {
  struct bb_arena arena;
  struct bb_diags *diags;
  struct bb_course course;
  struct bb_loader loader;
};

static int set_up(void **state) {
  struct fixture *f = bb_alloc(sizeof *f);
  f->diags = bb_diags_new();
  f->loader = (struct bb_loader){.arena = &f->arena, .diags = f->diags, .course = &f->course};
  *state = f;
  return 0;
}

static int tear_down(void **state) {
  struct fixture *f = *state;
  bb_diags_free(f->diags);
  bb_arena_free(&f->arena);
  free(f);
  return 0;
}

static size_t errors(const struct fixture *f) {
  return bb_diags_count(f->diags, BB_ERROR);
}

static void ids_have_one_form(void **state) {
  (void)state;
  static const char *const good[] = {"a", "m08", "m08-o1", "a-", "x--y"};
  static const char *const bad[] = {"", "8", "A", "aB", "-a", "a_b", "é", "a b"};
  for (size_t i = 0; i < sizeof good / sizeof *good; i++)
    assert_true(bb_id_is_good(bb_span_of(good[i])));
  for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
    assert_false(bb_id_is_good(bb_span_of(bad[i])));
  char longest[65];
  for (size_t i = 0; i < 65; i++) longest[i] = 'a';
  assert_true(bb_id_is_good((struct bb_span){longest, 64}));
  assert_false(bb_id_is_good((struct bb_span){longest, 65}));
}

static void an_id_can_be_made_of_any_name(void **state) {
  static const struct {
    const char *name, *id;
  } cases[] = {{"Cyber Crime", "cyber-crime"},
               {"08-jurisdiction", "m08-jurisdiction"},
               {"--a--b--", "m-a-b"},
               {"ខ្មែរ", "m-0588bb"}, /* not the same as another name without Latin letters */
               {"", "m"},
               {"a.b_c", "a-b-c"}};
  struct fixture *f = *state;
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
    struct bb_span id = bb_id_make(&f->arena, bb_span_of(cases[i].name), 'm');
    assert_string_equal(id.p, cases[i].id);
    assert_true(bb_id_is_good(id));
  }
}

static struct bb_module front_matter(struct fixture *f, const char *text, uint32_t *end) {
  struct bb_module module = {0};
  *end =
      bb_load_front_matter(&f->loader, bb_source_of(&f->arena, "x.md", bb_span_of(text)), &module);
  return module;
}

static void dates_are_days_of_the_calendar(void **state) {
  static const struct {
    const char *text;
    int year;
  } cases[] = {{"2028-02-29", 2028}, {"2027-02-29", 0}, {"2027-13-01", 0},       {"2027-1-1", 0},
               {"22-11-2026", 0},    {"soon", 0},       {"\"2027-01-31\"", 2027}};
  struct fixture *f = *state;
  uint32_t end;
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
    size_t before = errors(f);
    const char *text =
        bb_arena_printf(&f->arena, "---\nid: m%zu\nreview_by: %s\n---\n", i, cases[i].text);
    struct bb_module module = front_matter(f, text, &end);
    assert_int_equal(module.review_by.year, cases[i].year);
    if (!cases[i].year) assert_int_equal(errors(f), before + 1);
  }
}

static void front_matter_ends_at_its_fence(void **state) {
  static const struct {
    const char *text;
    uint32_t end;
  } cases[] = {{"---\nid: a\n---\nText", 14},
               {"---\nid: a\n...\n", 14},
               {"---\n---", 7},
               {"---\r\nid: a\r\n--- \r\nText", 18},
               {"Text\n---\n", 0},
               {"---\n\nA rule.\n", 0},
               {"----\nid: a\n---\n", 0},
               {"", 0}};
  struct fixture *f = *state;
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
    uint32_t end;
    front_matter(f, cases[i].text, &end);
    assert_int_equal(end, cases[i].end);
  }
  assert_int_equal(errors(f), 0);
}

static struct bb_treaty_status treaty_of(struct fixture *f, const char *date) {
  const char *text = bb_arena_printf(
      &f->arena,
      "economies:\n- id: PH\n  name: P\n  treaties:\n  - {treaty: T, status: party, date: \"%s\", "
      "as_of: \"2026\", source: s, confidence: high}\n",
      date);
  f->course = (struct bb_course){0};
  bb_load_economies_from(&f->loader, bb_source_of(&f->arena, date, bb_span_of(text)));
  assert_int_equal(f->course.economy_count, 1);
  assert_int_equal(f->course.economies[0].treaty_count, 1);
  return f->course.economies[0].treaties[0];
}

static void facts_may_have_part_of_a_date(void **state) {
  static const struct {
    const char *written, *read;
  } cases[] = {{"2024", "2024"},          {"2024-06", "2024-06"}, {"2024-06-30", "2024-06-30"},
               {"unknown", "unknown"},    {"", "unknown"},        {"2024-13", "unknown"},
               {"2024-06-31", "unknown"}, {"24", "unknown"},      {"June 2024", "unknown"}};
  struct fixture *f = *state;
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
    assert_true(bb_span_is(treaty_of(f, cases[i].written).date, cases[i].read));
  assert_int_equal(errors(f), 4);
}

static void an_overdue_review_is_told_at_its_date(void **state) {
  struct fixture *f = *state;
  uint32_t end;
  struct bb_module modules[] = {front_matter(f, "---\nid: a\nreview_by: 2026-11-21\n---\n", &end),
                                front_matter(f, "---\nid: b\nreview_by: 2026-11-22\n---\n", &end),
                                front_matter(f, "---\nid: c\n---\n", &end)};
  const struct bb_course course = {.modules = modules, .module_count = 3};
  bb_course_check_dates(&course, (struct bb_date){2026, 11, 22}, f->diags);
  size_t count;
  const struct bb_diag *diag = bb_diags_sorted(f->diags, &count);
  assert_int_equal(count, 1);
  assert_int_equal(diag->code, BB_D_REVIEW_OVERDUE);
  assert_int_equal(diag->place.line, 3);
  assert_int_equal(diag->place.column, 12);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

int main(void) {
  const struct CMUnitTest tests[] = {
      TEST(ids_have_one_form),
      TEST(an_id_can_be_made_of_any_name),
      TEST(dates_are_days_of_the_calendar),
      TEST(front_matter_ends_at_its_fence),
      TEST(facts_may_have_part_of_a_date),
      TEST(an_overdue_review_is_told_at_its_date),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
