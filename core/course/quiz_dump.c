/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The quizzes of a course as text, for people and tests: what was understood, not how it is
 * written.
 */
#include "course/quiz_dump.h"

static const char *kind_name(enum bb_quiz_kind kind) {
  switch (kind) {
  case BB_QUIZ_MODULE: return "module";
  case BB_QUIZ_PRACTICE: return "practice";
  case BB_QUIZ_PRETEST: return "pretest";
  case BB_QUIZ_POSTTEST: return "posttest";
  }
  return "";
}

static const char *score_name(enum bb_score_rule score) {
  switch (score) {
  case BB_SCORE_FIRST: return "first";
  case BB_SCORE_BEST: return "best";
  case BB_SCORE_LAST: return "last";
  }
  return "";
}

const char *bb_question_type_name(enum bb_question_type type) {
  switch (type) {
  case BB_QUESTION_SINGLE: return "single";
  case BB_QUESTION_MULTIPLE: return "multiple";
  case BB_QUESTION_TRUEFALSE: return "truefalse";
  case BB_QUESTION_SHORT: return "short";
  case BB_QUESTION_NUMBER: return "number";
  case BB_QUESTION_TIME: return "time";
  case BB_QUESTION_ORDER: return "order";
  case BB_QUESTION_MATCH: return "match";
  case BB_QUESTION_CLOZE: return "cloze";
  case BB_QUESTION_ESSAY: return "essay";
  }
  return "";
}

static const char *credit_name(enum bb_credit credit) {
  switch (credit) {
  case BB_CREDIT_ALL: return "all";
  case BB_CREDIT_SHARE: return "share";
  case BB_CREDIT_WEIGHTS: return "weights";
  }
  return "";
}

static void inlines(struct bb_buf *out, const struct bb_block *block) {
  struct bb_buf text = {0};
  bb_markup_render(block->inlines, &text);
  bb_buf_span(out, bb_buf_view(&text));
  bb_buf_char(out, '\n');
  bb_buf_free(&text);
}

static void text(struct bb_buf *out, const char *name, const struct bb_block *block) {
  if (!block) return;
  bb_buf_printf(out, "    %s: ", name);
  inlines(out, block);
}

/* What kinds of blocks stand from first to end: a stem need not be repeated in full. */
static void blocks(struct bb_buf *out, const char *name, const struct bb_block *first,
                   const struct bb_block *end) {
  for (const struct bb_block *b = first; b != end; b = b->next) {
    if (b->kind == BB_COMMENT || b->kind == BB_FOOTNOTE) continue;
    if (b->inlines)
      text(out, name, b);
    else
      bb_buf_printf(out, "    %s: (more)\n", name);
  }
}

static void box(struct bb_buf *out, const char *name, const struct bb_block *callout) {
  if (callout) blocks(out, name, callout->child, NULL);
}

static void options(struct bb_buf *out, const struct bb_option *list, size_t count, bool keys,
                    bool weights) {
  for (size_t i = 0; i < count; i++) {
    bb_buf_printf(out, "    %c", (int)('a' + i));
    if (weights) bb_buf_printf(out, " %d%%", (int)list[i].weight);
    if (keys && !weights && list[i].correct) bb_buf_string(out, " right");
    if (list[i].pinned) bb_buf_string(out, " pinned");
    bb_buf_string(out, ": ");
    inlines(out, list[i].text);
    text(out, "  feedback", list[i].feedback);
  }
}

static void decimal(struct bb_buf *out, struct bb_decimal value) {
  bb_buf_printf(out, "%lld", (long long)value.digits);
  if (value.scale) bb_buf_printf(out, "e-%u", (unsigned)value.scale);
}

static void typed(struct bb_buf *out, const struct bb_typed *list, bool words) {
  for (size_t i = 0; i < list->count; i++) {
    const struct bb_accepted *a = &list->accepted[i];
    bb_buf_printf(out, "    accepted %d%%: ", (int)a->weight);
    if (words) {
      bb_buf_span(out, a->text);
    } else {
      decimal(out, a->low);
      bb_buf_string(out, " .. ");
      decimal(out, a->high);
    }
    bb_buf_char(out, '\n');
    text(out, "  feedback", a->feedback);
  }
}

static void gaps(struct bb_buf *out, const struct bb_question *q) {
  for (size_t i = 0; i < q->gap_count; i++) {
    bb_buf_printf(out, "    gap %zu\n", i + 1);
    options(out, q->gaps[i].options, q->gaps[i].option_count, true, false);
    typed(out, &q->gaps[i].typed, true);
  }
}

static void pairs(struct bb_buf *out, const struct bb_question *q) {
  options(out, q->options, q->option_count, false, false);
  for (size_t i = 0; i < q->target_count; i++) {
    bb_buf_printf(out, "    target %zu%s: ", i + 1, i < q->option_count ? "" : " (of nothing)");
    inlines(out, q->targets[i].text);
  }
}

static void answers(struct bb_buf *out, const struct bb_question *q) {
  switch (q->type) {
  case BB_QUESTION_SINGLE:
  case BB_QUESTION_MULTIPLE:
  case BB_QUESTION_TRUEFALSE:
    options(out, q->options, q->option_count, true, q->credit == BB_CREDIT_WEIGHTS);
    break;
  case BB_QUESTION_ORDER: options(out, q->options, q->option_count, false, false); break;
  case BB_QUESTION_SHORT: typed(out, &q->typed, true); break;
  case BB_QUESTION_NUMBER:
  case BB_QUESTION_TIME: typed(out, &q->typed, false); break;
  case BB_QUESTION_MATCH: pairs(out, q); break;
  case BB_QUESTION_CLOZE: gaps(out, q); break;
  case BB_QUESTION_ESSAY:
    if (q->words) bb_buf_printf(out, "    words: %u\n", (unsigned)q->words);
    if (q->rubric) bb_buf_printf(out, "    rubric: %u columns\n", (unsigned)q->rubric->columns);
    break;
  }
}

static void question(struct bb_buf *out, const struct bb_question *q) {
  bb_buf_printf(out, "  question %.*s rev %u, %s, %u point%s", BB_SPAN_ARG(q->id), (unsigned)q->rev,
                bb_question_type_name(q->type), (unsigned)q->points, q->points == 1 ? "" : "s");
  if (q->credit != BB_CREDIT_ALL) bb_buf_printf(out, ", credit %s", credit_name(q->credit));
  if (q->objective.n) bb_buf_printf(out, ", objective %.*s", BB_SPAN_ARG(q->objective));
  if (q->test_pool) bb_buf_string(out, ", test pool");
  if (!q->shuffled) bb_buf_string(out, ", not shuffled");
  if (q->kase) bb_buf_printf(out, ", case %.*s", BB_SPAN_ARG(q->kase->id));
  bb_buf_char(out, '\n');
  text(out, "heading", q->heading);
  blocks(out, "stem", q->first, q->end);
  box(out, "hint", q->hint);
  answers(out, q);
  box(out, "explanation", q->explanation);
  box(out, "solution", q->solution);
}

static void limits(struct bb_buf *out, const struct bb_quiz *quiz) {
  if (quiz->pass) bb_buf_printf(out, ", pass %u%%", (unsigned)quiz->pass);
  if (quiz->draw) bb_buf_printf(out, ", draw %u", (unsigned)quiz->draw);
  if (quiz->seconds) bb_buf_printf(out, ", %u seconds", (unsigned)quiz->seconds);
  if (quiz->attempts) bb_buf_printf(out, ", %u attempts", (unsigned)quiz->attempts);
  if (quiz->shuffle_questions) bb_buf_string(out, ", questions shuffled");
  if (quiz->shuffle_options) bb_buf_string(out, ", options shuffled");
}

static void forms(struct bb_buf *out, const struct bb_quiz *quiz) {
  for (size_t i = 0; i < quiz->blueprint_count; i++)
    bb_buf_printf(out, "  blueprint %.*s: %u\n", BB_SPAN_ARG(quiz->blueprint[i].module),
                  (unsigned)quiz->blueprint[i].count);
  for (int f = 0; f < BB_FORMS; f++) {
    if (!quiz->forms[f].count) continue;
    bb_buf_printf(out, "  form %c:", 'A' + f);
    for (size_t i = 0; i < quiz->forms[f].count; i++)
      bb_buf_printf(out, " %.*s", BB_SPAN_ARG(quiz->forms[f].questions[i]->id));
    bb_buf_char(out, '\n');
  }
}

void bb_dump_quiz(const struct bb_quiz *quiz, struct bb_buf *out) {
  bb_buf_printf(out, "\nquiz %.*s (%s), %s", BB_SPAN_ARG(quiz->id), quiz->file,
                kind_name(quiz->kind));
  if (quiz->module) bb_buf_printf(out, ", module %.*s", BB_SPAN_ARG(quiz->module->id));
  limits(out, quiz);
  bb_buf_printf(out, ", score %s\n", score_name(quiz->score));
  text(out, "heading", quiz->heading);
  blocks(out, "introduction", quiz->first, quiz->end);
  for (size_t i = 0; i < quiz->case_count; i++) {
    const struct bb_case *c = &quiz->cases[i];
    bb_buf_printf(out, "  case %.*s, %zu question%s\n", BB_SPAN_ARG(c->id), c->question_count,
                  c->question_count == 1 ? "" : "s");
    text(out, "heading", c->heading);
    blocks(out, "text", c->first, c->end);
  }
  for (size_t i = 0; i < quiz->question_count; i++) question(out, &quiz->questions[i]);
  forms(out, quiz);
}
