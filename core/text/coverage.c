/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What a font has: single characters, and whole classes of digits and punctuation.  Classes keep
 * the figures and dots of a text to one design: a Khmer font with brackets and quotes but without
 * digits gives its brackets and quotes, and all digits come from the Latin font; a Thai font with
 * a hyphen and no other mark gives nothing.
 *
 * Nearly all characters of a text are printed by the first font of a chain.  That answer is kept
 * for each character that was asked about.
 */
#include "text/inside.h"

/* U+0020 stands for all white space: HarfBuzz makes the widths of the others. */
bool bb_font_covers(const struct bb_font *font, uint32_t cp) {
  return font->covers && FcCharSetHasChar(font->covers, bb_lang_is_white_space(cp) ? ' ' : cp);
}

bool bb_font_is_blank(uint32_t cp) {
  return bb_lang_is_white_space(cp) || bb_lang_is_default_ignorable(cp);
}

bool bb_font_covers_all(const struct bb_font *font, const uint32_t *code, size_t count) {
  for (size_t i = 0; i < count; i++)
    if (!bb_font_is_blank(code[i]) && !bb_font_covers(font, code[i])) return false;
  return true;
}

/* Each class, and those of its members that a font must have to be used for any of them.  (Arabic
 * has a comma, a semicolon and a question mark of its own.) */
static const struct {
  const char *members, *needed;
} classes[] = {
    {"0123456789", "0123456789"}, {".,:;!?…", ".:!"}, {"()[]{}", "()"},
    {"“”‘’„‚\"'", "“”‘’"},        {"«»‹›", "«»"},     {"-–—‐‑", "-–—"},
    {"%‰+=<>/*&#", "%+=/"},
};

int bb_font_class(uint32_t cp) {
  for (int i = 0; i < (int)(sizeof classes / sizeof *classes); i++) {
    struct bb_span members = bb_span_of(classes[i].members);
    for (size_t at = 0; at < members.n;)
      if (bb_utf8_decode(members, &at) == cp) return i;
  }
  return -1;
}

static bool has_all(const struct bb_font *font, struct bb_span characters) {
  for (size_t at = 0; at < characters.n;)
    if (!bb_font_covers(font, bb_utf8_decode(characters, &at))) return false;
  return true;
}

bool bb_font_has_class(struct bb_font *font, int character_class) {
  uint32_t bit = 1u << character_class;
  if (!(font->classes_known & bit)) {
    font->classes_known |= bit;
    if (has_all(font, bb_span_of(classes[character_class].needed))) font->classes |= bit;
  }
  return font->covers && (font->classes & bit);
}

enum { UNKNOWN, YES, NO };

static bool is_choice(struct bb_font *font, uint32_t cp) {
  if (bb_font_is_blank(cp)) return true;
  int character_class = bb_font_class(cp);
  return bb_font_covers(font, cp) &&
         (character_class < 0 || bb_font_has_class(font, character_class));
}

/* Where the answer for a character of the chain is kept. */
static uint8_t *kept_choice(struct bb_fonts *fonts, struct bb_font_chain *chain, uint32_t cp) {
  uint8_t **page = &chain->prefers_first[cp >> 8];
  if (!*page) *page = bb_arena_alloc(&fonts->arena, 256);
  return &(*page)[cp & 0xFF];
}

bool bb_chain_prefers_first(struct bb_fonts *fonts, struct bb_font_chain *chain,
                            const uint32_t *code, size_t count) {
  struct bb_font *first = chain->fonts[0];
  for (size_t i = 0; i < count; i++) {
    uint8_t beyond = UNKNOWN,
            *kept = code[i] <= 0xFFFF ? kept_choice(fonts, chain, code[i]) : &beyond;
    if (*kept == UNKNOWN) *kept = is_choice(first, code[i]) ? YES : NO;
    if (*kept == NO) return false;
  }
  return true;
}
