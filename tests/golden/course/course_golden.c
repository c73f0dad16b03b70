/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Prints the dump of a course folder, then what was reported about it.  A file "economy" in the
 * folder names the economy whose local texts are put in.
 */
#include "base/file.h"
#include "course/course.h"

#include <stdio.h>

static const char *economy_of(struct bb_arena *arena, const char *folder, struct bb_diags *diags) {
  const char *path = bb_file_join(arena, folder, "economy");
  struct bb_span name;
  if (bb_file_kind(path) != BB_FILE_REGULAR || !bb_file_read(arena, path, 64, &name, diags))
    return NULL;
  return bb_arena_string(arena, bb_span_trim(name));
}

int main(int argc, char **argv) {
  if (argc != 2) return 2;
  struct bb_arena arena = {0};
  struct bb_buf out = {0};
  struct bb_diags *diags = bb_diags_new();
  bb_lang_start();
  const struct bb_course *course =
      bb_course_load(&arena, argv[1], economy_of(&arena, argv[1], diags), diags);
  if (course) bb_course_dump(course, &out);
  bb_buf_string(&out, "\n");
  bb_diags_write_text(diags, NULL, &out);
  fwrite(out.p, 1, out.n, stdout);
  bb_diags_free(diags);
  bb_buf_free(&out);
  bb_arena_free(&arena);
  return 0;
}
