/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Prints sheets of the course of the command tests.  A line of the input is "QUIZ SEED VERSION",
 * for a test with the form behind it.
 */
#include "base/file.h"
#include "quiz/quiz.h"

#include <stdio.h>
#include <stdlib.h>

static void draw(struct bb_arena *arena, const struct bb_course *course, struct bb_span line,
                 struct bb_buf *out) {
  uint32_t seed, version;
  struct bb_sheet_request request = {.quiz = bb_course_quiz(course, bb_span_next(&line, ' '))};
  if (!request.quiz || !bb_span_number(bb_span_next(&line, ' '), UINT32_MAX, &seed) ||
      !bb_span_number(bb_span_next(&line, ' '), UINT32_MAX, &version))
    exit(2);
  request.seed = seed;
  request.version = version;
  if (line.p) request.form = line.p[0];
  const struct bb_sheet *sheet = bb_quiz_draw(arena, request);
  bb_quiz_dump(sheet, out);
  for (size_t i = 0; i < sheet->count; i++)
    if (!bb_quiz_item_question(course, &sheet->items[i])) exit(3);
}

int main(int argc, char **argv) {
  struct bb_arena arena = {0};
  struct bb_diags *diags = bb_diags_new();
  struct bb_buf out = {0};
  struct bb_span input;
  bb_lang_start();
  if (argc != 2 || !bb_file_read(&arena, argv[1], 10000, &input, diags)) return 2;
  const struct bb_course *course =
      bb_course_load(&arena, "../../command/courses/exam", NULL, diags);
  for (struct bb_span line; (line = bb_span_next(&input, '\n')).n;)
    draw(&arena, course, line, &out);
  bb_diags_write_text(diags, NULL, &out);
  fwrite(out.p, 1, out.n, stdout);
  bb_buf_free(&out);
  bb_diags_free(diags);
  bb_arena_free(&arena);
  return 0;
}
