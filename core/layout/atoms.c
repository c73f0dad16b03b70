/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * From clusters to atoms, the parts that lines are made of.
 *
 * An atom is a space, the end of a line, or a box: clusters of one shaped run in a row between
 * which no line may end and nothing gives way, mostly a word.  A text has six times as many
 * clusters as words, and all that chooses and sets lines goes from atom to atom.
 *
 * A line may have to be cut within a stretch without an opportunity that is wider than it: in such
 * a stretch every cluster is an atom.
 *
 * Each atom states what a line needs to know of its edges: the gap before it and what that can
 * give, whether a line that ends before it shows a hyphen, what hangs out (punctuation.c).
 *
 * Not here: where lines may end (lang/breaks.c, text/hyphen.c), where they do (linebreak.c).
 */
#include "layout/setter.h"

/* ---- gaps ---- */

#define NO_BREAK_SPACE 0xA0u

static uint32_t first_character(struct bb_span text, const struct bb_cluster *cluster) {
  size_t at = cluster->start;
  return at < text.n ? bb_utf8_decode(text, &at) : 0;
}

static uint32_t last_character(struct bb_span text, const struct bb_cluster *cluster) {
  return cluster->size ? bb_utf8_before(text, cluster->start + cluster->size) : 0;
}

/* Most text: the characters on both sides of this byte are ASCII. */
static bool is_ascii(struct bb_span text, uint32_t at) {
  return !((text.p[at - 1] | text.p[at]) & 0x80);
}

static bool is_han_or_kana(uint32_t cp) {
  bb_script script = bb_lang_script(cp);
  return script == BB_SCRIPT('H', 'a', 'n', 'i') || script == BB_SCRIPT('H', 'i', 'r', 'a') ||
         script == BB_SCRIPT('K', 'a', 'n', 'a');
}

static bool is_latin_or_digit(uint32_t cp) {
  return (cp >= '0' && cp <= '9') || bb_lang_script(cp) == BB_SCRIPT_LATIN;
}

/* Chinese and Japanese set a little space between ideographs and Latin words or digits, a quarter
 * of an em or less (JLREQ 3.2.6, CLREQ 3.2.2); one sixth reads best at our sizes. */
static bool is_mixed(uint32_t a, uint32_t b) {
  return (is_han_or_kana(a) && is_latin_or_digit(b)) || (is_latin_or_digit(a) && is_han_or_kana(b));
}

/* French sets a fifth of an em before high punctuation, whatever space was typed. */
static bool is_narrow(const struct bb_shaped *shaped, uint32_t cluster) {
  const struct bb_cluster *c = &shaped->clusters[cluster];
  if (cluster + 1 == shaped->cluster_count) return false;
  return bb_lang_narrows(shaped->runs[c->run].lang, last_character(shaped->text, c - 1),
                         first_character(shaped->text, c + 1));
}

/* The columns of code stay where they are. */
static struct bb_gap gap_of_space(const struct bb_shaped *shaped, uint32_t cluster) {
  const struct bb_cluster *c = &shaped->clusters[cluster];
  if (is_narrow(shaped, cluster))
    return (struct bb_gap){.width = shaped->runs[c->run].em / 5 - c->width};
  if (bb_face_metrics(shaped->runs[c->run].face)->monospaced) return (struct bb_gap){0};
  return (struct bb_gap){.stretch = c->width / 2, .shrink = c->width / 4};
}

/* The gap before a cluster. */
static struct bb_gap gap_before(const struct bb_shaped *shaped, uint32_t cluster) {
  const struct bb_cluster *c = &shaped->clusters[cluster];
  if (!cluster) return (struct bb_gap){0};
  if (c->space) return gap_of_space(shaped, cluster);
  if (is_ascii(shaped->text, c->start)) return (struct bb_gap){0};
  bb_len em = shaped->runs[c->run].em;
  uint32_t before = last_character(shaped->text, c - 1), after = first_character(shaped->text, c);
  if (after == NO_BREAK_SPACE) return gap_of_space(shaped, cluster);
  bool ideograph_before = bb_lang_is_ideograph(before), ideograph = bb_lang_is_ideograph(after);
  if (!ideograph_before && !ideograph) return (struct bb_gap){0};
  struct bb_gap gap = bb_punctuation_gap(shaped, cluster);
  if (gap.width || gap.shrink) return gap;
  if (ideograph_before && ideograph) return (struct bb_gap){.stretch = em / 12};
  if (is_mixed(before, after)) return (struct bb_gap){em / 6, em / 12, em / 12};
  return (struct bb_gap){0};
}

/* ---- hyphens ---- */

bb_len bb_atom_hyphen(const struct bb_shaped *shaped, uint32_t cluster) {
  const struct bb_shaped_run *run = &shaped->runs[shaped->clusters[cluster].run];
  const struct bb_face_metrics *metrics = bb_face_metrics(run->face);
  return bb_len_scale(run->em, metrics->hyphen_advance, metrics->units_per_em);
}

static bool is_soft_hyphen(const struct bb_shaped *shaped, uint32_t cluster) {
  const struct bb_cluster *c = &shaped->clusters[cluster];
  const char *p = shaped->text.p + c->start;
  return c->size == 2 && p[0] == '\xC2' && p[1] == '\xAD';
}

static bool ends_in_hyphen(const struct bb_shaped *shaped, uint32_t cluster) {
  const struct bb_cluster *c = &shaped->clusters[cluster];
  const char *end = shaped->text.p + c->start + c->size;
  if (!c->size || (end[-1] & 0x80) == 0) return c->size && end[-1] == '-';
  return c->size >= 3 && end[-3] == '\xE2' && end[-2] == '\x80' && end[-1] == '\x90';
}

/* A line that ends before this atom shows a hyphen. */
static void divide_before(const struct bb_shaped *shaped, struct bb_atom *atom) {
  atom->hyphen = bb_atom_hyphen(shaped, atom->cluster - 1);
  atom->hyphen_hang = bb_punctuation_hyphen_hang(atom->hyphen);
}

/* ---- atoms ---- */

static enum bb_atom_kind kind_of(const struct bb_shaped *shaped, uint32_t cluster) {
  const struct bb_cluster *c = &shaped->clusters[cluster];
  if (c->size == 1 && shaped->text.p[c->start] == '\n') return BB_ATOM_NEWLINE;
  return c->space || is_soft_hyphen(shaped, cluster) ? BB_ATOM_SPACE : BB_ATOM_BOX;
}

/* The first cluster of an atom. */
static struct bb_atom begin_atom(const struct bb_shaped *shaped, uint32_t cluster) {
  struct bb_atom atom = {.cluster = cluster,
                         .width = shaped->clusters[cluster].width,
                         .gap = gap_before(shaped, cluster),
                         .kind = (uint8_t)kind_of(shaped, cluster),
                         .before = shaped->breaks[cluster]};
  if (atom.kind == BB_ATOM_BOX) {
    struct bb_hang hang = bb_punctuation_hang(shaped, cluster);
    atom.hang_start = hang.start;
    atom.hang_end = hang.end;
  }
  if (!cluster) return atom;
  atom.dash = ends_in_hyphen(shaped, cluster - 1);
  if (is_soft_hyphen(shaped, cluster - 1)) divide_before(shaped, &atom);
  return atom;
}

/* Whether a cluster goes on with the box that the cluster before it belongs to. */
static bool goes_on(const struct bb_shaped *shaped, uint32_t cluster) {
  const struct bb_cluster *c = &shaped->clusters[cluster];
  if (c->space || c->run != c[-1].run) return false;
  if (is_ascii(shaped->text, c->start)) return shaped->text.p[c->start] != '\n';
  if (kind_of(shaped, cluster) != BB_ATOM_BOX) return false;
  struct bb_gap gap = gap_before(shaped, cluster);
  return !gap.width && !gap.stretch && !gap.shrink;
}

/* Adds the atoms of clusters from .. to - 1, inside which is no opportunity; `apart`: an atom each.
 * Returns their width. */
static int64_t add_stretch(const struct bb_shaped *shaped, uint32_t from, uint32_t to, bool apart,
                           struct bb_atoms *atoms) {
  int64_t width = 0;
  for (uint32_t i = from; i < to;) {
    struct bb_atom *atom = &atoms->list[atoms->count++];
    *atom = begin_atom(shaped, i++);
    bool whole = apart || atom->kind != BB_ATOM_BOX;
    for (; !whole && i < to && goes_on(shaped, i); i++) atom->width += shaped->clusters[i].width;
    if (i > atom->cluster + 1) atom->hang_end = bb_punctuation_hang(shaped, i - 1).end;
    width += atom->gap.width + atom->width;
  }
  return width;
}

static struct bb_atoms no_atoms(struct bb_arena *arena, uint32_t clusters) {
  return (struct bb_atoms){.list = BB_NEW_ROOM(arena, (size_t)clusters + 1, struct bb_atom)};
}

struct bb_atoms bb_atoms_make(struct bb_arena *arena, const struct bb_shaped *shaped,
                              bb_len measure) {
  return bb_atoms_make_of(arena, shaped, 0, shaped->cluster_count, measure);
}

struct bb_atoms bb_atoms_make_of(struct bb_arena *arena, const struct bb_shaped *shaped,
                                 uint32_t first, uint32_t end, bb_len measure) {
  struct bb_atoms atoms = no_atoms(arena, end - first);
  for (uint32_t from = first, to; from < end; from = to) {
    for (to = from + 1; to < end && shaped->breaks[to] == BB_BREAK_NONE;) to++;
    uint32_t count = atoms.count;
    /* A hyphen, which is less than an em wide, may have to stand behind them. */
    bb_len most = measure - shaped->runs[shaped->clusters[from].run].em;
    if (add_stretch(shaped, from, to, false, &atoms) <= most) continue;
    atoms.count = count;
    add_stretch(shaped, from, to, true, &atoms);
  }
  atoms.list[atoms.count] = (struct bb_atom){.cluster = end};
  return atoms;
}

/* ---- divided words ---- */

/* Divides the last atom in two before a cluster. */
static void divide(const struct bb_shaped *shaped, uint32_t cluster, struct bb_atoms *atoms) {
  struct bb_atom *first = &atoms->list[atoms->count - 1], *second = first + 1;
  bb_len width = 0;
  for (uint32_t i = first->cluster; i < cluster; i++) width += shaped->clusters[i].width;
  *second = begin_atom(shaped, cluster);
  second->width = first->width - width;
  second->hang_end = first->hang_end;
  first->width = width;
  first->hang_end = bb_punctuation_hang(shaped, cluster - 1).end;
  atoms->count++;
}

struct bb_atoms bb_atoms_divide(struct bb_arena *arena, const struct bb_shaped *shaped,
                                struct bb_atoms whole, const bool *points) {
  struct bb_atoms atoms = no_atoms(arena, shaped->cluster_count);
  for (uint32_t a = 0; a < whole.count; a++) {
    atoms.list[atoms.count++] = whole.list[a];
    for (uint32_t i = whole.list[a].cluster; i < whole.list[a + 1].cluster; i++) {
      if (!points[i]) continue;
      if (i > whole.list[a].cluster) divide(shaped, i, &atoms);
      struct bb_atom *atom = &atoms.list[atoms.count - 1];
      atom->before = BB_BREAK_ALLOWED;
      divide_before(shaped, atom);
    }
  }
  atoms.list[atoms.count] = whole.list[whole.count];
  return atoms;
}
