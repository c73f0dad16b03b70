/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Between the files of image/.
 */
#ifndef BB_IMAGE_INSIDE_H
#define BB_IMAGE_INSIDE_H

#include "image/image.h"

enum { BB_IMAGE_DPI_DEFAULT = 150, BB_IMAGE_DPI_MIN = 36, BB_IMAGE_DPI_MAX = 2400 };

/* What a decoder needs to say what is wrong. */
struct bb_image_job {
  struct bb_arena *arena;
  struct bb_span bytes;
  struct bb_place place;
  struct bb_diags *diags;
};

/* NULL after a diagnostic, like bb_image_decode. */
const struct bb_image *bb_image_decode_png(const struct bb_image_job *job);
const struct bb_image *bb_image_decode_jpeg(const struct bb_image_job *job);

/* bb_image_grey for a JPEG in colour. */
const struct bb_image *bb_image_grey_jpeg(struct bb_arena *arena, const struct bb_image *image);

/* False, with a diagnostic, when the size is zero or beyond the limits. */
bool bb_image_check_size(const struct bb_image_job *job, uint64_t width, uint64_t height);

/* `dpi` when it is one a person could mean, else the default. */
double bb_image_check_dpi(double dpi);

/* Big-endian integers of a file; `at` is inside. */
uint32_t bb_image_u16(struct bb_span bytes, size_t at);
uint32_t bb_image_u32(struct bb_span bytes, size_t at);

#endif
