/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/inside.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include "store_fixture.h"

static struct bb_attempts load(struct fixture *f) {
  struct bb_attempts attempts;
  assert_true(bb_store_load_attempts(f->store, &f->arena, f->person.id, &attempts, f->diags));
  return attempts;
}

static struct bb_attempt *started(struct fixture *f, const char *quiz) {
  struct bb_attempt *attempt = fixture_attempt(f, quiz);
  assert_true(bb_store_start_attempt(f->store, &f->arena, attempt, f->diags));
  return attempt;
}

static void answer(struct fixture *f, struct bb_attempt *attempt, size_t item, const char *choices,
                   const char *text) {
  fixture_answer(attempt, item, choices, text);
  assert_true(bb_store_answer(f->store, attempt, item, f->diags));
}

static void finish(struct fixture *f, struct bb_attempt *attempt) {
  assert_true(bb_attempt_finish(attempt, attempt->seconds_used + 1));
  assert_true(bb_store_finish_attempt(f->store, attempt, f->diags));
}

static void same_item(const struct bb_sheet_item *a, const struct bb_sheet_item *b) {
  assert_true(bb_span_equal(a->question, b->question));
  assert_true(bb_span_equal(a->kase, b->kase));
  assert_true(bb_span_equal(a->objective, b->objective));
  assert_int_equal(a->rev, b->rev);
  assert_int_equal(a->points, b->points);
  assert_int_equal(a->order_count, b->order_count);
  if (a->order_count) assert_memory_equal(a->order, b->order, a->order_count);
}

static void same_answer(const struct bb_attempt_answer *a, const struct bb_attempt_answer *b) {
  assert_int_equal(a->given, b->given);
  assert_int_equal(a->flagged, b->flagged);
  assert_int_equal(a->hinted, b->hinted);
  assert_int_equal(a->revisions, b->revisions);
  assert_int_equal(a->response.choice_count, b->response.choice_count);
  assert_memory_equal(a->response.choices, b->response.choices, a->response.choice_count);
  assert_int_equal(a->response.text_count, b->response.text_count);
  for (size_t i = 0; i < a->response.text_count; i++)
    assert_true(bb_span_equal(a->response.texts[i], b->response.texts[i]));
  if (!a->given) return;
  assert_int_equal(a->marked.verdict, b->marked.verdict);
  assert_int_equal(a->marked.credit.num, b->marked.credit.num);
  assert_int_equal(a->marked.credit.den, b->marked.credit.den);
}

static void same_attempt(const struct bb_attempt *a, const struct bb_attempt *b) {
  assert_true(bb_span_equal(a->id, b->id));
  assert_true(bb_span_equal(a->person, b->person));
  assert_true(bb_span_equal(a->quiz, b->quiz));
  assert_true(bb_span_equal(a->lang, b->lang));
  assert_true(bb_span_equal(a->course, b->course));
  assert_true(bb_span_equal(a->course_version, b->course_version));
  assert_int_equal(a->kind, b->kind);
  assert_int_equal(a->seconds_limit, b->seconds_limit);
  assert_int_equal(a->seconds_used, b->seconds_used);
  assert_int_equal(a->pass, b->pass);
  assert_int_equal(a->rule, b->rule);
  assert_int_equal(a->started, b->started);
  assert_int_equal(a->finished, b->finished);
  assert_int_equal(a->state, b->state);
  assert_int_equal(a->expired, b->expired);
  assert_true(bb_span_equal(a->sheet->quiz, b->sheet->quiz));
  assert_int_equal(a->sheet->form, b->sheet->form);
  assert_true(a->sheet->seed == b->sheet->seed);
  assert_int_equal(a->sheet->count, b->sheet->count);
  for (size_t i = 0; i < a->sheet->count; i++) {
    same_item(&a->sheet->items[i], &b->sheet->items[i]);
    same_answer(&a->answers[i], &b->answers[i]);
  }
}

static void an_attempt_comes_back_as_it_was(void **state) {
  struct fixture *f = *state;
  struct bb_attempt *attempt = started(f, "pretest");
  assert_true(store_is_hex(attempt->id, ID_DIGITS));
  struct bb_attempts attempts = load(f);
  assert_int_equal(attempts.count, 1);
  same_attempt(attempt, &attempts.list[0]);

  answer(f, attempt, 0, "ac", "");
  answer(f, attempt, 1, "", "preservation \"order\", ការរក្សាទុក");
  bb_attempt_flag(attempt, 1, true);
  bb_attempt_hint(attempt, 0);
  assert_true(bb_store_answer(f->store, attempt, 0, f->diags));
  assert_true(bb_store_answer(f->store, attempt, 1, f->diags));
  answer(f, attempt, 0, "b", "");
  attempts = load(f);
  same_attempt(attempt, &attempts.list[0]);

  fixture_reopen(f, BB_STORE_READ);
  attempts = load(f);
  same_attempt(attempt, &attempts.list[0]);
}

static void a_hint_and_a_flag_are_kept_before_there_is_an_answer(void **state) {
  struct fixture *f = *state;
  struct bb_attempt *attempt = started(f, "m06");
  bb_attempt_hint(attempt, 0);
  assert_true(bb_store_answer(f->store, attempt, 0, f->diags));
  bb_attempt_flag(attempt, 1, true);
  assert_true(bb_store_answer(f->store, attempt, 1, f->diags));
  struct bb_attempts attempts = load(f);
  same_attempt(attempt, &attempts.list[0]);
  assert_true(attempts.list[0].answers[0].hinted && attempts.list[0].answers[1].flagged);
  assert_true(bb_store_check(f->store, f->diags));
}

/* A closed lid between any two steps: each opening is a chain of its own, the attempt is one. */
static void an_attempt_goes_on_in_another_opening(void **state) {
  struct fixture *f = *state;
  struct bb_attempt *attempt = started(f, "m06");
  fixture_reopen(f, BB_STORE_WRITE);
  answer(f, attempt, 0, "b", "");
  fixture_reopen(f, BB_STORE_WRITE);
  struct bb_attempts attempts = load(f);
  same_attempt(attempt, &attempts.list[0]);
  answer(f, &attempts.list[0], 1, "", "it");
  fixture_reopen(f, BB_STORE_WRITE);
  attempts = load(f);
  assert_int_equal(attempts.list[0].seconds_used, 60);
  finish(f, &attempts.list[0]);
  struct bb_attempts again = load(f);
  same_attempt(&attempts.list[0], &again.list[0]);
  assert_int_equal(again.list[0].state, BB_ATTEMPT_FINISHED);
  assert_true(bb_store_check(f->store, f->diags));
}

static void an_answer_is_taken_back(void **state) {
  struct fixture *f = *state;
  struct bb_attempt *attempt = started(f, "m06");
  answer(f, attempt, 0, "b", "");
  assert_true(bb_attempt_answer(attempt, 0, &(struct bb_response){0}, false,
                                (struct bb_marked){BB_VERDICT_WRONG, {0, 1}, NULL}, 40));
  assert_true(bb_store_answer(f->store, attempt, 0, f->diags));
  struct bb_attempts attempts = load(f);
  same_attempt(attempt, &attempts.list[0]);
  assert_false(attempts.list[0].answers[0].given);
}

static void time_that_is_up(void **state) {
  struct fixture *f = *state;
  struct bb_attempt *attempt = started(f, "m06");
  assert_true(bb_attempt_expire(attempt));
  assert_true(bb_store_finish_attempt(f->store, attempt, f->diags));
  struct bb_attempts attempts = load(f);
  same_attempt(attempt, &attempts.list[0]);
  assert_true(attempts.list[0].expired);
}

/* The clock goes back a year between each two: the order is kept all the same. */
static int64_t shown = 2000000000;
static int64_t falling_clock(void) {
  return shown -= 31536000;
}

static void attempts_come_in_the_order_they_began(void **state) {
  struct fixture *f = *state;
  struct bb_span ids[5];
  f->store->now = falling_clock;
  for (int i = 0; i < 5; i++) ids[i] = started(f, "m06")->id;
  struct bb_attempts attempts = load(f);
  assert_int_equal(attempts.count, 5);
  for (size_t i = 0; i < 5; i++) assert_true(bb_span_equal(attempts.list[i].id, ids[i]));
}

/* ---- a set of events, in whatever order ---- */

static void dump_attempts(const struct bb_attempts *attempts, struct bb_buf *out) {
  for (size_t i = 0; i < attempts->count; i++) {
    const struct bb_attempt *a = &attempts->list[i];
    bb_buf_printf(out, "%.*s %d %u", BB_SPAN_ARG(a->id), (int)a->state, a->seconds_used);
    for (size_t k = 0; k < a->sheet->count; k++)
      bb_buf_printf(out, " %d:%u:%d", a->answers[k].given, a->answers[k].revisions,
                    a->answers[k].response.choices[0]);
    bb_buf_char(out, '\n');
  }
}

/* Three laptops that began as copies of one, on each of which the same person went on with the same
 * attempt and began another. */
static const char *make_copy(struct fixture *f, int n) {
  struct fixture copy = *f;
  copy.store = NULL;
  copy.path = bb_arena_printf(&copy.arena, "%s/copy-%d.db", f->folder, n);
  fixture_run(bb_arena_printf(&copy.arena, "cp %s %s", f->path, copy.path));
  fixture_reopen(&copy, BB_STORE_WRITE);
  struct bb_attempts attempts = load(&copy);
  answer(&copy, &attempts.list[0], 0, n == 0 ? "a" : n == 1 ? "b" : "c", "");
  if (n == 1) answer(&copy, &attempts.list[0], 0, "c", "");
  if (n == 2) finish(&copy, &attempts.list[0]);
  answer(&copy, started(&copy, "m06"), 1, "", "it");
  bb_store_close(copy.store);
  f->arena = copy.arena;
  return copy.path;
}

static struct bb_span merged(struct fixture *f, const char *const *copies, const int *order,
                             int count, struct bb_buf *out) {
  struct fixture all = *f;
  all.store = NULL;
  all.path = bb_arena_printf(&all.arena, "%s/all.db", f->folder);
  fixture_run(bb_arena_printf(&all.arena, "rm -f %s*", all.path));
  fixture_reopen(&all, BB_STORE_WRITE);
  for (int i = 0; i < count; i++) fixture_merge(&all, copies[order[i]]);
  struct bb_attempts attempts = load(&all);
  dump_attempts(&attempts, out);
  assert_int_equal(attempts.count, 4);
  assert_true(bb_store_check(all.store, all.diags));
  bb_store_close(all.store);
  f->arena = all.arena;
  return bb_arena_copy(&f->arena, bb_buf_view(out));
}

static void the_set_alone_decides(void **state) {
  struct fixture *f = *state;
  static const int orders[][4] = {{0, 1, 2, 0}, {0, 2, 1, 1}, {1, 0, 2, 2},
                                  {1, 2, 0, 1}, {2, 0, 1, 0}, {2, 1, 0, 2}};
  const char *copies[3];
  struct bb_span first = {0};
  answer(f, started(f, "m06"), 0, "a", "");
  bb_store_close(f->store);
  f->store = NULL;
  for (int i = 0; i < 3; i++) copies[i] = make_copy(f, i);
  for (int i = 0; i < 6; i++) {
    struct bb_buf out = {0};
    struct bb_span result = merged(f, copies, orders[i], 4, &out);
    if (i == 0) first = result;
    assert_true(bb_span_equal(first, result));
    bb_buf_free(&out);
  }
}

/* ---- what stays on the laptop ---- */

static void typed_answers_stay_here(void **state) {
  struct fixture *f = *state;
  struct bb_attempt *attempt = started(f, "m06");
  struct bb_buf dump = {0};
  answer(f, attempt, 1, "", "a telling answer");
  assert_true(bb_store_dump(f->store, &dump, f->diags));
  assert_null(strstr(dump.p, "telling"));
  assert_null(strstr(dump.p, "Dara"));
  assert_non_null(strstr(dump.p, "\"bytes\":16"));
  bb_buf_free(&dump);

  const char *from = f->path;
  struct fixture other = *f;
  other.store = NULL;
  other.path = bb_arena_printf(&other.arena, "%s/other.db", f->folder);
  fixture_reopen(&other, BB_STORE_WRITE);
  fixture_merge(&other, from);
  struct bb_attempts attempts = load(&other);
  assert_int_equal(attempts.list[0].answers[1].response.text_count, 1);
  assert_int_equal(attempts.list[0].answers[1].response.texts[0].n, 0);
  assert_int_equal(attempts.list[0].answers[1].marked.verdict, BB_VERDICT_PARTLY);
  struct bb_people people;
  assert_true(bb_store_load_people(other.store, &other.arena, &people, other.diags));
  assert_int_equal(people.count, 1);
  assert_int_equal(people.list[0].name.n, 0);
  assert_true(bb_span_equal(people.list[0].code, f->person.code));
  bb_store_close(other.store);
  f->arena = other.arena;
}

static void a_text_that_was_changed_is_left_out(void **state) {
  struct fixture *f = *state;
  struct bb_attempt *attempt = started(f, "m06");
  answer(f, attempt, 1, "", "preservation order");
  assert_true(store_script(f->store, "UPDATE answer_text SET text = 'something else'"));
  struct bb_attempts attempts = load(f);
  assert_int_equal(attempts.list[0].answers[1].response.texts[0].n, 0);
  assert_int_equal(bb_diags_count(f->diags, BB_ERROR), 1);
  assert_false(bb_store_check(f->store, f->diags));
}

/* ---- what makes no sense ---- */

/* An event whose id and body match, and whose body is this one. */
static void forge(struct fixture *f, const char *kind, struct bb_span attempt, const char *body) {
  struct event event;
  assert_true(store_begin(f->store));
  assert_true(
      store_append(f->store, &f->arena, kind, f->person.id, attempt, bb_span_of(body), &event));
  assert_true(store_commit(f->store));
}

#define START(items)                                                                               \
  "{\"ordinal\":0,\"course\":\"c\",\"version\":\"1\",\"quiz\":\"q\",\"kind\":\"module\","          \
  "\"form\":\"\",\"lang\":\"en\",\"seed\":\"0000000000000001\",\"seconds\":0,\"pass\":0,"          \
  "\"score\":\"last\",\"items\":" items "}"
#define ITEM_OF(question, rev, points, order)                                                      \
  "{\"question\":" question ",\"rev\":" rev ",\"points\":" points ",\"order\":" order              \
  ",\"case\":\"\",\"objective\":\"\"}"
#define ANSWER(item, choices, texts, verdict, num, den, revisions)                                 \
  "{\"step\":9,\"item\":" item ",\"given\":true,\"choices\":" choices ",\"texts\":" texts          \
  ",\"verdict\":" verdict ",\"credit\":[" num "," den "],\"flagged\":false,\"hinted\":false,"      \
  "\"revisions\":" revisions ",\"seconds\":1}"

static void forged_starts_are_left_out(void **state) {
  struct fixture *f = *state;
  static const char *const bodies[] = {
      "",
      "{",
      "null",
      "[]",
      "{}",
      START("[]"),
      START("{}"),
      START("\"x\""),
      START("[1,2]"),
      START("[{}]"),
      START("[" ITEM_OF("1", "1", "1", "\"ab\"") "]"),
      START("[" ITEM_OF("\"a\\u0007\"", "1", "1", "\"ab\"") "]"),
      START("[" ITEM_OF("\"q\"", "-1", "1", "\"ab\"") "]"),
      START("[" ITEM_OF("\"q\"", "1", "1e9", "\"ab\"") "]"),
      START("[" ITEM_OF("\"q\"", "1", "101", "\"ab\"") "]"),
      START("[" ITEM_OF("\"q\"", "1", "1", "\"a{\"") "]"),
      START("[" ITEM_OF("\"q\"", "1", "1", "\"-\"") "]"),
      START("[" ITEM_OF("\"q\"", "1", "1", "[\"a\"]") "]"),
      START("[" ITEM_OF("\"q\"", "99999999999", "1", "\"a\"") "]"),
  };
  size_t count = sizeof bodies / sizeof *bodies;
  for (size_t i = 0; i < count; i++) forge(f, "attempt.started", (struct bb_span){0}, bodies[i]);
  struct bb_attempts attempts = load(f);
  assert_int_equal(attempts.count, 0);
  assert_int_equal(bb_diags_count(f->diags, BB_ERROR), count);
  forge(f, "attempt.started", (struct bb_span){0},
        START("[" ITEM_OF("\"q\"", "1", "1", "\"ab\"") "]"));
  assert_int_equal(load(f).count, 1);
  assert_false(bb_store_check(f->store, f->diags));
}

static void a_sheet_too_long_is_left_out(void **state) {
  struct fixture *f = *state;
  struct bb_buf body = {0};
  bb_buf_string(&body, "{\"ordinal\":0,\"course\":\"c\",\"version\":\"1\",\"quiz\":\"q\","
                       "\"kind\":\"module\",\"form\":\"\",\"lang\":\"en\","
                       "\"seed\":\"0000000000000001\",\"seconds\":0,\"pass\":0,"
                       "\"score\":\"last\",\"items\":[");
  for (int i = 0; i <= BB_SHEET_ITEMS_MAX; i++)
    bb_buf_printf(&body, "%s%s", i ? "," : "", ITEM_OF("\"q\"", "1", "1", "\"ab\""));
  bb_buf_string(&body, "]}");
  forge(f, "attempt.started", (struct bb_span){0}, body.p);
  bb_buf_free(&body);
  assert_int_equal(load(f).count, 0);
}

static void forged_answers_are_left_out(void **state) {
  struct fixture *f = *state;
  struct bb_attempt *attempt = started(f, "m06");
  static const char *const bodies[] = {
      "{",
      "{}",
      ANSWER("2", "\"a\"", "[]", "\"right\"", "1", "1", "1"),
      ANSWER("-1", "\"a\"", "[]", "\"right\"", "1", "1", "1"),
      ANSWER("0", "\"A\"", "[]", "\"right\"", "1", "1", "1"),
      ANSWER("0", "\"aaaaaaaaaaaaaaaaaaaaaaaaaaa\"", "[]", "\"right\"", "1", "1", "1"),
      ANSWER("0", "\"a\"", "{}", "\"right\"", "2", "1", "1"),
      ANSWER("0", "\"a\"", "[]", "\"rightly\"", "1", "1", "1"),
      ANSWER("0", "\"a\"", "[]", "\"right\"", "2", "1", "1"),
      ANSWER("0", "\"a\"", "[]", "\"right\"", "1", "0", "1"),
      ANSWER("0", "\"a\"", "[]", "\"right\"", "1", "9223372036854775807", "1"),
      ANSWER("0", "\"a\"", "[]", "\"right\"", "1", "1", "-1"),
  };
  size_t count = sizeof bodies / sizeof *bodies;
  for (size_t i = 0; i < count; i++) forge(f, "answer", attempt->id, bodies[i]);
  forge(f, "attempt.finished", attempt->id, "{\"step\":1}");
  struct bb_attempts attempts = load(f);
  same_attempt(attempt, &attempts.list[0]);
  assert_int_equal(bb_diags_count(f->diags, BB_ERROR), count + 1);
}

int main(void) {
#define WITH_A_STORE(test) cmocka_unit_test_setup_teardown(test, fixture_open, fixture_close)
  const struct CMUnitTest tests[] = {
      WITH_A_STORE(an_attempt_comes_back_as_it_was),
      WITH_A_STORE(a_hint_and_a_flag_are_kept_before_there_is_an_answer),
      WITH_A_STORE(an_attempt_goes_on_in_another_opening),
      WITH_A_STORE(an_answer_is_taken_back),
      WITH_A_STORE(time_that_is_up),
      WITH_A_STORE(attempts_come_in_the_order_they_began),
      WITH_A_STORE(the_set_alone_decides),
      WITH_A_STORE(typed_answers_stay_here),
      WITH_A_STORE(a_text_that_was_changed_is_left_out),
      WITH_A_STORE(forged_starts_are_left_out),
      WITH_A_STORE(a_sheet_too_long_is_left_out),
      WITH_A_STORE(forged_answers_are_left_out),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
