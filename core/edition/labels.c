/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Words of the product, in the edition's language.  Everything a label may hold is text from the
 * course or a number; a translated label is never used as a format of printf.
 */
#include "edition/assembly.h"

struct bb_span bb_assembly_label(const struct bb_assembly *a, const char *msgid) {
  return bb_span_of(bb_catalog_label(a->catalog, NULL, msgid));
}

struct bb_span bb_assembly_fill(const struct bb_assembly *a, const char *msgid,
                                const struct bb_span *values, size_t count) {
  return bb_catalog_fill(a->arena, a->catalog, msgid, values, count);
}

struct bb_span bb_assembly_fill_one(const struct bb_assembly *a, const char *msgid,
                                    struct bb_span value) {
  return bb_assembly_fill(a, msgid, &value, 1);
}

struct bb_span bb_assembly_number(const struct bb_assembly *a, uint32_t number) {
  return bb_span_of(bb_lang_number(a->arena, a->lang, number));
}

struct bb_span bb_assembly_date(const struct bb_assembly *a, struct bb_date date) {
  return bb_span_of(bb_lang_date(a->arena, a->lang, date));
}

struct bb_span bb_assembly_status(const struct bb_assembly *a, struct bb_span word) {
  static const char *const words[] = {
      BB_LABEL("party"),      BB_LABEL("signed"),  BB_LABEL("ratified"),  BB_LABEL("acceded"),
      BB_LABEL("accepted"),   BB_LABEL("invited"), BB_LABEL("not party"), BB_LABEL("not signed"),
      BB_LABEL("not listed"), BB_LABEL("unknown"), BB_LABEL("yes"),       BB_LABEL("no"),
      BB_LABEL("equivalent"), BB_LABEL("partial"), BB_LABEL("none"),      BB_LABEL("high"),
      BB_LABEL("medium"),     BB_LABEL("low"),
  };
  for (size_t i = 0; i < sizeof words / sizeof *words; i++)
    if (bb_span_is(word, words[i])) return bb_assembly_label(a, words[i]);
  return word;
}
