/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The quiz runner in a terminal: who, in which language, which course and quiz; one question at a
 * time; the results.  Keyboard only, without colour, on a full screen or line by line.  What is
 * answered is in the record before the next question appears, so the same command goes on where it
 * stopped, whatever stopped it.
 */
#ifndef BB_TERM_TERM_H
#define BB_TERM_TERM_H

#include "catalog/catalog.h"
#include "store/store.h"

struct bb_term_course {
  const struct bb_course *course;
  const char *locales; /* the folder of its translations */
};

struct bb_term_request {
  const struct bb_term_course *courses; /* at least one; each has a quiz */
  size_t course_count;
  const char *labels;         /* the folder of the product's words */
  const char *products;       /* the folder that `build` writes to, or NULL: none is known */
  struct bb_store *store;     /* open for writing */
  const struct bb_lang *lang; /* as asked for; NULL: to be chosen */
  const char *quiz, *code;    /* likewise */
  const uint32_t *seed;       /* of new attempts; NULL: chance */
  bool plain;                 /* line by line, also where there is a screen */
};

/* Runs until the person leaves.  False when the record failed; a diagnostic tells why, and the
 * person has been told what is recorded. */
bool bb_term_run(const struct bb_term_request *request, struct bb_diags *diags);

#endif
