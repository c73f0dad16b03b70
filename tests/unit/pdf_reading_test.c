/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Lines as they are written for readers.  What poppler makes of them is tested in tests/pdf; here
 * is what is done.  The expected lines are the texts of what is shown, from left to right, parted
 * by "|", with < and > for the marks U+200F and U+200E.
 */
#include "pdf/reading.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

static struct bb_diags *diags;
static struct bb_fonts *installed;
static const struct bb_face *face;
static struct bb_lang lang;
static int32_t units;

static int open_face(void **state) {
  (void)state;
  bb_lang_start();
  diags = bb_diags_new();
  installed = bb_fonts_open(diags);
  if (!installed || !bb_lang_parse(BB_SPAN("en"), &lang)) return -1;
  face = bb_fonts_find(installed, (struct bb_font_style){0}, &lang, BB_SCRIPT_LATIN);
  if (!face) return -1;
  units = bb_face_metrics(face)->units_per_em;
  return 0;
}

static int close_face(void **state) {
  (void)state;
  bb_fonts_close(installed);
  bb_diags_free(diags);
  return 0;
}

/* ---- lines by hand ---- */

enum { EM = 640, LINE_MAX_CLUSTERS = 32, LINE_MAX_RUNS = 8 };

struct made {
  struct bb_line line;
  struct bb_page page;
  struct bb_glyph_run runs[LINE_MAX_RUNS];
  struct bb_placed placed[LINE_MAX_CLUSTERS];
  size_t cluster_count;
  bb_len x;
};

static const struct bb_glyph glyph = {.id = 40};

/* Clusters (parted by "|", left to right) half an em wide each, in one run. */
static void add_run(struct made *m, const char *clusters, bool rtl) {
  struct bb_glyph_run *run = &m->runs[m->line.run_count++];
  *run = (struct bb_glyph_run){.face = face,
                               .em = EM,
                               .rtl = rtl,
                               .lang = &lang,
                               .text = bb_span_of(clusters),
                               .placed = &m->placed[m->cluster_count]};
  struct bb_span rest = run->text;
  for (struct bb_span c; (c = bb_span_next(&rest, '|')).p; m->x += EM / 2) {
    m->placed[m->cluster_count++] = (struct bb_placed){.glyphs = &glyph,
                                                       .glyph_count = 1,
                                                       .start = (uint32_t)(c.p - clusters),
                                                       .size = (uint32_t)c.n,
                                                       .advance = units / 2,
                                                       .x = m->x};
    run->count++;
  }
}

static void begin(struct made *m, bool rtl) {
  memset(m, 0, sizeof *m);
  m->line.rtl = rtl;
  m->line.runs = m->runs;
  m->page = (struct bb_page){.height = BB_PT(100), .lines = &m->line, .line_count = 1};
}

static void assert_shown(struct made *m, const char *expected) {
  struct bb_arena arena = {0};
  struct bb_buf got = {0};
  size_t count;
  struct bb_page_reading reading = bb_page_reading(&m->page, m->line.rtl);
  struct bb_shown *list = bb_line_shown(&m->line, &reading, &arena, &count);
  for (size_t i = 0; i < count; i++) {
    if (i) bb_buf_char(&got, '|');
    if (bb_span_is(list[i].cluster.text, "\xE2\x80\x8F"))
      bb_buf_char(&got, '<');
    else if (bb_span_is(list[i].cluster.text, "\xE2\x80\x8E"))
      bb_buf_char(&got, '>');
    else
      bb_buf_span(&got, list[i].cluster.text);
    if (i) assert_true(list[i - 1].x <= list[i].x);
  }
  assert_string_equal(got.p, expected);
  bb_buf_free(&got);
  bb_arena_free(&arena);
}

/* ---- tests ---- */

static void a_left_to_right_line_is_left_alone(void **state) {
  (void)state;
  struct made m;
  begin(&m, false);
  add_run(&m, "ffi|c|e| |1|.", false);
  assert_shown(&m, "ffi|c|e| |1|.");
}

static void right_to_left_clusters_are_cut_up(void **state) {
  (void)state;
  struct made m;
  begin(&m, true);
  add_run(&m, "\xD8\xA8\xD9\x8E|\xD9\x84\xD8\xA7", true); /* beh fatha, lam alef */
  assert_shown(&m, "\xD9\x8E|\xD8\xA8|\xD8\xA7|\xD9\x84");
}

static void marks_fence_in_what_opens_a_stretch(void **state) {
  (void)state;
  struct made m;
  begin(&m, true);
  add_run(&m, ".|\xD8\xA8", true);
  assert_shown(&m, "<|.|\xD8\xA8");
  begin(&m, true);
  add_run(&m, "\xD8\xA8| ", true);
  add_run(&m, "C|+|)", false); /* ends in a neutral character */
  add_run(&m, " |\xD8\xA8", true);
  assert_shown(&m, "\xD8\xA8| |<|C|+|)|>| |\xD8\xA8");
}

static void hyphens_at_the_end_say_whose_they_are(void **state) {
  (void)state;
  struct made m;
  begin(&m, false);
  add_run(&m, "a|-|b|-", false);
  assert_shown(&m, "a|-|b|-\xE2\x80\x8B");
  begin(&m, false);
  add_run(&m, "a||", false); /* a cluster without text, put there by layout */
  assert_shown(&m, "a|\xC2\xAD");
}

static void words_of_one_letter_get_a_mark(void **state) {
  (void)state;
  struct made m;
  begin(&m, false);
  add_run(&m, "\xE7\xAC\xAC| |1| |\xE6\x9D\xA1", false);
  assert_shown(&m, ">|\xE7\xAC\xAC| |1| |\xE6\x9D\xA1");
  begin(&m, false);
  add_run(&m, "\xE7\xAC\xAC| |1|2", false);
  assert_shown(&m, "\xE7\xAC\xAC| |1|2");
}

static void letters_against_the_page_are_outweighed(void **state) {
  (void)state;
  struct made m;
  struct bb_arena arena = {0};
  size_t count;
  begin(&m, true);
  add_run(&m, "L|a|t|i|n", false);
  add_run(&m, "\xD8\xA8", true);
  struct bb_page_reading reading = bb_page_reading(&m.page, true);
  assert_true(reading.rtl);
  assert_in_range(reading.weight, 5, 6);
  struct bb_shown *list = bb_weight_shown(&m.page, &reading, &arena, &count);
  assert_int_equal(count, 1);
  assert_int_equal(list[0].cluster.text.n, reading.weight * 3);
  assert_int_equal(list[0].cluster.glyph_count, 0);
  begin(&m, false);
  add_run(&m, "L|a|t|i|n", false);
  assert_int_equal(bb_page_reading(&m.page, false).weight, 0);
  bb_arena_free(&arena);
}

static void raised_marks_stand_on_the_line(void **state) {
  (void)state;
  struct made m;
  struct bb_arena arena = {0};
  size_t count;
  begin(&m, false);
  add_run(&m, "w|o|r|d", false);
  add_run(&m, "1", false);
  m.runs[0].baseline = 1000;
  m.runs[1].baseline = 1000 - EM / 4;
  m.runs[1].em = EM / 2;
  struct bb_page_reading reading = bb_page_reading(&m.page, false);
  struct bb_shown *list = bb_line_shown(&m.line, &reading, &arena, &count);
  assert_int_equal(count, 5);
  assert_int_equal(list[4].em, EM);
  assert_int_equal(list[4].baseline, 1000);
  assert_int_equal(list[4].cluster.scale, BB_FULL_SIZE / 2);
  assert_int_equal(list[4].cluster.rise, units / 4);
  assert_int_equal(list[4].advance, units / 4);
  bb_arena_free(&arena);
}

static void widths_bridge_what_belongs_together(void **state) {
  (void)state;
  struct bb_glyph_run run = {.face = face, .em = EM};
  struct bb_shown list[] = {{.run = &run, .em = EM, .cluster.text = BB_SPAN("a")},
                            {.run = &run, .em = EM, .cluster.text = BB_SPAN(" ")},
                            {.run = &run, .em = EM, .cluster.text = BB_SPAN("b")}};
  static const struct {
    int gap, stretch; /* thousandths of an em */
  } spaced[] = {{250, 0}, {500, 0}, {750, 400}, {2000, 1700}, {0, -60}},
    joined[] = {{0, 0}, {10, 0}, {100, 100}, {-100, 0}, {-200, -200}, {1000, 700}};
  for (size_t i = 0; i < sizeof spaced / sizeof *spaced; i++) {
    list[2].x = (500 + spaced[i].gap) * EM / 1000;
    assert_int_equal(bb_shown_stretch(list, 3, 500), spaced[i].stretch);
  }
  for (size_t i = 0; i < sizeof joined / sizeof *joined; i++) {
    list[2].x = (500 + joined[i].gap) * EM / 1000;
    struct bb_shown pair[] = {list[0], list[2]};
    assert_int_equal(bb_shown_stretch(pair, 2, 500), joined[i].stretch);
  }
  assert_int_equal(bb_shown_stretch(list, 1, 500), 0);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(a_left_to_right_line_is_left_alone),
      cmocka_unit_test(right_to_left_clusters_are_cut_up),
      cmocka_unit_test(marks_fence_in_what_opens_a_stretch),
      cmocka_unit_test(hyphens_at_the_end_say_whose_they_are),
      cmocka_unit_test(words_of_one_letter_get_a_mark),
      cmocka_unit_test(letters_against_the_page_are_outweighed),
      cmocka_unit_test(raised_marks_stand_on_the_line),
      cmocka_unit_test(widths_bridge_what_belongs_together),
  };
  return cmocka_run_group_tests(tests, open_face, close_face);
}
