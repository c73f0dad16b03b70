/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Which file holds which language.  Folders may be named with '-' or '_' in any letter case, so
 * they are listed and their names read as language tags.
 */
#include "catalog/inside.h"

#include "base/file.h"

#include <stdlib.h>
#include <string.h>

/* Cuts the last subtag off, as long as the script stays: pt-BR becomes pt, zh-Hant-TW zh-Hant, and
 * zh-Hant stays, because zh is written in Hans. */
static bool shorten(struct bb_lang *lang) {
  struct bb_lang shorter;
  const char *dash = strrchr(lang->tag, '-');
  if (!dash) return false;
  struct bb_span start = {lang->tag, (size_t)(dash - lang->tag)};
  if (!bb_lang_parse(start, &shorter) || shorter.script != lang->script) return false;
  if (strlen(shorter.tag) >= strlen(lang->tag)) return false; /* "zh" is a name of zh-Hans */
  if (strlen(shorter.tag) >= strlen(lang->tag)) return false; /* "zh" is a name of zh-Hans */
  *lang = shorter;
  return true;
}

/* The file a name in the folder stands for, with its language: with `file`, a sub-folder that holds
 * it; without, a file "<lang>.po".  NULL when it stands for none. */
static const char *file_of(struct bb_arena *arena, const char *folder, const char *name,
                           const char *file, struct bb_lang *lang) {
  struct bb_span tag = bb_span_of(name);
  const char *path = bb_file_join(arena, folder, name);
  if (file)
    path = bb_file_join(arena, path, file);
  else if (bb_span_ends(tag, ".po"))
    tag.n -= strlen(".po");
  else
    return NULL;
  return bb_lang_parse(tag, lang) && bb_file_kind(path) == BB_FILE_REGULAR ? path : NULL;
}

static const char *find(struct bb_arena *arena, const char *folder, const struct bb_lang *lang,
                        const char *file, struct bb_diags *diags) {
  const char **names;
  size_t count;
  struct bb_lang found;
  if (!folder || bb_file_kind(folder) != BB_FILE_FOLDER) return NULL;
  if (!bb_file_list(arena, folder, &names, &count, diags)) return NULL;
  for (size_t i = 0; i < count; i++) {
    const char *path = file_of(arena, folder, names[i], file, &found);
    if (path && !strcmp(found.tag, lang->tag)) return path;
  }
  return NULL;
}

static const char *course_file(struct bb_arena *arena, const struct bb_course *course) {
  return bb_arena_printf(arena, "%.*s.po", BB_SPAN_ARG(course->id));
}

const char *bb_catalog_file(struct bb_arena *arena, const struct bb_course *course,
                            const char *locales, const struct bb_lang *lang,
                            struct bb_diags *diags) {
  const char *path = find(arena, locales, lang, course_file(arena, course), diags);
  return path ? path : find(arena, locales, lang, NULL, diags);
}

const char *bb_catalog_nearest_file(struct bb_arena *arena, const struct bb_course *course,
                                    const char *locales, const struct bb_lang *lang,
                                    struct bb_diags *diags) {
  struct bb_lang want = *lang;
  const char *path;
  do path = bb_catalog_file(arena, course, locales, &want, diags);
  while (!path && shorten(&want));
  return path;
}

const char *bb_catalog_label_file(struct bb_arena *arena, const char *labels,
                                  const struct bb_lang *lang, struct bb_diags *diags) {
  struct bb_lang want = *lang;
  const char *path;
  do path = find(arena, labels, &want, "benchbook.po", diags);
  while (!path && shorten(&want));
  return path;
}

static int by_tag(const void *a, const void *b) {
  return strcmp(((const struct bb_lang *)a)->tag, ((const struct bb_lang *)b)->tag);
}

static bool has(const struct bb_lang *langs, size_t count, const char *tag) {
  for (size_t i = 0; i < count; i++)
    if (!strcmp(langs[i].tag, tag)) return true;
  return false;
}

size_t bb_catalog_languages(struct bb_arena *arena, const struct bb_course *course,
                            const char *locales, struct bb_lang **langs) {
  struct bb_diags *ignored = bb_diags_new(); /* no folder, no languages */
  const char *file = course_file(arena, course);
  const char **names;
  size_t count = 0, n = 1;
  if (!bb_file_list(arena, locales, &names, &count, ignored)) count = 0;
  struct bb_lang *list = BB_NEW_ARRAY(arena, count + 1, struct bb_lang), lang;
  list[0] = course->language;
  for (size_t i = 0; i < count; i++)
    if ((file_of(arena, locales, names[i], file, &lang) ||
         file_of(arena, locales, names[i], NULL, &lang)) &&
        !has(list, n, lang.tag))
      list[n++] = lang;
  qsort(list + 1, n - 1, sizeof *list, by_tag);
  bb_diags_free(ignored);
  *langs = list;
  return n;
}
