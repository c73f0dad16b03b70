/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "lang/icu.h"

#include <assert.h>
#include <string.h>

struct bb_utf16 bb_lang_to_utf16(struct bb_arena *arena, struct bb_span text) {
  assert(text.n < INT32_MAX);
  struct bb_utf16 to = {BB_NEW_ARRAY(arena, text.n + 1, UChar), 0};
  for (size_t at = 0; at < text.n;) {
    uint32_t cp = bb_utf8_decode(text, &at);
    if (cp == BB_UTF8_BAD) cp = 0xFFFD;
    if (cp >= 0x10000) to.p[to.n++] = U16_LEAD(cp);
    to.p[to.n++] = cp >= 0x10000 ? U16_TRAIL(cp) : (UChar)cp;
  }
  return to;
}

struct bb_span bb_lang_from_utf16(struct bb_arena *arena, const UChar *text, int32_t n) {
  assert(n < INT32_MAX / 3);
  UErrorCode status = U_ZERO_ERROR;
  char *utf8 = bb_arena_alloc(arena, (size_t)n * 3 + 1);
  int32_t size = 0;
  u_strToUTF8WithSub(utf8, n * 3 + 1, &size, text, n, 0xFFFD, NULL, &status);
  return (struct bb_span){utf8, (size_t)size};
}

void bb_lang_locale(const struct bb_lang *lang, const char *keyword, const char *value,
                    char id[ULOC_FULLNAME_CAPACITY]) {
  UErrorCode status = U_ZERO_ERROR;
  const char *tag = strcmp(lang->tag, "en") ? lang->tag : "en-001";
  uloc_forLanguageTag(tag, id, ULOC_FULLNAME_CAPACITY, NULL, &status);
  if (value) uloc_setKeywordValue(keyword, value, id, ULOC_FULLNAME_CAPACITY, &status);
  assert(U_SUCCESS(status));
}

void bb_lang_end_thread(void) {
  bb_breaks_forget();
  bb_formats_forget();
}
