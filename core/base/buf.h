/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Growing bytes, for whatever is written piece by piece: dumps, font files, page streams.
 * A buffer owns its memory.  A buffer that reached its limit drops what comes after and says so
 * in `full`, once, at the end: no call needs checking on the way (sticky error).
 */
#ifndef BB_BASE_BUF_H
#define BB_BASE_BUF_H

#include "base/span.h"

struct bb_buf {
  char *p;      /* NULL while empty; always followed by a NUL when not */
  size_t n;     /* bytes used */
  size_t room;  /* bytes allocated */
  size_t limit; /* 0: none */
  bool full;    /* something was dropped */
};

void bb_buf_free(struct bb_buf *buf);
void bb_buf_clear(struct bb_buf *buf); /* keeps the memory */

void bb_buf_add(struct bb_buf *buf, const void *bytes, size_t n);
void bb_buf_span(struct bb_buf *buf, struct bb_span s);
void bb_buf_string(struct bb_buf *buf, const char *z);
void bb_buf_char(struct bb_buf *buf, char c);
void bb_buf_code_point(struct bb_buf *buf, uint32_t cp);
void bb_buf_printf(struct bb_buf *buf, const char *format, ...)
    __attribute__((format(printf, 2, 3)));

/* Writes a number in decimal digits; returns where it ends. */
enum { BB_DECIMAL_MAX = 20 /* bytes */ };
char *bb_decimal(char *at, int64_t v);

/* Adds `pattern`, each # in it replaced by one of the whole numbers that follow, in decimal digits:
 * BB_BUF_PUT(&buf, "# 0 R", number).  For what is written thousands of times over: printf takes ten
 * times as long. */
#define BB_BUF_PUT(buf, pattern, ...) bb_buf_put((buf), (pattern), (const int64_t[]){__VA_ARGS__})
void bb_buf_put(struct bb_buf *buf, const char *pattern, const int64_t *numbers);

/* Big-endian integers, as font files and UTF-16BE want them; values are cut to their width. */
void bb_buf_u8(struct bb_buf *buf, uint32_t v);
void bb_buf_u16(struct bb_buf *buf, uint32_t v);
void bb_buf_u32(struct bb_buf *buf, uint32_t v);

/* Room behind the last byte for n more; NULL when the limit forbids it.  The first ones of them
 * count when bb_buf_advance was told how many were written. */
char *bb_buf_reserve(struct bb_buf *buf, size_t n);
void bb_buf_advance(struct bb_buf *buf, size_t written);

/* What was written so far; valid until the next write. */
struct bb_span bb_buf_view(const struct bb_buf *buf);

#endif
