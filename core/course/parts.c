/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A quiz file, cut at its directives.  Each stands before the heading of what it begins:
 *
 *   <!-- quiz: … -->     a quiz       to the next heading of its level, or another quiz
 *   <!-- case: … -->     a case       to the next heading of its level; its questions are lower
 *   <!-- q: … -->        a question   to the next heading of its level, or another directive
 *
 * A heading inside one of them is lower than its own.  What is in none of them is reported once
 * for each run of it.
 */
#include "course/quizzes.h"

#include <stdarg.h>
#include <stdio.h>

static const char *const quiz_names[] = {"id",   "kind",     "pass",  "draw",      "shuffle",
                                         "time", "attempts", "score", "blueprint", NULL};
static const char *const case_names[] = {"id", NULL};
static const char *const question_names[] = {"id",   "rev",     "points", "objective", "type",
                                             "pool", "shuffle", "credit", "words",     NULL};

struct directive {
  const char *word;
  enum bb_part_kind kind;
  const char *const *names; /* of its attributes */
};

static const struct directive directives[] = {{"quiz:", BB_PART_QUIZ, quiz_names},
                                              {"case:", BB_PART_CASE, case_names},
                                              {"q:", BB_PART_QUESTION, question_names}};
enum { DIRECTIVES = sizeof directives / sizeof *directives };

static const struct directive *directive_of(const struct bb_block *block) {
  if (block->kind != BB_COMMENT) return NULL;
  for (int i = 0; i < DIRECTIVES; i++)
    if (bb_span_starts(block->text, directives[i].word)) return &directives[i];
  return NULL;
}

struct cut {
  struct bb_loader *loader;
  const struct bb_quiz_file *file;
  struct bb_parts *parts;
  int quiz, kase, level; /* the levels of the open quiz, case and part; 0: none is open */
  bool silent;           /* what is left out has been reported */
};

static void report(struct cut *cut, enum bb_diag_code code, const struct bb_block *block) {
  bb_diag_add(cut->loader->diags, code, bb_place_in(cut->file->markup, block->offset), "%s", "");
  cut->silent = true;
}

static void close_part(struct cut *cut, struct bb_block *end) {
  if (cut->level) cut->parts->list[cut->parts->count - 1].end = end;
  cut->level = 0;
  cut->silent = false;
}

/* A heading of this level ends what is not above it. */
static void close_levels(struct cut *cut, int level) {
  if (level <= cut->kase) cut->kase = 0;
  if (level <= cut->quiz) cut->kase = cut->quiz = 0;
}

static void open_part(struct cut *cut, const struct directive *directive,
                      const struct bb_block *comment, struct bb_block *heading) {
  struct bb_loader *loader = cut->loader;
  struct bb_parts *parts = cut->parts;
  parts->list = bb_arena_grow(loader->arena, parts->list, parts->count, parts->count + 1,
                              sizeof *parts->list, &parts->room);
  struct bb_part *part = &parts->list[parts->count++];
  *part = (struct bb_part){.kind = directive->kind,
                           .from = cut->file,
                           .fields =
                               bb_attributes_read(loader, cut->file->markup, comment,
                                                  bb_span_of(directive->word).n, directive->names),
                           .heading = heading,
                           .in_case = cut->kase != 0};
  part->id = bb_field_id(&part->fields, "id");
  part->place = bb_field_place(&part->fields, "id");
  if (!bb_yaml_find(part->fields.map, "id")) bb_field_miss(&part->fields, "id");
  cut->level = heading->level;
  if (directive->kind == BB_PART_QUIZ) cut->quiz = heading->level;
  if (directive->kind == BB_PART_CASE) cut->kase = heading->level;
}

/* Begins a part at its directive; returns the last block that this took. */
static struct bb_block *begin(struct cut *cut, const struct directive *directive,
                              struct bb_block *comment) {
  struct bb_block *heading = comment->next;
  close_part(cut, comment);
  while (heading && heading->kind == BB_COMMENT && !directive_of(heading)) heading = heading->next;
  if (!heading || heading->kind != BB_HEADING) {
    report(cut, BB_D_QUIZ_HEADING, comment);
    return comment;
  }
  close_levels(cut, directive->kind == BB_PART_QUIZ ? 1 : heading->level);
  bool outside = directive->kind != BB_PART_QUIZ && !cut->quiz;
  if (outside)
    report(cut, BB_D_QUIZ_OUTSIDE, comment);
  else
    open_part(cut, directive, comment, heading);
  return heading;
}

static void meet_heading(struct cut *cut, struct bb_block *heading) {
  if (cut->level && heading->level > cut->level) return;
  if (cut->level) close_part(cut, heading);
  close_levels(cut, heading->level);
  if (!cut->silent) report(cut, BB_D_QUIZ_STRAY, heading);
}

static void meet_text(struct cut *cut, const struct bb_block *block) {
  if (cut->level || cut->silent || block->kind == BB_COMMENT || block->kind == BB_FOOTNOTE) return;
  report(cut, BB_D_QUIZ_STRAY, block);
}

static bool has_quiz(const struct bb_markup *markup) {
  for (const struct bb_block *b = markup->root->child; b; b = b->next) {
    const struct directive *directive = directive_of(b);
    if (directive && directive->kind == BB_PART_QUIZ) return true;
  }
  return false;
}

void bb_parts_cut(struct bb_loader *loader, const struct bb_quiz_file *file,
                  struct bb_parts *parts) {
  struct cut cut = {.loader = loader, .file = file, .parts = parts};
  if (!has_quiz(file->markup)) {
    bb_diag_add(loader->diags, BB_D_QUIZ_EMPTY,
                (struct bb_place){.path = file->markup->source->path}, "%s", "");
    return;
  }
  for (struct bb_block *b = file->markup->root->child; b; b = b->next) {
    const struct directive *directive = directive_of(b);
    if (parts->count == BB_QUESTIONS_MAX) {
      bb_diag_add(loader->diags, BB_D_COURSE_LIMIT, bb_place_in(file->markup, b->offset),
                  "more than %d questions", BB_QUESTIONS_MAX);
      close_part(&cut, b);
      return;
    }
    if (directive)
      b = begin(&cut, directive, b);
    else if (b->kind == BB_HEADING)
      meet_heading(&cut, b);
    else
      meet_text(&cut, b);
  }
  close_part(&cut, NULL);
}

/* ---- ids ---- */

static void unique(struct bb_loader *loader, struct bb_parts *parts, bool quizzes) {
  struct bb_table ids = {0};
  for (size_t i = 0; i < parts->count; i++) {
    struct bb_part *part = &parts->list[i];
    if (part->id.n && (part->kind == BB_PART_QUIZ) == quizzes)
      bb_table_add(loader->arena, &ids, part->id, part);
  }
  bb_table_sort(&ids);
  for (size_t i = 1; i < ids.count; i++) {
    struct bb_part *part = ids.entries[i].value;
    if (!bb_table_repeats(&ids, i)) continue;
    bb_diag_add(loader->diags, BB_D_ID_DUPLICATE, part->place, "%s \"%.*s\"",
                part->kind == BB_PART_CASE ? "case"
                : quizzes                  ? "quiz"
                                           : "question",
                BB_SPAN_ARG(part->id));
    part->id = (struct bb_span){0};
  }
}

void bb_parts_unique(struct bb_loader *loader, struct bb_parts *parts) {
  unique(loader, parts, true);
  unique(loader, parts, false);
}

/* ---- what belongs to the trainer ---- */

static void drop_box(struct bb_loader *loader, const struct bb_part *part, struct bb_block *box) {
  bb_part_fault(loader, part, BB_D_QUESTION_CALLOUT, box, "[!%.*s]", BB_SPAN_ARG(box->word));
  bb_blank_out(box);
}

void bb_part_clean(struct bb_loader *loader, const struct bb_part *part) {
  for (struct bb_block *top = part->heading->next; top != part->end; top = top->next) {
    if (part->kind != BB_PART_QUESTION && bb_course_is_trainers(top)) {
      drop_box(loader, part, top);
      continue;
    }
    for (struct bb_block *b = bb_next_block(top, top); b; b = bb_next_block(top, b))
      if (bb_course_is_trainers(b)) drop_box(loader, part, b);
  }
}

bool bb_part_fault(struct bb_loader *loader, const struct bb_part *part, enum bb_diag_code code,
                   const struct bb_block *block, const char *format, ...) {
  enum { SIZE = 300 };
  char text[SIZE];
  va_list arguments;
  va_start(arguments, format);
  vsnprintf(text, sizeof text, format, arguments);
  va_end(arguments);
  struct bb_place place = part->place;
  if (block) place = bb_place_in(part->from->markup, block->offset);
  struct bb_span shown = bb_span_of(text);
  shown.n = bb_utf8_check(shown); /* cut in the middle of a character */
  bb_diag_add(loader->diags, code, place, "\"%.*s\"%s%.*s", BB_SPAN_ARG(part->id),
              shown.n ? ", " : "", BB_SPAN_ARG(shown));
  return false;
}
