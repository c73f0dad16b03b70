/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "progress/progress.h"

/* Of equal fractions the quotients are equal, whatever their terms: both divisions round the same
 * number.  0 when nothing is possible. */
double bb_progress_percent(const struct bb_score *score) {
  double possible = (double)score->possible.num / (double)score->possible.den;
  double earned = (double)score->earned.num / (double)score->earned.den;
  return possible > 0 ? 100 * earned / possible : 0;
}

static double percent_of(const struct bb_attempt *attempt) {
  struct bb_score score = bb_attempt_score(attempt);
  return bb_progress_percent(&score);
}

/* ---- quizzes ---- */

static bool is_of(const struct bb_attempt *attempt, const struct bb_quiz_progress *quiz) {
  return bb_span_equal(attempt->quiz, quiz->quiz) && bb_span_equal(attempt->course, quiz->course);
}

static bool counts_instead(const struct bb_attempt *attempt, const struct bb_quiz_progress *quiz) {
  if (!quiz->counted) return true;
  switch (quiz->rule) {
  case BB_SCORE_FIRST: return false;
  case BB_SCORE_BEST: return percent_of(attempt) > percent_of(quiz->counted);
  case BB_SCORE_LAST: return true;
  }
  return false;
}

/* Kind and rule are those of the latest attempt. */
static void sum_up(const struct bb_attempts *attempts, struct bb_quiz_progress *quiz) {
  for (size_t i = 0; i < attempts->count; i++)
    if (is_of(&attempts->list[i], quiz)) {
      quiz->kind = attempts->list[i].kind;
      quiz->rule = attempts->list[i].rule;
    }
  for (size_t i = 0; i < attempts->count; i++) {
    const struct bb_attempt *attempt = &attempts->list[i];
    if (!is_of(attempt, quiz)) continue;
    if (attempt->state == BB_ATTEMPT_OPEN) {
      quiz->open++;
      continue;
    }
    quiz->finished++;
    if (counts_instead(attempt, quiz)) quiz->counted = attempt;
  }
}

static void find_quizzes(struct bb_arena *arena, struct bb_person_progress *person) {
  person->quizzes = BB_NEW_ARRAY(arena, person->attempts.count, struct bb_quiz_progress);
  for (size_t i = 0; i < person->attempts.count; i++) {
    const struct bb_attempt *attempt = &person->attempts.list[i];
    bool met = false;
    for (size_t k = 0; k < person->quiz_count && !met; k++)
      met = is_of(attempt, &person->quizzes[k]);
    if (met) continue;
    struct bb_quiz_progress *quiz = &person->quizzes[person->quiz_count++];
    quiz->course = attempt->course;
    quiz->quiz = attempt->quiz;
    sum_up(&person->attempts, quiz);
  }
}

size_t bb_progress_ordinal(const struct bb_person_progress *person,
                           const struct bb_attempt *attempt) {
  size_t ordinal = 1;
  for (const struct bb_attempt *a = person->attempts.list; a < attempt; a++)
    if (bb_span_equal(a->quiz, attempt->quiz) && bb_span_equal(a->course, attempt->course))
      ordinal++;
  return ordinal;
}

/* ---- gains of a person ---- */

/* The counted attempt of the course's first quiz of this kind, or NULL. */
static const struct bb_attempt *find_test(const struct bb_person_progress *person,
                                          struct bb_span course, enum bb_quiz_kind kind) {
  for (size_t i = 0; i < person->quiz_count; i++) {
    const struct bb_quiz_progress *quiz = &person->quizzes[i];
    if (quiz->kind == kind && quiz->counted && bb_span_equal(quiz->course, course))
      return quiz->counted;
  }
  return NULL;
}

static struct bb_gain gain_of(struct bb_span course, struct bb_span objective, double pre,
                              double post) {
  struct bb_gain gain = {course, objective, pre, post, pre < 100, 0};
  if (gain.defined) gain.gain = (post - pre) / (100 - pre);
  return gain;
}

/* The percent of a test, or of its part about an objective; false when nothing of it is there or
 * can be scored. */
static bool score_test(const struct bb_attempt *test, struct bb_span objective, double *percent) {
  if (!test) return false;
  struct bb_score score =
      objective.n ? bb_attempt_score_objective(test, objective) : bb_attempt_score(test);
  *percent = bb_progress_percent(&score);
  return score.possible.num > 0;
}

enum matched { MATCHED_NEITHER, MATCHED_PRE, MATCHED_POST, MATCHED_BOTH };

static enum matched match(const struct bb_person_progress *person, struct bb_span course,
                          struct bb_span objective, struct bb_gain *gain) {
  double pre = 0, post = 0;
  bool before = score_test(find_test(person, course, BB_QUIZ_PRETEST), objective, &pre);
  bool after = score_test(find_test(person, course, BB_QUIZ_POSTTEST), objective, &post);
  *gain = gain_of(course, objective, pre, post);
  if (!before) return after ? MATCHED_POST : MATCHED_NEITHER;
  return after ? MATCHED_BOTH : MATCHED_PRE;
}

static void find_gains(struct bb_arena *arena, struct bb_person_progress *person) {
  person->gains = BB_NEW_ARRAY(arena, person->quiz_count, struct bb_gain);
  for (size_t i = 0; i < person->quiz_count; i++) {
    const struct bb_quiz_progress *quiz = &person->quizzes[i];
    struct bb_gain gain;
    if (quiz->kind == BB_QUIZ_PRETEST && quiz->counted &&
        quiz->counted == find_test(person, quiz->course, BB_QUIZ_PRETEST) &&
        match(person, quiz->course, (struct bb_span){0}, &gain) == MATCHED_BOTH)
      person->gains[person->gain_count++] = gain;
  }
}

/* ---- gains of the group ---- */

static struct bb_group_gain group_gain(const struct bb_progress *progress, struct bb_span course,
                                       struct bb_span objective) {
  struct bb_group_gain group = {0};
  double pre = 0, post = 0, gains = 0;
  for (size_t i = 0; i < progress->count; i++) {
    struct bb_gain gain;
    enum matched matched = match(&progress->people[i], course, objective, &gain);
    group.only_pre += matched == MATCHED_PRE;
    group.only_post += matched == MATCHED_POST;
    if (matched != MATCHED_BOTH) continue;
    group.matched++;
    pre += gain.pre;
    post += gain.post;
    if (!gain.defined) continue;
    group.mean_count++;
    gains += gain.gain;
  }
  double n = group.matched ? (double)group.matched : 1;
  group.means = gain_of(course, objective, pre / n, post / n);
  if (!group.matched) group.means.defined = false;
  if (group.mean_count) group.mean_gain = gains / (double)group.mean_count;
  return group;
}

static bool has_gain(const struct bb_progress *progress, struct bb_span course,
                     struct bb_span objective) {
  for (size_t i = 0; i < progress->gain_count; i++)
    if (bb_span_equal(progress->gains[i].means.course, course) &&
        bb_span_equal(progress->gains[i].means.objective, objective))
      return true;
  return false;
}

static void add_group_gain(struct bb_arena *arena, struct bb_progress *progress, size_t *room,
                           struct bb_span course, struct bb_span objective) {
  if (has_gain(progress, course, objective)) return;
  progress->gains = bb_arena_grow(arena, progress->gains, progress->gain_count,
                                  progress->gain_count + 1, sizeof *progress->gains, room);
  progress->gains[progress->gain_count++] = group_gain(progress, course, objective);
}

static void add_objectives(struct bb_arena *arena, struct bb_progress *progress, size_t *room,
                           const struct bb_attempt *test) {
  struct bb_span *objectives;
  size_t count = bb_attempt_objectives(arena, test, &objectives);
  for (size_t i = 0; i < count; i++)
    add_group_gain(arena, progress, room, test->course, objectives[i]);
}

static bool is_test(const struct bb_quiz_progress *quiz) {
  return quiz->counted && (quiz->kind == BB_QUIZ_PRETEST || quiz->kind == BB_QUIZ_POSTTEST);
}

/* For each course that has tests: the whole, then every objective that a test asked about. */
static void find_group_gains(struct bb_arena *arena, struct bb_progress *progress) {
  size_t room = 0;
  for (int part = 0; part < 2; part++)
    for (size_t i = 0; i < progress->count; i++)
      for (size_t k = 0; k < progress->people[i].quiz_count; k++) {
        const struct bb_quiz_progress *quiz = &progress->people[i].quizzes[k];
        if (!is_test(quiz)) continue;
        if (part == 0)
          add_group_gain(arena, progress, &room, quiz->course, (struct bb_span){0});
        else
          add_objectives(arena, progress, &room, quiz->counted);
      }
}

/* ---- loading ---- */

static bool load_person(struct bb_store *store, struct bb_arena *arena,
                        const struct bb_person *person, struct bb_progress *progress,
                        struct bb_diags *diags) {
  struct bb_person_progress *one = &progress->people[progress->count++];
  one->person = *person;
  if (!bb_store_load_attempts(store, arena, person->id, &one->attempts, diags)) return false;
  find_quizzes(arena, one);
  find_gains(arena, one);
  return true;
}

bool bb_progress_load(struct bb_store *store, struct bb_arena *arena,
                      const struct bb_person *person, struct bb_progress *progress,
                      struct bb_diags *diags) {
  struct bb_people people = {0};
  *progress = (struct bb_progress){0};
  if (!person && !bb_store_load_people(store, arena, &people, diags)) return false;
  progress->people = BB_NEW_ARRAY(arena, people.count + 1, struct bb_person_progress);
  if (person) return load_person(store, arena, person, progress, diags);
  for (size_t i = 0; i < people.count; i++)
    if (!load_person(store, arena, &people.list[i], progress, diags)) return false;
  find_group_gains(arena, progress);
  return true;
}
