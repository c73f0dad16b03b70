/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Where the store is when nobody says: the user's own data folder (XDG Base Directory
 * Specification).  A relative XDG_DATA_HOME is invalid there and passed over.
 */
#include "store/store.h"

#include <stdlib.h>

const char *bb_store_default_path(struct bb_arena *arena) {
  const char *data = getenv("XDG_DATA_HOME"), *home = getenv("HOME");
  if (data && data[0] == '/') return bb_arena_printf(arena, "%s/benchbook/progress.db", data);
  if (home && home[0]) return bb_arena_printf(arena, "%s/.local/share/benchbook/progress.db", home);
  return NULL;
}
