/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "catalog/verify.h"

#include <setjmp.h>
#include <stdarg.h>

#include <cmocka.h>

static struct bb_arena arena;

static int end(void **state) {
  (void)state;
  bb_arena_free(&arena);
  return 0;
}

static void a_good_translation_is_taken(void **state) {
  (void)state;
  static const char *const pairs[][2] = {
      {"See [the rules](#rules) and [facts](#facts).", "[Faits](#facts), [règles](#rules)."},
      {"Type `ls -l` now.", "Maintenant, tapez `ls -l`."},
      {"A **bold** word.", "Un mot gras."},
      {"A word.", "Un **mot**."},
      {"Note.[^a] And.[^b]", "Et.[^b] Note.[^a]"},
      {"![Map](m.png \"Old\")", "![Carte](m.png \"Vieille\")"},
      {"<https://example.org> says", "dit <https://example.org>"},
      {"2 * 3 = 6", "6 = 2 * 3"},
      {"file\\_name", "le file\\_name"},
      {"- a<br>- b", "- a <br/> - b"},
      {"\\- a<br>- b", "- a<BR>- b"},
      {"1. a<br>2. b", "1. a<br>2. b"},
      /* `_` between letters is no emphasis to Markdown, but it is to people */
      {"A [[2]] and a [[1]].", "Un [[1]] et un [[2]]."},
      {"![ ](m.png)", "![ ](m.png)"},
      {"The _law_ says", "\xE1\x9E\x85\xE1\x9F\x92\xE1\x9E\x94_\xE1\x9E\x94\xE1\x9E\xB6_"
                         "\xE1\x9E\x90\xE1\x9E\xB6"},
  };
  for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i++) {
    struct bb_fault fault = {0};
    if (!bb_verify_markdown(&arena, bb_span_of(pairs[i][0]), bb_span_of(pairs[i][1]), false,
                            &fault))
      fail_msg("\"%s\": %s %s", pairs[i][1], bb_diag_slug(fault.code), fault.detail);
  }
}

static void a_translation_that_breaks_the_page_is_refused(void **state) {
  (void)state;
  static const struct {
    const char *id, *text;
    enum bb_diag_code code;
    const char *detail;
  } cases[] = {
      {"One.", "Un.\n\nDeux.", BB_D_MESSAGE_BLOCKS, "2 blocks"},
      {"One.", "# Un.", BB_D_MESSAGE_BLOCKS, ""},
      {"One.", "- Un.", BB_D_MESSAGE_BLOCKS, ""},
      {"One.", "<!-- -->", BB_D_MESSAGE_BLOCKS, ""},
      {"A [[1]].", "Un.", BB_D_MESSAGE_GAPS, "\"[[1]]\""},
      {"A [[1]].", "[[1]] et [[1]].", BB_D_MESSAGE_GAPS, "\"[[1]]\""},
      {"A [[1]].", "Un [[2]].", BB_D_MESSAGE_GAPS, "\"[[1]]\""},
      {"A.", "Un [[2]].", BB_D_MESSAGE_GAPS, "\"[[2]]\""},
      {"Yes", "&#x200B;&nbsp;", BB_D_MESSAGE_BLANK, ""},
      {"[a](#x)", "b", BB_D_MESSAGE_LINK_LOST, "\"#x\""},
      {"[a](#x) [b](#y)", "[a](#x) [b](#x)", BB_D_MESSAGE_LINK_LOST, "\"#y\""},
      {"[a](#x)", "[](#x)", BB_D_MESSAGE_LINK_LOST, "\"#x\""},
      {"[a](#x)", "[b] (#x)", BB_D_MESSAGE_LINK_LOST, "\"#x\""},
      {"[a](#x)", "\\[b\\](#x)", BB_D_MESSAGE_STRAY_MARK, "\"](\""},
      {"a", "[b](#x)", BB_D_MESSAGE_LINK_ADDED, "\"#x\""},
      {"[a](https://a.org)", "[a](https://b.org)", BB_D_MESSAGE_LINK_LOST, "\"https://a.org\""},
      {"`sqrt()`", "`qrt()`", BB_D_MESSAGE_CODE, "\"sqrt()\""},
      {"`a` `a`", "`a`", BB_D_MESSAGE_CODE, "\"a\""},
      {"a[^1]", "b", BB_D_MESSAGE_FOOTNOTE, "\"1\""},
      {"a[^1]", "b[^1][^1]", BB_D_MESSAGE_FOOTNOTE, "\"1\""},
      {"![a](b.png)", "![a](c.png)", BB_D_MESSAGE_IMAGE, "\"b.png\""},
      {"![a](b.png \"c\")", "![a](b.png)", BB_D_MESSAGE_IMAGE, "\"caption\""},
      {"**a** b", "**a b", BB_D_MESSAGE_STRAY_MARK, "\"*\""},
      {"**a** b", "** a ** b", BB_D_MESSAGE_STRAY_MARK, "\"*\""},
      {"_a_ b", "_ a b", BB_D_MESSAGE_STRAY_MARK, "\"_\""},
      {"a<br>b", "a b", BB_D_MESSAGE_BREAKS, "\"<br>\""},
      {"a<br>b", "a  \nb", BB_D_MESSAGE_BREAKS, "\"<br>\""},
      {"a<br>b", "a<br>b<br>c", BB_D_MESSAGE_BREAKS, "\"<br>\""},
      {"a b", "a<br>b", BB_D_MESSAGE_BREAKS, "\"<br>\""},
      {"a", "\x07 b", BB_D_MESSAGE_CONTROL, ""},
      {"`a`", "`a", BB_D_MESSAGE_STRAY_MARK, "\"`\""},
      /* reading `_` as `*` may not change code or links */
      {"_a_ `b_c`", "\xE1\x9E\x85_a_\xE1\x9E\x85 `b_c`", BB_D_MESSAGE_STRAY_MARK, "\"_\""},
  };
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
    struct bb_fault fault = {0};
    if (bb_verify_markdown(&arena, bb_span_of(cases[i].id), bb_span_of(cases[i].text), false,
                           &fault))
      fail_msg("\"%s\" was taken", cases[i].text);
    if (fault.code != cases[i].code)
      fail_msg("\"%s\": %s", cases[i].text, bb_diag_slug(fault.code));
    assert_string_equal(fault.detail, cases[i].detail);
  }
}

static void a_translator_may_confirm_another_web_page(void **state) {
  (void)state;
  struct bb_fault fault = {0};
  struct bb_span id = BB_SPAN("[a](https://en.example.org) [b](#x)");
  assert_non_null(
      bb_verify_markdown(&arena, id, BB_SPAN("[b](#x) [a](https://fr.example.org)"), true, &fault));
  assert_null(
      bb_verify_markdown(&arena, id, BB_SPAN("[b](#y) [a](https://fr.example.org)"), true, &fault));
  assert_null(bb_verify_markdown(&arena, id, BB_SPAN("[b](#x)"), true, &fault));
}

static void plain_text_has_no_more_lines_than_the_original(void **state) {
  (void)state;
  struct bb_fault fault = {0};
  struct bb_span text;
  assert_true(bb_verify_plain(BB_SPAN("x"), BB_SPAN(" **a** \n"), &text, &fault));
  assert_true(bb_span_is(text, "**a**"));
  assert_false(bb_verify_plain(BB_SPAN("x"), BB_SPAN("a\nb"), &text, &fault));
  assert_true(bb_verify_plain(BB_SPAN("x\ny"), BB_SPAN("a\nb"), &text, &fault));
  assert_false(bb_verify_plain(BB_SPAN("x"), BB_SPAN("a\x1B[1m"), &text, &fault));
  assert_int_equal(fault.code, BB_D_MESSAGE_CONTROL);
}

static void a_label_keeps_what_is_filled_in(void **state) {
  (void)state;
  static const struct {
    const char *id, *text;
    bool good;
  } cases[] = {
      {"Page", "Seite", true},
      {"%s of %s", "%2$s: %1$s", true},
      {"%s: 100 %%", "100 %%: %s", true},
      {"%s", "%1$s", true},
      {"%s of %u", "%u de %s", false},
      {"%s", "", false},
      {"Page", "%s", false},
      {"%s", "%s %n", false},
      {"%s", "%2$s", false},
      {"%zu", "%u", false},
      {"100 %", "100 %", true},
      {"a", "%s%s%s%s%s%s%s%s%s%s", false},
  };
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
    if (bb_verify_label(bb_span_of(cases[i].id), bb_span_of(cases[i].text)) != cases[i].good)
      fail_msg("\"%s\" for \"%s\"", cases[i].text, cases[i].id);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test_teardown(a_good_translation_is_taken, end),
      cmocka_unit_test_teardown(a_translation_that_breaks_the_page_is_refused, end),
      cmocka_unit_test_teardown(a_translator_may_confirm_another_web_page, end),
      cmocka_unit_test_teardown(plain_text_has_no_more_lines_than_the_original, end),
      cmocka_unit_test(a_label_keeps_what_is_filled_in),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
