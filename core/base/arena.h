/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Memory by lifetime.  Everything that dies together is allocated from one arena and freed with
 * it: the job (course, catalogs, diagnostics), a language (document, pages), scratch (a paragraph).
 * Allocation never returns NULL: when the system has no memory left, a message is printed and the
 * process aborts.  Inputs are capped before they get here, so no hostile file reaches that abort.
 */
#ifndef BB_BASE_ARENA_H
#define BB_BASE_ARENA_H

#include "base/span.h"

#include <stdarg.h>

struct bb_arena_chunk;

struct bb_arena {
  struct bb_arena_chunk *chunk; /* newest first; NULL in an empty arena */
  struct bb_arena_chunk *spare; /* given up by a release, for what comes next; or NULL */
  size_t used;                  /* bytes used of the newest chunk */
};

/* A point to go back to; what was allocated after it is given up by bb_arena_release. */
struct bb_arena_mark {
  struct bb_arena_chunk *chunk;
  size_t used;
};

/* An empty arena is all zero: `struct bb_arena a = {0};` */
void bb_arena_free(struct bb_arena *arena);

/* Room for `count` elements of `size` bytes, aligned for any type, holding whatever was there: for
 * arrays that are filled at once.  Aborts when the product overflows. */
void *bb_arena_room(struct bb_arena *arena, size_t count, size_t size);

/* `size` bytes set to zero, aligned for any type. */
void *bb_arena_alloc(struct bb_arena *arena, size_t size);

/* `count` elements of `size` bytes, zero; aborts when the product overflows. */
void *bb_arena_array(struct bb_arena *arena, size_t count, size_t size);

#define BB_NEW(arena, type)              ((type *)bb_arena_alloc((arena), sizeof(type)))
#define BB_NEW_ARRAY(arena, count, type) ((type *)bb_arena_array((arena), (count), sizeof(type)))
#define BB_NEW_ROOM(arena, count, type)  ((type *)bb_arena_room((arena), (count), sizeof(type)))

/* Grows an array that lives in the arena: returns room for at least `want` elements, copying the
 * `have` first ones; *capacity is updated.  The old block stays in the arena until it dies. */
void *bb_arena_grow(struct bb_arena *arena, void *old, size_t have, size_t want, size_t size,
                    size_t *capacity);

struct bb_arena_mark bb_arena_mark(const struct bb_arena *arena);
void bb_arena_release(struct bb_arena *arena, struct bb_arena_mark mark);

/* What `from` holds lives from now on as long as what was allocated last from `arena`; `from` is
 * empty then. */
void bb_arena_adopt(struct bb_arena *arena, struct bb_arena *from);

/* Copies that live in the arena and end in a NUL that their size does not count. */
struct bb_span bb_arena_copy(struct bb_arena *arena, struct bb_span s);
const char *bb_arena_string(struct bb_arena *arena, struct bb_span s);
const char *bb_arena_printf(struct bb_arena *arena, const char *format, ...)
    __attribute__((format(printf, 2, 3)));

/* malloc and realloc with the same promise, for services that own their memory. */
void *bb_alloc(size_t size);
void *bb_realloc(void *p, size_t size);

#endif
