/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pdf/quadratic.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

enum { UNITS_PER_EM = 1000 };

static struct bb_path_segment segment(enum bb_path_op op, int32_t x0, int32_t y0, int32_t x1,
                                      int32_t y1, int32_t x2, int32_t y2) {
  return (struct bb_path_segment){op, {x0, x1, x2}, {y0, y1, y2}};
}

static double cubic_at(const double p[4], double t) {
  double s = 1 - t;
  return s * s * s * p[0] + 3 * s * s * t * p[1] + 3 * s * t * t * p[2] + t * t * t * p[3];
}

/* The curve's distance from the cubic where both have run through the same share. */
static double worst_distance(const struct bb_contours *c, const double x[4], const double y[4],
                             unsigned pieces) {
  double worst = 0;
  size_t at = 0; /* a point on the curve; the last piece ends at the end of the cubic */
  double from_x = c->points[0].x, from_y = c->points[0].y;
  for (unsigned i = 0; i < pieces; i++) {
    const struct bb_point *q = &c->points[++at];
    assert_false(q->on);
    const struct bb_point *next = at + 1 < c->count ? q + 1 : NULL;
    double to_x = next ? next->x : x[3], to_y = next ? next->y : y[3];
    if (next && !next->on) { /* implied */
      to_x = (q->x + next->x) / 2.0;
      to_y = (q->y + next->y) / 2.0;
    } else {
      at++;
    }
    for (double u = 0; u <= 1; u += 1.0 / 16) {
      double t = (i + u) / pieces, s = 1 - u;
      double qx = s * s * from_x + 2 * s * u * q->x + u * u * to_x;
      double qy = s * s * from_y + 2 * s * u * q->y + u * u * to_y;
      double d = hypot(qx - cubic_at(x, t), qy - cubic_at(y, t));
      if (d > worst) worst = d;
    }
    from_x = to_x;
    from_y = to_y;
  }
  return worst;
}

static void a_cubic_stays_within_the_bound(void **state) {
  (void)state;
  uint64_t seed = 1;
  for (int round = 0; round < 2000; round++) {
    double x[4], y[4];
    int32_t v[8];
    for (int i = 0; i < 8; i++) {
      seed = seed * 6364136223846793005u + 1442695040888963407u;
      v[i] = (int32_t)(seed >> 33) % 1200 - 600;
    }
    for (int i = 0; i < 4; i++) {
      x[i] = v[2 * i];
      y[i] = v[2 * i + 1];
    }
    struct bb_path_segment s[] = {segment(BB_MOVE, v[0], v[1], 0, 0, 0, 0),
                                  segment(BB_CUBIC, v[2], v[3], v[4], v[5], v[6], v[7])};
    struct bb_contours c = {0};
    bb_contours_add(&c, &(struct bb_path){s, 2}, 0, 0, UNITS_PER_EM);
    unsigned pieces = bb_quadratic_pieces(x, y, UNITS_PER_EM * 0.0005);
    assert_int_equal(c.contours, 1);
    assert_true(worst_distance(&c, x, y, pieces) <= 0.5 + 1.0);
    bb_contours_free(&c);
  }
}

static void a_straight_cubic_is_one_piece(void **state) {
  (void)state;
  const double x[] = {0, 100, 200, 300}, y[] = {0, 0, 0, 0};
  assert_int_equal(bb_quadratic_pieces(x, y, 0.5), 1);
}

static void what_another_point_says_is_left_out(void **state) {
  (void)state;
  /* A circle of quadratics whose points between the control points are implied, closed by its
   * start. */
  struct bb_path_segment s[] = {
      segment(BB_MOVE, 0, 100, 0, 0, 0, 0),       segment(BB_QUAD, 0, 200, 100, 200, 0, 0),
      segment(BB_QUAD, 200, 200, 200, 100, 0, 0), segment(BB_QUAD, 200, 0, 100, 0, 0, 0),
      segment(BB_QUAD, 0, 0, 0, 100, 0, 0),
  };
  struct bb_contours c = {0};
  bb_contours_add(&c, &(struct bb_path){s, 5}, 10, -10, UNITS_PER_EM);
  static const struct bb_point expected[] = {
      {10, 90, true}, {10, 190, false}, {210, 190, false}, {210, -10, false}, {10, -10, false}};
  assert_int_equal(c.count, 5);
  assert_int_equal(c.ends[0], 4);
  for (size_t i = 0; i < c.count; i++) {
    assert_int_equal(c.points[i].x, expected[i].x);
    assert_int_equal(c.points[i].y, expected[i].y);
    assert_int_equal(c.points[i].on, expected[i].on);
  }
  bb_contours_free(&c);
}

static void a_damaged_outline_stays_within_the_format(void **state) {
  (void)state;
  struct bb_path_segment s[] = {
      segment(BB_MOVE, INT32_MAX, INT32_MIN, 0, 0, 0, 0),
      segment(BB_CUBIC, INT32_MIN, INT32_MAX, INT32_MAX, 0, 0, INT32_MIN),
      segment(BB_MOVE, 5, 5, 0, 0, 0, 0), /* a contour of a single point */
  };
  struct bb_contours c = {0};
  bb_contours_add(&c, &(struct bb_path){s, 3}, INT32_MAX, INT32_MIN, UNITS_PER_EM);
  assert_int_equal(c.contours, 1);
  for (size_t i = 0; i < c.count; i++) {
    assert_in_range(c.points[i].x + BB_COORDINATE_MAX, 0, 2 * BB_COORDINATE_MAX);
    assert_in_range(c.points[i].y + BB_COORDINATE_MAX, 0, 2 * BB_COORDINATE_MAX);
  }
  bb_contours_free(&c);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(a_cubic_stays_within_the_bound),
      cmocka_unit_test(a_straight_cubic_is_one_piece),
      cmocka_unit_test(what_another_point_says_is_left_out),
      cmocka_unit_test(a_damaged_outline_stays_within_the_format),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
