/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What the files of this stage share.
 *
 *   place.c     where the record is when nobody says
 *   sql.c       statements, and what a failure of SQLite means to a person
 *   lock.c      one writer
 *   open.c      opening: what is in the file, settings, schema (schema-1.sql) and its versions
 *   events.c    events, chains, commits
 *   people.c    people and names; code.c: their codes
 *   attempts.c  recording attempts; replay.c: reading them back
 *   keep.c      check, backup, erase, dump
 */
#ifndef BB_STORE_INSIDE_H
#define BB_STORE_INSIDE_H

#include "base/hash.h"
#include "base/json.h"
#include "store/store.h"

#include <sqlite3.h>

enum {
  STORE_VERSION = 1,             /* of the schema: how many steps schema_steps has */
  STORE_APPLICATION = 0x62624276 /* "bbBv", SQLite's application_id */
};

enum { ID_DIGITS = 64, RANDOM_DIGITS = 32, SALT_SIZE = 16, BODY_MAX = 1 << 20, HEADS_MAX = 1000 };

struct store_chain {
  char id[RANDOM_DIGITS + 1]; /* "" before the first event of this opening */
  char head[ID_DIGITS + 1];   /* the last event */
  int64_t number, time;       /* of the last event */
};

struct bb_store {
  sqlite3 *db;
  const char *path; /* as it was named */
  int lock;         /* the writer's lock; -1: none */
  struct bb_store_program program;
  struct store_chain chain, kept; /* kept: as it was before the open transaction */
  int64_t (*now)(void);           /* the clock and chance: tests bring their own */
  void (*random)(void *bytes, size_t n);
  struct bb_arena arena; /* as long as the store */
};

/* ---- sql.c ---- */

/* A statement with its parameters: "i" int64_t, "s" struct bb_span as text (NULL when p is), "b"
 * struct bb_span as bytes.  The spans are borrowed until the statement is finalized.  NULL on
 * failure. */
sqlite3_stmt *store_query(struct bb_store *store, const char *sql, const char *types, ...);
/* One row and no more, then done: true when there was none to be read or one was. */
bool store_do(struct bb_store *store, const char *sql, const char *types, ...);
bool store_script(struct bb_store *store, const char *sql);
/* True when there is a row.  False at the end, and on failure: store_end tells which. */
bool store_row(sqlite3_stmt *query);
/* Finalizes; true when the last step was no failure.  NULL is a failure. */
bool store_end(sqlite3_stmt *query);
struct bb_span store_column(sqlite3_stmt *query, int column); /* borrowed until the next row */
/* The first column of the first row, or `otherwise`. */
int64_t store_number(struct bb_store *store, const char *sql, int64_t otherwise);

/* Tells what SQLite's last failure means; returns false. */
bool store_failed(struct bb_store *store, bool writing, struct bb_diags *diags);
struct bb_place store_place(const struct bb_store *store);

/* ---- lock.c ---- */

/* True with the lock in *fd (-1 where the file system has none); false after saying who writes. */
bool store_lock(struct bb_arena *arena, const char *path, int64_t now, int *fd,
                struct bb_diags *diags);

/* ---- open.c ---- */

extern const char store_schema_1[]; /* schema-1.sql */

/* Brings the schema from the version the file has to version `count`: steps[v] turns v into v + 1.
 * All or nothing; after a failure the connection is only good for being closed. */
bool store_migrate(struct bb_store *store, const char *const *steps, int count);

/* ---- events.c ---- */

struct event {
  struct bb_span id, kind, chain, before, person, attempt, commitment;
  struct bb_span salt, body; /* p NULL: erased */
  int64_t time, number;
  bool doubtful;
};

/* All columns of an event, in the order store_event reads them. */
#define EVENT_COLUMNS                                                                              \
  "id, kind, time, doubtful, chain, number, before, person, attempt, commitment, salt, body"

/* The event of the row, borrowed until the next. */
struct event store_event(sqlite3_stmt *query);

void event_commit(struct bb_span salt, struct bb_span body, char hex[ID_DIGITS + 1]);
/* False when a field has not the form it must have. */
bool event_header(const struct event *event, struct bb_buf *header);
/* True when the id is that of the header, and the body, where there is one, is the one it commits
 * to. */
bool event_is_sound(const struct event *event);

/* Reports the event of the row: damaged when it is not sound, else of a form not known here. */
void store_bad_event(struct bb_store *store, sqlite3_stmt *query, struct bb_diags *diags);

/* A transaction.  Appends and local rows between begin and commit reach the disk together or not at
 * all. */
bool store_begin(struct bb_store *store);
bool store_commit(struct bb_store *store);
/* After a failure: tells what it was and takes back what the transaction did; returns false. */
bool store_undo(struct bb_store *store, struct bb_diags *diags);

/* Makes the event of these parts the last of the chain, beginning the chain when this opening has
 * none.  Fills `event`, whose spans live in the arena. */
bool store_append(struct bb_store *store, struct bb_arena *arena, const char *kind,
                  struct bb_span person, struct bb_span attempt, struct bb_span body,
                  struct event *event);

/* n random bytes as hexadecimal digits. */
struct bb_span store_random_hex(struct bb_store *store, struct bb_arena *arena, size_t n);
struct bb_span store_hex(struct bb_arena *arena, struct bb_span bytes);
bool store_is_hex(struct bb_span s, size_t digits);

/* ---- code.c ---- */

enum { CODE_DIGITS = 9, PREFIX_DIGITS = 4, TYPED_DIGITS = 31 };

char code_check_digit(struct bb_span digits);
/* The digits of a code as typed in any script, as 0-9; false when it is no code at all: other
 * characters, another number of digits.  As many digits as there is room for are kept in any case.
 */
bool code_read(struct bb_span typed, char digits[TYPED_DIGITS + 1]);
bool code_is_sound(const char *digits);
/* "4021-0123-7" of CODE_DIGITS digits. */
struct bb_span code_display(struct bb_arena *arena, const char *digits);

/* ---- attempts.c ---- */

extern const char *const store_quiz_kinds[], *const store_score_rules[], *const store_verdicts[];

/* SHA-256 of the salt and a typed text, as the answer's body has it. */
void store_text_hash(struct bb_span salt, struct bb_span text, char hex[ID_DIGITS + 1]);

#endif
