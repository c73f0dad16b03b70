/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * PNG through libpng's simplified interface, which turns every kind (palette, 16 bits, interlaced,
 * gamma) into 8-bit grey or RGB, with or without alpha.  It does not tell the resolution; the chunk
 * pHYs is read here.
 */
#include "base/buf.h"
#include "image/inside.h"

#include <png.h>
#include <stdlib.h>
#include <string.h>

/* The resolution the file states, in dots per inch; 0: none.  Walks the chunks before the samples:
 * length, name, data, checksum. */
static double stated_dpi(struct bb_span file) {
  for (size_t at = 8; at + 12 <= file.n;) {
    size_t size = bb_image_u32(file, at);
    const char *name = file.p + at + 4;
    if (size > file.n - at - 12 || !memcmp(name, "IDAT", 4)) break;
    bool metres = !memcmp(name, "pHYs", 4) && size == 9 && file.p[at + 16] == 1;
    if (metres) return bb_image_u32(file, at + 8) * 0.0254;
    at += size + 12;
  }
  return 0;
}

static const struct bb_image *refuse(const struct bb_image_job *job, png_image *png) {
  bb_diag_add(job->diags, BB_D_IMAGE_DAMAGED, job->place, "%s", png->message);
  png_image_free(png);
  return NULL;
}

/* Rows of colour and alpha together -> colour, and alpha on its own. */
static void split_alpha(struct bb_arena *arena, struct bb_image *image,
                        const unsigned char *samples) {
  size_t pixels = (size_t)image->width * image->height, channels = image->channels;
  unsigned char *colour = bb_arena_alloc(arena, pixels * channels);
  unsigned char *alpha = bb_arena_alloc(arena, pixels);
  for (size_t i = 0; i < pixels; i++) {
    memcpy(colour + i * channels, samples + i * (channels + 1), channels);
    alpha[i] = samples[i * (channels + 1) + channels];
  }
  image->bytes = (struct bb_span){(const char *)colour, pixels * channels};
  image->alpha = (struct bb_span){(const char *)alpha, pixels};
}

const struct bb_image *bb_image_decode_png(const struct bb_image_job *job) {
  png_image png = {.version = PNG_IMAGE_VERSION};
  if (!png_image_begin_read_from_memory(&png, job->bytes.p, job->bytes.n)) return refuse(job, &png);
  if (!bb_image_check_size(job, png.width, png.height)) {
    png_image_free(&png);
    return NULL;
  }
  png.format &= PNG_FORMAT_FLAG_COLOR | PNG_FORMAT_FLAG_ALPHA;
  unsigned char *samples = bb_alloc(PNG_IMAGE_SIZE(png));
  if (!png_image_finish_read(&png, NULL, samples, 0, NULL)) {
    free(samples);
    return refuse(job, &png);
  }
  struct bb_image *image = BB_NEW(job->arena, struct bb_image);
  image->kind = BB_IMAGE_SAMPLES;
  image->width = png.width;
  image->height = png.height;
  image->channels = png.format & PNG_FORMAT_FLAG_COLOR ? 3 : 1;
  image->dpi = bb_image_check_dpi(stated_dpi(job->bytes));
  if (png.format & PNG_FORMAT_FLAG_ALPHA)
    split_alpha(job->arena, image, samples);
  else
    image->bytes =
        bb_arena_copy(job->arena, (struct bb_span){(const char *)samples, PNG_IMAGE_SIZE(png)});
  free(samples);
  return image;
}
