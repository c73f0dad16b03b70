/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Compression beside the work: what is handed in is compressed by another thread while the next is
 * made.
 */
#ifndef BB_PDF_PACKER_H
#define BB_PDF_PACKER_H

#include "base/arena.h"
#include "base/buf.h"

struct bb_packer;

/* What it packs lives in `arena`, from bb_packer_finish on.  Not `beside`: everything is compressed
 * at once by whoever hands it in. */
struct bb_packer *bb_packer_new(struct bb_arena *arena, bool beside);
void bb_packer_free(struct bb_packer *packer);

/* Takes a copy of `bytes`; what becomes of it stands in *packed once the packer has finished. */
void bb_packer_add(struct bb_packer *packer, struct bb_span bytes, struct bb_span *packed);

/* Returns when all that was added is packed.  More may be added then, and is packed at once. */
void bb_packer_finish(struct bb_packer *packer);

#endif
