/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/inside.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static struct bb_arena arena;

static char check_digit(const char *digits) {
  return code_check_digit(bb_span_of(digits));
}

/* The example of Wikipedia's article "Damm algorithm". */
static void the_published_example(void **state) {
  (void)state;
  assert_int_equal(check_digit("572"), '4');
  assert_int_equal(check_digit("5724"), '0');
  assert_int_equal(check_digit("5727"), '9');
}

/* Each state the digits before can lead to, with each pair of digits behind it: what a change does
 * there, no digit that follows can undo. */
static void no_single_error_and_no_swap_passes(void **state) {
  (void)state;
  int checked = 0;
  for (int code = 0; code < 100000; code++) {
    char digits[16];
    snprintf(digits, sizeof digits, "%05d", code);
    digits[5] = check_digit(digits);
    digits[6] = '\0';
    for (int i = 0; i < 6; i++) {
      char kept = digits[i];
      for (char other = '0'; other <= '9'; other++) {
        if (other == kept) continue;
        digits[i] = other;
        if (check_digit(digits) == '0') fail_msg("%s: position %d", digits, i);
        checked++;
      }
      digits[i] = kept;
      if (i == 0 || digits[i - 1] == kept) continue;
      digits[i] = digits[i - 1];
      digits[i - 1] = kept;
      if (check_digit(digits) == '0') fail_msg("%s: swapped at %d", digits, i);
      digits[i - 1] = digits[i];
      digits[i] = kept;
    }
  }
  assert_int_equal(checked, 100000 * 6 * 9);
}

static void expect(const char *typed, const char *digits, bool good) {
  char read[TYPED_DIGITS + 1];
  assert_int_equal(code_read(bb_span_of(typed), read), good);
  assert_string_equal(read, digits);
}

static void codes_are_read_as_people_type_them(void **state) {
  (void)state;
  expect("4021-0123-7", "402101237", true);
  expect(" 4021 0123 7\n", "402101237", true);
  expect("402101237", "402101237", true);
  expect("4021\xE2\x80\x91"
         "0123\xE2\x80\x93"
         "7",
         "402101237", true);                            /* U+2011, U+2013 */
  expect("៤០២១-០១២៣-៧", "402101237", true);             /* Khmer */
  expect("\xE2\x80\x8F٤٠٢١-٠١٢٣-٧", "402101237", true); /* Arabic, with a mark of direction */
  expect("４０２１ー", "4021", false);
  expect("4021-0123", "40210123", false);
  expect("4021-0123-77", "4021012377", false);
  expect("4021-O123-7", "40211237", false);
  expect("4021\xFF"
         "01237",
         "402101237", false);
  expect("", "", false);
  expect("0123456789012345678901234567890123456789", "0123456789012345678901234567890", false);
}

static void codes_are_displayed_in_groups(void **state) {
  (void)state;
  assert_true(bb_span_is(code_display(&arena, "402101237"), "4021-0123-7"));
}

static struct bb_people made_people(const char *first, const char *second) {
  static struct bb_person list[2];
  const char *codes[] = {first, second};
  for (size_t i = 0; i < 2; i++) {
    char digits[16];
    snprintf(digits, sizeof digits, "%s", codes[i]);
    digits[8] = check_digit(digits);
    digits[9] = '\0';
    list[i] = (struct bb_person){.id = bb_span_of(i ? "second" : "first"),
                                 .code = code_display(&arena, digits)};
  }
  return (struct bb_people){list, 2};
}

static void people_are_found_by_code(void **state) {
  (void)state;
  struct bb_people people = made_people("40210123", "57249999");
  struct bb_person found;
  char typed[20];
  assert_int_equal(bb_people_find(&arena, &people, people.list[1].code, &found), BB_CODE_KNOWN);
  assert_true(bb_span_is(found.id, "second"));

  snprintf(typed, sizeof typed, "%.*s", BB_SPAN_ARG(people.list[0].code));
  typed[3] = typed[3] == '9' ? '8' : '9';
  assert_int_equal(bb_people_find(&arena, &people, bb_span_of(typed), &found), BB_CODE_MISTYPED);
  assert_true(bb_span_is(found.id, "first"));

  assert_int_equal(bb_people_find(&arena, &people, BB_SPAN("who?"), &found), BB_CODE_MISTYPED);
  assert_int_equal(found.code.n, 0);

  struct bb_people others = made_people("11112222", "33334444");
  struct bb_span unknown = bb_arena_copy(&arena, others.list[0].code);
  people = made_people("40210123", "57249999");
  assert_int_equal(bb_people_find(&arena, &people, unknown, &found), BB_CODE_UNKNOWN);
  assert_true(bb_span_equal(found.code, unknown));
  assert_int_equal(found.id.n, 0);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(the_published_example),
      cmocka_unit_test(no_single_error_and_no_swap_passes),
      cmocka_unit_test(codes_are_read_as_people_type_them),
      cmocka_unit_test(codes_are_displayed_in_groups),
      cmocka_unit_test(people_are_found_by_code),
  };
  int failed = cmocka_run_group_tests(tests, NULL, NULL);
  bb_arena_free(&arena);
  return failed;
}
