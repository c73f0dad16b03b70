/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Footnotes: each is set once, when the page builder first meets its call, as a small galley of its
 * own: the mark beside its first line, one piece a line, so that a long note can be split.  The
 * mark in the text leads to the note, and the note's own mark back to the text.
 */
#include "layout/setter.h"

static const struct bb_par *shape_mark(struct bb_setter *setter, uint32_t note) {
  struct bb_run *run = BB_NEW(&setter->work, struct bb_run);
  run->text = setter->document->notes[note].mark;
  run->lang = setter->document->lang;
  run->link = bb_note_call_link(setter, note);
  return bb_par_shape(setter, run, BB_TEXT_NOTE, (struct bb_place){0});
}

static void mark_lines(struct bb_galley *galley) {
  for (size_t i = 0; i < galley->count; i++)
    for (struct bb_item *item = galley->pieces[i]->items; item; item = item->next)
      if (item->kind == BB_ITEM_LINE) item->line.role = BB_LINE_NOTE;
}

const struct bb_galley *bb_set_note(struct bb_setter *setter, uint32_t note) {
  struct bb_galley **slot = &setter->notes[note];
  if (*slot) return *slot;
  struct bb_galley *galley = *slot = BB_NEW(&setter->work, struct bb_galley);
  struct bb_element *outer = setter->element; /* of whatever calls for the note: not where it is */
  setter->element = setter->note_elements[note] = BB_NEW(setter->arena, struct bb_element);
  struct bb_arena_mark mark = bb_arena_mark(&setter->shaped);
  bb_len least, whole;
  galley->arena = &setter->work;
  galley->body = BB_TEXT_NOTE;
  galley->marker.par = shape_mark(setter, note);
  bb_element_add_label(setter, galley->marker.par);
  bb_par_measure(setter, galley->marker.par, &least, &whole);
  galley->marker.indent =
      whole + BB_MARKER_GAP > BB_INDENT_NOTE ? whole + BB_MARKER_GAP : BB_INDENT_NOTE;
  galley->x = galley->marker.indent;
  galley->width = setter->page.measure - galley->marker.indent;
  galley->space = BB_SPACE_NOTE;
  bb_galley_anchor(galley, bb_note_name(setter, note));
  const struct bb_node *body = setter->document->notes[note].body;
  if (body) bb_set_node(setter, galley, body, 0);
  mark_lines(galley);
  bb_arena_release(&setter->shaped, mark);
  setter->element = outer;
  return galley;
}
