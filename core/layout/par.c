/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A paragraph before it is set: its runs are gathered into one text, page numbers are filled in,
 * the whole is shaped once, and can then be measured and broken to any width (paragraph.c).
 */
#include "layout/setter.h"

/* ---- shaping ---- */

/* The document's language when the text begins in it or holds at least half of it, else the first
 * other one: a passage that is not translated is set as its own language wants, though its note
 * marks and cross references are in the document's; "Statutes:" and a list of foreign names is a
 * line of the document. */
static const struct bb_lang *language_of(const struct bb_setter *setter,
                                         const struct bb_run *runs) {
  const struct bb_lang *own = setter->document->lang, *other = NULL;
  size_t in_own = 0, in_others = 0;
  if (!runs || runs->lang == own) return own;
  for (const struct bb_run *run = runs; run; run = run->next) {
    if (run->lang == own) {
      in_own += run->text.n;
      continue;
    }
    in_others += run->text.n;
    if (!other) other = run->lang;
  }
  return other && in_others > in_own ? other : own;
}

static struct bb_font_style font_of(const struct bb_run *run, struct bb_font_style font) {
  if (run->marks & BB_MARK_STRONG) font.bold = true;
  if (run->marks & BB_MARK_EMPHASIS) font.italic = true;
  if (run->marks & BB_MARK_CODE) font.family = BB_MONO;
  return font;
}

struct gathered {
  struct bb_buf text;
  struct bb_style_run *styles;
  size_t count;
  uint32_t listed; /* the page listed last, from 1; 0: none yet */
};

/* The page of a listed number, from 1; 0 when it is not to be printed.  While pages are not known,
 * a list has one number. */
static uint32_t page_to_list(struct bb_setter *setter, const struct gathered *g,
                             const struct bb_run *run) {
  if (!run || run->field != BB_FIELD_LISTED_PAGE) return 0;
  const struct bb_anchor *anchor = bb_anchors_find(setter->anchors, bb_target_of(setter, run).name);
  uint32_t page = anchor ? anchor->page + 1 : 1;
  return page > g->listed ? page : 0;
}

static struct bb_span text_of(struct bb_setter *setter, struct gathered *g,
                              const struct bb_run *run) {
  uint32_t page;
  switch (run->field) {
  case BB_FIELD_NONE:
  case BB_FIELD_BOX:
  case BB_FIELD_LINE:
  case BB_FIELD_CODE: return run->text;
  case BB_FIELD_PAGE: return bb_anchor_page_label(setter, run);
  case BB_FIELD_LISTED_PAGE:
    page = page_to_list(setter, g, run);
    if (page) g->listed = page;
    return page ? bb_anchor_page_label(setter, run) : (struct bb_span){0};
  case BB_FIELD_SEPARATOR:
    return page_to_list(setter, g, run->next) ? run->text : (struct bb_span){0};
  }
  return run->text;
}

/* Two notes called at one place: "1 2" is not "12".  A thin space, and a word joiner so that no
 * line ends behind it, belong to the first. */
static void separate_calls(struct gathered *g) {
  static const char space[] = "\xE2\x80\x89\xE2\x81\xA0";
  bb_buf_string(&g->text, space);
  g->styles[g->count - 1].size += sizeof space - 1;
}

/* After a year a call is no further digit of it: by UAX 9 "2001.3" is one number and is set from
 * left to right in the midst of Arabic.  A right-to-left mark parts the two. */
static void fence_call(struct gathered *g) {
  static const char mark[] = "\xE2\x80\x8F";
  bb_buf_string(&g->text, mark);
  g->styles[g->count - 1].size += sizeof mark - 1;
}

/* What stands before a note call, so that the call stays apart from it. */
static void part_call(const struct bb_par *par, struct gathered *g) {
  if (!g->count) return;
  if (par->runs[g->count - 1]->note)
    separate_calls(g);
  else if (par->rtl)
    fence_call(g);
}

static void gather(struct bb_setter *setter, const struct bb_run *runs, struct bb_par *par,
                   struct gathered *g) {
  size_t count = 0;
  for (const struct bb_run *run = runs; run; run = run->next) count++;
  par->runs = BB_NEW_ARRAY(&setter->shaped, count, const struct bb_run *);
  par->elements = BB_NEW_ARRAY(&setter->shaped, count, const struct bb_element *);
  g->styles = BB_NEW_ARRAY(&setter->scratch, count, struct bb_style_run);
  for (const struct bb_run *run = runs; run; run = run->next) {
    struct bb_span text = text_of(setter, g, run);
    if (!text.n) continue;
    bb_len rise;
    if (run->note) part_call(par, g);
    par->runs[g->count] = run;
    g->styles[g->count] = (struct bb_style_run){
        .start = (uint32_t)g->text.n,
        .size = (uint32_t)text.n,
        .style = font_of(run, par->style.font),
        .em = bb_style_run_em(run->marks, par->style.em, &rise),
        .lang = run->lang,
        .tag = (uint32_t)g->count,
    };
    g->count++;
    bb_buf_span(&g->text, text);
  }
  par->run_count = g->count;
}

static const struct bb_par *shape(struct bb_setter *setter, const struct bb_run *runs,
                                  const struct bb_par *as) {
  static const struct bb_shaped nothing;
  struct bb_arena_mark mark = bb_arena_mark(&setter->scratch);
  struct bb_par *par = BB_NEW(&setter->shaped, struct bb_par);
  struct gathered g = {0};
  *par = *as;
  gather(setter, runs, par, &g);
  par->shaped = &nothing;
  if (g.count) {
    struct bb_span text = bb_arena_copy(setter->arena, bb_buf_view(&g.text));
    par->shaped = bb_text_shape(setter->fonts, &setter->shaped, setter->arena, text, g.styles,
                                g.count, par->lang, par->rtl, par->place, setter->diags);
  }
  bb_buf_free(&g.text);
  bb_arena_release(&setter->scratch, mark);
  return par;
}

static struct bb_par unshaped(const struct bb_setter *setter, const struct bb_run *runs,
                              enum bb_text_kind kind, struct bb_place place) {
  const struct bb_lang *lang = language_of(setter, runs);
  return (struct bb_par){.lang = lang,
                         .style = bb_style_text(kind, lang),
                         .rtl = lang->rtl && kind != BB_TEXT_CODE,
                         .place = place};
}

const struct bb_par *bb_par_shape(struct bb_setter *setter, const struct bb_run *runs,
                                  enum bb_text_kind kind, struct bb_place place) {
  struct bb_par par = unshaped(setter, runs, kind, place);
  return shape(setter, runs, &par);
}

const struct bb_par *bb_par_shape_fitting(struct bb_setter *setter, const struct bb_run *runs,
                                          enum bb_text_kind kind, struct bb_place place,
                                          bb_len width) {
  const struct bb_par *par = bb_par_shape(setter, runs, kind, place);
  bb_len least, whole;
  bb_par_measure(setter, par, &least, &whole);
  if (least <= width) return par;
  /* A little less than in proportion: widths are rounded glyph by glyph. */
  struct bb_par smaller = *par;
  struct bb_text_style *style = &smaller.style;
  style->em = bb_len_scale(style->em, width, least + style->em / 16);
  style->above = bb_len_scale(style->above, width, least);
  style->below = bb_len_scale(style->below, width, least);
  return shape(setter, runs, &smaller);
}

const struct bb_par *bb_par_shape_text(struct bb_setter *setter, struct bb_span text,
                                       enum bb_text_kind kind) {
  struct bb_run *run = BB_NEW(&setter->work, struct bb_run);
  run->text = text;
  run->lang = setter->document->lang;
  return bb_par_shape(setter, run, kind, (struct bb_place){0});
}

/* ---- measuring ---- */

void bb_par_measure(struct bb_setter *setter, const struct bb_par *par, bb_len *least,
                    bb_len *whole) {
  struct bb_arena_mark mark = bb_arena_mark(&setter->scratch);
  struct bb_atoms atoms = bb_atoms_make(&setter->scratch, par->shaped, BB_NO_MEASURE);
  bb_len part = 0, line = 0, spaces = 0; /* `spaces`: pending at the end of the part */
  *least = *whole = 0;
  for (uint32_t i = 0; i < atoms.count; i++) {
    const struct bb_atom *atom = &atoms.list[i];
    if (atom->before != BB_BREAK_NONE) part = 0;
    if (atom->before == BB_BREAK_MANDATORY) line = spaces = 0;
    if (atom->kind == BB_ATOM_NEWLINE) continue;
    part += atom->width + (part ? atom->gap.width : 0);
    line += line ? atom->gap.width : 0;
    if (atom->kind == BB_ATOM_SPACE) {
      spaces += atom->width;
      continue;
    }
    line += spaces + atom->width;
    spaces = 0;
    if (*least < part) *least = part;
    if (*whole < line) *whole = line;
  }
  bb_arena_release(&setter->scratch, mark);
}
