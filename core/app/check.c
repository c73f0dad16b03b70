/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * benchbook check: every problem of a course and its translations, printed on standard output.
 * Also what building would meet later or not at all: images that cannot be decoded, reviews that
 * are overdue.
 */
#include "app/commands.h"
#include "app/languages.h"
#include "app/messages.h"
#include "app/places.h"
#include "app/report.h"
#include "base/file.h"
#include "base/process.h"
#include "catalog/catalog.h"
#include "image/image.h"

struct check {
  struct bb_arena arena;
  struct bb_diags *diags;
  const struct bb_course *course;
};

/* A file that is missing has been reported with the course. */
static void check_image(struct check *check, const struct bb_markup *markup,
                        const struct bb_inline *image) {
  struct bb_arena scratch = {0};
  const char *file = bb_course_image(&scratch, image->target);
  const char *path = file ? bb_file_join(&scratch, check->course->folder, file) : NULL;
  if (path && bb_file_kind(path) == BB_FILE_REGULAR)
    bb_image_load(&scratch, path, bb_source_place(markup->source, image->offset), check->diags);
  bb_arena_free(&scratch);
}

/* Depth: BB_MARKUP_DEPTH_MAX. */
static void check_inlines(struct check *check, const struct bb_markup *markup,
                          const struct bb_inline *inlines) {
  for (; inlines; inlines = inlines->next) {
    if (inlines->kind == BB_IMAGE)
      check_image(check, markup, inlines);
    else
      check_inlines(check, markup, inlines->child);
  }
}

/* Depth: BB_MARKUP_DEPTH_MAX. */
static void check_blocks(struct check *check, const struct bb_markup *markup,
                         const struct bb_block *block) {
  for (; block; block = block->next) {
    check_inlines(check, markup, block->inlines);
    check_blocks(check, markup, block->child);
  }
}

static void check_markup(struct check *check, const struct bb_markup *markup) {
  if (markup) check_blocks(check, markup, markup->root->child);
}

static void check_images(struct check *check) {
  for (size_t i = 0; i < check->course->module_count; i++)
    check_markup(check, check->course->modules[i].text);
  for (size_t i = 0; i < check->course->overlay_count; i++)
    check_markup(check, check->course->overlays[i]);
  for (size_t i = 0; i < check->course->quiz_text_count; i++)
    check_markup(check, check->course->quiz_texts[i]);
  check_markup(check, check->course->glossary);
}

static enum exit_status conclude(struct check *check, const struct options *options) {
  if (options->format == FORMAT_JSON) {
    struct bb_buf out = {0};
    struct bb_json json;
    bb_json_begin(&json, &out);
    bb_report_add(&json, NULL, check->diags);
    bb_buf_char(&out, '\n');
    bb_report_bytes(stdout, bb_buf_view(&out));
    bb_buf_free(&out);
  } else {
    bb_report_print(stdout, check->diags);
    bb_report_tally(stdout, check->diags);
  }
  return bb_report_status(check->diags, options);
}

static enum exit_status check_course(struct check *check, const struct options *options) {
  struct languages languages;
  struct places places = bb_places_find(
      &check->arena, options->argument_count ? options->arguments[0] : NULL, options->locales);
  check->course = bb_course_load(&check->arena, places.course, options->economy, check->diags);
  if (!check->course) return conclude(check, options);
  if (!bb_languages_choose(&check->arena, &bb_check_command, options, check->course, places.locales,
                           true, &languages))
    return EXIT_USAGE;
  check_images(check);
  bb_course_check_dates(check->course, bb_date_today(), check->diags);
  bb_course_check_lock(check->course, check->diags);
  for (size_t i = 0; i < languages.count; i++)
    bb_catalog_check(check->course, &languages.list[i], places.locales, check->diags);
  return conclude(check, options);
}

static enum exit_status run_check(const struct options *options) {
  struct check check = {.diags = bb_diags_new()};
  enum exit_status status = check_course(&check, options);
  bb_diags_free(check.diags);
  bb_arena_free(&check.arena);
  return status;
}

const struct command bb_check_command = {
    .name = "check",
    .arguments = "[COURSE]",
    .summary = N_("list every problem of a course and of its translations"),
    .about = N_("Reads the course and all its translations (or those named by --lang) and prints "
                "every problem\nwith file, line and what is done about it. Makes nothing."),
    .options = OPTION_BIT(OPTION_LANG) | OPTION_BIT(OPTION_ECONOMY) | OPTION_BIT(OPTION_LOCALES) |
               OPTION_BIT(OPTION_STRICT) | OPTION_BIT(OPTION_FORMAT),
    .most = 1,
    .run = run_check,
};
