/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Runs a fuzz target over every file of its seed folder, for compilers without libFuzzer: what a
 * fuzzer once found stays tested.  An empty folder is a failure.
 */
#include "base/file.h"

#include <stdio.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

enum { SEED_MAX = 1024 * 1024 }; /* bytes */

int main(int argc, char **argv) {
  if (argc != 2) {
    fprintf(stderr, "usage: %s FOLDER\n", argv[0]);
    return 2;
  }
  struct bb_arena arena = {0};
  struct bb_diags *diags = bb_diags_new();
  const char **names;
  size_t count = 0;
  bool good = bb_file_list(&arena, argv[1], &names, &count, diags) && count;
  for (size_t i = 0; good && i < count; i++) {
    struct bb_span seed;
    printf("%s\n", names[i]);
    fflush(stdout); /* a crash must leave the name of its seed behind */
    good = bb_file_read(&arena, bb_file_join(&arena, argv[1], names[i]), SEED_MAX, &seed, diags);
    if (good) LLVMFuzzerTestOneInput((const uint8_t *)seed.p, seed.n);
  }
  printf("%zu seeds\n", count);
  bb_diags_free(diags);
  bb_arena_free(&arena);
  return good ? 0 : 1;
}
