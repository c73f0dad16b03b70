/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Cubic -> quadratic, and a path -> TrueType points.
 *
 * A cubic P0 P1 P2 P3 is replaced by the quadratic P0 Q P3 with Q = (3 P1 + 3 P2 - P0 - P3) / 4.
 * The two curves differ by D (t^3 - 3/2 t^2 + 1/2 t) with D = P3 - 3 P2 + 3 P1 - P0, a polynomial
 * whose largest value on 0..1 is sqrt(3)/36; so they are never further apart than |D| sqrt(3)/36.
 * Cutting the cubic into n equal parameter ranges divides D by n^3, so that
 *
 *     n = ceil(cbrt(|D| sqrt(3)/36 / bound))
 *
 * pieces are enough, known before any is made.  Two or three are usual.
 *
 * A point on the curve that lies midway between two control points need not be stored (TrueType
 * implies it); we leave it out where that moves it by no more than half a unit.  Together with the
 * rounding of points to whole units, a curve ends up within the bound plus one unit.
 */
#include "pdf/quadratic.h"

#include "base/arena.h"

#include <math.h>
#include <stdlib.h>

enum { PIECES_MAX = 16 }; /* an em-sized cubic needs 8 */

void bb_contours_clear(struct bb_contours *out) {
  out->count = out->contours = 0;
}

void bb_contours_free(struct bb_contours *out) {
  free(out->points);
  free(out->ends);
  *out = (struct bb_contours){0};
}

/* ---- collecting points ---- */

static int16_t whole(double v) {
  if (!(v > -BB_COORDINATE_MAX)) return -BB_COORDINATE_MAX;
  return v > BB_COORDINATE_MAX ? BB_COORDINATE_MAX : (int16_t)lround(v);
}

static void add_point(struct bb_contours *out, double x, double y, bool on) {
  if (out->count == out->room) {
    out->room = out->room ? out->room * 2 : 256;
    out->points = bb_realloc(out->points, out->room * sizeof *out->points);
  }
  out->points[out->count++] = (struct bb_point){whole(x), whole(y), on};
}

unsigned bb_quadratic_pieces(const double x[4], const double y[4], double bound) {
  double dx = x[3] - 3 * x[2] + 3 * x[1] - x[0], dy = y[3] - 3 * y[2] + 3 * y[1] - y[0];
  double n = ceil(cbrt(hypot(dx, dy) * sqrt(3) / 36 / bound));
  return n < 1 ? 1 : n > PIECES_MAX ? PIECES_MAX : (unsigned)n;
}

static double cubic(const double p[4], double t) {
  double s = 1 - t;
  return s * s * s * p[0] + 3 * s * s * t * p[1] + 3 * s * t * t * p[2] + t * t * t * p[3];
}

static double cubic_slope(const double p[4], double t) {
  double s = 1 - t;
  return 3 * (s * s * (p[1] - p[0]) + 2 * s * t * (p[2] - p[1]) + t * t * (p[3] - p[2]));
}

/* An end of a piece, in one coordinate. */
struct end {
  double at, slope;
};

static struct end end_at(const double p[4], double t) {
  return (struct end){cubic(p, t), cubic_slope(p, t)};
}

/* Q of a piece h long in t: with its end points A, B and slopes a, b, its inner control points
 * are A + a h/3 and B - b h/3, which makes Q = (A + B)/2 + (a - b) h/4. */
static double control(struct end a, struct end b, double h) {
  return (a.at + b.at) / 2 + (a.slope - b.slope) * h / 4;
}

static void add_cubic(struct bb_contours *out, const double x[4], const double y[4], double bound) {
  unsigned n = bb_quadratic_pieces(x, y, bound);
  struct end x0 = end_at(x, 0), y0 = end_at(y, 0);
  for (unsigned i = 0; i < n; i++) {
    double t0 = (double)i / n, t1 = (double)(i + 1) / n;
    struct end x1 = end_at(x, t1), y1 = end_at(y, t1);
    add_point(out, control(x0, x1, t1 - t0), control(y0, y1, t1 - t0), false);
    add_point(out, x1.at, y1.at, true);
    x0 = x1;
    y0 = y1;
  }
}

/* ---- finishing a contour ---- */

static bool is_implied(const struct bb_point *before, const struct bb_point *p,
                       const struct bb_point *after) {
  return p->on && !before->on && !after->on && abs(2 * p->x - before->x - after->x) <= 1 &&
         abs(2 * p->y - before->y - after->y) <= 1;
}

/* Leaves out points that another already says: the repeated start, implied ones. */
static void thin_out(struct bb_contours *out, size_t start) {
  const struct bb_point first = out->points[start], *last = &out->points[out->count - 1];
  if (out->count - start > 1 && last->on && last->x == first.x && last->y == first.y) out->count--;
  size_t n = out->count, kept = start + 1; /* the start stays: it anchors the contour */
  for (size_t i = start + 1; i < n; i++) {
    const struct bb_point *after = i + 1 < n ? &out->points[i + 1] : &first;
    if (!is_implied(&out->points[i - 1], &out->points[i], after))
      out->points[kept++] = out->points[i];
    /* Two implied points never meet: each stands between two control points. */
  }
  out->count = kept;
}

static void close_contour(struct bb_contours *out, size_t start) {
  if (out->count == start) return;
  thin_out(out, start);
  if (out->count - start < 2 || out->count > BB_POINTS_MAX || out->contours == INT16_MAX) {
    out->count = start;
    return;
  }
  if (out->contours == out->contours_room) {
    out->contours_room = out->contours_room ? out->contours_room * 2 : 16;
    out->ends = bb_realloc(out->ends, out->contours_room * sizeof *out->ends);
  }
  out->ends[out->contours++] = (uint32_t)(out->count - 1);
}

void bb_contours_add(struct bb_contours *out, const struct bb_path *path, int32_t dx, int32_t dy,
                     int32_t units_per_em) {
  double bound = units_per_em * 0.0005;
  size_t start = out->count;
  double x[4] = {dx}, y[4] = {dy}; /* x[0], y[0]: where the pen is */
  for (size_t i = 0; i < path->count; i++) {
    const struct bb_path_segment *s = &path->segments[i];
    int last = s->op == BB_CUBIC ? 2 : s->op == BB_QUAD ? 1 : 0;
    for (int k = 0; k <= last; k++) {
      x[k + 1] = (double)s->x[k] + dx;
      y[k + 1] = (double)s->y[k] + dy;
    }
    switch (s->op) {
    case BB_MOVE:
      close_contour(out, start);
      start = out->count;
      add_point(out, x[1], y[1], true);
      break;
    case BB_LINE: add_point(out, x[1], y[1], true); break;
    case BB_QUAD:
      add_point(out, x[1], y[1], false);
      add_point(out, x[2], y[2], true);
      break;
    case BB_CUBIC: add_cubic(out, x, y, bound); break;
    }
    x[0] = x[last + 1];
    y[0] = y[last + 1];
  }
  close_contour(out, start);
}
