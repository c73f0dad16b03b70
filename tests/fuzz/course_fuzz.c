/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A whole course: the input, cut at each byte 0x1E, is course.yaml, a module, glossary.md and
 * economies/ph.md, whose local texts are put into the module.  The trees must be whole afterwards:
 * every block knows its parent, and every parent its last child.
 */
#include "base/file.h"
#include "course/course.h"

#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static const char *const files[] = {"course.yaml", "01-first.md", "glossary.md", "economies/ph.md"};
enum { FILE_COUNT = sizeof files / sizeof *files };

static void check_tree(const struct bb_block *parent) {
  const struct bb_block *last = NULL;
  for (const struct bb_block *b = parent->child; b; b = b->next) {
    if (b->parent != parent) abort();
    check_tree(b);
    last = b;
  }
  if (parent->last != last) abort();
}

static void check_course(struct bb_arena *arena, const struct bb_course *course) {
  struct bb_buf dump = {0};
  for (size_t i = 0; i < course->module_count; i++) check_tree(course->modules[i].text->root);
  for (size_t i = 0; i < course->overlay_count; i++) check_tree(course->overlays[i]->root);
  if (course->glossary) check_tree(course->glossary->root);
  for (size_t i = 0; i < course->module_count; i++) {
    const struct bb_markup *text = course->modules[i].text;
    for (const struct bb_block *b = text->root->child; b; b = b->next) {
      struct bb_diagram_line *lines;
      bb_source_place(text->source, b->offset);
      if (bb_course_is_diagram(b)) bb_course_diagram(arena, b, &lines);
    }
  }
  bb_course_dump(course, &dump);
  bb_buf_free(&dump);
}

static char folder[] = "/tmp/benchbook-course-fuzz-XXXXXX";

static void remove_folder(void) {
  struct bb_arena arena = {0};
  for (size_t i = 0; i < FILE_COUNT; i++) unlink(bb_file_join(&arena, folder, files[i]));
  rmdir(bb_file_join(&arena, folder, "economies"));
  rmdir(folder);
  bb_arena_free(&arena);
}

static void make_folder(void) {
  static bool made;
  if (made) return;
  made = true;
  bb_lang_start();
  if (!mkdtemp(folder) || atexit(remove_folder)) abort();
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  make_folder();
  struct bb_arena arena = {0};
  struct bb_diags *diags = bb_diags_new();
  struct bb_span rest = {(const char *)data, size};
  for (size_t i = 0; i < FILE_COUNT; i++) {
    struct bb_span part = bb_span_next(&rest, 0x1E);
    const char *path = bb_file_join(&arena, folder, files[i]);
    unlink(path);
    if (part.n && !bb_file_write(path, part, diags)) abort();
  }
  const struct bb_course *course = bb_course_load(&arena, folder, "ph", diags);
  if (course) check_course(&arena, course);
  bb_diags_free(diags);
  bb_arena_free(&arena);
  return 0;
}
