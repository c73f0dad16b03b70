/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The look of the book, in three tables: what each kind of text is (kinds), what each script needs
 * (scripts), what each box looks like.
 *
 * The idea.  A bench book is read at a desk, under bad light, by someone who looks something up in
 * the middle of a case; and it is printed on whatever printer the court has.  So: a serif text face
 * at 10.5 pt on a measure of some seventy Latin letters, generous leading, a wide outer margin to
 * write in, sans serif bold for everything one searches by (headings, labels, heads of tables), one
 * dark blue that a black-and-white printer turns into a dark grey, tints no darker than 12 % under
 * text, rules instead of areas.  Nothing bleeds off the paper.
 *
 * Scripts.  Sizes are stated for Latin; text/ sets every other script so that it looks as large.
 * `above` and `below` are the parts of a line's box in thousandths of the stated em, chosen from
 * the ink of running text in the Noto faces (the faces' own figures help little: Noto Serif Khmer
 * claims 1.36 em and uses 1.7, Noto Serif Myanmar claims 2.5 and uses 1.75).  Lines whose ink would
 * still collide are moved apart (paragraph.c).
 */
#include "layout/style.h"

/* ---- scripts ---- */

struct script_style {
  bb_script script;
  int above, below; /* thousandths */
};

#define SCRIPT(a, b, c, d) BB_SCRIPT(a, b, c, d)
static const struct script_style scripts[] = {
    {SCRIPT('T', 'h', 'a', 'i'), 1165, 475}, /* Thai: marks above marks */
    {SCRIPT('L', 'a', 'o', 'o'), 1145, 470},
    {SCRIPT('K', 'h', 'm', 'r'), 1080, 670}, /* Khmer: subscripts below vowels */
    {SCRIPT('M', 'y', 'm', 'r'), 1010, 705},
    {SCRIPT('A', 'r', 'a', 'b'), 1155, 605},
    {SCRIPT('H', 'e', 'b', 'r'), 1000, 420},
    {SCRIPT('H', 'a', 'n', 's'), 1135, 500},
    {SCRIPT('H', 'a', 'n', 't'), 1135, 500},
    {SCRIPT('H', 'a', 'n', 'i'), 1135, 500},
    {SCRIPT('J', 'p', 'a', 'n'), 1135, 500},
    {SCRIPT('K', 'o', 'r', 'e'), 1105, 480},
    {SCRIPT('D', 'e', 'v', 'a'), 1090, 520},
    {SCRIPT('B', 'e', 'n', 'g'), 1090, 520},
    {SCRIPT('G', 'u', 'r', 'u'), 1090, 520},
    {SCRIPT('G', 'u', 'j', 'r'), 1090, 520},
    {SCRIPT('O', 'r', 'y', 'a'), 1070, 560},
    {SCRIPT('T', 'a', 'm', 'l'), 1010, 480},
    {SCRIPT('T', 'e', 'l', 'u'), 1050, 550},
    {SCRIPT('K', 'n', 'd', 'a'), 1050, 550},
    {SCRIPT('M', 'l', 'y', 'm'), 1010, 480},
    {SCRIPT('S', 'i', 'n', 'h'), 1050, 500},
    {SCRIPT('T', 'i', 'b', 't'), 1190, 865},
    {SCRIPT('E', 't', 'h', 'i'), 1050, 500},
};
static const struct script_style latin = {BB_SCRIPT_LATIN, 1040, 360};
static const struct script_style nastaliq = {SCRIPT('A', 'r', 'a', 'b'), 1600, 850};
static const struct script_style vietnamese = {BB_SCRIPT_LATIN, 1090, 360};
#undef SCRIPT

static bool is_language(const struct bb_lang *lang, const char *two) {
  return lang->tag[0] == two[0] && lang->tag[1] == two[1] &&
         (lang->tag[2] == '\0' || lang->tag[2] == '-');
}

static const struct script_style *find_script(const struct bb_lang *lang) {
  if (is_language(lang, "vi")) return &vietnamese;
  if (is_language(lang, "ur") && lang->script == nastaliq.script) return &nastaliq;
  for (size_t i = 0; i < sizeof scripts / sizeof *scripts; i++)
    if (scripts[i].script == lang->script) return &scripts[i];
  return &latin;
}

/* ---- kinds of text ---- */

struct kind_style {
  enum bb_family family;
  bool bold, italic;
  double em;   /* points */
  int leading; /* thousandths of the script's own line height */
  bb_color color;
  enum bb_alignment align;
  double before, after; /* points */
  bool balanced, divided;
};

#define PLAIN  false, false
#define BOLD   true, false
#define ITALIC false, true
static const struct kind_style kinds[BB_TEXT_KINDS] = {
    [BB_TEXT_BODY] = {BB_SERIF, PLAIN, 10.5, 1000, BB_COLOR_INK, BB_ALIGN_JUSTIFY, 6, 6,
                      .divided = true},
    [BB_TEXT_TITLE] = {BB_SANS, BOLD, 32, 880, BB_COLOR_ACCENT, BB_ALIGN_START, 0, 14, true},
    [BB_TEXT_SUBTITLE] = {BB_SANS, PLAIN, 15, 950, BB_COLOR_INK, BB_ALIGN_START, 0, 8, true},
    [BB_TEXT_EDITION] = {BB_SANS, BOLD, 12, 1000, BB_COLOR_INK, BB_ALIGN_START, 0, 4},
    [BB_TEXT_IMPRINT] = {BB_SANS, PLAIN, 10, 1000, BB_COLOR_GREY, BB_ALIGN_START, 0, 3,
                         .divided = true},
    [BB_TEXT_DRAFT_NOTICE] = {BB_SANS, BOLD, 10, 1000, BB_COLOR_INK, BB_ALIGN_START, 0, 0},
    [BB_TEXT_SMALL] = {BB_SANS, PLAIN, 8.5, 1000, BB_COLOR_INK, BB_ALIGN_START, 4, 4,
                       .divided = true},
    [BB_TEXT_FACTS] = {BB_SANS, PLAIN, 9, 1000, BB_COLOR_GREY, BB_ALIGN_START, 2, 2},
    [BB_TEXT_ENTRY] = {BB_SERIF, PLAIN, 10, 1000, BB_COLOR_INK, BB_ALIGN_JUSTIFY, 5, 0,
                       .divided = true},
    [BB_TEXT_RECORD] = {BB_SANS, PLAIN, 8.5, 1000, BB_COLOR_INK, BB_ALIGN_START, 2, 2,
                        .divided = true},
    [BB_TEXT_DEFINITION] = {BB_SERIF, PLAIN, 10, 1000, BB_COLOR_INK, BB_ALIGN_JUSTIFY, 1, 0,
                            .divided = true},
    [BB_TEXT_QUOTE] = {BB_SERIF, PLAIN, 10, 1000, BB_COLOR_INK, BB_ALIGN_JUSTIFY, 6, 6,
                       .divided = true},
    [BB_TEXT_CHAPTER_NUMBER] = {BB_SANS, PLAIN, 30, 800, BB_COLOR_RULE, BB_ALIGN_START, 0, 0},
    [BB_TEXT_HEADING_1] = {BB_SANS, BOLD, 23, 880, BB_COLOR_ACCENT, BB_ALIGN_START, 0, 12, true},
    [BB_TEXT_HEADING_2] = {BB_SANS, BOLD, 14.5, 900, BB_COLOR_ACCENT, BB_ALIGN_START, 21, 6, true},
    [BB_TEXT_HEADING_3] = {BB_SANS, BOLD, 11.5, 930, BB_COLOR_INK, BB_ALIGN_START, 14, 4, true},
    [BB_TEXT_HEADING_4] = {BB_SANS, BOLD, 10, 950, BB_COLOR_GREY, BB_ALIGN_START, 10, 3, true},
    [BB_TEXT_BOX] = {BB_SERIF, PLAIN, 10, 1000, BB_COLOR_INK, BB_ALIGN_JUSTIFY, 5, 5,
                     .divided = true},
    [BB_TEXT_BOX_LABEL] = {BB_SANS, BOLD, 8.5, 1000, BB_COLOR_INK, BB_ALIGN_START, 0, 0},
    [BB_TEXT_BOX_LABEL_REVERSED] = {BB_SANS, BOLD, 8.5, 1000, BB_COLOR_WHITE, BB_ALIGN_START, 0, 0},
    [BB_TEXT_BOX_TITLE] = {BB_SANS, BOLD, 11, 950, BB_COLOR_INK, BB_ALIGN_START, 7, 3, true},
    [BB_TEXT_CELL] = {BB_SANS, PLAIN, 9, 950, BB_COLOR_INK, BB_ALIGN_START, 3, 3, .divided = true},
    [BB_TEXT_CELL_HEAD] = {BB_SANS, BOLD, 9, 950, BB_COLOR_INK, BB_ALIGN_START, 3, 3},
    [BB_TEXT_CODE] = {BB_MONO, PLAIN, 8.5, 1000, BB_COLOR_INK, BB_ALIGN_START, 6, 6},
    [BB_TEXT_NOTE] = {BB_SERIF, PLAIN, 8.5, 950, BB_COLOR_INK, BB_ALIGN_JUSTIFY, 0, 0,
                      .divided = true},
    [BB_TEXT_CAPTION] = {BB_SANS, PLAIN, 9, 1000, BB_COLOR_INK, BB_ALIGN_START, 5, 6,
                         .divided = true},
    [BB_TEXT_CONTENTS_1] = {BB_SANS, BOLD, 10.5, 900, BB_COLOR_INK, BB_ALIGN_START, 9, 1},
    [BB_TEXT_CONTENTS_2] = {BB_SERIF, PLAIN, 10, 830, BB_COLOR_INK, BB_ALIGN_START, 1, 0},
    [BB_TEXT_FURNITURE] = {BB_SANS, PLAIN, 8.5, 1000, BB_COLOR_GREY, BB_ALIGN_START, 0, 0},
    [BB_TEXT_FOLIO] = {BB_SANS, BOLD, 9.5, 1000, BB_COLOR_INK, BB_ALIGN_START, 0, 0},
    [BB_TEXT_DIAGRAM_TITLE] = {BB_SANS, BOLD, 9.5, 950, BB_COLOR_INK, BB_ALIGN_START, 0, 2},
    [BB_TEXT_DIAGRAM_TEXT] = {BB_SANS, PLAIN, 9.5, 950, BB_COLOR_INK, BB_ALIGN_START, 0, 2,
                              .divided = true},
    [BB_TEXT_DIAGRAM_NUMBER] = {BB_SANS, BOLD, 11, 1000, BB_COLOR_WHITE, BB_ALIGN_CENTER, 0, 0},
};
#undef PLAIN
#undef BOLD
#undef ITALIC

struct bb_text_style bb_style_text(enum bb_text_kind kind, const struct bb_lang *lang) {
  const struct kind_style *k = &kinds[kind];
  const struct script_style *s = find_script(lang);
  bb_len em = BB_PT(k->em);
  return (struct bb_text_style){
      .font = {k->family, k->bold, k->italic},
      .em = em,
      .above = bb_len_scale(em, (int64_t)s->above * k->leading, 1000 * 1000),
      .below = bb_len_scale(em, (int64_t)s->below * k->leading, 1000 * 1000),
      .color = k->color,
      .align = k->align,
      .before = BB_PT(k->before),
      .after = BB_PT(k->after),
      .balanced = k->balanced,
      .divided = k->divided,
      .hang = kind == BB_TEXT_ENTRY || kind == BB_TEXT_RECORD ? BB_INDENT_ENTRY
              : kind == BB_TEXT_CODE                          ? BB_INDENT_CODE
                                                              : 0,
      .listing = kind == BB_TEXT_CODE,
  };
}

bb_len bb_style_run_em(unsigned marks, bb_len em, bb_len *rise) {
  *rise = 0;
  if (marks & BB_MARK_RAISED) {
    *rise = bb_len_scale(em, 340, 1000);
    return bb_len_scale(em, 660, 1000);
  }
  return marks & BB_MARK_CODE ? bb_len_scale(em, 900, 1000) : em;
}

/* ---- boxes ---- */

struct bb_box_style bb_style_box(enum bb_role role) {
  const struct bb_box_style plain = {BB_COLOR_WHITE, BB_COLOR_TINT, BB_TEXT_BOX_LABEL, BB_RULE_HAIR,
                                     0};
  struct bb_box_style box = plain;
  switch (role) {
  case BB_ROLE_CASE: /* the stories of the book: a dark label */
    box.label_tint = BB_COLOR_ACCENT;
    box.label = BB_TEXT_BOX_LABEL_REVERSED;
    break;
  case BB_ROLE_LAW: /* what binds: a heavy bar */
    box.border = 0;
    box.bar = BB_PT(3);
    box.label_tint = BB_COLOR_WHITE;
    break;
  case BB_ROLE_OBJECTIVES:
  case BB_ROLE_TRAINER: /* a tinted panel */
    box.tint = 0xF2F2F2;
    box.border = 0;
    box.label_tint = 0xD9D9D9;
    break;
  case BB_ROLE_WARNING:
  case BB_ROLE_CONTENT_WARNING:
    box.border = BB_RULE_THICK;
    box.label_tint = 0x333333;
    box.label = BB_TEXT_BOX_LABEL_REVERSED;
    break;
  case BB_ROLE_NOTE:
  case BB_ROLE_TIP: /* an aside: a light bar */
    box.border = 0;
    box.bar = BB_PT(1.5);
    box.label_tint = BB_COLOR_WHITE;
    break;
  case BB_ROLE_EXERCISE:
    box.border = BB_RULE_THIN;
    box.label_tint = 0xD9D9D9;
    break;
  case BB_ROLE_SOLUTION:
  case BB_ROLE_BODY:
  case BB_ROLE_TITLE:
  case BB_ROLE_SUBTITLE:
  case BB_ROLE_EDITION:
  case BB_ROLE_IMPRINT:
  case BB_ROLE_DRAFT_NOTICE:
  case BB_ROLE_SMALL:
  case BB_ROLE_FACTS:
  case BB_ROLE_ENTRY:
  case BB_ROLE_RECORD:
  case BB_ROLE_DEFINITION:
  case BB_ROLE_QUOTE: break;
  }
  return box;
}

/* ---- the page ---- */

/* A laser printer makes a grey from dots, about 100 an inch: a letter or a hairline in grey has
 * ragged edges, and a copy of it is hard to read.  So everything is black but the lightest tints,
 * which stand behind text as areas and stay what they are. */
bb_color bb_style_mono(bb_color color) {
  enum { TINT = 192 }; /* the darkest grey that counts as a tint */
  uint32_t grey =
      (299 * (color >> 16 & 255) + 587 * (color >> 8 & 255) + 114 * (color & 255)) / 1000;
  return grey < TINT ? BB_COLOR_INK : grey << 16 | grey << 8 | grey;
}

static void set_margins(struct bb_page_style *page, bb_len inner, bb_len outer) {
  page->inner = inner;
  page->outer = outer;
  page->top = BB_MM(27);
  page->bottom = BB_MM(25);
  page->head_baseline = BB_MM(18);
  page->foot_baseline = page->height - BB_MM(14);
}

void bb_style_sheet(enum bb_paper paper, bb_len *width, bb_len *height) {
  *width = paper == BB_PAPER_A4 ? BB_MM(297) : BB_PT(792);
  *height = paper == BB_PAPER_A4 ? BB_MM(210) : BB_PT(612);
}

/* A page of a booklet is half a sheet.  Scaling a full page to it (by 0.7) would make the text 7.4
 * points: too small under bad light.  So it has a layout of its own, with narrow margins and its
 * own breaks, and everything on it an eighth smaller: text of 9.2 points on a measure of about as
 * many letters as a full page has, notes of 7.4.  It is set as a page 8/7 as large as half a sheet
 * and made smaller when printed, so that every size and space keeps its proportion to the others
 * and this file states them once.  What is 12 mm from the edge when printed is 13.7 mm here. */
static struct bb_page_style booklet_page(enum bb_paper paper) {
  struct bb_page_style page = {0};
  bb_len width, height;
  bb_style_sheet(paper, &width, &height);
  page.width = bb_len_scale(width, 1000, 2 * BB_BOOKLET_THOUSANDTHS);
  page.height = bb_len_scale(height, 1000, BB_BOOKLET_THOUSANDTHS);
  set_margins(&page, BB_MM(17), BB_MM(19));
  page.head_baseline = BB_MM(19.5);
  page.foot_baseline = page.height - BB_MM(16.5);
  page.bottom = BB_MM(26);
  return page;
}

struct bb_page_style bb_style_page(enum bb_paper paper, bool booklet) {
  struct bb_page_style page = {0};
  if (booklet) {
    page = booklet_page(paper);
  } else {
    bb_style_sheet(paper, &page.height, &page.width);
    if (paper == BB_PAPER_A4)
      set_margins(&page, BB_MM(28), BB_MM(36));
    else
      set_margins(&page, BB_MM(30), BB_MM(39.9));
  }
  page.measure = page.width - page.inner - page.outer;
  page.depth = page.height - page.top - page.bottom;
  return page;
}
