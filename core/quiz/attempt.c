/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The attempt: one person, one sheet, from the first question to the result.
 *
 *              bb_attempt_begin
 *                     |
 *                     v
 *                +--------+ -------+  bb_attempt_answer
 *                |  OPEN  |        |  bb_attempt_flag
 *                +--------+ <------+  bb_attempt_hint
 *                 |      |
 *   bb_attempt_finish  bb_attempt_expire    (time is used up: only with a limit)
 *                 |      |
 *                 v      v
 *              +------------+
 *              |  FINISHED  |     expired tells by which way; nothing changes from here on
 *              +------------+
 *
 * The runner steps through it as a person answers.  The store records what each step left, whole,
 * and puts an attempt back as it stood: it replays no steps, and needs neither marking nor a
 * course. Time is what the steps are told, so there is no clock.
 *
 * A score is derived from the answers and the points on the sheet, exactly.
 */
#include "quiz/quiz.h"

struct bb_attempt_answer *bb_attempt_unanswered(struct bb_arena *arena, size_t count) {
  struct bb_attempt_answer *answers = BB_NEW_ARRAY(arena, count, struct bb_attempt_answer);
  for (size_t i = 0; i < count; i++) answers[i].marked.credit = bb_fraction_of(0, 1);
  return answers;
}

struct bb_attempt *bb_attempt_begin(struct bb_arena *arena, const struct bb_course *course,
                                    const struct bb_quiz *quiz, const struct bb_sheet *sheet,
                                    struct bb_span person, struct bb_span lang) {
  struct bb_attempt *attempt = BB_NEW(arena, struct bb_attempt);
  *attempt = (struct bb_attempt){
      .person = person,
      .quiz = quiz->id,
      .lang = lang,
      .course = course->id,
      .course_version = course->version,
      .kind = quiz->kind,
      .sheet = sheet,
      .answers = bb_attempt_unanswered(arena, sheet->count),
      .seconds_limit = quiz->kind == BB_QUIZ_PRACTICE ? 0 : quiz->seconds,
      .pass = quiz->pass,
      .rule = quiz->score,
      .state = BB_ATTEMPT_OPEN,
  };
  return attempt;
}

static bool is_open(const struct bb_attempt *attempt, size_t item) {
  return attempt->state == BB_ATTEMPT_OPEN && item < attempt->sheet->count;
}

static bool is_late(const struct bb_attempt *attempt, uint32_t seconds) {
  return attempt->seconds_limit && seconds > attempt->seconds_limit;
}

bool bb_attempt_answer(struct bb_attempt *attempt, size_t item, const struct bb_response *response,
                       bool given, struct bb_marked marked, uint32_t seconds) {
  if (!is_open(attempt, item) || seconds < attempt->seconds_used || is_late(attempt, seconds))
    return false;
  struct bb_attempt_answer *answer = &attempt->answers[item];
  answer->given = given;
  answer->response = *response;
  answer->marked = marked;
  answer->revisions++;
  attempt->seconds_used = seconds;
  return true;
}

bool bb_attempt_flag(struct bb_attempt *attempt, size_t item, bool flagged) {
  if (!is_open(attempt, item)) return false;
  attempt->answers[item].flagged = flagged;
  return true;
}

bool bb_attempt_hint(struct bb_attempt *attempt, size_t item) {
  if (!is_open(attempt, item)) return false;
  attempt->answers[item].hinted = true;
  return true;
}

bool bb_attempt_finish(struct bb_attempt *attempt, uint32_t seconds) {
  if (attempt->state != BB_ATTEMPT_OPEN || seconds < attempt->seconds_used ||
      is_late(attempt, seconds))
    return false;
  attempt->seconds_used = seconds;
  attempt->state = BB_ATTEMPT_FINISHED;
  return true;
}

bool bb_attempt_expire(struct bb_attempt *attempt) {
  if (attempt->state != BB_ATTEMPT_OPEN || !attempt->seconds_limit) return false;
  attempt->seconds_used = attempt->seconds_limit;
  attempt->state = BB_ATTEMPT_FINISHED;
  attempt->expired = true;
  return true;
}

bool bb_attempt_shows_feedback(const struct bb_attempt *attempt) {
  return attempt->kind == BB_QUIZ_PRACTICE || attempt->state == BB_ATTEMPT_FINISHED;
}

/* ---- the score ---- */

static void count_verdict(struct bb_score *score, const struct bb_attempt_answer *answer) {
  if (!answer->given) {
    score->unanswered++;
    return;
  }
  switch (answer->marked.verdict) {
  case BB_VERDICT_WRONG:
  case BB_VERDICT_UNREAD: score->wrong++; break;
  case BB_VERDICT_PARTLY: score->partly++; break;
  case BB_VERDICT_RIGHT: score->right++; break;
  case BB_VERDICT_WAITING: score->waiting++; break;
  }
}

static void add_item(struct bb_score *score, const struct bb_sheet_item *item,
                     const struct bb_attempt_answer *answer) {
  count_verdict(score, answer);
  if (answer->given && answer->marked.verdict == BB_VERDICT_WAITING) return;
  score->possible.num += item->points;
  if (answer->given)
    score->earned =
        bb_fraction_add(score->earned, bb_fraction_times(answer->marked.credit, item->points));
}

/* Rounded down, so that a pass mark is never reached by rounding.  Fits for sound records (see the
 * bounds of struct bb_fraction); what does not is worth nothing. */
static void close_score(struct bb_score *score, uint32_t pass) {
  int64_t earned, whole;
  if (!score->possible.num || __builtin_mul_overflow(score->earned.num, 100, &earned) ||
      __builtin_mul_overflow(score->earned.den, score->possible.num, &whole))
    return;
  score->percent = (uint32_t)(earned / whole);
  score->passed = pass && score->percent >= pass;
}

/* objective NULL: all items. */
static struct bb_score sum_up(const struct bb_attempt *attempt, const struct bb_span *objective) {
  struct bb_score score = {.earned = {0, 1}, .possible = {0, 1}};
  for (size_t i = 0; i < attempt->sheet->count; i++) {
    const struct bb_sheet_item *item = &attempt->sheet->items[i];
    if (!objective || bb_span_equal(*objective, item->objective))
      add_item(&score, item, &attempt->answers[i]);
  }
  close_score(&score, attempt->pass);
  return score;
}

struct bb_score bb_attempt_score(const struct bb_attempt *attempt) {
  return sum_up(attempt, NULL);
}

struct bb_score bb_attempt_score_objective(const struct bb_attempt *attempt,
                                           struct bb_span objective) {
  return sum_up(attempt, &objective);
}

size_t bb_attempt_objectives(struct bb_arena *arena, const struct bb_attempt *attempt,
                             struct bb_span **objectives) {
  size_t found = 0;
  *objectives = BB_NEW_ARRAY(arena, attempt->sheet->count, struct bb_span);
  for (size_t i = 0; i < attempt->sheet->count; i++) {
    struct bb_span objective = attempt->sheet->items[i].objective;
    bool met = objective.n == 0;
    for (size_t k = 0; k < found && !met; k++) met = bb_span_equal((*objectives)[k], objective);
    if (!met) (*objectives)[found++] = objective;
  }
  return found;
}
