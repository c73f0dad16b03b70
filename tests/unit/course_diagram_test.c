/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "course/course.h"

#include <setjmp.h>
#include <stdarg.h>

#include <cmocka.h>

static struct bb_block code(const char *word, const char *text) {
  return (struct bb_block){
      .kind = BB_CODE, .word = bb_span_of(word), .text = bb_span_of(text), .offset = 7};
}

static void a_pair_is_cut_at_the_first_colon_before_a_blank(void **state) {
  (void)state;
  struct bb_arena arena = {0};
  struct bb_diagram_line *lines;
  struct bb_block block =
      code("timeline", "10:30: the call: late\n\n 1 May :  x \n五月：开始\nalone");
  assert_true(bb_course_is_diagram(&block));
  assert_int_equal(bb_course_diagram(&arena, &block, &lines), 4);
  assert_true(bb_span_is(lines[0].cells[0], "10:30"));
  assert_true(bb_span_is(lines[0].cells[1], "the call: late"));
  assert_true(bb_span_is(lines[1].cells[0], "1 May"));
  assert_true(bb_span_is(lines[1].cells[1], "x"));
  assert_int_equal(lines[1].line, 2);
  assert_true(bb_span_is(lines[2].cells[0], "五月"));
  assert_true(bb_span_is(lines[2].cells[1], "开始"));
  assert_int_equal(lines[3].count, 1);
  assert_true(bb_span_is(lines[3].cells[0], "alone"));
  assert_int_equal(lines[3].offset, 7);
  bb_arena_free(&arena);
}

static void a_matrix_has_as_many_cells_in_each_line(void **state) {
  (void)state;
  struct bb_arena arena = {0};
  struct bb_diagram_line *lines;
  struct bb_block block = code("matrix", "| | a | b |\nc | d\n1|2|3|4|5|6|7|8|9");
  assert_int_equal(bb_course_diagram(&arena, &block, &lines), 3);
  for (size_t i = 0; i < 3; i++) assert_int_equal(lines[i].count, 8);
  assert_int_equal(lines[0].cells[0].n, 0);
  assert_true(bb_span_is(lines[0].cells[1], "a"));
  assert_true(bb_span_is(lines[1].cells[1], "d"));
  assert_int_equal(lines[1].cells[2].n, 0);
  assert_true(bb_span_is(lines[2].cells[7], "8"));
  bb_arena_free(&arena);
}

static void other_code_is_no_diagram(void **state) {
  (void)state;
  struct bb_block block = code("c", "a: b");
  assert_false(bb_course_is_diagram(&block));
  block = code("steps", "");
  struct bb_arena arena = {0};
  struct bb_diagram_line *lines;
  assert_int_equal(bb_course_diagram(&arena, &block, &lines), 0);
  block.kind = BB_PARAGRAPH;
  assert_false(bb_course_is_diagram(&block));
  bb_arena_free(&arena);
}

static void attributes_are_read_from_the_first_comment(void **state) {
  (void)state;
  static const struct {
    const char *comment;
    uint32_t lines;
  } cases[] = {{"lines=12", 12},  {"a=b  lines=5", 5}, {"lines=61", 0},
               {"lines=0", 0},    {"lines=", 0},       {"lines=7 lines=8", 7},
               {"no lines 5", 0}, {"x=lines=5", 0},    {"lines=60", 60}};
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
    struct bb_block callout = {.kind = BB_CALLOUT, .word = BB_SPAN("EXERCISE")};
    struct bb_block comment = {.kind = BB_COMMENT, .text = bb_span_of(cases[i].comment)};
    bb_markup_append(&callout, &comment);
    assert_int_equal(bb_course_attribute(&callout, "lines"), cases[i].lines);
  }
  struct bb_block empty = {.kind = BB_CALLOUT};
  assert_int_equal(bb_course_attribute(&empty, "lines"), 0);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(a_pair_is_cut_at_the_first_colon_before_a_blank),
      cmocka_unit_test(a_matrix_has_as_many_cells_in_each_line),
      cmocka_unit_test(other_code_is_no_diagram),
      cmocka_unit_test(attributes_are_read_from_the_first_comment),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
