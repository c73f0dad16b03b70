/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/store.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include "store_fixture.h"

static void an_attempt_comes_back(void **state) {
  struct fixture *f = *state;
  struct bb_attempt *attempt = fixture_attempt(f, "m06");
  assert_true(bb_store_start_attempt(f->store, &f->arena, attempt, f->diags));
  fixture_answer(f, attempt, 0, "b", "");
  assert_true(bb_store_answer(f->store, attempt, 0, f->diags));
  fixture_answer(f, attempt, 1, "", "preservation order");
  assert_true(bb_store_answer(f->store, attempt, 1, f->diags));
  fixture_reopen(f, BB_STORE_READ);
  struct bb_attempts attempts;
  assert_true(bb_store_load_attempts(f->store, &f->arena, f->person.id, &attempts, f->diags));
  assert_int_equal(attempts.count, 1);
  const struct bb_attempt *back = &attempts.list[0];
  assert_true(bb_span_equal(back->id, attempt->id));
  assert_int_equal(back->sheet->count, 2);
  assert_true(bb_span_is(back->answers[1].response.texts[0], "preservation order"));
  assert_int_equal(back->answers[0].response.choices[0], 1);
  assert_int_equal(back->state, BB_ATTEMPT_OPEN);
  assert_true(bb_store_check(f->store, f->diags));
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test_setup_teardown(an_attempt_comes_back, fixture_open, fixture_close),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
