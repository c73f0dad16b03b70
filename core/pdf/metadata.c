/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What the file says about itself.  Nothing here comes from a clock or a random source: the date is
 * the document's, and the identifier that the format wants is a digest of the content.
 */
#include "pdf/file.h"
#include "pdf/object.h"

#include "base/process.h"

#include <stdio.h>

static void add_field(HPDF_Dict info, const char *key, struct bb_span text) {
  if (text.n) bb_pdf_add_text(info, key, text);
}

static void add_dates(HPDF_Doc pdf, struct bb_span modified) {
  struct bb_date date;
  char text[32];
  if (!bb_date_parse(modified, &date)) return;
  snprintf(text, sizeof text, "D:%04d%02d%02d", date.year, date.month, date.day);
  HPDF_Dict_Add(pdf->info, "CreationDate", HPDF_String_New(pdf->mmgr, text, NULL));
  HPDF_Dict_Add(pdf->info, "ModDate", HPDF_String_New(pdf->mmgr, text, NULL));
}

static void add_identifier(HPDF_Doc pdf, const char *digest) {
  HPDF_BYTE bytes[16] = {0};
  for (int i = 0; i < 32; i++) {
    int digit = digest[i] <= '9' ? digest[i] - '0' : digest[i] - 'a' + 10;
    bytes[i / 2] = (HPDF_BYTE)(bytes[i / 2] << 4 | digit);
  }
  HPDF_Array id = HPDF_Array_New(pdf->mmgr);
  for (int i = 0; i < 2; i++) HPDF_Array_Add(id, HPDF_Binary_New(pdf->mmgr, bytes, sizeof bytes));
  HPDF_Dict_Add(pdf->trailer, "ID", id);
}

/* With these the dialogue of a printer opens as the pages were made: not shrunk to the printer's
 * own margins, and backs the right way up. */
static void add_print_preferences(HPDF_Dict preferences, bool booklet) {
  HPDF_Dict_AddName(preferences, "PrintScaling", "None");
  HPDF_Dict_AddName(preferences, "Duplex", booklet ? "DuplexFlipShortEdge" : "DuplexFlipLongEdge");
}

static void add_viewer_preferences(HPDF_Doc pdf, const struct bb_lang *lang, bool booklet) {
  HPDF_Dict preferences = HPDF_Dict_New(pdf->mmgr);
  HPDF_Dict_AddBoolean(preferences, "DisplayDocTitle", HPDF_TRUE);
  if (lang->rtl) HPDF_Dict_AddName(preferences, "Direction", "R2L");
  add_print_preferences(preferences, booklet);
  HPDF_Dict_Add(pdf->catalog, "ViewerPreferences", preferences);
}

void bb_pdf_add_metadata(HPDF_Doc pdf, const struct bb_pages *pages, const char *digest) {
  const struct bb_document *document = pages->document;
  add_field(pdf->info, "Title", document->title);
  add_field(pdf->info, "Author", document->author);
  add_field(pdf->info, "Subject", document->subject);
  add_field(pdf->info, "Keywords", document->keywords);
  add_field(pdf->info, "Creator", BB_SPAN("Benchbook"));
  add_dates(pdf, document->modified_date);
  add_identifier(pdf, digest);
  HPDF_Dict_Add(pdf->catalog, "Lang", HPDF_String_New(pdf->mmgr, document->lang->tag, NULL));
  add_viewer_preferences(pdf, document->lang, pages->imposition != NULL);
}
