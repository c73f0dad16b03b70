/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Any bytes are decoded as an image; what comes out has as many samples as it says.
 */
#include "image/image.h"

#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  struct bb_arena arena = {0};
  struct bb_diags *diags = bb_diags_new();
  const struct bb_image *image = bb_image_decode(&arena, (struct bb_span){(const char *)data, size},
                                                 (struct bb_place){0}, diags);
  size_t pixels = image ? (size_t)image->width * image->height : 0;
  if (image && image->kind == BB_IMAGE_SAMPLES && image->bytes.n != pixels * image->channels)
    abort();
  if (image && image->alpha.n && image->alpha.n != pixels) abort();
  if (!image && bb_diags_worst(diags) == BB_NOTE) abort();
  bb_diags_free(diags);
  bb_arena_free(&arena);
  return 0;
}
