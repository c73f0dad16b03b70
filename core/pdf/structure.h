/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Tagged PDF (ISO 32000-1, 14.7 and 14.8): the structure of the pages as the file tells it, for
 * those who have it read aloud.  Pages without a structure make a file without tags.
 */
#ifndef BB_PDF_STRUCTURE_H
#define BB_PDF_STRUCTURE_H

#include "base/buf.h"
#include "layout/layout.h"

#include <hpdf_doc.h>

struct bb_structure;

/* Lives in the arena, as long as the file is not saved.  NULL: the pages have no structure, or are
 * imposed for the printer. */
struct bb_structure *bb_structure_new(struct bb_arena *arena, const struct bb_pages *pages);

/* The name of an element's kind in the file: "P", "H1" … */
const char *bb_structure_tag(const struct bb_element *element);

/* The next content of a page belongs to an element; returns the number it is marked with (MCID).
 * Pages come in order, each with its content in reading order. */
uint32_t bb_structure_mark(struct bb_structure *structure, const struct bb_element *element,
                           uint32_t page);

/* An annotation on a page belongs to the link of an element.  NULL structure, or an element that is
 * in no link: nothing. */
void bb_structure_add_annotation(struct bb_structure *structure, const struct bb_element *element,
                                 uint32_t page, HPDF_Dict annotation);

/* Adds the tree to the file, when all of that is known. */
void bb_structure_embed(struct bb_structure *structure, HPDF_Doc pdf, const HPDF_Page *hpages);

/* Numbers the elements as objects of the file, from `first` on; returns how many there are. */
uint32_t bb_structure_number(struct bb_structure *structure, uint32_t first);

/* Writes one of these objects, from 0. */
void bb_structure_write(const struct bb_structure *structure, uint32_t place, struct bb_buf *out);

#endif
