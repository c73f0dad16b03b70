/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Writing a TrueType font file, glyph by glyph: the six tables that a PDF's CIDFontType2 needs
 * (glyf head hhea hmtx loca maxp) and no others.  Glyph 0 is blank.
 */
#ifndef BB_PDF_TRUETYPE_H
#define BB_PDF_TRUETYPE_H

#include "base/buf.h"
#include "pdf/quadratic.h"

enum { BB_TRUETYPE_GLYPHS_MAX = 0xFFFF };

struct bb_box {
  int32_t x0, y0, x1, y1;
};

/* What is remembered of a glyph, for those made from it. */
struct bb_glyph_record {
  uint32_t offset; /* in glyf */
  uint32_t points, contours;
  struct bb_box box;
};

enum { BB_FULL_SIZE = 1 << 14 };

/* A part of a composite glyph: an earlier simple glyph of the same font, scaled, then moved. */
struct bb_part {
  uint32_t glyph;
  int32_t scale;  /* in 1/BB_FULL_SIZE; 0 < scale <= BB_FULL_SIZE */
  int32_t dx, dy; /* cut to +-BB_COORDINATE_MAX */
};

struct bb_truetype {
  struct bb_buf glyf, hmtx;
  struct bb_glyph_record *glyphs;
  size_t count, room;
  struct bb_box box; /* of all glyphs */
  int32_t units_per_em, ascender, descender;
  uint32_t points_max, contours_max, advance_max;
  uint32_t composite_points_max, composite_contours_max, parts_max;
};

void bb_truetype_begin(struct bb_truetype *font, const struct bb_face_metrics *metrics);

/* Adds the next glyph.  `advance` is in font units. */
void bb_truetype_add(struct bb_truetype *font, const struct bb_contours *outline, int32_t advance);

/* Adds a glyph made of parts; count > 0. */
void bb_truetype_add_composite(struct bb_truetype *font, const struct bb_part *parts, size_t count,
                               int32_t advance);

/* The font file is added to `out`. */
void bb_truetype_write(const struct bb_truetype *font, struct bb_buf *out);

void bb_truetype_free(struct bb_truetype *font);

#endif
