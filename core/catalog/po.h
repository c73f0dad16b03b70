/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A PO file as plain structs: what it says, in its own order, with the line of each message.
 */
#ifndef BB_CATALOG_PO_H
#define BB_CATALOG_PO_H

#include "base/source.h"

struct bb_po_entry {
  struct bb_span context, id, text; /* msgctxt, msgid, msgstr (of a plural: msgstr[0]) */
  struct bb_span comments;          /* the translators' own, one a line */
  uint32_t line;                    /* where its msgid stands */
  bool fuzzy, obsolete;
};

struct bb_po {
  const char *path;
  struct bb_span header;       /* "Language: km\nPlural-Forms: …\n" */
  struct bb_po_entry *entries; /* without the header */
  size_t count;
};

/* Reads a PO file of at most BB_SOURCE_MAX bytes.  NULL, with diagnostics at its lines, when it is
 * not a sound PO file in UTF-8 with a header: nothing of a damaged file is used. */
const struct bb_po *bb_po_load(struct bb_arena *arena, const char *path, struct bb_diags *diags);

/* The same for text in memory; `path` is what messages call it. */
const struct bb_po *bb_po_parse(struct bb_arena *arena, const char *path, struct bb_span text,
                                struct bb_diags *diags);

/* A field of the header ("Language"), trimmed; "" when there is none.  Borrows the header. */
struct bb_span bb_po_field(const struct bb_po *po, const char *name);

#endif
