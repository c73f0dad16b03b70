/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Files that live for one call: libgettextpo and msgmerge read and write files by name only.
 */
#ifndef BB_CATALOG_TEMPORARY_H
#define BB_CATALOG_TEMPORARY_H

#include "base/file.h"

/* Writes the bytes to a new file only this user can read, in $TMPDIR or the system's folder for
 * such files.  Its name, in the arena; NULL, with a diagnostic, when that fails. */
const char *bb_temporary_new(struct bb_arena *arena, struct bb_span bytes, struct bb_diags *diags);

/* Removes it; NULL is allowed. */
void bb_temporary_free(const char *path);

#endif
