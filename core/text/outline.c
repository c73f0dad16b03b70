/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The outline of a glyph as plain segments.  HarfBuzz draws (TrueType, CFF, variable instances
 * alike); what it draws is collected in a growing array in the caller's arena.
 */
#include "text/inside.h"

struct pen {
  struct bb_arena *arena;
  struct bb_path path;
  size_t room;
};

/* To the nearest, halves away from zero. */
static int32_t rounded(float v) {
  return (int32_t)(v + (v < 0 ? -0.5 : 0.5));
}

static struct bb_path_segment *add_segment(void *data, enum bb_path_op op) {
  struct pen *pen = data;
  pen->path.segments = bb_arena_grow(pen->arena, pen->path.segments, pen->path.count,
                                     pen->path.count + 1, sizeof *pen->path.segments, &pen->room);
  struct bb_path_segment *segment = &pen->path.segments[pen->path.count++];
  *segment = (struct bb_path_segment){.op = op};
  return segment;
}

static void set_point(struct bb_path_segment *segment, int i, float x, float y) {
  segment->x[i] = rounded(x);
  segment->y[i] = rounded(y);
}

/* The arguments HarfBuzz hands to every callback before and after the coordinates. */
#define BEFORE hb_draw_funcs_t *funcs, void *data, hb_draw_state_t *state
#define AFTER  void *user
#define UNUSED (void)funcs, (void)state, (void)user

static void on_move(BEFORE, float x, float y, AFTER) {
  UNUSED;
  set_point(add_segment(data, BB_MOVE), 0, x, y);
}

static void on_line(BEFORE, float x, float y, AFTER) {
  UNUSED;
  set_point(add_segment(data, BB_LINE), 0, x, y);
}

static void on_quad(BEFORE, float cx, float cy, float x, float y, AFTER) {
  UNUSED;
  struct bb_path_segment *segment = add_segment(data, BB_QUAD);
  set_point(segment, 0, cx, cy);
  set_point(segment, 1, x, y);
}

static void on_cubic(BEFORE, float cx, float cy, float dx, float dy, float x, float y, AFTER) {
  UNUSED;
  struct bb_path_segment *segment = add_segment(data, BB_CUBIC);
  set_point(segment, 0, cx, cy);
  set_point(segment, 1, dx, dy);
  set_point(segment, 2, x, y);
}

static hb_draw_funcs_t *functions;
static pthread_once_t functions_made = PTHREAD_ONCE_INIT;

static void make_functions(void) {
  functions = hb_draw_funcs_create();
  hb_draw_funcs_set_move_to_func(functions, on_move, NULL, NULL);
  hb_draw_funcs_set_line_to_func(functions, on_line, NULL, NULL);
  hb_draw_funcs_set_quadratic_to_func(functions, on_quad, NULL, NULL);
  hb_draw_funcs_set_cubic_to_func(functions, on_cubic, NULL, NULL);
  hb_draw_funcs_make_immutable(functions);
}

struct bb_path bb_face_outline(const struct bb_face *face, uint32_t glyph, struct bb_arena *arena) {
  struct pen pen = {.arena = arena};
  pthread_once(&functions_made, make_functions);
  hb_font_get_glyph_shape(bb_face_hb(face), glyph, functions, &pen);
  return pen.path;
}
