/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Prints what the stage makes of the course in this folder.  The input holds an action and, but for
 * `template`, a language:
 *   template   the template        check   what is reported about the catalog
 *   dump       the dump            update  the catalog brought up to date, and the counts
 * Files are written to a folder of their own, which is removed at the end.
 */
#include "base/file.h"
#include "catalog/catalog.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct golden {
  struct bb_arena arena;
  struct bb_diags *diags;
  struct bb_buf out;
  const struct bb_course *course;
  struct bb_lang lang;
  const char *scratch; /* a folder for what is written */
};

static void add_file(struct golden *g, const char *path) {
  struct bb_span text;
  if (bb_file_read(&g->arena, path, BB_SOURCE_MAX, &text, g->diags)) bb_buf_span(&g->out, text);
}

static const char *in(struct golden *g, const char *name) {
  return bb_file_join(&g->arena, g->scratch, name);
}

static void print_template(struct golden *g) {
  if (bb_catalog_extract(g->course, g->scratch, g->diags))
    add_file(g, in(g, "templates/small.pot"));
}

static void print_check(struct golden *g) {
  bb_catalog_check(g->course, &g->lang, "locales", g->diags);
}

static void print_dump(struct golden *g) {
  struct bb_diags *unread = bb_diags_new(); /* `check` shows them */
  bb_catalog_dump(bb_catalog_load(&g->arena, g->course, &g->lang, "locales", NULL, unread),
                  g->course, &g->out);
  bb_diags_free(unread);
}

static void print_update(struct golden *g) {
  struct bb_span text;
  struct bb_catalog_counts counts;
  bool good = bb_file_read(&g->arena, "locales/fr/small.po", BB_SOURCE_MAX, &text, g->diags) &&
              bb_file_write(in(g, "fr/small.po"), text, g->diags) &&
              bb_catalog_update(g->course, &g->lang, g->scratch, &counts, g->diags);
  if (!good) return;
  bb_buf_printf(&g->out, "%zu translated, %zu fuzzy, %zu missing, %zu obsolete\n",
                counts.translated, counts.fuzzy, counts.missing, counts.obsolete);
  add_file(g, in(g, "fr/small.po"));
}

static const struct {
  const char *name;
  void (*print)(struct golden *);
} actions[] = {
    {"template", print_template},
    {"check", print_check},
    {"dump", print_dump},
    {"update", print_update},
};

static void run(struct golden *g, struct bb_span line) {
  struct bb_span action = bb_span_next(&line, ' ');
  if (line.n && !bb_lang_parse(line, &g->lang)) abort();
  for (size_t i = 0; i < sizeof actions / sizeof *actions; i++)
    if (bb_span_is(action, actions[i].name)) actions[i].print(g);
}

static void remove_folder(const char *folder) {
  struct bb_diags *diags = bb_diags_new();
  const char *const argv[] = {"rm", "-r", folder, NULL};
  bb_process_run(argv, NULL, diags);
  bb_diags_free(diags);
}

int main(int argc, char **argv) {
  char scratch[] = "/tmp/catalog-golden-XXXXXX";
  struct golden g = {.diags = bb_diags_new(), .scratch = scratch};
  struct bb_span line;
  if (argc != 2 || !mkdtemp(scratch)) return 2;
  bb_lang_start();
  g.course = bb_course_load(&g.arena, "course", NULL, g.diags);
  if (bb_file_read(&g.arena, argv[1], 1000, &line, g.diags)) run(&g, bb_span_trim(line));
  bb_diags_write_text(g.diags, NULL, &g.out);
  fwrite(g.out.p, 1, g.out.n, stdout);
  remove_folder(scratch);
  bb_diags_free(g.diags);
  bb_buf_free(&g.out);
  bb_arena_free(&g.arena);
  return 0;
}
