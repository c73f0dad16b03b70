/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The list of pages that `quiz` points to.  An objective is taught in its module: the page is that
 * on which the module begins, where its objectives stand.
 */
#include "app/job.h"
#include "base/file.h"

/* The whole handbook on the course's own paper: the one that most people have in hand. */
static bool is_usual(const struct job *job) {
  enum bb_paper usual = bb_span_is(job->course->paper, "letter") ? BB_PAPER_LETTER : BB_PAPER_A4;
  return job->layout.paper == usual && !job->layout.booklet && job->edition.level == BB_LEVEL_ALL &&
         !job->edition.angle.n;
}

const char *bb_job_pages_path(struct bb_arena *arena, const struct job *job, const char *product,
                              enum bb_edition edition) {
  if (edition != BB_EDITION_HANDBOOK || !is_usual(job)) return NULL;
  return bb_file_join(arena, bb_file_folder(arena, product), "handbook.pages");
}

static const struct bb_page *find_page(const struct bb_pages *pages, struct bb_span anchor) {
  for (size_t i = 0; i < pages->landing_count; i++)
    if (bb_span_equal(pages->landings[i].anchor, anchor))
      return &pages->pages[pages->landings[i].page];
  return NULL;
}

/* A title is one line, without tabs. */
static void add_title(struct bb_buf *out, struct bb_span title) {
  for (size_t i = 0; i < title.n; i++)
    bb_buf_char(out, (unsigned char)title.p[i] < ' ' ? ' ' : title.p[i]);
}

static void add_module(struct bb_arena *arena, const struct bb_catalog *catalog,
                       const struct bb_pages *pages, const struct bb_module *module,
                       struct bb_buf *out) {
  struct bb_span none = {"", 0};
  const struct bb_page *page = find_page(pages, bb_course_anchor(arena, module, none));
  for (size_t i = 0; page && i < module->objective_count; i++) {
    bb_buf_printf(out, "%.*s\t%.*s\t", BB_SPAN_ARG(module->objectives[i].id),
                  BB_SPAN_ARG(page->label));
    add_title(out, bb_catalog_phrase(arena, catalog, none, module->title.text).text);
    bb_buf_char(out, '\n');
  }
}

bool bb_job_write_pages(struct bb_arena *arena, const struct job *job,
                        const struct bb_catalog *catalog, const struct bb_pages *pages,
                        const char *path, struct bb_diags *diags) {
  struct bb_buf out = {0};
  for (size_t i = 0; i < job->course->module_count; i++)
    add_module(arena, catalog, pages, &job->course->modules[i], &out);
  bool good = bb_file_write(path, bb_buf_view(&out), diags);
  bb_buf_free(&out);
  return good;
}
