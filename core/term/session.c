/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A run of the program: its steps in order, and what they share.
 *
 *     language -> course -> person -> quiz -> attempt -> results
 *                                      ^                    |
 *                                      +--------------------+   unless a quiz was named
 *
 * Each step is left out when there is nothing to choose or the command line said it.
 */
#include "term/session.h"

#include "base/file.h"

#include <stdio.h>

struct bb_passage bb_session_passage(const struct bb_session *session, struct bb_span text) {
  return (struct bb_passage){.text = text, .lang = session->words.lang};
}

struct bb_view bb_session_view(const struct bb_session *session, struct bb_span title,
                               const char *on) {
  return (struct bb_view){.words = &session->words,
                          .title = title,
                          .on = bb_say(&session->words, on),
                          .ask = {.cursor = BB_ASK_NOWHERE, .typing = session->words.lang},
                          .fresh = true};
}

static bool has_ended(enum bb_action action) {
  return action == BB_ACTION_LEAVE || action == BB_ACTION_GONE;
}

enum bb_step bb_session_tell(struct bb_session *session, struct bb_span title,
                             struct bb_passages passages) {
  struct bb_view view = bb_session_view(session, title, BB_LABEL("Go on"));
  view.passages = passages;
  view.offers = BB_OFFER(BB_ACTION_LEAVE);
  return has_ended(bb_dialogue_show(&session->dialogue, &view)) ? BB_STEP_END : BB_STEP_ON;
}

enum bb_step bb_session_choose(struct bb_session *session, struct bb_view *view, size_t *place) {
  view->ask.kind = BB_ASK_MENU;
  if (view->ask.cursor == BB_ASK_NOWHERE) view->ask.cursor = 0;
  if (has_ended(bb_dialogue_show(&session->dialogue, view))) return BB_STEP_END;
  *place = view->ask.cursor;
  return BB_STEP_ON;
}

enum bb_step bb_session_failed(struct bb_session *session) {
  struct bb_arena arena = {0};
  struct bb_passages passages = {0};
  bb_passages_add(
      &arena, &passages,
      bb_session_passage(session,
                         bb_say(&session->words, BB_LABEL("The record could not be written."))));
  bb_passages_add(
      &arena, &passages,
      bb_session_passage(
          session,
          bb_say(&session->words,
                 BB_LABEL("Everything up to the question before this one is recorded; the last "
                          "step is not. The program stops here and prints the reason. When it is "
                          "dealt with, the same command goes on where you were."))));
  bb_session_tell(session, bb_say(&session->words, BB_LABEL("Stopped")), passages);
  bb_arena_free(&arena);
  return BB_STEP_FAILED;
}

const char *bb_session_product(struct bb_session *session, const struct bb_course *course,
                               const struct bb_lang *lang, const char *name) {
  if (!session->request->products) return NULL;
  const char *file = bb_arena_printf(&session->arena, "%s/%.*s/%s/%s", session->request->products,
                                     BB_SPAN_ARG(course->id), lang->tag, name);
  return bb_file_kind(file) == BB_FILE_NONE ? NULL : file;
}

/* ---- the run ---- */

static enum bb_step begin(struct bb_session *session) {
  enum bb_step step;
  do {
    step = bb_welcome_language(session);
    if (step == BB_STEP_ON) step = bb_welcome_course(session);
  } while (step == BB_STEP_AGAIN);
  return step == BB_STEP_ON ? bb_welcome_person(session) : step;
}

static enum bb_step take_quiz(struct bb_session *session) {
  struct bb_arena arena = {0};
  const struct bb_quiz *quiz;
  struct bb_attempt *attempt;
  enum bb_step step = bb_choose_quiz(session, &arena, &quiz, &attempt);
  if (step == BB_STEP_ON) step = bb_run_attempt(session, &arena, quiz, attempt);
  if (step == BB_STEP_ON) step = bb_show_results(session, quiz, attempt);
  bb_arena_free(&arena);
  return step;
}

/* The last words stand on the ordinary screen, behind the command. */
static void say_farewell(const struct bb_session *session) {
  struct bb_arena arena = {0};
  struct bb_span code = session->person.code;
  if (code.n)
    printf("%.*s\n", BB_SPAN_ARG(bb_say_with(
                         &arena, &session->words,
                         BB_LABEL("Everything is kept. Your code is %s. The same command goes on "
                                  "where you were."),
                         code)));
  bb_arena_free(&arena);
}

bool bb_term_run(const struct bb_term_request *request, struct bb_diags *diags) {
  struct bb_session session = {.request = request, .diags = diags};
  bb_lang_parse(bb_span_of("en"), &session.english);
  session.words = (struct bb_words){.lang = &session.english, .source = &session.english};
  bb_dialogue_open(&session.dialogue, request->plain);
  enum bb_step step = begin(&session);
  while (step == BB_STEP_ON) {
    step = take_quiz(&session);
    if (step == BB_STEP_AGAIN)
      step = BB_STEP_ON;
    else if (step == BB_STEP_ON && request->quiz)
      break;
  }
  bb_dialogue_close(&session.dialogue);
  if (step != BB_STEP_FAILED) say_farewell(&session);
  bb_arena_free(&session.arena);
  return step != BB_STEP_FAILED;
}
