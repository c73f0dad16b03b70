/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Chunks: an arena that has filled a megabyte of small ones goes on in larger ones, whose memory is
 * asked for in one piece.  Linux would else stop the program at every fourth kilobyte, when it is
 * touched first, to give it that: a twentieth of the time of a long book.
 */
#define _DEFAULT_SOURCE /* madvise */
#include "base/arena.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>

enum {
  SMALL = 64 * 1024,
  LARGE = 256 * 1024,
  LARGE_FROM = 1024 * 1024, /* bytes in small chunks */
  PAGE = 4096               /* of memory, or a part of one: only the alignment depends on it */
};

struct bb_arena_chunk {
  struct bb_arena_chunk *older;
  size_t size;
  size_t total; /* of this and all older ones, when it was added */
  max_align_t bytes[];
};

static _Noreturn void out_of_memory(size_t size) {
  fprintf(stderr, "benchbook: out of memory (%zu bytes asked for)\n", size);
  abort();
}

void *bb_alloc(size_t size) {
  void *p = calloc(1, size ? size : 1);
  if (!p) out_of_memory(size);
  return p;
}

void *bb_realloc(void *p, size_t size) {
  void *q = realloc(p, size ? size : 1);
  if (!q) out_of_memory(size);
  return q;
}

static struct bb_arena_chunk *new_chunk(size_t size) {
  if (size > SIZE_MAX - sizeof(struct bb_arena_chunk)) out_of_memory(size);
  struct bb_arena_chunk *chunk = malloc(sizeof *chunk + size);
  if (!chunk) out_of_memory(size);
  chunk->size = size;
  return chunk;
}

static struct bb_arena_chunk *new_large_chunk(void) {
  struct bb_arena_chunk *chunk = aligned_alloc(PAGE, LARGE);
  if (!chunk) out_of_memory(LARGE);
#ifdef MADV_POPULATE_WRITE
  madvise(chunk, LARGE, MADV_POPULATE_WRITE); /* a wish: nothing is lost when it is not heard */
#endif
  chunk->size = LARGE - sizeof *chunk;
  return chunk;
}

static struct bb_arena_chunk *chunk_for(size_t need, size_t total) {
  if (total >= LARGE_FROM && need <= LARGE - sizeof(struct bb_arena_chunk))
    return new_large_chunk();
  return new_chunk(need > SMALL ? need : SMALL);
}

static void add_chunk(struct bb_arena *arena, size_t need) {
  struct bb_arena_chunk *chunk = arena->spare;
  size_t total = arena->chunk ? arena->chunk->total : 0;
  if (chunk && chunk->size >= need)
    arena->spare = NULL;
  else
    chunk = chunk_for(need, total);
  chunk->older = arena->chunk;
  chunk->total = total + chunk->size;
  arena->chunk = chunk;
  arena->used = 0;
}

void *bb_arena_room(struct bb_arena *arena, size_t count, size_t size) {
  const size_t unit = _Alignof(max_align_t);
  if (size && count > (SIZE_MAX - unit) / size) out_of_memory(SIZE_MAX);
  size = (count * size + unit - 1) / unit * unit;
  if (!arena->chunk || arena->chunk->size - arena->used < size) add_chunk(arena, size);
  void *p = (char *)arena->chunk->bytes + arena->used;
  arena->used += size;
  return p;
}

void *bb_arena_array(struct bb_arena *arena, size_t count, size_t size) {
  void *p = bb_arena_room(arena, count, size);
  return memset(p, 0, count * size);
}

void *bb_arena_alloc(struct bb_arena *arena, size_t size) {
  return bb_arena_array(arena, 1, size);
}

void *bb_arena_grow(struct bb_arena *arena, void *old, size_t have, size_t want, size_t size,
                    size_t *capacity) {
  if (want <= *capacity) return old;
  size_t room = *capacity * 2 > want ? *capacity * 2 : want;
  if (room < 8) room = 8;
  void *p = bb_arena_array(arena, room, size);
  if (have) memcpy(p, old, have * size);
  *capacity = room;
  return p;
}

struct bb_arena_mark bb_arena_mark(const struct bb_arena *arena) {
  return (struct bb_arena_mark){arena->chunk, arena->used};
}

/* The larger of two chunks given up is kept. */
static void give_up(struct bb_arena *arena, struct bb_arena_chunk *chunk) {
  struct bb_arena_chunk *spare = arena->spare;
  bool larger = !spare || spare->size < chunk->size;
  arena->spare = larger ? chunk : spare;
  free(larger ? spare : chunk);
}

void bb_arena_release(struct bb_arena *arena, struct bb_arena_mark mark) {
  while (arena->chunk != mark.chunk) {
    struct bb_arena_chunk *older = arena->chunk->older;
    give_up(arena, arena->chunk);
    arena->chunk = older;
  }
  arena->used = mark.used;
}

void bb_arena_free(struct bb_arena *arena) {
  bb_arena_release(arena, (struct bb_arena_mark){NULL, 0});
  free(arena->spare);
  arena->spare = NULL;
}

/* The chunks go below the newest one, so that marks and what is free of that stay as they are. */
void bb_arena_adopt(struct bb_arena *arena, struct bb_arena *from) {
  struct bb_arena_chunk *oldest = from->chunk;
  while (oldest && oldest->older) oldest = oldest->older;
  if (oldest && arena->chunk) {
    oldest->older = arena->chunk->older;
    arena->chunk->older = from->chunk;
  } else if (oldest) {
    arena->chunk = from->chunk;
    arena->used = from->used;
  }
  free(from->spare);
  *from = (struct bb_arena){0};
}

struct bb_span bb_arena_copy(struct bb_arena *arena, struct bb_span s) {
  char *p = bb_arena_alloc(arena, s.n + 1);
  if (s.n) memcpy(p, s.p, s.n);
  return (struct bb_span){p, s.n};
}

const char *bb_arena_string(struct bb_arena *arena, struct bb_span s) {
  return bb_arena_copy(arena, s).p;
}

const char *bb_arena_printf(struct bb_arena *arena, const char *format, ...) {
  va_list args, again;
  va_start(args, format);
  va_copy(again, args);
  int n = vsnprintf(NULL, 0, format, args);
  char *p = bb_arena_alloc(arena, n < 0 ? 1 : (size_t)n + 1);
  if (n > 0) vsnprintf(p, (size_t)n + 1, format, again);
  va_end(again);
  va_end(args);
  return p;
}
