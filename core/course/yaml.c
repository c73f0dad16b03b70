/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * libyaml's events are put together to a tree with an explicit stack.
 *
 * One slip of authors is mended on the way.  In
 *     title: Cybercrime: a handbook
 * YAML takes the second colon for the start of a map and gives the whole file up.  The line is put
 * in quotes and the text read again, once a slip, so that one colon does not hide every other
 * fault.  The other slip, a value that " #" cuts short, is only marked (`cut`): whether a comment
 * is a slip depends on what the key holds.
 *
 * Places: libyaml counts code points from the start of its input; a cursor turns them into bytes.
 * Its own lines are not used, because it also ends lines at U+0085, U+2028 and U+2029.
 */
#include "course/yaml.h"

#include <stdlib.h>
#include <string.h>
#include <yaml.h>

enum { SLIPS_MAX = 20 };

struct reader {
  yaml_parser_t parser;
  struct bb_arena *arena;
  const struct bb_source *source; /* the text as it is read, slips mended */
  size_t to;                      /* end of the YAML in it */
  struct bb_diags *diags;
  struct bb_yaml *root;
  struct bb_yaml *stack[BB_YAML_DEPTH_MAX]; /* the open lists and maps */
  struct bb_yaml *last[BB_YAML_DEPTH_MAX];  /* the last child of each */
  int depth;
  size_t nodes;
  bool has_key; /* a map's key was read; its value comes next */
  struct bb_span key;
  struct bb_place key_place;
  size_t code_points, bytes; /* the cursor: two measures of one position in the input */
  size_t from;               /* where the input starts in the source */
};

/* ---- places ---- */

static bool continues(struct bb_span s, size_t at) {
  return at < s.n && ((unsigned char)s.p[at] & 0xC0) == 0x80;
}

/* The byte offset in the source of libyaml's mark.  Marks come nearly in order; the few steps back
 * are at most a simple key long (1,024). */
static uint32_t offset_of(struct reader *r, yaml_mark_t mark) {
  struct bb_span input = bb_span_cut(r->source->text, r->from, r->to);
  while (r->code_points < mark.index && r->bytes < input.n) {
    do r->bytes++;
    while (continues(input, r->bytes));
    r->code_points++;
  }
  while (r->code_points > mark.index) {
    do r->bytes--;
    while (continues(input, r->bytes));
    r->code_points--;
  }
  return (uint32_t)(r->from + r->bytes);
}

static struct bb_place place_of(struct reader *r, yaml_mark_t mark) {
  return bb_source_place(r->source, offset_of(r, mark));
}

/* ---- the tree ---- */

static bool limit(struct reader *r, yaml_mark_t mark, const char *what, int count) {
  bb_diag_add(r->diags, BB_D_YAML_LIMIT, place_of(r, mark), "%s %d", what, count);
  return false;
}

static struct bb_yaml *add_node(struct reader *r, enum bb_yaml_kind kind, yaml_mark_t mark) {
  struct bb_yaml *node = BB_NEW(r->arena, struct bb_yaml);
  node->kind = kind;
  node->place = node->at = place_of(r, mark);
  r->nodes++;
  if (r->has_key) {
    node->key = r->key;
    node->at = r->key_place;
    r->has_key = false;
  }
  if (!r->depth) return r->root = node;
  struct bb_yaml **last = &r->last[r->depth - 1];
  if (*last)
    (*last)->next = node;
  else
    r->stack[r->depth - 1]->child = node;
  return *last = node;
}

static bool wants_key(const struct reader *r) {
  return r->depth && r->stack[r->depth - 1]->kind == BB_YAML_MAP && !r->has_key;
}

/* True when nothing but blanks stands between the end of the scalar and a comment. */
static bool comment_follows(struct reader *r, yaml_mark_t end) {
  struct bb_span text = r->source->text;
  size_t at = offset_of(r, end), start = at;
  while (at < r->to && (text.p[at] == ' ' || text.p[at] == '\t')) at++;
  return at > start && at < r->to && text.p[at] == '#';
}

static struct bb_yaml *add_text(struct reader *r, struct bb_span text, yaml_mark_t mark) {
  if (wants_key(r)) {
    r->has_key = true;
    r->key = text;
    r->key_place = place_of(r, mark);
    return NULL;
  }
  struct bb_yaml *node = add_node(r, BB_YAML_SCALAR, mark);
  node->text = text;
  if (!text.n) node->place = node->at;
  return node;
}

static void add_scalar(struct reader *r, const yaml_event_t *event) {
  struct bb_span text = {(const char *)event->data.scalar.value, event->data.scalar.length};
  struct bb_yaml *node = add_text(r, bb_arena_copy(r->arena, text), event->start_mark);
  if (!node) return;
  node->quoted = event->data.scalar.style != YAML_PLAIN_SCALAR_STYLE;
  node->cut = !node->quoted && text.n && comment_follows(r, event->end_mark);
}

static void add_alias(struct reader *r, const yaml_event_t *event) {
  bb_diag_add(r->diags, BB_D_YAML_ALIAS, place_of(r, event->start_mark), "*%s",
              (const char *)event->data.alias.anchor);
  add_text(r, BB_SPAN(""), event->start_mark);
}

static bool open_node(struct reader *r, enum bb_yaml_kind kind, yaml_mark_t mark) {
  if (r->depth == BB_YAML_DEPTH_MAX) return limit(r, mark, "nested deeper than", BB_YAML_DEPTH_MAX);
  if (wants_key(r)) {
    bb_diag_add(r->diags, BB_D_YAML_SYNTAX, place_of(r, mark), "a list or map cannot be a key");
    return false;
  }
  struct bb_yaml *node = add_node(r, kind, mark);
  r->stack[r->depth] = node;
  r->last[r->depth++] = NULL;
  return true;
}

/* ---- keys of a map are unique ---- */

static int by_key(const void *a, const void *b) {
  const struct bb_yaml *x = *(struct bb_yaml *const *)a, *y = *(struct bb_yaml *const *)b;
  int order = bb_span_compare(x->key, y->key);
  if (order) return order;
  if (x->at.line != y->at.line) return x->at.line < y->at.line ? -1 : 1;
  return (x->at.column > y->at.column) - (x->at.column < y->at.column);
}

/* Keeps the first of equal keys.  Sorting finds them in n log n whatever the file holds. */
static void drop_double_keys(struct reader *r, struct bb_yaml *map) {
  size_t count = 0, i = 0;
  for (const struct bb_yaml *node = map->child; node; node = node->next) count++;
  if (count < 2) return;
  struct bb_yaml **nodes = BB_NEW_ARRAY(r->arena, count, struct bb_yaml *);
  for (struct bb_yaml *node = map->child; node; node = node->next) nodes[i++] = node;
  qsort(nodes, count, sizeof(struct bb_yaml *), by_key);
  for (size_t first = 0, at = 1; at < count; at++) {
    if (!bb_span_equal(nodes[first]->key, nodes[at]->key)) {
      first = at;
      continue;
    }
    bb_diag_add(r->diags, BB_D_YAML_DUPLICATE, nodes[at]->at, "\"%.*s\"",
                BB_SPAN_ARG(nodes[at]->key));
    nodes[at]->key.p = NULL;
  }
  for (struct bb_yaml **link = &map->child; *link;) {
    if ((*link)->key.p)
      link = &(*link)->next;
    else
      *link = (*link)->next;
  }
}

static void close_node(struct reader *r) {
  struct bb_yaml *node = r->stack[--r->depth];
  if (node->kind == BB_YAML_MAP) drop_double_keys(r, node);
}

/* ---- events ---- */

/* False when reading must stop. */
static bool take(struct reader *r, const yaml_event_t *event) {
  if (r->nodes >= BB_YAML_NODES_MAX)
    return limit(r, event->start_mark, "more values than", BB_YAML_NODES_MAX);
  switch (event->type) {
  case YAML_SCALAR_EVENT: add_scalar(r, event); return true;
  case YAML_SEQUENCE_START_EVENT: return open_node(r, BB_YAML_LIST, event->start_mark);
  case YAML_MAPPING_START_EVENT: return open_node(r, BB_YAML_MAP, event->start_mark);
  case YAML_SEQUENCE_END_EVENT:
  case YAML_MAPPING_END_EVENT: close_node(r); return true;
  case YAML_ALIAS_EVENT: add_alias(r, event); return true;
  case YAML_DOCUMENT_START_EVENT:
    if (!r->root) return true;
    bb_diag_add(r->diags, BB_D_YAML_SYNTAX, place_of(r, event->start_mark),
                "a second document begins here");
    return false;
  case YAML_NO_EVENT:
  case YAML_STREAM_START_EVENT:
  case YAML_DOCUMENT_END_EVENT: return true;
  case YAML_STREAM_END_EVENT: return false;
  }
  return false;
}

static void read_events(struct reader *r) {
  bool more = true;
  while (more) {
    yaml_event_t event;
    if (!yaml_parser_parse(&r->parser, &event)) break;
    more = take(r, &event);
    yaml_event_delete(&event);
  }
  while (r->depth) close_node(r);
}

/* ---- the slip of the colon ---- */

/* A line "  - key: value with: a colon" whose value is not in quotes: where the value lies. */
static bool find_slip(const struct bb_source *source, uint32_t line, size_t to, size_t *from,
                      size_t *end) {
  struct bb_span text = source->text;
  size_t start = source->line_start[line - 1];
  *end = line < source->line_count ? source->line_start[line] : text.n;
  if (*end > to) *end = to;
  while (*end > start && strchr("\r\n\t ", text.p[*end - 1])) (*end)--;
  struct bb_span row = bb_span_cut(text, 0, *end);
  size_t colon = bb_span_find(row, start, ": ");
  *from = colon + 1;
  while (*from < *end && row.p[*from] == ' ') (*from)++;
  if (*from >= *end || strchr("\"'[{|>&*!%@`#", row.p[*from])) return false;
  return row.p[*end - 1] == ':' || bb_span_find(row, *from, ": ") < *end;
}

/* The text with bytes from..end in double quotes. */
static const struct bb_source *quote(struct bb_arena *arena, const struct bb_source *source,
                                     size_t from, size_t end) {
  struct bb_buf buf = {0};
  bb_buf_span(&buf, bb_span_cut(source->text, 0, from));
  bb_buf_char(&buf, '"');
  for (size_t i = from; i < end; i++) {
    if (strchr("\"\\", source->text.p[i])) bb_buf_char(&buf, '\\');
    bb_buf_char(&buf, source->text.p[i]);
  }
  bb_buf_char(&buf, '"');
  bb_buf_span(&buf, bb_span_cut(source->text, end, source->text.n));
  struct bb_span text = bb_arena_copy(arena, bb_buf_view(&buf));
  bb_buf_free(&buf);
  return bb_source_of(arena, source->path, text);
}

/* After libyaml gave up: mends the line when it is the slip.  False: not this slip. */
static bool mend(struct reader *r) {
  yaml_mark_t mark = r->parser.problem_mark;
  const char *problem = r->parser.problem;
  if (!problem || strcmp(problem, "mapping values are not allowed in this context") != 0)
    return false;
  size_t from, end, before = r->source->text.n;
  if (!find_slip(r->source, place_of(r, mark).line, r->to, &from, &end)) return false;
  bb_diag_add(r->diags, BB_D_YAML_COLON, bb_source_place(r->source, (uint32_t)from), "\"%.*s\"",
              BB_SPAN_ARG(bb_span_cut(r->source->text, from, end)));
  r->source = quote(r->arena, r->source, from, end);
  r->to += r->source->text.n - before;
  return true;
}

static void report(struct reader *r) {
  if (r->parser.error == YAML_NO_ERROR) return;
  struct bb_place place = place_of(r, r->parser.problem_mark);
  if (r->parser.error == YAML_READER_ERROR) /* its mark is not set, its offset counts bytes */
    place = bb_source_place(r->source, (uint32_t)(r->from + r->parser.problem_offset));
  const char *problem = r->parser.problem; /* NULL when libyaml found no memory */
  bb_diag_add(r->diags, BB_D_YAML_SYNTAX, place, "%s", problem ? problem : "too large");
}

static void restart(struct reader *r) {
  r->root = NULL;
  r->depth = 0;
  r->nodes = 0;
  r->has_key = false;
  r->code_points = r->bytes = 0;
  if (!yaml_parser_initialize(&r->parser)) abort(); /* no memory left */
  struct bb_span input = bb_span_cut(r->source->text, r->from, r->to);
  yaml_parser_set_encoding(&r->parser, YAML_UTF8_ENCODING);
  yaml_parser_set_input_string(&r->parser, (const unsigned char *)input.p, input.n);
}

const struct bb_yaml *bb_yaml_read(struct bb_arena *arena, const struct bb_source *source,
                                   size_t from, size_t to, struct bb_diags *diags) {
  struct reader r = {.arena = arena, .source = source, .from = from, .to = to, .diags = diags};
  if (to - from > BB_YAML_BYTES_MAX) {
    bb_diag_add(diags, BB_D_YAML_LIMIT, bb_source_place(source, (uint32_t)from),
                "more bytes than %d", BB_YAML_BYTES_MAX);
    return NULL;
  }
  for (int slips = 0;; slips++) {
    restart(&r);
    read_events(&r);
    bool again = r.parser.error == YAML_SCANNER_ERROR && slips < SLIPS_MAX && mend(&r);
    if (!again) report(&r);
    yaml_parser_delete(&r.parser);
    if (!again) return r.root;
  }
}

const struct bb_yaml *bb_yaml_find(const struct bb_yaml *map, const char *key) {
  if (!map || map->kind != BB_YAML_MAP) return NULL;
  for (const struct bb_yaml *node = map->child; node; node = node->next)
    if (bb_span_is(node->key, key)) return bb_yaml_is_empty(node) ? NULL : node;
  return NULL;
}

bool bb_yaml_is_empty(const struct bb_yaml *node) {
  return node->kind == BB_YAML_SCALAR && !node->quoted &&
         (!node->text.n || bb_span_is(node->text, "~") || bb_span_is(node->text, "null"));
}
