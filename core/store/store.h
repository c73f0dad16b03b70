/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The record: one append-only set of events on disk, addressed by their content.
 *
 * An event is a header and a body.  The header holds kind, time as shown by the clock, chain,
 * number in the chain, the ids of the events before it, the ids of its subjects, and commit =
 * SHA-256(salt, body).  The id is the SHA-256 of the canonical header.  What does not hash to its
 * id is damaged and rejected, so two copies with one id are equal and merging is set union.  A
 * chain is one opening of the store for writing; its first event names the heads it continues, so a
 * cloned disk or a restored backup is a fork, an ordinary thing.  Nothing depends on clocks.  Every
 * append is committed to disk (synchronous=FULL) before it returns: events.c says what is durable
 * when.
 *
 * Names of people and what they typed stay in this laptop's own tables.  Erasing a person blanks
 * body and salt of that person's events; headers and chains still verify.
 *
 * One writer at a time; readers as many as there are.  A function that returns false has recorded
 * nothing and has added a diagnostic.
 */
#ifndef BB_STORE_STORE_H
#define BB_STORE_STORE_H

#include "base/arena.h"
#include "base/diag.h"
#include "quiz/quiz.h"

struct bb_store;

enum bb_store_mode { BB_STORE_READ, BB_STORE_WRITE };

/* The program that writes, recorded with each chain. */
struct bb_store_program {
  const char *name; /* "benchbook 0.1.0" */
  int64_t built;    /* seconds since 1970; a clock that shows less is doubtful */
};

/* $XDG_DATA_HOME/benchbook/progress.db, else ~/.local/share/…, or NULL when there is no home. */
const char *bb_store_default_path(struct bb_arena *arena);

/* Opens the store; WRITE makes it (0600, its folder 0700) when there is none.  NULL, with a
 * diagnostic that says what to do, when it cannot: read-only folder, a store of a newer program, a
 * foreign or damaged file, another writer.  Nothing is overwritten then.  A process has one store
 * open for writing at a time, and then opens the same file no second time. */
struct bb_store *bb_store_open(const char *path, enum bb_store_mode mode,
                               struct bb_store_program program, struct bb_diags *diags);
void bb_store_close(struct bb_store *store); /* NULL is fine */

/* ---- people (people.c, code.c) ---- */

struct bb_person {
  struct bb_span id;   /* random, 32 hexadecimal digits */
  struct bb_span code; /* as displayed: "4021-0123-7", the last one a check digit */
  struct bb_span name; /* this laptop's own; may be empty */
};

struct bb_people { /* by code; the erased are not among them */
  struct bb_person *list;
  size_t count;
};

bool bb_store_load_people(struct bb_store *store, struct bb_arena *arena, struct bb_people *people,
                          struct bb_diags *diags);

enum bb_code_state {
  BB_CODE_KNOWN,
  BB_CODE_UNKNOWN, /* a sound code, of nobody here: from another laptop, or twice mistyped */
  BB_CODE_MISTYPED /* its check digit is wrong, or it is no code at all */
};

/* Looks a code up as a person types it (spaces, hyphens, any script's digits are free).  KNOWN:
 * *person is who has it.  UNKNOWN: person->code is the code as displayed, the rest is empty.
 * MISTYPED: *person is the one whose code is nearest, or empty. */
enum bb_code_state bb_people_find(struct bb_arena *arena, const struct bb_people *people,
                                  struct bb_span code, struct bb_person *person);

enum { BB_NAME_MAX = 400 /* bytes */ };

/* A new person with the UNKNOWN code given (as displayed), or, when it is empty, with a new code.
 * A name that is too long is cut. */
bool bb_store_add_person(struct bb_store *store, struct bb_arena *arena, struct bb_span name,
                         struct bb_span code, struct bb_person *person, struct bb_diags *diags);

/* ---- attempts: facts as they happen; each call is on the disk when it returns true ---- */

/* Records the start and fills attempt->id and attempt->started. */
bool bb_store_start_attempt(struct bb_store *store, struct bb_arena *arena,
                            struct bb_attempt *attempt, struct bb_diags *diags);
/* Records answers[item] with its marks, flag and hint, and the active time so far. */
bool bb_store_answer(struct bb_store *store, const struct bb_attempt *attempt, size_t item,
                     struct bb_diags *diags);
/* Records that the attempt is finished (or expired) and fills attempt->finished. */
bool bb_store_finish_attempt(struct bb_store *store, struct bb_attempt *attempt,
                             struct bb_diags *diags);

struct bb_attempts { /* in the order they began */
  struct bb_attempt *list;
  size_t count;
};

/* The attempts of a person, replayed from the events.  Answers typed on another laptop are empty
 * texts; marked.accepted is NULL.  An event that is damaged or makes no sense is reported and left
 * out. */
bool bb_store_load_attempts(struct bb_store *store, struct bb_arena *arena, struct bb_span person,
                            struct bb_attempts *attempts, struct bb_diags *diags);

/* ---- keeping (keep.c): benchbook db … ---- */

/* SQLite's own check, every event against its id and its body, every chain, every typed answer.
 * Reports all; true when the record is sound. */
bool bb_store_check(struct bb_store *store, struct bb_diags *diags);
/* A copy of a moment, through SQLite's backup, synced, then renamed into place.  A file that exists
 * is not overwritten. */
bool bb_store_backup(struct bb_store *store, const char *to, struct bb_diags *diags);
bool bb_store_erase_person(struct bb_store *store, const struct bb_person *person,
                           struct bb_diags *diags);
/* All events as text, a line each, for people and tests. */
bool bb_store_dump(struct bb_store *store, struct bb_buf *out, struct bb_diags *diags);

#endif
