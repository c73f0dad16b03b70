/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * benchbook db: what keeps the record of quizzes: where it is, whether it is sound, a copy of it, a
 * person taken out of it, all of it as text.
 */
#include "app/commands.h"
#include "app/messages.h"
#include "app/record.h"
#include "app/report.h"

#include <string.h>

struct task {
  struct bb_arena arena;
  struct bb_diags *diags;
  const struct options *options;
};

static enum exit_status print_path(struct task *task) {
  const char *path = bb_record_path(&task->arena, task->options, task->diags);
  if (path) printf("%s\n", path);
  return EXIT_FINE;
}

static enum exit_status check(struct task *task) {
  struct bb_store *store = bb_record_open(&task->arena, task->options, BB_STORE_READ, task->diags);
  if (store && bb_store_check(store, task->diags)) puts(_("The record is sound."));
  bb_store_close(store);
  return EXIT_FINE;
}

static enum exit_status backup(struct task *task) {
  const char *to = task->options->arguments[1];
  struct bb_store *store = bb_record_open(&task->arena, task->options, BB_STORE_READ, task->diags);
  if (store && bb_store_backup(store, to, task->diags)) {
    printf(_("%s: a copy of the whole record, with names and typed answers, has been made."), to);
    putchar('\n');
  }
  bb_store_close(store);
  return EXIT_FINE;
}

/* Whoever types the code once more means it; that needs no word of any language. */
static bool confirm(const struct task *task, const struct bb_person *person) {
  char line[200] = "";
  if (task->options->yes) return true;
  fprintf(stderr,
          _("This takes the name, all attempts and all answers of %.*s %.*s out of the "
            "record, for good."),
          BB_SPAN_ARG(person->code), BB_SPAN_ARG(person->name));
  fprintf(stderr, "\n%s ", _("Type the code again to go on:"));
  if (!fgets(line, sizeof line, stdin)) line[0] = '\0';
  struct bb_people one = {(struct bb_person[]){*person}, 1};
  struct bb_person typed;
  struct bb_arena scratch = {0};
  bool same =
      bb_people_find(&scratch, &one, bb_span_trim(bb_span_of(line)), &typed) == BB_CODE_KNOWN;
  bb_arena_free(&scratch);
  return same;
}

/* Who is meant, and whether it is meant: from a record opened for reading, so that nobody is kept
 * waiting for an answer. */
static enum exit_status find_and_confirm(struct task *task, struct bb_person *person) {
  struct bb_store *store = bb_record_open(&task->arena, task->options, BB_STORE_READ, task->diags);
  enum exit_status status = EXIT_ENVIRONMENT;
  if (store)
    status = bb_record_person(&task->arena, &bb_db_command, store, task->options->arguments[1],
                              person, task->diags);
  bb_store_close(store);
  if (status != EXIT_FINE || confirm(task, person)) return status;
  fprintf(stderr, "%s\n", _("Nothing was erased."));
  return EXIT_ERRORS;
}

static enum exit_status erase(struct task *task) {
  struct bb_person person;
  enum exit_status status = find_and_confirm(task, &person);
  if (status != EXIT_FINE) return status;
  struct bb_store *store = bb_record_open(&task->arena, task->options, BB_STORE_WRITE, task->diags);
  if (store && bb_store_erase_person(store, &person, task->diags)) {
    printf(
        _("%.*s has been erased. Copies made before, backups and sticks, still hold everything."),
        BB_SPAN_ARG(person.code));
    putchar('\n');
  }
  bb_store_close(store);
  return EXIT_FINE;
}

static enum exit_status dump(struct task *task) {
  struct bb_buf out = {0};
  struct bb_store *store = bb_record_open(&task->arena, task->options, BB_STORE_READ, task->diags);
  if (store && bb_store_dump(store, &out, task->diags)) bb_report_bytes(stdout, bb_buf_view(&out));
  bb_store_close(store);
  bb_buf_free(&out);
  return EXIT_FINE;
}

/* What an action returns counts when it gave no message of its own. */
static const struct action {
  const char *name, *argument; /* argument: what follows it, or NULL */
  enum exit_status (*run)(struct task *task);
} actions[] = {{"path", NULL, print_path},
               {"check", NULL, check},
               {"backup", N_("FILE"), backup},
               {"erase", N_("CODE"), erase},
               {"dump", NULL, dump}};
enum { ACTIONS = sizeof actions / sizeof *actions };

/* NULL after a message. */
static const struct action *find_action(const struct options *options) {
  const struct action *found = NULL;
  for (int i = 0; i < ACTIONS; i++)
    if (!strcmp(options->arguments[0], actions[i].name)) found = &actions[i];
  if (!found)
    bb_options_error(stderr, &bb_db_command, _("\"%s\" is none of: %s"), options->arguments[0],
                     "path, check, backup, erase, dump");
  else if (found->argument && options->argument_count < 2)
    bb_options_error(stderr, &bb_db_command, _("something is missing: benchbook db %s %s"),
                     found->name, _(found->argument));
  else if (!found->argument && options->argument_count > 1)
    bb_options_error(stderr, &bb_db_command, _("one argument too many: \"%s\""),
                     options->arguments[1]);
  else
    return found;
  return NULL;
}

static enum exit_status run_db(const struct options *options) {
  const struct action *action = find_action(options);
  if (!action) return EXIT_USAGE;
  struct task task = {.diags = bb_diags_new(), .options = options};
  enum exit_status own = action->run(&task), status = bb_report_status(task.diags, options);
  bb_report_print(stderr, task.diags);
  bb_diags_free(task.diags);
  bb_arena_free(&task.arena);
  return status == EXIT_FINE ? own : status;
}

const struct command bb_db_command = {
    .name = "db",
    .arguments = "path|check|backup|erase|dump [FILE|CODE]",
    .summary = N_("keep the record of quizzes: check it, copy it, erase a person"),
    .about =
        N_("path    tells where the record is\n"
           "check   verifies all of it, and changes nothing\n"
           "backup  makes a copy, FILE, also while a quiz is running; the copy is a record like "
           "any other:\n        --db FILE\n"
           "erase   takes the person with this CODE out of the record, for good\n"
           "dump    prints every event, a line each\n\nA record has one writer at a time: a "
           "quiz, or erase."),
    .options = OPTION_BIT(OPTION_DB) | OPTION_BIT(OPTION_YES),
    .least = 1,
    .most = 2,
    .run = run_db,
};
