/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Inside lang/ only: text to and from the UTF-16 that most of ICU's C functions take, and ICU's
 * name of a language.
 */
#ifndef BB_LANG_ICU_H
#define BB_LANG_ICU_H

#include "lang/lang.h"

#include <unicode/uloc.h>
#include <unicode/ustring.h>

struct bb_utf16 {
  UChar *p;
  int32_t n;
};

/* Malformed bytes become U+FFFD, one each. */
struct bb_utf16 bb_lang_to_utf16(struct bb_arena *arena, struct bb_span text);
struct bb_span bb_lang_from_utf16(struct bb_arena *arena, const UChar *text, int32_t n);

/* "zh_Hant_TW"; "en" alone means the English of the world (en_001), whose dates and lists read "22
 * November 2026" and "a, b and c", not that of the United States.  With `keyword` ("numbers") set
 * to `value` unless that is NULL.
 */
void bb_lang_locale(const struct bb_lang *lang, const char *keyword, const char *value,
                    char id[ULOC_FULLNAME_CAPACITY]);

/* Free what this thread has kept: break iterators, formatters and collators. */
void bb_breaks_forget(void);
void bb_formats_forget(void);

/* False for scripts in which spaces, where there are any, end phrases and not words (tag.c). */
bool bb_lang_has_spaces(bb_script script);

#endif
