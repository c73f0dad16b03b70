/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/record.h"

#include "app/messages.h"

const char *bb_record_path(struct bb_arena *arena, const struct options *options,
                           struct bb_diags *diags) {
  const char *path = options->db ? options->db : bb_store_default_path(arena);
  if (!path) bb_diag_add(diags, BB_D_STORE_NO_HOME, (struct bb_place){0}, "%s", "");
  return path;
}

struct bb_store *bb_record_open(struct bb_arena *arena, const struct options *options,
                                enum bb_store_mode mode, struct bb_diags *diags) {
  const struct bb_store_program program = {"benchbook " BENCHBOOK_VERSION, BENCHBOOK_BUILT};
  const char *path = bb_record_path(arena, options, diags);
  return path ? bb_store_open(path, mode, program, diags) : NULL;
}

enum exit_status bb_record_person(struct bb_arena *arena, const struct command *command,
                                  struct bb_store *store, const char *code,
                                  struct bb_person *person, struct bb_diags *diags) {
  struct bb_people people;
  if (!bb_store_load_people(store, arena, &people, diags)) return EXIT_ENVIRONMENT;
  switch (bb_people_find(arena, &people, bb_span_of(code), person)) {
  case BB_CODE_KNOWN: return EXIT_FINE;
  case BB_CODE_UNKNOWN:
    bb_options_error(stderr, command, _("nobody in this record has the code \"%s\""), code);
    return EXIT_USAGE;
  case BB_CODE_MISTYPED: break;
  }
  if (person->code.n)
    bb_options_error(stderr, command, _("\"%s\" is mistyped; did you mean %.*s?"), code,
                     BB_SPAN_ARG(person->code));
  else
    bb_options_error(stderr, command, _("\"%s\" is mistyped: it is no code of a person"), code);
  return EXIT_USAGE;
}
