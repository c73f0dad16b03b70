/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Prints the dump of a Markdown file, then what was reported about it.
 */
#include "markup/markup.h"

#include <stdio.h>

int main(int argc, char **argv) {
  if (argc != 2) return 2;
  struct bb_arena arena = {0};
  struct bb_buf out = {0};
  struct bb_diags *diags = bb_diags_new();
  const struct bb_source *source = bb_source_load(&arena, argv[1], diags);
  if (source) bb_markup_dump(bb_markup_parse(&arena, source, 0, diags), &out);
  bb_diags_write_text(diags, NULL, &out);
  fwrite(out.p, 1, out.n, stdout);
  bb_diags_free(diags);
  bb_buf_free(&out);
  bb_arena_free(&arena);
  return source ? 0 : 1;
}
