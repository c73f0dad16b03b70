/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * All we ask of Unicode and CLDR, through ICU: languages and their scripts, direction, bidi levels,
 * break opportunities, collation, numbers and dates as a language writes them.  Text is UTF-8;
 * positions are byte offsets.  No function looks at the process locale (bb_lang_start sees to
 * that).
 */
#ifndef BB_LANG_LANG_H
#define BB_LANG_LANG_H

#include "base/arena.h"
#include "base/process.h"

/* Once at start-up, before any other call: fixes ICU's default locale. */
void bb_lang_start(void);

/* The last call of a thread other than the first: frees what lang/ has kept for it. */
void bb_lang_end_thread(void);

/* ---- languages (lang/tag.c) ---- */

/* A four-letter ISO 15924 code: "Latn", "Khmr"; also "Zyyy" (common) and "Zinh" (inherited).
 * Packed so that scripts compare with ==. */
typedef uint32_t bb_script;
#define BB_SCRIPT(a, b, c, d)                                                                      \
  ((bb_script)(a) << 24 | (bb_script)(b) << 16 | (bb_script)(c) << 8 | (bb_script)(d))
#define BB_SCRIPT_COMMON    BB_SCRIPT('Z', 'y', 'y', 'y')
#define BB_SCRIPT_INHERITED BB_SCRIPT('Z', 'i', 'n', 'h')
#define BB_SCRIPT_LATIN     BB_SCRIPT('L', 'a', 't', 'n')

/* A language as a BCP 47 tag in canonical form, NUL-terminated: "km", "zh-Hant-TW". */
struct bb_lang {
  char tag[48];
  bb_script script; /* the one the language is written in (likely script when the tag names none) */
  bool rtl;
  bool spaced; /* words are separated by spaces (false: Thai, Lao, Khmer, Burmese, Chinese, Japanese
                  …) */
  bool dictionary; /* line breaks inside a run of letters come from a dictionary: Thai, Lao, Khmer,
                      Burmese */
};

/* Reads "zh_tw", "zh-TW", "PT_br"…: '_' and '-' are equal, letter case is free.  False when `name`
 * is not a well-formed tag, or its language is a two-letter code that means nothing or a
 * three-letter one kept for private use.  Of a three-letter code that CLDR does not know, the
 * script is taken to be Latin unless the tag names it. */
bool bb_lang_parse(struct bb_span name, struct bb_lang *lang);

/* The language's name in itself ("ไทย") or in another language, as it stands in a list; in English
 * where CLDR has none, and the tag where English has none either. */
const char *bb_lang_name(struct bb_arena *arena, const struct bb_lang *lang,
                         const struct bb_lang *in);

/* The name of a region ("PH") in a language, else in English, else the code. */
const char *bb_lang_region_name(struct bb_arena *arena, const char *region,
                                const struct bb_lang *in);

void bb_script_name(bb_script script, char code[5]); /* "Khmr" */

/* "72.1.0.3 15.0": of ICU and of Unicode, for what is kept up to date by hash. */
const char *bb_lang_version(void);

/* ---- characters (lang/character.c) ---- */

bb_script bb_lang_script(uint32_t cp); /* Unicode's Script property */
/* True when cp may be used with `script` by Script_Extensions (true for common and inherited).
 * `script` may be a mixed one, as bb_lang has it: Hans, Hant, Jpan, Kore. */
bool bb_lang_script_has(uint32_t cp, bb_script script);
/* A letter that every font for the script has; 0 when the script has none (Zyyy, Zinh, Zzzz). */
uint32_t bb_lang_script_letter(bb_script script);
int bb_lang_digit(uint32_t cp);      /* 0..9 for a decimal digit of any script, else -1 */
bool bb_lang_is_mark(uint32_t cp);   /* combining: general category M* */
bool bb_lang_is_letter(uint32_t cp); /* general category L* */
uint32_t bb_lang_lower(uint32_t cp); /* its lower-case letter, or itself */
bool bb_lang_is_white_space(uint32_t cp);
bool bb_lang_is_default_ignorable(uint32_t cp); /* ZWSP, ZWJ, bidi controls: may have no glyph */
bool bb_lang_is_ideograph(
    uint32_t cp); /* Han, kana, Hangul and their punctuation: full-width CJK setting */
const char *bb_lang_character_name(struct bb_arena *arena, uint32_t cp); /* "KHMER LETTER KA" */

/* All of that at once, for who asks several things of every character of a text. */
enum bb_trait {
  BB_TRAITS_KNOWN = 1, /* always set */
  BB_TRAIT_MARK = 2,
  BB_TRAIT_LETTER = 4,
  BB_TRAIT_WHITE_SPACE = 8,
  BB_TRAIT_IGNORABLE = 16,
  BB_TRAIT_IDEOGRAPH = 32,
  BB_TRAIT_SHARED = 64,     /* its script is common or inherited */
  BB_TRAIT_ANY_SCRIPT = 128 /* bb_lang_script_has is true of every script */
};

struct bb_character_facts {
  uint8_t traits; /* enum bb_trait */
  uint8_t script; /* a number; characters of one script have the same */
};

void bb_lang_facts(const uint32_t *code, size_t count, struct bb_character_facts *facts);
bb_script bb_lang_script_of(struct bb_character_facts facts);

/* Unicode NFC; the result lives in the arena. */
struct bb_span bb_lang_nfc(struct bb_arena *arena, struct bb_span text);

/* ---- as people type it (lang/typed.c): the rules stand there ---- */

/* What two ways of typing the same words have in common: NFKC and case folding, digits of any
 * script as 0-9, one space between words, no quotes around and no stop at the end. */
struct bb_span bb_lang_fold(struct bb_arena *arena, struct bb_span text);

/* Reads a number in any digits, with a decimal point or comma: its value is *digits / 10^*scale,
 * scale 0..9, at most 18 digits.  False for what is no number, and for what is one number here and
 * another there ("1,500").  The arena is for scratch. */
bool bb_lang_decimal(struct bb_arena *arena, struct bb_span text, int64_t *digits, uint32_t *scale);

/* Reads a time of day on the 24-hour clock, in any digits, in seconds since midnight. */
bool bb_lang_time(struct bb_arena *arena, struct bb_span text, uint32_t *seconds);

/* ---- structure of a paragraph (lang/breaks.c, lang/bidi.c) ---- */

enum bb_break {
  BB_BREAK_NONE,
  BB_BREAK_ALLOWED,  /* a line may end before this byte */
  BB_BREAK_MANDATORY /* a line must end before this byte */
};

/* Line break opportunities by UAX 14 with ICU's dictionaries and the rules of the language (CJK:
 * strict).  breaks[i], 0 <= i <= text.n, tells of the position before byte i; breaks[0] is NONE
 * unless the text is empty, breaks[text.n] MANDATORY.  Never inside a grapheme cluster.  `breaks`
 * has text.n + 1 entries.  Returns true when some grapheme cluster holds several characters; then,
 * unless it is NULL, `starts` is filled as bb_lang_graphemes does. */
bool bb_lang_breaks(const struct bb_lang *lang, struct bb_span text, uint8_t *breaks,
                    uint8_t *starts);

/* A space between these characters is set narrow: French, before ; : ! ? and inside guillemets. */
bool bb_lang_narrows(const struct bb_lang *lang, uint32_t before, uint32_t after);

/* Grapheme cluster boundaries, same shape: 1 where a cluster starts (and at text.n). */
void bb_lang_graphemes(struct bb_span text, uint8_t *starts);

/* False when no character is written from right to left, nor asks for it: in a paragraph from left
 * to right all levels are 0. */
bool bb_lang_may_turn(const uint32_t *code, size_t count);

/* Bidi embedding levels by UAX 9, one per byte (all bytes of a character have the same).
 * `rtl` is the paragraph's direction. */
void bb_lang_bidi_levels(struct bb_span text, bool rtl, uint8_t *levels);

/* Rule L2: the visual order of `count` runs whose levels are given: order[k] is the index of the
 * run that stands k-th from the left. */
void bb_lang_bidi_order(const uint8_t *levels, size_t count, uint32_t *order);

/* A line as a device shows it that puts character after character from the left: in visual order,
 * Arabic letters in their joined forms, marks behind their letters. */
struct bb_span bb_lang_visual(struct bb_arena *arena, struct bb_span line, bool rtl);

/* ---- as a language writes it (lang/format.c, lang/numbering.c) ---- */

/* A whole number in the digits that print in this language uses (Khmer, Arabic, Persian, Burmese …;
 * Latin digits where those are the custom in print: the table and its reasons stand in format.c).
 * Digits are not grouped, so that it serves years and page numbers too. */
const char *bb_lang_number(struct bb_arena *arena, const struct bb_lang *lang, int64_t n);

/* The number of an item in a list, with what stands around it: "3.", in a list inside a numbered
 * list (level 1) "c.", inside that (2) "iii."; as the language's own documents have it. */
struct bb_span bb_lang_item_number(struct bb_arena *arena, const struct bb_lang *lang,
                                   unsigned level, int64_t n);

/* A share 0..1 as a whole percentage, rounded down ("99 %" for 0.999): nothing unfinished prints as
 * 100. */
const char *bb_lang_percent(struct bb_arena *arena, const struct bb_lang *lang, double share);

/* "22 November 2026", "22 พฤศจิกายน 2569", in the language's long form and its usual calendar.
 * "en" without a region is the English of the world, not of the United States, here and below. */
const char *bb_lang_date(struct bb_arena *arena, const struct bb_lang *lang, struct bb_date date);

/* Joins items as the language does: "a, b and c". */
const char *bb_lang_list(struct bb_arena *arena, const struct bb_lang *lang,
                         const struct bb_span *items, size_t count);

/* A collation key in the language's order: compare keys with bb_span_compare. */
struct bb_span bb_lang_sort_key(struct bb_arena *arena, const struct bb_lang *lang,
                                struct bb_span text);

/* Columns on a terminal. */
unsigned bb_lang_width(struct bb_span text);

#endif
