/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/span.h"

#include <string.h>

struct bb_span bb_span_of(const char *z) {
  return (struct bb_span){z ? z : "", z ? strlen(z) : 0};
}

struct bb_span bb_span_cut(struct bb_span s, size_t from, size_t to) {
  if (to > s.n) to = s.n;
  if (from > to) from = to;
  return (struct bb_span){s.n ? s.p + from : s.p, to - from};
}

static bool is_space(char c) {
  return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f' || c == '\v';
}

struct bb_span bb_span_trim(struct bb_span s) {
  while (s.n && is_space(s.p[0])) s.p++, s.n--;
  while (s.n && is_space(s.p[s.n - 1])) s.n--;
  return s;
}

bool bb_span_equal(struct bb_span a, struct bb_span b) {
  return a.n == b.n && (a.n == 0 || memcmp(a.p, b.p, a.n) == 0);
}

bool bb_span_is(struct bb_span s, const char *z) {
  return bb_span_equal(s, bb_span_of(z));
}

static char lower(char c) {
  return c >= 'A' && c <= 'Z' ? (char)(c + ('a' - 'A')) : c;
}

bool bb_span_is_nocase(struct bb_span s, const char *z) {
  size_t i = 0;
  while (i < s.n && z[i] && lower(s.p[i]) == lower(z[i])) i++;
  return i == s.n && !z[i];
}

bool bb_span_starts(struct bb_span s, const char *prefix) {
  size_t n = strlen(prefix);
  return s.n >= n && memcmp(s.p, prefix, n) == 0;
}

bool bb_span_ends(struct bb_span s, const char *suffix) {
  size_t n = strlen(suffix);
  return s.n >= n && memcmp(s.p + s.n - n, suffix, n) == 0;
}

int bb_span_compare(struct bb_span a, struct bb_span b) {
  size_t n = a.n < b.n ? a.n : b.n;
  int order = n ? memcmp(a.p, b.p, n) : 0;
  return order ? order : (a.n > b.n) - (a.n < b.n);
}

size_t bb_span_find(struct bb_span s, size_t from, const char *needle) {
  size_t n = strlen(needle);
  for (size_t i = from; i + n <= s.n; i++) {
    const char *hit = memchr(s.p + i, needle[0], s.n - i - n + 1);
    if (!hit) break;
    i = (size_t)(hit - s.p);
    if (memcmp(hit, needle, n) == 0) return i;
  }
  return s.n;
}

struct bb_span bb_span_next(struct bb_span *rest, char separator) {
  if (!rest->p || !rest->n) {
    *rest = (struct bb_span){NULL, 0};
    return *rest;
  }
  const char *hit = memchr(rest->p, separator, rest->n);
  size_t n = hit ? (size_t)(hit - rest->p) : rest->n;
  struct bb_span part = {rest->p, n};
  *rest = bb_span_cut(*rest, n + 1, rest->n);
  return part;
}

bool bb_span_number(struct bb_span s, uint32_t max, uint32_t *value) {
  uint64_t sum = 0;
  if (!s.n) return false;
  for (size_t i = 0; i < s.n; i++) {
    if (s.p[i] < '0' || s.p[i] > '9') return false;
    sum = sum * 10 + (uint64_t)(s.p[i] - '0');
    if (sum > max) return false;
  }
  *value = (uint32_t)sum;
  return true;
}

static bool is_continuation(unsigned char byte) {
  return (byte & 0xC0) == 0x80;
}

/* Well-formed sequences as in table 3-7 of the Unicode Standard. */
uint32_t bb_utf8_decode_long(struct bb_span s, size_t *at) {
  const unsigned char *p = (const unsigned char *)s.p + *at;
  size_t left = s.n - *at;
  uint32_t cp;
  *at += 1;
  if (left < 2 || p[0] < 0xC2 || p[0] > 0xF4 || !is_continuation(p[1])) return BB_UTF8_BAD;
  if (p[0] < 0xE0) {
    cp = (p[0] & 0x1Fu) << 6 | (p[1] & 0x3Fu);
    *at += 1;
  } else if (p[0] < 0xF0) {
    if (left < 3 || !is_continuation(p[2])) return BB_UTF8_BAD;
    cp = (p[0] & 0x0Fu) << 12 | (p[1] & 0x3Fu) << 6 | (p[2] & 0x3Fu);
    if (cp < 0x800 || (cp >= 0xD800 && cp <= 0xDFFF)) return BB_UTF8_BAD;
    *at += 2;
  } else {
    if (left < 4 || !is_continuation(p[2]) || !is_continuation(p[3])) return BB_UTF8_BAD;
    cp = (p[0] & 0x07u) << 18 | (p[1] & 0x3Fu) << 12 | (p[2] & 0x3Fu) << 6 | (p[3] & 0x3Fu);
    if (cp < 0x10000 || cp > 0x10FFFF) return BB_UTF8_BAD;
    *at += 3;
  }
  return cp;
}

uint32_t bb_utf8_before(struct bb_span s, size_t at) {
  size_t start = at - 1;
  while (start > 0 && at - start < 4 && ((unsigned char)s.p[start] & 0xC0) == 0x80) start--;
  return bb_utf8_decode(s, &start);
}

size_t bb_utf8_encode(uint32_t cp, char out[4]) {
  if (cp < 0x80) {
    out[0] = (char)cp;
    return 1;
  }
  size_t more = cp < 0x800 ? 1 : cp < 0x10000 ? 2 : 3;
  static const unsigned char lead[] = {0, 0xC0, 0xE0, 0xF0};
  for (size_t i = more; i > 0; i--, cp >>= 6) out[i] = (char)(0x80 | (cp & 0x3F));
  out[0] = (char)(lead[more] | cp);
  return more + 1;
}

/* The end of the ASCII characters from `at` on, eight at a time as far as possible. */
static size_t ascii_end(struct bb_span s, size_t at) {
  uint64_t eight;
  for (; at + sizeof eight <= s.n; at += sizeof eight) {
    memcpy(&eight, s.p + at, sizeof eight);
    if (eight & UINT64_C(0x8080808080808080)) break;
  }
  while (at < s.n && !((unsigned char)s.p[at] & 0x80)) at++;
  return at;
}

size_t bb_utf8_check(struct bb_span s) {
  for (size_t at = 0; (at = ascii_end(s, at)) < s.n;) {
    size_t start = at;
    if (bb_utf8_decode(s, &at) == BB_UTF8_BAD) return start;
  }
  return s.n;
}

size_t bb_utf8_count(struct bb_span s) {
  size_t count = 0;
  for (size_t at = 0; at < s.n; count++) bb_utf8_decode(s, &at);
  return count;
}

static size_t digits(struct bb_span s, size_t at) {
  size_t end = at;
  while (end < s.n && s.p[end] >= '0' && s.p[end] <= '9') end++;
  return end - at;
}

int bb_span_natural_compare(struct bb_span a, struct bb_span b) {
  size_t i = 0, j = 0;
  while (i < a.n && j < b.n) {
    size_t da = digits(a, i), db = digits(b, j);
    if (da && db) {
      while (da > 1 && a.p[i] == '0') i++, da--;
      while (db > 1 && b.p[j] == '0') j++, db--;
      if (da != db) return da < db ? -1 : 1;
      int order = memcmp(a.p + i, b.p + j, da);
      if (order) return order;
      i += da;
      j += db;
    } else {
      unsigned char x = (unsigned char)lower(a.p[i++]), y = (unsigned char)lower(b.p[j++]);
      if (x != y) return x < y ? -1 : 1;
    }
  }
  int rest = (int)(i < a.n) - (int)(j < b.n);
  return rest ? rest : bb_span_compare(a, b);
}
