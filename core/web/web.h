/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Pages for a browser.  So far one: index.html, the list of the products in the output folder.  It
 * is written from the records that stand beside the products, so it tells what is there, whichever
 * runs made it.  It opens from a folder or a USB stick: one file, no script, no network.
 * Not here: the products themselves, and when they are made again (app/).
 */
#ifndef BB_WEB_WEB_H
#define BB_WEB_WEB_H

#include "base/arena.h"
#include "base/diag.h"
#include "base/file.h"

/* ---- the record of a product (web/product.c): OUT/…/.handbook.pdf.record ---- */

struct bb_product {
  struct bb_span inputs;  /* hash of all that went into it; empty: make it again next time */
  struct bb_span digest;  /* of the bytes (bb_job_digest) */
  struct bb_span lang;    /* canonical tag */
  struct bb_span economy; /* "PH", or empty */
  struct bb_span course;  /* the course's title in the source language … */
  struct bb_span title;   /* … and in this one */
  struct bb_span edition; /* "Trainer guide" in this language */
  struct bb_span quiz;    /* of a paper and of its key, the title of the quiz in this language */
  struct bb_span variant; /* what else tells it apart, "letter basic", or empty */
  struct bb_span source;  /* tag of the source language */
  bool trainer, draft;    /* for trainers; a machine draft not yet reviewed */
  uint32_t pages, bytes;
  uint32_t sheets;            /* of paper, printed on both sides */
  uint32_t signatures;        /* that they fold into; 0: no booklet */
  uint32_t words, translated; /* words printed, and how many of them are translated */
};

/* The record of the product at `path`, if there is one that can be read and both exist.  Spans live
 * in the arena. */
bool bb_product_load(struct bb_arena *arena, const char *path, struct bb_product *product);

/* Writes the record beside the product.  Line breaks in its texts become spaces. */
bool bb_product_write(const char *path, const struct bb_product *product, struct bb_diags *diags);

/* The share translated in per cent, rounded down: 100 only when nothing is missing. */
uint32_t bb_product_percent(const struct bb_product *product);

/* ---- the index (web/index.c) ---- */

/* Writes OUT/index.html from the records in OUT/<course>/<language>/. */
bool bb_web_write_index(const char *out, struct bb_diags *diags);

#endif
