/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Canonical Markdown: what a msgid looks like, and that it reads back as what it was made from.
 */
#include "../markup_checks.h"
#include "base/file.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>

#include <cmocka.h>

struct pair {
  const char *source, *canonical;
};

static void assert_renders(const struct pair *pairs, size_t count) {
  struct bb_arena arena = {0};
  for (size_t i = 0; i < count; i++) {
    struct bb_buf out = {0};
    const struct bb_source *source = bb_source_of(&arena, "x.md", bb_span_of(pairs[i].source));
    const struct bb_markup *markup = bb_markup_parse(&arena, source, 0, NULL);
    const struct bb_block *block = markup->root->child;
    while (block && !block->inlines) block = block->child;
    assert_non_null(block);
    bb_markup_render(block->inlines, &out);
    if (!bb_span_is(bb_buf_view(&out), pairs[i].canonical))
      fail_msg("%s\ngave   %s\nwanted %s", pairs[i].source, out.p, pairs[i].canonical);
    const char *wrong = check_round_trip(&arena, block->inlines);
    if (wrong) fail_msg("%s", wrong);
    bb_buf_free(&out);
  }
  bb_arena_free(&arena);
}
#define RENDERS(pairs) assert_renders(pairs, sizeof(pairs) / sizeof *(pairs))

static void marks_have_one_form(void **state) {
  (void)state;
  static const struct pair pairs[] = {
      {"*a* _b_ **c** __d__", "_a_ _b_ **c** **d**"},
      {"***a** b*", "_**a** b_"},
      {"a *b **c** d* e", "a _b **c** d_ e"},
      {"``a`b`` ` c `", "``a`b`` `c`"},
      {"`` ` ``", "`` ` ``"},
      {"[a](<u> 'T') [r] [c][r]\n\n[r]: v (W)", "[a](u \"T\") [r](v \"W\") [c](v \"W\")"},
      {"[a]( u )  [b]()", "[a](u)  [b]()"},
      {"[a](<u v>) [b](u\\)v) [c](u(v)w)", "[a](<u v>) [b](<u)v>) [c](u(v)w)"},
      {"<https://a.example> <b@c.example>", "<https://a.example> <b@c.example>"},
      {"[https://a.example](https://a.example)", "[https://a.example](https://a.example)"},
      {"![a *b*](c.png 'T')", "![a _b_](c.png \"T\")"},
      {"a  \nb\\\nc\nd", "a  \nb  \nc d"},
      {"law[^1] and[^a-b]", "law\\[^1] and\\[^a-b]"}, /* no definition: text */
      {"law[^1]\n\n[^1]: x", "law[^1]"},
  };
  RENDERS(pairs);
}

static void emphasis_inside_words(void **state) {
  (void)state;
  static const struct pair pairs[] = {
      {"un*frigging*believable", "un*frigging*believable"},
      {"\u1797\u17B6\u179F\u17B6*\u1781\u17D2\u1798\u17C2\u179A*\u1793\u17C1\u17C7",
       "\u1797\u17B6\u179F\u17B6*\u1781\u17D2\u1798\u17C2\u179A*\u1793\u17C1\u17C7"},
      {"\u201C*a*\u201D", "\u201C_a_\u201D"},
      {"**a**b", "**a**b"},
      {"**(a)**&#98;", "**(a)**&#98;"},
      {"*a*__b__", "_a_**b**"},
      {"*a*_b_", "_a_<!-- -->_b_"},
      {"*&#32;a*", "_&#32;a_"},
      {"*a *b* c*", "_a b c_"},
      {"x *<b></b>* y", "x y"}, /* nothing is left inside */
  };
  RENDERS(pairs);
}

static void only_needed_escapes(void **state) {
  (void)state;
  static const struct pair pairs[] = {
      {"5 \\* 3, snake\\_case, price\\*", "5 * 3, snake_case, price*"},
      {"\\*a\\* \\_b\\_", "\\*a\\* \\_b\\_"},
      {"a\\_ \\_b c\\*", "a_ _b c*"}, /* nothing opens before it closes */
      {"\\[a\\] \\[b\\](c) \\!\\[d\\]", "[a] [b\\](c) ![d]"},
      {"[[1]] H~2~O $x$ www.a.example", "[[1]] H~2~O $x$ www.a.example"},
      {"[\\[1\\]](u) [a\\]](u)", "[[1]](u) [a\\]](u)"},
      {"\\!\\[a](u) \\![a](u)", "![a\\](u) \\![a](u)"},
      {"\\[^1] a[\\^1](u)", "\\[^1] a[\\^1](u)"},
      {"a < b, 1 \\< 2 \\<b>", "a < b, 1 < 2 \\<b>"},
      {"AT&T &amp;amp; &amp;x", "AT&T \\&amp; &x"},
      {"\\\\a \\\\\\* \\a", "\\a \\\\* \\a"},
      {"\\`a", "\\`a"},
      {"a \\| b", "a | b"},
  };
  RENDERS(pairs);
}

/* The text of a cell: "<br>" ends no line of the Markdown, and marks of lists are text. */
static void cells_have_lines(void **state) {
  (void)state;
#define CELL(text) "| " text " |\n|---|"
  static const struct pair pairs[] = {
      {CELL("a<br>b <br/> c<BR />d"), "a<br>b<br>c<br>d"},
      {CELL("<br>a<br><br>b<br>"), "a<br><br>b"},
      {CELL("- a<br>- b"), "- a<br>- b"},
      {CELL("* a<br>* *b*"), "* a<br>* _b_"},
      {CELL("10) a<br>11) b"), "10) a<br>11) b"},
      {CELL("- a"), "\\- a"},
      {CELL("\\- a<br>b"), "- a<br>b"},
      {CELL("- - -<br>b"), "- - -<br>b"},
      {CELL("> a<br># b"), "\\> a<br># b"},
      {CELL("+ a<br>b"), "\\+ a<br>b"},
      {CELL("**a<br>b**<br>*c*"), "**a<br>b**<br>_c_"},
      {CELL("a*b*<br>*c*d"), "a*b*<br>*c*d"},
      {CELL("a\\\\<br>b \\<br>"), "a\\\\<br>b \\<br>"},
      {CELL("a <<br>[b<br>c](d)!<br>[e](f)"), "a \\<<br>[b<br>c](d)!<br>[e](f)"},
      {CELL("`a`<br>`b`<br>&#32;c"), "`a`<br>`b`<br>c"},
      {CELL("`<br>` \\<br>"), "`<br>` \\<br>"},
  };
  RENDERS(pairs);
#undef CELL
}

/* A tag that is left out parts words, unless it is one that is written inside them. */
static void tags_leave_a_space(void **state) {
  (void)state;
  static const struct pair pairs[] = {
      {"a<br>b", "a b"},
      {"a <br> b", "a b"},
      {"a<hr>b<!-- c -->d", "a bd"},
      {"H<sub>2</sub>O un<B>break</B>able", "H2O unbreakable"},
      {"a<blockquote>b<p></p>", "a b"},
      {"x<div>*a<p>b*</div>`c`<p>`d`", "x _a b_ `c` `d`"},
      {"a<p>\\\nb<subs>c<supersub>d", "a  \nb c d"},
  };
  RENDERS(pairs);
}

static void text_does_not_become_a_block(void **state) {
  (void)state;
  static const struct pair pairs[] = {
      {"# 1. Introduction", "1\\. Introduction"},
      {"# 12) x", "12\\) x"},
      {"# 1.5 x", "1.5 x"},
      {"# - x", "\\- x"},
      {"# -x --- y", "-x --- y"},
      {"# + x", "\\+ x"},
      {"# \\* x", "\\* x"},
      {"# \\# x", "\\# x"},
      {"# #x", "#x"},
      {"# > x", "\\> x"},
      {"# ---", "\\---"},
      {"# ~~~", "\\~~~"},
      {"# ===", "==="},
      {"a\\\n\\===", "a  \n\\==="},
      {"a \\| b\\\n\\|---|---|", "a | b  \n\\|---|---|"},
      {"\\[a]: b", "\\[a]: b"},
      {"[^1]\\: b\n\n[^1]: x", "[^1]\\: b"},
      {"# [!NOTE] x", "[!NOTE] x"},
      {"# &#32;&nbsp;x", "\u00A0x"},
  };
  RENDERS(pairs);
}

static void a_message_is_one_paragraph(void **state) {
  (void)state;
  static const struct {
    const char *text;
    size_t blocks;
    bool good;
  } cases[] = {
      {"a *b*", 1, true},   {"a\nb", 1, true},        {"", 0, false},
      {"a\n\nb", 2, false}, {"# a", 1, false},        {"- a", 1, false},
      {"1. a", 1, false},   {"> a", 1, false},        {"    a", 1, false},
      {"---", 1, false},    {"[^1]: a", 1, false},    {"[a]: b", 0, false},
      {"a\n---", 1, false}, {"<!-- a -->", 1, false}, {"|a|\n|---|", 1, false},
      {"[^1] a", 1, true},  {"  a  ", 1, true},
  };
  struct bb_arena arena = {0};
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
    size_t blocks = 99;
    struct bb_inline *inlines = bb_markup_parse_message(&arena, bb_span_of(cases[i].text), &blocks);
    if (blocks != cases[i].blocks || (inlines != NULL) != cases[i].good)
      fail_msg("\"%s\": %zu blocks, %s", cases[i].text, blocks, inlines ? "good" : "not good");
  }
  bb_arena_free(&arena);
}

static void plain_text_has_no_marks(void **state) {
  (void)state;
  struct bb_arena arena = {0};
  struct bb_buf out = {0};
  size_t blocks;
  struct bb_span message =
      BB_SPAN("A **b** `c`[^1] [d *e*](u \"T\") ![f](g)  \n<https://h.example>");
  bb_markup_plain(bb_markup_parse_message(&arena, message, &blocks), &out);
  assert_string_equal(out.p, "A b c d e f https://h.example");
  bb_buf_free(&out);
  bb_arena_free(&arena);
}

static void a_figure_is_alone_in_its_paragraph(void **state) {
  (void)state;
  struct bb_arena arena = {0};
  const struct bb_source *source = bb_source_of(
      &arena, "x.md", BB_SPAN("![a](b.png \"C\")\n\n![a](b.png) x\n\n# ![a](b.png)\n"));
  const struct bb_block *block = bb_markup_parse(&arena, source, 0, NULL)->root->child;
  assert_true(bb_span_is(bb_markup_figure(block)->title, "C"));
  assert_null(bb_markup_figure(block->next));
  assert_null(bb_markup_figure(block->next->next));
  bb_arena_free(&arena);
}

/* ---- the property, over files and over noise ---- */

static void assert_sound(struct bb_arena *arena, const struct bb_source *source) {
  struct bb_diags *diags = bb_diags_new();
  const struct bb_markup *markup = bb_markup_parse(arena, source, 0, diags);
  const char *wrong = check_tree(markup);
  if (!wrong) wrong = check_all_round_trips(arena, markup->root);
  if (wrong) fail_msg("%s\nin: %.*s", wrong, BB_SPAN_ARG(source->text));
  bb_diags_free(diags);
}

static void every_golden_input_reads_back(void **state) {
  (void)state;
  struct bb_arena arena = {0};
  struct bb_diags *diags = bb_diags_new();
  const char *folder = TESTS_FOLDER "/golden/markup", **names;
  size_t count, read = 0;
  assert_true(bb_file_list(&arena, folder, &names, &count, diags));
  for (size_t i = 0; i < count; i++) {
    if (!bb_span_ends(bb_span_of(names[i]), ".md")) continue;
    const struct bb_source *source =
        bb_source_load(&arena, bb_file_join(&arena, folder, names[i]), diags);
    assert_non_null(source);
    assert_sound(&arena, source);
    read++;
  }
  assert_true(read > 5);
  bb_diags_free(diags);
  bb_arena_free(&arena);
}

/* SplitMix64 (Steele, Lea and Flood 2014), so that the noise is the same everywhere. */
static uint64_t draw(uint64_t *state) {
  uint64_t z = *state += 0x9E3779B97F4A7C15u;
  z = (z ^ z >> 30) * 0xBF58476D1CE4E5B9u;
  z = (z ^ z >> 27) * 0x94D049BB133111EBu;
  return z ^ z >> 31;
}

static void noise_reads_back(void **state) {
  (void)state;
  static const char *const parts[] = {
      "*",
      "**",
      "_",
      "__",
      "`",
      "``",
      "[",
      "]",
      "](u)",
      "](",
      ")",
      "![",
      "[^1]",
      "[^1]:",
      "\\",
      "\n",
      "  \n",
      "\n\n",
      "\\\n",
      "<!-- c -->",
      "<b>",
      "<",
      ">",
      "&",
      "&amp;",
      "&#32;",
      "&#97;",
      " ",
      " ",
      "a",
      "b",
      "1",
      ".",
      "1. ",
      "- ",
      "> ",
      "> [!TIP] ",
      "# ",
      "{#a}",
      "|",
      "|---|",
      "~~~",
      "===",
      "---",
      "(",
      "\"t\"",
      "<u:v>",
      "<a@b.c>",
      ":",
      "!",
      "\xE1\x9E\x80",
      "\xC2\xA0",
      "\xE2\x80\x9C",
      "\xE3\x80\x82",
      "\t",
      "=",
  };
  enum { TEXTS = 20000, PARTS_MAX = 24 };
  uint64_t seed = 20261122;
  struct bb_buf text = {0};
  for (int i = 0; i < TEXTS; i++) {
    struct bb_arena arena = {0};
    bb_buf_clear(&text);
    for (size_t n = draw(&seed) % PARTS_MAX; n > 0; n--)
      bb_buf_string(&text, parts[draw(&seed) % (sizeof parts / sizeof *parts)]);
    assert_sound(&arena, bb_source_of(&arena, "noise.md", bb_buf_view(&text)));
    bb_arena_free(&arena);
  }
  bb_buf_free(&text);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(marks_have_one_form),
      cmocka_unit_test(emphasis_inside_words),
      cmocka_unit_test(only_needed_escapes),
      cmocka_unit_test(cells_have_lines),
      cmocka_unit_test(tags_leave_a_space),
      cmocka_unit_test(text_does_not_become_a_block),
      cmocka_unit_test(a_message_is_one_paragraph),
      cmocka_unit_test(plain_text_has_no_marks),
      cmocka_unit_test(a_figure_is_alone_in_its_paragraph),
      cmocka_unit_test(every_golden_input_reads_back),
      cmocka_unit_test(noise_reads_back),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
