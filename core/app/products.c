/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Which products a run makes.  Papers are drawn here, once, before the languages part: all
 * languages ask the same questions in the same order.
 */
#include "app/job.h"

#include "app/messages.h"

static bool is_asked(const struct job *job, enum bb_edition edition) {
  return job->options->editions & (1u << edition);
}

static bool is_chosen(const struct job *job, const struct bb_quiz *quiz) {
  if (job->options->quiz) return bb_span_is(quiz->id, job->options->quiz);
  return !quiz->module || bb_edition_includes(quiz->module, &job->edition);
}

static void add(struct job *job, struct product product) {
  if (is_asked(job, product.edition)) job->products[job->product_count++] = product;
}

static bool has_modules(const struct job *job) {
  for (size_t i = 0; i < job->course->module_count; i++)
    if (bb_edition_includes(&job->course->modules[i], &job->edition)) return true;
  return false;
}

/* All versions of a quiz in a form (0: it has none). */
static void add_papers(struct bb_arena *arena, struct job *job, const struct bb_quiz *quiz,
                       char form) {
  const struct options *options = job->options;
  if (form && options->form && form != options->form) return;
  for (uint32_t version = 1; version <= (options->versions ? options->versions : 1); version++) {
    const struct bb_sheet *sheet = bb_quiz_draw(
        arena, (struct bb_sheet_request){
                   .quiz = quiz, .form = form, .seed = options->seed, .version = version});
    if (!sheet) return; /* a quiz without questions */
    add(job, (struct product){BB_EDITION_QUIZ, quiz, sheet});
    add(job, (struct product){BB_EDITION_KEY, quiz, sheet});
  }
}

static bool has_forms(const struct bb_quiz *quiz) {
  return quiz->kind == BB_QUIZ_PRETEST || quiz->kind == BB_QUIZ_POSTTEST;
}

bool bb_job_choose_products(struct bb_arena *arena, struct job *job,
                            const struct command *command) {
  const struct bb_course *course = job->course;
  const char *named = job->options->quiz;
  if (named && !bb_course_quiz(course, bb_span_of(named))) {
    bb_options_error(stderr, command, _("there is no quiz \"%s\""), named);
    return false;
  }
  size_t most = 2 + course->quiz_count * 2 * BB_FORMS * VERSIONS_MAX;
  job->products = BB_NEW_ARRAY(arena, most, struct product);
  if (has_modules(job)) {
    add(job, (struct product){.edition = BB_EDITION_HANDBOOK});
    add(job, (struct product){.edition = BB_EDITION_TRAINER});
  }
  for (size_t i = 0; i < course->quiz_count; i++) {
    const struct bb_quiz *quiz = &course->quizzes[i];
    if (!is_chosen(job, quiz)) continue;
    add_papers(arena, job, quiz, has_forms(quiz) ? 'A' : 0);
    if (has_forms(quiz)) add_papers(arena, job, quiz, 'B');
  }
  return true;
}
