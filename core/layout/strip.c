/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Setting the strips, a long document's on several threads, and then its notes.
 *
 *     strips   |1 2 3 4|5 6 7 8|9 …          each thread takes the next few that nobody has
 *     threads  |   a   |   b   |   b   |a …
 *
 * No strip knows of another, and what is made of a strip is the same whoever makes it: a thread has
 * a setter of its own with arenas, caches and a font service, and shares with the others only what
 * nobody changes meanwhile (the document, the style, what the fonts are).  When all are set, what
 * the threads allocated becomes the document's, and what they have to report is reported in the
 * order of the strips, and of the notes after them.
 */
#include "layout/strip.h"

#include "base/process.h"

#include <stdatomic.h>

enum {
  ENOUGH = 64, /* strips worth a thread: some ten pages, some milliseconds */
  BATCH = 8,   /* taken at a time */
  CREW_MAX = 16
};

void bb_strip_set(struct bb_setter *setter, struct bb_strip *strip) {
  struct bb_galley *galley = &strip->galley;
  struct bb_arena_mark mark = bb_arena_mark(&setter->shaped);
  setter->late = false;
  *galley = (struct bb_galley){
      .arena = &setter->work, .width = setter->page.measure, .body = BB_TEXT_BODY};
  strip->element = setter->element = BB_NEW(setter->arena, struct bb_element);
  bb_set_node(setter, galley, strip->node, 0);
  setter->element = NULL;
  if (galley->waiting) bb_galley_add(galley, 0); /* an anchor with nothing after it */
  bb_arena_release(&setter->shaped, mark);
  strip->late = setter->late;
}

/* ---- together ---- */

/* Threads at work on the strips of a document and, numbered on after them, its notes. */
struct crew {
  struct bb_strip *strips;
  size_t strip_count, count;         /* `count` with the notes */
  const struct bb_missing **missing; /* by strip and note: what no font has of it */
  atomic_size_t taken;
  atomic_bool late;                   /* a note holds page numbers */
  struct bb_setter setters[CREW_MAX]; /* by thread */
  struct bb_arena arenas[CREW_MAX];   /* what the pages keep */
};

static void set_one(struct crew *crew, struct bb_setter *setter, size_t number) {
  if (number < crew->strip_count) {
    bb_strip_set(setter, &crew->strips[number]);
  } else {
    setter->late = false;
    bb_set_note(setter, (uint32_t)(number - crew->strip_count));
    if (setter->late) atomic_store(&crew->late, true);
  }
  crew->missing[number] = bb_fonts_missing(setter->fonts);
}

static void set_some(void *user, unsigned thread) {
  struct crew *crew = user;
  for (size_t i; (i = atomic_fetch_add(&crew->taken, BATCH)) < crew->count;)
    for (size_t end = i + BATCH; i < end && i < crew->count; i++)
      set_one(crew, &crew->setters[thread], i);
  if (thread) bb_lang_end_thread();
}

static struct bb_setter second_setter(struct bb_setter *setter, struct bb_arena *arena,
                                      unsigned number) {
  return (struct bb_setter){.arena = arena,
                            .document = setter->document,
                            .fonts = bb_fonts_share(setter->fonts),
                            .diags = setter->diags,
                            .page = setter->page,
                            .mono = setter->mono,
                            .notes = setter->notes,
                            .note_elements = setter->note_elements,
                            .rows = UINT32_MAX / CREW_MAX * number};
}

/* Makes what a thread's setter has the document's. */
static void join(struct bb_setter *setter, struct bb_setter *second) {
  bb_fonts_join(setter->fonts, second->fonts);
  bb_arena_adopt(setter->arena, second->arena);
  bb_arena_adopt(&setter->work, &second->work);
  bb_arena_free(&second->shaped);
  bb_arena_free(&second->scratch);
}

static void set_together(struct bb_setter *setter, unsigned threads, struct bb_strip *strips,
                         size_t count) {
  size_t note_count = setter->document->note_count;
  struct crew *crew = BB_NEW(&setter->work, struct crew);
  crew->strips = strips;
  crew->strip_count = count;
  crew->count = count + note_count;
  crew->missing = BB_NEW_ARRAY(&setter->work, crew->count, const struct bb_missing *);
  for (unsigned i = 0; i < threads; i++)
    crew->setters[i] = second_setter(setter, &crew->arenas[i], i);
  bb_process_threads(threads, threads, set_some, crew);
  for (unsigned i = 0; i < threads; i++) join(setter, &crew->setters[i]);
  for (size_t i = 0; i < count; i++) strips[i].galley.arena = &setter->work;
  for (size_t i = 0; i < note_count; i++) setter->notes[i]->arena = &setter->work;
  for (size_t i = 0; i < crew->count; i++)
    bb_fonts_report(setter->fonts, crew->missing[i], setter->diags);
  setter->late = crew->late;
}

static void set_alone(struct bb_setter *setter, struct bb_strip *strips, size_t count) {
  for (size_t i = 0; i < count; i++) bb_strip_set(setter, &strips[i]);
  setter->late = false;
}

struct bb_strip *bb_strips_set(struct bb_setter *setter, unsigned threads, size_t *count) {
  const struct bb_node *root = setter->document->root, *first = root ? root->child : NULL;
  *count = 0;
  for (const struct bb_node *node = first; node; node = node->next) ++*count;
  struct bb_strip *strips = BB_NEW_ARRAY(&setter->work, *count, struct bb_strip);
  struct bb_strip *strip = strips;
  for (const struct bb_node *node = first; node; node = node->next) strip++->node = node;
  if (threads > *count / ENOUGH) threads = (unsigned)(*count / ENOUGH);
  if (threads > CREW_MAX) threads = CREW_MAX;
  if (threads > 1)
    set_together(setter, threads, strips, *count);
  else
    set_alone(setter, strips, *count);
  return strips;
}
