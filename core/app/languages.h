/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Which languages a command works on: those asked for, checked against those there are.
 */
#ifndef BB_APP_LANGUAGES_H
#define BB_APP_LANGUAGES_H

#include "app/options.h"

struct languages {
  struct bb_lang *list;
  size_t count;
};

/* --lang all, or nothing asked and `all` set: the source language and every language with a catalog
 * for the course.  Nothing asked and `all` not set: the source language.  A language may be more
 * special than its catalog (es-MX is printed from es).  False, after a message that names what
 * there is, when one asked for is not there. */
bool bb_languages_choose(struct bb_arena *arena, const struct command *command,
                         const struct options *options, const struct bb_course *course,
                         const char *locales, bool all, struct languages *chosen);

#endif
