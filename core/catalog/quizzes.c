/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The messages of quizzes.  They are those of the questions that are asked: a translator should
 * know that a text is an option, and of which question.
 *     module 6 quiz / question m06-hash / option b / feedback
 *
 * Every option is a message of its own, so that a translation cannot have another number of them.
 * The accepted words of a short answer are one message, one a line, of which a language has as many
 * as it needs; numbers and times are none.
 */
#include "catalog/walk.h"

/* The context keeps the answers apart from a paragraph of the same words. */
struct bb_span bb_message_answers_context(const struct bb_block *list) {
  struct bb_span own = bb_message_context(list);
  return own.n ? own : BB_SPAN("accepted answers");
}

static void walk_blocks(struct bb_walk *walk, const struct bb_block *first,
                        const struct bb_block *end) {
  for (const struct bb_block *b = first; b != end; b = b->next) bb_walk_block(walk, b);
}

/* A box: its title, then what is in it. */
static void walk_box(struct bb_walk *walk, const char *part, const struct bb_block *box) {
  if (!box || box->skip) return;
  size_t size = bb_walk_push(walk, part);
  bb_walk_inlines(walk, NULL, box);
  walk_blocks(walk, box->child, NULL);
  bb_walk_pop(walk, size);
}

static void walk_feedback(struct bb_walk *walk, const char *part, const struct bb_block *feedback) {
  if (!feedback) return;
  size_t size = bb_walk_push(walk, part);
  bb_walk_inlines(walk, "feedback", feedback);
  bb_walk_pop(walk, size);
}

/* ---- answers ---- */

static void walk_options(struct bb_walk *walk, const char *name, const struct bb_option *options,
                         size_t count) {
  for (size_t i = 0; i < count; i++) {
    const char *part = bb_arena_printf(walk->arena, "%s %c", name, (int)('a' + i));
    bb_walk_inlines(walk, part, options[i].text);
    walk_feedback(walk, part, options[i].feedback);
  }
}

static struct bb_span note_on_answers(struct bb_arena *arena, const struct bb_block *list) {
  static const char form[] = "One accepted answer a line, as many as the language needs; [50%] in "
                             "front of one: it earns half the points";
  struct bb_span own = bb_message_note(list);
  return bb_span_of(own.n ? bb_arena_printf(arena, "%s\n%.*s", form, BB_SPAN_ARG(own)) : form);
}

static void walk_typed(struct bb_walk *walk, const struct bb_typed *typed) {
  const struct bb_phrase *words = &typed->message;
  if (words->text.n && !bb_message_is_skipped(typed->list))
    bb_walk_visit(walk, "accepted answers",
                  (struct bb_message){.id = words->text,
                                      .context = bb_message_answers_context(typed->list),
                                      .note = note_on_answers(walk->arena, typed->list),
                                      .place = words->place,
                                      .plain = true,
                                      .answers = true});
  for (size_t i = 0; i < typed->count; i++)
    walk_feedback(walk, bb_arena_printf(walk->arena, "accepted answer %zu", i + 1),
                  typed->accepted[i].feedback);
}

static void walk_gaps(struct bb_walk *walk, const struct bb_question *q) {
  for (size_t i = 0; i < q->gap_count; i++) {
    size_t size = bb_walk_push(walk, bb_arena_printf(walk->arena, "gap %zu", i + 1));
    walk_options(walk, "option", q->gaps[i].options, q->gaps[i].option_count);
    walk_typed(walk, &q->gaps[i].typed);
    bb_walk_pop(walk, size);
  }
}

static void walk_pairs(struct bb_walk *walk, const struct bb_question *q) {
  for (const struct bb_block *cell = q->head->child; cell; cell = cell->next)
    bb_walk_inlines(walk, NULL, cell);
  walk_options(walk, "left side", q->options, q->option_count);
  walk_options(walk, "right side", q->targets, q->target_count);
}

static void walk_answers(struct bb_walk *walk, const struct bb_question *q) {
  if (q->type == BB_QUESTION_MATCH)
    walk_pairs(walk, q);
  else
    walk_options(walk, q->type == BB_QUESTION_ORDER ? "step" : "option", q->options,
                 q->option_count);
  walk_typed(walk, &q->typed);
  walk_gaps(walk, q);
  if (q->rubric) walk_blocks(walk, q->rubric, q->rubric->next);
}

/* ---- questions, cases, quizzes ---- */

static void walk_question(struct bb_walk *walk, const struct bb_question *q) {
  size_t size =
      bb_walk_push(walk, bb_arena_printf(walk->arena, "question %.*s", BB_SPAN_ARG(q->id)));
  bb_walk_inlines(walk, "heading", q->heading);
  walk_blocks(walk, q->first, q->end);
  walk_box(walk, "hint", q->hint);
  walk_answers(walk, q);
  walk_box(walk, "model answer", q->solution);
  walk_box(walk, "explanation", q->explanation);
  bb_walk_pop(walk, size);
}

static void walk_case(struct bb_walk *walk, const struct bb_case *kase) {
  size_t size =
      bb_walk_push(walk, bb_arena_printf(walk->arena, "case %.*s", BB_SPAN_ARG(kase->id)));
  bb_walk_inlines(walk, "heading", kase->heading);
  walk_blocks(walk, kase->first, kase->end);
  bb_walk_pop(walk, size);
}

static const char *name_of(struct bb_arena *arena, const struct bb_quiz *quiz) {
  if (quiz->module) return bb_arena_printf(arena, "module %d quiz", quiz->module->number);
  return quiz->kind == BB_QUIZ_POSTTEST ? "posttest" : "pretest";
}

static void walk_quiz(struct bb_walk *walk, const struct bb_quiz *quiz) {
  const struct bb_case *kase = NULL;
  bb_walk_begin(walk, name_of(walk->arena, quiz), quiz->markup->source);
  bb_walk_inlines(walk, "heading", quiz->heading);
  walk_blocks(walk, quiz->first, quiz->end);
  for (size_t i = 0; i < quiz->question_count; i++) {
    if (quiz->questions[i].kase && quiz->questions[i].kase != kase)
      walk_case(walk, quiz->questions[i].kase);
    kase = quiz->questions[i].kase;
    walk_question(walk, &quiz->questions[i]);
  }
}

/* Footnotes stand anywhere in a file, cited by any of its questions.  Recursion is as deep as
 * blocks nest: BB_MARKUP_DEPTH_MAX. */
static void walk_footnotes(struct bb_walk *walk, const struct bb_block *parent) {
  for (const struct bb_block *b = parent->child; b; b = b->next) {
    if (b->kind == BB_FOOTNOTE)
      bb_walk_block(walk, b);
    else
      walk_footnotes(walk, b);
  }
}

void bb_walk_quizzes(struct bb_walk *walk, const struct bb_course *course) {
  for (size_t i = 0; i < course->quiz_count; i++) {
    const struct bb_quiz *quiz = &course->quizzes[i];
    bool last = i + 1 == course->quiz_count || quiz[1].markup != quiz->markup;
    walk_quiz(walk, quiz);
    if (last) walk_footnotes(walk, quiz->markup->root);
  }
}
