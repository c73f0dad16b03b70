/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Where things are: anchors by name, and the targets of links.
 *
 * Pages are numbered without a break from the title page, which is page 1, in one kind of digits.
 * Roman numerals for the front matter are handsome, but then the printed number is not the number
 * that a PDF viewer asks for, and "page 40, please" means two pages to the people with paper and
 * the people with a screen.
 */
#include "layout/setter.h"

#include <string.h>

/* Names of our own hold a control character, which no author's anchor holds. */
enum { OWN = '\x1f' };

struct bb_anchors {
  struct bb_arena *arena;
  struct bb_anchor *slots; /* open hash table; a free slot has no name */
  size_t size, used;       /* size: a power of two */
};

enum { FIRST_SIZE = 256 };

struct bb_anchors *bb_anchors_new(struct bb_arena *arena) {
  struct bb_anchors *anchors = BB_NEW(arena, struct bb_anchors);
  anchors->arena = arena;
  anchors->size = FIRST_SIZE;
  anchors->slots = BB_NEW_ARRAY(arena, FIRST_SIZE, struct bb_anchor);
  return anchors;
}

static struct bb_anchor *find_slot(const struct bb_anchors *anchors, struct bb_span name) {
  size_t at = bb_fnv(BB_FNV_START, name.p, name.n) & (anchors->size - 1);
  while (anchors->slots[at].name.n && !bb_span_equal(anchors->slots[at].name, name))
    at = (at + 1) & (anchors->size - 1);
  return &anchors->slots[at];
}

void bb_anchors_add(struct bb_anchors *anchors, struct bb_anchor anchor) {
  if (anchors->used * 2 >= anchors->size) {
    struct bb_anchors old = *anchors;
    anchors->size *= 2;
    anchors->slots = BB_NEW_ARRAY(anchors->arena, anchors->size, struct bb_anchor);
    for (size_t i = 0; i < old.size; i++)
      if (old.slots[i].name.n) *find_slot(anchors, old.slots[i].name) = old.slots[i];
  }
  struct bb_anchor *slot = find_slot(anchors, anchor.name);
  if (slot->name.n) return;
  *slot = anchor;
  anchors->used++;
}

const struct bb_anchor *bb_anchors_find(const struct bb_anchors *anchors, struct bb_span name) {
  if (!anchors || !name.n) return NULL;
  const struct bb_anchor *slot = find_slot(anchors, name);
  return slot->name.n ? slot : NULL;
}

bool bb_anchors_agree(const struct bb_anchors *a, const struct bb_anchors *b) {
  if (!a || !b || a->used != b->used) return false;
  for (size_t i = 0; i < a->size; i++) {
    if (!a->slots[i].name.n) continue;
    const struct bb_anchor *other = bb_anchors_find(b, a->slots[i].name);
    if (!other || other->page != a->slots[i].page) return false;
  }
  return true;
}

void bb_anchors_list(const struct bb_anchors *anchors, struct bb_arena *arena,
                     struct bb_pages *pages) {
  pages->landings = BB_NEW_ARRAY(arena, anchors->used, struct bb_landing);
  for (size_t i = 0; i < anchors->size; i++) {
    const struct bb_anchor *anchor = &anchors->slots[i];
    if (anchor->name.n && !memchr(anchor->name.p, OWN, anchor->name.n))
      pages->landings[pages->landing_count++] = (struct bb_landing){anchor->name, anchor->page};
  }
}

/* ---- targets ---- */

static struct bb_span own_name(struct bb_setter *setter, const char *prefix, const char *what,
                               uint32_t note) {
  return bb_span_of(bb_arena_printf(&setter->work, "%s%c%s-%u", prefix, OWN, what, note));
}

struct bb_span bb_note_call_name(struct bb_setter *setter, uint32_t note) {
  return own_name(setter, "", "call", note);
}

struct bb_span bb_note_call_link(struct bb_setter *setter, uint32_t note) {
  return own_name(setter, "#", "call", note);
}

struct bb_span bb_note_name(struct bb_setter *setter, uint32_t note) {
  return own_name(setter, "", "note", note);
}

bool bb_note_calls(const struct bb_run *run) {
  return run->link.n > 1 && run->link.p[1] == OWN;
}

bool bb_target_shows(const struct bb_run *run) {
  return run->link.n && !run->note && !bb_note_calls(run);
}

struct bb_target bb_target_of(struct bb_setter *setter, const struct bb_run *run) {
  if (run->note) return (struct bb_target){bb_note_name(setter, run->note - 1), false};
  if (bb_span_starts(run->link, "#"))
    return (struct bb_target){bb_span_cut(run->link, 1, run->link.n), false};
  return (struct bb_target){run->link, true};
}

/* ---- page numbers ---- */

struct bb_span bb_page_label(struct bb_setter *setter, const struct bb_lang *lang, uint32_t page) {
  return bb_span_of(bb_lang_number(setter->arena, lang, (int64_t)page + 1));
}

struct bb_span bb_anchor_page_label(struct bb_setter *setter, const struct bb_run *run) {
  setter->late = true;
  const struct bb_anchor *anchor = bb_anchors_find(setter->anchors, bb_target_of(setter, run).name);
  return anchor ? bb_page_label(setter, run->lang, anchor->page) : run->text;
}
