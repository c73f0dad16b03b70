/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Inside the stage: reading the files *.quiz.md, in this order.
 *
 *   quizzes.c      which files, which quiz they make, what is done when all are read
 *   parts.c        a file -> its parts: quizzes, cases and questions, each begun by a directive
 *   link_names.c   link definitions that would swallow marks
 *   attributes.c   a directive's name=value, as a map that fields.h reads
 *   quiz.c         the directive of a quiz
 *   question.c     a question: its directive, its blocks sorted, its type
 *   items.c        the items of a list: box or weight, text, feedback, pin
 *   choices.c, typed.c (values.c), match.c, cloze.c    one kind of answer each
 *   forms.c        forms A and B of pretest and posttest
 *   lock.c         quiz.lock, with fingerprint.c
 *
 * A part of which something is missing that cannot be made up is reported and left out; so are
 * the questions of a quiz that is left out.
 */
#ifndef BB_COURSE_QUIZZES_H
#define BB_COURSE_QUIZZES_H

#include "course/load.h"

enum {
  BB_QUIZZES_MAX = 1000,   /* of a course */
  BB_QUESTIONS_MAX = 10000 /* of a course; cases count too */
};

/* ---- attributes.c ---- */

/* Reads "name=value …" behind the first `skip` bytes of a comment.  What is not of that form and
 * names that are not `known` (ends in NULL) are reported. */
struct bb_fields bb_attributes_read(struct bb_loader *loader, const struct bb_markup *markup,
                                    const struct bb_block *comment, size_t skip,
                                    const char *const *known);

/* Reports every attribute of `names` (ends in NULL) that is written though it means nothing in
 * `where` ("a practice quiz"). */
void bb_attributes_refuse(const struct bb_fields *fields, const char *const *names,
                          const char *where);

/* ---- parts.c ---- */

enum bb_part_kind { BB_PART_QUIZ, BB_PART_CASE, BB_PART_QUESTION };

struct bb_quiz_file {
  const char *file;
  const struct bb_markup *markup;
  const struct bb_module *module; /* NULL: pretest, posttest */
};

struct bb_part {
  enum bb_part_kind kind;
  const struct bb_quiz_file *from;
  struct bb_fields fields;
  struct bb_span id; /* empty: missing, malformed or given before; the part is left out */
  struct bb_place place;
  struct bb_block *heading;
  struct bb_block *end; /* behind its last block */
  bool in_case;         /* QUESTION: of the CASE before it */
};

struct bb_parts {
  struct bb_part *list;
  size_t count, room;
};

/* Adds the parts of a file. */
void bb_parts_cut(struct bb_loader *loader, const struct bb_quiz_file *file,
                  struct bb_parts *parts);

/* Empties the ids of parts that have the id of one before; a question and a case may not have the
 * same one. */
void bb_parts_unique(struct bb_loader *loader, struct bb_parts *parts);

/* Blanks out the boxes of the trainer's in the part, with a diagnostic each; a solution directly in
 * a question stays. */
void bb_part_clean(struct bb_loader *loader, const struct bb_part *part);

/* ---- link_names.c ---- */

/* Reports link definitions whose names are marks of quizzes. */
void bb_check_link_names(struct bb_loader *loader, const struct bb_markup *markup);

/* ---- quiz.c, question.c ---- */

/* Reads a quiz without its questions. */
void bb_quiz_read(struct bb_loader *loader, const struct bb_part *part, struct bb_quiz *quiz);

/* False, with a diagnostic, when the question cannot be asked. */
bool bb_question_read(struct bb_loader *loader, const struct bb_part *part,
                      struct bb_question *question);

/* Reports a fault of the part; block: where, NULL for its id.  Always false. */
bool bb_part_fault(struct bb_loader *loader, const struct bb_part *part, enum bb_diag_code code,
                   const struct bb_block *block, const char *format, ...)
    __attribute__((format(printf, 5, 6)));

/* ---- items.c ---- */

enum bb_item_mark { BB_MARK_NONE, BB_MARK_OFF, BB_MARK_ON, BB_MARK_WEIGHT, BB_MARK_EQUAL };

struct bb_item {
  enum bb_item_mark mark; /* none, [ ], [x], [50%], [=] */
  int32_t weight;         /* [x] and [=] 100, [ ] 0 */
  struct bb_block *block, *text, *feedback;
  bool pinned;
};

/* The mark an item begins with, without reading the item. */
enum bb_item_mark bb_item_mark_of(const struct bb_markup *markup, const struct bb_block *item);

/* "-25%", from -100% to 100%. */
bool bb_weight_read(struct bb_span word, int32_t *weight);

/* Reads the items of a list, at most `most`; a weight or [=] leaves its text.  False, with a
 * diagnostic, when one of them cannot be used. */
bool bb_items_read(struct bb_loader *loader, const struct bb_part *part,
                   const struct bb_block *list, size_t most, struct bb_item **items, size_t *count);

/* False, with a diagnostic, when there are fewer than `least`, or two texts read the same. */
bool bb_options_check(struct bb_loader *loader, const struct bb_part *part,
                      const struct bb_option *options, size_t count, size_t least);

/* ---- the kinds of answers ---- */

bool bb_choices_read(struct bb_loader *loader, const struct bb_part *part,
                     const struct bb_block *list, struct bb_question *question);
bool bb_order_read(struct bb_loader *loader, const struct bb_part *part,
                   const struct bb_block *list, struct bb_question *question);
bool bb_match_read(struct bb_loader *loader, const struct bb_part *part,
                   const struct bb_block *table, struct bb_question *question);
void bb_rubric_check(struct bb_loader *loader, const struct bb_part *part,
                     const struct bb_question *question);
bool bb_cloze_read(struct bb_loader *loader, const struct bb_part *part,
                   const struct bb_block *list, struct bb_question *question);

/* `type`: SHORT, NUMBER or TIME. */
bool bb_typed_read(struct bb_loader *loader, const struct bb_part *part,
                   const struct bb_block *list, enum bb_question_type type, struct bb_typed *typed);

/* values.c: what a number or time may be, "24..72", "1.41 ± 0.01", "01:00".  False for another
 * form, or when nothing lies between the bounds. */
bool bb_range_read(struct bb_span text, bool time, struct bb_decimal *low, struct bb_decimal *high);

/* True when a gap stands in the blocks first … end (exclusive). */
bool bb_gap_any(struct bb_block *first, const struct bb_block *end);

#endif
