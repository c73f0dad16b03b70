/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Keeping the record: check, backup, erase, dump.
 */
#include "store/inside.h"

#include "base/file.h"

#include <errno.h>
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

/* ---- check ---- */

/* Every line of SQLite's own check but "ok". */
static bool check_pages(struct bb_store *store, struct bb_diags *diags) {
  sqlite3_stmt *query = store_query(store, "PRAGMA integrity_check(100)", "");
  bool sound = true;
  while (store_row(query)) {
    struct bb_span line = store_column(query, 0);
    if (bb_span_is(line, "ok")) continue;
    bb_diag_add(diags, BB_D_STORE_DAMAGED, store_place(store), "%.*s", BB_SPAN_ARG(line));
    sound = false;
  }
  return store_end(query) ? sound : store_failed(store, false, diags);
}

/* Every row of a query that finds faults, its columns one after the other. */
static bool check_none(struct bb_store *store, const char *sql, enum bb_diag_code code,
                       struct bb_diags *diags) {
  sqlite3_stmt *query = store_query(store, sql, "");
  bool none = true;
  while (store_row(query)) {
    struct bb_span what = store_column(query, 0);
    bb_diag_add(diags, code, store_place(store), "%.*s", BB_SPAN_ARG(what));
    none = false;
  }
  return store_end(query) ? none : store_failed(store, false, diags);
}

static bool check_ids(struct bb_store *store, struct bb_diags *diags) {
  sqlite3_stmt *query = store_query(store, "SELECT " EVENT_COLUMNS " FROM event", "");
  bool sound = true;
  while (store_row(query)) {
    struct event event = store_event(query);
    if (event_is_sound(&event)) continue;
    store_bad_event(store, query, diags);
    sound = false;
  }
  return store_end(query) ? sound : store_failed(store, false, diags);
}

/* One that names another, and that one is not here. */
static const char lost_events[] =
    "SELECT 'the event before ' || substr(e.id, 1, 12) FROM event AS e,"
    " json_each(CASE WHEN json_valid(e.before) THEN e.before ELSE '[]' END)"
    " WHERE value NOT IN (SELECT id FROM event)";
static const char lost_bodies[] =
    "SELECT 'the body of ' || substr(id, 1, 12) FROM event AS e WHERE body IS NULL"
    " AND NOT EXISTS (SELECT 1 FROM event WHERE person = e.person AND kind = 'person.erased')";
/* The first of a chain is `chain.began`; each later one follows one of its own chain, the number
 * before. */
static const char misfits[] =
    "SELECT substr(e.id, 1, 12) || ', ' || e.kind FROM event AS e"
    " LEFT JOIN event AS b ON b.id = CASE WHEN json_valid(e.before) THEN e.before ->> 0 END"
    " WHERE CASE WHEN e.number = 0 THEN e.kind <> 'chain.began'"
    " ELSE b.id IS NOT NULL AND (b.chain <> e.chain OR b.number <> e.number - 1) END";
static const char strays[] =
    "SELECT substr(event, 1, 12) FROM answer_text WHERE event NOT IN (SELECT id FROM event)";

static bool replay_all(struct bb_store *store, struct bb_diags *diags) {
  struct bb_arena scratch = {0};
  struct bb_people people;
  struct bb_attempts attempts;
  bool good = bb_store_load_people(store, &scratch, &people, diags);
  for (size_t i = 0; good && i < people.count; i++) {
    struct bb_arena person = {0};
    good = bb_store_load_attempts(store, &person, people.list[i].id, &attempts, diags);
    bb_arena_free(&person);
  }
  bb_arena_free(&scratch);
  return good && bb_diags_worst(diags) < BB_ERROR;
}

/* Reads everything as `progress` would, for what only then shows.  Counted apart: a message that
 * `diags` has already does not make it longer. */
static bool check_replay(struct bb_store *store, struct bb_diags *diags) {
  struct bb_diags *own = bb_diags_new();
  struct bb_buf saved = {0};
  bool good = replay_all(store, own);
  bb_diags_save(own, &saved);
  bb_diags_load(diags, bb_buf_view(&saved));
  bb_buf_free(&saved);
  bb_diags_free(own);
  return good;
}

bool bb_store_check(struct bb_store *store, struct bb_diags *diags) {
  bool sound = check_pages(store, diags);
  sound = check_ids(store, diags) && sound;
  sound = check_none(store, lost_events, BB_D_EVENT_LOST, diags) && sound;
  sound = check_none(store, lost_bodies, BB_D_EVENT_LOST, diags) && sound;
  sound = check_none(store, misfits, BB_D_EVENT_CHAIN, diags) && sound;
  sound = check_none(store, strays, BB_D_ANSWER_TEXT, diags) && sound;
  return check_replay(store, diags) && sound;
}

/* ---- backup ---- */

/* Copies all pages at once, so that the copy is of one moment, and makes it a file that needs no
 * other beside it. */
static bool copy_pages(struct bb_store *store, sqlite3 *copy) {
  sqlite3_backup *backup = sqlite3_backup_init(copy, "main", store->db, "main");
  if (!backup) return false;
  sqlite3_backup_step(backup, -1);
  return sqlite3_backup_finish(backup) == SQLITE_OK &&
         sqlite3_exec(copy, "PRAGMA locking_mode = EXCLUSIVE; PRAGMA journal_mode = DELETE", NULL,
                      NULL, NULL) == SQLITE_OK;
}

static bool write_copy(struct bb_store *store, const char *temporary, const char *to,
                       struct bb_diags *diags) {
  struct bb_store copy = {.path = store->path, .lock = -1};
  int status = sqlite3_open_v2(temporary, &copy.db, SQLITE_OPEN_READWRITE, NULL);
  sqlite3_busy_timeout(copy.db, 0);
  bool written = status == SQLITE_OK && copy_pages(store, copy.db);
  if (!written)
    bb_diag_add(diags, BB_D_FILE_WRITE, (struct bb_place){.path = to}, "%s",
                sqlite3_errmsg(copy.db));
  bool good = written && check_pages(&copy, diags);
  sqlite3_close(copy.db);
  return good;
}

bool bb_store_backup(struct bb_store *store, const char *to, struct bb_diags *diags) {
  struct bb_arena scratch = {0};
  struct bb_place place = {.path = to};
  const char *folder = bb_file_folder(&scratch, to);
  const char *pattern =
      bb_arena_printf(&scratch, "%s/.%.*s-XXXXXX", folder, BB_SPAN_ARG(bb_file_name(to)));
  char *temporary = bb_arena_alloc(&scratch, strlen(pattern) + 1);
  strcpy(temporary, pattern);
  bool good = bb_file_kind(to) == BB_FILE_NONE;
  if (!good) bb_diag_add(diags, BB_D_BACKUP_EXISTS, place, "%s", "");
  int fd = good ? mkstemp(temporary) : -1; /* 0600 */
  if (good && fd < 0) bb_diag_add(diags, BB_D_FILE_WRITE, place, "%s", strerror(errno));
  good = fd >= 0 && close(fd) == 0 && write_copy(store, temporary, to, diags);
  if (good && rename(temporary, to) != 0) {
    bb_diag_add(diags, BB_D_FILE_WRITE, place, "%s", strerror(errno));
    good = false;
  }
  if (good) bb_file_sync_folder(folder);
  if (fd >= 0 && !good) unlink(temporary);
  bb_arena_free(&scratch);
  return good;
}

/* ---- erase ---- */

/* The triggers of the schema do the erasing, in the same transaction.  Then the log is emptied; if
 * a reader is in the way, that happens when the last one closes the record. */
bool bb_store_erase_person(struct bb_store *store, const struct bb_person *person,
                           struct bb_diags *diags) {
  struct bb_arena scratch = {0};
  struct event event;
  bool good = store_begin(store) &&
              store_append(store, &scratch, "person.erased", person->id, (struct bb_span){0},
                           BB_SPAN("{}"), &event) &&
              store_commit(store);
  if (!good)
    store_undo(store, diags);
  else
    store_do(store, "PRAGMA wal_checkpoint(TRUNCATE)", "");
  bb_arena_free(&scratch);
  return good;
}

/* ---- dump ---- */

static void dump_time(int64_t seconds, struct bb_buf *out) {
  char text[40];
  struct tm tm;
  time_t t = (time_t)seconds;
  if (gmtime_r(&t, &tm) && strftime(text, sizeof text, "%Y-%m-%dT%H:%M:%SZ", &tm))
    bb_buf_string(out, text);
  else
    bb_buf_printf(out, "%" PRId64, seconds);
}

/* As it is, but for what a terminal would obey and what is no UTF-8: a file may be damaged. */
static void dump_text(struct bb_span text, struct bb_buf *out) {
  for (size_t at = 0; at < text.n;) {
    size_t from = at;
    uint32_t cp = bb_utf8_decode(text, &at);
    if (cp == BB_UTF8_BAD || cp < 0x20 || (cp >= 0x7F && cp < 0xA0))
      bb_buf_char(out, '?');
    else
      bb_buf_span(out, bb_span_cut(text, from, at));
  }
}

/* The beginning of an id, enough to tell one from the other. */
static void dump_id(const char *name, struct bb_span id, struct bb_buf *out) {
  if (!id.p) return;
  bb_buf_printf(out, " %s ", name);
  dump_text(bb_span_cut(id, 0, 12), out);
}

static void dump_event(const struct event *event, struct bb_buf *out) {
  dump_text(bb_span_cut(event->id, 0, 12), out);
  bb_buf_char(out, ' ');
  dump_time(event->time, out);
  bb_buf_string(out, event->doubtful ? "? " : " ");
  dump_text(event->kind, out);
  dump_id("chain", event->chain, out);
  bb_buf_printf(out, " #%" PRId64, event->number);
  dump_id("person", event->person, out);
  dump_id("attempt", event->attempt, out);
  bb_buf_char(out, ' ');
  dump_text(event->body.p ? event->body : BB_SPAN("erased"), out);
  bb_buf_string(out, event_is_sound(event) ? "\n" : " DAMAGED\n");
}

bool bb_store_dump(struct bb_store *store, struct bb_buf *out, struct bb_diags *diags) {
  sqlite3_stmt *query =
      store_query(store, "SELECT " EVENT_COLUMNS " FROM event ORDER BY arrival", "");
  while (store_row(query)) {
    struct event event = store_event(query);
    dump_event(&event, out);
  }
  return store_end(query) || store_failed(store, false, diags);
}
