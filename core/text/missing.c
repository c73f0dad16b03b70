/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Telling the user what no installed font has: once per script that nothing prints, with the first
 * characters met and the package to install; once per character of a script that is printed
 * otherwise.
 *
 * Services that share their fonts do not know what another has told.  They are silent: what they
 * miss is handed to who asks for it, and reported through the first one, in the order of the text,
 * as if that had shaped all.
 */
#include "text/inside.h"

enum { NAMES_SHOWN = 4 };

/* True the first time a script is met. */
static bool is_new_script(struct bb_fonts *fonts, bb_script script) {
  for (size_t i = 0; i < fonts->told_script_count; i++)
    if (fonts->told_scripts[i] == script) return false;
  if (fonts->told_script_count == SCRIPTS_MAX) return false;
  fonts->told_scripts[fonts->told_script_count++] = script;
  return true;
}

/* True when some installed font has letters of the script. */
static bool is_printed(struct bb_fonts *fonts, const struct bb_lang *lang, bb_script script) {
  struct bb_font_chain *chain =
      bb_fonts_chain(fonts, (struct bb_font_style){BB_SERIF, false, false}, lang, script);
  uint32_t letter = bb_lang_script_letter(script);
  for (size_t i = 0; i < chain->count; i++)
    if (bb_font_covers(chain->fonts[i], letter)) return true;
  return letter == 0;
}

static bool is_among(const uint32_t *list, size_t count, uint32_t cp) {
  for (size_t i = 0; i < count; i++)
    if (list[i] == cp) return true;
  return false;
}

/* The first few of the missing characters that are of the script: "U+1780 KHMER LETTER KA, …". */
static void name_characters(struct bb_arena *arena, const uint32_t *missing, size_t count,
                            bb_script script, struct bb_buf *out) {
  uint32_t named[NAMES_SHOWN];
  size_t n = 0;
  for (size_t i = 0; i < count; i++) {
    if (bb_lang_script(missing[i]) != script || is_among(named, n, missing[i])) continue;
    if (n == NAMES_SHOWN) {
      bb_buf_string(out, " …");
      return;
    }
    bb_buf_printf(out, "%sU+%04X %s", n ? ", " : "", missing[i],
                  bb_lang_character_name(arena, missing[i]));
    named[n++] = missing[i];
  }
}

/* Debian's package with the script, or NULL: the preferences name one for common scripts, and
 * fonts-noto-core has most of the others, unless it is there already. */
static const char *package_of(struct bb_fonts *fonts, bb_script script,
                              const struct bb_lang *lang) {
  const struct bb_preference *row = bb_text_preference(script, lang);
  if (row) return row->package;
  return bb_fonts_nearest(fonts, "Noto Sans Symbols2", false, false) ? NULL : "fonts-noto-core";
}

static void report_script(struct bb_fonts *fonts, const uint32_t *missing, size_t count,
                          bb_script script, const struct bb_lang *lang, struct bb_place place,
                          struct bb_diags *diags) {
  const char *package = package_of(fonts, script, lang);
  struct bb_arena scratch = {0};
  struct bb_buf names = {0};
  char code[5];
  bb_script_name(script, code);
  name_characters(&scratch, missing, count, script, &names);
  bb_diag_add(diags, BB_D_FONT_SCRIPT, place, "%s (%s)%s%s", code, names.p,
              package ? ", which the package has: " : "", package ? package : "");
  bb_buf_free(&names);
  bb_arena_free(&scratch);
}

/* ---- told ---- */

static void tell(struct bb_fonts *fonts, const struct bb_missing *missing, struct bb_diags *diags) {
  const uint32_t *code = missing->code;
  struct bb_arena scratch = {0};
  for (size_t i = 0; i < missing->count; i++) {
    if (FcCharSetHasChar(fonts->told, code[i])) continue;
    FcCharSetAddChar(fonts->told, code[i]);
    bb_script script = bb_lang_script(code[i]);
    if (is_printed(fonts, missing->lang, script))
      bb_diag_add(diags, BB_D_FONT_CHARACTER, missing->place, "U+%04X %s", code[i],
                  bb_lang_character_name(&scratch, code[i]));
    else if (is_new_script(fonts, script))
      report_script(fonts, code + i, missing->count - i, script, missing->lang, missing->place,
                    diags);
  }
  bb_arena_free(&scratch);
}

void bb_fonts_report(struct bb_fonts *fonts, const struct bb_missing *missing,
                     struct bb_diags *diags) {
  for (; missing; missing = missing->next) tell(fonts, missing, diags);
}

/* ---- kept for later ---- */

/* Keeps a copy of what of it was not met before. */
static void keep(struct bb_fonts *fonts, const struct bb_missing *missing) {
  struct bb_arena_mark mark = bb_arena_mark(&fonts->arena);
  struct bb_missing *kept = BB_NEW(&fonts->arena, struct bb_missing);
  uint32_t *code = BB_NEW_ARRAY(&fonts->arena, missing->count, uint32_t);
  *kept = *missing;
  kept->count = 0;
  kept->code = code;
  for (size_t i = 0; i < missing->count; i++) {
    if (FcCharSetHasChar(fonts->told, missing->code[i])) continue;
    FcCharSetAddChar(fonts->told, missing->code[i]);
    code[kept->count++] = missing->code[i];
  }
  if (!kept->count) {
    bb_arena_release(&fonts->arena, mark);
    return;
  }
  struct bb_missing **end = &fonts->kept;
  while (*end) end = &(*end)->next;
  *end = kept;
}

void bb_fonts_miss(struct bb_fonts *fonts, const struct bb_missing *missing,
                   struct bb_diags *diags) {
  if (fonts->silent)
    keep(fonts, missing);
  else
    tell(fonts, missing, diags);
}

const struct bb_missing *bb_fonts_missing(struct bb_fonts *fonts) {
  const struct bb_missing *kept = fonts->kept;
  fonts->kept = NULL;
  return kept;
}
