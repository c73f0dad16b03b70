/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * JPEG: the file itself goes into the PDF, after libturbojpeg has decoded all of it once without a
 * warning.  Refused are CMYK (half of such files mean the inverse of what they say) and what
 * libturbojpeg can decode but PDF readers need not: arithmetic coding, lossless and hierarchical
 * frames (ISO 32000-1, 7.4.8: baseline and progressive only).
 */
#include "image/inside.h"

#include <stdlib.h>
#include <string.h>
#include <turbojpeg.h>

/* The resolution in the JFIF header, in dots per inch; 0: none. */
static double stated_dpi(struct bb_span file) {
  if (file.n < 18 || bb_image_u16(file, 2) != 0xFFE0 || memcmp(file.p + 6, "JFIF", 5) != 0)
    return 0;
  double density = bb_image_u16(file, 14);
  switch (file.p[13]) {
  case 1: return density;
  case 2: return density * 2.54;
  default: return 0; /* only an aspect ratio */
  }
}

/* True when the first frame header is SOF0, SOF1 or SOF2: Huffman coding, sequential or
 * progressive. Walks the segments: 0xFF, marker, length (ISO 10918-1, annex B). */
static bool is_ordinary(struct bb_span file) {
  for (size_t at = 2; at + 4 <= file.n && (unsigned char)file.p[at] == 0xFF;) {
    unsigned marker = (unsigned char)file.p[at + 1];
    bool frame =
        marker >= 0xC0 && marker <= 0xCF && marker != 0xC4 && marker != 0xC8 && marker != 0xCC;
    if (frame) return marker <= 0xC2;
    bool fill = marker == 0xFF;
    at += fill ? 1 : 2 + bb_image_u16(file, at + 2);
  }
  return false;
}

static const struct bb_image *refuse(const struct bb_image_job *job, enum bb_diag_code code,
                                     const char *why) {
  bb_diag_add(job->diags, code, job->place, "%s", why);
  return NULL;
}

/* True when every row decodes without as much as a warning. */
static bool decodes(tjhandle decoder, struct bb_span file, int width, int height) {
  unsigned char *samples = bb_alloc((size_t)width * (size_t)height * 3);
  int status =
      tjDecompress2(decoder, (const unsigned char *)file.p, file.n, samples, width, 0, height,
                    TJPF_RGB, TJFLAG_STOPONWARNING | TJFLAG_LIMITSCANS | TJFLAG_FASTDCT);
  free(samples);
  return status == 0;
}

static const struct bb_image *decode(const struct bb_image_job *job, tjhandle decoder) {
  int width, height, sampling, space;
  struct bb_span file = job->bytes;
  if (tjDecompressHeader3(decoder, (const unsigned char *)file.p, file.n, &width, &height,
                          &sampling, &space) != 0)
    return refuse(job, BB_D_IMAGE_DAMAGED, tjGetErrorStr2(decoder));
  if (!bb_image_check_size(job, (uint64_t)width, (uint64_t)height)) return NULL;
  if (space == TJCS_CMYK || space == TJCS_YCCK) return refuse(job, BB_D_IMAGE_CMYK, "");
  if (!is_ordinary(file)) return refuse(job, BB_D_IMAGE_CODING, "");
  if (!decodes(decoder, file, width, height))
    return refuse(job, BB_D_IMAGE_DAMAGED, tjGetErrorStr2(decoder));
  struct bb_image *image = BB_NEW(job->arena, struct bb_image);
  image->kind = BB_IMAGE_JPEG;
  image->width = (uint32_t)width;
  image->height = (uint32_t)height;
  image->channels = space == TJCS_GRAY ? 1 : 3;
  image->dpi = bb_image_check_dpi(stated_dpi(file));
  image->bytes = file;
  return image;
}

const struct bb_image *bb_image_decode_jpeg(const struct bb_image_job *job) {
  tjhandle decoder = tjInitDecompress();
  if (!decoder) return refuse(job, BB_D_IMAGE_DAMAGED, tjGetErrorStr2(NULL));
  const struct bb_image *image = decode(job, decoder);
  tjDestroy(decoder);
  return image;
}

/* ---- without colours ---- */

/* A JPEG holds its luminance apart from its colours (as good as always: the other kind is RGB), so
 * the colours can be left out without decoding. */
static bool drop_colours(tjhandle transformer, struct bb_arena *arena, struct bb_span file,
                         struct bb_image *grey) {
  unsigned char *bytes = NULL;
  unsigned long size = 0;
  tjtransform transform = {.op = TJXOP_NONE, .options = TJXOPT_GRAY};
  bool good = tjTransform(transformer, (const unsigned char *)file.p, file.n, 1, &bytes, &size,
                          &transform, 0) == 0;
  if (good) grey->bytes = bb_arena_copy(arena, (struct bb_span){(const char *)bytes, size});
  tjFree(bytes);
  return good;
}

static void decode_grey(tjhandle decoder, struct bb_arena *arena, struct bb_span file,
                        struct bb_image *grey) {
  size_t pixels = (size_t)grey->width * grey->height;
  unsigned char *samples = bb_arena_alloc(arena, pixels);
  tjDecompress2(decoder, (const unsigned char *)file.p, file.n, samples, (int)grey->width, 0,
                (int)grey->height, TJPF_GRAY, 0);
  grey->kind = BB_IMAGE_SAMPLES;
  grey->bytes = (struct bb_span){(const char *)samples, pixels};
}

const struct bb_image *bb_image_grey_jpeg(struct bb_arena *arena, const struct bb_image *image) {
  tjhandle transformer = tjInitTransform(); /* one that decodes as well */
  if (!transformer) return image;
  struct bb_image *grey = BB_NEW(arena, struct bb_image);
  *grey = *image;
  grey->channels = 1;
  if (!drop_colours(transformer, arena, image->bytes, grey))
    decode_grey(transformer, arena, image->bytes, grey);
  tjDestroy(transformer);
  return grey;
}
