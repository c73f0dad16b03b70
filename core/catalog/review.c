/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What translators and reviewers say in comments, which msgmerge keeps:
 *     # benchbook:ok numbers links
 *     # benchbook:reviewed Anna Silva 2026-03-01 h=1a2b3c4d
 * A review is bound to the two texts by their fingerprint, so it ends by itself when one changes.
 */
#include "catalog/inside.h"

#include "base/hash.h"

#include <string.h>

/* Goes to the next comment line that begins with `mark`; what follows it is the line's rest. */
static bool next_line(struct bb_span *comments, const char *mark, struct bb_span *rest) {
  for (struct bb_span line; (line = bb_span_next(comments, '\n')).p;) {
    line = bb_span_trim(line);
    if (!bb_span_starts(line, mark)) continue;
    *rest = bb_span_cut(line, strlen(mark), line.n);
    return true;
  }
  return false;
}

bool bb_review_is_ok(struct bb_span comments, const char *word) {
  for (struct bb_span rest; next_line(&comments, "benchbook:ok ", &rest);)
    for (struct bb_span w; (w = bb_span_next(&rest, ' ')).p;)
      if (bb_span_is(w, word)) return true;
  return false;
}

void bb_review_fingerprint(const struct bb_po_entry *entry, char hex[9]) {
  struct bb_hash hash;
  char all[65];
  bb_hash_begin(&hash);
  bb_hash_span(&hash, entry->id);
  bb_hash_span(&hash, entry->text);
  bb_hash_end(&hash, all);
  memcpy(hex, all, 8);
  hex[8] = '\0';
}

enum bb_review bb_review_of(const struct bb_po_entry *entry) {
  char right[9];
  struct bb_span comments = entry->comments;
  enum bb_review review = BB_REVIEW_NONE;
  for (struct bb_span rest; next_line(&comments, "benchbook:reviewed ", &rest);) {
    size_t at = bb_span_find(rest, 0, " h=");
    bb_review_fingerprint(entry, right);
    if (at < rest.n && bb_span_is(bb_span_cut(rest, at + 3, rest.n), right)) return BB_REVIEW_VALID;
    review = BB_REVIEW_EXPIRED;
  }
  return review;
}
