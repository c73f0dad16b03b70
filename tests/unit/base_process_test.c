/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/process.h"

#include <pthread.h>
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

static void a_program_is_run_without_a_shell(void **state) {
  (void)state;
  struct bb_diags *diags = bb_diags_new();
  struct bb_buf out = {0};
  assert_true(
      bb_process_run((const char *const[]){"printf", "%s", "$HOME; `x`", NULL}, &out, diags));
  assert_string_equal(out.p, "$HOME; `x`");
  bb_buf_free(&out);
  bb_diags_free(diags);
}

static void a_missing_and_a_failing_program_are_told_apart(void **state) {
  (void)state;
  struct bb_diags *diags = bb_diags_new();
  size_t count;
  assert_false(bb_process_run((const char *const[]){"no-such-program-here", NULL}, NULL, diags));
  assert_false(bb_process_run((const char *const[]){"false", NULL}, NULL, diags));
  const struct bb_diag *list = bb_diags_sorted(diags, &count);
  assert_int_equal(count, 2);
  assert_int_equal(list[0].code, BB_D_PROGRAM_MISSING);
  assert_int_equal(list[1].code, BB_D_PROGRAM_FAILED);
  bb_diags_free(diags);
}

struct tally {
  size_t told;
  bool in_order;
  char good[8], text[64];
};

/* Child 2 dies, child 3 says it failed, child 0 is the slowest. */
static bool work(void *user, size_t i, struct bb_buf *out) {
  (void)user;
  if (i == 0) usleep(100000);
  if (i == 2) kill(getpid(), SIGKILL);
  bb_buf_printf(out, "%zu;", i);
  return i != 3;
}

static void done(void *user, size_t i, bool good, struct bb_span output) {
  struct tally *tally = user;
  tally->in_order = tally->in_order && i == tally->told;
  tally->good[tally->told++] = good ? 'y' : 'n';
  strncat(tally->text, output.p, output.n);
}

static void children_report_in_order_and_fail_alone(void **state) {
  (void)state;
  for (unsigned jobs = 1; jobs <= 4; jobs++) {
    struct tally tally = {.in_order = true};
    bb_process_parallel(5, jobs, work, done, &tally);
    assert_true(tally.in_order);
    assert_string_equal(tally.good, "yynny");
    assert_string_equal(tally.text, "0;1;3;4;");
  }
}

struct parts {
  pthread_t threads[8];
  int times[8];
};

static void note_part(void *user, unsigned part) {
  struct parts *parts = user;
  parts->threads[part] = pthread_self();
  parts->times[part]++;
}

static void every_part_has_a_thread_of_its_own(void **state) {
  (void)state;
  for (unsigned count = 0; count <= 8; count++) {
    struct parts parts = {.times = {0}};
    bb_process_threads(count, 2, note_part, &parts);
    for (unsigned i = 0; i < 8; i++) assert_int_equal(parts.times[i], i < count);
    for (unsigned i = 0; i < count; i++)
      assert_int_equal(pthread_equal(parts.threads[i], pthread_self()) != 0, i == 0);
  }
  struct parts alone = {.times = {0}};
  bb_process_threads(3, 1, note_part, &alone);
  for (unsigned i = 0; i < 3; i++) assert_true(pthread_equal(alone.threads[i], pthread_self()));
}

static void dates_exist_or_are_refused(void **state) {
  (void)state;
  struct bb_date d;
  assert_true(bb_date_parse(bb_span_of("2028-02-29"), &d));
  assert_int_equal(d.day, 29);
  assert_false(bb_date_parse(bb_span_of("2027-02-29"), &d));
  assert_false(bb_date_parse(bb_span_of("2027-13-01"), &d));
  assert_false(bb_date_parse(bb_span_of("2027-00-01"), &d));
  assert_false(bb_date_parse(bb_span_of("27-01-01"), &d));
  assert_true(bb_date_compare((struct bb_date){2026, 11, 22}, (struct bb_date){2026, 12, 1}) < 0);
}

static void the_environment_fixes_the_day(void **state) {
  (void)state;
  setenv("SOURCE_DATE_EPOCH", "86400", 1);
  assert_int_equal(bb_date_compare(bb_date_today(), (struct bb_date){1970, 1, 2}), 0);
  unsetenv("SOURCE_DATE_EPOCH");
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(a_program_is_run_without_a_shell),
      cmocka_unit_test(a_missing_and_a_failing_program_are_told_apart),
      cmocka_unit_test(children_report_in_order_and_fail_alone),
      cmocka_unit_test(every_part_has_a_thread_of_its_own),
      cmocka_unit_test(dates_exist_or_are_refused),
      cmocka_unit_test(the_environment_fixes_the_day),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
