/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The command line: one table of options, of which every command takes some.
 * In: argv.  Out: struct options with every value checked, or a message that names the nearest
 * option, command or value there is.  The same table prints the help.
 * Not here: what a course or a language on the command line means (places.c, languages.c).
 */
#ifndef BB_APP_OPTIONS_H
#define BB_APP_OPTIONS_H

#include "base/arena.h"
#include "course/course.h"
#include "edition/edition.h"
#include "layout/layout.h"

#include <stdio.h>

enum exit_status { EXIT_FINE, EXIT_ERRORS, EXIT_USAGE, EXIT_ENVIRONMENT };

enum { ARGUMENTS_MAX = 64, JOBS_MAX = 64, VERSIONS_MAX = 26 };

enum option {
  OPTION_LANG,
  OPTION_EDITION,
  OPTION_QUIZ,
  OPTION_VERSIONS,
  OPTION_FORM,
  OPTION_SEED,
  OPTION_ECONOMY,
  OPTION_LEVEL,
  OPTION_ANGLE,
  OPTION_PAPER,
  OPTION_BOOKLET,
  OPTION_MONO,
  OPTION_OUT,
  OPTION_LOCALES,
  OPTION_JOBS,
  OPTION_MODULE,
  OPTION_FORCE,
  OPTION_STRICT,
  OPTION_FORMAT,
  OPTION_AS,
  OPTION_ALL,
  OPTION_DB,
  OPTION_YES,
  OPTION_PLAIN,
  OPTION_RESULTS, /* --format of results */
  OPTION_HELP,
  OPTION_COUNT
};

#define OPTION_BIT(option) (1u << (option))

enum format { FORMAT_TEXT, FORMAT_JSON, FORMAT_CSV };

struct options {
  const char *arguments[ARGUMENTS_MAX]; /* what is not an option, in order */
  size_t argument_count;
  struct bb_lang *langs; /* as asked for; none: the command's default */
  size_t lang_count, lang_room;
  bool all_langs;
  unsigned editions; /* bits: 1 << enum bb_edition */
  const char *economy, *angle, *out, *locales, *module, *as, *db, *quiz; /* NULL: not given */
  uint32_t versions; /* of a paper; 0: not given */
  char form;         /* 'A', 'B'; 0: both */
  uint32_t seed;
  bool seed_given;
  enum bb_level level;
  bool paper_given;
  enum bb_paper paper;
  unsigned jobs; /* 0: one per core */
  bool booklet, mono, force, strict, all, yes, plain, help;
  enum format format;
};

struct command {
  const char *name;
  const char *arguments; /* for the usage line: "[COURSE]" */
  const char *summary;   /* one line, untranslated */
  const char *about;     /* paragraphs, untranslated */
  unsigned options;      /* OPTION_BITs; --help goes without saying */
  size_t least, most;    /* arguments */
  enum exit_status (*run)(const struct options *options);
};

/* Fills `options` from argv[0..argc-1] (what follows the command's name).  False after a message on
 * `errors`.  Strings borrow argv; lists live in the arena. */
bool bb_options_parse(struct bb_arena *arena, const struct command *command, int argc,
                      const char *const argv[], struct options *options, FILE *errors);

/* How pages are to be made: what was asked for, else as the course says. */
struct bb_layout_options bb_options_layout(const struct options *options,
                                           const struct bb_course *course);

/* "benchbook build: MESSAGE." and where help is; command NULL: of the program itself. */
void bb_options_error(FILE *to, const struct command *command, const char *format, ...)
    __attribute__((format(printf, 3, 4)));

void bb_options_help(FILE *to, const struct command *command);

#endif
