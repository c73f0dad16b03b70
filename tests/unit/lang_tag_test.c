/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "lang/lang.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static struct bb_lang lang_of(const char *tag) {
  struct bb_lang lang;
  assert_true(bb_lang_parse(bb_span_of(tag), &lang));
  return lang;
}

static void tags_become_canonical(void **state) {
  (void)state;
  static const struct {
    const char *in, *tag, *script;
    bool rtl, spaced, dictionary;
  } cases[] = {
      {"en", "en", "Latn", false, true, false},
      {"zh_tw", "zh-Hant", "Hant", false, false, false},
      {"zh", "zh-Hans", "Hans", false, false, false},
      {"zh-CN", "zh-Hans", "Hans", false, false, false},
      {"zh-HK", "zh-Hant-HK", "Hant", false, false, false},
      {"zh-hans", "zh-Hans", "Hans", false, false, false},
      {"JA", "ja", "Jpan", false, false, false},
      {"ko", "ko", "Kore", false, true, false},
      {"th", "th", "Thai", false, false, true},
      {"km_KH", "km-KH", "Khmr", false, false, true},
      {"lo", "lo", "Laoo", false, false, true},
      {"my", "my", "Mymr", false, false, true},
      {"dz", "dz", "Tibt", false, false, false},
      {"ar", "ar", "Arab", true, true, false},
      {"iw", "he", "Hebr", true, true, false},
      {"uz-Arab", "uz-Arab", "Arab", true, true, false},
      {"ar-Latn", "ar-Latn", "Latn", false, true, false},
      {"mn", "mn", "Cyrl", false, true, false},
      {"tdt", "tdt", "Latn", false, true, false},
  };
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
    struct bb_lang lang = lang_of(cases[i].in);
    char script[5];
    bb_script_name(lang.script, script);
    assert_string_equal(lang.tag, cases[i].tag);
    assert_string_equal(script, cases[i].script);
    assert_int_equal(lang.rtl, cases[i].rtl);
    assert_int_equal(lang.spaced, cases[i].spaced);
    assert_int_equal(lang.dictionary, cases[i].dictionary);
  }
}

static void what_is_no_language_is_refused(void **state) {
  (void)state;
  static const char *const names[] = {"",    "xx", "und",   "qqx",   "x-foo",        "en--x",
                                      "en_", "e",  "../th", "th/km", "handbook.pdf", "english"};
  struct bb_lang lang;
  for (size_t i = 0; i < sizeof names / sizeof *names; i++)
    assert_false(bb_lang_parse(bb_span_of(names[i]), &lang));
  assert_false(bb_lang_parse(BB_SPAN("th\0km"), &lang));
  char long_name[300];
  memset(long_name, 'a', sizeof long_name);
  assert_false(bb_lang_parse((struct bb_span){long_name, sizeof long_name}, &lang));
}

static void names_of_languages_and_regions(void **state) {
  (void)state;
  struct bb_arena arena = {0};
  struct bb_lang en = lang_of("en"), th = lang_of("th"), tpi = lang_of("tpi"), tdt = lang_of("tdt"),
                 hans = lang_of("zh-Hans"), fr = lang_of("fr");
  assert_string_equal(bb_lang_name(&arena, &th, &th), "ไทย");
  assert_string_equal(bb_lang_name(&arena, &th, &en), "Thai");
  assert_string_equal(bb_lang_name(&arena, &en, &en), "English");
  assert_string_equal(bb_lang_name(&arena, &hans, &hans), "简体中文");
  assert_string_equal(bb_lang_name(&arena, &fr, &fr), "Français");
  assert_string_equal(bb_lang_name(&arena, &tpi, &tpi), "Tok Pisin");
  assert_string_equal(bb_lang_name(&arena, &tdt, &tdt), "tdt");
  assert_string_equal(bb_lang_region_name(&arena, "PH", &en), "Philippines");
  assert_string_equal(bb_lang_region_name(&arena, "TH", &th), "ไทย");
  assert_string_equal(bb_lang_region_name(&arena, "PH", &tpi), "Philippines");
  bb_arena_free(&arena);
}

/* What a process prints must not depend on who runs it: the child sets the locale before ICU
 * looks for one. */
static const char *const locales[] = {"C", "C.UTF-8", "th_TH.UTF-8", "ar_EG.UTF-8", "tr_TR.UTF-8"};

static bool print_under_locale(void *user, size_t i, struct bb_buf *out) {
  (void)user;
  setenv("LC_ALL", locales[i], 1);
  bb_lang_start();
  struct bb_arena arena = {0};
  static const char *const tags[] = {"en", "th", "tpi", "km", "ar"};
  for (size_t k = 0; k < sizeof tags / sizeof *tags; k++) {
    struct bb_lang lang;
    struct bb_span items[] = {BB_SPAN("a"), BB_SPAN("b"), BB_SPAN("c")};
    if (!bb_lang_parse(bb_span_of(tags[k]), &lang)) return false;
    bb_buf_printf(out, "%s|%s|%s|%s|%s\n", bb_lang_name(&arena, &lang, &lang),
                  bb_lang_number(&arena, &lang, 2026),
                  bb_lang_date(&arena, &lang, (struct bb_date){2026, 11, 22}),
                  bb_lang_percent(&arena, &lang, 0.5), bb_lang_list(&arena, &lang, items, 3));
    bb_buf_span(out, bb_lang_sort_key(&arena, &lang, BB_SPAN("Iıİi")));
  }
  bb_arena_free(&arena);
  return true;
}

static void compare_with_first(void *user, size_t i, bool good, struct bb_span output) {
  struct bb_buf *first = user;
  assert_true(good);
  assert_true(output.n > 100);
  if (i == 0) bb_buf_span(first, output);
  assert_true(bb_span_equal(bb_buf_view(first), output));
}

static void the_process_locale_does_not_leak_in(void **state) {
  (void)state;
  struct bb_buf first = {0};
  bb_process_parallel(sizeof locales / sizeof *locales, 2, print_under_locale, compare_with_first,
                      &first);
  bb_buf_free(&first);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(the_process_locale_does_not_leak_in), /* first: ICU has not started yet */
      cmocka_unit_test(tags_become_canonical),
      cmocka_unit_test(what_is_no_language_is_refused),
      cmocka_unit_test(names_of_languages_and_regions),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
