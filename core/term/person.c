/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Who: by a code, or as somebody new.  A code tells two people apart and finds one again; it proves
 * nothing.
 *
 *   known      go on
 *   mistyped   "Did you mean …?", when a code here is near; type it again; or somebody new
 *   unknown    sound, but nobody here has it (perhaps given on another laptop): type it again, or
 *              go on with it as somebody new
 */
#include "term/session.h"

enum { CODE_MAX = 64 /* bytes typed */ };

/* ---- big figures, so that the code can be read from a step back ---- */

enum { FIGURE_ROWS = 5 };

static const char *const figures[11][FIGURE_ROWS] = {
    {"###", "# #", "# #", "# #", "###"}, {" # ", "## ", " # ", " # ", "###"},
    {"###", "  #", "###", "#  ", "###"}, {"###", "  #", "###", "  #", "###"},
    {"# #", "# #", "###", "  #", "  #"}, {"###", "#  ", "###", "  #", "###"},
    {"###", "#  ", "###", "# #", "###"}, {"###", "  #", "  #", "  #", "  #"},
    {"###", "# #", "###", "# #", "###"}, {"###", "# #", "###", "  #", "###"},
    {"   ", "   ", "###", "   ", "   "},
};

static void add_figures(struct bb_session *session, struct bb_span code,
                        struct bb_passages *passages) {
  for (int row = 0; row < FIGURE_ROWS; row++) {
    struct bb_buf line = {0};
    for (size_t i = 0; i < code.n; i++) {
      bool digit = code.p[i] >= '0' && code.p[i] <= '9';
      bb_buf_printf(&line, "%s ", figures[digit ? code.p[i] - '0' : 10][row]);
    }
    bb_passages_add(&session->arena, passages,
                    (struct bb_passage){.text = bb_arena_copy(&session->arena, bb_buf_view(&line)),
                                        .lang = &session->english,
                                        .style = BB_PASSAGE_FIXED,
                                        .close = row > 0});
    bb_buf_free(&line);
  }
}

/* ---- asking ---- */

static void add(struct bb_session *session, struct bb_passages *passages, struct bb_span text) {
  bb_passages_add(&session->arena, passages, bb_session_passage(session, text));
}

/* One line typed in.  ON, or END. */
static enum bb_step ask_line(struct bb_session *session, struct bb_view *view, size_t limit,
                             struct bb_span *line) {
  struct bb_slot slot = {.chosen = BB_ASK_NONE};
  bb_field_open(&slot.field, (struct bb_span){"", 0}, limit, false);
  view->ask.kind = BB_ASK_SLOTS;
  view->ask.slots = &slot;
  view->ask.slot_count = 1;
  view->ask.cursor = 0;
  view->offers = BB_OFFER(BB_ACTION_LEAVE);
  enum bb_action action = bb_dialogue_show(&session->dialogue, view);
  *line = bb_span_trim(bb_arena_copy(&session->arena, bb_buf_view(&slot.field.text)));
  bb_field_free(&slot.field);
  return action == BB_ACTION_ON ? BB_STEP_ON : BB_STEP_END;
}

static enum bb_step choose(struct bb_session *session, struct bb_view *view,
                           const struct bb_span *texts, size_t count, size_t *place) {
  struct bb_choice *choices = BB_NEW_ARRAY(&session->arena, count, struct bb_choice);
  for (size_t i = 0; i < count; i++)
    choices[i].told = (struct bb_told){texts[i], session->words.lang};
  view->ask.choices = choices;
  view->ask.choice_count = count;
  view->offers = BB_OFFER(BB_ACTION_LEAVE);
  return bb_session_choose(session, view, place);
}

/* ---- somebody new ---- */

static enum bb_step show_code(struct bb_session *session) {
  struct bb_passages passages = {0};
  add(session, &passages, bb_say(&session->words, BB_LABEL("This is your code:")));
  if (session->dialogue.terminal) add_figures(session, session->person.code, &passages);
  add(session, &passages, session->person.code);
  add(session, &passages,
      bb_say(&session->words, BB_LABEL("Please write it down. With it you go on where you stopped, "
                                       "and your results are found again.")));
  return bb_session_tell(session, bb_say(&session->words, BB_LABEL("Your code")), passages);
}

/* code: as displayed, or empty for a new one. */
static enum bb_step add_person(struct bb_session *session, struct bb_span code) {
  struct bb_span name;
  struct bb_view view = bb_session_view(session, bb_say(&session->words, BB_LABEL("Somebody new")),
                                        BB_LABEL("Go on"));
  add(session, &view.passages, bb_say(&session->words, BB_LABEL("Your name, if you like.")));
  add(session, &view.passages,
      bb_say(&session->words, BB_LABEL("It stays on this computer. An empty line is fine.")));
  enum bb_step step = ask_line(session, &view, BB_NAME_MAX, &name);
  if (step != BB_STEP_ON) return step;
  if (!bb_store_add_person(session->request->store, &session->arena, name, code, &session->person,
                           session->diags))
    return bb_session_failed(session);
  return show_code(session);
}

/* ---- a code ---- */

static enum bb_step ask_code(struct bb_session *session, struct bb_span *code) {
  struct bb_view view =
      bb_session_view(session, bb_say(&session->words, BB_LABEL("Your code")), BB_LABEL("Go on"));
  add(session, &view.passages, bb_say(&session->words, BB_LABEL("Type your code.")));
  return ask_line(session, &view, CODE_MAX, code);
}

/* A code that nobody has.  ON: session->person is somebody; AGAIN: *code was typed again. */
static enum bb_step ask_about(struct bb_session *session, enum bb_code_state state,
                              const struct bb_person *found, struct bb_span *code) {
  enum { MEANT, AGAIN, NEW };
  struct bb_arena *arena = &session->arena;
  const struct bb_words *words = &session->words;
  struct bb_view view =
      bb_session_view(session, bb_say(words, BB_LABEL("Your code")), BB_LABEL("Choose"));
  struct bb_span texts[3];
  size_t count = 0, place;
  int meaning[3];
  bool mistyped = state == BB_CODE_MISTYPED;
  add(session, &view.passages,
      bb_say_with(arena, words,
                  mistyped
                      ? BB_LABEL("%s is not a code: a digit is wrong or missing.")
                      : BB_LABEL("Nobody here has the code %s. Perhaps it was given on another "
                                 "computer."),
                  mistyped ? *code : found->code));
  if (mistyped && found->code.n) {
    meaning[count] = MEANT;
    texts[count++] =
        bb_say_with_two(arena, words, BB_LABEL("I am %s %s"), found->code, found->name);
  }
  meaning[count] = AGAIN;
  texts[count++] = bb_say(words, BB_LABEL("Type the code again"));
  meaning[count] = NEW;
  texts[count++] =
      mistyped ? bb_say(words, BB_LABEL("I am new here"))
               : bb_say_with(arena, words, BB_LABEL("Go on as %s on this computer"), found->code);
  enum bb_step step = choose(session, &view, texts, count, &place);
  if (step != BB_STEP_ON) return step;
  if (meaning[place] == NEW)
    return add_person(session, mistyped ? (struct bb_span){"", 0} : found->code);
  if (meaning[place] == MEANT) {
    session->person = *found;
    return BB_STEP_ON;
  }
  step = ask_code(session, code);
  return step == BB_STEP_ON ? BB_STEP_AGAIN : step;
}

static enum bb_step identify(struct bb_session *session, const struct bb_people *people,
                             struct bb_span code) {
  for (;;) {
    struct bb_person found = {0};
    enum bb_code_state state = bb_people_find(&session->arena, people, code, &found);
    if (state == BB_CODE_KNOWN) {
      session->person = found;
      return BB_STEP_ON;
    }
    enum bb_step step = ask_about(session, state, &found, &code);
    if (step != BB_STEP_AGAIN) return step;
  }
}

enum bb_step bb_welcome_person(struct bb_session *session) {
  struct bb_people people = {0};
  struct bb_span code = bb_span_of(session->request->code);
  if (!bb_store_load_people(session->request->store, &session->arena, &people, session->diags))
    return bb_session_failed(session);
  if (code.n) return identify(session, &people, code);
  struct bb_view view = bb_session_view(session, bb_say(&session->words, BB_LABEL("Who are you?")),
                                        BB_LABEL("Choose"));
  const struct bb_span texts[] = {bb_say(&session->words, BB_LABEL("I have a code")),
                                  bb_say(&session->words, BB_LABEL("I am new here"))};
  size_t place;
  enum bb_step step = choose(session, &view, texts, 2, &place);
  if (step != BB_STEP_ON) return step;
  if (place == 1) return add_person(session, (struct bb_span){"", 0});
  step = ask_code(session, &code);
  return step == BB_STEP_ON ? identify(session, &people, code) : step;
}
