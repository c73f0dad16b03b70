/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Lists in cells.  A cell is one line of Markdown and one message for translators; "<br>" parts its
 * lines, and when all of them begin with the mark of a list, they are one:
 *
 *     | Seizure | Note: <br> - the hour <br> - the place | 1. copy <br> 2. seal |
 *
 * A line without a mark may stand before them.  All marks are of one kind: "- " and "* ", or
 * numbers, in any digits, of which only the first counts.  It is the translation that is read.
 *
 * In: a cell that holds a paragraph, its runs already made.  Out: the paragraph with what stands
 * before the list, if anything does, and the list behind it.
 */
#include "edition/assembly.h"

enum mark { NONE, BULLET, NUMBER };

enum { NUMBER_MAX = 999999999 }; /* as in Markdown */

struct line {
  struct bb_run *first; /* up to a break or the end; NULL: an empty line */
  enum mark mark;
  size_t size;     /* of the mark, in the first run */
  uint32_t number; /* NUMBER */
};

static bool is_break(const struct bb_run *run) {
  return bb_span_is(run->text, "\n");
}

/* "1. ", "١) " */
static void read_number(struct bb_span text, struct line *line) {
  size_t at = 0, end = 0;
  int64_t number = 0;
  for (int digit; at < text.n && number <= NUMBER_MAX; end = at) {
    if ((digit = bb_lang_digit(bb_utf8_decode(text, &at))) < 0) break;
    number = number * 10 + digit;
  }
  struct bb_span rest = bb_span_cut(text, end, text.n);
  bool good = bb_span_starts(rest, ". ") || bb_span_starts(rest, ") ");
  if (!end || !good || number > NUMBER_MAX) return;
  *line = (struct line){line->first, NUMBER, end + 2, (uint32_t)number};
}

/* Reads the line that begins at *run, which becomes the run behind its break. */
static struct line read_line(struct bb_run **run) {
  struct line line = {.first = is_break(*run) ? NULL : *run};
  if (line.first && !(line.first->marks & BB_MARK_CODE)) {
    struct bb_span text = line.first->text;
    if (bb_span_starts(text, "- ") || bb_span_starts(text, "* "))
      line = (struct line){line.first, BULLET, 2, 0};
    else
      read_number(text, &line);
  }
  while (*run && !is_break(*run)) *run = (*run)->next;
  if (*run) *run = (*run)->next;
  return line;
}

/* The first line of the list when the runs are one, else with mark NONE; *lead: a line stands
 * before it. */
static struct line find_list(struct bb_run *runs, bool *lead) {
  struct line list = {0};
  size_t lines = 0;
  *lead = false;
  for (struct bb_run *run = runs; run;) {
    struct line line = read_line(&run);
    if (!line.first) continue;
    if (!lines++ && line.mark == NONE) {
      *lead = true;
      continue;
    }
    if (!list.first) list = line;
    if (line.mark != list.mark || line.mark == NONE) return (struct line){0};
  }
  return lines > 1 ? list : (struct line){0};
}

/* Ends the runs before the break that they hold. */
static void end_line(struct bb_run **runs) {
  while (*runs && !is_break(*runs)) runs = &(*runs)->next;
  *runs = NULL;
}

static void add_item(struct bb_assembly *a, struct bb_node *list, const struct bb_node *paragraph,
                     struct line line, uint32_t number) {
  struct bb_node *item = bb_node_add(a->arena, list, BB_NODE_ITEM, BB_ROLE_BODY);
  struct bb_node *text = bb_node_add(a->arena, item, BB_NODE_PARAGRAPH, BB_ROLE_BODY);
  item->marker = bb_assembly_marker(a, line.mark == NUMBER, number);
  text->untranslated = paragraph->untranslated;
  text->place = paragraph->place;
  line.first->text = bb_span_cut(line.first->text, line.size, line.first->text.n);
  text->runs = line.first->text.n ? line.first : line.first->next;
  end_line(&text->runs);
}

void bb_assembly_find_list(struct bb_assembly *a, struct bb_node *cell) {
  struct bb_node *paragraph = cell->child;
  bool lead;
  const struct line first = find_list(paragraph->runs, &lead);
  if (first.mark == NONE) return;
  struct bb_node *list = bb_node_add(a->arena, cell, BB_NODE_LIST, BB_ROLE_BODY);
  struct bb_run *run = paragraph->runs;
  uint32_t number = first.number;
  while (run) {
    struct line line = read_line(&run);
    if (line.first && line.mark != NONE) add_item(a, list, paragraph, line, number++);
  }
  while (is_break(paragraph->runs)) paragraph->runs = paragraph->runs->next;
  if (lead)
    end_line(&paragraph->runs);
  else
    cell->child = list;
}
