/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A module as a chapter: number and title, a line of facts, the objectives, the lesson, other
 * studies on the subject.
 */
#include "edition/assembly.h"

bool bb_edition_includes(const struct bb_module *module, const struct bb_edition_options *options) {
  if (options->level != BB_LEVEL_ALL && module->level != BB_LEVEL_ALL &&
      module->level != options->level)
    return false;
  if (!options->angle.n || !module->angle_count) return true;
  for (size_t i = 0; i < module->angle_count; i++)
    if (bb_span_equal(module->angles[i], options->angle)) return true;
  return false;
}

struct bb_node *bb_assembly_open_chapter(struct bb_assembly *a, struct bb_span title,
                                         struct bb_span anchor) {
  struct bb_node *heading = bb_node_add(a->arena, a->document->root, BB_NODE_HEADING, BB_ROLE_BODY);
  heading->level = 1;
  heading->anchor = anchor;
  a->sections = 0;
  if (title.n) bb_assembly_add_run(a, heading, title, BB_MARK_LABEL, a->lang);
  return heading;
}

/* ---- the facts ---- */

static void add_fact(struct bb_buf *facts, struct bb_span fact) {
  if (facts->n) bb_buf_string(facts, " \u00B7 ");
  bb_buf_span(facts, fact);
}

static void add_angles(const struct bb_assembly *a, const struct bb_module *module,
                       struct bb_buf *facts) {
  static const char *const known[] = {BB_LABEL("technical"), BB_LABEL("policy"), BB_LABEL("legal"),
                                      BB_LABEL("economic")};
  if (!module->angle_count) return;
  struct bb_span *words = BB_NEW_ARRAY(a->arena, module->angle_count, struct bb_span);
  for (size_t i = 0; i < module->angle_count; i++) {
    words[i] = module->angles[i];
    for (size_t k = 0; k < sizeof known / sizeof *known; k++)
      if (bb_span_is(words[i], known[k])) words[i] = bb_assembly_label(a, known[k]);
  }
  const char *list = bb_lang_list(a->arena, a->lang, words, module->angle_count);
  add_fact(facts, bb_assembly_fill_one(a, BB_LABEL("Angles: %s"), bb_span_of(list)));
}

static struct bb_span level_label(const struct bb_assembly *a, enum bb_level level) {
  switch (level) {
  case BB_LEVEL_ALL: break;
  case BB_LEVEL_BASIC: return bb_assembly_label(a, BB_LABEL("Basic level"));
  case BB_LEVEL_ADVANCED: return bb_assembly_label(a, BB_LABEL("Advanced level"));
  }
  return (struct bb_span){0};
}

static void add_facts(struct bb_assembly *a, const struct bb_module *module) {
  struct bb_buf facts = {0};
  if (module->minutes)
    add_fact(&facts, bb_assembly_fill_one(a, BB_LABEL("%s minutes"),
                                          bb_assembly_number(a, module->minutes)));
  if (module->level != BB_LEVEL_ALL) add_fact(&facts, level_label(a, module->level));
  add_angles(a, module, &facts);
  if (module->review_by.year)
    add_fact(&facts, bb_assembly_fill_one(a, BB_LABEL("Review due by %s"),
                                          bb_assembly_date(a, module->review_by)));
  if (facts.n)
    bb_assembly_add_paragraph(a, a->document->root, BB_ROLE_FACTS,
                              bb_arena_copy(a->arena, bb_buf_view(&facts)));
  bb_buf_free(&facts);
}

/* ---- the chapter ---- */

static void add_objectives(struct bb_assembly *a, const struct bb_module *module) {
  if (!module->objective_count) return;
  struct bb_node *box = bb_node_add(a->arena, a->document->root, BB_NODE_BOX, BB_ROLE_OBJECTIVES);
  box->label = bb_assembly_label(a, BB_LABEL("Objectives"));
  struct bb_node *list = bb_node_add(a->arena, box, BB_NODE_LIST, BB_ROLE_BODY);
  for (size_t i = 0; i < module->objective_count; i++) {
    const struct bb_phrase *phrase = &module->objectives[i].text;
    struct bb_node *item = bb_node_add(a->arena, list, BB_NODE_ITEM, BB_ROLE_BODY);
    item->marker = bb_lang_item_number(a->arena, a->lang, 0, (int64_t)i + 1);
    struct bb_node *text = bb_node_add(a->arena, item, BB_NODE_PARAGRAPH, BB_ROLE_BODY);
    bb_assembly_set_phrase(a, text, (struct bb_span){0}, phrase->text, phrase->place);
  }
}

void bb_assembly_add_module(struct bb_assembly *a, const struct bb_module *module) {
  a->module = module;
  a->markup = module->text;
  struct bb_node *heading = bb_assembly_open_chapter(
      a, (struct bb_span){0}, bb_course_anchor(a->arena, module, (struct bb_span){0}));
  heading->number = bb_span_of(bb_lang_number(a->arena, a->lang, module->number));
  bb_assembly_set_phrase(a, heading, (struct bb_span){0}, module->title.text, module->title.place);
  add_facts(a, module);
  add_objectives(a, module);
  bb_assembly_add_items(a, a->document->root, BB_ROLE_SMALL, BB_LABEL("See also:"), module->see,
                        module->see_count);
  const struct bb_block *body = module->text->root->child;
  bb_assembly_number_notes(a, &(struct bb_stretch){.first = body}, 1);
  bb_assembly_add_blocks(a, a->document->root, body, NULL);
}
