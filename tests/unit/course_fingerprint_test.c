/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Fingerprints of option texts: slips of one letter pass, other options do not, swapped ones are
 * nearer to each other than to themselves.  The texts are of the kind that quizzes have.
 */
#include "course/fingerprint.h"
#include "lang/lang.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

static struct bb_arena arena;

static const char *const questions[][4] = {
    {"Selling tickets that do not exist through a web page",
     "Sending threats of violence to a witness by e-mail",
     "Flooding the web page of a court so that it fails",
     "Breaking the server of a hospital with a hammer"},
    {"To encrypt the image", "To show later that the image has not changed",
     "To compress the image, and to hide it", "To save space on the disk"},
    {"Yes, electronic evidence of every kind needs the certificate",
     "No, the certificate is not needed for the original device",
     "Yes, but oral evidence of an expert may take its place",
     "No, the ruling removed the certificate for all evidence"},
    {"\xE1\x9E\x91\xE1\x9E\xBC\xE1\x9E\x9A\xE1\x9E\x9F\xE1\x9E\x96\xE1\x9F\x92\xE1\x9E\x91",
     "Обвинение предъявлено одному лицу", "電子証拠の証明書は必要です",
     "The custody record, with its seal"},
};
enum { QUESTIONS = sizeof questions / sizeof *questions, OPTIONS = 4 };

static struct bb_fingerprint print_of(const char *text) {
  return bb_fingerprint_of(&arena, bb_span_of(text));
}

static bool may_be(const char *now, const char *then) {
  return bb_fingerprint_may_be(bb_span_of(now), print_of(now), print_of(then));
}

static int begin(void **state) {
  (void)state;
  bb_lang_start();
  return 0;
}

static int end(void **state) {
  (void)state;
  bb_arena_free(&arena);
  return 0;
}

/* `text` without its character at `at`, or with its neighbour before it, or with another letter. */
static const char *slip(const char *text, size_t at, int kind) {
  char *copy = bb_arena_alloc(&arena, strlen(text) + 2);
  strcpy(copy, text);
  if (kind == 0) {
    memmove(copy + at, copy + at + 1, strlen(copy + at));
  } else if (kind == 1) {
    char c = copy[at];
    copy[at] = copy[at + 1];
    copy[at + 1] = c;
  } else {
    copy[at] = copy[at] == 'u' ? 'o' : 'u';
  }
  return copy;
}

/* Every place of every English text of 13 letters and more, three slips each: 99 of 100 pass. */
static void a_slip_of_one_letter_passes(void **state) {
  (void)state;
  size_t slips = 0, passed = 0;
  for (size_t q = 0; q < 3; q++)
    for (size_t o = 0; o < OPTIONS; o++) {
      const char *text = questions[q][o];
      for (size_t at = 0; at + 1 < strlen(text); at++)
        for (int kind = 0; kind < 3; kind++, slips++) passed += may_be(slip(text, at, kind), text);
    }
  printf("             %zu of %zu slips passed\n", passed, slips);
  assert_true(slips > 1000);
  assert_true(passed * 100 >= slips * 99);
}

static void another_option_does_not_pass(void **state) {
  (void)state;
  for (size_t q = 0; q < QUESTIONS; q++)
    for (size_t a = 0; a < OPTIONS; a++)
      for (size_t b = 0; b < OPTIONS; b++)
        if (a != b && may_be(questions[q][a], questions[q][b]))
          fail_msg("\"%s\" passes for \"%s\"", questions[q][a], questions[q][b]);
}

static void short_texts_are_told_apart(void **state) {
  (void)state;
  static const char *const pairs[][2] = {{"Yes", "No"},
                                         {"True", "False"},
                                         {"Phishing", "Sedition"},
                                         {"Territory", "Flag"},
                                         {"Botnets", "Defamation"}};
  for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i++) {
    assert_false(may_be(pairs[i][0], pairs[i][1]));
    assert_true(may_be(pairs[i][0], pairs[i][0]));
  }
}

static void numbers_count_to_the_digit(void **state) {
  (void)state;
  assert_false(may_be("Within 48 hours of the seizure", "Within 24 hours of the seizure"));
  assert_false(may_be("Article 22(1) of the Convention", "Article 221 of the Convention"));
  assert_true(may_be("Within 24 hours of the seizure", "Withn 24 hours of the seizure"));
  assert_true(may_be("Within \xEF\xBC\x92\xEF\xBC\x94 hours of it", "Within 24 hours of it"));
}

static void case_and_space_do_not_count(void **state) {
  (void)state;
  assert_int_equal(print_of("The  Custody Record").similar, print_of("the custody record").similar);
  assert_int_equal(bb_fingerprint_distance(print_of("a b c"), print_of("a b c")), 0);
  assert_true(bb_fingerprint_distance(print_of("A b c"), print_of("a b c")) > 0);
}

static void it_is_written_and_read(void **state) {
  (void)state;
  char text[BB_FINGERPRINT_SIZE];
  struct bb_fingerprint f = print_of("Within 24 hours"), back = {0};
  bb_fingerprint_write(f, text);
  assert_true(bb_fingerprint_read(bb_span_of(text), &back));
  assert_int_equal(back.similar, f.similar);
  assert_int_equal(back.exact, f.exact);
  assert_int_equal(back.numbers, f.numbers);
  static const char *const bad[] = {"",
                                    "0",
                                    "0123456789abcdef.0123.012",
                                    "0123456789abcdeg.0123.0123",
                                    "0123456789abcdef-0123.0123",
                                    "0123456789abcdef.0123.01234"};
  for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
    assert_false(bb_fingerprint_read(bb_span_of(bad[i]), &back));
}

/* The file is kept for years and read on other machines: these may never change. */
static void it_is_the_same_everywhere(void **state) {
  (void)state;
  char text[BB_FINGERPRINT_SIZE];
  bb_fingerprint_write(print_of("To encrypt the image"), text);
  assert_string_equal(text, "46a529ad16c8e845.0fbf.0000");
  bb_fingerprint_write(print_of("電子証拠 24"), text);
  assert_string_equal(text, "0a5fd0950ec4978e.54e2.a5fe");
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(a_slip_of_one_letter_passes), cmocka_unit_test(another_option_does_not_pass),
      cmocka_unit_test(short_texts_are_told_apart),  cmocka_unit_test(numbers_count_to_the_digit),
      cmocka_unit_test(case_and_space_do_not_count), cmocka_unit_test(it_is_written_and_read),
      cmocka_unit_test(it_is_the_same_everywhere),
  };
  return cmocka_run_group_tests(tests, begin, end);
}
