/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The streams of a file: pages, fonts, images.  To libharu they are dictionaries whose streams are
 * empty; their bytes are kept here, as they will stand in the file, for save.c.
 */
#ifndef BB_PDF_STREAM_H
#define BB_PDF_STREAM_H

#include "pdf/packer.h"

#include <hpdf_doc.h>

struct bb_stream {
  struct bb_span bytes; /* once the packer has finished */
  const char *filter;   /* its name in the file; NULL: none */
};

struct bb_streams {
  HPDF_Doc pdf;
  struct bb_arena *arena; /* outlives the file */
  struct bb_packer *packer;
};

/* A compressed stream of these bytes. */
HPDF_Dict bb_streams_add(struct bb_streams *streams, struct bb_span bytes);

/* The same for a stream that libharu made and nobody has written to. */
void bb_streams_fill(struct bb_streams *streams, HPDF_Dict dict, struct bb_span bytes);

/* A stream of these bytes as they are, read through `filter` (NULL: none).  They are borrowed until
 * the file is saved. */
HPDF_Dict bb_streams_add_raw(struct bb_streams *streams, struct bb_span bytes, const char *filter);

/* That of a dictionary; NULL: it has none. */
const struct bb_stream *bb_stream_of(HPDF_Dict dict);

#endif
