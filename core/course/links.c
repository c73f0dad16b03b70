/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Where links go.
 *
 *   #id                    a heading of the same module, else a term of the glossary
 *   08-jurisdiction.md     a module
 *   08-jurisdiction.md#id  a heading of that module
 *   glossary.md, #g-id     the glossary, a term
 *   http: https: mailto:   outside
 *   any other scheme       refused: a handbook runs no program and opens no file
 *   another file           not printed, so there is no page to go to
 *
 * Everything in the printed document that can be reached has a name in one table: "m08",
 * "m08/why", "g-access", "glossary".  They cannot clash: a module's heading has a slash, and no
 * module has the id of a term (module.c).
 */
#include "course/links.h"

#include "base/file.h"
#include "base/nearest.h"
#include "course/load.h"

#include <string.h>

enum { COMPARED_MAX = 20000 }; /* names looked at for suggestions: a bound on the time they take */

/* ---- the parts of a target ---- */

static bool is_letter(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

struct bb_span bb_link_scheme(struct bb_span target) {
  size_t n = 0;
  while (n < target.n && (is_letter(target.p[n]) || (n && strchr("0123456789+-.", target.p[n]))))
    n++;
  return bb_span_cut(target, 0, n < target.n && target.p[n] == ':' ? n : 0);
}

bool bb_link_scheme_is_allowed(struct bb_span scheme) {
  return bb_span_is_nocase(scheme, "http") || bb_span_is_nocase(scheme, "https") ||
         bb_span_is_nocase(scheme, "mailto");
}

static int hex(char c) {
  const char *digits = "0123456789abcdef", *hit = c ? strchr(digits, c | 0x20) : NULL;
  return hit ? (int)(hit - digits) : -1;
}

struct bb_span bb_link_decode(struct bb_arena *arena, struct bb_span target) {
  char *out = bb_arena_alloc(arena, target.n + 1);
  size_t n = 0;
  for (size_t i = 0; i < target.n; i++) {
    bool escape = target.p[i] == '%' && i + 2 < target.n && hex(target.p[i + 1]) >= 0 &&
                  hex(target.p[i + 2]) >= 0;
    out[n++] = escape ? (char)(hex(target.p[i + 1]) * 16 + hex(target.p[i + 2])) : target.p[i];
    if (escape) i += 2;
  }
  return (struct bb_span){out, n};
}

/* Adds one part to the path of *n bytes; false when it leads out of the folder. */
static bool step(char *path, size_t *n, struct bb_span part) {
  if (!part.n || bb_span_is(part, ".")) return true;
  if (bb_span_is(part, "..")) {
    if (!*n) return false;
    while (*n && path[--*n] != '/') continue;
    return true;
  }
  if (*n) path[(*n)++] = '/';
  memcpy(path + *n, part.p, part.n);
  *n += part.n;
  return true;
}

const char *bb_load_resolve(struct bb_arena *arena, const char *file, struct bb_span target) {
  struct bb_span decoded = bb_link_decode(arena, target), base = bb_span_of(file);
  if (!decoded.n || decoded.p[0] == '/' || bb_utf8_check(decoded) < decoded.n) return NULL;
  for (size_t i = 0; i < decoded.n; i++)
    if ((unsigned char)decoded.p[i] < 0x20 || strchr("\\\x7F", decoded.p[i])) return NULL;
  base.n -= bb_file_name(file).n;
  char *path = bb_arena_alloc(arena, base.n + decoded.n + 2);
  size_t n = 0;
  bool inside = true;
  for (struct bb_span part; inside && (part = bb_span_next(&base, '/')).p;)
    inside = step(path, &n, part);
  for (struct bb_span part; inside && (part = bb_span_next(&decoded, '/')).p;)
    inside = step(path, &n, part);
  path[n] = '\0';
  return inside && n ? path : NULL;
}

/* ---- names ---- */

struct bb_span bb_course_anchor(struct bb_arena *arena, const struct bb_module *module,
                                struct bb_span id) {
  if (!module) return id;
  if (!id.n) return module->id;
  return bb_span_of(bb_arena_printf(arena, "%.*s/%.*s", BB_SPAN_ARG(module->id), BB_SPAN_ARG(id)));
}

/* markup/ sees to it that the ids of a file are good and unique; a local text that was put into a
 * module may still repeat one. */
void bb_load_heading_ids(struct bb_loader *loader, const struct bb_markup *markup,
                         const struct bb_module *module) {
  struct bb_block *root = markup->root;
  struct bb_table ids = {0};
  for (struct bb_block *b = root; b; b = bb_next_block(root, b))
    if (b->kind == BB_HEADING && b->id.n) bb_table_add(loader->arena, &ids, b->id, b);
  bb_table_sort(&ids);
  for (size_t i = 0; i < ids.count; i++) {
    struct bb_block *heading = ids.entries[i].value;
    if (bb_table_repeats(&ids, i)) {
      bb_diag_add(loader->diags, BB_D_ID_DUPLICATE, bb_place_in(markup, heading->offset),
                  "heading \"%.*s\"", BB_SPAN_ARG(heading->id));
      heading->id = (struct bb_span){0};
      continue;
    }
    bb_table_add(loader->arena, &loader->names->anchors,
                 bb_course_anchor(loader->arena, module, ids.entries[i].name), heading);
  }
}

void bb_load_names(struct bb_loader *loader) {
  struct bb_course *course = loader->course;
  struct bb_course_names *names = loader->names;
  for (size_t i = 0; i < course->module_count; i++) {
    struct bb_module *module = &course->modules[i];
    bb_table_add(loader->arena, &names->files, bb_span_of(module->file), module);
    bb_load_heading_ids(loader, module->text, module);
  }
  bb_table_sort(&names->files);
  bb_table_sort(&names->anchors);
  course->names = names;
}

/* ---- resolving ---- */

static enum bb_link_kind reach(const struct bb_course *course, struct bb_span name,
                               struct bb_span *anchor) {
  if (!bb_table_find(&course->names->anchors, name)) return BB_LINK_BROKEN;
  *anchor = name;
  return BB_LINK_INTERNAL;
}

static bool is_term_id(struct bb_span id) {
  return bb_span_starts(id, "g-");
}

static enum bb_link_kind reach_in_module(struct bb_arena *arena, const struct bb_course *course,
                                         const struct bb_module *module, struct bb_span id,
                                         struct bb_span *anchor) {
  *anchor = bb_course_anchor(arena, module, id);
  return id.n ? reach(course, *anchor, anchor) : BB_LINK_INTERNAL;
}

static enum bb_link_kind reach_in_glossary(const struct bb_course *course, struct bb_span id,
                                           struct bb_span *anchor) {
  if (!course->glossary) return BB_LINK_BROKEN;
  *anchor = BB_SPAN(BB_GLOSSARY_ANCHOR);
  if (!id.n) return BB_LINK_INTERNAL;
  return is_term_id(id) ? reach(course, id, anchor) : BB_LINK_BROKEN;
}

/* The two sides of '#', the second decoded. */
static struct bb_span cut_fragment(struct bb_arena *arena, struct bb_span *target) {
  size_t hash = bb_span_find(*target, 0, "#");
  struct bb_span id = bb_link_decode(arena, bb_span_cut(*target, hash + 1, target->n));
  *target = bb_span_cut(*target, 0, hash);
  return id;
}

static bool is_printable(struct bb_span address) {
  for (size_t i = 0; i < address.n; i++)
    if ((unsigned char)address.p[i] <= 0x20 || address.p[i] == 0x7F) return false;
  return true;
}

enum bb_link_kind bb_course_link(struct bb_arena *arena, const struct bb_course *course,
                                 const struct bb_module *from, struct bb_span target,
                                 struct bb_span *anchor) {
  struct bb_span scheme = bb_link_scheme(target), path = target;
  if (scheme.n)
    return bb_link_scheme_is_allowed(scheme) && is_printable(target) ? BB_LINK_EXTERNAL
                                                                     : BB_LINK_BROKEN;
  struct bb_span id = cut_fragment(arena, &path);
  if (!path.n) {
    enum bb_link_kind kind = BB_LINK_BROKEN;
    if (from && id.n) kind = reach_in_module(arena, course, from, id, anchor);
    return kind == BB_LINK_BROKEN && id.n ? reach_in_glossary(course, id, anchor) : kind;
  }
  const char *file = bb_load_resolve(arena, "", path);
  if (!file) return BB_LINK_BROKEN;
  if (!strcmp(file, "glossary.md")) return reach_in_glossary(course, id, anchor);
  const struct bb_module *module = bb_table_find(&course->names->files, bb_span_of(file));
  return module ? reach_in_module(arena, course, module, id, anchor) : BB_LINK_BROKEN;
}

/* ---- checking ---- */

struct check {
  struct bb_loader *loader;
  const struct bb_markup *markup;
  const struct bb_module *from;
  const struct bb_table *own; /* more ids that `#id` may mean, or NULL */
};

/* The ids of the table's names that begin with `prefix`, without it. */
static size_t ids_with(struct bb_arena *arena, const struct bb_table *names, struct bb_span prefix,
                       const char ***ids) {
  size_t count = 0;
  *ids = BB_NEW_ARRAY(arena, names->count, const char *);
  for (size_t i = 0; i < names->count; i++) {
    struct bb_span name = names->entries[i].name;
    if (!bb_span_equal(bb_span_cut(name, 0, prefix.n), prefix)) continue;
    (*ids)[count++] = name.p + prefix.n;
  }
  return count;
}

const char *bb_load_nearest(struct bb_loader *loader, const struct bb_table *names,
                            struct bb_span prefix, struct bb_span word) {
  if (loader->compared + names->count > COMPARED_MAX) return NULL;
  loader->compared += names->count;
  struct bb_arena *arena = loader->arena;
  struct bb_arena_mark mark = bb_arena_mark(arena);
  const char **ids;
  size_t count = ids_with(arena, names, prefix, &ids);
  const char *best = bb_nearest(word, ids, count); /* points into the table */
  bb_arena_release(arena, mark);
  return best;
}

static const char *suggest_heading(const struct check *c, const struct bb_module *module,
                                   struct bb_span id) {
  struct bb_arena *arena = c->loader->arena;
  const char *prefix = bb_arena_printf(arena, "%.*s/", BB_SPAN_ARG(module->id));
  return bb_load_nearest(c->loader, &c->loader->names->anchors, bb_span_of(prefix), id);
}

/* The same id in another module: the file was forgotten. */
static const char *suggest_file(const struct check *c, struct bb_span id) {
  const struct bb_course *course = c->loader->course;
  struct bb_arena *arena = c->loader->arena;
  if (c->loader->compared + course->module_count > COMPARED_MAX) return NULL;
  c->loader->compared += course->module_count;
  for (size_t i = 0; i < course->module_count; i++)
    if (bb_table_find(&c->loader->names->anchors, bb_course_anchor(arena, &course->modules[i], id)))
      return bb_arena_printf(arena, "%s#%.*s", course->modules[i].file, BB_SPAN_ARG(id));
  return NULL;
}

static const char *suggest_term(const struct check *c, struct bb_span id) {
  if (is_term_id(id)) id = bb_span_cut(id, 2, id.n);
  const char *best = bb_load_nearest(c->loader, &c->loader->names->anchors, BB_SPAN("g-"), id);
  return best ? bb_arena_printf(c->loader->arena, "#g-%s", best) : NULL;
}

/* The target that was probably meant: "#why", "08-jurisdiction.md#why", or NULL. */
static const char *suggest(const struct check *c, struct bb_span target) {
  struct bb_arena *arena = c->loader->arena;
  const struct bb_course_names *names = c->loader->names;
  struct bb_span id = cut_fragment(arena, &target);
  if (target.n) {
    const char *file = bb_load_resolve(arena, "", target), *best = NULL;
    const struct bb_module *module = file ? bb_table_find(&names->files, bb_span_of(file)) : NULL;
    if (!module)
      return file ? bb_load_nearest(c->loader, &names->files, BB_SPAN(""), bb_span_of(file)) : NULL;
    best = suggest_heading(c, module, id);
    return best ? bb_arena_printf(arena, "%s#%s", file, best) : NULL;
  }
  const char *best = id.n ? suggest_file(c, id) : NULL;
  if (best) return best;
  if (c->from) best = suggest_heading(c, c->from, id);
  return best ? bb_arena_printf(arena, "#%s", best) : suggest_term(c, id);
}

/* A file of the course that is not printed: a quiz, a form, README.md. */
static bool is_other_file(const struct check *c, struct bb_span target) {
  struct bb_arena *arena = c->loader->arena;
  cut_fragment(arena, &target);
  const char *file = bb_load_resolve(arena, "", target);
  if (!file || !strcmp(file, "glossary.md")) return false;
  if (bb_table_find(&c->loader->names->files, bb_span_of(file))) return false;
  return bb_file_kind(bb_file_join(arena, c->loader->course->folder, file)) != BB_FILE_NONE;
}

static void report(const struct check *c, const struct bb_inline *link) {
  struct bb_place place = bb_place_in(c->markup, link->offset);
  struct bb_span target = link->target, scheme = bb_link_scheme(target);
  enum bb_diag_code code = BB_D_LINK_TARGET;
  const char *meant = NULL;
  if (scheme.n)
    code = bb_link_scheme_is_allowed(scheme) ? BB_D_LINK_TARGET : BB_D_LINK_SCHEME;
  else if (is_other_file(c, target))
    code = BB_D_LINK_UNPRINTED;
  else
    meant = suggest(c, target);
  bb_diag_add(c->loader->diags, code, place, "\"%.*s\"%s", BB_SPAN_ARG(target),
              bb_hint(c->loader->arena, meant));
}

static void check_link(void *user, struct bb_inline *link) {
  const struct check *c = user;
  struct bb_span target = link->target, anchor;
  if (link->kind != BB_LINK) return;
  if (c->own && target.n && target.p[0] == '#' &&
      bb_table_find(c->own, bb_span_cut(target, 1, target.n)))
    return;
  struct bb_arena_mark mark = bb_arena_mark(c->loader->arena);
  if (bb_course_link(c->loader->arena, c->loader->course, c->from, target, &anchor) ==
      BB_LINK_BROKEN)
    report(c, link);
  bb_arena_release(c->loader->arena, mark);
}

void bb_check_links(struct bb_loader *loader, const struct bb_markup *markup,
                    struct bb_block *block, const struct bb_module *from,
                    const struct bb_table *own) {
  struct check check = {loader, markup, from, own};
  for (struct bb_block *b = block; b; b = bb_next_block(block, b))
    bb_each_inline(b->inlines, check_link, &check);
}
