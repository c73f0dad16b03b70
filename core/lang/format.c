/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Numbers, dates, lists and sort keys as a language writes them.  CLDR decides, except for the
 * digits, where it follows the screen more than the page: see the table.
 */
#include "lang/icu.h"

#include <assert.h>
#include <string.h>
#include <unicode/ucal.h>
#include <unicode/ucol.h>
#include <unicode/udat.h>
#include <unicode/ulistformatter.h>
#include <unicode/unum.h>

/* The digits of page numbers, dates and counts.  A language that is not here has CLDR's default
 * (Arabic: by region, so Latin digits in the Maghreb; Dzongkha: Tibetan digits …).  Written out are
 * the languages where CLDR and the printed page differ, and those whose custom the courses rely on
 * whatever a later CLDR says. */
static const struct {
  const char language[4], numbering[8];
} digits[] = {
    {"km", "khmr"},    /* books and official journals number in Khmer digits; CLDR: Latin */
    {"ur", "arabext"}, /* printed Urdu; CLDR has Latin, the custom of web pages */
    {"fa", "arabext"}, /* Persian digits differ from Arabic ones in 4, 5 and 6 */
    {"my", "mymr"},    /* Burmese */
    {"bn", "beng"},    /* Bangla */
    {"ne", "deva"},    /* Nepali law reports and gazettes */
    {"mr", "deva"},    /* Marathi, unlike Hindi */
    {"hi", "latn"},    /* the Constitution, art. 343: international digits for official use */
    {"th", "latn"},    /* Thai digits are for government letters; textbooks print Latin ones */
    {"lo", "latn"},    /* as Thai */
    {"ta", "latn"},    /* Tamil digits are obsolete in print */
    {"si", "latn"},    /* Sinhala Lith digits are astrological */
};

/* The numbering system to ask for, or NULL for CLDR's default. */
static const char *numbering(const struct bb_lang *lang) {
  char language[ULOC_LANG_CAPACITY];
  UErrorCode status = U_ZERO_ERROR;
  uloc_getLanguage(lang->tag, language, sizeof language, &status);
  for (size_t i = 0; i < sizeof digits / sizeof *digits; i++)
    if (!strcmp(digits[i].language, language)) return digits[i].numbering;
  return NULL;
}

static void locale_with_digits(const struct bb_lang *lang, char id[ULOC_FULLNAME_CAPACITY]) {
  char asked[16];
  UErrorCode status = U_ZERO_ERROR;
  bb_lang_locale(lang, NULL, NULL, id);
  if (uloc_getKeywordValue(id, "numbers", asked, sizeof asked, &status) == 0)
    bb_lang_locale(lang, "numbers", numbering(lang), id);
}

/* What the language last asked for needs, by thread: a handbook is numbered and sorted in one. */
static _Thread_local char number_tag[sizeof((struct bb_lang *)0)->tag];
static _Thread_local UNumberFormat *kept_numbers;
static _Thread_local char order_tag[sizeof((struct bb_lang *)0)->tag];
static _Thread_local UCollator *kept_order;

void bb_formats_forget(void) {
  if (kept_numbers) unum_close(kept_numbers);
  if (kept_order) ucol_close(kept_order);
  kept_numbers = NULL;
  kept_order = NULL;
}

static UNumberFormat *number_format(const struct bb_lang *lang) {
  if (kept_numbers && !strcmp(number_tag, lang->tag)) return kept_numbers;
  if (kept_numbers) unum_close(kept_numbers);
  char id[ULOC_FULLNAME_CAPACITY];
  locale_with_digits(lang, id);
  UErrorCode status = U_ZERO_ERROR;
  kept_numbers = unum_open(UNUM_DECIMAL, NULL, 0, id, NULL, &status);
  assert(U_SUCCESS(status));
  unum_setAttribute(kept_numbers, UNUM_GROUPING_USED, 0);
  memcpy(number_tag, lang->tag, sizeof number_tag);
  return kept_numbers;
}

const char *bb_lang_number(struct bb_arena *arena, const struct bb_lang *lang, int64_t n) {
  UChar text[64];
  UErrorCode status = U_ZERO_ERROR;
  int32_t length = unum_formatInt64(number_format(lang), n, text, 64, NULL, &status);
  assert(U_SUCCESS(status));
  return bb_lang_from_utf16(arena, text, length).p;
}

const char *bb_lang_percent(struct bb_arena *arena, const struct bb_lang *lang, double share) {
  char id[ULOC_FULLNAME_CAPACITY];
  UChar text[64];
  UErrorCode status = U_ZERO_ERROR;
  locale_with_digits(lang, id);
  UNumberFormat *format = unum_open(UNUM_PERCENT, NULL, 0, id, NULL, &status);
  unum_setAttribute(format, UNUM_MAX_FRACTION_DIGITS, 0);
  unum_setAttribute(format, UNUM_ROUNDING_MODE, UNUM_ROUND_DOWN);
  int32_t length = unum_formatDouble(format, share, text, 64, NULL, &status);
  assert(U_SUCCESS(status));
  unum_close(format);
  return bb_lang_from_utf16(arena, text, length).p;
}

/* Midnight UTC of a Gregorian day. */
static UDate instant(struct bb_date date) {
  UErrorCode status = U_ZERO_ERROR;
  UCalendar *calendar = ucal_open(u"UTC", 3, "en", UCAL_GREGORIAN, &status);
  assert(U_SUCCESS(status));
  ucal_clear(calendar);
  ucal_setDate(calendar, date.year, date.month - 1, date.day, &status);
  UDate when = ucal_getMillis(calendar, &status);
  ucal_close(calendar);
  return when;
}

const char *bb_lang_date(struct bb_arena *arena, const struct bb_lang *lang, struct bb_date date) {
  char id[ULOC_FULLNAME_CAPACITY];
  UChar text[256];
  UErrorCode status = U_ZERO_ERROR;
  locale_with_digits(lang, id);
  UDateFormat *format = udat_open(UDAT_NONE, UDAT_LONG, id, u"UTC", 3, NULL, 0, &status);
  assert(U_SUCCESS(status));
  int32_t length = udat_format(format, instant(date), text, 256, NULL, &status);
  assert(U_SUCCESS(status));
  udat_close(format);
  return bb_lang_from_utf16(arena, text, length).p;
}

const char *bb_lang_list(struct bb_arena *arena, const struct bb_lang *lang,
                         const struct bb_span *items, size_t count) {
  assert(count < INT32_MAX);
  const UChar **texts = BB_NEW_ARRAY(arena, count, const UChar *);
  int32_t *lengths = BB_NEW_ARRAY(arena, count, int32_t);
  for (size_t i = 0; i < count; i++) {
    struct bb_utf16 item = bb_lang_to_utf16(arena, items[i]);
    texts[i] = item.p;
    lengths[i] = item.n;
  }
  char id[ULOC_FULLNAME_CAPACITY];
  bb_lang_locale(lang, NULL, NULL, id);
  UErrorCode status = U_ZERO_ERROR;
  UListFormatter *format = ulistfmt_open(id, &status);
  int32_t n = ulistfmt_format(format, texts, lengths, (int32_t)count, NULL, 0, &status);
  if (status == U_BUFFER_OVERFLOW_ERROR) status = U_ZERO_ERROR;
  UChar *joined = BB_NEW_ARRAY(arena, (size_t)n + 1, UChar);
  ulistfmt_format(format, texts, lengths, (int32_t)count, joined, n + 1, &status);
  assert(U_SUCCESS(status));
  ulistfmt_close(format);
  return bb_lang_from_utf16(arena, joined, n).p;
}

static UCollator *collator(const struct bb_lang *lang) {
  if (kept_order && !strcmp(order_tag, lang->tag)) return kept_order;
  if (kept_order) ucol_close(kept_order);
  char id[ULOC_FULLNAME_CAPACITY];
  bb_lang_locale(lang, NULL, NULL, id);
  UErrorCode status = U_ZERO_ERROR;
  kept_order = ucol_open(id, &status);
  assert(U_SUCCESS(status));
  memcpy(order_tag, lang->tag, sizeof order_tag);
  return kept_order;
}

struct bb_span bb_lang_sort_key(struct bb_arena *arena, const struct bb_lang *lang,
                                struct bb_span text) {
  struct bb_utf16 wide = bb_lang_to_utf16(arena, text);
  UCollator *order = collator(lang);
  int32_t size = ucol_getSortKey(order, wide.p, wide.n, NULL, 0);
  uint8_t *key = bb_arena_alloc(arena, (size_t)size);
  ucol_getSortKey(order, wide.p, wide.n, key, size);
  return (struct bb_span){(const char *)key, (size_t)size};
}
