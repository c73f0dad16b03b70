/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The up-to-date rule.  Times are not looked at: a copied folder, a checkout and a clock that was
 * set back all lie about them.  Inputs are compared by their bytes.
 */
#include "app/job.h"
#include "base/file.h"
#include "base/process.h"
#include "web/web.h"

enum { PRODUCT_MAX = 1024 * 1024 * 1024, INPUT_MAX = 512 * 1024 * 1024 };

/* Adds a file's name and bytes; one that cannot be read counts as empty. */
static void add_file(struct bb_hash *hash, const char *path) {
  struct bb_arena scratch = {0};
  struct bb_diags *unread = bb_diags_new();
  struct bb_span bytes = {0};
  bb_file_read(&scratch, path, INPUT_MAX, &bytes, unread);
  bb_hash_span(hash, bb_span_of(path));
  bb_hash_file(hash, bytes);
  bb_diags_free(unread);
  bb_arena_free(&scratch);
}

/* A program linked without an id is known by its file, which takes longer to read than a short
 * lesson to print. */
static void add_program(struct bb_hash *hash) {
  struct bb_arena scratch = {0};
  struct bb_span id = bb_process_build_id();
  if (id.n)
    bb_hash_span(hash, id);
  else
    add_file(hash, bb_process_program(&scratch));
  bb_arena_free(&scratch);
}

static void add_number(struct bb_hash *hash, int number) {
  bb_hash_span(hash, (struct bb_span){(const char *)&number, sizeof number});
}

void bb_job_identify(const struct job *job, char hex[65]) {
  struct bb_hash hash;
  bb_hash_begin(&hash);
  add_program(&hash);
  bb_fonts_identity(job->fonts, &hash);
  for (size_t i = 0; i < job->course->input_count; i++) add_file(&hash, job->course->inputs[i]);
  bb_hash_span(&hash, bb_span_of(job->course->economy));
  bb_hash_span(&hash, job->edition.angle);
  add_number(&hash, (int)job->edition.level);
  add_number(&hash, (int)job->layout.paper);
  add_number(&hash, job->layout.booklet);
  add_number(&hash, job->layout.mono);
  bb_hash_end(&hash, hex);
}

void bb_job_identify_product(const struct job *job, const struct bb_catalog *catalog,
                             const struct product *product, char hex[65]) {
  struct bb_hash hash;
  const char *const *inputs;
  size_t count = bb_catalog_inputs(catalog, &inputs);
  bb_hash_begin(&hash);
  bb_hash_span(&hash, bb_span_of(job->inputs));
  bb_hash_span(&hash, bb_span_of(bb_catalog_language(catalog)->tag));
  add_number(&hash, (int)product->edition);
  if (product->sheet) {
    struct bb_buf drawn = {0};
    bb_quiz_dump(product->sheet, &drawn);
    bb_hash_span(&hash, bb_buf_view(&drawn));
    bb_buf_free(&drawn);
  }
  for (size_t i = 0; i < count; i++) add_file(&hash, inputs[i]);
  bb_hash_end(&hash, hex);
}

void bb_job_digest(struct bb_span bytes, char hex[65]) {
  struct bb_hash hash;
  bb_hash_begin(&hash);
  bb_hash_file(&hash, bytes);
  bb_hash_end(&hash, hex);
}

bool bb_job_is_up_to_date(const char *path, const char *inputs) {
  struct bb_arena scratch = {0};
  struct bb_product product;
  bool same = bb_product_load(&scratch, path, &product) && bb_span_is(product.inputs, inputs);
  if (same) {
    struct bb_diags *unread = bb_diags_new();
    struct bb_span bytes;
    char digest[65];
    same = bb_file_read(&scratch, path, PRODUCT_MAX, &bytes, unread);
    if (same) bb_job_digest(bytes, digest);
    same = same && bb_span_is(product.digest, digest);
    bb_diags_free(unread);
  }
  bb_arena_free(&scratch);
  return same;
}
