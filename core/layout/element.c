/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The structure of the document, built while its text is set: what is a heading, a list, a cell,
 * so that it can be read aloud and found its way about by those who do not see the pages.
 *
 *     element   a node of the tree that layout.h describes; whoever sets a node of the document
 *               opens one, sets what is in it, and closes it
 *     part      the elements of one strip of the galley (layout.c): strips are set again when page
 *               numbers change, and their part is then made anew
 *     note      set apart from the text that calls it; where it is called first, an element waits
 *               for it
 *
 * At the end the parts are joined.  Headings stand side by side in the document; here each opens a
 * section that ends where the next one of its level begins.  Their levels are those of a tree
 * without gaps (level.c).
 *
 * Boxes.  PDF 1.7 has no kind for what stands beside the text.  An Art may not hold another, as a
 * box may; a BlockQuote is announced at its beginning and its end, but says that somebody else
 * speaks, which is true of few cases and of no exercise; a Note is a footnote to most readers.  So
 * a box is a section, which ends where the box does, and when it has a title, label and title are
 * its heading, one level below what it stands in: "Case study Yahoo!: a provider without an office"
 * can be jumped to and is in the list of headings.  A box without a title is a remark in passing,
 * "Note" or "Tip": as headings these would fill that list and tell nothing, and what follows the
 * box would seem to be part of it, so there the label is a paragraph.  Boxes are not in the
 * outline: it is the one of the contents.
 */
#include "layout/setter.h"

#include <string.h>

static void append(struct bb_element *parent, struct bb_element *element) {
  element->parent = parent;
  element->next = NULL;
  if (parent->last)
    parent->last->next = element;
  else
    parent->child = element;
  parent->last = element;
}

static bool holds_text(enum bb_element_kind kind) {
  return kind >= BB_ELEMENT_HEADING_1;
}

/* ---- opening and closing ---- */

static struct bb_element *add(struct bb_setter *setter, struct bb_element *parent,
                              enum bb_element_kind kind) {
  struct bb_element *element = BB_NEW(setter->arena, struct bb_element);
  element->kind = kind;
  element->holds_text = holds_text(kind);
  append(parent, element);
  return element;
}

struct bb_element *bb_element_open(struct bb_setter *setter, enum bb_element_kind kind) {
  if (setter->element) setter->element = add(setter, setter->element, kind);
  return setter->element;
}

void bb_element_close(struct bb_setter *setter, struct bb_element *element) {
  if (element) setter->element = element->parent;
}

void bb_element_clear(struct bb_element *element) {
  if (element) element->child = element->last = NULL;
}

/* A note that is called stands behind the paragraph, so there has to be one. */
static bool is_plain_paragraph(const struct bb_node *node) {
  if (!node || node->kind != BB_NODE_PARAGRAPH || node->role == BB_ROLE_QUOTE) return false;
  for (const struct bb_run *run = node->runs; run; run = run->next)
    if (run->note) return false;
  return true;
}

struct bb_element *bb_element_open_node(struct bb_setter *setter, enum bb_element_kind kind,
                                        const struct bb_node *node) {
  struct bb_element *element = bb_element_open(setter, kind);
  bool whole = node && is_plain_paragraph(node->child) && !node->child->next;
  if (element) element->holds_text = whole;
  return element;
}

/* ---- text ---- */

static bool is_one_lang(const struct bb_lang *a, const struct bb_lang *b) {
  return a == b || !strcmp(a->tag, b->tag);
}

/* True when two neighbours are part of one link, of one piece of code, of one language. */
static bool reads_on(const struct bb_run *a, const struct bb_run *b) {
  return !a->note && !b->note && a->link.p == b->link.p && a->link.n == b->link.n &&
         (a->marks & BB_MARK_CODE) == (b->marks & BB_MARK_CODE) && is_one_lang(a->lang, b->lang);
}

/* The element of a run in a text of this language: the text itself, or one below it. */
static const struct bb_element *element_of(struct bb_setter *setter, struct bb_element *text,
                                           const struct bb_run *run, const struct bb_lang *lang) {
  struct bb_element *element = text;
  bool foreign = !is_one_lang(run->lang, lang);
  if (run->note)
    element = add(setter, add(setter, text, BB_ELEMENT_REFERENCE), BB_ELEMENT_LINK);
  else if (run->link.n)
    element = add(setter, text, BB_ELEMENT_LINK);
  else if (run->marks & BB_MARK_CODE)
    element = add(setter, text, BB_ELEMENT_CODE);
  else if (foreign)
    element = add(setter, text, BB_ELEMENT_SPAN);
  if (foreign) element->lang = run->lang;
  return element;
}

/* The runs from .. end - 1 of a paragraph are part of a text, which has the language of the
 * paragraph that is set in it first.  Its elements are added in reading order, which is not that of
 * the runs of a line. */
static void begin_text(struct bb_setter *setter, struct bb_element *text, const struct bb_par *par,
                       size_t from, size_t end) {
  const struct bb_lang *own = setter->document->lang;
  if (!text->begun && !is_one_lang(par->lang, own)) text->lang = par->lang;
  text->begun = true;
  for (size_t i = from; i < end; i++)
    par->elements[i] = i > from && reads_on(par->runs[i - 1], par->runs[i])
                           ? par->elements[i - 1]
                           : element_of(setter, text, par->runs[i], text->lang ? text->lang : own);
}

/* Code is read line by line; nothing is said of an empty one. */
static void begin_lines(struct bb_setter *setter, struct bb_element *listing,
                        const struct bb_par *par) {
  for (size_t i = 0; i < par->run_count; i++)
    if (bb_span_trim(par->runs[i]->text).n)
      par->elements[i] = add(setter, add(setter, listing, BB_ELEMENT_PARAGRAPH), BB_ELEMENT_CODE);
}

/* An entry of the glossary or the index: its term labels what is said of it.  Returns the text of
 * the latter. */
static struct bb_element *begin_entry(struct bb_setter *setter, struct bb_element *outer,
                                      const struct bb_par *par) {
  struct bb_element *item = add(setter, outer, BB_ELEMENT_ITEM);
  struct bb_element *label = add(setter, item, BB_ELEMENT_LABEL);
  struct bb_element *body = add(setter, item, BB_ELEMENT_BODY);
  size_t end = 0;
  while (end < par->run_count && par->runs[end]->marks & BB_MARK_TERM) end++;
  begin_text(setter, label, par, 0, end);
  struct bb_element *text = add(setter, body, BB_ELEMENT_PARAGRAPH);
  begin_text(setter, text, par, end, par->run_count);
  return text;
}

struct bb_element *bb_element_open_text(struct bb_setter *setter, const struct bb_par *par) {
  struct bb_element *outer = setter->element, *text = outer;
  if (!outer || !par->run_count) return outer;
  if (outer->kind == BB_ELEMENT_LISTING) {
    begin_lines(setter, outer, par);
  } else if (!outer->holds_text && par->runs[0]->marks & BB_MARK_TERM) {
    text = begin_entry(setter, outer, par);
  } else {
    if (!outer->holds_text) text = add(setter, outer, BB_ELEMENT_PARAGRAPH);
    begin_text(setter, text, par, 0, par->run_count);
  }
  setter->element = text;
  return outer;
}

struct bb_element *bb_element_add_label(struct bb_setter *setter, const struct bb_par *par) {
  struct bb_element *label = bb_element_open(setter, BB_ELEMENT_LABEL);
  if (label) begin_text(setter, label, par, 0, par->run_count);
  bb_element_close(setter, label);
  return label;
}

void bb_element_add_note(struct bb_setter *setter, uint32_t note) {
  if (setter->element) add(setter, setter->element->parent, BB_ELEMENT_NOTE)->note = note + 1;
}

enum bb_numbering bb_element_numbering(struct bb_span marker) {
  enum { BOX = 0x2610, TICKED_BOX };
  size_t at = 0;
  uint32_t cp = marker.n ? bb_utf8_decode(marker, &at) : 0;
  while (at < marker.n && (cp == BOX || cp == TICKED_BOX || bb_lang_is_white_space(cp)))
    cp = bb_utf8_decode(marker, &at); /* "☐ a" */
  if ((cp == '(' || cp == 0xFF08) && at < marker.n) cp = bb_utf8_decode(marker, &at);
  /* A list by letters begins with a: one that begins with i counts in Roman numerals. */
  if (cp == 'I') return BB_NUMBERING_UPPER_ROMAN;
  if (cp == 'i') return BB_NUMBERING_LOWER_ROMAN;
  if (cp >= 'A' && cp <= 'Z') return BB_NUMBERING_UPPER;
  if (cp >= 'a' && cp <= 'z') return BB_NUMBERING_LOWER;
  /* The format knows no numbering by the letters of other scripts. */
  bool symbol = bb_lang_digit(cp) < 0 && bb_lang_script(cp) == BB_SCRIPT_COMMON;
  return symbol ? BB_NUMBERING_DISC : BB_NUMBERING_DECIMAL;
}

/* ---- joining the parts ---- */

enum { SECTION_LEVELS = 2 };

struct finishing {
  struct bb_setter *setter;
  bool *placed; /* notes */
  uint32_t count;
};

static unsigned level_of(enum bb_element_kind kind) {
  bool heading = kind >= BB_ELEMENT_HEADING_1 && kind <= BB_ELEMENT_HEADING_6;
  return heading ? kind - BB_ELEMENT_HEADING_1 + 1 : 0;
}

/* Moves elements below the document into its sections, entries into lists.  open[n]: the open
 * section of level n. */
static void join(struct bb_setter *setter, struct bb_element *document, struct bb_element *first) {
  struct bb_element *open[SECTION_LEVELS + 1] = {document}, *list = NULL;
  unsigned depth = 0;
  for (struct bb_element *element = first, *next; element; element = next) {
    unsigned level = level_of(element->kind);
    next = element->next;
    if (element->kind == BB_ELEMENT_SECTION) depth = 0;
    if (level || element->kind == BB_ELEMENT_SECTION) list = NULL;
    if (level >= 1 && level <= SECTION_LEVELS) {
      if (depth >= level) depth = level - 1;
      open[depth + 1] = add(setter, open[depth], BB_ELEMENT_SECTION);
      depth++;
    }
    if (element->kind == BB_ELEMENT_ITEM) {
      if (!list) list = add(setter, open[depth], BB_ELEMENT_LIST);
      append(list, element);
    } else {
      append(list ? list->last->last : open[depth], element); /* the body of the last entry */
    }
  }
}

/* Puts the text of notes where they wait for it; who waits in vain (the note stands elsewhere)
 * leaves. */
static void place_notes(struct finishing *f, struct bb_element *parent) {
  struct bb_element *first = parent->child;
  bb_element_clear(parent);
  for (struct bb_element *element = first, *next; element; element = next) {
    next = element->next;
    if (element->kind == BB_ELEMENT_NOTE && !element->child) {
      struct bb_element *text = f->setter->note_elements[element->note - 1];
      if (!text || f->placed[element->note - 1]) continue;
      f->placed[element->note - 1] = true;
      for (struct bb_element *child = text->child, *after; child; child = after) {
        after = child->next;
        append(element, child);
      }
    }
    append(parent, element);
  }
}

static void finish_element(struct finishing *f, struct bb_element *element) {
  element->index = f->count++;
  place_notes(f, element);
}

static struct bb_element *after(struct bb_element *element) {
  if (element->child) return element->child;
  while (element && !element->next) element = element->parent;
  return element ? element->next : NULL;
}

/* What a heading states: below every other, the title of a box; below that, all headings inside of
 * it. */
static unsigned stated_level(const struct bb_element *element) {
  enum { TITLE = 5, INSIDE = 6 };
  unsigned level = level_of(element->kind), boxes = 0;
  for (const struct bb_element *e = level ? element->parent : NULL; e; e = e->parent)
    boxes += e->kind == BB_ELEMENT_BOX;
  return !boxes ? level : boxes == 1 && level == TITLE ? TITLE : INSIDE;
}

static void place_headings(struct bb_element *all) {
  struct bb_levels levels = {.depth = 0};
  for (struct bb_element *element = all; element; element = after(element)) {
    unsigned level = stated_level(element);
    if (level) element->kind = BB_ELEMENT_HEADING_1 - 1 + bb_levels_place(&levels, level);
  }
}

struct bb_element *bb_element_finish(struct bb_setter *setter, struct bb_element *const *parts,
                                     size_t part_count, uint32_t *count) {
  struct bb_element *document = BB_NEW(setter->arena, struct bb_element);
  struct bb_element all = {0};
  for (size_t i = 0; i < part_count; i++) {
    for (struct bb_element *child = parts[i]->child, *next; child; child = next) {
      next = child->next;
      append(&all, child);
    }
  }
  place_headings(&all);
  join(setter, document, all.child);
  struct finishing f = {.setter = setter,
                        .placed = BB_NEW_ARRAY(&setter->work, setter->document->note_count, bool)};
  for (struct bb_element *element = document; element; element = after(element))
    finish_element(&f, element);
  *count = f.count;
  return document;
}
