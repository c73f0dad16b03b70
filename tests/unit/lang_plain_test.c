/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Pieces of plain text, held against ICU's rules over random lines: letters, marks, spaces, quotes
 * and brackets in any order, in languages whose rules differ.
 */
#include "base/buf.h"
#include "lang/plain.h"

#include <setjmp.h>
#include <stdarg.h>
#include <string.h>
#include <unicode/ubrk.h>

#include <cmocka.h>

enum { LINES = 4000, BYTES_MAX = 1024 };

static const char *const plain[] = {"a", "q", "Z", "é", "ß", "ő", "Ж", "щ", "Ω",
                                    "ά", "ế", "7", "0", " ", " ", " ", " ", " "},
                         *const around[] = {",", ".",  ";", ":", "!", "?", ")", "]", "(",
                                            "[", "\"", "'", "’", "”", "“", "‘", "  "},
                         *const others[] = {
                             "-",      "–",      "—",      "/",      "%",      "$",      "…",
                             "«",      "»",      "„",      "\n",     "法",     "，",     "「",
                             "」",     "か",     "ァ",     "한",     "א",      "ก",      "า",
                             "ខ",      "क",      "\u0301", "\u00A0", "\u200B", "\u2060", "\u00AD",
                             "\u200D", "\u2028", "😀",      "№",      "°",      "{",      "}"};

static uint32_t chance(uint32_t n) {
  static uint64_t state = 1;
  state = state * 6364136223846793005u + 1442695040888963407u;
  return (uint32_t)(state >> 33) % n;
}

#define ANY(list) list[chance(sizeof list / sizeof *list)]

static void make_line(struct bb_buf *line) {
  bb_buf_clear(line);
  for (uint32_t left = 5 + chance(60); left > 0; left--) {
    uint32_t kind = chance(12);
    bb_buf_string(line, kind < 8 ? ANY(plain) : kind < 11 ? ANY(around) : ANY(others));
  }
}

/* Marks where ICU lets a line end in a text. */
static void ask_icu(UBreakIterator *iterator, struct bb_span text, uint8_t *breaks) {
  UErrorCode status = U_ZERO_ERROR;
  UText view = UTEXT_INITIALIZER;
  memset(breaks, 0, text.n + 1);
  utext_openUTF8(&view, text.p, (int64_t)text.n, &status);
  ubrk_setUText(iterator, &view, &status);
  assert_true(U_SUCCESS(status));
  for (int32_t at; (at = ubrk_next(iterator)) != UBRK_DONE;) breaks[at] = 1;
  utext_close(&view);
}

/* Returns the number of plain pieces. */
static unsigned compare(UBreakIterator *iterator, struct bb_span text) {
  uint8_t all[BYTES_MAX], alone[BYTES_MAX];
  unsigned count = 0;
  assert_true(text.n < BYTES_MAX);
  ask_icu(iterator, text, all);
  for (size_t at = 0, end; at < text.n; at = end) {
    bool is_plain;
    end = bb_lang_piece_end(text, at, &is_plain);
    assert_true(end > at && end <= text.n);
    ask_icu(iterator, bb_span_cut(text, at, end), alone);
    assert_memory_equal(all + at + 1, alone + 1, end - at);
    for (size_t i = at + 1; is_plain && i < end; i++) assert_false(all[i]);
    count += is_plain;
  }
  return count;
}

static void pieces_are_what_the_rules_say(void **state) {
  (void)state;
  static const char *const locales[] = {
      "en@lb=strict", "fr@lb=strict", "de@lb=strict",      "ru@lb=strict", "fi@lb=strict",
      "th@lb=strict", "km@lb=strict", "zh_Hans@lb=strict", "ja@lb=strict", "ko@lb=strict"};
  struct bb_buf line = {0};
  unsigned count = 0;
  bb_lang_start();
  for (size_t i = 0; i < sizeof locales / sizeof *locales; i++) {
    UErrorCode status = U_ZERO_ERROR;
    UBreakIterator *iterator = ubrk_open(UBRK_LINE, locales[i], NULL, 0, &status);
    assert_true(U_SUCCESS(status));
    for (unsigned n = 0; n < LINES; n++) {
      make_line(&line);
      count += compare(iterator, bb_buf_view(&line));
    }
    ubrk_close(iterator);
  }
  assert_true(count > LINES); /* there was something to compare */
  bb_buf_free(&line);
}

static void all_but_the_dash_is_plain(void **state) {
  (void)state;
  struct bb_span text = bb_span_of("He (the judge) said: “Don’t!” – Élan, 22 Суд");
  static const struct {
    size_t end;
    bool is_plain;
  } expected[] = {{3, true},   {8, true},  {15, true}, {21, true},
                  {47, false}, {50, true}, {56, true}};
  size_t at = 0;
  for (size_t i = 0; i < sizeof expected / sizeof *expected; i++) {
    bool is_plain;
    at = bb_lang_piece_end(text, at, &is_plain);
    assert_int_equal(at, expected[i].end);
    assert_int_equal(is_plain, expected[i].is_plain);
  }
  assert_int_equal(at, text.n);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(pieces_are_what_the_rules_say),
      cmocka_unit_test(all_but_the_dash_is_plain),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
