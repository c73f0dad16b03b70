/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * From a course's messages to PO text, written by libgettextpo.
 *
 * Equal (context, id) is one message with all its references; messages come in the order of their
 * first occurrence, so the same course gives the same bytes.  Each tells in its comments ("#.")
 * what it is for, as far as the first few places where it stands, and what the author noted.
 */
#include "catalog/template.h"

#include "base/file.h"
#include "catalog/key.h"
#include "catalog/message.h"
#include "catalog/temporary.h"

#include <gettext-po.h>
#include <string.h>

/* A text may stand in a thousand places; a translator reads a few.  After so many lines of comment
 * no further place is described, and no further note added; so many references are given. */
enum { PATHS_TOLD = 6, NOTES_TOLD = 40, PLACES_TOLD = 40 };

/* ---- the header ---- */

/* How many plural forms a language has and which number takes which, as gettext wants it told.
 * Course texts have no plurals, but PO editors ask for the line.  From the gettext manual ("Plural
 * forms") and CLDR; languages that are not here take the most usual rule. */
static const struct {
  const char *languages, *forms;
} plurals[] = {
    {" bo dz id ja jv km ko lo ms my su th to vi wo yo zh ", "nplurals=1; plural=0;"},
    {" ak am bn fa fr gu hi hy kn ln mg mi pa pt-BR si tg ti tr wa zu ",
     "nplurals=2; plural=(n > 1);"},
    {" fil tl ", "nplurals=2; plural=(n != 1 && n != 2 && n != 3 && (n % 10 == 4 || n % 10 == 6 || "
                 "n % 10 == 9));"},
    {" be bs hr ru sr uk ", "nplurals=3; plural=(n%10==1 && n%100!=11 ? 0 : n%10>=2 && n%10<=4 && "
                            "(n%100<12 || n%100>14) ? 1 : 2);"},
    {" cs sk ", "nplurals=3; plural=(n==1) ? 0 : (n>=2 && n<=4) ? 1 : 2;"},
    {" pl ", "nplurals=3; plural=(n==1 ? 0 : n%10>=2 && n%10<=4 && (n%100<12 || n%100>14) ? 1 : "
             "2);"},
    {" lt ", "nplurals=3; plural=(n%10==1 && n%100!=11 ? 0 : n%10>=2 && (n%100<10 || n%100>=20) ? "
             "1 : 2);"},
    {" lv ", "nplurals=3; plural=(n%10==1 && n%100!=11 ? 0 : n != 0 ? 1 : 2);"},
    {" ro ", "nplurals=3; plural=(n==1 ? 0 : n==0 || (n%100>0 && n%100<20) ? 1 : 2);"},
    {" sl ", "nplurals=4; plural=(n%100==1 ? 0 : n%100==2 ? 1 : n%100==3 || n%100==4 ? 2 : 3);"},
    {" ga ", "nplurals=5; plural=(n==1 ? 0 : n==2 ? 1 : n<7 ? 2 : n<11 ? 3 : 4);"},
    {" ar ", "nplurals=6; plural=(n==0 ? 0 : n==1 ? 1 : n==2 ? 2 : n%100>=3 && n%100<=10 ? 3 : "
             "n%100>=11 ? 4 : 5);"},
};

static const char *plural_forms(struct bb_arena *arena, const struct bb_lang *lang) {
  struct bb_span rest = bb_span_of(lang->tag), language = bb_span_next(&rest, '-');
  const char *whole = bb_arena_printf(arena, " %s ", lang->tag),
             *first = bb_arena_printf(arena, " %.*s ", BB_SPAN_ARG(language));
  for (size_t i = 0; i < sizeof plurals / sizeof *plurals; i++)
    if (strstr(plurals[i].languages, whole) || strstr(plurals[i].languages, first))
      return plurals[i].forms;
  return "nplurals=2; plural=(n != 1);";
}

/* gettext and its editors write pt_BR where BCP 47 writes pt-BR. */
static const char *gettext_name(struct bb_arena *arena, const char *tag) {
  char *name = bb_arena_alloc(arena, strlen(tag) + 1);
  for (size_t i = 0; tag[i]; i++) name[i] = tag[i] == '-' ? '_' : tag[i];
  return name;
}

const char *bb_template_header(struct bb_arena *arena, const struct bb_course *course,
                               struct bb_span date, const struct bb_lang *lang) {
  struct bb_span versions = course->version, version = bb_span_next(&versions, '\n');
  const char *language = lang ? gettext_name(arena, lang->tag) : "";
  const char *forms =
      lang ? bb_arena_printf(arena, "Plural-Forms: %s\n", plural_forms(arena, lang)) : "";
  return bb_arena_printf(arena,
                         "Project-Id-Version: %.*s %.*s\n"
                         "Report-Msgid-Bugs-To: \n"
                         "POT-Creation-Date: %.*s\n"
                         "PO-Revision-Date: YEAR-MO-DA HO:MI+ZONE\n"
                         "Last-Translator: FULL NAME <EMAIL@ADDRESS>\n"
                         "Language-Team: \n"
                         "Language: %s\n"
                         "MIME-Version: 1.0\n"
                         "Content-Type: text/plain; charset=UTF-8\n"
                         "Content-Transfer-Encoding: 8bit\n"
                         "%s",
                         BB_SPAN_ARG(course->id), BB_SPAN_ARG(version), BB_SPAN_ARG(date), language,
                         forms);
}

/* ---- the messages ---- */

/* A message of the template; the comments grow with every place where it stands. */
struct entry {
  po_message_t message;
  const char *comments;
  size_t lines, places;
};

struct building {
  struct bb_arena *arena;
  const struct bb_course *course;
  po_message_iterator_t end; /* of the file */
  struct bb_index index;     /* (context, id) -> entries */
  struct entry *entries;
  size_t count, room;
};

static po_message_t new_message(struct bb_arena *arena, struct bb_span context, struct bb_span id,
                                const char *text) {
  po_message_t message = po_message_create();
  if (context.n) po_message_set_msgctxt(message, bb_arena_string(arena, context));
  po_message_set_msgid(message, bb_arena_string(arena, id));
  po_message_set_msgstr(message, text);
  return message;
}

static bool holds_line(struct bb_span lines, struct bb_span want) {
  for (struct bb_span line; (line = bb_span_next(&lines, '\n')).p;)
    if (bb_span_equal(line, want)) return true;
  return false;
}

/* Adds one line to the comments for translators unless it is there, or `limit` lines are. */
static void add_comment(struct bb_arena *arena, struct entry *entry, struct bb_span line,
                        size_t limit) {
  if (entry->lines >= limit || holds_line(bb_span_of(entry->comments), line)) return;
  entry->comments = bb_arena_printf(arena, "%s%.*s\n", entry->comments, BB_SPAN_ARG(line));
  entry->lines++;
  po_message_set_extracted_comments(entry->message, entry->comments);
}

static struct entry *entry_for(struct building *building, const struct bb_message *message) {
  size_t i;
  if (bb_index_find(&building->index, message->context, message->id, &i))
    return &building->entries[i];
  po_message_t fresh = new_message(building->arena, message->context, message->id, "");
  po_message_insert(building->end, fresh);
  building->entries = bb_arena_grow(building->arena, building->entries, building->count,
                                    building->count + 1, sizeof(struct entry), &building->room);
  bb_index_add(building->arena, &building->index, message->context, message->id, building->count);
  building->entries[building->count] = (struct entry){.message = fresh, .comments = ""};
  return &building->entries[building->count++];
}

static void add_message(void *user, const struct bb_message *message) {
  struct building *building = user;
  struct entry *entry = entry_for(building, message);
  struct bb_span note = message->note;
  add_comment(building->arena, entry, bb_span_of(message->path), PATHS_TOLD);
  for (struct bb_span line; (line = bb_span_next(&note, '\n')).p;)
    add_comment(building->arena, entry, bb_span_trim(line), NOTES_TOLD);
  if (message->place.path && entry->places++ < PLACES_TOLD)
    po_message_add_filepos(entry->message, bb_message_file(building->course, message),
                           message->place.line);
}

/* What stands above the header. */
static const char *about(struct bb_arena *arena, const struct bb_course *course) {
  const char *licence = course->licence.n
                            ? bb_arena_printf(arena, "Licence: %.*s, as the course itself.\n",
                                              BB_SPAN_ARG(course->licence))
                            : "";
  return bb_arena_printf(arena, "%.*s\n%s", BB_SPAN_ARG(course->title.text), licence);
}

bool bb_template_build(struct bb_arena *arena, const struct bb_course *course, const char *header,
                       struct bb_span *text, struct bb_diags *diags) {
  po_file_t file = po_file_create();
  struct building building = {
      .arena = arena, .course = course, .end = po_message_iterator(file, NULL)};
  po_message_t first = new_message(arena, BB_SPAN(""), BB_SPAN(""), header);
  po_message_set_comments(first, about(arena, course));
  po_message_insert(building.end, first);
  bb_catalog_each_message(arena, course, add_message, &building);
  po_message_iterator_free(building.end);
  bool good = bb_template_text(arena, file, text, diags);
  po_file_free(file);
  return good;
}

/* ---- writing ---- */

/* libgettextpo's callbacks carry no user data.  What it reports while it writes is that it cannot:
 * the temporary file is there already, so this is a disk that is full or gone. */
static unsigned write_errors;

static void on_error(int severity, po_message_t message, const char *file, size_t line,
                     size_t column, int multiline, const char *text) {
  (void)message, (void)file, (void)line, (void)column, (void)multiline, (void)text;
  write_errors += severity != PO_SEVERITY_WARNING;
}

static void on_pair(int severity, po_message_t message, const char *file, size_t line,
                    size_t column, int multiline, const char *text, po_message_t message2,
                    const char *file2, size_t line2, size_t column2, int multiline2,
                    const char *text2) {
  (void)message2, (void)file2, (void)line2, (void)column2, (void)multiline2, (void)text2;
  on_error(severity, message, file, line, column, multiline, text);
}

bool bb_template_text(struct bb_arena *arena, struct po_file *file, struct bb_span *text,
                      struct bb_diags *diags) {
  static const struct po_xerror_handler handler = {on_error, on_pair};
  const char *path = bb_temporary_new(arena, BB_SPAN(""), diags);
  if (!path) return false;
  write_errors = 0;
  po_file_write(file, path, &handler);
  if (write_errors) bb_diag_add(diags, BB_D_FILE_WRITE, (struct bb_place){.path = path}, "%s", "");
  bool good = !write_errors && bb_file_read(arena, path, BB_SOURCE_MAX, text, diags);
  bb_temporary_free(path);
  return good;
}

const char *bb_template_path(struct bb_arena *arena, const struct bb_course *course,
                             const char *locales) {
  const char *folder = bb_file_join(arena, locales, "templates");
  return bb_file_join(arena, folder, bb_arena_printf(arena, "%.*s.pot", BB_SPAN_ARG(course->id)));
}
