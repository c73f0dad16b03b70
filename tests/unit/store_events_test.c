/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/inside.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include "store_fixture.h"

/* ---- header and id; the numbers below were made with `printf … | sha256sum` ---- */

#define ONES   "1111111111111111111111111111111111111111111111111111111111111111"
#define TWOS   "2222222222222222222222222222222222222222222222222222222222222222"
#define COMMIT "9b4211531e3019331265466ddfd5b1c6de1aefe5eec6fcc3687929587336cbc8"

static struct event made_event(void) {
  return (struct event){
      .id = BB_SPAN("076854f4df3322d63bdab86d72f7696b5694bbcc7b8a6ac893ef9d2494c742fb"),
      .kind = BB_SPAN("answer"),
      .time = 1795305600,
      .chain = BB_SPAN("000102030405060708090a0b0c0d0e0f"),
      .number = 7,
      .before = BB_SPAN("[\"" ONES "\"]"),
      .person = BB_SPAN("22222222222222222222222222222222"),
      .attempt = BB_SPAN("3333333333333333333333333333333333333333333333333333333333333333"),
      .commitment = BB_SPAN(COMMIT),
      .salt = BB_SPAN("0123456789abcdef"),
      .body = BB_SPAN("{\"step\":1}"),
  };
}

static void the_canonical_header(void **state) {
  (void)state;
  struct event event = made_event();
  struct bb_buf header = {0};
  assert_true(event_header(&event, &header));
  assert_string_equal(header.p, "benchbook event 1\n"
                                "kind: answer\n"
                                "time: 1795305600\n"
                                "clock: sound\n"
                                "chain: 000102030405060708090a0b0c0d0e0f\n"
                                "number: 7\n"
                                "before: " ONES "\n"
                                "person: 22222222222222222222222222222222\n"
                                "attempt: 33333333333333333333333333333333333333333333333333333333"
                                "33333333\n"
                                "commit: " COMMIT "\n");
  bb_buf_free(&header);
}

static void known_ids(void **state) {
  (void)state;
  struct event event = made_event();
  char hex[ID_DIGITS + 1];
  event_commit(event.salt, event.body, hex);
  assert_string_equal(hex, COMMIT);
  assert_true(event_is_sound(&event));

  event.kind = BB_SPAN("chain.began");
  event.time = -5;
  event.doubtful = true;
  event.number = 0;
  event.person = event.attempt = (struct bb_span){0};
  event.before = BB_SPAN("[\"" ONES "\",\"" TWOS "\"]");
  event.id = BB_SPAN("00c571cf89b4401566175bc05ebcfb64b628e1587c7093ec0ca5b6e1f7f8afb1");
  assert_true(event_is_sound(&event));
  event.before = BB_SPAN("[]");
  event.id = BB_SPAN("217f7cb3239174268b48ca3e6b996adbb72a1902310d4e88bff296be452904d8");
  assert_true(event_is_sound(&event));
}

static void a_blank_event_still_verifies(void **state) {
  (void)state;
  struct event event = made_event();
  event.salt = event.body = (struct bb_span){0};
  assert_true(event_is_sound(&event));
  event.salt = BB_SPAN("0123456789abcdef");
  assert_false(event_is_sound(&event));
}

static void every_change_is_noticed(void **state) {
  (void)state;
  struct event event;
#define NOTICES(change)                                                                            \
  event = made_event();                                                                            \
  event.change;                                                                                    \
  assert_false(event_is_sound(&event))
  NOTICES(id = BB_SPAN(ONES));
  NOTICES(kind = BB_SPAN("answers"));
  NOTICES(kind = BB_SPAN("answer\ntime: 1795305600"));
  NOTICES(time++);
  NOTICES(doubtful = true);
  NOTICES(chain = BB_SPAN("000102030405060708090a0b0c0d0e0e"));
  NOTICES(chain = BB_SPAN("000102030405060708090A0B0C0D0E0F"));
  NOTICES(number--);
  NOTICES(before = BB_SPAN("[]"));
  NOTICES(before = BB_SPAN("[\"" ONES "\",]"));
  NOTICES(before = BB_SPAN("[\"" ONES "\",\"" ONES "\"]"));
  NOTICES(before = BB_SPAN("[\"" TWOS "\",\"" ONES "\"]"));
  NOTICES(before = BB_SPAN("{\"" ONES "\"]"));
  NOTICES(before = BB_SPAN(""));
  NOTICES(person = (struct bb_span){0});
  NOTICES(attempt = BB_SPAN("33"));
  NOTICES(commitment = BB_SPAN(ONES));
  NOTICES(salt = BB_SPAN("0123456789abcdee"));
  NOTICES(salt = BB_SPAN("0123456789abcde"));
  NOTICES(body = BB_SPAN("{\"step\":2}"));
  NOTICES(body = (struct bb_span){0});
#undef NOTICES
}

/* ---- chains ---- */

static int64_t number_of(struct fixture *f, const char *sql) {
  int64_t number = store_number(f->store, sql, -1);
  assert_true(number >= 0);
  return number;
}

static void a_chain_begins_with_the_first_event_of_an_opening(void **state) {
  struct fixture *f = *state;
  assert_int_equal(number_of(f, "SELECT count(*) FROM event"), 2); /* the fixture's person */
  assert_int_equal(number_of(f, "SELECT json_array_length(before) FROM event WHERE number = 0"), 0);
  fixture_reopen(f, BB_STORE_WRITE);
  assert_int_equal(number_of(f, "SELECT count(*) FROM event"), 2);
  fixture_add_person(f);
  fixture_add_person(f);
  assert_int_equal(number_of(f, "SELECT count(DISTINCT chain) FROM event"), 2);
  assert_int_equal(number_of(f, "SELECT count(*) FROM event AS e JOIN event AS b"
                                " ON e.before = json_array(b.id) WHERE e.arrival = b.arrival + 1"),
                   4);
  assert_true(bb_store_check(f->store, f->diags));
}

/* Two copies of one file that went on separately, brought together: two heads, which the next chain
 * continues both. */
static void forks_are_ordinary(void **state) {
  struct fixture *f = *state;
  bb_store_close(f->store);
  f->store = NULL;
  const char *copy = bb_arena_printf(&f->arena, "%s/copy.db", f->folder);
  fixture_run(bb_arena_printf(&f->arena, "cp %s %s", f->path, copy));
  fixture_reopen(f, BB_STORE_WRITE);
  fixture_add_person(f);
  struct fixture other = *f;
  other.store = NULL;
  other.path = copy;
  fixture_reopen(&other, BB_STORE_WRITE);
  fixture_add_person(&other);
  fixture_add_person(&other);
  bb_store_close(other.store);
  fixture_merge(f, copy);
  fixture_merge(f, copy);
  assert_int_equal(number_of(f, "SELECT count(*) FROM event"), 7);
  fixture_reopen(f, BB_STORE_WRITE);
  fixture_add_person(f);
  assert_int_equal(number_of(f, "SELECT json_array_length(before) FROM event"
                                " WHERE kind = 'chain.began' ORDER BY arrival DESC LIMIT 1"),
                   2);
  fixture_reopen(f, BB_STORE_WRITE);
  fixture_add_person(f);
  assert_int_equal(number_of(f, "SELECT json_array_length(before) FROM event"
                                " WHERE kind = 'chain.began' ORDER BY arrival DESC LIMIT 1"),
                   1);
  assert_true(bb_store_check(f->store, f->diags));
  f->arena = other.arena;
}

static int64_t shown;
static int64_t made_clock(void) {
  return shown;
}

static int64_t add_at(struct fixture *f, int64_t time) {
  shown = time;
  fixture_add_person(f);
  return number_of(f, "SELECT doubtful FROM event ORDER BY arrival DESC LIMIT 1");
}

static void a_clock_may_be_doubtful(void **state) {
  struct fixture *f = *state;
  f->store->now = made_clock;
  f->store->program.built = 1000;
  f->store->chain.time = 1500;
  assert_int_equal(add_at(f, 2000), 0);
  assert_int_equal(add_at(f, 2000), 0); /* it may stand */
  assert_int_equal(add_at(f, 1999), 1);
  assert_int_equal(add_at(f, 1999), 0); /* compared with the one before alone */
  assert_int_equal(add_at(f, 999), 1);  /* before the program was built */
  assert_int_equal(add_at(f, 999), 1);
  assert_int_equal(add_at(f, 5000), 0);

  fixture_reopen(f, BB_STORE_WRITE);
  f->store->now = made_clock;
  f->store->program.built = 1000;
  shown = 4999; /* the first of a chain is compared with the heads it continues */
  fixture_add_person(f);
  assert_int_equal(number_of(f, "SELECT doubtful FROM event WHERE number = 0 AND arrival > 3"), 1);
  assert_true(bb_store_check(f->store, f->diags));
}

/* ---- what the triggers allow ---- */

static void refuses(struct fixture *f, const char *sql) {
  assert_false(store_script(f->store, sql));
  assert_non_null(strstr(sqlite3_errmsg(f->store->db), "events are never"));
}

static void events_are_neither_changed_nor_deleted(void **state) {
  struct fixture *f = *state;
  refuses(f, "DELETE FROM event");
  refuses(f, "DELETE FROM event WHERE kind = 'person.added'");
  refuses(f, "UPDATE event SET time = time + 1");
  refuses(f, "UPDATE event SET body = '{}'");
  refuses(f, "UPDATE event SET body = NULL, salt = NULL");
  assert_true(bb_store_erase_person(f->store, &f->person, f->diags));
  refuses(f, "UPDATE event SET body = '{}' WHERE kind = 'person.added'");
  refuses(f, "UPDATE event SET body = NULL, salt = NULL, time = 0 WHERE kind = 'person.added'");
  refuses(f, "UPDATE event SET body = NULL, salt = NULL WHERE kind = 'person.erased'");
  refuses(f, "UPDATE event SET body = NULL, salt = NULL WHERE kind = 'chain.began'");
  refuses(f, "DELETE FROM event WHERE kind = 'person.added'");
}

/* What fails leaves no event, no gap and no moved end of the chain. */
static void a_failed_append_leaves_nothing(void **state) {
  struct fixture *f = *state;
  struct bb_person person;
  assert_true(store_script(f->store, "CREATE TEMP TRIGGER full BEFORE INSERT ON event"
                                     " BEGIN SELECT raise(ABORT, 'disk full'); END"));
  assert_false(bb_store_add_person(f->store, &f->arena, BB_SPAN("x"), (struct bb_span){0}, &person,
                                   f->diags));
  assert_int_equal(bb_diags_count(f->diags, BB_FATAL), 1);
  assert_true(store_script(f->store, "DROP TRIGGER full"));
  assert_int_equal(number_of(f, "SELECT count(*) FROM event"), 2);
  fixture_add_person(f);
  assert_int_equal(number_of(f, "SELECT max(number) FROM event"), 2);
  assert_true(bb_store_check(f->store, f->diags));
}

int main(void) {
#define WITH_A_STORE(test) cmocka_unit_test_setup_teardown(test, fixture_open, fixture_close)
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(the_canonical_header),
      cmocka_unit_test(known_ids),
      cmocka_unit_test(a_blank_event_still_verifies),
      cmocka_unit_test(every_change_is_noticed),
      WITH_A_STORE(a_chain_begins_with_the_first_event_of_an_opening),
      WITH_A_STORE(forks_are_ordinary),
      WITH_A_STORE(a_clock_may_be_doubtful),
      WITH_A_STORE(events_are_neither_changed_nor_deleted),
      WITH_A_STORE(a_failed_append_leaves_nothing),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
