/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * benchbook quiz: finds the courses, opens the record, and lets term/ run.
 *
 * What is wrong in a course is said by `benchbook check` to its author, and not here to who takes a
 * quiz; except when nothing is left to take.
 */
#include "app/commands.h"
#include "app/languages.h"
#include "app/messages.h"
#include "app/places.h"
#include "app/record.h"
#include "app/report.h"
#include "base/nearest.h"
#include "term/term.h"

struct quiz {
  struct bb_arena arena;
  struct bb_diags *diags;
  const struct options *options;
  struct bb_term_request request;
};

/* Loads every course that has a quiz.  The messages of the others are kept only when there is none.
 */
static void load_courses(struct quiz *quiz) {
  const struct options *options = quiz->options;
  struct places *places;
  struct bb_diags *diags = bb_diags_new();
  struct bb_buf messages = {0};
  size_t found = 0,
         count =
             bb_places_courses(&quiz->arena, options->argument_count ? options->arguments[0] : NULL,
                               options->locales, &places);
  struct bb_term_course *courses = BB_NEW_ARRAY(&quiz->arena, count, struct bb_term_course);
  for (size_t i = 0; i < count; i++) {
    const struct bb_course *course = bb_course_load(&quiz->arena, places[i].course, NULL, diags);
    if (course && course->quiz_count)
      courses[found++] = (struct bb_term_course){course, places[i].locales};
  }
  if (!found) {
    bb_diags_save(diags, &messages);
    bb_diags_load(quiz->diags, bb_buf_view(&messages));
  }
  bb_buf_free(&messages);
  bb_diags_free(diags);
  quiz->request.courses = courses;
  quiz->request.course_count = found;
  quiz->request.labels = bb_places_find(&quiz->arena, NULL, NULL).labels;
}

/* False after a message that names the nearest quiz, when the one asked for is in no course. */
static bool has_quiz(struct quiz *quiz) {
  const char *asked = quiz->options->quiz, *known[256], *nearest;
  size_t count = 0;
  struct bb_term_request request = quiz->request;
  for (size_t c = 0; c < request.course_count; c++) {
    const struct bb_course *course = request.courses[c].course;
    if (!asked || bb_course_quiz(course, bb_span_of(asked))) return true;
    for (size_t i = 0; i < course->quiz_count && count < sizeof known / sizeof *known; i++)
      known[count++] = bb_arena_string(&quiz->arena, course->quizzes[i].id);
  }
  nearest = bb_nearest(bb_span_of(asked), known, count);
  if (nearest)
    bb_options_error(stderr, &bb_quiz_command, _("there is no quiz \"%s\"; did you mean \"%s\"?"),
                     asked, nearest);
  else
    bb_options_error(stderr, &bb_quiz_command, _("there is no quiz \"%s\""), asked);
  return false;
}

/* False after a message that names the languages there are.  Of several courses some may have it.
 */
static bool has_language(struct quiz *quiz) {
  const struct bb_term_course *course = &quiz->request.courses[0];
  struct languages unused;
  return quiz->request.course_count > 1 ||
         bb_languages_choose(&quiz->arena, &bb_quiz_command, quiz->options, course->course,
                             course->locales, false, &unused);
}

static enum exit_status take_quizzes(struct quiz *quiz) {
  const struct options *options = quiz->options;
  load_courses(quiz);
  if (!quiz->request.course_count) {
    if (bb_diags_worst(quiz->diags) < BB_ERROR)
      bb_options_error(stderr, &bb_quiz_command, _("there is no quiz in \"%s\""),
                       options->argument_count ? options->arguments[0] : ".");
    enum exit_status status = bb_report_status(quiz->diags, options);
    return status == EXIT_FINE ? EXIT_USAGE : status;
  }
  if (!has_quiz(quiz) || !has_language(quiz)) return EXIT_USAGE;
  struct bb_store *store = bb_record_open(&quiz->arena, options, BB_STORE_WRITE, quiz->diags);
  if (store) {
    quiz->request.store = store;
    quiz->request.products = bb_places_products(&quiz->arena);
    quiz->request.lang = options->lang_count ? &options->langs[0] : NULL;
    quiz->request.quiz = options->quiz;
    quiz->request.code = options->as;
    quiz->request.plain = options->plain;
    quiz->request.seed = options->seed_given ? &options->seed : NULL;
    bb_term_run(&quiz->request, quiz->diags);
    bb_store_close(store);
  }
  return bb_report_status(quiz->diags, options);
}

static enum exit_status run_quiz(const struct options *options) {
  struct quiz quiz = {.diags = bb_diags_new(), .options = options};
  enum exit_status status = take_quizzes(&quiz);
  bb_report_print(stderr, quiz.diags);
  bb_diags_free(quiz.diags);
  bb_arena_free(&quiz.arena);
  return status;
}

const struct command bb_quiz_command = {
    .name = "quiz",
    .arguments = "[COURSE]",
    .summary = N_("take a quiz in the terminal"),
    .about =
        N_("Asks for your code, a language, a course and a quiz, unless they are given, then "
           "one question at a\ntime. Every answer is recorded before the next question "
           "appears: the same command goes on where it\nstopped. COURSE is a folder of "
           "lessons; without it, the courses of the program and of this folder.\nWith --plain, "
           "or where there is no screen, a dialogue line by line."),
    .options = OPTION_BIT(OPTION_QUIZ) | OPTION_BIT(OPTION_SEED) | OPTION_BIT(OPTION_LANG) |
               OPTION_BIT(OPTION_AS) | OPTION_BIT(OPTION_DB) | OPTION_BIT(OPTION_PLAIN) |
               OPTION_BIT(OPTION_LOCALES),
    .most = 1,
    .run = run_quiz,
};
