/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Paragraphs: runs of text -> shaped text -> lines -> pieces of the galley.
 *
 *     runs          what the document says: text, marks, language, links, note calls
 *       | bb_par_shape: one text, one style run a run; shaped once, as a whole (par.c)
 *     bb_par        clusters with widths and break opportunities
 *       | bb_break_lines: the cheapest set of lines (linebreak.c)
 *     cuts          ranges of clusters
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
 * the last word of a paragraph; a page rather does not end in a hyphen.
 */
#include "layout/linebreak.h"
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

#define SOFT_HYPHEN "\xC2\xAD"

/* A line that ends before this atom shows a hyphen. */
static void divide_before(const struct bb_shaped *shaped, struct bb_atom *atoms, uint32_t i) {
  atoms[i].hyphen = bb_line_hyphen(shaped, i - 1);
  atoms[i].hyphen_hang = bb_punctuation_hyphen_hang(atoms[i].hyphen);
}

static struct bb_atom *make_atoms(struct bb_setter *setter, const struct bb_par *par) {
  const struct bb_shaped *shaped = par->shaped;
  struct bb_atom *atoms =
      BB_NEW_ARRAY(&setter->scratch, (size_t)shaped->cluster_count + 1, struct bb_atom);
  bool soft_before = false, ends_in_hyphen = false;
  for (uint32_t i = 0; i < shaped->cluster_count; i++) {
    const struct bb_cluster *cluster = &shaped->clusters[i];
    atoms[i].width = cluster->width;
    atoms[i].before = shaped->breaks[i];
    struct bb_span text = bb_span_cut(shaped->text, cluster->start, cluster->start + cluster->size);
    bool soft = bb_span_is(text, SOFT_HYPHEN);
    atoms[i].kind = bb_span_is(text, "\n")   ? BB_ATOM_NEWLINE
                    : cluster->space || soft ? BB_ATOM_SPACE
                                             : BB_ATOM_BOX;
    struct bb_gap gap = bb_line_gap(shaped, i);
    atoms[i].gap = gap.width;
    atoms[i].stretch = gap.stretch;
    atoms[i].shrink = gap.shrink;
    struct bb_hang hang = bb_punctuation_hang(shaped, i);
    atoms[i].hang_start = hang.start;
    atoms[i].hang_end = hang.end;
    if (i && ends_in_hyphen) atoms[i].dash = true;
    if (i && soft_before) divide_before(shaped, atoms, i);
    ends_in_hyphen = bb_span_ends(text, "-") || bb_span_ends(text, "\xE2\x80\x90");
    soft_before = soft;
  }
  atoms[0].width -= par->style.hang; /* the first line has so much more room than the others */
  return atoms;
}

/* The word that ends the paragraph begins at this cluster. */
static uint32_t last_word(const struct bb_atom *atoms, uint32_t count) {
  uint32_t i = count;
  while (i && atoms[i - 1].kind != BB_ATOM_BOX) i--;
  while (i && atoms[i - 1].kind == BB_ATOM_BOX) i--;
  return i;
}

/* Lets lines end inside words; false when no word can be divided. */
static bool add_hyphens(struct bb_setter *setter, const struct bb_par *par, struct bb_atom *atoms) {
  const struct bb_shaped *shaped = par->shaped;
  bool *points = BB_NEW_ARRAY(&setter->scratch, shaped->cluster_count, bool), any = false;
  for (uint32_t r = 0; r < shaped->run_count; r++)
    if (!(par->runs[shaped->runs[r].tag]->marks & BB_MARK_CODE))
      bb_text_hyphenate(setter->fonts, shaped, r, points);
  uint32_t end = last_word(atoms, shaped->cluster_count);
  for (uint32_t i = 1; i < end; i++) {
    if (!points[i] || atoms[i].before != BB_BREAK_NONE) continue;
    atoms[i].before = BB_BREAK_ALLOWED;
    divide_before(shaped, atoms, i);
    any = true;
  }
  return any;
}

/* The opening essay says when. */
static bool may_justify(const struct bb_par *par, const struct bb_atom *atoms, bb_len width) {
  if (par->style.align != BB_ALIGN_JUSTIFY || width < JUSTIFY_EMS * par->style.em) return false;
  if (!par->lang->dictionary) return true;
  int64_t total = 0, spaces = 0;
  for (uint32_t i = 0; i < par->shaped->cluster_count; i++) {
    total += atoms[i].width;
    spaces += atoms[i].kind == BB_ATOM_SPACE;
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

static void add_link(struct bb_setter *setter, struct bb_piece *piece, const struct bb_line *line,
                     const struct bb_set_link *link, const struct bb_text_style *style) {
  struct bb_item *item = bb_piece_add(&setter->work, piece, BB_ITEM_LINK);
  item->link.x = link->x;
  item->link.width = link->width;
  item->link.y = line->baseline - style->above * 9 / 10;
  item->link.height = style->above * 9 / 10 + style->below * 2 / 3;
  item->link.line_x = line->x;
  item->link.line_width = line->width;
  item->link.text =
      link->run->field == BB_FIELD_PAGE ? bb_anchor_page_label(setter, link->run) : link->run->text;
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
    add_link(setter, piece, &set->line, &set->links[i], &par->style);
}

/* The notes that are called between two clusters, and the names of places there. */
static void add_calls(struct bb_setter *setter, struct bb_piece *piece, const struct bb_par *par,
                      uint32_t from, uint32_t to) {
  const struct bb_shaped *shaped = par->shaped;
  for (uint32_t r = 0; r < shaped->run_count; r++) {
    const struct bb_shaped_run *run = &shaped->runs[r];
    const struct bb_run *source = par->runs[run->tag];
    if (run->first_cluster < from || run->first_cluster >= to) continue;
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
  for (size_t i = 0; i < set->line.run_count; i++)
    for (size_t k = 0; k < set->line.runs[i].count; k++) set->line.runs[i].placed[k].x += by;
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

/* Sets the marker that waits beside a line: the line's box grows to hold both. */
static void join_marker(struct bb_setter *setter, struct bb_galley *galley,
                        struct bb_set_line *set) {
  const struct bb_par *par = galley->marker.par;
  bb_len indent = galley->marker.indent;
  if (!par) return;
  galley->marker.par = NULL;
  bool mirrored = setter->document->lang->rtl, by_text = !galley->marker.at_start;
  enum bb_alignment align =
      (par->shaped->rtl == mirrored) == by_text ? BB_ALIGN_END : BB_ALIGN_START;
  struct bb_set_line marker =
      bb_line_set(setter, (struct bb_line_request){.par = par,
                                                   .to = par->shaped->cluster_count,
                                                   .last = true,
                                                   .width = indent - BB_MARKER_GAP,
                                                   .align = align});
  struct bb_set_line text = *set;
  if (mirrored) {
    shift(&marker, set->line.width + BB_MARKER_GAP);
    join(setter, &text, &marker, set);
  } else {
    shift(&text, indent);
    join(setter, &marker, &text, set);
  }
  set->line.width += indent;
}

static bb_len highest(const bb_len reach[BB_SKYLINE]) {
  bb_len most = 0;
  for (size_t i = 0; i < BB_SKYLINE; i++)
    if (most < reach[i]) most = reach[i];
  return most;
}

/* How much deeper than usual a line must stand so that its ink does not touch the line above it in
 * the paragraph (NULL: the first line, which keeps within its own box and the space above that). */
static bb_len extra_above(const struct bb_galley *galley, const struct bb_text_style *style,
                          const struct bb_skyline *above, const struct bb_skyline *ink) {
  bb_len extra = highest(ink->up) - style->above - galley->space;
  if (above) {
    extra = 0;
    for (size_t i = 0; i < BB_SKYLINE; i++) {
      bb_len overlap = above->down[i] + ink->up[i] - style->above - style->below;
      if (extra < overlap) extra = overlap;
    }
  }
  return extra > 0 ? extra : 0;
}

static struct bb_piece *set_line(struct bb_setter *setter, struct bb_galley *galley,
                                 const struct bb_par *par, struct bb_cut cut, bool justify,
                                 bool ends, struct bb_skyline *above) {
  struct bb_arena_mark mark = bb_arena_mark(&setter->scratch);
  const struct bb_text_style *style = &par->style;
  bb_len hang = cut.from ? style->hang : 0;
  struct bb_set_line set =
      bb_line_set(setter, (struct bb_line_request){.par = par,
                                                   .from = cut.from,
                                                   .to = cut.to,
                                                   .last = cut.last,
                                                   .hyphen = cut.hyphen,
                                                   .justify = justify,
                                                   .width = galley->width - hang,
                                                   .align = style->align});
  bool marked = galley->marker.par != NULL;
  bb_len x = galley->x + hang - (marked ? galley->marker.indent : 0);
  join_marker(setter, galley, &set);
  bb_len extra = extra_above(galley, style, cut.from ? above : NULL, &set.ink);
  bb_len deeper = ends ? highest(set.ink.down) - style->below : 0;
  if (deeper < 0) deeper = 0;
  *above = set.ink;
  struct bb_piece *piece = bb_galley_add(galley, extra + style->above + style->below + deeper);
  set.line.ends_paragraph = ends;
  add_line(setter, piece, &set, par, x, extra + style->above);
  bb_arena_release(&setter->scratch, mark);
  return piece;
}

struct lines {
  struct bb_cut *cuts;
  size_t count;
  bool justify;
};

/* How many lines are stretched beyond a ratio. */
static size_t count_beyond(const struct lines *lines, int32_t ratio) {
  size_t count = 0;
  for (size_t i = 0; i < lines->count; i++)
    count += !lines->cuts[i].last && lines->cuts[i].ratio > ratio;
  return count;
}

/* The best lines, without hyphens where that is good enough. */
static void break_par(struct bb_setter *setter, const struct bb_par *par, struct bb_atom *atoms,
                      bb_len width, struct lines *lines) {
  struct bb_break_options options = {width, lines->justify, par->style.balanced};
  uint32_t n = par->shaped->cluster_count;
  lines->count = bb_break_lines(&setter->scratch, atoms, n, options, &lines->cuts);
  if (!par->style.divided || !count_beyond(lines, lines->justify ? PATIENCE : PATIENCE_RAGGED))
    return;
  if (add_hyphens(setter, par, atoms))
    lines->count = bb_break_lines(&setter->scratch, atoms, n, options, &lines->cuts);
}

/* Justified where that can be done decently, else ragged. */
static struct lines choose_lines(struct bb_setter *setter, const struct bb_par *par, bb_len width) {
  struct bb_atom *atoms = make_atoms(setter, par);
  struct lines lines = {.justify = may_justify(par, atoms, width)};
  width -= par->style.hang;
  break_par(setter, par, atoms, width, &lines);
  size_t loose = count_beyond(&lines, BB_LOOSE_LIMIT * BB_RATIO_ONE);
  if (!lines.justify || loose * LOOSE_SHARE <= lines.count) return lines;
  lines.justify = false;
  break_par(setter, par, make_atoms(setter, par), width, &lines);
  return lines;
}

struct bb_piece *bb_par_set(struct bb_setter *setter, struct bb_galley *galley,
                            const struct bb_par *par) {
  const struct bb_text_style *style = &par->style;
  struct bb_arena_mark mark = bb_arena_mark(&setter->scratch);
  struct bb_element *outer = bb_element_open_text(setter, par);
  struct lines lines = choose_lines(setter, par, galley->width);
  struct bb_skyline above;
  struct bb_piece *first = NULL;
  bb_galley_space(galley, galley->tight ? BB_SPACE_ITEM : style->before);
  for (size_t i = 0; i < lines.count; i++) {
    struct bb_cut cut = lines.cuts[i];
    bool ends = i + 1 == lines.count;
    if (i) bb_galley_penalty(galley, penalty_before(i, lines.count, lines.cuts));
    struct bb_piece *piece = set_line(setter, galley, par, cut, lines.justify, ends, &above);
    uint32_t until = ends ? par->shaped->cluster_count : lines.cuts[i + 1].from;
    add_calls(setter, piece, par, cut.from, until);
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
  struct bb_set_line set =
      bb_line_set(setter, (struct bb_line_request){.par = par,
                                                   .to = par->shaped->cluster_count,
                                                   .last = true,
                                                   .width = width,
                                                   .align = align});
  set.line.role = role;
  set.line.ends_paragraph = true;
  add_line(setter, piece, &set, par, x, y);
  setter->element = outer;
  bb_arena_release(&setter->scratch, mark);
}
