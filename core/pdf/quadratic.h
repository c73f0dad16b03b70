/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Outlines as TrueType stores them: closed contours of points on a whole-number grid, where a
 * point "off" the curve is the control point of a quadratic Bezier segment.  Fonts with cubic
 * outlines (CFF: Noto CJK) are converted; see quadratic.c for the bound on the error.
 */
#ifndef BB_PDF_QUADRATIC_H
#define BB_PDF_QUADRATIC_H

#include "text/text.h"

enum {
  BB_POINTS_MAX = 0xFFFF,    /* what the format can number; see bb_contours_add */
  BB_COORDINATE_MAX = 0x3FFF /* so that the difference of two fits 16 bits */
};

struct bb_point {
  int16_t x, y;
  bool on;
};

struct bb_contours {
  struct bb_point *points;
  size_t count, room;
  uint32_t *ends; /* index of each contour's last point */
  size_t contours, contours_room;
};

void bb_contours_clear(struct bb_contours *out); /* keeps the memory */
void bb_contours_free(struct bb_contours *out);

/* Adds a path moved by dx, dy.  A cubic segment becomes as few quadratic ones as stay within half
 * a thousandth of `units_per_em` of it; then points are rounded to whole units.  Contours that no
 * longer fit the format's limits (only a damaged font has such) are left out. */
void bb_contours_add(struct bb_contours *out, const struct bb_path *path, int32_t dx, int32_t dy,
                     int32_t units_per_em);

/* How many equal pieces of a cubic, given by its end and control points, keep each piece within
 * `bound` of the quadratic that replaces it. */
unsigned bb_quadratic_pieces(const double x[4], const double y[4], double bound);

#endif
