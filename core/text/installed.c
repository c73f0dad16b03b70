/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What is installed: fonts, and the faces opened of them.  fontconfig is asked once for all fonts;
 * we keep those with outlines HarfBuzz can read, sorted by path, so that nothing depends on the
 * order of folders.
 *
 * A family's bold is found by what a style is called, not by the weight in the file: Noto Serif
 * Myanmar Bold and Noto Nastaliq Urdu Bold claim to be of weight 400.
 *
 * Threads share it.  The list does not change once it is made; what is opened later is added under
 * the lock, and never changes either (HarfBuzz promises that immutable fonts may be used by several
 * threads at once).
 */
#include "text/inside.h"

#include <stdlib.h>
#include <string.h>

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
static void add_weight_of_variable(struct bb_installed *installed, const struct bb_font *font,
                                   int weight) {
  FcRange *range;
  double low, high;
  if (FcPatternGetRange(font->pattern, FC_WEIGHT, 0, &range) != FcResultMatch) return;
  if (!FcRangeGetDouble(range, &low, &high) || low > weight || high < weight) return;
  struct bb_font *copy = &installed->fonts[installed->count++];
  *copy = *font;
  copy->weight = weight;
  copy->wght = (float)FcWeightToOpenTypeDouble(weight);
}

static void add_font(struct bb_installed *installed, FcPattern *pattern) {
  struct bb_font font = {.pattern = pattern,
                         .file = string_of(pattern, FC_FILE, 0),
                         .index = number_of(pattern, FC_INDEX, 0),
                         .weight = weight_of(pattern),
                         .width = number_of(pattern, FC_WIDTH, FC_WIDTH_NORMAL),
                         .italic = number_of(pattern, FC_SLANT, 0) != FC_SLANT_ROMAN};
  FcPatternGetCharSet(pattern, FC_CHARSET, 0, &font.covers);
  if (flag_of(pattern, FC_VARIABLE)) {
    add_weight_of_variable(installed, &font, FC_WEIGHT_REGULAR);
    add_weight_of_variable(installed, &font, FC_WEIGHT_BOLD);
  } else {
    installed->fonts[installed->count++] = font;
  }
}

static int by_file(const void *a, const void *b) {
  const struct bb_font *x = a, *y = b;
  int order = strcmp(x->file, y->file);
  if (!order) order = (x->index > y->index) - (x->index < y->index);
  return order ? order : (x->weight > y->weight) - (x->weight < y->weight);
}

static void list_fonts(struct bb_installed *installed) {
  const FcFontSet *set = FcConfigGetFonts(installed->config, FcSetSystem);
  if (!set || set->nfont <= 0) return;
  installed->fonts = BB_NEW_ARRAY(&installed->arena, (size_t)set->nfont * 2, struct bb_font);
  for (int i = 0; i < set->nfont; i++)
    if (is_usable(set->fonts[i])) add_font(installed, set->fonts[i]);
  qsort(installed->fonts, installed->count, sizeof *installed->fonts, by_file);
}

/* ---- open and close ---- */

struct bb_installed *bb_installed_open(void) {
  struct bb_installed *installed = bb_alloc(sizeof *installed);
  pthread_mutex_init(&installed->lock, NULL);
  pthread_mutex_init(&installed->dictionary_lock, NULL);
  installed->users = 1;
  installed->config = FcInitLoadConfigAndFonts();
  if (installed->config) list_fonts(installed);
  installed->faces = BB_NEW_ARRAY(&installed->arena, installed->count, struct bb_opened_face);
  return installed;
}

void bb_installed_share(struct bb_installed *installed) {
  pthread_mutex_lock(&installed->lock);
  installed->users++;
  pthread_mutex_unlock(&installed->lock);
}

static void free_all(struct bb_installed *installed) {
  for (size_t i = 0; i < installed->count; i++)
    if (installed->faces[i].face) bb_face_close(installed->faces[i].face);
  bb_dictionaries_free(installed->dictionaries);
  if (installed->config) FcConfigDestroy(installed->config);
  pthread_mutex_destroy(&installed->dictionary_lock);
  pthread_mutex_destroy(&installed->lock);
  bb_arena_free(&installed->arena);
  free(installed);
}

void bb_installed_close(struct bb_installed *installed) {
  pthread_mutex_lock(&installed->lock);
  bool last = --installed->users == 0;
  pthread_mutex_unlock(&installed->lock);
  if (last) free_all(installed);
}

/* ---- faces ---- */

const struct bb_face *bb_installed_face(struct bb_installed *installed, size_t font) {
  struct bb_opened_face *opened = &installed->faces[font];
  pthread_mutex_lock(&installed->lock);
  if (!opened->tried) {
    opened->tried = true;
    opened->face = bb_face_open(&installed->fonts[font], installed->face_count);
    if (opened->face) installed->face_count++;
  }
  pthread_mutex_unlock(&installed->lock);
  return opened->face;
}
