/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Images made in memory, sound ones and damaged ones.
 */
#include "image/image.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>
#include <png.h>
#include <turbojpeg.h>

struct room {
  struct bb_arena arena;
  struct bb_diags *diags;
};

static int enter(void **state) {
  struct room *room = calloc(1, sizeof *room);
  room->diags = bb_diags_new();
  *state = room;
  return 0;
}

static int leave(void **state) {
  struct room *room = *state;
  bb_arena_free(&room->arena);
  bb_diags_free(room->diags);
  free(room);
  return 0;
}

/* A gradient, so that compressed rows differ. */
static unsigned char *gradient(struct room *room, uint32_t width, uint32_t height,
                               uint32_t channels) {
  unsigned char *samples = bb_arena_alloc(&room->arena, (size_t)width * height * channels);
  for (size_t i = 0; i < (size_t)width * height * channels; i++)
    samples[i] = (unsigned char)(i * 7 + i / 97);
  return samples;
}

static struct bb_span png(struct room *room, uint32_t width, uint32_t height, png_uint_32 format) {
  png_image image = {
      .version = PNG_IMAGE_VERSION, .width = width, .height = height, .format = format};
  unsigned char *samples = gradient(room, width, height, PNG_IMAGE_SAMPLE_CHANNELS(format));
  png_alloc_size_t size = PNG_IMAGE_PNG_SIZE_MAX(image);
  char *file = bb_arena_alloc(&room->arena, size);
  assert_true(png_image_write_to_memory(&image, file, &size, 0, samples, 0, NULL));
  return (struct bb_span){file, size};
}

static struct bb_span jpeg(struct room *room, int width, int height, int format, int sampling) {
  tjhandle coder = tjInitCompress();
  unsigned char *file = NULL;
  unsigned long size = 0;
  unsigned char *samples =
      gradient(room, (uint32_t)width, (uint32_t)height, (uint32_t)tjPixelSize[format]);
  assert_int_equal(
      tjCompress2(coder, samples, width, 0, height, format, &file, &size, sampling, 90, 0), 0);
  struct bb_span copy = bb_arena_copy(&room->arena, (struct bb_span){(const char *)file, size});
  tjFree(file);
  tjDestroy(coder);
  return copy;
}

static const struct bb_image *decode(struct room *room, struct bb_span file) {
  return bb_image_decode(&room->arena, file, (struct bb_place){"m.md", 3, 1}, room->diags);
}

static void assert_refused(struct room *room, struct bb_span file, enum bb_diag_code code) {
  size_t before, after;
  bb_diags_sorted(room->diags, &before);
  assert_null(decode(room, file));
  const struct bb_diag *list = bb_diags_sorted(room->diags, &after);
  bool found = false;
  for (size_t i = 0; i < after; i++) found = found || list[i].code == code;
  assert_true(found);
}

static void png_becomes_samples_and_alpha(void **state) {
  struct room *room = *state;
  const struct bb_image *rgb = decode(room, png(room, 31, 17, PNG_FORMAT_RGB));
  const struct bb_image *grey = decode(room, png(room, 31, 17, PNG_FORMAT_GRAY));
  const struct bb_image *both = decode(room, png(room, 31, 17, PNG_FORMAT_RGBA));
  assert_int_equal(rgb->channels, 3);
  assert_int_equal(rgb->bytes.n, 31 * 17 * 3);
  assert_int_equal(rgb->alpha.n, 0);
  assert_memory_equal(rgb->bytes.p, gradient(room, 31, 17, 3), rgb->bytes.n);
  assert_int_equal(grey->channels, 1);
  assert_int_equal(grey->bytes.n, 31 * 17);
  assert_int_equal(both->bytes.n, 31 * 17 * 3);
  assert_int_equal(both->alpha.n, 31 * 17);
  assert_int_equal((unsigned char)both->alpha.p[1], gradient(room, 31, 17, 4)[7]);
}

static void wide_samples_are_cut_to_eight_bits(void **state) {
  struct room *room = *state;
  const struct bb_image *image = decode(room, png(room, 8, 8, PNG_FORMAT_LINEAR_RGB));
  assert_int_equal(image->bytes.n, 8 * 8 * 3);
}

static void jpeg_stays_its_own_bytes(void **state) {
  struct room *room = *state;
  struct bb_span file = jpeg(room, 40, 24, TJPF_RGB, TJSAMP_420);
  const struct bb_image *image = decode(room, file);
  assert_int_equal(image->kind, BB_IMAGE_JPEG);
  assert_true(bb_span_equal(image->bytes, file));
  assert_int_equal(decode(room, jpeg(room, 40, 24, TJPF_GRAY, TJSAMP_GRAY))->channels, 1);
}

static void grey_pictures_have_no_colours(void **state) {
  struct room *room = *state;
  const struct bb_image *both = decode(room, png(room, 31, 17, PNG_FORMAT_RGBA));
  const struct bb_image *grey = bb_image_grey(&room->arena, both);
  const unsigned char *rgb = (const unsigned char *)both->bytes.p + 3 * 100;
  assert_int_equal(grey->channels, 1);
  assert_int_equal(grey->bytes.n, 31 * 17);
  assert_int_equal((unsigned char)grey->bytes.p[100],
                   (299 * rgb[0] + 587 * rgb[1] + 114 * rgb[2] + 500) / 1000);
  assert_true(bb_span_equal(grey->alpha, both->alpha));
  assert_ptr_equal(bb_image_grey(&room->arena, grey), grey);
}

static void a_jpeg_loses_its_colours_only(void **state) {
  struct room *room = *state;
  const struct bb_image *colour = decode(room, jpeg(room, 40, 24, TJPF_RGB, TJSAMP_420));
  const struct bb_image *grey = bb_image_grey(&room->arena, colour);
  assert_int_equal(grey->kind, BB_IMAGE_JPEG);
  assert_int_equal(grey->channels, 1);
  const struct bb_image *read = decode(room, grey->bytes);
  assert_int_equal(read->channels, 1);
  assert_int_equal(read->width, 40);
  assert_int_equal(read->height, 24);
}

static void resolution_is_read_or_assumed(void **state) {
  struct room *room = *state;
  struct bb_span file = jpeg(room, 8, 8, TJPF_RGB, TJSAMP_444);
  assert_int_equal((int)decode(room, file)->dpi,
                   150); /* libjpeg writes density 1:1 without a unit */
  char *stated = (char *)bb_arena_copy(&room->arena, file).p;
  stated[13] = 1;
  stated[14] = 1;
  stated[15] = 44; /* 300 */
  assert_int_equal((int)decode(room, (struct bb_span){stated, file.n})->dpi, 300);
}

static void every_truncation_is_refused(void **state) {
  struct room *room = *state;
  struct bb_span files[] = {png(room, 60, 60, PNG_FORMAT_RGB),
                            jpeg(room, 60, 60, TJPF_RGB, TJSAMP_420)};
  for (size_t k = 0; k < 2; k++)
    for (size_t n = 8; n + 12 < files[k].n; n += files[k].n / 40)
      assert_refused(room, bb_span_cut(files[k], 0, n), BB_D_IMAGE_DAMAGED);
}

static void a_flipped_byte_never_crashes(void **state) {
  struct room *room = *state;
  struct bb_span files[] = {png(room, 20, 20, PNG_FORMAT_RGBA),
                            jpeg(room, 20, 20, TJPF_RGB, TJSAMP_444)};
  for (size_t k = 0; k < 2; k++)
    for (size_t i = 0; i < files[k].n; i++) {
      struct bb_arena scratch = {0};
      char *damaged = (char *)bb_arena_copy(&scratch, files[k]).p;
      damaged[i] = (char)(damaged[i] ^ 0x55);
      bb_image_decode(&scratch, (struct bb_span){damaged, files[k].n}, (struct bb_place){0},
                      room->diags);
      bb_arena_free(&scratch);
    }
}

/* PNG's checksum of a chunk (annex D of its specification). */
static uint32_t checksum(const char *bytes, size_t n) {
  uint32_t sum = 0xFFFFFFFF;
  for (size_t i = 0; i < n; i++) {
    sum ^= (unsigned char)bytes[i];
    for (int bit = 0; bit < 8; bit++) sum = sum & 1 ? 0xEDB88320 ^ sum >> 1 : sum >> 1;
  }
  return ~sum;
}

static void a_lying_size_is_refused_before_memory_is_asked_for(void **state) {
  struct room *room = *state;
  struct bb_span file = png(room, 4, 4, PNG_FORMAT_RGB);
  char *lying = (char *)bb_arena_copy(&room->arena, file).p;
  memcpy(lying + 16, "\x00\x00\xEA\x60\x00\x00\xEA\x60", 8); /* 60,000 x 60,000 */
  uint32_t sum = checksum(lying + 12, 17);
  for (int i = 0; i < 4; i++) lying[29 + i] = (char)(sum >> (24 - 8 * i));
  assert_refused(room, (struct bb_span){lying, file.n}, BB_D_IMAGE_SIZE);
}

static void arithmetic_coding_is_refused(void **state) {
  struct room *room = *state;
  setenv("TJ_ARITHMETIC", "1", 1); /* libturbojpeg's own switch */
  struct bb_span file = jpeg(room, 16, 16, TJPF_RGB, TJSAMP_444);
  unsetenv("TJ_ARITHMETIC");
  assert_refused(room, file, BB_D_IMAGE_CODING);
}

static void other_things_are_told_apart(void **state) {
  struct room *room = *state;
  assert_refused(room, bb_span_of("GIF89a"), BB_D_IMAGE_FORMAT);
  assert_refused(room, bb_span_of(""), BB_D_IMAGE_FORMAT);
  assert_refused(room, jpeg(room, 16, 16, TJPF_CMYK, TJSAMP_444), BB_D_IMAGE_CMYK);
  assert_null(bb_image_load(&room->arena, "/nowhere/at.png", (struct bb_place){0}, room->diags));
  assert_null(bb_image_load(&room->arena, ".", (struct bb_place){0}, room->diags));
}

#define ROOM_TEST(f) cmocka_unit_test_setup_teardown(f, enter, leave)

int main(void) {
  const struct CMUnitTest tests[] = {
      ROOM_TEST(png_becomes_samples_and_alpha),
      ROOM_TEST(wide_samples_are_cut_to_eight_bits),
      ROOM_TEST(jpeg_stays_its_own_bytes),
      ROOM_TEST(grey_pictures_have_no_colours),
      ROOM_TEST(a_jpeg_loses_its_colours_only),
      ROOM_TEST(resolution_is_read_or_assumed),
      ROOM_TEST(every_truncation_is_refused),
      ROOM_TEST(a_flipped_byte_never_crashes),
      ROOM_TEST(a_lying_size_is_refused_before_memory_is_asked_for),
      ROOM_TEST(arithmetic_coding_is_refused),
      ROOM_TEST(other_things_are_told_apart),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
