/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Inlines -> canonical Markdown.
 *
 * The tree is laid out as a row of tokens; then each pair of emphasis marks gets its character, and
 * only then is text written, because what must be escaped depends on the marks around it.  (The
 * parser makes no emphasis inside emphasis, and no strong inside strong.)
 *
 * Strong is "**x**" and emphasis "_x_", except inside a word, where '_' does not count and '*' is
 * taken.  Where even that fails (a letter outside, punctuation inside), the letter is written as an
 * entity.  Marks that would run together, and neighbouring code spans, are kept apart by an empty
 * comment, which the parser drops.
 */
#include "markup/escape.h"
#include "markup/inside.h"

enum token_kind { TEXT, OPEN, CLOSE, LINK_OPEN, LINK_CLOSE, ATOM, BREAK };

struct token {
  enum token_kind kind;
  const struct bb_inline *node;
  size_t partner;                 /* OPEN, CLOSE: the other one */
  char mark;                      /* OPEN, CLOSE: '*' or '_' */
  bool encode_first, encode_last; /* TEXT */
  bool in_link;
};

struct render {
  struct bb_arena scratch;
  struct token *tokens;
  size_t count, room;
  int in_links; /* while the row is made: open links and images */
};

/* ---- the row ---- */

static size_t add(struct render *r, enum token_kind kind, const struct bb_inline *node) {
  r->tokens =
      bb_arena_grow(&r->scratch, r->tokens, r->count, r->count + 1, sizeof *r->tokens, &r->room);
  r->tokens[r->count] = (struct token){.kind = kind, .node = node, .in_link = r->in_links > 0};
  return r->count++;
}

static void add_all(struct render *r, const struct bb_inline *inlines);

static void add_span(struct render *r, const struct bb_inline *node) {
  size_t open = add(r, OPEN, node);
  add_all(r, node->child);
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
  return t->node->text.n <= 4 && bb_utf8_count(t->node->text) == 1;
}

/* A hard break that ends a line of the Markdown; "<br>" does not. */
static bool is_line_end(const struct render *r, size_t at) {
  return at < r->count && r->tokens[at].kind == BREAK && !r->tokens[at].node->tag;
}

static enum bb_flank flank_before(const struct render *r, size_t at) {
  if (!at || is_line_end(r, at - 1)) return BB_FLANK_SPACE;
  const struct token *t = &r->tokens[at - 1];
  if (t->kind != TEXT || t->encode_last || (t->encode_first && is_one_character(t)))
    return BB_FLANK_PUNCTUATION;
  return bb_flank_last(t->node->text);
}

static enum bb_flank flank_after(const struct render *r, size_t at) {
  if (at + 1 == r->count || is_line_end(r, at + 1)) return BB_FLANK_SPACE;
  const struct token *t = &r->tokens[at + 1];
  if (t->kind != TEXT || t->encode_first || (t->encode_last && is_one_character(t)))
    return BB_FLANK_PUNCTUATION;
  return bb_flank_first(t->node->text);
}

/* ---- emphasis marks ---- */

static bool is_span_end(const struct render *r, size_t at) {
  return at < r->count && (r->tokens[at].kind == OPEN || r->tokens[at].kind == CLOSE);
}

static bool works(const struct render *r, size_t open, char mark) {
  size_t close = r->tokens[open].partner;
  return bb_flank_opens(mark, flank_before(r, open), flank_after(r, open)) &&
         bb_flank_closes(mark, flank_before(r, close), flank_after(r, close));
}

static bool touches_span(const struct render *r, size_t open) {
  size_t close = r->tokens[open].partner;
  return is_span_end(r, open - 1) || is_span_end(r, open + 1) || is_span_end(r, close - 1) ||
         is_span_end(r, close + 1);
}

static bool holds_span(const struct render *r, size_t open) {
  for (size_t i = open + 1; i < r->tokens[open].partner; i++)
    if (r->tokens[i].kind == OPEN) return true;
  return false;
}

/* md4c 0.4.8 lets a '*' between two punctuation characters close a "**", and the other way round.
 */
static bool is_between_punctuation(const struct render *r, size_t open) {
  return flank_before(r, open) == BB_FLANK_PUNCTUATION &&
         flank_after(r, open) == BB_FLANK_PUNCTUATION;
}

static char choose_mark(const struct render *r, size_t open) {
  if (r->tokens[open].node->kind == BB_STRONG) return '*';
  if (works(r, open, '_') || !works(r, open, '*')) return '_';
  bool safe = !touches_span(r, open) && !holds_span(r, open) && !is_between_punctuation(r, open);
  return safe ? '*' : '_';
}

/* White space at an edge of emphasis, or before a hard break, would not count. */
static void keep_spaces(struct render *r) {
  for (size_t i = 0; i + 1 < r->count; i++) {
    struct token *t = &r->tokens[i], *next = t + 1;
    if (t->kind == OPEN && next->kind == TEXT && flank_after(r, i) == BB_FLANK_SPACE)
      next->encode_first = true;
    if (t->kind == TEXT && (next->kind == CLOSE || next->kind == BREAK) &&
        flank_before(r, i + 1) == BB_FLANK_SPACE)
      t->encode_last = true;
  }
}

/* Inner spans have been marked before: a letter that one of them had encoded is punctuation now. */
static void mark_span(struct render *r, size_t open) {
  struct token *t = &r->tokens[open];
  size_t close = t->partner;
  t->mark = r->tokens[close].mark = choose_mark(r, open);
  if (works(r, open, t->mark)) return;
  if (flank_before(r, open) == BB_FLANK_OTHER) r->tokens[open - 1].encode_last = true;
  if (flank_after(r, close) == BB_FLANK_OTHER) r->tokens[close + 1].encode_first = true;
}

static bool is_code(const struct token *t) {
  return t->kind == ATOM && t->node->kind == BB_CODE_SPAN;
}

/* True when the output of token `at` would run together with that of the token before it. */
static bool runs_together(const struct render *r, size_t at) {
  const struct token *t = &r->tokens[at], *before = t - 1;
  if (is_span_end(r, at) && is_span_end(r, at - 1)) return t->mark == before->mark;
  return is_code(t) && is_code(before);
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
  size_t blanks = 0;
  while (blanks < code.n && code.p[blanks] == ' ') blanks++;
  bool pad = code.p[0] == '`' || code.p[code.n - 1] == '`' ||
             (code.p[0] == ' ' && code.p[code.n - 1] == ' ' && blanks < code.n);
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

static void write_link_end(const struct bb_inline *node, const struct bb_escape *where,
                           struct bb_buf *out) {
  bb_buf_string(out, "](");
  bb_escape_target(node->target, node->title.n > 0, where, out);
  if (node->title.n) {
    bb_buf_char(out, ' ');
    bb_escape_title(node->title, where, out);
  }
  bb_buf_char(out, ')');
}

static bool starts_line(const struct render *r, size_t at) {
  return !at || is_line_end(r, at - 1);
}

/* The text is that of a cell. */
static bool holds_tag(const struct render *r) {
  for (size_t i = 0; i < r->count; i++)
    if (r->tokens[i].kind == BREAK && r->tokens[i].node->tag) return true;
  return false;
}

static bool holds(struct bb_span s, const char *needle) {
  return bb_span_find(s, 0, needle) < s.n;
}

/* True when "[label]: target" may be read, were the first character a '[': the label may hold
 * marks. */
static bool holds_definition(const struct render *r) {
  for (size_t i = 0; i < r->count; i++) {
    const struct bb_inline *node = r->tokens[i].node;
    if (holds(node->text, "]:") || holds(node->target, "]:") || holds(node->title, "]:"))
      return true;
  }
  return false;
}

static bool is_kind(const struct render *r, size_t at, enum token_kind kind) {
  return at < r->count && r->tokens[at].kind == kind;
}

/* What stands around the TEXT at `at`. */
static struct bb_escape surroundings(const struct render *r, size_t at) {
  const struct token *t = &r->tokens[at];
  bool after_mark = at && r->tokens[at - 1].node->kind == BB_FOOTNOTE_MARK;
  return (struct bb_escape){
      .before = flank_before(r, at),
      .after = flank_after(r, at),
      .encode_first = t->encode_first,
      .encode_last = t->encode_last,
      .in_link = t->in_link,
      .link_start = at && is_kind(r, at - 1, LINK_OPEN),
      .before_link = is_kind(r, at + 1, LINK_OPEN),
      .line_start = starts_line(r, at),
      .first_line = !at,
      .after_mark = after_mark && starts_line(r, at - 1),
      .last = at + 1 == r->count || is_line_end(r, at + 1),
  };
}

/* True when runs of `mark` in texts, targets and titles may pair, or emphasis is marked by it. */
static bool is_used(const struct render *r, char mark) {
  const struct bb_escape link = {.before = BB_FLANK_PUNCTUATION, .after = BB_FLANK_PUNCTUATION};
  bool opened = false;
  for (size_t i = 0; i < r->count; i++) {
    const struct token *t = &r->tokens[i];
    struct bb_escape text = surroundings(r, i);
    if (is_span_end(r, i) && t->mark == mark) return true;
    if (t->kind == TEXT && bb_escape_pairs(t->node->text, mark, &text, &opened)) return true;
    if (t->kind == LINK_CLOSE && (bb_escape_pairs(t->node->target, mark, &link, &opened) ||
                                  bb_escape_pairs(t->node->title, mark, &link, &opened)))
      return true;
  }
  return false;
}

static void write_mark(const struct token *t, struct bb_buf *out) {
  bb_buf_char(out, t->mark);
  if (t->node->kind == BB_STRONG) bb_buf_char(out, t->mark);
}

static void write_break(const struct token *t, bool line_start, struct bb_buf *out) {
  bb_buf_string(out, t->node->tag ? "<br>" : line_start ? "\\\n" : "  \n");
}

static void write_all(const struct render *r, struct bb_buf *out) {
  bool stars = is_used(r, '*'), underscores = is_used(r, '_'), definition = holds_definition(r);
  bool cell = holds_tag(r);
  for (size_t i = 0; i < r->count; i++) {
    const struct token *t = &r->tokens[i];
    struct bb_escape where = surroundings(r, i);
    where.stars = stars;
    where.underscores = underscores;
    where.is_definition = definition;
    where.in_cell = cell;
    if (i && runs_together(r, i)) bb_buf_string(out, "<!-- -->");
    switch (t->kind) {
    case TEXT: bb_escape_text(t->node->text, &where, out); break;
    case OPEN:
    case CLOSE: write_mark(t, out); break;
    case LINK_OPEN: bb_buf_string(out, t->node->kind == BB_IMAGE ? "![" : "["); break;
    case LINK_CLOSE: write_link_end(t->node, &where, out); break;
    case ATOM: write_atom(t->node, out); break;
    case BREAK: write_break(t, starts_line(r, i), out); break;
    }
  }
}

void bb_markup_render(const struct bb_inline *inlines, struct bb_buf *out) {
  struct render r = {0};
  add_all(&r, inlines);
  keep_spaces(&r);
  for (size_t i = 0; i < r.count; i++)
    if (r.tokens[i].kind == CLOSE) mark_span(&r, r.tokens[i].partner);
  write_all(&r, out);
  bb_arena_free(&r.scratch);
}
