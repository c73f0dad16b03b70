/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Which quiz, and what is said before it begins.
 *
 * Forms.  A pretest and its posttest come as forms A and B with different questions, swapped
 * between the halves of a class: a person whose code ends (before its check digit) in an even digit
 * begins with A, the others with B.  That digit is drawn at random when the code is given, so the
 * halves are about as large as each other, and nobody has to keep a list.  The posttest takes the
 * form that the person's pretest did not have.
 */
#include "term/session.h"

#include "base/hash.h"

#include <string.h>

/* What is recorded of a person and a quiz. */
struct past {
  size_t used;             /* attempts begun */
  struct bb_attempt *open; /* the last one that is not finished */
  const struct bb_attempt *best;
};

static bool is_of(const struct bb_session *session, const struct bb_attempt *attempt,
                  const struct bb_quiz *quiz) {
  return bb_span_equal(attempt->quiz, quiz->id) &&
         bb_span_equal(attempt->course, session->course->course->id);
}

static struct past look_back(const struct bb_session *session, const struct bb_quiz *quiz) {
  struct past past = {0};
  uint32_t best = 0;
  for (size_t i = 0; i < session->attempts.count; i++) {
    struct bb_attempt *attempt = &session->attempts.list[i];
    if (!is_of(session, attempt, quiz)) continue;
    past.used++;
    if (attempt->state == BB_ATTEMPT_OPEN) {
      past.open = attempt;
      continue;
    }
    uint32_t percent = bb_attempt_score(attempt).percent;
    if (past.best && percent <= best) continue;
    past.best = attempt;
    best = percent;
  }
  return past;
}

static bool is_used_up(const struct bb_quiz *quiz, const struct past *past) {
  return quiz->kind != BB_QUIZ_PRACTICE && quiz->attempts && past->used >= quiz->attempts &&
         !past->open;
}

/* ---- facts ---- */

static void add_fact(struct bb_buf *facts, struct bb_span fact) {
  if (facts->n) bb_buf_string(facts, " \u00B7 ");
  bb_buf_span(facts, fact);
}

static size_t question_count(const struct bb_quiz *quiz, const struct past *past) {
  size_t all = 0;
  if (past->open) return past->open->sheet->count;
  if (quiz->forms[0].count) return quiz->forms[0].count;
  for (size_t i = 0; i < quiz->question_count; i++) all += !quiz->questions[i].test_pool;
  return quiz->draw && quiz->draw < all ? quiz->draw : all;
}

static size_t answered_count(const struct bb_attempt *attempt) {
  size_t answered = 0;
  for (size_t i = 0; i < attempt->sheet->count; i++) answered += attempt->answers[i].given;
  return answered;
}

static void add_attempts(struct bb_session *session, struct bb_arena *arena,
                         const struct bb_quiz *quiz, const struct past *past,
                         struct bb_buf *facts) {
  const struct bb_words *words = &session->words;
  struct bb_span used = bb_say_number(arena, words, past->used);
  if (quiz->attempts && quiz->kind != BB_QUIZ_PRACTICE)
    add_fact(facts, bb_say_with_two(arena, words, BB_LABEL("Attempts: %s of %s used"), used,
                                    bb_say_number(arena, words, quiz->attempts)));
  else if (past->used)
    add_fact(facts, bb_say_with(arena, words, BB_LABEL("Attempts: %s"), used));
  if (past->best)
    add_fact(facts,
             bb_say_with(arena, words, BB_LABEL("Best result: %s"),
                         bb_say_percent(arena, words, bb_attempt_score(past->best).percent)));
}

static struct bb_span facts_of(struct bb_session *session, struct bb_arena *arena,
                               const struct bb_quiz *quiz, const struct past *past) {
  const struct bb_words *words = &session->words;
  struct bb_buf facts = {0};
  if (past->open)
    add_fact(&facts, bb_say_with_two(arena, words, BB_LABEL("Go on: %s of %s answered"),
                                     bb_say_number(arena, words, answered_count(past->open)),
                                     bb_say_number(arena, words, past->open->sheet->count)));
  add_fact(&facts, bb_say_with(arena, words, BB_LABEL("Questions: %s"),
                               bb_say_number(arena, words, question_count(quiz, past))));
  if (quiz->seconds && quiz->kind != BB_QUIZ_PRACTICE)
    add_fact(&facts, bb_say_with(arena, words, BB_LABEL("Minutes: %s"),
                                 bb_say_number(arena, words, (quiz->seconds + 59) / 60)));
  if (quiz->pass)
    add_fact(&facts, bb_say_with(arena, words, BB_LABEL("To pass: %s"),
                                 bb_say_percent(arena, words, quiz->pass)));
  add_attempts(session, arena, quiz, past, &facts);
  struct bb_span text = bb_arena_copy(arena, bb_buf_view(&facts));
  bb_buf_free(&facts);
  return text;
}

/* ---- the list ---- */

static const struct bb_quiz *named_quiz(struct bb_session *session) {
  const char *id = session->request->quiz;
  return id ? bb_course_quiz(session->course->course, bb_span_of(id)) : NULL;
}

static struct bb_told item_of(struct bb_session *session, struct bb_arena *arena,
                              const struct bb_quiz *quiz) {
  struct bb_told title = bb_tell_block(arena, &session->words, quiz->heading);
  struct past past = look_back(session, quiz);
  struct bb_span facts = facts_of(session, arena, quiz, &past);
  title.text =
      bb_span_of(bb_arena_printf(arena, "%.*s\n%.*s", BB_SPAN_ARG(title.text), BB_SPAN_ARG(facts)));
  return title;
}

static enum bb_step ask_quiz(struct bb_session *session, struct bb_arena *arena,
                             const struct bb_quiz **quiz) {
  const struct bb_course *course = session->course->course;
  struct bb_view view = bb_session_view(session, bb_say(&session->words, BB_LABEL("Choose a quiz")),
                                        BB_LABEL("Choose"));
  struct bb_choice *choices = BB_NEW_ARRAY(arena, course->quiz_count, struct bb_choice);
  struct bb_told title = bb_tell_phrase(arena, &session->words, course->title.text);
  size_t place;
  bb_passages_add(
      arena, &view.passages,
      (struct bb_passage){.text = title.text, .lang = title.lang, .style = BB_PASSAGE_HEADING});
  for (size_t i = 0; i < course->quiz_count; i++) {
    choices[i].told = item_of(session, arena, &course->quizzes[i]);
    struct past past = look_back(session, &course->quizzes[i]);
    if (past.open && view.ask.cursor == BB_ASK_NOWHERE) view.ask.cursor = i;
  }
  view.status = bb_span_of(bb_arena_printf(arena, "%.*s   %.*s", BB_SPAN_ARG(session->person.name),
                                           BB_SPAN_ARG(session->person.code)));
  view.ask.choices = choices;
  view.ask.choice_count = course->quiz_count;
  view.offers = BB_OFFER(BB_ACTION_LEAVE);
  enum bb_step step = bb_session_choose(session, &view, &place);
  if (step == BB_STEP_ON) *quiz = &course->quizzes[place];
  return step;
}

/* ---- the first page ---- */

static enum bb_step show_intro(struct bb_session *session, struct bb_arena *arena,
                               const struct bb_quiz *quiz, const struct past *past) {
  const struct bb_words *words = &session->words;
  struct bb_view view = bb_session_view(session, bb_tell_block(arena, words, quiz->heading).text,
                                        past->open ? BB_LABEL("Go on") : BB_LABEL("Begin"));
  bool closed = is_used_up(quiz, past);
  bb_passages_add_blocks(arena, &view.passages, words, quiz->first, quiz->end);
  bb_passages_add(arena, &view.passages,
                  bb_session_passage(session, facts_of(session, arena, quiz, past)));
  bb_passages_add(
      arena, &view.passages,
      bb_session_passage(
          session,
          closed ? bb_say(words, BB_LABEL("All attempts are used."))
                 : bb_say(words, BB_LABEL("Every answer is kept as soon as you leave its question. "
                                          "You can stop at any time and go on later."))));
  if (closed) view.on = bb_say(words, BB_LABEL("Go back"));
  view.offers = BB_OFFER(BB_ACTION_LEAVE) | (session->request->quiz ? 0 : BB_OFFER(BB_ACTION_BACK));
  enum bb_action action = bb_dialogue_show(&session->dialogue, &view);
  if (action == BB_ACTION_BACK) return BB_STEP_AGAIN;
  if (action != BB_ACTION_ON) return BB_STEP_END;
  if (!closed) return BB_STEP_ON;
  return session->request->quiz ? BB_STEP_END : BB_STEP_AGAIN;
}

/* ---- a new attempt ---- */

static char first_form(struct bb_span code) {
  size_t digits = 0;
  for (size_t i = code.n; i-- > 0;)
    if (code.p[i] >= '0' && code.p[i] <= '9' && ++digits == 2)
      return (code.p[i] - '0') % 2 ? 'B' : 'A';
  return 'A';
}

static char form_of(const struct bb_session *session, const struct bb_quiz *quiz) {
  char first = first_form(session->person.code);
  if (quiz->kind != BB_QUIZ_PRETEST && quiz->kind != BB_QUIZ_POSTTEST) return 0;
  for (size_t i = 0; i < session->attempts.count; i++) {
    const struct bb_attempt *attempt = &session->attempts.list[i];
    if (attempt->kind == BB_QUIZ_PRETEST && attempt->sheet->form &&
        bb_span_equal(attempt->course, session->course->course->id))
      first = attempt->sheet->form;
  }
  if (quiz->kind == BB_QUIZ_PRETEST) return first;
  return first == 'A' ? 'B' : 'A';
}

static enum bb_step start(struct bb_session *session, struct bb_arena *arena,
                          const struct bb_quiz *quiz, struct bb_attempt **attempt) {
  struct bb_sheet_request request = {.quiz = quiz, .form = form_of(session, quiz)};
  bb_random(&request.seed, sizeof request.seed);
  if (session->request->seed) request.seed = *session->request->seed;
  const struct bb_sheet *sheet = bb_quiz_draw(arena, request);
  if (!sheet) {
    struct bb_passages passages = {0};
    bb_passages_add(arena, &passages,
                    bb_session_passage(
                        session, bb_say(&session->words, BB_LABEL("This quiz has no questions."))));
    enum bb_step step = bb_session_tell(
        session, bb_tell_block(arena, &session->words, quiz->heading).text, passages);
    return step == BB_STEP_ON && !session->request->quiz ? BB_STEP_AGAIN : BB_STEP_END;
  }
  *attempt = bb_attempt_begin(arena, session->course->course, quiz, sheet, session->person.id,
                              bb_span_of(session->lang.tag));
  return bb_store_start_attempt(session->request->store, arena, *attempt, session->diags)
             ? BB_STEP_ON
             : bb_session_failed(session);
}

enum bb_step bb_choose_quiz(struct bb_session *session, struct bb_arena *arena,
                            const struct bb_quiz **quiz, struct bb_attempt **attempt) {
  *quiz = named_quiz(session);
  if (!bb_store_load_attempts(session->request->store, arena, session->person.id,
                              &session->attempts, session->diags))
    return bb_session_failed(session);
  enum bb_step step = *quiz ? BB_STEP_ON : ask_quiz(session, arena, quiz);
  if (step != BB_STEP_ON) return step;
  struct past past = look_back(session, *quiz);
  step = show_intro(session, arena, *quiz, &past);
  if (step != BB_STEP_ON) return step;
  *attempt = past.open;
  return past.open ? BB_STEP_ON : start(session, arena, *quiz, attempt);
}
