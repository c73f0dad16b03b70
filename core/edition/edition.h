/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Assembles the documents that are printed: a course, in one language, for one reader.
 * What is the trainer's own (solutions, trainer notes, footnotes cited only there) is left out of
 * the handbook here, before layout ever sees it: nothing downstream can leak it.  The same holds
 * for the key of a quiz and its paper. Pure: reads no file and no clock.
 */
#ifndef BB_EDITION_EDITION_H
#define BB_EDITION_EDITION_H

#include "catalog/catalog.h"
#include "course/course.h"
#include "layout/document.h"
#include "quiz/quiz.h"

enum bb_edition {
  BB_EDITION_HANDBOOK,
  BB_EDITION_TRAINER,
  BB_EDITION_QUIZ, /* a paper to answer on, with its answer sheet */
  BB_EDITION_KEY   /* the same paper with what is right and why */
};

struct bb_edition_options {
  enum bb_edition edition;
  enum bb_level level;  /* ALL: no choice */
  struct bb_span angle; /* empty: all */
  const char *program;  /* "Benchbook 0.1.0", for the colophon */
  /* of QUIZ and KEY, drawn from the same course */
  const struct bb_quiz *quiz;
  const struct bb_sheet *sheet;
};

/* True when the level and angle of `options` choose the module. */
bool bb_edition_includes(const struct bb_module *module, const struct bb_edition_options *options);

/* True for a machine draft of which no or not every message has been reviewed. */
bool bb_edition_is_draft(const struct bb_catalog_info *info);

/* What was printed, in messages and in words of the source. */
struct bb_edition_report {
  size_t messages, translated;
  size_t words, words_translated;
};

/* The share translated, 0..1, by words; 1 for the source language. */
double bb_edition_share(const struct bb_edition_report *report);

const struct bb_document *bb_edition_build(struct bb_arena *arena, const struct bb_course *course,
                                           const struct bb_catalog *catalog,
                                           const struct bb_edition_options *options,
                                           struct bb_edition_report *report);

#endif
