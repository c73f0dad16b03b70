/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The record of quizzes that a command works on, and the person it is about.
 */
#ifndef BB_APP_RECORD_H
#define BB_APP_RECORD_H

#include "app/options.h"
#include "store/store.h"

/* --db, else the user's own; NULL, with a message, where nobody has a home. */
const char *bb_record_path(struct bb_arena *arena, const struct options *options,
                           struct bb_diags *diags);

/* NULL after a message. */
struct bb_store *bb_record_open(struct bb_arena *arena, const struct options *options,
                                enum bb_store_mode mode, struct bb_diags *diags);

/* The person who has this code.  When nobody has: after a message that names the nearest code on
 * standard error, EXIT_USAGE; when the record cannot be read, after a diagnostic,
 * EXIT_ENVIRONMENT. */
enum exit_status bb_record_person(struct bb_arena *arena, const struct command *command,
                                  struct bb_store *store, const char *code,
                                  struct bb_person *person, struct bb_diags *diags);

#endif
