/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/process.h"
#include "lang/lang.h"
#include "web/web.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

/* A folder OUT/cybercrime with a language in it, made for every test. */
struct shelf {
  struct bb_arena arena;
  struct bb_diags *diags;
  char out[32];
};

static int start(void **state) {
  struct shelf *shelf = calloc(1, sizeof *shelf);
  strcpy(shelf->out, "/tmp/bb-web-XXXXXX");
  shelf->diags = bb_diags_new();
  *state = shelf;
  return mkdtemp(shelf->out) ? 0 : -1;
}

static int end(void **state) {
  struct shelf *shelf = *state;
  const char *argv[] = {"rm", "-rf", shelf->out, NULL};
  bb_process_run(argv, NULL, shelf->diags);
  bb_diags_free(shelf->diags);
  bb_arena_free(&shelf->arena);
  free(shelf);
  return 0;
}

static const char *put(struct shelf *shelf, const char *inside, const struct bb_product *product) {
  const char *path = bb_file_join(&shelf->arena, shelf->out, inside);
  assert_true(bb_file_write(path, BB_SPAN("%PDF"), shelf->diags));
  if (product) assert_true(bb_product_write(path, product, shelf->diags));
  return path;
}

static struct bb_product product(const char *lang, const char *title) {
  return (struct bb_product){.inputs = BB_SPAN("abc"),
                             .digest = BB_SPAN("def"),
                             .lang = bb_span_of(lang),
                             .course = BB_SPAN("Cybercrime"),
                             .title = bb_span_of(title),
                             .edition = BB_SPAN("Handbook"),
                             .source = BB_SPAN("en"),
                             .pages = 212,
                             .bytes = 1234567,
                             .words = 1000,
                             .translated = 999};
}

static const char *index_of(struct shelf *shelf) {
  struct bb_span page;
  const char *path = bb_file_join(&shelf->arena, shelf->out, "index.html");
  assert_true(bb_web_write_index(shelf->out, shelf->diags));
  assert_true(bb_file_read(&shelf->arena, path, 1 << 20, &page, shelf->diags));
  return page.p;
}

static void a_record_comes_back(void **state) {
  struct shelf *shelf = *state;
  struct bb_product p = product("km", "two\nlines"), back;
  p.economy = BB_SPAN("PH");
  p.draft = true;
  const char *path = put(shelf, "c/km/handbook.pdf", &p);
  assert_true(bb_product_load(&shelf->arena, path, &back));
  assert_true(bb_span_is(back.inputs, "abc") && bb_span_is(back.digest, "def"));
  assert_true(bb_span_is(back.title, "two lines"));
  assert_true(bb_span_is(back.economy, "PH"));
  assert_int_equal(back.variant.n, 0);
  assert_true(back.draft);
  assert_false(back.trainer);
  assert_int_equal(back.pages, 212);
  assert_int_equal(back.bytes, 1234567);
}

static void no_record_no_product(void **state) {
  struct shelf *shelf = *state;
  struct bb_product back, p = product("km", "x");
  assert_false(bb_product_load(&shelf->arena, put(shelf, "c/km/alone.pdf", NULL), &back));
  const char *gone = put(shelf, "c/km/gone.pdf", &p);
  unlink(gone);
  assert_false(bb_product_load(&shelf->arena, gone, &back));
}

static void unfinished_never_reads_100_percent(void **state) {
  (void)state;
  assert_int_equal(bb_product_percent(&(struct bb_product){.words = 1000, .translated = 999}), 99);
  assert_int_equal(bb_product_percent(&(struct bb_product){.words = 1000, .translated = 1000}),
                   100);
  assert_int_equal(bb_product_percent(&(struct bb_product){0}), 100);
  assert_int_equal(
      bb_product_percent(&(struct bb_product){.words = 4000000000, .translated = 2000000000}), 50);
}

static void the_index_escapes_and_encodes(void **state) {
  struct shelf *shelf = *state;
  struct bb_product p = product("ar", "<script>alert('&\"')</script>");
  put(shelf, "a&b \"c\"/ar/handbook.pdf", &p);
  const char *page = index_of(shelf);
  assert_null(strstr(page, "<script>"));
  assert_non_null(strstr(page, "&lt;script&gt;alert(&#39;&amp;&quot;&#39;)&lt;/script&gt;"));
  assert_non_null(strstr(page, "href=\"a%26b%20%22c%22/ar/handbook.pdf\""));
  assert_non_null(strstr(page, "lang=\"ar\" dir=\"rtl\""));
}

static void the_index_lists_what_is_there(void **state) {
  struct shelf *shelf = *state;
  struct bb_product km = product("km", "ឧក្រិដ្ឋកម្ម"), en = product("en", "Cybercrime");
  put(shelf, "c/km/handbook.pdf", &km);
  put(shelf, "c/en/handbook.pdf", &en);
  km.trainer = true;
  put(shelf, "c/km/trainer-guide.pdf", &km);
  km.sheets = 53;
  km.signatures = 14;
  km.variant = BB_SPAN("booklet");
  put(shelf, "c/km/trainer-guide-booklet.pdf", &km);
  put(shelf, "c/km/stranger.pdf", NULL);
  const char *page = index_of(shelf);
  assert_non_null(strstr(page, "2 languages, 4 documents"));
  assert_non_null(strstr(page, "ខ្មែរ"));
  assert_non_null(strstr(page, "Khmer"));
  assert_non_null(strstr(page, "212 pages, 1.2 MB"));
  assert_non_null(strstr(page, "booklet, 212 pages, 53 sheets in 14 signatures, 1.2 MB"));
  assert_non_null(strstr(page, "99% translated"));
  assert_null(strstr(page, "stranger"));
  assert_true(strstr(page, "c/en/handbook.pdf") < strstr(page, "c/km/handbook.pdf"));
  assert_true(strstr(page, "c/km/handbook.pdf") < strstr(page, "c/km/trainer-guide.pdf"));
}

static void an_empty_folder_has_an_index(void **state) {
  assert_non_null(strstr(index_of(*state), "nothing here yet"));
}

int main(void) {
  bb_lang_start();
  const struct CMUnitTest tests[] = {
      cmocka_unit_test_setup_teardown(a_record_comes_back, start, end),
      cmocka_unit_test_setup_teardown(no_record_no_product, start, end),
      cmocka_unit_test(unfinished_never_reads_100_percent),
      cmocka_unit_test_setup_teardown(the_index_escapes_and_encodes, start, end),
      cmocka_unit_test_setup_teardown(the_index_lists_what_is_there, start, end),
      cmocka_unit_test_setup_teardown(an_empty_folder_has_an_index, start, end)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
