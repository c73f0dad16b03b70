/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A question: the blocks under its heading are sorted into the stem, the hint, the answers, the
 * explanation and, of an open answer, rubric and solution.
 *
 *   stem       everything up to the first of the others
 *   hint       > [!TIP]
 *   answers    the last list; of a matching the last table; of an open answer that is its rubric
 *   after it   > [!NOTE] explanation, > [!SOLUTION]
 *
 * Without `type=` the answers tell it: boxes in a numbered list are a single choice, in a bulleted
 * one a multiple response; [=] is a short answer; gaps in the text make a cloze.
 */
#include "course/quizzes.h"

enum { REV_MAX = 1000000, WORDS_MAX = 5000 };

static const char *const types[] = {"single", "multiple", "truefalse", "short", "number", "time",
                                    "order",  "match",    "cloze",     "essay", NULL};
static const char *const credits[] = {"all", "share", NULL};
static const char *const pools[] = {"test", NULL};
static const char *const answers[] = {"yes", "no", NULL};
static const char *const words_only[] = {"words", NULL};
static const char *const credit_only[] = {"credit", NULL};

struct reader {
  struct bb_loader *loader;
  const struct bb_part *part;
  struct bb_question *q;
  struct bb_block *first;        /* behind the heading */
  struct bb_block *list, *table; /* the last of each */
};

/* ---- sorting the blocks ---- */

/* Where the question keeps a box of this kind; NULL: nowhere. */
static const struct bb_block **slot_of(struct bb_question *q, const struct bb_block *box) {
  if (bb_span_is(box->word, "TIP")) return &q->hint;
  if (bb_span_is(box->word, "NOTE")) return &q->explanation;
  return bb_span_is(box->word, "SOLUTION") ? &q->solution : NULL;
}

static bool belongs_to_stem(const struct bb_block *box) {
  return bb_span_is(box->word, "CASE") || bb_span_is(box->word, "LAW") ||
         bb_span_is(box->word, "WARNING") || bb_span_is(box->word, "CONTENT");
}

/* A box that has no place is blanked out: nothing of the trainer's may be asked. */
static void sort_box(struct reader *r, struct bb_block *box) {
  const struct bb_block **slot = slot_of(r->q, box);
  if (slot && !*slot) {
    *slot = box;
    return;
  }
  if (!slot && belongs_to_stem(box)) return;
  bb_part_fault(r->loader, r->part, BB_D_QUESTION_CALLOUT, box, "%s[!%.*s]",
                slot ? "a second " : "", BB_SPAN_ARG(box->word));
  bb_blank_out(box);
}

static void sort_blocks(struct reader *r) {
  for (struct bb_block *b = r->first; b != r->part->end; b = b->next) {
    if (b->kind == BB_CALLOUT) sort_box(r, b);
    if (b->kind == BB_LIST) r->list = b;
    if (b->kind == BB_TABLE) r->table = b;
  }
}

/* True for a block that is read as something else than the stem. */
static bool is_taken(const struct bb_question *q, const struct bb_block *answer,
                     const struct bb_block *b) {
  return b == answer || b == q->hint || b == q->explanation || b == q->solution;
}

/* The stem ends where the first of the others begins; what else follows them is not printed. */
static void find_stem(struct reader *r, const struct bb_block *answer) {
  struct bb_question *q = r->q;
  struct bb_block *b = r->first;
  while (b != r->part->end && !is_taken(q, answer, b)) b = b->next;
  q->first = r->first;
  q->end = b;
  for (; b != r->part->end; b = b->next)
    if (!is_taken(q, answer, b) && b->kind != BB_COMMENT && b->kind != BB_FOOTNOTE)
      bb_part_fault(r->loader, r->part, BB_D_QUESTION_STRAY, b, "%s", "");
}

/* ---- the type ---- */

struct marks {
  size_t boxes, equals, weights;
};

static struct marks marks_of(const struct reader *r, const struct bb_block *list) {
  struct marks marks = {0};
  for (const struct bb_block *item = list ? list->child : NULL; item; item = item->next) {
    enum bb_item_mark mark = bb_item_mark_of(r->part->from->markup, item);
    marks.boxes += mark == BB_MARK_ON || mark == BB_MARK_OFF;
    marks.equals += mark == BB_MARK_EQUAL;
    marks.weights += mark == BB_MARK_WEIGHT;
  }
  return marks;
}

static bool infer_type(struct reader *r) {
  struct marks marks = marks_of(r, r->list);
  if (r->list && r->list->ordered && bb_gap_any(r->first, r->list))
    r->q->type = BB_QUESTION_CLOZE;
  else if (marks.equals)
    r->q->type = BB_QUESTION_SHORT;
  else if (marks.boxes || marks.weights)
    r->q->type = r->list->ordered ? BB_QUESTION_SINGLE : BB_QUESTION_MULTIPLE;
  else
    return bb_part_fault(r->loader, r->part, BB_D_QUESTION_TYPE, NULL, "%s", "");
  return true;
}

/* An answer list before the last one: something between them cut it in two. */
static bool check_split(struct reader *r, const struct bb_block *answer) {
  for (struct bb_block *b = r->first; b != r->part->end; b = b->next) {
    if (b->kind != BB_LIST || b == answer) continue;
    struct marks marks = marks_of(r, b);
    if (marks.boxes || marks.equals || marks.weights)
      return bb_part_fault(r->loader, r->part, BB_D_QUESTION_SPLIT, answer ? answer : b, "%s", "");
  }
  return true;
}

/* ---- the answers ---- */

static bool read_answers(struct reader *r, const struct bb_block *answer) {
  struct bb_question *q = r->q;
  switch (q->type) {
  case BB_QUESTION_SINGLE:
  case BB_QUESTION_MULTIPLE:
  case BB_QUESTION_TRUEFALSE: return bb_choices_read(r->loader, r->part, answer, q);
  case BB_QUESTION_SHORT:
  case BB_QUESTION_NUMBER:
  case BB_QUESTION_TIME: return bb_typed_read(r->loader, r->part, answer, q->type, &q->typed);
  case BB_QUESTION_ORDER: return bb_order_read(r->loader, r->part, answer, q);
  case BB_QUESTION_MATCH: return bb_match_read(r->loader, r->part, answer, q);
  case BB_QUESTION_CLOZE: return bb_cloze_read(r->loader, r->part, answer, q);
  case BB_QUESTION_ESSAY: break;
  }
  q->rubric = answer;
  bb_rubric_check(r->loader, r->part, q);
  return true;
}

/* The block that holds the answers of a type; NULL: there is none. */
static const struct bb_block *answer_of(const struct reader *r) {
  bool table = r->q->type == BB_QUESTION_MATCH || r->q->type == BB_QUESTION_ESSAY;
  return table ? r->table : r->list;
}

/* ---- the directive ---- */

/* How credit is given where nothing is written. */
static enum bb_credit usual_credit(enum bb_question_type type) {
  bool parts = type == BB_QUESTION_ORDER || type == BB_QUESTION_MATCH || type == BB_QUESTION_CLOZE;
  return parts ? BB_CREDIT_SHARE : BB_CREDIT_ALL;
}

static void read_credit(struct reader *r) {
  const struct bb_fields *f = &r->part->fields;
  enum bb_question_type type = r->q->type;
  bool free = type == BB_QUESTION_MULTIPLE || usual_credit(type) == BB_CREDIT_SHARE;
  r->q->credit = usual_credit(type);
  if (!free) {
    bb_attributes_refuse(f, credit_only, "a question of this type");
    return;
  }
  switch (bb_field_choice(f, "credit", credits)) {
  case 0: r->q->credit = BB_CREDIT_ALL; break;
  case 1: r->q->credit = BB_CREDIT_SHARE; break;
  }
}

static bool is_known_objective(struct bb_loader *loader, struct bb_span id) {
  return bb_table_find(&loader->names->objectives, id) != NULL;
}

static struct bb_span read_objective(struct reader *r) {
  const struct bb_fields *f = &r->part->fields;
  struct bb_span id = bb_field_id(f, "objective");
  if (!id.n || is_known_objective(r->loader, id)) return id;
  const char *near = bb_load_nearest(r->loader, &r->loader->names->objectives, BB_SPAN(""), id);
  bb_diag_add(f->diags, BB_D_QUESTION_OBJECTIVE, bb_field_place(f, "objective"), "\"%.*s\"%s",
              BB_SPAN_ARG(id), bb_hint(r->loader->arena, near));
  return (struct bb_span){0};
}

static uint32_t number_or_one(const struct bb_fields *f, const char *key, uint32_t most) {
  uint32_t number = bb_field_number(f, key, 1, most);
  return number ? number : 1;
}

static bool read_type(struct reader *r) {
  int type = bb_field_choice(&r->part->fields, "type", types);
  if (bb_yaml_find(r->part->fields.map, "type") && type < 0)
    return bb_part_fault(r->loader, r->part, BB_D_QUESTION_TYPE, NULL, "%s", "");
  if (type < 0) return infer_type(r);
  r->q->type = (enum bb_question_type)type; /* `types` has their order */
  return true;
}

static void read_directive(struct reader *r) {
  const struct bb_fields *f = &r->part->fields;
  struct bb_question *q = r->q;
  q->rev = number_or_one(f, "rev", REV_MAX);
  q->points = number_or_one(f, "points", BB_POINTS_MAX);
  q->objective = read_objective(r);
  q->test_pool = bb_field_choice(f, "pool", pools) == 0;
  q->shuffled = bb_field_choice(f, "shuffle", answers) != 1 && q->type != BB_QUESTION_TRUEFALSE;
  if (q->type == BB_QUESTION_ESSAY)
    q->words = bb_field_number(f, "words", 1, WORDS_MAX);
  else
    bb_attributes_refuse(f, words_only, "a question that is no essay");
  read_credit(r);
}

bool bb_question_read(struct bb_loader *loader, const struct bb_part *part,
                      struct bb_question *question) {
  bb_part_clean(loader, part);
  *question = (struct bb_question){.id = part->id, .heading = part->heading, .place = part->place};
  struct reader r = {.loader = loader, .part = part, .q = question, .first = part->heading->next};
  sort_blocks(&r);
  if (!read_type(&r)) return false;
  read_directive(&r);
  const struct bb_block *answer = answer_of(&r);
  if (!check_split(&r, r.q->type == BB_QUESTION_ESSAY ? NULL : r.list)) return false;
  if (!answer && question->type != BB_QUESTION_ESSAY)
    return bb_part_fault(loader, part, BB_D_QUESTION_ANSWER, NULL, "%s", "");
  find_stem(&r, answer);
  return read_answers(&r, answer);
}
