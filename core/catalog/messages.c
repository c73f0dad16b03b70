/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The walk over a course's messages.
 *
 * Every heading, paragraph, cell and call-out title with text is a message; so is every cell of a
 * diagram and every phrase from YAML.  Code that is no diagram, HTML, comments and what is marked
 * `i18n: skip` are not.  A directive on a list, table or call-out holds for all inside it.
 *
 * The messages of quizzes are in quizzes.c: there the structure is that of questions.
 *
 * Each message gets a path, which tells the translator what the text is for:
 *     module 8 / section "The bases of jurisdiction" / table / cell, column "Basis"
 */
#include "catalog/walk.h"

#include "base/file.h"

#include <string.h>

/* ---- one block ---- */

bool bb_message_is_skipped(const struct bb_block *block) {
  for (; block; block = block->parent)
    if (block->skip) return true;
  return false;
}

struct bb_span bb_message_id(struct bb_arena *arena, const struct bb_block *block) {
  if (!block->inlines || bb_message_is_skipped(block)) return (struct bb_span){"", 0};
  struct bb_buf out = {0};
  bb_markup_render(block->inlines, &out);
  struct bb_span id = bb_arena_copy(arena, bb_buf_view(&out));
  bb_buf_free(&out);
  return id;
}

struct bb_span bb_message_context(const struct bb_block *block) {
  for (; block; block = block->parent)
    if (block->context.n) return block->context;
  return (struct bb_span){"", 0};
}

const char *bb_message_file(const struct bb_course *course, const struct bb_message *message) {
  const char *path = message->place.path;
  size_t n = strlen(course->folder);
  if (!path) return "";
  if (strncmp(path, course->folder, n) != 0) return path;
  return path + n + strspn(path + n, "/");
}

struct bb_span bb_message_note(const struct bb_block *block) {
  for (; block; block = block->parent)
    if (block->note.n) return block->note;
  return (struct bb_span){"", 0};
}

/* ---- the walk ---- */

size_t bb_walk_push(struct bb_walk *walk, const char *part) {
  size_t size = walk->path.n;
  bb_buf_string(&walk->path, " / ");
  bb_buf_string(&walk->path, part);
  return size;
}

void bb_walk_pop(struct bb_walk *walk, size_t size) {
  walk->path.n = size;
  if (walk->path.p) walk->path.p[size] = '\0';
}

void bb_walk_visit(struct bb_walk *walk, const char *part, struct bb_message message) {
  size_t size = bb_walk_push(walk, part);
  message.path = bb_arena_string(walk->arena, bb_buf_view(&walk->path));
  bb_walk_pop(walk, size);
  walk->visit(walk->user, &message);
}

static void visit_phrase(struct bb_walk *walk, const char *part, const struct bb_phrase *phrase) {
  if (!bb_span_trim(phrase->text).n) return;
  bb_walk_visit(walk, part,
                (struct bb_message){
                    .id = phrase->text, .place = phrase->place, .plain = true, .context = {"", 0}});
}

/* A word or title for a path, cut to a length that a thousand paths can bear. */
static const char *short_text(struct bb_arena *arena, struct bb_span text) {
  enum { SIZE = 80 };
  if (text.n <= SIZE) return bb_arena_string(arena, text);
  text = bb_span_cut(text, 0, SIZE);
  text.n = bb_utf8_check(text); /* not in the middle of a character */
  return bb_arena_printf(arena, "%.*s…", BB_SPAN_ARG(text));
}

static const char *plain_text(struct bb_arena *arena, const struct bb_inline *inlines) {
  struct bb_buf out = {0};
  bb_markup_plain(inlines, &out);
  const char *text = short_text(arena, bb_buf_view(&out));
  bb_buf_free(&out);
  return text;
}

enum { COLUMNS_NAMED = 64 };

/* `cell, column "Basis"` for a cell under a head, else `cell`. */
static const char *cell_part(struct bb_arena *arena, const struct bb_block *cell) {
  const struct bb_block *row = cell->parent, *head = row->parent->child;
  if (cell->header) return "column head";
  const struct bb_block *title = head->header ? head->child : NULL;
  int left = COLUMNS_NAMED;
  for (const struct bb_block *c = row->child; title && c != cell; c = c->next)
    title = left-- ? title->next : NULL;
  if (!title || !title->inlines) return "cell";
  return bb_arena_printf(arena, "cell, column \"%s\"", plain_text(arena, title->inlines));
}

/* What the block's own text is, as the last part of the path. */
static const char *text_part(struct bb_arena *arena, const struct bb_block *block) {
  switch (block->kind) {
  case BB_HEADING: return bb_arena_printf(arena, "heading %d", block->level);
  case BB_PARAGRAPH: return bb_markup_figure(block) ? "figure" : "paragraph";
  case BB_CELL: return cell_part(arena, block);
  case BB_CALLOUT: return "title";
  case BB_DOCUMENT:
  case BB_QUOTE:
  case BB_LIST:
  case BB_ITEM:
  case BB_CODE:
  case BB_TABLE:
  case BB_ROW:
  case BB_RULE:
  case BB_HTML:
  case BB_COMMENT:
  case BB_FOOTNOTE: break;
  }
  return "text";
}

/* What a block is to those inside it, as a part of their path; NULL: nothing worth telling. */
static const char *container_part(struct bb_arena *arena, const struct bb_block *block) {
  switch (block->kind) {
  case BB_QUOTE: return "quotation";
  case BB_LIST: return block->ordered ? "numbered list" : "list";
  case BB_ITEM: return "item";
  case BB_TABLE: return "table";
  case BB_FOOTNOTE: return bb_arena_printf(arena, "footnote %s", short_text(arena, block->id));
  case BB_CALLOUT: return bb_arena_printf(arena, "box %s", short_text(arena, block->word));
  case BB_CODE: return bb_arena_printf(arena, "diagram (%s)", short_text(arena, block->word));
  case BB_DOCUMENT:
  case BB_HEADING:
  case BB_PARAGRAPH:
  case BB_ROW:
  case BB_CELL:
  case BB_RULE:
  case BB_HTML:
  case BB_COMMENT: break;
  }
  return NULL;
}

void bb_walk_inlines(struct bb_walk *walk, const char *part, const struct bb_block *block) {
  struct bb_span id = bb_message_id(walk->arena, block);
  if (!id.n) return;
  bb_walk_visit(walk, part ? part : text_part(walk->arena, block),
                (struct bb_message){.id = id,
                                    .context = bb_message_context(block),
                                    .note = bb_message_note(block),
                                    .place = bb_source_place(walk->source, block->offset)});
}

static void visit_diagram(struct bb_walk *walk, const struct bb_block *code) {
  struct bb_diagram_line *lines;
  size_t count = bb_course_diagram(walk->arena, code, &lines);
  for (size_t i = 0; i < count; i++)
    for (size_t k = 0; k < lines[i].count; k++) {
      if (!bb_span_trim(lines[i].cells[k]).n) continue;
      bb_walk_visit(walk, "text",
                    (struct bb_message){.id = lines[i].cells[k],
                                        .context = bb_message_context(code),
                                        .note = bb_message_note(code),
                                        .place = bb_source_place(walk->source, lines[i].offset),
                                        .plain = true});
    }
}

/* Recursion is as deep as blocks nest: BB_MARKUP_DEPTH_MAX. */
void bb_walk_block(struct bb_walk *walk, const struct bb_block *block) {
  if (block->skip) return;
  const char *part = container_part(walk->arena, block);
  size_t size = part ? bb_walk_push(walk, part) : walk->path.n;
  bb_walk_inlines(walk, NULL, block);
  if (block->kind == BB_CODE && bb_course_is_diagram(block)) visit_diagram(walk, block);
  for (const struct bb_block *b = block->child; b; b = b->next) bb_walk_block(walk, b);
  bb_walk_pop(walk, size);
}

void bb_walk_begin(struct bb_walk *walk, const char *where, const struct bb_source *source) {
  walk->source = source;
  bb_walk_pop(walk, 0);
  bb_buf_string(&walk->path, where);
}

/* The text of one file; `where` begins the paths.  Headings at the top name the section of what
 * follows them. */
static void walk_text(struct bb_walk *walk, const char *where, const struct bb_markup *text) {
  bb_walk_begin(walk, where, text->source);
  size_t start = walk->path.n;
  for (const struct bb_block *b = text->root->child; b; b = b->next) {
    if (b->kind == BB_HEADING) bb_walk_pop(walk, start);
    bb_walk_block(walk, b);
    if (b->kind == BB_HEADING && b->inlines)
      bb_walk_push(walk, bb_arena_printf(walk->arena, "section \"%s\"",
                                         plain_text(walk->arena, b->inlines)));
  }
}

static void walk_module(struct bb_walk *walk, const struct bb_module *module) {
  const char *where = bb_arena_printf(walk->arena, "module %d", module->number);
  bb_walk_begin(walk, where, NULL);
  visit_phrase(walk, "title", &module->title);
  for (size_t i = 0; i < module->objective_count; i++)
    visit_phrase(walk, "objective", &module->objectives[i].text);
  if (module->text) walk_text(walk, where, module->text);
}

void bb_catalog_each_message(struct bb_arena *arena, const struct bb_course *course,
                             bb_message_visit *visitor, void *user) {
  struct bb_walk walk = {.arena = arena, .visit = visitor, .user = user};
  bb_buf_string(&walk.path, "course");
  visit_phrase(&walk, "title", &course->title);
  visit_phrase(&walk, "subtitle", &course->subtitle);
  for (size_t i = 0; i < course->module_count; i++) walk_module(&walk, &course->modules[i]);
  bb_walk_quizzes(&walk, course);
  if (course->glossary) walk_text(&walk, "glossary", course->glossary);
  bb_walk_begin(&walk, "economies", NULL);
  for (size_t i = 0; i < course->economy_count; i++) {
    visit_phrase(&walk, "name", &course->economies[i].name);
    for (size_t k = 0; k < course->economies[i].treaty_count; k++)
      visit_phrase(&walk, "treaty", &course->economies[i].treaties[k].treaty);
  }
  for (size_t i = 0; i < course->overlay_count; i++) {
    const struct bb_markup *overlay = course->overlays[i];
    struct bb_span name = bb_file_name(overlay->source->path);
    walk_text(&walk, bb_arena_printf(arena, "local text %.*s", BB_SPAN_ARG(name)), overlay);
  }
  bb_buf_free(&walk.path);
}
