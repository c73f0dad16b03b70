/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/source.h"

#include "base/file.h"

#include <string.h>

enum { STRIDE = 1024 };

/* Code points in bytes from..to of valid UTF-8: every byte that continues none. */
static uint32_t count_characters(struct bb_span text, size_t from, size_t to) {
  uint32_t count = 0;
  for (size_t i = from; i < to; i++) count += ((unsigned char)text.p[i] & 0xC0) != 0x80;
  return count;
}

/* Far into a long line, columns are the difference of two counts from the start of the text, so
 * that a place costs the same however long its line is: hostile files have one line and a fault
 * every few bytes. */
static void index_characters(struct bb_arena *arena, struct bb_source *source) {
  struct bb_span text = source->text;
  size_t strides = text.n / STRIDE;
  source->characters = BB_NEW_ARRAY(arena, strides + 1, uint32_t);
  for (size_t i = 0; i < strides; i++)
    source->characters[i + 1] =
        source->characters[i] + count_characters(text, i * STRIDE, (i + 1) * STRIDE);
}

/* All before it. */
static uint32_t characters_before(const struct bb_source *source, uint32_t offset) {
  size_t stride = offset / STRIDE;
  return source->characters[stride] + count_characters(source->text, stride * STRIDE, offset);
}

static uint32_t characters_between(const struct bb_source *source, uint32_t from, uint32_t to) {
  if (to - from <= STRIDE) return count_characters(source->text, from, to);
  return characters_before(source, to) - characters_before(source, from);
}

/* Returns the bytes of the longest line. */
static size_t index_lines(struct bb_arena *arena, struct bb_source *source) {
  struct bb_span text = source->text;
  size_t room = 0, longest = 0;
  for (size_t from = 0, to; from <= text.n; from = to + 1) {
    source->line_start = bb_arena_grow(arena, source->line_start, source->line_count,
                                       source->line_count + 1, sizeof(uint32_t), &room);
    source->line_start[source->line_count++] = (uint32_t)from;
    to = bb_span_find(text, from, "\n");
    if (longest < to - from) longest = to - from;
  }
  return longest;
}

const struct bb_source *bb_source_of(struct bb_arena *arena, const char *path,
                                     struct bb_span text) {
  struct bb_source *source = BB_NEW(arena, struct bb_source);
  source->path = bb_arena_string(arena, bb_span_of(path));
  source->text = text;
  if (index_lines(arena, source) > STRIDE) index_characters(arena, source);
  return source;
}

const struct bb_source *bb_source_load(struct bb_arena *arena, const char *path,
                                       struct bb_diags *diags) {
  struct bb_span text;
  if (!bb_file_read(arena, path, BB_SOURCE_MAX, &text, diags)) return NULL;
  if (bb_span_starts(text, "\xEF\xBB\xBF")) text = bb_span_cut(text, 3, text.n);
  const struct bb_source *source = bb_source_of(arena, path, text);
  size_t bad = bb_utf8_check(text);
  const char *nul = text.n ? memchr(text.p, '\0', text.n) : NULL;
  if (nul && (size_t)(nul - text.p) < bad) bad = (size_t)(nul - text.p);
  if (bad == text.n) return source;
  bb_diag_add(diags, BB_D_FILE_NOT_UTF8, bb_source_place(source, (uint32_t)bad), "byte 0x%02X",
              (unsigned char)text.p[bad]);
  return NULL;
}

struct bb_place bb_source_place(const struct bb_source *source, uint32_t offset) {
  if (offset >= BB_SOURCE_MORE && source->more) {
    source = source->more;
    offset -= BB_SOURCE_MORE;
  }
  uint32_t low = 0, high = source->line_count; /* line_start[low] <= offset < line_start[high] */
  while (high - low > 1) {
    uint32_t middle = low + (high - low) / 2;
    if (source->line_start[middle] <= offset)
      low = middle;
    else
      high = middle;
  }
  if (offset > source->text.n) offset = (uint32_t)source->text.n;
  return (struct bb_place){source->path, low + 1,
                           characters_between(source, source->line_start[low], offset) + 1};
}
