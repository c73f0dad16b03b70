/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/file.h"
#include "text/text.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

static struct bb_lang lang_of(const char *tag) {
  struct bb_lang lang;
  assert_true(bb_lang_parse(bb_span_of(tag), &lang));
  return lang;
}

static const struct bb_shaped *shape(struct bb_fonts *fonts, struct bb_arena *arena,
                                     const struct bb_lang *lang, const char *text,
                                     struct bb_diags *diags) {
  struct bb_span span = bb_span_of(text);
  struct bb_style_run run = {0, (uint32_t)span.n, {BB_SERIF, false, false}, BB_PT(10), lang, 0};
  return bb_text_shape(fonts, arena, arena, span, &run, 1, lang, lang->rtl,
                       (struct bb_place){"t", 1, 1}, diags);
}

static void faces_are_chosen_by_what_their_style_is_called(void **state) {
  (void)state;
  struct bb_diags *diags = bb_diags_new();
  struct bb_fonts *fonts = bb_fonts_open(diags);
  static const struct {
    const char *tag;
    struct bb_font_style style;
    const char *name;
  } cases[] = {
      {"my", {BB_SERIF, false, false}, "NotoSerifMyanmar-Regular"}, /* its bold claims 400, too */
      {"my", {BB_SERIF, true, false}, "NotoSerifMyanmar-Bold"},
      {"ur", {BB_SERIF, false, false}, "NotoNastaliqUrdu-Regular"},
      {"ar", {BB_SERIF, false, false}, "NotoNaskhArabic-Regular"},
      {"en", {BB_SANS, true, true}, "NotoSans-BoldItalic"},
      {"th", {BB_SANS, true, false}, "NotoSansThai-Bold"},
      {"zh-TW", {BB_SERIF, false, false}, "NotoSerifCJKtc-Regular"},
      {"ja", {BB_SANS, false, false}, "NotoSansCJKjp-Regular"},
      {"chr", {BB_SERIF, false, false}, "NotoSansCherokee-Regular"},
      {"ii", {BB_SERIF, false, false}, "NotoSansYi-Regular"}, /* in no table: by fontconfig */
  };
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
    struct bb_lang lang = lang_of(cases[i].tag);
    const struct bb_face *face = bb_fonts_find(fonts, cases[i].style, &lang, lang.script);
    assert_non_null(face);
    assert_string_equal(bb_face_name(face), cases[i].name);
  }
  bb_fonts_close(fonts);
  bb_diags_free(diags);
}

static void faces_are_numbered_in_order_of_first_use(void **state) {
  (void)state;
  struct bb_diags *diags = bb_diags_new();
  struct bb_fonts *fonts = bb_fonts_open(diags);
  const struct bb_font_style style = {BB_SERIF, false, false};
  struct bb_lang th = lang_of("th"), en = lang_of("en");
  assert_int_equal(bb_face_number(bb_fonts_find(fonts, style, &th, th.script)), 0);
  assert_int_equal(bb_face_number(bb_fonts_find(fonts, style, &en, en.script)), 1);
  assert_int_equal(bb_face_number(bb_fonts_find(fonts, style, &th, th.script)), 0);
  bb_fonts_close(fonts);
  bb_diags_free(diags);
}

static int32_t top_of(const struct bb_face *face, uint32_t glyph, struct bb_arena *arena) {
  struct bb_path path = bb_face_outline(face, glyph, arena);
  int32_t top = INT32_MIN;
  for (size_t k = 0; k < path.count; k++) {
    const struct bb_path_segment *s = &path.segments[k];
    int end = s->op == BB_CUBIC ? 2 : s->op == BB_QUAD ? 1 : 0;
    if (s->y[end] > top) top = s->y[end];
  }
  return top;
}

static void outlines_and_metrics_agree(void **state) {
  (void)state;
  struct bb_diags *diags = bb_diags_new();
  struct bb_fonts *fonts = bb_fonts_open(diags);
  struct bb_arena arena = {0};
  static const struct {
    const char *tag, *text;
    enum bb_path_op curve;
  } cases[] = {{"en", "oH ", BB_QUAD}, {"zh-Hans", "的H ", BB_CUBIC}};
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
    struct bb_lang lang = lang_of(cases[i].tag);
    const struct bb_shaped *shaped = shape(fonts, &arena, &lang, cases[i].text, diags);
    assert_int_equal(shaped->cluster_count, 3);
    const struct bb_face *face = shaped->runs[0].face;
    struct bb_path curved = bb_face_outline(face, shaped->clusters[0].glyphs[0].id, &arena);
    bool has_curve = false;
    for (size_t k = 0; k < curved.count; k++) {
      const struct bb_path_segment *s = &curved.segments[k];
      has_curve |= s->op == cases[i].curve;
    }
    assert_true(has_curve);
    assert_int_equal(curved.segments[0].op, BB_MOVE);
    assert_int_equal(top_of(face, shaped->clusters[1].glyphs[0].id, &arena),
                     bb_face_metrics(face)->cap_height);
    assert_int_equal(bb_face_outline(face, shaped->clusters[2].glyphs[0].id, &arena).count, 0);
    assert_true(shaped->clusters[2].space);
  }
  bb_arena_free(&arena);
  bb_fonts_close(fonts);
  bb_diags_free(diags);
}

/* The height of a letter at a size, in thousandths of that. */
static int32_t height(struct bb_fonts *fonts, struct bb_arena *arena, const char *tag,
                      struct bb_font_style style, const char *text, struct bb_diags *diags) {
  struct bb_lang lang = lang_of(tag);
  uint32_t n = (uint32_t)strlen(text);
  struct bb_style_run run = {0, n, style, BB_PT(10), &lang, 0};
  const struct bb_shaped *shaped =
      bb_text_shape(fonts, arena, arena, (struct bb_span){text, n}, &run, 1, &lang, lang.rtl,
                    (struct bb_place){0}, diags);
  const struct bb_face *face = shaped->runs[shaped->clusters[0].run].face;
  struct bb_path path = bb_face_outline(face, shaped->clusters[0].glyphs[0].id, arena);
  int32_t top = 0;
  for (size_t k = 0; k < path.count; k++) {
    const struct bb_path_segment *s = &path.segments[k];
    int end = s->op == BB_CUBIC ? 2 : s->op == BB_QUAD ? 1 : 0;
    if (top < s->y[end]) top = s->y[end];
  }
  return top * 1000 / bb_face_metrics(face)->units_per_em;
}

/* Whatever the face, its letters have the height that goes with Latin; Latin itself is as it is,
 * also in a line of another script. */
static void scripts_are_set_as_large_as_they_look(void **state) {
  (void)state;
  struct bb_diags *diags = bb_diags_new();
  struct bb_fonts *fonts = bb_fonts_open(diags);
  struct bb_arena arena = {0};
  static const struct {
    const char *tag, *text;
    int32_t height;
  } cases[] = {
      {"ar", "ا", 795}, {"fa", "ا", 795}, {"km", "ក", 670}, {"th", "ก", 590}, {"lo", "ກ", 582},
      {"my", "က", 546}, {"hi", "क", 645}, {"ta", "க", 535}, {"en", "x", 536}, {"km", "x", 536},
  };
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
    for (int k = 0; k < 4; k++) {
      struct bb_font_style style = {k & 1 ? BB_SANS : BB_SERIF, k & 2, false};
      int32_t got = height(fonts, &arena, cases[i].tag, style, cases[i].text, diags);
      assert_in_range(got, cases[i].height - 12, cases[i].height + 12);
    }
  bb_arena_free(&arena);
  bb_fonts_close(fonts);
  bb_diags_free(diags);
}

static void what_is_missing_is_told_once_and_shown(void **state) {
  (void)state;
  struct bb_diags *diags = bb_diags_new();
  struct bb_fonts *fonts = bb_fonts_open(diags);
  struct bb_arena arena = {0};
  struct bb_lang en = lang_of("en");
  const struct bb_shaped *shaped = NULL;
  for (int i = 0; i < 3; i++)
    shaped = shape(fonts, &arena, &en, "a\U00018B00\U00018B01 \uE123\uE123", diags);
  assert_int_equal(bb_diags_count(diags, BB_ERROR), 2);
  size_t count;
  const struct bb_diag *list = bb_diags_sorted(diags, &count);
  assert_int_equal(list[0].code, BB_D_FONT_SCRIPT);
  assert_string_equal(list[0].detail, "Kits (U+18B00 KHITAN SMALL SCRIPT CHARACTER-18B00, "
                                      "U+18B01 KHITAN SMALL SCRIPT CHARACTER-18B01)");
  assert_int_equal(list[1].code, BB_D_FONT_CHARACTER);
  assert_int_equal(shaped->cluster_count, 6);
  for (uint32_t i = 1; i < 6; i++)
    if (i != 3) /* U+FFFD, not a blank */
      assert_true(bb_face_outline(shaped->runs[shaped->clusters[i].run].face,
                                  shaped->clusters[i].glyphs[0].id, &arena)
                      .count > 0);
  assert_int_equal(shaped->clusters[1].size, 4); /* the text keeps the character */
  bb_arena_free(&arena);
  bb_fonts_close(fonts);
  bb_diags_free(diags);
}

/* ---- other sets of fonts, through a configuration of our own ---- */

static void use_fonts_of(struct bb_arena *arena, const char *folder, struct bb_diags *diags) {
  char here[4096];
  assert_non_null(getcwd(here, sizeof here));
  folder = bb_file_join(arena, here, folder);
  const char *path = bb_file_join(arena, folder, "fonts.conf");
  const char *text = bb_arena_printf(arena,
                                     "<?xml version=\"1.0\"?><!DOCTYPE fontconfig SYSTEM "
                                     "\"fonts.dtd\"><fontconfig><dir>%s</dir>"
                                     "<cachedir>%s/cache</cachedir></fontconfig>",
                                     folder, folder);
  assert_true(bb_file_write(path, bb_span_of(text), diags));
  assert_int_equal(setenv("FONTCONFIG_FILE", path, 1), 0);
}

static void without_fonts_there_is_a_message(void **state) {
  (void)state;
  struct bb_arena arena = {0};
  struct bb_diags *diags = bb_diags_new();
  use_fonts_of(&arena, "text_fonts_test.none", diags);
  assert_null(bb_fonts_open(diags));
  assert_int_equal(bb_diags_worst(diags), BB_FATAL);
  unsetenv("FONTCONFIG_FILE");
  bb_diags_free(diags);
  bb_arena_free(&arena);
}

/* Only a Thai font and a damaged Latin one: digits and Latin letters have no font, nor has U+FFFD;
 * nothing crashes, and everything missing is told. */
static void poor_and_damaged_fonts_are_survived(void **state) {
  (void)state;
  struct bb_arena arena = {0};
  struct bb_diags *diags = bb_diags_new();
  struct bb_fonts *fonts = bb_fonts_open(diags);
  struct bb_lang th = lang_of("th"), en = lang_of("en");
  const struct bb_font_style style = {BB_SERIF, false, false};
  struct bb_span thai, latin;
  const struct bb_face *thai_face = bb_fonts_find(fonts, style, &th, th.script),
                       *latin_face = bb_fonts_find(fonts, style, &en, en.script);
  assert_true(bb_file_read(&arena, bb_face_file(thai_face), 1 << 24, &thai, diags));
  assert_true(bb_file_read(&arena, bb_face_file(latin_face), 1 << 24, &latin, diags));
  bb_fonts_close(fonts);
  assert_true(bb_file_write("text_fonts_test.poor/thai.ttf", thai, diags));
  assert_true(
      bb_file_write("text_fonts_test.poor/cut.ttf", bb_span_cut(latin, 0, latin.n / 3), diags));
  use_fonts_of(&arena, "text_fonts_test.poor", diags);
  fonts = bb_fonts_open(diags);
  assert_non_null(fonts);
  const struct bb_shaped *shaped = shape(fonts, &arena, &th, "ศาล abc 12 ក", diags);
  assert_true(shaped->run_count > 0);
  assert_true(bb_diags_count(diags, BB_ERROR) >= 2);
  bb_fonts_close(fonts);
  unsetenv("FONTCONFIG_FILE");
  bb_diags_free(diags);
  bb_arena_free(&arena);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(faces_are_chosen_by_what_their_style_is_called),
      cmocka_unit_test(faces_are_numbered_in_order_of_first_use),
      cmocka_unit_test(outlines_and_metrics_agree),
      cmocka_unit_test(scripts_are_set_as_large_as_they_look),
      cmocka_unit_test(what_is_missing_is_told_once_and_shown),
      cmocka_unit_test(without_fonts_there_is_a_message),
      cmocka_unit_test(poor_and_damaged_fonts_are_survived),
  };
  bb_lang_start();
  return cmocka_run_group_tests(tests, NULL, NULL);
}
