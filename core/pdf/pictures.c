/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Images -> image XObjects.  Samples are written as they are, a transparency channel as a soft
 * mask; a JPEG is passed on as its own bytes.  image/ has proved them sound.
 */
#include "pdf/pictures.h"

#include "pdf/object.h"

#include <hpdf.h>

struct bb_pictures {
  struct bb_arena *arena;
  const struct bb_image **images;
  size_t count, room;
};

struct bb_pictures *bb_pictures_new(struct bb_arena *arena) {
  struct bb_pictures *pictures = BB_NEW(arena, struct bb_pictures);
  pictures->arena = arena;
  return pictures;
}

size_t bb_pictures_add(struct bb_pictures *pictures, const struct bb_image *image) {
  for (size_t i = 0; i < pictures->count; i++)
    if (pictures->images[i] == image) return i;
  pictures->images = bb_arena_grow(pictures->arena, pictures->images, pictures->count,
                                   pictures->count + 1, sizeof *pictures->images, &pictures->room);
  pictures->images[pictures->count] = image;
  return pictures->count++;
}

static HPDF_Dict describe(HPDF_Dict d, const struct bb_image *image, const char *color_space) {
  HPDF_Dict_AddName(d, "Type", "XObject");
  HPDF_Dict_AddName(d, "Subtype", "Image");
  HPDF_Dict_AddNumber(d, "Width", (HPDF_INT32)image->width);
  HPDF_Dict_AddNumber(d, "Height", (HPDF_INT32)image->height);
  HPDF_Dict_AddName(d, "ColorSpace", color_space);
  HPDF_Dict_AddNumber(d, "BitsPerComponent", 8);
  return d;
}

static HPDF_Dict make_image(struct bb_streams *streams, const struct bb_image *image) {
  HPDF_Dict d = image->kind == BB_IMAGE_JPEG
                    ? bb_streams_add_raw(streams, image->bytes, "DCTDecode")
                    : bb_streams_add(streams, image->bytes);
  describe(d, image, image->channels == 1 ? "DeviceGray" : "DeviceRGB");
  if (image->alpha.n)
    HPDF_Dict_Add(d, "SMask", describe(bb_streams_add(streams, image->alpha), image, "DeviceGray"));
  return d;
}

void bb_pictures_embed(struct bb_pictures *pictures, struct bb_streams *streams,
                       HPDF_Dict resources) {
  for (size_t i = 0; i < pictures->count; i++)
    HPDF_Dict_Add(resources, bb_arena_printf(pictures->arena, "I%zu", i),
                  make_image(streams, pictures->images[i]));
}
