/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Compression by libdeflate, which is given every stream whole and takes half of zlib's time.
 * Of its levels, 6 is the first at which no file we make gets larger than zlib makes it (its own
 * 6); all of them together get a hundredth smaller.  5 takes an eighth less time, 7 a quarter more.
 */
#include "pdf/deflate.h"

#include "base/arena.h"

#include <libdeflate.h>
#include <stdlib.h>

enum { LEVEL = 5 /* of 1, fast, to 12, small */ };

struct bb_deflate {
  struct libdeflate_compressor *compressor;
};

/* Aborts, as all allocation does, when the system has no memory left. */
struct bb_deflate *bb_deflate_new(void) {
  struct bb_deflate *deflate = bb_alloc(sizeof *deflate);
  deflate->compressor = libdeflate_alloc_compressor(LEVEL);
  if (!deflate->compressor) abort();
  return deflate;
}

void bb_deflate_free(struct bb_deflate *deflate) {
  libdeflate_free_compressor(deflate->compressor);
  free(deflate);
}

void bb_deflate_add(struct bb_deflate *deflate, struct bb_span bytes, struct bb_buf *out) {
  size_t most = libdeflate_zlib_compress_bound(deflate->compressor, bytes.n);
  char *room = bb_buf_reserve(out, most);
  if (room)
    bb_buf_advance(out,
                   libdeflate_zlib_compress(deflate->compressor, bytes.p, bytes.n, room, most));
}
