/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The installed fonts.  fontconfig is asked once for all of them; we keep those with outlines
 * HarfBuzz can read, sorted by path, so that nothing depends on the order of folders.
 *
 * A family's bold is found by what a style is called, not by the weight in the file: Noto Serif
 * Myanmar Bold and Noto Nastaliq Urdu Bold claim to be of weight 400.
 *
 * Fonts are opened at first use (mapped, not read); only then does a face get its number.
 * Not here: which of them prints a script (chain.c), what they have (coverage.c).
 */
#include "text/inside.h"

#include <hb-ot.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

enum { NORMAL_WIDTH = 100 };

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
      /* "bold" and "light" come after the longer words they are part of */
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
  fonts->told = FcCharSetCreate();
  return fonts;
}

void bb_fonts_close(struct bb_fonts *fonts) {
  if (!fonts) return;
  for (size_t i = 0; i < fonts->face_count; i++) bb_face_close(fonts->faces[i]);
  free(fonts->faces);
  bb_hyphens_free(fonts->hyphens);
  if (fonts->told) FcCharSetDestroy(fonts->told);
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
  bb_hyphens_identity(hash);
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

/* ---- families ---- */

const char *bb_font_family(const struct bb_font *font) {
  const char *name = string_of(font->pattern, FC_FAMILY, 0);
  return name ? name : "";
}

/* A family may have several names, one per language. */
static bool is_of_family(const struct bb_font *font, const char *family) {
  const char *name;
  for (int i = 0; (name = string_of(font->pattern, FC_FAMILY, i)); i++)
    if (!strcmp(name, family)) return true;
  return false;
}

/* How far a font is from a wanted style; the width counts so that no condensed one is taken. */
static int distance(const struct bb_font *font, bool bold, bool italic) {
  int weight = abs(font->weight - (bold ? FC_WEIGHT_BOLD : FC_WEIGHT_REGULAR));
  int width = abs(number_of(font->pattern, FC_WIDTH, NORMAL_WIDTH) - NORMAL_WIDTH);
  return weight + 4 * width + (font->italic != italic ? 1000 : 0);
}

struct bb_font *bb_fonts_nearest(struct bb_fonts *fonts, const char *family, bool bold,
                                 bool italic) {
  struct bb_font *best = NULL;
  for (size_t i = 0; i < fonts->count; i++) {
    struct bb_font *font = &fonts->fonts[i];
    if (!is_of_family(font, family)) continue;
    if (!best || distance(font, bold, italic) < distance(best, bold, italic)) best = font;
  }
  return best;
}
