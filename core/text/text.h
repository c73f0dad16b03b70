/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * From characters to glyphs: which font prints a character, and which glyphs, where, print a text.
 *
 * Vocabulary.  A face is one font file's design (and variable instance).  A style run is a stretch
 * of a paragraph in one style and language, as the caller wants it.  A shaped run is a stretch of
 * one face, script, direction and language, as HarfBuzz shaped it.  A cluster is the smallest unit
 * that can be placed: some glyphs that together print some characters.
 *
 * A paragraph is shaped once, as a whole; runs and clusters are in logical (reading) order, and
 * lines are chosen over clusters by layout/.  Sizes and widths are bb_len; glyph offsets, advances
 * and outlines are in the face's units, y upward.
 */
#ifndef BB_TEXT_TEXT_H
#define BB_TEXT_TEXT_H

#include "base/arena.h"
#include "base/diag.h"
#include "base/hash.h"
#include "base/unit.h"
#include "lang/lang.h"

/* ---- fonts (text/fonts.c): a service, one for each thread ---- */

enum bb_family { BB_SERIF, BB_SANS, BB_MONO };

struct bb_font_style {
  enum bb_family family;
  bool bold;
  bool italic; /* emphasis: italics, or what the script has in their place (preferences.c) */
};

struct bb_fonts;
struct bb_face;

/* NULL, with a diagnostic, when fontconfig offers no font that can be opened. */
struct bb_fonts *bb_fonts_open(struct bb_diags *diags);
void bb_fonts_close(struct bb_fonts *fonts);

/* Begins to open what a text in a language will most likely want, its faces and its hyphenation
 * dictionary, on another thread: who needs them later has less to wait.  Only the first call of a
 * service does anything. */
void bb_fonts_prepare(struct bb_fonts *fonts, const struct bb_lang *lang);

/* Another service for another thread, over the same fonts, faces and words; what is shaped is the
 * same with either.  It does not report what no font has, but keeps it.  bb_fonts_join ends it. */
struct bb_fonts *bb_fonts_share(struct bb_fonts *fonts);

/* What such a service has kept since it was asked last, as far as it has not met it before; lives
 * as long as what it shaped.  NULL: nothing. */
struct bb_missing;
const struct bb_missing *bb_fonts_missing(struct bb_fonts *fonts);

/* Reports it, as far as `fonts` has not reported it before. */
void bb_fonts_report(struct bb_fonts *fonts, const struct bb_missing *missing,
                     struct bb_diags *diags);

/* Ends `other`, made by bb_fonts_share, when its thread is done; what it shaped lives on with
 * `fonts`. */
void bb_fonts_join(struct bb_fonts *fonts, struct bb_fonts *other);

/* Everything about the installed fonts and hyphenation dictionaries that can change a product
 * (files and their sizes, versions of HarfBuzz and ICU), for the up-to-date rule. */
void bb_fonts_identity(struct bb_fonts *fonts, struct bb_hash *hash);

/* The face that prints the base text of a language in a style, or NULL (reported by shaping). */
const struct bb_face *bb_fonts_find(struct bb_fonts *fonts, struct bb_font_style style,
                                    const struct bb_lang *lang, bb_script script);

struct bb_face_metrics {
  int32_t units_per_em; /* so that its letters look as large as Latin ones of the same size
                           (optical.c): not always the font file's own */
  /* As the font states them, which may be far from the ink of its letters; the descender is
   * negative. */
  int32_t ascender, descender;
  int32_t cap_height, x_height; /* measured on H and x; 0 when the face does not have the letter */
  int32_t underline_position, underline_thickness;
  uint32_t hyphen; /* the glyph that ends a divided word; 0: the face has none */
  int32_t hyphen_advance;
  bool monospaced;
};
const struct bb_face_metrics *bb_face_metrics(const struct bb_face *face);
const char *bb_face_name(const struct bb_face *face); /* PostScript name, ASCII */
const char *bb_face_file(const struct bb_face *face);
unsigned bb_face_index(const struct bb_face *face); /* in a collection (.ttc), else 0 */
unsigned bb_face_number(
    const struct bb_face *face); /* dense, in order of first use; stable within a process */

/* ---- outlines (text/outline.c) ---- */

enum bb_path_op { BB_MOVE, BB_LINE, BB_QUAD, BB_CUBIC };

struct bb_path_segment {
  enum bb_path_op op;
  int32_t x[3], y[3]; /* control points, then the end point: 1, 1, 2 or 3 of them */
};

struct bb_path {
  struct bb_path_segment *segments; /* contours are closed implicitly */
  size_t count;
};

/* The outline of a glyph in face units; an empty path for a blank. */
struct bb_path bb_face_outline(const struct bb_face *face, uint32_t glyph, struct bb_arena *arena);

/* ---- shaping (text/shape.c) ---- */

struct bb_style_run {
  uint32_t start, size; /* bytes of the paragraph; the runs cover it without gaps */
  struct bb_font_style style;
  bb_len em;                  /* font size of Latin; other scripts are set to look as large */
  const struct bb_lang *lang; /* borrowed: outlives what is shaped */
  uint32_t tag;               /* the caller's: copied to every shaped run made from this one */
};

struct bb_glyph {
  uint32_t id;
  int32_t dx, dy; /* from the cluster's origin on the baseline */
};

/* A long book holds a million of them: they are kept small. */
struct bb_cluster {
  const struct bb_glyph *glyphs; /* left to right, whatever the direction */
  uint32_t start, size;          /* the characters, bytes of the paragraph */
  int32_t advance;               /* face units */
  bb_len width;                  /* advance at the run's em */
  uint32_t run;                  /* index of its shaped run */
  uint32_t glyph_count : 30;
  bool space : 1;  /* a white space that ends a word (not a no-break space): stretchable, dropped at
                      line ends */
  bool unsafe : 1; /* shaping would differ were a line to begin here: reshape both sides */
};

struct bb_shaped_run {
  const struct bb_face *face;
  const struct bb_lang *lang;
  bb_script script;
  bb_len em;
  bb_len ascent, descent; /* of the face at this size; both positive */
  uint8_t level;          /* bidi level; odd: right to left */
  uint32_t tag;
  uint32_t start, size;             /* bytes */
  uint32_t first_cluster, clusters; /* its clusters, in logical order */
};

struct bb_characters;

struct bb_shaped {
  struct bb_span text;        /* what the offsets refer to */
  bool rtl;                   /* the paragraph's direction */
  struct bb_shaped_run *runs; /* logical order */
  uint32_t run_count;
  struct bb_cluster *clusters; /* logical order */
  uint32_t cluster_count;
  uint8_t *breaks; /* cluster_count + 1: enum bb_break before that cluster; a break never falls
                      inside one */
  const struct bb_characters *characters; /* for reshaping; text/'s own */
};

/* Shapes a paragraph into the arena, its glyphs into another, as they are needed for longer: what
 * is printed in the end are glyphs.  `text` is borrowed, and glyphs live as long as the fonts at
 * most (words that come again share them: words.c).  A line end has no ink and no width, a tab
 * is a space.  A script that no installed font prints is reported once per job, at `place`, with
 * the names of the first characters met and the Debian package to install; a single character of
 * another script likewise.  They are set as U+FFFD, so that the page says something is missing
 * there; the cluster keeps the character. */
const struct bb_shaped *bb_text_shape(struct bb_fonts *fonts, struct bb_arena *arena,
                                      struct bb_arena *glyphs, struct bb_span text,
                                      const struct bb_style_run *runs, size_t run_count,
                                      const struct bb_lang *lang, bool rtl, struct bb_place place,
                                      struct bb_diags *diags);

/* Shapes bytes from..to of a shaped paragraph again, as a line of its own (bidi levels are kept;
 * offsets still refer to the same text).  For lines that begin or end at an unsafe cluster. */
const struct bb_shaped *bb_text_reshape(struct bb_fonts *fonts, struct bb_arena *arena,
                                        struct bb_arena *glyphs, const struct bb_shaped *shaped,
                                        uint32_t from, uint32_t to);

/* ---- hyphenation (text/hyphen.c) ---- */

/* Marks in `points` (an entry a cluster) before which clusters of shaped run `run` a line may end
 * when it then shows a hyphen (bb_face_metrics).  Nothing is marked where the language's dictionary
 * is not installed, nor in what is no word of running text: acronyms, addresses, parts of compounds
 * that have a hyphen already. */
void bb_text_hyphenate(struct bb_fonts *fonts, const struct bb_shaped *shaped, uint32_t run,
                       bool *points);

/* A line a run: face, script, level, bytes, then its glyphs in reading order of the clusters, in
 * hb-shape's notation but placed from the cluster's origin: [name=byte@dx,dy+advance|...]; the
 * advance, of the whole cluster, stands at its last glyph.  Names are the font's or gidN. */
void bb_text_dump(const struct bb_shaped *shaped, struct bb_buf *out);

#endif
