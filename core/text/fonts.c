/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The installed fonts and which of them prints what.
 *
 * fontconfig is asked once for all fonts; we keep those with outlines HarfBuzz can read, sorted by
 * path, so that the choice does not depend on the order of folders.  A *chain* answers for one
 * style, language and script: the best installed family of preferences.c, then the Latin one
 * (Noto's script fonts carry no Latin letters, some not even digits), then symbols.  When a
 * character is in none of them, fontconfig's own order for the language decides, and the font
 * found joins the chain, so that the next such character comes from the same one.
 *
 * A family's bold is found by what a style is called, not by the weight in the file: Noto Serif
 * Myanmar Bold and Noto Nastaliq Urdu Bold claim to be of weight 400.
 *
 * Fonts are opened at first use (mapped, not read); only then does a face get its number.
 */
#include "text/inside.h"

#include <hb-ot.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

enum { SCRIPTS_MAX = 256, FAILED_SLOTS = 4096, NAMES_SHOWN = 4, NORMAL_WIDTH = 100 };

struct bb_fonts {
  struct bb_arena arena; /* fonts, chains */
  FcConfig *config;
  struct bb_font *fonts;
  size_t count;
  struct bb_font_chain *chains;
  struct bb_face **faces;
  size_t face_count, face_room;
  hb_buffer_t *buffer;
  uint64_t failed[FAILED_SLOTS]; /* hashes of what was searched for in vain, see is_known_to_fail */
  FcCharSet *reported;           /* characters already named to the user */
  bb_script reported_scripts[SCRIPTS_MAX];
  size_t reported_script_count;
};

/* ---- the list of fonts ---- */

static const char *string_of(const FcPattern *pattern, const char *object, int n) {
  FcChar8 *value;
  if (FcPatternGetString(pattern, object, n, &value) != FcResultMatch) return NULL;
  return (const char *)value;
}

static bool flag_of(const FcPattern *pattern, const char *object) {
  FcBool value;
  return FcPatternGetBool(pattern, object, 0, &value) == FcResultMatch && value == FcTrue;
}

static int number_of(const FcPattern *pattern, const char *object, int otherwise) {
  int value;
  return FcPatternGetInteger(pattern, object, 0, &value) == FcResultMatch ? value : otherwise;
}

/* TrueType or OpenType outlines: no bitmaps, no colour, no Type 1.  (A WOFF file passes for a font
 * here, and fails to open.) */
static bool is_usable(const FcPattern *pattern) {
  const char *format = string_of(pattern, FC_FONTFORMAT, 0);
  FcCharSet *covers;
  return flag_of(pattern, FC_OUTLINE) && !flag_of(pattern, FC_COLOR) && format &&
         (!strcmp(format, "TrueType") || !strcmp(format, "CFF")) &&
         string_of(pattern, FC_FILE, 0) &&
         FcPatternGetCharSet(pattern, FC_CHARSET, 0, &covers) == FcResultMatch;
}

/* The weight a style's name tells ("SemiBold Italic"), or -1. */
static int weight_in(const char *style) {
  static const struct {
    const char *word;
    int weight;
  } words[] = {
      /* longer words first: each holds the one after it */
      {"extrabold", FC_WEIGHT_EXTRABOLD},   {"ultrabold", FC_WEIGHT_EXTRABOLD},
      {"semibold", FC_WEIGHT_DEMIBOLD},     {"demibold", FC_WEIGHT_DEMIBOLD},
      {"extralight", FC_WEIGHT_EXTRALIGHT}, {"demilight", FC_WEIGHT_DEMILIGHT},
      {"semilight", FC_WEIGHT_DEMILIGHT},   {"bold", FC_WEIGHT_BOLD},
      {"light", FC_WEIGHT_LIGHT},           {"thin", FC_WEIGHT_THIN},
      {"medium", FC_WEIGHT_MEDIUM},         {"black", FC_WEIGHT_BLACK},
      {"heavy", FC_WEIGHT_BLACK},           {"regular", FC_WEIGHT_REGULAR},
      {"book", FC_WEIGHT_REGULAR},          {"roman", FC_WEIGHT_REGULAR},
  };
  char plain[64];
  size_t n = 0;
  for (; *style && n + 1 < sizeof plain; style++)
    if (*style != ' ' && *style != '-')
      plain[n++] = (char)(*style >= 'A' && *style <= 'Z' ? *style + 32 : *style);
  plain[n] = '\0';
  for (size_t i = 0; i < sizeof words / sizeof *words; i++)
    if (strstr(plain, words[i].word)) return words[i].weight;
  return -1;
}

static int weight_of(const FcPattern *pattern) {
  const char *style;
  for (int i = 0; (style = string_of(pattern, FC_STYLE, i)); i++) {
    int weight = weight_in(style);
    if (weight >= 0) return weight;
  }
  return number_of(pattern, FC_WEIGHT, FC_WEIGHT_REGULAR);
}

/* A variable font (the pattern that stands for all its instances) as one of its weights. */
static void add_weight_of_variable(struct bb_fonts *fonts, const struct bb_font *font, int weight) {
  FcRange *range;
  double low, high;
  if (FcPatternGetRange(font->pattern, FC_WEIGHT, 0, &range) != FcResultMatch) return;
  if (!FcRangeGetDouble(range, &low, &high) || low > weight || high < weight) return;
  struct bb_font *copy = &fonts->fonts[fonts->count++];
  *copy = *font;
  copy->weight = weight;
  copy->wght = (float)FcWeightToOpenTypeDouble(weight);
}

static void add_font(struct bb_fonts *fonts, FcPattern *pattern) {
  struct bb_font font = {.pattern = pattern,
                         .file = string_of(pattern, FC_FILE, 0),
                         .index = number_of(pattern, FC_INDEX, 0),
                         .weight = weight_of(pattern),
                         .italic = number_of(pattern, FC_SLANT, 0) != FC_SLANT_ROMAN};
  FcPatternGetCharSet(pattern, FC_CHARSET, 0, &font.covers);
  if (flag_of(pattern, FC_VARIABLE)) {
    add_weight_of_variable(fonts, &font, FC_WEIGHT_REGULAR);
    add_weight_of_variable(fonts, &font, FC_WEIGHT_BOLD);
  } else {
    fonts->fonts[fonts->count++] = font;
  }
}

static int by_file(const void *a, const void *b) {
  const struct bb_font *x = a, *y = b;
  int order = strcmp(x->file, y->file);
  if (!order) order = (x->index > y->index) - (x->index < y->index);
  return order ? order : (x->weight > y->weight) - (x->weight < y->weight);
}

static void list_fonts(struct bb_fonts *fonts) {
  const FcFontSet *set = FcConfigGetFonts(fonts->config, FcSetSystem);
  if (!set || set->nfont <= 0) return;
  fonts->fonts = BB_NEW_ARRAY(&fonts->arena, (size_t)set->nfont * 2, struct bb_font);
  for (int i = 0; i < set->nfont; i++)
    if (is_usable(set->fonts[i])) add_font(fonts, set->fonts[i]);
  qsort(fonts->fonts, fonts->count, sizeof *fonts->fonts, by_file);
}

/* True when at least one font can be opened, so that bb_fonts_last_resort has one to offer. */
static bool opens_one(const struct bb_fonts *fonts) {
  for (size_t i = 0; i < fonts->count; i++) {
    struct bb_face *face = bb_face_open(&fonts->fonts[i], 0);
    if (!face) continue;
    bb_face_close(face);
    return true;
  }
  return false;
}

struct bb_fonts *bb_fonts_open(struct bb_diags *diags) {
  struct bb_fonts *fonts = bb_alloc(sizeof *fonts);
  fonts->config = FcInitLoadConfigAndFonts();
  if (fonts->config) list_fonts(fonts);
  if (!opens_one(fonts)) {
    bb_diag_add(diags, BB_D_FONT_NONE, (struct bb_place){0}, "%s", "");
    bb_fonts_close(fonts);
    return NULL;
  }
  fonts->buffer = hb_buffer_create();
  fonts->reported = FcCharSetCreate();
  return fonts;
}

void bb_fonts_close(struct bb_fonts *fonts) {
  if (!fonts) return;
  for (size_t i = 0; i < fonts->face_count; i++) bb_face_close(fonts->faces[i]);
  free(fonts->faces);
  if (fonts->reported) FcCharSetDestroy(fonts->reported);
  if (fonts->buffer) hb_buffer_destroy(fonts->buffer);
  if (fonts->config) FcConfigDestroy(fonts->config);
  bb_arena_free(&fonts->arena);
  free(fonts);
}

void bb_fonts_identity(struct bb_fonts *fonts, struct bb_hash *hash) {
  bb_hash_span(hash, bb_span_of(hb_version_string()));
  bb_hash_span(hash, bb_span_of(bb_lang_version()));
  for (size_t i = 0; i < fonts->count; i++) {
    struct stat info = {0};
    bool same = i > 0 && !strcmp(fonts->fonts[i].file, fonts->fonts[i - 1].file);
    if (same || stat(fonts->fonts[i].file, &info) != 0) continue;
    int64_t size = info.st_size;
    bb_hash_span(hash, bb_span_of(fonts->fonts[i].file));
    bb_hash_span(hash, (struct bb_span){(const char *)&size, sizeof size});
  }
}

hb_buffer_t *bb_fonts_buffer(struct bb_fonts *fonts) {
  return fonts->buffer;
}

const struct bb_face *bb_fonts_face(struct bb_fonts *fonts, struct bb_font *font) {
  if (font->face || !font->covers) return font->face;
  font->face = bb_face_open(font, (unsigned)fonts->face_count);
  if (!font->face) {
    font->covers = NULL;
    return NULL;
  }
  if (fonts->face_count == fonts->face_room) {
    fonts->face_room = fonts->face_room ? fonts->face_room * 2 : 16;
    fonts->faces = bb_realloc(fonts->faces, fonts->face_room * sizeof(struct bb_face *));
  }
  return fonts->faces[fonts->face_count++] = font->face;
}

struct bb_font *bb_fonts_last_resort(struct bb_fonts *fonts) {
  size_t i = 0;
  while (i + 1 < fonts->count && !bb_fonts_face(fonts, &fonts->fonts[i])) i++;
  return &fonts->fonts[i];
}

/* ---- what a font has ---- */

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

/* Each class, and those of its members that a font must have to be used for any of them.  Arabic
 * has stops of its own beside these three; Khmer fonts have brackets and quotes but no digits. */
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

/* ---- chains ---- */

static bool is_of_family(const struct bb_font *font, const char *family) {
  const char *name;
  for (int i = 0; (name = string_of(font->pattern, FC_FAMILY, i)); i++)
    if (!strcmp(name, family)) return true;
  return false;
}

static bool is_bold(const struct bb_font *font) {
  return font->weight >= FC_WEIGHT_DEMIBOLD;
}

/* How far a font is from a wanted style; the width counts so that no condensed one is taken. */
static int distance(const struct bb_font *font, bool bold, bool italic) {
  int weight = abs(font->weight - (bold ? FC_WEIGHT_BOLD : FC_WEIGHT_REGULAR));
  int width = abs(number_of(font->pattern, FC_WIDTH, NORMAL_WIDTH) - NORMAL_WIDTH);
  return weight + 4 * width + (font->italic != italic ? 1000 : 0);
}

static struct bb_font *nearest_in_family(struct bb_fonts *fonts, const char *family, bool bold,
                                         bool italic) {
  struct bb_font *best = NULL;
  for (size_t i = 0; i < fonts->count; i++) {
    struct bb_font *font = &fonts->fonts[i];
    if (!is_of_family(font, family)) continue;
    if (!best || distance(font, bold, italic) < distance(best, bold, italic)) best = font;
  }
  return best;
}

static bool is_in_chain(const struct bb_font_chain *chain, const struct bb_font *font) {
  for (size_t i = 0; i < chain->count; i++)
    if (chain->fonts[i] == font) return true;
  return false;
}

static void insert(struct bb_fonts *fonts, struct bb_font_chain *chain, size_t at,
                   struct bb_font *font) {
  chain->fonts = bb_arena_grow(&fonts->arena, chain->fonts, chain->count, chain->count + 1,
                               sizeof *chain->fonts, &chain->room);
  memmove(chain->fonts + at + 1, chain->fonts + at, (chain->count - at) * sizeof *chain->fonts);
  chain->fonts[at] = font;
  chain->count++;
}

/* The first of some families that is installed; when `exact`, that has the very style. */
static struct bb_font *first_installed(struct bb_fonts *fonts, const struct bb_font_chain *chain,
                                       const char *const *families, size_t count, bool exact) {
  for (size_t i = 0; i < count && families[i]; i++) {
    struct bb_font *font = nearest_in_family(fonts, families[i], chain->bold, chain->italic);
    if (!font) continue;
    if (!exact || (is_bold(font) == chain->bold && font->italic == chain->italic)) return font;
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
      if (!is_in_chain(chain, font)) insert(fonts, chain, chain->count, font);
      return font;
    }
  return NULL;
}

static void add_symbols(struct bb_fonts *fonts, struct bb_font_chain *chain) {
  for (size_t i = 0; bb_text_symbols[i]; i++) {
    struct bb_font *font = nearest_in_family(fonts, bb_text_symbols[i], chain->bold, false);
    if (font && !is_in_chain(chain, font)) insert(fonts, chain, chain->count, font);
  }
}

/* Latin within Chinese, Japanese or Korean is taken from their own fonts, whose Latin was drawn to
 * match; but italics and code only Latin fonts have. */
static const struct bb_preference *row_before_latin(const struct bb_font_chain *chain,
                                                    const struct bb_lang *lang) {
  bool plain = !chain->style.italic && chain->style.family != BB_MONO;
  bool cjk =
      lang->script == BB_SCRIPT('K', 'o', 'r', 'e') || bb_lang_script_has(0x4E00, lang->script);
  return plain && cjk && chain->script == BB_SCRIPT_LATIN ? bb_text_preference(lang->script, lang)
                                                          : NULL;
}

static void fill_chain(struct bb_fonts *fonts, struct bb_font_chain *chain,
                       const struct bb_lang *lang) {
  const struct bb_preference *row = bb_text_preference(chain->script, lang),
                             *before = row_before_latin(chain, lang);
  enum bb_family family = chain->style.family;
  enum bb_emphasis emphasis = row ? row->emphasis : BB_EMPHASIS_BOLD;
  bool emphasized = chain->style.italic && family != BB_MONO; /* code is set upright */
  chain->italic = emphasized && emphasis == BB_EMPHASIS_ITALIC;
  chain->bold = chain->style.bold || (emphasized && emphasis != BB_EMPHASIS_ITALIC);
  if (emphasized && emphasis == BB_EMPHASIS_BOLD_SANS) family = BB_SANS;
  if (before) add_row(fonts, chain, before, family);
  if (row) add_row(fonts, chain, row, family);
  uint32_t letter = bb_lang_script_letter(chain->script);
  bool printed = letter == 0;
  for (size_t i = 0; i < chain->count; i++) printed |= bb_font_covers(chain->fonts[i], letter);
  struct bb_font *found = printed ? NULL : bb_fonts_search(fonts, chain, &letter, 1);
  if (found) { /* it prints the script, so it goes before Latin */
    chain->count--;
    insert(fonts, chain, 0, found);
  }
  chain->latin = add_row(fonts, chain, bb_text_preference(BB_SCRIPT_LATIN, lang), family);
  add_symbols(fonts, chain);
  if (chain->count == 0) insert(fonts, chain, 0, bb_fonts_last_resort(fonts));
}

struct bb_font_chain *bb_fonts_chain(struct bb_fonts *fonts, struct bb_font_style style,
                                     const struct bb_lang *lang, bb_script script) {
  for (struct bb_font_chain *chain = fonts->chains; chain; chain = chain->next)
    if (chain->script == script && chain->style.family == style.family &&
        chain->style.bold == style.bold && chain->style.italic == style.italic &&
        !strcmp(chain->tag, lang->tag))
      return chain;
  struct bb_font_chain *chain = BB_NEW(&fonts->arena, struct bb_font_chain);
  chain->style = style;
  chain->script = script;
  memcpy(chain->tag, lang->tag, sizeof chain->tag);
  chain->next = fonts->chains;
  fonts->chains = chain;
  fill_chain(fonts, chain, lang);
  return chain;
}

/* ---- the rest of the installed fonts ---- */

/* fontconfig tells the two ways to write Chinese apart by country. */
static void fontconfig_language(const char *tag, char language[8]) {
  struct bb_span rest = bb_span_of(tag), first = bb_span_next(&rest, '-');
  bool hant = bb_span_find(bb_span_of(tag), 0, "Hant") < strlen(tag) ||
              bb_span_ends(bb_span_of(tag), "TW") || bb_span_ends(bb_span_of(tag), "HK");
  if (bb_span_is(first, "zh"))
    memcpy(language, hant ? "zh-tw" : "zh-cn", 6);
  else
    memcpy(language, tag, first.n < 7 ? first.n : 7);
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
  char language[8] = "";
  fontconfig_language(chain->tag, language);
  FcPattern *pattern = FcPatternCreate();
  FcPatternAddString(pattern, FC_FAMILY, (const FcChar8 *)generic[chain->style.family]);
  FcPatternAddString(pattern, FC_LANG, (const FcChar8 *)language);
  FcConfigSubstitute(fonts->config, pattern, FcMatchPattern);
  FcDefaultSubstitute(pattern);
  FcResult result;
  FcFontSet *sorted = FcFontSort(fonts->config, pattern, FcFalse, NULL, &result);
  FcPatternDestroy(pattern);
  chain->others = BB_NEW_ARRAY(&fonts->arena, fonts->count, struct bb_font *);
  for (int i = 0; sorted && i < sorted->nfont; i++) {
    struct bb_font *font = font_of_pattern(fonts, sorted->fonts[i]);
    if (font && chain->other_count < fonts->count) chain->others[chain->other_count++] = font;
  }
  if (sorted) FcFontSetDestroy(sorted);
}

/* Searching all fonts is slow, and a lesson in a script without a font would do it for every
 * letter, so what failed is remembered by its hash.  A collision would cost a character that has a
 * font its picture; with 64 bits that happens to nobody by chance. */
static bool is_known_to_fail(const struct bb_fonts *fonts, uint64_t hash) {
  return fonts->failed[hash % FAILED_SLOTS] == hash;
}

struct bb_font *bb_fonts_search(struct bb_fonts *fonts, struct bb_font_chain *chain,
                                const uint32_t *code, size_t count) {
  uint64_t hash = bb_fnv(BB_FNV_START, code, count * sizeof *code);
  if (is_known_to_fail(fonts, hash)) return NULL;
  if (!chain->others) list_others(fonts, chain);
  for (size_t i = 0; i < chain->other_count; i++) {
    struct bb_font *font = chain->others[i];
    if (!bb_font_covers_all(font, code, count)) continue;
    const char *family = string_of(font->pattern, FC_FAMILY, 0);
    struct bb_font *styled =
        family ? nearest_in_family(fonts, family, chain->bold, chain->italic) : NULL;
    if (styled && bb_font_covers_all(styled, code, count)) font = styled;
    if (is_in_chain(chain, font) || !bb_fonts_face(fonts, font)) continue;
    insert(fonts, chain, chain->count, font);
    return font;
  }
  fonts->failed[hash % FAILED_SLOTS] = hash;
  return NULL;
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

/* ---- what no font has ---- */

/* True the first time a script is met. */
static bool is_new_script(struct bb_fonts *fonts, bb_script script) {
  for (size_t i = 0; i < fonts->reported_script_count; i++)
    if (fonts->reported_scripts[i] == script) return false;
  if (fonts->reported_script_count == SCRIPTS_MAX) return false;
  fonts->reported_scripts[fonts->reported_script_count++] = script;
  return true;
}

/* True when some installed font has letters of the script. */
static bool is_printed(struct bb_fonts *fonts, const struct bb_lang *lang, bb_script script) {
  struct bb_font_chain *chain =
      bb_fonts_chain(fonts, (struct bb_font_style){BB_SERIF, false, false}, lang, script);
  uint32_t letter = bb_lang_script_letter(script);
  for (size_t i = 0; i < chain->count; i++)
    if (bb_font_covers(chain->fonts[i], letter)) return true;
  return letter == 0;
}

static bool is_among(const uint32_t *list, size_t count, uint32_t cp) {
  for (size_t i = 0; i < count; i++)
    if (list[i] == cp) return true;
  return false;
}

/* The first few of the missing characters that are of the script: "U+1780 KHMER LETTER KA, …". */
static void name_characters(struct bb_arena *arena, const uint32_t *missing, size_t count,
                            bb_script script, struct bb_buf *out) {
  uint32_t named[NAMES_SHOWN];
  size_t n = 0;
  for (size_t i = 0; i < count; i++) {
    if (bb_lang_script(missing[i]) != script || is_among(named, n, missing[i])) continue;
    if (n == NAMES_SHOWN) {
      bb_buf_string(out, " …");
      return;
    }
    bb_buf_printf(out, "%sU+%04X %s", n ? ", " : "", missing[i],
                  bb_lang_character_name(arena, missing[i]));
    named[n++] = missing[i];
  }
}

/* Debian's package with the script, or NULL: the preferences name one for common scripts, and
 * fonts-noto-core has most of the others, unless it is there already. */
static const char *package_of(struct bb_fonts *fonts, bb_script script,
                              const struct bb_lang *lang) {
  const struct bb_preference *row = bb_text_preference(script, lang);
  if (row) return row->package;
  return nearest_in_family(fonts, "Noto Sans Symbols2", false, false) ? NULL : "fonts-noto-core";
}

static void report_script(struct bb_fonts *fonts, const uint32_t *missing, size_t count,
                          bb_script script, const struct bb_lang *lang, struct bb_place place,
                          struct bb_diags *diags) {
  const char *package = package_of(fonts, script, lang);
  struct bb_arena scratch = {0};
  struct bb_buf names = {0};
  char code[5];
  bb_script_name(script, code);
  name_characters(&scratch, missing, count, script, &names);
  bb_diag_add(diags, BB_D_FONT_SCRIPT, place, "%s (%s)%s%s", code, names.p,
              package ? ", which the package has: " : "", package ? package : "");
  bb_buf_free(&names);
  bb_arena_free(&scratch);
}

void bb_fonts_report(struct bb_fonts *fonts, const uint32_t *missing, size_t count,
                     const struct bb_lang *lang, struct bb_place place, struct bb_diags *diags) {
  struct bb_arena scratch = {0};
  for (size_t i = 0; i < count; i++) {
    if (FcCharSetHasChar(fonts->reported, missing[i])) continue;
    FcCharSetAddChar(fonts->reported, missing[i]);
    bb_script script = bb_lang_script(missing[i]);
    if (is_printed(fonts, lang, script))
      bb_diag_add(diags, BB_D_FONT_CHARACTER, place, "U+%04X %s", missing[i],
                  bb_lang_character_name(&scratch, missing[i]));
    else if (is_new_script(fonts, script))
      report_script(fonts, missing + i, count - i, script, lang, place, diags);
  }
  bb_arena_free(&scratch);
}
