/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Languages as BCP 47 tags.  In comes what a person typed or a file is called ("zh_tw"); out goes
 * the canonical tag with what the typesetter must know of the language: its script, its direction,
 * whether its words are separated by spaces.  ICU resolves the tag; only the last two facts are
 * tables here, because Unicode has no property for them.
 */
#include "lang/icu.h"

#include <assert.h>
#include <stdio.h>
#include <string.h>
#include <unicode/uchar.h>
#include <unicode/uldnames.h>

void bb_lang_start(void) {
  UErrorCode status = U_ZERO_ERROR;
  uloc_setDefault("en_001", &status);
  assert(U_SUCCESS(status));
}

const char *bb_lang_version(void) {
  static char version[2 * U_MAX_VERSION_STRING_LENGTH];
  UVersionInfo icu, unicode;
  char text[U_MAX_VERSION_STRING_LENGTH];
  u_getVersion(icu);
  u_getUnicodeVersion(unicode);
  u_versionToString(icu, text);
  memcpy(version, text, strlen(text) + 1);
  u_versionToString(unicode, text);
  strcat(strcat(version, " "), text);
  return version;
}

static bb_script script_of_code(const char *code) {
  return strlen(code) == 4 ? BB_SCRIPT(code[0], code[1], code[2], code[3]) : BB_SCRIPT_COMMON;
}

void bb_script_name(bb_script script, char code[5]) {
  for (int i = 0; i < 4; i++) code[i] = (char)(script >> (24 - 8 * i));
  code[4] = '\0';
}

/* Scripts whose lines break inside a run of letters where ICU's dictionary finds a word's end. */
static bool breaks_by_dictionary(bb_script script) {
  return script == BB_SCRIPT('T', 'h', 'a', 'i') || script == BB_SCRIPT('L', 'a', 'o', 'o') ||
         script == BB_SCRIPT('K', 'h', 'm', 'r') || script == BB_SCRIPT('M', 'y', 'm', 'r');
}

bool bb_lang_has_spaces(bb_script script) {
  static const bb_script without[] = {
      BB_SCRIPT('H', 'a', 'n', 's'), BB_SCRIPT('H', 'a', 'n', 't'), BB_SCRIPT('H', 'a', 'n', 'i'),
      BB_SCRIPT('J', 'p', 'a', 'n'), BB_SCRIPT('T', 'i', 'b', 't'), BB_SCRIPT('J', 'a', 'v', 'a'),
      BB_SCRIPT('B', 'a', 'l', 'i'), BB_SCRIPT('L', 'a', 'n', 'a'), BB_SCRIPT('T', 'a', 'l', 'u'),
      BB_SCRIPT('T', 'a', 'l', 'e'), BB_SCRIPT('T', 'a', 'v', 't'), BB_SCRIPT('Y', 'i', 'i', 'i'),
      BB_SCRIPT('H', 'i', 'r', 'a'), BB_SCRIPT('K', 'a', 'n', 'a'),
  };
  for (size_t i = 0; i < sizeof without / sizeof *without; i++)
    if (without[i] == script) return false;
  return !breaks_by_dictionary(script);
}

/* A well-formed subtag may name nothing.  CLDR has names for all two-letter codes that mean
 * something, but only for some of the 7,000 three-letter ones (no Tetun Dili, "tdt"), so a
 * three-letter code passes unless ISO 639 left it to private use. */
static bool is_known(const char *id) {
  char language[ULOC_LANG_CAPACITY];
  UChar name[128];
  UErrorCode status = U_ZERO_ERROR;
  int32_t n = uloc_getLanguage(id, language, sizeof language, &status);
  if (n == 3) return strcmp(language, "qaa") < 0 || strcmp(language, "qtz") > 0;
  uloc_getDisplayLanguage(language, "en", name, 128, &status);
  return n == 2 && U_SUCCESS(status) && status != U_USING_DEFAULT_WARNING;
}

static bool to_locale(struct bb_span name, char id[ULOC_FULLNAME_CAPACITY]) {
  char tag[sizeof((struct bb_lang *)0)->tag];
  if (name.n == 0 || name.n >= sizeof tag || memchr(name.p, '\0', name.n)) return false;
  for (size_t i = 0; i < name.n; i++) tag[i] = (char)(name.p[i] == '_' ? '-' : name.p[i]);
  tag[name.n] = '\0';
  UErrorCode status = U_ZERO_ERROR;
  int32_t parsed = 0;
  uloc_forLanguageTag(tag, id, ULOC_FULLNAME_CAPACITY, &parsed, &status);
  return U_SUCCESS(status) && (size_t)parsed == name.n;
}

/* Chinese is written in two scripts, and people name a region where they mean one of them: "zh" and
 * "zh-CN" are zh-Hans, "zh-TW" is zh-Hant, "zh-HK" is zh-Hant-HK.  The script is made part of the
 * name, and a region that says nothing else is left out. */
static void name_chinese_script(char id[ULOC_FULLNAME_CAPACITY]) {
  char language[ULOC_LANG_CAPACITY], script[ULOC_SCRIPT_CAPACITY], region[ULOC_COUNTRY_CAPACITY];
  char full[ULOC_FULLNAME_CAPACITY];
  UErrorCode status = U_ZERO_ERROR;
  uloc_getLanguage(id, language, sizeof language, &status);
  uloc_getScript(id, script, sizeof script, &status);
  uloc_getCountry(id, region, sizeof region, &status);
  if (U_FAILURE(status) || strcmp(language, "zh") != 0 || *script) return;
  if (!strcmp(region, "CN") || !strcmp(region, "TW")) region[0] = '\0';
  uloc_addLikelySubtags(id, full, sizeof full, &status);
  uloc_getScript(full, script, sizeof script, &status);
  if (U_FAILURE(status)) return;
  snprintf(id, ULOC_FULLNAME_CAPACITY, "zh_%s%s%s", script, *region ? "_" : "", region);
}

bool bb_lang_parse(struct bb_span name, struct bb_lang *lang) {
  char id[ULOC_FULLNAME_CAPACITY], full[ULOC_FULLNAME_CAPACITY], code[ULOC_SCRIPT_CAPACITY];
  struct bb_lang out = {0};
  UErrorCode status = U_ZERO_ERROR;
  if (!to_locale(name, id) || !is_known(id)) return false;
  name_chinese_script(id);
  uloc_toLanguageTag(id, out.tag, sizeof out.tag, true, &status);
  uloc_addLikelySubtags(id, full, sizeof full, &status);
  uloc_getScript(full, code, sizeof code, &status);
  if (U_FAILURE(status) || status == U_STRING_NOT_TERMINATED_WARNING) return false;
  out.script = *code ? script_of_code(code) : BB_SCRIPT_LATIN;
  out.rtl = uloc_isRightToLeft(full);
  out.spaced = bb_lang_has_spaces(out.script);
  out.dictionary = breaks_by_dictionary(out.script);
  *lang = out;
  return true;
}

/* ---- names: in English where CLDR has none in the language ---- */

static const struct bb_lang english = {.tag = "en"};

static ULocaleDisplayNames *open_names(const struct bb_lang *in) {
  UDisplayContext contexts[] = {UDISPCTX_DIALECT_NAMES,
                                UDISPCTX_CAPITALIZATION_FOR_UI_LIST_OR_MENU};
  char id[ULOC_FULLNAME_CAPACITY];
  bb_lang_locale(in, NULL, NULL, id);
  UErrorCode status = U_ZERO_ERROR;
  ULocaleDisplayNames *names = uldn_openForContext(id, contexts, 2, &status);
  assert(U_SUCCESS(status));
  return names;
}

/* The name CLDR has for `id` in a language; an empty string when it has none. */
static const char *name_in(struct bb_arena *arena, const char *id, const struct bb_lang *in) {
  ULocaleDisplayNames *names = open_names(in);
  char code[ULOC_LANG_CAPACITY];
  UChar name[256], bare[256];
  UErrorCode status = U_ZERO_ERROR;
  uloc_getLanguage(id, code, sizeof code, &status);
  int32_t n = uldn_localeDisplayName(names, id, name, 256, &status);
  int32_t bare_n = uldn_languageDisplayName(names, code, bare, 256, &status);
  uldn_close(names);
  if (U_FAILURE(status)) return "";
  struct bb_span language = bb_lang_from_utf16(arena, bare, bare_n);
  return bb_span_is_nocase(language, code) ? "" : bb_lang_from_utf16(arena, name, n).p;
}

const char *bb_lang_name(struct bb_arena *arena, const struct bb_lang *lang,
                         const struct bb_lang *in) {
  char id[ULOC_FULLNAME_CAPACITY];
  UErrorCode status = U_ZERO_ERROR;
  uloc_forLanguageTag(lang->tag, id, sizeof id, NULL, &status); /* "en" is not en-001 here */
  assert(U_SUCCESS(status));
  const char *name = name_in(arena, id, in);
  if (!*name) name = name_in(arena, id, &english);
  return *name ? name : lang->tag;
}

static const char *region_in(struct bb_arena *arena, const char *region, const struct bb_lang *in) {
  ULocaleDisplayNames *names = open_names(in);
  UChar name[256];
  UErrorCode status = U_ZERO_ERROR;
  int32_t n = uldn_regionDisplayName(names, region, name, 256, &status);
  uldn_close(names);
  return U_SUCCESS(status) ? bb_lang_from_utf16(arena, name, n).p : region;
}

const char *bb_lang_region_name(struct bb_arena *arena, const char *region,
                                const struct bb_lang *in) {
  const char *name = region_in(arena, region, in);
  return strcmp(name, region) ? name : region_in(arena, region, &english);
}
