/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Which fonts print a script in a style and language.  A *chain* is the answer: the best installed
 * family of preferences.c, then the Latin one (Noto's script fonts carry no Latin letters, some
 * not even digits), then symbols.  When a character is in none of them, fontconfig's own order for
 * the language decides.
 */
#include "text/inside.h"

#include <stdio.h>
#include <string.h>

static bool is_in_chain(const struct bb_font_chain *chain, const struct bb_font *font) {
  for (size_t i = 0; i < chain->count; i++)
    if (chain->fonts[i] == font) return true;
  return false;
}

static void append(struct bb_fonts *fonts, struct bb_font_chain *chain, struct bb_font *font) {
  chain->fonts = bb_arena_grow(&fonts->arena, chain->fonts, chain->count, chain->count + 1,
                               sizeof *chain->fonts, &chain->room);
  chain->fonts[chain->count++] = font;
}

static void prepend(struct bb_fonts *fonts, struct bb_font_chain *chain, struct bb_font *font) {
  append(fonts, chain, font);
  memmove(chain->fonts + 1, chain->fonts, (chain->count - 1) * sizeof *chain->fonts);
  chain->fonts[0] = font;
}

/* The first of some families that is installed; when `exact`, that has the very style. */
static struct bb_font *first_installed(struct bb_fonts *fonts, const struct bb_font_chain *chain,
                                       const char *const *families, size_t count, bool exact) {
  for (size_t i = 0; i < count && families[i]; i++) {
    struct bb_font *font = bb_fonts_nearest(fonts, families[i], chain->bold, chain->italic);
    if (!font) continue;
    if (!exact ||
        ((font->weight >= FC_WEIGHT_DEMIBOLD) == chain->bold && font->italic == chain->italic))
      return font;
  }
  return NULL;
}

/* Adds the best installed font of a row and returns it, or NULL.  One that has the style comes
 * before one of the wanted family: a heading in a bold sans is better than one in a serif without
 * bold. */
static struct bb_font *add_row(struct bb_fonts *fonts, struct bb_font_chain *chain,
                               const struct bb_preference *row, enum bb_family family) {
  const char *const *lists[] = {family == BB_MONO ? row->mono : NULL,
                                family == BB_SERIF ? row->serif : row->sans,
                                family == BB_SERIF ? row->sans : row->serif};
  for (int exact = 1; exact >= 0; exact--)
    for (size_t i = 0; i < sizeof lists / sizeof *lists; i++) {
      if (!lists[i]) continue;
      struct bb_font *font = first_installed(fonts, chain, lists[i], PREFERRED_MAX, exact);
      if (!font) continue;
      if (!is_in_chain(chain, font)) append(fonts, chain, font);
      return font;
    }
  return NULL;
}

static void add_symbols(struct bb_fonts *fonts, struct bb_font_chain *chain) {
  for (size_t i = 0; bb_text_symbols[i]; i++) {
    struct bb_font *font = bb_fonts_nearest(fonts, bb_text_symbols[i], chain->bold, false);
    if (font && !is_in_chain(chain, font)) append(fonts, chain, font);
  }
}

/* Latin within Chinese, Japanese or Korean is taken from their own fonts, whose Latin was drawn to
 * match; but italics and code only Latin fonts have. */
static const struct bb_preference *row_before_latin(const struct bb_font_chain *chain) {
  const struct bb_lang *lang = &chain->lang;
  bool plain = !chain->style.italic && chain->style.family != BB_MONO;
  bool cjk =
      lang->script == BB_SCRIPT('K', 'o', 'r', 'e') || bb_lang_script_has(0x4E00, lang->script);
  return plain && cjk && chain->script == BB_SCRIPT_LATIN ? bb_text_preference(lang->script, lang)
                                                          : NULL;
}

/* `cp` is a letter of the chain's script, or 0 for a script without letters. */
static bool prints(const struct bb_font_chain *chain, uint32_t cp) {
  for (size_t i = 0; i < chain->count; i++)
    if (bb_font_covers(chain->fonts[i], cp)) return true;
  return cp == 0;
}

/* What the style's italics mean in the script. */
static enum bb_family set_emphasis(struct bb_font_chain *chain, const struct bb_preference *row) {
  enum bb_emphasis emphasis = row ? row->emphasis : BB_EMPHASIS_BOLD;
  bool emphasized = chain->style.italic && chain->style.family != BB_MONO; /* code is upright */
  chain->italic = emphasized && emphasis == BB_EMPHASIS_ITALIC;
  chain->bold = chain->style.bold || (emphasized && emphasis != BB_EMPHASIS_ITALIC);
  return emphasized && emphasis == BB_EMPHASIS_BOLD_SANS ? BB_SANS : chain->style.family;
}

static void fill_chain(struct bb_fonts *fonts, struct bb_font_chain *chain) {
  const struct bb_preference *row = bb_text_preference(chain->script, &chain->lang),
                             *before = row_before_latin(chain);
  enum bb_family family = set_emphasis(chain, row);
  uint32_t letter = bb_lang_script_letter(chain->script);
  if (before) add_row(fonts, chain, before, family);
  if (row) add_row(fonts, chain, row, family);
  struct bb_font *found = prints(chain, letter) ? NULL : bb_fonts_search(fonts, chain, &letter, 1);
  if (found) prepend(fonts, chain, found);
  chain->latin = add_row(fonts, chain, bb_text_preference(BB_SCRIPT_LATIN, &chain->lang), family);
  add_symbols(fonts, chain);
  if (chain->count == 0) append(fonts, chain, bb_fonts_last_resort(fonts));
}

struct bb_font_chain *bb_fonts_chain(struct bb_fonts *fonts, struct bb_font_style style,
                                     const struct bb_lang *lang, bb_script script) {
  for (struct bb_font_chain *chain = fonts->chains; chain; chain = chain->next)
    if (chain->script == script && chain->style.family == style.family &&
        chain->style.bold == style.bold && chain->style.italic == style.italic &&
        !strcmp(chain->lang.tag, lang->tag))
      return chain;
  struct bb_font_chain *chain = BB_NEW(&fonts->arena, struct bb_font_chain);
  chain->style = style;
  chain->script = script;
  chain->lang = *lang;
  chain->next = fonts->chains;
  fonts->chains = chain;
  fill_chain(fonts, chain);
  return chain;
}

/* ---- the rest of the installed fonts ---- */

/* fontconfig tells the two ways to write Chinese apart by country. */
static const char *fontconfig_language(const struct bb_lang *lang, char language[8]) {
  struct bb_span rest = bb_span_of(lang->tag), first = bb_span_next(&rest, '-');
  if (bb_span_is(first, "zh"))
    return lang->script == BB_SCRIPT('H', 'a', 'n', 't') ? "zh-tw" : "zh-cn";
  snprintf(language, 8, "%.*s", BB_SPAN_ARG(first));
  return language;
}

static struct bb_font *font_of_pattern(struct bb_fonts *fonts, const FcPattern *pattern) {
  for (size_t i = 0; i < fonts->count; i++)
    if (fonts->fonts[i].pattern == pattern) return &fonts->fonts[i];
  return NULL;
}

/* Lists all fonts in the order fontconfig has for the chain's family and language. */
static void list_others(struct bb_fonts *fonts, struct bb_font_chain *chain) {
  static const char *const generic[] = {
      [BB_SERIF] = "serif", [BB_SANS] = "sans-serif", [BB_MONO] = "monospace"};
  char room[8];
  const char *language = fontconfig_language(&chain->lang, room);
  FcPattern *pattern = FcPatternCreate();
  FcPatternAddString(pattern, FC_FAMILY, (const FcChar8 *)generic[chain->style.family]);
  FcPatternAddString(pattern, FC_LANG, (const FcChar8 *)language);
  FcConfigSubstitute(fonts->installed->config, pattern, FcMatchPattern);
  FcDefaultSubstitute(pattern);
  FcResult result;
  FcFontSet *sorted = FcFontSort(fonts->installed->config, pattern, FcFalse, NULL, &result);
  FcPatternDestroy(pattern);
  chain->others = BB_NEW_ARRAY(&fonts->arena, fonts->count, struct bb_font *);
  for (int i = 0; sorted && i < sorted->nfont; i++) {
    struct bb_font *font = font_of_pattern(fonts, sorted->fonts[i]);
    if (font && chain->other_count < fonts->count) chain->others[chain->other_count++] = font;
  }
  if (sorted) FcFontSetDestroy(sorted);
}

/* Searching all fonts is slow, so what was found, or not, is remembered by its hash, in a table
 * whose older entries make room for newer ones.  A collision would cost a character its right
 * picture; with 64 bits that happens to nobody by chance. */
enum { FOUND_SLOTS = 4096 };

struct bb_found_slot {
  uint64_t hash; /* of the characters; 0: free */
  struct bb_font *font;
};

static struct bb_font *search(struct bb_fonts *fonts, struct bb_font_chain *chain,
                              const uint32_t *code, size_t count) {
  for (size_t i = 0; i < chain->other_count; i++) {
    struct bb_font *font = chain->others[i];
    if (!bb_font_covers_all(font, code, count)) continue;
    struct bb_font *styled =
        bb_fonts_nearest(fonts, bb_font_family(font), chain->bold, chain->italic);
    if (styled && bb_font_covers_all(styled, code, count)) font = styled;
    if (!is_in_chain(chain, font) && bb_fonts_face(fonts, font)) return font;
  }
  return NULL;
}

struct bb_font *bb_fonts_search(struct bb_fonts *fonts, struct bb_font_chain *chain,
                                const uint32_t *code, size_t count) {
  if (!chain->others) {
    list_others(fonts, chain);
    chain->found = BB_NEW_ARRAY(&fonts->arena, FOUND_SLOTS, struct bb_found_slot);
  }
  uint64_t hash = bb_fnv(BB_FNV_START, code, count * sizeof *code);
  struct bb_found_slot *slot = &chain->found[hash % FOUND_SLOTS];
  if (slot->hash != hash) *slot = (struct bb_found_slot){hash, search(fonts, chain, code, count)};
  return slot->font;
}

const struct bb_face *bb_fonts_find(struct bb_fonts *fonts, struct bb_font_style style,
                                    const struct bb_lang *lang, bb_script script) {
  struct bb_font_chain *chain = bb_fonts_chain(fonts, style, lang, script);
  uint32_t letter = bb_lang_script_letter(script);
  for (size_t i = 0; i < chain->count; i++) {
    if (letter && !bb_font_covers(chain->fonts[i], letter)) continue;
    const struct bb_face *face = bb_fonts_face(fonts, chain->fonts[i]);
    if (face) return face;
  }
  return NULL;
}
