/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What must hold for all pages, whatever the language: measured on the specimen.
 */
#include "fonts_fixture.h"
#include "layout_document.h"

#include <setjmp.h>
#include <stdarg.h>
#include <time.h>

#include <cmocka.h>

static const char *const languages[] = {"en", "vi",      "th",      "lo", "km", "my", "ar",
                                        "ur", "zh-Hans", "zh-Hant", "ja", "ko", "hi", "ta",
                                        "bn", "si",      "ru",      "id", "mn", "fa"};
enum { LANGUAGES = sizeof languages / sizeof *languages };

static const struct bb_pages *lay_out_on(struct book *book, enum bb_paper paper) {
  return bb_layout_build(&book->arena, &book->document, fonts,
                         &(struct bb_layout_options){.paper = paper}, book->diags);
}

static const struct bb_pages *lay_out(struct book *book) {
  return lay_out_on(book, BB_PAPER_A4);
}

typedef void check_fn(const struct bb_pages *pages, const struct bb_page *page, const char *lang);

static void on_every_page(check_fn *check) {
  for (size_t i = 0; i < LANGUAGES; i++) {
    struct book book;
    build_specimen(&book, languages[i], 2);
    const struct bb_pages *pages = lay_out_on(&book, i % 4 ? BB_PAPER_A4 : BB_PAPER_LETTER);
    for (size_t k = 0; k < pages->page_count; k++) check(pages, &pages->pages[k], languages[i]);
    close_book(&book);
  }
}

/* ---- margins ---- */

static bool is_letter(const struct bb_glyph_run *run, const struct bb_placed *cluster) {
  size_t at = cluster->start;
  return cluster->size && bb_lang_is_letter(bb_utf8_decode(run->text, &at));
}

/* Left and right ends of what a line prints.  Punctuation may hang out by at most three fifths of
 * its width. */
static void extent(const struct bb_line *line, bb_len *left, bb_len *right) {
  *left = line->x + line->width;
  *right = line->x;
  for (size_t r = 0; r < line->run_count; r++) {
    for (size_t k = 0; k < line->runs[r].count; k++) {
      const struct bb_placed *placed = &line->runs[r].placed[k];
      bb_len width = placed->width, x = line->runs[r].x + placed->x;
      bb_len hang = is_letter(&line->runs[r], placed) ? 0 : width * 3 / 5 + 1;
      if (*left > x + hang) *left = x + hang;
      if (*right < x + width - hang) *right = x + width - hang;
    }
  }
}

static void check_margins(const struct bb_pages *pages, const struct bb_page *page,
                          const char *lang) {
  (void)pages;
  for (size_t i = 0; i < page->line_count; i++) {
    const struct bb_line *line = &page->lines[i];
    bb_len left, right, margin = BB_MM(28) - 1;
    extent(line, &left, &right);
    bool good = left >= line->x && right <= line->x + line->width && line->x >= margin &&
                line->x + line->width <= page->width - margin && line->baseline > BB_MM(10) &&
                line->baseline < page->height - BB_MM(10);
    if (!good) fail_msg("%s: a line runs past its margin", lang);
  }
}

static void no_line_runs_past_its_margin(void **state) {
  (void)state;
  on_every_page(check_margins);
}

/* ---- ink ---- */

struct ink { /* of a glyph on the page */
  bb_len left, right, top, bottom;
};

struct inks {
  struct ink *all;
  size_t count, room;
};

static void add_glyph(struct inks *inks, struct bb_arena *arena, const struct bb_glyph_run *run,
                      bb_len x, const struct bb_glyph *glyph) {
  struct bb_path path = bb_face_outline(run->face, glyph->id, arena);
  int32_t units = bb_face_metrics(run->face)->units_per_em;
  struct ink ink = {INT32_MAX, INT32_MIN, INT32_MAX, INT32_MIN};
  for (size_t s = 0; s < path.count; s++) {
    const struct bb_path_segment *segment = &path.segments[s];
    int last = segment->op == BB_CUBIC ? 2 : segment->op == BB_QUAD;
    bb_len at_x = x + bb_len_scale(run->em, segment->x[last] + glyph->dx, units);
    bb_len at_y = run->baseline - bb_len_scale(run->em, segment->y[last] + glyph->dy, units);
    if (ink.left > at_x) ink.left = at_x;
    if (ink.right < at_x) ink.right = at_x;
    if (ink.top > at_y) ink.top = at_y;
    if (ink.bottom < at_y) ink.bottom = at_y;
  }
  if (!path.count) return;
  if (inks->count == inks->room) {
    inks->room = inks->room * 2 + 64;
    inks->all = realloc(inks->all, inks->room * sizeof *inks->all);
  }
  inks->all[inks->count++] = ink;
}

static void add_line(struct inks *inks, struct bb_arena *arena, const struct bb_line *line) {
  for (size_t r = 0; r < line->run_count; r++) {
    const struct bb_glyph_run *run = &line->runs[r];
    for (size_t k = 0; k < run->count; k++) {
      const struct bb_placed *cluster = &run->placed[k];
      for (uint32_t g = 0; g < cluster->glyph_count; g++)
        add_glyph(inks, arena, run, run->x + run->placed[k].x, &cluster->glyphs[g]);
    }
  }
}

struct line_ink {  /* of a line's ink */
  size_t from, to; /* its glyphs */
  bb_len top, bottom;
};

static bool glyphs_touch(const struct inks *inks, const struct line_ink *p,
                         const struct line_ink *q) {
  for (size_t i = p->from; i < p->to; i++) {
    for (size_t k = q->from; k < q->to; k++) {
      const struct ink *a = &inks->all[i], *b = &inks->all[k];
      if (a->bottom > b->top && b->bottom > a->top && a->right > b->left && b->right > a->left)
        return true;
    }
  }
  return false;
}

static void check_ink(const struct bb_pages *pages, const struct bb_page *page, const char *lang) {
  (void)pages;
  struct inks inks = {0};
  struct line_ink *lines = calloc(page->line_count, sizeof *lines);
  for (size_t i = 0; i < page->line_count; i++) {
    struct bb_arena arena = {0};
    lines[i] = (struct line_ink){.from = inks.count, .top = INT32_MAX};
    add_line(&inks, &arena, &page->lines[i]);
    lines[i].to = inks.count;
    for (size_t g = lines[i].from; g < lines[i].to; g++) {
      if (lines[i].top > inks.all[g].top) lines[i].top = inks.all[g].top;
      if (lines[i].bottom < inks.all[g].bottom) lines[i].bottom = inks.all[g].bottom;
    }
    for (size_t k = 0; k < i; k++)
      if (lines[k].bottom > lines[i].top && lines[i].bottom > lines[k].top &&
          glyphs_touch(&inks, &lines[k], &lines[i]))
        fail_msg("%s, page %.*s: lines %zu and %zu touch", lang, BB_SPAN_ARG(page->label), k, i);
    bb_arena_free(&arena);
  }
  free(inks.all);
  free(lines);
}

static void lines_never_touch(void **state) {
  (void)state;
  on_every_page(check_ink);
}

/* ---- words ---- */

static bool is_blank(uint32_t cp) {
  return bb_lang_is_white_space(cp) || bb_lang_is_default_ignorable(cp);
}

/* Adds a text without its blanks. */
static void squeeze(struct bb_buf *out, struct bb_span text) {
  for (size_t at = 0; at < text.n;) {
    uint32_t cp = bb_utf8_decode(text, &at);
    if (!is_blank(cp)) bb_buf_code_point(out, cp);
  }
}

/* The text of blocks in the order in which they are read (tables and diagrams too). */
static void read_node(struct bb_buf *out, const struct bb_node *node) {
  if (node->kind == BB_NODE_CONTENTS) return;
  squeeze(out, node->marker);
  squeeze(out, node->label);
  squeeze(out, node->number);
  if (node->kind == BB_NODE_FIGURE && !bb_span_is(node->image, "court.png"))
    squeeze(out, node->alt);
  for (const struct bb_run *r = node->runs; r; r = r->next)
    if (r->field == BB_FIELD_NONE) squeeze(out, r->text);
  squeeze(out, node->text);
  for (const struct bb_node *child = node->child; child; child = child->next) read_node(out, child);
}

static void every_word_is_printed_once_and_in_order(void **state) {
  (void)state;
  for (size_t i = 0; i < LANGUAGES; i++) {
    struct book book;
    open_book(&book, languages[i]);
    read_sample(&book, languages[i]);
    heading(&book, 1, "1", words(&book, 0, 0, 40));
    for (size_t k = 0; k < 12; k++)
      paragraph(&book, book.document.root, BB_ROLE_BODY, book.paragraphs[k % book.count]);
    add_lists(&book);
    add_box(&book, BB_ROLE_CASE, 1, 4);
    add_table(&book, 3, 3);
    add_form(&book);
    add_diagram(&book, BB_NODE_TIMELINE, 4, 2);
    add_diagram(&book, BB_NODE_MATRIX, 3, 3);
    figure(&book, "missing.png", words(&book, 1, 0, 60));
    const struct bb_pages *pages = lay_out(&book);
    struct bb_buf wanted = {0}, page = {0}, found = {0};
    for (const struct bb_node *n = book.document.root->child; n; n = n->next) read_node(&wanted, n);
    for (size_t k = 0; k < pages->page_count; k++) {
      struct bb_page body = pages->pages[k];
      for (; body.line_count && bb_line_is_furniture(body.lines[0].role); body.line_count--)
        body.lines++;
      while (body.line_count && bb_line_is_furniture(body.lines[body.line_count - 1].role))
        body.line_count--;
      struct bb_pages one = {.document = pages->document, .pages = &body, .page_count = 1};
      bb_layout_dump_text(&one, &page);
    }
    squeeze(&found, bb_buf_view(&page));
    if (!bb_span_equal(bb_buf_view(&wanted), bb_buf_view(&found))) {
      size_t at = 0;
      while (wanted.p[at] == found.p[at]) at++;
      fail_msg("%s: wanted \"%.60s\", printed \"%.60s\"", languages[i], wanted.p + at,
               found.p + at);
    }
    bb_buf_free(&wanted);
    bb_buf_free(&page);
    bb_buf_free(&found);
    close_book(&book);
  }
}

/* ---- the rest ---- */

static void the_same_document_gives_the_same_pages(void **state) {
  (void)state;
  struct bb_buf dumps[2] = {{0}, {0}};
  for (int i = 0; i < 2; i++) {
    struct book book;
    build_specimen(&book, "km", 3);
    bb_layout_dump(lay_out(&book), &dumps[i]);
    close_book(&book);
  }
  assert_string_equal(dumps[0].p, dumps[1].p);
  bb_buf_free(&dumps[0]);
  bb_buf_free(&dumps[1]);
}

/* A book long enough for three threads, with characters in its first and its last part that no font
 * has: pages, structure and messages as text. */
static void dump_long_book(const char *lang, unsigned threads, struct bb_buf *out) {
  const struct bb_span nobody_has = bb_span_of("\xF4\x8F\xA3\xB0");
  struct book book;
  build_specimen(&book, lang, 1);
  paragraph(&book, book.document.root, BB_ROLE_BODY, nobody_has);
  for (int n = 2; n <= 24; n++) add_chapter(&book, n);
  paragraph(&book, book.document.root, BB_ROLE_BODY, nobody_has);
  bb_fonts_close(fonts); /* what it has reported it would not report again */
  fonts = bb_fonts_open(book.diags);
  const struct bb_pages *pages =
      bb_layout_build(&book.arena, &book.document, fonts,
                      &(struct bb_layout_options){.threads = threads}, book.diags);
  bb_layout_dump(pages, out);
  bb_layout_dump_structure(pages, out);
  bb_diags_write_text(book.diags, NULL, out);
  close_book(&book);
}

static void threads_change_nothing(void **state) {
  (void)state;
  static const char *const some[] = {"en", "km", "ar", "ja"};
  for (size_t i = 0; i < sizeof some / sizeof *some; i++) {
    struct bb_buf one = {0}, three = {0};
    dump_long_book(some[i], 1, &one);
    dump_long_book(some[i], 3, &three);
    assert_true(bb_span_find(bb_buf_view(&one), 0, "U+10F8F0") < one.n);
    assert_string_equal(one.p, three.p);
    bb_buf_free(&one);
    bb_buf_free(&three);
  }
}

/* Page references (" → 12" in the specimen leads to chapter 2) name the page where it begins. */
static void page_references_are_right(void **state) {
  (void)state;
  struct book book;
  build_specimen(&book, "en", 3);
  const struct bb_pages *pages = lay_out(&book);
  uint32_t target = 0;
  size_t seen = 0;
  for (size_t i = 0; i < pages->bookmark_count; i++)
    if (bb_span_starts(pages->bookmarks[i].title, "2 ") && pages->bookmarks[i].level == 1)
      target = pages->bookmarks[i].page;
  struct bb_buf text = {0};
  bb_layout_dump_text(pages, &text);
  char wanted[32];
  snprintf(wanted, sizeof wanted, "\xE2\x86\x92 %u strong", target + 1);
  for (size_t at = bb_span_find(bb_buf_view(&text), 0, wanted); at < text.n; seen++)
    at = bb_span_find(bb_buf_view(&text), at + 1, wanted);
  assert_int_equal(seen, 3);
  for (size_t p = 0; p < pages->page_count; p++)
    for (size_t i = 0; i < pages->pages[p].link_count; i++)
      assert_true(pages->pages[p].links[i].page < pages->page_count);
  bb_buf_free(&text);
  close_book(&book);
}

/* ---- page breaks ---- */

static size_t body_lines(const struct bb_page *page) {
  size_t n = 0;
  while (n < page->line_count && page->lines[n].role == BB_LINE_BODY) n++;
  return n;
}

/* Headings, and paragraphs of one to seven lines, over many pages. */
static const struct bb_pages *lay_out_plain_text(struct book *book) {
  open_book(book, "en");
  read_sample(book, "en");
  for (size_t i = 0; i < 300; i++) {
    if (i % 5 == 0) heading(book, 2, "", words(book, i, 0, 30));
    paragraph(book, book->document.root, BB_ROLE_BODY, words(book, i, 0, 40 + i * 37 % 500));
  }
  return lay_out(book);
}

static void no_line_of_a_paragraph_stands_alone(void **state) {
  (void)state;
  struct book book;
  const struct bb_pages *pages = lay_out_plain_text(&book);
  assert_true(pages->page_count > 10);
  for (size_t i = 0; i + 1 < pages->page_count; i++) {
    const struct bb_page *page = &pages->pages[i], *next = &pages->pages[i + 1];
    size_t n = body_lines(page);
    assert_true(n > 30);
    if (page->lines[n - 1].ends_paragraph) continue;
    assert_false(page->lines[n - 2].ends_paragraph); /* the last line is not a first one */
    assert_false(next->lines[0].ends_paragraph);     /* nor the first line a last one */
  }
  close_book(&book);
}

static void no_heading_stands_last_on_its_page(void **state) {
  (void)state;
  struct book book;
  const struct bb_pages *pages = lay_out_plain_text(&book);
  for (size_t i = 0; i < pages->page_count; i++) {
    const struct bb_page *page = &pages->pages[i];
    bb_len em = page->lines[body_lines(page) - 1].runs[0].em;
    assert_int_equal(em, BB_PT(10.5));
  }
  close_book(&book);
}

/* Whether a line begins an item with this marker. */
static bool begins_item(const struct bb_page *page, size_t line, const char *marker) {
  return bb_span_is(page->lines[line].runs[0].text, marker);
}

static void items_of_a_list_rarely_stand_alone(void **state) {
  (void)state;
  struct book book;
  open_book(&book, "en");
  read_sample(&book, "en");
  for (size_t i = 0; i < 120; i++) {
    paragraph(&book, book.document.root, BB_ROLE_BODY, words(&book, i, 0, 40 + i * 37 % 500));
    struct bb_node *list = add(&book, book.document.root, BB_NODE_LIST, BB_ROLE_BODY);
    item(&book, list, "1.", words(&book, i, 0, 60 + i * 31 % 90));
    item(&book, list, "2.", words(&book, i, 0, 60));
    item(&book, list, "3.", words(&book, i, 0, 60 + i * 23 % 90));
  }
  const struct bb_pages *pages = lay_out(&book);
  size_t parted = 0;
  assert_true(pages->page_count > 20);
  for (size_t i = 0; i + 1 < pages->page_count; i++) {
    const struct bb_page *page = &pages->pages[i], *next = &pages->pages[i + 1];
    parted += begins_item(page, body_lines(page) - 1, "1.") || begins_item(next, 0, "3.");
  }
  assert_true(parted <= 2); /* it would be five if such breaks cost nothing */
  close_book(&book);
}

/* The pages on which the dates of a timeline of twelve stand, behind paragraphs of so many letters.
 */
static size_t pages_of_timeline(size_t letters) {
  struct book book;
  open_book(&book, "en");
  read_sample(&book, "en");
  for (size_t i = 0; i < 8; i++)
    paragraph(&book, book.document.root, BB_ROLE_BODY, words(&book, i, 0, letters));
  struct bb_node *line = add(&book, book.document.root, BB_NODE_TIMELINE, BB_ROLE_BODY);
  for (size_t i = 0; i < 12; i++) {
    struct bb_node *row = add(&book, line, BB_NODE_ROW, BB_ROLE_BODY);
    for (size_t k = 0; k < 2; k++)
      paragraph(&book, add(&book, row, BB_NODE_CELL, BB_ROLE_BODY), BB_ROLE_BODY,
                bb_span_of("1 May"));
  }
  const struct bb_pages *pages = lay_out(&book);
  size_t count = 0;
  for (size_t i = 0; i < pages->page_count; i++) {
    size_t dates = 0;
    for (size_t k = 0; k < body_lines(&pages->pages[i]); k++)
      dates += begins_item(&pages->pages[i], k, "1 May");
    count += dates > 0;
  }
  close_book(&book);
  return count;
}

static void a_diagram_stays_whole(void **state) {
  (void)state;
  for (size_t letters = 200; letters <= 500; letters += 25)
    assert_int_equal(pages_of_timeline(letters), 1);
}

/* A caption of one line stands as far from one edge as from the other. */
static void a_short_caption_is_centred(void **state) {
  (void)state;
  struct book book;
  open_book(&book, "en");
  figure(&book, "court.png", bb_span_of("A caption"));
  const struct bb_line *line = &lay_out(&book)->pages[0].lines[0];
  const struct bb_glyph_run *run = &line->runs[0];
  const struct bb_placed *last = &run->placed[run->count - 1];
  bb_len before = run->placed[0].x + run->x - line->x;
  bb_len behind = line->x + line->width - run->x - last->x - last->width;
  assert_true(before > BB_PT(100) && before - behind < BB_PT(1) && behind - before < BB_PT(1));
  close_book(&book);
}

/* A note longer than a page: it begins where it is called and goes on at the foot of the next
 * pages, all of it, before the next note, and leaves the text half of each. */
static void a_long_note_is_carried_over(void **state) {
  (void)state;
  struct book book;
  open_book(&book, "en");
  read_sample(&book, "en");
  struct bb_buf text = {0};
  for (int i = 0; i < 60; i++) bb_buf_printf(&text, "%.*s ", BB_SPAN_ARG(book.paragraphs[i % 5]));
  struct bb_node *first =
      paragraph(&book, book.document.root, BB_ROLE_BODY, words(&book, 0, 0, 60));
  note(&book, first, bb_arena_copy(&book.arena, bb_buf_view(&text)));
  for (size_t i = 0; i < 30; i++)
    paragraph(&book, book.document.root, BB_ROLE_BODY, book.paragraphs[i % 5]);
  note(&book, book.document.root->last, bb_span_of("The second note."));
  const struct bb_pages *pages = lay_out(&book);
  struct bb_buf notes = {0}, wanted = {0}, found = {0};
  for (size_t i = 0; i < pages->page_count; i++) {
    struct bb_page page = pages->pages[i];
    struct bb_pages one = {.document = pages->document, .pages = &page, .page_count = 1};
    size_t n = body_lines(&page), end = n;
    assert_true(n > 15 || i + 1 == pages->page_count);
    while (end < page.line_count && page.lines[end].role == BB_LINE_NOTE) end++;
    page.lines += n;
    page.line_count = end - n;
    bb_layout_dump_text(&one, &notes);
  }
  squeeze(&found, bb_buf_view(&notes));
  bb_buf_char(&wanted, '1');
  squeeze(&wanted, bb_buf_view(&text));
  bb_buf_string(&wanted, "2Thesecondnote.");
  assert_string_equal(found.p, wanted.p);
  bb_buf_free(&text);
  bb_buf_free(&notes);
  bb_buf_free(&wanted);
  bb_buf_free(&found);
  close_book(&book);
}

/* Where a page break cuts a table, its head stands above the rest. */
static void the_head_of_a_table_is_repeated(void **state) {
  (void)state;
  struct book book;
  open_book(&book, "en");
  read_sample(&book, "en");
  add_table(&book, 3, 60);
  const struct bb_pages *pages = lay_out(&book);
  assert_true(pages->page_count > 2);
  for (size_t i = 1; i < pages->page_count; i++)
    for (size_t c = 0; c < 3; c++) {
      const struct bb_line *head = &pages->pages[0].lines[c], *again = &pages->pages[i].lines[c];
      assert_int_equal(head->baseline, again->baseline);
      assert_ptr_equal(head->runs[0].placed[0].glyphs, again->runs[0].placed[0].glyphs);
    }
  close_book(&book);
}

static double seconds_for(size_t paragraphs) {
  struct book book;
  open_book(&book, "en");
  read_sample(&book, "en");
  for (size_t i = 0; i < paragraphs; i++)
    paragraph(&book, book.document.root, BB_ROLE_BODY, book.paragraphs[i % book.count]);
  clock_t begin = clock();
  lay_out(&book);
  double seconds = (double)(clock() - begin) / CLOCKS_PER_SEC;
  close_book(&book);
  return seconds;
}

static void time_grows_with_length(void **state) {
  (void)state;
  seconds_for(50); /* fonts and their glyphs are met */
  double few = seconds_for(250), many = seconds_for(1000);
  assert_true(many < few * 8 + 0.2);
}

/* Deeper than any layout nests, and wide: nothing is lost, nothing crashes. */
static void nesting_has_a_bound(void **state) {
  (void)state;
  struct book book;
  open_book(&book, "en");
  struct bb_node *at = book.document.root;
  for (int i = 0; i < 5000; i++) {
    struct bb_node *list = add(&book, at, BB_NODE_LIST, BB_ROLE_BODY);
    at = item(&book, list, "-", bb_span_of("deep"));
  }
  struct bb_buf text = {0};
  bb_layout_dump_text(lay_out(&book), &text);
  size_t count = 0;
  for (size_t k = bb_span_find(bb_buf_view(&text), 0, "deep"); k < text.n; count++)
    k = bb_span_find(bb_buf_view(&text), k + 1, "deep");
  assert_int_equal(count, 5000);
  bb_buf_free(&text);
  close_book(&book);
}

static void an_empty_document_has_no_pages(void **state) {
  (void)state;
  struct book book;
  open_book(&book, "en");
  assert_int_equal(lay_out(&book)->page_count, 0);
  close_book(&book);
}

/* The distances between the rules of a table, from the top, which all lines of cells keep within.
 */
static void blank_cells_leave_room_to_write(void **state) {
  (void)state;
  struct book book;
  open_book(&book, "en");
  read_sample(&book, "en");
  add_form(&book);
  const struct bb_page *page = &lay_out(&book)->pages[0];
  bb_len rules[8], tops[8];
  size_t count = 0;
  for (size_t i = 0; i < page->shape_count; i++)
    if (page->shapes[i].kind == BB_SHAPE_LINE) {
      assert_in_range(count, 0, 7);
      tops[count] = page->shapes[i].x[0];
      rules[count++] = page->shapes[i].y[0];
    }
  assert_int_equal(count, 5);
  assert_true(rules[2] - rules[1] >= BB_MM(8) - BB_PT(1)); /* blank */
  assert_true(rules[3] - rules[2] > 2 * BB_MM(8));         /* with the list */
  assert_true(rules[4] - rules[3] >= BB_MM(8) - BB_PT(1));
  for (size_t i = 1; i < count; i++) assert_int_equal(tops[i], tops[0]);
  close_book(&book);
}

/* Writing lines that end a page go on to its foot, but no further than as many again. */
static void writing_lines_fill_the_page(void **state) {
  (void)state;
  struct book book;
  open_book(&book, "en");
  read_sample(&book, "en");
  for (int chapter = 0; chapter < 2; chapter++) {
    heading(&book, 1, "1", words(&book, 0, 0, 30));
    add_box(&book, BB_ROLE_EXERCISE, 1, 1);
  }
  const struct bb_pages *pages = lay_out(&book);
  assert_int_equal(pages->page_count, 2);
  for (size_t p = 0; p < 2; p++) {
    const struct bb_page *page = &pages->pages[p];
    size_t lines = 0;
    for (size_t i = 0; i < page->shape_count; i++)
      lines += page->shapes[i].kind == BB_SHAPE_LINE &&
               page->shapes[i].y[0] == page->shapes[i].y[1] &&
               page->shapes[i].stroke_width == BB_PT(0.5);
    assert_int_equal(lines, 8); /* four were asked for */
  }
  close_book(&book);
}

static void listed(struct book *book, struct bb_node *entry, const char *link) {
  run(book, entry, bb_span_of(entry->runs->next ? ", " : " "))->field = BB_FIELD_SEPARATOR;
  struct bb_run *page = run(book, entry, bb_span_of("00"));
  page->field = BB_FIELD_LISTED_PAGE;
  page->link = bb_span_of(link);
}

/* Two places on one page are one number, and so is a place on a page before. */
static void pages_are_listed_once_and_rise(void **state) {
  (void)state;
  struct book book;
  struct bb_node *first, *second;
  open_book(&book, "en");
  heading(&book, 1, "1", bb_span_of("First"));
  first = paragraph(&book, book.document.root, BB_ROLE_BODY, bb_span_of("a word, "));
  first->runs->anchor = bb_span_of("x@1");
  run(&book, first, bb_span_of("the word again"))->anchor = bb_span_of("x@2");
  heading(&book, 1, "2", bb_span_of("Second"));
  second = paragraph(&book, book.document.root, BB_ROLE_BODY, bb_span_of("the word"));
  second->runs->anchor = bb_span_of("x@3");
  struct bb_node *entry = paragraph(&book, book.document.root, BB_ROLE_ENTRY, bb_span_of("word"));
  for (const char *const *link = (const char *const[]){"#x@1", "#x@2", "#x@3", "#x@1", NULL}; *link;
       link++)
    listed(&book, entry, *link);
  struct bb_buf text = {0};
  bb_layout_dump_text(lay_out(&book), &text);
  struct bb_span words = bb_buf_view(&text);
  assert_true(bb_span_find(words, 0, "word 1, 2\n") < words.n);
  bb_buf_free(&text);
  close_book(&book);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(no_line_runs_past_its_margin),
      cmocka_unit_test(lines_never_touch),
      cmocka_unit_test(every_word_is_printed_once_and_in_order),
      cmocka_unit_test(blank_cells_leave_room_to_write),
      cmocka_unit_test(writing_lines_fill_the_page),
      cmocka_unit_test(the_same_document_gives_the_same_pages),
      cmocka_unit_test(threads_change_nothing),
      cmocka_unit_test(page_references_are_right),
      cmocka_unit_test(pages_are_listed_once_and_rise),
      cmocka_unit_test(no_line_of_a_paragraph_stands_alone),
      cmocka_unit_test(no_heading_stands_last_on_its_page),
      cmocka_unit_test(items_of_a_list_rarely_stand_alone),
      cmocka_unit_test(a_diagram_stays_whole),
      cmocka_unit_test(a_short_caption_is_centred),
      cmocka_unit_test(a_long_note_is_carried_over),
      cmocka_unit_test(the_head_of_a_table_is_repeated),
      cmocka_unit_test(time_grows_with_length),
      cmocka_unit_test(nesting_has_a_bound),
      cmocka_unit_test(an_empty_document_has_no_pages),
  };
  return cmocka_run_group_tests(tests, open_fonts, close_fonts);
}
