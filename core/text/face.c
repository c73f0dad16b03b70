/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * One opened font: the HarfBuzz objects over the mapped file, and its metrics.
 */
#include "text/inside.h"

#include <hb-ot.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct bb_face {
  char name[128];
  char *file;
  unsigned number, index;
  hb_font_t *font;
  struct bb_face_metrics metrics;
  bool parts_words;
};

/* The PostScript name, kept to the characters a PostScript name may have. */
static void name_face(struct bb_face *face, const struct bb_font *font) {
  FcChar8 *name = NULL;
  if (FcPatternGetString(font->pattern, FC_POSTSCRIPT_NAME, 0, &name) != FcResultMatch &&
      FcPatternGetString(font->pattern, FC_FAMILY, 0, &name) != FcResultMatch)
    name = NULL;
  size_t n = 0;
  for (const char *c = name ? (const char *)name : "Unnamed"; *c && n < 63; c++)
    if (*c > ' ' && *c < 0x7F && !strchr("[](){}<>/%", *c)) face->name[n++] = *c;
  if (font->wght > 0) snprintf(face->name + n, sizeof face->name - n, "-wght%d", (int)font->wght);
}

static int32_t height_of(hb_font_t *font, uint32_t cp) {
  hb_codepoint_t glyph;
  hb_glyph_extents_t extents;
  if (!hb_font_get_nominal_glyph(font, cp, &glyph)) return 0;
  return hb_font_get_glyph_extents(font, glyph, &extents) ? extents.y_bearing : 0;
}

/* Whether its narrowest letter is as wide as its widest one. */
static bool is_monospaced(hb_font_t *font) {
  hb_codepoint_t narrow, wide;
  return hb_font_get_nominal_glyph(font, 'i', &narrow) &&
         hb_font_get_nominal_glyph(font, 'W', &wide) &&
         hb_font_get_glyph_h_advance(font, narrow) == hb_font_get_glyph_h_advance(font, wide);
}

static void measure(struct bb_face *face) {
  struct bb_face_metrics *m = &face->metrics;
  hb_font_extents_t extents = {0};
  int32_t units = (int32_t)hb_face_get_upem(hb_font_get_face(face->font));
  m->units_per_em = (int32_t)((int64_t)units * 1000 / bb_face_optical(face->font, units));
  hb_font_get_h_extents(face->font, &extents);
  m->ascender = extents.ascender;
  m->descender = extents.descender;
  m->cap_height = height_of(face->font, 'H');
  m->x_height = height_of(face->font, 'x');
  if (hb_font_get_nominal_glyph(face->font, 0x2010, &m->hyphen) ||
      hb_font_get_nominal_glyph(face->font, '-', &m->hyphen))
    m->hyphen_advance = hb_font_get_glyph_h_advance(face->font, m->hyphen);
  m->monospaced = is_monospaced(face->font);
  hb_ot_metrics_get_position_with_fallback(face->font, HB_OT_METRICS_TAG_UNDERLINE_OFFSET,
                                           &m->underline_position);
  hb_ot_metrics_get_position_with_fallback(face->font, HB_OT_METRICS_TAG_UNDERLINE_SIZE,
                                           &m->underline_thickness);
}

/* True when a table of the font (GSUB, GPOS) works on a glyph or looks at it. */
static bool concerns(hb_face_t *face, hb_tag_t table, hb_codepoint_t glyph) {
  hb_set_t *lookups = hb_set_create(), *glyphs = hb_set_create();
  hb_codepoint_t lookup = HB_SET_VALUE_INVALID;
  hb_ot_layout_collect_lookups(face, table, NULL, NULL, NULL, lookups);
  while (!hb_set_has(glyphs, glyph) && hb_set_next(lookups, &lookup))
    hb_ot_layout_lookup_collect_glyphs(face, table, lookup, glyphs, glyphs, glyphs, NULL);
  bool found = hb_set_has(glyphs, glyph);
  hb_set_destroy(lookups);
  hb_set_destroy(glyphs);
  return found;
}

static bool has_table(hb_face_t *face, const char *name) {
  hb_blob_t *table = hb_face_reference_table(face, HB_TAG(name[0], name[1], name[2], name[3]));
  bool has = hb_blob_get_length(table) > 0;
  hb_blob_destroy(table);
  return has;
}

/* Whether spaces stand alone: see words.c. */
static bool parts_words(hb_font_t *font) {
  hb_face_t *face = hb_font_get_face(font);
  hb_codepoint_t space;
  if (!hb_font_get_nominal_glyph(font, ' ', &space)) return false;
  return !has_table(face, "kern") && !has_table(face, "kerx") && !has_table(face, "morx") &&
         !concerns(face, HB_OT_TAG_GSUB, space) && !concerns(face, HB_OT_TAG_GPOS, space);
}

static void set_instance(hb_font_t *font, const struct bb_font *chosen) {
  unsigned instance = ((unsigned)chosen->index >> 16) & 0x7FFF;
  hb_variation_t weight = {HB_OT_TAG_VAR_AXIS_WEIGHT, chosen->wght};
  if (chosen->wght > 0)
    hb_font_set_variations(font, &weight, 1);
  else if (instance > 0)
    hb_font_set_var_named_instance(font, instance - 1);
}

static uint32_t u32_at(const char *p) {
  const unsigned char *b = (const unsigned char *)p;
  return (uint32_t)b[0] << 24 | (uint32_t)b[1] << 16 | (uint32_t)b[2] << 8 | b[3];
}

/* True when all tables of the font lie inside the file.  A file that was cut short still has its
 * character map in front, and would print blanks without a word.  (The layout of the directory:
 * OpenType specification, "Font file" and "TTC header".) */
static bool is_whole(hb_blob_t *blob, unsigned index) {
  unsigned size;
  const char *p = hb_blob_get_data(blob, &size);
  uint64_t at = 0;
  if (size >= 12 && !memcmp(p, "ttcf", 4)) {
    if (index >= u32_at(p + 8) || size < 16 + 4 * (uint64_t)index) return false;
    at = u32_at(p + 12 + 4 * (size_t)index);
  }
  if (at + 12 > size) return false;
  uint64_t tables = u32_at(p + at + 4) >> 16;
  if (at + 12 + 16 * tables > size) return false;
  for (const char *row = p + at + 12; tables > 0; tables--, row += 16)
    if ((uint64_t)u32_at(row + 8) + u32_at(row + 12) > size) return false;
  return true;
}

struct bb_face *bb_face_open(const struct bb_font *font, unsigned number) {
  unsigned index = (unsigned)font->index & 0xFFFF;
  hb_blob_t *blob = hb_blob_create_from_file_or_fail(font->file);
  if (!blob) return NULL;
  hb_face_t *hb_face = is_whole(blob, index) ? hb_face_create(blob, index) : hb_face_get_empty();
  hb_blob_destroy(blob);
  if (hb_face_get_glyph_count(hb_face) == 0) {
    hb_face_destroy(hb_face);
    return NULL;
  }
  struct bb_face *face = bb_alloc(sizeof *face);
  int upem = (int)hb_face_get_upem(hb_face);
  face->number = number;
  face->index = index;
  face->file = strcpy(bb_alloc(strlen(font->file) + 1), font->file);
  face->font = hb_font_create(hb_face);
  hb_face_destroy(hb_face);
  hb_font_set_scale(face->font, upem, upem);
  set_instance(face->font, font);
  hb_font_make_immutable(face->font);
  name_face(face, font);
  measure(face);
  face->parts_words = parts_words(face->font);
  return face;
}

void bb_face_close(struct bb_face *face) {
  hb_font_destroy(face->font);
  free(face->file);
  free(face);
}

bool bb_face_parts_words(const struct bb_face *face) {
  return face->parts_words;
}

hb_font_t *bb_face_hb(const struct bb_face *face) {
  return face->font;
}

const struct bb_face_metrics *bb_face_metrics(const struct bb_face *face) {
  return &face->metrics;
}
const char *bb_face_name(const struct bb_face *face) {
  return face->name;
}
const char *bb_face_file(const struct bb_face *face) {
  return face->file;
}
unsigned bb_face_index(const struct bb_face *face) {
  return face->index;
}
unsigned bb_face_number(const struct bb_face *face) {
  return face->number;
}
