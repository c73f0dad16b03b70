/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "lang/lang.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

static struct bb_lang lang_of(const char *tag) {
  struct bb_lang lang;
  assert_true(bb_lang_parse(bb_span_of(tag), &lang));
  return lang;
}

/* The text with '|' where a line may end and '#' where it must (but for its end). */
static void mark_breaks(const char *tag, struct bb_span text, struct bb_buf *out) {
  struct bb_lang lang = lang_of(tag);
  uint8_t breaks[1024];
  assert_true(text.n < sizeof breaks);
  bb_lang_breaks(&lang, text, breaks, NULL);
  assert_int_equal(breaks[text.n], BB_BREAK_MANDATORY);
  bb_buf_clear(out);
  for (size_t i = 0; i < text.n; i++) {
    if (breaks[i] != BB_BREAK_NONE) bb_buf_char(out, breaks[i] == BB_BREAK_ALLOWED ? '|' : '#');
    bb_buf_char(out, text.p[i]);
  }
}

static void lines_end_where_the_language_lets_them(void **state) {
  (void)state;
  static const struct {
    const char *tag, *text;
  } cases[] = {
      {"en", "a |state-|of-|the-|art |device |(no. 5)"},
      {"en", "one\n#two"},
      {"th", "ศาล|รับ|ฟัง|พยาน|หลัก|ฐาน|ต่างๆ |ใน|คดี|อาญา"},
      {"km", "តុលាការ|ទទួលយក|ពាក្យ|ផ្សេងៗ។"},
      {"lo", "ສານ|ຮັບ|ຟັງ|ຫຼັກຖານ|ຕ່າງໆ"},
      {"my", "တရားရုံးသည် |ကုမ္ပဏီ|တစ်|ခု"},
      {"ja", "裁|判|所|は、|「採|用」|し|た。|スー|パー"},
      {"zh-Hans", "法|院|可|以。|“好”|（是）"},
      {"ko", "법|원|은 |전|자 |증|거|를"},
      {"fr", "« Non », |dit-|il, |« oui »."},
      {"en", "art.\u00A05 \u00A0x\u2060/\u2060y"},
      {"en", "zero\u200B|width"},
      {"ar", "قال |«نعم» |في |المادة 12."},
  };
  struct bb_buf got = {0};
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
    char plain[1024];
    size_t n = 0;
    for (const char *c = cases[i].text; *c; c++)
      if (*c != '|' && *c != '#') plain[n++] = *c;
    mark_breaks(cases[i].tag, (struct bb_span){plain, n}, &got);
    assert_string_equal(bb_buf_view(&got).p, cases[i].text);
  }
  bb_buf_free(&got);
}

/* '|' as above; every space without one is kept on its line. */
static void what_belongs_together_stays_on_a_line(void **state) {
  (void)state;
  static const struct {
    const char *tag, *text;
  } cases[] = {
      {"en", "see |Article 22(1) |and |s 33 |or |§ 5, |Chapter IV, |Annex B |(para. 7)"},
      {"en", "Mr Smith |and |Dr. Jones |met |J. R. Doe |in |R |v Smith"},
      {"en", "10 km |at |9 a.m. |on |22 November |2026; |10 000 |people |of |10 |states"},
      {"en", "the |law – |of |the |land — |is |the |article |of |faith"},
      {"en", "at |https://|www.example.org/|a-long-name/|of-it |long-|gone"},
      {"fr", "Est-|ce |vrai ? |« Non ! » |l’article 22 ; |n° 5 : |M. Dupont"},
      {"es", "el |artículo 5 |y |el |22 de |noviembre |la |Sra. Pérez |n.º 7"},
      {"id", "dalam |Pasal 22 |ayat (1) |huruf |a |tahun |ini |Rp 5.000"},
      {"vi", "theo |Điều 5 |khoản 2 |ngày 5 tháng 6 |năm 2026"},
      {"ru", "в статье 22 |и о ней, |не он бы ли |100 руб. |И. И. Иванов |закон — |это"},
      {"pl", "w domu |i z tobą"},
      {"ar", "في |المادة 22 |من |القانون |رقم 5"},
      {"hi", "अनुच्छेद 22 |और |धारा ५"},
      {"th", "ตาม|มาตรา 14 |แห่ง|พระ|ราช|บัญญัติ |22 พฤศจิกายน |2569"},
      {"km", "តាម|មាត្រា ២២ |នៃ|ច្បាប់"},
      {"my", "တရားရုံးသည် |သက်သေကို |လက်ခံသည်။"},
      {"zh-Hans", "根|据|第22条|和|第|五|条，|2026年|11月|22日"},
      {"ja", "第22条|第3項|に|よ|り"},
      {"ko", "제22조|의 |규|정"},
  };
  struct bb_buf got = {0};
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
    char plain[1024];
    size_t n = 0;
    for (const char *c = cases[i].text; *c; c++)
      if (*c != '|') plain[n++] = *c;
    mark_breaks(cases[i].tag, (struct bb_span){plain, n}, &got);
    assert_string_equal(bb_buf_view(&got).p, cases[i].text);
  }
  bb_buf_free(&got);
}

static void french_spaces_before_high_punctuation_are_narrow(void **state) {
  (void)state;
  struct bb_lang fr = lang_of("fr-CA"), en = lang_of("en");
  assert_true(bb_lang_narrows(&fr, 't', '?'));
  assert_true(bb_lang_narrows(&fr, 0xAB, 'N'));
  assert_false(bb_lang_narrows(&fr, 't', '('));
  assert_false(bb_lang_narrows(&en, 't', '?'));
}

/* Over all samples, and every dictionary: a line never ends inside what is read as one letter. */
static void no_break_parts_a_grapheme(void **state) {
  (void)state;
  static const char *const tags[] = {"ar", "bn", "en", "es", "fr",      "fa",     "hi", "id",
                                     "ja", "km", "ko", "lo", "mn",      "my",     "ru", "si",
                                     "ta", "th", "ur", "vi", "zh-Hans", "zh-Hant"};
  static char bytes[1 << 16];
  static uint8_t breaks[sizeof bytes + 1], starts[sizeof bytes + 1];
  for (size_t i = 0; i < sizeof tags / sizeof *tags; i++) {
    char path[512];
    snprintf(path, sizeof path, "%s/samples/%s.txt", TESTS_FOLDER, tags[i]);
    FILE *file = fopen(path, "rb");
    assert_non_null(file);
    struct bb_span text = {bytes, fread(bytes, 1, sizeof bytes, file)};
    fclose(file);
    assert_true(text.n > 0 && text.n < sizeof bytes);
    bb_lang_graphemes(text, starts);
    size_t allowed = 0;
    /* The languages with dictionaries share one, so each is tried on each text. */
    for (size_t k = 0; k < sizeof tags / sizeof *tags; k++) {
      struct bb_lang lang = lang_of(tags[k]);
      bb_lang_breaks(&lang, text, breaks, NULL);
      for (size_t at = 0; at <= text.n; at++) {
        if (breaks[at] == BB_BREAK_NONE) continue;
        assert_int_equal(starts[at], 1);
        allowed++;
      }
    }
    assert_true(allowed > 100);
  }
}

static void words_a_dictionary_lacks_are_not_cut_at_a_lone_consonant(void **state) {
  (void)state;
  struct bb_buf got = {0};
  mark_breaks("km", bb_span_of("ទៅវ្ល៉ាឌីវ៉ូស្តុកដោយយន្តហោះ"), &got);
  assert_string_equal(bb_buf_view(&got).p, "ទៅ|វ្ល៉ា|ឌី|វ៉ូ|ស្តុក|ដោយ|យន្តហោះ");
  bb_buf_free(&got);
}

static void loan_words_of_our_subject_stay_whole(void **state) {
  (void)state;
  struct bb_buf got = {0};
  mark_breaks("km", bb_span_of("ភស្តុតាងអេឡិចត្រូនិកផ្សេងៗ"), &got);
  assert_string_equal(bb_buf_view(&got).p, "ភស្តុតាង|អេឡិចត្រូនិក|ផ្សេងៗ");
  mark_breaks("my", bb_span_of("အီလက်ထရောနစ်သက်သေခံ"), &got);
  assert_string_equal(bb_buf_view(&got).p, "အီလက်ထရောနစ်|သက်သေခံ");
  mark_breaks("my", bb_span_of("ဟက်ရှ်တန်ဖိုး"), &got);
  assert_string_equal(bb_buf_view(&got).p, "ဟက်ရှ်|တန်ဖိုး");
  mark_breaks("lo", bb_span_of("ຂໍ້ມູນເອເລັກໂຕຣນິກ"), &got);
  assert_string_equal(bb_buf_view(&got).p, "ຂໍ້ມູນ|ເອເລັກໂຕຣນິກ");
  bb_buf_free(&got);
}

static void the_empty_text_has_one_position(void **state) {
  (void)state;
  struct bb_lang lang = lang_of("th");
  uint8_t breaks[1] = {9}, starts[1] = {9};
  bb_lang_breaks(&lang, BB_SPAN(""), breaks, NULL);
  bb_lang_graphemes(BB_SPAN(""), starts);
  assert_int_equal(breaks[0], BB_BREAK_MANDATORY);
  assert_int_equal(starts[0], 1);
}

static void malformed_text_is_survived(void **state) {
  (void)state;
  struct bb_lang lang = lang_of("km");
  static const char bad[] = "\xE1\x9E \xFF\xFE\xC3\xA9\xED\xA0\x80 \xF0\x9F";
  uint8_t bytes[sizeof bad];
  bb_lang_breaks(&lang, BB_SPAN(bad), bytes, NULL);
  bb_lang_graphemes(BB_SPAN(bad), bytes);
  bb_lang_bidi_levels(BB_SPAN(bad), true, bytes);
}

static void graphemes_are_whole(void **state) {
  (void)state;
  struct bb_span text = bb_span_of("e\u0301\U0001F468\u200D\U0001F469កាន្ត្រ");
  uint8_t starts[64];
  bb_lang_graphemes(text, starts);
  size_t count = 0;
  for (size_t i = 0; i < text.n; i++) count += starts[i];
  assert_int_equal(starts[0], 1);
  assert_int_equal(starts[1], 0);
  assert_int_equal(starts[3], 1);
  assert_true(count >= 4 && count <= 6); /* Unicode 15.1 joins Khmer stacks; 15.0 does not */
}

/* Texts of ordinary characters are not given to ICU; what ICU says of them is seen when a line
 * of others follows. */
static void the_short_way_gives_what_icu_gives(void **state) {
  (void)state;
  struct bb_buf text = {0};
  for (uint32_t first = 0x20; first < 0x11000; first += 64) {
    if (first >= 0xD800 && first < 0xE000) continue;
    bb_buf_clear(&text);
    for (uint32_t cp = first; cp < first + 64; cp++) bb_buf_code_point(&text, cp);
    size_t n = text.n;
    uint8_t fast[1024], slow[1024], fast_levels[1024], slow_levels[1024];
    bb_lang_graphemes(bb_buf_view(&text), fast);
    bb_lang_bidi_levels(bb_buf_view(&text), false, fast_levels);
    bb_buf_string(&text, "\n\u0E01\u0E34 \u05D0");
    assert_true(text.n < sizeof fast);
    bb_lang_graphemes(bb_buf_view(&text), slow);
    bb_lang_bidi_levels(bb_buf_view(&text), false, slow_levels);
    assert_memory_equal(fast, slow, n);
    bool turns = false;
    for (size_t i = 0; i < n; i++) turns |= fast_levels[i] != 0;
    /* U+08E2, an Arabic number: ICU has a short way of its own, to another level of equal effect.
     */
    if (!turns && first != 0x08E0) assert_memory_equal(fast_levels, slow_levels, n);
  }
  bb_buf_free(&text);
}

/* The same for Thai and Lao, whose marks follow their letters in any order here. */
static void thai_clusters_are_what_icu_gives(void **state) {
  (void)state;
  struct bb_buf text = {0};
  uint32_t chance = 1;
  for (int round = 0; round < 2000; round++) {
    bb_buf_clear(&text);
    for (int i = 0; i < 40; i++) {
      chance = chance * 1664525u + 1013904223u;
      uint32_t any = chance >> 16;
      uint32_t cp = 0x0E00 + any / 5 % 0x100;
      if (any % 5 == 0) cp = (unsigned char)"a1 .\n\t("[any / 5 % 7];
      if (any % 5 == 1) cp = 0x4E00;
      bb_buf_code_point(&text, cp);
    }
    size_t n = text.n;
    uint8_t fast[256], slow[256];
    bb_lang_graphemes(bb_buf_view(&text), fast);
    bb_buf_string(&text, " \u05D0");
    assert_true(text.n < sizeof fast);
    bb_lang_graphemes(bb_buf_view(&text), slow);
    assert_memory_equal(fast, slow, n);
  }
  bb_buf_free(&text);
}

static void levels_follow_the_bidirectional_algorithm(void **state) {
  (void)state;
  struct bb_span text = bb_span_of("ab \u05D0\u05D1 12 \U0001F600c");
  uint8_t levels[64];
  bb_lang_bidi_levels(text, false, levels);
  static const uint8_t expected[] = {0, 0, 0, 1, 1, 1, 1, 1, 2, 2, 0, 0, 0, 0, 0, 0};
  assert_int_equal(text.n, sizeof expected);
  assert_memory_equal(levels, expected, sizeof expected);
  bb_lang_bidi_levels(text, true, levels);
  assert_int_equal(levels[0], 2);
  assert_int_equal(levels[2], 1);
}

static void runs_are_put_in_visual_order(void **state) {
  (void)state;
  static const uint8_t levels[] = {1, 2, 1, 0, 1};
  static const uint32_t expected[] = {2, 1, 0, 3, 4};
  uint32_t order[5];
  bb_lang_bidi_order(levels, 5, order);
  assert_memory_equal(order, expected, sizeof expected);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(lines_end_where_the_language_lets_them),
      cmocka_unit_test(what_belongs_together_stays_on_a_line),
      cmocka_unit_test(french_spaces_before_high_punctuation_are_narrow),
      cmocka_unit_test(no_break_parts_a_grapheme),
      cmocka_unit_test(words_a_dictionary_lacks_are_not_cut_at_a_lone_consonant),
      cmocka_unit_test(loan_words_of_our_subject_stay_whole),
      cmocka_unit_test(the_empty_text_has_one_position),
      cmocka_unit_test(malformed_text_is_survived),
      cmocka_unit_test(graphemes_are_whole),
      cmocka_unit_test(the_short_way_gives_what_icu_gives),
      cmocka_unit_test(thai_clusters_are_what_icu_gives),
      cmocka_unit_test(levels_follow_the_bidirectional_algorithm),
      cmocka_unit_test(runs_are_put_in_visual_order),
  };
  bb_lang_start();
  return cmocka_run_group_tests(tests, NULL, NULL);
}
