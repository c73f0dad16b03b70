/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The quizzes of a course: pretest.quiz.md, then the quiz files of the modules in their order, then
 * posttest.quiz.md.  All files are cut before the first question is read, so that an id given twice
 * is known, whichever file it stands in.
 */
#include "course/quizzes.h"
#include "course/forms.h"

#include "base/file.h"

#include <string.h>

/* ---- the files ---- */

static bool is_quiz(const char *file) {
  struct bb_span name = bb_span_of(file);
  return bb_span_ends(name, ".quiz.md") && bb_utf8_check(name) == name.n;
}

static bool is_test(const char *file) {
  return !strcmp(file, "pretest.quiz.md") || !strcmp(file, "posttest.quiz.md");
}

/* The quiz file of a module: 06-evidence.quiz.md for 06-evidence.md. */
static const char *file_of(struct bb_loader *loader, const struct bb_module *module) {
  struct bb_span stem = bb_span_of(module->file);
  return bb_arena_printf(loader->arena, "%.*s.quiz.md", (int)(stem.n - (sizeof ".md" - 1)), stem.p);
}

/* True when the file belongs to a module. */
static bool has_module(struct bb_loader *loader, const char *file) {
  for (size_t i = 0; i < loader->course->module_count; i++)
    if (!strcmp(file_of(loader, &loader->course->modules[i]), file)) return true;
  return false;
}

static void report_unclaimed(struct bb_loader *loader) {
  const char *folder = loader->course->folder;
  for (size_t i = 0; i < loader->entry_count; i++) {
    const char *file = loader->entries[i];
    if (!is_quiz(file) || is_test(file) || has_module(loader, file)) continue;
    struct bb_place place = {.path = bb_file_join(loader->arena, folder, file)};
    bb_diag_add(loader->diags, BB_D_QUIZ_MODULE, place, "%s", "");
  }
}

/* ---- reading ---- */

struct reading {
  struct bb_loader *loader;
  struct bb_parts parts;
  size_t room; /* of course->quiz_texts */
};

static void read_file(struct reading *reading, const char *file, const struct bb_module *module) {
  struct bb_loader *loader = reading->loader;
  struct bb_course *course = loader->course;
  const struct bb_source *source = bb_load_has(loader, file) ? bb_load_source(loader, file) : NULL;
  if (!source) return;
  struct bb_quiz_file *from = BB_NEW(loader->arena, struct bb_quiz_file);
  *from = (struct bb_quiz_file){file, &bb_load_text(loader, source, file, 0)->markup, module};
  course->quiz_texts =
      bb_arena_grow(loader->arena, (void *)course->quiz_texts, course->quiz_text_count,
                    course->quiz_text_count + 1, sizeof *course->quiz_texts, &reading->room);
  course->quiz_texts[course->quiz_text_count++] = from->markup;
  bb_check_link_names(loader, from->markup);
  bb_parts_cut(loader, from, &reading->parts);
}

static void read_files(struct reading *reading) {
  const struct bb_course *course = reading->loader->course;
  read_file(reading, "pretest.quiz.md", NULL);
  for (size_t i = 0; i < course->module_count; i++)
    read_file(reading, file_of(reading->loader, &course->modules[i]), &course->modules[i]);
  read_file(reading, "posttest.quiz.md", NULL);
}

/* Where the parts of a quiz end: at the next quiz. */
static size_t end_of_quiz(const struct bb_parts *parts, size_t from) {
  size_t end = from + 1;
  while (end < parts->count && parts->list[end].kind != BB_PART_QUIZ) end++;
  return end;
}

static void read_case(struct bb_loader *loader, const struct bb_part *part, struct bb_quiz *quiz) {
  bb_part_clean(loader, part);
  quiz->cases[quiz->case_count++] = (struct bb_case){.id = part->id,
                                                     .heading = part->heading,
                                                     .first = part->heading->next,
                                                     .end = part->end,
                                                     .question = quiz->question_count,
                                                     .place = part->place};
}

static void read_question(struct bb_loader *loader, const struct bb_part *part,
                          struct bb_quiz *quiz, struct bb_case *kase) {
  struct bb_question *question = &quiz->questions[quiz->question_count];
  if (!bb_question_read(loader, part, question)) return;
  quiz->question_count++;
  if (!part->in_case || !kase) return;
  question->kase = kase;
  kase->question_count++;
}

/* The questions and cases of a quiz, its parts from+1 … end.  Those of a case without a good id are
 * asked on their own. */
static void read_parts(struct bb_loader *loader, const struct bb_parts *parts, size_t from,
                       size_t end, struct bb_quiz *quiz) {
  struct bb_case *kase = NULL;
  quiz->questions = BB_NEW_ARRAY(loader->arena, end - from, struct bb_question);
  quiz->cases = BB_NEW_ARRAY(loader->arena, end - from, struct bb_case);
  for (size_t i = from + 1; i < end; i++) {
    const struct bb_part *part = &parts->list[i];
    if (part->kind == BB_PART_CASE) kase = NULL;
    if (!part->id.n) continue;
    if (part->kind == BB_PART_CASE) {
      kase = &quiz->cases[quiz->case_count];
      read_case(loader, part, quiz);
    } else {
      read_question(loader, part, quiz, kase);
    }
  }
}

/* How many questions were written to be asked in the quiz itself, with faults or not. */
static size_t written(const struct bb_parts *parts, size_t from, size_t end) {
  size_t count = 0;
  for (size_t i = from + 1; i < end; i++)
    count += parts->list[i].kind == BB_PART_QUESTION &&
             !bb_span_is(bb_field_text(&parts->list[i].fields, "pool"), "test");
  return count;
}

static void read_quizzes(struct reading *reading) {
  struct bb_loader *loader = reading->loader;
  struct bb_course *course = loader->course;
  const struct bb_parts *parts = &reading->parts;
  size_t quizzes = 0;
  for (size_t i = 0; i < parts->count; i++) quizzes += parts->list[i].kind == BB_PART_QUIZ;
  course->quizzes = BB_NEW_ARRAY(loader->arena, quizzes, struct bb_quiz);
  for (size_t i = 0, end; i < parts->count; i = end) {
    const struct bb_part *part = &parts->list[i];
    end = end_of_quiz(parts, i);
    if (!part->id.n) continue;
    struct bb_quiz *quiz = &course->quizzes[course->quiz_count++];
    bb_quiz_read(loader, part, quiz);
    read_parts(loader, parts, i, end, quiz);
    if (!written(parts, i, end) && !quiz->blueprint_count)
      bb_diag_add(loader->diags, BB_D_QUIZ_QUESTIONS, quiz->place, "\"%.*s\"",
                  BB_SPAN_ARG(quiz->id));
  }
}

void bb_load_quizzes(struct bb_loader *loader) {
  struct reading reading = {.loader = loader};
  report_unclaimed(loader);
  read_files(&reading);
  bb_parts_unique(loader, &reading.parts);
  read_quizzes(&reading);
  bb_load_lock(loader);
  bb_load_forms(loader);
  bb_check_lock(loader);
}

/* ---- finding ---- */

const struct bb_quiz *bb_course_quiz(const struct bb_course *course, struct bb_span id) {
  for (size_t i = 0; i < course->quiz_count; i++)
    if (bb_span_equal(course->quizzes[i].id, id)) return &course->quizzes[i];
  return NULL;
}

const struct bb_question *bb_course_question(const struct bb_course *course, struct bb_span id,
                                             const struct bb_quiz **quiz) {
  for (size_t i = 0; i < course->quiz_count; i++)
    for (size_t k = 0; k < course->quizzes[i].question_count; k++)
      if (bb_span_equal(course->quizzes[i].questions[k].id, id)) {
        if (quiz) *quiz = &course->quizzes[i];
        return &course->quizzes[i].questions[k];
      }
  return NULL;
}
