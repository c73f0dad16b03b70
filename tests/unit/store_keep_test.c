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

static const char secret[] = "Rithy Chan-Bopha";

/* A second person, and an attempt of the first in which something was typed. */
static struct bb_person fill(struct fixture *f) {
  struct bb_person other = fixture_add_person(f), person;
  assert_true(bb_store_add_person(f->store, &f->arena, bb_span_of(secret), (struct bb_span){0},
                                  &person, f->diags));
  f->person = person;
  struct bb_attempt *attempt = fixture_attempt(f, "m06");
  assert_true(bb_store_start_attempt(f->store, &f->arena, attempt, f->diags));
  fixture_answer(attempt, 1, "", "my name is Rithy Chan-Bopha");
  assert_true(bb_store_answer(f->store, attempt, 1, f->diags));
  return other;
}

static int64_t number_of(struct fixture *f, const char *sql) {
  return store_number(f->store, sql, -1);
}

static bool folder_holds(struct fixture *f, const char *text) {
  const char *command = bb_arena_printf(&f->arena, "grep -qraF '%s' %s", text, f->folder);
  return system(command) == 0;
}

/* ---- erasing ---- */

static void an_erased_person_is_gone(void **state) {
  struct fixture *f = *state;
  struct bb_people people;
  fill(f);
  const char *code = bb_arena_string(&f->arena, f->person.code);
  assert_true(folder_holds(f, secret));
  assert_true(bb_store_erase_person(f->store, &f->person, f->diags));
  assert_false(folder_holds(f, secret)); /* neither in the file nor in the log */
  assert_false(folder_holds(f, "Rithy"));
  assert_false(folder_holds(f, code));
  assert_true(bb_store_load_people(f->store, &f->arena, &people, f->diags));
  assert_int_equal(people.count, 2);
  struct bb_attempts attempts;
  assert_true(bb_store_load_attempts(f->store, &f->arena, f->person.id, &attempts, f->diags));
  assert_int_equal(attempts.count, 0);
  assert_int_equal(number_of(f, "SELECT count(*) FROM event WHERE body IS NULL"), 3);
  assert_int_equal(number_of(f, "SELECT count(*) FROM answer_text"), 0);
  assert_true(bb_store_check(f->store, f->diags)); /* headers and chains still verify */
}

/* Events of an erased person that come from another laptop later are blank at once. */
static void erasure_reaches_what_arrives_later(void **state) {
  struct fixture *f = *state;
  fill(f);
  bb_store_close(f->store);
  f->store = NULL;
  struct fixture other = *f;
  other.path = bb_arena_printf(&other.arena, "%s/other.db", f->folder);
  fixture_run(bb_arena_printf(&other.arena, "cp %s %s", f->path, other.path));
  fixture_reopen(&other, BB_STORE_WRITE);
  struct bb_attempt *late = fixture_attempt(&other, "late");
  assert_true(bb_store_start_attempt(other.store, &other.arena, late, other.diags));
  bb_store_close(other.store);
  f->arena = other.arena;

  fixture_reopen(f, BB_STORE_WRITE);
  assert_true(bb_store_erase_person(f->store, &f->person, f->diags));
  fixture_merge(f, other.path);
  assert_int_equal(
      number_of(f, "SELECT count(*) FROM event WHERE kind = 'attempt.started' AND body IS NULL"),
      2);
  assert_int_equal(number_of(f, "SELECT count(*) FROM event WHERE body IS NOT NULL AND person ="
                                " (SELECT person FROM event WHERE kind = 'person.erased')"
                                " AND kind <> 'person.erased'"),
                   0);
  assert_true(bb_store_check(f->store, f->diags));
}

/* The erasure may arrive after what it erases, or before: the result is one. */
static void erasure_may_arrive_in_any_order(void **state) {
  struct fixture *f = *state;
  fill(f);
  assert_true(bb_store_erase_person(f->store, &f->person, f->diags));
  for (int i = 0; i < 4; i++) {
    struct fixture all = *f;
    all.store = NULL;
    all.path = bb_arena_printf(&all.arena, "%s/all-%d.db", f->folder, i);
    fixture_reopen(&all, BB_STORE_WRITE);
    fixture_merge(&all, f->path);
    assert_int_equal(number_of(&all, "SELECT count(*) FROM event WHERE body IS NULL"), 3);
    assert_true(bb_store_check(all.store, all.diags));
    bb_store_close(all.store);
    f->arena = all.arena;
  }
}

/* ---- checking ---- */

/* Takes the triggers off, as somebody with another program would, does this, and puts them back:
 * check must find it. */
static void finds(struct fixture *f, const char *sql, const char *slug) {
  char *trigger[2];
  struct bb_diags *diags = bb_diags_new();
  struct bb_buf out = {0};
  const char *names[] = {"event_stays", "event_is_as_it_is"};
  for (int i = 0; i < 2; i++) {
    sqlite3_stmt *query = store_query(f->store, "SELECT sql FROM sqlite_schema WHERE name = ?", "s",
                                      bb_span_of(names[i]));
    assert_true(store_row(query));
    trigger[i] = (char *)(uintptr_t)bb_arena_string(&f->arena, store_column(query, 0));
    assert_true(store_end(query));
    assert_true(store_script(f->store, bb_arena_printf(&f->arena, "DROP TRIGGER %s", names[i])));
  }
  assert_true(store_script(f->store, "PRAGMA foreign_keys = OFF"));
  assert_true(store_script(f->store, sql));
  for (int i = 0; i < 2; i++) assert_true(store_script(f->store, trigger[i]));
  fixture_reopen(f, BB_STORE_READ);
  assert_false(bb_store_check(f->store, diags));
  bb_diags_write_text(diags, NULL, &out);
  if (!strstr(out.p, slug)) fail_msg("%s: %s", sql, out.p);
  bb_buf_free(&out);
  bb_diags_free(diags);
}

#define FINDS(name, sql, slug)                                                                     \
  static void name(void **state) {                                                                 \
    struct fixture *f = *state;                                                                    \
    fill(f);                                                                                       \
    assert_true(bb_store_check(f->store, f->diags));                                               \
    finds(f, sql, slug);                                                                           \
  }
FINDS(a_changed_body, "UPDATE event SET body = replace(body, 'partly', 'right')", "[event-damaged]")
FINDS(a_changed_header, "UPDATE event SET time = time + 1 WHERE kind = 'answer'", "[event-damaged]")
FINDS(a_missing_event, "DELETE FROM event WHERE kind = 'attempt.started'", "[event-lost]")
FINDS(a_missing_body, "UPDATE event SET body = NULL, salt = NULL WHERE kind = 'answer'",
      "[event-lost]")
FINDS(a_stray_text, "UPDATE answer_text SET event = 'x'", "[answer-text]")
FINDS(a_changed_text, "UPDATE answer_text SET text = 'x'", "[answer-text]")

static void an_event_out_of_place(void **state) {
  struct fixture *f = *state;
  struct bb_diags *diags = bb_diags_new();
  struct bb_buf out = {0};
  f->store->chain.number += 5;
  fixture_add_person(f);
  assert_false(bb_store_check(f->store, diags));
  bb_diags_write_text(diags, NULL, &out);
  assert_non_null(strstr(out.p, "[event-chain]"));
  bb_buf_free(&out);
  bb_diags_free(diags);
}

/* ---- copies ---- */

static void a_backup_is_a_record(void **state) {
  struct fixture *f = *state;
  struct stat st;
  fill(f);
  const char *to = bb_arena_printf(&f->arena, "%s/backup.db", f->folder);
  assert_true(bb_store_backup(f->store, to, f->diags)); /* while the writer has it open */
  assert_int_equal(stat(to, &st), 0);
  assert_int_equal(st.st_mode & 0777, 0600);
  struct bb_buf here = {0}, there = {0};
  assert_true(bb_store_dump(f->store, &here, f->diags));
  f->path = to;
  fixture_reopen(f, BB_STORE_READ);
  assert_true(bb_store_check(f->store, f->diags));
  assert_true(bb_store_dump(f->store, &there, f->diags));
  assert_true(bb_span_equal(bb_buf_view(&here), bb_buf_view(&there)));
  assert_int_equal(number_of(f, "SELECT count(*) FROM answer_text"), 1);
  bb_buf_free(&here);
  bb_buf_free(&there);
  const char **names;
  size_t count;
  assert_true(bb_file_list(&f->arena, f->folder, &names, &count, f->diags));
  assert_int_equal(count, 2); /* no log beside the copy */
}

static void a_backup_overwrites_nothing(void **state) {
  struct fixture *f = *state;
  struct bb_span kept;
  const char *to = bb_arena_printf(&f->arena, "%s/thesis.odt", f->folder);
  fixture_run(bb_arena_printf(&f->arena, "echo mine > %s", to));
  assert_false(bb_store_backup(f->store, to, f->diags));
  assert_true(bb_file_read(&f->arena, to, 100, &kept, f->diags));
  assert_true(bb_span_is(kept, "mine\n"));
  assert_false(bb_store_backup(f->store, f->path, f->diags));
  assert_false(bb_store_backup(f->store, "no/such/folder/x.db", f->diags));
  assert_true(bb_store_check(f->store, f->diags));
}

int main(void) {
#define WITH_A_STORE(test) cmocka_unit_test_setup_teardown(test, fixture_open, fixture_close)
  const struct CMUnitTest tests[] = {
      WITH_A_STORE(an_erased_person_is_gone),
      WITH_A_STORE(erasure_reaches_what_arrives_later),
      WITH_A_STORE(erasure_may_arrive_in_any_order),
      WITH_A_STORE(a_changed_body),
      WITH_A_STORE(a_changed_header),
      WITH_A_STORE(a_missing_event),
      WITH_A_STORE(a_missing_body),
      WITH_A_STORE(a_stray_text),
      WITH_A_STORE(a_changed_text),
      WITH_A_STORE(an_event_out_of_place),
      WITH_A_STORE(a_backup_is_a_record),
      WITH_A_STORE(a_backup_overwrites_nothing),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
