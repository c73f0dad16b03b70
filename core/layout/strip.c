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
 * order of the strips.
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

/* Threads at work on the strips of a document. */
struct crew {
  struct bb_strip *strips;
  size_t count, note_count;
  const struct bb_missing **missing; /* of the notes */
  atomic_size_t taken, notes_taken;
  atomic_bool late;                   /* a note depends on page numbers */
  struct bb_setter setters[CREW_MAX]; /* by thread */
  struct bb_arena arenas[CREW_MAX];   /* what the pages keep */
};

static void set_notes(struct crew *crew, struct bb_setter *setter) {
  setter->late = false;
  for (size_t i; (i = atomic_fetch_add(&crew->notes_taken, BATCH)) < crew->note_count;)
    for (size_t end = i + BATCH; i < end && i < crew->note_count; i++) {
      bb_set_note(setter, (uint32_t)i);
      crew->missing[i] = bb_fonts_missing(setter->fonts);
    }
  if (setter->late) atomic_store(&crew->late, true);
}

static void set_some(void *user, unsigned number) {
  struct crew *crew = user;
  struct bb_setter *setter = &crew->setters[number];
  for (size_t i; (i = atomic_fetch_add(&crew->taken, BATCH)) < crew->count;)
    for (size_t end = i + BATCH; i < end && i < crew->count; i++) {
      bb_strip_set(setter, &crew->strips[i]);
      crew->strips[i].missing = bb_fonts_missing(setter->fonts);
    }
  set_notes(crew, setter);
  if (number) bb_lang_end_thread();
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
  struct crew *crew = BB_NEW(&setter->work, struct crew);
  crew->strips = strips;
  crew->count = count;
  crew->note_count = setter->document->note_count;
  crew->missing = BB_NEW_ARRAY(&setter->work, crew->note_count, const struct bb_missing *);
  for (unsigned i = 0; i < threads; i++)
    crew->setters[i] = second_setter(setter, &crew->arenas[i], i);
  bb_process_threads(threads, threads, set_some, crew);
  for (unsigned i = 0; i < threads; i++) join(setter, &crew->setters[i]);
  for (size_t i = 0; i < count; i++) {
    strips[i].galley.arena = &setter->work;
    bb_fonts_report(setter->fonts, strips[i].missing, setter->diags);
  }
  for (size_t i = 0; i < crew->note_count; i++) {
    setter->notes[i]->arena = &setter->work;
    bb_fonts_report(setter->fonts, crew->missing[i], setter->diags);
  }
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
