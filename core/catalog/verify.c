/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Whether a translation would break the page, decided on the parsed text and not by patterns.
 *
 * Both sides are parsed.  What must survive is collected from each as *marks*: link targets, code,
 * footnote labels, images and whether they have a caption, the line breaks of a cell.  The two
 * collections are compared as multisets: word order is the translator's, but nothing may be lost,
 * added or changed. Emphasis is the translator's too (many scripts have none), as long as its marks
 * come in pairs: a
 * `**`, `_` or backtick that ended up as a character of the text is a mark that missed its partner.
 *
 * Markdown reads `_x_` as emphasis only between spaces and punctuation, which languages without
 * spaces do not have; a translator who keeps the marks of the original is right all the same.  So
 * a text with stray marks is read once more with every `_` as `*`, which has no such rule.
 *
 * Not here: what a translator should look at again but may be right (check.c).
 */
#include "catalog/verify.h"

#include <stdlib.h>
#include <string.h>

enum mark_kind { LINK, CODE, FOOTNOTE, IMAGE, CAPTION, GAP, BREAK };

struct mark {
  enum mark_kind kind;
  struct bb_span what;
};

struct marks {
  struct bb_arena *arena;
  struct mark *list;
  size_t count, room;
  bool foreign_links;
};

static const enum bb_diag_code lost_code[] = {
    [LINK] = BB_D_MESSAGE_LINK_LOST,    [CODE] = BB_D_MESSAGE_CODE,
    [FOOTNOTE] = BB_D_MESSAGE_FOOTNOTE, [IMAGE] = BB_D_MESSAGE_IMAGE,
    [CAPTION] = BB_D_MESSAGE_IMAGE,     [GAP] = BB_D_MESSAGE_GAPS,
    [BREAK] = BB_D_MESSAGE_BREAKS,
};
static const enum bb_diag_code added_code[] = {
    [LINK] = BB_D_MESSAGE_LINK_ADDED,   [CODE] = BB_D_MESSAGE_CODE,
    [FOOTNOTE] = BB_D_MESSAGE_FOOTNOTE, [IMAGE] = BB_D_MESSAGE_IMAGE,
    [CAPTION] = BB_D_MESSAGE_IMAGE,     [GAP] = BB_D_MESSAGE_GAPS,
    [BREAK] = BB_D_MESSAGE_BREAKS,
};

static void add_mark(struct marks *marks, enum mark_kind kind, struct bb_span what) {
  marks->list = bb_arena_grow(marks->arena, marks->list, marks->count, marks->count + 1,
                              sizeof *marks->list, &marks->room);
  marks->list[marks->count++] = (struct mark){kind, what};
}

static bool is_foreign(struct bb_span target) {
  return bb_span_starts(target, "https:") || bb_span_starts(target, "http:");
}

/* A link without text prints nothing to click on: it counts as lost. */
static void add_link(struct marks *marks, const struct bb_inline *link) {
  if (!link->child && !link->autolink) return;
  bool any = marks->foreign_links && is_foreign(link->target);
  add_mark(marks, LINK, any ? BB_SPAN("https:") : link->target);
}

/* "[[1]]": each gap of a question stands in its text once, wherever the language wants it. */
static void add_gaps(struct marks *marks, struct bb_span text) {
  size_t size;
  for (size_t at = 0; (at = bb_span_find(text, at, "[[")) < text.n; at++)
    if (bb_course_gap(bb_span_cut(text, at, text.n), &size))
      add_mark(marks, GAP, bb_span_cut(text, at, at + size));
}

/* Recursion is as deep as inlines nest: BB_MARKUP_DEPTH_MAX. */
static void collect(struct marks *marks, const struct bb_inline *inlines) {
  for (const struct bb_inline *i = inlines; i; i = i->next) {
    switch (i->kind) {
    case BB_LINK: add_link(marks, i); break;
    case BB_CODE_SPAN: add_mark(marks, CODE, i->text); break;
    case BB_FOOTNOTE_MARK: add_mark(marks, FOOTNOTE, i->text); break;
    case BB_IMAGE:
      add_mark(marks, IMAGE, i->target);
      if (i->title.n) add_mark(marks, CAPTION, BB_SPAN("caption"));
      break;
    case BB_TEXT: add_gaps(marks, i->text); break;
    case BB_LINE_BREAK:
      if (i->tag) add_mark(marks, BREAK, BB_SPAN("<br>"));
      break;
    case BB_EMPHASIS:
    case BB_STRONG: break;
    }
    collect(marks, i->child);
  }
}

static int compare(const void *a, const void *b) {
  const struct mark *x = a, *y = b;
  return x->kind != y->kind ? (x->kind > y->kind) - (x->kind < y->kind)
                            : bb_span_compare(x->what, y->what);
}

static struct marks marks_of(struct bb_arena *arena, const struct bb_inline *inlines,
                             bool foreign_links) {
  struct marks marks = {.arena = arena, .foreign_links = foreign_links};
  collect(&marks, inlines);
  if (marks.count) qsort(marks.list, marks.count, sizeof *marks.list, compare);
  return marks;
}

static bool name(struct bb_arena *arena, struct bb_fault *fault, enum bb_diag_code code,
                 struct bb_span what) {
  *fault = (struct bb_fault){code, bb_arena_printf(arena, "\"%.*s\"", BB_SPAN_ARG(what))};
  return false;
}

/* The first mark of `a` that `b` has not (as often), NULL: there is none.  Both are sorted. */
static const struct mark *first_only(const struct marks *a, const struct marks *b) {
  for (size_t i = 0, k = 0; i < a->count; i++, k++) {
    while (k < b->count && compare(&b->list[k], &a->list[i]) < 0) k++;
    if (k == b->count || compare(&b->list[k], &a->list[i]) != 0) return &a->list[i];
  }
  return NULL;
}

static bool same_marks(struct bb_arena *arena, const struct marks *original,
                       const struct marks *translation, struct bb_fault *fault) {
  const struct mark *lost = first_only(original, translation),
                    *added = first_only(translation, original);
  if (lost) return name(arena, fault, lost_code[lost->kind], lost->what);
  if (added) return name(arena, fault, added_code[added->kind], added->what);
  return true;
}

/* ---- marks that became text ---- */

static const char *const strays[] = {"*", "_", "`", "]("};
enum { STRAYS = sizeof strays / sizeof *strays };

/* Counts each of `strays` in the text; depth as above. */
static void count_strays(const struct bb_inline *inlines, size_t counts[STRAYS]) {
  for (const struct bb_inline *i = inlines; i; i = i->next) {
    if (i->kind == BB_TEXT)
      for (size_t s = 0; s < STRAYS; s++)
        for (size_t at = 0; (at = bb_span_find(i->text, at, strays[s])) < i->text.n; at++)
          counts[s]++;
    count_strays(i->child, counts);
  }
}

static bool no_strays(struct bb_arena *arena, const struct bb_inline *original,
                      const struct bb_inline *translation, struct bb_fault *fault) {
  size_t before[STRAYS] = {0}, after[STRAYS] = {0};
  count_strays(original, before);
  count_strays(translation, after);
  for (size_t s = 0; s < STRAYS; s++)
    if (after[s] > before[s])
      return name(arena, fault, BB_D_MESSAGE_STRAY_MARK, bb_span_of(strays[s]));
  return true;
}

static struct bb_span with_stars(struct bb_arena *arena, struct bb_span text) {
  char *copy = bb_arena_alloc(arena, text.n + 1);
  for (size_t i = 0; i < text.n; i++) copy[i] = text.p[i] == '_' ? '*' : text.p[i];
  return (struct bb_span){copy, text.n};
}

/* ---- the verdict ---- */

static bool no_control(struct bb_span text, struct bb_fault *fault) {
  for (size_t i = 0; i < text.n; i++) {
    unsigned char c = (unsigned char)text.p[i];
    if ((c >= ' ' && c != 0x7F) || c == '\n' || c == '\t') continue;
    *fault = (struct bb_fault){BB_D_MESSAGE_CONTROL, ""};
    return false;
  }
  return true;
}

/* True when something of the text would be seen. */
static bool shows(struct bb_span text) {
  for (size_t at = 0; at < text.n;) {
    uint32_t cp = bb_utf8_decode(text, &at);
    if (!bb_lang_is_white_space(cp) && !bb_lang_is_default_ignorable(cp)) return true;
  }
  return false;
}

static bool any_shows(const struct bb_inline *inlines) {
  struct bb_buf text = {0};
  bb_markup_plain(inlines, &text);
  bool some = shows(bb_buf_view(&text));
  bb_buf_free(&text);
  return some;
}

/* An option of which nothing shows would be one option less. */
static bool not_blank(const struct bb_inline *original, const struct bb_inline *translation,
                      struct bb_fault *fault) {
  if (any_shows(translation) || !any_shows(original)) return true;
  *fault = (struct bb_fault){BB_D_MESSAGE_BLANK, ""};
  return false;
}

static struct bb_inline *accept(struct bb_arena *arena, const struct bb_inline *original,
                                struct bb_span text, bool foreign_links, struct bb_fault *fault) {
  size_t blocks;
  struct bb_inline *translation = bb_markup_parse_message(arena, text, &blocks);
  if (!translation) {
    const char *detail = blocks > 1 ? bb_arena_printf(arena, "%zu blocks", blocks) : "";
    *fault = (struct bb_fault){BB_D_MESSAGE_BLOCKS, detail};
    return NULL;
  }
  struct marks before = marks_of(arena, original, foreign_links),
               after = marks_of(arena, translation, foreign_links);
  bool good = no_strays(arena, original, translation, fault) &&
              same_marks(arena, &before, &after, fault) && not_blank(original, translation, fault);
  return good ? translation : NULL;
}

struct bb_inline *bb_verify_markdown(struct bb_arena *arena, struct bb_span id, struct bb_span text,
                                     bool foreign_links, struct bb_fault *fault) {
  size_t blocks;
  struct bb_fault ignored;
  if (!no_control(text, fault)) return NULL;
  const struct bb_inline *original = bb_markup_parse_message(arena, id, &blocks);
  struct bb_inline *translation = accept(arena, original, text, foreign_links, fault);
  if (!translation && fault->code == BB_D_MESSAGE_STRAY_MARK)
    translation = accept(arena, original, with_stars(arena, text), foreign_links, &ignored);
  return translation;
}

static size_t count_lines(struct bb_span text) {
  size_t lines = 0;
  while (bb_span_next(&text, '\n').p) lines++;
  return lines;
}

bool bb_verify_plain(struct bb_span id, struct bb_span text, struct bb_span *trimmed,
                     struct bb_fault *fault) {
  *trimmed = bb_span_trim(text);
  if (!no_control(*trimmed, fault)) return false;
  if (count_lines(*trimmed) <= count_lines(bb_span_trim(id))) return true;
  *fault = (struct bb_fault){BB_D_MESSAGE_BLOCKS, "several lines"};
  return false;
}

bool bb_verify_answers(struct bb_arena *arena, struct bb_span text, struct bb_span *trimmed,
                       struct bb_fault *fault) {
  *trimmed = bb_span_trim(text);
  if (!no_control(*trimmed, fault)) return false;
  struct bb_typed typed = bb_course_typed(arena, *trimmed);
  size_t lines = 0;
  struct bb_span rest = *trimmed;
  for (struct bb_span line; (line = bb_span_next(&rest, '\n')).p;)
    lines += bb_span_trim(line).n > 0;
  *fault = (struct bb_fault){BB_D_MESSAGE_ANSWERS, "no line earns all points"};
  for (size_t i = 0; typed.count == lines && i < typed.count; i++)
    if (typed.accepted[i].weight == 100) return true;
  if (typed.count < lines) fault->detail = "a line is too much, empty, or its weight is miswritten";
  return false;
}

/* ---- labels ---- */

enum { SLOTS_MAX = 9 };

/* Reads the printf directive at the front of *rest, "%s" or with its place "%2$s"; *slot is its
 * place from 0.  Empty when there is none left; "%%" fills in nothing and is passed over. */
static struct bb_span next_directive(struct bb_span *rest, size_t *slot) {
  size_t start;
  while ((start = bb_span_find(*rest, 0, "%")) < rest->n) {
    size_t from = start + 1, end;
    if (from + 1 < rest->n && rest->p[from] >= '1' && rest->p[from] <= '9' &&
        rest->p[from + 1] == '$') {
      *slot = (size_t)(rest->p[from] - '1');
      from += 2;
    }
    for (end = from; end < rest->n && strchr("-+ #0123456789.*'hljztL", rest->p[end]); end++) {
    }
    struct bb_span directive = bb_span_cut(*rest, from, end + 1);
    *rest = bb_span_cut(*rest, end + 1, rest->n);
    if (!bb_span_is(directive, "%")) return directive;
  }
  return (struct bb_span){"", 0};
}

/* What each place is filled with; false when there are more than SLOTS_MAX. */
static bool read_slots(struct bb_span text, struct bb_span slots[SLOTS_MAX]) {
  size_t next = 0, slot = 0;
  for (struct bb_span directive; (directive = next_directive(&text, &slot)).n; slot = ++next) {
    if (slot >= SLOTS_MAX) return false;
    slots[slot] = directive;
  }
  return true;
}

bool bb_verify_label(struct bb_span id, struct bb_span text) {
  struct bb_span want[SLOTS_MAX] = {{0}}, have[SLOTS_MAX] = {{0}};
  bool good = read_slots(id, want) && read_slots(text, have);
  for (size_t i = 0; good && i < SLOTS_MAX; i++) good = bb_span_equal(want[i], have[i]);
  return good;
}
