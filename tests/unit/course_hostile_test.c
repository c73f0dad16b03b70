/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Courses made to hurt: each is loaded in a process of its own, which must end well, within two
 * seconds of processor time (more only for 64 MB of text) and in bounded memory, with the message
 * that is due.
 */
#include "base/file.h"
#include "course/course.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>

enum { SECONDS_MAX = 2, MEGABYTES_MAX = 700 /* with the address sanitizer's own */ };

static const char manifest[] = "id: x\ntitle: A course\nlanguage: en\n";
static const char module[] = "---\nid: m01\ntitle: First\n---\n\n";

static char folder[64];

static int make_folder(void **state) {
  (void)state;
  strcpy(folder, "/tmp/benchbook-hostile-XXXXXX");
  return mkdtemp(folder) ? 0 : -1;
}

static int remove_folder(void **state) {
  (void)state;
  const char *command[] = {"rm", "-rf", folder, NULL};
  struct bb_diags *diags = bb_diags_new();
  bool gone = bb_process_run(command, NULL, diags);
  bb_diags_free(diags);
  return gone ? 0 : -1;
}

static const char *path_of(struct bb_arena *arena, const char *file) {
  return bb_file_join(arena, folder, file);
}

static void write_file(const char *file, struct bb_span bytes) {
  struct bb_arena arena = {0};
  struct bb_diags *diags = bb_diags_new();
  assert_true(bb_file_write(path_of(&arena, file), bytes, diags));
  bb_diags_free(diags);
  bb_arena_free(&arena);
}

/* head, `count` times `unit`, tail */
static void write_repeats(const char *file, const char *head, const char *unit, size_t count,
                          const char *tail) {
  struct bb_buf buf = {0};
  bb_buf_string(&buf, head);
  for (size_t i = 0; i < count; i++) bb_buf_string(&buf, unit);
  bb_buf_string(&buf, tail);
  write_file(file, bb_buf_view(&buf));
  bb_buf_free(&buf);
}

static void write_plain_course(void) {
  write_file("course.yaml", bb_span_of(manifest));
  write_repeats("01-first.md", module, "Text.\n", 1, "");
}

static bool has_code(struct bb_diags *diags, enum bb_diag_code code) {
  size_t count;
  const struct bb_diag *list = bb_diags_sorted(diags, &count);
  for (size_t i = 0; i < count; i++)
    if (list[i].code == code) return true;
  return false;
}

/* In the child: 0 when the course loaded with the message. */
static int load(enum bb_diag_code code) {
  struct bb_arena arena = {0};
  struct bb_diags *diags = bb_diags_new();
  bb_course_load(&arena, folder, NULL, diags);
  int status = has_code(diags, code) ? 0 : 1;
  bb_diags_free(diags);
  bb_arena_free(&arena);
  return status;
}

static void assert_ends_within(int limit_seconds, enum bb_diag_code code) {
  struct rusage before, after;
  int status;
  getrusage(RUSAGE_CHILDREN, &before);
  pid_t child = fork();
  assert_true(child >= 0);
  if (!child) {
    struct rlimit limit = {(rlim_t)limit_seconds * 5, (rlim_t)limit_seconds * 5};
    setrlimit(RLIMIT_CPU, &limit);
    _exit(load(code));
  }
  assert_int_equal(waitpid(child, &status, 0), child);
  getrusage(RUSAGE_CHILDREN, &after);
  if (!WIFEXITED(status)) fail_msg("ended by signal %d", WTERMSIG(status));
  if (WEXITSTATUS(status)) fail_msg("no message [%s]", bb_diag_slug(code));
  double seconds = (double)(after.ru_utime.tv_sec - before.ru_utime.tv_sec) +
                   (double)(after.ru_utime.tv_usec - before.ru_utime.tv_usec) / 1e6;
  printf("             %.2f s, %ld MB\n", seconds, after.ru_maxrss / 1024);
  if (seconds > limit_seconds) fail_msg("took %.2f seconds", seconds);
  if (after.ru_maxrss / 1024 > MEGABYTES_MAX) fail_msg("took %ld MB", after.ru_maxrss / 1024);
}

static void assert_ends_with(enum bb_diag_code code) {
  assert_ends_within(SECONDS_MAX, code);
}

/* ---- YAML ---- */

static void a_bomb_of_aliases(void **state) {
  (void)state;
  struct bb_buf bomb = {0};
  write_plain_course();
  bb_buf_string(&bomb, manifest);
  bb_buf_string(&bomb, "a0: &a0 [lol, lol, lol, lol, lol, lol, lol, lol, lol, lol]\n");
  for (int i = 1; i < 100; i++) {
    bb_buf_printf(&bomb, "a%d: &a%d [", i, i);
    for (int k = 0; k < 10; k++) bb_buf_printf(&bomb, "*a%d, ", i - 1);
    bb_buf_string(&bomb, "]\n");
  }
  write_file("course.yaml", bb_buf_view(&bomb));
  bb_buf_free(&bomb);
  assert_ends_with(BB_D_YAML_ALIAS);
}

static void yaml_nested_a_hundred_thousand_deep(void **state) {
  static const struct {
    const char *unit;
    enum bb_diag_code code;
  } cases[] = {
      {"[", BB_D_YAML_LIMIT},    {"{a: ", BB_D_YAML_LIMIT},  {"- ", BB_D_YAML_LIMIT},
      {"[{", BB_D_YAML_SYNTAX},  {"{", BB_D_YAML_SYNTAX},    {"? ", BB_D_YAML_SYNTAX},
      {"&a ", BB_D_YAML_SYNTAX}, {"!!x ", BB_D_YAML_SYNTAX},
  };
  (void)state;
  write_plain_course();
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
    write_repeats("course.yaml", "timetables:\n  ", cases[i].unit, 100000, "\n");
    assert_ends_with(cases[i].code);
  }
}

static void yaml_of_many_values(void **state) {
  (void)state;
  write_plain_course();
  write_repeats("course.yaml", "modules: [", "a,", 400000, "]\n");
  assert_ends_with(BB_D_YAML_LIMIT);
}

static void yaml_of_many_equal_keys(void **state) {
  (void)state;
  write_plain_course();
  write_repeats("course.yaml", manifest, "abc: d\n", 40000, "");
  assert_ends_with(BB_D_YAML_DUPLICATE);
}

static void yaml_of_many_unknown_keys(void **state) {
  (void)state;
  struct bb_buf buf = {0};
  write_plain_course();
  for (int i = 0; i < 40000; i++) bb_buf_printf(&buf, "contributor%d: x\n", i);
  write_file("course.yaml", bb_buf_view(&buf));
  bb_buf_free(&buf);
  assert_ends_with(BB_D_FIELD_UNKNOWN);
}

static void yaml_of_many_slips(void **state) {
  (void)state;
  write_plain_course();
  write_repeats("course.yaml", "contributors:\n", "- a: b: c\n", 40000, "");
  assert_ends_with(BB_D_YAML_COLON);
}

/* ---- size ---- */

static void make_large(const char *file) {
  struct bb_arena arena = {0};
  assert_int_equal(truncate(path_of(&arena, file), 100 * 1000 * 1000), 0);
  bb_arena_free(&arena);
}

static void a_manifest_of_a_hundred_megabytes(void **state) {
  (void)state;
  write_plain_course();
  make_large("course.yaml");
  assert_ends_with(BB_D_FILE_TOO_LARGE);
}

static void a_module_of_a_hundred_megabytes(void **state) {
  (void)state;
  write_plain_course();
  make_large("01-first.md");
  assert_ends_with(BB_D_FILE_TOO_LARGE);
}

static void a_manifest_of_two_megabytes(void **state) {
  (void)state;
  write_plain_course();
  write_repeats("course.yaml", "title: |\n", " text\n", 400000, "");
  assert_ends_with(BB_D_YAML_LIMIT);
}

static void a_course_of_eighty_megabytes(void **state) {
  (void)state;
  write_plain_course();
  for (int i = 2; i < 9; i++) {
    char file[16];
    snprintf(file, sizeof file, "0%d-more.md", i);
    write_repeats(file, "<!-- ", "a comment costs little\n", 540000, "-->\n");
  }
  assert_ends_within(5 * SECONDS_MAX, BB_D_COURSE_LIMIT);
}

/* ---- Markdown ---- */

static void brackets_a_hundred_thousand_deep(void **state) {
  (void)state;
  write_plain_course();
  write_repeats("01-first.md", module, "[", 100000, "](#nowhere)\n\n[a](#nowhere)\n");
  assert_ends_with(BB_D_LINK_TARGET);
  write_repeats("01-first.md", "---\nid: ", "[", 100000, "\n---\n");
  assert_ends_with(BB_D_YAML_LIMIT);
}

/* Every one is broken, and there are many names that may have been meant. */
static void many_broken_links(void **state) {
  (void)state;
  struct bb_buf buf = {0};
  write_plain_course();
  bb_buf_string(&buf, module);
  for (int i = 0; i < 10000; i++) bb_buf_printf(&buf, "## H {#heading-%d}\n\n", i);
  for (int i = 0; i < 20000; i++) bb_buf_printf(&buf, "[a](#headings-%d) ", i);
  write_file("01-first.md", bb_buf_view(&buf));
  bb_buf_free(&buf);
  assert_ends_with(BB_D_LINK_TARGET);
}

static void many_slots_and_local_texts(void **state) {
  (void)state;
  struct bb_buf modules = {0}, local = {0};
  write_plain_course();
  bb_buf_string(&modules, module);
  for (int i = 0; i < 8000; i++) {
    bb_buf_printf(&modules, "<!-- slot: s-%d -->\n\nText.\n\n<!-- /slot -->\n\n", i);
    bb_buf_printf(&local, "## S {#slot-%d}\n\nText.[^1]\n\n", i);
  }
  bb_buf_string(&local, "[^1]: A footnote.\n");
  write_file("01-first.md", bb_buf_view(&modules));
  write_file("economies/ph.md", bb_buf_view(&local));
  bb_buf_free(&modules);
  bb_buf_free(&local);
  assert_ends_with(BB_D_OVERLAY_SLOT);
}

/* ---- quizzes ---- */

#define QUIZ  "<!-- quiz: id=m01 -->\n# Quiz\n\n"
#define ASKED "<!-- q: id=a -->\n## Q\n\n"

static void many_questions(void **state) {
  (void)state;
  struct bb_buf buf = {0};
  write_plain_course();
  bb_buf_string(&buf, QUIZ);
  for (int i = 0; i < 12000; i++)
    bb_buf_printf(&buf, "<!-- q: id=q-%d objective=m01-o%d -->\n## Q\n1. [x] a\n2. [ ] b\n\n", i,
                  i);
  write_file("01-first.quiz.md", bb_buf_view(&buf));
  bb_buf_free(&buf);
  assert_ends_within(2 * SECONDS_MAX, BB_D_COURSE_LIMIT);
}

static void many_of_everything_in_a_question(void **state) {
  static const struct {
    const char *unit, *tail;
    enum bb_diag_code code;
  } cases[] = {
      {"1. [ ] a\n", "", BB_D_QUESTION_OPTIONS},
      {"- [=] a\n", "", BB_D_QUESTION_OPTIONS},
      {"[[1]] ", "\n\n1. - [=] a\n", BB_D_QUESTION_GAP},
      {"1. - [=] a\n", "", BB_D_QUESTION_TYPE},
      {"> [!TRAINER]\n> a\n\n", "", BB_D_QUESTION_CALLOUT},
      {"> [!TIP]\n> a\n\n", "", BB_D_QUESTION_CALLOUT},
      {"- [ ] a\n\n<!-- -->\n\n", "", BB_D_QUESTION_SPLIT},
      {"| a | b |\n", "", BB_D_QUESTION_TYPE},
      {"<!-- q: id=a -->\n## Q\n\n", "", BB_D_ID_DUPLICATE},
      {"<!-- q: ", "-->\n## Q\n\n", BB_D_FIELD_FORM},
      {"[1]: x\n\n", "", BB_D_QUIZ_LINK_NAME},
      {"# Q\n\n", "", BB_D_QUIZ_STRAY},
  };
  (void)state;
  write_plain_course();
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
    write_repeats("01-first.quiz.md", QUIZ ASKED, cases[i].unit, 20000, cases[i].tail);
    assert_ends_with(cases[i].code);
  }
}

static void a_lock_of_many_lines(void **state) {
  static const struct {
    const char *unit;
    enum bb_diag_code code;
  } cases[] = {
      {"question a rev=1 type=single points=1 shape=0123456789abcdef texts=\n", BB_D_LOCK_DAMAGED},
      {"form m01 A a a a\n", BB_D_LOCK_DAMAGED},
      {"question a rev=1 type=single points=1 shape=0123456789abcdef texts=", BB_D_LOCK_DAMAGED},
      {"0123456789abcdef.0123.0123,", BB_D_LOCK_DAMAGED},
  };
  (void)state;
  write_plain_course();
  write_repeats("01-first.quiz.md", QUIZ ASKED, "1. [x] a\n1. [ ] b\n", 1, "");
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
    write_repeats("quiz.lock", "benchbook quiz lock 1\n", cases[i].unit, 100000, "\n");
    assert_ends_with(cases[i].code);
  }
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, make_folder, remove_folder)

int main(void) {
  bb_lang_start();
  const struct CMUnitTest tests[] = {
      TEST(a_bomb_of_aliases),
      TEST(yaml_nested_a_hundred_thousand_deep),
      TEST(yaml_of_many_values),
      TEST(yaml_of_many_equal_keys),
      TEST(yaml_of_many_unknown_keys),
      TEST(yaml_of_many_slips),
      TEST(a_manifest_of_a_hundred_megabytes),
      TEST(a_module_of_a_hundred_megabytes),
      TEST(a_manifest_of_two_megabytes),
      TEST(a_course_of_eighty_megabytes),
      TEST(brackets_a_hundred_thousand_deep),
      TEST(many_broken_links),
      TEST(many_slots_and_local_texts),
      TEST(many_questions),
      TEST(many_of_everything_in_a_question),
      TEST(a_lock_of_many_lines),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
