/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Cluster fonts: how any script is printed so that its text can be read back exactly.
 *
 * A PDF shows codes of a font.  Ordinary programs make each glyph of the original font a code and
 * leave it to the reader to guess from glyphs and positions what was written; for Khmer, Tamil or
 * Burmese, where one syllable is several glyphs in another order than its characters, readers guess
 * wrong.  We make each CLUSTER a code: the smallest unit that shaping returned, some glyphs
 * that together print some characters.  Every face used in a document gives a small TrueType font
 * of its own whose glyphs are the clusters that occur; the font's /ToUnicode maps each code
 * to the cluster's whole text.  A reader then has nothing to guess: codes stand in the order of the
 * text and each tells its characters.
 *
 * What makes two clusters the same code: the glyphs, their offsets, and the text (U+002D is not
 * U+2010, Latin A is not Cyrillic А).  Not the advance: kerning and justification move whole
 * clusters and are written into the page (content.c).  The space is a cluster like any other, blank
 * and with a code, so that words come apart where the author parted them.
 *
 * Outlines are taken from the face as curves (bb_face_outline), so the format of its file does not
 * matter: TrueType, CFF, variable instances.  A glyph that several clusters share is stored once; a
 * cluster of several glyphs is a composite of them (measured on the Universal Declaration: a third
 * of the bytes in Khmer, a quarter in Burmese, and two thirds of them after compression).  Codes
 * are handed out densely in the order of first use; a code is also the glyph's number, so no map
 * between them is needed (Encoding /Identity-H, CIDToGIDMap /Identity).  After
 * BB_CLUSTER_FONT_GLYPHS glyphs a face goes on in another font.
 *
 * libharu's own loader for TrueType is not used: it wants a file, tables nobody reads, one
 * Unicode character per code, and writes a 128 KB map per font; the dictionaries of a font
 * are made here with its low-level calls.
 */
#ifndef BB_PDF_CLUSTER_FONT_H
#define BB_PDF_CLUSTER_FONT_H

#include "pdf/stream.h"
#include "pdf/truetype.h"

enum {
  BB_CLUSTER_FONT_GLYPHS = 60000,
  BB_CLUSTER_PARTS_MAX = 256 /* glyphs drawn of one cluster; real ones have up to 12 */
};

struct bb_cluster_fonts;

/* A cluster: what it draws and what it means. */
struct bb_cluster_key {
  const struct bb_face *face;
  const struct bb_glyph *glyphs; /* may be none */
  uint32_t glyph_count;
  struct bb_span text;
  int32_t scale; /* drawn smaller, in 1/BB_FULL_SIZE */
  int32_t rise;  /* drawn higher, in units of the face */
};

/* A cluster as a page shows it. */
struct bb_code {
  uint32_t font; /* from 0; the page calls it /F0, /F1 … */
  uint32_t code;
  int32_t width; /* how far the reader moves on, in thousandths of an em */
};

/* The arena outlives the fonts. */
struct bb_cluster_fonts *bb_cluster_fonts_new(struct bb_arena *arena);
void bb_cluster_fonts_free(struct bb_cluster_fonts *fonts);

/* The code of a known cluster, valid until the next one is added; NULL: it is new. */
const struct bb_code *bb_cluster_fonts_find(const struct bb_cluster_fonts *fonts,
                                            const struct bb_cluster_key *cluster, int32_t stretch);

/* The code of a cluster, new or known.  The text is borrowed as long as `fonts` lives.
 * `width` is the code's when it is new.  The same cluster with another `stretch` (any number) is
 * another code, so that it can have another width. */
struct bb_code bb_cluster_fonts_code(struct bb_cluster_fonts *fonts,
                                     const struct bb_cluster_key *cluster, int32_t width,
                                     int32_t stretch);

/* Adds the fonts to the file and their names to the /Font dictionary that the pages share. */
void bb_cluster_fonts_embed(struct bb_cluster_fonts *fonts, struct bb_streams *streams,
                            HPDF_Dict resources);

#endif
