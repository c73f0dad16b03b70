/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Where things are: the program's own data (the shipped course, its translations, the labels),
 * the course that is meant, and the translations that belong to it.
 *
 *   data      $BENCHBOOK_DATA; else the source tree when the program runs from its build tree;
 *             else the folder installed with it.  Holds courses/ and locales/.
 *   course    as named on the command line; else DATA/courses/cybercrime
 *   locales   --locales; else "locales" beside the folder "courses" that the course is in; else
 *             "locales" beside the course
 *   labels    DATA/locales: "Contents", "Exercise" in every language
 *   products  "output" in the current folder, else DATA/output
 */
#ifndef BB_APP_PLACES_H
#define BB_APP_PLACES_H

#include "app/options.h"

struct places {
  const char *course, *locales, *labels;
};

/* course: as on the command line, or NULL. */
struct places bb_places_find(struct bb_arena *arena, const char *course, const char *locales);

/* Where quizzes may be: the course that is named; else every folder in DATA/courses and in
 * "courses" of the current folder, and the current folder when it holds a course.yaml; each once.
 */
size_t bb_places_courses(struct bb_arena *arena, const char *course, const char *locales,
                         struct places **list);

/* The folder with what `build` made, or NULL when there is none. */
const char *bb_places_products(struct bb_arena *arena);

/* The folder of compiled message catalogs, for bindtextdomain. */
const char *bb_places_messages(struct bb_arena *arena);

#endif
