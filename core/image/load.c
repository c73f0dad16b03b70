/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/file.h"
#include "image/image.h"

const struct bb_image *bb_image_load(struct bb_arena *arena, const char *path,
                                     struct bb_place place, struct bb_diags *diags) {
  struct bb_span bytes;
  enum bb_file_kind kind = bb_file_kind(path);
  if (kind != BB_FILE_REGULAR) {
    enum bb_diag_code code = kind == BB_FILE_NONE ? BB_D_IMAGE_MISSING : BB_D_IMAGE_FORMAT;
    bb_diag_add(diags, code, place, "\"%s\"", path);
    return NULL;
  }
  if (!bb_file_read(arena, path, BB_IMAGE_FILE_MAX, &bytes, diags)) return NULL;
  return bb_image_decode(arena, bytes, place, diags);
}
