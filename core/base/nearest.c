/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/nearest.h"

#include <string.h>

enum { WORD_MAX = 63 };

static unsigned least(unsigned a, unsigned b) {
  return a < b ? a : b;
}

static char lower(char c) {
  return c >= 'A' && c <= 'Z' ? (char)(c - 'A' + 'a') : c;
}

/* The changes between a and b, both of at most WORD_MAX bytes.  Row i holds the distances from the
 * first i bytes of a to every beginning of b; only three rows are ever looked at. */
static unsigned changes(struct bb_span a, struct bb_span b) {
  unsigned rows[3][WORD_MAX + 1];
  for (size_t j = 0; j <= b.n; j++) rows[0][j] = (unsigned)j;
  for (size_t i = 1; i <= a.n; i++) {
    unsigned *row = rows[i % 3], *above = rows[(i + 2) % 3], *before = rows[(i + 1) % 3];
    row[0] = (unsigned)i;
    for (size_t j = 1; j <= b.n; j++) {
      char x = lower(a.p[i - 1]), y = lower(b.p[j - 1]);
      row[j] = least(least(above[j], row[j - 1]) + 1, above[j - 1] + (x != y));
      if (i > 1 && j > 1 && x == lower(b.p[j - 2]) && y == lower(a.p[i - 2]))
        row[j] = least(row[j], before[j - 2] + 1);
    }
  }
  return rows[a.n % 3][b.n];
}

const char *bb_nearest(struct bb_span word, const char *const *known, size_t count) {
  const char *nearest = NULL;
  unsigned fewest = 0;
  if (!word.n || word.n > WORD_MAX) return NULL;
  for (size_t i = 0; i < count; i++) {
    struct bb_span candidate = bb_span_of(known[i]);
    if (candidate.n > WORD_MAX) continue;
    unsigned n = changes(word, candidate), allowed = (unsigned)(candidate.n + 2) / 3;
    if (n <= allowed && (!nearest || n < fewest)) {
      nearest = known[i];
      fewest = n;
    }
  }
  return nearest;
}
