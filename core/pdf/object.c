/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pdf/object.h"

HPDF_Dict bb_pdf_dict_new(HPDF_Doc pdf) {
  HPDF_Dict dict = HPDF_Dict_New(pdf->mmgr);
  HPDF_Xref_Add(pdf->xref, dict);
  return dict;
}

uint32_t bb_pdf_number_of(const void *object) {
  return ((const HPDF_Obj_Header *)object)->obj_id & 0x00FFFFFF;
}

void bb_pdf_put_hex(struct bb_buf *out, uint32_t v) {
  static const char digits[] = "0123456789ABCDEF";
  const char four[] = {digits[v >> 12 & 15], digits[v >> 8 & 15], digits[v >> 4 & 15],
                       digits[v & 15]};
  bb_buf_add(out, four, sizeof four);
}

static void put_unit(struct bb_buf *out, uint32_t unit, bool hex) {
  if (hex)
    bb_pdf_put_hex(out, unit);
  else
    bb_buf_u16(out, unit);
}

static void put_utf16(struct bb_buf *out, struct bb_span text, bool hex) {
  for (size_t at = 0; at < text.n;) {
    uint32_t cp = bb_utf8_decode(text, &at);
    if (cp == BB_UTF8_BAD) cp = 0xFFFD;
    if (cp < 0x10000) {
      put_unit(out, cp, hex);
    } else {
      put_unit(out, 0xD800 + ((cp - 0x10000) >> 10), hex);
      put_unit(out, 0xDC00 + (cp & 0x3FF), hex);
    }
  }
}

void bb_pdf_put_utf16(struct bb_buf *out, struct bb_span text) {
  put_utf16(out, text, false);
}

void bb_pdf_put_utf16_hex(struct bb_buf *out, struct bb_span text) {
  put_utf16(out, text, true);
}

void bb_pdf_add_text(HPDF_Dict dict, const char *key, struct bb_span text) {
  struct bb_buf bytes = {.limit = 64000};
  bb_buf_u16(&bytes, 0xFEFF);
  bb_pdf_put_utf16(&bytes, text);
  HPDF_Dict_Add(dict, key, HPDF_Binary_New(dict->mmgr, (HPDF_BYTE *)bytes.p, (HPDF_UINT)bytes.n));
  bb_buf_free(&bytes);
}
