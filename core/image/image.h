/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * PNG and JPEG files, decoded and checked before anything else sees them (libharu aborts the
 * process on a truncated PNG).  PNG becomes raw samples; a JPEG is decoded once to prove it sound
 * and then passed on as its own bytes.
 */
#ifndef BB_IMAGE_IMAGE_H
#define BB_IMAGE_IMAGE_H

#include "base/arena.h"
#include "base/diag.h"

enum {
  BB_IMAGE_FILE_MAX = 32 * 1024 * 1024, /* bytes of the file */
  BB_IMAGE_SIDE_MAX = 10000,            /* pixels */
  BB_IMAGE_PIXELS_MAX = 40 * 1000 * 1000
};

enum bb_image_kind { BB_IMAGE_SAMPLES, BB_IMAGE_JPEG };

struct bb_image {
  enum bb_image_kind kind;
  uint32_t width, height; /* pixels */
  uint32_t channels;      /* 1 grey, 3 RGB */
  double dpi;             /* from the file, else 150 */
  struct bb_span bytes;   /* SAMPLES: rows top to bottom, 8 bits a channel; JPEG: the file */
  struct bb_span alpha;   /* SAMPLES: 8 bits a pixel, or empty */
};

/* NULL, with a diagnostic at `place` (where the author named it), when the file is missing, not a
 * PNG or JPEG, truncated, larger than a limit, or of a kind that cannot be printed. */
const struct bb_image *bb_image_load(struct bb_arena *arena, const char *path,
                                     struct bb_place place, struct bb_diags *diags);

/* The same for bytes in memory (the fuzz target's door). */
const struct bb_image *bb_image_decode(struct bb_arena *arena, struct bb_span bytes,
                                       struct bb_place place, struct bb_diags *diags);

/* The same picture in shades of grey: itself when it is grey already. */
const struct bb_image *bb_image_grey(struct bb_arena *arena, const struct bb_image *image);

#endif
