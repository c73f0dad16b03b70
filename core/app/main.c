/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The program: start-up, the list of commands, and the choice of one.
 */
#include "app/commands.h"
#include "app/messages.h"
#include "app/places.h"
#include "base/nearest.h"
#include "lang/lang.h"

#include <locale.h>
#include <signal.h>
#include <string.h>

static const struct command *const commands[] = {
    &bb_build_command, &bb_check_command,    &bb_translate_command, &bb_lock_command,
    &bb_quiz_command,  &bb_progress_command, &bb_db_command,        &bb_dump_command};
enum { COMMANDS = sizeof commands / sizeof *commands };

/* Only the language of messages comes from the environment: numbers are always written as in C.
 * Without a locale gettext translates nothing, so C.UTF-8 stands in for "C". */
static void start_messages(struct bb_arena *arena) {
  setlocale(LC_CTYPE, "");
  const char *messages = setlocale(LC_MESSAGES, "");
  if (!messages || !strcmp(messages, "C") || !strcmp(messages, "POSIX")) {
    setlocale(LC_CTYPE, "C.UTF-8");
    setlocale(LC_MESSAGES, "C.UTF-8");
  }
  bindtextdomain("benchbook", bb_places_messages(arena));
  bind_textdomain_codeset("benchbook", "UTF-8");
  textdomain("benchbook");
}

static void print_help(FILE *to) {
  fprintf(to, "%s\n\n%s\n\n%s\n", _("Usage: benchbook COMMAND [OPTION]... [ARGUMENT]..."),
          _("Makes handbooks and trainer guides, as PDF files in many languages, from lessons in "
            "Markdown."),
          _("Commands:"));
  for (int i = 0; i < COMMANDS; i++)
    fprintf(to, "  %-11s %s\n", commands[i]->name, _(commands[i]->summary));
  fprintf(
      to, "\n%s\n%s\n", _("\"benchbook COMMAND --help\" tells what a command does."),
      _("The exit status is 0 when all is well, 1 after errors in the course or a translation, "
        "2 when\nthe command line is wrong, 3 when the computer is at fault (a disk, a font)."));
}

static const struct command *find_command(const char *name) {
  for (int i = 0; i < COMMANDS; i++)
    if (!strcmp(commands[i]->name, name)) return commands[i];
  return NULL;
}

static enum exit_status unknown_command(const char *name) {
  const char *names[COMMANDS];
  for (int i = 0; i < COMMANDS; i++) names[i] = commands[i]->name;
  const char *nearest = bb_nearest(bb_span_of(name), names, COMMANDS);
  if (nearest)
    bb_options_error(stderr, NULL, _("there is no command \"%s\"; did you mean \"%s\"?"), name,
                     nearest);
  else
    bb_options_error(stderr, NULL, _("there is no command \"%s\""), name);
  return EXIT_USAGE;
}

static enum exit_status run(struct bb_arena *arena, int argc, const char *const argv[]) {
  struct options options;
  if (argc < 2) {
    print_help(stderr);
    return EXIT_USAGE;
  }
  if (!strcmp(argv[1], "--help") || !strcmp(argv[1], "-h")) {
    print_help(stdout);
    return EXIT_FINE;
  }
  if (!strcmp(argv[1], "--version")) {
    printf("benchbook %s\n", BENCHBOOK_VERSION);
    return EXIT_FINE;
  }
  const struct command *command = find_command(argv[1]);
  if (!command) return unknown_command(argv[1]);
  if (!bb_options_parse(arena, command, argc - 2, argv + 2, &options, stderr)) return EXIT_USAGE;
  if (options.help) {
    bb_options_help(stdout, command);
    return EXIT_FINE;
  }
  return command->run(&options);
}

int main(int argc, char *argv[]) {
  struct bb_arena arena = {0};
  signal(SIGXFSZ, SIG_IGN); /* a file that may not grow is then an error of write, not a death */
  bb_lang_start();
  start_messages(&arena);
  enum exit_status status = run(&arena, argc, (const char *const *)argv);
  bb_arena_free(&arena);
  if (fflush(stdout) == 0 && !ferror(stdout)) return (int)status;
  perror("benchbook");
  return EXIT_ENVIRONMENT;
}
