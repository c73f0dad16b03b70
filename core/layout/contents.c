/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The table of contents: the headings of levels 1 and 2 with their pages.
 *
 * An entry is its title, broken where it would run into the column of page numbers, and the number
 * on the title's last line, with dots from the one to the other.  Every line of it is a link.
 * Title and number are a row to those who read the PDF.  Page numbers come from the plan before;
 * the column is wide enough for any of them, so entries never break differently once the numbers
 * are known.
 */
#include "layout/setter.h"

struct entry {
  const struct bb_node *heading;
  const struct bb_par *number; /* NULL: none */
};

struct contents {
  struct bb_setter *setter;
  struct bb_galley *galley;
  bb_len number, page;      /* widths of the columns of chapter and page numbers, gaps included */
  struct bb_element *inner; /* the contents of a chapter, while they are set */
  struct entry *entries;
  size_t count, room;
};

static bb_len width_of(const struct contents *c, const struct bb_par *par) {
  bb_len least, whole;
  bb_par_measure(c->setter, par, &least, &whole);
  return whole;
}

static enum bb_text_kind kind_of(const struct bb_node *heading) {
  return heading->level == 1 ? BB_TEXT_CONTENTS_1 : BB_TEXT_CONTENTS_2;
}

/* ---- an entry ---- */

/* Where the text of a line ends, from the start edge of its box. */
static bb_len end_of(const struct contents *c, const struct bb_line *line) {
  bb_len left = line->width, right = 0;
  for (size_t i = 0; i < line->run_count; i++) {
    const struct bb_glyph_run *run = &line->runs[i];
    const struct bb_placed *last = &run->placed[run->count - 1];
    if (left > run->x + run->placed[0].x) left = run->x + run->placed[0].x;
    if (right < run->x + last->x + last->width) right = run->x + last->x + last->width;
  }
  return c->setter->document->lang->rtl ? line->width - left : right;
}

/* Dots between two places; those of all entries stand on one grid, counted back from `end`. */
static void add_leader(const struct contents *c, struct bb_piece *piece, bb_len from, bb_len to,
                       bb_len end, bb_len y) {
  bb_len step = BB_LEADER_STEP, dot = BB_LEADER_DOT, last = end - ((end - to) / step + 1) * step;
  if (last < from) return;
  bb_len count = (last - from) / step + 1;
  bb_piece_dots(&c->setter->work, piece, last, y - dot, dot, -step, (uint32_t)count, BB_COLOR_RULE);
}

static void add_page_number(const struct contents *c, struct bb_piece *piece,
                            const struct bb_node *heading) {
  const struct bb_line *line = NULL;
  for (const struct bb_item *item = piece->items; item; item = item->next)
    if (item->kind == BB_ITEM_LINE) line = &item->line;
  if (!line) return;
  const struct bb_anchor *anchor =
      bb_anchors_find(c->setter->anchors, bb_heading_anchor(c->setter, heading));
  const struct bb_lang *lang = c->setter->document->lang;
  struct bb_span label = anchor ? bb_page_label(c->setter, lang, anchor->page) : bb_span_of("00");
  const struct bb_par *par = bb_par_shape_text(c->setter, label, kind_of(heading));
  bb_len end = c->galley->x + c->galley->width + c->page;
  add_leader(c, piece, line->x + end_of(c, line) + BB_LEADER_STEP,
             end - width_of(c, par) - BB_LEADER_STEP, end, line->baseline);
  struct bb_piece number = {0};
  bb_par_set_line(c->setter, &number, par, c->galley->x + c->galley->width, c->page, line->baseline,
                  BB_ALIGN_END, BB_LINE_BODY);
  bb_row_mark(&number, c->setter->rows, 1);
  bb_piece_move(&number, piece, 0);
}

static void link_pieces(const struct contents *c, size_t from, const struct bb_node *heading) {
  for (size_t i = from; i < c->galley->count; i++) {
    struct bb_piece *piece = c->galley->pieces[i];
    struct bb_item *item = bb_piece_add(&c->setter->work, piece, BB_ITEM_LINK);
    item->link.x = c->galley->x;
    item->link.width = c->galley->width + c->page;
    item->link.height = piece->height;
    item->link.text = bb_heading_title(c->setter, heading);
    item->link.target.name = bb_heading_anchor(c->setter, heading);
    item->link.element = c->setter->element;
  }
}

/* The runs of a heading as they stand in the contents: its notes are called there, not here, and
 * no other links stand within the link. */
static const struct bb_run *plain_runs(struct bb_setter *setter, const struct bb_run *runs) {
  struct bb_run *first = NULL, **next = &first;
  for (const struct bb_run *run = runs; run; run = run->next) {
    if (run->note || (run->marks & BB_MARK_RAISED)) continue;
    struct bb_run *copy = BB_NEW(&setter->work, struct bb_run);
    *copy = *run;
    copy->next = NULL;
    copy->link = copy->anchor = (struct bb_span){0};
    *next = copy;
    next = &copy->next;
  }
  return first;
}

/* The entries of a chapter's sections are a table of contents within the whole. */
static void nest(struct contents *c, int level) {
  if (level == 1) {
    bb_element_close(c->setter, c->inner);
    c->inner = NULL;
  } else if (!c->inner) {
    c->inner = bb_element_open(c->setter, BB_ELEMENT_CONTENTS);
  }
}

static void set_entry(struct contents *c, const struct entry *of) {
  const struct bb_node *heading = of->heading;
  struct bb_galley *galley = c->galley;
  size_t from = galley->count;
  struct bb_par par = *bb_par_shape(c->setter, plain_runs(c->setter, heading->runs),
                                    kind_of(heading), heading->place);
  if (!par.shaped->cluster_count) return;
  par.style.align = par.lang->rtl == c->setter->document->lang->rtl ? BB_ALIGN_START : BB_ALIGN_END;
  nest(c, heading->level);
  struct bb_element *entry = bb_element_open(c->setter, BB_ELEMENT_ENTRY);
  if (of->number && c->number) {
    galley->marker.par = of->number;
    bb_element_add_label(c->setter, galley->marker.par);
    galley->marker.indent = c->number;
    galley->marker.at_start = true;
  }
  if (heading->level == 2) bb_galley_penalty(galley, BB_BREAK_FREE);
  struct bb_element *reference = bb_element_open(c->setter, BB_ELEMENT_REFERENCE);
  struct bb_element *link = bb_element_open(c->setter, BB_ELEMENT_LINK);
  bb_par_set(c->setter, galley, &par);
  c->setter->rows++;
  for (size_t i = from; i < galley->count; i++) bb_row_mark(galley->pieces[i], c->setter->rows, 0);
  add_page_number(c, galley->pieces[galley->count - 1], heading);
  link_pieces(c, from, heading);
  bb_element_close(c->setter, link);
  bb_element_close(c->setter, reference);
  bb_element_close(c->setter, entry);
  if (heading->level == 1) bb_galley_penalty(galley, BB_BREAK_BAD);
}

/* ---- all of them ---- */

/* The column of numbers is as wide as the widest. */
static void add_entry(struct contents *c, const struct bb_node *heading) {
  c->entries = bb_arena_grow(&c->setter->work, c->entries, c->count, c->count + 1,
                             sizeof *c->entries, &c->room);
  struct entry *entry = &c->entries[c->count++];
  entry->heading = heading;
  if (!heading->number.n) return;
  entry->number = bb_par_shape_text(c->setter, heading->number, kind_of(heading));
  bb_len width = width_of(c, entry->number) + BB_MARKER_GAP * 2;
  if (c->number < width) c->number = width;
}

/* The headings of levels 1 and 2 in order, without recursion. */
static void find_entries(struct contents *c) {
  const struct bb_node *root = c->setter->document->root, *node = root;
  while (node) {
    bool heading = node->kind == BB_NODE_HEADING && node->level >= 1 && node->level <= 2;
    if (heading) add_entry(c, node);
    if (node->child) {
      node = node->child;
      continue;
    }
    while (node != root && !node->next) node = node->parent;
    node = node == root ? NULL : node->next;
  }
}

void bb_set_contents(struct bb_setter *setter, struct bb_galley *galley,
                     const struct bb_node *node) {
  struct contents c = {.setter = setter, .galley = galley};
  struct bb_galley_column outside = {galley->x, galley->width, galley->body, galley->frame};
  setter->late = true;
  struct bb_element *section = bb_element_open(setter, BB_ELEMENT_SECTION);
  bb_set_opening(setter, galley, node, (struct bb_span){0});
  find_entries(&c);
  if (c.number > galley->width / 3) c.number = galley->width / 3;
  struct bb_span widest = bb_page_label(setter, setter->document->lang, 8887);
  c.page = width_of(&c, bb_par_shape_text(setter, widest, BB_TEXT_CONTENTS_1)) + BB_LEADER_STEP;
  galley->x += c.number;
  galley->width -= c.number + c.page;
  struct bb_element *contents = bb_element_open(setter, BB_ELEMENT_CONTENTS);
  for (size_t i = 0; i < c.count; i++) set_entry(&c, &c.entries[i]);
  bb_element_close(setter, contents);
  bb_element_close(setter, section);
  galley->x = outside.x;
  galley->width = outside.width;
}
