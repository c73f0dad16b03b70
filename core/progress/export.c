/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Progress for other programs.
 *
 * CSV by RFC 4180: CRLF ends a record, the first record names the columns, a field with a comma, a
 * quote or a line end is quoted.  A text that a spreadsheet would take for a formula (it begins
 * with = + - @ or a control character) gets an apostrophe in front; numbers are written by this
 * file and need none.  The column `record` says what a line is about:
 *
 *     attempt     one attempt; its columns up to `passed`
 *     objective   the part of that attempt about one objective
 *     gain        pre, post and gain of a person in a course
 *     group       the same of the class means, whole or of one objective; mean_gain, matched, …
 *
 * What a line has not is empty.  An attempt that is not finished has no score and no objectives
 * yet: they would tell what was right before the end.  Percents and points are exact to six digits
 * behind the point; percent is not rounded down here as it is on screen.
 */
#include "progress/progress.h"

#include <inttypes.h>
#include <time.h>

static const char *const kinds[] = {"module", "practice", "pretest", "posttest"};
static const char *const rules[] = {"first", "best", "last"};

/* ---- what both forms have ---- */

static double points(struct bb_fraction f) {
  return (double)f.num / (double)f.den;
}

/* "2026-11-22T03:52:00Z", or "" for a time that is not known. */
static const char *time_text(int64_t seconds, char text[40]) {
  struct tm tm;
  time_t t = (time_t)seconds;
  if (!seconds || !gmtime_r(&t, &tm) || !strftime(text, 40, "%Y-%m-%dT%H:%M:%SZ", &tm))
    text[0] = '\0';
  return text;
}

static bool is_counted(const struct bb_person_progress *person, const struct bb_attempt *attempt) {
  for (size_t i = 0; i < person->quiz_count; i++)
    if (person->quizzes[i].counted == attempt) return true;
  return false;
}

static const char *state_name(const struct bb_attempt *attempt) {
  if (attempt->state == BB_ATTEMPT_OPEN) return "open";
  return attempt->expired ? "expired" : "finished";
}

static struct bb_span form_name(const struct bb_attempt *attempt) {
  return (struct bb_span){&attempt->sheet->form, attempt->sheet->form ? 1 : 0};
}

/* ---- CSV ---- */

/* The columns in their order. */
enum column {
  RECORD,
  PERSON,
  COURSE,
  QUIZ,
  KIND,
  FORM,
  LANG,
  ATTEMPT,
  STARTED,
  FINISHED,
  STATE,
  COUNTED,
  SECONDS,
  OBJECTIVE,
  EARNED,
  POSSIBLE,
  PERCENT,
  RIGHT,
  PARTLY,
  WRONG,
  UNANSWERED,
  WAITING,
  PASS,
  PASSED,
  PRE,
  POST,
  GAIN,
  MEAN_GAIN,
  MEAN_COUNT,
  MATCHED,
  ONLY_PRE,
  ONLY_POST,
  COLUMNS
};
static const char *const column_names[COLUMNS] = {
    "record",     "person",   "course",   "quiz",     "kind",    "form",    "language",
    "attempt",    "started",  "finished", "state",    "counted", "seconds", "objective",
    "earned",     "possible", "percent",  "right",    "partly",  "wrong",   "unanswered",
    "waiting",    "pass",     "passed",   "pre",      "post",    "gain",    "mean_gain",
    "mean_count", "matched",  "only_pre", "only_post"};

/* A record while it is written: the columns are given in rising order, those left out are empty. */
struct line {
  struct bb_buf *out;
  int next;
};

static void go_to(struct line *line, int column) {
  for (; line->next < column; line->next++)
    if (line->next) bb_buf_char(line->out, ',');
  if (column) bb_buf_char(line->out, ',');
  line->next = column + 1;
}

static void end_line(struct line *line) {
  while (line->next < COLUMNS) go_to(line, line->next);
  bb_buf_string(line->out, "\r\n");
  line->next = 0;
}

static void add_text(struct line *line, enum column column, struct bb_span text) {
  go_to(line, column);
  bool guard = text.n && ((unsigned char)text.p[0] < 0x20 || text.p[0] == '=' || text.p[0] == '+' ||
                          text.p[0] == '-' || text.p[0] == '@');
  bool quote = false;
  for (size_t i = 0; i < text.n; i++)
    quote = quote || text.p[i] == ',' || text.p[i] == '"' || text.p[i] == '\r' || text.p[i] == '\n';
  if (quote) bb_buf_char(line->out, '"');
  if (guard) bb_buf_char(line->out, '\'');
  for (size_t i = 0; i < text.n; i++) {
    if (text.p[i] == '"') bb_buf_char(line->out, '"');
    bb_buf_char(line->out, text.p[i]);
  }
  if (quote) bb_buf_char(line->out, '"');
}

static void add_word(struct line *line, enum column column, const char *word) {
  add_text(line, column, bb_span_of(word));
}

static void add_count(struct line *line, enum column column, size_t n) {
  go_to(line, column);
  bb_buf_printf(line->out, "%zu", n);
}

static void add_decimal(struct line *line, enum column column, double value) {
  go_to(line, column);
  bb_buf_printf(line->out, "%.6f", value);
}

static void add_attempt_columns(struct line *line, const struct bb_person_progress *person,
                                const struct bb_attempt *attempt) {
  char text[40];
  add_text(line, PERSON, person->person.code);
  add_text(line, COURSE, attempt->course);
  add_text(line, QUIZ, attempt->quiz);
  add_word(line, KIND, kinds[attempt->kind]);
  add_text(line, FORM, form_name(attempt));
  add_text(line, LANG, attempt->lang);
  add_count(line, ATTEMPT, bb_progress_ordinal(person, attempt));
  add_word(line, STARTED, time_text(attempt->started, text));
  add_word(line, FINISHED, time_text(attempt->finished, text));
  add_word(line, STATE, state_name(attempt));
  add_word(line, COUNTED, is_counted(person, attempt) ? "yes" : "no");
  add_count(line, SECONDS, attempt->seconds_used);
}

static void add_score_columns(struct line *line, const struct bb_score *score) {
  add_decimal(line, EARNED, points(score->earned));
  add_decimal(line, POSSIBLE, points(score->possible));
  if (score->possible.num) add_decimal(line, PERCENT, bb_progress_percent(score));
  add_count(line, RIGHT, score->right);
  add_count(line, PARTLY, score->partly);
  add_count(line, WRONG, score->wrong);
  add_count(line, UNANSWERED, score->unanswered);
  add_count(line, WAITING, score->waiting);
}

static void add_gain_columns(struct line *line, const struct bb_gain *gain) {
  add_decimal(line, PRE, gain->pre);
  add_decimal(line, POST, gain->post);
  if (gain->defined) add_decimal(line, GAIN, gain->gain);
}

static void write_objectives(struct line *line, const struct bb_person_progress *person,
                             const struct bb_attempt *attempt) {
  struct bb_arena scratch = {0};
  struct bb_span *objectives;
  size_t count = bb_attempt_objectives(&scratch, attempt, &objectives);
  for (size_t i = 0; i < count; i++) {
    struct bb_score score = bb_attempt_score_objective(attempt, objectives[i]);
    add_word(line, RECORD, "objective");
    add_attempt_columns(line, person, attempt);
    add_text(line, OBJECTIVE, objectives[i]);
    add_score_columns(line, &score);
    end_line(line);
  }
  bb_arena_free(&scratch);
}

static void write_attempt(struct line *line, const struct bb_person_progress *person,
                          const struct bb_attempt *attempt) {
  struct bb_score score = bb_attempt_score(attempt);
  add_word(line, RECORD, "attempt");
  add_attempt_columns(line, person, attempt);
  if (attempt->state == BB_ATTEMPT_OPEN) {
    end_line(line);
    return;
  }
  add_score_columns(line, &score);
  if (attempt->pass) {
    add_count(line, PASS, attempt->pass);
    add_word(line, PASSED, score.passed ? "yes" : "no");
  }
  end_line(line);
  write_objectives(line, person, attempt);
}

static void write_person(struct line *line, const struct bb_person_progress *person) {
  for (size_t i = 0; i < person->attempts.count; i++)
    write_attempt(line, person, &person->attempts.list[i]);
  for (size_t i = 0; i < person->gain_count; i++) {
    add_word(line, RECORD, "gain");
    add_text(line, PERSON, person->person.code);
    add_text(line, COURSE, person->gains[i].course);
    add_gain_columns(line, &person->gains[i]);
    end_line(line);
  }
}

static void write_group(struct line *line, const struct bb_group_gain *group) {
  add_word(line, RECORD, "group");
  add_text(line, COURSE, group->means.course);
  add_text(line, OBJECTIVE, group->means.objective);
  if (group->matched) add_gain_columns(line, &group->means);
  if (group->mean_count) add_decimal(line, MEAN_GAIN, group->mean_gain);
  add_count(line, MEAN_COUNT, group->mean_count);
  add_count(line, MATCHED, group->matched);
  add_count(line, ONLY_PRE, group->only_pre);
  add_count(line, ONLY_POST, group->only_post);
  end_line(line);
}

void bb_progress_write_csv(const struct bb_progress *progress, struct bb_buf *out) {
  struct line line = {.out = out};
  for (int i = 0; i < COLUMNS; i++) add_word(&line, (enum column)i, column_names[i]);
  end_line(&line);
  for (size_t i = 0; i < progress->count; i++) write_person(&line, &progress->people[i]);
  for (size_t i = 0; i < progress->gain_count; i++) write_group(&line, &progress->gains[i]);
}

/* ---- JSON ---- */

static void put_time(struct bb_json *json, const char *name, int64_t seconds) {
  char text[40];
  if (seconds) bb_json_string(json, name, bb_span_of(time_text(seconds, text)));
}

static void put_score(struct bb_json *json, const struct bb_score *score) {
  bb_json_decimal(json, "earned", points(score->earned));
  bb_json_decimal(json, "possible", points(score->possible));
  if (score->possible.num) bb_json_decimal(json, "percent", bb_progress_percent(score));
  bb_json_number(json, "right", (int64_t)score->right);
  bb_json_number(json, "partly", (int64_t)score->partly);
  bb_json_number(json, "wrong", (int64_t)score->wrong);
  bb_json_number(json, "unanswered", (int64_t)score->unanswered);
  bb_json_number(json, "waiting", (int64_t)score->waiting);
}

static void put_objectives(struct bb_json *json, const struct bb_attempt *attempt) {
  struct bb_arena scratch = {0};
  struct bb_span *objectives;
  size_t count = bb_attempt_objectives(&scratch, attempt, &objectives);
  bb_json_array(json, "objectives");
  for (size_t i = 0; i < count; i++) {
    struct bb_score score = bb_attempt_score_objective(attempt, objectives[i]);
    bb_json_object(json, NULL);
    bb_json_string(json, "objective", objectives[i]);
    put_score(json, &score);
    bb_json_close(json);
  }
  bb_json_close(json);
  bb_arena_free(&scratch);
}

static void put_result(struct bb_json *json, const struct bb_attempt *attempt) {
  struct bb_score score = bb_attempt_score(attempt);
  put_score(json, &score);
  if (attempt->pass) {
    bb_json_number(json, "pass", attempt->pass);
    bb_json_bool(json, "passed", score.passed);
  }
  put_objectives(json, attempt);
}

static void put_attempt(struct bb_json *json, const struct bb_person_progress *person,
                        const struct bb_attempt *attempt) {
  bb_json_object(json, NULL);
  bb_json_string(json, "course", attempt->course);
  bb_json_string(json, "quiz", attempt->quiz);
  bb_json_string(json, "kind", bb_span_of(kinds[attempt->kind]));
  bb_json_string(json, "form", form_name(attempt));
  bb_json_string(json, "language", attempt->lang);
  bb_json_number(json, "attempt", (int64_t)bb_progress_ordinal(person, attempt));
  put_time(json, "started", attempt->started);
  put_time(json, "finished", attempt->finished);
  bb_json_string(json, "state", bb_span_of(state_name(attempt)));
  bb_json_bool(json, "counted", is_counted(person, attempt));
  bb_json_number(json, "seconds", attempt->seconds_used);
  if (attempt->state == BB_ATTEMPT_FINISHED) put_result(json, attempt);
  bb_json_close(json);
}

static void put_quiz(struct bb_json *json, const struct bb_quiz_progress *quiz) {
  bb_json_object(json, NULL);
  bb_json_string(json, "course", quiz->course);
  bb_json_string(json, "quiz", quiz->quiz);
  bb_json_string(json, "counts", bb_span_of(rules[quiz->rule]));
  bb_json_number(json, "finished", (int64_t)quiz->finished);
  bb_json_number(json, "open", (int64_t)quiz->open);
  if (quiz->counted) {
    struct bb_score score = bb_attempt_score(quiz->counted);
    put_score(json, &score);
  }
  bb_json_close(json);
}

static void put_gain(struct bb_json *json, const struct bb_gain *gain) {
  bb_json_decimal(json, "pre", gain->pre);
  bb_json_decimal(json, "post", gain->post);
  if (gain->defined) bb_json_decimal(json, "gain", gain->gain);
}

static void put_person(struct bb_json *json, const struct bb_person_progress *person) {
  bb_json_object(json, NULL);
  bb_json_string(json, "person", person->person.code);
  bb_json_array(json, "attempts");
  for (size_t i = 0; i < person->attempts.count; i++)
    put_attempt(json, person, &person->attempts.list[i]);
  bb_json_close(json);
  bb_json_array(json, "quizzes");
  for (size_t i = 0; i < person->quiz_count; i++) put_quiz(json, &person->quizzes[i]);
  bb_json_close(json);
  bb_json_array(json, "gains");
  for (size_t i = 0; i < person->gain_count; i++) {
    bb_json_object(json, NULL);
    bb_json_string(json, "course", person->gains[i].course);
    put_gain(json, &person->gains[i]);
    bb_json_close(json);
  }
  bb_json_close(json);
  bb_json_close(json);
}

static void put_group(struct bb_json *json, const struct bb_group_gain *group) {
  bb_json_object(json, NULL);
  bb_json_string(json, "course", group->means.course);
  if (group->means.objective.n) bb_json_string(json, "objective", group->means.objective);
  if (group->matched) put_gain(json, &group->means);
  if (group->mean_count) bb_json_decimal(json, "mean_gain", group->mean_gain);
  bb_json_number(json, "mean_count", (int64_t)group->mean_count);
  bb_json_number(json, "matched", (int64_t)group->matched);
  bb_json_number(json, "only_pre", (int64_t)group->only_pre);
  bb_json_number(json, "only_post", (int64_t)group->only_post);
  bb_json_close(json);
}

void bb_progress_write_json(const struct bb_progress *progress, struct bb_buf *out) {
  struct bb_json json;
  bb_json_begin(&json, out);
  bb_json_object(&json, NULL);
  bb_json_array(&json, "people");
  for (size_t i = 0; i < progress->count; i++) put_person(&json, &progress->people[i]);
  bb_json_close(&json);
  bb_json_array(&json, "group");
  for (size_t i = 0; i < progress->gain_count; i++) put_group(&json, &progress->gains[i]);
  bb_json_close(&json);
  bb_json_close(&json);
  bb_buf_char(out, '\n');
}
