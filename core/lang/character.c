/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Facts about single characters, and the few operations on text that need no language.
 *
 * ICU finds a property through two or three tables; text and layout ask for the same few of every
 * character several times over.  So the answers about what most texts are written in are kept, two
 * bytes a character (its traits and its script), filled in as characters are met.
 */
#include "lang/icu.h"

#include <string.h>
#include <unicode/uchar.h>
#include <unicode/unorm2.h>
#include <unicode/uscript.h>

/* ICU looks a script's code up by name. */
static bb_script from_icu(UScriptCode script) {
  static _Thread_local bb_script known[USCRIPT_CODE_LIMIT];
  if (script < 0 || script >= USCRIPT_CODE_LIMIT) return BB_SCRIPT_COMMON;
  if (!known[script]) {
    const char *code = uscript_getShortName(script);
    known[script] = code ? BB_SCRIPT(code[0], code[1], code[2], code[3]) : BB_SCRIPT_COMMON;
  }
  return known[script];
}

/* Chinese, Japanese and Korean are written in several of Unicode's scripts at once. */
static bool is_part(bb_script part, bb_script whole) {
  static const struct {
    bb_script whole;
    bb_script parts[3];
  } mixed[] = {
      {BB_SCRIPT('H', 'a', 'n', 's'), {BB_SCRIPT('H', 'a', 'n', 'i')}},
      {BB_SCRIPT('H', 'a', 'n', 't'),
       {BB_SCRIPT('H', 'a', 'n', 'i'), BB_SCRIPT('B', 'o', 'p', 'o')}},
      {BB_SCRIPT('J', 'p', 'a', 'n'),
       {BB_SCRIPT('H', 'a', 'n', 'i'), BB_SCRIPT('H', 'i', 'r', 'a'),
        BB_SCRIPT('K', 'a', 'n', 'a')}},
      {BB_SCRIPT('K', 'o', 'r', 'e'),
       {BB_SCRIPT('H', 'a', 'n', 'g'), BB_SCRIPT('H', 'a', 'n', 'i')}},
  };
  for (size_t i = 0; i < sizeof mixed / sizeof *mixed; i++)
    for (size_t k = 0; whole == mixed[i].whole && k < 3; k++)
      if (part == mixed[i].parts[k]) return true;
  return part == whole;
}

bool bb_lang_script_has(uint32_t cp, bb_script script) {
  UScriptCode list[64];
  UErrorCode status = U_ZERO_ERROR;
  int32_t count = uscript_getScriptExtensions((UChar32)cp, list, 64, &status);
  if (U_FAILURE(status)) return false;
  for (int32_t i = 0; i < count; i++) {
    if (list[i] == USCRIPT_COMMON || list[i] == USCRIPT_INHERITED) return true;
    if (is_part(from_icu(list[i]), script)) return true;
  }
  return false;
}

uint32_t bb_lang_script_letter(bb_script script) {
  char code[5];
  UChar sample[8];
  UErrorCode status = U_ZERO_ERROR;
  bb_script_name(script, code);
  int32_t value = u_getPropertyValueEnum(UCHAR_SCRIPT, code), n = 0;
  if (value > USCRIPT_INHERITED && value != USCRIPT_UNKNOWN)
    n = uscript_getSampleString((UScriptCode)value, sample, 8, &status);
  if (U_FAILURE(status) || n == 0) return 0;
  uint32_t letter = sample[0];
  if (n > 1 && U16_IS_LEAD(sample[0]))
    letter = (uint32_t)U16_GET_SUPPLEMENTARY(sample[0], sample[1]);
  return letter;
}

int bb_lang_digit(uint32_t cp) {
  if (cp < 0x80) return cp >= '0' && cp <= '9' ? (int)(cp - '0') : -1;
  return u_charDigitValue((UChar32)cp);
}

static bool is_wide(uint32_t cp) {
  int32_t width = u_getIntPropertyValue((UChar32)cp, UCHAR_EAST_ASIAN_WIDTH);
  return width == U_EA_WIDE || width == U_EA_FULLWIDTH;
}

_Static_assert(USCRIPT_CODE_LIMIT <= UINT8_MAX, "a script fits a byte");

static struct bb_character_facts ask_icu(uint32_t cp) {
  UChar32 c = (UChar32)cp;
  UErrorCode status = U_ZERO_ERROR;
  UScriptCode script = uscript_getScript(c, &status);
  unsigned traits = BB_TRAITS_KNOWN;
  if (U_FAILURE(status)) script = USCRIPT_COMMON;
  if (U_GET_GC_MASK(c) & U_GC_M_MASK) traits |= BB_TRAIT_MARK;
  if (u_isalpha(c)) traits |= BB_TRAIT_LETTER;
  if (u_isUWhiteSpace(c)) traits |= BB_TRAIT_WHITE_SPACE;
  if (u_hasBinaryProperty(c, UCHAR_DEFAULT_IGNORABLE_CODE_POINT)) traits |= BB_TRAIT_IGNORABLE;
  if (is_wide(cp) && !u_hasBinaryProperty(c, UCHAR_EMOJI_PRESENTATION))
    traits |= BB_TRAIT_IDEOGRAPH;
  if (script == USCRIPT_COMMON || script == USCRIPT_INHERITED) traits |= BB_TRAIT_SHARED;
  if (bb_lang_script_has(cp, BB_SCRIPT_COMMON)) traits |= BB_TRAIT_ANY_SCRIPT;
  return (struct bb_character_facts){(uint8_t)traits, (uint8_t)script};
}

void bb_lang_facts(const uint32_t *code, size_t count, struct bb_character_facts *facts) {
  static _Thread_local struct bb_character_facts kept[0x10000];
  for (size_t i = 0; i < count; i++) {
    uint32_t cp = code[i];
    if (cp >= sizeof kept / sizeof *kept) {
      facts[i] = ask_icu(cp);
      continue;
    }
    if (!kept[cp].traits) kept[cp] = ask_icu(cp);
    facts[i] = kept[cp];
  }
}

static bool has_trait(uint32_t cp, enum bb_trait trait) {
  struct bb_character_facts facts;
  bb_lang_facts(&cp, 1, &facts);
  return facts.traits & trait;
}

bb_script bb_lang_script_of(struct bb_character_facts facts) {
  return from_icu((UScriptCode)facts.script);
}

bb_script bb_lang_script(uint32_t cp) {
  struct bb_character_facts facts;
  bb_lang_facts(&cp, 1, &facts);
  return bb_lang_script_of(facts);
}

bool bb_lang_is_mark(uint32_t cp) {
  return has_trait(cp, BB_TRAIT_MARK);
}

bool bb_lang_is_letter(uint32_t cp) {
  return has_trait(cp, BB_TRAIT_LETTER);
}

uint32_t bb_lang_lower(uint32_t cp) {
  return (uint32_t)u_tolower((UChar32)cp);
}

bool bb_lang_is_white_space(uint32_t cp) {
  return has_trait(cp, BB_TRAIT_WHITE_SPACE);
}

bool bb_lang_is_default_ignorable(uint32_t cp) {
  return has_trait(cp, BB_TRAIT_IGNORABLE);
}

bool bb_lang_is_ideograph(uint32_t cp) {
  return has_trait(cp, BB_TRAIT_IDEOGRAPH);
}

const char *bb_lang_character_name(struct bb_arena *arena, uint32_t cp) {
  char name[256];
  UErrorCode status = U_ZERO_ERROR;
  u_charName((UChar32)cp, U_EXTENDED_CHAR_NAME, name, sizeof name, &status);
  return bb_arena_string(arena, bb_span_of(U_SUCCESS(status) ? name : ""));
}

struct bb_span bb_lang_nfc(struct bb_arena *arena, struct bb_span text) {
  UErrorCode status = U_ZERO_ERROR;
  const UNormalizer2 *nfc = unorm2_getNFCInstance(&status);
  struct bb_utf16 from = bb_lang_to_utf16(arena, text);
  if (U_FAILURE(status) || unorm2_quickCheck(nfc, from.p, from.n, &status) == UNORM_YES)
    return bb_arena_copy(arena, text);
  int32_t room = from.n * 3 + 1; /* NFC at most triples a UTF-16 text (UAX 15, section 9) */
  UChar *to = BB_NEW_ARRAY(arena, (size_t)room, UChar);
  int32_t n = unorm2_normalize(nfc, from.p, from.n, to, room, &status);
  return U_SUCCESS(status) ? bb_lang_from_utf16(arena, to, n) : bb_arena_copy(arena, text);
}

/* A vowel or final consonant of decomposed Hangul stands in the cell of the syllable's first. */
static bool is_joined_jamo(uint32_t cp) {
  int32_t type = u_getIntPropertyValue((UChar32)cp, UCHAR_HANGUL_SYLLABLE_TYPE);
  return type == U_HST_VOWEL_JAMO || type == U_HST_TRAILING_JAMO;
}

unsigned bb_lang_width(struct bb_span text) {
  const uint32_t blank = U_GC_MN_MASK | U_GC_ME_MASK | U_GC_CC_MASK | U_GC_CF_MASK;
  unsigned columns = 0;
  for (size_t at = 0; at < text.n;) {
    uint32_t cp = bb_utf8_decode(text, &at);
    if (cp == BB_UTF8_BAD) cp = 0xFFFD;
    if ((U_GET_GC_MASK((UChar32)cp) & blank) || is_joined_jamo(cp)) continue;
    columns += is_wide(cp) ? 2 : 1;
  }
  return columns;
}
