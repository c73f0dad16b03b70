/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Prints the document of the course in this folder.  The input holds words: a language, handbook or
 * trainer, then perhaps basic or advanced, or an economy; or a language, paper or key, and the quiz
 * of the course of the command tests.
 */
#include "base/file.h"
#include "edition/edition.h"

#include <stdio.h>
#include <stdlib.h>

struct wanted {
  struct bb_lang lang;
  struct bb_edition_options options;
  const char *economy, *quiz;
};

static void take(struct bb_arena *arena, struct wanted *wanted, struct bb_span word) {
  if (bb_span_is(word, "handbook"))
    wanted->options.edition = BB_EDITION_HANDBOOK;
  else if (bb_span_is(word, "trainer"))
    wanted->options.edition = BB_EDITION_TRAINER;
  else if (bb_span_is(word, "paper"))
    wanted->options.edition = BB_EDITION_QUIZ;
  else if (bb_span_is(word, "key"))
    wanted->options.edition = BB_EDITION_KEY;
  else if (bb_span_is(word, "m01"))
    wanted->quiz = "m01";
  else if (bb_span_is(word, "basic"))
    wanted->options.level = BB_LEVEL_BASIC;
  else if (bb_span_is(word, "advanced"))
    wanted->options.level = BB_LEVEL_ADVANCED;
  else
    wanted->economy = bb_arena_string(arena, word);
}

static struct wanted read_input(struct bb_arena *arena, const char *path, struct bb_diags *diags) {
  struct wanted wanted = {.options = {.program = "Benchbook"}};
  struct bb_span line;
  if (!bb_file_read(arena, path, 1000, &line, diags)) exit(3);
  line = bb_span_trim(line);
  if (!bb_lang_parse(bb_span_next(&line, ' '), &wanted.lang)) exit(2);
  for (struct bb_span word; (word = bb_span_next(&line, ' ')).p;) take(arena, &wanted, word);
  return wanted;
}

static void draw(struct bb_arena *arena, const struct bb_course *course, struct wanted *wanted) {
  wanted->options.quiz = bb_course_quiz(course, bb_span_of(wanted->quiz));
  wanted->options.sheet = bb_quiz_draw(
      arena, (struct bb_sheet_request){.quiz = wanted->options.quiz, .seed = 1, .version = 1});
}

int main(int argc, char **argv) {
  struct bb_arena arena = {0};
  struct bb_diags *diags = bb_diags_new();
  struct bb_buf out = {0};
  struct bb_edition_report report;
  bb_lang_start();
  if (argc != 2) return 2;
  struct wanted wanted = read_input(&arena, argv[1], diags);
  const char *folder = wanted.quiz ? "../../command/courses/exam" : "course";
  const struct bb_course *course = bb_course_load(&arena, folder, wanted.economy, diags);
  if (wanted.quiz) draw(&arena, course, &wanted);
  const struct bb_catalog *catalog =
      bb_catalog_load(&arena, course, &wanted.lang, "locales", "locales", diags);
  bb_document_dump(bb_edition_build(&arena, course, catalog, &wanted.options, &report), &out);
  bb_buf_printf(&out, "translated %zu of %zu messages, %zu of %zu words\n", report.translated,
                report.messages, report.words_translated, report.words);
  bb_diags_write_text(diags, NULL, &out);
  fwrite(out.p, 1, out.n, stdout);
  bb_buf_free(&out);
  bb_diags_free(diags);
  bb_arena_free(&arena);
  return 0;
}
