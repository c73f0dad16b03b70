/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The colophon, on the back of the title page: who made the book, from what, and how far its
 * translation can be trusted.  It is filled in last, when all that was printed has been counted.
 */
#include "edition/assembly.h"

static void add_line(struct bb_assembly *a, struct bb_node *colophon, struct bb_span text) {
  bb_assembly_add_paragraph(a, colophon, BB_ROLE_SMALL, text);
}

static void add_value(struct bb_assembly *a, struct bb_node *colophon, const char *label,
                      struct bb_span value) {
  if (value.n) add_line(a, colophon, bb_assembly_fill_one(a, label, value));
}

static void add_contributors(struct bb_assembly *a, struct bb_node *colophon) {
  if (a->course->contributor_count)
    add_value(a, colophon, BB_LABEL("Written by %s."), a->document->author);
}

/* "A translation from English, of version 0.1 of 22 November 2026." */
static void add_origin(struct bb_assembly *a, struct bb_node *colophon) {
  const struct bb_course *course = a->course;
  const struct bb_span values[] = {
      bb_span_of(bb_lang_name(a->arena, a->source, a->lang)), course->version,
      course->date.year ? bb_assembly_date(a, course->date) : (struct bb_span){0}};
  if (values[1].n && values[2].n)
    add_line(
        a, colophon,
        bb_assembly_fill(a, BB_LABEL("A translation from %s, of version %s of %s."), values, 3));
  else
    add_line(a, colophon, bb_assembly_fill(a, BB_LABEL("A translation from %s."), values, 1));
}

static struct bb_span percent(const struct bb_assembly *a, size_t part, size_t whole) {
  double share = part >= whole ? 1.0 : (double)part / (double)whole;
  return bb_span_of(bb_lang_percent(a->arena, a->lang, share));
}

static void add_share(struct bb_assembly *a, struct bb_node *colophon) {
  const struct bb_catalog_info *info = bb_catalog_info(a->catalog);
  const struct bb_edition_report *report = a->report;
  const struct bb_span values[] = {
      bb_span_of(bb_lang_percent(a->arena, a->lang, bb_edition_share(report))),
      percent(a, info->reviewed, info->messages)};
  if (report->words_translated == report->words)
    add_line(a, colophon, bb_assembly_label(a, BB_LABEL("All of it is translated.")));
  else
    add_line(a, colophon,
             bb_assembly_fill(a,
                              BB_LABEL("%s of its words are translated; the rest is printed in the "
                                       "original language, with a mark in the margin."),
                              values, 1));
  add_line(a, colophon,
           bb_assembly_fill_one(a, BB_LABEL("%s of the translation has been reviewed by a person."),
                                values[1]));
}

/* The day of "2026-11-22 10:00+0000". */
static void add_revision(struct bb_assembly *a, struct bb_node *colophon) {
  struct bb_date day;
  struct bb_span revision = bb_catalog_info(a->catalog)->revision;
  if (bb_date_parse(bb_span_cut(revision, 0, 10), &day))
    add_value(a, colophon, BB_LABEL("Translation revised on %s."), bb_assembly_date(a, day));
}

/* "Name <address>" without the address, which is nobody's business in print. */
static struct bb_span translators(const struct bb_catalog_info *info) {
  return bb_span_trim(bb_span_cut(info->translators, 0, bb_span_find(info->translators, 0, "<")));
}

static void add_translation(struct bb_assembly *a, struct bb_node *colophon) {
  const struct bb_catalog_info *info = bb_catalog_info(a->catalog);
  if (a->lang == a->source) return;
  add_origin(a, colophon);
  add_value(a, colophon, BB_LABEL("Translated by %s."), translators(info));
  add_revision(a, colophon);
  add_share(a, colophon);
  if (bb_edition_is_draft(info))
    bb_assembly_add_paragraph(
        a, colophon, BB_ROLE_DRAFT_NOTICE,
        bb_assembly_label(a, BB_LABEL("This translation was made by a machine and has not been "
                                      "reviewed in full by a person. Do not use it in a case; use "
                                      "it to review.")));
}

void bb_assembly_fill_colophon(struct bb_assembly *a, struct bb_node *colophon) {
  const struct bb_span name[] = {a->document->title, a->document->edition};
  add_line(a, colophon, bb_assembly_fill(a, BB_LABEL("%s: %s"), name, 2));
  add_contributors(a, colophon);
  add_translation(a, colophon);
  add_value(a, colophon, BB_LABEL("Licence: %s"), a->course->licence);
  add_value(a, colophon, BB_LABEL("Made with %s."), bb_span_of(a->options->program));
}
