/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Any bytes are read as a PO file.  What is refused has a reason; of what is taken, the lines
 * ascend, keys are text, and every translation is verified, as Markdown, as a phrase and as a
 * label. That rendering a message is stable is for markdown_fuzz.c to prove.
 */
#include "catalog/inside.h"
#include "catalog/verify.h"

#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void check(bool good) {
  if (!good) abort();
}

static void check_entry(struct bb_arena *arena, const struct bb_po_entry *entry) {
  struct bb_fault fault;
  struct bb_span trimmed, key = bb_key_of(arena, entry->id);
  check(bb_utf8_check(key) == key.n);
  check(bb_utf8_check(entry->text) == entry->text.n);
  bb_verify_markdown(arena, entry->id, entry->text, bb_review_is_ok(entry->comments, "links"),
                     &fault);
  bb_verify_plain(entry->id, entry->text, &trimmed, &fault);
  bb_verify_label(entry->id, entry->text);
  bb_review_of(entry);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  struct bb_arena arena = {0};
  struct bb_diags *diags = bb_diags_new();
  struct bb_span text = bb_arena_copy(&arena, (struct bb_span){(const char *)data, size});
  const struct bb_po *po = bb_po_parse(&arena, "fuzz.po", text, diags);
  check((po != NULL) == (bb_diags_worst(diags) < BB_ERROR));
  for (size_t i = 0; po && i < po->count; i++) {
    check(i == 0 || po->entries[i - 1].line <= po->entries[i].line);
    check_entry(&arena, &po->entries[i]);
  }
  bb_diags_free(diags);
  bb_arena_free(&arena);
  return 0;
}
