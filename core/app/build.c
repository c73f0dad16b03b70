/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * benchbook build: every product asked for, languages in parallel, then the index.
 *
 * A language is made in a process of its own, which hands back a line with one letter a product
 * (the outcome) and its messages after it.  A language's failure is its own: all others are made.
 */
#include "app/commands.h"
#include "app/job.h"
#include "app/languages.h"
#include "app/messages.h"
#include "app/meter.h"
#include "app/report.h"
#include "base/file.h"
#include "base/process.h"
#include "web/web.h"

struct build {
  struct job job;
  struct bb_arena arena;
  struct bb_diags *diags;
  struct languages languages;
  enum outcome *outcomes; /* of each language, each product */
};

static const char outcome_letters[] = {
    [OUTCOME_FAILED] = 'f', [OUTCOME_MADE] = 'm', [OUTCOME_UP_TO_DATE] = 'u'};

static enum outcome *outcomes_of(struct build *build, size_t language) {
  return build->outcomes + language * build->job.product_count;
}

/* ---- in a language's own process ---- */

static bool make_language(void *user, size_t i, struct bb_buf *out) {
  struct build *build = user;
  struct bb_arena arena = {0};
  struct bb_diags *diags = bb_diags_new();
  const struct bb_catalog *catalog =
      bb_catalog_load(&arena, build->job.course, &build->languages.list[i],
                      build->job.places.locales, build->job.places.labels, diags);
  size_t known = bb_job_count_messages(diags);
  for (size_t p = 0; p < build->job.product_count; p++) {
    struct bb_arena_mark mark = bb_arena_mark(&arena);
    bb_buf_char(out, outcome_letters[bb_job_make_product(&arena, &build->job, catalog,
                                                         &build->job.products[p], known, diags)]);
    bb_arena_release(&arena, mark);
  }
  bb_buf_char(out, '\n');
  bb_diags_save(diags, out);
  bb_diags_free(diags);
  bb_arena_free(&arena);
  bb_fonts_close(build->job.fonts); /* a language's products are its process's last work */
  build->job.fonts = NULL;
  return true;
}

/* ---- in the parent ---- */

static void print_product(struct build *build, const struct bb_lang *lang,
                          const struct product *made, enum outcome outcome) {
  struct bb_product product;
  const char *path = bb_job_product_path(&build->arena, &build->job, lang, made);
  if (outcome == OUTCOME_FAILED || !bb_product_load(&build->arena, path, &product)) {
    printf(_("%s: not made\n"), path);
    return;
  }
  printf(ngettext("%s: %u page", "%s: %u pages", product.pages), path, product.pages);
  printf(ngettext(", %u sheet", ", %u sheets", product.sheets), product.sheets);
  if (product.signatures)
    printf(ngettext(" in %u signature", " in %u signatures", product.signatures),
           product.signatures);
  if (!bb_span_equal(product.lang, product.source))
    printf(_(", %u%% translated"), bb_product_percent(&product));
  printf("%s\n", outcome == OUTCOME_UP_TO_DATE ? _(", up to date") : "");
}

/* How to print what was listed: all products of a run are printed alike. */
static void print_advice(const struct bb_layout_options *layout) {
  const char *paper = layout->paper == BB_PAPER_A4 ? "A4" : "Letter";
  if (layout->booklet)
    printf(_("To print: at actual size, on both sides of %s paper, flipped on the short edge. "
             "Fold every %d sheets together, the first one outside; what is left over at the end "
             "is a thinner signature.\n"),
           paper, BB_SIGNATURE_SHEETS);
  else
    printf(_("To print: at actual size, on both sides of %s paper, flipped on the long edge.\n"),
           paper);
}

static bool read_outcomes(struct build *build, size_t i, struct bb_span *output) {
  struct bb_span letters = bb_span_next(output, '\n');
  if (letters.n != build->job.product_count) return false;
  for (size_t p = 0; p < letters.n; p++)
    for (int outcome = OUTCOME_FAILED; outcome <= OUTCOME_UP_TO_DATE; outcome++)
      if (letters.p[p] == outcome_letters[outcome])
        outcomes_of(build, i)[p] = (enum outcome)outcome;
  return bb_diags_load(build->diags, *output);
}

static void take_language(void *user, size_t i, bool good, struct bb_span output) {
  struct build *build = user;
  const struct bb_lang *lang = &build->languages.list[i];
  if (!good || !read_outcomes(build, i, &output))
    bb_diag_add(build->diags, BB_D_LANGUAGE_FAILED, (struct bb_place){0}, "%s", lang->tag);
  bb_meter_clear();
  if (build->job.options->format == FORMAT_TEXT)
    for (size_t p = 0; p < build->job.product_count; p++)
      print_product(build, lang, &build->job.products[p], outcomes_of(build, i)[p]);
  if (i + 1 < build->languages.count)
    bb_meter_draw(i + 1, build->languages.count, build->languages.list[i + 1].tag);
}

static void add_product(struct bb_json *json, struct build *build, const struct bb_lang *lang,
                        const struct product *made, enum outcome outcome) {
  static const char *const names[] = {
      [OUTCOME_FAILED] = "failed", [OUTCOME_MADE] = "made", [OUTCOME_UP_TO_DATE] = "up-to-date"};
  struct bb_product product;
  const char *path = bb_job_product_path(&build->arena, &build->job, lang, made);
  bb_json_object(json, NULL);
  bb_json_string(json, "path", bb_span_of(path));
  bb_json_string(json, "language", bb_span_of(lang->tag));
  bb_json_string(json, "outcome", bb_span_of(names[outcome]));
  if (outcome != OUTCOME_FAILED && bb_product_load(&build->arena, path, &product)) {
    bb_json_number(json, "pages", product.pages);
    bb_json_number(json, "sheets", product.sheets);
    if (product.signatures) bb_json_number(json, "signatures", product.signatures);
    bb_json_number(json, "bytes", product.bytes);
    bb_json_number(json, "words", product.words);
    bb_json_number(json, "words_translated", product.translated);
  }
  bb_json_close(json);
}

static void print_json(struct build *build) {
  struct bb_buf out = {0};
  struct bb_json json;
  bb_json_begin(&json, &out);
  bb_json_object(&json, NULL);
  bb_json_array(&json, "products");
  for (size_t i = 0; i < build->languages.count; i++)
    for (size_t p = 0; p < build->job.product_count; p++)
      add_product(&json, build, &build->languages.list[i], &build->job.products[p],
                  outcomes_of(build, i)[p]);
  bb_json_close(&json);
  bb_report_add(&json, "messages", build->diags);
  bb_json_close(&json);
  bb_buf_char(&out, '\n');
  bb_report_bytes(stdout, bb_buf_view(&out));
  bb_buf_free(&out);
}

/* ---- the run ---- */

static bool has_products(const struct build *build) {
  for (size_t i = 0; i < build->languages.count * build->job.product_count; i++)
    if (build->outcomes[i] != OUTCOME_FAILED) return true;
  return false;
}

static unsigned jobs_of(const struct options *options) {
  return options->jobs ? options->jobs : bb_process_cores();
}

/* The cores are shared out among the languages; those left over help within a language. */
static void make_products(struct build *build) {
  struct job *job = &build->job;
  unsigned jobs = jobs_of(job->options);
  job->layout.threads = jobs / (unsigned)build->languages.count;
  bb_job_identify(job, job->inputs);
  bb_meter_draw(0, build->languages.count, build->languages.list[0].tag);
  bb_process_parallel(build->languages.count, jobs, make_language, take_language, build);
  if (!has_products(build)) return;
  bb_web_write_index(job->out, build->diags);
  if (job->options->format == FORMAT_TEXT) print_advice(&job->layout);
}

static enum exit_status conclude(struct build *build) {
  if (build->job.options->format == FORMAT_JSON)
    print_json(build);
  else
    bb_report_print(stderr, build->diags);
  return bb_report_status(build->diags, build->job.options);
}

/* Reads the course; opens the fonts.  The two take about as long. */
static void begin_part(void *user, unsigned part) {
  struct build *build = user;
  struct job *job = &build->job;
  if (part == 0)
    job->course =
        bb_course_load(&build->arena, job->places.course, job->options->economy, build->diags);
  else
    job->fonts = bb_fonts_open(build->diags);
}

static enum exit_status build_course(struct build *build, struct options *options) {
  struct job *job = &build->job;
  const char *named = options->argument_count ? options->arguments[0] : NULL;
  if (!options->editions) options->editions = 1u << BB_EDITION_HANDBOOK;
  job->options = options;
  job->places = bb_places_find(&build->arena, named, options->locales);
  job->out = options->out ? options->out : "output";
  bb_process_threads(2, jobs_of(options), begin_part, build);
  if (!job->course || !job->fonts) return conclude(build);
  if (!bb_languages_choose(&build->arena, &bb_build_command, options, job->course,
                           job->places.locales, false, &build->languages))
    return EXIT_USAGE;
  job->layout = bb_options_layout(options, job->course);
  job->edition = (struct bb_edition_options){.level = options->level,
                                             .angle = bb_span_of(options->angle),
                                             .program = "Benchbook " BENCHBOOK_VERSION};
  if (!bb_job_choose_products(&build->arena, job, &bb_build_command)) return EXIT_USAGE;
  build->outcomes =
      BB_NEW_ARRAY(&build->arena, build->languages.count * job->product_count, enum outcome);
  if (job->product_count)
    make_products(build);
  else
    bb_diag_add(build->diags, BB_D_NOTHING_CHOSEN, (struct bb_place){.path = job->course->folder},
                "%s", "");
  return conclude(build);
}

static enum exit_status run_build(const struct options *given) {
  struct build build = {.diags = bb_diags_new()};
  struct options options = *given;
  enum exit_status status = build_course(&build, &options);
  bb_fonts_close(build.job.fonts);
  bb_diags_free(build.diags);
  bb_arena_free(&build.arena);
  return status;
}

const struct command bb_build_command = {
    .name = "build",
    .arguments = "[COURSE]",
    .summary = N_("make the PDF files of a course, and the page that lists them"),
    .about = N_("Makes FOLDER/<course>/<language>/handbook.pdf and trainer-guide.pdf, there "
                "quiz/<quiz>-<version>.pdf\nand its key, and FOLDER/index.html.\n"
                "COURSE is a folder of lessons; without it, the course that comes with the "
                "program.\nWithout --lang, its own language; without --edition, the handbook.\n"
                "What is up to date is not made again."),
    .options = OPTION_BIT(OPTION_LANG) | OPTION_BIT(OPTION_EDITION) | OPTION_BIT(OPTION_QUIZ) |
               OPTION_BIT(OPTION_VERSIONS) | OPTION_BIT(OPTION_FORM) | OPTION_BIT(OPTION_SEED) |
               OPTION_BIT(OPTION_ECONOMY) | OPTION_BIT(OPTION_LEVEL) | OPTION_BIT(OPTION_ANGLE) |
               OPTION_BIT(OPTION_PAPER) | OPTION_BIT(OPTION_BOOKLET) | OPTION_BIT(OPTION_MONO) |
               OPTION_BIT(OPTION_OUT) | OPTION_BIT(OPTION_LOCALES) | OPTION_BIT(OPTION_JOBS) |
               OPTION_BIT(OPTION_FORCE) | OPTION_BIT(OPTION_STRICT) | OPTION_BIT(OPTION_FORMAT),
    .most = 1,
    .run = run_build,
};
