/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * From clusters to atoms: real text in real fonts.
 */
#include "fonts_fixture.h"
#include "layout/setter.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

struct sample {
  struct bb_arena arena;
  struct bb_lang lang;
  const struct bb_shaped *shaped;
};

static void shape(struct sample *sample, const char *tag, const char *text) {
  struct bb_span span = bb_span_of(text);
  *sample = (struct sample){0};
  assert_true(bb_lang_parse(bb_span_of(tag), &sample->lang));
  struct bb_style_run run = {0,         (uint32_t)span.n, {BB_SERIF, false, false},
                             BB_PT(10), &sample->lang,    0};
  sample->shaped = bb_text_shape(fonts, &sample->arena, &sample->arena, span, &run, 1,
                                 &sample->lang, sample->lang.rtl, (struct bb_place){0}, diags);
}

/* Every cluster is in one atom, and no width is lost. */
static void assert_whole(const struct bb_shaped *shaped, const struct bb_atoms *atoms) {
  for (uint32_t a = 0, i = 0; a < atoms->count; a++) {
    bb_len width = 0;
    assert_int_equal(atoms->list[a].cluster, i);
    for (; i < atoms->list[a + 1].cluster; i++) width += shaped->clusters[i].width;
    assert_int_equal(atoms->list[a].width, width);
  }
  assert_int_equal(atoms->list[atoms->count].cluster, shaped->cluster_count);
}

/* The text with '.' between its atoms, '|' where a line may end, '/' where it must. */
static void assert_atoms(const struct sample *sample, const struct bb_atoms *atoms,
                         const char *expected) {
  static const char marks[] = {
      [BB_BREAK_NONE] = '.', [BB_BREAK_ALLOWED] = '|', [BB_BREAK_MANDATORY] = '/'};
  struct bb_buf got = {0};
  const struct bb_shaped *shaped = sample->shaped;
  assert_whole(shaped, atoms);
  for (uint32_t a = 0; a < atoms->count; a++) {
    if (a) bb_buf_char(&got, marks[atoms->list[a].before]);
    for (uint32_t i = atoms->list[a].cluster; i < atoms->list[a + 1].cluster; i++) {
      const struct bb_cluster *c = &shaped->clusters[i];
      bb_buf_span(&got, bb_span_cut(shaped->text, c->start, c->start + c->size));
    }
  }
  assert_string_equal(bb_buf_view(&got).p, expected);
  bb_buf_free(&got);
}

static void expect(const char *tag, const char *text, bb_len measure, const char *expected) {
  struct sample sample;
  shape(&sample, tag, text);
  struct bb_atoms atoms = bb_atoms_make(&sample.arena, sample.shaped, measure);
  assert_atoms(&sample, &atoms, expected);
  bb_arena_free(&sample.arena);
}

static void words_and_spaces_are_atoms(void **state) {
  (void)state;
  expect("en", "the court, in short", BB_NO_MEASURE, "the. |court,. |in. |short");
  expect("ru", "суд и право", BB_NO_MEASURE, "суд. |и. .право");
  expect("en", "a  b", BB_NO_MEASURE, "a. . |b");
}

static void line_ends_and_soft_hyphens_stand_alone(void **state) {
  (void)state;
  expect("en", "one\ntwo", BB_NO_MEASURE, "one.\n/two");
  expect("en", "jud\xC2\xADge", BB_NO_MEASURE, "jud.\xC2\xAD|ge");
}

static void ideographs_have_gaps_between_them(void **state) {
  (void)state;
  expect("zh-Hans", "法院A", BB_NO_MEASURE, "法|院|A");
}

static void what_is_wider_than_the_measure_is_not_kept_together(void **state) {
  (void)state;
  expect("en", "of jurisdiction", BB_PT(40), "of. |j.u.r.i.s.d.i.c.t.i.o.n");
  expect("en", "of jurisdiction", BB_PT(400), "of. |jurisdiction");
}

static void atoms_know_their_edges(void **state) {
  (void)state;
  struct sample sample;
  shape(&sample, "en", "“self-help”, yes");
  struct bb_atoms atoms = bb_atoms_make(&sample.arena, sample.shaped, BB_NO_MEASURE);
  assert_atoms(&sample, &atoms, "“self-|help”,. |yes");
  assert_true(atoms.list[0].hang_start > 0 && atoms.list[0].hang_end > 0);
  assert_true(atoms.list[1].dash && !atoms.list[1].hang_start && atoms.list[1].hang_end > 0);
  assert_int_equal(atoms.list[2].kind, BB_ATOM_SPACE);
  assert_true(atoms.list[2].gap.stretch > 0 && atoms.list[2].gap.shrink > 0);
  assert_true(!atoms.list[3].dash && !atoms.list[3].hang_start && !atoms.list[3].hang_end);
  bb_arena_free(&sample.arena);
}

static void a_divided_word_is_two_atoms(void **state) {
  (void)state;
  struct sample sample;
  bool points[16] = {false};
  shape(&sample, "en", "the justice");
  points[7] = true;
  struct bb_atoms whole = bb_atoms_make(&sample.arena, sample.shaped, BB_NO_MEASURE);
  struct bb_atoms atoms = bb_atoms_divide(&sample.arena, sample.shaped, whole, points);
  assert_atoms(&sample, &atoms, "the. |jus|tice");
  assert_true(atoms.list[3].hyphen > 0 && atoms.list[3].hyphen_hang > 0);
  assert_true(!atoms.list[2].hyphen && !atoms.list[3].gap.stretch);
  bb_arena_free(&sample.arena);
}

static void a_part_of_a_text_has_atoms_of_its_own(void **state) {
  (void)state;
  struct sample sample;
  shape(&sample, "en", "one two six");
  struct bb_atoms atoms = bb_atoms_make_of(&sample.arena, sample.shaped, 4, 9, BB_NO_MEASURE);
  assert_int_equal(atoms.count, 3); /* "two", " ", "s" */
  assert_int_equal(atoms.list[0].cluster, 4);
  assert_int_equal(atoms.list[2].cluster, 8);
  assert_int_equal(atoms.list[3].cluster, 9);
  assert_int_equal(bb_atoms_make_of(&sample.arena, sample.shaped, 4, 9, 0).count, 5);
  bb_arena_free(&sample.arena);
}

static void an_empty_text_has_none(void **state) {
  (void)state;
  expect("en", "", BB_NO_MEASURE, "");
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(words_and_spaces_are_atoms),
      cmocka_unit_test(line_ends_and_soft_hyphens_stand_alone),
      cmocka_unit_test(ideographs_have_gaps_between_them),
      cmocka_unit_test(what_is_wider_than_the_measure_is_not_kept_together),
      cmocka_unit_test(atoms_know_their_edges),
      cmocka_unit_test(a_divided_word_is_two_atoms),
      cmocka_unit_test(a_part_of_a_text_has_atoms_of_its_own),
      cmocka_unit_test(an_empty_text_has_none),
  };
  return cmocka_run_group_tests(tests, open_fonts, close_fonts);
}
