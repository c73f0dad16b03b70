/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The record: one append-only set of events on disk, addressed by their content.
 *
 * An event is a header and a body.  The header holds kind, time as shown by the clock, chain,
 * number in the chain, the id of the event before it, the ids of its subjects, and commit =
 * SHA-256(salt, body).  The id is the SHA-256 of the canonical header.  What does not hash to its
 * id is damaged and rejected, so two copies with one id are equal and merging is set union.  A
 * chain is one opening of the store for writing; its first event names the heads it continues, so a
 * cloned disk or a restored backup is a fork, an ordinary thing.  Nothing depends on clocks.  Every
 * append is committed to disk (WAL, synchronous=FULL) before it returns.
 *
 * Names of people and free text stay in this laptop's own tables.  Erasing a person blanks body and
 * salt of that person's events; headers and chains still verify.
 *
 * One writer at a time; readers as many as there are.
 */
#ifndef BB_STORE_STORE_H
#define BB_STORE_STORE_H

#include "base/arena.h"
#include "base/diag.h"
#include "quiz/quiz.h"

struct bb_store;

enum bb_store_mode { BB_STORE_READ, BB_STORE_WRITE };

/* $XDG_DATA_HOME/benchbook/progress.db, else ~/.local/share/…, or NULL when there is no home. */
const char *bb_store_default_path(struct bb_arena *arena);

/* Opens the store; WRITE makes it (0600, its folder too) when there is none.  NULL, with a
 * diagnostic that says what to do, when it cannot: read-only folder, a store of a newer program, a
 * foreign or damaged file, another writer.  Nothing is overwritten then.  `program`: recorded with
 * the chain, "benchbook 0.1.0". */
struct bb_store *bb_store_open(const char *path, enum bb_store_mode mode, const char *program,
                               struct bb_diags *diags);
void bb_store_close(struct bb_store *store);

/* ---- people ---- */

struct bb_person {
  struct bb_span id;   /* random, 32 hexadecimal digits */
  struct bb_span code; /* as displayed: "KH4-0123-7", the last one a check digit */
  struct bb_span name; /* this laptop's own; may be empty */
};

enum bb_code_state {
  BB_CODE_KNOWN,
  BB_CODE_UNKNOWN,
  BB_CODE_MISTYPED /* its check digit is wrong */
};

/* Looks a code up as a person types it (case, spaces, hyphens, any language's digits are free).
 * MISTYPED: *person is the nearest known one, or empty. */
enum bb_code_state bb_store_find_person(struct bb_store *store, struct bb_arena *arena,
                                        struct bb_span code, struct bb_person *person);
/* A new person with a new code, or with the valid code given. */
bool bb_store_add_person(struct bb_store *store, struct bb_arena *arena, struct bb_span name,
                         struct bb_span code, struct bb_person *person, struct bb_diags *diags);
size_t bb_store_people(struct bb_store *store, struct bb_arena *arena, struct bb_person **people);

/* ---- attempts: facts as they happen; each call is committed when it returns true ---- */

/* Records the start and fills attempt->id. */
bool bb_store_start_attempt(struct bb_store *store, struct bb_arena *arena,
                            struct bb_attempt *attempt, struct bb_diags *diags);
/* Records answers[item] with its marks, flag and hint, and the active time so far. */
bool bb_store_answer(struct bb_store *store, const struct bb_attempt *attempt, size_t item,
                     struct bb_diags *diags);
bool bb_store_finish_attempt(struct bb_store *store, const struct bb_attempt *attempt,
                             struct bb_diags *diags);

/* All attempts of a person (NULL: of everybody) in the order they began, replayed from the events.
 */
size_t bb_store_attempts(struct bb_store *store, struct bb_arena *arena,
                         const struct bb_person *person, struct bb_attempt **attempts);

/* ---- keeping (keep.c): benchbook db … ---- */

/* Every event against its id, every chain, SQLite's own check.  Reports all; true when sound. */
bool bb_store_check(struct bb_store *store, struct bb_diags *diags);
/* A consistent copy through SQLite's backup, synced, then renamed into place. */
bool bb_store_backup(struct bb_store *store, const char *to, struct bb_diags *diags);
bool bb_store_erase_person(struct bb_store *store, const struct bb_person *person,
                           struct bb_diags *diags);
/* All events as text, a line each, for people and tests. */
void bb_store_dump(struct bb_store *store, struct bb_buf *out);

#endif
