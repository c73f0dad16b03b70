/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * One pass over the source's lines before md4c sees it: finds the signs, hides them from md4c in a
 * copy of the same length, and stops where a text is nested or run together beyond measure.
 *
 *     [^7]: Article 22       becomes    1) x: Article 22      a list item: it may follow a text
 *                                                             line, and never is a link definition
 *     > [!CASE] Title                   > # xxxxx Title       a heading: it ends with its line, so
 *                                                             that a table may follow
 *     [^7](see there)                   [^7],see there)       otherwise a link
 *     a <                               a ,                   otherwise, to md4c 0.4.8, a link:
 *     b:c>                              b:c>                  "<", any character, "b:c", ">"
 *
 * A line in a code block may be altered too; that does no harm, because text is read from the
 * source at the offset that md4c reports, never from the copy.  Where the author's own words would
 * now count as Markdown (a '#' that ends a call-out's title), they are masked as well.
 *
 * Not here: what the signs mean (callouts.c, footnotes.c).
 */
#include "markup/inside.h"

#include <string.h>

enum {
  LABEL_MAX = 64, /* bytes of a footnote label or of a call-out's kind */
  /* Without an empty line between them: */
  RUN_MAX = 1000 * 1000,   /* bytes; md4c keeps 20 bytes a mark until the block ends */
  BRACKET_LINES_MAX = 2000 /* md4c looks a bracket's line up by searching the block's lines from the
                              first one, so that time grows with the square of this */
};

/* A line's beginning: white space and the marks of quotes and lists. */
struct prefix {
  uint32_t size, marks, columns;
  bool quoted, quote_last; /* there is a '>'; it is the last mark */
};

static bool is_blank(char c) {
  return c == ' ' || c == '\t';
}

static bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

static bool is_alnum(char c) {
  return is_digit(c) || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
}

/* The size of a list mark at the start of s, without the blank that must follow, or 0. */
static size_t list_mark(struct bb_span s) {
  size_t n = 0;
  if (s.n && (s.p[0] == '-' || s.p[0] == '+' || s.p[0] == '*')) {
    n = 1;
  } else {
    while (n < s.n && n < 9 && is_digit(s.p[n])) n++;
    if (!n || n == s.n || (s.p[n] != '.' && s.p[n] != ')')) return 0;
    n++;
  }
  return n < s.n && is_blank(s.p[n]) ? n : 0;
}

static struct prefix read_prefix(struct bb_span line) {
  struct prefix prefix = {0};
  for (;;) {
    struct bb_span rest = bb_span_cut(line, prefix.size, line.n);
    size_t n = list_mark(rest);
    if (rest.n && is_blank(rest.p[0])) {
      prefix.columns += rest.p[0] == '\t' ? 4 : 1;
      prefix.size++;
    } else if (rest.n && rest.p[0] == '>') {
      prefix.quoted = prefix.quote_last = true;
      prefix.marks++;
      prefix.size++;
    } else if (n) {
      prefix.quote_last = false;
      prefix.marks++;
      prefix.size += (uint32_t)n;
    } else {
      return prefix;
    }
  }
}

size_t bb_markup_footnote_mark(struct bb_span s) {
  if (!bb_span_starts(s, "[^")) return 0;
  size_t n = 2;
  while (n < s.n && n < LABEL_MAX + 2 &&
         (is_alnum(s.p[n]) || s.p[n] == '-' || s.p[n] == '_' || s.p[n] == '.' ||
          (unsigned char)s.p[n] >= 0x80))
    n++;
  /* A '_' at an end of the label could be read as emphasis. */
  return n > 2 && n < s.n && s.p[n] == ']' && s.p[2] != '_' && s.p[n - 1] != '_' ? n + 1 : 0;
}

/* The size of "[!KIND]" at the start of s, or 0. */
static size_t callout_mark(struct bb_span s) {
  if (!bb_span_starts(s, "[!")) return 0;
  size_t n = 2;
  while (n < s.n && n < LABEL_MAX + 2 && (is_alnum(s.p[n]) || s.p[n] == '-' || s.p[n] == '_')) n++;
  return n > 2 && n < s.n && s.p[n] == ']' ? n + 1 : 0;
}

static struct bb_sign *add_sign(struct bb_parse *parse, enum bb_sign_kind kind, uint32_t offset,
                                size_t size) {
  parse->signs = bb_arena_grow(&parse->scratch, parse->signs, parse->sign_count,
                               parse->sign_count + 1, sizeof *parse->signs, &parse->sign_room);
  struct bb_sign *sign = &parse->signs[parse->sign_count++];
  *sign = (struct bb_sign){.kind = kind, .offset = offset, .size = (uint32_t)size};
  return sign;
}

static void mask(struct bb_parse *parse, uint32_t offset, const char *with, size_t size) {
  char *at = parse->masked + (offset - parse->from);
  size_t n = strlen(with);
  memcpy(at, with, n);
  memset(at + n, 'x', size - n);
}

static void mask_footnote(struct bb_parse *parse, uint32_t offset, size_t mark) {
  add_sign(parse, BB_SIGN_FOOTNOTE, offset, mark + 1);
  mask(parse, offset, "1) ", mark);
}

static struct bb_sign *mask_callout(struct bb_parse *parse, uint32_t offset, size_t mark,
                                    struct bb_span title) {
  mask(parse, offset, "# ", mark);
  title = bb_span_trim(title);
  if (bb_span_ends(title, "#"))
    parse->masked[(size_t)(title.p - parse->source->text.p) + title.n - 1 - parse->from] = ',';
  return add_sign(parse, BB_SIGN_CALLOUT, offset, mark);
}

static bool is_escaped(struct bb_span line, size_t at) {
  size_t backslashes = 0;
  while (backslashes < at && line.p[at - backslashes - 1] == '\\') backslashes++;
  return backslashes % 2;
}

static void mask_parentheses(struct bb_parse *parse, struct bb_span line) {
  for (size_t at = bb_span_find(line, 0, "[^"); at < line.n;
       at = bb_span_find(line, at + 1, "[^")) {
    size_t end = at + bb_markup_footnote_mark(bb_span_cut(line, at, line.n));
    if (end > at && end < line.n && line.p[end] == '(' && !is_escaped(line, at))
      parse->masked[(size_t)(line.p - parse->source->text.p) + end - parse->from] = ',';
  }
}

/* The line without its end; *next is the offset of the line after it. */
static struct bb_span cut_line(struct bb_span text, size_t from, size_t end, size_t *next) {
  size_t at = from;
  while (at < end && text.p[at] != '\n' && text.p[at] != '\r') at++;
  *next = at;
  if (*next < end && text.p[*next] == '\r') (*next)++;
  if (*next < end && text.p[*next] == '\n' && (*next == at || text.p[*next - 1] == '\r')) (*next)++;
  return bb_span_cut(text, from, at);
}

/* md4c 0.4.8 takes a line end for the first letter of an autolink's scheme. */
static void mask_false_autolink(struct bb_parse *parse, struct bb_span line, size_t next) {
  struct bb_span text = parse->source->text;
  if (!bb_span_ends(line, "<")) return;
  while (next < parse->end && (is_alnum(text.p[next]) || strchr("+-.", text.p[next]))) next++;
  if (next < parse->end && text.p[next] == ':')
    parse->masked[(size_t)(line.p - text.p) + line.n - 1 - parse->from] = ',';
}

struct scan {
  struct bb_parse *parse;
  struct bb_sign *callout;   /* on the line before, or NULL */
  size_t run, bracket_lines; /* bytes, and lines with brackets, since the last empty line */
};

/* False where the text must not be read any further. */
static bool within_limits(struct scan *scan, struct bb_span line, const struct prefix *prefix) {
  uint32_t at = (uint32_t)(line.p - scan->parse->source->text.p);
  bool blank = prefix->size == line.n;
  scan->run = blank ? 0 : scan->run + line.n + 1;
  scan->bracket_lines = blank ? 0 : scan->bracket_lines + (memchr(line.p, '[', line.n) != NULL);
  if (prefix->marks && prefix->marks + prefix->columns / 2 > 2 * BB_MARKUP_DEPTH_MAX)
    bb_markup_report(scan->parse, BB_D_MARKUP_DEPTH, at, "%s", "");
  else if (scan->run > RUN_MAX)
    bb_markup_report(scan->parse, BB_D_MARKUP_SIZE, at, "more than %d bytes without an empty line",
                     RUN_MAX);
  else if (scan->bracket_lines > BRACKET_LINES_MAX)
    bb_markup_report(scan->parse, BB_D_MARKUP_SIZE, at, "more than %d lines with brackets",
                     BRACKET_LINES_MAX);
  else
    return true;
  return false;
}

static void scan_line(struct scan *scan, struct bb_span line, const struct prefix *prefix) {
  struct bb_parse *parse = scan->parse;
  uint32_t at = (uint32_t)(line.p - parse->source->text.p) + prefix->size;
  struct bb_span rest = bb_span_cut(line, prefix->size, line.n);
  if (scan->callout && rest.n && !prefix->quoted) scan->callout->lazy = true;
  scan->callout = NULL;
  mask_parentheses(parse, rest);
  size_t mark = bb_markup_footnote_mark(rest);
  if (mark && mark < rest.n && rest.p[mark] == ':') mask_footnote(parse, at, mark);
  mark = prefix->quote_last ? callout_mark(rest) : 0;
  if (mark && (mark == rest.n || is_blank(rest.p[mark])))
    scan->callout = mask_callout(parse, at, mark, bb_span_cut(rest, mark, rest.n));
}

void bb_markup_scan(struct bb_parse *parse) {
  struct bb_span text = parse->source->text;
  struct scan scan = {.parse = parse};
  parse->masked = bb_arena_alloc(&parse->scratch, parse->end - parse->from + 1);
  if (parse->end > parse->from)
    memcpy(parse->masked, text.p + parse->from, parse->end - parse->from);
  for (size_t at = parse->from, next; at < parse->end; at = next) {
    struct bb_span line = cut_line(text, at, parse->end, &next);
    struct prefix prefix = read_prefix(line);
    if (!within_limits(&scan, line, &prefix)) {
      parse->end = (uint32_t)at;
      return;
    }
    scan_line(&scan, line, &prefix);
    mask_false_autolink(parse, line, next);
  }
}

const struct bb_sign *bb_markup_sign_find(const struct bb_parse *parse, enum bb_sign_kind kind,
                                          uint32_t offset) {
  uint32_t skip = kind == BB_SIGN_CALLOUT ? BB_CALLOUT_SKIP : BB_FOOTNOTE_SKIP;
  size_t low = 0, high = parse->sign_count;
  while (low < high) {
    size_t middle = low + (high - low) / 2;
    if (parse->signs[middle].offset + skip < offset)
      low = middle + 1;
    else
      high = middle;
  }
  /* The two kinds differ by one byte of skip, so the wanted sign may be the one before. */
  for (size_t i = low ? low - 1 : 0; i < parse->sign_count && i <= low + 1; i++)
    if (parse->signs[i].kind == kind && parse->signs[i].offset + skip == offset)
      return &parse->signs[i];
  return NULL;
}
