/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A store in a folder of its own, with one person, for the tests of the stage.
 */
#ifndef STORE_FIXTURE_H
#define STORE_FIXTURE_H

#include "store/inside.h"

#include <stdio.h>

struct fixture {
  struct bb_arena arena;
  struct bb_diags *diags;
  char folder[64];
  const char *path;
  struct bb_store *store;
  struct bb_person person;
};

static inline void fixture_run(const char *command) {
  assert_int_equal(system(command), 0);
}

/* What a store cannot be opened for is printed. */
static inline void fixture_reopen(struct fixture *f, enum bb_store_mode mode) {
  bb_store_close(f->store);
  f->store = bb_store_open(f->path, mode, (struct bb_store_program){"benchbook test", 0}, f->diags);
  if (!f->store) {
    struct bb_buf out = {0};
    bb_diags_write_text(f->diags, NULL, &out);
    fprintf(stderr, "%s", out.p);
    bb_buf_free(&out);
  }
  assert_non_null(f->store);
}

static inline struct bb_person fixture_add_person(struct fixture *f) {
  struct bb_person person;
  assert_true(bb_store_add_person(f->store, &f->arena, BB_SPAN("Dara Sok"), (struct bb_span){0},
                                  &person, f->diags));
  return person;
}

static inline int fixture_open(void **state) {
  struct fixture *f = bb_alloc(sizeof *f);
  *f = (struct fixture){.diags = bb_diags_new()};
  strcpy(f->folder, "store-XXXXXX");
  assert_non_null(mkdtemp(f->folder));
  f->path = bb_arena_printf(&f->arena, "%s/data/progress.db", f->folder);
  fixture_reopen(f, BB_STORE_WRITE);
  f->person = fixture_add_person(f);
  *state = f;
  return 0;
}

static inline int fixture_close(void **state) {
  struct fixture *f = *state;
  bb_store_close(f->store);
  fixture_run(bb_arena_printf(&f->arena, "rm -rf %s", f->folder));
  bb_diags_free(f->diags);
  bb_arena_free(&f->arena);
  free(f);
  return 0;
}

/* Takes the events of another store in, as a bundle will: what is here already stays. */
static inline void fixture_merge(struct fixture *f, const char *path) {
  const char *columns = EVENT_COLUMNS;
  assert_true(store_do(f->store, "ATTACH ? AS other", "s", bb_span_of(path)));
  assert_true(
      store_script(f->store, bb_arena_printf(&f->arena,
                                             "INSERT OR IGNORE INTO event (%s) SELECT %s FROM "
                                             "other.event ORDER BY random(); DETACH other",
                                             columns, columns)));
}

/* An attempt at two questions: a choice of three and a typed one. */
static inline struct bb_attempt *fixture_attempt(struct fixture *f, const char *quiz) {
  static const uint8_t order[] = {1, 0, 2};
  struct bb_attempt *attempt = BB_NEW(&f->arena, struct bb_attempt);
  struct bb_sheet *sheet = BB_NEW(&f->arena, struct bb_sheet);
  struct bb_sheet_item *items = BB_NEW_ARRAY(&f->arena, 2, struct bb_sheet_item);
  items[0] = (struct bb_sheet_item){.question = BB_SPAN("m06-hash"),
                                    .rev = 1,
                                    .points = 2,
                                    .order = order,
                                    .order_count = 3,
                                    .kase = BB_SPAN("m06-phone"),
                                    .objective = BB_SPAN("m06-o1")};
  items[1] = (struct bb_sheet_item){
      .question = BB_SPAN("m06-order"), .rev = 3, .points = 1, .objective = BB_SPAN("m06-o2")};
  *sheet = (struct bb_sheet){.quiz = bb_span_of(quiz),
                             .form = 'B',
                             .seed = 0xfedcba9876543210,
                             .items = items,
                             .count = 2};
  *attempt = (struct bb_attempt){.person = f->person.id,
                                 .quiz = bb_span_of(quiz),
                                 .lang = BB_SPAN("km"),
                                 .course = BB_SPAN("cybercrime"),
                                 .course_version = BB_SPAN("0.1"),
                                 .kind = BB_QUIZ_PRETEST,
                                 .sheet = sheet,
                                 .answers = bb_attempt_unanswered(&f->arena, 2),
                                 .seconds_limit = 1800,
                                 .pass = 70,
                                 .rule = BB_SCORE_BEST};
  return attempt;
}

/* Answers with letters of options, or a text; half right. */
static inline void fixture_answer(struct bb_attempt *attempt, size_t item, const char *choices,
                                  const char *text) {
  struct bb_response response = {0};
  for (; choices[response.choice_count]; response.choice_count++)
    response.choices[response.choice_count] = (uint8_t)(choices[response.choice_count] - 'a');
  if (text[0]) response.texts[response.text_count++] = bb_span_of(text);
  struct bb_marked marked = {BB_VERDICT_PARTLY, {1, 2}, NULL};
  assert_true(
      bb_attempt_answer(attempt, item, &response, true, marked, attempt->seconds_used + 30));
}

#endif
