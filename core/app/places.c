/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/places.h"

#include "base/file.h"
#include "base/process.h"

#include <stdlib.h>
#include <unistd.h>

/* The build gives BENCHBOOK_SOURCE and BENCHBOOK_BUILD, the two trees, and BENCHBOOK_DATA and
 * BENCHBOOK_MESSAGES, which are relative to the installed program's folder. */
static const char *data_folder(struct bb_arena *arena) {
  const char *named = getenv("BENCHBOOK_DATA"), *program = bb_process_program(arena);
  if (named && named[0]) return named;
  if (bb_span_starts(bb_span_of(program), BENCHBOOK_BUILD "/")) return BENCHBOOK_SOURCE;
  return bb_file_join(arena, bb_file_folder(arena, program), BENCHBOOK_DATA);
}

const char *bb_places_messages(struct bb_arena *arena) {
  const char *program = bb_process_program(arena);
  if (bb_span_starts(bb_span_of(program), BENCHBOOK_BUILD "/")) return BENCHBOOK_BUILD "/locales";
  return bb_file_join(arena, bb_file_folder(arena, program), BENCHBOOK_MESSAGES);
}

/* The course's path without slashes at its end; "." and "..", which have no name of their own, are
 * written out. */
static const char *with_a_name(struct bb_arena *arena, const char *course) {
  struct bb_span path = bb_span_of(course);
  char here[4096];
  while (path.n > 1 && path.p[path.n - 1] == '/') path.n--;
  bool dots = bb_span_is(path, ".") || bb_span_is(path, "..");
  if (!dots || !getcwd(here, sizeof here)) return bb_arena_string(arena, path);
  return path.n == 1 ? bb_arena_string(arena, bb_span_of(here)) : bb_file_folder(arena, here);
}

static const char *beside(struct bb_arena *arena, const char *path, const char *name) {
  const char *folder = bb_file_folder(arena, path);
  return bb_span_is(bb_span_of(folder), ".") ? name : bb_file_join(arena, folder, name);
}

static const char *locales_of(struct bb_arena *arena, const char *course) {
  const char *folder = bb_file_folder(arena, course);
  bool in_courses = bb_span_is(bb_file_name(folder), "courses");
  return beside(arena, in_courses ? folder : course, "locales");
}

struct places bb_places_find(struct bb_arena *arena, const char *course, const char *locales) {
  const char *data = data_folder(arena);
  struct places places = {.labels = bb_file_join(arena, data, "locales")};
  places.course =
      course ? with_a_name(arena, course) : bb_file_join(arena, data, "courses/cybercrime");
  places.locales = locales ? locales : locales_of(arena, places.course);
  return places;
}
