/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A module: its front matter, its Markdown, its title.
 *
 * The title is said twice in most files: `title:` for programs and `# Title` for people who read
 * the file as it is.  So:
 *   - a level 1 heading at the head of the text that repeats the title is taken out;
 *   - without a `title:`, the first level 1 heading is the title and is taken out;
 *   - a level 1 heading that says something else stays (a note tells of it), and so do later ones.
 * Where a level 1 heading stays, all headings of the module go one level down, so that it prints as
 * a section: level 1 is the chapter itself.
 */
#include "base/file.h"
#include "course/load.h"

enum { NUMBER_MAX = 9999, LEVEL_MAX = 6 };

int bb_load_number(const char *file) {
  struct bb_span name = bb_file_name(file);
  size_t digits = 0;
  uint32_t number = 0;
  while (digits < name.n && name.p[digits] >= '0' && name.p[digits] <= '9') digits++;
  if (digits == name.n || name.p[digits] != '-') return -1;
  return bb_span_number(bb_span_cut(name, 0, digits), NUMBER_MAX, &number) ? (int)number : -1;
}

/* ---- the title ---- */

/* "08-jurisdiction_abroad.md" -> "jurisdiction abroad". */
static struct bb_span title_of_file(struct bb_arena *arena, const char *file) {
  struct bb_span stem = bb_file_name(file);
  size_t from = bb_load_number(file) >= 0 ? bb_span_find(stem, 0, "-") + 1 : 0;
  stem = bb_span_cut(stem, from, stem.n - (sizeof ".md" - 1));
  const char *copy = bb_arena_string(arena, stem);
  char *title = bb_arena_alloc(arena, stem.n + 1);
  for (size_t i = 0; i < stem.n; i++) title[i] = copy[i] == '-' || copy[i] == '_' ? ' ' : copy[i];
  return bb_span_trim((struct bb_span){title, stem.n});
}

static struct bb_block *first_chapter_heading(const struct bb_block *root) {
  struct bb_block *b = root->child;
  while (b && (b->kind != BB_HEADING || b->level != 1)) b = b->next;
  return b;
}

static bool is_at_head(const struct bb_block *root, const struct bb_block *block) {
  const struct bb_block *b = root->child;
  while (b && b->kind == BB_COMMENT) b = b->next;
  return b == block;
}

/* Settles the title against the first level 1 heading, as told above. */
static void settle_title(struct bb_loader *loader, struct bb_module *module) {
  struct bb_block *root = module->text->root, *heading = first_chapter_heading(root);
  struct bb_phrase *title = &module->title, written = {0};
  if (heading) {
    written.text = bb_plain_text(loader->arena, heading->inlines);
    written.place = bb_place_in(module->text, heading->offset);
  }
  if (!title->text.n) {
    *title = written;
    if (heading) bb_take_out(heading);
  } else if (heading && is_at_head(root, heading)) {
    if (bb_span_equal(written.text, title->text))
      bb_take_out(heading);
    else
      bb_diag_add(loader->diags, BB_D_MODULE_HEADING, written.place, "\"%.*s\", title: \"%.*s\"",
                  BB_SPAN_ARG(written.text), BB_SPAN_ARG(title->text));
  }
  if (title->text.n) return;
  title->text = title_of_file(loader->arena, module->file);
  title->place = (struct bb_place){.path = module->text->source->path};
  bb_diag_add(loader->diags, BB_D_MODULE_TITLE, title->place, "\"%.*s\"", BB_SPAN_ARG(title->text));
}

static void lower_headings(struct bb_block *root) {
  bool chapters = false;
  for (struct bb_block *b = root; b; b = bb_next_block(root, b))
    if (b->kind == BB_HEADING && b->level == 1) chapters = true;
  if (!chapters) return;
  for (struct bb_block *b = root; b; b = bb_next_block(root, b))
    if (b->kind == BB_HEADING && b->level < LEVEL_MAX) b->level++;
}

/* ---- loading ---- */

struct bb_course_text *bb_load_module(struct bb_loader *loader, const char *file,
                                      struct bb_module *module) {
  const struct bb_source *source = bb_load_source(loader, file);
  if (!source) return NULL;
  module->file = file;
  module->number = bb_load_number(file);
  module->place.path = source->path;
  uint32_t from = bb_load_front_matter(loader, source, module);
  struct bb_course_text *text = bb_load_text(loader, source, file, from);
  module->text = &text->markup;
  settle_title(loader, module);
  lower_headings(text->markup.root);
  if (!module->id.n) {
    struct bb_span name = bb_file_name(file);
    module->id = bb_id_make(loader->arena, bb_span_cut(name, 0, name.n - (sizeof ".md" - 1)), 'm');
  }
  return text;
}

/* ---- ids ---- */

/* Modules, terms and the glossary are all reached by their ids. */
static bool id_is_taken(const struct bb_course *course, size_t before, struct bb_span id) {
  if (bb_span_is(id, BB_GLOSSARY_ANCHOR)) return true;
  for (size_t i = 0; i < course->term_count; i++)
    if (bb_span_equal(course->terms[i].id, id)) return true;
  for (size_t i = 0; i < before; i++)
    if (bb_span_equal(course->modules[i].id, id)) return true;
  return false;
}

static void unique_module_ids(struct bb_loader *loader) {
  struct bb_course *course = loader->course;
  for (size_t i = 0; i < course->module_count; i++) {
    struct bb_module *module = &course->modules[i];
    struct bb_span id = module->id;
    if (id_is_taken(course, i, id))
      bb_diag_add(loader->diags, BB_D_ID_DUPLICATE, module->place, "module \"%.*s\"",
                  BB_SPAN_ARG(id));
    for (unsigned n = 2; id_is_taken(course, i, module->id); n++)
      module->id = bb_span_of(bb_arena_printf(loader->arena, "%.*s-%u", BB_SPAN_ARG(id), n));
  }
}

static void unique_objective_ids(struct bb_loader *loader) {
  struct bb_table *ids = &loader->names->objectives;
  for (size_t i = 0; i < loader->course->module_count; i++) {
    struct bb_module *module = &loader->course->modules[i];
    for (size_t k = 0; k < module->objective_count; k++)
      if (module->objectives[k].id.n)
        bb_table_add(loader->arena, ids, module->objectives[k].id, &module->objectives[k]);
  }
  bb_table_sort(ids);
  for (size_t i = 1; i < ids->count; i++) {
    struct bb_objective *objective = ids->entries[i].value;
    if (!bb_table_repeats(ids, i)) continue;
    bb_diag_add(loader->diags, BB_D_ID_DUPLICATE, objective->text.place, "objective \"%.*s\"",
                BB_SPAN_ARG(objective->id));
    objective->id = (struct bb_span){0};
  }
}

void bb_load_unique_ids(struct bb_loader *loader) {
  unique_module_ids(loader);
  unique_objective_ids(loader);
}
