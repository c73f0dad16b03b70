/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * How wide the columns of tables become, and what is done where words do not fit them.
 */
#include "fonts_fixture.h"
#include "layout_document.h"

#include <setjmp.h>
#include <stdarg.h>

#include <cmocka.h>

/* A table of the cells of lines that bars part; the first line is its head. */
static void table_of(struct book *book, const char *text) {
  struct bb_node *table = add(book, book->document.root, BB_NODE_TABLE, BB_ROLE_BODY);
  struct bb_span rest = bb_span_of(text), line, one;
  while ((line = bb_span_next(&rest, '\n')).p) {
    struct bb_node *in = row(book, table, !table->child);
    while ((one = bb_span_next(&line, '|')).p) {
      struct bb_node *made = cell(book, in, bb_span_trim(one));
      if (!bb_span_trim(one).n) made->child->runs = NULL;
    }
  }
}

static const struct bb_pages *set_table(struct book *book, const char *text) {
  open_book(book, "en");
  table_of(book, text);
  return bb_layout_build(&book->arena, &book->document, fonts, &(struct bb_layout_options){0},
                         book->diags);
}

/* The width of column `column` for text: that of the lines in it. */
static bb_len width_of(const struct bb_page *page, uint32_t column) {
  for (size_t i = 0; i < page->line_count; i++)
    if (page->lines[i].row && page->lines[i].column == column) return page->lines[i].width;
  return 0;
}

static size_t lines_in(const struct bb_page *page, uint32_t row, uint32_t column) {
  size_t count = 0;
  for (size_t i = 0; i < page->line_count; i++)
    count += page->lines[i].row == row && page->lines[i].column == column;
  return count;
}

static bb_len widest_rule(const struct bb_page *page) {
  bb_len widest = 0;
  for (size_t i = 0; i < page->shape_count; i++) {
    const struct bb_shape *shape = &page->shapes[i];
    if (shape->kind == BB_SHAPE_LINE && widest < shape->x[1] - shape->x[0])
      widest = shape->x[1] - shape->x[0];
  }
  return widest;
}

enum { MEASURE = BB_MM(146) - 1 };

static void a_form_takes_the_measure(void **state) {
  (void)state;
  struct book book;
  const struct bb_page *page = &set_table(&book, "Name|Hour|Signature\n||\n||")->pages[0];
  assert_true(widest_rule(page) >= MEASURE);
  for (uint32_t column = 0; column < 3; column++) assert_true(width_of(page, column) > BB_MM(38));
  close_book(&book);
  page = &set_table(&book, "Question|Answer\nWhat happened then?|\nWho?|")->pages[0];
  assert_true(widest_rule(page) >= MEASURE);
  assert_true(width_of(page, 0) < BB_MM(40));
  assert_true(width_of(page, 1) > BB_MM(100));
  close_book(&book);
}

/* A cell here and there without text, or a first column that does not repeat itself, is no form. */
static void a_table_with_gaps_is_no_form(void **state) {
  (void)state;
  struct book book;
  const struct bb_page *page = &set_table(&book, "A|B|C\na|b|c\n|b|c\n|b|")->pages[0];
  assert_true(widest_rule(page) < BB_MM(60));
  close_book(&book);
}

/* The longest cells get along with two lines, as the other columns leave them what they need not.
 */
static void width_goes_where_it_saves_lines(void **state) {
  (void)state;
  struct book book;
  const struct bb_page *page =
      &set_table(&book, "Basis|The link|Article 22|Can a Party reserve against it?\n"
                        "Territoriality|The offence was committed in the territory|1(a)|No\n"
                        "Flag|The offence was committed on a ship that flies the flag|1(b)|Yes\n"
                        "Universal jurisdiction|None is needed|Not named|Domestic law only")
           ->pages[0];
  for (uint32_t row = 2; row <= 4; row++) {
    assert_in_range(lines_in(page, row, 1), 1, 2);
    assert_int_equal(lines_in(page, row, 2), 1);
    assert_int_equal(lines_in(page, row, 3), 1);
  }
  close_book(&book);
}

/* Where not even words fit, short ones stay whole. */
static void short_words_are_not_cut(void **state) {
  (void)state;
  struct book book;
  const struct bb_page *page =
      &set_table(&book, "No|Internationalization|Internationalization|Internationalization|"
                        "Internationalization|Internationalization\n"
                        "12345|extraordinarily|extraordinarily|extraordinarily|extraordinarily|a")
           ->pages[0];
  assert_true(widest_rule(page) >= MEASURE);
  assert_int_equal(lines_in(page, 2, 0), 1);
  close_book(&book);
}

/* A word that fits no line of its column shows hyphens, in heads of columns too. */
static void long_words_are_divided(void **state) {
  (void)state;
  struct book book;
  struct bb_buf text = {0};
  bb_buf_string(&text, "Evidence");
  for (int i = 0; i < 11; i++) bb_buf_string(&text, "|Evidence");
  bb_buf_string(&text, "\ncertificate");
  for (int i = 0; i < 11; i++) bb_buf_string(&text, "|certificate");
  const struct bb_page *page = &set_table(&book, text.p)->pages[0];
  size_t unmarked = 0, hyphens[3] = {0};
  for (size_t i = 0; i < page->line_count; i++) {
    const struct bb_line *line = &page->lines[i];
    if (line->role != BB_LINE_BODY || !line->row) continue;
    if (line->hyphenated) hyphens[line->row]++;
    unmarked += !line->hyphenated && !line->ends_paragraph;
  }
  assert_int_equal(unmarked, 0);
  assert_true(hyphens[1] >= 12 && hyphens[2] >= 12);
  bb_buf_free(&text);
  close_book(&book);
}

/* Where a page break cuts a row, a rule closes the one part, and the other keeps its distance from
 * the head above it. */
static void a_row_that_is_cut_is_closed_and_opened(void **state) {
  (void)state;
  struct book book;
  struct bb_buf text = {0};
  bb_buf_string(&text, "Left|Right\none|");
  for (int i = 0; i < 500; i++) bb_buf_string(&text, "The court asks who had the telephone. ");
  const struct bb_pages *pages = set_table(&book, text.p);
  assert_in_range(pages->page_count, 2, 9);
  bb_len first[2] = {0};
  for (size_t i = 0; i < 2; i++) {
    const struct bb_page *page = &pages->pages[i];
    bb_len foot = 0, line = 0;
    for (size_t k = 0; k < page->shape_count; k++)
      if (page->shapes[k].kind == BB_SHAPE_LINE && foot < page->shapes[k].y[0])
        foot = page->shapes[k].y[0];
    for (size_t k = 0; k < page->line_count; k++) {
      const struct bb_line *in = &page->lines[k];
      if (in->column != 1 || in->role != BB_LINE_BODY) continue;
      line = in->baseline;
      if (first[i] < in->baseline && in->row == 2 && !first[i]) first[i] = in->baseline;
    }
    assert_true(foot > line && foot < line + BB_PT(12));
  }
  assert_int_equal(first[0], first[1]);
  bb_buf_free(&text);
  close_book(&book);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(a_form_takes_the_measure),
      cmocka_unit_test(a_table_with_gaps_is_no_form),
      cmocka_unit_test(width_goes_where_it_saves_lines),
      cmocka_unit_test(short_words_are_not_cut),
      cmocka_unit_test(long_words_are_divided),
      cmocka_unit_test(a_row_that_is_cut_is_closed_and_opened),
  };
  return cmocka_run_group_tests(tests, open_fonts, close_fonts);
}
