/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Setting the strips, a long document's on several threads.
 *
 *     part 0   |strip|strip|strip|      on this thread, with its setter
 *     part 1   |strip|strip|strip|      on another, with a setter of its own
 *
 * No strip knows of another, so a document can be cut between any two: into parts of about the same
 * number of characters, one a thread.  What a part makes is the same whoever makes it: a setter of
 * its own has arenas, caches and a font service of its own, and shares with the others only what
 * nobody changes meanwhile (the document, the style, what the fonts are).  When all are done what
 * the parts allocated becomes the setter's, and what they have to report is reported in their
 * order.
 */
#include "layout/strip.h"

#include "base/process.h"

enum {
  PART_MIN = 32 * 1024, /* bytes of text worth a thread: ten pages, ten milliseconds */
  PARTS_MAX = 16,
  WEIGHED_DEPTH = 16 /* what is nested deeper is not counted: shares need not be exact */
};

void bb_strip_set(struct bb_setter *setter, struct bb_strip *strip) {
  struct bb_galley *galley = &strip->galley;
  setter->late = false;
  *galley = (struct bb_galley){
      .arena = &setter->work, .width = setter->page.measure, .body = BB_TEXT_BODY};
  strip->element = setter->element = BB_NEW(setter->arena, struct bb_element);
  bb_set_node(setter, galley, strip->node, 0);
  setter->element = NULL;
  if (galley->waiting) bb_galley_add(galley, 0); /* an anchor with nothing after it */
  strip->late = setter->late;
}

/* ---- parts ---- */

struct part {
  struct bb_setter *setter;
  struct bb_strip *strips;
  size_t count;
};

/* The bytes of text of a node and what is below it, so many levels down. */
static size_t size_of(const struct bb_node *node, int levels) {
  size_t size = 0;
  for (const struct bb_run *run = node->runs; run; run = run->next) size += run->text.n;
  for (const struct bb_node *child = node->child; child && levels; child = child->next)
    size += size_of(child, levels - 1);
  return size;
}

static void set_part(void *user, unsigned number) {
  struct part *part = (struct part *)user + number;
  for (size_t i = 0; i < part->count; i++) bb_strip_set(part->setter, &part->strips[i]);
  if (number) bb_lang_end_thread();
}

/* A setter for another thread; its pages live in an arena of its own. */
static struct bb_setter *second_setter(struct bb_setter *setter, unsigned number) {
  struct bb_setter *second = BB_NEW(&setter->work, struct bb_setter);
  *second = (struct bb_setter){.arena = BB_NEW(&setter->work, struct bb_arena),
                               .document = setter->document,
                               .fonts = bb_fonts_share(setter->fonts),
                               .diags = setter->diags,
                               .page = setter->page,
                               .mono = setter->mono,
                               .rows = UINT32_MAX / PARTS_MAX * number};
  return second;
}

/* Makes what a part's setter has the first one's. */
static void join(struct bb_setter *setter, struct part *part) {
  bb_fonts_join(setter->fonts, part->setter->fonts, setter->diags);
  bb_arena_adopt(setter->arena, part->setter->arena);
  bb_arena_adopt(&setter->work, &part->setter->work);
  bb_arena_free(&part->setter->scratch);
  for (size_t i = 0; i < part->count; i++) part->strips[i].galley.arena = &setter->work;
}

/* Cuts the strips into parts of about the same size, behind the strip that reaches it. */
static void cut(struct bb_setter *setter, struct bb_strip *strips, const size_t *sizes,
                size_t count, struct part *parts, unsigned part_count, size_t total) {
  size_t done = 0, next = 0;
  for (unsigned i = 0; i < part_count; i++) {
    parts[i] = (struct part){i ? second_setter(setter, i) : setter, strips + next, 0};
    for (; next < count && (i + 1 == part_count || done < total / part_count * (i + 1)); next++) {
      done += sizes[next];
      parts[i].count++;
    }
  }
}

struct bb_strip *bb_strips_set(struct bb_setter *setter, unsigned threads, size_t *count) {
  const struct bb_node *root = setter->document->root;
  size_t total = 0, i = 0;
  struct part parts[PARTS_MAX];
  *count = 0;
  for (const struct bb_node *node = root ? root->child : NULL; node; node = node->next) ++*count;
  struct bb_strip *strips = BB_NEW_ARRAY(&setter->work, *count, struct bb_strip);
  size_t *sizes = BB_NEW_ARRAY(&setter->work, *count, size_t);
  for (const struct bb_node *node = root ? root->child : NULL; node; node = node->next, i++) {
    strips[i].node = node;
    total += sizes[i] = size_of(node, WEIGHED_DEPTH);
  }
  size_t most = total / PART_MIN < PARTS_MAX ? total / PART_MIN : PARTS_MAX;
  unsigned part_count = threads < most ? threads : (unsigned)most;
  if (part_count < 1) part_count = 1;
  cut(setter, strips, sizes, *count, parts, part_count, total);
  bb_process_threads(part_count, set_part, parts);
  for (unsigned k = 1; k < part_count; k++) join(setter, &parts[k]);
  return strips;
}
