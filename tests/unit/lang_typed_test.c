/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "lang/lang.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

static void words_are_folded(void **state) {
  (void)state;
  static const struct {
    const char *typed, *folded;
  } cases[] = {
      {"Preservation  Order.", "preservation order"},
      {"\u201Cfreezing\u00A0order\u201D", "freezing order"},
      {"\uFF30reservation\u3000order", "preservation order"},
      {"Stra\u00DFe", "strasse"},
      {"ค้ำ", "ค\u0E49\u0E4D\u0E32"}, /* NFKC parts the sara am */
      {"judge\u2019s", "judge's"},
      {"pre\u2011trial", "pre-trial"},
      {"pre\u00ADtrial", "pretrial"},
      {"ﬁle", "file"},
      {"E\u0301vidence", "évidence"},
      {"មាត្រា ២២។", "មាត្រា22"},
      {"المادة ٢٢", "المادة 22"},
      {"保全 命令。", "保全命令"},
      {"ค่า แฮช", "ค่าแฮช"},
      {"ค่า\u200Bแฮช", "ค่าแฮช"},
      {"哈希 value", "哈希value"},
      {"Article 22?", "article 22"},
      {"  ", ""},
      {"?", "?"},
      {"", ""},
  };
  struct bb_arena arena = {0};
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
    struct bb_span folded = bb_lang_fold(&arena, bb_span_of(cases[i].typed));
    assert_string_equal(bb_arena_string(&arena, folded), cases[i].folded);
    assert_true(bb_span_equal(bb_lang_fold(&arena, folded), folded));
  }
  bb_arena_free(&arena);
}

/* The number as "digits/10^scale", or "-" when it is not read. */
static const char *decimal(struct bb_arena *arena, const char *typed) {
  int64_t digits;
  uint32_t scale;
  if (!bb_lang_decimal(arena, bb_span_of(typed), &digits, &scale)) return "-";
  return bb_arena_printf(arena, "%lld/%u", (long long)digits, scale);
}

static void numbers_are_read_in_every_script(void **state) {
  (void)state;
  static const struct {
    const char *typed, *value;
  } cases[] = {
      {"90", "90/0"},
      {" 90. ", "90/0"},
      {"-5", "-5/0"},
      {"\u22125", "-5/0"},
      {"+5", "5/0"},
      {"0", "0/0"},
      {"007", "7/0"},
      {"1.5", "15/1"},
      {"1,5", "15/1"},
      {"1.50", "15/1"},
      {".5", "5/1"},
      {"0,500", "5/1"},
      {"0.125", "125/3"},
      {"1.4142", "14142/4"},
      {"1\u066B5", "15/1"},
      {"1\u066B500", "15/1"},
      {"١٫٥", "15/1"},    /* Arabic-Indic */
      {"۱٫۵", "15/1"},    /* Persian */
      {"١،٥", "15/1"},    /* with the comma of the keyboard */
      {"១,៥", "15/1"},    /* Khmer */
      {"໑.໕", "15/1"},    /* Lao */
      {"၁.၅", "15/1"},    /* Burmese */
      {"१.५", "15/1"},    /* Devanagari */
      {"๑.๕", "15/1"},    /* Thai */
      {"௧.௫", "15/1"},    /* Tamil */
      {"১.৫", "15/1"},    /* Bengali */
      {"１．５", "15/1"}, /* full width */
      {"٩٠", "90/0"},
      {"1 500", "1500/0"},
      {"1\u00A0500\u202F000", "1500000/0"},
      {"1'500 000", "1500000/0"},
      {"1\u2019500", "1500/0"},
      {"١٬٥٠٠", "1500/0"},
      {"١٬٥٠٠٫٢٥", "150025/2"},
      {"1,500,000", "1500000/0"},
      {"1.500.000", "1500000/0"},
      {"1,500.25", "150025/2"},
      {"1.500,25", "150025/2"},
      {"15,00,000", "1500000/0"},
      {"1 500,25", "150025/2"},
      {"999999999999999999", "999999999999999999/0"},
      {"0.123456789", "123456789/9"},
      {"0.1234567890000", "123456789/9"},
      /* not read */
      {"1,500", "-"},
      {"1.500", "-"},
      {"999,000", "-"},
      {"", "-"},
      {"-", "-"},
      {"ninety", "-"},
      {"90 days", "-"},
      {"90 %", "-"},
      {"1e3", "-"},
      {"0x10", "-"},
      {"1,5.0,0", "-"},
      {"1.5.0", "-"},
      {"12 34", "-"},
      {"1 5000", "-"},
      {"0,123,456", "-"},
      {"1,23,45", "-"},
      {"123,45,678", "-"},
      {"1,500 000", "-"},
      {"1..5", "-"},
      {"--5", "-"},
      {"1٫5٫5", "-"},
      {"1٫5.5", "-"},
      {"1000000000000000000", "-"},
      {"0.1234567891", "-"},
      {"1.2.3.4.5.6.7.8.9.1.2.3.4.5.6.7.8.9", "-"},
      {"\xFF", "-"},
  };
  struct bb_arena arena = {0};
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
    if (strcmp(decimal(&arena, cases[i].typed), cases[i].value))
      fail_msg("\"%s\" is read as %s, not %s", cases[i].typed, decimal(&arena, cases[i].typed),
               cases[i].value);
  bb_arena_free(&arena);
}

static void times_are_read(void **state) {
  (void)state;
  static const struct {
    const char *typed;
    long seconds; /* -1: not read */
  } cases[] = {
      {"01:00", 3600},     {"1:00", 3600},       {"1.00", 3600},      {"١:٠٠", 3600},
      {"១:០០", 3600},      {"０１：００", 3600}, {"1\u223600", 3600}, {"0100", 3600},
      {"1h", 3600},        {"1 h", 3600},        {"1h30", 5400},      {"1 H 30", 5400},
      {"1时30分", 5400},   {"1時30分", 5400},    {"13点", 46800},     {"00:00", 0},
      {"23:59:59", 86399}, {"01:00:30", 3630},   {"13.30.", 48600},   {"24:00", -1},
      {"1:5", -1},         {"1:60", -1},         {"1", -1},           {"100", -1},
      {"1:00 pm", -1},     {"1:00:0", -1},       {"1:00h", -1},       {"", -1},
      {":30", -1},         {"-1:00", -1},        {"001:00", -1},      {"1h30:15", -1},
      {"2460", -1},        {"01000", -1},        {"1:00:30:15", -1},  {"1 30", -1},
  };
  struct bb_arena arena = {0};
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
    uint32_t seconds = 0;
    bool read = bb_lang_time(&arena, bb_span_of(cases[i].typed), &seconds);
    long value = read ? (long)seconds : -1;
    if (value != cases[i].seconds)
      fail_msg("\"%s\" is read as %ld, not %ld", cases[i].typed, value, cases[i].seconds);
  }
  bb_arena_free(&arena);
}

int main(void) {
  bb_lang_start();
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(words_are_folded),
      cmocka_unit_test(numbers_are_read_in_every_script),
      cmocka_unit_test(times_are_read),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
