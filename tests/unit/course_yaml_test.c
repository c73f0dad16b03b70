/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "course/yaml.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

struct fixture {
  struct bb_arena arena;
  struct bb_diags *diags;
};

static int set_up(void **state) {
  struct fixture *f = bb_alloc(sizeof *f);
  f->diags = bb_diags_new();
  *state = f;
  return 0;
}

static int tear_down(void **state) {
  struct fixture *f = *state;
  bb_diags_free(f->diags);
  bb_arena_free(&f->arena);
  free(f);
  return 0;
}

static const struct bb_yaml *read_text(struct fixture *f, const char *text) {
  const struct bb_source *source = bb_source_of(&f->arena, "x.yaml", bb_span_of(text));
  return bb_yaml_read(&f->arena, source, 0, strlen(text), f->diags);
}

static const struct bb_diag *only_diag(struct fixture *f) {
  size_t count;
  const struct bb_diag *diag = bb_diags_sorted(f->diags, &count);
  assert_int_equal(count, 1);
  return diag;
}

static void assert_text(const struct bb_yaml *node, const char *text) {
  assert_non_null(node);
  assert_int_equal(node->kind, BB_YAML_SCALAR);
  assert_string_equal(node->text.p, text);
}

static void a_tree_has_kinds_and_texts(void **state) {
  const struct bb_yaml *root =
      read_text(*state, "a: 1\nb: [x, \"y z\"]\nc:\n  d: |\n    two\n    lines\n");
  assert_int_equal(root->kind, BB_YAML_MAP);
  assert_text(bb_yaml_find(root, "a"), "1");
  const struct bb_yaml *b = bb_yaml_find(root, "b");
  assert_int_equal(b->kind, BB_YAML_LIST);
  assert_text(b->child, "x");
  assert_false(b->child->quoted);
  assert_text(b->child->next, "y z");
  assert_true(b->child->next->quoted);
  assert_null(b->child->next->next);
  assert_text(bb_yaml_find(bb_yaml_find(root, "c"), "d"), "two\nlines\n");
  assert_null(bb_yaml_find(root, "d"));
  assert_int_equal(bb_diags_count(((struct fixture *)*state)->diags, BB_ERROR), 0);
}

static void places_count_code_points(void **state) {
  const struct bb_yaml *root = read_text(*state, "ខ្មែរ: ឯ  # ok\nb: {c: d}\n");
  assert_int_equal(root->child->place.line, 1);
  assert_int_equal(root->child->place.column, 8);
  assert_int_equal(root->child->at.column, 1);
  const struct bb_yaml *c = bb_yaml_find(bb_yaml_find(root, "b"), "c");
  assert_int_equal(c->at.line, 2);
  assert_int_equal(c->at.column, 5);
  assert_int_equal(c->place.column, 8);
}

/* U+2028 ends a line to YAML, but to no editor. */
static void lines_are_those_of_an_editor(void **state) {
  const struct bb_yaml *root = read_text(*state, "a: \"x\xE2\x80\xA8y\"\nb: z\n");
  assert_int_equal(bb_yaml_find(root, "b")->at.line, 2);
}

static void nothing_is_found_as_nothing(void **state) {
  const struct bb_yaml *root = read_text(*state, "a:\nb: ~\nc: null\nd: \"\"\n");
  assert_null(bb_yaml_find(root, "a"));
  assert_null(bb_yaml_find(root, "b"));
  assert_null(bb_yaml_find(root, "c"));
  assert_text(bb_yaml_find(root, "d"), "");
  assert_null(read_text(*state, "# nothing but a comment\n"));
  assert_null(read_text(*state, ""));
}

static void a_colon_in_a_title_is_mended(void **state) {
  const struct bb_yaml *root =
      read_text(*state, "id: x\ntitle: Cybercrime: a \"handbook\" \\\nlast: y\n");
  assert_text(bb_yaml_find(root, "title"), "Cybercrime: a \"handbook\" \\");
  assert_text(bb_yaml_find(root, "last"), "y");
  const struct bb_diag *diag = only_diag(*state);
  assert_int_equal(diag->code, BB_D_YAML_COLON);
  assert_int_equal(diag->place.line, 2);
  assert_int_equal(diag->place.column, 8);
}

static void every_colon_is_mended(void **state) {
  const struct bb_yaml *root = read_text(*state, "- a: b: c\n- d: e:\n- f: g\n");
  assert_text(root->child->child, "b: c");
  assert_text(root->child->next->child, "e:");
  assert_text(root->child->next->next->child, "g");
  assert_int_equal(bb_diags_count(((struct fixture *)*state)->diags, BB_ERROR), 2);
}

static void a_comment_behind_a_text_is_marked(void **state) {
  const struct bb_yaml *root = read_text(
      *state, "a: Evidence #1 in court\nb: \"quoted #1\" # c\nc: no#comment\nd: plain\n# e\n");
  assert_true(bb_yaml_find(root, "a")->cut);
  assert_text(bb_yaml_find(root, "a"), "Evidence");
  assert_false(bb_yaml_find(root, "b")->cut);
  assert_false(bb_yaml_find(root, "c")->cut);
  assert_false(bb_yaml_find(root, "d")->cut);
}

static void the_first_of_equal_keys_counts(void **state) {
  const struct bb_yaml *root = read_text(*state, "a: 1\nb: 2\na: 3\n");
  assert_text(bb_yaml_find(root, "a"), "1");
  assert_null(root->child->next->next);
  const struct bb_diag *diag = only_diag(*state);
  assert_int_equal(diag->code, BB_D_YAML_DUPLICATE);
  assert_int_equal(diag->place.line, 3);
}

static void what_stands_before_a_fault_is_kept(void **state) {
  const struct bb_yaml *root = read_text(*state, "a: 1\nb: \"never closed\nc: 2\n");
  assert_text(bb_yaml_find(root, "a"), "1");
  assert_int_equal(only_diag(*state)->code, BB_D_YAML_SYNTAX);
}

static void an_alias_stands_for_nothing(void **state) {
  const struct bb_yaml *root = read_text(*state, "a: &x [1, 2]\nb: *x\nc: 3\n");
  assert_null(bb_yaml_find(root, "b"));
  assert_text(bb_yaml_find(root, "c"), "3");
  assert_int_equal(only_diag(*state)->code, BB_D_YAML_ALIAS);
}

static void a_second_document_is_refused(void **state) {
  const struct bb_yaml *root = read_text(*state, "a: 1\n---\na: 2\n");
  assert_text(bb_yaml_find(root, "a"), "1");
  const struct bb_diag *diag = only_diag(*state);
  assert_int_equal(diag->code, BB_D_YAML_SYNTAX);
  assert_int_equal(diag->place.line, 2);
}

static void a_control_character_has_its_place(void **state) {
  assert_null(read_text(*state, "a\x01: 1\n"));
  const struct bb_diag *diag = only_diag(*state);
  assert_int_equal(diag->code, BB_D_YAML_SYNTAX);
  assert_int_equal(diag->place.column, 2);
}

static void depth_is_capped(void **state) {
  const struct bb_yaml *root = read_text(*state, "[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[");
  int depth = 0;
  for (; root; root = root->child) depth++;
  assert_int_equal(depth, BB_YAML_DEPTH_MAX);
  assert_int_equal(only_diag(*state)->code, BB_D_YAML_LIMIT);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

int main(void) {
  const struct CMUnitTest tests[] = {
      TEST(a_tree_has_kinds_and_texts),
      TEST(places_count_code_points),
      TEST(lines_are_those_of_an_editor),
      TEST(nothing_is_found_as_nothing),
      TEST(a_colon_in_a_title_is_mended),
      TEST(every_colon_is_mended),
      TEST(a_comment_behind_a_text_is_marked),
      TEST(the_first_of_equal_keys_counts),
      TEST(what_stands_before_a_fault_is_kept),
      TEST(an_alias_stands_for_nothing),
      TEST(a_second_document_is_refused),
      TEST(a_control_character_has_its_place),
      TEST(depth_is_capped),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
