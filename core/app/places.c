/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/places.h"

#include "base/file.h"
#include "base/process.h"

#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

/* The build gives, relative to the program's folder: BENCHBOOK_SOURCE, the source tree, for a
 * program in its build tree; BENCHBOOK_DATA and BENCHBOOK_MESSAGES for one that was installed.  So
 * both trees can be moved, and the program names no folder of the computer it was built on. */

/* `relative`, which may begin with "../", seen from the program's folder. */
static const char *from_program(struct bb_arena *arena, const char *relative) {
  const char *folder = bb_file_folder(arena, bb_process_program(arena));
  struct bb_span rest = bb_span_of(relative);
  while (bb_span_starts(rest, "..")) {
    folder = bb_file_folder(arena, folder);
    bb_span_next(&rest, '/');
  }
  return rest.n ? bb_file_join(arena, folder, bb_arena_string(arena, rest)) : folder;
}

/* A program that has not been installed lies beside CMake's cache. */
static bool in_build_tree(struct bb_arena *arena) {
  return bb_file_kind(from_program(arena, "CMakeCache.txt")) == BB_FILE_REGULAR;
}

static const char *data_folder(struct bb_arena *arena) {
  const char *named = getenv("BENCHBOOK_DATA");
  if (named && named[0]) return named;
  return from_program(arena, in_build_tree(arena) ? BENCHBOOK_SOURCE : BENCHBOOK_DATA);
}

const char *bb_places_messages(struct bb_arena *arena) {
  return from_program(arena, in_build_tree(arena) ? "locales" : BENCHBOOK_MESSAGES);
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

/* ---- all that is at hand ---- */

struct found {
  struct bb_arena *arena;
  const char *locales;
  struct places *list;
  struct stat *seen; /* of the same folders: one folder may have two names */
  size_t count, room, seen_room;
};

static void add_course(struct found *f, const char *folder) {
  struct stat it;
  if (stat(folder, &it) != 0) return;
  for (size_t i = 0; i < f->count; i++)
    if (f->seen[i].st_dev == it.st_dev && f->seen[i].st_ino == it.st_ino) return;
  f->list = bb_arena_grow(f->arena, f->list, f->count, f->count + 1, sizeof *f->list, &f->room);
  f->seen = bb_arena_grow(f->arena, f->seen, f->count, f->count + 1, sizeof it, &f->seen_room);
  f->seen[f->count] = it;
  f->list[f->count++] = bb_places_find(f->arena, folder, f->locales);
}

static void add_courses_in(struct found *f, const char *folder) {
  const char **names;
  size_t count;
  struct bb_diags *unheard = bb_diags_new(); /* a folder that cannot be read holds no course */
  if (bb_file_kind(folder) == BB_FILE_FOLDER &&
      bb_file_list(f->arena, folder, &names, &count, unheard))
    for (size_t i = 0; i < count; i++) {
      const char *course = bb_file_join(f->arena, folder, names[i]);
      if (bb_file_kind(course) == BB_FILE_FOLDER) add_course(f, course);
    }
  bb_diags_free(unheard);
}

size_t bb_places_courses(struct bb_arena *arena, const char *course, const char *locales,
                         struct places **list) {
  struct found f = {.arena = arena, .locales = locales};
  if (course) {
    *list = BB_NEW(arena, struct places);
    **list = bb_places_find(arena, course, locales);
    return 1;
  }
  add_courses_in(&f, bb_file_join(arena, data_folder(arena), "courses"));
  add_courses_in(&f, "courses");
  if (bb_file_kind("course.yaml") == BB_FILE_REGULAR) add_course(&f, ".");
  *list = f.list;
  return f.count;
}

const char *bb_places_products(struct bb_arena *arena) {
  const char *here = "output", *data = bb_file_join(arena, data_folder(arena), "output");
  if (bb_file_kind(here) == BB_FILE_FOLDER) return here;
  return bb_file_kind(data) == BB_FILE_FOLDER ? data : NULL;
}
