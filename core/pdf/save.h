/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * How the objects of a file are put on disk.
 */
#ifndef BB_PDF_SAVE_H
#define BB_PDF_SAVE_H

#include "pdf/stream.h"
#include "pdf/structure.h"

/* Adds the file with these streams and this structure (NULL: none) to `out`.  What fails is in the
 * document's error.  Nothing may be done with the document afterwards but free it. */
void bb_pdf_save(struct bb_streams *streams, struct bb_structure *structure, struct bb_buf *out);

#endif
