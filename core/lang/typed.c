/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What people type: words, numbers and times, by whatever keyboard.  None of it depends on the
 * language of the moment, so that an answer is worth the same in every one.
 *
 * Words are folded: Unicode's NFKC_Casefold (which makes full-width forms, ligatures and letter
 * case equal and drops what is invisible), then digits of every script become 0-9, typographic
 * quotes and dashes the ASCII ones, white space one space.  Between two letters of scripts that are
 * written without spaces a space means nothing and goes.  Quotes around the whole and stops at its
 * end (Unicode's Terminal_Punctuation: . , ; : ? ! 。 ។ ؟ …) go too.
 *
 * Numbers: sign, digits, a decimal sign (. or , or the Arabic ٫), groups parted by a space, an
 * apostrophe, the Arabic ٬, or by that of . and , which is not the decimal sign.  Groups have three
 * digits, or two before the last as in India.  Where one . or , stands before exactly three digits,
 * half the world means thousands and the other half thousandths: such a number is not read.  Nor is
 * one with a unit or a percent sign: which number was meant would be a guess.
 *
 * Times: 1:00, 01:00, 01.00, 01:00:30, 1h, 1 h 30, 1时30分 (时, 時, 点 or 點), 0100.  Minutes have
 * two digits.  Not read: am and pm, in whatever language; the caller asks for the 24-hour clock.
 */
#include "lang/icu.h"

#include <unicode/uchar.h>
#include <unicode/unorm2.h>

/* ---- words ---- */

static struct bb_span casefold(struct bb_arena *arena, struct bb_span text) {
  UErrorCode status = U_ZERO_ERROR;
  const UNormalizer2 *fold = unorm2_getNFKCCasefoldInstance(&status);
  struct bb_utf16 from = bb_lang_to_utf16(arena, text);
  int32_t n = unorm2_normalize(fold, from.p, from.n, NULL, 0, &status);
  if (status == U_BUFFER_OVERFLOW_ERROR) status = U_ZERO_ERROR;
  UChar *to = BB_NEW_ARRAY(arena, (size_t)n + 1, UChar);
  unorm2_normalize(fold, from.p, from.n, to, n + 1, &status);
  return U_SUCCESS(status) ? bb_lang_from_utf16(arena, to, n) : bb_arena_copy(arena, text);
}

static uint32_t plainest(uint32_t cp) {
  int digit = bb_lang_digit(cp);
  if (digit >= 0) return (uint32_t)('0' + digit);
  if (bb_lang_is_white_space(cp)) return ' ';
  if (cp == 0x2212 || (cp >= 0x2010 && cp <= 0x2015)) return '-';
  if (cp == 0x2018 || cp == 0x2019 || cp == 0x02BC) return '\'';
  if (cp == 0x201C || cp == 0x201D) return '"';
  return cp;
}

static bool is_quote(uint32_t cp) {
  return u_hasBinaryProperty((UChar32)cp, UCHAR_QUOTATION_MARK);
}

static bool is_stop(uint32_t cp) {
  return u_hasBinaryProperty((UChar32)cp, UCHAR_TERMINAL_PUNCTUATION);
}

/* A text as code points: what is left of it is text[first..last). */
struct letters {
  uint32_t *text;
  size_t first, last;
};

static struct letters spell(struct bb_arena *arena, struct bb_span text) {
  struct letters word = {BB_NEW_ARRAY(arena, text.n + 1, uint32_t), 0, 0};
  for (size_t at = 0; at < text.n;) word.text[word.last++] = plainest(bb_utf8_decode(text, &at));
  return word;
}

/* Nothing is taken off a text that would lose all. */
static void strip(struct letters *word) {
  size_t first = word->first, last = word->last;
  while (first < last && (word->text[first] == ' ' || is_quote(word->text[first]))) first++;
  while (last > first && (word->text[last - 1] == ' ' || is_quote(word->text[last - 1]) ||
                          is_stop(word->text[last - 1])))
    last--;
  if (first < last) *word = (struct letters){word->text, first, last};
}

static bool is_unspaced(uint32_t cp) {
  bb_script script = bb_lang_script(cp);
  return script != BB_SCRIPT_COMMON && !bb_lang_has_spaces(script);
}

/* Whether the space at `i` parts words, given what was written before it. */
static bool is_between_words(const struct letters *word, size_t i, uint32_t before) {
  if (before == ' ' || i + 1 >= word->last) return false;
  return !is_unspaced(before) && !is_unspaced(word->text[i + 1]);
}

struct bb_span bb_lang_fold(struct bb_arena *arena, struct bb_span text) {
  struct letters word = spell(arena, casefold(arena, text));
  strip(&word);
  char *out = bb_arena_alloc(arena, (word.last - word.first) * 4 + 1);
  size_t n = 0;
  uint32_t before = ' ';
  for (size_t i = word.first; i < word.last; i++) {
    if (word.text[i] == ' ' && !is_between_words(&word, i, before)) continue;
    before = word.text[i];
    n += bb_utf8_encode(before, out + n);
  }
  return (struct bb_span){out, n};
}

/* ---- numbers ---- */

enum { DIGITS_MAX = 18, SCALE_MAX = 9, GROUPS_MAX = 16 };

/* A number taken apart: groups[i] are the digits before signs[i]; the last group has none. */
struct parts {
  bool negative;
  struct bb_span groups[GROUPS_MAX];
  char signs[GROUPS_MAX]; /* '.', ',', 'd' only decimal, 'g' only between groups */
  size_t count;
};

static char sign_of(uint32_t cp) {
  switch (cp) {
  case '.': return '.';
  case ',':
  case 0x060C: return ','; /* the comma of Arabic keyboards */
  case 0x066B: return 'd';
  case ' ':
  case '\'':
  case 0x066C: return 'g';
  default: return 0;
  }
}

static struct bb_span take_digits(struct bb_span text, size_t *at) {
  size_t from = *at;
  while (*at < text.n && text.p[*at] >= '0' && text.p[*at] <= '9') ++*at;
  return bb_span_cut(text, from, *at);
}

static bool take_apart(struct bb_span text, struct parts *parts) {
  size_t at = 0;
  *parts = (struct parts){0};
  if (text.n && (text.p[0] == '-' || text.p[0] == '+')) parts->negative = text.p[at++] == '-';
  for (;;) {
    if (parts->count == GROUPS_MAX) return false;
    struct bb_span digits = parts->groups[parts->count] = take_digits(text, &at);
    bool may_be_empty = parts->count == 0 && at < text.n; /* ".5" */
    if (!digits.n && !may_be_empty) return false;
    if (at == text.n) break;
    char sign = sign_of(bb_utf8_decode(text, &at));
    if (!sign) return false;
    parts->signs[parts->count++] = sign;
  }
  parts->count++;
  return true;
}

static size_t count_signs(const struct parts *parts, char sign) {
  size_t n = 0;
  for (size_t i = 0; i + 1 < parts->count; i++) n += parts->signs[i] == sign;
  return n;
}

/* "1,500": thousands to some, thousandths to others. */
static bool is_ambiguous(const struct parts *parts) {
  struct bb_span whole = parts->groups[0];
  return whole.n >= 1 && whole.n <= 3 && whole.p[0] != '0' && parts->groups[1].n == 3;
}

/* Finds whether the last sign is the decimal one.  False when the signs contradict each other. */
static bool find_decimal(const struct parts *parts, bool *decimal) {
  size_t signs = parts->count - 1;
  char last = signs ? parts->signs[signs - 1] : 0;
  *decimal = last == 'd';
  if (last != '.' && last != ',') return count_signs(parts, 'd') == *decimal;
  size_t same = count_signs(parts, last);
  *decimal = same == 1;
  if (signs == 1) return !is_ambiguous(parts);
  return count_signs(parts, 'd') == 0 && (same == 1 || same == signs);
}

/* The first `count` groups are one number, parted by one sign. */
static bool is_grouped(const struct parts *parts, size_t count) {
  if (count == 1) return true;
  const struct bb_span *groups = parts->groups;
  size_t size = groups[1].n;
  if (groups[0].n < 1 || groups[0].n > 3 || groups[0].p[0] == '0') return false;
  if (groups[count - 1].n != 3) return false;
  if (count > 2 && size == 2 && groups[0].n > 2) return false;
  for (size_t i = 1; i + 1 < count; i++)
    if (groups[i].n != size || (size != 2 && size != 3)) return false;
  for (size_t i = 1; i + 1 < count; i++)
    if (parts->signs[i] != parts->signs[0]) return false;
  return true;
}

static bool append_digits(struct bb_span digits, int64_t *value, size_t *significant) {
  for (size_t i = 0; i < digits.n; i++) {
    *significant += *significant || digits.p[i] != '0';
    if (*significant > DIGITS_MAX) return false;
    *value = *value * 10 + (digits.p[i] - '0');
  }
  return true;
}

static struct bb_span without_final_zeros(struct bb_span digits) {
  while (digits.n && digits.p[digits.n - 1] == '0') digits.n--;
  return digits;
}

bool bb_lang_decimal(struct bb_arena *arena, struct bb_span text, int64_t *digits,
                     uint32_t *scale) {
  struct bb_arena_mark mark = bb_arena_mark(arena);
  struct parts parts;
  bool decimal = false;
  bool good = take_apart(bb_lang_fold(arena, text), &parts) && find_decimal(&parts, &decimal);
  size_t whole = good && decimal ? parts.count - 1 : parts.count, significant = 0;
  int64_t value = 0;
  good = good && is_grouped(&parts, whole);
  for (size_t i = 0; good && i < whole; i++)
    good = append_digits(parts.groups[i], &value, &significant);
  struct bb_span fraction = {0};
  if (good && decimal) fraction = without_final_zeros(parts.groups[whole]);
  good = good && fraction.n <= SCALE_MAX && append_digits(fraction, &value, &significant);
  bb_arena_release(arena, mark);
  if (!good) return false;
  *digits = parts.negative ? -value : value;
  *scale = (uint32_t)fraction.n;
  return true;
}

/* ---- times ---- */

enum clock_sign { NO_SIGN, COLON_OR_POINT, HOUR_WORD, MINUTE_WORD };

static enum clock_sign clock_sign(uint32_t cp) {
  switch (cp) {
  case ':':
  case '.':
  case 0x2236: return COLON_OR_POINT; /* the ratio sign of some keyboards */
  case 'h':
  case 0x65F6:                     /* 时 */
  case 0x6642:                     /* 時 */
  case 0x70B9:                     /* 点 */
  case 0x9EDE: return HOUR_WORD;   /* 點 */
  case 0x5206: return MINUTE_WORD; /* 分 */
  default: return NO_SIGN;
  }
}

static void skip_spaces(struct bb_span text, size_t *at) {
  while (*at < text.n && text.p[*at] == ' ') ++*at;
}

static enum clock_sign take_sign(struct bb_span text, size_t *at) {
  skip_spaces(text, at);
  if (*at == text.n) return NO_SIGN;
  enum clock_sign sign = clock_sign(bb_utf8_decode(text, at));
  skip_spaces(text, at);
  return sign;
}

/* Two digits, 0..59. */
static bool sixty(struct bb_span digits, uint32_t *value) {
  return digits.n == 2 && bb_span_number(digits, 59, value);
}

/* What stands behind the hour: ":30", ":30:15", "h", "h 30", "时30分". */
static bool read_minutes(struct bb_span text, size_t at, uint32_t *minutes, uint32_t *seconds) {
  enum clock_sign sign = take_sign(text, &at);
  if (sign != COLON_OR_POINT && sign != HOUR_WORD) return false;
  if (at == text.n) return sign == HOUR_WORD;
  if (!sixty(take_digits(text, &at), minutes)) return false;
  if (at == text.n) return true;
  enum clock_sign next = take_sign(text, &at);
  if (sign == HOUR_WORD) return next == MINUTE_WORD && at == text.n;
  return next == COLON_OR_POINT && sixty(take_digits(text, &at), seconds) && at == text.n;
}

static bool read_time(struct bb_span text, uint32_t *time) {
  size_t at = 0;
  uint32_t hours, minutes = 0, seconds = 0;
  struct bb_span digits = take_digits(text, &at);
  if (at == text.n) { /* 0100 */
    if (digits.n != 4 || !sixty(bb_span_cut(digits, 2, 4), &minutes)) return false;
    digits.n = 2;
  } else if (!read_minutes(text, at, &minutes, &seconds)) {
    return false;
  }
  if (digits.n > 2 || !bb_span_number(digits, 23, &hours)) return false;
  *time = (hours * 60 + minutes) * 60 + seconds;
  return true;
}

bool bb_lang_time(struct bb_arena *arena, struct bb_span text, uint32_t *seconds) {
  struct bb_arena_mark mark = bb_arena_mark(arena);
  bool good = read_time(bb_lang_fold(arena, text), seconds);
  bb_arena_release(arena, mark);
  return good;
}
