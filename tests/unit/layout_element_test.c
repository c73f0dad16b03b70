/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The structure of pages: what the specimen's golden dump does not show.
 */
#include "fonts_fixture.h"
#include "layout_document.h"

#include <setjmp.h>
#include <stdarg.h>

#include <cmocka.h>

static struct book book;

static int open_document(void **state) {
  (void)state;
  open_book(&book, "en");
  return 0;
}

static int close_document(void **state) {
  (void)state;
  close_book(&book);
  return 0;
}

static const struct bb_pages *lay_out(void) {
  return bb_layout_build(&book.arena, &book.document, fonts,
                         &(struct bb_layout_options){.paper = BB_PAPER_A4}, book.diags);
}

/* The next element in reading order. */
static const struct bb_element *after(const struct bb_element *element) {
  if (element->child) return element->child;
  while (element && !element->next) element = element->parent;
  return element ? element->next : NULL;
}

/* The n-th element of a kind, from 0; NULL: there are no more. */
static const struct bb_element *find(const struct bb_pages *pages, enum bb_element_kind kind,
                                     size_t n) {
  for (const struct bb_element *e = pages->structure; e; e = after(e))
    if (e->kind == kind && n-- == 0) return e;
  return NULL;
}

static void elements_are_numbered_in_order(void **state) {
  (void)state;
  heading(&book, 1, "1", BB_SPAN("Chapter"));
  paragraph(&book, book.document.root, BB_ROLE_BODY, BB_SPAN("Text"));
  const struct bb_pages *pages = lay_out();
  uint32_t count = 0;
  for (const struct bb_element *e = pages->structure; e; e = after(e))
    assert_int_equal(e->index, count++);
  assert_int_equal(pages->element_count, count);
  assert_int_equal(pages->structure->kind, BB_ELEMENT_DOCUMENT);
}

static void levels_of_headings_are_not_skipped(void **state) {
  (void)state;
  const int levels[] = {2, 4, 4, 1, 3, 2};
  const enum bb_element_kind kinds[] = {BB_ELEMENT_HEADING_1, BB_ELEMENT_HEADING_2,
                                        BB_ELEMENT_HEADING_2, BB_ELEMENT_HEADING_1,
                                        BB_ELEMENT_HEADING_2, BB_ELEMENT_HEADING_2};
  for (size_t i = 0; i < 6; i++) heading(&book, levels[i], "", BB_SPAN("Title"));
  size_t i = 0;
  for (const struct bb_element *e = lay_out()->structure; e; e = after(e))
    if (e->kind >= BB_ELEMENT_HEADING_1 && e->kind <= BB_ELEMENT_HEADING_6)
      assert_int_equal(e->kind, kinds[i++]);
  assert_int_equal(i, 6);
  const struct bb_pages *pages = lay_out();
  assert_int_equal(pages->bookmark_count, 6);
  for (i = 0; i < 6; i++)
    assert_int_equal(pages->bookmarks[i].level, kinds[i] - BB_ELEMENT_HEADING_1 + 1);
}

static void a_note_stands_once_where_it_is_called_first(void **state) {
  (void)state;
  struct bb_node *first = paragraph(&book, book.document.root, BB_ROLE_BODY, BB_SPAN("First"));
  struct bb_node *second = paragraph(&book, book.document.root, BB_ROLE_BODY, BB_SPAN("Second"));
  note(&book, first, BB_SPAN("The note"));
  run(&book, second, BB_SPAN("1"))->note = 1;
  const struct bb_pages *pages = lay_out();
  const struct bb_element *note = find(pages, BB_ELEMENT_NOTE, 0);
  assert_non_null(note);
  assert_null(find(pages, BB_ELEMENT_NOTE, 1));
  assert_int_equal(note->child->kind, BB_ELEMENT_LABEL);
  assert_int_equal(note->child->next->kind, BB_ELEMENT_PARAGRAPH);
  assert_ptr_equal(note->next, find(pages, BB_ELEMENT_PARAGRAPH, 2)); /* behind it: the second */
}

static void what_depends_on_page_numbers_stands_once(void **state) {
  (void)state;
  struct bb_node *contents = add(&book, book.document.root, BB_NODE_CONTENTS, BB_ROLE_BODY);
  run(&book, contents, BB_SPAN("Contents"));
  heading(&book, 1, "1", BB_SPAN("Chapter"));
  const struct bb_pages *pages = lay_out(); /* the contents were set more than once */
  assert_non_null(find(pages, BB_ELEMENT_CONTENTS, 0));
  assert_null(find(pages, BB_ELEMENT_CONTENTS, 1));
  assert_null(find(pages, BB_ELEMENT_ENTRY, 1));
}

static void rows_short_of_cells_are_filled_up(void **state) {
  (void)state;
  struct bb_node *table = add(&book, book.document.root, BB_NODE_TABLE, BB_ROLE_BODY);
  table->columns = 3;
  cell(&book, row(&book, table, false), BB_SPAN("alone"));
  const struct bb_pages *pages = lay_out();
  assert_non_null(find(pages, BB_ELEMENT_CELL, 2));
  assert_null(find(pages, BB_ELEMENT_CELL, 3));
}

static void text_in_another_language_is_told_apart(void **state) {
  (void)state;
  struct bb_lang french;
  assert_true(bb_lang_parse(BB_SPAN("fr"), &french));
  struct bb_node *node = paragraph(&book, book.document.root, BB_ROLE_BODY, BB_SPAN("They said "));
  run(&book, node, BB_SPAN("bon"))->lang = &french;
  run(&book, node, BB_SPAN("jour"))->lang = &french;
  const struct bb_pages *pages = lay_out();
  assert_string_equal(find(pages, BB_ELEMENT_SPAN, 0)->lang->tag, "fr");
  assert_null(find(pages, BB_ELEMENT_SPAN, 1));
}

static void a_list_is_numbered_as_its_first_marker_says(void **state) {
  (void)state;
  static const struct {
    const char *marker;
    enum bb_numbering numbering;
  } lists[] = {
      {"•", BB_NUMBERING_DISC},         {"1.", BB_NUMBERING_DECIMAL},
      {"១.", BB_NUMBERING_DECIMAL},     {"A.", BB_NUMBERING_UPPER},
      {"(a)", BB_NUMBERING_LOWER},      {"I.", BB_NUMBERING_UPPER_ROMAN},
      {"i.", BB_NUMBERING_LOWER_ROMAN}, {"☐ a", BB_NUMBERING_LOWER},
      {"☐\u2002a", BB_NUMBERING_LOWER}, {"☑", BB_NUMBERING_DISC},
  };
  enum { LISTS = sizeof lists / sizeof *lists };
  for (size_t i = 0; i < LISTS; i++)
    item(&book, add(&book, book.document.root, BB_NODE_LIST, BB_ROLE_BODY), lists[i].marker,
         BB_SPAN("Text"));
  const struct bb_pages *pages = lay_out();
  for (size_t i = 0; i < LISTS; i++)
    assert_int_equal(find(pages, BB_ELEMENT_LIST, i)->numbering, lists[i].numbering);
}

static void assert_structure(const char *expected) {
  struct bb_buf out = {0};
  bb_layout_dump_structure(lay_out(), &out);
  assert_string_equal(out.p, expected);
  bb_buf_free(&out);
}

static void lines_of_code_are_told_apart(void **state) {
  (void)state;
  add(&book, book.document.root, BB_NODE_CODE, BB_ROLE_BODY)->text =
      BB_SPAN("first\n\n\tsecond\nthird\n");
  assert_structure("document\n"
                   "  listing\n"
                   "    paragraph \"{code first}\"\n"
                   "    paragraph \"{code     second}\"\n"
                   "    paragraph \"{code third}\"\n");
}

static void entry(const char *term, const char *definition) {
  struct bb_node *node = paragraph(&book, book.document.root, BB_ROLE_ENTRY, bb_span_of(term));
  node->runs->marks = BB_MARK_TERM;
  run(&book, node, bb_span_of(definition));
}

static void entries_are_items_of_a_list(void **state) {
  (void)state;
  struct bb_node *root = book.document.root;
  heading(&book, 2, "", BB_SPAN("Terms"));
  entry("hash", " A value");
  note(&book, root->last, BB_SPAN("The note"));
  paragraph(&book, root, BB_ROLE_DEFINITION, BB_SPAN("More of it"));
  entry("image", " A copy");
  heading(&book, 2, "", BB_SPAN("Cases"));
  entry("A v B", " 5");
  heading(&book, 2, "", BB_SPAN("End"));
  paragraph(&book, root, BB_ROLE_BODY, BB_SPAN("No entry"));
  assert_structure("document\n"
                   "  section\n"
                   "    heading-1 \"Terms\"\n"
                   "    list\n"
                   "      item\n"
                   "        label \"hash\"\n"
                   "        body\n"
                   "          paragraph \" A value{link 1}\"\n"
                   "          note 1\n"
                   "            label \"{link 1}\"\n"
                   "            paragraph \"The note\"\n"
                   "          paragraph \"More of it\"\n"
                   "      item\n"
                   "        label \"image\"\n"
                   "        body\n"
                   "          paragraph \" A copy\"\n"
                   "  section\n"
                   "    heading-1 \"Cases\"\n"
                   "    list\n"
                   "      item\n"
                   "        label \"A v B\"\n"
                   "        body\n"
                   "          paragraph \" 5\"\n"
                   "  section\n"
                   "    heading-1 \"End\"\n"
                   "    paragraph \"No entry\"\n");
}

static struct bb_node *box(struct bb_node *parent, const char *label, const char *title) {
  struct bb_node *node = add(&book, parent, BB_NODE_BOX, BB_ROLE_CASE);
  node->label = bb_span_of(label);
  if (*title) run(&book, node, bb_span_of(title));
  return node;
}

static void the_title_of_a_box_is_a_heading(void **state) {
  (void)state;
  struct bb_node *root = book.document.root;
  heading(&book, 1, "", BB_SPAN("Chapter"));
  struct bb_node *outer = box(root, "Case", "A v B");
  run(&book, outer, BB_SPAN(", code"))->marks = BB_MARK_CODE;
  struct bb_node *title = add(&book, outer, BB_NODE_HEADING, BB_ROLE_BODY);
  title->level = 2;
  run(&book, title, BB_SPAN("Facts"));
  paragraph(&book, box(outer, "Note", ""), BB_ROLE_BODY, BB_SPAN("Remark"));
  box(outer, "Law", "Article 1");
  heading(&book, 2, "", BB_SPAN("Section"));
  box(root, "Case", "C v D");
  assert_structure("document\n"
                   "  section\n"
                   "    heading-1 \"Chapter\"\n"
                   "    box\n"
                   "      heading-2 \"Case|A v B{code , code}\"\n"
                   "      heading-3 \"Facts\"\n"
                   "      box\n"
                   "        paragraph \"Note\"\n"
                   "        paragraph \"Remark\"\n"
                   "      box\n"
                   "        heading-3 \"Law|Article 1\"\n"
                   "    section\n"
                   "      heading-2 \"Section\"\n"
                   "      box\n"
                   "        heading-3 \"Case|C v D\"\n");
  assert_int_equal(lay_out()->bookmark_count, 3); /* Chapter, Facts, Section */
}

static void a_marker_without_text_beside_it_is_a_label(void **state) {
  (void)state;
  struct bb_node *list = add(&book, book.document.root, BB_NODE_LIST, BB_ROLE_BODY);
  struct bb_node *gap = add(&book, list, BB_NODE_ITEM, BB_ROLE_BODY);
  gap->marker = BB_SPAN("(1)");
  item(&book, add(&book, gap, BB_NODE_LIST, BB_ROLE_BODY), "☐ a", BB_SPAN("One"));
  assert_structure("document\n"
                   "  list decimal\n"
                   "    item\n"
                   "      label \"(1)\"\n"
                   "      body\n"
                   "        list lower\n"
                   "          item\n"
                   "            label \"☐ a\"\n"
                   "            body \"One\"\n");
}

static void furniture_is_decoration(void **state) {
  (void)state;
  close_book(&book);
  build_specimen(&book, "en", 2);
  const struct bb_pages *pages = lay_out();
  for (size_t i = 0; i < pages->page_count; i++)
    for (size_t k = 0; k < pages->pages[i].line_count; k++)
      if (bb_line_is_furniture(pages->pages[i].lines[k].role))
        assert_null(pages->pages[i].lines[k].runs[0].element);
}

int main(void) {
#define TEST(name) cmocka_unit_test_setup_teardown(name, open_document, close_document)
  const struct CMUnitTest tests[] = {
      TEST(elements_are_numbered_in_order),
      TEST(levels_of_headings_are_not_skipped),
      TEST(a_note_stands_once_where_it_is_called_first),
      TEST(what_depends_on_page_numbers_stands_once),
      TEST(rows_short_of_cells_are_filled_up),
      TEST(text_in_another_language_is_told_apart),
      TEST(a_list_is_numbered_as_its_first_marker_says),
      TEST(lines_of_code_are_told_apart),
      TEST(entries_are_items_of_a_list),
      TEST(the_title_of_a_box_is_a_heading),
      TEST(a_marker_without_text_beside_it_is_a_label),
      TEST(furniture_is_decoration),
  };
  return cmocka_run_group_tests(tests, open_fonts, close_fonts);
}
