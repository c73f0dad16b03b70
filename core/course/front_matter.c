/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The YAML between two lines `---` at the head of a module.
 */
#include "course/load.h"

enum { MINUTES_MAX = 1440 }; /* a module of more than a day is a mistake */

static const char *const known_keys[] = {"id",      "title", "minutes",    "level",     "angles",
                                         "un_area", "see",   "objectives", "review_by", NULL};
static const char *const objective_keys[] = {"id", "text", NULL};
static const char *const levels[] = {"basic", "advanced", NULL};
static const char *const angles[] = {"technical", "policy", "legal", "economic", NULL};

/* ---- where it lies ---- */

static struct bb_span line_at(struct bb_span text, size_t at) {
  return bb_span_cut(text, at, bb_span_find(text, at, "\n"));
}

static bool is_fence(struct bb_span line, const char *fence) {
  return bb_span_starts(line, fence) && bb_span_trim(line).n == 3;
}

/* The end of the YAML and of the fence after it; false when there is none.  The text begins with a
 * fence. */
static bool find_end(struct bb_span text, size_t *yaml_end, size_t *end) {
  struct bb_span line = line_at(text, 0);
  for (size_t at = line.n + 1; at < text.n; at += line.n + 1) {
    line = line_at(text, at);
    if (!is_fence(line, "---") && !is_fence(line, "...")) continue;
    *yaml_end = at;
    *end = at + line.n < text.n ? at + line.n + 1 : text.n;
    return true;
  }
  return false;
}

/* ---- what it says ---- */

static void add_objective(const struct bb_fields *f, const struct bb_yaml *node,
                          struct bb_module *module, size_t *room) {
  struct bb_objective objective = {0};
  if (node->kind == BB_YAML_SCALAR) { /* the id was forgotten */
    objective.text = (struct bb_phrase){node->text, node->place};
    bb_diag_add(f->diags, BB_D_OBJECTIVE_ID, node->place, "\"%.*s\"", BB_SPAN_ARG(node->text));
  } else {
    const struct bb_fields item = bb_fields_of(f->arena, node, objective_keys, f->diags);
    objective.id = bb_field_id(&item, "id");
    objective.text = bb_field_phrase(&item, "text");
    if (item.map && !bb_yaml_find(item.map, "id"))
      bb_diag_add(f->diags, BB_D_OBJECTIVE_ID, node->place, "\"%.*s\"",
                  BB_SPAN_ARG(objective.text.text));
    if (item.map && !objective.text.text.n) bb_field_miss(&item, "text");
  }
  if (!objective.text.text.n) return;
  module->objectives = bb_arena_grow(f->arena, module->objectives, module->objective_count,
                                     module->objective_count + 1, sizeof objective, room);
  module->objectives[module->objective_count++] = objective;
}

static void read_angles(const struct bb_fields *f, struct bb_module *module) {
  size_t count;
  const struct bb_phrase *named = bb_field_phrases(f, "angles", &count);
  module->angles = BB_NEW_ARRAY(f->arena, count, struct bb_span);
  for (size_t i = 0; i < count; i++)
    if (bb_field_pick(f, "angles", named[i], angles) >= 0)
      module->angles[module->angle_count++] = named[i].text;
}

static void read_fields(const struct bb_fields *f, struct bb_module *module) {
  size_t room = 0;
  module->id = bb_field_id(f, "id");
  if (f->map) module->place = bb_field_place(f, "id");
  if (f->map && !bb_yaml_find(f->map, "id")) bb_field_miss(f, "id");
  module->title = bb_field_phrase(f, "title");
  module->minutes = bb_field_number(f, "minutes", 1, MINUTES_MAX);
  switch (bb_field_choice(f, "level", levels)) {
  case 0: module->level = BB_LEVEL_BASIC; break;
  case 1: module->level = BB_LEVEL_ADVANCED; break;
  }
  read_angles(f, module);
  module->un_areas = bb_field_texts(f, "un_area", &module->un_area_count);
  module->see = bb_field_texts(f, "see", &module->see_count);
  for (const struct bb_yaml *n = bb_field_items(f, "objectives"); n; n = n->next)
    add_objective(f, n, module, &room);
  module->review_by = bb_field_date(f, "review_by");
  module->review_place = bb_field_place(f, "review_by");
}

/* A first line `---` may also be a rule; before a line "key: …" it was meant to open front matter.
 */
static void check_open(struct bb_loader *loader, const struct bb_source *source) {
  struct bb_span second = line_at(source->text, line_at(source->text, 0).n + 1);
  if (bb_span_find(second, 0, ":") < second.n)
    bb_diag_add(loader->diags, BB_D_FRONT_MATTER_OPEN, bb_source_place(source, 0), "%s", "");
}

uint32_t bb_load_front_matter(struct bb_loader *loader, const struct bb_source *source,
                              struct bb_module *module) {
  size_t yaml_end, end;
  if (!is_fence(line_at(source->text, 0), "---")) return 0;
  if (!find_end(source->text, &yaml_end, &end)) {
    check_open(loader, source);
    return 0;
  }
  /* The first fence is a document mark to YAML too, so places need no shifting. */
  const struct bb_yaml *root = bb_yaml_read(loader->arena, source, 0, yaml_end, loader->diags);
  const struct bb_fields fields = bb_fields_of(loader->arena, root, known_keys, loader->diags);
  read_fields(&fields, module);
  return (uint32_t)end;
}
