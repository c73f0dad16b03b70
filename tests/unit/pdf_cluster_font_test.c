/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pdf/cluster_font.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>

#include <cmocka.h>

static struct bb_diags *diags;
static struct bb_fonts *installed;
static const struct bb_face *face;
static struct bb_arena arena;
static struct bb_cluster_fonts *fonts;

static int open_face(void **state) {
  (void)state;
  struct bb_lang lang;
  bb_lang_start();
  diags = bb_diags_new();
  installed = bb_fonts_open(diags);
  if (!installed || !bb_lang_parse(BB_SPAN("en"), &lang)) return -1;
  face = bb_fonts_find(installed, (struct bb_font_style){0}, &lang, BB_SCRIPT_LATIN);
  return face ? 0 : -1;
}

static int close_face(void **state) {
  (void)state;
  bb_fonts_close(installed);
  bb_diags_free(diags);
  return 0;
}

static int begin(void **state) {
  (void)state;
  fonts = bb_cluster_fonts_new(&arena);
  return 0;
}

static int end(void **state) {
  (void)state;
  bb_cluster_fonts_free(fonts);
  bb_arena_free(&arena);
  return 0;
}

static const struct bb_glyph one[] = {{40, 0, 0}}, moved[] = {{40, 0, 9}},
                             two[] = {{40, 0, 0}, {50, 300, 0}};

static struct bb_code code_of(const struct bb_glyph *glyphs, uint32_t count, const char *text,
                              int32_t width, int32_t stretch) {
  struct bb_cluster_key key = {face, glyphs, count, bb_span_of(text), BB_FULL_SIZE, 0};
  return bb_cluster_fonts_code(fonts, &key, width, stretch);
}

static void a_cluster_is_its_glyphs_offsets_and_text(void **state) {
  (void)state;
  struct bb_code first = code_of(one, 1, "A", 500, 0);
  assert_int_equal(first.font, 0);
  assert_int_equal(code_of(one, 1, "A", 400, 0).code, first.code); /* not its width */
  assert_int_equal(code_of(one, 1, "A", 400, 0).width, first.width);
  assert_int_not_equal(code_of(one, 1, "\xCE\x91", 500, 0).code, first.code);
  assert_int_not_equal(code_of(moved, 1, "A", 500, 0).code, first.code);
  assert_int_not_equal(code_of(two, 2, "A", 500, 0).code, first.code);
  assert_int_not_equal(code_of(NULL, 0, "A", 500, 0).code, first.code);
  assert_int_equal(code_of(two, 2, "A", 1, 0).code, code_of(two, 2, "A", 2, 0).code);
  assert_int_not_equal(code_of(one, 1, "", 500, 0).code, first.code);
  assert_int_not_equal(code_of(one, 1, "ABCDE", 500, 0).code, code_of(one, 1, "BCDE", 500, 0).code);
  assert_int_equal(code_of(one, 1, "ABCDE", 500, 0).code, code_of(one, 1, "ABCDE", 500, 0).code);
  struct bb_cluster_key raised = {face, one, 1, BB_SPAN("A"), BB_FULL_SIZE / 2, 300};
  assert_int_not_equal(bb_cluster_fonts_code(fonts, &raised, 250, 0).code, first.code);
}

static void only_what_has_a_code_is_found(void **state) {
  (void)state;
  struct bb_cluster_key key = {face, two, 2, BB_SPAN("A"), BB_FULL_SIZE, 0};
  assert_null(bb_cluster_fonts_find(fonts, &key, 0));
  struct bb_code code = bb_cluster_fonts_code(fonts, &key, 500, 0);
  const struct bb_code *found = bb_cluster_fonts_find(fonts, &key, 0);
  assert_non_null(found);
  assert_int_equal(found->code, code.code);
  assert_int_equal(found->width, 500);
  assert_null(bb_cluster_fonts_find(fonts, &key, 1));
}

static void a_stretched_code_has_a_width_of_its_own(void **state) {
  (void)state;
  struct bb_code plain = code_of(one, 1, "A", 500, 0), wide = code_of(one, 1, "A", 570, 7);
  assert_int_not_equal(wide.code, plain.code);
  assert_int_equal(plain.width, 500);
  assert_int_equal(wide.width, 570);
  assert_int_equal(code_of(one, 1, "A", 570, 7).code, wide.code);
  assert_int_equal(code_of(one, 1, "A", -20, -52).width, 0);
}

static void past_the_limit_a_face_goes_on_in_another_font(void **state) {
  (void)state;
  struct bb_code code = {0};
  for (int i = 0; i < BB_CLUSTER_FONT_GLYPHS + 10; i++)
    code = code_of(two, 2, bb_arena_printf(&arena, "%d", i), 500, 0);
  assert_int_equal(code.font, 1);
  assert_in_range(code.code, 1, 20);
  assert_int_equal(code_of(two, 2, "0", 500, 0).font, 0);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test_setup_teardown(a_cluster_is_its_glyphs_offsets_and_text, begin, end),
      cmocka_unit_test_setup_teardown(only_what_has_a_code_is_found, begin, end),
      cmocka_unit_test_setup_teardown(a_stretched_code_has_a_width_of_its_own, begin, end),
      cmocka_unit_test_setup_teardown(past_the_limit_a_face_goes_on_in_another_font, begin, end),
  };
  return cmocka_run_group_tests(tests, open_face, close_face);
}
