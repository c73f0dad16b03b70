/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "image/image.h"

#include "image/inside.h"

#include <inttypes.h>

uint32_t bb_image_u16(struct bb_span bytes, size_t at) {
  const unsigned char *p = (const unsigned char *)bytes.p + at;
  return (uint32_t)p[0] << 8 | p[1];
}

uint32_t bb_image_u32(struct bb_span bytes, size_t at) {
  return bb_image_u16(bytes, at) << 16 | bb_image_u16(bytes, at + 2);
}

bool bb_image_check_size(const struct bb_image_job *job, uint64_t width, uint64_t height) {
  if (width && height && width <= BB_IMAGE_SIDE_MAX && height <= BB_IMAGE_SIDE_MAX &&
      width * height <= BB_IMAGE_PIXELS_MAX)
    return true;
  bb_diag_add(job->diags, BB_D_IMAGE_SIZE, job->place,
              "%" PRIu64 " x %" PRIu64 " pixels; at most %d on a side and %d in all", width, height,
              BB_IMAGE_SIDE_MAX, BB_IMAGE_PIXELS_MAX);
  return false;
}

double bb_image_check_dpi(double dpi) {
  return dpi >= BB_IMAGE_DPI_MIN && dpi <= BB_IMAGE_DPI_MAX ? dpi : BB_IMAGE_DPI_DEFAULT;
}

const struct bb_image *bb_image_decode(struct bb_arena *arena, struct bb_span bytes,
                                       struct bb_place place, struct bb_diags *diags) {
  struct bb_image_job job = {arena, bytes, place, diags};
  if (bb_span_starts(bytes, "\x89PNG\r\n\x1a\n")) return bb_image_decode_png(&job);
  if (bb_span_starts(bytes, "\xFF\xD8\xFF")) return bb_image_decode_jpeg(&job);
  bb_diag_add(diags, BB_D_IMAGE_FORMAT, place, "%s", "");
  return NULL;
}
