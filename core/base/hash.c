/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/hash.h"

#include <sodium.h>

_Static_assert(sizeof(crypto_hash_sha256_state) <= sizeof(struct bb_hash),
               "room for libsodium's state");

void bb_hash_begin(struct bb_hash *hash) {
  crypto_hash_sha256_init((crypto_hash_sha256_state *)hash->state);
}

void bb_hash_span(struct bb_hash *hash, struct bb_span s) {
  uint64_t size = s.n;
  unsigned char prefix[8];
  for (int i = 0; i < 8; i++) prefix[i] = (unsigned char)(size >> (8 * i));
  crypto_hash_sha256_update((crypto_hash_sha256_state *)hash->state, prefix, sizeof prefix);
  bb_hash_bytes(hash, s);
}

void bb_hash_bytes(struct bb_hash *hash, struct bb_span s) {
  crypto_hash_sha256_update((crypto_hash_sha256_state *)hash->state, (const unsigned char *)s.p,
                            s.n);
}

void bb_hash_file(struct bb_hash *hash, struct bb_span s) {
  unsigned char digest[crypto_generichash_BYTES];
  crypto_generichash(digest, sizeof digest, (const unsigned char *)s.p, s.n, NULL, 0);
  bb_hash_span(hash, (struct bb_span){(const char *)digest, sizeof digest});
}

void bb_hash_end(struct bb_hash *hash, char hex[65]) {
  unsigned char digest[crypto_hash_sha256_BYTES];
  crypto_hash_sha256_final((crypto_hash_sha256_state *)hash->state, digest);
  sodium_bin2hex(hex, 65, digest, sizeof digest);
}

uint64_t bb_fnv(uint64_t state, const void *bytes, size_t n) {
  const unsigned char *p = bytes;
  for (size_t i = 0; i < n; i++) state = (state ^ p[i]) * 0x100000001b3u;
  return state;
}

void bb_random(void *bytes, size_t n) {
  randombytes_buf(bytes, n);
}
