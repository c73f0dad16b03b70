/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Opening the record: from a path to a store that may be read or written, or to a message that says
 * what to do.
 *
 * Before SQLite may touch a file, its first hundred bytes tell whether it is ours: opening another
 * program's database could roll back that program's journal.  A new record is made whole, schema
 * and version in one transaction, while its journal is still an ordinary one: after a power cut the
 * file is empty, and then new, or complete.
 *
 * Settings.  WAL with synchronous=FULL: an answer is on the disk when its commit returns, and
 * readers do not wait.  WAL needs memory that programs share; where the file system has none (a
 * network share, some sticks) the journal mode is DELETE, as durable and slower, and the person is
 * told.  That is found by trying.  secure_delete overwrites what erasure frees.  The rest keeps a
 * damaged or hostile file from doing more than being damaged: trusted_schema off, cell_size_check,
 * defensive mode, and a schema that must be, word for word, the one this program makes.
 */
#include "store/inside.h"

#include "base/file.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

enum { BUSY_MILLISECONDS = 5000 };

static const char *const schema_steps[STORE_VERSION] = {store_schema_1};

/* ---- the file before SQLite opens it ---- */

enum content { CONTENT_NONE, CONTENT_EMPTY, CONTENT_OURS, CONTENT_OTHER, CONTENT_UNREADABLE };

static uint32_t big_endian(const unsigned char *p) {
  return (uint32_t)p[0] << 24 | (uint32_t)p[1] << 16 | (uint32_t)p[2] << 8 | p[3];
}

/* SQLite's header: a magic string, and application_id at byte 68. */
static enum content classify(const unsigned char *head, ssize_t n) {
  if (n == 0) return CONTENT_EMPTY;
  bool ours = n == 100 && !memcmp(head, "SQLite format 3", 16) &&
              big_endian(head + 68) == STORE_APPLICATION;
  return ours ? CONTENT_OURS : CONTENT_OTHER;
}

/* (Closing a file drops all locks that POSIX gave this process on it: a process has a record open
 * once at a time, or only reads it.) */
static enum content look_into(const char *path) {
  unsigned char head[100];
  struct stat st;
  int fd = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
  if (fd < 0) return errno == ENOENT ? CONTENT_NONE : CONTENT_UNREADABLE;
  enum content content = CONTENT_OTHER;
  if (fstat(fd, &st) == 0 && S_ISREG(st.st_mode)) content = classify(head, read(fd, head, 100));
  close(fd);
  return content;
}

/* False after a message when the file cannot be this program's record. */
static bool may_open(const char *path, enum bb_store_mode mode, enum content content,
                     struct bb_diags *diags) {
  struct bb_place place = {.path = path};
  switch (content) {
  case CONTENT_OURS: return true;
  case CONTENT_NONE:
  case CONTENT_EMPTY:
    if (mode == BB_STORE_READ) bb_diag_add(diags, BB_D_STORE_MISSING, place, "%s", "");
    return mode == BB_STORE_WRITE;
  case CONTENT_OTHER: bb_diag_add(diags, BB_D_STORE_FOREIGN, place, "%s", ""); return false;
  case CONTENT_UNREADABLE:
    bb_diag_add(diags, BB_D_STORE_READ, place, "%s", strerror(errno));
    return false;
  }
  return false;
}

/* The folder of the record, for its owner alone when it is made here. */
static bool make_folder(struct bb_arena *arena, const char *path, struct bb_diags *diags) {
  const char *folder = bb_file_folder(arena, path), *above = bb_file_folder(arena, folder);
  if (bb_file_kind(folder) == BB_FILE_FOLDER) return true;
  if (!bb_file_make_folder(above, diags)) return false;
  if (mkdir(folder, 0700) == 0) {
    bb_file_sync_folder(above);
    return true;
  }
  bb_diag_add(diags, BB_D_STORE_WRITE, (struct bb_place){.path = folder}, "%s", strerror(errno));
  return false;
}

/* Makes the empty file, or takes other people's permissions off the one there is (on a file system
 * without permissions there are none to take). */
static bool make_private(const char *path, enum content content, bool *made,
                         struct bb_diags *diags) {
  if (content != CONTENT_NONE) {
    chmod(path, 0600);
    return true;
  }
  int fd = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
  *made = fd >= 0;
  if (*made) return close(fd) == 0;
  bb_diag_add(diags, BB_D_STORE_WRITE, (struct bb_place){.path = path}, "%s", strerror(errno));
  return false;
}

/* ---- connection and settings ---- */

static bool set(struct bb_store *store, int option, int value) {
  return sqlite3_db_config(store->db, option, value, NULL) == SQLITE_OK;
}

static bool connect(struct bb_store *store, const char *path, int flags) {
  int status = sqlite3_open_v2(path, &store->db, flags, NULL);
  return status == SQLITE_OK && set(store, SQLITE_DBCONFIG_DEFENSIVE, 1) &&
         set(store, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0) && set(store, SQLITE_DBCONFIG_DQS_DML, 0) &&
         set(store, SQLITE_DBCONFIG_DQS_DDL, 0) &&
         sqlite3_busy_timeout(store->db, BUSY_MILLISECONDS) == SQLITE_OK &&
         store_script(store, "PRAGMA foreign_keys = ON; PRAGMA secure_delete = ON;"
                             "PRAGMA cell_size_check = ON; PRAGMA temp_store = MEMORY");
}

/* The path as a URI in which nothing is special, marked as a file that nobody changes. */
static const char *immutable_uri(struct bb_arena *arena, const char *path) {
  struct bb_buf uri = {0};
  bb_buf_string(&uri, path[0] == '/' ? "file://" : "file:");
  for (const char *c = path; *c; c++)
    if ((*c >= 'a' && *c <= 'z') || (*c >= 'A' && *c <= 'Z') || (*c >= '0' && *c <= '9') ||
        *c == '/' || *c == '.' || *c == '-' || *c == '_')
      bb_buf_char(&uri, *c);
    else
      bb_buf_printf(&uri, "%%%02X", (unsigned char)*c);
  bb_buf_string(&uri, "?immutable=1");
  const char *z = bb_arena_string(arena, bb_buf_view(&uri));
  bb_buf_free(&uri);
  return z;
}

static bool can_read(struct bb_store *store) {
  return store_number(store, "SELECT count(*) FROM sqlite_schema", -1) >= 0;
}

/* A record on a medium that cannot be written cannot have its shared memory either; when it was
 * closed in good order, nothing but the file itself is needed. */
static bool connect_for_reading(struct bb_store *store) {
  struct stat st;
  const char *log = bb_arena_printf(&store->arena, "%s-wal", store->path);
  if (connect(store, store->path, SQLITE_OPEN_READONLY) && can_read(store)) return true;
  int status = sqlite3_errcode(store->db) & 0xFF;
  if (status != SQLITE_CANTOPEN && status != SQLITE_READONLY) return false;
  if (stat(log, &st) == 0 && st.st_size > 0) return false;
  sqlite3_close(store->db);
  return connect(store, immutable_uri(&store->arena, store->path),
                 SQLITE_OPEN_READONLY | SQLITE_OPEN_URI) &&
         can_read(store);
}

/* True when the record is in this journal mode now and can be written in it. */
static bool try_journal(struct bb_store *store, const char *sql, const char *mode) {
  sqlite3_stmt *query = store_query(store, sql, "");
  bool same = store_row(query) && bb_span_is(store_column(query, 0), mode);
  return store_end(query) && same && store_script(store, "BEGIN IMMEDIATE; ROLLBACK");
}

/* A record in WAL mode can leave it without shared memory only in a connection that has it locked
 * for itself from the first. */
static bool leave_wal(struct bb_store *store) {
  sqlite3_close(store->db);
  return connect(store, store->path, SQLITE_OPEN_READWRITE) &&
         store_script(store, "PRAGMA locking_mode = EXCLUSIVE") &&
         try_journal(store, "PRAGMA journal_mode = DELETE", "delete") &&
         store_script(store, "PRAGMA locking_mode = NORMAL") && can_read(store);
}

static bool choose_journal(struct bb_store *store, struct bb_diags *diags) {
  if (!try_journal(store, "PRAGMA journal_mode = WAL", "wal")) {
    bool busy = (sqlite3_errcode(store->db) & 0xFF) == SQLITE_BUSY;
    if (busy || !leave_wal(store)) return store_failed(store, true, diags);
    bb_diag_add(diags, BB_D_STORE_NO_SHARING, store_place(store), "%s", "");
  }
  return store_script(store, "PRAGMA synchronous = FULL") || store_failed(store, true, diags);
}

/* ---- schema ---- */

bool store_migrate(struct bb_store *store, const char *const *steps, int count) {
  int64_t version = store_number(store, "PRAGMA user_version", -1);
  char settings[100];
  if (version < 0 || !store_script(store, "BEGIN IMMEDIATE")) return false;
  bool good = true;
  for (; good && version < count; version++) good = store_script(store, steps[version]);
  snprintf(settings, sizeof settings,
           "PRAGMA application_id = %d; PRAGMA user_version = %d; COMMIT", STORE_APPLICATION,
           count);
  return good && store_script(store, settings);
}

/* All of a schema, in an order of its own. */
static const char schema_query[] =
    "SELECT group_concat(sql, ';') FROM (SELECT sql FROM sqlite_schema"
    " WHERE sql IS NOT NULL AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\' ORDER BY type, name)";

static bool read_schema(struct bb_store *store, struct bb_arena *arena, struct bb_span *schema) {
  sqlite3_stmt *query = store_query(store, schema_query, "");
  *schema = store_row(query) ? bb_arena_copy(arena, store_column(query, 0)) : (struct bb_span){0};
  return store_end(query);
}

/* True when the file's schema is word for word the one this program makes. */
static bool has_our_schema(struct bb_store *store) {
  struct bb_store model = {.path = ":memory:", .lock = -1};
  struct bb_arena scratch = {0};
  struct bb_span ours = {0}, theirs = {0};
  bool good = connect(&model, model.path, SQLITE_OPEN_READWRITE) &&
              store_migrate(&model, schema_steps, STORE_VERSION) &&
              read_schema(&model, &scratch, &ours) && read_schema(store, &scratch, &theirs) &&
              bb_span_equal(ours, theirs);
  sqlite3_close(model.db);
  bb_arena_free(&scratch);
  return good;
}

static bool damaged(struct bb_store *store, const char *detail, struct bb_diags *diags) {
  bb_diag_add(diags, BB_D_STORE_DAMAGED, store_place(store), "%s", detail);
  return false;
}

/* Before anything is written to it: a page that is damaged would only get worse. */
static bool is_whole(struct bb_store *store, struct bb_diags *diags) {
  sqlite3_stmt *query = store_query(store, "PRAGMA quick_check(1)", "");
  const char *found =
      store_row(query) ? bb_arena_string(&store->arena, store_column(query, 0)) : NULL;
  if (!store_end(query) || !found) return store_failed(store, false, diags);
  return !strcmp(found, "ok") || damaged(store, found, diags);
}

static bool accept_schema(struct bb_store *store, enum bb_store_mode mode, struct bb_diags *diags) {
  int64_t version = store_number(store, "PRAGMA user_version", -1);
  if (version < 0) return store_failed(store, false, diags);
  if (version > STORE_VERSION) {
    bb_diag_add(diags, BB_D_STORE_FUTURE, store_place(store), "version %d, known here: %d",
                (int)version, STORE_VERSION);
    return false;
  }
  if (version < STORE_VERSION) {
    if (mode == BB_STORE_READ) return damaged(store, "no schema", diags);
    if (!store_migrate(store, schema_steps, STORE_VERSION)) return store_failed(store, true, diags);
  }
  return has_our_schema(store) || damaged(store, "the schema was changed", diags);
}

/* ---- all together ---- */

static bool open_for_writing(struct bb_store *store, enum content content, bool *made,
                             struct bb_diags *diags) {
  if (!store_lock(&store->arena, store->path, store->now(), &store->lock, diags) ||
      !make_private(store->path, content, made, diags))
    return false;
  if (!connect(store, store->path, SQLITE_OPEN_READWRITE) || !(can_read(store) || leave_wal(store)))
    return store_failed(store, true, diags);
  return (content != CONTENT_OURS || is_whole(store, diags)) &&
         accept_schema(store, BB_STORE_WRITE, diags) && choose_journal(store, diags);
}

static bool open_for_reading(struct bb_store *store, struct bb_diags *diags) {
  if (!connect_for_reading(store)) return store_failed(store, false, diags);
  return accept_schema(store, BB_STORE_READ, diags);
}

static int64_t clock_now(void) {
  return (int64_t)time(NULL);
}

struct bb_store *bb_store_open(const char *path, enum bb_store_mode mode,
                               struct bb_store_program program, struct bb_diags *diags) {
  struct bb_store *store = bb_alloc(sizeof *store);
  *store = (struct bb_store){
      .path = path, .lock = -1, .program = program, .now = clock_now, .random = bb_random};
  store->path = bb_arena_string(&store->arena, bb_span_of(path));
  enum content content = look_into(path);
  bool made = false, good = may_open(path, mode, content, diags);
  if (good && mode == BB_STORE_WRITE)
    good =
        make_folder(&store->arena, path, diags) && open_for_writing(store, content, &made, diags);
  else if (good)
    good = open_for_reading(store, diags);
  if (good) return store;
  sqlite3_close(store->db);
  store->db = NULL;
  if (made) unlink(path); /* still under the lock */
  bb_store_close(store);
  return NULL;
}

void bb_store_close(struct bb_store *store) {
  if (!store) return;
  sqlite3_close(store->db);
  if (store->lock >= 0) close(store->lock);
  bb_arena_free(&store->arena);
  free(store);
}
