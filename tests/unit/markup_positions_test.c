/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Every text knows where it stands in the source.
 */
#include "markup/markup.h"

#include <setjmp.h>
#include <stdarg.h>
#include <string.h>

#include <cmocka.h>

static const struct bb_inline *find_text(const struct bb_inline *inlines, const char *text) {
  for (const struct bb_inline *i = inlines; i; i = i->next) {
    if (bb_span_is(i->text, text)) return i;
    const struct bb_inline *inner = find_text(i->child, text);
    if (inner) return inner;
  }
  return NULL;
}

static const struct bb_inline *find_in(const struct bb_block *block, const char *text) {
  const struct bb_inline *found = find_text(block->inlines, text);
  for (const struct bb_block *k = block->child; k && !found; k = k->next) found = find_in(k, text);
  return found;
}

/* The text `text` stands at its only occurrence in `source`, and borrows it. */
static void assert_placed(const char *source, uint32_t from, const char *text) {
  struct bb_arena arena = {0};
  const struct bb_source *s = bb_source_of(&arena, "x.md", bb_span_of(source));
  const struct bb_inline *found = find_in(bb_markup_parse(&arena, s, from, NULL)->root, text);
  if (!found) fail_msg("\"%s\" is not a text of \"%s\"", text, source);
  assert_int_equal(found->offset, strstr(source, text) - source);
  assert_ptr_equal(found->text.p, source + found->offset);
  bb_arena_free(&arena);
}

static void texts_stand_in_the_source(void **state) {
  (void)state;
  static const struct {
    const char *source, *text;
  } cases[] = {
      {"plain", "plain"},
      {"a *here* b", "here"},
      {"> - 1. here", "here"},
      {">   here", "here"},
      {"   here\n", "here"},
      {"|a|b|\n|---|---|\n|c|here|", "here"},
      {"[x `y` here](z)", " here"},
      {"\\*here", "*here"},
      {"[^1]: here\n\n[^1]", "here"},
      {"x[^1]\n[^1]: here", "here"},
      {"> [!CASE] here\n> x", "here"},
      {"> [!CASE] x\n> here", "here"},
      {"- [x] here", "here"},
      {"# here {#id}", "here"},
      {"# here ##", "here"},
      {"<!-- i18n: skip -->\n  here", "here"},
      {"\xE1\x9E\x80\xE1\x9E\x81 **here**", "here"},
      {"<https://here.example>", "https://here.example"},
  };
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
    assert_placed(cases[i].source, 0, cases[i].text);
}

static void front_matter_is_not_read(void **state) {
  (void)state;
  const char *source = "---\nid: *x*\n---\n\n# here\n";
  assert_placed(source, 15, "here");
  struct bb_arena arena = {0};
  const struct bb_source *s = bb_source_of(&arena, "x.md", bb_span_of(source));
  assert_null(find_in(bb_markup_parse(&arena, s, 15, NULL)->root, "x"));
  bb_arena_free(&arena);
}

static void lines_and_columns_count_from_one(void **state) {
  (void)state;
  struct bb_arena arena = {0};
  struct bb_diags *diags = bb_diags_new();
  size_t count;
  const struct bb_source *s =
      bb_source_of(&arena, "x.md", BB_SPAN("\xE1\x9E\x80\r\n\r\n\xE1\x9E\x80\xE1\x9E\x81 <b>\r\n"));
  bb_markup_parse(&arena, s, 0, diags);
  const struct bb_diag *list = bb_diags_sorted(diags, &count);
  assert_int_equal(count, 1);
  assert_int_equal(list[0].code, BB_D_HTML);
  assert_int_equal(list[0].place.line, 3);
  assert_int_equal(list[0].place.column, 4);
  bb_diags_free(diags);
  bb_arena_free(&arena);
}

static void blocks_without_text_have_a_place(void **state) {
  (void)state;
  struct bb_arena arena = {0};
  const struct bb_source *s = bb_source_of(&arena, "x.md", BB_SPAN("**a**\n\n---\n\n> ***\n"));
  const struct bb_block *block = bb_markup_parse(&arena, s, 0, NULL)->root->child;
  assert_int_equal(block->next->kind, BB_RULE);
  assert_int_equal(block->next->offset, 7);
  assert_int_equal(block->next->next->child->offset, 14);
  bb_arena_free(&arena);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(texts_stand_in_the_source),
      cmocka_unit_test(front_matter_is_not_read),
      cmocka_unit_test(lines_and_columns_count_from_one),
      cmocka_unit_test(blocks_without_text_have_a_place),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
