/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A language's translations of one course.
 *
 * Loading walks the course's messages once and decides for each what is printed: the PO file's
 * entry is found by canonical key, verified, and kept parsed.  Afterwards a lookup only renders the
 * block to its id and asks a table.  So whatever is refused has been reported before the first page
 * is made, and printing a message twice costs nothing.
 *
 * Not here: files and folders (files.c), PO syntax (po.c), what breaks a page (verify.c).
 */
#include "catalog/inside.h"

#include "catalog/message.h"
#include "catalog/verify.h"

#include <string.h>

struct bb_index bb_catalog_index(struct bb_arena *arena, const struct bb_po *po) {
  struct bb_index index = {0};
  for (size_t i = 0; i < po->count; i++)
    if (!po->entries[i].obsolete)
      bb_index_add(arena, &index, po->entries[i].context, bb_key_of(arena, po->entries[i].id), i);
  return index;
}

const struct bb_po_entry *bb_catalog_entry(const struct bb_po *po, const struct bb_index *index,
                                           struct bb_span context, struct bb_span key) {
  size_t i;
  bool found = bb_index_find(index, context, key, &i) ||
               bb_index_find(index, (struct bb_span){"", 0}, key, &i);
  return found ? &po->entries[i] : NULL;
}

/* ---- resolving the course's messages ---- */

struct resolving {
  struct bb_arena *arena;
  struct bb_catalog *catalog;
  struct bb_index entries; /* of the PO file */
  struct bb_diags *diags;
};

static struct bb_inline *text_inline(struct bb_arena *arena, struct bb_span text) {
  struct bb_inline *inl = BB_NEW(arena, struct bb_inline);
  inl->kind = BB_TEXT;
  inl->text = text;
  return inl;
}

/* Sets the translation from its entry, which is not empty and not fuzzy; false: it is refused. */
static bool accept(struct bb_arena *arena, struct bb_resolved *resolved, struct bb_fault *fault) {
  const struct bb_po_entry *entry = resolved->entry;
  struct bb_translation *translation = &resolved->translation;
  if (resolved->message.plain) {
    bool good = resolved->message.answers
                    ? bb_verify_answers(arena, entry->text, &translation->text, fault)
                    : bb_verify_plain(resolved->message.id, entry->text, &translation->text, fault);
    if (!good) return false;
    translation->inlines = text_inline(arena, translation->text);
  } else {
    bool foreign = bb_review_is_ok(entry->comments, "links");
    translation->inlines =
        bb_verify_markdown(arena, resolved->message.id, entry->text, foreign, fault);
  }
  return translation->inlines != NULL;
}

static void resolve(struct resolving *resolving, struct bb_resolved *resolved) {
  struct bb_fault fault;
  const struct bb_po *po = resolving->catalog->po;
  const struct bb_po_entry *entry =
      po ? bb_catalog_entry(po, &resolving->entries, resolved->message.context,
                            bb_key_of(resolving->arena, resolved->message.id))
         : NULL;
  resolved->entry = entry;
  if (!entry || !bb_span_trim(entry->text).n)
    resolved->translation.state = BB_MISSING;
  else if (entry->fuzzy)
    resolved->translation.state = BB_FUZZY;
  else if (accept(resolving->arena, resolved, &fault))
    resolved->translation.state = BB_TRANSLATED;
  else {
    resolved->translation = (struct bb_translation){.state = BB_REFUSED};
    bb_diag_add(resolving->diags, fault.code, (struct bb_place){po->path, entry->line, 0}, "%s",
                fault.detail);
  }
}

static void add_message(void *user, const struct bb_message *message) {
  struct resolving *resolving = user;
  struct bb_catalog *catalog = resolving->catalog;
  struct bb_index *index = message->plain ? &catalog->phrases : &catalog->blocks;
  if (!bb_index_add(resolving->arena, index, message->context, message->id, catalog->count)) return;
  catalog->messages = bb_arena_grow(resolving->arena, catalog->messages, catalog->count,
                                    catalog->count + 1, sizeof *catalog->messages, &catalog->room);
  struct bb_resolved *resolved = &catalog->messages[catalog->count++];
  *resolved = (struct bb_resolved){.message = *message};
  resolve(resolving, resolved);
}

/* ---- loading ---- */

static void add_input(struct bb_catalog *catalog, const char *path) {
  catalog->inputs[catalog->input_count++] = path;
}

/* A field of the header, "" while it holds the template's capitals. */
static struct bb_span filled(const struct bb_po *po, const char *name, const char *placeholder) {
  struct bb_span value = bb_po_field(po, name);
  return bb_span_starts(value, placeholder) ? (struct bb_span){"", 0} : value;
}

static struct bb_catalog_info info_of(const struct bb_po *po) {
  struct bb_catalog_info info = {
      .machine = bb_span_is_nocase(bb_po_field(po, "X-Benchbook-Draft"), "machine"),
      .translators = filled(po, "Last-Translator", "FULL NAME"),
      .revision = filled(po, "PO-Revision-Date", "YEAR"),
  };
  for (size_t i = 0; i < po->count; i++) {
    if (po->entries[i].obsolete) continue;
    info.messages++;
    info.reviewed += bb_review_of(&po->entries[i]) == BB_REVIEW_VALID;
  }
  return info;
}

static void load_messages(struct bb_arena *arena, struct bb_catalog *catalog,
                          const struct bb_course *course, const char *locales,
                          struct bb_diags *diags) {
  const char *path = bb_catalog_nearest_file(arena, course, locales, &catalog->lang, diags);
  struct resolving resolving = {.arena = arena, .catalog = catalog, .diags = diags};
  if (path) {
    add_input(catalog, path);
    catalog->po = bb_po_load(arena, path, diags);
  } else {
    bb_diag_add(diags, BB_D_PO_MISSING, (struct bb_place){.path = locales}, "\"%s\"",
                catalog->lang.tag);
  }
  if (catalog->po) {
    resolving.entries = bb_catalog_index(arena, catalog->po);
    catalog->info = info_of(catalog->po);
  }
  bb_catalog_each_message(arena, course, add_message, &resolving);
  if (catalog->po) bb_catalog_options(arena, catalog, course, diags);
}

static void load_labels(struct bb_arena *arena, struct bb_catalog *catalog, const char *labels,
                        struct bb_diags *diags) {
  const char *path = bb_catalog_label_file(arena, labels, &catalog->lang, diags);
  if (!path) return;
  add_input(catalog, path);
  const struct bb_po *po = bb_po_load(arena, path, diags);
  if (!po) return;
  catalog->label_texts = BB_NEW_ARRAY(arena, po->count, const char *);
  for (size_t i = 0; i < po->count; i++) {
    const struct bb_po_entry *entry = &po->entries[i];
    if (entry->obsolete || entry->fuzzy || !entry->text.n) continue;
    if (!bb_verify_label(entry->id, entry->text)) {
      bb_diag_add(diags, BB_D_LABEL_FORMAT, (struct bb_place){path, entry->line, 0}, "\"%.*s\"",
                  BB_SPAN_ARG(entry->id));
      continue;
    }
    bb_index_add(arena, &catalog->labels, entry->context, entry->id, i);
    catalog->label_texts[i] = entry->text.p;
  }
}

const struct bb_catalog *bb_catalog_load(struct bb_arena *arena, const struct bb_course *course,
                                         const struct bb_lang *lang, const char *locales,
                                         const char *labels, struct bb_diags *diags) {
  enum { FILES = 2 };
  struct bb_catalog *catalog = BB_NEW(arena, struct bb_catalog);
  catalog->lang = *lang;
  catalog->is_source = !strcmp(lang->tag, course->language.tag);
  catalog->inputs = BB_NEW_ARRAY(arena, FILES, const char *);
  catalog->info.translators = catalog->info.revision = (struct bb_span){"", 0};
  if (!catalog->is_source) load_messages(arena, catalog, course, locales, diags);
  load_labels(arena, catalog, labels, diags);
  return catalog;
}

/* ---- lookup ---- */

struct bb_translation bb_catalog_block(struct bb_arena *arena, const struct bb_catalog *catalog,
                                       const struct bb_block *block) {
  size_t i;
  struct bb_translation original = {BB_SOURCE, block->inlines, {"", 0}};
  if (catalog->is_source) return original;
  struct bb_span id = bb_message_id(arena, block);
  if (!id.n) return original;
  original.state = BB_MISSING;
  if (!bb_index_find(&catalog->blocks, bb_message_context(block), id, &i)) return original;
  struct bb_translation found = catalog->messages[i].translation;
  if (!found.inlines) found.inlines = block->inlines;
  return found;
}

struct bb_translation bb_catalog_phrase(struct bb_arena *arena, const struct bb_catalog *catalog,
                                        struct bb_span context, struct bb_span text) {
  size_t i;
  struct bb_translation found = {.state = catalog->is_source ? BB_SOURCE : BB_MISSING};
  if (bb_index_find(&catalog->phrases, context, text, &i)) found = catalog->messages[i].translation;
  if (found.inlines) return found;
  found.text = text;
  found.inlines = text_inline(arena, text);
  return found;
}

static bool weigh_the_same(const struct bb_typed *a, const struct bb_typed *b) {
  if (a->count != b->count) return false;
  for (size_t i = 0; i < a->count; i++)
    if (a->accepted[i].weight != b->accepted[i].weight) return false;
  return true;
}

struct bb_typed bb_catalog_typed(struct bb_arena *arena, const struct bb_catalog *catalog,
                                 const struct bb_typed *typed) {
  if (!typed->message.text.n) return *typed;
  struct bb_translation found = bb_catalog_phrase(
      arena, catalog, bb_message_answers_context(typed->list), typed->message.text);
  if (found.state != BB_TRANSLATED) return *typed;
  struct bb_typed translated = bb_course_typed(arena, found.text);
  bool same = weigh_the_same(typed, &translated);
  for (size_t i = 0; same && i < translated.count; i++)
    translated.accepted[i].feedback = typed->accepted[i].feedback;
  return translated;
}

const char *bb_catalog_label(const struct bb_catalog *catalog, const char *context,
                             const char *msgid) {
  if (!catalog) return msgid;
  size_t i;
  bool found = bb_index_find(&catalog->labels, bb_span_of(context), bb_span_of(msgid), &i);
  return found ? catalog->label_texts[i] : msgid;
}

/* Reads "%s" or "%2$s" at *at; *index is the value it asks for, from 0.  False: just a character.
 */
static bool read_slot(struct bb_span label, size_t *at, size_t *index, size_t *next) {
  size_t i = *at + 1;
  if (label.p[*at] != '%' || i >= label.n) return false;
  if (label.p[i] == 's') {
    *index = (*next)++;
    *at = i + 1;
    return true;
  }
  if (i + 2 >= label.n || label.p[i] < '1' || label.p[i] > '9' || label.p[i + 1] != '$' ||
      label.p[i + 2] != 's')
    return false;
  *index = (size_t)(label.p[i] - '1');
  *at = i + 3;
  return true;
}

struct bb_span bb_catalog_fill(struct bb_arena *arena, const struct bb_catalog *catalog,
                               const char *msgid, const struct bb_span *values, size_t count) {
  struct bb_span label = bb_span_of(bb_catalog_label(catalog, NULL, msgid));
  struct bb_buf out = {0};
  for (size_t at = 0, next = 0, index; at < label.n;) {
    if (!read_slot(label, &at, &index, &next))
      bb_buf_char(&out, label.p[at++]);
    else if (index < count)
      bb_buf_span(&out, values[index]);
  }
  struct bb_span filled = bb_arena_copy(arena, bb_buf_view(&out));
  bb_buf_free(&out);
  return filled;
}

const struct bb_lang *bb_catalog_language(const struct bb_catalog *catalog) {
  return &catalog->lang;
}

const struct bb_catalog_info *bb_catalog_info(const struct bb_catalog *catalog) {
  return &catalog->info;
}

size_t bb_catalog_inputs(const struct bb_catalog *catalog, const char *const **paths) {
  *paths = catalog->inputs;
  return catalog->input_count;
}
