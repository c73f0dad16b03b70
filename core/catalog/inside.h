/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The inside of a catalog, for the files of this stage.
 */
#ifndef BB_CATALOG_INSIDE_H
#define BB_CATALOG_INSIDE_H

#include "catalog/catalog.h"
#include "catalog/key.h"
#include "catalog/po.h"

/* A message of the course and what became of its translation. */
struct bb_resolved {
  struct bb_message message;
  const struct bb_po_entry *entry;   /* NULL: not in the PO file */
  struct bb_translation translation; /* .inlines NULL: those of the original */
};

struct bb_catalog {
  struct bb_lang lang;
  bool is_source;
  const struct bb_po *po;       /* NULL: none, or refused */
  struct bb_resolved *messages; /* each once, in the course's order */
  size_t count, room;
  struct bb_index blocks, phrases; /* (context, id) -> messages */
  struct bb_index labels;          /* (context, msgid) -> label_texts */
  const char **label_texts;
  struct bb_catalog_info info;
  const char **inputs;
  size_t input_count;
};

/* The (context, key) index over a PO file's messages, obsolete ones not counted. */
struct bb_index bb_catalog_index(struct bb_arena *arena, const struct bb_po *po);

/* The entry for a message: by (context, key), then by (key) alone; NULL: none. */
const struct bb_po_entry *bb_catalog_entry(const struct bb_po *po, const struct bb_index *index,
                                           struct bb_span context, struct bb_span key);

/* The course's PO file for exactly this language: <locales>/<lang>/<course>.po, else
 * <locales>/<lang>.po; NULL: there is none. */
const char *bb_catalog_file(struct bb_arena *arena, const struct bb_course *course,
                            const char *locales, const struct bb_lang *lang,
                            struct bb_diags *diags);

/* The same, or that of the nearest language above it in the same script: zh-Hant for zh-Hant-TW,
 * but not zh. */
const char *bb_catalog_nearest_file(struct bb_arena *arena, const struct bb_course *course,
                                    const char *locales, const struct bb_lang *lang,
                                    struct bb_diags *diags);

/* <labels>/<lang>/benchbook.po of the language or the nearest above it; NULL: there is none. */
const char *bb_catalog_label_file(struct bb_arena *arena, const char *labels,
                                  const struct bb_lang *lang, struct bb_diags *diags);

/* Refuses translations that make two options of a question read the same (options.c). */
void bb_catalog_options(struct bb_arena *arena, struct bb_catalog *catalog,
                        const struct bb_course *course, struct bb_diags *diags);

/* True when a translator's comment says `benchbook:ok WORD`. */
bool bb_review_is_ok(struct bb_span comments, const char *word);

/* The fingerprint a reviewer signs: 8 hex digits of SHA-256 over msgid and msgstr. */
void bb_review_fingerprint(const struct bb_po_entry *entry, char hex[9]);

enum bb_review { BB_REVIEW_NONE, BB_REVIEW_EXPIRED, BB_REVIEW_VALID };
/* From `benchbook:reviewed NAME DATE h=FINGERPRINT`. */
enum bb_review bb_review_of(const struct bb_po_entry *entry);

#endif
