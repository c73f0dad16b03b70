/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What the author wrote: a folder of Markdown modules with a manifest, a glossary, a table of
 * legislation and local texts per economy.  The format is courses/AUTHORING.md.
 *
 * Loading reports every authoring error and goes on; what comes out is usable whatever went in.
 * After loading, every link, footnote, slot, objective and image path in the modules has been
 * checked, and targets of links and images are seen from the course folder, whichever file they
 * stand in.  Everything lives in the caller's arena and is read-only from here on.
 * Quizzes (NN-name.quiz.md) are not read yet.
 */
#ifndef BB_COURSE_COURSE_H
#define BB_COURSE_COURSE_H

#include "base/process.h"
#include "base/source.h"
#include "lang/lang.h"
#include "markup/markup.h"

/* A translatable text outside Markdown blocks (a title from YAML): plain text and its place. */
struct bb_phrase {
  struct bb_span text;
  struct bb_place place;
};

enum bb_level { BB_LEVEL_ALL, BB_LEVEL_BASIC, BB_LEVEL_ADVANCED };

struct bb_objective {
  struct bb_span id;
  struct bb_phrase text;
};

struct bb_module {
  const char *file;       /* "08-jurisdiction.md", inside the course folder */
  struct bb_span id;      /* "m08"; the file's stem when there is no front matter */
  struct bb_phrase title; /* front matter, else the first level 1 heading, else the file's stem */
  int number;             /* from "NN-"; else its position from 1 */
  uint32_t minutes;       /* 0: not said */
  enum bb_level level;
  struct bb_span *angles, *see, *un_areas;
  size_t angle_count, see_count, un_area_count;
  struct bb_objective *objectives;
  size_t objective_count;
  struct bb_place place;    /* of the id in the front matter, else the file alone */
  struct bb_date review_by; /* year 0: none */
  struct bb_place review_place;
  const struct bb_markup *text; /* slots already replaced; a leading level 1 heading that repeats
                                   the title is taken out */
};

struct bb_term {     /* of glossary.md */
  struct bb_span id; /* "g-dual-criminality" */
  const struct bb_block *heading;
  const struct bb_block *body; /* first block of the definition; the next ones follow by ->next up
                                  to `end` (exclusive) */
  const struct bb_block *end;
  bool differs;
};

struct bb_treaty_status {
  struct bb_phrase treaty;
  struct bb_span status, date, as_of, source, confidence;
};

struct bb_economy {  /* of economies/legislation.yaml */
  struct bb_span id; /* "PH" */
  struct bb_phrase name;
  struct bb_span *groups;
  size_t group_count;
  struct bb_treaty_status *treaties;
  size_t treaty_count;
  struct bb_span *statutes;
  size_t statute_count;
  struct bb_span *articles;    /* pairs: article, then "equivalent (s 5)" as printed */
  size_t article_count;        /* number of pairs */
  struct bb_span unit, poc247; /* "unknown" when unknown */
};

struct bb_course {
  const char *folder;
  struct bb_span id; /* [a-z][a-z0-9-]* ; from the manifest or made from the folder's name */
  struct bb_phrase title, subtitle;       /* subtitle.text.n == 0: none */
  struct bb_span version, licence, paper; /* paper: "a4" (default) or "letter" */
  struct bb_date date;                    /* year 0: none */
  struct bb_lang language;                /* of the source */
  struct bb_span *contributors;
  size_t contributor_count;
  struct bb_module *modules;
  size_t module_count;
  const struct bb_markup *glossary; /* NULL: none */
  struct bb_term *terms;
  size_t term_count;
  struct bb_economy *economies;
  size_t economy_count;
  const struct bb_markup **overlays; /* every economies/<cc>.md, for translators; already merged
                                        into the modules for the chosen one */
  size_t overlay_count;
  const char *economy; /* the chosen one, "ph", or NULL */
  const char **inputs; /* every file read, for the up-to-date rule, sorted */
  size_t input_count;
  const struct bb_course_names *names; /* what links can reach; the stage's own */
};

/* Loads the course in `folder`.  economy: "ph" to replace slots by that overlay, or NULL.
 * NULL only when there is no course at all (folder missing or unreadable, no module). */
const struct bb_course *bb_course_load(struct bb_arena *arena, const char *folder,
                                       const char *economy, struct bb_diags *diags);

/* Reports every module whose `review_by` has passed. */
void bb_course_check_dates(const struct bb_course *course, struct bb_date today,
                           struct bb_diags *diags);

/* Where a link goes.  `target` is as the author wrote it, `from` the module it stands in (NULL:
 * the glossary).  KIND_EXTERNAL: an http(s) or mailto address.  Otherwise `anchor` becomes the
 * document-wide name of the target: "m08", "m08/iloveyou", "g-access". */
enum bb_link_kind { BB_LINK_BROKEN, BB_LINK_EXTERNAL, BB_LINK_INTERNAL };
enum bb_link_kind bb_course_link(struct bb_arena *arena, const struct bb_course *course,
                                 const struct bb_module *from, struct bb_span target,
                                 struct bb_span *anchor);

/* The document-wide name of a heading's own id, in the same form. */
struct bb_span bb_course_anchor(struct bb_arena *arena, const struct bb_module *module,
                                struct bb_span id);

/* The path, from the course folder, of the file that an image names: "images/map 1.png" for
 * "./images/map%201.png".  NULL when it does not lie in the folder. */
const char *bb_course_image(struct bb_arena *arena, struct bb_span target);

/* The footnote's definition in the same file, one of this course's, or NULL. */
const struct bb_block *bb_course_footnote(const struct bb_markup *markup, struct bb_span label);

/* True for the kinds that only the trainer's edition prints: SOLUTION, TRAINER. */
bool bb_course_is_trainers(const struct bb_block *callout);

/* `lines=12` and the like from the attribute comment that follows a call-out's title; 0: none. */
uint32_t bb_course_attribute(const struct bb_block *callout, const char *name);

/* A diagram's lines: "Title: text" (or a title alone) of ```steps, "date: text" of ```timeline,
 * "a | b | c" of ```matrix (the first line is the head; every line has as many cells).  Spans
 * borrow the block. */
struct bb_diagram_line {
  struct bb_span cells[8];
  size_t count;
  uint32_t offset; /* of the block's first line */
  uint32_t line;   /* how many lines below that this one stands */
};
size_t bb_course_diagram(struct bb_arena *arena, const struct bb_block *code,
                         struct bb_diagram_line **lines);
bool bb_course_is_diagram(const struct bb_block *code);

void bb_course_dump(const struct bb_course *course, struct bb_buf *out);

#endif
