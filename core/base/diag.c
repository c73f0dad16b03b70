/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/diag.h"

#include "base/arena.h"

#include <pthread.h>
#include <stdlib.h>
#include <string.h>

#define NOTE    BB_NOTE
#define WARNING BB_WARNING
#define ERROR   BB_ERROR
#define FATAL   BB_FATAL
static const struct {
  enum bb_severity severity;
  const char *slug, *text, *recovery;
} codes[] = {
#define BB_DIAG(name, severity, slug, text, recovery) {severity, slug, text, recovery},
#include "base/diag_codes.def"
#undef BB_DIAG
};
#undef NOTE
#undef WARNING
#undef ERROR
#undef FATAL

#define N_(text) text /* for xgettext; translated where it is printed */
static const char *const severity_names[] = {N_("note"), N_("warning"), N_("error"), N_("error")};
#undef N_

struct bb_diags {
  pthread_mutex_t lock; /* for adding: threads share the list */
  struct bb_arena arena;
  struct bb_diag *list;
  size_t count, room, dropped;
  size_t per_severity[4];
};

struct bb_diags *bb_diags_new(void) {
  struct bb_diags *diags = bb_alloc(sizeof *diags);
  pthread_mutex_init(&diags->lock, NULL);
  return diags;
}

void bb_diags_free(struct bb_diags *diags) {
  if (!diags) return;
  pthread_mutex_destroy(&diags->lock);
  bb_arena_free(&diags->arena);
  free(diags->list);
  free(diags);
}

static bool same(const struct bb_diag *d, enum bb_diag_code code, struct bb_place place,
                 const char *detail) {
  return d->code == code && d->place.line == place.line && d->place.column == place.column &&
         !strcmp(d->place.path ? d->place.path : "", place.path ? place.path : "") &&
         !strcmp(d->detail, detail);
}

static void add_text(struct bb_diags *diags, enum bb_diag_code code, struct bb_place place,
                     const char *detail) {
  if (diags->count == BB_DIAG_MAX) { /* no search for doubles: hostile input may add millions */
    diags->per_severity[codes[code].severity]++;
    diags->dropped++;
    return;
  }
  for (size_t i = 0; i < diags->count; i++)
    if (same(&diags->list[i], code, place, detail)) return;
  diags->per_severity[codes[code].severity]++;
  if (diags->count == diags->room) {
    diags->room = diags->room ? diags->room * 2 : 64;
    diags->list = bb_realloc(diags->list, diags->room * sizeof *diags->list);
  }
  if (place.path) place.path = bb_arena_string(&diags->arena, bb_span_of(place.path));
  detail = bb_arena_string(&diags->arena, bb_span_of(detail));
  diags->list[diags->count++] = (struct bb_diag){code, place, detail};
}

void bb_diag_add(struct bb_diags *diags, enum bb_diag_code code, struct bb_place place,
                 const char *format, ...) {
  char detail[1024];
  va_list args;
  va_start(args, format);
  vsnprintf(detail, sizeof detail, format, args);
  va_end(args);
  /* A cut in the middle of a character would make the report itself malformed. */
  detail[bb_utf8_check(bb_span_of(detail))] = '\0';
  for (char *c = detail; *c; c++)
    if ((unsigned char)*c < 0x20 || *c == 0x7F) *c = ' ';
  pthread_mutex_lock(&diags->lock);
  add_text(diags, code, place, detail);
  pthread_mutex_unlock(&diags->lock);
}

enum bb_severity bb_diag_severity(enum bb_diag_code code) {
  return codes[code].severity;
}
const char *bb_diag_slug(enum bb_diag_code code) {
  return codes[code].slug;
}
const char *bb_diag_text(enum bb_diag_code code) {
  return codes[code].text;
}
const char *bb_diag_recovery(enum bb_diag_code code) {
  return codes[code].recovery;
}

enum bb_severity bb_diags_worst(const struct bb_diags *diags) {
  for (int s = BB_FATAL; s > BB_NOTE; s--)
    if (diags->per_severity[s]) return (enum bb_severity)s;
  return BB_NOTE;
}

size_t bb_diags_count(const struct bb_diags *diags, enum bb_severity severity) {
  return diags->per_severity[severity];
}

size_t bb_diags_dropped(const struct bb_diags *diags) {
  return diags->dropped;
}

static int by_place(const void *a, const void *b) {
  const struct bb_diag *x = a, *y = b;
  int order = strcmp(x->place.path ? x->place.path : "", y->place.path ? y->place.path : "");
  if (order) return order;
  if (x->place.line != y->place.line) return x->place.line < y->place.line ? -1 : 1;
  if (x->place.column != y->place.column) return x->place.column < y->place.column ? -1 : 1;
  if (x->code != y->code) return x->code < y->code ? -1 : 1;
  return strcmp(x->detail, y->detail);
}

const struct bb_diag *bb_diags_sorted(struct bb_diags *diags, size_t *count) {
  if (diags->count) qsort(diags->list, diags->count, sizeof *diags->list, by_place);
  *count = diags->count;
  return diags->list;
}

static const char *translated(bb_translate_fn *translate, const char *text) {
  return translate && text[0] ? translate(text) : text;
}

static void write_line(const struct bb_diag *d, bb_translate_fn *translate, struct bb_buf *out) {
  if (d->place.path) bb_buf_printf(out, "%s:", d->place.path);
  if (d->place.line) bb_buf_printf(out, "%u:", d->place.line);
  if (d->place.column) bb_buf_printf(out, "%u:", d->place.column);
  if (d->place.path) bb_buf_char(out, ' ');
  bb_buf_printf(out, "%s: %s", translated(translate, severity_names[codes[d->code].severity]),
                translated(translate, codes[d->code].text));
  if (d->detail[0]) bb_buf_printf(out, ": %s", d->detail);
  if (codes[d->code].recovery[0])
    bb_buf_printf(out, "; %s", translated(translate, codes[d->code].recovery));
  bb_buf_printf(out, " [%s]\n", codes[d->code].slug);
}

void bb_diags_write_text(struct bb_diags *diags, bb_translate_fn *translate, struct bb_buf *out) {
  size_t count;
  const struct bb_diag *list = bb_diags_sorted(diags, &count);
  for (size_t i = 0; i < count; i++) write_line(&list[i], translate, out);
}

void bb_diags_write_json(struct bb_diags *diags, bb_translate_fn *translate, struct bb_json *json,
                         const char *name) {
  size_t count;
  const struct bb_diag *list = bb_diags_sorted(diags, &count);
  bb_json_array(json, name);
  for (size_t i = 0; i < count; i++) {
    const struct bb_diag *d = &list[i];
    bb_json_object(json, NULL);
    bb_json_string(json, "path", bb_span_of(d->place.path));
    bb_json_number(json, "line", d->place.line);
    bb_json_number(json, "column", d->place.column);
    bb_json_string(json, "severity", bb_span_of(severity_names[codes[d->code].severity]));
    bb_json_string(json, "code", bb_span_of(codes[d->code].slug));
    bb_json_string(json, "text", bb_span_of(translated(translate, codes[d->code].text)));
    bb_json_string(json, "detail", bb_span_of(d->detail));
    bb_json_string(json, "recovery", bb_span_of(translated(translate, codes[d->code].recovery)));
    bb_json_close(json);
  }
  bb_json_close(json);
}

/* One message a line: slug, line, column, path, detail, separated by tabs (none of them has one:
 * bb_diag_add turns control characters into spaces, and a path with a tab is written with '?'). */
void bb_diags_save(struct bb_diags *diags, struct bb_buf *out) {
  size_t count;
  const struct bb_diag *list = bb_diags_sorted(diags, &count);
  for (size_t i = 0; i < count; i++) {
    bb_buf_printf(out, "%s\t%u\t%u\t", codes[list[i].code].slug, list[i].place.line,
                  list[i].place.column);
    for (const char *c = list[i].place.path; c && *c; c++)
      bb_buf_char(out, (unsigned char)*c < 0x20 ? '?' : *c);
    bb_buf_printf(out, "\t%s\n", list[i].detail);
  }
}

static bool find_code(struct bb_span slug, enum bb_diag_code *code) {
  for (int i = 0; i < BB_DIAG_CODES; i++)
    if (bb_span_is(slug, codes[i].slug)) {
      *code = (enum bb_diag_code)i;
      return true;
    }
  return false;
}

bool bb_diags_load(struct bb_diags *diags, struct bb_span saved) {
  struct bb_arena scratch = {0};
  bool good = true;
  for (struct bb_span line; good && (line = bb_span_next(&saved, '\n')).p;) {
    struct bb_span slug = bb_span_next(&line, '\t'), row = bb_span_next(&line, '\t'),
                   column = bb_span_next(&line, '\t'), path = bb_span_next(&line, '\t');
    struct bb_place place = {0};
    enum bb_diag_code code;
    good = slug.p && path.p && find_code(slug, &code) &&
           bb_span_number(row, UINT32_MAX, &place.line) &&
           bb_span_number(column, UINT32_MAX, &place.column);
    if (!good) break;
    if (path.n) place.path = bb_arena_string(&scratch, path);
    add_text(diags, code, place, bb_arena_string(&scratch, line));
  }
  bb_arena_free(&scratch);
  return good;
}
