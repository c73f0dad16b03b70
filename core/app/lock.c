/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * benchbook lock: writes quiz.lock, so that `check` tells when a question becomes another one
 * without a new rev, and so that forms A and B of the tests stay as they were handed out.
 *
 * A course with errors is not locked: a question that is left out for a slip would lose its place
 * in a form, and a silent change would be made good.
 */
#include "app/commands.h"
#include "app/messages.h"
#include "app/places.h"
#include "app/report.h"
#include "base/file.h"

struct lock {
  struct bb_arena arena;
  struct bb_diags *diags;
};

static bool is_written(struct lock *lock, const char *path, struct bb_span text) {
  struct bb_span old;
  return bb_file_kind(path) == BB_FILE_REGULAR &&
         bb_file_read(&lock->arena, path, BB_SOURCE_MAX, &old, lock->diags) &&
         bb_span_equal(old, text);
}

static void write_lock(struct lock *lock, const struct bb_course *course, const char *path) {
  struct bb_buf text = {0};
  bb_course_write_lock(course, &text);
  if (is_written(lock, path, bb_buf_view(&text)))
    printf(_("up to date: %s\n"), path);
  else if (bb_file_write(path, bb_buf_view(&text), lock->diags))
    printf(_("written: %s\n"), path);
  bb_buf_free(&text);
}

static void lock_course(struct lock *lock, const struct options *options) {
  struct places places =
      bb_places_find(&lock->arena, options->argument_count ? options->arguments[0] : NULL, NULL);
  const struct bb_course *course = bb_course_load(&lock->arena, places.course, NULL, lock->diags);
  if (!course) return;
  const char *path = bb_file_join(&lock->arena, course->folder, BB_COURSE_LOCK_FILE);
  if (bb_diags_worst(lock->diags) < BB_ERROR)
    write_lock(lock, course, path);
  else
    bb_diag_add(lock->diags, BB_D_LOCK_REFUSED, (struct bb_place){.path = path}, "%s", "");
}

static enum exit_status run_lock(const struct options *options) {
  struct lock lock = {.diags = bb_diags_new()};
  lock_course(&lock, options);
  bb_report_print(stderr, lock.diags);
  enum exit_status status = bb_report_status(lock.diags, options);
  bb_diags_free(lock.diags);
  bb_arena_free(&lock.arena);
  return status;
}

const struct command bb_lock_command = {
    .name = "lock",
    .arguments = "[COURSE]",
    .summary = N_("fix the questions of a course, so that none changes silently"),
    .about = N_("Writes quiz.lock into the course's folder: what each question is at its rev, and "
                "which questions\nforms A and B of the tests have. What is fixed already stays as "
                "it is. Run it when quizzes are\nfirst used and after every new question or rev, "
                "and keep the file with the course."),
    .options = OPTION_BIT(OPTION_STRICT),
    .most = 1,
    .run = run_lock,
};
