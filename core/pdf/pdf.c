/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Puts the file together: pages first, because painting them finds out which clusters and images
 * there are; then the fonts and images; then what refers to pages.
 *
 * libharu is given an allocator that never returns NULL, and its error callback keeps the first
 * error and does nothing else; the error is looked at once, at the end.  After an error libharu
 * skips or continues, and what it made is thrown away.
 */
#include "pdf/pdf.h"

#include "base/file.h"
#include "pdf/content.h"
#include "pdf/file.h"
#include "pdf/object.h"
#include "pdf/save.h"

#include <hpdf.h>
#include <stdlib.h>

struct failure {
  HPDF_STATUS error, detail;
};

static void on_error(HPDF_STATUS error, HPDF_STATUS detail, void *user) {
  struct failure *first = user;
  if (!first->error) *first = (struct failure){error, detail};
}

static void *allocate(HPDF_UINT size) {
  return bb_alloc(size);
}

static void release(void *p) {
  free(p);
}

/* ---- pages ---- */

/* One dictionary of fonts and images for all pages. */
struct resources {
  HPDF_Dict all, fonts, images;
};

static struct resources make_resources(HPDF_Doc pdf) {
  struct resources r = {bb_pdf_dict_new(pdf), HPDF_Dict_New(pdf->mmgr), HPDF_Dict_New(pdf->mmgr)};
  HPDF_Dict_Add(r.all, "Font", r.fonts);
  HPDF_Dict_Add(r.all, "XObject", r.images);
  return r;
}

static HPDF_Page add_page(struct bb_streams *streams, bb_len width, bb_len height,
                          HPDF_Dict resources, struct bb_span content) {
  HPDF_Page hpage = HPDF_AddPage(streams->pdf);
  if (!hpage) return NULL; /* an earlier error stands */
  HPDF_Page_SetWidth(hpage, (HPDF_REAL)bb_len_to_pt(width));
  HPDF_Page_SetHeight(hpage, (HPDF_REAL)bb_len_to_pt(height));
  HPDF_Dict_Add(hpage, "Resources", resources);
  HPDF_PageAttr attr = hpage->attr;
  bb_streams_fill(streams, attr->contents, content);
  return hpage;
}

/* False when libharu refused a page. */
static bool add_pages(struct bb_streams *streams, const struct bb_pages *pages,
                      const struct bb_content *content, HPDF_Dict resources, HPDF_Page *hpages,
                      struct bb_arena *scratch) {
  struct bb_buf bytes = {0};
  bool good = true;
  for (uint32_t i = 0; i < pages->page_count && good; i++) {
    bb_buf_clear(&bytes);
    bb_content_write(content, pages, i, scratch, &bytes);
    hpages[i] = add_page(streams, pages->pages[i].width, pages->pages[i].height, resources,
                         bb_buf_view(&bytes));
    good = hpages[i] != NULL;
  }
  bb_buf_free(&bytes);
  return good;
}

/* The same for a booklet: a page of the file is a side of a sheet. */
static bool add_sides(struct bb_streams *streams, const struct bb_pages *pages,
                      const struct bb_content *content, HPDF_Dict resources,
                      struct bb_arena *scratch) {
  const struct bb_imposition *imposition = pages->imposition;
  struct bb_buf bytes = {0};
  bool good = true;
  for (size_t i = 0; i < 2 * imposition->sheets && good; i++) {
    bb_buf_clear(&bytes);
    bb_content_write_side(content, pages, &imposition->sides[i], scratch, &bytes);
    good = add_page(streams, imposition->width, imposition->height, resources, bb_buf_view(&bytes));
  }
  bb_buf_free(&bytes);
  return good;
}

/* ---- the file ---- */

/* What leads to a page.  A booklet is for the printer: nobody follows links on a sheet that holds
 * the first page beside the sixteenth. */
static void add_ways(HPDF_Doc pdf, const struct bb_pages *pages, const HPDF_Page *hpages,
                     struct bb_structure *structure) {
  bb_pdf_add_links(pdf, pages, hpages, structure);
  bb_pdf_add_outline(pdf, pages, hpages);
  bb_pdf_add_page_labels(pdf, pages);
  bb_structure_embed(structure, pdf, hpages);
}

/* Returns the structure, which is written last. */
static struct bb_structure *add_all(struct bb_streams *streams, const struct bb_pages *pages,
                                    struct bb_cluster_fonts *fonts, struct bb_arena *scratch) {
  HPDF_Doc pdf = streams->pdf;
  struct bb_arena *arena = streams->arena;
  struct resources resources = make_resources(pdf);
  struct bb_content content = {fonts, bb_pictures_new(arena), bb_structure_new(arena, pages),
                               pages->document->lang};
  HPDF_Page *hpages = BB_NEW_ARRAY(arena, pages->page_count, HPDF_Page);
  bool good = pages->imposition
                  ? add_sides(streams, pages, &content, resources.all, scratch)
                  : add_pages(streams, pages, &content, resources.all, hpages, scratch);
  if (!good) return NULL;
  bb_cluster_fonts_embed(fonts, streams, resources.fonts);
  bb_pictures_embed(content.pictures, streams, resources.images);
  if (!pages->imposition) add_ways(pdf, pages, hpages, content.structure);
  bb_pdf_add_metadata(streams, pages);
  return content.structure;
}

/* What libharu remembers is the last error; the callback kept the first it was told of. */
static struct failure failure_of(HPDF_Doc pdf, struct failure told) {
  return told.error ? told : (struct failure){pdf->error.error_no, pdf->error.detail_no};
}

/* Whether there is enough to do for a second thread. */
static bool is_long(const struct bb_pages *pages) {
  enum { PAGES_WORTH_A_THREAD = 8 };
  return pages->page_count >= PAGES_WORTH_A_THREAD;
}

bool bb_pdf_build(const struct bb_pages *pages, unsigned threads, struct bb_buf *out,
                  struct bb_diags *diags) {
  if (pages->page_count > BB_PDF_PAGES_MAX) {
    bb_diag_add(diags, BB_D_PDF_FAILED, (struct bb_place){0}, "%zu pages; at most %d",
                pages->page_count, BB_PDF_PAGES_MAX);
    return false;
  }
  struct failure first = {0};
  struct bb_arena arena = {0}, scratch = {0};
  HPDF_Doc pdf = HPDF_NewEx(on_error, allocate, release, 0, &first);
  struct bb_cluster_fonts *fonts = bb_cluster_fonts_new(&arena);
  struct bb_streams streams = {.pdf = pdf, .arena = &arena};
  streams.packer = bb_packer_new(&arena, threads > 1 && is_long(pages));
  pdf->pdf_version = HPDF_VER_17;
  struct bb_structure *structure = add_all(&streams, pages, fonts, &scratch);
  first = failure_of(pdf, first);
  if (!first.error) bb_pdf_save(&streams, structure, out);
  first = failure_of(pdf, first);
  if (first.error)
    bb_diag_add(diags, BB_D_PDF_FAILED, (struct bb_place){0}, "libharu error 0x%04lX, %lu",
                first.error, first.detail);
  bb_packer_free(streams.packer);
  bb_cluster_fonts_free(fonts);
  HPDF_Free(pdf);
  bb_arena_free(&scratch);
  bb_arena_free(&arena);
  return !first.error;
}

bool bb_pdf_write(const struct bb_pages *pages, unsigned threads, const char *path,
                  struct bb_diags *diags) {
  struct bb_buf bytes = {0};
  bool good = bb_pdf_build(pages, threads, &bytes, diags) &&
              bb_file_write(path, bb_buf_view(&bytes), diags);
  bb_buf_free(&bytes);
  return good;
}
