/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Loading a course, step after step.  The order is what each step needs of those before it: slots
 * are filled before names are entered, so that headings of local texts can be reached; links are
 * checked when all names are there.
 */
#include "base/file.h"
#include "course/load.h"

#include <stdlib.h>
#include <string.h>

static void load_modules(struct bb_loader *loader, const char **files, size_t count) {
  struct bb_course *course = loader->course;
  course->modules = BB_NEW_ARRAY(loader->arena, count, struct bb_module);
  loader->texts = BB_NEW_ARRAY(loader->arena, count, struct bb_course_text *);
  for (size_t i = 0; i < count; i++) {
    struct bb_module *module = &course->modules[course->module_count];
    struct bb_course_text *text = bb_load_module(loader, files[i], module);
    if (!text) {
      *module = (struct bb_module){0};
      continue;
    }
    loader->texts[course->module_count++] = text;
    if (module->number < 0) module->number = (int)course->module_count;
  }
}

void bb_check_text(struct bb_loader *loader, const struct bb_markup *markup) {
  bb_check_callouts(loader, markup);
  bb_check_diagrams(loader, markup);
  bb_check_images(loader, markup);
}

static void check_all(struct bb_loader *loader) {
  struct bb_course *course = loader->course;
  for (size_t i = 0; i < course->module_count; i++) {
    const struct bb_module *module = &course->modules[i];
    bb_check_text(loader, module->text);
    bb_check_solutions(loader, module->text);
    bb_check_links(loader, module->text, module->text->root, module, NULL);
  }
  if (course->glossary) {
    bb_check_text(loader, course->glossary);
    bb_check_solutions(loader, course->glossary);
    bb_check_links(loader, course->glossary, course->glossary->root, NULL, NULL);
  }
  for (size_t i = 0; i < course->quiz_text_count; i++) {
    const struct bb_markup *text = course->quiz_texts[i];
    bb_check_text(loader, text);
    bb_check_links(loader, text, text->root, NULL, NULL);
  }
  bb_check_overlays(loader);
}

static int by_path(const void *a, const void *b) {
  return strcmp(*(const char *const *)a, *(const char *const *)b);
}

static void sort_inputs(struct bb_course *course) {
  size_t kept = 0;
  if (course->input_count)
    qsort((void *)course->inputs, course->input_count, sizeof(char *), by_path);
  for (size_t i = 0; i < course->input_count; i++)
    if (!kept || strcmp(course->inputs[kept - 1], course->inputs[i]) != 0)
      course->inputs[kept++] = course->inputs[i];
  course->input_count = kept;
}

const struct bb_course *bb_course_load(struct bb_arena *arena, const char *folder,
                                       const char *economy, struct bb_diags *diags) {
  struct bb_course *course = BB_NEW(arena, struct bb_course);
  struct bb_loader loader = {.arena = arena,
                             .diags = diags,
                             .course = course,
                             .names = BB_NEW(arena, struct bb_course_names)};
  course->folder = bb_arena_string(arena, bb_span_of(folder));
  if (!bb_load_list(&loader)) return NULL;
  struct bb_load_manifest manifest = bb_load_manifest(&loader);
  size_t count;
  const char **files =
      bb_load_order(&loader, manifest.found, manifest.modules, manifest.module_count, &count);
  load_modules(&loader, files, count);
  if (!course->module_count) {
    bb_diag_add(diags, BB_D_COURSE_EMPTY, (struct bb_place){.path = course->folder}, "%s", "");
    return NULL;
  }
  bb_load_glossary(&loader);
  bb_load_unique_ids(&loader);
  bb_load_overlays(&loader, economy);
  bb_load_economies(&loader);
  bb_load_names(&loader);
  bb_load_quizzes(&loader);
  check_all(&loader);
  sort_inputs(course);
  return course;
}

void bb_course_check_dates(const struct bb_course *course, struct bb_date today,
                           struct bb_diags *diags) {
  for (size_t i = 0; i < course->module_count; i++) {
    const struct bb_module *module = &course->modules[i];
    struct bb_date by = module->review_by;
    if (!by.year || bb_date_compare(by, today) >= 0) continue;
    bb_diag_add(diags, BB_D_REVIEW_OVERDUE, module->review_place, "%04d-%02d-%02d", by.year,
                by.month, by.day);
  }
}
