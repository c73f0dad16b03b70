/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What is not text in a file: shapes, images, links, bookmarks, labels.  Pages are made by hand.
 */
#include "base/file.h"
#include "base/process.h"
#include "pdf/pdf.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

static const unsigned char samples[] = {255, 0, 0, 0, 255, 0, 0, 0, 255, 9, 9, 9},
                           alpha[] = {255, 128, 64, 0};
static const struct bb_image image = {.kind = BB_IMAGE_SAMPLES,
                                      .width = 2,
                                      .height = 2,
                                      .channels = 3,
                                      .dpi = 150,
                                      .bytes = {(const char *)samples, sizeof samples},
                                      .alpha = {(const char *)alpha, sizeof alpha}};

static struct bb_shape shapes[] = {
    {.kind = BB_SHAPE_RECTANGLE,
     .x = {640, 1280},
     .y = {640, 960},
     .count = 2,
     .filled = true,
     .fill = 0xFF8000},
    {.kind = BB_SHAPE_LINE,
     .x = {0, 64},
     .y = {0, 64},
     .count = 2,
     .stroke_width = 32,
     .stroke = 0x000000},
    {.kind = BB_SHAPE_POLYGON,
     .x = {0, 64, 32},
     .y = {0, 0, 64},
     .count = 3,
     .filled = true,
     .fill = 0xFF8000,
     .stroke_width = 32,
     .stroke = 0x000000},
};
static struct bb_picture pictures[] = {
    {.image = &image, .x = 64, .y = 128, .width = 640, .height = 320},
    {.image = &image, .x = 64, .y = 640, .width = 64, .height = 64},
};
static struct bb_link links[] = {
    {.x = 64,
     .y = 64,
     .width = 640,
     .height = 64,
     .uri = BB_SPAN("https://example.org/\xE1\x9E\x80 x"),
     .text = BB_SPAN("An example")},
    {.x = 64, .y = 128, .width = INT32_MAX / 2, .height = 64, .page = 1, .target_y = 640},
    {.x = 64, .y = 192, .width = 64, .height = 64, .page = 7}, /* there is no such page */
};
static struct bb_bookmark bookmarks[] = {
    {BB_SPAN("One"), 1, 0, 640},  {BB_SPAN("One point one"), 2, 0, 1280},
    {BB_SPAN("Deeper"), 4, 0, 0}, {BB_SPAN("One point two"), 2, 1, 0},
    {BB_SPAN("Two"), 1, 1, 0},    {BB_SPAN("Nowhere"), 1, 9, 0},
};
static struct bb_page pages[] = {
    {.width = BB_PT(200),
     .height = BB_PT(100),
     .label = BB_SPAN("i"),
     .shapes = shapes,
     .shape_count = 3,
     .pictures = pictures,
     .picture_count = 2,
     .links = links,
     .link_count = 3},
    {.width = BB_PT(200), .height = BB_PT(100), .label = BB_SPAN("\xE1\x9F\xA1")},
};

static struct bb_buf file; /* as written */
static struct bb_arena arena;
static struct bb_span plain; /* the same with each object in the open, by qpdf */

static bool unpack(struct bb_diags *diags) {
  const char *packed = "pdf_file_test.pdf", *unpacked = "pdf_file_test_plain.pdf";
  const char *const command[] = {"qpdf", "--object-streams=disable", packed, unpacked, NULL};
  bool good = bb_file_write(packed, bb_buf_view(&file), diags) &&
              bb_process_run(command, NULL, diags) &&
              bb_file_read(&arena, unpacked, 1 << 20, &plain, diags);
  remove(packed);
  remove(unpacked);
  return good;
}

/* The pages as a file; `imposition` and `structure` may be NULL. */
static bool build_with(const struct bb_imposition *imposition, const struct bb_element *structure,
                       struct bb_diags *diags) {
  struct bb_lang lang;
  if (!bb_lang_parse(BB_SPAN("ar"), &lang)) return false;
  struct bb_document document = {.lang = &lang, .title = BB_SPAN("T")};
  struct bb_pages all = {.document = &document,
                         .pages = pages,
                         .page_count = 2,
                         .bookmarks = bookmarks,
                         .bookmark_count = 6,
                         .imposition = imposition,
                         .structure = structure,
                         .element_count = 1};
  bb_buf_clear(&file);
  return bb_pdf_build(&all, 1, &file, diags) && unpack(diags) && bb_diags_worst(diags) == BB_NOTE;
}

static int build(void **state) {
  (void)state;
  bb_lang_start();
  struct bb_diags *diags = bb_diags_new();
  bool good = build_with(NULL, NULL, diags);
  bb_diags_free(diags);
  return good ? 0 : -1;
}

static int drop(void **state) {
  (void)state;
  bb_buf_free(&file);
  bb_arena_free(&arena);
  return 0;
}

static size_t count_of(const char *needle) {
  size_t count = 0;
  for (size_t at = 0; (at = bb_span_find(plain, at, needle)) < plain.n; at++) count++;
  return count;
}

static void other_programs_find_no_fault(void **state) {
  (void)state;
  const char *path = "pdf_file_test.pdf";
  struct bb_diags *diags = bb_diags_new();
  assert_true(bb_file_write(path, bb_buf_view(&file), diags));
  assert_true(bb_process_run((const char *[]){"qpdf", "--check", path, NULL}, NULL, diags));
  remove(path);
  bb_diags_free(diags);
}

static void an_image_is_stored_once_with_its_mask(void **state) {
  (void)state;
  assert_int_equal(count_of("/Subtype /Image"), 2); /* the image and its mask */
  assert_int_equal(count_of("/SMask"), 1);
  assert_int_equal(count_of("/DeviceGray"), 1);
}

static void links_lead_to_addresses_and_places(void **state) {
  (void)state;
  assert_int_equal(count_of("/Subtype /Link"), 2);
  assert_int_equal(count_of("(https://example.org/%E1%9E%80%20x)"), 1);
  assert_int_equal(count_of("/XYZ null 90 null"), 2);     /* the link's and the first bookmark's */
  assert_int_equal(count_of("/Rect [ 1 97 200 98 ]"), 1); /* cut to the page */
}

static void bookmarks_make_a_tree(void **state) {
  (void)state;
  assert_int_equal(count_of("/Parent"), 2 + 5); /* pages too */
  assert_int_equal(count_of("/Count -2"), 1);
  assert_int_equal(count_of("/Count -1"), 1);
  assert_int_equal(count_of("/Count 2"), 2); /* the outline and the pages */
  assert_int_equal(count_of("/PageMode /UseOutlines"), 1);
}

static void every_page_has_its_label(void **state) {
  (void)state;
  assert_int_equal(count_of("/P <feff0069>"), 1);
  assert_int_equal(count_of("/P <feff17e1>"), 1);
  assert_int_equal(count_of("/Direction /R2L"), 1);
}

static void expect_marked(bool marked) {
  assert_int_equal(count_of("/StructTreeRoot") > 0, marked);
  assert_int_equal(count_of("/MarkInfo") > 0, marked);
  assert_int_equal(count_of("<pdfuaid:part>1<") > 0, marked);
  assert_int_equal(count_of("/Tabs /S") > 0, marked);
}

/* The last test: it makes other files. */
static void pages_with_a_structure_are_tagged_but_no_booklets(void **state) {
  (void)state;
  struct bb_side sides[] = {{BB_NO_PAGE, 0}, {1, BB_NO_PAGE}};
  const struct bb_imposition imposition = {BB_PT(400), BB_PT(100), sides, 1, 1};
  const struct bb_element structure = {.kind = BB_ELEMENT_DOCUMENT};
  struct bb_diags *diags = bb_diags_new();
  expect_marked(false);
  assert_true(build_with(NULL, &structure, diags));
  expect_marked(true);
  assert_true(build_with(&imposition, &structure, diags));
  expect_marked(false);
  bb_diags_free(diags);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(other_programs_find_no_fault),
      cmocka_unit_test(an_image_is_stored_once_with_its_mask),
      cmocka_unit_test(links_lead_to_addresses_and_places),
      cmocka_unit_test(bookmarks_make_a_tree),
      cmocka_unit_test(every_page_has_its_label),
      cmocka_unit_test(pages_with_a_structure_are_tagged_but_no_booklets),
  };
  return cmocka_run_group_tests(tests, build, drop);
}
