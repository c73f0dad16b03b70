/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Translation through PO files: what the messages of a course are, where their translations are
 * found, and which of them may be printed.
 *
 * A message is a paragraph, heading, item paragraph, table cell, call-out title, diagram cell, the
 * accepted answers of a question or a phrase from YAML.  Inline marks stay inside, re-rendered
 * canonically.  Lookup is by canonical key: each msgid is parsed and rendered again, so that
 * wrapping and `*x*` for `_x_` never lose a translation; (context, id) first, then (id) alone.
 *
 * A translation that would break the page (another block count, a lost or changed link, changed
 * code, lost footnote marks, gaps or images) is refused, and so is one that shows nothing, that
 * makes two options the same, or whose accepted answers cannot be read: the original is printed and
 * the report says why.  Fuzzy and empty ones fall back too.  Nothing depends on the process locale.
 */
#ifndef BB_CATALOG_CATALOG_H
#define BB_CATALOG_CATALOG_H

#include "course/course.h"

/* ---- the messages of a course (catalog/messages.c) ---- */

struct bb_message {
  struct bb_span id;      /* canonical Markdown, or plain text */
  struct bb_span context; /* msgctxt, may be empty */
  const char *path; /* structure, for the translator: "module 8 / table / cell, column \"Basis\"" */
  struct bb_span note; /* the author's note to the translator, may be empty */
  struct bb_place place;
  bool plain;   /* no Markdown inside */
  bool answers; /* plain too: accepted answers of a question, one a line */
};

typedef void bb_message_visit(void *user, const struct bb_message *message);

/* Calls visit for every message of the course in reading order, repeats included: manifest,
 * modules (front matter, then text), glossary, economies, overlays.  Slots that an economy's text
 * replaced are not seen: for a template the course is loaded without one.  The message and its
 * spans live until the arena is released. */
void bb_catalog_each_message(struct bb_arena *arena, const struct bb_course *course,
                             bb_message_visit *visit, void *user);

/* ---- a language's translations (catalog/catalog.c) ---- */

enum bb_translation_state {
  BB_TRANSLATED, /* printed */
  BB_MISSING,    /* not in the catalog, or empty */
  BB_FUZZY,      /* needs review after a change of the source */
  BB_REFUSED,    /* would break the page; reported */
  BB_SOURCE      /* printed as written: the source language, or `i18n: skip` */
};

struct bb_translation {
  enum bb_translation_state state;
  const struct bb_inline *inlines; /* the translation, or the original */
  struct bb_span text;             /* for phrases: the same as plain text */
};

struct bb_catalog;

/* What the catalogs say of themselves, for the colophon. */
struct bb_catalog_info {
  bool machine;               /* a machine draft: header X-Benchbook-Draft: machine */
  struct bb_span translators; /* "Last-Translator", "" when it is a placeholder */
  struct bb_span revision;    /* PO-Revision-Date, "" when unset */
  size_t reviewed;            /* messages with a valid "benchbook:reviewed" comment */
  size_t messages;            /* messages in the course's catalog, obsolete ones not counted */
};

/* Loads <locales>/<lang>/<course>.po, else <locales>/<lang>.po, and <labels>/<lang>/benchbook.po
 * (folder names with '-' or '_'; a region falls back to its language: zh-Hant-TW, zh-Hant).
 * For the source language, an empty catalog whose state is BB_SOURCE.  A file that is not a sound
 * PO file in UTF-8 is refused with diagnostics and counts as missing.  Every translation of the
 * course's messages is verified here, and those refused are reported.  labels may be NULL.
 * Never NULL. */
const struct bb_catalog *bb_catalog_load(struct bb_arena *arena, const struct bb_course *course,
                                         const struct bb_lang *lang, const char *locales,
                                         const char *labels, struct bb_diags *diags);

/* The languages that have a catalog for this course, canonical tags, sorted; the source first. */
size_t bb_catalog_languages(struct bb_arena *arena, const struct bb_course *course,
                            const char *locales, struct bb_lang **langs);

/* The translation of a block's inlines (heading, paragraph, cell, call-out title).  Never fails:
 * .inlines is always printable. */
struct bb_translation bb_catalog_block(struct bb_arena *arena, const struct bb_catalog *catalog,
                                       const struct bb_block *block);

/* The translation of a plain phrase, as bb_catalog_each_message visits it: from YAML, or the cell
 * of a diagram with the context of its block.  .inlines is one BB_TEXT of the same text. */
struct bb_translation bb_catalog_phrase(struct bb_arena *arena, const struct bb_catalog *catalog,
                                        struct bb_span context, struct bb_span text);

/* The accepted answers of a question or gap in the catalog's language; those of the source where
 * they are not translated, for numbers and times always.  A language may have more or fewer of
 * them.  Feedback is kept where the lines are as many as in the source and weigh the same. */
struct bb_typed bb_catalog_typed(struct bb_arena *arena, const struct bb_catalog *catalog,
                                 const struct bb_typed *typed);

/* Marks a label, so that xgettext finds it: bb_catalog_label(c, NULL, BB_LABEL("Contents")),
 * bb_catalog_label(c, BB_LABEL_IN("verb", "Open")), or both in tables. */
#define BB_LABEL(msgid)             (msgid)
#define BB_LABEL_IN(context, msgid) (context), (msgid)

/* A label of the product ("Contents") from benchbook.po; context may be NULL.  Falls back to the
 * English msgid, which a NULL catalog gives too. */
const char *bb_catalog_label(const struct bb_catalog *catalog, const char *context,
                             const char *msgid);

/* The label with values in the place of its "%s" or "%2$s", in the arena.  A translated label is
 * never used as a format of printf. */
struct bb_span bb_catalog_fill(struct bb_arena *arena, const struct bb_catalog *catalog,
                               const char *msgid, const struct bb_span *values, size_t count);

const struct bb_lang *bb_catalog_language(const struct bb_catalog *catalog);
const struct bb_catalog_info *bb_catalog_info(const struct bb_catalog *catalog);
/* The PO files read, for the up-to-date rule. */
size_t bb_catalog_inputs(const struct bb_catalog *catalog, const char *const **paths);

/* ---- keeping catalogs (catalog/update.c, catalog/check.c) ---- */

/* Writes <locales>/templates/<course>.pot. */
bool bb_catalog_extract(const struct bb_course *course, const char *locales,
                        struct bb_diags *diags);

struct bb_catalog_counts {
  size_t translated, fuzzy, missing, obsolete;
};

/* Makes <locales>/<lang>/<course>.po from the template (header with plural forms); an existing file
 * is never overwritten.  Update merges the template into it with msgmerge, keeping every
 * translation; counts may be NULL. */
bool bb_catalog_new(const struct bb_course *course, const struct bb_lang *lang, const char *locales,
                    struct bb_diags *diags);
bool bb_catalog_update(const struct bb_course *course, const struct bb_lang *lang,
                       const char *locales, struct bb_catalog_counts *counts,
                       struct bb_diags *diags);

/* Every problem of the language's catalog of the course, as diagnostics at the PO file's lines:
 * what loading refuses; changed numbers, unclosed bidi controls, ended reviews; how many are fuzzy
 * and missing. */
void bb_catalog_check(const struct bb_course *course, const struct bb_lang *lang,
                      const char *locales, struct bb_diags *diags);

void bb_catalog_dump(const struct bb_catalog *catalog, const struct bb_course *course,
                     struct bb_buf *out);

#endif
