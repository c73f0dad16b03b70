/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * benchbook translate: makes and keeps up the catalogs that translators work on.
 *
 *   pot              the template, locales/templates/<course>.pot
 *   new LANG...      a catalog for each language; one that exists is left alone
 *   update [LANG...] brings catalogs up to date with the course, losing no translation
 *
 * The last argument names the course when it is not a language tag: "./km" is a folder, "km" is
 * Khmer.
 */
#include "app/commands.h"
#include "app/languages.h"
#include "app/messages.h"
#include "app/places.h"
#include "app/report.h"
#include "catalog/catalog.h"

#include <string.h>

struct translation {
  struct bb_arena arena;
  struct bb_diags *diags;
  const struct bb_course *course;
  struct places places;
  struct languages languages;
};

static void make_template(struct translation *t) {
  if (bb_catalog_extract(t->course, t->places.locales, t->diags))
    printf("%s/templates/%.*s.pot\n", t->places.locales, BB_SPAN_ARG(t->course->id));
}

static void make_catalog(struct translation *t, const struct bb_lang *lang) {
  if (bb_catalog_new(t->course, lang, t->places.locales, t->diags))
    printf("%s/%s/%.*s.po\n", t->places.locales, lang->tag, BB_SPAN_ARG(t->course->id));
}

static void update_catalog(struct translation *t, const struct bb_lang *lang) {
  struct bb_catalog_counts counts;
  if (bb_catalog_update(t->course, lang, t->places.locales, &counts, t->diags))
    printf(_("%s: %zu translated, %zu to review, %zu missing, %zu no longer used\n"), lang->tag,
           counts.translated, counts.fuzzy, counts.missing, counts.obsolete);
}

/* The source language has no catalog. */
static void run_each(struct translation *t,
                     void (*work)(struct translation *, const struct bb_lang *)) {
  for (size_t i = 0; i < t->languages.count; i++)
    if (strcmp(t->languages.list[i].tag, t->course->language.tag)) work(t, &t->languages.list[i]);
}

/* The arguments after the action: languages, then perhaps the course.  NULL in *course: none. */
static bool read_arguments(struct bb_arena *arena, const struct options *options,
                           struct languages *languages, const char **course) {
  languages->list = BB_NEW_ARRAY(arena, options->argument_count, struct bb_lang);
  for (size_t i = 1; i < options->argument_count; i++) {
    const char *argument = options->arguments[i];
    if (bb_lang_parse(bb_span_of(argument), &languages->list[languages->count])) {
      languages->count++;
    } else if (i + 1 == options->argument_count) {
      *course = argument;
    } else {
      bb_options_error(stderr, &bb_translate_command,
                       _("\"%s\" is not a language tag that is known"), argument);
      return false;
    }
  }
  return true;
}

enum action { ACTION_POT, ACTION_NEW, ACTION_UPDATE, ACTIONS };
static const char *const action_names[] = {"pot", "new", "update"};

static enum action find_action(const char *name) {
  for (int i = 0; i < ACTIONS; i++)
    if (!strcmp(name, action_names[i])) return (enum action)i;
  bb_options_error(stderr, &bb_translate_command, _("\"%s\" is none of: pot, new, update"), name);
  return ACTIONS;
}

static void act(struct translation *t, enum action action) {
  switch (action) {
  case ACTION_POT: make_template(t); break;
  case ACTION_NEW: run_each(t, make_catalog); break;
  case ACTION_UPDATE:
    if (!t->languages.count)
      t->languages.count =
          bb_catalog_languages(&t->arena, t->course, t->places.locales, &t->languages.list);
    run_each(t, update_catalog);
    break;
  case ACTIONS: break;
  }
}

static enum exit_status translate_course(struct translation *t, const struct options *options) {
  const char *named = NULL;
  enum action action = find_action(options->arguments[0]);
  if (action == ACTIONS || !read_arguments(&t->arena, options, &t->languages, &named))
    return EXIT_USAGE;
  if (action == ACTION_NEW && !t->languages.count) {
    bb_options_error(stderr, &bb_translate_command, "%s", _("which language is to be added?"));
    return EXIT_USAGE;
  }
  t->places = bb_places_find(&t->arena, named, options->locales);
  t->course = bb_course_load(&t->arena, t->places.course, NULL, t->diags);
  if (t->course) act(t, action);
  bb_report_print(stderr, t->diags);
  return bb_report_status(t->diags, options);
}

static enum exit_status run_translate(const struct options *options) {
  struct translation t = {.diags = bb_diags_new()};
  enum exit_status status = translate_course(&t, options);
  bb_diags_free(t.diags);
  bb_arena_free(&t.arena);
  return status;
}

const struct command bb_translate_command = {
    .name = "translate",
    .arguments = "pot|new|update [LANG]... [COURSE]",
    .summary = N_("make the files for translators, and keep them up to date"),
    .about = N_("pot     writes the template: locales/templates/<course>.pot\n"
                "new     starts a translation into each LANG; one that exists is left alone\n"
                "update  brings the translations into each LANG (or all of them) up to date with "
                "the course;\n        nothing that was translated is lost\n\nThe last argument is "
                "the course when it is not a language tag; without it, the course that\ncomes with "
                "the program."),
    .options = OPTION_BIT(OPTION_LOCALES) | OPTION_BIT(OPTION_STRICT),
    .least = 1,
    .most = ARGUMENTS_MAX,
    .run = run_translate,
};
