/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The quizzes of a course: the input, cut at each byte 0x1E, is 01-first.quiz.md, pretest.quiz.md
 * and quiz.lock, beside a module that stays the same.  Every question that is asked must be one
 * that can be answered and marked; no form has a question twice; and a lock that is written for a
 * course without errors is understood, and asks for nothing, when the course is loaded again.
 */
#include "base/file.h"
#include "catalog/catalog.h"
#include "course/course.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static const char *const files[] = {"01-first.quiz.md", "pretest.quiz.md", "quiz.lock"};
enum { FILE_COUNT = sizeof files / sizeof *files };

static const char manifest[] = "id: x\ntitle: A course\nlanguage: en\n";
static const char module[] = "---\nid: m01\ntitle: First\nobjectives:\n"
                             "  - {id: m01-o1, text: Answer.}\n---\n\nText.\n";

static void must(bool good, const char *what) {
  if (good) return;
  fprintf(stderr, "not so: %s\n", what);
  abort();
}

static void check_options(const struct bb_option *options, size_t count, size_t least) {
  must(count >= least && count <= BB_OPTIONS_MAX, "a question has options");
  for (size_t i = 0; i < count; i++) {
    must(options[i].text && options[i].text->inlines, "an option has a text");
    must(options[i].weight >= -100 && options[i].weight <= 100, "a weight is a percentage");
  }
}

static void check_choice(const struct bb_option *options, size_t count) {
  size_t keys = 0;
  check_options(options, count, 2);
  for (size_t i = 0; i < count; i++) keys += options[i].correct;
  must(keys > 0, "a choice has a key");
}

static void check_typed(const struct bb_typed *typed, bool words) {
  bool full = false;
  must(typed->count > 0 && typed->count <= BB_ACCEPTED_MAX, "something may be typed");
  for (size_t i = 0; i < typed->count; i++) full |= typed->accepted[i].weight == 100;
  must(full, "all points can be earned");
  must(words == (typed->message.text.n > 0), "words are a message, numbers are none");
}

/* What a message of answers holds is what was read. */
static void check_message(struct bb_arena *arena, const struct bb_typed *typed) {
  struct bb_typed again = bb_course_typed(arena, typed->message.text);
  must(again.count == typed->count, "a message has all answers");
  for (size_t i = 0; i < again.count; i++)
    must(again.accepted[i].weight == typed->accepted[i].weight &&
             bb_span_equal(again.accepted[i].text, typed->accepted[i].text),
         "a message reads back");
}

static void check_gaps(struct bb_arena *arena, const struct bb_question *q) {
  must(q->gap_count > 0 && q->gap_count <= BB_GAPS_MAX, "a cloze has gaps");
  for (size_t i = 0; i < q->gap_count; i++) {
    if (q->gaps[i].option_count) {
      check_choice(q->gaps[i].options, q->gaps[i].option_count);
    } else {
      check_typed(&q->gaps[i].typed, true);
      check_message(arena, &q->gaps[i].typed);
    }
  }
}

static void check_question(struct bb_arena *arena, const struct bb_question *q) {
  must(q->id.n && q->rev && q->points && q->points <= BB_POINTS_MAX && q->heading,
       "a question has an id, a rev, points and a heading");
  for (const struct bb_block *b = q->first; b != q->end; b = b->next) must(b, "a stem ends");
  switch (q->type) {
  case BB_QUESTION_SINGLE:
  case BB_QUESTION_MULTIPLE:
  case BB_QUESTION_TRUEFALSE: check_choice(q->options, q->option_count); break;
  case BB_QUESTION_ORDER: check_options(q->options, q->option_count, 2); break;
  case BB_QUESTION_MATCH:
    check_options(q->options, q->option_count, 2);
    check_options(q->targets, q->target_count, q->option_count);
    break;
  case BB_QUESTION_SHORT:
    check_typed(&q->typed, true);
    check_message(arena, &q->typed);
    break;
  case BB_QUESTION_NUMBER:
  case BB_QUESTION_TIME: check_typed(&q->typed, false); break;
  case BB_QUESTION_CLOZE: check_gaps(arena, q); break;
  case BB_QUESTION_ESSAY: break;
  }
}

static void check_form(const struct bb_quiz *quiz, int f) {
  const struct bb_form *form = &quiz->forms[f];
  for (size_t i = 0; i < form->count; i++)
    for (size_t k = 0; k < i + quiz->forms[0].count * (size_t)f; k++) {
      const struct bb_question *other =
          k < i ? form->questions[k] : quiz->forms[0].questions[k - i];
      must(form->questions[i] != other, "a question is in the forms once");
    }
}

static void ignore(void *user, const struct bb_message *message) {
  size_t *count = user;
  *count += message->id.n;
}

static void check_course(struct bb_arena *arena, const struct bb_course *course) {
  struct bb_buf dump = {0};
  size_t bytes = 0;
  for (size_t i = 0; i < course->quiz_count; i++) {
    const struct bb_quiz *quiz = &course->quizzes[i];
    for (size_t k = 0; k < quiz->question_count; k++) check_question(arena, &quiz->questions[k]);
    for (int f = 0; f < BB_FORMS; f++) check_form(quiz, f);
  }
  bb_catalog_each_message(arena, course, ignore, &bytes);
  bb_course_dump(course, &dump);
  bb_buf_free(&dump);
}

static char folder[] = "/tmp/benchbook-quiz-fuzz-XXXXXX";

static void put(struct bb_arena *arena, const char *file, struct bb_span text) {
  struct bb_diags *diags = bb_diags_new();
  must(bb_file_write(bb_file_join(arena, folder, file), text, diags), "a file is written");
  bb_diags_free(diags);
}

static void remove_folder(void) {
  struct bb_arena arena = {0};
  for (size_t i = 0; i < FILE_COUNT; i++) unlink(bb_file_join(&arena, folder, files[i]));
  unlink(bb_file_join(&arena, folder, "course.yaml"));
  unlink(bb_file_join(&arena, folder, "01-first.md"));
  rmdir(folder);
  bb_arena_free(&arena);
}

static void make_folder(struct bb_arena *arena) {
  static bool made;
  if (made) return;
  made = true;
  bb_lang_start();
  must(mkdtemp(folder) && !atexit(remove_folder), "a folder is made");
  put(arena, "course.yaml", bb_span_of(manifest));
  put(arena, "01-first.md", bb_span_of(module));
}

/* The lock of a course without errors says all there is to say. */
static void check_lock(struct bb_arena *arena, const struct bb_course *course) {
  struct bb_buf lock = {0}, again = {0};
  struct bb_diags *diags = bb_diags_new();
  bb_course_write_lock(course, &lock);
  put(arena, BB_COURSE_LOCK_FILE, bb_buf_view(&lock));
  course = bb_course_load(arena, folder, NULL, diags);
  must(course && bb_diags_worst(diags) < BB_ERROR, "a lock just written finds no change");
  bb_course_write_lock(course, &again);
  must(bb_span_equal(bb_buf_view(&lock), bb_buf_view(&again)), "a lock is stable");
  bb_diags_free(diags);
  bb_buf_free(&lock);
  bb_buf_free(&again);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  struct bb_arena arena = {0};
  make_folder(&arena);
  struct bb_diags *diags = bb_diags_new();
  struct bb_span rest = {(const char *)data, size};
  for (size_t i = 0; i < FILE_COUNT; i++) {
    struct bb_span part = bb_span_next(&rest, 0x1E);
    unlink(bb_file_join(&arena, folder, files[i]));
    if (part.n) put(&arena, files[i], part);
  }
  const struct bb_course *course = bb_course_load(&arena, folder, NULL, diags);
  if (course) check_course(&arena, course);
  if (course && bb_diags_worst(diags) < BB_ERROR) check_lock(&arena, course);
  bb_diags_free(diags);
  bb_arena_free(&arena);
  return 0;
}
