/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * benchbook dump STAGE: what a stage makes of a course, as text.  For people who look for the
 * reason of a result, and for tests.
 */
#include "app/commands.h"
#include "app/job.h"
#include "app/languages.h"
#include "app/messages.h"
#include "app/places.h"
#include "app/report.h"
#include "base/nearest.h"
#include "catalog/catalog.h"
#include "text/text.h"

#include <string.h>

struct dump {
  struct bb_arena arena;
  struct bb_diags *diags;
  const struct options *options;
  const struct bb_course *course;
  struct places places;
  struct languages languages;
  struct product product; /* whose document is built */
  struct bb_buf out;
};

static void dump_markup(struct dump *dump) {
  for (size_t i = 0; i < dump->course->module_count; i++) {
    const struct bb_module *module = &dump->course->modules[i];
    if (dump->options->module && !bb_span_is(module->id, dump->options->module)) continue;
    bb_buf_printf(&dump->out, "%s\n", module->file);
    bb_markup_dump(module->text, &dump->out);
  }
  if (dump->options->module || !dump->course->glossary) return;
  bb_buf_printf(&dump->out, "%s\n", dump->course->glossary->source->path);
  bb_markup_dump(dump->course->glossary, &dump->out);
}

static void dump_course(struct dump *dump) {
  bb_course_dump(dump->course, &dump->out);
}

static void dump_message(void *user, const struct bb_message *message) {
  struct bb_buf *out = user;
  bb_buf_printf(out, "%s:%u:%u: %s\n", message->place.path, message->place.line,
                message->place.column, message->path);
  if (message->context.n) bb_buf_printf(out, "  context %.*s\n", BB_SPAN_ARG(message->context));
  if (message->note.n) bb_buf_printf(out, "  note %.*s\n", BB_SPAN_ARG(message->note));
  bb_buf_printf(out, "  %s %.*s\n", message->plain ? "plain" : "markdown",
                BB_SPAN_ARG(message->id));
}

static void dump_messages(struct dump *dump) {
  bb_catalog_each_message(&dump->arena, dump->course, dump_message, &dump->out);
}

static const struct bb_catalog *load_catalog(struct dump *dump) {
  return bb_catalog_load(&dump->arena, dump->course, &dump->languages.list[0], dump->places.locales,
                         dump->places.labels, dump->diags);
}

static void dump_catalog(struct dump *dump) {
  bb_catalog_dump(load_catalog(dump), dump->course, &dump->out);
}

static const struct bb_document *build_document(struct dump *dump) {
  const struct product *product = &dump->product;
  struct bb_edition_report report;
  return bb_edition_build(&dump->arena, dump->course, load_catalog(dump),
                          &(struct bb_edition_options){.edition = product->edition,
                                                       .level = dump->options->level,
                                                       .angle = bb_span_of(dump->options->angle),
                                                       .program = "Benchbook " BENCHBOOK_VERSION,
                                                       .quiz = product->quiz,
                                                       .sheet = product->sheet},
                          &report);
}

static void dump_document(struct dump *dump) {
  bb_document_dump(build_document(dump), &dump->out);
}

static void dump_pages(struct dump *dump,
                       void (*write)(const struct bb_pages *pages, struct bb_buf *out)) {
  struct bb_fonts *fonts = bb_fonts_open(dump->diags);
  if (!fonts) return;
  struct bb_layout_options layout = bb_options_layout(dump->options, dump->course);
  const struct bb_pages *pages =
      bb_layout_build(&dump->arena, build_document(dump), fonts, &layout, dump->diags);
  if (pages) write(pages, &dump->out);
  bb_fonts_close(fonts);
}

static void dump_layout(struct dump *dump) {
  dump_pages(dump, bb_layout_dump);
}

static void dump_structure(struct dump *dump) {
  dump_pages(dump, bb_layout_dump_structure);
}

static void dump_words(struct dump *dump) {
  dump_pages(dump, bb_layout_dump_text);
}

static const struct stage {
  const char *name;
  void (*dump)(struct dump *dump);
} stages[] = {{"markup", dump_markup},       {"course", dump_course},
              {"messages", dump_messages},   {"catalog", dump_catalog},
              {"document", dump_document},   {"layout", dump_layout},
              {"structure", dump_structure}, {"words", dump_words}};
enum { STAGES = sizeof stages / sizeof *stages };

static const struct stage *find_stage(const char *name) {
  const char *names[STAGES];
  for (int i = 0; i < STAGES; i++) {
    names[i] = stages[i].name;
    if (!strcmp(name, names[i])) return &stages[i];
  }
  const char *nearest = bb_nearest(bb_span_of(name), names, STAGES);
  if (nearest)
    bb_options_error(stderr, &bb_dump_command, _("there is no stage \"%s\"; did you mean \"%s\"?"),
                     name, nearest);
  else
    bb_options_error(stderr, &bb_dump_command, _("there is no stage \"%s\""), name);
  return NULL;
}

/* False, after a message, when --module names none of the course's. */
static bool has_module(const struct dump *dump) {
  if (!dump->options->module) return true;
  for (size_t i = 0; i < dump->course->module_count; i++)
    if (bb_span_is(dump->course->modules[i].id, dump->options->module)) return true;
  bb_options_error(stderr, &bb_dump_command, _("there is no module \"%s\""), dump->options->module);
  return false;
}

/* Of several products the trainer guide, which holds all that the handbook does; else the first.
 * False after a usage message. */
static bool choose_product(struct dump *dump) {
  struct options options = *dump->options;
  struct job job = {.options = &options, .course = dump->course};
  if (!options.editions) options.editions = 1u << BB_EDITION_HANDBOOK;
  job.edition =
      (struct bb_edition_options){.level = options.level, .angle = bb_span_of(options.angle)};
  if (!bb_job_choose_products(&dump->arena, &job, &bb_dump_command)) return false;
  if (job.product_count) dump->product = job.products[0];
  if (job.product_count && options.editions & 1u << BB_EDITION_TRAINER)
    dump->product.edition = BB_EDITION_TRAINER;
  return true;
}

static enum exit_status dump_stage(struct dump *dump) {
  const struct options *options = dump->options;
  const struct stage *stage = find_stage(options->arguments[0]);
  if (!stage) return EXIT_USAGE;
  dump->places = bb_places_find(
      &dump->arena, options->argument_count > 1 ? options->arguments[1] : NULL, options->locales);
  dump->course = bb_course_load(&dump->arena, dump->places.course, options->economy, dump->diags);
  if (dump->course) {
    if (!has_module(dump) ||
        !bb_languages_choose(&dump->arena, &bb_dump_command, options, dump->course,
                             dump->places.locales, false, &dump->languages) ||
        !choose_product(dump))
      return EXIT_USAGE;
    stage->dump(dump);
  }
  bb_report_bytes(stdout, bb_buf_view(&dump->out));
  bb_report_print(stderr, dump->diags);
  return bb_report_status(dump->diags, options);
}

static enum exit_status run_dump(const struct options *options) {
  struct dump dump = {.diags = bb_diags_new(), .options = options};
  enum exit_status status = dump_stage(&dump);
  bb_buf_free(&dump.out);
  bb_diags_free(dump.diags);
  bb_arena_free(&dump.arena);
  return status;
}

const struct command bb_dump_command = {
    .name = "dump",
    .arguments = "STAGE [COURSE]",
    .summary = N_("print what a stage makes of a course, as text"),
    .about = N_("STAGE is markup, course, messages, catalog, document, layout (every line, glyph\n"
                "run and shape; at the end, how many lines divide a word or stay loose),\n"
                "structure (what is a heading, a list, a cell) or words (the words of the pages,\n"
                "as a reader of the PDF finds them).\n"
                "Of several languages, the first is taken; of several editions or papers, the\n"
                "trainer guide or else the first."),
    .options = OPTION_BIT(OPTION_LANG) | OPTION_BIT(OPTION_EDITION) | OPTION_BIT(OPTION_QUIZ) |
               OPTION_BIT(OPTION_VERSIONS) | OPTION_BIT(OPTION_FORM) | OPTION_BIT(OPTION_SEED) |
               OPTION_BIT(OPTION_ECONOMY) | OPTION_BIT(OPTION_LEVEL) | OPTION_BIT(OPTION_ANGLE) |
               OPTION_BIT(OPTION_PAPER) | OPTION_BIT(OPTION_BOOKLET) | OPTION_BIT(OPTION_MONO) |
               OPTION_BIT(OPTION_LOCALES) | OPTION_BIT(OPTION_MODULE) | OPTION_BIT(OPTION_STRICT),
    .least = 1,
    .most = 2,
    .run = run_dump,
};
