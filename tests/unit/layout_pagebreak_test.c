/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Page breaking over made-up heights: no fonts, no text.
 */
#include "layout/pagebreak.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include <cmocka.h>

enum { BRICKS_MAX = 400, LINE = 10, NOTE = 10, GAP = 10 };

static const struct bb_page_options ten_lines = {
    .depth = 10 * LINE, .line = LINE, .gap = GAP, .notes = 5 * LINE, .fill = LINE};

struct galley {
  struct bb_brick bricks[BRICKS_MAX];
  struct bb_note_line notes[BRICKS_MAX];
  size_t count;
};

/* Reads a galley written as text.  Every letter is a brick one line high.  What stands before it
 * tells of it: ' ' an elastic space of a line, '!' no break here, '-' a bad one, '~' a poor one,
 * '|' a forced one; what stands behind it: a digit calls a note of so many lines, '*' one of thirty
 * lines, '+' it may be followed by three more writing lines, '?' it may be left out with the next
 * letter behind it, '.' it may be left out alone. */
static void read_galley(const char *text, struct galley *g) {
  struct bb_brick next = {0};
  int64_t y = 0;
  memset(g, 0, sizeof *g);
  for (const char *c = text; *c; c++) {
    struct bb_brick *last = g->count ? &g->bricks[g->count - 1] : NULL;
    if (*c == ' ') next.space = LINE;
    if (*c == '!') next.penalty = BB_BREAK_NEVER;
    if (*c == '-') next.penalty = BB_BREAK_BAD;
    if (*c == '~') next.penalty = BB_BREAK_POOR;
    if (*c == '|') next.penalty = BB_BREAK_FORCED;
    if (*c == '+' && last) last->fill = 3 * LINE;
    if ((*c == '?' || *c == '.') && last) last->spare = *c == '?' ? 2 : 1;
    if (((*c >= '1' && *c <= '9') || *c == '*') && last) {
      uint32_t lines = *c == '*' ? 30 : (uint32_t)(*c - '0');
      for (uint32_t i = 0; i < lines; i++)
        g->notes[last->notes + i] =
            (struct bb_note_line){.height = NOTE, .kept = i == 1 || (i && i + 1 == lines)};
      last->notes += lines;
      last->least = last->notes - (lines > 3 ? lines - 2 : 0);
    }
    if (!(*c >= 'A' && *c <= 'z' && *c != '|')) continue;
    next.top = y + next.space;
    next.bottom = y = next.top + LINE;
    next.notes = last ? last->notes : 0;
    next.least = last ? last->least : 0;
    g->bricks[g->count++] = next;
    next = (struct bb_brick){0};
  }
}

/* The letters, with '/' where pages end; behind it in brackets the lines of notes at the foot,
 * writing lines added, and what the spaces are stretched by, where there is any. */
static void expect_with(struct bb_page_options options, const char *text, const char *broken) {
  static struct galley g;
  char out[4 * BRICKS_MAX] = "", letters[BRICKS_MAX + 1];
  size_t n = 0;
  for (const char *c = text; *c; c++)
    if (*c >= 'A' && *c <= 'z' && *c != '|') letters[n++] = *c;
  read_galley(text, &g);
  struct bb_arena arena = {0};
  struct bb_page_cut *cuts;
  size_t count = bb_break_pages(&arena, g.bricks, g.count, g.notes, options, &cuts);
  for (size_t i = 0; i < count; i++) {
    char *end = out + strlen(out);
    end += sprintf(end, "%.*s", (int)(cuts[i].to - cuts[i].from), letters + cuts[i].from);
    if (cuts[i].notes_to > cuts[i].notes_from)
      end += sprintf(end, "(%u)", cuts[i].notes_to - cuts[i].notes_from);
    if (cuts[i].fills) end += sprintf(end, "[%u]", cuts[i].fills);
    if (cuts[i].stretch) end += sprintf(end, "%+d", cuts[i].stretch);
    strcpy(end, "/");
  }
  bb_arena_free(&arena);
  assert_string_equal(out, broken);
}

static void expect(const char *text, const char *broken) {
  expect_with(ten_lines, text, broken);
}

static void full_pages_are_filled(void **state) {
  (void)state;
  expect("abcdefghij", "abcdefghij/");
  expect("abcdefghijklmnopqrstuvwxyz", "abcdefghij/klmnopqrst/uvwxyz/");
  expect("", "");
}

static void a_forced_break_opens_a_page(void **state) {
  (void)state;
  expect("abc|defghijk", "abc/defghijk/");
}

static void a_heading_is_not_parted_from_its_text(void **state) {
  (void)state;
  expect("abcdefghi H!jklmnopqrstu", "abcdefghi/Hjklmnopqr/stu/");
}

/* Filled one page after the other, the second page would end in the middle of what belongs
 * together, and lose four lines; all at once, the first page gives up one. */
static void a_page_gives_way_to_the_next(void **state) {
  (void)state;
  expect("abcdefghi-jklmnopq-r-s-t-u-vwxyzABCDEFGHI", "abcdefgh/ijklmnop/qrstuvwxyz/ABCDEFGHI/");
  expect("abcdefghijklmno!p!q!r!s!t!uvwxyzABCDEFGHI", "abcdefg/hijklmn/opqrstuvwx/yzABCDEFGH/I/");
}

static void spaces_stretch_until_pages_end_level(void **state) {
  (void)state;
  expect("ab cd efg H!ijklmnopqrstu", "abcdefg+10/Hijklmnopq/rstu/");
  expect("a bcdefghH!ijklmnopqrstuv", "abcdefgh/Hijklmnopq/rstuv/"); /* too much for one */
}

static void spaces_shrink_to_take_a_line_in(void **state) {
  (void)state;
  struct bb_page_options options = ten_lines;
  options.depth -= 3;
  options.alone = 4 * LINE;
  expect_with(options, "a b c d ef", "abcdef-3/");
  options.depth -= 4; /* too much */
  expect_with(options, "a b c d ef", "abcd/ef/");
}

static void notes_stand_where_they_are_called(void **state) {
  (void)state;
  expect("abcdefg2hijklmno", "abcdefg(2)/hijklmno/");
  expect("abcdefgh2ijklmnop", "abcdefg/hijklmn(2)/op/");
}

static void a_long_note_is_split(void **state) {
  (void)state;
  expect("abcdefg9hijklmnop", "abcdef/ghijk(4)/lmno(5)/p/");
  expect("abcde5fghijklmnopqr", "abcd/efgh(5)/ijklmnopqr/"); /* not readily */
}

static void a_note_longer_than_a_page_leaves_the_text_its_share(void **state) {
  (void)state;
  expect("abcdef*ghijklmnopqrstuvwxyzABCDEFGHIJKLMNOP",
         "abcde/fghijk(3)/lmnop(4)/qrstu(4)/vwxyz(4)/ABCDE(4)/FGHIJ(4)/KLMNO(4)/P(3)/");
  /* A short note called behind a long one begins behind it; the text does not wait for it. */
  expect("a*bc1defghijklmnopqrst", "abcde(4)/fghij(4)/klmno(4)/pqrst(4)/(10)/(5)/");
}

static void the_notes_of_a_chapter_end_with_it(void **state) {
  (void)state;
  expect("abc*|def", "abc(6)/(10)/(10)/(4)/def/");
}

static void writing_lines_fill_the_page(void **state) {
  (void)state;
  expect("abcdefg+|hij", "abcdefg[3]/hij/");
  expect("abc+|hij", "abc[3]/hij/");
  expect("abcdefgh+ H!ijklmnopqrstu", "abcdefgh[2]/Hijklmnopq/rstu/");
}

static void writing_lines_are_left_out(void **state) {
  (void)state;
  expect("abcd-e-f-g-h-i-j-k?-l.|mno", "abcdefghij/mno/");
  expect("abcd-e-f-g-h-i-j-k?-l.mnopqrstuv", "abcdefghij/mnopqrstuv/");
  expect("abcd-e-f-g-h?-i.|jkl", "abcdefghi/jkl/"); /* not where there is room */
  expect("abcd-e-f-g-h-i-j-k?-l.", "abcdefghij/");
  expect("abcdefghi-j-k?-l.|mno", "abcdefgh/ijkl/mno/"); /* not where they can move */
}

static void a_chapter_does_not_end_in_a_line(void **state) {
  (void)state;
  struct bb_page_options options = ten_lines;
  expect_with(options, "abcdefghijk", "abcdefghij/k/");
  options.alone = 4 * LINE;
  expect_with(options, "abcdefghijk", "abcdefgh/ijk/");
}

/* Twice the galley, twice the time: counted in bricks that are looked at, so that no clock is
 * needed. */
static void the_work_is_linear(void **state) {
  (void)state;
  enum { MANY = 200000 };
  struct bb_brick *bricks = calloc(MANY, sizeof *bricks);
  for (int64_t i = 0; i < MANY; i++)
    bricks[i] = (struct bb_brick){.top = i * LINE, .bottom = (i + 1) * LINE};
  struct bb_arena arena = {0};
  struct bb_page_cut *cuts;
  clock_t start = clock();
  assert_int_equal(bb_break_pages(&arena, bricks, MANY, NULL, ten_lines, &cuts), MANY / 10);
  assert_true((clock() - start) / CLOCKS_PER_SEC < 20);
  bb_arena_free(&arena);
  free(bricks);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(full_pages_are_filled),
      cmocka_unit_test(a_forced_break_opens_a_page),
      cmocka_unit_test(a_heading_is_not_parted_from_its_text),
      cmocka_unit_test(a_page_gives_way_to_the_next),
      cmocka_unit_test(spaces_stretch_until_pages_end_level),
      cmocka_unit_test(spaces_shrink_to_take_a_line_in),
      cmocka_unit_test(notes_stand_where_they_are_called),
      cmocka_unit_test(a_long_note_is_split),
      cmocka_unit_test(a_note_longer_than_a_page_leaves_the_text_its_share),
      cmocka_unit_test(the_notes_of_a_chapter_end_with_it),
      cmocka_unit_test(writing_lines_fill_the_page),
      cmocka_unit_test(writing_lines_are_left_out),
      cmocka_unit_test(a_chapter_does_not_end_in_a_line),
      cmocka_unit_test(the_work_is_linear),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
