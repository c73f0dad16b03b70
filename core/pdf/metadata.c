/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What the file says about itself.  Nothing here comes from a clock: the date is the document's.
 */
#include "pdf/file.h"
#include "pdf/object.h"

#include "base/process.h"

#include <stdio.h>

static const struct bb_span CREATOR = {"Benchbook", 9};

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

/* ---- the same as XMP (ISO 16684-1), where PDF/UA wants it ---- */

/* Text of an XML element.  Characters that XML does not know are left out. */
static void put_xml(struct bb_buf *out, struct bb_span text) {
  for (size_t at = 0; at < text.n;) {
    uint32_t cp = bb_utf8_decode(text, &at);
    switch (cp) {
    case '&': bb_buf_string(out, "&amp;"); break;
    case '<': bb_buf_string(out, "&lt;"); break;
    case '>': bb_buf_string(out, "&gt;"); break;
    default:
      if (cp >= ' ' && cp != 0xFFFE && cp != 0xFFFF && cp != BB_UTF8_BAD)
        bb_buf_code_point(out, cp);
    }
  }
}

/* An element, between `before` and `after`; none when there is no text. */
static void put_property(struct bb_buf *out, const char *before, struct bb_span text,
                         const char *after) {
  if (!text.n) return;
  bb_buf_printf(out, "<%s>", before);
  put_xml(out, text);
  bb_buf_printf(out, "</%s>\n", after);
}

static void put_dates(struct bb_buf *out, struct bb_span modified) {
  struct bb_date date;
  if (!bb_date_parse(modified, &date)) return;
  static const char *const names[] = {"CreateDate", "ModifyDate"};
  for (int i = 0; i < 2; i++)
    bb_buf_printf(out, "<xmp:%s>%04d-%02d-%02d</xmp:%s>\n", names[i], date.year, date.month,
                  date.day, names[i]);
}

static struct bb_span producer_of(HPDF_Doc pdf) {
  HPDF_String producer = HPDF_Dict_GetItem(pdf->info, "Producer", HPDF_OCLASS_STRING);
  return producer ? bb_span_of((const char *)producer->value) : (struct bb_span){0};
}

static void put_properties(HPDF_Doc pdf, const struct bb_pages *pages, struct bb_buf *out) {
  const struct bb_document *document = pages->document;
  if (pages->structure && !pages->imposition)
    bb_buf_string(out, "<pdfuaid:part>1</pdfuaid:part>\n");
  bb_buf_string(out, "<dc:format>application/pdf</dc:format>\n");
  put_property(out, "dc:title><rdf:Alt><rdf:li xml:lang=\"x-default\"", document->title,
               "rdf:li></rdf:Alt></dc:title");
  put_property(out, "dc:creator><rdf:Seq><rdf:li", document->author,
               "rdf:li></rdf:Seq></dc:creator");
  put_property(out, "dc:description><rdf:Alt><rdf:li xml:lang=\"x-default\"", document->subject,
               "rdf:li></rdf:Alt></dc:description");
  put_property(out, "dc:language><rdf:Bag><rdf:li", bb_span_of(document->lang->tag),
               "rdf:li></rdf:Bag></dc:language");
  put_property(out, "pdf:Keywords", document->keywords, "pdf:Keywords");
  put_property(out, "pdf:Producer", producer_of(pdf), "pdf:Producer");
  put_property(out, "xmp:CreatorTool", CREATOR, "xmp:CreatorTool");
  put_dates(out, document->modified_date);
}

/* Not compressed: programs look for it that know nothing of PDF. */
static void add_xmp(struct bb_streams *streams, const struct bb_pages *pages) {
  struct bb_buf xmp = {0};
  bb_buf_string(&xmp, "<?xpacket begin=\"\xEF\xBB\xBF\" id=\"W5M0MpCehiHzreSzNTczkc9d\"?>\n"
                      "<x:xmpmeta xmlns:x=\"adobe:ns:meta/\">\n"
                      "<rdf:RDF xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\">\n"
                      "<rdf:Description rdf:about=\"\"\n"
                      " xmlns:dc=\"http://purl.org/dc/elements/1.1/\"\n"
                      " xmlns:pdf=\"http://ns.adobe.com/pdf/1.3/\"\n"
                      " xmlns:pdfuaid=\"http://www.aiim.org/pdfua/ns/id/\"\n"
                      " xmlns:xmp=\"http://ns.adobe.com/xap/1.0/\">\n");
  put_properties(streams->pdf, pages, &xmp);
  bb_buf_string(&xmp, "</rdf:Description>\n</rdf:RDF>\n</x:xmpmeta>\n<?xpacket end=\"r\"?>\n");
  struct bb_span kept = bb_arena_copy(streams->arena, bb_buf_view(&xmp));
  HPDF_Dict stream = bb_streams_add_raw(streams, kept, NULL);
  HPDF_Dict_AddName(stream, "Type", "Metadata");
  HPDF_Dict_AddName(stream, "Subtype", "XML");
  HPDF_Dict_Add(streams->pdf->catalog, "Metadata", stream);
  bb_buf_free(&xmp);
}

/* ---- all of it ---- */

void bb_pdf_add_metadata(struct bb_streams *streams, const struct bb_pages *pages) {
  HPDF_Doc pdf = streams->pdf;
  const struct bb_document *document = pages->document;
  add_field(pdf->info, "Title", document->title);
  add_field(pdf->info, "Author", document->author);
  add_field(pdf->info, "Subject", document->subject);
  add_field(pdf->info, "Keywords", document->keywords);
  add_field(pdf->info, "Creator", CREATOR);
  add_dates(pdf, document->modified_date);
  HPDF_Dict_Add(pdf->catalog, "Lang", HPDF_String_New(pdf->mmgr, document->lang->tag, NULL));
  add_viewer_preferences(pdf, document->lang, pages->imposition != NULL);
  add_xmp(streams, pages);
}
