/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * stages COURSE OUT.pdf: makes the handbook of a course in its own language as `benchbook build`
 * does, in one process, and prints what share of the time each stage takes ("layout 0.123", seconds
 * of processor time, a stage a line).
 *
 * The stages are called one after the other by their doors, so a clock around each call is enough;
 * but shaping is called from layout, and finding breaks from shaping.  Those doors are wrapped by
 * the linker (--wrap): the clock changes hands on the way in and back on the way out, and what is
 * charged to layout is what layout does itself.
 */
#include "base/file.h"
#include "catalog/catalog.h"
#include "course/course.h"
#include "edition/edition.h"
#include "layout/layout.h"
#include "pdf/pdf.h"
#include "text/text.h"

#include <stdio.h>
#include <time.h>

enum stage { COURSE, CATALOG, EDITION, FONTS, BREAKS, SHAPING, LAYOUT, PDF, WRITING, STAGES };

static const char *const names[STAGES] = {"course",  "catalog", "edition", "fonts",  "breaks",
                                          "shaping", "layout",  "pdf",     "writing"};
static double seconds[STAGES];
static enum stage now;
static double since;

static double clock_now(void) {
  struct timespec t;
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
  return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

/* Charges the time until here to the stage at work; returns that stage. */
static enum stage enter(enum stage stage) {
  enum stage before = now;
  double t = clock_now();
  seconds[now] += t - since;
  since = t;
  now = stage;
  return before;
}

/* ---- doors that are called from other stages ---- */

extern __typeof__(bb_text_shape) __real_bb_text_shape, __wrap_bb_text_shape;
extern __typeof__(bb_text_reshape) __real_bb_text_reshape, __wrap_bb_text_reshape;
extern __typeof__(bb_lang_breaks) __real_bb_lang_breaks, __wrap_bb_lang_breaks;

const struct bb_shaped *__wrap_bb_text_shape(struct bb_fonts *fonts, struct bb_arena *arena,
                                             struct bb_arena *glyphs, struct bb_span text,
                                             const struct bb_style_run *runs, size_t run_count,
                                             const struct bb_lang *lang, bool rtl,
                                             struct bb_place place, struct bb_diags *diags) {
  enum stage before = enter(SHAPING);
  const struct bb_shaped *shaped =
      __real_bb_text_shape(fonts, arena, glyphs, text, runs, run_count, lang, rtl, place, diags);
  enter(before);
  return shaped;
}

const struct bb_shaped *__wrap_bb_text_reshape(struct bb_fonts *fonts, struct bb_arena *arena,
                                               struct bb_arena *glyphs,
                                               const struct bb_shaped *shaped, uint32_t from,
                                               uint32_t to) {
  enum stage before = enter(SHAPING);
  const struct bb_shaped *line = __real_bb_text_reshape(fonts, arena, glyphs, shaped, from, to);
  enter(before);
  return line;
}

bool __wrap_bb_lang_breaks(const struct bb_lang *lang, struct bb_span text, uint8_t *breaks,
                           uint8_t *starts) {
  enum stage before = enter(BREAKS);
  bool joined = __real_bb_lang_breaks(lang, text, breaks, starts);
  enter(before);
  return joined;
}

/* ---- the run ---- */

static bool make(const char *folder, const char *path, struct bb_arena *arena,
                 struct bb_diags *diags) {
  struct bb_edition_options options = {.program = "bench"};
  struct bb_edition_report report = {0};
  struct bb_buf bytes = {0};
  enter(COURSE);
  const struct bb_course *course = bb_course_load(arena, folder, NULL, diags);
  if (!course) return false;
  enter(CATALOG);
  const struct bb_catalog *catalog =
      bb_catalog_load(arena, course, &course->language, "locales", "locales", diags);
  enter(EDITION);
  const struct bb_document *document = bb_edition_build(arena, course, catalog, &options, &report);
  enter(FONTS);
  struct bb_fonts *fonts = bb_fonts_open(diags);
  if (!fonts) return false;
  enter(LAYOUT);
  const struct bb_pages *pages =
      bb_layout_build(arena, document, fonts, &(struct bb_layout_options){BB_PAPER_A4}, diags);
  enter(PDF);
  bool good = bb_pdf_build(pages, 1, &bytes, diags);
  enter(WRITING);
  good = good && bb_file_write(path, bb_buf_view(&bytes), diags);
  bb_fonts_close(fonts);
  bb_buf_free(&bytes);
  return good;
}

int main(int argc, char **argv) {
  struct bb_arena arena = {0};
  if (argc != 3) return 2;
  bb_lang_start();
  struct bb_diags *diags = bb_diags_new();
  bool good = make(argv[1], argv[2], &arena, diags);
  bb_diags_free(diags);
  bb_arena_free(&arena);
  enter(COURSE);
  for (int i = 0; i < STAGES; i++) printf("%s %.4f\n", names[i], seconds[i]);
  return good ? 0 : 1;
}
