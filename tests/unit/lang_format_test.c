/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "lang/lang.h"

#include <setjmp.h>
#include <stdarg.h>

#include <cmocka.h>

static struct bb_lang lang_of(const char *tag) {
  struct bb_lang lang;
  assert_true(bb_lang_parse(bb_span_of(tag), &lang));
  return lang;
}

static void numbers_and_dates_follow_the_custom_in_print(void **state) {
  (void)state;
  static const struct {
    const char *tag, *number, *date;
  } cases[] = {
      {"en", "1024", "22 November 2026"}, {"en-US", "1024", "November 22, 2026"},
      {"th", "1024", "22 พฤศจิกายน 2569"}, {"th-u-nu-thai", "๑๐๒๔", "๒๒ พฤศจิกายน ๒๕๖๙"},
      {"km", "១០២៤", "២២ វិច្ឆិកា ២០២៦"},    {"my", "၁၀၂၄", "၂၀၂၆၊ နိုဝင်ဘာ ၂၂"},
      {"lo", "1024", "22 ພະຈິກ 2026"},     {"ar", "١٠٢٤", "٢٢ نوفمبر ٢٠٢٦"},
      {"fa", "۱۰۲۴", "۱ آذر ۱۴۰۵"},       {"ur", "۱۰۲۴", "۲۲ نومبر، ۲۰۲۶"},
      {"hi", "1024", "22 नवंबर 2026"},     {"bn", "১০২৪", "২২ নভেম্বর, ২০২৬"},
      {"ja", "1024", "2026年11月22日"},
  };
  struct bb_arena arena = {0};
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
    struct bb_lang lang = lang_of(cases[i].tag);
    assert_string_equal(bb_lang_number(&arena, &lang, 1024), cases[i].number);
    assert_string_equal(bb_lang_date(&arena, &lang, (struct bb_date){2026, 11, 22}), cases[i].date);
  }
  bb_arena_free(&arena);
}

static void items_are_numbered_as_official_documents_do(void **state) {
  (void)state;
  static const struct {
    const char *tag;
    unsigned level;
    int64_t n;
    const char *number;
  } cases[] = {
      {"en", 0, 12, "12."},       {"en", 1, 3, "c."},
      {"en", 2, 14, "xiv."},      {"en", 3, 2, "2."},
      {"en", 1, 26, "z."},        {"en", 1, 27, "27."},
      {"en", 2, 100, "100."},     {"en", 1, 0, "0."},
      {"es", 1, 2, "b)"},         {"vi", 1, 5, "đ)"},
      {"id", 2, 3, "3)"},         {"th", 1, 4, "ง."},
      {"km", 0, 10, "១០."},       {"km", 1, 2, "ខ."},
      {"my", 1, 1, "(က)"},        {"ar", 0, 3, "٣."},
      {"ar", 1, 5, "(هـ)"},       {"ar", 2, 2, "(٢)"},
      {"fa", 1, 1, "الف)"},       {"zh-Hans", 0, 2, "二、"},
      {"zh-Hans", 0, 10, "十、"}, {"zh-Hant", 1, 21, "（二十一）"},
      {"zh-Hans", 2, 3, "3."},    {"zh-Hans", 0, 100, "100、"},
      {"ja", 2, 3, "ウ."},        {"ko", 1, 2, "나."},
      {"hi", 1, 5, "(ङ)"},        {"ne", 2, 3, "(३)"},
      {"ru", 1, 8, "и)"},         {"dz", 1, 1, "༡)"},
  };
  struct bb_arena arena = {0};
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
    struct bb_lang lang = lang_of(cases[i].tag);
    struct bb_span found = bb_lang_item_number(&arena, &lang, cases[i].level, cases[i].n);
    assert_string_equal(found.p, cases[i].number);
  }
  bb_arena_free(&arena);
}

static void nothing_unfinished_prints_as_all(void **state) {
  (void)state;
  struct bb_arena arena = {0};
  struct bb_lang en = lang_of("en");
  assert_string_equal(bb_lang_percent(&arena, &en, 0.9999), "99%");
  assert_string_equal(bb_lang_percent(&arena, &en, 1), "100%");
  assert_string_equal(bb_lang_percent(&arena, &en, 0.29), "29%");
  assert_string_equal(bb_lang_percent(&arena, &en, 0), "0%");
  bb_arena_free(&arena);
}

static void lists_are_joined_as_the_language_does(void **state) {
  (void)state;
  struct bb_arena arena = {0};
  struct bb_lang en = lang_of("en"), ja = lang_of("ja");
  const struct bb_span items[] = {BB_SPAN("a"), BB_SPAN("b"), BB_SPAN("c")};
  assert_string_equal(bb_lang_list(&arena, &en, items, 3), "a, b and c");
  assert_string_equal(bb_lang_list(&arena, &en, items, 2), "a and b");
  assert_string_equal(bb_lang_list(&arena, &en, items, 1), "a");
  assert_string_equal(bb_lang_list(&arena, &en, items, 0), "");
  assert_string_equal(bb_lang_list(&arena, &ja, items, 3), "a、b、c");
  bb_arena_free(&arena);
}

static int order(const char *tag, const char *a, const char *b) {
  struct bb_arena arena = {0};
  struct bb_lang lang = lang_of(tag);
  int result = bb_span_compare(bb_lang_sort_key(&arena, &lang, bb_span_of(a)),
                               bb_lang_sort_key(&arena, &lang, bb_span_of(b)));
  bb_arena_free(&arena);
  return result;
}

static void sorting_is_the_languages_own(void **state) {
  (void)state;
  assert_true(order("en", "evidence", "Évidence") < 0);
  assert_true(order("en", "Zebra", "apple") > 0);
  assert_true(order("sv", "zebra", "ö") < 0);
  assert_true(order("en", "zebra", "ö") > 0);
  assert_true(order("th", "เก", "ข") < 0); /* by the consonant, not the vowel before it */
  assert_int_equal(order("vi", "án", "án"), 0);
}

static void characters_have_properties(void **state) {
  (void)state;
  struct bb_arena arena = {0};
  const bb_script hani = BB_SCRIPT('H', 'a', 'n', 'i'), thai = BB_SCRIPT('T', 'h', 'a', 'i'),
                  jpan = BB_SCRIPT('J', 'p', 'a', 'n');
  assert_true(bb_lang_script('a') == BB_SCRIPT_LATIN);
  assert_true(bb_lang_script('.') == BB_SCRIPT_COMMON);
  assert_true(bb_lang_script(0x0301) == BB_SCRIPT_INHERITED);
  assert_true(bb_lang_script(0x4E00) == hani);
  assert_true(bb_lang_script_has('.', thai));
  assert_true(bb_lang_script_has(0x3042, jpan));
  assert_true(bb_lang_script_has(0x3001, hani));
  assert_false(bb_lang_script_has(0x3001, thai));
  assert_true(bb_lang_is_mark(0x0E34));
  assert_false(bb_lang_is_mark('a'));
  assert_true(bb_lang_is_default_ignorable(0x200B));
  assert_true(bb_lang_is_white_space(0x3000));
  assert_true(bb_lang_is_ideograph(0x3002));
  assert_true(bb_lang_is_ideograph(0xAC00));
  assert_false(bb_lang_is_ideograph(0x1F600));
  assert_string_equal(bb_lang_character_name(&arena, 0x1780), "KHMER LETTER KA");
  assert_true(bb_span_is(bb_lang_nfc(&arena, bb_span_of("e\u0301")), "é"));
  bb_arena_free(&arena);
}

static void facts_are_what_single_questions_answer(void **state) {
  (void)state;
  const bb_script thai = BB_SCRIPT('T', 'h', 'a', 'i');
  for (uint32_t cp = 0; cp < 0x20000; cp += cp < 0x3400 ? 1 : 251) {
    struct bb_character_facts facts;
    bb_lang_facts(&cp, 1, &facts);
    bb_script script = bb_lang_script(cp);
    bool shared = script == BB_SCRIPT_COMMON || script == BB_SCRIPT_INHERITED,
         blank = bb_lang_is_white_space(cp) || bb_lang_is_default_ignorable(cp);
    assert_true(bb_lang_script_of(facts) == script);
    assert_true(shared == !!(facts.traits & BB_TRAIT_SHARED));
    assert_true(bb_lang_is_mark(cp) == !!(facts.traits & BB_TRAIT_MARK));
    assert_true(bb_lang_is_letter(cp) == !!(facts.traits & BB_TRAIT_LETTER));
    assert_true(blank == !!(facts.traits & (BB_TRAIT_WHITE_SPACE | BB_TRAIT_IGNORABLE)));
    if (facts.traits & BB_TRAIT_ANY_SCRIPT) assert_true(bb_lang_script_has(cp, thai));
    if (shared && !(facts.traits & BB_TRAIT_ANY_SCRIPT))
      assert_false(bb_lang_script_has(cp, BB_SCRIPT_COMMON));
  }
}

static void width_counts_columns(void **state) {
  (void)state;
  assert_int_equal(bb_lang_width(bb_span_of("abc")), 3);
  assert_int_equal(bb_lang_width(bb_span_of("ก็漢字")), 5);
  assert_int_equal(bb_lang_width(bb_span_of("\u1112\u1161\u11AB")), 2); /* 한, decomposed */
  assert_int_equal(bb_lang_width(bb_span_of("a\u200Bb")), 2);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(numbers_and_dates_follow_the_custom_in_print),
      cmocka_unit_test(items_are_numbered_as_official_documents_do),
      cmocka_unit_test(nothing_unfinished_prints_as_all),
      cmocka_unit_test(lists_are_joined_as_the_language_does),
      cmocka_unit_test(sorting_is_the_languages_own),
      cmocka_unit_test(characters_have_properties),
      cmocka_unit_test(facts_are_what_single_questions_answer),
      cmocka_unit_test(width_counts_columns),
  };
  bb_lang_start();
  return cmocka_run_group_tests(tests, NULL, NULL);
}
