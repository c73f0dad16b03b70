/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The title page: what the book is, for whom, in which version.
 */
#include "edition/assembly.h"

bool bb_edition_is_draft(const struct bb_catalog_info *info) {
  return info->machine && info->reviewed < info->messages;
}

static void add_phrase(struct bb_assembly *a, struct bb_node *page, enum bb_role role,
                       const struct bb_phrase *phrase) {
  if (!phrase->text.n) return;
  struct bb_node *node = bb_node_add(a->arena, page, BB_NODE_PARAGRAPH, role);
  bb_assembly_set_phrase(a, node, (struct bb_span){0}, phrase->text, phrase->place);
}

static struct bb_span economy_name(const struct bb_assembly *a) {
  for (size_t i = 0; i < a->course->economy_count; i++) {
    const struct bb_economy *economy = &a->course->economies[i];
    if (bb_span_is_nocase(economy->id, a->course->economy))
      return bb_catalog_phrase(a->arena, a->catalog, (struct bb_span){0}, economy->name.text).text;
  }
  return bb_span_of(bb_lang_region_name(a->arena, a->course->economy, a->lang));
}

static void add_version(struct bb_assembly *a, struct bb_node *page) {
  const struct bb_course *course = a->course;
  const struct bb_span values[] = {
      course->version, course->date.year ? bb_assembly_date(a, course->date) : (struct bb_span){0}};
  struct bb_span text = values[1];
  if (values[0].n && values[1].n)
    text = bb_assembly_fill(a, BB_LABEL("Version %s, %s"), values, 2);
  else if (values[0].n)
    text = bb_assembly_fill_one(a, BB_LABEL("Version %s"), values[0]);
  if (text.n) bb_assembly_add_paragraph(a, page, BB_ROLE_IMPRINT, text);
}

void bb_assembly_fill_title_page(struct bb_assembly *a, struct bb_node *page) {
  bb_assembly_add_paragraph(a, page, BB_ROLE_EDITION, a->document->edition);
  add_phrase(a, page, BB_ROLE_TITLE, &a->course->title);
  add_phrase(a, page, BB_ROLE_SUBTITLE, &a->course->subtitle);
  if (a->course->economy)
    bb_assembly_add_paragraph(a, page, BB_ROLE_IMPRINT,
                              bb_assembly_fill_one(a, BB_LABEL("Edition for %s"), economy_name(a)));
  add_version(a, page);
  if (bb_edition_is_draft(bb_catalog_info(a->catalog)))
    bb_assembly_add_paragraph(a, page, BB_ROLE_DRAFT_NOTICE,
                              bb_assembly_label(a, BB_LABEL("Machine draft, not yet reviewed")));
}
