/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * benchbook progress: the results of a person or of everybody, as tables for people, as CSV or JSON
 * for other programs.
 */
#include "app/columns.h"
#include "app/commands.h"
#include "app/messages.h"
#include "app/record.h"
#include "app/report.h"
#include "progress/progress.h"

#include <time.h>

struct results {
  struct bb_arena arena;
  struct bb_diags *diags;
  const struct options *options;
  struct bb_progress progress;
};

static const char *const kind_names[] = {N_("module"), N_("practice"), N_("pretest"),
                                         N_("posttest")};
static const char *const rule_names[] = {N_("first"), N_("best"), N_("last")};

/* The day by the laptop's own clock and time zone. */
static const char *day(struct bb_arena *arena, int64_t seconds) {
  char text[20];
  struct tm tm;
  time_t t = (time_t)seconds;
  bool good = seconds && localtime_r(&t, &tm) && strftime(text, sizeof text, "%Y-%m-%d", &tm);
  return good ? bb_arena_string(arena, bb_span_of(text)) : "-";
}

/* "6.5": points that are no whole number have one or two digits behind the point. */
static const char *points(struct bb_arena *arena, struct bb_fraction f) {
  if (f.num % f.den == 0) return bb_arena_printf(arena, "%lld", (long long)(f.num / f.den));
  return bb_arena_printf(arena, f.num * 10 % f.den == 0 ? "%.1f" : "%.2f",
                         (double)f.num / (double)f.den);
}

/* "7/9" and "77 %"; of an attempt that is not finished nothing yet, or it would be feedback. */
static void add_score(struct columns *table, const struct bb_attempt *attempt,
                      const struct bb_score *score) {
  if (attempt->state == BB_ATTEMPT_OPEN) {
    bb_columns_add(table, "-");
    bb_columns_add(table, "-");
    return;
  }
  bb_columns_add(table, "%s/%s", points(table->arena, score->earned),
                 points(table->arena, score->possible));
  if (score->possible.num)
    bb_columns_add(table, "%u %%", score->percent);
  else
    bb_columns_add(table, "-");
}

static const char *state_text(const struct bb_attempt *attempt) {
  if (attempt->state == BB_ATTEMPT_OPEN) return _("not finished");
  return attempt->expired ? _("time was up") : _("finished");
}

static void print_attempts(struct results *r, const struct bb_person_progress *person) {
  const char *const heads[] = {_("Attempts"), _("Began"), _("Language"),
                               _("Form"),     _("State"), _("Minutes"),
                               _("Points"),   "",         NULL};
  struct columns table = bb_columns_begin(&r->arena, heads, 1u << 5 | 1u << 6 | 1u << 7);
  for (size_t i = 0; i < person->attempts.count; i++) {
    const struct bb_attempt *attempt = &person->attempts.list[i];
    struct bb_score score = bb_attempt_score(attempt);
    bb_columns_add(&table, "%.*s #%zu", BB_SPAN_ARG(attempt->quiz),
                   bb_progress_ordinal(person, attempt));
    bb_columns_add(&table, "%s", day(&r->arena, attempt->started));
    bb_columns_add(&table, "%.*s", BB_SPAN_ARG(attempt->lang));
    bb_columns_add(&table, "%.1s", attempt->sheet->form ? &attempt->sheet->form : "-");
    bb_columns_add(&table, "%s", state_text(attempt));
    bb_columns_add(&table, "%u:%02u", attempt->seconds_used / 60, attempt->seconds_used % 60);
    add_score(&table, attempt, &score);
  }
  bb_columns_print(stdout, &table);
}

static const char *verdict_text(const struct bb_attempt *attempt, const struct bb_score *score) {
  if (score->waiting) return _("waiting for the rubric");
  if (!attempt->pass) return "";
  return score->passed ? _("passed") : _("not passed");
}

static void print_quizzes(struct results *r, const struct bb_person_progress *person) {
  const char *const heads[] = {_("Quizzes"), _("Kind"), _("Counts"), _("Points"), "", "", NULL};
  struct columns table = bb_columns_begin(&r->arena, heads, 1u << 3 | 1u << 4);
  for (size_t i = 0; i < person->quiz_count; i++) {
    const struct bb_quiz_progress *quiz = &person->quizzes[i];
    if (!quiz->counted) continue;
    struct bb_score score = bb_attempt_score(quiz->counted);
    bb_columns_add(&table, "%.*s", BB_SPAN_ARG(quiz->quiz));
    bb_columns_add(&table, "%s", _(kind_names[quiz->kind]));
    bb_columns_add(&table, _("%s: #%zu of %zu"), _(rule_names[quiz->rule]),
                   bb_progress_ordinal(person, quiz->counted), quiz->finished + quiz->open);
    add_score(&table, quiz->counted, &score);
    bb_columns_add(&table, "%s", verdict_text(quiz->counted, &score));
  }
  bb_columns_print(stdout, &table);
}

static void print_objectives(struct results *r, const struct bb_person_progress *person) {
  const char *const heads[] = {_("Objectives"), _("Quiz"), _("Points"), "", NULL};
  struct columns table = bb_columns_begin(&r->arena, heads, 1u << 2 | 1u << 3);
  for (size_t i = 0; i < person->quiz_count; i++) {
    const struct bb_attempt *counted = person->quizzes[i].counted;
    struct bb_span *objectives;
    size_t count = counted ? bb_attempt_objectives(&r->arena, counted, &objectives) : 0;
    for (size_t k = 0; k < count; k++) {
      struct bb_score score = bb_attempt_score_objective(counted, objectives[k]);
      bb_columns_add(&table, "%.*s", BB_SPAN_ARG(objectives[k]));
      bb_columns_add(&table, "%.*s", BB_SPAN_ARG(counted->quiz));
      add_score(&table, counted, &score);
    }
  }
  bb_columns_print(stdout, &table);
}

static void add_gain(struct columns *table, const struct bb_gain *gain) {
  bb_columns_add(table, "%.1f %%", gain->pre);
  bb_columns_add(table, "%.1f %%", gain->post);
  if (gain->defined)
    bb_columns_add(table, "%.2f", gain->gain);
  else
    bb_columns_add(table, "-");
}

static void print_gains(struct results *r, const struct bb_person_progress *person) {
  const char *const heads[] = {_("Gain"), _("Pretest"), _("Posttest"), "g", NULL};
  struct columns table = bb_columns_begin(&r->arena, heads, 1u << 1 | 1u << 2 | 1u << 3);
  for (size_t i = 0; i < person->gain_count; i++) {
    bb_columns_add(&table, "%.*s", BB_SPAN_ARG(person->gains[i].course));
    add_gain(&table, &person->gains[i]);
  }
  bb_columns_print(stdout, &table);
}

static void print_person(struct results *r, const struct bb_person_progress *person) {
  printf("%.*s", BB_SPAN_ARG(person->person.code));
  if (person->person.name.n) printf("  %.*s", BB_SPAN_ARG(person->person.name));
  puts("\n");
  if (!person->attempts.count) printf("  %s\n\n", _("No quiz has been begun."));
  print_attempts(r, person);
  print_quizzes(r, person);
  print_objectives(r, person);
  print_gains(r, person);
}

static void print_group(struct results *r) {
  const char *const heads[] = {
      _("Gain of the group"), _("Pretest"),      _("Posttest"),      "<g>", _("mean g"),
      _("took both"),         _("pretest only"), _("posttest only"), NULL};
  struct columns table = bb_columns_begin(&r->arena, heads, 0xFEu);
  for (size_t i = 0; i < r->progress.gain_count; i++) {
    const struct bb_group_gain *group = &r->progress.gains[i];
    struct bb_span objective = group->means.objective;
    bb_columns_add(&table, "%.*s", BB_SPAN_ARG(objective.n ? objective : group->means.course));
    if (group->matched)
      add_gain(&table, &group->means);
    else
      for (int k = 0; k < 3; k++) bb_columns_add(&table, "-");
    if (group->mean_count)
      bb_columns_add(&table, "%.2f", group->mean_gain);
    else
      bb_columns_add(&table, "-");
    bb_columns_add(&table, "%zu", group->matched);
    bb_columns_add(&table, "%zu", group->only_pre);
    bb_columns_add(&table, "%zu", group->only_post);
  }
  bb_columns_print(stdout, &table);
}

static void print_tables(struct results *r) {
  for (size_t i = 0; i < r->progress.count; i++) print_person(r, &r->progress.people[i]);
  print_group(r);
}

static void print_export(const struct results *r) {
  struct bb_buf out = {0};
  if (r->options->format == FORMAT_CSV)
    bb_progress_write_csv(&r->progress, &out);
  else
    bb_progress_write_json(&r->progress, &out);
  bb_report_bytes(stdout, bb_buf_view(&out));
  bb_buf_free(&out);
}

static enum exit_status print_results(struct results *r, struct bb_store *store) {
  struct bb_person person;
  if (r->options->as) {
    enum exit_status status =
        bb_record_person(&r->arena, &bb_progress_command, store, r->options->as, &person, r->diags);
    if (status != EXIT_FINE) return status;
  }
  if (!bb_progress_load(store, &r->arena, r->options->as ? &person : NULL, &r->progress, r->diags))
    return EXIT_ENVIRONMENT;
  if (r->options->format == FORMAT_TEXT)
    print_tables(r);
  else
    print_export(r);
  return EXIT_FINE;
}

static enum exit_status run_progress(const struct options *options) {
  if (!options->as == !options->all) {
    bb_options_error(stderr, &bb_progress_command, "%s", _("whose? --as CODE, or --all"));
    return EXIT_USAGE;
  }
  struct results r = {.diags = bb_diags_new(), .options = options};
  struct bb_store *store = bb_record_open(&r.arena, options, BB_STORE_READ, r.diags);
  enum exit_status own = store ? print_results(&r, store) : EXIT_FINE;
  enum exit_status status = bb_report_status(r.diags, options);
  bb_store_close(store);
  bb_report_print(stderr, r.diags);
  bb_diags_free(r.diags);
  bb_arena_free(&r.arena);
  return own == EXIT_FINE ? status : own;
}

const struct command bb_progress_command = {
    .name = "progress",
    .arguments = "",
    .summary = N_("show attempts, scores by quiz and objective, and what was learned"),
    .about = N_("Shows the results in the record of this computer, of the person with a CODE or of "
                "everybody:\nattempts, the one that counts of each quiz, scores by objective, and "
                "the gain between pretest\nand posttest: g = (post - pre) / (100 - pre). For the "
                "group, <g> is that of the class means of\nthose who took both tests. As CSV or "
                "JSON, people appear by code only."),
    .options = OPTION_BIT(OPTION_AS) | OPTION_BIT(OPTION_ALL) | OPTION_BIT(OPTION_DB) |
               OPTION_BIT(OPTION_RESULTS),
    .run = run_progress,
};
