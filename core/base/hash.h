/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * SHA-256 (libsodium) for what is compared across runs and machines: products that are up to date,
 * content addresses; files go into it by their BLAKE2b digest.  FNV-1a and a quicker one for tables
 * in memory; table sizes are bounded by the input caps.  And chance, from the operating system.
 */
#ifndef BB_BASE_HASH_H
#define BB_BASE_HASH_H

#include "base/span.h"

#include <string.h>

struct bb_hash {
  uint64_t state[64]; /* libsodium's, opaque and aligned */
};

void bb_hash_begin(struct bb_hash *hash);
void bb_hash_span(struct bb_hash *hash,
                  struct bb_span s); /* its size goes in too: ("ab","c") is not ("a","bc") */
void bb_hash_bytes(struct bb_hash *hash,
                   struct bb_span s); /* the bytes alone, as `sha256sum` takes them */
/* Adds many bytes by their BLAKE2b digest, which takes a fifth of the time. */
void bb_hash_file(struct bb_hash *hash, struct bb_span s);
void bb_hash_end(struct bb_hash *hash, char hex[65]); /* 64 hex digits and a NUL */

#define BB_FNV_START 0xcbf29ce484222325u
uint64_t bb_fnv(uint64_t state, const void *bytes, size_t n);

/* The same idea eight bytes at a time, for tables that are asked a million times over.  A product
 * carries only upwards, and tables look at the lower half: so the upper one goes in there, too. */
static inline uint64_t bb_hash_word(uint64_t state, uint64_t word) {
  state = (state ^ word) * 0x9E3779B97F4A7C15u;
  return state ^ state >> 32;
}

/* These hashes mean nothing outside of the process: they depend on the order of bytes in words. */
static inline uint64_t bb_hash_quick(uint64_t state, const void *bytes, size_t n) {
  const char *p = bytes;
  for (size_t at = 0; at < n; at += sizeof state) {
    uint64_t word = 0;
    memcpy(&word, p + at, n - at < sizeof word ? n - at : sizeof word);
    state = bb_hash_word(state, word);
  }
  return state;
}

/* Bytes that nobody can foretell. */
void bb_random(void *bytes, size_t n);

#endif
