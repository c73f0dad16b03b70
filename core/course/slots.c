/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Slots and the local texts that replace them.
 *
 *   a module                                 economies/ph.md
 *     <!-- slot: access-offence -->            # Philippines: local text
 *     The default text.                        ## Access {#access-offence}
 *     <!-- /slot -->                           What replaces the default text.
 *
 * A local text is cut into sections at its level 2 headings; such a heading names the slot and is
 * not printed.  A slot's two comments are siblings and stay in the tree, where they mean nothing
 * any more; replacing puts the section's blocks between them.
 *
 * The local text of the chosen economy is parsed a second time: one tree stays whole for the
 * translators, the other is taken apart.  Moved blocks keep true places: their offsets are shifted
 * to where the module's source goes on in the local text's (`more` in source.h).  The footnotes
 * that moved blocks cite are copied into the module.
 *
 * Every local text is checked, chosen or not, as if it stood in its slots.
 */
#include "base/file.h"
#include "base/nearest.h"
#include "course/load.h"

#include <string.h>

struct slot {
  struct bb_span id;
  struct bb_block *open, *close; /* the two comments */
  struct bb_module *module;
  struct bb_course_text *text; /* the module's */
};

struct section {
  struct bb_block *heading;
  struct bb_block *end; /* the first block behind it, or NULL */
};

struct bb_overlay {
  struct bb_span stem; /* "ph" */
  const char *file;    /* "economies/ph.md" */
  struct bb_course_text *text;
  struct bb_table sections; /* slot id -> struct section */
  struct bb_table ids;      /* of all its headings */
};

/* ---- finding the slots ---- */

static bool opens(const struct bb_block *b) {
  return b->kind == BB_COMMENT &&
         (bb_span_starts(b->text, "slot:") || bb_span_starts(b->text, "slot "));
}

static bool closes(const struct bb_block *b) {
  return b->kind == BB_COMMENT && bb_span_starts(b->text, "/slot");
}

/* The id in "slot: id"; empty, with a diagnostic, when the comment has another form. */
static struct bb_span slot_id(struct bb_loader *loader, const struct bb_markup *markup,
                              const struct bb_block *comment) {
  struct bb_span text = comment->text, id = {0};
  if (bb_span_starts(text, "slot:")) id = bb_span_trim(bb_span_cut(text, 5, text.n));
  if (bb_id_is_good(id)) return id;
  bb_diag_add(loader->diags, BB_D_SLOT_FORM, bb_place_in(markup, comment->offset), "\"%.*s\"",
              BB_SPAN_ARG(text));
  return (struct bb_span){0};
}

static void add_slot(struct bb_loader *loader, struct bb_table *slots, struct slot slot) {
  struct slot *kept = BB_NEW(loader->arena, struct slot);
  slot.id = slot_id(loader, &slot.text->markup, slot.open);
  *kept = slot;
  if (slot.id.n) bb_table_add(loader->arena, slots, slot.id, kept);
}

static void report(struct bb_loader *loader, enum bb_diag_code code, const struct bb_markup *markup,
                   const struct bb_block *comment) {
  bb_diag_add(loader->diags, code, bb_place_in(markup, comment->offset), "\"%.*s\"",
              BB_SPAN_ARG(comment->text));
}

/* The slots among the children of one block. */
static void find_among(struct bb_loader *loader, struct bb_table *slots, struct bb_block *parent,
                       struct slot slot) {
  const struct bb_markup *markup = &slot.text->markup;
  unsigned depth = 0;
  for (struct bb_block *b = parent->child; b; b = b->next) {
    if (opens(b)) {
      if (depth++)
        report(loader, BB_D_SLOT_NESTED, markup, b);
      else
        slot.open = b;
    } else if (closes(b)) {
      if (!depth) {
        report(loader, BB_D_SLOT_UNOPENED, markup, b);
      } else if (!--depth) {
        slot.close = b;
        add_slot(loader, slots, slot);
      }
    }
  }
  if (depth) report(loader, BB_D_SLOT_UNCLOSED, markup, slot.open);
}

static void drop_double_slots(struct bb_loader *loader, struct bb_table *slots) {
  size_t kept = 0;
  for (size_t i = 0; i < slots->count; i++) {
    const struct slot *slot = slots->entries[i].value;
    if (kept && bb_span_equal(slots->entries[kept - 1].name, slot->id))
      bb_diag_add(loader->diags, BB_D_ID_DUPLICATE,
                  bb_place_in(&slot->text->markup, slot->open->offset), "slot \"%.*s\"",
                  BB_SPAN_ARG(slot->id));
    else
      slots->entries[kept++] = slots->entries[i];
  }
  slots->count = kept;
}

static struct bb_table find_slots(struct bb_loader *loader) {
  struct bb_table slots = {0};
  for (size_t i = 0; i < loader->course->module_count; i++) {
    struct slot slot = {.module = &loader->course->modules[i], .text = loader->texts[i]};
    struct bb_block *root = slot.text->markup.root;
    for (struct bb_block *b = root; b; b = bb_next_block(root, b))
      if (b->child) find_among(loader, &slots, b, slot);
  }
  bb_table_sort(&slots);
  drop_double_slots(loader, &slots);
  return slots;
}

/* ---- loading local texts ---- */

static bool starts_section(const struct bb_block *b) {
  return b->kind == BB_HEADING && b->level == 2;
}

static bool ends_section(const struct bb_block *b) {
  return b->kind == BB_HEADING && b->level <= 2;
}

/* What stands before the first section is never printed. */
static void check_beginning(struct bb_loader *loader, const struct bb_markup *markup) {
  for (const struct bb_block *b = markup->root->child; b && !starts_section(b); b = b->next) {
    if (b->kind == BB_COMMENT || b->kind == BB_FOOTNOTE || b->kind == BB_HEADING) continue;
    bb_diag_add(loader->diags, BB_D_OVERLAY_STRAY, bb_place_in(markup, b->offset), "%s", "");
    return;
  }
}

static void cut_sections(struct bb_loader *loader, struct bb_overlay *overlay) {
  struct bb_block *root = overlay->text->markup.root;
  for (struct bb_block *b = root; b; b = bb_next_block(root, b)) {
    if (b->kind == BB_HEADING && b->id.n) bb_table_add(loader->arena, &overlay->ids, b->id, b);
    if (opens(b) || closes(b)) report(loader, BB_D_SLOT_NESTED, &overlay->text->markup, b);
  }
  bb_table_sort(&overlay->ids);
  for (struct bb_block *b = root->child; b; b = b->next) {
    if (!starts_section(b) || !b->id.n) continue;
    struct section *section = BB_NEW(loader->arena, struct section);
    section->heading = b;
    section->end = b->next;
    while (section->end && !ends_section(section->end)) section->end = section->end->next;
    bb_table_add(loader->arena, &overlay->sections, b->id, section);
  }
  bb_table_sort(&overlay->sections);
}

/* economies/<name>.md */
static void load_overlay(struct bb_loader *loader, const char *name, struct bb_overlay *overlay) {
  const char *file = bb_file_join(loader->arena, "economies", name);
  const struct bb_source *source = bb_load_source(loader, file);
  if (!source) return;
  overlay->stem = bb_span_cut(bb_span_of(name), 0, strlen(name) - (sizeof ".md" - 1));
  overlay->file = file;
  overlay->text = bb_load_text(loader, source, file, 0);
  cut_sections(loader, overlay);
  check_beginning(loader, &overlay->text->markup);
}

static void load_all(struct bb_loader *loader) {
  struct bb_course *course = loader->course;
  const char *folder = bb_file_join(loader->arena, course->folder, "economies"), **names;
  size_t count;
  if (bb_file_kind(folder) != BB_FILE_FOLDER ||
      !bb_file_list(loader->arena, folder, &names, &count, loader->diags))
    return;
  if (count > BB_COURSE_FILES_MAX) count = BB_COURSE_FILES_MAX;
  loader->overlays = BB_NEW_ARRAY(loader->arena, count, struct bb_overlay);
  course->overlays = (const struct bb_markup **)BB_NEW_ARRAY(loader->arena, count, void *);
  for (size_t i = 0; i < count; i++) {
    struct bb_overlay *overlay = &loader->overlays[course->overlay_count];
    struct bb_span name = bb_span_of(names[i]);
    if (!bb_span_ends(name, ".md") || bb_span_is(name, "README.md")) continue;
    if (bb_utf8_check(name) < name.n) continue;
    load_overlay(loader, names[i], overlay);
    if (overlay->text) course->overlays[course->overlay_count++] = &overlay->text->markup;
  }
}

/* ---- filling the slots ---- */

struct citations {
  struct bb_arena *arena;
  const struct bb_table *footnotes; /* of the local text */
  struct bb_table cited;            /* label -> the footnote's block */
};

/* Collects the footnotes of the local text that its inlines cite. */
static void add_citation(void *user, struct bb_inline *mark) {
  struct citations *c = user;
  if (mark->kind != BB_FOOTNOTE_MARK) return;
  struct bb_block *footnote = bb_table_find(c->footnotes, mark->text);
  if (footnote) bb_table_add(c->arena, &c->cited, mark->text, footnote);
}

/* True, with a diagnostic, when a footnote of the section bears the label of another one in the
 * module: one of them would be printed for the other. */
static bool footnotes_clash(struct bb_loader *loader, const struct bb_overlay *overlay,
                            const struct section *section, const struct slot *slot) {
  struct citations c = {.arena = loader->arena, .footnotes = &overlay->text->footnotes};
  for (struct bb_block *top = section->heading->next; top != section->end; top = top->next)
    for (struct bb_block *b = top; b; b = bb_next_block(top, b))
      bb_each_inline(b->inlines, add_citation, &c);
  bool clash = false;
  for (size_t i = 0; i < c.cited.count; i++) {
    const struct bb_block *footnote = c.cited.entries[i].value;
    const struct bb_block *other = bb_table_find(&slot->text->footnotes, footnote->id);
    if (!other || other->offset >= BB_SOURCE_MORE) continue; /* a copy is no other one */
    bb_diag_add(loader->diags, BB_D_OVERLAY_FOOTNOTE,
                bb_place_in(&overlay->text->markup, footnote->offset), "\"%.*s\", also in %s",
                BB_SPAN_ARG(footnote->id), slot->module->file);
    clash = true;
  }
  return clash;
}

static void shift_inline(void *user, struct bb_inline *inline_) {
  (void)user;
  inline_->offset += BB_SOURCE_MORE;
}

static void shift_offsets(struct bb_block *root) {
  for (struct bb_block *b = root; b; b = bb_next_block(root, b)) {
    b->offset += BB_SOURCE_MORE;
    bb_each_inline(b->inlines, shift_inline, NULL);
  }
}

static void go_on_in(struct bb_arena *arena, struct bb_markup *markup,
                     const struct bb_source *more) {
  struct bb_source *source = BB_NEW(arena, struct bb_source);
  *source = *markup->source;
  source->more = more;
  markup->source = source;
}

/* Puts the section between the slot's comments.  Footnotes that the default text defines stay:
 * other parts of the module may cite them. */
static void fill(const struct section *section, const struct slot *slot) {
  struct bb_block *root = slot->text->markup.root, *next;
  for (struct bb_block *b = slot->open->next; b != slot->close; b = next) {
    next = b->next;
    if (b->kind == BB_FOOTNOTE) bb_markup_append(root, b);
  }
  struct bb_block *last = slot->open;
  for (struct bb_block *b = section->heading->next; b != section->end; b = next) {
    next = b->next;
    if (b->kind == BB_FOOTNOTE) continue;
    b->parent = slot->open->parent;
    last = last->next = b;
  }
  last->next = slot->close;
}

/* A footnote's children are paragraphs, which have none themselves; inlines may be shared. */
static struct bb_block *copy_footnote(struct bb_arena *arena, const struct bb_block *footnote) {
  struct bb_block *copy = BB_NEW(arena, struct bb_block);
  *copy = *footnote;
  copy->child = copy->last = NULL;
  for (const struct bb_block *b = footnote->child; b; b = b->next) {
    struct bb_block *paragraph = BB_NEW(arena, struct bb_block);
    *paragraph = *b;
    bb_markup_append(copy, paragraph);
  }
  return copy;
}

/* Copies the footnotes that the moved blocks of one module cite. */
static void copy_footnotes(struct bb_loader *loader, const struct bb_overlay *overlay,
                           struct bb_course_text *text) {
  struct bb_block *root = text->markup.root;
  struct citations c = {.arena = loader->arena, .footnotes = &overlay->text->footnotes};
  for (struct bb_block *b = root; b; b = bb_next_block(root, b))
    if (b->offset >= BB_SOURCE_MORE) bb_each_inline(b->inlines, add_citation, &c);
  bb_table_sort(&c.cited);
  for (size_t i = 0; i < c.cited.count; i++) {
    if (bb_table_repeats(&c.cited, i)) continue;
    struct bb_block *copy = copy_footnote(loader->arena, c.cited.entries[i].value);
    bb_markup_append(root, copy);
    bb_table_add(loader->arena, &text->footnotes, copy->id, copy);
  }
  bb_table_sort(&text->footnotes);
}

static void fill_slots(struct bb_loader *loader, const struct bb_overlay *whole) {
  const struct bb_source *source = whole->text->markup.source;
  struct bb_overlay apart = {.text = bb_load_text(loader, source, whole->file, 0)};
  cut_sections(loader, &apart);
  shift_offsets(apart.text->markup.root);
  for (size_t i = 0; i < loader->slots.count; i++) {
    const struct slot *slot = loader->slots.entries[i].value;
    const struct section *section = bb_table_find(&apart.sections, slot->id);
    const struct section *same = bb_table_find(&whole->sections, slot->id);
    if (!section || footnotes_clash(loader, whole, same, slot)) continue;
    if (!slot->text->markup.source->more) go_on_in(loader->arena, &slot->text->markup, source);
    fill(section, slot);
  }
  for (size_t i = 0; i < loader->course->module_count; i++)
    if (loader->texts[i]->markup.source->more) copy_footnotes(loader, &apart, loader->texts[i]);
}

static void choose_economy(struct bb_loader *loader, const char *economy) {
  size_t count = loader->course->overlay_count;
  const char **stems = (const char **)BB_NEW_ARRAY(loader->arena, count, void *);
  for (size_t i = 0; i < count; i++) {
    if (bb_span_is_nocase(loader->overlays[i].stem, economy)) {
      loader->course->economy = bb_arena_string(loader->arena, loader->overlays[i].stem);
      fill_slots(loader, &loader->overlays[i]);
      return;
    }
    stems[i] = bb_arena_string(loader->arena, loader->overlays[i].stem);
  }
  const char *meant = bb_nearest(bb_span_of(economy), stems, count);
  bb_diag_add(loader->diags, BB_D_ECONOMY_UNKNOWN, (struct bb_place){0}, "\"%s\"%s", economy,
              bb_hint(loader->arena, meant));
}

void bb_load_overlays(struct bb_loader *loader, const char *economy) {
  loader->slots = find_slots(loader);
  load_all(loader);
  if (economy) choose_economy(loader, economy);
}

/* ---- checking local texts as if they stood in their slots ---- */

static void report_no_slot(struct bb_loader *loader, const struct bb_overlay *overlay,
                           const struct bb_block *heading) {
  struct bb_span name = heading->id;
  if (!name.n) name = bb_plain_text(loader->arena, heading->inlines);
  const char *meant = bb_load_nearest(loader, &loader->slots, BB_SPAN(""), name);
  bb_diag_add(loader->diags, BB_D_OVERLAY_SLOT,
              bb_place_in(&overlay->text->markup, heading->offset), "\"%.*s\"%s", BB_SPAN_ARG(name),
              bb_hint(loader->arena, meant));
}

static void check_section(struct bb_loader *loader, const struct bb_overlay *overlay,
                          const struct section *section) {
  const struct slot *slot = bb_table_find(&loader->slots, section->heading->id);
  if (!slot) {
    report_no_slot(loader, overlay, section->heading);
    return;
  }
  footnotes_clash(loader, overlay, section, slot);
  for (struct bb_block *b = section->heading->next; b != section->end; b = b->next)
    bb_check_links(loader, &overlay->text->markup, b, slot->module, &overlay->ids);
}

void bb_check_overlays(struct bb_loader *loader) {
  for (size_t i = 0; i < loader->course->overlay_count; i++) {
    const struct bb_overlay *overlay = &loader->overlays[i];
    for (struct bb_block *b = overlay->text->markup.root->child; b; b = b->next)
      if (starts_section(b) && !b->id.n) report_no_slot(loader, overlay, b);
    for (size_t k = 0; k < overlay->sections.count; k++) {
      const struct section *section = overlay->sections.entries[k].value;
      if (bb_table_repeats(&overlay->sections, k))
        bb_diag_add(loader->diags, BB_D_ID_DUPLICATE,
                    bb_place_in(&overlay->text->markup, section->heading->offset),
                    "local text \"%.*s\"", BB_SPAN_ARG(section->heading->id));
      else
        check_section(loader, overlay, section);
    }
    bb_check_text(loader, &overlay->text->markup);
    bb_check_solutions(loader, &overlay->text->markup);
  }
}
