/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Paragraphs as lines, for a person to review: the sample of a language at a book's measure, then
 * the paragraphs of the input, which hold what the language must keep together, at a narrow one.
 *
 *     from    to   text               where the line begins and ends, in points from the left edge
 *     0.00  415.2  ... consti~        of the measure; ~ is a hyphen that layout put there
 *
 * What hangs out of a justified line begins below 0 or ends beyond the measure.
 */
#include "base/file.h"
#include "layout/setter.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { INPUT_MAX = 1 << 20 };

struct counts {
  size_t paragraphs, lines, divided, loose;
};

static void extent(const struct bb_line *line, bb_len *left, bb_len *right) {
  *left = line->width;
  *right = 0;
  for (size_t r = 0; r < line->run_count; r++)
    for (size_t k = 0; k < line->runs[r].count; k++) {
      const struct bb_placed *placed = &line->runs[r].placed[k];
      bb_len x = line->runs[r].x + placed->x;
      if (*left > x) *left = x;
      if (*right < x + placed->width) *right = x + placed->width;
    }
}

static void print_line(const struct bb_line *line, struct counts *counts) {
  bb_len left, right;
  const char *from = NULL, *to = NULL;
  extent(line, &left, &right);
  for (size_t r = 0; r < line->run_count; r++)
    for (size_t k = 0; k < line->runs[r].count; k++) {
      const struct bb_placed *c = &line->runs[r].placed[k];
      const char *p = line->runs[r].text.p + c->start;
      if (!from || p < from) from = p;
      if (!to || p + c->size > to) to = p + c->size;
    }
  printf("%7.2f %7.2f  %.*s%s%s\n", bb_len_to_pt(left), bb_len_to_pt(right), (int)(to - from), from,
         line->hyphenated ? "~" : "", line->loose ? "  (loose)" : "");
  counts->lines++;
  counts->divided += line->hyphenated;
  counts->loose += line->loose;
}

static void set(struct bb_setter *setter, struct bb_span text, bb_len width,
                struct counts *counts) {
  struct bb_galley galley = {.arena = &setter->work, .width = width, .body = BB_TEXT_BODY};
  struct bb_run run = {.text = text, .lang = setter->document->lang};
  bb_par_set(setter, &galley, bb_par_shape(setter, &run, BB_TEXT_BODY, (struct bb_place){0}));
  putchar('\n');
  for (size_t i = 0; i < galley.count; i++)
    for (const struct bb_item *item = galley.pieces[i]->items; item; item = item->next)
      if (item->kind == BB_ITEM_LINE) print_line(&item->line, counts);
  counts->paragraphs++;
}

static void set_all(struct bb_setter *setter, struct bb_span text, double measure) {
  struct counts counts = {0};
  printf("== %.0f pt\n", measure);
  for (size_t at = 0; at < text.n;) {
    size_t end = bb_span_find(text, at, "\n\n");
    struct bb_span paragraph = bb_span_trim(bb_span_cut(text, at, end));
    if (paragraph.n) set(setter, paragraph, BB_PT(measure), &counts);
    at = end + 2;
  }
  printf("\n%zu paragraphs, %zu lines, %zu divide a word, %zu loose\n\n", counts.paragraphs,
         counts.lines, counts.divided, counts.loose);
}

int main(int argc, char **argv) {
  struct bb_arena arena = {0};
  struct bb_diags *diags = bb_diags_new();
  struct bb_lang lang;
  struct bb_span input, sample;
  char tag[32] = "";
  double wide, narrow;
  if (argc != 2 || sscanf(argv[1], "%31[^.].lines", tag) != 1) return 1;
  bb_lang_start();
  const char *path = bb_arena_printf(&arena, "%s/samples/%s.txt", TESTS_FOLDER, tag);
  if (!bb_file_read(&arena, argv[1], INPUT_MAX, &input, diags) ||
      !bb_file_read(&arena, path, INPUT_MAX, &sample, diags) ||
      !bb_lang_parse(bb_span_of(tag), &lang) || sscanf(input.p, "%lf %lf", &wide, &narrow) != 2)
    return 1;
  struct bb_document document = {.lang = &lang};
  struct bb_setter setter = {.arena = &arena, .document = &document, .diags = diags};
  setter.fonts = bb_fonts_open(diags);
  if (!setter.fonts) return 1;
  set_all(&setter, sample, wide);
  set_all(&setter, bb_span_cut(input, bb_span_find(input, 0, "\n"), input.n), narrow);
  bb_fonts_close(setter.fonts);
  bb_arena_free(&setter.work);
  bb_arena_free(&setter.shaped);
  bb_arena_free(&setter.scratch);
  bb_arena_free(&arena);
  bb_diags_free(diags);
  return 0;
}
