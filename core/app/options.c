/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/options.h"

#include "app/messages.h"
#include "base/nearest.h"
#include "lang/lang.h"

#include <stdarg.h>
#include <string.h>

static const struct row {
  const char *name;
  const char *value; /* what its value is called; "a|b" lists the only ones allowed; NULL: none */
  const char *help;
} rows[OPTION_COUNT] = {
    [OPTION_LANG] = {"--lang", N_("LANG,...|all"), N_("languages, as tags: km, pt-BR, zh-Hant")},
    [OPTION_EDITION] = {"--edition", "handbook|trainer|quiz|key|all",
                        N_("handbook, trainer guide, quiz papers, their keys")},
    [OPTION_QUIZ] = {"--quiz", "ID", N_("only this quiz: m06")},
    [OPTION_VERSIONS] = {"--versions", "N", N_("papers in so many different orders; default: 1")},
    [OPTION_FORM] = {"--form", "A|B", N_("of a test, only this form; default: both")},
    [OPTION_SEED] = {"--seed", "N",
                     N_("which questions and orders are drawn; default: 1; of quiz: chance")},
    [OPTION_ECONOMY] = {"--economy", "CC", N_("use the local texts of this economy: ph")},
    [OPTION_LEVEL] = {"--level", "basic|advanced", N_("only modules of this level")},
    [OPTION_ANGLE] = {"--angle", "technical|policy|legal|economic",
                      N_("only modules that take this angle")},
    [OPTION_PAPER] = {"--paper", "a4|letter", N_("paper size; default: as the course says")},
    [OPTION_BOOKLET] = {"--booklet", NULL,
                        N_("two pages on a side of the paper, to be folded in the middle")},
    [OPTION_MONO] = {"--mono", NULL, N_("for a black-and-white printer: no colours")},
    [OPTION_OUT] = {"--out", N_("FOLDER"), N_("where products go; default: output")},
    [OPTION_LOCALES] = {"--locales", N_("FOLDER"),
                        N_("where the translations are; default: \"locales\" beside the course")},
    [OPTION_JOBS] = {"--jobs", "N", N_("processor cores to use; default: all")},
    [OPTION_MODULE] = {"--module", "ID", N_("of the stage markup, only this module: m08")},
    [OPTION_FORCE] = {"--force", NULL, N_("make products that are up to date as well")},
    [OPTION_STRICT] = {"--strict", NULL, N_("warnings count as errors")},
    [OPTION_FORMAT] = {"--format", "text|json", N_("how messages are written")},
    [OPTION_AS] = {"--as", N_("CODE"), N_("the person with this code: 4021-0123-7")},
    [OPTION_ALL] = {"--all", NULL, N_("everybody")},
    [OPTION_DB] = {"--db", N_("FILE"), N_("the record; default: as \"benchbook db path\" tells")},
    [OPTION_YES] = {"--yes", NULL, N_("do not ask")},
    [OPTION_PLAIN] = {"--plain", NULL, N_("line by line, for screen readers")},
    [OPTION_RESULTS] = {"--format", "table|csv|json", N_("how results are written")},
    [OPTION_HELP] = {"--help", NULL, N_("print this help")},
};

void bb_options_error(FILE *to, const struct command *command, const char *format, ...) {
  va_list args;
  fprintf(to, "benchbook%s%s: ", command ? " " : "", command ? command->name : "");
  va_start(args, format);
  vfprintf(to, format, args);
  va_end(args);
  fputc('\n', to);
  fprintf(to, _("Try \"benchbook%s%s --help\"."), command ? " " : "", command ? command->name : "");
  fputc('\n', to);
}

/* The place of `value` in "a|b|c", or -1. */
static int find_choice(const char *choices, struct bb_span value) {
  struct bb_span rest = bb_span_of(choices);
  int i = 0;
  for (struct bb_span choice; (choice = bb_span_next(&rest, '|')).p; i++)
    if (bb_span_equal(choice, value)) return i;
  return -1;
}

static bool add_languages(struct bb_arena *arena, struct options *options, struct bb_span list,
                          struct bb_span *bad) {
  for (struct bb_span name; (name = bb_span_next(&list, ',')).p;) {
    struct bb_lang lang;
    *bad = name;
    if (bb_span_is(name, "all")) {
      options->all_langs = true;
      continue;
    }
    if (!bb_lang_parse(name, &lang)) return false;
    options->langs = bb_arena_grow(arena, options->langs, options->lang_count,
                                   options->lang_count + 1, sizeof lang, &options->lang_room);
    options->langs[options->lang_count++] = lang;
  }
  return true;
}

enum { EDITIONS = BB_EDITION_KEY + 1 }; /* then "all" */

/* "handbook,trainer": every word of the list sets its bit. */
static bool add_editions(struct options *options, struct bb_span list, struct bb_span *bad) {
  for (struct bb_span name; (name = bb_span_next(&list, ',')).p;) {
    *bad = name;
    int choice = find_choice(rows[OPTION_EDITION].value, name);
    if (choice < 0) return false;
    options->editions |= choice == EDITIONS ? (1u << EDITIONS) - 1 : 1u << choice;
  }
  return true;
}

static const char *economy_code(struct bb_arena *arena, struct bb_span value) {
  if (value.n != 2) return NULL;
  char code[3] = {0};
  for (size_t i = 0; i < 2; i++) {
    char c = (char)(value.p[i] | 0x20);
    if (c < 'a' || c > 'z') return NULL;
    code[i] = c;
  }
  return bb_arena_string(arena, bb_span_of(code));
}

/* Takes one option with its value into `options`.  False when the value does not fit; *bad is the
 * part that does not. */
static bool take(struct bb_arena *arena, struct options *options, enum option option,
                 const char *value, struct bb_span *bad) {
  uint32_t number = 0;
  int choice = -1;
  *bad = bb_span_of(value);
  switch (option) {
  case OPTION_LANG: return add_languages(arena, options, *bad, bad);
  case OPTION_EDITION: return add_editions(options, *bad, bad);
  case OPTION_QUIZ: options->quiz = value; return value[0] != '\0';
  case OPTION_VERSIONS:
    return bb_span_number(*bad, VERSIONS_MAX, &options->versions) && options->versions > 0;
  case OPTION_FORM: options->form = value[0]; return find_choice(rows[option].value, *bad) >= 0;
  case OPTION_SEED:
    options->seed_given = true;
    return bb_span_number(*bad, UINT32_MAX, &options->seed);
  case OPTION_ECONOMY: return (options->economy = economy_code(arena, *bad)) != NULL;
  case OPTION_LEVEL:
    choice = find_choice(rows[option].value, *bad);
    options->level = choice == 0 ? BB_LEVEL_BASIC : BB_LEVEL_ADVANCED;
    return choice >= 0;
  case OPTION_ANGLE: options->angle = value; return find_choice(rows[option].value, *bad) >= 0;
  case OPTION_PAPER:
    choice = find_choice(rows[option].value, *bad);
    options->paper = choice == 0 ? BB_PAPER_A4 : BB_PAPER_LETTER;
    options->paper_given = true;
    return choice >= 0;
  case OPTION_OUT: options->out = value; return value[0] != '\0';
  case OPTION_LOCALES: options->locales = value; return value[0] != '\0';
  case OPTION_MODULE: options->module = value; return value[0] != '\0';
  case OPTION_JOBS:
    if (!bb_span_number(*bad, JOBS_MAX, &number) || number == 0) return false;
    options->jobs = number;
    return true;
  case OPTION_FORMAT:
    choice = find_choice(rows[option].value, *bad);
    options->format = choice == 0 ? FORMAT_TEXT : FORMAT_JSON;
    return choice >= 0;
  case OPTION_BOOKLET: options->booklet = true; return true;
  case OPTION_MONO: options->mono = true; return true;
  case OPTION_RESULTS:
    choice = find_choice(rows[option].value, *bad);
    options->format = choice == 1 ? FORMAT_CSV : choice == 2 ? FORMAT_JSON : FORMAT_TEXT;
    return choice >= 0;
  case OPTION_AS: options->as = value; return value[0] != '\0';
  case OPTION_DB: options->db = value; return value[0] != '\0';
  case OPTION_ALL: options->all = true; return true;
  case OPTION_YES: options->yes = true; return true;
  case OPTION_PLAIN: options->plain = true; return true;
  case OPTION_FORCE: options->force = true; return true;
  case OPTION_STRICT: options->strict = true; return true;
  case OPTION_HELP: options->help = true; return true;
  case OPTION_COUNT: break;
  }
  return false;
}

static void bad_value(FILE *to, const struct command *command, enum option option,
                      struct bb_span bad) {
  const char *value = rows[option].value;
  if (option == OPTION_LANG)
    bb_options_error(to, command,
                     _("\"%.*s\" is not a language tag that is known (like km, pt-BR, zh-Hant)"),
                     BB_SPAN_ARG(bad));
  else if (option == OPTION_JOBS)
    bb_options_error(to, command, _("%s takes a number from 1 to %d, not \"%.*s\""),
                     rows[option].name, JOBS_MAX, BB_SPAN_ARG(bad));
  else if (option == OPTION_VERSIONS)
    bb_options_error(to, command, _("%s takes a number from 1 to %d, not \"%.*s\""),
                     rows[option].name, VERSIONS_MAX, BB_SPAN_ARG(bad));
  else
    bb_options_error(to, command, _("%s takes %s, not \"%.*s\""), rows[option].name, _(value),
                     BB_SPAN_ARG(bad));
}

static bool takes(const struct command *command, int option) {
  return option == OPTION_HELP || (command->options & OPTION_BIT(option));
}

static void unknown_option(FILE *to, const struct command *command, struct bb_span name) {
  const char *known[OPTION_COUNT];
  size_t count = 0;
  for (int i = 0; i < OPTION_COUNT; i++)
    if (takes(command, i)) known[count++] = rows[i].name;
  const char *nearest = bb_nearest(name, known, count);
  if (nearest)
    bb_options_error(to, command, _("there is no option \"%.*s\"; did you mean \"%s\"?"),
                     BB_SPAN_ARG(name), nearest);
  else
    bb_options_error(to, command, _("there is no option \"%.*s\""), BB_SPAN_ARG(name));
}

static enum option find_option(const struct command *command, struct bb_span name) {
  if (bb_span_is(name, "-h")) return OPTION_HELP;
  for (int i = 0; i < OPTION_COUNT; i++)
    if (takes(command, i) && bb_span_is(name, rows[i].name)) return (enum option)i;
  return OPTION_COUNT;
}

/* Reads the option at argv[*i], "--name=value" or "--name value"; *i moves to its last word. */
static bool parse_option(struct bb_arena *arena, const struct command *command, int argc,
                         const char *const argv[], int *i, struct options *options, FILE *errors) {
  struct bb_span rest = bb_span_of(argv[*i]), name = bb_span_next(&rest, '=');
  enum option option = find_option(command, name);
  const char *value = strchr(argv[*i], '=');
  struct bb_span bad;
  if (option == OPTION_COUNT) {
    unknown_option(errors, command, name);
    return false;
  }
  if (!rows[option].value && value) {
    bb_options_error(errors, command, _("%s takes no value"), rows[option].name);
    return false;
  }
  if (rows[option].value && !value && *i + 1 == argc) {
    bb_options_error(errors, command, _("%s needs a value: %s"), rows[option].name,
                     _(rows[option].value));
    return false;
  }
  if (rows[option].value) value = value ? value + 1 : argv[++*i];
  if (take(arena, options, option, value, &bad)) return true;
  bad_value(errors, command, option, bad);
  return false;
}

bool bb_options_parse(struct bb_arena *arena, const struct command *command, int argc,
                      const char *const argv[], struct options *options, FILE *errors) {
  bool only_arguments = false;
  *options = (struct options){.seed = 1};
  for (int i = 0; i < argc; i++) {
    if (!only_arguments && !strcmp(argv[i], "--")) {
      only_arguments = true;
    } else if (!only_arguments && argv[i][0] == '-' && argv[i][1]) {
      if (!parse_option(arena, command, argc, argv, &i, options, errors)) return false;
    } else if (options->argument_count < ARGUMENTS_MAX) {
      options->arguments[options->argument_count++] = argv[i];
    } else {
      bb_options_error(errors, command, _("more than %d arguments"), ARGUMENTS_MAX);
      return false;
    }
  }
  if (options->help) return true;
  if (options->argument_count < command->least) {
    bb_options_error(errors, command, _("something is missing: benchbook %s %s"), command->name,
                     command->arguments);
    return false;
  }
  if (options->argument_count > command->most) {
    bb_options_error(errors, command, _("one argument too many: \"%s\""),
                     options->arguments[command->most]);
    return false;
  }
  return true;
}

struct bb_layout_options bb_options_layout(const struct options *options,
                                           const struct bb_course *course) {
  bool letter = options->paper_given ? options->paper == BB_PAPER_LETTER
                                     : bb_span_is(course->paper, "letter");
  return (struct bb_layout_options){.paper = letter ? BB_PAPER_LETTER : BB_PAPER_A4,
                                    .booklet = options->booklet,
                                    .mono = options->mono};
}

enum { HELP_COLUMN = 30 };

/* "  --name VALUE      what it does", on two lines where the first part is long. */
static void print_option_help(FILE *to, const struct row *row) {
  char head[80];
  snprintf(head, sizeof head, "  %s %s", row->name, row->value ? _(row->value) : "");
  unsigned width = bb_lang_width(bb_span_of(head));
  fputs(head, to);
  if (width >= HELP_COLUMN) {
    fputc('\n', to);
    width = 0;
  }
  fprintf(to, "%*s%s\n", HELP_COLUMN - (int)width, "", _(row->help));
}

void bb_options_help(FILE *to, const struct command *command) {
  fprintf(to, _("Usage: benchbook %s [OPTION]... %s"), command->name, command->arguments);
  fprintf(to, "\n\n%s\n\n%s\n", _(command->about), _("Options:"));
  for (int i = 0; i < OPTION_COUNT; i++)
    if (takes(command, i)) print_option_help(to, &rows[i]);
}
