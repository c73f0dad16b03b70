/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Inside the stage: the steps of loading a course, in the order in which course.c takes them.
 *
 *   manifest.c      course.yaml
 *   files.c         which files make the course, in which order
 *   module.c        front matter (front_matter.c), Markdown, title, headings
 *   glossary.c      glossary.md -> terms
 *   slots.c         slots in the modules, economies/<cc>.md for them
 *   legislation.c   economies/legislation.yaml
 *   quizzes.c       *.quiz.md (quizzes.h tells of its steps)
 *   callouts.c, diagram.c, images.c, links.c   checks, once every id is known
 */
#ifndef BB_COURSE_LOAD_H
#define BB_COURSE_LOAD_H

#include "course/course.h"
#include "course/fields.h"
#include "course/table.h"

/* The anchor of the glossary as a whole; no module may have this id. */
#define BB_GLOSSARY_ANCHOR "glossary"

enum {
  BB_COURSE_MODULES_MAX = 500,
  BB_COURSE_FILES_MAX = 2000,            /* entries of the course folder */
  BB_COURSE_BYTES_MAX = 64 * 1024 * 1024 /* all text files of a course together */
};

/* What a link can reach, and which words are taken. */
struct bb_course_names {
  struct bb_table anchors;    /* "m08", "m08/why", "g-access" -> a block or module */
  struct bb_table files;      /* "08-jurisdiction.md" -> its struct bb_module */
  struct bb_table objectives; /* "m06-o3" -> struct bb_objective */
};

/* A Markdown file of the course: bb_course_footnote finds the table behind the markup. */
struct bb_course_text {
  struct bb_markup markup; /* first */
  struct bb_table footnotes;
};

struct bb_loader {
  struct bb_arena *arena;
  struct bb_diags *diags;
  struct bb_course *course;
  struct bb_course_names *names;
  struct bb_course_lock *lock; /* forms.h */
  const char **entries;        /* of the course folder, in natural order */
  size_t entry_count;
  struct bb_course_text **texts; /* of the modules, in their order */
  struct bb_table slots;         /* slot id -> struct slot (slots.c) */
  struct bb_overlay *overlays;   /* course->overlay_count of them (slots.c) */
  size_t bytes;                  /* of text read so far */
  size_t compared;               /* names looked at for suggestions */
  size_t input_room;
};

/* ---- files.c ---- */

/* A text file of the course, by its path inside the folder; it counts as an input.  NULL, with a
 * diagnostic, when it cannot be read or the course grows too large. */
const struct bb_source *bb_load_source(struct bb_loader *loader, const char *file);

/* Remembers a file as an input of the course. */
void bb_load_input(struct bb_loader *loader, const char *file);

/* True when the course folder has a regular file of that path. */
bool bb_load_has(const struct bb_loader *loader, const char *file);

/* Lists the course folder; false when it cannot be read. */
bool bb_load_list(struct bb_loader *loader);

/* The module files in order.  manifest: there is one; named: the files it names. */
const char **bb_load_order(struct bb_loader *loader, bool manifest, const struct bb_phrase *named,
                           size_t named_count, size_t *count);

/* The path inside the course folder that `target` means in `file` ("economies/ph.md": seen from
 * that folder; "" or "x.md": from the course folder), without "." and "..", percent escapes
 * decoded. NULL when it leads out of the folder or is no path. */
const char *bb_load_resolve(struct bb_arena *arena, const char *file, struct bb_span target);

/* The number in front of "08-jurisdiction.md"; -1 when there is none. */
int bb_load_number(const char *file);

/* ---- manifest.c ---- */

struct bb_load_manifest {
  bool found;
  struct bb_phrase *modules; /* file names; NULL when the key is not there */
  size_t module_count;
};

/* Reads course.yaml into the course and fills what it does not say. */
struct bb_load_manifest bb_load_manifest(struct bb_loader *loader);

/* The reading alone. */
void bb_load_manifest_from(struct bb_loader *loader, const struct bb_source *source,
                           struct bb_load_manifest *manifest);

/* ---- front_matter.c, module.c ---- */

/* Reads the front matter into the module; returns the offset of the text behind it. */
uint32_t bb_load_front_matter(struct bb_loader *loader, const struct bb_source *source,
                              struct bb_module *module);

/* Loads a file; NULL when it cannot be read. */
struct bb_course_text *bb_load_module(struct bb_loader *loader, const char *file,
                                      struct bb_module *module);

/* Makes the ids of modules and objectives unique; the glossary is loaded. */
void bb_load_unique_ids(struct bb_loader *loader);

/* ---- markup of the course's files (text.c) ---- */

/* Parses a file; its targets become relative to the course folder. */
struct bb_course_text *bb_load_text(struct bb_loader *loader, const struct bb_source *source,
                                    const char *file, uint32_t from);

/* The next block of a tree in reading order, or NULL; `root` itself comes first. */
struct bb_block *bb_next_block(const struct bb_block *root, struct bb_block *block);

/* The same without going into the block. */
struct bb_block *bb_next_beside(const struct bb_block *root, struct bb_block *block);

/* Calls visit for every inline of the chain, those inside others too (BB_MARKUP_DEPTH_MAX deep at
 * most). */
typedef void bb_inline_visit(void *user, struct bb_inline *inline_);
void bb_each_inline(struct bb_inline *inlines, bb_inline_visit *visit, void *user);

/* The text of inlines, trimmed, in the arena. */
struct bb_span bb_plain_text(struct bb_arena *arena, const struct bb_inline *inlines);

/* Takes a child out of its parent. */
void bb_take_out(struct bb_block *block);

/* Makes an empty remark of a block: nothing in it is printed or translated. */
void bb_blank_out(struct bb_block *block);

struct bb_place bb_place_in(const struct bb_markup *markup, uint32_t offset);

/* ---- glossary.c, slots.c, legislation.c ---- */

void bb_load_glossary(struct bb_loader *loader);

/* Finds the slots of the modules, loads every economies/<cc>.md, puts the texts of `economy` (NULL:
 * none) into the slots. */
void bb_load_overlays(struct bb_loader *loader, const char *economy);

/* Reads economies/legislation.yaml into the course; the reading alone. */
void bb_load_economies(struct bb_loader *loader);
void bb_load_economies_from(struct bb_loader *loader, const struct bb_source *source);

/* ---- quizzes.c ---- */

/* Reads the files *.quiz.md; modules and objectives are known. */
void bb_load_quizzes(struct bb_loader *loader);

/* ---- links.c ---- */

/* Enters the ids of a file's headings into the names; double ones are dropped.
 * module NULL: the glossary. */
void bb_load_heading_ids(struct bb_loader *loader, const struct bb_markup *markup,
                         const struct bb_module *module);

/* Enters all that links can reach, and makes the names ready for searching. */
void bb_load_names(struct bb_loader *loader);

/* Of the table's names that begin with `prefix`, the rest of the one nearest to `word`, or NULL;
 * NULL too once so many have been compared that it would take long. */
const char *bb_load_nearest(struct bb_loader *loader, const struct bb_table *names,
                            struct bb_span prefix, struct bb_span word);

/* Reports every link below `block` that leads nowhere.  `own` (may be NULL) holds ids that `#id`
 * may mean besides. */
void bb_check_links(struct bb_loader *loader, const struct bb_markup *markup,
                    struct bb_block *block, const struct bb_module *from,
                    const struct bb_table *own);

void bb_check_overlays(struct bb_loader *loader);

/* ---- callouts.c, diagram.c, images.c ---- */

void bb_check_callouts(struct bb_loader *loader, const struct bb_markup *markup);
/* Solutions that follow no exercise; in a quiz they follow questions. */
void bb_check_solutions(struct bb_loader *loader, const struct bb_markup *markup);
void bb_check_diagrams(struct bb_loader *loader, const struct bb_markup *markup);
void bb_check_images(struct bb_loader *loader, const struct bb_markup *markup);

/* All that holds for any text: boxes, diagrams, images. */
void bb_check_text(struct bb_loader *loader, const struct bb_markup *markup);

#endif
