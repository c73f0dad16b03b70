/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Which files make the course, and in which order.
 *
 *   a manifest with `modules:`      those, in that order
 *   a manifest without              NN-*.md in natural order
 *   no manifest, a SUMMARY.md       the files it links to, in that order (as mdBook has it)
 *   neither                         every *.md in natural order
 *
 * Never modules: *.quiz.md, glossary.md, README.md, SUMMARY.md.
 */
#include "base/file.h"
#include "course/links.h"
#include "course/load.h"

#include <string.h>

static struct bb_place in_folder(const struct bb_loader *loader) {
  return (struct bb_place){.path = loader->course->folder};
}

/* ---- reading ---- */

void bb_load_input(struct bb_loader *loader, const char *file) {
  struct bb_course *course = loader->course;
  course->inputs = bb_arena_grow(loader->arena, (void *)course->inputs, course->input_count,
                                 course->input_count + 1, sizeof(char *), &loader->input_room);
  course->inputs[course->input_count++] = bb_file_join(loader->arena, course->folder, file);
}

bool bb_load_has(const struct bb_loader *loader, const char *file) {
  return bb_file_kind(bb_file_join(loader->arena, loader->course->folder, file)) == BB_FILE_REGULAR;
}

const struct bb_source *bb_load_source(struct bb_loader *loader, const char *file) {
  const char *path = bb_file_join(loader->arena, loader->course->folder, file);
  if (loader->bytes > BB_COURSE_BYTES_MAX) return NULL; /* reported when it was reached */
  const struct bb_source *source = bb_source_load(loader->arena, path, loader->diags);
  if (!source) return NULL;
  bb_load_input(loader, file);
  loader->bytes += source->text.n;
  if (loader->bytes <= BB_COURSE_BYTES_MAX) return source;
  bb_diag_add(loader->diags, BB_D_COURSE_LIMIT, (struct bb_place){.path = path},
              "more than %d bytes of text", BB_COURSE_BYTES_MAX);
  return NULL;
}

bool bb_load_list(struct bb_loader *loader) {
  if (!bb_file_list(loader->arena, loader->course->folder, &loader->entries, &loader->entry_count,
                    loader->diags))
    return false;
  if (loader->entry_count <= BB_COURSE_FILES_MAX) return true;
  bb_diag_add(loader->diags, BB_D_COURSE_LIMIT, in_folder(loader), "more than %d files",
              BB_COURSE_FILES_MAX);
  loader->entry_count = BB_COURSE_FILES_MAX;
  return true;
}

/* ---- choosing ---- */

/* A name that is not UTF-8 could be neither shown nor linked to. */
static bool may_be_module(const char *file) {
  struct bb_span name = bb_file_name(file);
  return bb_utf8_check(name) == name.n && bb_span_ends(name, ".md") &&
         !bb_span_ends(name, ".quiz.md") && !bb_span_is(name, "glossary.md") &&
         !bb_span_is(name, "README.md") && !bb_span_is(name, "SUMMARY.md");
}

/* The list of chosen files, without repeats. */
struct chosen {
  const char **files;
  size_t count, room;
};

static bool is_chosen(const struct chosen *chosen, const char *file) {
  for (size_t i = 0; i < chosen->count; i++)
    if (!strcmp(chosen->files[i], file)) return true;
  return false;
}

/* At most BB_COURSE_MODULES_MAX; false, with a diagnostic, for one more. */
static bool choose(struct bb_loader *loader, struct chosen *chosen, const char *file) {
  if (chosen->count == BB_COURSE_MODULES_MAX) {
    bb_diag_add(loader->diags, BB_D_COURSE_LIMIT, in_folder(loader), "more than %d modules",
                BB_COURSE_MODULES_MAX);
    return false;
  }
  chosen->files = bb_arena_grow(loader->arena, (void *)chosen->files, chosen->count,
                                chosen->count + 1, sizeof(char *), &chosen->room);
  chosen->files[chosen->count++] = file;
  return true;
}

/* A file that the manifest or SUMMARY.md names. */
static bool choose_named(struct bb_loader *loader, struct chosen *chosen, struct bb_phrase named) {
  const char *file = bb_load_resolve(loader->arena, "", named.text);
  enum bb_diag_code wrong;
  if (!file)
    wrong = BB_D_MODULE_OUTSIDE;
  else if (is_chosen(chosen, file))
    wrong = BB_D_MODULE_REPEATED;
  else if (!bb_load_has(loader, file))
    wrong = BB_D_MODULE_MISSING;
  else if (!may_be_module(file))
    wrong = BB_D_MODULE_KIND;
  else
    return choose(loader, chosen, file);
  bb_diag_add(loader->diags, wrong, named.place, "\"%.*s\"", BB_SPAN_ARG(named.text));
  return true;
}

/* ---- SUMMARY.md ---- */

struct summary {
  struct bb_loader *loader;
  struct chosen *chosen;
  const struct bb_source *source;
};

/* A link to a place inside a chapter that is listed already adds nothing. */
static void choose_link(void *user, struct bb_inline *link) {
  struct summary *s = user;
  struct bb_arena *arena = s->loader->arena;
  if (link->kind != BB_LINK || s->chosen->count == BB_COURSE_MODULES_MAX) return;
  struct bb_span target = link->target, path = bb_span_cut(target, 0, bb_span_find(target, 0, "#"));
  if (bb_link_scheme(target).n || !may_be_module(bb_arena_string(arena, path))) return;
  const char *file = bb_load_resolve(arena, "", path);
  if (path.n < target.n && file && is_chosen(s->chosen, file)) return;
  choose_named(s->loader, s->chosen,
               (struct bb_phrase){path, bb_source_place(s->source, link->offset)});
}

static void choose_summary(struct bb_loader *loader, struct chosen *chosen) {
  const struct bb_source *source = bb_load_source(loader, "SUMMARY.md");
  if (!source) return;
  struct bb_block *root = bb_markup_parse(loader->arena, source, 0, NULL)->root;
  struct summary summary = {loader, chosen, source};
  for (struct bb_block *b = root; b; b = bb_next_block(root, b))
    bb_each_inline(b->inlines, choose_link, &summary);
}

/* ---- the order ---- */

static void choose_found(struct bb_loader *loader, struct chosen *chosen, bool numbered) {
  for (size_t i = 0; i < loader->entry_count; i++) {
    const char *file = loader->entries[i];
    if (!may_be_module(file) || !bb_load_has(loader, file)) continue;
    if (numbered && bb_load_number(file) < 0) continue;
    if (!choose(loader, chosen, file)) return;
  }
}

static void report_unlisted(struct bb_loader *loader, const struct chosen *chosen) {
  for (size_t i = 0; i < loader->entry_count; i++) {
    const char *file = loader->entries[i];
    if (may_be_module(file) && !is_chosen(chosen, file))
      bb_diag_add(
          loader->diags, BB_D_MODULE_UNLISTED,
          (struct bb_place){.path = bb_file_join(loader->arena, loader->course->folder, file)},
          "%s", "");
  }
}

const char **bb_load_order(struct bb_loader *loader, bool manifest, const struct bb_phrase *named,
                           size_t named_count, size_t *count) {
  struct chosen chosen = {0};
  for (size_t i = 0; i < named_count; i++)
    if (!choose_named(loader, &chosen, named[i])) break;
  if (!named_count && !manifest && bb_load_has(loader, "SUMMARY.md"))
    choose_summary(loader, &chosen);
  if (!named_count && !chosen.count) choose_found(loader, &chosen, manifest);
  report_unlisted(loader, &chosen);
  *count = chosen.count;
  return chosen.files;
}
