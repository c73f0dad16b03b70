/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * An attempt, from its first question to its end.
 *
 *                  +-------------------------------------------+
 *                  v                                           | back, on
 *     begin --> QUESTION i -- on, the last one --> LIST -------+ a question
 *                  |   ^                            |
 *                  |   +-- FEEDBACK (practice) --   | finish
 *                  |                                v
 *                  | leave                       CONFIRM -- no --> LIST
 *                  v                                |
 *               LEAVING -- no --> QUESTION i        | yes
 *                  |                                v
 *                  v                             FINISHED --> results
 *                (kept)                             ^
 *     from anywhere: time is up --------------------+
 *
 * The promise.  A question is left in one place only, `leave_question`, and what was answered there
 * is on the disk before it returns; so is a flag and the use of a hint before anything is drawn.
 * Nothing that was acknowledged by showing something else can be lost, and what was not changed is
 * not recorded again.
 *
 * Time.  Active seconds are counted on a clock that stands still while the computer sleeps, and are
 * recorded with each answer; where there is a time limit, also when a question is left that was not
 * answered.  When the time is up, what stands in the answer is recorded as of the limit, and the
 * attempt ends.
 */
#include "term/question.h"
#include "term/session.h"

struct run {
  struct bb_session *session;
  struct bb_arena *arena; /* as long as the attempt: what was typed lives here */
  const struct bb_quiz *quiz;
  struct bb_attempt *attempt;
  int64_t begun;        /* of bb_process_clock, when active time was `before` */
  uint32_t before;      /* seconds */
  size_t item;          /* the question that is shown */
  struct bb_view view;  /* of it */
  struct bb_arena page; /* of the view */
  bool told_unread;     /* that its answer is no number, and what one looks like */
};

enum phase { QUESTION, FEEDBACK, LIST, CONFIRM, LEAVING, DONE };

static uint32_t seconds_used(const struct run *run) {
  uint32_t seconds = run->before + (uint32_t)((bb_process_clock() - run->begun) / 1000);
  uint32_t limit = run->attempt->seconds_limit;
  return limit && seconds > limit ? limit : seconds;
}

static struct bb_asked asked_of(const struct run *run, size_t item) {
  const struct bb_sheet_item *drawn = &run->attempt->sheet->items[item];
  return (struct bb_asked){bb_quiz_item_question(run->session->course->course, drawn), drawn,
                           &run->attempt->answers[item]};
}

/* ---- the record ---- */

static bool record(struct run *run) {
  return bb_store_answer(run->session->request->store, run->attempt, run->item,
                         run->session->diags);
}

/* Records what the ask holds, when it is something else than before. */
static bool leave_question(struct run *run) {
  struct bb_asked asked = asked_of(run, run->item);
  struct bb_attempt *attempt = run->attempt;
  uint32_t seconds = seconds_used(run);
  if (!asked.question) return true;
  struct bb_response response = bb_question_response(run->arena, asked, &run->view.ask);
  bool given = bb_response_is_given(asked.question, &response);
  bool same = bb_response_equal(&response, &asked.answer->response);
  if (same && (!attempt->seconds_limit || seconds == attempt->seconds_used)) return true;
  const struct bb_words *words = &run->session->words;
  struct bb_marked marked =
      same ? asked.answer->marked
           : bb_quiz_mark(run->arena, asked.question, &response,
                          bb_question_typed(run->arena, words, asked.question));
  return bb_attempt_answer(attempt, run->item, &response, given, marked, seconds) && record(run);
}

static bool finish(struct run *run, bool expired) {
  bool finished = expired ? bb_attempt_expire(run->attempt)
                          : bb_attempt_finish(run->attempt, seconds_used(run));
  return finished &&
         bb_store_finish_attempt(run->session->request->store, run->attempt, run->session->diags);
}

/* ---- a question ---- */

static void close_page(struct run *run) {
  bb_ask_free(&run->view.ask);
  bb_arena_free(&run->page);
  run->view = (struct bb_view){0};
}

static struct bb_span progress_of(const struct run *run, struct bb_arena *arena, size_t item) {
  const struct bb_words *words = &run->session->words;
  return bb_say_with_two(arena, words, BB_LABEL("Question %s of %s"),
                         bb_say_number(arena, words, item + 1),
                         bb_say_number(arena, words, run->attempt->sheet->count));
}

static void add_status(struct run *run) {
  const struct bb_words *words = &run->session->words;
  run->view.status = progress_of(run, &run->page, run->item);
  if (run->attempt->answers[run->item].flagged)
    run->view.status =
        bb_span_of(bb_arena_printf(&run->page, "%.*s \u00B7 %.*s", BB_SPAN_ARG(run->view.status),
                                   BB_SPAN_ARG(bb_say(words, BB_LABEL("flagged")))));
}

static unsigned offers_of(const struct run *run, const struct bb_question *question) {
  unsigned offers = BB_OFFER(BB_ACTION_LIST) | BB_OFFER(BB_ACTION_LEAVE);
  if (question) offers |= BB_OFFER(BB_ACTION_FLAG);
  if (run->item) offers |= BB_OFFER(BB_ACTION_BACK);
  if (question && question->hint && !run->attempt->answers[run->item].hinted)
    offers |= BB_OFFER(BB_ACTION_HINT);
  return offers;
}

static void open_question(struct run *run) {
  const struct bb_words *words = &run->session->words;
  struct bb_asked asked = asked_of(run, run->item);
  close_page(run);
  run->view = bb_session_view(
      run->session, bb_tell_block(&run->page, words, run->quiz->heading).text, BB_LABEL("Next"));
  if (asked.question)
    bb_question_show(&run->page, words, asked, &run->view);
  else
    bb_passages_add(
        &run->page, &run->view.passages,
        bb_session_passage(run->session,
                           bb_say(words, BB_LABEL("This question was changed after the attempt "
                                                  "began, and cannot be shown any more. What was "
                                                  "answered is kept."))));
  add_status(run);
  run->view.offers = offers_of(run, asked.question);
  run->told_unread = false;
}

/* Flag and hint stay on the question; what is typed there stays as it is. */
static bool toggle_flag(struct run *run) {
  const struct bb_words *words = &run->session->words;
  bool flagged = !run->attempt->answers[run->item].flagged;
  if (!bb_attempt_flag(run->attempt, run->item, flagged) || !record(run)) return false;
  run->view.notice =
      bb_say(words, flagged ? BB_LABEL("Flagged: it is marked in the list of all questions.")
                            : BB_LABEL("No longer flagged."));
  add_status(run);
  return true;
}

static bool show_hint(struct run *run) {
  if (!bb_attempt_hint(run->attempt, run->item) || !record(run)) return false;
  struct bb_view fresh = {0};
  bb_question_show(&run->page, &run->session->words, asked_of(run, run->item), &fresh);
  run->view.after = fresh.after;
  bb_ask_free(&fresh.ask);
  run->view.offers = offers_of(run, asked_of(run, run->item).question);
  run->view.scroll = SIZE_MAX;
  return true;
}

/* True, once a question: the answer is typed and is not what was asked for. */
static bool tell_unread(struct run *run) {
  const struct bb_attempt_answer *answer = &run->attempt->answers[run->item];
  if (run->told_unread || !answer->given || answer->marked.verdict != BB_VERDICT_UNREAD)
    return false;
  struct bb_asked asked = asked_of(run, run->item);
  run->told_unread = true;
  run->view.notice = bb_say(&run->session->words,
                            asked.question->type == BB_QUESTION_TIME
                                ? BB_LABEL("This is not read as a time. Write 16:30, for example.")
                                : BB_LABEL("This is not read as a number. Write digits only."));
  return true;
}

static enum phase after_question(const struct run *run) {
  bool feedback = bb_attempt_shows_feedback(run->attempt) && asked_of(run, run->item).question;
  if (feedback) return FEEDBACK;
  return run->item + 1 == run->attempt->sheet->count ? LIST : QUESTION;
}

/* Shows the question until it is left. */
static enum bb_step ask_question(struct run *run, enum phase *next, enum bb_action *action) {
  open_question(run);
  for (;;) {
    *action = bb_dialogue_show(&run->session->dialogue, &run->view);
    if (*action == BB_ACTION_FLAG || *action == BB_ACTION_HINT) {
      if (!(*action == BB_ACTION_FLAG ? toggle_flag(run) : show_hint(run))) return BB_STEP_FAILED;
      continue;
    }
    if (!leave_question(run)) return BB_STEP_FAILED;
    if (*action == BB_ACTION_TIME || *action == BB_ACTION_GONE) return BB_STEP_ON;
    if (*action == BB_ACTION_ON && tell_unread(run)) continue;
    break;
  }
  *next = *action == BB_ACTION_LIST    ? LIST
          : *action == BB_ACTION_LEAVE ? LEAVING
          : *action == BB_ACTION_BACK  ? QUESTION
                                       : after_question(run);
  if (*action == BB_ACTION_BACK) run->item--;
  if (*action == BB_ACTION_ON && *next == QUESTION) run->item++;
  return BB_STEP_ON;
}

/* ---- menus on the way ---- */

static struct bb_span state_of(const struct run *run, struct bb_arena *arena, size_t item) {
  const struct bb_words *words = &run->session->words;
  const struct bb_attempt_answer *answer = &run->attempt->answers[item];
  struct bb_span state =
      bb_say(words, answer->given ? BB_LABEL("answered") : BB_LABEL("not answered"));
  if (!answer->flagged) return state;
  return bb_span_of(bb_arena_printf(arena, "%.*s \u00B7 %.*s", BB_SPAN_ARG(state),
                                    BB_SPAN_ARG(bb_say(words, BB_LABEL("flagged")))));
}

static struct bb_told line_of(const struct run *run, struct bb_arena *arena, size_t item) {
  struct bb_asked asked = asked_of(run, item);
  struct bb_told told = {run->attempt->sheet->items[item].question, run->session->words.lang};
  if (asked.question) told = bb_tell_block(arena, &run->session->words, asked.question->heading);
  told.text = bb_span_of(bb_arena_printf(arena, "%.*s \u00B7 %.*s", BB_SPAN_ARG(told.text),
                                         BB_SPAN_ARG(state_of(run, arena, item))));
  return told;
}

static enum bb_action show_menu(struct run *run, struct bb_view *view) {
  view->ask.kind = BB_ASK_MENU;
  if (view->ask.cursor == BB_ASK_NOWHERE) view->ask.cursor = 0;
  return bb_dialogue_show(&run->session->dialogue, view);
}

static void show_list(struct run *run, enum phase *next, enum bb_action *action) {
  struct bb_arena arena = {0};
  const struct bb_words *words = &run->session->words;
  size_t count = run->attempt->sheet->count;
  struct bb_choice *choices = BB_NEW_ARRAY(&arena, count + 1, struct bb_choice);
  struct bb_view view =
      bb_session_view(run->session, bb_say(words, BB_LABEL("All questions")), BB_LABEL("Go there"));
  for (size_t i = 0; i < count; i++) choices[i].told = line_of(run, &arena, i);
  choices[count].told =
      (struct bb_told){bb_say(words, BB_LABEL("Finish and see the result")), words->lang};
  view.ask.choices = choices;
  view.ask.choice_count = count + 1;
  view.ask.cursor = run->item + 1 == count ? count : run->item;
  view.offers = BB_OFFER(BB_ACTION_LEAVE);
  *action = show_menu(run, &view);
  *next = view.ask.cursor == count ? CONFIRM : QUESTION;
  if (*action == BB_ACTION_LEAVE)
    *next = LEAVING;
  else if (*next == QUESTION)
    run->item = view.ask.cursor;
  bb_arena_free(&arena);
}

/* A question with two answers, the careful one first. */
static bool confirm(struct run *run, struct bb_view *view, const char *no, const char *yes,
                    enum bb_action *action) {
  const struct bb_words *words = &run->session->words;
  const struct bb_choice choices[] = {{{bb_say(words, no), words->lang}},
                                      {{bb_say(words, yes), words->lang}}};
  view->ask.choices = choices;
  view->ask.choice_count = 2;
  view->offers = BB_OFFER(BB_ACTION_BACK);
  *action = show_menu(run, view);
  return *action == BB_ACTION_ON && view->ask.cursor == 1;
}

static void add_open_questions(struct run *run, struct bb_arena *arena,
                               struct bb_passages *passages) {
  const struct bb_words *words = &run->session->words;
  size_t before = passages->count;
  for (size_t i = 0; i < run->attempt->sheet->count; i++) {
    if (run->attempt->answers[i].given) continue;
    if (passages->count == before)
      bb_passages_add(
          arena, passages,
          bb_session_passage(run->session, bb_say(words, BB_LABEL("Not answered yet:"))));
    struct bb_told told = line_of(run, arena, i);
    bb_passages_add(
        arena, passages,
        (struct bb_passage){.mark = bb_lang_item_number(arena, words->lang, 0, (int64_t)i + 1),
                            .text = told.text,
                            .lang = told.lang,
                            .indent = 2,
                            .close = true});
  }
  if (passages->count == before)
    bb_passages_add(
        arena, passages,
        bb_session_passage(run->session, bb_say(words, BB_LABEL("All questions are answered."))));
}

static void ask_finish(struct run *run, enum phase *next, enum bb_action *action) {
  struct bb_arena arena = {0};
  const struct bb_words *words = &run->session->words;
  struct bb_view view =
      bb_session_view(run->session, bb_say(words, BB_LABEL("Finish?")), BB_LABEL("Choose"));
  add_open_questions(run, &arena, &view.passages);
  bb_passages_add(
      &arena, &view.passages,
      bb_session_passage(run->session,
                         bb_say(words, BB_LABEL("After this, answers can no longer be changed."))));
  bool yes = confirm(run, &view, BB_LABEL("Back to the questions"), BB_LABEL("Finish now"), action);
  *next = yes ? DONE : LIST;
  bb_arena_free(&arena);
}

static void ask_leave(struct run *run, enum phase *next, enum bb_action *action) {
  struct bb_arena arena = {0};
  const struct bb_words *words = &run->session->words;
  struct bb_view view =
      bb_session_view(run->session, bb_say(words, BB_LABEL("Leave the quiz?")), BB_LABEL("Choose"));
  bb_passages_add(
      &arena, &view.passages,
      bb_session_passage(run->session,
                         bb_say(words, BB_LABEL("Everything is kept. The same command goes on "
                                                "where you are now."))));
  if (run->attempt->seconds_limit)
    bb_passages_add(
        &arena, &view.passages,
        bb_session_passage(run->session,
                           bb_say(words, BB_LABEL("The time stands still while you are away."))));
  bool yes = confirm(run, &view, BB_LABEL("Stay"), BB_LABEL("Leave"), action);
  if (yes) *action = BB_ACTION_LEAVE;
  *next = QUESTION;
  bb_arena_free(&arena);
}

/* ---- the whole ---- */

static void keep_time(struct run *run) {
  struct bb_dialogue *dialogue = &run->session->dialogue;
  run->begun = bb_process_clock();
  run->before = run->attempt->seconds_used;
  dialogue->warned = 0;
  if (run->attempt->seconds_limit)
    dialogue->deadline =
        run->begun + ((int64_t)run->attempt->seconds_limit - (int64_t)run->before) * 1000;
}

/* The first question that is not answered; the first of all when none is open. */
static size_t where_to_begin(const struct bb_attempt *attempt) {
  for (size_t i = 0; i < attempt->sheet->count; i++)
    if (!attempt->answers[i].given) return i;
  return 0;
}

static enum bb_step go_through(struct run *run) {
  enum phase phase = QUESTION;
  while (phase != DONE) {
    enum bb_action action = BB_ACTION_ON;
    enum bb_step step = BB_STEP_ON;
    switch (phase) {
    case QUESTION: step = ask_question(run, &phase, &action); break;
    case FEEDBACK:
      step = bb_show_feedback(run->session, run->quiz, run->attempt, run->item);
      phase = run->item + 1 == run->attempt->sheet->count ? LIST : QUESTION;
      if (phase == QUESTION) run->item++;
      break;
    case LIST: show_list(run, &phase, &action); break;
    case CONFIRM: ask_finish(run, &phase, &action); break;
    case LEAVING:
      ask_leave(run, &phase, &action);
      if (action == BB_ACTION_LEAVE) return BB_STEP_END;
      break;
    case DONE: break;
    }
    if (step != BB_STEP_ON) return step;
    if (action == BB_ACTION_GONE) return BB_STEP_END;
    if (action == BB_ACTION_TIME) return finish(run, true) ? BB_STEP_ON : BB_STEP_FAILED;
  }
  return finish(run, false) ? BB_STEP_ON : BB_STEP_FAILED;
}

enum bb_step bb_run_attempt(struct bb_session *session, struct bb_arena *arena,
                            const struct bb_quiz *quiz, struct bb_attempt *attempt) {
  struct run run = {.session = session,
                    .arena = arena,
                    .quiz = quiz,
                    .attempt = attempt,
                    .item = where_to_begin(attempt)};
  keep_time(&run);
  enum bb_step step = go_through(&run);
  session->dialogue.deadline = 0;
  close_page(&run);
  return step == BB_STEP_FAILED ? bb_session_failed(session) : step;
}
