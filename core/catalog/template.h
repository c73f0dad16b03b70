/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * PO text made here: a course's template, a language's first catalog.
 */
#ifndef BB_CATALOG_TEMPLATE_H
#define BB_CATALOG_TEMPLATE_H

#include "catalog/catalog.h"

struct po_file; /* libgettextpo's */

/* The header of a catalog of the course; lang: NULL for the template.  date: its creation date. */
const char *bb_template_header(struct bb_arena *arena, const struct bb_course *course,
                               struct bb_span date, const struct bb_lang *lang);

/* The course's messages as PO text in the arena, each (context, id) once and untranslated, under
 * this header.  False, with a diagnostic, when a temporary file cannot be written. */
bool bb_template_build(struct bb_arena *arena, const struct bb_course *course, const char *header,
                       struct bb_span *text, struct bb_diags *diags);

/* A PO file of libgettextpo's as text in the arena, wrapped at 79 columns as msgmerge wraps. */
bool bb_template_text(struct bb_arena *arena, struct po_file *file, struct bb_span *text,
                      struct bb_diags *diags);

/* <locales>/templates/<course>.pot, in the arena. */
const char *bb_template_path(struct bb_arena *arena, const struct bb_course *course,
                             const char *locales);

#endif
