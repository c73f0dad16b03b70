/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/inside.h"

#include "base/file.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

#include "store_fixture.h"

/* Closes the fixture's store and gives the messages of opening it again, which must fail. */
static struct bb_span refusal(struct fixture *f, enum bb_store_mode mode) {
  struct bb_diags *diags = bb_diags_new();
  struct bb_buf out = {0};
  bb_store_close(f->store);
  f->store = NULL;
  assert_null(bb_store_open(f->path, mode, (struct bb_store_program){"test", 0}, diags));
  bb_diags_write_text(diags, NULL, &out);
  struct bb_span text = bb_arena_copy(&f->arena, bb_buf_view(&out));
  bb_buf_free(&out);
  bb_diags_free(diags);
  return text;
}

static bool says(struct bb_span text, const char *words) {
  return bb_span_find(text, 0, words) < text.n;
}

static struct bb_span bytes_of(struct fixture *f, const char *path) {
  struct bb_span bytes;
  assert_true(bb_file_read(&f->arena, path, 1 << 24, &bytes, f->diags));
  return bytes;
}

/* Opening is refused in both modes with this message, and the file stays as it is. */
static void refuses(struct fixture *f, const char *slug) {
  struct bb_span before = bytes_of(f, f->path);
  assert_true(says(refusal(f, BB_STORE_WRITE), slug));
  assert_true(says(refusal(f, BB_STORE_READ), slug));
  assert_true(bb_span_equal(before, bytes_of(f, f->path)));
  const char *log = bb_arena_printf(&f->arena, "%s-wal", f->path);
  if (bb_file_kind(log) != BB_FILE_NONE) assert_int_equal(bytes_of(f, log).n, 0);
}

static mode_t mode_of(const char *path) {
  struct stat st;
  assert_int_equal(stat(path, &st), 0);
  return st.st_mode & 0777;
}

/* ---- settings and permissions ---- */

static void settings(void **state) {
  struct fixture *f = *state;
  static const struct {
    const char *sql;
    int64_t value;
  } expected[] = {{"PRAGMA synchronous", 2},
                  {"PRAGMA foreign_keys", 1},
                  {"PRAGMA secure_delete", 1},
                  {"PRAGMA trusted_schema", 0},
                  {"PRAGMA cell_size_check", 1},
                  {"PRAGMA application_id", STORE_APPLICATION},
                  {"PRAGMA user_version", STORE_VERSION},
                  {"PRAGMA busy_timeout", 5000}};
  for (size_t i = 0; i < sizeof expected / sizeof *expected; i++)
    assert_int_equal(store_number(f->store, expected[i].sql, -1), expected[i].value);
  int defensive;
  sqlite3_db_config(f->store->db, SQLITE_DBCONFIG_DEFENSIVE, -1, &defensive);
  assert_int_equal(defensive, 1);
  sqlite3_stmt *query = store_query(f->store, "PRAGMA journal_mode", "");
  assert_true(store_row(query) && bb_span_is(store_column(query, 0), "wal"));
  assert_true(store_end(query));
  assert_int_equal(store_number(f->store,
                                "SELECT count(*) FROM pragma_table_list"
                                " WHERE schema = 'main' AND name NOT LIKE 'sqlite%' AND NOT strict",
                                -1),
                   0);
}

static void private_to_its_owner(void **state) {
  struct fixture *f = *state;
  assert_int_equal(mode_of(f->path), 0600);
  assert_int_equal(mode_of(bb_file_folder(&f->arena, f->path)), 0700);
  assert_int_equal(mode_of(bb_arena_printf(&f->arena, "%s-wal", f->path)), 0600);
  assert_int_equal(mode_of(bb_arena_printf(&f->arena, "%s-lock", f->path)), 0600);
  chmod(f->path, 0644);
  fixture_reopen(f, BB_STORE_WRITE);
  assert_int_equal(mode_of(f->path), 0600);
}

/* ---- what cannot be opened ---- */

static void a_text_file(void **state) {
  struct fixture *f = *state;
  f->path = bb_arena_printf(&f->arena, "%s/notes.txt", f->folder);
  fixture_run(bb_arena_printf(&f->arena, "echo 'my notes' > %s", f->path));
  refuses(f, "[store-foreign]");
  assert_int_equal(bb_file_kind(bb_arena_printf(&f->arena, "%s-lock", f->path)), BB_FILE_NONE);
}

static void a_folder(void **state) {
  struct fixture *f = *state;
  f->path = bb_arena_printf(&f->arena, "%s/data", f->folder);
  assert_true(says(refusal(f, BB_STORE_WRITE), "[store-foreign]"));
  assert_true(says(refusal(f, BB_STORE_READ), "[store-foreign]"));
}

static void sql(struct fixture *f, const char *path, const char *script) {
  struct bb_store raw = {.path = path};
  (void)f;
  assert_int_equal(sqlite3_open(path, &raw.db), SQLITE_OK);
  assert_true(store_script(&raw, script));
  sqlite3_close(raw.db);
}

static void another_programs_database(void **state) {
  struct fixture *f = *state;
  f->path = bb_arena_printf(&f->arena, "%s/foreign.db", f->folder);
  sql(f, f->path, "CREATE TABLE event (x); INSERT INTO event VALUES (1)");
  refuses(f, "[store-foreign]");
}

static void a_record_from_the_future(void **state) {
  struct fixture *f = *state;
  bb_store_close(f->store);
  f->store = NULL;
  sql(f, f->path, "PRAGMA user_version = 99; PRAGMA wal_checkpoint");
  refuses(f, "[store-future]");
}

static void a_changed_schema(void **state) {
  struct fixture *f = *state;
  static const char *const changes[] = {
      "DROP TRIGGER event_stays", "ALTER TABLE event ADD COLUMN more TEXT",
      "CREATE TRIGGER thief AFTER INSERT ON event BEGIN DELETE FROM answer_text; END",
      "CREATE VIEW x AS SELECT 1"};
  const char *path = f->path;
  bb_store_close(f->store);
  f->store = NULL;
  for (size_t i = 0; i < sizeof changes / sizeof *changes; i++) {
    f->path = bb_arena_printf(&f->arena, "%s/changed-%zu.db", f->folder, i);
    fixture_run(bb_arena_printf(&f->arena, "cp %s %s", path, f->path));
    sql(f, f->path, changes[i]);
    refuses(f, "[store-damaged]");
  }
}

static void a_damaged_page(void **state) {
  struct fixture *f = *state;
  for (int i = 0; i < 50; i++) fixture_add_person(f);
  bb_store_close(f->store);
  f->store = NULL;
  struct bb_span before = bytes_of(f, f->path);
  FILE *file = fopen(f->path, "r+b");
  fseek(file, 4096 * 3 + 8, SEEK_SET); /* in the middle of a page of the tree */
  for (int i = 0; i < 600; i++) fputc(0xA5, file);
  fclose(file);
  assert_int_equal(before.n, bytes_of(f, f->path).n);
  struct bb_span damaged = bytes_of(f, f->path);
  assert_true(says(refusal(f, BB_STORE_WRITE), "[store-damaged]"));
  assert_true(bb_span_equal(damaged, bytes_of(f, f->path)));
  fixture_reopen(f, BB_STORE_READ);
  assert_false(bb_store_check(f->store, f->diags));
}

static void half_a_file(void **state) {
  struct fixture *f = *state;
  for (int i = 0; i < 50; i++) fixture_add_person(f);
  bb_store_close(f->store);
  f->store = NULL;
  assert_int_equal(truncate(f->path, 4096 * 5), 0);
  assert_true(says(refusal(f, BB_STORE_WRITE), "[store-damaged]"));
  assert_int_equal(truncate(f->path, 60), 0);
  refuses(f, "[store-foreign]");
}

static void nothing_there(void **state) {
  struct fixture *f = *state;
  f->path = bb_arena_printf(&f->arena, "%s/new/progress.db", f->folder);
  assert_true(says(refusal(f, BB_STORE_READ), "[store-missing]"));
  assert_int_equal(bb_file_kind(bb_file_folder(&f->arena, f->path)), BB_FILE_NONE);
  fixture_run(bb_arena_printf(&f->arena, "mkdir %s/new && : > %s", f->folder, f->path));
  assert_true(says(refusal(f, BB_STORE_READ), "[store-missing]"));
  fixture_reopen(f, BB_STORE_WRITE); /* an empty file is what a power cut leaves of a new one */
  assert_true(bb_store_check(f->store, f->diags));
}

static void a_second_writer(void **state) {
  struct fixture *f = *state;
  struct bb_store *first = f->store;
  f->store = NULL;
  struct bb_span text = refusal(f, BB_STORE_WRITE);
  assert_true(says(text, "[store-locked]"));
  assert_true(says(text, bb_arena_printf(&f->arena, "process %ld on ", (long)getpid())));
  fixture_reopen(f, BB_STORE_READ);
  assert_true(bb_store_check(f->store, f->diags));
  bb_store_close(first);
  fixture_reopen(f, BB_STORE_WRITE);
}

/* ---- file systems without shared memory ---- */

static size_t warnings(const struct fixture *f) {
  return bb_diags_count(f->diags, BB_WARNING);
}

static void expect_fallback(struct fixture *f) {
  assert_int_equal(warnings(f), 1);
  sqlite3_stmt *query = store_query(f->store, "PRAGMA journal_mode", "");
  assert_true(store_row(query) && bb_span_is(store_column(query, 0), "delete"));
  assert_true(store_end(query));
  assert_int_equal(store_number(f->store, "PRAGMA synchronous", -1), 2);
  fixture_add_person(f);
  assert_true(bb_store_check(f->store, f->diags));
  struct fixture reader = *f;
  reader.store = NULL;
  fixture_reopen(&reader, BB_STORE_READ);
  assert_true(bb_store_check(reader.store, f->diags));
  fixture_add_person(f);
  bb_store_close(reader.store);
}

/* SQLite's own way of locking without shared memory, in the place of the usual one. */
static void no_shared_memory_at_all(void **state) {
  struct fixture *f = *state;
  sqlite3_vfs *usual = sqlite3_vfs_find(NULL);
  f->path = bb_arena_printf(&f->arena, "%s/progress.db", f->folder);
  sqlite3_vfs_register(sqlite3_vfs_find("unix-dotfile"), 1);
  fixture_reopen(f, BB_STORE_WRITE);
  expect_fallback(f);
  bb_store_close(f->store);
  f->store = NULL;
  sqlite3_vfs_register(usual, 1);
}

/* A file of shared memory that cannot be made, as on some network shares; the record was in WAL
 * mode when it came there. */
static void shared_memory_fails(void **state) {
  struct fixture *f = *state;
  bb_store_close(f->store);
  f->store = NULL;
  fixture_run(bb_arena_printf(&f->arena, "mkdir %s-shm", f->path));
  fixture_reopen(f, BB_STORE_WRITE);
  expect_fallback(f);
  bb_store_close(f->store);
  f->store = NULL;
  fixture_run(bb_arena_printf(&f->arena, "rmdir %s-shm", f->path));
  fixture_reopen(f, BB_STORE_WRITE); /* back on a good disk */
  assert_int_equal(warnings(f), 1);
  assert_true(bb_store_check(f->store, f->diags));
}

static void read_where_nothing_can_be_made(void **state) {
  struct fixture *f = *state;
  bb_store_close(f->store);
  f->store = NULL;
  fixture_run(bb_arena_printf(&f->arena, "mkdir %s-shm", f->path));
  fixture_reopen(f, BB_STORE_READ);
  assert_true(bb_store_check(f->store, f->diags));
}

/* ---- versions of the schema ---- */

static struct bb_store raw_store(struct fixture *f, const char *name) {
  struct bb_store raw = {.path = bb_arena_printf(&f->arena, "%s/%s", f->folder, name), .lock = -1};
  assert_int_equal(sqlite3_open(raw.path, &raw.db), SQLITE_OK);
  return raw;
}

static void steps_run_once_each(void **state) {
  struct fixture *f = *state;
  static const char *const steps[] = {"CREATE TABLE a (x)", "ALTER TABLE a RENAME TO b",
                                      "INSERT INTO b VALUES (3)"};
  struct bb_store raw = raw_store(f, "steps.db");
  assert_true(store_migrate(&raw, steps, 1));
  assert_int_equal(store_number(&raw, "PRAGMA user_version", -1), 1);
  assert_true(store_migrate(&raw, steps, 3));
  assert_int_equal(store_number(&raw, "PRAGMA user_version", -1), 3);
  assert_true(store_migrate(&raw, steps, 3));
  assert_int_equal(store_number(&raw, "SELECT count(*) FROM b", -1), 1);
  sqlite3_close(raw.db);
}

static void a_step_that_fails_takes_all_back(void **state) {
  struct fixture *f = *state;
  static const char *const steps[] = {"CREATE TABLE a (x)", "CREATE TABLE b (x)", "nonsense"};
  struct bb_store raw = raw_store(f, "steps.db");
  assert_true(store_migrate(&raw, steps, 1));
  assert_false(store_migrate(&raw, steps, 3));
  sqlite3_close(raw.db);
  raw = raw_store(f, "steps.db");
  assert_int_equal(store_number(&raw, "PRAGMA user_version", -1), 1);
  assert_int_equal(store_number(&raw, "SELECT count(*) FROM sqlite_schema", -1), 1);
  sqlite3_close(raw.db);
}

/* A record that the first release wrote, as SQL: whatever the schema becomes, it is read. */
static void the_first_version_is_read(void **state) {
  struct fixture *f = *state;
  f->path = bb_arena_printf(&f->arena, "%s/first.db", f->folder);
  struct bb_span script = bytes_of(f, TESTS_FOLDER "/unit/store_version_1.sql");
  sql(f, f->path, bb_arena_string(&f->arena, script));
  fixture_reopen(f, BB_STORE_WRITE);
  assert_true(bb_store_check(f->store, f->diags));
  struct bb_people people;
  struct bb_attempts attempts;
  assert_true(bb_store_load_people(f->store, &f->arena, &people, f->diags));
  assert_int_equal(people.count, 2);
  assert_true(bb_span_is(people.list[1].code, "6775-5758-6"));
  assert_true(bb_span_is(people.list[1].name, "Dara Sok"));
  assert_true(bb_store_load_attempts(f->store, &f->arena, people.list[1].id, &attempts, f->diags));
  assert_int_equal(attempts.count, 1);
  assert_int_equal(attempts.list[0].state, BB_ATTEMPT_FINISHED);
  assert_true(bb_span_is(attempts.list[0].answers[1].response.texts[0], "preservation order"));
  fixture_add_person(f);
  assert_true(bb_store_check(f->store, f->diags));
}

int main(void) {
#define WITH_A_STORE(test) cmocka_unit_test_setup_teardown(test, fixture_open, fixture_close)
  const struct CMUnitTest tests[] = {
      WITH_A_STORE(settings),
      WITH_A_STORE(private_to_its_owner),
      WITH_A_STORE(a_text_file),
      WITH_A_STORE(a_folder),
      WITH_A_STORE(another_programs_database),
      WITH_A_STORE(a_record_from_the_future),
      WITH_A_STORE(a_changed_schema),
      WITH_A_STORE(a_damaged_page),
      WITH_A_STORE(half_a_file),
      WITH_A_STORE(nothing_there),
      WITH_A_STORE(a_second_writer),
      WITH_A_STORE(no_shared_memory_at_all),
      WITH_A_STORE(shared_memory_fails),
      WITH_A_STORE(read_where_nothing_can_be_made),
      WITH_A_STORE(steps_run_once_each),
      WITH_A_STORE(a_step_that_fails_takes_all_back),
      WITH_A_STORE(the_first_version_is_read),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
