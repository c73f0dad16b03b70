/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The result: the score, what was reached by objective, what to study next with its page in the
 * handbook, then the questions one by one.
 *
 * Who sees the keys.  Practice and module quizzes are for learning: every question with its right
 * answer, explanation and feedback, after each question when practising, else at the end.  A
 * pretest never shows them, since the other half of the class meets the same questions in its
 * posttest; a posttest shows them when no attempt is left.  Without keys the result by objective is
 * shown, and nothing of a single question.
 */
#include "term/pages.h"
#include "term/question.h"
#include "term/session.h"

enum { PAGES_MAX = 1024 * 1024 /* bytes */ };

struct results {
  struct bb_session *session;
  struct bb_arena arena;
  const struct bb_quiz *quiz;
  const struct bb_attempt *attempt;
  struct bb_handbook_pages pages;
};

static void add(struct results *r, struct bb_passages *passages, struct bb_span text, bool close) {
  struct bb_passage passage = bb_session_passage(r->session, text);
  passage.close = close;
  bb_passages_add(&r->arena, passages, passage);
}

static void add_heading(struct results *r, struct bb_passages *passages, const char *label) {
  struct bb_passage passage = bb_session_passage(r->session, bb_say(&r->session->words, label));
  passage.style = BB_PASSAGE_HEADING;
  bb_passages_add(&r->arena, passages, passage);
}

static size_t attempts_used(const struct results *r) {
  const struct bb_attempts *attempts = &r->session->attempts;
  size_t used = 0;
  bool counted = false;
  for (size_t i = 0; i < attempts->count; i++) {
    bool same = bb_span_equal(attempts->list[i].quiz, r->attempt->quiz) &&
                bb_span_equal(attempts->list[i].course, r->attempt->course);
    used += same;
    counted = counted || bb_span_equal(attempts->list[i].id, r->attempt->id);
  }
  return used + !counted;
}

static bool shows_keys(const struct results *r) {
  switch (r->attempt->kind) {
  case BB_QUIZ_MODULE:
  case BB_QUIZ_PRACTICE: return true;
  case BB_QUIZ_PRETEST: return false;
  case BB_QUIZ_POSTTEST: return r->quiz->attempts && attempts_used(r) >= r->quiz->attempts;
  }
  return false;
}

/* ---- the score ---- */

static void add_score(struct results *r, struct bb_passages *passages) {
  const struct bb_words *words = &r->session->words;
  struct bb_score score = bb_attempt_score(r->attempt);
  struct bb_arena *arena = &r->arena;
  if (r->attempt->expired) add(r, passages, bb_say(words, BB_LABEL("The time was up.")), false);
  add(r, passages,
      bb_say_with(arena, words, BB_LABEL("Result: %s"),
                  bb_say_percent(arena, words, score.percent)),
      false);
  if (r->attempt->pass)
    add(r, passages,
        bb_say_with(arena, words,
                    score.waiting
                        ? BB_LABEL("Passing is decided when everything is marked. Needed: %s")
                    : score.passed ? BB_LABEL("Passed. Needed: %s")
                                   : BB_LABEL("Not passed. Needed: %s"),
                    bb_say_percent(arena, words, r->attempt->pass)),
        true);
  add(r, passages,
      bb_say_with_two(arena, words, BB_LABEL("Right: %s. Partly right: %s."),
                      bb_say_number(arena, words, score.right),
                      bb_say_number(arena, words, score.partly)),
      false);
  add(r, passages,
      bb_say_with_two(arena, words, BB_LABEL("Wrong: %s. Not answered: %s."),
                      bb_say_number(arena, words, score.wrong),
                      bb_say_number(arena, words, score.unanswered)),
      true);
  if (score.waiting)
    add(r, passages,
        bb_say_with(arena, words, BB_LABEL("To be marked by a person, and not counted yet: %s"),
                    bb_say_number(arena, words, score.waiting)),
        true);
}

/* ---- objectives ---- */

static const struct bb_objective *find_objective(const struct bb_course *course,
                                                 struct bb_span id) {
  for (size_t m = 0; m < course->module_count; m++)
    for (size_t i = 0; i < course->modules[m].objective_count; i++)
      if (bb_span_equal(course->modules[m].objectives[i].id, id))
        return &course->modules[m].objectives[i];
  return NULL;
}

static struct bb_told objective_told(struct results *r, struct bb_span id) {
  const struct bb_objective *objective = find_objective(r->session->course->course, id);
  if (!objective) return (struct bb_told){id, &r->session->english};
  return bb_tell_phrase(&r->arena, &r->session->words, objective->text.text);
}

static void add_objectives(struct results *r, struct bb_passages *passages,
                           const struct bb_span *objectives, size_t count) {
  const struct bb_words *words = &r->session->words;
  if (count) add_heading(r, passages, BB_LABEL("By objective"));
  for (size_t i = 0; i < count; i++) {
    struct bb_score score = bb_attempt_score_objective(r->attempt, objectives[i]);
    struct bb_told told = objective_told(r, objectives[i]);
    struct bb_span percent =
        score.possible.num ? bb_say_percent(&r->arena, words, score.percent) : bb_span_of("-");
    bb_passages_add(
        &r->arena, passages,
        (struct bb_passage){
            .mark = percent, .text = told.text, .lang = told.lang, .indent = 2, .close = true});
  }
}

/* ---- what to study next ---- */

static void load_pages(struct results *r) {
  const char *path = bb_session_product(r->session, r->session->course->course, &r->session->lang,
                                        "handbook.pages");
  struct bb_diags *unheard = bb_diags_new(); /* without it, the module's title is named */
  struct bb_span text;
  if (path && bb_file_read(&r->arena, path, PAGES_MAX, &text, unheard) &&
      bb_utf8_check(text) == text.n)
    bb_handbook_pages_read(&r->arena, text, &r->pages);
  bb_diags_free(unheard);
}

static struct bb_told module_title(struct results *r, struct bb_span objective) {
  const struct bb_course *course = r->session->course->course;
  for (size_t m = 0; m < course->module_count; m++)
    for (size_t i = 0; i < course->modules[m].objective_count; i++)
      if (bb_span_equal(course->modules[m].objectives[i].id, objective))
        return bb_tell_phrase(&r->arena, &r->session->words, course->modules[m].title.text);
  return (struct bb_told){{"", 0}, r->session->words.lang};
}

static void add_advice(struct results *r, struct bb_passages *passages, struct bb_span objective) {
  struct bb_told told = objective_told(r, objective), title = module_title(r, objective);
  const struct bb_handbook_place *place = bb_handbook_pages_find(&r->pages, objective);
  bb_passages_add(
      &r->arena, passages,
      (struct bb_passage){
          .mark = BB_SPAN("-"), .text = told.text, .lang = told.lang, .indent = 2, .close = true});
  struct bb_span where = title.text;
  if (place)
    where = bb_say_with_two(&r->arena, &r->session->words, BB_LABEL("Handbook, page %s: %s"),
                            place->page, place->section.n ? place->section : title.text);
  if (where.n)
    bb_passages_add(&r->arena, passages,
                    (struct bb_passage){
                        .text = where, .lang = r->session->words.lang, .indent = 4, .close = true});
}

/* Every objective in which something is missing, the weakest first. */
static void add_studies(struct results *r, struct bb_passages *passages,
                        const struct bb_span *objectives, size_t count) {
  bool told = false;
  for (uint32_t from = 0; from < 100; from += 50)
    for (size_t i = 0; i < count; i++) {
      struct bb_score score = bb_attempt_score_objective(r->attempt, objectives[i]);
      bool weak = score.possible.num && score.percent >= from && score.percent < from + 50;
      if (!weak) continue;
      if (!told) add_heading(r, passages, BB_LABEL("To study next"));
      told = true;
      add_advice(r, passages, objectives[i]);
    }
}

/* ---- one by one ---- */

static struct bb_view review_of(struct results *r, size_t item) {
  const struct bb_words *words = &r->session->words;
  const struct bb_sheet_item *drawn = &r->attempt->sheet->items[item];
  struct bb_asked asked = {bb_quiz_item_question(r->session->course->course, drawn), drawn,
                           &r->attempt->answers[item]};
  struct bb_view view = bb_session_view(
      r->session, bb_tell_block(&r->arena, words, r->quiz->heading).text, BB_LABEL("Next"));
  view.status = bb_say_with_two(&r->arena, words, BB_LABEL("Question %s of %s"),
                                bb_say_number(&r->arena, words, item + 1),
                                bb_say_number(&r->arena, words, r->attempt->sheet->count));
  if (asked.question)
    bb_question_review(&r->arena, words, asked, &view.passages);
  else
    add(r, &view.passages,
        bb_say(words, BB_LABEL("This question was changed since and cannot be "
                               "shown any more.")),
        false);
  view.offers = BB_OFFER(BB_ACTION_LEAVE);
  return view;
}

static enum bb_step show_questions(struct results *r) {
  size_t item = 0, count = r->attempt->sheet->count;
  while (item < count) {
    struct bb_view view = review_of(r, item);
    if (item) view.offers |= BB_OFFER(BB_ACTION_BACK);
    if (item + 1 == count) view.on = bb_say(&r->session->words, BB_LABEL("End"));
    enum bb_action action = bb_dialogue_show(&r->session->dialogue, &view);
    if (action == BB_ACTION_GONE) return BB_STEP_END;
    if (action == BB_ACTION_LEAVE) return BB_STEP_ON;
    item = action == BB_ACTION_BACK ? item - 1 : item + 1;
  }
  return BB_STEP_ON;
}

static struct bb_view summary_of(struct results *r, bool keys) {
  struct bb_span *objectives;
  size_t count = bb_attempt_objectives(&r->arena, r->attempt, &objectives);
  struct bb_view view = bb_session_view(
      r->session, bb_tell_block(&r->arena, &r->session->words, r->quiz->heading).text,
      keys ? BB_LABEL("The questions one by one") : BB_LABEL("End"));
  add_score(r, &view.passages);
  add_objectives(r, &view.passages, objectives, count);
  add_studies(r, &view.passages, objectives, count);
  view.offers = BB_OFFER(BB_ACTION_LEAVE);
  return view;
}

enum bb_step bb_show_results(struct bb_session *session, const struct bb_quiz *quiz,
                             const struct bb_attempt *attempt) {
  struct results r = {.session = session, .quiz = quiz, .attempt = attempt};
  load_pages(&r);
  bool keys = shows_keys(&r);
  struct bb_view view = summary_of(&r, keys);
  enum bb_action action = bb_dialogue_show(&session->dialogue, &view);
  enum bb_step step = action == BB_ACTION_GONE ? BB_STEP_END : BB_STEP_ON;
  if (action == BB_ACTION_ON && keys) step = show_questions(&r);
  bb_arena_free(&r.arena);
  return step;
}

enum bb_step bb_show_feedback(struct bb_session *session, const struct bb_quiz *quiz,
                              const struct bb_attempt *attempt, size_t item) {
  struct results r = {.session = session, .quiz = quiz, .attempt = attempt};
  struct bb_view view = review_of(&r, item);
  view.offers = 0;
  enum bb_action action = bb_dialogue_show(&session->dialogue, &view);
  bb_arena_free(&r.arena);
  return action == BB_ACTION_GONE ? BB_STEP_END : BB_STEP_ON;
}
