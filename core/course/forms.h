/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Inside the stage: quiz.lock (lock.c) and what it fixes of the forms of tests (forms.c).
 */
#ifndef BB_COURSE_FORMS_H
#define BB_COURSE_FORMS_H

#include "course/fingerprint.h"
#include "course/load.h"

struct bb_locked { /* a question */
  struct bb_span id, type, shape, line;
  uint32_t rev, points;
  size_t text_count;
  struct bb_fingerprint *texts;
  struct bb_place place;
};

struct bb_locked_form {
  struct bb_span module, line;
  char form;           /* 'A', 'B' */
  struct bb_span *ids; /* of questions, in their order */
  size_t count;
  struct bb_place place;
};

/* The questions of a module's test pool that the two forms have, as far as any test asks. */
struct bb_module_forms {
  struct bb_span module;
  struct bb_form forms[BB_FORMS];
};

struct bb_course_lock {
  bool found;
  struct bb_table questions; /* id -> struct bb_locked */
  struct bb_locked_form *forms;
  size_t form_count;
  struct bb_module_forms *modules; /* what bb_course_write_lock writes */
  size_t module_count;
};

/* ---- lock.c ---- */

/* Reads quiz.lock, when there is one. */
void bb_load_lock(struct bb_loader *loader);

/* Reports what changed since without a new rev. */
void bb_check_lock(struct bb_loader *loader);

/* ---- forms.c ---- */

/* Makes forms A and B of every pretest and posttest. */
void bb_load_forms(struct bb_loader *loader);

#endif
