/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A record made by a script, for golden tests with a clock and a chance of its own, so that it is
 * the same each time.  A line is one of
 *
 *     clock SECONDS                  the clock shows this from now on; each event takes a second
 *     person NAME...                 a new person, the one that what follows is about
 *     as N                           back to the Nth person, from 1
 *     start QUIZ KIND FORM RULE PASS an attempt at three questions: q1 of 2 points and q2 of 1
 * point about o1, q3 of 3 points about o2; FORM "-": none answer ITEM LETTERS VERDICT NUM DEN
 * SECONDS     to item 0..2; LETTERS "-": none type ITEM VERDICT NUM DEN SECONDS TEXT... finish
 * SECONDS                 SECONDS "-": its time is up score QUIZ KIND PERCENT        a whole
 * attempt at one question of 100 points reopen                         closes the record and opens
 * it again erase                          the person
 */
#ifndef STORE_SCRIPT_H
#define STORE_SCRIPT_H

#include "store/inside.h"

#include <stdlib.h>
#include <string.h>

enum { SCRIPT_PEOPLE_MAX = 50 };

struct script {
  struct bb_arena arena;
  struct bb_diags *diags;
  const char *path;
  struct bb_store *store;
  struct bb_person people[SCRIPT_PEOPLE_MAX];
  size_t count, person;
  struct bb_attempt *attempt;
};

static int64_t script_clock = 1795305600; /* 2026-11-22T00:00:00Z */
static uint32_t script_chance = 1;
static bool script_is_real; /* the true clock and true chance */

static int64_t script_now(void) {
  return script_clock++;
}

static void script_random(void *bytes, size_t n) {
  for (size_t i = 0; i < n; i++) {
    script_chance = script_chance * 1664525u + 1013904223u;
    ((unsigned char *)bytes)[i] = (unsigned char)(script_chance >> 24);
  }
}

/* Ends the program with the messages when something was not recorded. */
static void script_must(struct script *s, bool good, const char *line) {
  struct bb_buf out = {0};
  if (good) return;
  bb_diags_write_text(s->diags, NULL, &out);
  fprintf(stderr, "%s\n%s", line, out.p ? out.p : "");
  exit(1);
}

static void script_open(struct script *s) {
  const struct bb_store_program program = {"benchbook test", 1795219200};
  bb_store_close(s->store);
  s->store = bb_store_open(s->path, BB_STORE_WRITE, program, s->diags);
  script_must(s, s->store, "open");
  if (script_is_real) return;
  s->store->now = script_now;
  s->store->random = script_random;
}

static unsigned script_word(const char *word, const char *const *words) {
  for (unsigned i = 0; words[i]; i++)
    if (!strcmp(word, words[i])) return i;
  fprintf(stderr, "no such word: %s\n", word);
  exit(1);
}

static struct bb_attempt *script_new_attempt(struct script *s, const char *quiz, const char *kind,
                                             char form, const struct bb_sheet_item *items,
                                             size_t count) {
  struct bb_sheet *sheet = BB_NEW(&s->arena, struct bb_sheet);
  struct bb_attempt *attempt = BB_NEW(&s->arena, struct bb_attempt);
  struct bb_span id = bb_arena_copy(&s->arena, bb_span_of(quiz));
  struct bb_sheet_item *own = BB_NEW_ARRAY(&s->arena, count, struct bb_sheet_item);
  memcpy(own, items, count * sizeof *own);
  *sheet = (struct bb_sheet){
      .quiz = id, .form = form == '-' ? 0 : form, .seed = 1234, .items = own, .count = count};
  *attempt =
      (struct bb_attempt){.person = s->people[s->person].id,
                          .quiz = id,
                          .lang = BB_SPAN("km"),
                          .course = BB_SPAN("cybercrime"),
                          .course_version = BB_SPAN("0.1"),
                          .kind = (enum bb_quiz_kind)script_word(kind, store_quiz_kinds),
                          .sheet = sheet,
                          .answers = bb_attempt_unanswered(&s->arena, count),
                          .seconds_limit = script_is_real ? 100000 : 1800};
  return attempt;
}

static void script_start(struct script *s, const char *arguments, const char *line) {
  static const uint8_t order[] = {2, 0, 1};
  static const struct bb_sheet_item items[] = {{{"q1", 2}, 1, 2, order, 3, {"", 0}, {"o1", 2}},
                                               {{"q2", 2}, 4, 1, order, 2, {"", 0}, {"o1", 2}},
                                               {{"q3", 2}, 1, 3, NULL, 0, {"phone", 5}, {"o2", 2}}};
  char quiz[80], kind[20], form, rule[20];
  unsigned pass;
  script_must(s, sscanf(arguments, "%79s %19s %c %19s %u", quiz, kind, &form, rule, &pass) == 5,
              line);
  s->attempt = script_new_attempt(s, quiz, kind, form, items, 3);
  s->attempt->rule = (enum bb_score_rule)script_word(rule, store_score_rules);
  s->attempt->pass = pass;
  script_must(s, bb_store_start_attempt(s->store, &s->arena, s->attempt, s->diags), line);
}

static void script_record(struct script *s, size_t item, const struct bb_response *response,
                          struct bb_marked marked, unsigned seconds, const char *line) {
  script_must(s, bb_attempt_answer(s->attempt, item, response, true, marked, seconds), line);
  script_must(s, bb_store_answer(s->store, s->attempt, item, s->diags), line);
}

static void script_answer(struct script *s, const char *arguments, const char *line) {
  char letters[40], verdict[20];
  unsigned item, seconds;
  struct bb_marked marked = {0};
  struct bb_response response = {0};
  int num, den;
  script_must(s,
              sscanf(arguments, "%u %39s %19s %d %d %u", &item, letters, verdict, &num, &den,
                     &seconds) == 6,
              line);
  for (const char *c = letters; *c; c++)
    response.choices[response.choice_count++] = *c == '-' ? BB_UNANSWERED : (uint8_t)(*c - 'a');
  marked.verdict = (enum bb_verdict)script_word(verdict, store_verdicts);
  marked.credit = bb_fraction_of(num, den);
  script_record(s, item, &response, marked, seconds, line);
}

static void script_type(struct script *s, const char *arguments, const char *line) {
  char verdict[20];
  unsigned item, seconds;
  int num, den, at = 0;
  struct bb_marked marked = {0};
  struct bb_response response = {.text_count = 1};
  script_must(
      s, sscanf(arguments, "%u %19s %d %d %u %n", &item, verdict, &num, &den, &seconds, &at) == 5,
      line);
  response.texts[0] = bb_arena_copy(&s->arena, bb_span_of(arguments + at));
  marked.verdict = (enum bb_verdict)script_word(verdict, store_verdicts);
  marked.credit = bb_fraction_of(num, den);
  script_record(s, item, &response, marked, seconds, line);
}

static void script_finish(struct script *s, const char *arguments, const char *line) {
  bool good = arguments[0] == '-' ? bb_attempt_expire(s->attempt)
                                  : bb_attempt_finish(s->attempt, (uint32_t)atoi(arguments));
  script_must(s, good && bb_store_finish_attempt(s->store, s->attempt, s->diags), line);
}

static void script_score(struct script *s, const char *arguments, const char *line) {
  static const struct bb_sheet_item item = {{"q", 1}, 1, 100, NULL, 0, {"", 0}, {"o1", 2}};
  char quiz[80], kind[20];
  int percent;
  script_must(s, sscanf(arguments, "%79s %19s %d", quiz, kind, &percent) == 3, line);
  s->attempt = script_new_attempt(s, quiz, kind, '-', &item, 1);
  script_must(s, bb_store_start_attempt(s->store, &s->arena, s->attempt, s->diags), line);
  script_record(s, 0, &(struct bb_response){.choice_count = 1},
                (struct bb_marked){BB_VERDICT_PARTLY, bb_fraction_of(percent, 100), NULL}, 60,
                line);
  script_finish(s, "61", line);
}

static void script_person(struct script *s, const char *name, const char *line) {
  s->person = s->count++;
  script_must(s,
              s->count <= SCRIPT_PEOPLE_MAX &&
                  bb_store_add_person(s->store, &s->arena, bb_span_of(name), (struct bb_span){0},
                                      &s->people[s->person], s->diags),
              line);
}

static void script_resume(struct script *s, const char *line) {
  struct bb_people people;
  struct bb_attempts attempts;
  script_must(s, bb_store_load_people(s->store, &s->arena, &people, s->diags) && people.count,
              line);
  s->people[0] = people.list[0];
  s->count = 1;
  s->person = 0;
  script_must(s,
              bb_store_load_attempts(s->store, &s->arena, s->people[0].id, &attempts, s->diags) &&
                  attempts.count,
              line);
  s->attempt = &attempts.list[attempts.count - 1];
}

static void script_line(struct script *s, char *line) {
  line[strcspn(line, "\n")] = '\0';
  char *space = strchr(line, ' ');
  const char *rest = space ? space + 1 : "";
  size_t n = space ? (size_t)(space - line) : strlen(line);
  struct bb_span word = {line, n};
  if (bb_span_is(word, "clock"))
    script_clock = atoll(rest);
  else if (bb_span_is(word, "person"))
    script_person(s, rest, line);
  else if (bb_span_is(word, "as"))
    s->person = (size_t)atoi(rest) - 1;
  else if (bb_span_is(word, "start"))
    script_start(s, rest, line);
  else if (bb_span_is(word, "answer"))
    script_answer(s, rest, line);
  else if (bb_span_is(word, "type"))
    script_type(s, rest, line);
  else if (bb_span_is(word, "finish"))
    script_finish(s, rest, line);
  else if (bb_span_is(word, "score"))
    script_score(s, rest, line);
  else if (bb_span_is(word, "resume"))
    script_resume(s, line);
  else if (bb_span_is(word, "reopen"))
    script_open(s);
  else if (bb_span_is(word, "erase"))
    script_must(s, bb_store_erase_person(s->store, &s->people[s->person], s->diags), line);
  else
    script_must(s, n == 0 || line[0] == '#', line);
}

/* Makes the record at `path` by the script on `in`; its store is still open.  `done` is told each
 * line when all it says is recorded; NULL: nobody is. */
static void script_run(struct script *s, const char *path, FILE *in,
                       void (*done)(const char *line)) {
  char line[1000];
  *s = (struct script){.diags = bb_diags_new(), .path = path};
  script_open(s);
  while (fgets(line, sizeof line, in)) {
    script_line(s, line);
    if (done) done(line);
  }
}

static void script_end(struct script *s) {
  bb_store_close(s->store);
  bb_diags_free(s->diags);
  bb_arena_free(&s->arena);
}

#endif
