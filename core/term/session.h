/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Inside term/: one run of the program, from the first question to the farewell.
 */
#ifndef BB_TERM_SESSION_H
#define BB_TERM_SESSION_H

#include "term/term.h"
#include "term/view.h"

struct bb_session {
  const struct bb_term_request *request;
  struct bb_diags *diags;
  struct bb_arena arena; /* as long as the run */
  struct bb_dialogue dialogue;
  bool refused; /* the language that was chosen first cannot be shown here */
  struct bb_lang english;
  struct bb_lang lang;                 /* chosen */
  struct bb_words words;               /* in it; in English before */
  const struct bb_term_course *course; /* chosen */
  struct bb_person person;
  struct bb_attempts attempts; /* of the person, as last loaded */
};

enum bb_step {
  BB_STEP_ON,
  BB_STEP_AGAIN, /* from the step before */
  BB_STEP_END,   /* the person leaves, or has gone */
  BB_STEP_FAILED /* the record failed */
};

/* ---- welcome.c ---- */

enum bb_step bb_welcome_language(struct bb_session *session);
enum bb_step bb_welcome_course(struct bb_session *session);

/* ---- person.c ---- */

enum bb_step bb_welcome_person(struct bb_session *session);

/* ---- choice.c ---- */

/* Chooses a quiz, shows its first page, and brings an attempt that is recorded: a new one, or the
 * one that is open. */
enum bb_step bb_choose_quiz(struct bb_session *session, struct bb_arena *arena,
                            const struct bb_quiz **quiz, struct bb_attempt **attempt);

/* ---- runner.c ---- */

/* From the first question to the end.  ON: it is finished. */
enum bb_step bb_run_attempt(struct bb_session *session, struct bb_arena *arena,
                            const struct bb_quiz *quiz, struct bb_attempt *attempt);

/* ---- results.c ---- */

enum bb_step bb_show_results(struct bb_session *session, const struct bb_quiz *quiz,
                             const struct bb_attempt *attempt);
/* What was right, and why, after a question of a practice quiz. */
enum bb_step bb_show_feedback(struct bb_session *session, const struct bb_quiz *quiz,
                              const struct bb_attempt *attempt, size_t item);

/* ---- script.c ---- */

/* Whether a text of the language can be read on this terminal, by what the terminal tells and by
 * what the person says; `sample` is such a text.  ON: it can.  AGAIN: it cannot, and the person has
 * been told where it is on paper. */
enum bb_step bb_check_script(struct bb_session *session, const struct bb_course *course,
                             const struct bb_lang *lang, struct bb_span sample);

/* ---- session.c ---- */

/* A text by itself: "Enter" goes on.  ON or END. */
enum bb_step bb_session_tell(struct bb_session *session, struct bb_span title,
                             struct bb_passages passages);
/* Shows a menu: *place is the choice.  `offers` may hold LEAVE, and then END is possible. */
enum bb_step bb_session_choose(struct bb_session *session, struct bb_view *view, size_t *place);

/* A passage in the language of the words. */
struct bb_passage bb_session_passage(const struct bb_session *session, struct bb_span text);
/* A view with its title, in the language of the words. */
struct bb_view bb_session_view(const struct bb_session *session, struct bb_span title,
                               const char *on);

/* Tells that the record failed, and what is in it.  FAILED. */
enum bb_step bb_session_failed(struct bb_session *session);

/* PRODUCTS/<course>/<lang>/NAME when it exists, else NULL. */
const char *bb_session_product(struct bb_session *session, const struct bb_course *course,
                               const struct bb_lang *lang, const char *name);

#endif
