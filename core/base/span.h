/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A span is a borrowed slice of UTF-8: a pointer and a size in bytes, no terminator, never freed
 * through it.  All text between the stages travels as spans; whoever made the bytes (a source, an
 * arena) outlives them.  Text that entered through bb_source_load is known to be valid UTF-8.
 */
#ifndef BB_BASE_SPAN_H
#define BB_BASE_SPAN_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct bb_span {
  const char *p;
  size_t n;
};

/* For printf's "%.*s". */
#define BB_SPAN_ARG(s) (int)(s).n, (s).p

/* A span over a string literal, usable as an initializer. */
#define BB_SPAN(literal)                                                                           \
  (struct bb_span) {                                                                               \
    (literal), sizeof(literal) - 1                                                                 \
  }

struct bb_span bb_span_of(const char *z); /* NULL gives the empty span */
struct bb_span bb_span_cut(struct bb_span s, size_t from, size_t to); /* clamped to s */
struct bb_span bb_span_trim(struct bb_span s); /* ASCII white space off both ends */

bool bb_span_equal(struct bb_span a, struct bb_span b);
bool bb_span_is(struct bb_span s, const char *z);
bool bb_span_is_nocase(struct bb_span s, const char *z); /* ASCII letters only */
bool bb_span_starts(struct bb_span s, const char *prefix);
bool bb_span_ends(struct bb_span s, const char *suffix);
int bb_span_compare(struct bb_span a, struct bb_span b); /* by bytes, like strcmp */

/* Offset of the first `needle` at or after `from`, or s.n when there is none. */
size_t bb_span_find(struct bb_span s, size_t from, const char *needle);

/* Cuts the text up to the first `separator` off the front of *rest and returns it; the separator
 * is dropped.  When *rest is used up, returns a span whose p is NULL. */
struct bb_span bb_span_next(struct bb_span *rest, char separator);

/* A whole decimal number, 0..max; false when s holds anything else. */
bool bb_span_number(struct bb_span s, uint32_t max, uint32_t *value);

#define BB_UTF8_BAD 0xFFFFFFFFu

/* The code point at *at, which moves behind it.  Malformed bytes (overlong forms, surrogates,
 * anything above U+10FFFF, truncation) give BB_UTF8_BAD and move by one.  *at < s.n. */
static inline uint32_t bb_utf8_decode(struct bb_span s, size_t *at);

/* The code point that ends before byte `at`, 0 < at <= s.n; s is valid up to there. */
uint32_t bb_utf8_before(struct bb_span s, size_t at);

/* Writes cp as UTF-8; returns the number of bytes, 1..4.  cp is a Unicode scalar value. */
size_t bb_utf8_encode(uint32_t cp, char out[4]);

/* Offset of the first malformed byte, or s.n when all of s is valid. */
size_t bb_utf8_check(struct bb_span s);

/* Number of code points in s (malformed bytes count one each). */
size_t bb_utf8_count(struct bb_span s);

uint32_t bb_utf8_decode_long(struct bb_span s, size_t *at); /* the half of it that is not inline */

static inline uint32_t bb_utf8_decode(struct bb_span s, size_t *at) {
  unsigned char first = (unsigned char)s.p[*at];
  return first < 0x80 ? (*at += 1, first) : bb_utf8_decode_long(s, at);
}

/* Natural order for file names: runs of digits compare as numbers, so that 9 sorts before 10. */
int bb_span_natural_compare(struct bb_span a, struct bb_span b);

#endif
