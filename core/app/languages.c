/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/languages.h"

#include "app/messages.h"
#include "base/file.h"
#include "catalog/catalog.h"

#include <string.h>

/* True when `lang` is `base` or a special case of it: "es-MX" of "es". */
static bool falls_under(const struct bb_lang *lang, const struct bb_lang *base) {
  size_t n = strlen(base->tag);
  return !strncmp(lang->tag, base->tag, n) && (lang->tag[n] == '\0' || lang->tag[n] == '-');
}

static bool is_there(const struct languages *there, const struct bb_lang *lang) {
  for (size_t i = 0; i < there->count; i++)
    if (falls_under(lang, &there->list[i])) return true;
  return false;
}

static bool is_listed(const struct languages *languages, const struct bb_lang *lang) {
  for (size_t i = 0; i < languages->count; i++)
    if (!strcmp(languages->list[i].tag, lang->tag)) return true;
  return false;
}

static void name_what_there_is(const struct command *command, const struct bb_course *course,
                               const struct bb_lang *missing, const struct languages *there) {
  struct bb_buf tags = {0};
  for (size_t i = 0; i < there->count; i++)
    bb_buf_printf(&tags, "%s%s", i ? ", " : "", there->list[i].tag);
  bb_options_error(stderr, command,
                   _("there is no translation of \"%.*s\" into \"%s\"; there are: %s"),
                   BB_SPAN_ARG(course->id), missing->tag, tags.p ? tags.p : "");
  bb_buf_free(&tags);
}

bool bb_languages_choose(struct bb_arena *arena, const struct command *command,
                         const struct options *options, const struct bb_course *course,
                         const char *locales, bool all, struct languages *chosen) {
  struct languages there;
  if (options->locales && bb_file_kind(options->locales) != BB_FILE_FOLDER) {
    bb_options_error(stderr, command, _("there is no folder \"%s\""), options->locales);
    return false;
  }
  there.count = bb_catalog_languages(arena, course, locales, &there.list);
  if (options->all_langs || (all && !options->lang_count)) {
    *chosen = there;
    return true;
  }
  chosen->count = 0;
  chosen->list = BB_NEW_ARRAY(arena, options->lang_count + 1, struct bb_lang);
  if (!options->lang_count) chosen->list[chosen->count++] = course->language;
  for (size_t i = 0; i < options->lang_count; i++) {
    if (!is_there(&there, &options->langs[i])) {
      name_what_there_is(command, course, &options->langs[i], &there);
      return false;
    }
    if (!is_listed(chosen, &options->langs[i])) chosen->list[chosen->count++] = options->langs[i];
  }
  return true;
}
