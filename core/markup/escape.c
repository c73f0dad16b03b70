/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Writing literal text as Markdown: a character is escaped only where it would otherwise be read as
 * a mark (or might be: where telling needs more than its neighbours, it is escaped).
 *   anywhere       backslash before punctuation, backtick, "&name;", '<' before a tag, "[^label]",
 *                  '](', '*' and '_' that could open or close emphasis
 *   in a link      brackets that do not pair
 *   at a line's    marks of headings, quotes, lists, rules, fences, tables, definitions
 *   start
 * White space at an edge of emphasis, and line ends, are written as numeric entities.
 */
#include "markup/escape.h"

#include "markup/inside.h"

#include <string.h>

static bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

static bool is_letter(char c) {
  return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
}

static bool is_blank_at(struct bb_span s, size_t at) {
  return at >= s.n || s.p[at] == ' ' || s.p[at] == '\t';
}

static bool is_one_character(struct bb_span s) {
  return s.n <= 4 && bb_utf8_count(s) == 1;
}

static char char_at(struct bb_span s, size_t at) {
  return at < s.n ? s.p[at] : '\0';
}

/* True when s begins with what md4c takes for an entity. */
static bool is_entity(struct bb_span s) {
  size_t n = 1;
  if (char_at(s, 1) == '#') {
    bool hex = char_at(s, 2) == 'x' || char_at(s, 2) == 'X';
    n = hex ? 3 : 2;
    size_t first = n;
    while (n < s.n && (is_digit(s.p[n]) || (hex && is_letter(s.p[n])))) n++;
    return n > first && char_at(s, n) == ';';
  }
  while (n < s.n && (is_letter(s.p[n]) || (n > 1 && is_digit(s.p[n])))) n++;
  return n > 1 && char_at(s, n) == ';';
}

/* True when s begins with '<' and may be a tag, a comment or an autolink (an address may begin with
 * almost anything).  last: nothing follows s on its line. */
static bool is_tag(struct bb_span s, bool last) {
  if (s.n == 1) return !last;
  if (!bb_markup_is_space(s.p[1])) return (unsigned char)s.p[1] < 0x80;
  size_t n = 2; /* md4c 0.4.8 would take "< a:b>" for an autolink */
  while (n < s.n && (is_letter(s.p[n]) || is_digit(s.p[n]) || strchr("+-.", s.p[n]))) n++;
  return char_at(s, n) == ':';
}

/* True when the brackets of a text pair and none of them needs an escape of its own. */
static bool is_paired(struct bb_span text) {
  int depth = 0;
  for (size_t i = 0; i < text.n; i++) {
    depth += (text.p[i] == '[') - (text.p[i] == ']');
    if (depth < 0) return false;
    struct bb_span rest = bb_span_cut(text, i, text.n);
    if (bb_span_starts(rest, "](") || bb_markup_footnote_mark(rest)) return false;
  }
  return !depth;
}

static void write_entity(uint32_t cp, struct bb_buf *out) {
  bb_buf_printf(out, "&#%u;", cp);
}

/* ---- runs of '*' and '_' ---- */

struct run {
  size_t end;
  bool opens, closes;
};

static struct run read_run(struct bb_span text, size_t at, const struct bb_escape *where) {
  char mark = text.p[at];
  size_t end = at;
  while (end < text.n && text.p[end] == mark) end++;
  struct bb_span head = bb_span_cut(text, 0, at), tail = bb_span_cut(text, end, text.n);
  enum bb_flank before = head.n ? bb_flank_last(head) : where->before,
                after = tail.n ? bb_flank_first(tail) : where->after;
  if (where->encode_first && is_one_character(head)) before = BB_FLANK_PUNCTUATION;
  if (where->encode_last && is_one_character(tail)) after = BB_FLANK_PUNCTUATION;
  return (struct run){end, bb_flank_opens(mark, before, after),
                      bb_flank_closes(mark, before, after)};
}

bool bb_escape_pairs(struct bb_span text, char mark, const struct bb_escape *where, bool *opened) {
  for (size_t at = 0; at < text.n; at++) {
    if (text.p[at] != mark) continue;
    struct run run = read_run(text, at, where);
    if (run.closes && *opened) return true;
    *opened |= run.opens;
    at = run.end - 1;
  }
  return false;
}

/* ---- the start of a line ---- */

/* A line of three or more '*', '-' or '_' and white space only. */
static bool is_rule(struct bb_span s) {
  size_t count = 0;
  for (size_t i = 0; i < s.n; i++) {
    if (s.p[i] == s.p[0])
      count++;
    else if (s.p[i] != ' ' && s.p[i] != '\t')
      return false;
  }
  return count >= 3;
}

size_t bb_escape_list_mark(struct bb_span s) {
  size_t n = 0;
  if (char_at(s, 0) == '-' || char_at(s, 0) == '*')
    return n + 1 < s.n && is_blank_at(s, 1) ? n : s.n;
  while (n < s.n && is_digit(s.p[n])) n++;
  bool number = n && n <= 9 && (char_at(s, n) == '.' || char_at(s, n) == ')');
  return number && n + 1 < s.n && is_blank_at(s, n + 1) ? n : s.n;
}

/* The offset of the character to escape so that s does not begin a block, or s.n. */
static size_t block_mark(struct bb_span s, const struct bb_escape *where) {
  size_t n = 0;
  if (where->in_cell && bb_escape_list_mark(s) < s.n) return s.n;
  switch (s.p[0]) {
  case '#':
    while (n < s.n && s.p[n] == '#') n++;
    return n <= 6 && is_blank_at(s, n) ? 0 : s.n;
  case '>': return 0;
  case '-': return is_blank_at(s, 1) || char_at(s, 1) == '-' ? 0 : s.n;
  case '+': return is_blank_at(s, 1) ? 0 : s.n;
  case '*': return is_blank_at(s, 1) || is_rule(s) ? 0 : s.n;
  case '_': return is_rule(s) ? 0 : s.n;
  case '=': return where->first_line ? s.n : 0;
  case '~': return bb_span_starts(s, "~~~") ? 0 : s.n;
  case '|':
  case ':': return where->first_line ? s.n : 0;
  case '[': return where->first_line && where->is_definition ? 0 : s.n;
  }
  while (n < s.n && is_digit(s.p[n])) n++;
  bool number = n && n <= 9 && (char_at(s, n) == '.' || char_at(s, n) == ')');
  return number && is_blank_at(s, n + 1) ? n : s.n;
}

/* ---- text ---- */

struct writer {
  struct bb_span text;
  const struct bb_escape *where;
  struct bb_buf *out;
  bool paired; /* the brackets of the text are */
};

/* A backslash is read as an escape when punctuation follows it in the output. */
static bool escapes_next(const struct writer *w, size_t at) {
  if (at + 1 == w->text.n) return !w->where->last;
  bool encoded = w->where->encode_last && is_one_character(bb_span_cut(w->text, at + 1, w->text.n));
  return encoded || bb_is_punctuation(w->text.p[at + 1]) || w->text.p[at + 1] == '\n' ||
         w->text.p[at + 1] == '\r';
}

static bool needs_escape(const struct writer *w, size_t at) {
  struct bb_span rest = bb_span_cut(w->text, at, w->text.n);
  const struct bb_escape *where = w->where;
  switch (rest.p[0]) {
  case '\\': return escapes_next(w, at);
  case '`': return true;
  case '&': return is_entity(rest);
  case '<': return is_tag(rest, where->last);
  case '[': return (where->in_link && !w->paired) || bb_markup_footnote_mark(rest);
  case ']': return (where->in_link && !w->paired) || char_at(rest, 1) == '(';
  case '!': return rest.n == 1 && where->before_link;
  case '^': return !at && where->link_start;
  case ':': return !at && where->after_mark;
  }
  return false;
}

/* Writes the run of '*' or '_' at `at`; returns its end. */
static size_t write_run(const struct writer *w, size_t at, bool is_block_mark) {
  struct run run = read_run(w->text, at, w->where);
  bool pairs = w->text.p[at] == '*' ? w->where->stars : w->where->underscores;
  bool escape = is_block_mark || (pairs && (run.opens || run.closes));
  for (; at < run.end; at++) {
    if (escape) bb_buf_char(w->out, '\\');
    bb_buf_char(w->out, w->text.p[at]);
  }
  return run.end;
}

void bb_escape_text(struct bb_span text, const struct bb_escape *where, struct bb_buf *out) {
  struct writer w = {text, where, out, is_paired(text)};
  size_t mark = where->line_start && !where->encode_first ? block_mark(text, where) : text.n;
  for (size_t at = 0; at < text.n;) {
    size_t next = at;
    uint32_t cp = bb_utf8_decode(text, &next);
    bool encode = (!at && where->encode_first) || (next == text.n && where->encode_last) ||
                  cp == '\n' || cp == '\r';
    if (encode) {
      write_entity(cp, out);
    } else if (cp == '*' || cp == '_') {
      next = write_run(&w, at, at == mark);
    } else {
      if (at == mark || needs_escape(&w, at)) bb_buf_char(out, '\\');
      bb_buf_add(out, text.p + at, next - at);
    }
    at = next;
  }
}

/* ---- targets and titles ---- */

/* Inside a target or title; `quote` is the character that ends it, or NUL. */
static void write_attribute(struct bb_span s, char quote, const struct bb_escape *where,
                            struct bb_buf *out) {
  struct bb_escape inside = {.before = BB_FLANK_PUNCTUATION,
                             .after = BB_FLANK_PUNCTUATION,
                             .stars = where->stars,
                             .underscores = where->underscores};
  struct writer w = {s, &inside, out, is_paired(s)};
  for (size_t at = 0; at < s.n;) {
    char c = s.p[at];
    if (c == '*' || c == '_') {
      at = write_run(&w, at, false);
      continue;
    }
    if (c == '\n' || c == '\r') {
      write_entity((uint32_t)c, out);
    } else {
      bool escape = c == '<' || (quote && c == quote) || ((c == '[' || c == ']') && !w.paired);
      if (escape || needs_escape(&w, at)) bb_buf_char(out, '\\');
      bb_buf_char(out, c);
    }
    at++;
  }
}

/* True when a target can stand without angle brackets. */
static bool is_bare(struct bb_span target) {
  int depth = 0;
  for (size_t i = 0; i < target.n; i++) {
    unsigned char c = (unsigned char)target.p[i];
    if (c <= ' ' || c == 0x7F) return false;
    depth += (c == '(') - (c == ')');
    if (depth < 0 || depth > 3) return false;
  }
  return !depth;
}

void bb_escape_target(struct bb_span target, bool has_title, const struct bb_escape *where,
                      struct bb_buf *out) {
  if (target.n ? is_bare(target) : !has_title) {
    write_attribute(target, '\0', where, out);
  } else {
    bb_buf_char(out, '<');
    if (target.n && !is_letter(target.p[0])) { /* md4c 0.4.8 would see an autolink in "< a:b>" */
      size_t first = 0;
      write_entity(bb_utf8_decode(target, &first), out);
      target = bb_span_cut(target, first, target.n);
    }
    write_attribute(target, '>', where, out);
    bb_buf_char(out, '>');
  }
}

void bb_escape_title(struct bb_span title, const struct bb_escape *where, struct bb_buf *out) {
  bb_buf_char(out, '"');
  write_attribute(title, '"', where, out);
  bb_buf_char(out, '"');
}
