/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Reading a PO file with libgettextpo, and never trusting half of one.
 *
 * What libgettextpo 0.21 does with a bad file decides the method:
 *   - A syntax error, a duplicate, a conflict mark give a partial catalog and a call of xerror; the
 *     return value does not tell.  So errors are counted and a file with one is refused.
 *   - A fatal error must not return from xerror, and there are three: too many errors (counted by
 *     glibc's error_message_count, which our xerror does not touch, so it never fires), a disk
 *     that fails while reading (the library then returns what it has), and iconv failing on the
 *     charset the header names (it would try again for ever, and some charsets reach an abort).
 *   - It gives no line for a message, forgets to free its comments, and reads files by name only.
 * So the file is read here first.  `scan` goes over its tokens once: it refuses what cannot be a PO
 * file (which also keeps hostile input from millions of error messages), any charset but UTF-8, a
 * second header (it could change the charset half way) and escapes by number (they could hide
 * either), and notes the line and the translators' comments of each message.  What passes goes to
 * the library in a temporary file, so that nobody can change it in between.
 *
 * Not here: finding translations (catalog.c), what a good translation is (verify.c).
 */
#include "catalog/po.h"

#include "base/file.h"
#include "catalog/temporary.h"

#include <assert.h>
#include <gettext-po.h>
#include <string.h>

enum { ERRORS_TOLD = 20 }; /* messages about one file; one is enough to refuse it */

/* ---- the first pass: tokens ---- */

enum part { NO_PART, CONTEXT, ID, PLURAL, TEXT };

struct scan {
  const struct bb_source *source;
  struct bb_arena *arena;
  struct bb_diags *diags;
  size_t at;
  enum part part;   /* what the next string belongs to */
  bool obsolete;    /* behind "#~" on this line */
  bool has_context; /* of the message being read */
  bool in_header;
  size_t id_size; /* bytes of its msgid so far */
  unsigned headers;
  struct bb_buf header;      /* the header's msgstr as written, escapes and all */
  struct bb_buf comments;    /* of the next message */
  struct bb_po_entry *found; /* a message each, with line and comments */
  size_t count, room;
};

static bool refuse(struct scan *scan, enum bb_diag_code code, size_t at, const char *detail) {
  bb_diag_add(scan->diags, code, bb_source_place(scan->source, (uint32_t)at), "%s", detail);
  return false;
}

/* "#~" makes the rest of its line obsolete; every other comment ends with its line.  The
 * translators' own begin with none of the marks that gettext gives a meaning. */
static void read_comment(struct scan *scan) {
  struct bb_span rest = bb_span_cut(scan->source->text, scan->at, scan->source->text.n);
  if (bb_span_starts(rest, "#~") && !bb_span_starts(rest, "#~|")) {
    scan->obsolete = true;
    scan->at += strlen("#~");
    return;
  }
  struct bb_span line = bb_span_cut(rest, 0, bb_span_find(rest, 0, "\n"));
  scan->at += line.n;
  if (line.n > 1 && strchr(".:,|~", line.p[1])) return;
  bb_buf_span(&scan->comments, bb_span_trim(bb_span_cut(line, 1, line.n)));
  bb_buf_char(&scan->comments, '\n');
}

static bool read_string(struct scan *scan) {
  struct bb_span text = scan->source->text;
  size_t start = scan->at++;
  for (; scan->at < text.n && text.p[scan->at] != '"'; scan->at++) {
    if (text.p[scan->at] == '\n') break;
    if (text.p[scan->at] != '\\') continue;
    scan->at++;
    if (scan->at == text.n || !strchr("nt\"\\rabfv", text.p[scan->at]))
      return refuse(scan, BB_D_PO_SYNTAX, start, "an escape that is not one of \\n \\t \\\" \\\\");
  }
  if (scan->at == text.n || text.p[scan->at] == '\n')
    return refuse(scan, BB_D_PO_SYNTAX, start, "the closing quotation mark is missing");
  struct bb_span inside = bb_span_cut(text, start + 1, scan->at++);
  if (scan->part == NO_PART)
    return refuse(scan, BB_D_PO_SYNTAX, start, "text that belongs to no message");
  if (scan->part == ID) scan->id_size += inside.n;
  if (scan->part == TEXT && scan->in_header) bb_buf_span(&scan->header, inside);
  return true;
}

static void begin_message(struct scan *scan, size_t at) {
  scan->has_context = scan->part == CONTEXT;
  scan->part = ID;
  scan->id_size = 0;
  scan->in_header = false;
  scan->found = bb_arena_grow(scan->arena, scan->found, scan->count, scan->count + 1,
                              sizeof *scan->found, &scan->room);
  scan->found[scan->count++] = (struct bb_po_entry){
      .line = bb_source_place(scan->source, (uint32_t)at).line,
      .comments = bb_arena_copy(scan->arena, bb_buf_view(&scan->comments)),
  };
  bb_buf_clear(&scan->comments);
}

static bool begin_text(struct scan *scan, size_t at) {
  if (scan->part != TEXT) {
    scan->in_header = !scan->has_context && !scan->obsolete && scan->id_size == 0;
    if (scan->in_header && scan->headers++)
      return refuse(scan, BB_D_PO_SYNTAX, at, "a second header (an empty msgid)");
  }
  scan->part = TEXT;
  return true;
}

static bool is_name(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
}

static bool read_keyword(struct scan *scan) {
  struct bb_span text = scan->source->text;
  size_t start = scan->at;
  while (scan->at < text.n && is_name(text.p[scan->at])) scan->at++;
  struct bb_span word = bb_span_cut(text, start, scan->at);
  if (bb_span_is(word, "msgctxt"))
    scan->part = CONTEXT;
  else if (bb_span_is(word, "msgid"))
    begin_message(scan, start);
  else if (bb_span_is(word, "msgid_plural"))
    scan->part = PLURAL;
  else if (bb_span_is(word, "msgstr"))
    return begin_text(scan, start);
  else
    return refuse(scan, BB_D_PO_SYNTAX, start, "a word that is no keyword of a PO file");
  return true;
}

static bool is_conflict_mark(struct bb_span rest) {
  return bb_span_starts(rest, "<<<<<<<") || bb_span_starts(rest, "=======") ||
         bb_span_starts(rest, ">>>>>>>") || bb_span_starts(rest, "|||||||");
}

/* The token at scan->at, which is not white space. */
static bool read_token(struct scan *scan) {
  struct bb_span text = scan->source->text;
  char c = text.p[scan->at];
  if (c == '#') {
    read_comment(scan);
    return true;
  }
  if (c == '"') return read_string(scan);
  if (is_name(c)) return read_keyword(scan);
  if (scan->part == TEXT && (c == '[' || c == ']' || (c >= '0' && c <= '9'))) {
    scan->at++; /* msgstr[0]: the library checks the form */
    return true;
  }
  bool conflict = is_conflict_mark(bb_span_cut(text, scan->at, text.n));
  return refuse(scan, conflict ? BB_D_PO_CONFLICT : BB_D_PO_SYNTAX, scan->at,
                conflict ? "" : "text outside quotation marks");
}

static bool read_tokens(struct scan *scan) {
  struct bb_span text = scan->source->text;
  while (scan->at < text.n) {
    char c = text.p[scan->at];
    if (c == '\n') scan->obsolete = false;
    if (c == '\n' || c == ' ' || c == '\t' || c == '\r')
      scan->at++;
    else if (!read_token(scan))
      return false;
  }
  return true;
}

/* The header must be there and say UTF-8; `header` is as written, so that its lines end in "\n"
 * spelled with a backslash. */
static bool check_header(struct scan *scan) {
  struct bb_span header = bb_buf_view(&scan->header);
  struct bb_place place = {scan->source->path, 1, 0};
  if (!scan->headers) {
    bb_diag_add(scan->diags, BB_D_PO_HEADER, place, "%s", "");
    return false;
  }
  size_t from = bb_span_find(header, 0, "charset=") + strlen("charset="), to = from;
  while (to < header.n && !strchr(" \t\\", header.p[to])) to++;
  struct bb_span charset = bb_span_cut(header, from, to);
  if (bb_span_is_nocase(charset, "UTF-8")) return true;
  bb_diag_add(scan->diags, BB_D_PO_CHARSET, place, "\"%.*s\"", BB_SPAN_ARG(charset));
  return false;
}

static bool scan_file(struct scan *scan) {
  bool good = read_tokens(scan) && check_header(scan);
  bb_buf_free(&scan->header);
  bb_buf_free(&scan->comments);
  return good;
}

/* ---- the second pass: libgettextpo ---- */

/* For LeakSanitizer in test builds: the library forgets the name of every file it reads, and some
 * strings after a syntax error. */
const char *__lsan_default_suppressions(void);
const char *__lsan_default_suppressions(void) {
  return "leak:libgettextpo";
}
const char *__lsan_default_options(void);
const char *__lsan_default_options(void) {
  return "print_suppressions=0";
}

/* libgettextpo's callbacks carry no user data. */
static struct {
  const char *path;
  struct bb_diags *diags;
  unsigned errors;
} reading;

static void tell(enum bb_diag_code code, size_t line, const char *detail) {
  if (reading.errors++ >= ERRORS_TOLD) return;
  struct bb_place place = {reading.path, line <= UINT32_MAX ? (uint32_t)line : 0, 0};
  bb_diag_add(reading.diags, code, place, "%s", detail);
}

static void on_error(int severity, po_message_t message, const char *file, size_t line,
                     size_t column, int multiline, const char *text) {
  (void)message, (void)column, (void)multiline;
  if (severity != PO_SEVERITY_WARNING) tell(BB_D_PO_SYNTAX, file ? line : 0, text);
}

/* Errors about two messages: there is one, a message that is defined again.  The library names the
 * line of the second and hands over the first. */
static void on_pair(int severity, po_message_t message, const char *file, size_t line,
                    size_t column, int multiline, const char *text, po_message_t first,
                    const char *file2, size_t line2, size_t column2, int multiline2,
                    const char *text2) {
  (void)message, (void)file, (void)column, (void)multiline, (void)text, (void)file2, (void)line2,
      (void)column2, (void)multiline2, (void)text2;
  if (severity != PO_SEVERITY_WARNING) tell(BB_D_PO_DUPLICATE, line, po_message_msgid(first));
}

static struct bb_span keep(struct bb_arena *arena, const char *z) {
  return z ? bb_arena_copy(arena, bb_span_of(z)) : (struct bb_span){"", 0};
}

static void fill(struct bb_arena *arena, struct bb_po_entry *entry, po_message_t message) {
  const char *plural = po_message_msgstr_plural(message, 0);
  entry->context = keep(arena, po_message_msgctxt(message));
  entry->id = keep(arena, po_message_msgid(message));
  entry->text = keep(arena, plural ? plural : po_message_msgstr(message));
  entry->fuzzy = po_message_is_fuzzy(message);
  entry->obsolete = po_message_is_obsolete(message);
}

static bool is_header(po_message_t message) {
  return !po_message_is_obsolete(message) && !po_message_msgctxt(message) &&
         !po_message_msgid(message)[0];
}

/* The messages in the file's order, which is the order in which `scan` saw their msgids. */
static void copy_entries(struct bb_arena *arena, po_file_t file, const struct scan *scan,
                         struct bb_po *po) {
  po->entries = scan->found;
  po_message_iterator_t walk = po_message_iterator(file, NULL);
  for (size_t i = 0; i < scan->count; i++) {
    struct bb_po_entry entry = scan->found[i];
    po_message_t message = po_next_message(walk);
    assert(message);
    fill(arena, &entry, message);
    if (is_header(message))
      po->header = entry.text;
    else
      po->entries[po->count++] = entry;
  }
  po_message_iterator_free(walk);
}

static const struct bb_po *read_file(struct bb_arena *arena, const char *file_name,
                                     const struct scan *scan) {
  static const struct po_xerror_handler handler = {on_error, on_pair};
  reading.path = scan->source->path;
  reading.diags = scan->diags;
  reading.errors = 0;
  po_file_t file = po_file_read(file_name, &handler);
  struct bb_po *po = NULL;
  if (file && !reading.errors) {
    po = BB_NEW(arena, struct bb_po);
    po->path = scan->source->path;
    copy_entries(arena, file, scan, po);
  } else if (!reading.errors) {
    tell(BB_D_FILE_READ, 0, "");
  }
  if (file) po_file_free(file);
  return po;
}

const struct bb_po *bb_po_parse(struct bb_arena *arena, const char *path, struct bb_span text,
                                struct bb_diags *diags) {
  struct scan scan = {.source = bb_source_of(arena, path, text), .arena = arena, .diags = diags};
  if (bb_span_starts(text, "\xEF\xBB\xBF")) {
    refuse(&scan, BB_D_PO_BOM, 0, "");
    return NULL;
  }
  size_t bad = bb_utf8_check(text);
  const char *nul = text.n ? memchr(text.p, '\0', text.n) : NULL;
  if (nul && (size_t)(nul - text.p) < bad) bad = (size_t)(nul - text.p);
  if (bad < text.n) {
    refuse(&scan, BB_D_FILE_NOT_UTF8, bad, "");
    return NULL;
  }
  if (!scan_file(&scan)) return NULL;
  const char *copy = bb_temporary_new(arena, text, diags);
  const struct bb_po *po = copy ? read_file(arena, copy, &scan) : NULL;
  bb_temporary_free(copy);
  return po;
}

const struct bb_po *bb_po_load(struct bb_arena *arena, const char *path, struct bb_diags *diags) {
  struct bb_span text;
  if (!bb_file_read(arena, path, BB_SOURCE_MAX, &text, diags)) return NULL;
  return bb_po_parse(arena, path, text, diags);
}

struct bb_span bb_po_field(const struct bb_po *po, const char *name) {
  struct bb_span rest = po->header;
  for (struct bb_span line; (line = bb_span_next(&rest, '\n')).p;) {
    struct bb_span key = bb_span_next(&line, ':');
    if (bb_span_is_nocase(bb_span_trim(key), name)) return bb_span_trim(line);
  }
  return (struct bb_span){"", 0};
}
