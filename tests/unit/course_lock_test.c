/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * quiz.lock through the life of a course: locked, corrected, revised, thinned out, added to.
 */
#include "base/file.h"
#include "course/course.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#define HEAD "<!-- quiz: id=m01 -->\n# Quiz\n\n"
#define Q(id, attributes, a, b)                                                                    \
  "<!-- q: id=" id " " attributes " -->\n## Q\n1. [x] " a "\n2. [ ] " b "\n\n"
#define POOL(id) Q(id, "pool=test", "Yes", "No")

static struct bb_arena arena;
static struct bb_diags *diags;
static char folder[64];

static void put(const char *file, struct bb_span text) {
  assert_true(bb_file_write(bb_file_join(&arena, folder, file), text, diags));
}

static int begin(void **state) {
  (void)state;
  strcpy(folder, "/tmp/lock-test-XXXXXX");
  if (!mkdtemp(folder)) return 1;
  diags = bb_diags_new();
  put("course.yaml", BB_SPAN("id: x\ntitle: A course\nlanguage: en\n"));
  put("01-first.md", BB_SPAN("---\nid: m01\ntitle: First\n---\n\nText.\n"));
  put("pretest.quiz.md", BB_SPAN("<!-- quiz: id=pre blueprint=m01:1 -->\n# Before\n"));
  return 0;
}

static int end(void **state) {
  (void)state;
  const char *const command[] = {"rm", "-r", folder, NULL};
  bb_process_run(command, NULL, diags);
  bb_diags_free(diags);
  bb_arena_free(&arena);
  return 0;
}

static size_t count_of(enum bb_diag_code code) {
  size_t count, found = 0;
  const struct bb_diag *list = bb_diags_sorted(diags, &count);
  for (size_t i = 0; i < count; i++) found += list[i].code == code;
  return found;
}

/* Loads the course with these questions; what was reported is in `diags`. */
static const struct bb_course *load(const char *questions) {
  put("01-first.quiz.md", bb_span_of(bb_arena_printf(&arena, HEAD "%s", questions)));
  bb_diags_free(diags);
  diags = bb_diags_new();
  const struct bb_course *course = bb_course_load(&arena, folder, NULL, diags);
  assert_non_null(course);
  bb_course_check_lock(course, diags);
  return course;
}

/* Locks the course with these questions; the text. */
static struct bb_span lock(const char *questions) {
  struct bb_buf text = {0};
  bb_course_write_lock(load(questions), &text);
  struct bb_span copy = bb_arena_copy(&arena, bb_buf_view(&text));
  bb_buf_free(&text);
  put(BB_COURSE_LOCK_FILE, copy);
  return copy;
}

static struct bb_span line_of(struct bb_span text, const char *start) {
  for (struct bb_span line; (line = bb_span_next(&text, '\n')).p;)
    if (bb_span_starts(line, start)) return line;
  return (struct bb_span){"", 0};
}

static bool holds(struct bb_span text, const char *line) {
  return bb_span_is(line_of(text, line), line);
}

#define ASKED Q("a", "", "To encrypt the image", "To compress the image")
#define TESTS POOL("t1") POOL("t2")

static void a_line_stays_as_long_as_the_rev_does(void **state) {
  (void)state;
  struct bb_span first = line_of(lock(ASKED TESTS), "question a ");
  assert_int_equal(count_of(BB_D_LOCK_MISSING), 1);
  struct bb_span corrected = lock(Q("a", "", "To encrypt an image", "To compress the image") TESTS);
  assert_int_equal(count_of(BB_D_LOCK_CHANGED) + count_of(BB_D_LOCK_BEHIND), 0);
  assert_true(bb_span_equal(line_of(corrected, "question a "), first));
  load(Q("a", "", "To number the exhibit", "To compress the image") TESTS);
  assert_int_equal(count_of(BB_D_LOCK_CHANGED), 1);
  struct bb_span revised =
      lock(Q("a", "rev=2", "To number the exhibit", "To compress the image") TESTS);
  assert_int_equal(count_of(BB_D_LOCK_CHANGED), 0);
  assert_int_equal(count_of(BB_D_LOCK_BEHIND), 1);
  assert_true(line_of(revised, "question a rev=2 ").n > 0);
  load(ASKED TESTS); /* an old copy of the quiz */
  assert_int_equal(count_of(BB_D_LOCK_CHANGED), 1);
}

static void a_question_that_is_gone_keeps_its_id(void **state) {
  (void)state;
  struct bb_span before = line_of(lock(ASKED Q("b", "", "Yes", "No") TESTS), "question b ");
  struct bb_span after = lock(ASKED TESTS);
  assert_true(bb_span_equal(line_of(after, "question b "), before));
  load(ASKED Q("b", "", "Up", "Down") TESTS);
  assert_int_equal(count_of(BB_D_LOCK_CHANGED), 1);
}

static void forms_stay_as_they_were_handed_out(void **state) {
  (void)state;
  struct bb_span text = lock(ASKED TESTS);
  assert_true(holds(text, "form m01 A t1") && holds(text, "form m01 B t2"));
  text = lock(ASKED POOL("t0") TESTS); /* a new one, written before the others */
  assert_true(holds(text, "form m01 A t1") && holds(text, "form m01 B t2"));
  put("pretest.quiz.md", BB_SPAN("<!-- quiz: id=pre blueprint=m01:2 -->\n# Before\n"));
  text = lock(ASKED POOL("t0") TESTS POOL("t3")); /* more are asked */
  assert_int_equal(count_of(BB_D_LOCK_BEHIND), 1);
  assert_true(holds(text, "form m01 A t1 t0") && holds(text, "form m01 B t2 t3"));
  text = lock(ASKED TESTS POOL("t3") POOL("t4")); /* one is gone */
  assert_int_equal(count_of(BB_D_LOCK_VANISHED), 1);
  assert_true(holds(text, "form m01 A t1 t4") && holds(text, "form m01 B t2 t3"));
}

static void a_case_is_dealt_whole(void **state) {
  (void)state;
  put("pretest.quiz.md", BB_SPAN("<!-- quiz: id=pre blueprint=m01:2 -->\n# Before\n"));
  struct bb_span text =
      lock(ASKED POOL("t1") "<!-- case: id=c -->\n## Case\n\n"
                            "<!-- q: id=c1 pool=test -->\n### Q\n- [=] a\n\n"
                            "<!-- q: id=c2 pool=test -->\n### Q\n- [=] a\n\n" POOL("t2"));
  assert_true(holds(text, "form m01 A t1 t2") && holds(text, "form m01 B c1 c2"));
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, begin, end)

int main(void) {
  bb_lang_start();
  const struct CMUnitTest tests[] = {
      TEST(a_line_stays_as_long_as_the_rev_does),
      TEST(a_question_that_is_gone_keeps_its_id),
      TEST(forms_stay_as_they_were_handed_out),
      TEST(a_case_is_dealt_whole),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
