/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * HTML.  Comments are the author's notes to this and later stages: they become COMMENT blocks.
 * Everything else (but <br> in a cell: inlines.c) is reported and never printed.  CommonMark gives
 * a block of HTML the whole of its lines, so text behind a comment would silently vanish with it:
 * that is reported too.
 */
#include "markup/inside.h"

#include <string.h>

static uint32_t offset_in_source(const struct bb_piece *pieces, size_t count, size_t at) {
  size_t low = 0; /* the last piece that begins at or before `at` */
  for (size_t high = count; high - low > 1;) {
    size_t middle = low + (high - low) / 2;
    if (pieces[middle].at <= at)
      low = middle;
    else
      high = middle;
  }
  return pieces[low].offset + (uint32_t)(at - pieces[low].at);
}

/* A few words of a text, for a message. */
static struct bb_span sample(struct bb_span text) {
  size_t n = 0;
  while (n < text.n && n < 40 && text.p[n] != '\n' && text.p[n] != '\r') n++;
  while (n < text.n && ((unsigned char)text.p[n] & 0xC0) == 0x80) n++;
  return bb_span_cut(text, 0, n);
}

static void add_html(struct bb_parse *parse, struct bb_block *parent, struct bb_span text,
                     uint32_t offset) {
  struct bb_block *block = bb_markup_block(parse, BB_HTML, offset);
  struct bb_span start = sample(text);
  block->text = bb_arena_copy(parse->arena, text);
  bb_markup_append(parent, block);
  bb_markup_report(parse, text.p[0] == '<' ? BB_D_HTML_BLOCK : BB_D_COMMENT_TEXT, offset,
                   "\"%.*s\"", BB_SPAN_ARG(start));
}

static void add_comment(struct bb_parse *parse, struct bb_block *parent, struct bb_span text,
                        uint32_t offset) {
  struct bb_block *block = bb_markup_block(parse, BB_COMMENT, offset);
  block->text = bb_arena_copy(parse->arena, bb_span_trim(bb_span_cut(text, 4, text.n - 3)));
  bb_markup_append(parent, block);
}

void bb_markup_html_block(struct bb_parse *parse, struct bb_block *parent, struct bb_span text,
                          const struct bb_piece *pieces, size_t count) {
  size_t at = 0;
  while (!bb_markup_is_full(parse)) {
    struct bb_span rest = bb_span_trim(bb_span_cut(text, at, text.n));
    if (!rest.n) return;
    at = (size_t)(rest.p - text.p);
    uint32_t offset = offset_in_source(pieces, count, at);
    if (!bb_span_starts(rest, "<!--")) {
      struct bb_span part = bb_span_cut(rest, 0, bb_span_find(rest, 0, "<!--"));
      add_html(parse, parent, part, offset);
      at += part.n;
      continue;
    }
    size_t end = bb_span_find(rest, 4, "-->");
    if (end == rest.n) {
      bb_markup_report(parse, BB_D_COMMENT_UNCLOSED, offset, "%s", "");
      return;
    }
    add_comment(parse, parent, bb_span_cut(rest, 0, end + 3), offset);
    at += end + 3;
  }
}

/* A comment that begins with a word and a colon, or a slash, was meant to do something. */
static bool is_directive(struct bb_span comment) {
  size_t n = 0;
  while (n < comment.n && ((comment.p[n] >= 'a' && comment.p[n] <= 'z') ||
                           (comment.p[n] >= '0' && comment.p[n] <= '9')))
    n++;
  return n < comment.n && ((n && comment.p[n] == ':') || comment.p[n] == '/');
}

/* "<!-- pin -->": one word, which may say something of the item it stands in. */
static bool is_word(struct bb_span comment) {
  struct bb_span word = bb_span_trim(bb_span_cut(comment, 4, comment.n - 3));
  for (size_t i = 0; i < word.n; i++)
    if (word.p[i] < 'a' || word.p[i] > 'z') return false;
  return word.n > 0;
}

/* ---- tags inside a line ---- */

enum { NAME_MAX = 8 }; /* longer names are none of those asked for here */

/* The name of a tag's element in small letters; "" for what is no tag, or has a longer name. */
static const char *read_name(struct bb_span tag, char name[NAME_MAX + 1]) {
  size_t at = bb_span_starts(tag, "</") ? 2 : 1, n = 0;
  for (; at + n < tag.n && n <= NAME_MAX; n++) {
    char c = tag.p[at + n];
    bool capital = c >= 'A' && c <= 'Z', small = c >= 'a' && c <= 'z';
    if (!capital && !small && !(c >= '0' && c <= '9')) break;
    if (n < NAME_MAX) name[n] = (char)(capital ? c - 'A' + 'a' : c);
  }
  name[n <= NAME_MAX ? n : 0] = '\0';
  return name;
}

bool bb_markup_is_break(struct bb_span tag) {
  char name[NAME_MAX + 1];
  return !bb_span_starts(tag, "</") && !strcmp(read_name(tag, name), "br");
}

bool bb_markup_parts_text(struct bb_span tag) {
  static const char *const within[] = {"a",      "abbr", "b",   "bdi",  "bdo",   "cite", "code",
                                       "del",    "dfn",  "em",  "font", "i",     "ins",  "kbd",
                                       "mark",   "q",    "s",   "samp", "small", "span", "strike",
                                       "strong", "sub",  "sup", "tt",   "u",     "var",  "wbr"};
  char name[NAME_MAX + 1];
  if (bb_span_starts(tag, "<!") || bb_span_starts(tag, "<?")) return false;
  read_name(tag, name);
  for (size_t i = 0; i < sizeof within / sizeof *within; i++)
    if (!strcmp(name, within[i])) return false;
  return true;
}

void bb_markup_html_inline(struct bb_parse *parse, struct bb_block *block, struct bb_span text,
                           uint32_t offset) {
  struct bb_span start = sample(text);
  if (!bb_span_starts(text, "<!--")) {
    if (!bb_span_starts(text, "</"))
      bb_markup_report(parse, BB_D_HTML, offset, "\"%.*s\"", BB_SPAN_ARG(start));
    return;
  }
  if (bb_markup_sign_find(parse, BB_SIGN_CALLOUT, block->offset))
    add_comment(parse, block, text, offset);
  else if (block->parent && block->parent->kind == BB_ITEM && is_word(text))
    add_comment(parse, block->parent, text, offset);
  else if (is_directive(bb_span_trim(bb_span_cut(text, 4, text.n - 3))))
    bb_markup_report(parse, BB_D_COMMENT_INLINE, offset, "\"%.*s\"", BB_SPAN_ARG(start));
}
