/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A run of `build`, and the making of one product in it.
 *
 * Vocabulary.  A product is one PDF file: an edition of a course in a language.  It is up to date
 * when the record beside it names the same inputs as this run would use, and its bytes are still
 * those that were written.
 */
#ifndef BB_APP_JOB_H
#define BB_APP_JOB_H

#include "app/options.h"
#include "app/places.h"
#include "catalog/catalog.h"
#include "text/text.h"

/* One of them, in any language. */
struct product {
  enum bb_edition edition;
  const struct bb_quiz *quiz;   /* of QUIZ and KEY */
  const struct bb_sheet *sheet; /* likewise */
};

/* What all products of a run share. */
struct job {
  const struct options *options;
  const struct bb_course *course;
  struct places places;
  struct bb_fonts *fonts;
  struct bb_edition_options edition; /* of which edition, quiz and sheet are those of the product */
  struct bb_layout_options layout;
  const char *out;
  char inputs[65]; /* hash of what they all depend on */
  struct product *products;
  size_t product_count;
};

/* ---- products.c ---- */

/* Fills job->products: what was asked for, books first, then each paper with its key.  False, after
 * a usage message, when --quiz names no quiz. */
bool bb_job_choose_products(struct bb_arena *arena, struct job *job, const struct command *command);

/* ---- product.c ---- */

enum outcome { OUTCOME_FAILED, OUTCOME_MADE, OUTCOME_UP_TO_DATE };

/* OUT/<course>/<lang>[-CC]/handbook[-letter][-booklet][-mono][-basic][-legal].pdf, and there
 * quiz/<quiz>[-a]-<version>[-key][-letter][-booklet][-mono].pdf */
const char *bb_job_product_path(struct bb_arena *arena, const struct job *job,
                                const struct bb_lang *lang, const struct product *product);

/* Makes the product and its record, unless it is up to date.  `known`: how many messages there were
 * when the catalog had been loaded.  The record of a product whose making gave more names no
 * inputs: it is made again each time, so that they are seen until they are dealt with.  (A font
 * that lacks a character tells so only once in a process, hence the count over all products.) */
enum outcome bb_job_make_product(struct bb_arena *arena, const struct job *job,
                                 const struct bb_catalog *catalog, const struct product *product,
                                 size_t known, struct bb_diags *diags);

/* ---- handbook_pages.c ---- */

/* Beside the usual handbook (in PDF at `product`) the file "handbook.pages": on which page each
 * objective is taught, for benchbook quiz (term/pages.h says its form).  NULL beside other
 * products.
 */
const char *bb_job_pages_path(struct bb_arena *arena, const struct job *job, const char *product,
                              enum bb_edition edition);
bool bb_job_write_pages(struct bb_arena *arena, const struct job *job,
                        const struct bb_catalog *catalog, const struct bb_pages *pages,
                        const char *path, struct bb_diags *diags);

size_t bb_job_count_messages(const struct bb_diags *diags);

/* ---- up_to_date.c ---- */

/* The hash of what all products of a run depend on: the program, the fonts, the course's files with
 * their bytes, the paper and how it is used, the choice of modules. */
void bb_job_identify(const struct job *job, char hex[65]);

/* The hash of all that goes into one product. */
void bb_job_identify_product(const struct job *job, const struct bb_catalog *catalog,
                             const struct product *product, char hex[65]);

/* True when the product at `path` stands there as it was made from these inputs. */
bool bb_job_is_up_to_date(const char *path, const char *inputs);

/* What tells the bytes of a product from all others. */
void bb_job_digest(struct bb_span bytes, char hex[65]);

#endif
