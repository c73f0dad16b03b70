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
 * line may end behind spaces and at '|', must end behind a newline. */
static uint32_t read_atoms(const char *text, struct bb_atom *atoms) {
  uint32_t n = 0;
  uint8_t before = BB_BREAK_NONE;
  for (const char *c = text; *c; c++) {
    if (*c == '|') {
      before = BB_BREAK_ALLOWED;
      continue;
    }
    struct bb_atom atom = {.width = 10, .kind = BB_ATOM_BOX, .before = before};
    if (*c == ' ') atom = (struct bb_atom){4, 0, 2, 1, BB_ATOM_SPACE, before};
    if (*c == '\n') atom = (struct bb_atom){0, 0, 0, 0, BB_ATOM_NEWLINE, before};
    before = *c == ' ' ? BB_BREAK_ALLOWED : *c == '\n' ? BB_BREAK_MANDATORY : BB_BREAK_NONE;
    atoms[n++] = atom;
  }
  return n;
}

/* The same text with '/' where its lines end. */
static void expect(const char *text, struct bb_break_options options, const char *broken) {
  static struct bb_atom atoms[ATOMS_MAX];
  char letters[ATOMS_MAX], out[ATOMS_MAX * 2] = "";
  size_t n = 0;
  for (const char *c = text; *c; c++)
    if (*c != '|') letters[n++] = *c;
  struct bb_arena arena = {0};
  struct bb_cut *cuts;
  size_t count = bb_break_lines(&arena, atoms, read_atoms(text, atoms), options, &cuts);
  for (size_t i = 0; i < count; i++) {
    strncat(out, letters + cuts[i].from, cuts[i].to - cuts[i].from);
    strcat(out, "/");
  }
  bb_arena_free(&arena);
  assert_string_equal(out, broken);
}

static const struct bb_break_options ragged_100 = {100, false, false};
static const struct bb_break_options justified_100 = {100, true, false};

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
  struct bb_break_options balanced = {100, false, true};
  expect("aa aa aa aa aa", ragged_100, "aa aa aa aa/aa/");
  expect("aa aa aa aa aa", balanced, "aa aa aa/aa aa/");
}

static void a_long_word_is_cut_rather_than_run_over(void **state) {
  (void)state;
  expect("aa bbbbbbbbbbbbbbbbbbbbbbbb cc", ragged_100, "aa bbbbbbb/bbbbbbbbbb/bbbbbbb cc/");
}

static void an_atom_wider_than_the_measure_stands_alone(void **state) {
  (void)state;
  struct bb_break_options narrow = {5, false, false};
  expect("a b c", narrow, "a/b/c/");
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
    struct bb_break_options options = {100 + round % 7 * 10, round % 2 == 0, false};
    struct bb_arena arena = {0};
    struct bb_cut *cuts;
    size_t lines = bb_break_lines(&arena, atoms, count, options, &cuts);
    uint32_t at = 0;
    for (size_t i = 0; i < lines; i++) {
      bb_len width = 0, shrink = 0;
      for (; at < cuts[i].from; at++) assert_int_equal(atoms[at].kind, BB_ATOM_SPACE);
      for (; at < cuts[i].to; at++) {
        width += atoms[at].width;
        if (at > cuts[i].from) shrink += atoms[at].shrink;
      }
      assert_true(width - (options.justify ? shrink : 0) <= options.measure);
      assert_true(i == 0 || atoms[cuts[i].from].before == BB_BREAK_ALLOWED);
      assert_int_equal(cuts[i].last, i + 1 == lines);
    }
    for (; at < count; at++) assert_int_equal(atoms[at].kind, BB_ATOM_SPACE);
    bb_arena_free(&arena);
  }
}

/* A hostile paragraph: a million places to break that take no room at all. */
static void places_without_width_do_not_pile_up(void **state) {
  (void)state;
  uint32_t count = 1000 * 1000;
  struct bb_atom *atoms = calloc(count, sizeof *atoms);
  for (uint32_t i = 1; i < count; i++) atoms[i].before = BB_BREAK_ALLOWED;
  struct bb_arena arena = {0};
  struct bb_cut *cuts;
  assert_true(bb_break_lines(&arena, atoms, count, justified_100, &cuts) >= 1);
  bb_arena_free(&arena);
  free(atoms);
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
      cmocka_unit_test(breaks_are_legal),
      cmocka_unit_test(places_without_width_do_not_pile_up),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
