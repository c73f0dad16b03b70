/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Text that is made to take forever: every one must be read, or refused, within SECONDS_MAX (the
 * sanitizers, which take ten times as long, included), and what comes out must be a sound tree.
 */
#include "../markup_checks.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include <time.h>

#include <cmocka.h>

enum { SECONDS_MAX = 20, LEVELS = 100 * 1000, MILLION = 1000 * 1000 };

static void repeat(struct bb_buf *text, const char *part, size_t count) {
  size_t n = strlen(part);
  while (count--) bb_buf_add(text, part, n);
}

/* Reads text and empties it; slug: the message that must be among those reported, or NULL. */
static void assert_bounded(struct bb_buf *text, const char *slug) {
  struct bb_arena arena = {0};
  struct bb_diags *diags = bb_diags_new();
  clock_t start = clock();
  const struct bb_markup *markup =
      bb_markup_parse(&arena, bb_source_of(&arena, "x.md", bb_buf_view(text)), 0, diags);
  double seconds = (double)(clock() - start) / CLOCKS_PER_SEC;
  const char *wrong = check_tree(markup);
  if (wrong) fail_msg("%.40s…: %s", text->p, wrong);
  if (seconds > SECONDS_MAX) fail_msg("%.40s…: %.1f seconds", text->p, seconds);
  size_t count;
  const struct bb_diag *list = bb_diags_sorted(diags, &count);
  bool found = !slug;
  for (size_t i = 0; i < count; i++) found = found || !strcmp(bb_diag_slug(list[i].code), slug);
  if (!found) fail_msg("%.40s…: no message %s", text->p, slug);
  bb_diags_free(diags);
  bb_arena_free(&arena);
  bb_buf_clear(text);
}

static void nesting_ends_with_a_message(void **state) {
  (void)state;
  static const char *const parts[] = {">", "> ", "- ", "1. ", "> - ", "* > 1) "};
  struct bb_buf text = {0};
  for (size_t i = 0; i < sizeof parts / sizeof *parts; i++) {
    repeat(&text, parts[i], LEVELS);
    repeat(&text, "a\n", 1);
    assert_bounded(&text, "markup-depth");
  }
  for (size_t i = 0; i < 2000; i++) {
    repeat(&text, "  ", i);
    repeat(&text, "- a\n", 1);
  }
  assert_bounded(&text, "markup-depth");
  repeat(&text, "![", LEVELS);
  repeat(&text, "](u)", LEVELS);
  assert_bounded(&text, "markup-depth");
  bb_buf_free(&text);
}

static void openers_without_end_are_text(void **state) {
  (void)state;
  static const char *const parts[] = {
      "[",  "*",   "_",     "`",  "<",     "&",   "![", "[a](", "*a ",     "**a",  "`a",  "<!--a",
      "<?", "<a ", "[^a](", "\\", "[a](<", "a*_", "|",  "{#",   "<a b=\"", "[[a]", "[\n", "`a\n"};
  struct bb_buf text = {0};
  for (size_t i = 0; i < sizeof parts / sizeof *parts; i++) {
    repeat(&text, parts[i], LEVELS);
    assert_bounded(&text, NULL);
  }
  for (size_t n = 1; text.n < 900 * 1000; n++) {
    repeat(&text, "`", n);
    repeat(&text, "a", 1);
  }
  assert_bounded(&text, NULL);
  bb_buf_free(&text);
}

static void many_parts_end_with_a_message(void **state) {
  (void)state;
  static const char *const parts[] = {"- a\n\n", "<!---->\n\n", "&foo;\n\n"};
  struct bb_buf text = {0};
  for (size_t i = 0; i < sizeof parts / sizeof *parts; i++) {
    repeat(&text, parts[i], MILLION + MILLION / 10);
    assert_bounded(&text, "markup-size");
  }
  repeat(&text, "a\n", MILLION);
  assert_bounded(&text, "markup-size");
  repeat(&text, "[a\n", MILLION);
  assert_bounded(&text, "markup-size");
  bb_buf_free(&text);
}

static void what_is_used_often_is_not_copied_often(void **state) {
  (void)state;
  static const char *const targets[] = {"x", "\\&amp;"};
  struct bb_buf text = {0};
  for (size_t i = 0; i < sizeof targets / sizeof *targets; i++) {
    repeat(&text, "[a]: /", 1);
    repeat(&text, targets[i], LEVELS);
    repeat(&text, "\n\n", 1);
    repeat(&text, "[a] [a]\n\n", LEVELS);
    assert_bounded(&text, "markup-size");
  }
  repeat(&text, "|", LEVELS);
  repeat(&text, "\n", 1);
  repeat(&text, "|---", LEVELS);
  repeat(&text, "|\n", 1);
  repeat(&text, "|a\n", LEVELS);
  assert_bounded(&text, "markup-size");
  bb_buf_free(&text);
}

static void mistakes_by_the_thousand_are_counted(void **state) {
  (void)state;
  static const char *const parts[] = {
      "<b>",          "[^a] ",        "[^a]: x\n\n",    "<!-- i18n: skip -->\n\n",
      "# a {#b}\n\n", "> [!NOT]\n\n", "a|b\n|-|-|\n\n", "- a\n<!-- c -->\n"};
  struct bb_buf text = {0};
  for (size_t i = 0; i < sizeof parts / sizeof *parts; i++) {
    repeat(&text, parts[i], LEVELS);
    assert_bounded(&text, NULL);
  }
  bb_buf_free(&text);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(nesting_ends_with_a_message),
      cmocka_unit_test(openers_without_end_are_text),
      cmocka_unit_test(many_parts_end_with_a_message),
      cmocka_unit_test(what_is_used_often_is_not_copied_often),
      cmocka_unit_test(mistakes_by_the_thousand_are_counted),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
