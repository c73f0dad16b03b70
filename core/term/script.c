/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Can this terminal show that script?  What can be found out is found out:
 *
 *   - the console of the kernel has 512 signs at most: Latin, Greek, Cyrillic, nothing that joins
 *     or stacks
 *   - a locale of another character set than UTF-8
 *   - how many columns a line takes: it is written, and the terminal is asked where its cursor
 *     stands (ECMA-48, device status report).  Too many columns: it does not take the bytes for
 *     UTF-8, or sets marks in places of their own.  No answer tells nothing.
 *
 * The rest (a font that lacks the letters, letters that do not join) only the person sees, so the
 * person is asked once a run, in English, with a line of the language to look at.  For Arabic and
 * Hebrew scripts the line is shown twice: as it is, for terminals that put it in order themselves,
 * and in the order and the joined forms that we give it.
 *
 * A screen reader needs the text in its own order and no question, so the line dialogue asks none.
 */
#include "term/session.h"

#include "term/wrap.h"

enum { SAMPLE_COLUMNS = 36, ANSWER_WAIT = 500 /* ms */ };

static bool is_plain_script(bb_script script) {
  return script == BB_SCRIPT_LATIN || script == BB_SCRIPT('C', 'y', 'r', 'l') ||
         script == BB_SCRIPT('G', 'r', 'e', 'k');
}

/* The columns that the terminal gives the text; 0 when it does not tell. */
static unsigned measure(struct bb_dialogue *dialogue, struct bb_span text) {
  bb_terminal_write(dialogue->terminal, bb_span_of("\033[H\033[2J"));
  bb_terminal_write(dialogue->terminal, text);
  bb_terminal_write(dialogue->terminal, bb_span_of("\033[6n"));
  struct bb_key key;
  do key = bb_key_wait(dialogue->terminal, &dialogue->keys, ANSWER_WAIT);
  while (key.kind == BB_KEY_CHARACTER);
  bb_screen_reset(&dialogue->screen);
  return key.kind == BB_KEY_POSITION ? key.code_point - 1 : 0;
}

static void add(struct bb_session *session, struct bb_passages *passages, const char *label) {
  bb_passages_add(&session->arena, passages,
                  bb_session_passage(session, bb_say(&session->words, label)));
}

/* Where the same quizzes are on paper. */
static enum bb_step point_to_paper(struct bb_session *session, const struct bb_course *course,
                                   const struct bb_lang *lang) {
  struct bb_passages passages = {0};
  struct bb_span name = bb_span_of(bb_lang_name(&session->arena, lang, &session->english));
  const char *papers = bb_session_product(session, course, lang, "quiz");
  if (!papers) papers = bb_session_product(session, course, lang, "handbook.pdf");
  bb_passages_add(&session->arena, &passages,
                  bb_session_passage(session, bb_say_with(&session->arena, &session->words,
                                                          BB_LABEL("This terminal cannot show "
                                                                   "%s."),
                                                          name)));
  if (papers)
    bb_passages_add(&session->arena, &passages,
                    bb_session_passage(session, bb_say_with(&session->arena, &session->words,
                                                            BB_LABEL("It is on paper: %s"),
                                                            bb_span_of(papers))));
  else
    bb_passages_add(
        &session->arena, &passages,
        bb_session_passage(session,
                           bb_say_with(&session->arena, &session->words,
                                       BB_LABEL("A trainer can print it: benchbook build --lang %s "
                                                "--edition quiz"),
                                       bb_span_of(lang->tag))));
  add(session, &passages,
      BB_LABEL("Or use another terminal, with a font for this script, or choose another "
               "language."));
  enum bb_step step =
      bb_session_tell(session, bb_say(&session->words, BB_LABEL("Not on this terminal")), passages);
  return step == BB_STEP_ON ? BB_STEP_AGAIN : step;
}

static enum bb_step ask_person(struct bb_session *session, const struct bb_course *course,
                               const struct bb_lang *lang, struct bb_span sample, bool odd) {
  struct bb_view view = bb_session_view(
      session, bb_say(&session->words, BB_LABEL("One line to look at")), BB_LABEL("Go on"));
  struct bb_choice *choices = BB_NEW_ARRAY(&session->arena, 3, struct bb_choice);
  struct bb_told as_it_is = {sample, lang->rtl ? &session->english : lang};
  view.offers = BB_OFFER(BB_ACTION_LEAVE);
  view.ask.choices = choices;
  add(session, &view.passages,
      lang->rtl ? BB_LABEL("Which of these lines reads right?")
                : BB_LABEL("Can you read this line?"));
  if (odd)
    add(session, &view.passages,
        BB_LABEL("The terminal gives it more or less room than it needs: letters may overlap or "
                 "stand apart."));
  if (lang->rtl) {
    struct bb_span visual = bb_lang_visual(&session->arena, sample, true);
    choices[view.ask.choice_count++].told = as_it_is;
    choices[view.ask.choice_count++].told = (struct bb_told){visual, &session->english};
  } else {
    bb_passages_add(&session->arena, &view.passages,
                    (struct bb_passage){.text = sample, .lang = lang, .indent = 4});
    choices[view.ask.choice_count++].told =
        (struct bb_told){bb_say(&session->words, BB_LABEL("Yes")), &session->english};
  }
  choices[view.ask.choice_count++].told = (struct bb_told){
      bb_say(&session->words, lang->rtl ? BB_LABEL("Neither") : BB_LABEL("No")), &session->english};
  size_t place;
  enum bb_step step = bb_session_choose(session, &view, &place);
  if (step != BB_STEP_ON) return step;
  if (place + 1 == view.ask.choice_count) return point_to_paper(session, course, lang);
  session->dialogue.visual = lang->rtl && place == 1;
  return BB_STEP_ON;
}

enum bb_step bb_check_script(struct bb_session *session, const struct bb_course *course,
                             const struct bb_lang *lang, struct bb_span sample) {
  struct bb_dialogue *dialogue = &session->dialogue;
  bool plain_script = is_plain_script(lang->script), odd = !bb_terminal_is_utf8();
  if (!plain_script && bb_terminal_is_console()) return point_to_paper(session, course, lang);
  if (!dialogue->terminal)
    return odd && !plain_script ? point_to_paper(session, course, lang) : BB_STEP_ON;
  sample = bb_term_wrap(&session->arena, lang, sample, SAMPLE_COLUMNS).rows[0];
  if (!plain_script || odd) {
    unsigned columns = measure(dialogue, sample);
    if (columns) odd = columns != bb_lang_width(sample);
  }
  return plain_script && !odd ? BB_STEP_ON : ask_person(session, course, lang, sample, odd);
}
