/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * PDF objects through libharu's low-level calls.  libharu owns every object and frees it with the
 * document.  Its calls are not checked one by one: memory never runs out (the document is made with
 * an allocator that aborts), and what else can fail is remembered in the document's error.
 */
#ifndef BB_PDF_OBJECT_H
#define BB_PDF_OBJECT_H

#include "base/buf.h"

#include <hpdf_doc.h>

/* A dictionary with an object number, to be referred to. */
HPDF_Dict bb_pdf_dict_new(HPDF_Doc pdf);

/* The number of an object that has one. */
uint32_t bb_pdf_number_of(const void *object);

/* A text string (UTF-16BE with its mark) under `key`; at most 32,000 units of it. */
void bb_pdf_add_text(HPDF_Dict dict, const char *key, struct bb_span text);

/* Four hexadecimal digits. */
void bb_pdf_put_hex(struct bb_buf *out, uint32_t v);

/* UTF-8 as UTF-16BE; as hexadecimal digits. */
void bb_pdf_put_utf16(struct bb_buf *out, struct bb_span text);
void bb_pdf_put_utf16_hex(struct bb_buf *out, struct bb_span text);

#endif
