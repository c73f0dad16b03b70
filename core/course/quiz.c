/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The directive of a quiz: its kind, its limits, what is shuffled, what a test draws.
 *
 *   kind=module|practice|pretest|posttest    else by the file's name: pretest.quiz.md
 *   time=30m, 90s, 1h30m                     shuffle=questions,options
 *   blueprint=m03:2,m06:3                    so many questions of these modules' test pools
 */
#include "base/nearest.h"
#include "course/quizzes.h"

enum {
  PASS_MAX = 100,
  DRAW_MAX = 500,
  ATTEMPTS_MAX = 100,
  SECONDS_MAX = 24 * 60 * 60,
  BLUEPRINT_MAX = 100, /* modules in a blueprint */
  COUNT_MAX = 100      /* questions of one module */
};

static const char *const kinds[] = {"module", "practice", "pretest", "posttest", NULL};
static const char *const scores[] = {"first", "best", "last", NULL};
static const char *const shuffles[] = {"questions", "options", NULL};
static const char *const limits[] = {"time", "attempts", NULL};
static const char *const test_only[] = {"blueprint", NULL};
static const char *const not_of_tests[] = {"draw", NULL};

static enum bb_quiz_kind kind_of(const struct bb_fields *f, const char *file) {
  switch (bb_field_choice(f, "kind", kinds)) {
  case 0: return BB_QUIZ_MODULE;
  case 1: return BB_QUIZ_PRACTICE;
  case 2: return BB_QUIZ_PRETEST;
  case 3: return BB_QUIZ_POSTTEST;
  }
  if (bb_span_is(bb_span_of(file), "pretest.quiz.md")) return BB_QUIZ_PRETEST;
  return bb_span_is(bb_span_of(file), "posttest.quiz.md") ? BB_QUIZ_POSTTEST : BB_QUIZ_MODULE;
}

static enum bb_score_rule score_of(const struct bb_fields *f) {
  switch (bb_field_choice(f, "score", scores)) {
  case 1: return BB_SCORE_BEST;
  case 2: return BB_SCORE_LAST;
  }
  return BB_SCORE_FIRST;
}

static uint32_t unit_of(char letter) {
  return letter == 'h' ? 3600 : letter == 'm' ? 60 : letter == 's' ? 1 : 0;
}

/* "1h30m" in seconds; 0 when it is not of that form. */
static uint32_t seconds_in(struct bb_span text) {
  uint32_t total = 0, number;
  for (size_t at = 0; at < text.n;) {
    size_t from = at;
    while (at < text.n && text.p[at] >= '0' && text.p[at] <= '9') at++;
    uint32_t unit = at < text.n ? unit_of(text.p[at]) : 0;
    if (!unit || !bb_span_number(bb_span_cut(text, from, at), SECONDS_MAX, &number)) return 0;
    if (number > (SECONDS_MAX - total) / unit) return 0;
    total += number * unit;
    at++;
  }
  return total;
}

static uint32_t time_of(const struct bb_fields *f) {
  struct bb_span text = bb_field_text(f, "time");
  uint32_t seconds = seconds_in(text);
  if (text.n && !seconds)
    bb_diag_add(f->diags, BB_D_FIELD_FORM, bb_field_place(f, "time"),
                "\"time\" takes hours, minutes and seconds of at most a day, as in 30m or 1h30m");
  return seconds;
}

static void read_shuffle(const struct bb_fields *f, struct bb_quiz *quiz) {
  struct bb_phrase word = {.place = bb_field_place(f, "shuffle")};
  struct bb_span rest = bb_field_text(f, "shuffle");
  while ((word.text = bb_span_next(&rest, ',')).n) {
    int which = bb_field_pick(f, "shuffle", word, shuffles);
    quiz->shuffle_questions |= which == 0;
    quiz->shuffle_options |= which == 1;
  }
}

/* ---- the blueprint ---- */

static bool has_module(const struct bb_course *course, struct bb_span id) {
  for (size_t i = 0; i < course->module_count; i++)
    if (bb_span_equal(course->modules[i].id, id)) return true;
  return false;
}

static const char *nearest_module(struct bb_loader *loader, struct bb_span id) {
  const struct bb_course *course = loader->course;
  const char **ids = BB_NEW_ARRAY(loader->arena, course->module_count, const char *);
  for (size_t i = 0; i < course->module_count; i++)
    ids[i] = bb_arena_string(loader->arena, course->modules[i].id);
  return bb_nearest(id, ids, course->module_count);
}

static bool is_planned(const struct bb_quiz *quiz, struct bb_span module) {
  for (size_t i = 0; i < quiz->blueprint_count; i++)
    if (bb_span_equal(quiz->blueprint[i].module, module)) return true;
  return false;
}

static void add_entry(struct bb_loader *loader, const struct bb_fields *f, struct bb_quiz *quiz,
                      struct bb_span entry) {
  size_t colon = bb_span_find(entry, 0, ":");
  struct bb_span module = bb_span_cut(entry, 0, colon),
                 number = bb_span_cut(entry, colon + 1, entry.n);
  uint32_t count;
  struct bb_place place = bb_field_place(f, "blueprint");
  if (!bb_span_number(number, COUNT_MAX, &count) || !count || is_planned(quiz, module))
    bb_diag_add(f->diags, BB_D_QUIZ_BLUEPRINT, place, "\"%.*s\"", BB_SPAN_ARG(entry));
  else if (!has_module(loader->course, module))
    bb_diag_add(f->diags, BB_D_QUIZ_BLUEPRINT, place, "no module is \"%.*s\"%s",
                BB_SPAN_ARG(module), bb_hint(loader->arena, nearest_module(loader, module)));
  else
    quiz->blueprint[quiz->blueprint_count++] = (struct bb_blueprint){module, count};
}

static void read_blueprint(struct bb_loader *loader, const struct bb_fields *f,
                           struct bb_quiz *quiz) {
  struct bb_span rest = bb_field_text(f, "blueprint"), entry;
  if (!rest.n) return;
  quiz->blueprint = BB_NEW_ARRAY(loader->arena, BLUEPRINT_MAX, struct bb_blueprint);
  while (quiz->blueprint_count < BLUEPRINT_MAX && (entry = bb_span_next(&rest, ',')).p)
    add_entry(loader, f, quiz, entry);
}

static bool is_test(const struct bb_quiz *quiz) {
  return quiz->kind == BB_QUIZ_PRETEST || quiz->kind == BB_QUIZ_POSTTEST;
}

void bb_quiz_read(struct bb_loader *loader, const struct bb_part *part, struct bb_quiz *quiz) {
  const struct bb_fields *f = &part->fields;
  bb_part_clean(loader, part);
  *quiz = (struct bb_quiz){.id = part->id,
                           .file = part->from->file,
                           .module = part->from->module,
                           .heading = part->heading,
                           .first = part->heading->next,
                           .end = part->end,
                           .kind = kind_of(f, part->from->file),
                           .score = score_of(f),
                           .pass = bb_field_number(f, "pass", 1, PASS_MAX),
                           .draw = bb_field_number(f, "draw", 1, DRAW_MAX),
                           .seconds = time_of(f),
                           .attempts = bb_field_number(f, "attempts", 1, ATTEMPTS_MAX),
                           .markup = part->from->markup,
                           .place = part->place};
  read_shuffle(f, quiz);
  read_blueprint(loader, f, quiz);
  if (is_test(quiz)) {
    bb_attributes_refuse(f, not_of_tests, "a pretest or posttest");
    quiz->draw = 0;
  } else {
    bb_attributes_refuse(f, test_only, "a quiz that is no pretest or posttest");
    quiz->blueprint_count = 0;
  }
  if (quiz->kind == BB_QUIZ_PRACTICE) {
    bb_attributes_refuse(f, limits, "a practice quiz");
    quiz->seconds = quiz->attempts = 0;
  }
}
