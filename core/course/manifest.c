/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * course.yaml -> the course's own fields.  What it does not say is made up from the folder's name,
 * README.md and SUMMARY.md, so that a folder of plain Markdown is a course too.
 * `programme:` is checked and `timetables:` known; no stage reads them yet.
 */
#define _XOPEN_SOURCE 700 /* realpath */
#include "base/file.h"
#include "course/load.h"

#include <stdlib.h>

enum { PROGRAMME_MAX = 1000 };

static const char *const known_keys[] = {
    "id",           "title", "subtitle", "version", "date",       "language",  "licence",
    "contributors", "paper", "levels",   "modules", "timetables", "programme", NULL};
static const char *const papers[] = {"a4", "letter", NULL};
static const char *const levels[] = {"basic", "advanced", NULL};
static const char *const programme_keys[] = {"pass_mark",     "rubric_level",   "assessors",
                                             "co_deliveries", "renewal_months", NULL};

/* ---- what is made up ---- */

/* The name of the folder, also for "." and "courses/x/". */
static struct bb_span folder_name(struct bb_loader *loader) {
  char *real = realpath(loader->course->folder, NULL);
  struct bb_span name = bb_file_name(real ? real : loader->course->folder);
  if (bb_utf8_check(name) < name.n) name = BB_SPAN("course");
  name = bb_arena_copy(loader->arena, name);
  free(real);
  return name;
}

/* The first level 1 heading of a file that is not printed itself, or an empty phrase. */
static struct bb_phrase first_heading(struct bb_loader *loader, const char *file) {
  struct bb_phrase phrase = {0};
  if (!bb_load_has(loader, file)) return phrase;
  const struct bb_source *source = bb_load_source(loader, file);
  if (!source) return phrase;
  const struct bb_markup *markup = bb_markup_parse(loader->arena, source, 0, NULL);
  for (const struct bb_block *b = markup->root->child; b; b = b->next) {
    if (b->kind != BB_HEADING || b->level != 1) continue;
    phrase.text = bb_plain_text(loader->arena, b->inlines);
    phrase.place = bb_source_place(source, b->offset);
    break;
  }
  return phrase;
}

/* README.md's heading, else that of SUMMARY.md (which is often just "Summary"), else the folder. */
static struct bb_phrase make_title(struct bb_loader *loader) {
  struct bb_phrase title = first_heading(loader, "README.md");
  if (!title.text.n) title = first_heading(loader, "SUMMARY.md");
  if (title.text.n && !bb_span_is_nocase(title.text, "summary")) return title;
  return (struct bb_phrase){folder_name(loader), {.path = loader->course->folder}};
}

static void fill_gaps(struct bb_loader *loader) {
  struct bb_course *course = loader->course;
  if (!course->id.n) course->id = bb_id_make(loader->arena, folder_name(loader), 'c');
  if (!course->title.text.n) course->title = make_title(loader);
  if (!course->language.tag[0]) bb_lang_parse(BB_SPAN("en"), &course->language);
  if (!course->paper.n) course->paper = BB_SPAN("a4");
}

/* ---- what is written ---- */

static void read_language(const struct bb_fields *f, struct bb_course *course) {
  struct bb_span name = bb_field_text(f, "language");
  if (!name.n) {
    bb_field_miss(f, "language");
    return;
  }
  if (bb_lang_parse(name, &course->language)) return;
  bb_diag_add(f->diags, BB_D_COURSE_LANGUAGE, bb_field_place(f, "language"), "\"%.*s\"",
              BB_SPAN_ARG(name));
  course->language = (struct bb_lang){0};
}

static void check_levels(const struct bb_fields *f) {
  size_t count;
  const struct bb_phrase *named = bb_field_phrases(f, "levels", &count);
  for (size_t i = 0; i < count; i++) bb_field_pick(f, "levels", named[i], levels);
}

static void check_programme(const struct bb_fields *f) {
  const struct bb_fields programme =
      bb_fields_of(f->arena, bb_yaml_find(f->map, "programme"), programme_keys, f->diags);
  bb_field_number(&programme, programme_keys[0], 1, 100);
  for (size_t i = 1; programme_keys[i]; i++)
    bb_field_number(&programme, programme_keys[i], 1, PROGRAMME_MAX);
}

static void read_fields(const struct bb_fields *f, struct bb_course *course) {
  course->id = bb_field_id(f, "id");
  course->title = bb_field_phrase(f, "title");
  course->subtitle = bb_field_phrase(f, "subtitle");
  course->version = bb_field_text(f, "version");
  course->date = bb_field_date(f, "date");
  course->licence = bb_field_text(f, "licence");
  course->contributors = bb_field_texts(f, "contributors", &course->contributor_count);
  int paper = bb_field_choice(f, "paper", papers);
  if (paper >= 0) course->paper = bb_span_of(papers[paper]);
  if (!bb_yaml_find(f->map, "id")) bb_field_miss(f, "id");
  if (!course->title.text.n) bb_field_miss(f, "title");
  read_language(f, course);
  check_levels(f);
  check_programme(f);
}

void bb_load_manifest_from(struct bb_loader *loader, const struct bb_source *source,
                           struct bb_load_manifest *manifest) {
  const struct bb_yaml *root =
      bb_yaml_read(loader->arena, source, 0, source->text.n, loader->diags);
  struct bb_fields fields = bb_fields_of(loader->arena, root, known_keys, loader->diags);
  if (!root) fields.place.path = source->path;
  read_fields(&fields, loader->course);
  manifest->modules = bb_field_phrases(&fields, "modules", &manifest->module_count);
}

struct bb_load_manifest bb_load_manifest(struct bb_loader *loader) {
  struct bb_load_manifest manifest = {.found = bb_load_has(loader, "course.yaml")};
  const struct bb_source *source = NULL;
  if (manifest.found)
    source = bb_load_source(loader, "course.yaml");
  else
    bb_diag_add(loader->diags, BB_D_COURSE_NO_MANIFEST,
                (struct bb_place){.path = loader->course->folder}, "%s", "");
  if (source) bb_load_manifest_from(loader, source, &manifest);
  fill_gaps(loader);
  return manifest;
}
