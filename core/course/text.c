/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The Markdown files of a course: parsing them, walking them, finding their footnotes.
 *
 * An author writes targets as seen from the file (`../images/x.png` in economies/ph.md), so that
 * every viewer follows them.  Here they become paths from the course folder, once, so that nobody
 * downstream needs to know which file a passage came from.
 */
#include "base/file.h"
#include "course/links.h"
#include "course/load.h"

#include <string.h>

/* ---- walking ---- */

struct bb_block *bb_next_beside(const struct bb_block *root, struct bb_block *block) {
  while (block != root && !block->next) block = block->parent;
  return block == root ? NULL : block->next;
}

struct bb_block *bb_next_block(const struct bb_block *root, struct bb_block *block) {
  return block->child ? block->child : bb_next_beside(root, block);
}

void bb_each_inline(struct bb_inline *inlines, bb_inline_visit *visit, void *user) {
  for (struct bb_inline *i = inlines; i; i = i->next) {
    visit(user, i);
    bb_each_inline(i->child, visit, user);
  }
}

struct bb_span bb_plain_text(struct bb_arena *arena, const struct bb_inline *inlines) {
  struct bb_buf buf = {0};
  bb_markup_plain(inlines, &buf);
  struct bb_span text = bb_arena_copy(arena, bb_span_trim(bb_buf_view(&buf)));
  bb_buf_free(&buf);
  return text;
}

void bb_take_out(struct bb_block *block) {
  struct bb_block *parent = block->parent, *before = NULL;
  for (struct bb_block *b = parent->child; b != block; b = b->next) before = b;
  if (before)
    before->next = block->next;
  else
    parent->child = block->next;
  if (parent->last == block) parent->last = before;
  block->next = block->parent = NULL;
}

void bb_blank_out(struct bb_block *block) {
  block->kind = BB_COMMENT;
  block->child = block->last = NULL;
  block->inlines = NULL;
  block->text = (struct bb_span){0};
}

struct bb_place bb_place_in(const struct bb_markup *markup, uint32_t offset) {
  return bb_source_place(markup->source, offset);
}

/* ---- parsing ---- */

struct rebase {
  struct bb_arena *arena;
  const char *file;
};

/* A path as a target: '%' and '#' would mean something else there. */
static void add_path(struct bb_buf *out, const char *path) {
  for (; *path; path++) {
    if (*path == '%' || *path == '#')
      bb_buf_printf(out, "%%%02X", (unsigned char)*path);
    else
      bb_buf_char(out, *path);
  }
}

/* Targets that lead nowhere stay as they are and are reported by the checks. */
static void rebase_target(void *user, struct bb_inline *inline_) {
  const struct rebase *r = user;
  struct bb_span target = inline_->target;
  if (inline_->kind != BB_LINK && inline_->kind != BB_IMAGE) return;
  if (!target.n || target.p[0] == '#' || bb_link_scheme(target).n) return;
  size_t hash = inline_->kind == BB_LINK ? bb_span_find(target, 0, "#") : target.n;
  const char *inside = bb_load_resolve(r->arena, r->file, bb_span_cut(target, 0, hash));
  if (!inside) return;
  struct bb_buf buf = {0};
  add_path(&buf, inside);
  bb_buf_span(&buf, bb_span_cut(target, hash, target.n));
  inline_->target = bb_arena_copy(r->arena, bb_buf_view(&buf));
  bb_buf_free(&buf);
}

static void rebase_targets(struct bb_arena *arena, struct bb_block *root, const char *file) {
  struct rebase rebase = {arena, file};
  for (struct bb_block *b = root; b; b = bb_next_block(root, b))
    bb_each_inline(b->inlines, rebase_target, &rebase);
}

static void index_footnotes(struct bb_arena *arena, struct bb_course_text *text) {
  struct bb_block *root = text->markup.root;
  for (struct bb_block *b = root; b; b = bb_next_block(root, b))
    if (b->kind == BB_FOOTNOTE) bb_table_add(arena, &text->footnotes, b->id, b);
  bb_table_sort(&text->footnotes);
}

struct bb_course_text *bb_load_text(struct bb_loader *loader, const struct bb_source *source,
                                    const char *file, uint32_t from) {
  struct bb_course_text *text = BB_NEW(loader->arena, struct bb_course_text);
  text->markup = *bb_markup_parse(loader->arena, source, from, loader->diags);
  if (strchr(file, '/')) rebase_targets(loader->arena, text->markup.root, file);
  index_footnotes(loader->arena, text);
  return text;
}

const struct bb_block *bb_course_footnote(const struct bb_markup *markup, struct bb_span label) {
  const struct bb_course_text *text = (const struct bb_course_text *)markup;
  return bb_table_find(&text->footnotes, label);
}
