/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What each edition consists of, and in what order; what the document says of itself.
 */
#include "edition/assembly.h"

#include <string.h>

double bb_edition_share(const struct bb_edition_report *report) {
  if (report->words_translated >= report->words) return 1.0;
  return (double)report->words_translated / (double)report->words;
}

static struct bb_span phrase_text(const struct bb_assembly *a, const struct bb_phrase *phrase) {
  return bb_catalog_phrase(a->arena, a->catalog, (struct bb_span){0}, phrase->text).text;
}

static struct bb_span edition_name(const struct bb_assembly *a) {
  switch (a->options->edition) {
  case BB_EDITION_HANDBOOK: return bb_assembly_label(a, BB_LABEL("Handbook"));
  case BB_EDITION_TRAINER: return bb_assembly_label(a, BB_LABEL("Trainer guide"));
  case BB_EDITION_QUIZ: return bb_assembly_label(a, BB_LABEL("Quiz paper"));
  case BB_EDITION_KEY: return bb_assembly_label(a, BB_LABEL("Answer key"));
  }
  return (struct bb_span){0};
}

static void describe(struct bb_assembly *a) {
  const struct bb_course *course = a->course;
  struct bb_document *document = a->document;
  document->lang = a->lang;
  document->title = phrase_text(a, &course->title);
  if (course->subtitle.text.n) document->subject = phrase_text(a, &course->subtitle);
  document->edition = edition_name(a);
  document->page_label = bb_assembly_label(a, BB_LABEL("Page"));
  /* TRANSLATORS: read aloud, with the number of a footnote behind it, where the footnote is called
   */
  document->footnote_label = bb_assembly_label(a, BB_LABEL("Footnote"));
  /* TRANSLATORS: read aloud at a footnote: the link to the place that calls it */
  document->back_label = bb_assembly_label(a, BB_LABEL("Back to the text"));
  document->image_folder = course->folder;
  if (course->contributor_count)
    document->author = bb_span_of(
        bb_lang_list(a->arena, a->lang, course->contributors, course->contributor_count));
  if (course->date.year)
    document->modified_date = bb_span_of(bb_arena_printf(
        a->arena, "%04d-%02d-%02d", course->date.year, course->date.month, course->date.day));
}

static void add_modules(struct bb_assembly *a) {
  for (size_t i = 0; i < a->course->module_count; i++)
    if (bb_edition_includes(&a->course->modules[i], a->options))
      bb_assembly_add_module(a, &a->course->modules[i]);
}

static void fill_book(struct bb_assembly *a) {
  struct bb_arena *arena = a->arena;
  struct bb_node *root = a->document->root;
  struct bb_node *title_page = bb_node_add(arena, root, BB_NODE_TITLE_PAGE, BB_ROLE_BODY);
  struct bb_node *colophon = bb_node_add(arena, root, BB_NODE_COLOPHON, BB_ROLE_BODY);
  struct bb_node *contents = bb_node_add(arena, root, BB_NODE_CONTENTS, BB_ROLE_BODY);
  bb_assembly_fill_title_page(a, title_page);
  bb_assembly_add_run(a, contents, bb_assembly_label(a, BB_LABEL("Contents")), BB_MARK_LABEL,
                      a->lang);
  add_modules(a);
  bb_assembly_add_glossary(a);
  bb_assembly_add_legislation(a);
  bb_assembly_add_index(a);
  bb_assembly_fill_colophon(a, colophon);
}

const struct bb_document *bb_edition_build(struct bb_arena *arena, const struct bb_course *course,
                                           const struct bb_catalog *catalog,
                                           const struct bb_edition_options *options,
                                           struct bb_edition_report *report) {
  struct bb_document *document = BB_NEW(arena, struct bb_document);
  struct bb_node *root = BB_NEW(arena, struct bb_node);
  struct bb_assembly assembly = {.arena = arena,
                                 .course = course,
                                 .catalog = catalog,
                                 .options = options,
                                 .report = report,
                                 .document = document,
                                 .lang = bb_catalog_language(catalog),
                                 .source = &course->language},
                     *a = &assembly;
  if (!strcmp(a->lang->tag, a->source->tag)) a->source = a->lang;
  *report = (struct bb_edition_report){0};
  document->root = root;
  describe(a);
  switch (options->edition) {
  case BB_EDITION_HANDBOOK:
  case BB_EDITION_TRAINER: fill_book(a); break;
  case BB_EDITION_QUIZ:
    bb_assembly_add_paper(a);
    bb_assembly_add_answer_sheet(a);
    break;
  case BB_EDITION_KEY: bb_assembly_add_key(a); break;
  }
  bb_assembly_drop_dead_links(a);
  bb_assembly_add_term_pages(a);
  return document;
}
