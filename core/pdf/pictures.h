/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The images of a file: each is stored once, however often it is shown.
 */
#ifndef BB_PDF_PICTURES_H
#define BB_PDF_PICTURES_H

#include "image/image.h"
#include "pdf/stream.h"

struct bb_pictures;

/* The arena outlives the pictures. */
struct bb_pictures *bb_pictures_new(struct bb_arena *arena);

/* The number of an image, new or known; the page calls it /I0, /I1 …  Images are told apart by
 * their address. */
size_t bb_pictures_add(struct bb_pictures *pictures, const struct bb_image *image);

/* Adds the images to the file and their names to the /XObject dictionary that the pages share. */
void bb_pictures_embed(struct bb_pictures *pictures, struct bb_streams *streams,
                       HPDF_Dict resources);

#endif
