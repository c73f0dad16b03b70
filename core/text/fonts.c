/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The service: what one thread shapes with.  The fonts themselves are shared (installed.c); what is
 * found out while shaping belongs to the service, or (words.c) is the same whoever finds it, so
 * that pages do not depend on threads.
 *
 * Fonts are opened at first use (mapped, not read); only then does a face get its number.
 * Not here: which of them prints a script (chain.c), what they have (coverage.c).
 */
#include "text/inside.h"

#include <hb-ot.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

/* A service over what is installed, a user of which it becomes. */
static struct bb_fonts *new_service(struct bb_installed *installed) {
  struct bb_fonts *fonts = bb_alloc(sizeof *fonts);
  fonts->installed = installed;
  fonts->count = installed->count;
  fonts->fonts = BB_NEW_ARRAY(&fonts->arena, fonts->count, struct bb_font);
  if (fonts->count) memcpy(fonts->fonts, installed->fonts, fonts->count * sizeof *fonts->fonts);
  fonts->buffer = hb_buffer_create();
  fonts->told = FcCharSetCreate();
  return fonts;
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
  struct bb_fonts *fonts = new_service(bb_installed_open());
  fonts->words = bb_words_new(&fonts->arena);
  if (opens_one(fonts)) return fonts;
  bb_diag_add(diags, BB_D_FONT_NONE, (struct bb_place){0}, "%s", "");
  bb_fonts_close(fonts);
  return NULL;
}

struct bb_fonts *bb_fonts_share(struct bb_fonts *fonts) {
  bb_installed_share(fonts->installed);
  struct bb_fonts *other = new_service(fonts->installed);
  other->words = fonts->words;
  other->silent = true;
  return other;
}

void bb_fonts_join(struct bb_fonts *fonts, struct bb_fonts *other) {
  bb_arena_adopt(&fonts->arena, &other->arena);
  bb_fonts_close(other);
}

/* ---- opening beside other work ---- */

struct bb_preparation {
  struct bb_thread *thread;
  struct bb_fonts *fonts; /* the thread's own */
  struct bb_lang lang;
};

static void prepare(void *user) {
  static const struct bb_font_style styles[] = {
      {BB_SERIF, false, false}, {BB_SERIF, true, false}, {BB_SERIF, false, true},
      {BB_SANS, false, false},  {BB_SANS, true, false},
  };
  struct bb_preparation *p = user;
  bb_hyphens_prepare(p->fonts, &p->lang);
  for (size_t i = 0; i < sizeof styles / sizeof *styles; i++)
    bb_fonts_find(p->fonts, styles[i], &p->lang, p->lang.script);
  bb_lang_end_thread();
}

void bb_fonts_prepare(struct bb_fonts *fonts, const struct bb_lang *lang) {
  if (fonts->preparation) return;
  struct bb_preparation *p = fonts->preparation = BB_NEW(&fonts->arena, struct bb_preparation);
  p->fonts = bb_fonts_share(fonts);
  p->lang = *lang;
  p->thread = bb_thread_begin(prepare, p);
}

static void end_preparation(struct bb_preparation *preparation) {
  bb_thread_end(preparation->thread);
  bb_fonts_close(preparation->fonts);
}

void bb_fonts_close(struct bb_fonts *fonts) {
  if (!fonts) return;
  if (fonts->preparation) end_preparation(fonts->preparation);
  bb_installed_close(fonts->installed);
  FcCharSetDestroy(fonts->told);
  hb_buffer_destroy(fonts->buffer);
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
  font->face = bb_installed_face(fonts->installed, (size_t)(font - fonts->fonts));
  if (!font->face) font->covers = NULL;
  return font->face;
}

struct bb_font *bb_fonts_last_resort(struct bb_fonts *fonts) {
  size_t i = 0;
  while (i + 1 < fonts->count && !bb_fonts_face(fonts, &fonts->fonts[i])) i++;
  return &fonts->fonts[i];
}

/* ---- families ---- */

/* A family may have several names, one per language; NULL after the last. */
static const char *family_of(const struct bb_font *font, int n) {
  FcChar8 *name;
  bool has = FcPatternGetString(font->pattern, FC_FAMILY, n, &name) == FcResultMatch;
  return has ? (const char *)name : NULL;
}

const char *bb_font_family(const struct bb_font *font) {
  const char *name = family_of(font, 0);
  return name ? name : "";
}

static bool is_of_family(const struct bb_font *font, const char *family) {
  const char *name;
  for (int i = 0; (name = family_of(font, i)); i++)
    if (!strcmp(name, family)) return true;
  return false;
}

/* How far a font is from a wanted style; the width counts so that no condensed one is taken. */
static int distance(const struct bb_font *font, bool bold, bool italic) {
  int weight = abs(font->weight - (bold ? FC_WEIGHT_BOLD : FC_WEIGHT_REGULAR));
  int width = abs(font->width - FC_WIDTH_NORMAL);
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
