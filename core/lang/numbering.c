/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * How a language numbers the items of a list: "1." at the first level, "a." in a list inside it,
 * "i." in one inside that; then from the start again.
 *
 * A level is a series (digits, the letters of the script, Roman or Chinese numerals) and what
 * stands around a number of it.  The letters and their order are those of "Ready-made Counter
 * Styles" (W3C Working Group Note), what stands around them is the custom of statutes and of
 * official documents, which is what the readers of this book read all day.  A script without
 * letters in these tables has its digits at all levels.  Past the last letter of a series, digits
 * go on: nobody knows what comes after the twenty-sixth point of a list.
 */
#include "lang/icu.h"

#include <string.h>

enum series { DIGITS, LETTERS, ROMAN, CHINESE };

struct level {
  enum series series;
  const char *before, *after;
};

enum { LEVELS = 3 };

struct numbering {
  const char *language; /* NULL: all languages of the script */
  bb_script script;
  const char *letters; /* separated by blanks; NULL: none */
  struct level levels[LEVELS];
};

#define LATIN_LETTERS "a b c d e f g h i j k l m n o p q r s t u v w x y z"
#define CHINESE_LEVELS                                                                             \
  {                                                                                                \
    {CHINESE, "", "、"}, {CHINESE, "（", "）"}, {                                                  \
      DIGITS, "", "."                                                                              \
    }                                                                                              \
  }
#define SCRIPT(a, b, c, d) BB_SCRIPT(a, b, c, d)

static const struct numbering numberings[] = {
    /* Decree 30/2020/ND-CP: clauses in digits, points by the Vietnamese alphabet and a bracket */
    {"vi",
     BB_SCRIPT_LATIN,
     "a b c d đ e g h i k l m n o p q r s t u v x y",
     {{DIGITS, "", "."}, {LETTERS, "", ")"}, {ROMAN, "", ")"}}},
    /* Law 12/2011, annex II: huruf a., angka 1) */
    {"id",
     BB_SCRIPT_LATIN,
     LATIN_LETTERS,
     {{DIGITS, "", "."}, {LETTERS, "", "."}, {DIGITS, "", ")"}}},
    /* the dictionary of the Spanish academies: a letter and one bracket */
    {"es",
     BB_SCRIPT_LATIN,
     LATIN_LETTERS,
     {{DIGITS, "", "."}, {LETTERS, "", ")"}, {ROMAN, "", ")"}}},
    {NULL,
     BB_SCRIPT_LATIN,
     LATIN_LETTERS,
     {{DIGITS, "", "."}, {LETTERS, "", "."}, {ROMAN, "", "."}}},
    /* GOST R 2.105: without the letters that are taken for others or for digits */
    {NULL,
     SCRIPT('C', 'y', 'r', 'l'),
     "а б в г д е ж и к л м н п р с т у ф х ц ш щ э ю я",
     {{DIGITS, "", "."}, {LETTERS, "", ")"}, {DIGITS, "", ")"}}},
    {NULL,
     SCRIPT('T', 'h', 'a', 'i'),
     "ก ข ค ง จ ฉ ช ซ ฌ ญ ฎ ฏ ฐ ฑ ฒ ณ ด ต ถ ท ธ น บ ป ผ ฝ พ ฟ ภ ม ย ร ล ว ศ ษ ส ห ฬ อ ฮ",
     {{DIGITS, "", "."}, {LETTERS, "", "."}, {DIGITS, "", ")"}}},
    {NULL,
     SCRIPT('L', 'a', 'o', 'o'),
     "ກ ຂ ຄ ງ ຈ ສ ຊ ຍ ດ ຕ ຖ ທ ນ ບ ປ ຜ ຝ ພ ຟ ມ ຢ ຣ ລ ວ ຫ ອ ຮ",
     {{DIGITS, "", "."}, {LETTERS, "", "."}, {DIGITS, "", ")"}}},
    {NULL,
     SCRIPT('K', 'h', 'm', 'r'),
     "ក ខ គ ឃ ង ច ឆ ជ ឈ ញ ដ ឋ ឌ ឍ ណ ត ថ ទ ធ ន ប ផ ព ភ ម យ រ ល វ ស ហ ឡ អ",
     {{DIGITS, "", "."}, {LETTERS, "", "."}, {DIGITS, "", ")"}}},
    /* the Burmese Acts: section, (က), (၁) */
    {NULL,
     SCRIPT('M', 'y', 'm', 'r'),
     "က ခ ဂ ဃ င စ ဆ ဇ ဈ ည ဋ ဌ ဍ ဎ ဏ တ ထ ဒ ဓ န ပ ဖ ဗ ဘ မ ယ ရ လ ဝ သ ဟ ဠ အ",
     {{DIGITS, "", "။"}, {LETTERS, "(", ")"}, {DIGITS, "(", ")"}}},
    {"fa",
     SCRIPT('A', 'r', 'a', 'b'),
     "الف ب پ ت ث ج چ ح خ د ذ ر ز ژ س ش ص ض ط ظ ع غ ف ق ک گ ل م ن و ه ی",
     {{DIGITS, "", "."}, {LETTERS, "", ")"}, {DIGITS, "(", ")"}}},
    {"ur",
     SCRIPT('A', 'r', 'a', 'b'),
     "الف ب ج د ہ و ز ح ط ی ک ل م ن س ع ف ص ق ر ش ت ث خ ذ ض ظ غ",
     {{DIGITS, "", "."}, {LETTERS, "(", ")"}, {DIGITS, "(", ")"}}},
    /* Arabic: the order of the abjad, as in the treaties of the United Nations; ha with a stroke,
     * or it would be taken for the digit five */
    {NULL,
     SCRIPT('A', 'r', 'a', 'b'),
     "أ ب ج د هـ و ز ح ط ي ك ل م ن س ع ف ص ق ر ش ت ث خ ذ ض ظ غ",
     {{DIGITS, "", "."}, {LETTERS, "(", ")"}, {DIGITS, "(", ")"}}},
    /* GB/T 9704 and the rules of Taiwan for official documents */
    {NULL, SCRIPT('H', 'a', 'n', 's'), NULL, CHINESE_LEVELS},
    {NULL, SCRIPT('H', 'a', 'n', 't'), NULL, CHINESE_LEVELS},
    /* the guide to official documents of Japan, of Korea */
    {NULL,
     SCRIPT('J', 'p', 'a', 'n'),
     "ア イ ウ エ オ カ キ ク ケ コ サ シ ス セ ソ タ チ ツ テ ト ナ ニ ヌ ネ ノ ハ ヒ フ ヘ ホ "
     "マ ミ ム メ モ ヤ ユ ヨ ラ リ ル レ ロ ワ",
     {{DIGITS, "", "."}, {DIGITS, "(", ")"}, {LETTERS, "", "."}}},
    {NULL,
     SCRIPT('K', 'o', 'r', 'e'),
     "가 나 다 라 마 바 사 아 자 차 카 타 파 하",
     {{DIGITS, "", "."}, {LETTERS, "", "."}, {DIGITS, "", ")"}}},
    /* the statutes of India, Nepal, Bangladesh, Sri Lanka */
    {NULL,
     SCRIPT('D', 'e', 'v', 'a'),
     "क ख ग घ ङ च छ ज झ ञ ट ठ ड ढ ण त थ द ध न प फ ब भ म य र ल व श ष स ह",
     {{DIGITS, "", "."}, {LETTERS, "(", ")"}, {DIGITS, "(", ")"}}},
    {NULL,
     SCRIPT('B', 'e', 'n', 'g'),
     "ক খ গ ঘ ঙ চ ছ জ ঝ ঞ ট ঠ ড ঢ ণ ত থ দ ধ ন প ফ ব ভ ম য র ল শ ষ স হ",
     {{DIGITS, "", "."}, {LETTERS, "(", ")"}, {DIGITS, "(", ")"}}},
    {NULL,
     SCRIPT('T', 'a', 'm', 'l'),
     "அ ஆ இ ஈ உ ஊ எ ஏ ஐ ஒ ஓ ஔ",
     {{DIGITS, "", "."}, {LETTERS, "(", ")"}, {ROMAN, "(", ")"}}},
    {NULL,
     SCRIPT('S', 'i', 'n', 'h'),
     "අ ආ ඇ ඈ ඉ ඊ උ ඌ එ ඒ ඔ ඕ ක ග ච ජ ට ඩ ත ද න ප බ ම ය ර ල ව ස හ",
     {{DIGITS, "", "."}, {LETTERS, "(", ")"}, {ROMAN, "(", ")"}}},
};
static const struct numbering digits_only = {
    .levels = {{DIGITS, "", "."}, {DIGITS, "", ")"}, {DIGITS, "(", ")"}}};
#undef SCRIPT

static const struct numbering *find_numbering(const struct bb_lang *lang) {
  char language[ULOC_LANG_CAPACITY];
  UErrorCode status = U_ZERO_ERROR;
  uloc_getLanguage(lang->tag, language, sizeof language, &status);
  for (size_t i = 0; i < sizeof numberings / sizeof *numberings; i++) {
    const struct numbering *n = &numberings[i];
    if (n->script == lang->script && (!n->language || !strcmp(n->language, language))) return n;
  }
  return &digits_only;
}

/* The n-th of the letters, from 1; empty when there are fewer. */
static struct bb_span letter(const char *letters, int64_t n) {
  struct bb_span all = bb_span_of(letters);
  for (size_t at = 0; n > 0 && at < all.n; n--) {
    size_t end = bb_span_find(all, at, " ");
    if (n == 1) return bb_span_cut(all, at, end);
    at = end + 1;
  }
  return (struct bb_span){0};
}

enum { SMALL_MAX = 99 }; /* of Roman and Chinese numerals */

static struct bb_span roman(struct bb_arena *arena, int64_t n) {
  static const char *const tens[] = {"", "x", "xx", "xxx", "xl", "l", "lx", "lxx", "lxxx", "xc"};
  static const char *const ones[] = {"", "i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix"};
  return bb_span_of(bb_arena_printf(arena, "%s%s", tens[n / 10], ones[n % 10]));
}

/* Eleven is "ten one", twenty "two ten". */
static struct bb_span chinese(struct bb_arena *arena, int64_t n) {
  static const char *const ones[] = {"", "一", "二", "三", "四", "五", "六", "七", "八", "九"};
  return bb_span_of(bb_arena_printf(arena, "%s%s%s", n < 20 ? "" : ones[n / 10], n < 10 ? "" : "十",
                                    ones[n % 10]));
}

/* Empty where the series has no such number. */
static struct bb_span number_in(struct bb_arena *arena, const struct numbering *numbering,
                                enum series series, int64_t n) {
  bool small = n >= 1 && n <= SMALL_MAX;
  switch (series) {
  case DIGITS: break;
  case LETTERS: return letter(numbering->letters, n);
  case ROMAN: return small ? roman(arena, n) : (struct bb_span){0};
  case CHINESE: return small ? chinese(arena, n) : (struct bb_span){0};
  }
  return (struct bb_span){0};
}

struct bb_span bb_lang_item_number(struct bb_arena *arena, const struct bb_lang *lang,
                                   unsigned level, int64_t n) {
  const struct numbering *numbering = find_numbering(lang);
  const struct level *l = &numbering->levels[level % LEVELS];
  struct bb_span number = number_in(arena, numbering, l->series, n);
  if (!number.n) number = bb_span_of(bb_lang_number(arena, lang, n));
  return bb_span_of(bb_arena_printf(arena, "%s%.*s%s", l->before, BB_SPAN_ARG(number), l->after));
}
