/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Compression.  The same bytes give the same compressed bytes, whatever was compressed before.
 */
#ifndef BB_PDF_DEFLATE_H
#define BB_PDF_DEFLATE_H

#include "base/buf.h"

/* A compressor: some hundred kilobytes of tables, to be used again and again, by one thread at a
 * time. */
struct bb_deflate;

struct bb_deflate *bb_deflate_new(void);
void bb_deflate_free(struct bb_deflate *deflate);

/* Adds `bytes` to `out` as PDF's FlateDecode reads them: in zlib's format (RFC 1950). */
void bb_deflate_add(struct bb_deflate *deflate, struct bb_span bytes, struct bb_buf *out);

#endif
