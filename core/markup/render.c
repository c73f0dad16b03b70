/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Inlines -> canonical Markdown.
 *
 * The tree is laid out as a row of tokens; then each pair of emphasis marks gets its character, and
 * only then is text written, because what must be escaped depends on the marks around it.
 *
 * Emphasis is "_x_" and strong "**x**" wherever that reads back as such.  Three things stand
 * against it:
 *   a letter outside     '_' does not open or close inside a word: '*' is taken; where punctuation
 *                        stands inside, even that fails, and the letter is written as an entity
 *   a mark next to it    two marks of one character would run together: the other one is taken
 *   an outer span        of the same kind and character, which the opening mark could close
 * Where nothing fits, an empty comment (which the parser drops) keeps two marks apart; so it does
 * between two code spans.
 */
#include "markup/escape.h"
#include "markup/inside.h"

enum token_kind { TEXT, OPEN, CLOSE, LINK_OPEN, LINK_CLOSE, ATOM, BREAK };

struct token {
  enum token_kind kind;
  const struct bb_inline *node;
  size_t partner, outer; /* OPEN, CLOSE: the other one; OPEN: the OPEN around it, or NONE */
  char mark;             /* OPEN, CLOSE: '*' or '_' */
  bool encode_first, encode_last; /* TEXT */
  bool separate;                  /* an empty comment goes before it */
  bool in_link;
};

#define NONE SIZE_MAX

struct render {
  struct bb_arena scratch;
  struct token *tokens;
  size_t count, room;
  size_t open;  /* while the row is made: the innermost OPEN, or NONE */
  int in_links; /* likewise: open links and images */
};

/* ---- the row ---- */

static size_t add(struct render *r, enum token_kind kind, const struct bb_inline *node) {
  r->tokens =
      bb_arena_grow(&r->scratch, r->tokens, r->count, r->count + 1, sizeof *r->tokens, &r->room);
  r->tokens[r->count] =
      (struct token){.kind = kind, .node = node, .outer = r->open, .in_link = r->in_links > 0};
  return r->count++;
}

static void add_all(struct render *r, const struct bb_inline *inlines);

static void add_span(struct render *r, const struct bb_inline *node) {
  size_t open = add(r, OPEN, node), outer = r->open;
  r->open = open;
  add_all(r, node->child);
  r->open = outer;
  size_t close = add(r, CLOSE, node);
  r->tokens[open].partner = close;
  r->tokens[close].partner = open;
}

static void add_link(struct render *r, const struct bb_inline *node) {
  add(r, LINK_OPEN, node);
  r->in_links++;
  add_all(r, node->child);
  r->in_links--;
  add(r, LINK_CLOSE, node);
}

static void add_all(struct render *r, const struct bb_inline *inlines) {
  for (const struct bb_inline *i = inlines; i; i = i->next) switch (i->kind) {
    case BB_TEXT:
      if (i->text.n) add(r, TEXT, i);
      break;
    case BB_LINE_BREAK: add(r, BREAK, i); break;
    case BB_CODE_SPAN:
    case BB_FOOTNOTE_MARK: add(r, ATOM, i); break;
    case BB_EMPHASIS:
    case BB_STRONG: add_span(r, i); break; /* depth: BB_MARKUP_DEPTH_MAX */
    case BB_LINK:
    case BB_IMAGE:
      if (i->autolink)
        add(r, ATOM, i);
      else
        add_link(r, i);
      break;
    }
}

/* ---- what stands beside a token ---- */

static bool is_one_character(const struct token *t) {
  return bb_utf8_count(t->node->text) == 1;
}

static enum bb_flank flank_before(const struct render *r, size_t at) {
  if (!at || r->tokens[at - 1].kind == BREAK) return BB_FLANK_SPACE;
  const struct token *t = &r->tokens[at - 1];
  if (t->kind != TEXT || t->encode_last || (t->encode_first && is_one_character(t)))
    return BB_FLANK_PUNCTUATION;
  return bb_flank_last(t->node->text);
}

static enum bb_flank flank_after(const struct render *r, size_t at) {
  if (at + 1 == r->count || r->tokens[at + 1].kind == BREAK) return BB_FLANK_SPACE;
  const struct token *t = &r->tokens[at + 1];
  if (t->kind != TEXT || t->encode_first || (t->encode_last && is_one_character(t)))
    return BB_FLANK_PUNCTUATION;
  return bb_flank_first(t->node->text);
}

/* ---- emphasis marks ---- */

static bool is_mark(const struct render *r, size_t at, char mark) {
  return at < r->count && (r->tokens[at].kind == OPEN || r->tokens[at].kind == CLOSE) &&
         r->tokens[at].mark == mark;
}

/* True when the opening mark could close a span that is open around it. */
static bool would_close(const struct render *r, size_t at, char mark) {
  if (!bb_flank_closes(mark, flank_before(r, at), flank_after(r, at))) return false;
  for (size_t k = r->tokens[at].outer; k != NONE; k = r->tokens[k].outer)
    if (r->tokens[k].mark == mark && r->tokens[k].node->kind == r->tokens[at].node->kind)
      return true;
  return false;
}

static bool works(const struct render *r, size_t open, char mark) {
  size_t close = r->tokens[open].partner;
  return bb_flank_opens(mark, flank_before(r, open), flank_after(r, open)) &&
         bb_flank_closes(mark, flank_before(r, close), flank_after(r, close));
}

static bool collides(const struct render *r, size_t open, char mark) {
  return is_mark(r, open - 1, mark) || is_mark(r, r->tokens[open].partner + 1, mark) ||
         would_close(r, open, mark);
}

static void choose_mark(struct render *r, size_t open) {
  struct token *first = &r->tokens[open + 1], *t = &r->tokens[open];
  size_t close = t->partner;
  struct token *last = &r->tokens[close - 1];
  if (first->kind == TEXT && flank_after(r, open) == BB_FLANK_SPACE) first->encode_first = true;
  if (last->kind == TEXT && flank_before(r, close) == BB_FLANK_SPACE) last->encode_last = true;
  const char *order = t->node->kind == BB_EMPHASIS ? "_*" : "*_";
  char mark = '\0';
  for (int i = 0; i < 2 && !mark; i++)
    if (works(r, open, order[i]) && !collides(r, open, order[i])) mark = order[i];
  for (int i = 0; i < 2 && !mark; i++)
    if (!collides(r, open, order[i])) mark = order[i];
  if (!mark) {
    mark = is_mark(r, close + 1, order[0]) ? order[1] : order[0];
    t->separate = true;
  }
  t->mark = r->tokens[close].mark = mark;
  if (works(r, open, mark)) return;
  if (flank_before(r, open) == BB_FLANK_OTHER) r->tokens[open - 1].encode_last = true;
  if (flank_after(r, close) == BB_FLANK_OTHER) r->tokens[close + 1].encode_first = true;
}

/* ---- writing ---- */

static void write_code(struct bb_span code, struct bb_buf *out) {
  size_t longest = 0, run = 0;
  uint64_t runs = 0; /* bit n: a run of n backticks stands in the text, n < 64 */
  for (size_t i = 0; i <= code.n; i++) {
    if (i < code.n && code.p[i] == '`') {
      run++;
      continue;
    }
    if (run > longest) longest = run;
    if (run < 64) runs |= (uint64_t)1 << run;
    run = 0;
  }
  size_t ticks = 1;
  while (ticks < 64 && (runs >> ticks & 1)) ticks++;
  if (ticks == 64) ticks = longest + 1;
  bool blank = !bb_span_trim(code).n;
  bool pad = code.p[0] == '`' || code.p[code.n - 1] == '`' ||
             (code.p[0] == ' ' && code.p[code.n - 1] == ' ' && !blank);
  for (size_t i = 0; i < ticks; i++) bb_buf_char(out, '`');
  if (pad) bb_buf_char(out, ' ');
  bb_buf_span(out, code);
  if (pad) bb_buf_char(out, ' ');
  for (size_t i = 0; i < ticks; i++) bb_buf_char(out, '`');
}

static void write_atom(const struct bb_inline *node, struct bb_buf *out) {
  if (node->kind == BB_CODE_SPAN)
    write_code(node->text, out);
  else if (node->kind == BB_FOOTNOTE_MARK)
    bb_buf_printf(out, "[^%.*s]", BB_SPAN_ARG(node->text));
  else
    bb_buf_printf(out, "<%.*s>", BB_SPAN_ARG(node->child->text));
}

static void write_link_end(const struct bb_inline *node, struct bb_buf *out) {
  bb_buf_string(out, "](");
  bb_escape_target(node->target, node->title.n > 0, out);
  if (node->title.n) {
    bb_buf_char(out, ' ');
    bb_escape_title(node->title, out);
  }
  bb_buf_char(out, ')');
}

static bool starts_line(const struct render *r, size_t at) {
  return !at || r->tokens[at - 1].kind == BREAK;
}

/* "[label]: target" may have marks inside its label. */
static bool holds_definition(const struct render *r) {
  for (size_t i = 0; i < r->count; i++)
    if (r->tokens[i].kind == TEXT &&
        bb_span_find(r->tokens[i].node->text, 0, "]:") < r->tokens[i].node->text.n)
      return true;
  return false;
}

static bool is_kind(const struct render *r, size_t at, enum token_kind kind) {
  return at < r->count && r->tokens[at].kind == kind;
}

/* True when emphasis marks or more than one run of text could be read as `mark`. */
static bool is_used(const struct render *r, char mark) {
  size_t runs = 0;
  for (size_t i = 0; i < r->count; i++) {
    if (is_mark(r, i, mark)) return true;
    if (r->tokens[i].kind == TEXT)
      runs += bb_escape_count_runs(r->tokens[i].node->text, mark, flank_before(r, i),
                                   flank_after(r, i));
  }
  return runs > 1;
}

static void write_text(const struct render *r, size_t at, struct bb_escape where,
                       struct bb_buf *out) {
  const struct token *t = &r->tokens[at];
  where.before = flank_before(r, at);
  where.after = flank_after(r, at);
  where.encode_first = t->encode_first;
  where.encode_last = t->encode_last;
  where.in_link = t->in_link;
  where.link_start = at && is_kind(r, at - 1, LINK_OPEN);
  where.before_link = is_kind(r, at + 1, LINK_OPEN);
  where.line_start = starts_line(r, at);
  where.first_line = !at;
  where.after_mark =
      at && r->tokens[at - 1].node->kind == BB_FOOTNOTE_MARK && starts_line(r, at - 1);
  where.last = at + 1 == r->count || is_kind(r, at + 1, BREAK);
  bb_escape_text(t->node->text, &where, out);
}

static void write_mark(const struct token *t, struct bb_buf *out) {
  bb_buf_char(out, t->mark);
  if (t->node->kind == BB_STRONG) bb_buf_char(out, t->mark);
}

static void write_all(const struct render *r, struct bb_buf *out) {
  struct bb_escape where = {.stars = is_used(r, '*'),
                            .underscores = is_used(r, '_'),
                            .is_definition = holds_definition(r)};
  for (size_t i = 0; i < r->count; i++) {
    const struct token *t = &r->tokens[i];
    if (t->separate) bb_buf_string(out, "<!-- -->");
    switch (t->kind) {
    case TEXT: write_text(r, i, where, out); break;
    case OPEN:
    case CLOSE: write_mark(t, out); break;
    case LINK_OPEN: bb_buf_string(out, t->node->kind == BB_IMAGE ? "![" : "["); break;
    case LINK_CLOSE: write_link_end(t->node, out); break;
    case ATOM: write_atom(t->node, out); break;
    case BREAK: bb_buf_string(out, starts_line(r, i) ? "\\\n" : "  \n"); break;
    }
  }
}

void bb_markup_render(const struct bb_inline *inlines, struct bb_buf *out) {
  struct render r = {.open = NONE};
  add_all(&r, inlines);
  for (size_t i = 0; i < r.count; i++) {
    if (r.tokens[i].kind == OPEN) choose_mark(&r, i);
    if (i && r.tokens[i].node->kind == BB_CODE_SPAN && r.tokens[i - 1].node->kind == BB_CODE_SPAN)
      r.tokens[i].separate = true;
  }
  write_all(&r, out);
  bb_arena_free(&r.scratch);
}
