/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Any UTF-8 text is read as a module and dumped.  The tree must be a sound one, and every run of
 * inlines in it, rendered as a message, must read back as it was.
 */
#include "../markup_checks.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  struct bb_span text = {(const char *)data, size};
  if (bb_utf8_check(text) != size || (size && memchr(data, 0, size))) return 0;
  struct bb_arena arena = {0};
  struct bb_buf dump = {0};
  struct bb_diags *diags = bb_diags_new();
  const struct bb_source *source = bb_source_of(&arena, "fuzz.md", text);
  const struct bb_markup *markup = bb_markup_parse(&arena, source, 0, diags);
  bb_markup_dump(markup, &dump);
  const char *wrong = check_tree(markup);
  if (!wrong) wrong = check_all_round_trips(&arena, markup->root);
  if (wrong) {
    fprintf(stderr, "%s\n%s\n", wrong, dump.p);
    abort();
  }
  bb_diags_free(diags);
  bb_buf_free(&dump);
  bb_arena_free(&arena);
  return 0;
}
