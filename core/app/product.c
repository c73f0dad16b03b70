/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * One product: catalog -> document -> pages -> bytes -> file, and its record.
 */
#include "app/job.h"
#include "base/file.h"
#include "pdf/pdf.h"
#include "web/web.h"

static const char *const edition_files[] = {[BB_EDITION_HANDBOOK] = "handbook",
                                            [BB_EDITION_TRAINER] = "trainer-guide",
                                            [BB_EDITION_QUIZ] = "",
                                            [BB_EDITION_KEY] = "-key"};

/* "letter booklet basic": what tells this run's products apart from the plain ones.  Papers do not
 * depend on the choice of modules. */
static const char *variant_of(struct bb_arena *arena, const struct job *job, bool book,
                              char separator) {
  struct bb_buf out = {0};
  if (job->layout.paper == BB_PAPER_LETTER) bb_buf_printf(&out, "%cletter", separator);
  if (job->layout.booklet) bb_buf_printf(&out, "%cbooklet", separator);
  if (job->layout.mono) bb_buf_printf(&out, "%cmono", separator);
  if (book && job->edition.level == BB_LEVEL_BASIC) bb_buf_printf(&out, "%cbasic", separator);
  if (book && job->edition.level == BB_LEVEL_ADVANCED) bb_buf_printf(&out, "%cadvanced", separator);
  if (book && job->edition.angle.n)
    bb_buf_printf(&out, "%c%.*s", separator, BB_SPAN_ARG(job->edition.angle));
  const char *variant = bb_arena_string(arena, bb_buf_view(&out));
  bb_buf_free(&out);
  return variant;
}

static struct bb_span economy_of(struct bb_arena *arena, const struct job *job) {
  const char *economy = job->course->economy;
  if (!economy) return (struct bb_span){0};
  return bb_span_of(bb_arena_printf(arena, "%c%c", economy[0] & ~0x20, economy[1] & ~0x20));
}

/* "quiz/pretest-a-2": the name of a paper without what tells its key apart. */
static const char *paper_of(struct bb_arena *arena, const struct bb_sheet *sheet) {
  const char form[] = {'-', (char)(sheet->form | 0x20), '\0'};
  return bb_arena_printf(arena, "quiz/%.*s%s-%u", BB_SPAN_ARG(sheet->quiz), sheet->form ? form : "",
                         sheet->version);
}

const char *bb_job_product_path(struct bb_arena *arena, const struct job *job,
                                const struct bb_lang *lang, const struct product *product) {
  struct bb_span economy = economy_of(arena, job);
  const struct bb_sheet *sheet = product->sheet;
  const char *file = bb_arena_printf(
      arena, "%.*s/%s%s%.*s/%s%s%s.pdf", BB_SPAN_ARG(job->course->id), lang->tag,
      economy.n ? "-" : "", BB_SPAN_ARG(economy), sheet ? paper_of(arena, sheet) : "",
      edition_files[product->edition], variant_of(arena, job, !sheet, '-'));
  return bb_file_join(arena, job->out, file);
}

/* "form A, version 2 letter": the same for the list of products. */
static struct bb_span describe_variant(struct bb_arena *arena, const struct job *job,
                                       const struct bb_sheet *sheet) {
  const char *variant = variant_of(arena, job, !sheet, ' ');
  if (sheet && sheet->form)
    variant = bb_arena_printf(arena, "form %c, version %u%s", sheet->form, sheet->version, variant);
  else if (sheet)
    variant = bb_arena_printf(arena, "version %u%s", sheet->version, variant);
  return bb_span_trim(bb_span_of(variant));
}

static struct bb_product describe(struct bb_arena *arena, const struct job *job,
                                  const struct bb_catalog *catalog, const struct product *product,
                                  const struct bb_document *document, const struct bb_pages *pages,
                                  const struct bb_edition_report *report) {
  const struct bb_catalog_info *info = bb_catalog_info(catalog);
  return (struct bb_product){
      .lang = bb_span_of(document->lang->tag),
      .source = bb_span_of(job->course->language.tag),
      .economy = economy_of(arena, job),
      .course = job->course->title.text,
      .title = product->quiz ? document->subject : document->title,
      .edition = document->edition,
      .quiz = product->quiz ? document->title : (struct bb_span){0},
      .variant = describe_variant(arena, job, product->sheet),
      .trainer = product->edition == BB_EDITION_TRAINER || product->edition == BB_EDITION_KEY,
      .draft = bb_edition_is_draft(info),
      .pages = (uint32_t)pages->page_count,
      .sheets =
          (uint32_t)(pages->imposition ? pages->imposition->sheets : (pages->page_count + 1) / 2),
      .signatures = (uint32_t)(pages->imposition ? pages->imposition->signatures : 0),
      .words = (uint32_t)report->words,
      .translated = (uint32_t)report->words_translated,
  };
}

size_t bb_job_count_messages(const struct bb_diags *diags) {
  size_t n = 0;
  for (int s = BB_NOTE; s <= BB_FATAL; s++) n += bb_diags_count(diags, (enum bb_severity)s);
  return n;
}

static bool write_product(const char *path, struct bb_product *product, struct bb_span bytes,
                          const char *inputs, bool quiet, struct bb_diags *diags) {
  char digest[65];
  bb_job_digest(bytes, digest);
  product->digest = bb_span_of(digest);
  product->bytes = (uint32_t)bytes.n;
  if (quiet) product->inputs = bb_span_of(inputs);
  return bb_file_write(path, bytes, diags) && bb_product_write(path, product, diags);
}

enum outcome bb_job_make_product(struct bb_arena *arena, const struct job *job,
                                 const struct bb_catalog *catalog, const struct product *product,
                                 size_t known, struct bb_diags *diags) {
  const char *path = bb_job_product_path(arena, job, bb_catalog_language(catalog), product);
  struct bb_edition_options options = job->edition;
  struct bb_edition_report report = {0};
  struct bb_buf bytes = {0};
  char inputs[65];
  bb_job_identify_product(job, catalog, product, inputs);
  const char *places = bb_job_pages_path(arena, job, path, product->edition);
  bool complete = !places || bb_file_kind(places) == BB_FILE_REGULAR;
  if (!job->options->force && complete && bb_job_is_up_to_date(path, inputs))
    return OUTCOME_UP_TO_DATE;

  if (job->layout.threads > 1) bb_fonts_prepare(job->fonts, bb_catalog_language(catalog));
  options.edition = product->edition;
  options.quiz = product->quiz;
  options.sheet = product->sheet;
  const struct bb_document *document =
      bb_edition_build(arena, job->course, catalog, &options, &report);
  const struct bb_pages *pages = bb_layout_build(arena, document, job->fonts, &job->layout, diags);
  bool good = pages && bb_pdf_build(pages, job->layout.threads, &bytes, diags);
  if (good) {
    struct bb_product record = describe(arena, job, catalog, product, document, pages, &report);
    good = write_product(path, &record, bb_buf_view(&bytes), inputs,
                         bb_job_count_messages(diags) == known, diags);
  }
  if (good && places) good = bb_job_write_pages(arena, job, catalog, pages, places, diags);
  bb_buf_free(&bytes);
  return good ? OUTCOME_MADE : OUTCOME_FAILED;
}
