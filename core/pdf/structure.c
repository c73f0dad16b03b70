/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The structure tree.
 *
 *     element     a dictionary: /S its kind, /P its parent, /K its children
 *     mark        a stretch of a page's content between BDC and EMC, with a number (MCID)
 *     parent tree from pages and annotations back to elements: each page and each annotation has a
 *                 number (/StructParents, /StructParent) and finds its elements there
 *
 * Groups have their children in the order of the document.  What holds text has marks, annotations
 * and the elements inside its text (links, references) in the order in which the page was written,
 * which is their reading order: bb_structure_mark notes them down.  What has nothing on any page
 * (a link without text) is not written.
 *
 * A book has tens of thousands of elements.  libharu knows nothing of them: they are numbered after
 * its own objects and made, in the shortest form, at the moment they are written (save.c).
 */
#include "pdf/structure.h"

#include "pdf/object.h"

struct kid {
  struct kid *next;
  uint32_t page;
  uint32_t mark;                    /* a mark of that page, when the others are NULL */
  const struct bb_element *element; /* inside a text */
  HPDF_Dict annotation;
};

struct record { /* of an element */
  const struct bb_element *element;
  uint32_t place; /* among those that are written, from 1; 0: it is not */
  struct kid *kids, *last;
  const struct bb_picture *picture; /* of a FIGURE */
  uint32_t picture_page;
  bool annotated;
};

struct marks { /* of a page: their elements */
  const struct bb_element **elements;
  size_t count, room;
};

struct annotation { /* in the order of their numbers */
  HPDF_Dict dict;
  const struct bb_element *element;
};

struct bb_structure {
  struct bb_arena *arena;
  const struct bb_pages *pages;
  const HPDF_Page *hpages;
  HPDF_Dict root;
  struct record *records;  /* by the index of the element */
  struct record **written; /* those with a place */
  uint32_t written_count;
  uint32_t first;      /* number of the first of them */
  struct marks *marks; /* by page */
  struct annotation *annotations;
  size_t annotation_count, annotation_room;
};

struct bb_structure *bb_structure_new(struct bb_arena *arena, const struct bb_pages *pages) {
  if (!pages->structure || pages->imposition) return NULL;
  struct bb_structure *s = BB_NEW(arena, struct bb_structure);
  s->arena = arena;
  s->pages = pages;
  s->records = BB_NEW_ARRAY(arena, pages->element_count, struct record);
  s->marks = BB_NEW_ARRAY(arena, pages->page_count, struct marks);
  return s;
}

const char *bb_structure_tag(const struct bb_element *element) {
  static const char *const tags[] = {[BB_ELEMENT_DOCUMENT] = "Document",
                                     [BB_ELEMENT_SECTION] = "Sect",
                                     [BB_ELEMENT_GROUP] = "Div",
                                     [BB_ELEMENT_BOX] = "Sect",
                                     [BB_ELEMENT_LISTING] = "Div",
                                     [BB_ELEMENT_QUOTE] = "BlockQuote",
                                     [BB_ELEMENT_LIST] = "L",
                                     [BB_ELEMENT_ITEM] = "LI",
                                     [BB_ELEMENT_BODY] = "LBody",
                                     [BB_ELEMENT_TABLE] = "Table",
                                     [BB_ELEMENT_HEAD] = "THead",
                                     [BB_ELEMENT_ROWS] = "TBody",
                                     [BB_ELEMENT_ROW] = "TR",
                                     [BB_ELEMENT_HEADER] = "TH",
                                     [BB_ELEMENT_CELL] = "TD",
                                     [BB_ELEMENT_CONTENTS] = "TOC",
                                     [BB_ELEMENT_ENTRY] = "TOCI",
                                     [BB_ELEMENT_NOTE] = "Note",
                                     [BB_ELEMENT_HEADING_1] = "H1",
                                     [BB_ELEMENT_HEADING_2] = "H2",
                                     [BB_ELEMENT_HEADING_3] = "H3",
                                     [BB_ELEMENT_HEADING_4] = "H4",
                                     [BB_ELEMENT_HEADING_5] = "H5",
                                     [BB_ELEMENT_HEADING_6] = "H6",
                                     [BB_ELEMENT_PARAGRAPH] = "P",
                                     [BB_ELEMENT_LABEL] = "Lbl",
                                     [BB_ELEMENT_CAPTION] = "Caption",
                                     [BB_ELEMENT_FIGURE] = "Figure",
                                     [BB_ELEMENT_REFERENCE] = "Reference",
                                     [BB_ELEMENT_LINK] = "Link",
                                     [BB_ELEMENT_CODE] = "Code",
                                     [BB_ELEMENT_SPAN] = "Span"};
  return tags[element->kind];
}

/* ---- noting down ---- */

static struct record *record_of(struct bb_structure *s, const struct bb_element *element) {
  struct record *record = &s->records[element->index];
  record->element = element;
  return record;
}

static bool is_in_text(const struct bb_element *element) {
  return element->parent && element->parent->holds_text;
}

static void add_kid(struct bb_structure *s, const struct bb_element *element, struct kid kid) {
  for (;;) {
    struct record *record = record_of(s, element);
    bool first = !record->kids;
    struct kid *kept = BB_NEW(s->arena, struct kid);
    *kept = kid;
    if (first)
      record->kids = kept;
    else
      record->last->next = kept;
    record->last = kept;
    if (!first || !is_in_text(element)) return;
    kid = (struct kid){.element = element}; /* its parent has it from here on */
    element = element->parent;
  }
}

uint32_t bb_structure_mark(struct bb_structure *s, const struct bb_element *element,
                           uint32_t page) {
  struct marks *marks = &s->marks[page];
  marks->elements = bb_arena_grow(s->arena, marks->elements, marks->count, marks->count + 1,
                                  sizeof *marks->elements, &marks->room);
  uint32_t mark = (uint32_t)marks->count++;
  marks->elements[mark] = element;
  add_kid(s, element, (struct kid){.page = page, .mark = mark});
  return mark;
}

void bb_structure_add_annotation(struct bb_structure *s, const struct bb_element *element,
                                 uint32_t page, HPDF_Dict annotation) {
  while (element && element->kind != BB_ELEMENT_LINK) element = element->parent;
  if (!s || !element) return;
  s->annotations =
      bb_arena_grow(s->arena, s->annotations, s->annotation_count, s->annotation_count + 1,
                    sizeof *s->annotations, &s->annotation_room);
  size_t number = s->pages->page_count + s->annotation_count;
  s->annotations[s->annotation_count++] = (struct annotation){annotation, element};
  HPDF_Dict_AddNumber(annotation, "StructParent", (HPDF_INT32)number);
  record_of(s, element)->annotated = true;
  add_kid(s, element, (struct kid){.page = page, .annotation = annotation});
}

static void note_pictures(struct bb_structure *s) {
  for (size_t i = 0; i < s->pages->page_count; i++) {
    const struct bb_page *page = &s->pages->pages[i];
    for (size_t k = 0; k < page->picture_count; k++) {
      if (!page->pictures[k].element) continue;
      struct record *record = record_of(s, page->pictures[k].element);
      record->picture = &page->pictures[k];
      record->picture_page = (uint32_t)i;
    }
  }
}

/* ---- entries ---- */

static uint32_t element_number(const struct bb_structure *s, const struct bb_element *element) {
  return s->first + s->records[element->index].place - 1;
}

static void put_kid(const struct bb_structure *s, const struct kid *kid, uint32_t page,
                    struct bb_buf *out) {
  uint32_t on = bb_pdf_number_of(s->hpages[kid->page]);
  if (kid->element)
    BB_BUF_PUT(out, " # 0 R", element_number(s, kid->element));
  else if (kid->annotation && kid->page == page)
    BB_BUF_PUT(out, "<</Type/OBJR/Obj # 0 R>>", bb_pdf_number_of(kid->annotation));
  else if (kid->annotation)
    BB_BUF_PUT(out, "<</Type/OBJR/Pg # 0 R/Obj # 0 R>>", on, bb_pdf_number_of(kid->annotation));
  else if (kid->page == page)
    BB_BUF_PUT(out, " #", kid->mark);
  else
    BB_BUF_PUT(out, "<</Type/MCR/Pg # 0 R/MCID #>>", on, kid->mark);
}

/* The first page that a text has marks or annotations on. */
static const struct kid *first_on_page(const struct record *record) {
  const struct kid *kid = record->kids;
  while (kid && kid->element) kid = kid->next;
  return kid;
}

static void put_kids_of_text(const struct bb_structure *s, const struct record *record,
                             struct bb_buf *out) {
  const struct kid *first = first_on_page(record);
  if (first) BB_BUF_PUT(out, "/Pg # 0 R", bb_pdf_number_of(s->hpages[first->page]));
  bb_buf_string(out, "/K");
  if (record->kids->next) bb_buf_char(out, '[');
  for (const struct kid *kid = record->kids; kid; kid = kid->next)
    put_kid(s, kid, first ? first->page : 0, out);
  if (record->kids->next) bb_buf_char(out, ']');
}

static void put_kids_of_group(const struct bb_structure *s, const struct bb_element *element,
                              struct bb_buf *out) {
  if (!element->child) return;
  bb_buf_string(out, "/K[");
  for (const struct bb_element *child = element->child; child; child = child->next)
    BB_BUF_PUT(out, child == element->child ? "# 0 R" : " # 0 R", element_number(s, child));
  bb_buf_char(out, ']');
}

static void put_box(const struct bb_structure *s, const struct record *record, struct bb_buf *out) {
  const struct bb_picture *p = record->picture;
  if (!p) return;
  bb_len height = s->pages->pages[record->picture_page].height;
  const bb_len sides[] = {p->x, height - p->y - p->height, p->x + p->width, height - p->y};
  bb_buf_string(out, "/A<</O/Layout/Placement/Block/BBox[");
  for (int i = 0; i < 4; i++) {
    int hundredths = bb_len_scale(sides[i], 100, 64);
    bb_buf_printf(out, "%s%d.%02d", i ? " " : "", hundredths / 100, hundredths % 100);
  }
  bb_buf_string(out, "]>>");
}

static void put_alternative(struct bb_buf *out, struct bb_span text) {
  bb_buf_string(out, "/Alt<FEFF");
  bb_pdf_put_utf16_hex(out, text);
  bb_buf_char(out, '>');
}

static void put_attributes(const struct bb_structure *s, const struct record *record,
                           struct bb_buf *out) {
  static const char *const numberings[] = {"None",       "Disc",       "Decimal",   "UpperAlpha",
                                           "LowerAlpha", "UpperRoman", "LowerRoman"};
  static const char *const scopes[] = {"Column", "Row", "Both"};
  const struct bb_element *e = record->element;
  if (e->lang) bb_buf_printf(out, "/Lang(%s)", e->lang->tag);
  if (e->alt.n) put_alternative(out, e->alt);
  if (e->kind == BB_ELEMENT_LIST)
    bb_buf_printf(out, "/A<</O/List/ListNumbering/%s>>", numberings[e->numbering]);
  if (e->kind == BB_ELEMENT_HEADER) bb_buf_printf(out, "/A<</O/Table/Scope/%s>>", scopes[e->scope]);
  if (e->kind == BB_ELEMENT_NOTE) bb_buf_printf(out, "/ID(n%06u)", e->note);
  put_box(s, record, out);
}

/* A link that leads nowhere is a piece of text. */
static const char *tag_of(const struct record *record) {
  bool plain = record->element->kind == BB_ELEMENT_LINK && !record->annotated;
  return plain ? "Span" : bb_structure_tag(record->element);
}

void bb_structure_write(const struct bb_structure *s, uint32_t place, struct bb_buf *out) {
  const struct record *record = s->written[place];
  const struct bb_element *e = record->element;
  bb_buf_string(out, "<</S/");
  bb_buf_string(out, tag_of(record));
  BB_BUF_PUT(out, "/P # 0 R", e->parent ? element_number(s, e->parent) : bb_pdf_number_of(s->root));
  put_attributes(s, record, out);
  if (record->kids)
    put_kids_of_text(s, record, out);
  else if (!e->holds_text)
    put_kids_of_group(s, e, out);
  bb_buf_string(out, ">>");
}

/* ---- the trees ---- */

static HPDF_STATUS write_text(HPDF_Stream stream, struct bb_buf *text) {
  HPDF_STATUS status = HPDF_Stream_Write(stream, (const HPDF_BYTE *)text->p, (HPDF_UINT)text->n);
  bb_buf_free(text);
  return status;
}

static HPDF_STATUS write_root(HPDF_Dict dict, HPDF_Stream stream) {
  const struct bb_structure *s = dict->attr;
  struct bb_buf out = {0};
  BB_BUF_PUT(&out, "/K # 0 R", element_number(s, s->pages->structure));
  return write_text(stream, &out);
}

static HPDF_STATUS write_parent_tree(HPDF_Dict dict, HPDF_Stream stream) {
  const struct bb_structure *s = dict->attr;
  size_t pages = s->pages->page_count;
  struct bb_buf out = {0};
  bb_buf_string(&out, "/Nums[");
  for (size_t i = 0; i < pages; i++) {
    BB_BUF_PUT(&out, "#[", (int64_t)i);
    for (size_t k = 0; k < s->marks[i].count; k++)
      BB_BUF_PUT(&out, k ? " # 0 R" : "# 0 R", element_number(s, s->marks[i].elements[k]));
    bb_buf_char(&out, ']');
  }
  for (size_t i = 0; i < s->annotation_count; i++)
    BB_BUF_PUT(&out, " # # 0 R", (int64_t)(pages + i),
               element_number(s, s->annotations[i].element));
  bb_buf_char(&out, ']');
  return write_text(stream, &out);
}

/* Notes by their names, which are in order as the names have six digits. */
static HPDF_STATUS write_name_tree(HPDF_Dict dict, HPDF_Stream stream) {
  const struct bb_structure *s = dict->attr;
  struct bb_buf out = {0};
  const struct bb_element **notes =
      BB_NEW_ARRAY(s->arena, s->pages->document->note_count, const struct bb_element *);
  for (size_t i = 0; i < s->written_count; i++)
    if (s->written[i]->element->note)
      notes[s->written[i]->element->note - 1] = s->written[i]->element;
  bb_buf_string(&out, "/Names[");
  for (size_t i = 0; i < s->pages->document->note_count; i++)
    if (notes[i]) bb_buf_printf(&out, "(n%06zu)%u 0 R ", i + 1, element_number(s, notes[i]));
  bb_buf_char(&out, ']');
  return write_text(stream, &out);
}

static void add_tree(HPDF_Doc pdf, struct bb_structure *s, const char *key,
                     HPDF_Dict_OnWriteFunc write) {
  HPDF_Dict tree = bb_pdf_dict_new(pdf);
  tree->attr = s;
  tree->write_fn = write;
  HPDF_Dict_Add(s->root, key, tree);
}

static const struct bb_element *after(const struct bb_element *element) {
  if (element->child) return element->child;
  while (element && !element->next) element = element->parent;
  return element ? element->next : NULL;
}

/* Gives all elements that have something to say their places. */
static void place_elements(struct bb_structure *s) {
  s->written = BB_NEW_ROOM(s->arena, s->pages->element_count, struct record *);
  for (const struct bb_element *e = s->pages->structure; e; e = after(e)) {
    struct record *record = record_of(s, e);
    if (is_in_text(e) && !record->kids) continue;
    s->written[s->written_count] = record;
    record->place = ++s->written_count;
  }
}

static void mark_pages(struct bb_structure *s) {
  for (size_t i = 0; i < s->pages->page_count; i++) {
    HPDF_Dict_AddNumber(s->hpages[i], "StructParents", (HPDF_INT32)i);
    HPDF_Dict_AddName(s->hpages[i], "Tabs", "S"); /* from link to link as they are read */
  }
}

void bb_structure_embed(struct bb_structure *s, HPDF_Doc pdf, const HPDF_Page *hpages) {
  if (!s) return;
  s->hpages = hpages;
  s->root = bb_pdf_dict_new(pdf);
  note_pictures(s);
  place_elements(s);
  mark_pages(s);
  HPDF_Dict_AddName(s->root, "Type", "StructTreeRoot");
  s->root->attr = s;
  s->root->write_fn = write_root;
  add_tree(pdf, s, "ParentTree", write_parent_tree);
  HPDF_Dict_AddNumber(s->root, "ParentTreeNextKey",
                      (HPDF_INT32)(s->pages->page_count + s->annotation_count));
  if (s->pages->document->note_count) add_tree(pdf, s, "IDTree", write_name_tree);
  HPDF_Dict marked = HPDF_Dict_New(pdf->mmgr);
  HPDF_Dict_AddBoolean(marked, "Marked", HPDF_TRUE);
  HPDF_Dict_Add(pdf->catalog, "MarkInfo", marked);
  HPDF_Dict_Add(pdf->catalog, "StructTreeRoot", s->root);
}

uint32_t bb_structure_number(struct bb_structure *s, uint32_t first) {
  if (!s) return 0;
  s->first = first;
  return s->written_count;
}
