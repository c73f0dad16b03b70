/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/buf.h"

#include "base/arena.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

void bb_buf_free(struct bb_buf *buf) {
  free(buf->p);
  *buf = (struct bb_buf){0};
}

void bb_buf_clear(struct bb_buf *buf) {
  buf->n = 0;
  buf->full = false;
  if (buf->p) buf->p[0] = '\0';
}

/* Makes room for n more bytes and the NUL; false when the limit forbids it. */
static bool reserve(struct bb_buf *buf, size_t n) {
  if (buf->full || n > SIZE_MAX / 4 - buf->n || (buf->limit && n > buf->limit - buf->n)) {
    buf->full = true;
    return false;
  }
  if (buf->room - buf->n > n) return true;
  size_t room = buf->room ? buf->room : 256;
  while (room - buf->n <= n) room *= 2;
  buf->p = bb_realloc(buf->p, room);
  buf->room = room;
  return true;
}

char *bb_buf_reserve(struct bb_buf *buf, size_t n) {
  return reserve(buf, n) ? buf->p + buf->n : NULL;
}

void bb_buf_advance(struct bb_buf *buf, size_t written) {
  buf->n += written;
  buf->p[buf->n] = '\0';
}

void bb_buf_add(struct bb_buf *buf, const void *bytes, size_t n) {
  if (!n || !reserve(buf, n)) return;
  memcpy(buf->p + buf->n, bytes, n);
  buf->n += n;
  buf->p[buf->n] = '\0';
}

void bb_buf_span(struct bb_buf *buf, struct bb_span s) {
  bb_buf_add(buf, s.p, s.n);
}

void bb_buf_string(struct bb_buf *buf, const char *z) {
  bb_buf_add(buf, z, strlen(z));
}

void bb_buf_char(struct bb_buf *buf, char c) {
  if (!reserve(buf, 1)) return;
  buf->p[buf->n++] = c;
  buf->p[buf->n] = '\0';
}

void bb_buf_code_point(struct bb_buf *buf, uint32_t cp) {
  char utf8[4];
  bb_buf_add(buf, utf8, bb_utf8_encode(cp, utf8));
}

void bb_buf_printf(struct bb_buf *buf, const char *format, ...) {
  va_list args, again;
  va_start(args, format);
  va_copy(again, args);
  size_t room = buf->room - buf->n; /* where it nearly always fits at once */
  int n = vsnprintf(room ? buf->p + buf->n : NULL, room, format, args);
  if (n > 0 && reserve(buf, (size_t)n)) {
    if ((size_t)n >= room) vsnprintf(buf->p + buf->n, (size_t)n + 1, format, again);
    buf->n += (size_t)n;
  } else if (room) {
    buf->p[buf->n] = '\0';
  }
  va_end(again);
  va_end(args);
}

char *bb_decimal(char *at, int64_t v) {
  uint64_t rest = v < 0 ? -(uint64_t)v : (uint64_t)v;
  char digits[BB_DECIMAL_MAX];
  size_t n = 0;
  do digits[n++] = (char)('0' + rest % 10);
  while (rest /= 10);
  if (v < 0) *at++ = '-';
  while (n) *at++ = digits[--n];
  return at;
}

void bb_buf_put(struct bb_buf *buf, const char *pattern, const int64_t *numbers) {
  size_t most = 0;
  for (const char *p = pattern; *p; p++) most += *p == '#' ? BB_DECIMAL_MAX : 1;
  char *start = bb_buf_reserve(buf, most), *at = start;
  if (!start) return;
  for (const char *p = pattern; *p; p++)
    if (*p == '#')
      at = bb_decimal(at, *numbers++);
    else
      *at++ = *p;
  bb_buf_advance(buf, (size_t)(at - start));
}

void bb_buf_u8(struct bb_buf *buf, uint32_t v) {
  bb_buf_char(buf, (char)(unsigned char)v);
}

void bb_buf_u16(struct bb_buf *buf, uint32_t v) {
  unsigned char b[] = {(unsigned char)(v >> 8), (unsigned char)v};
  bb_buf_add(buf, b, sizeof b);
}

void bb_buf_u32(struct bb_buf *buf, uint32_t v) {
  bb_buf_u16(buf, v >> 16);
  bb_buf_u16(buf, v);
}

struct bb_span bb_buf_view(const struct bb_buf *buf) {
  return (struct bb_span){buf->p ? buf->p : "", buf->n};
}
