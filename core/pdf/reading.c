/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * How readers read, and what is done about it.
 *
 * A PDF says where each code stands and which characters it means; it does not say what is a word,
 * a line or a paragraph.  Readers guess that from positions.  poppler's guesses are described here,
 * because pdftotext in its default order is what our tests hold the files to; others guess alike.
 *
 * LINES are described here from left to right whatever their direction; they are written in the
 * order in which they are read (content.c).  poppler sorts by position, and then turns what is
 * right-to-left around, character by character.  A cluster of several characters would stay in its
 * order inside the turned line.  So a right-to-left cluster is cut up: a code for each character,
 * the last one leftmost, the width shared among them.  The leftmost draws the whole cluster, the
 * others nothing.  A cluster without a width of its own shares that of its neighbour: of two codes
 * at one place the order is not sure.  (From left to right a cluster is one code.)
 *
 * Readers of the structure (screen readers, pdfinfo -struct-text) take codes in the order in which
 * they are written, and lose the rest of a passage when marks stand within its mark.
 *
 * DIRECTION is decided per page, by counting letters, and then per stretch of a line by the kinds
 * of its characters: letters of either direction, numeric ones (digits and # $ % + , - . / : and
 * the Arabic comma among them), and neutral ones.  On a right-to-left page, a stretch that begins
 * (seen from the right) with a left-to-right letter or a numeric character runs on to the left,
 * over spaces and brackets, up to the next right-to-left letter.  That is not what UAX 9 says, and
 * moves spaces, brackets and full stops about: "see Article 18 (1)" comes out as "see Article(1)
 * 18".  The directional marks U+200E and U+200F count as letters, have no width and are not seen.
 * One is put
 *
 *   - left of whatever opens such a stretch, when no right-to-left letter stands there anyway;
 *   - right of a left-to-right run that ends in a neutral character, to make it part of it;
 *
 * and the other way round on a left-to-right page.  With this, Arabic, Persian and Urdu with Latin
 * words, digits and brackets among them come back exactly as written.  What stays out of reach: a
 * line of mixed directions against the direction of its page.  Most lines have the page's.  Where
 * letters speak for the other direction all the same (Arabic notes on English laws) or poppler does
 * not know them (Adlam, beyond U+FFFF), the page gets a line of as many marks as turn the count.
 *
 * WORDS end at a space, or where characters stand more than 0.1 em apart, or when two begin at
 * nearly the same place (marks without width).  Between two words of a line, however they came to
 * be two, a space is read when they are more than 0.03 em apart, and only then: a space that is
 * narrower is lost.  Words more than 0.7 em apart are columns.  The distance counts from the end of
 * a code's width.  So where layout stretched a space or the distance between ideographs, the code
 * before it is given a greater width (bb_shown_stretch): nothing is seen of that, and a justified
 * line stays a line.
 *
 * When every word of a line is a single character ("第 1 条") poppler takes it for spaced letters
 * and drops the spaces: a mark before the first makes it a word of two.
 *
 * LINES again: what is raised stands on another baseline, and poppler may make it a line of its
 * own, the more so at the end of a narrow column.  So a note mark is drawn small and high by a code
 * of the line's own size and baseline (composite glyphs can be scaled).
 *
 * HYPHENS at the end of a line are taken for hyphenation and dropped together with the line's end.
 * That is right for a soft hyphen (U+00AD), which is left alone, and for a hyphen that layout put
 * there (a cluster without text), which becomes one; an author's own hyphen is followed by a zero
 * width space in its text and so is not the last character.
 */
#include "pdf/reading.h"

/* Distances in thousandths of an em. */
enum {
  LOOSE = 20,    /* from here on, what is not apart is to be joined */
  TIGHT = -150,  /* overlaps beyond this part words, too */
  APART = 500,   /* not spaced letters any more, but a number and its title */
  NO_WIDTH = 20, /* below this, two things stand at one place */
  NARROW_SPACE = 60,
  PLAIN_SPACE = 300,
  WIDE_SPACE = 550,
  WIDE_STEP = 100 /* any width between these will do: few widths make few codes */
};

/* Marks, one or many to a code.  (poppler reads words of up to 255 letters in /ToUnicode; a mark
 * takes 4.) */
#define TEN(mark) mark mark mark mark mark mark mark mark mark mark
enum { MANY = 30, MARK = 3 /* bytes */ };
static const char LTR_MARKS[] = TEN("\xE2\x80\x8E") TEN("\xE2\x80\x8E") TEN("\xE2\x80\x8E");
static const char RTL_MARKS[] = TEN("\xE2\x80\x8F") TEN("\xE2\x80\x8F") TEN("\xE2\x80\x8F");

static const struct bb_span SOFT_HYPHEN = {"\xC2\xAD", 2};
static const struct bb_span HYPHEN_AND_NO_END = {"-\xE2\x80\x8B", 4};

/* ---- the kinds of characters, as poppler sees them ---- */

enum kind { LEFT_TO_RIGHT, NUMERIC, RIGHT_TO_LEFT, NEUTRAL };

static enum kind ascii_kind(uint32_t cp) {
  if ((cp >= '#' && cp <= '%') || (cp >= '+' && cp <= ':')) return NUMERIC;
  if ((cp >= 'A' && cp <= 'Z') || (cp >= 'a' && cp <= 'z')) return LEFT_TO_RIGHT;
  return NEUTRAL;
}

static bool is_arabic_numeric(uint32_t cp) {
  return (cp >= 0x604 && cp <= 0x60C) || (cp >= 0x660 && cp <= 0x66D) ||
         (cp >= 0x6F0 && cp <= 0x6F9);
}

static bool is_rtl_letter(uint32_t cp) {
  return (cp >= 0x590 && cp <= 0x8FF) || (cp >= 0xFB1D && cp <= 0xFDFF) ||
         (cp >= 0xFE70 && cp <= 0xFEFC);
}

/* Where this is in doubt it says NEUTRAL, which costs a mark that was not needed. */
static enum kind kind_of(uint32_t cp) {
  if (cp < 0x80) return ascii_kind(cp);
  if (cp > 0xFFFF) return NEUTRAL; /* poppler's table ends there */
  if (is_arabic_numeric(cp)) return NUMERIC;
  if (bb_lang_is_mark(cp)) return NEUTRAL;
  if (is_rtl_letter(cp)) return RIGHT_TO_LEFT;
  return bb_lang_script(cp) == BB_SCRIPT_COMMON ? NEUTRAL : LEFT_TO_RIGHT;
}

static enum kind first_kind(struct bb_span text) {
  size_t at = 0;
  return text.n ? kind_of(bb_utf8_decode(text, &at)) : NEUTRAL;
}

static enum kind last_kind(struct bb_span text) {
  enum kind last = NEUTRAL;
  for (size_t at = 0; at < text.n;) last = kind_of(bb_utf8_decode(text, &at));
  return last;
}

/* ---- the page ---- */

static struct bb_span cluster_text(const struct bb_glyph_run *run, size_t i) {
  const struct bb_placed *c = &run->placed[i];
  return (struct bb_span){run->text.p + c->start, c->size};
}

/* Letters as poppler counts them; `unknown` are right-to-left ones that it does not know. */
struct letters {
  size_t ltr, rtl, unknown;
};

static void count_letters(struct letters *letters, const struct bb_glyph_run *run) {
  for (size_t i = 0; i < run->count; i++) {
    struct bb_span text = cluster_text(run, i);
    for (size_t at = 0; at < text.n;) {
      uint32_t cp = bb_utf8_decode(text, &at);
      enum kind kind = kind_of(cp);
      letters->ltr += kind == LEFT_TO_RIGHT;
      letters->rtl += kind == RIGHT_TO_LEFT;
      letters->unknown += run->rtl && cp > 0xFFFF;
    }
  }
}

/* How many marks outweigh the letters that speak against a page's direction; an eighth more,
 * because some of them may not be taken for what we think. */
static size_t weight_of(const struct letters *letters, bool rtl) {
  size_t against = rtl ? letters->ltr : letters->rtl, with = rtl ? letters->rtl : letters->ltr;
  size_t enough = against + against / 8 + 1;
  if (with >= enough || (against == 0 && letters->unknown == 0)) return 0;
  return enough - with;
}

static bool has_rtl(const struct bb_page *page) {
  for (size_t i = 0; i < page->line_count; i++) {
    if (page->lines[i].rtl) return true;
    for (size_t k = 0; k < page->lines[i].run_count; k++)
      if (page->lines[i].runs[k].rtl) return true;
  }
  return false;
}

/* A page has the direction of most of its lines, but in a right-to-left document a line without a
 * right-to-left letter has no say: it is read well on either page. */
struct bb_page_reading bb_page_reading(const struct bb_page *page, bool rtl_document) {
  if (!has_rtl(page)) return (struct bb_page_reading){0};
  struct letters all = {0};
  size_t rtl_lines = 0, ltr_lines = 0;
  for (size_t i = 0; i < page->line_count; i++) {
    const struct bb_line *line = &page->lines[i];
    size_t before = all.rtl + all.unknown;
    for (size_t k = 0; k < line->run_count; k++) count_letters(&all, &line->runs[k]);
    bool plain = all.rtl + all.unknown == before;
    rtl_lines += line->rtl;
    ltr_lines += !line->rtl && !(rtl_document && plain);
  }
  bool rtl = rtl_lines > ltr_lines;
  return (struct bb_page_reading){rtl, weight_of(&all, rtl)};
}

/* ---- clusters ---- */

struct list {
  struct bb_arena *arena;
  const struct bb_glyph_run *main; /* of the line: its size and baseline */
  struct bb_shown *items;
  size_t count, room;
};

static void make_room(struct list *list, size_t more) {
  list->items = bb_arena_grow(list->arena, list->items, list->count, list->count + more,
                              sizeof *list->items, &list->room);
}

static void add(struct list *list, struct bb_shown shown) {
  make_room(list, 1);
  list->items[list->count++] = shown;
}

static int32_t units_of(const struct bb_shown *s) {
  return bb_face_metrics(s->cluster.face)->units_per_em;
}

/* Start of the last character of text[0..end). */
static size_t character_before(struct bb_span text, size_t end) {
  size_t at = end;
  do at--;
  while (at && ((unsigned char)text.p[at] & 0xC0) == 0x80);
  return at;
}

static void add_rtl_cluster(struct list *list, struct bb_shown whole) {
  struct bb_span text = whole.cluster.text;
  int32_t n = (int32_t)bb_utf8_count(text), units = units_of(&whole);
  size_t end = text.n;
  for (int32_t i = 0; i < n; i++) {
    size_t start = character_before(text, end);
    struct bb_shown part = whole;
    part.cluster.text = bb_span_cut(text, start, end);
    part.advance = whole.advance / n;
    part.x += bb_len_scale(whole.em, (int64_t)whole.advance * i, (int64_t)units * n);
    if (i) part.cluster.glyph_count = 0;
    add(list, part);
    end = start;
  }
}

/* Field by field: a literal would be set to zero first, which takes longer than all the rest. */
static inline void show(const struct bb_glyph_run *run, size_t i, struct bb_shown *shown) {
  const struct bb_placed *c = &run->placed[i];
  shown->run = run;
  shown->with = run;
  shown->leads = false;
  shown->cluster.face = run->face;
  shown->cluster.glyphs = c->glyphs;
  shown->cluster.glyph_count = c->glyph_count;
  shown->cluster.text = c->size ? cluster_text(run, i) : SOFT_HYPHEN;
  shown->cluster.scale = BB_FULL_SIZE;
  shown->cluster.rise = 0;
  shown->advance = c->advance;
  shown->x = run->x + c->x;
  shown->baseline = run->baseline;
  shown->em = run->em;
  shown->bar = false;
}

static bool is_raised(const struct bb_glyph_run *run, const struct bb_glyph_run *main) {
  return run->em < main->em && run->baseline != main->baseline;
}

/* Something small and raised, as a code of the line's own size and baseline that draws it so. */
static void level(struct bb_shown *s, const struct bb_glyph_run *main) {
  s->cluster.scale = bb_len_scale(BB_FULL_SIZE, s->em, main->em);
  s->cluster.rise = bb_len_scale(main->baseline - s->baseline, units_of(s), main->em);
  s->advance = bb_len_scale(s->advance, s->em, main->em);
  s->em = main->em;
  s->baseline = main->baseline;
}

/* One cluster of two that follow each other from right to left. */
static struct bb_shown join(struct list *list, const struct bb_shown *left,
                            const struct bb_shown *right) {
  uint32_t l = left->cluster.glyph_count, r = right->cluster.glyph_count;
  struct bb_glyph *glyphs = BB_NEW_ARRAY(list->arena, l + r, struct bb_glyph);
  for (uint32_t i = 0; i < l; i++) glyphs[i] = left->cluster.glyphs[i];
  for (uint32_t i = 0; i < r; i++) {
    glyphs[l + i] = right->cluster.glyphs[i];
    glyphs[l + i].dx += left->advance;
  }
  struct bb_shown both = *left;
  both.cluster.glyphs = glyphs;
  both.cluster.glyph_count = l + r;
  both.cluster.text =
      (struct bb_span){right->cluster.text.p, right->cluster.text.n + left->cluster.text.n};
  both.advance += right->advance;
  return both;
}

static bool follows(const struct bb_shown *left, const struct bb_shown *right) {
  return right->cluster.text.p + right->cluster.text.n == left->cluster.text.p;
}

/* The cluster at *i of a right-to-left run.  One without a width of its own (the alef of a lam-alef
 * in some fonts, a joiner) would begin where its neighbour does: they are taken together. */
static struct bb_shown show_rtl(struct list *list, const struct bb_glyph_run *run, size_t *i) {
  struct bb_shown shown, right;
  show(run, *i, &shown);
  while (shown.advance * 1000LL < units_of(&shown) * (int64_t)NO_WIDTH && *i + 1 < run->count) {
    show(run, *i + 1, &right);
    if (!follows(&shown, &right)) break;
    shown = join(list, &shown, &right);
    ++*i;
  }
  return shown;
}

static void add_rtl_run(struct list *list, const struct bb_glyph_run *run) {
  bool raised = is_raised(run, list->main);
  for (size_t i = 0; i < run->count; i++) {
    struct bb_shown shown = show_rtl(list, run, &i);
    if (raised) level(&shown, list->main);
    add_rtl_cluster(list, shown);
  }
}

static void add_run(struct list *list, const struct bb_glyph_run *run) {
  if (run->rtl) {
    add_rtl_run(list, run);
    return;
  }
  make_room(list, run->count);
  struct bb_shown *items = list->items + list->count;
  bool raised = is_raised(run, list->main);
  for (size_t i = 0; i < run->count; i++) {
    show(run, i, &items[i]);
    if (raised) level(&items[i], list->main);
  }
  list->count += run->count;
}

const struct bb_glyph_run *bb_line_main_run(const struct bb_line *line) {
  const struct bb_glyph_run *main = &line->runs[0];
  for (size_t i = 1; i < line->run_count; i++)
    if (line->runs[i].em > main->em) main = &line->runs[i];
  return main;
}

/* ---- marks ---- */

static struct bb_shown marks_at(const struct bb_glyph_run *run, bb_len x, const char *marks,
                                size_t count) {
  return (struct bb_shown){
      .run = run,
      .with = run,
      .cluster = {.face = run->face, .text = {marks, count * MARK}, .scale = BB_FULL_SIZE},
      .x = x,
      .baseline = run->baseline,
      .em = run->em};
}

struct bb_shown bb_page_mark(const struct bb_page_reading *page, const struct bb_glyph_run *run,
                             bb_len x) {
  return marks_at(run, x, page->rtl ? RTL_MARKS : LTR_MARKS, 1);
}

/* Adds a mark just left of x: of two words that begin at the same place the order is not sure. */
static void add_mark(struct list *list, bb_len x, const char *mark,
                     const struct bb_glyph_run *with) {
  struct bb_shown shown = marks_at(list->main, x - 1, mark, 1);
  shown.with = with;
  shown.leads = true;
  add(list, shown);
}

static bb_len right_edge(const struct bb_shown *s) {
  return s->x + bb_len_scale(s->em, s->advance, units_of(s));
}

static bool opens_ltr(enum kind kind) {
  return kind == LEFT_TO_RIGHT || kind == NUMERIC;
}

static uint32_t start_of(const struct bb_glyph_run *run) {
  return run->placed[run->rtl ? run->count - 1 : 0].start;
}

/* False where a stretch ends though the next one has its direction, too: a marker and its text. */
static bool reads_on(const struct bb_shown *left, const struct bb_shown *right) {
  const struct bb_glyph_run *a = left->run, *b = right->run;
  if (a->rtl != b->rtl) return false;
  return a == b || (a->text.p == b->text.p && (start_of(a) < start_of(b)) != a->rtl);
}

static void add_marked_for_rtl(struct list *out, const struct list *plain) {
  enum kind left = NEUTRAL; /* of what stands to the left */
  for (size_t i = 0; i < plain->count; i++) {
    const struct bb_shown *s = &plain->items[i];
    bool ltr = !s->run->rtl;
    bool opens = ltr ? i == 0 || !reads_on(s - 1, s) : opens_ltr(first_kind(s->cluster.text));
    if (opens && left != RIGHT_TO_LEFT) add_mark(out, s->x, RTL_MARKS, s->run);
    add(out, *s);
    left = last_kind(s->cluster.text);
    bool closes = ltr && (i + 1 == plain->count || !reads_on(s, s + 1));
    if (closes && !opens_ltr(left)) add_mark(out, right_edge(s), LTR_MARKS, s->run);
  }
}

static void add_marked_for_ltr(struct list *out, const struct list *plain) {
  for (size_t i = 0; i < plain->count; i++) {
    const struct bb_shown *s = &plain->items[i];
    bool rtl = s->run->rtl;
    bool opens = rtl && (i == 0 || !s[-1].run->rtl);
    if (opens && first_kind(s->cluster.text) != RIGHT_TO_LEFT)
      add_mark(out, s->x, RTL_MARKS, s->run);
    add(out, *s);
    bool closes = rtl && i + 1 < plain->count && !s[1].run->rtl;
    if (closes && !opens_ltr(first_kind(s[1].cluster.text)))
      add_mark(out, right_edge(s), LTR_MARKS, s[1].run);
  }
}

static bool is_white_space(struct bb_span text) {
  for (size_t at = 0; at < text.n;)
    if (!bb_lang_is_white_space(bb_utf8_decode(text, &at))) return false;
  return true;
}

/* True when all of its text is white space.  A single byte is ASCII. */
static inline bool is_space(const struct bb_shown *shown) {
  struct bb_span text = shown->cluster.text;
  if (text.n != 1) return is_white_space(text);
  return text.p[0] == ' ' || (text.p[0] >= '\t' && text.p[0] <= '\r');
}

/* True when the line has spaces and all words between them are one character long. */
static bool is_spaced_out(const struct list *plain) {
  size_t spaces = 0, letters = 0; /* letters: of the word so far */
  for (size_t i = 0; i < plain->count; i++) {
    bool space = is_space(&plain->items[i]);
    spaces += space;
    letters = space ? 0 : letters + bb_utf8_count(plain->items[i].cluster.text);
    if (letters > 1) return false;
  }
  return spaces > 0;
}

struct bb_shown *bb_line_shown(const struct bb_line *line, const struct bb_page_reading *page,
                               struct bb_arena *arena, size_t *count) {
  *count = 0;
  if (!line->run_count) return NULL;
  struct list plain = {.arena = arena, .main = bb_line_main_run(line)}, marked = plain;
  bool rtl = page->rtl;
  size_t clusters = 0;
  for (size_t i = 0; i < line->run_count; i++) {
    clusters += line->runs[i].count;
    rtl = rtl || line->runs[i].rtl;
  }
  plain.room = clusters + 1;
  plain.items = BB_NEW_ROOM(arena, plain.room, struct bb_shown);
  for (size_t i = 0; i < line->run_count; i++) add_run(&plain, &line->runs[i]);
  if (!plain.count) return NULL;
  struct bb_span *last = &plain.items[plain.count - 1].cluster.text;
  if (bb_span_is(*last, "-")) *last = HYPHEN_AND_NO_END;
  if (is_spaced_out(&plain))
    add_mark(&marked, plain.items[0].x, page->rtl ? RTL_MARKS : LTR_MARKS, plain.items[0].run);
  if (page->rtl)
    add_marked_for_rtl(&marked, &plain);
  else if (rtl || marked.count)
    add_marked_for_ltr(&marked, &plain);
  else
    marked = plain; /* nearly every line of most languages */
  make_room(&marked, 1);
  *count = marked.count;
  return marked.items;
}

static const struct bb_glyph_run *any_run(const struct bb_page *page) {
  for (size_t i = 0; i < page->line_count; i++)
    if (page->lines[i].run_count) return &page->lines[i].runs[0];
  return NULL;
}

struct bb_shown *bb_weight_shown(const struct bb_page *page, const struct bb_page_reading *reading,
                                 struct bb_arena *arena, size_t *count) {
  const struct bb_glyph_run *any = reading->weight ? any_run(page) : NULL;
  *count = 0;
  if (!any) return NULL;
  struct bb_glyph_run *run = BB_NEW(arena, struct bb_glyph_run);
  *run = (struct bb_glyph_run){.face = any->face, .em = BB_PT(6), .lang = any->lang};
  run->baseline = page->height - BB_PT(9);
  struct list list = {.arena = arena};
  /* Each code has a width, or they would be taken for one text that is printed over and over. */
  int32_t advance = bb_face_metrics(run->face)->units_per_em / 4;
  bb_len x = BB_PT(36);
  for (size_t left = reading->weight, n; left; left -= n, x += run->em / 4) {
    n = left < MANY ? left : MANY;
    struct bb_shown marks = marks_at(run, x, reading->rtl ? RTL_MARKS : LTR_MARKS, n);
    marks.advance = advance;
    add(&list, marks);
  }
  *count = list.count;
  return list.items;
}

/* ---- widths ---- */

/* True when what follows list[0] is no space and stands where it is expected: nearly always. */
static bool is_followed(const struct bb_shown *list, int64_t width) {
  int64_t distance = (int64_t)(list[1].x - list[0].x) * 1000, em = list[0].em;
  return distance >= (width + TIGHT) * em && distance <= (width + LOOSE) * em &&
         !is_space(&list[1]);
}

int32_t bb_shown_stretch(const struct bb_shown *list, size_t count, int32_t width) {
  if (count < 2 || is_followed(list, width)) return 0;
  size_t next = 1;
  while (next < count && is_space(&list[next])) next++;
  if (next == count || is_space(&list[0])) return 0;
  int64_t gap = (int64_t)(list[next].x - list[0].x) * 1000 / list[0].em - width, wanted = 0;
  bool parted = next > 1 || gap >= APART;
  if (parted && gap > WIDE_SPACE)
    wanted = (gap - PLAIN_SPACE) / WIDE_STEP * WIDE_STEP;
  else if (parted && gap < NARROW_SPACE)
    wanted = gap - NARROW_SPACE;
  else if (!parted && (gap > LOOSE || gap < TIGHT))
    wanted = gap;
  return wanted < -width ? -width : (int32_t)wanted;
}
