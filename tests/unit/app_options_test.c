/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/options.h"

#include <setjmp.h>
#include <stdarg.h>
#include <string.h>

#include <cmocka.h>

static const struct command command = {
    .name = "build",
    .arguments = "[COURSE]",
    .options = OPTION_BIT(OPTION_LANG) | OPTION_BIT(OPTION_VERSIONS) | OPTION_BIT(OPTION_FORM) |
               OPTION_BIT(OPTION_SEED) | OPTION_BIT(OPTION_EDITION) | OPTION_BIT(OPTION_ECONOMY) |
               OPTION_BIT(OPTION_LEVEL) | OPTION_BIT(OPTION_PAPER) | OPTION_BIT(OPTION_OUT) |
               OPTION_BIT(OPTION_JOBS) | OPTION_BIT(OPTION_FORCE),
    .most = 1,
};

static struct bb_arena arena;
static struct options options;
static char errors[1000]; /* what was printed on standard error */

/* Parses words separated by spaces. */
static bool parse(const char *line) {
  const char *argv[16];
  int argc = 0;
  struct bb_span rest = bb_span_of(line);
  for (struct bb_span word; (word = bb_span_next(&rest, ' ')).p;)
    if (word.n) argv[argc++] = bb_arena_string(&arena, word);
  memset(errors, 0, sizeof errors);
  FILE *to = fmemopen(errors, sizeof errors - 1, "w");
  bool good = bb_options_parse(&arena, &command, argc, argv, &options, to);
  fclose(to);
  return good;
}

static void values_and_flags(void **state) {
  (void)state;
  assert_true(parse("--lang km,zh_hant --out=x --force --paper letter --jobs 3 folder"));
  assert_int_equal(options.lang_count, 2);
  assert_string_equal(options.langs[0].tag, "km");
  assert_string_equal(options.langs[1].tag, "zh-Hant");
  assert_string_equal(options.out, "x");
  assert_true(options.force && options.paper_given);
  assert_int_equal(options.paper, BB_PAPER_LETTER);
  assert_int_equal(options.jobs, 3);
  assert_string_equal(options.arguments[0], "folder");
}

static void lists_add_up(void **state) {
  (void)state;
  assert_true(parse("--edition trainer"));
  assert_int_equal(options.editions, 1 << BB_EDITION_TRAINER);
  assert_true(parse("--edition handbook,trainer"));
  assert_int_equal(options.editions, 3);
  assert_true(parse("--edition all --lang all --lang en"));
  assert_int_equal(options.editions, 15);
  assert_true(options.all_langs);
  assert_int_equal(options.lang_count, 1);
}

static void papers_are_drawn_from_a_seed(void **state) {
  (void)state;
  assert_true(parse(""));
  assert_int_equal(options.seed, 1);
  assert_true(parse("--edition quiz,key --versions 3 --form B --seed 4294967295"));
  assert_int_equal(options.editions, 1 << BB_EDITION_QUIZ | 1 << BB_EDITION_KEY);
  assert_int_equal(options.versions, 3);
  assert_int_equal(options.form, 'B');
  assert_int_equal(options.seed, 4294967295u);
}

static void economy_in_either_case(void **state) {
  (void)state;
  assert_true(parse("--economy PH"));
  assert_string_equal(options.economy, "ph");
  assert_false(parse("--economy phl"));
  assert_false(parse("--economy p1"));
}

static void after_two_dashes_all_are_arguments(void **state) {
  (void)state;
  assert_true(parse("-- --lang"));
  assert_string_equal(options.arguments[0], "--lang");
  assert_true(parse("-"));
  assert_string_equal(options.arguments[0], "-");
}

static void help_wins_over_what_is_missing(void **state) {
  (void)state;
  assert_true(parse("a b c --help"));
  assert_true(options.help);
}

static void errors_name_the_nearest(void **state) {
  (void)state;
  static const struct {
    const char *line, *message;
  } cases[] = {
      {"--langs km", "benchbook build: there is no option \"--langs\"; did you mean \"--lang\"?\n"},
      {"--zzzzzzzz", "benchbook build: there is no option \"--zzzzzzzz\"\n"},
      {"--strict", "benchbook build: there is no option \"--strict\"\n"}, /* of other commands */
      {"--lang", "benchbook build: --lang needs a value: LANG,...|all\n"},
      {"--lang qqzz", "benchbook build: \"qqzz\" is not a language tag"},
      {"--lang km,,en", "benchbook build: \"\" is not a language tag"},
      {"--force=1", "benchbook build: --force takes no value\n"},
      {"--paper a5", "benchbook build: --paper takes a4|letter, not \"a5\"\n"},
      {"--edition handbook,x",
       "benchbook build: --edition takes handbook|trainer|quiz|key|all, not \"x\"\n"},
      {"--jobs 0", "benchbook build: --jobs takes a number from 1 to 64, not \"0\"\n"},
      {"--jobs 1x", "benchbook build: --jobs takes a number from 1 to 64, not \"1x\"\n"},
      {"--versions 27", "benchbook build: --versions takes a number from 1 to 26, not \"27\"\n"},
      {"--form C", "benchbook build: --form takes A|B, not \"C\"\n"},
      {"--seed x", "benchbook build: --seed takes N, not \"x\"\n"},
      {"--out=", "benchbook build: --out takes FOLDER, not \"\"\n"},
      {"a b", "benchbook build: one argument too many: \"b\"\n"},
  };
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
    assert_false(parse(cases[i].line));
    if (strncmp(errors, cases[i].message, strlen(cases[i].message)))
      fail_msg("%s\nsays: %s", cases[i].line, errors);
    assert_non_null(strstr(errors, "Try \"benchbook build --help\"."));
  }
}

static int end(void **state) {
  (void)state;
  bb_arena_free(&arena);
  return 0;
}

int main(void) {
  bb_lang_start();
  const struct CMUnitTest tests[] = {cmocka_unit_test(values_and_flags),
                                     cmocka_unit_test(lists_add_up),
                                     cmocka_unit_test(papers_are_drawn_from_a_seed),
                                     cmocka_unit_test(economy_in_either_case),
                                     cmocka_unit_test(after_two_dashes_all_are_arguments),
                                     cmocka_unit_test(help_wins_over_what_is_missing),
                                     cmocka_unit_test(errors_name_the_nearest)};
  return cmocka_run_group_tests(tests, NULL, end);
}
