/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Paragraphs: runs of text -> shaped text -> lines -> pieces of the galley.
 *
 *     runs          what the document says: text, marks, language, links, note calls
 *       | bb_par_shape: one text, one style run a run; shaped once, as a whole (par.c)
 *     bb_par        clusters with widths and break opportunities
 *       | bb_atoms_make: words and spaces (atoms.c)
 *     atoms
 *       | bb_break_lines: the cheapest set of lines (linebreak.c)
 *     cuts          ranges of atoms
 *       | bb_line_set: a line's glyphs at their places (line.c)
 *     pieces        one a line, one line height deep, with links and note calls
 *
 * Justified or ragged.  A justified line takes up its slack in its spaces, so it needs several of
 * them.  Languages that put a space after every word have them; Thai, Lao, Khmer and Burmese write
 * words without spaces and put one where we put a comma or a full stop: justified, such a line
 * would show a few rivers, so these are set ragged, unless a paragraph happens to hold enough
 * spaces (a list of names).  Chinese and Japanese have no spaces either but may open all gaps
 * between ideographs a little, which nobody sees.  In a column too narrow for about six words any
 * language is set ragged, and so is a paragraph of long words (Tamil, a list of addresses) that
 * cannot be justified decently.
 *
 * Line height.  Every line is as deep as its style says, so that the lines of facing pages stand
 * even.  Some scripts pile marks above and subscripts below, seldom but far; so the real ink of
 * neighbouring lines is measured, and only two lines that would touch are moved apart.
 *
 * Hyphens.  A paragraph is first broken without any.  Only when a line of it would be stretched
 * more than PATIENCE are its words looked up and the whole broken again (TeX's \pretolerance): few
 * paragraphs are, so few words are divided.  Never divided: headings and labels (style.c), code,
 * the last word of a paragraph; a page rather does not end in a hyphen.  But a word that is wider
 * than the line would be cut between any two letters; so it is divided wherever it stands.
 */
#include "layout/setter.h"

/* A paragraph with fewer spaces per line than this, on average, is set ragged. */
enum { SPACES_PER_LINE = 9 };

/* A paragraph more than one in so many lines of which would be loose is set ragged as a whole. */
enum { LOOSE_SHARE = 5 };

/* How far a line may be stretched before words are divided, in 1/BB_RATIO_ONE; ragged lines end a
 * third of the measure early then. */
enum { PATIENCE = BB_RATIO_ONE, PATIENCE_RAGGED = 2 * BB_RATIO_ONE };

/* Below this many ems a column is too narrow to justify. */
enum { JUSTIFY_EMS = 22 };

/* ---- breaking ---- */

/* The word that ends the paragraph begins at this atom. */
static uint32_t last_word(const struct bb_atoms *atoms) {
  uint32_t i = atoms->count;
  while (i && atoms->list[i - 1].kind != BB_ATOM_BOX) i--;
  while (i && atoms->list[i - 1].kind == BB_ATOM_BOX) i--;
  return i;
}

/* Marks the clusters of what cannot be broken and is wider than the measure. */
static void mark_long_words(const struct bb_atoms *atoms, bb_len measure, bool *marks) {
  bb_len width = 0;
  for (uint32_t from = 0, at = 0; at <= atoms->count; at++) {
    const struct bb_atom *atom = &atoms->list[at];
    if (at == atoms->count || atom->before != BB_BREAK_NONE) {
      for (uint32_t i = atoms->list[from].cluster; width > measure && i < atom->cluster; i++)
        marks[i] = true;
      width = 0;
      from = at;
    }
    if (at < atoms->count && atom->kind == BB_ATOM_BOX)
      width += atom->width + (at > from ? atom->gap.width : 0);
  }
}

/* The clusters before which a word may be divided: any word but the last when `any_word`, else only
 * one wider than the measure; NULL when none can be. */
static bool *find_points(struct bb_setter *setter, const struct bb_par *par,
                         const struct bb_atoms *atoms, bb_len measure, bool any_word) {
  const struct bb_shaped *shaped = par->shaped;
  bool *points = BB_NEW_ARRAY(&setter->scratch, shaped->cluster_count, bool), any = false;
  bool *in_long = BB_NEW_ARRAY(&setter->scratch, shaped->cluster_count, bool);
  mark_long_words(atoms, measure, in_long);
  for (uint32_t r = 0; r < shaped->run_count; r++)
    if (!(par->runs[shaped->runs[r].tag]->marks & BB_MARK_CODE))
      bb_text_hyphenate(setter->fonts, shaped, r, points);
  uint32_t end = any_word ? atoms->list[last_word(atoms)].cluster : 0;
  for (uint32_t i = 0; i < shaped->cluster_count; i++) {
    bool may = i > 0 && (i < end || in_long[i]) && shaped->breaks[i] == BB_BREAK_NONE;
    points[i] = points[i] && may;
    any = any || points[i];
  }
  return any ? points : NULL;
}

/* The opening essay says when. */
static bool may_justify(const struct bb_par *par, const struct bb_atoms *atoms, bb_len width) {
  if (par->style.align != BB_ALIGN_JUSTIFY || width < JUSTIFY_EMS * par->style.em) return false;
  if (!par->lang->dictionary) return true;
  int64_t total = -par->style.hang, spaces = 0;
  for (uint32_t i = 0; i < atoms->count; i++) {
    total += atoms->list[i].width;
    spaces += atoms->list[i].kind == BB_ATOM_SPACE;
  }
  return spaces * width >= SPACES_PER_LINE * total;
}

/* ---- pieces ---- */

/* A two- or three-line paragraph stays whole; of a longer one, two lines stay together at each
 * end. */
static int32_t penalty_before(size_t line, size_t count, const struct bb_cut *cuts) {
  if (line == 1 || line + 1 == count) return BB_BREAK_NEVER;
  return cuts[line - 1].hyphen ? BB_BREAK_POOR : BB_BREAK_FREE;
}

/* "Page 12", "Footnote 3". */
static struct bb_span numbered(struct bb_setter *setter, struct bb_span label,
                               struct bb_span number) {
  return bb_span_of(bb_arena_printf(setter->arena, "%.*s%s%.*s", BB_SPAN_ARG(label),
                                    label.n ? " " : "", BB_SPAN_ARG(number)));
}

static struct bb_span text_of(struct bb_setter *setter, const struct bb_run *run) {
  bool page = run->field == BB_FIELD_PAGE || run->field == BB_FIELD_LISTED_PAGE;
  return page ? bb_anchor_page_label(setter, run) : run->text;
}

/* The words of a link that is several runs. */
static struct bb_span whole_text(struct bb_setter *setter, const struct bb_par *par,
                                 const struct bb_set_link *link) {
  struct bb_buf text = {0};
  for (size_t i = 0; i < par->run_count; i++)
    if (link->element && par->elements[i] == link->element)
      bb_buf_span(&text, text_of(setter, par->runs[i]));
  if (!text.n) bb_buf_span(&text, text_of(setter, link->run));
  struct bb_span whole = bb_arena_copy(setter->arena, bb_span_trim(bb_buf_view(&text)));
  bb_buf_free(&text);
  return whole;
}

/* What a link is called for those who do not see where it stands. */
static struct bb_span name_of_link(struct bb_setter *setter, const struct bb_par *par,
                                   const struct bb_set_link *link) {
  const struct bb_document *document = setter->document;
  const struct bb_run *run = link->run;
  if (run->note) return numbered(setter, document->footnote_label, run->text);
  if (bb_note_calls(run) && document->back_label.n) return document->back_label;
  if (run->field == BB_FIELD_LISTED_PAGE)
    return numbered(setter, document->page_label, text_of(setter, run));
  return whole_text(setter, par, link);
}

static void add_link(struct bb_setter *setter, struct bb_piece *piece, const struct bb_line *line,
                     const struct bb_par *par, const struct bb_set_link *link) {
  const struct bb_text_style *style = &par->style;
  struct bb_item *item = bb_piece_add(&setter->work, piece, BB_ITEM_LINK);
  item->link.x = link->x;
  item->link.width = link->width;
  item->link.y = line->baseline - style->above * 9 / 10;
  item->link.height = style->above * 9 / 10 + style->below * 2 / 3;
  item->link.line_x = line->x;
  item->link.line_width = line->width;
  item->link.text = name_of_link(setter, par, link);
  item->link.element = link->element;
  item->link.target = bb_target_of(setter, link->run);
}

/* Puts a line that was set into a piece: its box begins at x, its baseline is at y. */
static void add_line(struct bb_setter *setter, struct bb_piece *piece, struct bb_set_line *set,
                     const struct bb_par *par, bb_len x, bb_len y) {
  set->line.x = x;
  set->line.baseline = y;
  for (size_t i = 0; i < set->line.run_count; i++) set->line.runs[i].baseline += y;
  bb_piece_add(&setter->work, piece, BB_ITEM_LINE)->line = set->line;
  for (size_t i = 0; i < set->link_count; i++)
    add_link(setter, piece, &set->line, par, &set->links[i]);
}

/* The notes that are called in the runs from *next on that begin before a cluster, and the names of
 * places there; *next becomes the run behind them. */
static void add_calls(struct bb_setter *setter, struct bb_piece *piece, const struct bb_par *par,
                      uint32_t *next, uint32_t to) {
  const struct bb_shaped *shaped = par->shaped;
  for (; *next < shaped->run_count && shaped->runs[*next].first_cluster < to; ++*next) {
    const struct bb_run *source = par->runs[shaped->runs[*next].tag];
    if (source->anchor.n)
      bb_piece_add(&setter->work, piece, BB_ITEM_ANCHOR)->anchor = source->anchor;
    if (!source->note || source->note > setter->document->note_count) continue;
    bb_piece_add(&setter->work, piece, BB_ITEM_ANCHOR)->anchor =
        bb_note_call_name(setter, source->note - 1);
    bb_piece_add(&setter->work, piece, BB_ITEM_NOTE)->note = source->note - 1;
    bb_element_add_note(setter, source->note - 1);
  }
}

static void shift(struct bb_set_line *set, bb_len by) {
  for (size_t i = 0; i < set->line.run_count; i++) set->line.runs[i].x += by;
  for (size_t i = 0; i < set->link_count; i++) set->links[i].x += by;
}

/* One line of two, the first to the left of the second, their runs and links in this order. */
static void join(struct bb_setter *setter, struct bb_set_line *left, struct bb_set_line *right,
                 struct bb_set_line *to) {
  size_t l = left->line.run_count, r = right->line.run_count;
  struct bb_glyph_run *runs = BB_NEW_ARRAY(setter->arena, l + r, struct bb_glyph_run);
  for (size_t i = 0; i < l + r; i++) runs[i] = i < l ? left->line.runs[i] : right->line.runs[i - l];
  l = left->link_count, r = right->link_count;
  struct bb_set_link *links = BB_NEW_ARRAY(&setter->work, l + r, struct bb_set_link);
  for (size_t i = 0; i < l + r; i++) links[i] = i < l ? left->links[i] : right->links[i - l];
  to->line.run_count = left->line.run_count + right->line.run_count;
  to->line.runs = runs;
  to->link_count = l + r;
  to->links = links;
}

/* A paragraph that is not broken. */
static struct bb_set_line set_whole(struct bb_setter *setter, const struct bb_par *par,
                                    bb_len width, enum bb_alignment align) {
  struct bb_atoms atoms = bb_atoms_make(&setter->scratch, par->shaped, BB_NO_MEASURE);
  return bb_line_set(setter, (struct bb_line_request){.par = par,
                                                      .atoms = atoms.list,
                                                      .to = atoms.count,
                                                      .last = true,
                                                      .width = width,
                                                      .align = align});
}

/* Sets the marker that waits beside a line, if one does: the line's box grows to hold both.
 * Returns the text of the line without it. */
static struct bb_inked join_marker(struct bb_setter *setter, struct bb_galley *galley,
                                   struct bb_set_line *set) {
  const struct bb_par *par = galley->marker.par;
  struct bb_inked inked = {set->line.runs, set->line.run_count, .width = set->line.width};
  bb_len indent = galley->marker.indent;
  if (!par) return inked;
  galley->marker.par = NULL;
  bool mirrored = setter->document->lang->rtl, by_text = !galley->marker.at_start;
  enum bb_alignment align =
      (par->shaped->rtl == mirrored) == by_text ? BB_ALIGN_END : BB_ALIGN_START;
  struct bb_set_line marker = set_whole(setter, par, indent - BB_MARKER_GAP, align), text = *set;
  if (mirrored) {
    shift(&marker, set->line.width + BB_MARKER_GAP);
    join(setter, &text, &marker, set);
    inked.runs = set->line.runs;
  } else {
    shift(&text, indent);
    join(setter, &marker, &text, set);
    inked.runs = set->line.runs + marker.line.run_count;
    inked.left = indent;
  }
  set->line.width += indent;
  return inked;
}

/* A line of the paragraph, as the line below it sees it. */
struct inked_line {
  struct bb_inked text;
  struct bb_reach reach;
};

/* How much deeper than usual a line must stand so that its ink does not touch the line above it in
 * the paragraph (NULL: the first line, which keeps within its own box and the space above that). */
static bb_len extra_above(struct bb_setter *setter, const struct bb_galley *galley,
                          const struct bb_text_style *style, const struct inked_line *above,
                          const struct inked_line *ink) {
  bb_len usual = style->above + (above ? style->below : galley->space);
  bb_len extra = ink->reach.up + (above ? above->reach.down : 0) - usual;
  if (above && extra > 0) extra = bb_ink_meeting(setter, &above->text, &ink->text) - usual;
  return extra > 0 ? extra : 0;
}

struct lines {
  struct bb_atoms atoms;
  struct bb_cut *cuts;
  size_t count;
  bool justify;
};

static struct bb_set_line set_text(struct bb_setter *setter, const struct bb_par *par,
                                   const struct lines *lines, struct bb_cut cut, bb_len width) {
  return bb_line_set(setter, (struct bb_line_request){.par = par,
                                                      .atoms = lines->atoms.list,
                                                      .from = cut.from,
                                                      .to = cut.to,
                                                      .last = cut.last,
                                                      .hyphen = cut.hyphen,
                                                      .justify = lines->justify,
                                                      .width = width,
                                                      .align = par->style.align});
}

/* Sets line i.  `above`: the line before; then, this one. */
static struct bb_piece *set_line(struct bb_setter *setter, struct bb_galley *galley,
                                 const struct bb_par *par, const struct lines *lines, size_t i,
                                 struct inked_line *above) {
  struct bb_arena_mark mark = bb_arena_mark(&setter->scratch);
  const struct bb_text_style *style = &par->style;
  const struct bb_cut cut = lines->cuts[i];
  bool ends = i + 1 == lines->count, marked = galley->marker.par != NULL;
  bool begins = !i || (style->listing && lines->cuts[i - 1].last);
  bb_len hang = begins ? 0 : style->hang;
  bb_len x = galley->x + hang - (marked ? galley->marker.indent : 0);
  struct bb_set_line set = set_text(setter, par, lines, cut, galley->width - hang);
  struct inked_line ink = {.text = join_marker(setter, galley, &set)};
  ink.reach = bb_ink_reach(setter, &ink.text);
  bb_len extra = extra_above(setter, galley, style, cut.from ? above : NULL, &ink);
  bb_len deeper = ends ? ink.reach.down - style->below : 0;
  if (deeper < 0) deeper = 0;
  struct bb_piece *piece = bb_galley_add(galley, extra + style->above + style->below + deeper);
  set.line.ends_paragraph = ends;
  add_line(setter, piece, &set, par, x, extra + style->above);
  ink.text.baseline = extra + style->above; /* so do the runs now */
  *above = ink;
  bb_arena_release(&setter->scratch, mark);
  return piece;
}

/* How many lines are stretched beyond a ratio. */
static size_t count_beyond(const struct lines *lines, int32_t ratio) {
  size_t count = 0;
  for (size_t i = 0; i < lines->count; i++)
    count += !lines->cuts[i].last && lines->cuts[i].ratio > ratio;
  return count;
}

static bool cuts_words(const struct lines *lines) {
  for (size_t i = 0; i < lines->count; i++)
    if (lines->cuts[i].cut) return true;
  return false;
}

/* The best lines, without hyphens where that is good enough. */
static void break_par(struct bb_setter *setter, const struct bb_par *par, bb_len measure,
                      struct lines *lines) {
  struct bb_break_options options = {.measure = measure,
                                     .justify = lines->justify,
                                     .balance = par->style.balanced,
                                     .outdent = par->style.hang,
                                     .listing = par->style.listing};
  lines->count = bb_break_lines(&setter->scratch, lines->atoms.list, lines->atoms.count, options,
                                &lines->cuts);
  int32_t patience = lines->justify ? PATIENCE : PATIENCE_RAGGED;
  bool divided = par->style.divided && count_beyond(lines, patience);
  if (!divided && !cuts_words(lines)) return;
  const bool *points = find_points(setter, par, &lines->atoms, measure, divided);
  if (!points) return;
  lines->atoms = bb_atoms_divide(&setter->scratch, par->shaped, lines->atoms, points);
  lines->count = bb_break_lines(&setter->scratch, lines->atoms.list, lines->atoms.count, options,
                                &lines->cuts);
}

/* Justified where that can be done decently, else ragged. */
static struct lines choose_lines(struct bb_setter *setter, const struct bb_par *par, bb_len width) {
  bb_len measure = width - par->style.hang;
  struct bb_atoms atoms = bb_atoms_make(&setter->scratch, par->shaped, measure);
  struct lines lines = {.atoms = atoms, .justify = may_justify(par, &atoms, width)};
  break_par(setter, par, measure, &lines);
  size_t loose = count_beyond(&lines, BB_LOOSE_LIMIT * BB_RATIO_ONE);
  if (!lines.justify || loose * LOOSE_SHARE <= lines.count) return lines;
  lines = (struct lines){.atoms = atoms};
  break_par(setter, par, measure, &lines);
  return lines;
}

struct bb_piece *bb_par_set(struct bb_setter *setter, struct bb_galley *galley,
                            const struct bb_par *par) {
  const struct bb_text_style *style = &par->style;
  struct bb_arena_mark mark = bb_arena_mark(&setter->scratch);
  struct bb_element *outer = bb_element_open_text(setter, par);
  struct lines lines = choose_lines(setter, par, galley->width);
  struct inked_line above;
  struct bb_piece *first = NULL;
  uint32_t next_run = 0;
  bb_galley_space(galley, galley->tight ? BB_SPACE_ITEM : style->before);
  for (size_t i = 0; i < lines.count; i++) {
    uint32_t until = i + 1 < lines.count ? lines.cuts[i + 1].from : lines.atoms.count;
    if (i) bb_galley_penalty(galley, penalty_before(i, lines.count, lines.cuts));
    struct bb_piece *piece = set_line(setter, galley, par, &lines, i, &above);
    add_calls(setter, piece, par, &next_run, lines.atoms.list[until].cluster);
    if (!first) first = piece;
  }
  bb_galley_space(galley, galley->tight ? BB_SPACE_ITEM : style->after);
  setter->element = outer;
  bb_arena_release(&setter->scratch, mark);
  return first;
}

void bb_par_set_line(struct bb_setter *setter, struct bb_piece *piece, const struct bb_par *par,
                     bb_len x, bb_len width, bb_len y, enum bb_alignment align,
                     enum bb_line_role role) {
  struct bb_arena_mark mark = bb_arena_mark(&setter->scratch);
  struct bb_element *outer = bb_element_open_text(setter, par);
  struct bb_set_line set = set_whole(setter, par, width, align);
  set.line.role = role;
  set.line.ends_paragraph = true;
  add_line(setter, piece, &set, par, x, y);
  setter->element = outer;
  bb_arena_release(&setter->scratch, mark);
}
