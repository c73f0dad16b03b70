/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A language's catalog: beginning it, and bringing it up to date with the course.
 *
 * Updating is msgmerge's work, which knows how to find the old translation of a changed text; it
 * marks such a one fuzzy and keeps the previous original beside it.  Three things are done around
 * it.  msgmerge compares ids byte by byte, so translations that are found by canonical key only
 * (`*x*` for `_x_`, other wrapping, a context added later) are given to it under the new id, as a
 * compendium.  Its result goes to memory, is read back, and must hold every translation the old
 * file had, in use, fuzzy or obsolete.  Only then is the file replaced, in one step.
 */
#include "catalog/inside.h"

#include "base/file.h"
#include "catalog/template.h"
#include "catalog/temporary.h"

#include <gettext-po.h>

/* ---- a new catalog ---- */

static const char *new_path(struct bb_arena *arena, const struct bb_course *course,
                            const struct bb_lang *lang, const char *locales) {
  const char *folder = bb_file_join(arena, locales, lang->tag);
  return bb_file_join(arena, folder, bb_arena_printf(arena, "%.*s.po", BB_SPAN_ARG(course->id)));
}

static bool begin(struct bb_arena *arena, const struct bb_course *course,
                  const struct bb_lang *lang, const char *locales, struct bb_diags *diags) {
  const char *old = bb_catalog_file(arena, course, locales, lang, diags);
  if (old) {
    bb_diag_add(diags, BB_D_PO_EXISTS, (struct bb_place){.path = old}, "\"%s\"", lang->tag);
    return false;
  }
  if (!bb_catalog_extract(course, locales, diags)) return false;
  const struct bb_po *template = bb_po_load(arena, bb_template_path(arena, course, locales), diags);
  if (!template) return false;
  struct bb_span text, date = bb_po_field(template, "POT-Creation-Date");
  const char *header = bb_template_header(arena, course, date, lang);
  return bb_template_build(arena, course, header, &text, diags) &&
         bb_file_write(new_path(arena, course, lang, locales), text, diags);
}

bool bb_catalog_new(const struct bb_course *course, const struct bb_lang *lang, const char *locales,
                    struct bb_diags *diags) {
  struct bb_arena arena = {0};
  bool good = begin(&arena, course, lang, locales, diags);
  bb_arena_free(&arena);
  return good;
}

/* ---- an update ---- */

/* What the old file says for the message, when msgmerge would not see it because the ids differ as
 * bytes; else NULL. */
static const struct bb_po_entry *hidden(struct bb_arena *arena, const struct bb_po *old,
                                        const struct bb_index *exact, const struct bb_index *keys,
                                        const struct bb_po_entry *message) {
  size_t i;
  if (bb_index_find(exact, message->context, message->id, &i)) return NULL;
  const struct bb_po_entry *entry =
      bb_catalog_entry(old, keys, message->context, bb_key_of(arena, message->id));
  return entry && entry->text.n && !entry->fuzzy ? entry : NULL;
}

static void add_known(struct bb_arena *arena, po_message_iterator_t end,
                      const struct bb_po_entry *message, const struct bb_po_entry *known) {
  po_message_t copy = po_message_create();
  if (message->context.n) po_message_set_msgctxt(copy, bb_arena_string(arena, message->context));
  po_message_set_msgid(copy, bb_arena_string(arena, message->id));
  po_message_set_msgstr(copy, bb_arena_string(arena, known->text));
  po_message_set_comments(copy, bb_arena_string(arena, known->comments));
  po_message_insert(end, copy);
}

/* The compendium: the template's messages whose translation the old file holds under other bytes.
 */
static bool build_compendium(struct bb_arena *arena, const struct bb_po *old,
                             const struct bb_po *template, struct bb_span *text,
                             struct bb_diags *diags) {
  struct bb_index exact = {0}, keys = bb_catalog_index(arena, old);
  for (size_t i = 0; i < old->count; i++)
    bb_index_add(arena, &exact, old->entries[i].context, old->entries[i].id, i);
  po_file_t file = po_file_create();
  po_message_iterator_t end = po_message_iterator(file, NULL);
  struct bb_po_entry header = {.context = {"", 0}, .id = {"", 0}};
  struct bb_po_entry known = {.text = old->header, .comments = {"", 0}};
  add_known(arena, end, &header, &known);
  for (size_t i = 0; i < template->count; i++) {
    const struct bb_po_entry *message = &template->entries[i],
                             *entry = hidden(arena, old, &exact, &keys, message);
    if (entry) add_known(arena, end, message, entry);
  }
  po_message_iterator_free(end);
  bool good = bb_template_text(arena, file, text, diags);
  po_file_free(file);
  return good;
}

static bool run_msgmerge(struct bb_arena *arena, const char *path, const char *template,
                         const char *compendium, struct bb_buf *out, struct bb_diags *diags) {
  const char *const argv[] = {"msgmerge",
                              "--previous",
                              "--quiet",
                              "--width=79",
                              bb_arena_printf(arena, "--compendium=%s", compendium),
                              "--",
                              path,
                              template,
                              NULL};
  return bb_process_run(argv, out, diags);
}

/* Every translation of `old` must be found in `merged`; else false, naming the first one lost. */
static bool keeps_all(struct bb_arena *arena, const struct bb_po *old, const struct bb_po *merged,
                      struct bb_diags *diags) {
  struct bb_index texts = {0};
  size_t i;
  for (size_t k = 0; k < merged->count; k++)
    bb_index_add(arena, &texts, BB_SPAN(""), merged->entries[k].text, k);
  for (size_t k = 0; k < old->count; k++) {
    const struct bb_po_entry *entry = &old->entries[k];
    if (!entry->text.n || bb_index_find(&texts, BB_SPAN(""), entry->text, &i)) continue;
    bb_diag_add(diags, BB_D_PO_MERGE, (struct bb_place){old->path, entry->line, 0}, "%s", "");
    return false;
  }
  return true;
}

static struct bb_catalog_counts count_states(const struct bb_po *po) {
  struct bb_catalog_counts counts = {0};
  for (size_t i = 0; i < po->count; i++) {
    const struct bb_po_entry *entry = &po->entries[i];
    if (entry->obsolete)
      counts.obsolete++;
    else if (!entry->text.n)
      counts.missing++;
    else if (entry->fuzzy)
      counts.fuzzy++;
    else
      counts.translated++;
  }
  return counts;
}

static bool merge(struct bb_arena *arena, const struct bb_po *old, const char *template_path,
                  struct bb_catalog_counts *counts, struct bb_diags *diags) {
  struct bb_span known;
  const struct bb_po *template = bb_po_load(arena, template_path, diags);
  if (!template || !build_compendium(arena, old, template, &known, diags)) return false;
  const char *compendium = bb_temporary_new(arena, known, diags);
  if (!compendium) return false;
  struct bb_buf out = {0};
  bool good = run_msgmerge(arena, old->path, template_path, compendium, &out, diags);
  bb_temporary_free(compendium);
  const struct bb_po *merged =
      good ? bb_po_parse(arena, old->path, bb_buf_view(&out), diags) : NULL;
  good = merged && keeps_all(arena, old, merged, diags) &&
         bb_file_write(old->path, bb_buf_view(&out), diags);
  if (good && counts) *counts = count_states(merged);
  bb_buf_free(&out);
  return good;
}

bool bb_catalog_update(const struct bb_course *course, const struct bb_lang *lang,
                       const char *locales, struct bb_catalog_counts *counts,
                       struct bb_diags *diags) {
  struct bb_arena arena = {0};
  bool good = bb_catalog_extract(course, locales, diags);
  const char *path = good ? bb_catalog_file(&arena, course, locales, lang, diags) : NULL;
  if (good && !path)
    bb_diag_add(diags, BB_D_PO_MISSING, (struct bb_place){.path = locales}, "\"%s\"", lang->tag);
  const struct bb_po *old = path ? bb_po_load(&arena, path, diags) : NULL;
  good = old && merge(&arena, old, bb_template_path(&arena, course, locales), counts, diags);
  bb_arena_free(&arena);
  return good;
}
