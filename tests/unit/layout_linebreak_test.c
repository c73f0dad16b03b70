/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Line breaking over made-up widths: no fonts, no text.
 */
#include "layout/linebreak.h"

#include "lang/lang.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

enum { ATOMS_MAX = 4000 };

/* Reads a paragraph written as text: every letter is 10 wide, a space 4 (stretch 2, shrink 1), a
 * line may end behind spaces and at '|', must end behind a newline.  At '~' a word may be divided
 * by a hyphen 5 wide.  A full stop hangs out by 8, a '-' is a dash of the author's. */
static uint32_t read_atoms(const char *text, struct bb_atom *atoms) {
  uint32_t n = 0;
  uint8_t before = BB_BREAK_NONE;
  bb_len hyphen = 0;
  for (const char *c = text; *c; c++) {
    if (*c == '|' || *c == '~') {
      before = BB_BREAK_ALLOWED;
      hyphen = *c == '~' ? 5 : 0;
      continue;
    }
    struct bb_atom atom = {.width = 10, .kind = BB_ATOM_BOX, .before = before};
    if (*c == ' ')
      atom =
          (struct bb_atom){.width = 4, .gap = {0, 2, 1}, .kind = BB_ATOM_SPACE, .before = before};
    if (*c == '\n') atom = (struct bb_atom){.kind = BB_ATOM_NEWLINE, .before = before};
    if (*c == '.') atom.hang_end = 8;
    atom.hyphen = hyphen;
    atom.dash = c > text && c[-1] == '-';
    if (atom.dash) atom.before = BB_BREAK_ALLOWED;
    hyphen = 0;
    before = *c == ' ' ? BB_BREAK_ALLOWED : *c == '\n' ? BB_BREAK_MANDATORY : BB_BREAK_NONE;
    atoms[n++] = atom;
  }
  return n;
}

/* The same text with '/' where its lines end, "~/" where they show a hyphen. */
static void expect(const char *text, struct bb_break_options options, const char *broken) {
  static struct bb_atom atoms[ATOMS_MAX];
  char letters[ATOMS_MAX], out[ATOMS_MAX * 2] = "";
  size_t n = 0;
  for (const char *c = text; *c; c++)
    if (*c != '|' && *c != '~') letters[n++] = *c;
  struct bb_arena arena = {0};
  struct bb_cut *cuts;
  size_t count = bb_break_lines(&arena, atoms, read_atoms(text, atoms), options, &cuts);
  for (size_t i = 0; i < count; i++) {
    strncat(out, letters + cuts[i].from, cuts[i].to - cuts[i].from);
    strcat(out, cuts[i].hyphen ? "~/" : "/");
  }
  bb_arena_free(&arena);
  assert_string_equal(out, broken);
}

static const struct bb_break_options ragged_100 = {100, false, false, 0, false};
static const struct bb_break_options justified_100 = {100, true, false, 0, false};

static void lines_end_at_opportunities_and_drop_their_spaces(void **state) {
  (void)state;
  expect("aaaa bbb ccc", ragged_100, "aaaa bbb/ccc/");
  expect("aaaa bbbb  cccccccccc dddd", ragged_100, "aaaa bbbb/cccccccccc/dddd/");
  expect("aaaaaaaa|aaaaaaaa|aaaa", ragged_100, "aaaaaaaa/aaaaaaaa/aaaa/");
}

static void a_newline_ends_a_line_and_keeps_spaces_after_it(void **state) {
  (void)state;
  expect("aa\nbb\n\n  cc", ragged_100, "aa/bb//  cc/");
}

static void an_empty_paragraph_has_no_lines(void **state) {
  (void)state;
  expect("", ragged_100, "");
}

static void lines_may_shrink_into_the_measure(void **state) {
  (void)state;
  /* 9 letters and 3 spaces: 102, of which 3 can be given up. */
  expect("aaa bb bb aa bbbbbbbbb", justified_100, "aaa bb bb aa/bbbbbbbbb/");
  expect("aaa bb bb aa bbbbbbbbb", ragged_100, "aaa bb/bb aa/bbbbbbbbb/");
}

/* First-fit would put "dd" on the second line and leave the third with one hole. */
static void the_whole_paragraph_decides(void **state) {
  (void)state;
  expect("aaaa aaaa bb cc dddddd dd eeeeeeeee", ragged_100, "aaaa aaaa/bb cc/dddddd dd/eeeeeeeee/");
}

static void headings_are_balanced(void **state) {
  (void)state;
  struct bb_break_options balanced = {100, false, true, 0, false};
  expect("aa aa aa aa aa", ragged_100, "aa aa aa aa/aa/");
  expect("aa aa aa aa aa", balanced, "aa aa aa/aa aa/");
}

static void a_long_word_is_cut_rather_than_run_over(void **state) {
  (void)state;
  expect("aa bbbbbbbbbbbbbbbbbbbbbbbb cc", ragged_100, "aa bbbbbbb/bbbbbbbbbb/bbbbbbb cc/");
}

static void an_atom_wider_than_the_measure_stands_alone(void **state) {
  (void)state;
  struct bb_break_options narrow = {5, false, false, 0, false};
  expect("a b c", narrow, "a/b/c/");
}

static void words_are_divided_where_that_is_cheaper(void **state) {
  (void)state;
  /* Without its hyphen the first line would have to be stretched by 5 times what it can. */
  expect("aaa bbb cccc~ccc dddd", justified_100, "aaa bbb/ccccccc/dddd/");
  expect("aaa bb cc~cccc dddd eee", justified_100, "aaa bb cc~/cccc dddd/eee/");
  /* A narrow column has no choice. */
  expect("aaaaaa~bbbbbb~cccccc", (struct bb_break_options){70, false, false, 0, false},
         "aaaaaa~/bbbbbb~/cccccc/");
}

static void a_hyphen_has_a_width(void **state) {
  (void)state;
  /* Eight letters, a space and the hyphen: 89; nine letters more than fit with it. */
  expect("aaaa bbbb~bbbb c", (struct bb_break_options){89, false, false, 0, false},
         "aaaa bbbb~/bbbb c/");
  expect("aaaa bbbb~bbbb c", (struct bb_break_options){88, false, false, 0, false},
         "aaaa/bbbbbbbb/c/");
}

/* Every word may be divided, and dividing each would fit best: but two in a row is the most. */
static void hyphens_do_not_make_a_ladder(void **state) {
  (void)state;
  static struct bb_atom atoms[ATOMS_MAX];
  char text[ATOMS_MAX / 2] = "";
  for (int i = 0; i < 40; i++) strcat(text, "aaaaa~aaaa ");
  for (bb_len measure = 110; measure < 220; measure += 3) {
    struct bb_arena arena = {0};
    struct bb_cut *cuts;
    struct bb_break_options options = {measure, true, false, 0, false};
    size_t row = 0, count = bb_break_lines(&arena, atoms, read_atoms(text, atoms), options, &cuts);
    for (size_t i = 0; i < count; i++) {
      row = cuts[i].hyphen ? row + 1 : 0;
      assert_true(row <= BB_HYPHENS_IN_A_ROW);
    }
    bb_arena_free(&arena);
  }
}

static void a_dash_of_the_author_counts_in_the_row(void **state) {
  (void)state;
  expect("aaaaa-aaaa aaaa-aaaaa aaaa~aaaaaa aa",
         (struct bb_break_options){64, false, false, 0, false},
         "aaaaa-/aaaa/aaaa-/aaaaa/aaaa~/aaaaaa/aa/");
}

static void what_hangs_takes_no_room(void **state) {
  (void)state;
  expect("aaaaa aaa. bb", (struct bb_break_options){86, true, false, 0, false}, "aaaaa aaa./bb/");
  expect("aaaaa aaa. bb", (struct bb_break_options){84, true, false, 0, false}, "aaaaa/aaa. bb/");
  expect("aaaaa aaa. bb", (struct bb_break_options){86, false, false, 0, false}, "aaaaa/aaa. bb/");
}

static void lines_say_how_they_are_stretched(void **state) {
  (void)state;
  static struct bb_atom atoms[ATOMS_MAX];
  struct bb_arena arena = {0};
  struct bb_cut *cuts;
  /* Three spaces fill 6 of 98, all that they can; then one space ought to fill 14. */
  uint32_t count = read_atoms("aa aa aa aa aaaaaa aa aaaaaaaaa a", atoms);
  assert_int_equal(bb_break_lines(&arena, atoms, count,
                                  (struct bb_break_options){98, true, false, 0, false}, &cuts),
                   4);
  assert_int_equal(cuts[0].ratio, BB_RATIO_ONE);
  assert_true(cuts[1].ratio > BB_LOOSE_LIMIT * BB_RATIO_ONE);
  assert_int_equal(cuts[3].ratio, 0);
  bb_arena_free(&arena);
}

static uint32_t next(uint32_t *seed) {
  *seed = *seed * 1664525u + 1013904223u;
  return *seed >> 24;
}

/* The same with words that may be divided, and marks that hang: no line stands out of the measure
 * by more than what hangs, a hyphen stands only where one may, and never too many in a row when
 * there is another way. */
static void divided_lines_are_legal(void **state) {
  (void)state;
  static struct bb_atom atoms[ATOMS_MAX];
  uint32_t seed = 7;
  for (int round = 0; round < 300; round++) {
    uint32_t count = 0, n = 40 + (uint32_t)round;
    bool space = true;
    while (count < n) {
      uint32_t r = next(&seed);
      struct bb_atom atom = {.width = 6 + (bb_len)(r % 7), .kind = BB_ATOM_BOX};
      if (!space && r % 6 == 0)
        atom = (struct bb_atom){.width = 4, .gap = {0, 2, 1}, .kind = BB_ATOM_SPACE};
      if (space) atom.before = BB_BREAK_ALLOWED;
      if (!space && atom.kind == BB_ATOM_BOX && r % 4 == 0) {
        atom.before = BB_BREAK_ALLOWED;
        atom.hyphen = 5;
        atom.hyphen_hang = 2;
      }
      if (r % 11 == 0) atom.hang_end = 3;
      if (r % 13 == 0) atom.hang_start = 3;
      space = atom.kind == BB_ATOM_SPACE;
      atoms[count++] = atom;
    }
    struct bb_break_options options = {90 + round % 7 * 10, round % 2 == 0, false, 0, false};
    struct bb_arena arena = {0};
    struct bb_cut *cuts;
    size_t lines = bb_break_lines(&arena, atoms, count, options, &cuts);
    for (size_t i = 0; i < lines; i++) {
      bb_len width = 0, shrink = 0;
      for (uint32_t k = cuts[i].from; k < cuts[i].to; k++) {
        width += atoms[k].width;
        if (k > cuts[i].from) shrink += atoms[k].gap.shrink;
      }
      assert_true(cuts[i].from < cuts[i].to);
      if (cuts[i].hyphen) {
        assert_int_equal(atoms[cuts[i].to].hyphen, 5);
        assert_int_equal(cuts[i + 1].from, cuts[i].to);
        width += 5;
      }
      bb_len hang = 0;
      if (options.justify)
        hang =
            atoms[cuts[i].from].hang_start + (cuts[i].hyphen ? 2 : atoms[cuts[i].to - 1].hang_end);
      assert_true(width - (options.justify ? shrink : 0) <= options.measure + hang);
    }
    bb_arena_free(&arena);
  }
}

/* For many random paragraphs: every atom is on exactly one line, save spaces at line ends; no line
 * is wider than the measure; lines end only at opportunities when no word is too long. */
static void breaks_are_legal(void **state) {
  (void)state;
  static struct bb_atom atoms[ATOMS_MAX];
  uint32_t seed = 1;
  for (int round = 0; round < 300; round++) {
    char text[400];
    size_t n = 20 + (size_t)round;
    for (size_t i = 0; i < n; i++) {
      seed = seed * 1664525u + 1013904223u;
      text[i] = (seed >> 24) % 5 == 0 ? ' ' : 'a';
      if (i >= 8 && !memchr(text + i - 8, ' ', 9)) text[i] = ' ';
    }
    text[n] = '\0';
    uint32_t count = read_atoms(text, atoms);
    struct bb_break_options options = {100 + round % 7 * 10, round % 2 == 0, false, 0, false};
    struct bb_arena arena = {0};
    struct bb_cut *cuts;
    size_t lines = bb_break_lines(&arena, atoms, count, options, &cuts);
    uint32_t at = 0;
    for (size_t i = 0; i < lines; i++) {
      bb_len width = 0, shrink = 0;
      for (; at < cuts[i].from; at++) assert_int_equal(atoms[at].kind, BB_ATOM_SPACE);
      for (; at < cuts[i].to; at++) {
        width += atoms[at].width;
        if (at > cuts[i].from) shrink += atoms[at].gap.shrink;
      }
      assert_true(width - (options.justify ? shrink : 0) <= options.measure);
      assert_true(i == 0 || atoms[cuts[i].from].before == BB_BREAK_ALLOWED);
      assert_int_equal(cuts[i].last, i + 1 == lines);
    }
    for (; at < count; at++) assert_int_equal(atoms[at].kind, BB_ATOM_SPACE);
    bb_arena_free(&arena);
  }
}

/* A hostile paragraph: a million places to break, with hyphens, that take no room at all. */
static void places_without_width_do_not_pile_up(void **state) {
  (void)state;
  uint32_t count = 1000 * 1000;
  struct bb_atom *atoms = calloc(count, sizeof *atoms);
  for (uint32_t i = 1; i < count; i++) {
    atoms[i].before = BB_BREAK_ALLOWED;
    atoms[i].hyphen = i % 2 ? 5 : 0;
  }
  struct bb_arena arena = {0};
  struct bb_cut *cuts;
  assert_true(bb_break_lines(&arena, atoms, count, justified_100, &cuts) >= 1);
  bb_arena_free(&arena);
  free(atoms);
}

/* What a line of code goes on with stands further in; options are not parted at their hyphens. */
static void code_is_broken_at_spaces(void **state) {
  (void)state;
  struct bb_break_options code = {100, false, false, 20, true};
  expect("aaaaa aaaaa bbb\naaaaa aaaaa ccc", code, "aaaaa aaaaa/bbb/aaaaa aaaaa/ccc/");
  code.outdent = 0;
  expect("aaaa bbbb-cccc dd", code, "aaaa/bbbb-cccc/dd/");
  expect("aaaa bbbb-cccc dd", ragged_100, "aaaa bbbb-/cccc dd/");
  expect("aaaa bbbbbbbb-cccc", code, "aaaa/bbbbbbbb-/cccc/");
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(lines_end_at_opportunities_and_drop_their_spaces),
      cmocka_unit_test(a_newline_ends_a_line_and_keeps_spaces_after_it),
      cmocka_unit_test(an_empty_paragraph_has_no_lines),
      cmocka_unit_test(lines_may_shrink_into_the_measure),
      cmocka_unit_test(the_whole_paragraph_decides),
      cmocka_unit_test(headings_are_balanced),
      cmocka_unit_test(a_long_word_is_cut_rather_than_run_over),
      cmocka_unit_test(an_atom_wider_than_the_measure_stands_alone),
      cmocka_unit_test(words_are_divided_where_that_is_cheaper),
      cmocka_unit_test(a_hyphen_has_a_width),
      cmocka_unit_test(hyphens_do_not_make_a_ladder),
      cmocka_unit_test(a_dash_of_the_author_counts_in_the_row),
      cmocka_unit_test(what_hangs_takes_no_room),
      cmocka_unit_test(code_is_broken_at_spaces),
      cmocka_unit_test(lines_say_how_they_are_stretched),
      cmocka_unit_test(divided_lines_are_legal),
      cmocka_unit_test(breaks_are_legal),
      cmocka_unit_test(places_without_width_do_not_pile_up),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
