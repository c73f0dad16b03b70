/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Fonts written by pdf/truetype.c, read back by HarfBuzz.
 */
#include "pdf/truetype.h"

#include <hb.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>

#include <cmocka.h>

static const struct bb_face_metrics METRICS = {
    .units_per_em = 2048, .ascender = 1900, .descender = -500};

/* ---- drawing a glyph as segments: control point and end point ---- */

struct drawn {
  struct {
    float cx, cy, x, y;
  } segments[4096];
  size_t count;
};

static void add(struct drawn *d, float cx, float cy, float x, float y) {
  assert_true(d->count < sizeof d->segments / sizeof *d->segments);
  d->segments[d->count].cx = cx;
  d->segments[d->count].cy = cy;
  d->segments[d->count].x = x;
  d->segments[d->count++].y = y;
}

static void on_point(hb_draw_funcs_t *funcs, void *data, hb_draw_state_t *st, float x, float y,
                     void *user) {
  (void)funcs, (void)st, (void)user;
  add(data, x, y, x, y);
}

static void on_quad(hb_draw_funcs_t *funcs, void *data, hb_draw_state_t *st, float cx, float cy,
                    float x, float y, void *user) {
  (void)funcs, (void)st, (void)user;
  add(data, cx, cy, x, y);
}

static void draw(hb_font_t *font, uint32_t glyph, struct drawn *d) {
  hb_draw_funcs_t *funcs = hb_draw_funcs_create();
  hb_draw_funcs_set_move_to_func(funcs, on_point, NULL, NULL);
  hb_draw_funcs_set_line_to_func(funcs, on_point, NULL, NULL);
  hb_draw_funcs_set_quadratic_to_func(funcs, on_quad, NULL, NULL);
  d->count = 0;
  hb_font_get_glyph_shape(font, glyph, funcs, d);
  hb_draw_funcs_destroy(funcs);
}

/* What the contours mean, as a reader of the format is to draw them. */
static void expand(const struct bb_contours *c, float scale, float dx, float dy, struct drawn *d) {
  size_t start = 0;
  for (size_t k = 0; k < c->contours; start = c->ends[k++] + 1) {
    size_t n = c->ends[k] - start + 1;
    const struct bb_point *p = &c->points[start];
    float start_x = p->x * scale + dx, start_y = p->y * scale + dy;
    add(d, start_x, start_y, start_x, start_y);
    for (size_t i = 1; i < n; i++) {
      const struct bb_point *next = &p[(i + 1) % n];
      float x = p[i].x * scale + dx, y = p[i].y * scale + dy;
      float end_x = next->x * scale + dx, end_y = next->y * scale + dy;
      if (p[i].on) {
        if (p[i - 1].on) add(d, x, y, x, y);
      } else {
        bool implied = !next->on;
        add(d, x, y, implied ? (x + end_x) / 2 : end_x, implied ? (y + end_y) / 2 : end_y);
      }
    }
    if (p[n - 1].on) add(d, start_x, start_y, start_x, start_y); /* the closing line */
  }
}

static void assert_drawn(const struct drawn *a, const struct drawn *b) {
  assert_int_equal(a->count, b->count);
  for (size_t i = 0; i < a->count; i++) {
    assert_true(a->segments[i].cx == b->segments[i].cx && a->segments[i].cy == b->segments[i].cy);
    assert_true(a->segments[i].x == b->segments[i].x && a->segments[i].y == b->segments[i].y);
  }
}

/* ---- a font to read back ---- */

static uint64_t seed = 7;

static int32_t next_random(int32_t below) {
  seed = seed * 6364136223846793005u + 1442695040888963407u;
  return (int32_t)(seed >> 33) % below;
}

/* Steps of every size, and many equal ones (which repeat flags). */
static int32_t next_step(void) {
  static const int32_t sizes[] = {1, 40, 300, 3000};
  int32_t size = sizes[next_random(4)];
  return next_random(3) ? next_random(2 * size + 1) - size : 0;
}

/* Every contour begins with a point on the curve. */
static struct bb_contours random_contours(void) {
  struct bb_contours c = {.points = calloc(300, sizeof *c.points), .ends = calloc(4, 4)};
  int32_t x = 0, y = 0, contours = next_random(4) + 1;
  for (int32_t k = 0; k < contours; k++) {
    int32_t n = 3 + next_random(60);
    for (int32_t i = 0; i < n; i++) {
      x += x > 9000 ? -3000 : x < -9000 ? 3000 : next_step();
      y += y > 9000 ? -3000 : y < -9000 ? 3000 : next_step() | 1; /* never twice in one place */
      c.points[c.count++] = (struct bb_point){(int16_t)x, (int16_t)y, i == 0 || next_random(2)};
    }
    c.ends[c.contours++] = (uint32_t)(c.count - 1);
  }
  return c;
}

static hb_font_t *open_font(const struct bb_buf *file) {
  hb_blob_t *blob = hb_blob_create(file->p, (unsigned)file->n, HB_MEMORY_MODE_READONLY, NULL, NULL);
  hb_face_t *face = hb_face_create(blob, 0);
  hb_font_t *font = hb_font_create(face);
  hb_font_set_scale(font, METRICS.units_per_em, METRICS.units_per_em);
  hb_face_destroy(face);
  hb_blob_destroy(blob);
  return font;
}

/* ---- tests ---- */

enum { GLYPHS = 400 };

static void glyphs_come_back_as_they_went_in(void **state) {
  (void)state;
  static struct bb_contours outlines[GLYPHS];
  static struct drawn got, wanted;
  struct bb_truetype font;
  struct bb_buf file = {0};
  bb_truetype_begin(&font, &METRICS);
  for (int32_t i = 0; i < GLYPHS; i++) {
    outlines[i] = random_contours();
    bb_truetype_add(&font, &outlines[i], 10 * i);
  }
  bb_truetype_write(&font, &file);
  hb_font_t *read = open_font(&file);
  assert_int_equal(hb_face_get_glyph_count(hb_font_get_face(read)), GLYPHS + 1);
  assert_int_equal(hb_face_get_upem(hb_font_get_face(read)), METRICS.units_per_em);
  for (uint32_t i = 0; i < GLYPHS; i++) {
    draw(read, i + 1, &got);
    wanted.count = 0;
    expand(&outlines[i], 1, 0, 0, &wanted);
    assert_drawn(&got, &wanted);
    assert_int_equal(hb_font_get_glyph_h_advance(read, i + 1), 10 * i);
    free(outlines[i].points);
    free(outlines[i].ends);
  }
  draw(read, 0, &got);
  assert_int_equal(got.count, 0);
  hb_font_destroy(read);
  bb_buf_free(&file);
  bb_truetype_free(&font);
}

static void a_composite_is_its_parts_moved(void **state) {
  (void)state;
  static struct drawn got, wanted;
  struct bb_contours a = random_contours(), b = random_contours();
  struct bb_truetype font;
  struct bb_buf file = {0};
  bb_truetype_begin(&font, &METRICS);
  bb_truetype_add(&font, &a, 500);
  bb_truetype_add(&font, &b, 600);
  const struct bb_part parts[] = {
      {1, BB_FULL_SIZE, 0, 0}, {2, BB_FULL_SIZE, -100, 127}, {1, BB_FULL_SIZE / 2, 1500, -128}};
  bb_truetype_add_composite(&font, parts, 3, 700);
  bb_truetype_write(&font, &file);
  hb_font_t *read = open_font(&file);
  draw(read, 3, &got);
  wanted.count = 0;
  expand(&a, 1, 0, 0, &wanted);
  expand(&b, 1, -100, 127, &wanted);
  expand(&a, 0.5f, 1500, -128, &wanted);
  assert_drawn(&got, &wanted);
  assert_int_equal(hb_font_get_glyph_h_advance(read, 3), 700);
  hb_font_destroy(read);
  bb_buf_free(&file);
  bb_truetype_free(&font);
  free(a.points), free(a.ends), free(b.points), free(b.ends);
}

static void the_checksums_are_right(void **state) {
  (void)state;
  struct bb_contours a = random_contours();
  struct bb_truetype font;
  struct bb_buf file = {0};
  bb_truetype_begin(&font, &METRICS);
  bb_truetype_add(&font, &a, 70000); /* cut: some readers take 16 bits for a signed number */
  bb_truetype_write(&font, &file);
  assert_int_equal(file.n % 4, 0);
  uint32_t sum = 0;
  for (size_t i = 0; i < file.n; i++)
    sum += (uint32_t)(unsigned char)file.p[i] << (24 - 8 * (i & 3));
  assert_int_equal(sum, 0xB1B0AFBA);
  hb_font_t *read = open_font(&file);
  assert_int_equal(hb_font_get_glyph_h_advance(read, 1), INT16_MAX);
  hb_font_destroy(read);
  bb_buf_free(&file);
  bb_truetype_free(&font);
  free(a.points), free(a.ends);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(glyphs_come_back_as_they_went_in),
      cmocka_unit_test(a_composite_is_its_parts_moved),
      cmocka_unit_test(the_checksums_are_right),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
