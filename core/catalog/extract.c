/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Writes a course's template, and no other bytes than needed: its creation date is the course's own
 * date (or SOURCE_DATE_EPOCH, or today) and moves only when the messages did, so that a template
 * made twice is the same file.
 */
#include "catalog/inside.h"

#include "base/file.h"
#include "catalog/template.h"

static struct bb_span date_of(struct bb_arena *arena, const struct bb_course *course) {
  struct bb_date day = course->date.year ? course->date : bb_date_today();
  return bb_span_of(
      bb_arena_printf(arena, "%04d-%02d-%02d 00:00+0000", day.year, day.month, day.day));
}

static bool same_messages(const struct bb_po *a, const struct bb_po *b) {
  if (a->count != b->count) return false;
  for (size_t i = 0; i < a->count; i++)
    if (!bb_span_equal(a->entries[i].id, b->entries[i].id) ||
        !bb_span_equal(a->entries[i].context, b->entries[i].context))
      return false;
  return true;
}

/* The creation date of the template that is there, when it has the same messages as `text`; else
 * "".  A damaged one is about to be replaced: no word about it. */
static struct bb_span kept_date(struct bb_arena *arena, const char *path, struct bb_span text) {
  struct bb_span date = {"", 0};
  if (bb_file_kind(path) != BB_FILE_REGULAR) return date;
  struct bb_diags *ignored = bb_diags_new();
  const struct bb_po *old = bb_po_load(arena, path, ignored),
                     *fresh = bb_po_parse(arena, path, text, ignored);
  if (old && fresh && same_messages(old, fresh)) date = bb_po_field(old, "POT-Creation-Date");
  bb_diags_free(ignored);
  return date;
}

bool bb_catalog_extract(const struct bb_course *course, const char *locales,
                        struct bb_diags *diags) {
  struct bb_arena arena = {0};
  struct bb_span text, date = date_of(&arena, course);
  const char *path = bb_template_path(&arena, course, locales);
  const char *header = bb_template_header(&arena, course, date, NULL);
  bool good = bb_template_build(&arena, course, header, &text, diags);
  struct bb_span kept = good ? kept_date(&arena, path, text) : date;
  if (kept.n && !bb_span_equal(kept, date)) {
    header = bb_template_header(&arena, course, kept, NULL);
    good = bb_template_build(&arena, course, header, &text, diags);
  }
  good = good && bb_file_write(path, text, diags);
  bb_arena_free(&arena);
  return good;
}
