/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Pictures without their colours, for printers that have none.
 */
#include "image/inside.h"

/* The weights of ITU-R BT.601, which are those of a JPEG's luminance too. */
static const struct bb_image *grey_samples(struct bb_arena *arena, const struct bb_image *image) {
  size_t pixels = (size_t)image->width * image->height;
  const unsigned char *rgb = (const unsigned char *)image->bytes.p;
  unsigned char *grey = bb_arena_alloc(arena, pixels);
  for (size_t i = 0; i < pixels; i++, rgb += 3)
    grey[i] = (unsigned char)((299u * rgb[0] + 587u * rgb[1] + 114u * rgb[2] + 500) / 1000);
  struct bb_image *copy = BB_NEW(arena, struct bb_image);
  *copy = *image;
  copy->channels = 1;
  copy->bytes = (struct bb_span){(const char *)grey, pixels};
  return copy;
}

const struct bb_image *bb_image_grey(struct bb_arena *arena, const struct bb_image *image) {
  if (image->channels == 1) return image;
  return image->kind == BB_IMAGE_JPEG ? bb_image_grey_jpeg(arena, image)
                                      : grey_samples(arena, image);
}
