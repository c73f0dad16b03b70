/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What bb_text_shape makes of sample lines, compared glyph by glyph with what the program hb-shape
 * makes of the same stretch with the same font, script, language and direction.
 */
#include "base/file.h"
#include "fonts_fixture.h"
#include "text/text.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static const struct {
  const char *tag, *text;
} samples[] = {
    {"en", "The office kept a certified copy of the file."},
    {"vi", "Tòa án nhân dân xét xử công khai, “điện tử”."},
    {"ru", "Суд признал электронные доказательства допустимыми."},
    {"mn", "Шүүх цахим нотлох баримтыг хүлээн зөвшөөрөв."},
    {"th", "ศาลรับฟังพยานหลักฐานอิเล็กทรอนิกส์ที่เชื่อถือได้"},
    {"lo", "ສານຮັບຟັງຫຼັກຖານເອເລັກໂຕຣນິກທີ່ໜ້າເຊື່ອຖື"},
    {"km", "តុលាការទទួលយកភស្តុតាងអេឡិចត្រូនិក ស្រ្តី ដែលអាចជឿទុកចិត្តបាន។"},
    {"my", "တရားရုံးသည် အီလက်ထရောနစ် သက်သေခံချက်ကို လက်ခံသည်။"},
    {"hi", "न्यायालय ने इलेक्ट्रॉनिक साक्ष्य को स्वीकार किया।"},
    {"ta", "நீதிமன்றம் மின்னணுச் சான்றை ஏற்றுக்கொண்டது."},
    {"bn", "আদালত ইলেকট্রনিক সাক্ষ্য গ্রহণ করেছে।"},
    {"si", "අධිකරණය ඉලෙක්ට්‍රොනික සාක්ෂි "
           "පිළිගත්තේය."},
    {"ar", "قبلت المحكمة الأدلة الإلكترونية الموثوقة"},
    {"ur", "عدالت نے الیکٹرانک ثبوت قبول کر لیے"},
    {"fa", "دادگاه ادلهٔ الکترونیکی را می‌پذیرد"},
    {"zh-Hans", "法院采纳了可靠的电子证据。"},
    {"zh-Hant", "法院採納了可靠的電子證據。"},
    {"ja", "裁判所は、信頼できる電子証拠を「採用」した。"},
    {"ko", "법원은 신뢰할 수 있는 전자 증거를 채택하였다."},
};

static const struct bb_shaped *shape_at_size(struct bb_arena *arena, const char *tag,
                                             struct bb_span text, struct bb_font_style style,
                                             bb_len em) {
  struct bb_lang *lang = BB_NEW(arena, struct bb_lang);
  assert_true(bb_lang_parse(bb_span_of(tag), lang));
  struct bb_style_run run = {0, (uint32_t)text.n, style, em, lang, 7};
  return bb_text_shape(fonts, arena, arena, text, &run, 1, lang, lang->rtl,
                       (struct bb_place){"test", 1, 1}, diags);
}

static const struct bb_shaped *shape_in_style(struct bb_arena *arena, const char *tag,
                                              struct bb_span text, struct bb_font_style style) {
  return shape_at_size(arena, tag, text, style, BB_PT(11));
}

static const struct bb_shaped *shape(struct bb_arena *arena, const char *tag, struct bb_span text) {
  return shape_in_style(arena, tag, text, (struct bb_font_style){BB_SERIF, false, false});
}

/* One glyph as both sides print it: id, first byte of its cluster, place from the cluster's
 * origin. */
static void write_glyph(struct bb_buf *out, uint32_t id, uint32_t byte, int x, int y) {
  bb_buf_printf(out, "%u=%u@%d,%d ", id, byte, x, y);
}

static void write_ours(const struct bb_shaped *shaped, const struct bb_shaped_run *run,
                       struct bb_buf *out) {
  for (uint32_t i = 0; i < run->clusters; i++) {
    uint32_t k = run->level & 1 ? run->clusters - 1 - i : i;
    const struct bb_cluster *c = &shaped->clusters[run->first_cluster + k];
    for (uint32_t g = 0; g < c->glyph_count; g++)
      write_glyph(out, c->glyphs[g].id, c->start - run->start, c->glyphs[g].dx, c->glyphs[g].dy);
    bb_buf_printf(out, "+%d\n", c->advance);
  }
}

/* hb-shape prints [gid=cluster@x,y+advance|…] in visual order, an offset that is 0,0 left out. */
static void write_theirs(struct bb_span line, struct bb_buf *out) {
  long cluster = -1, x = 0;
  line = bb_span_cut(bb_span_trim(line), 1, bb_span_trim(line).n - 1);
  for (struct bb_span item; (item = bb_span_next(&line, '|')).p;) {
    char text[128], *at = text;
    snprintf(text, sizeof text, "%.*s", BB_SPAN_ARG(item));
    unsigned long id = strtoul(at, &at, 10);
    long byte = strtol(at + 1, &at, 10), dx = 0, dy = 0;
    if (*at == '@') {
      dx = strtol(at + 1, &at, 10);
      dy = strtol(at + 1, &at, 10);
    }
    long advance = strtol(at + 1, NULL, 10); /* behind its +; it may be negative */
    if (byte != cluster && cluster >= 0) bb_buf_printf(out, "+%ld\n", x);
    if (byte != cluster) x = 0;
    cluster = byte;
    write_glyph(out, (uint32_t)id, (uint32_t)byte, (int)(x + dx), (int)dy);
    x += advance;
  }
  bb_buf_printf(out, "+%ld\n", x);
}

static void run_hb_shape(struct bb_arena *arena, const struct bb_shaped *shaped,
                         const struct bb_shaped_run *run, struct bb_buf *out) {
  char script[5];
  bb_script_name(run->script, script);
  struct bb_span all = shaped->text;
  const char *argv[] = {
      "hb-shape",
      "--no-glyph-names",
      "--utf8-clusters",
      bb_arena_printf(arena, "--font-file=%s", bb_face_file(run->face)),
      bb_arena_printf(arena, "--face-index=%u", bb_face_index(run->face)),
      bb_arena_printf(arena, "--script=%s", script),
      bb_arena_printf(arena, "--language=%s", run->lang->tag),
      bb_arena_printf(arena, "--direction=%s", run->level & 1 ? "rtl" : "ltr"),
      bb_arena_printf(arena, "--text-before=%s",
                      bb_arena_string(arena, bb_span_cut(all, 0, run->start))),
      bb_arena_printf(arena, "--text-after=%s",
                      bb_arena_string(arena, bb_span_cut(all, run->start + run->size, all.n))),
      bb_arena_printf(arena, "--text=%s",
                      bb_arena_string(arena, bb_span_cut(all, run->start, run->start + run->size))),
      NULL};
  assert_true(bb_process_run(argv, out, diags));
}

static void compare_with_hb_shape(struct bb_arena *arena, const struct bb_shaped *shaped) {
  for (uint32_t r = 0; r < shaped->run_count; r++) {
    struct bb_buf ours = {0}, printed = {0}, theirs = {0};
    write_ours(shaped, &shaped->runs[r], &ours);
    run_hb_shape(arena, shaped, &shaped->runs[r], &printed);
    write_theirs(bb_buf_view(&printed), &theirs);
    assert_string_equal(ours.p, theirs.p);
    bb_buf_free(&ours);
    bb_buf_free(&printed);
    bb_buf_free(&theirs);
  }
}

static void every_run_is_shaped_as_hb_shape_does(void **state) {
  (void)state;
  struct bb_arena arena = {0};
  for (size_t i = 0; i < sizeof samples / sizeof *samples; i++)
    compare_with_hb_shape(&arena, shape(&arena, samples[i].tag, bb_span_of(samples[i].text)));
  bb_arena_free(&arena);
}

/* Runs and clusters tile the text, in order; no glyph is missing; breaks are those of the
 * language, but for none inside a cluster. */
static void check_tiling(const struct bb_shaped *shaped, const struct bb_lang *lang) {
  uint32_t at = 0, cluster = 0;
  uint8_t breaks[8192];
  assert_true(shaped->text.n < sizeof breaks);
  bb_lang_breaks(lang, shaped->text, breaks, NULL);
  for (uint32_t r = 0; r < shaped->run_count; r++) {
    const struct bb_shaped_run *run = &shaped->runs[r];
    assert_int_equal(run->start, at);
    assert_int_equal(run->first_cluster, cluster);
    assert_int_equal(run->tag, 7);
    for (uint32_t k = 0; k < run->clusters; k++, cluster++) {
      const struct bb_cluster *c = &shaped->clusters[cluster];
      assert_int_equal(c->start, at);
      assert_int_equal(c->run, r);
      assert_true(c->size > 0);
      assert_int_equal(shaped->breaks[cluster], breaks[at]);
      for (uint32_t g = 0; g < c->glyph_count; g++) assert_true(c->glyphs[g].id != 0);
      at += c->size;
    }
    assert_int_equal(run->start + run->size, at);
  }
  assert_int_equal(at, shaped->text.n);
  assert_int_equal(cluster, shaped->cluster_count);
  assert_int_equal(shaped->breaks[cluster], BB_BREAK_MANDATORY);
}

static void clusters_tile_the_text(void **state) {
  (void)state;
  struct bb_arena arena = {0};
  for (size_t i = 0; i < sizeof samples / sizeof *samples; i++) {
    const struct bb_shaped *shaped = shape(&arena, samples[i].tag, bb_span_of(samples[i].text));
    check_tiling(shaped, shaped->runs[0].lang);
    const struct bb_shaped *again =
        bb_text_reshape(fonts, &arena, &arena, shaped, 0, (uint32_t)shaped->text.n);
    check_tiling(again, shaped->runs[0].lang);
    assert_int_equal(again->cluster_count, shaped->cluster_count);
  }
  assert_int_equal(bb_diags_count(diags, BB_ERROR), 0);
  bb_arena_free(&arena);
}

/* Glyphs and places of some clusters, in reading order. */
static void write_clusters(const struct bb_shaped *shaped, uint32_t from, uint32_t to,
                           struct bb_buf *out) {
  for (uint32_t i = from; i < to; i++) {
    const struct bb_cluster *c = &shaped->clusters[i];
    for (uint32_t g = 0; g < c->glyph_count; g++)
      write_glyph(out, c->glyphs[g].id, c->start, c->glyphs[g].dx, c->glyphs[g].dy);
    bb_buf_printf(out, "+%d\n", c->advance);
  }
}

/* What `unsafe` promises: cut before any other cluster, both sides shape as they stand. */
static void lines_cut_where_it_is_safe_need_no_reshaping(void **state) {
  (void)state;
  unsigned cuts = 0, unsafe = 0;
  for (size_t i = 0; i < sizeof samples / sizeof *samples; i++) {
    struct bb_arena arena = {0};
    struct bb_buf whole = {0}, cut = {0};
    struct bb_span text = bb_span_of(samples[i].text);
    const struct bb_shaped *shaped = shape(&arena, samples[i].tag, text);
    write_clusters(shaped, 0, shaped->cluster_count, &whole);
    for (uint32_t k = 1; k < shaped->cluster_count; k++) {
      unsafe += shaped->clusters[k].unsafe;
      if (shaped->clusters[k].unsafe || !shaped->breaks[k]) continue;
      uint32_t at = shaped->clusters[k].start;
      const struct bb_shaped *a = bb_text_reshape(fonts, &arena, &arena, shaped, 0, at),
                             *b = bb_text_reshape(fonts, &arena, &arena, shaped, at,
                                                  (uint32_t)text.n);
      bb_buf_clear(&cut);
      write_clusters(a, 0, a->cluster_count, &cut);
      write_clusters(b, 0, b->cluster_count, &cut);
      assert_string_equal(cut.p, whole.p);
      cuts++;
    }
    bb_buf_free(&whole);
    bb_buf_free(&cut);
    bb_arena_free(&arena);
  }
  assert_true(cuts > 100);
  assert_true(unsafe > 20); /* letters of Arabic join */
}

/* A line cut inside an Arabic word: its ends take the forms they have at the ends of a text. */
static void a_reshaped_line_stands_alone(void **state) {
  (void)state;
  struct bb_arena arena = {0};
  struct bb_buf line = {0}, alone = {0};
  struct bb_span text = bb_span_of("المحكمة"), half = bb_span_cut(text, 0, 8);
  const struct bb_shaped *shaped = shape(&arena, "ar", text);
  assert_true(shaped->clusters[4].unsafe);
  const struct bb_shaped *first =
                             bb_text_reshape(fonts, &arena, &arena, shaped, 0, (uint32_t)half.n),
                         *same = shape(&arena, "ar", half);
  write_clusters(first, 0, first->cluster_count, &line);
  write_clusters(same, 0, same->cluster_count, &alone);
  assert_string_equal(line.p, alone.p);
  assert_int_equal(first->cluster_count, 4);
  bb_buf_free(&line);
  bb_buf_free(&alone);
  bb_arena_free(&arena);
}

static const char *read_sample(struct bb_arena *arena, const char *name, struct bb_span *text) {
  const char *path = bb_arena_printf(arena, TESTS_FOLDER "/samples/%s", name);
  assert_true(bb_file_read(arena, path, 1 << 20, text, diags));
  return bb_arena_string(arena, bb_span_cut(bb_span_of(name), 0, strlen(name) - 4));
}

static void every_sample_is_printed_in_every_style(void **state) {
  (void)state;
  static const struct bb_font_style styles[] = {{BB_SERIF, false, false}, {BB_SERIF, true, false},
                                                {BB_SERIF, false, true},  {BB_SANS, false, false},
                                                {BB_SANS, true, true},    {BB_MONO, false, false}};
  struct bb_arena arena = {0};
  const char **names;
  size_t count, printed = 0;
  assert_true(bb_file_list(&arena, TESTS_FOLDER "/samples", &names, &count, diags));
  for (size_t i = 0; i < count; i++) {
    struct bb_span text;
    if (!bb_span_ends(bb_span_of(names[i]), ".txt")) continue;
    const char *tag = read_sample(&arena, names[i], &text);
    for (struct bb_span par; (par = bb_span_next(&text, '\n')).p;)
      for (size_t s = 0; s < sizeof styles / sizeof *styles; s++) {
        const struct bb_shaped *shaped = shape_in_style(&arena, tag, par, styles[s]);
        if (par.n) check_tiling(shaped, shaped->runs[0].lang);
      }
    printed++;
  }
  assert_int_equal(printed, 22);
  assert_int_equal(bb_diags_count(diags, BB_ERROR), 0);
  bb_arena_free(&arena);
}

/* Words are kept: a paragraph is made from those of the paragraphs before it, and made a second
 * time from its own. */
static void words_that_come_again_are_shaped_as_hb_shape_does(void **state) {
  (void)state;
  struct bb_arena arena = {0};
  const char **names;
  size_t count;
  assert_true(bb_file_list(&arena, TESTS_FOLDER "/samples", &names, &count, diags));
  for (size_t i = 0; i < count; i++) {
    struct bb_span text, par;
    if (!bb_span_ends(bb_span_of(names[i]), ".txt")) continue;
    const char *tag = read_sample(&arena, names[i], &text);
    for (int left = 3; left && (par = bb_span_next(&text, '\n')).p;) {
      if (!par.n) continue;
      shape(&arena, tag, par);
      compare_with_hb_shape(&arena, shape(&arena, tag, par));
      left--;
    }
  }
  bb_arena_free(&arena);
}

static void a_word_is_as_wide_as_its_size_asks(void **state) {
  (void)state;
  struct bb_arena arena = {0};
  const struct bb_font_style style = {BB_SANS, false, false};
  static const bb_len sizes[] = {BB_PT(11), BB_PT(9), BB_PT(14.5), BB_PT(9)};
  for (size_t i = 0; i < sizeof sizes / sizeof *sizes; i++) {
    struct bb_span text = bb_span_of("Resizing words that were shaped before.");
    const struct bb_shaped *shaped = shape_at_size(&arena, "en", text, style, sizes[i]);
    compare_with_hb_shape(&arena, shaped);
    int32_t units = bb_face_metrics(shaped->runs[0].face)->units_per_em;
    for (uint32_t c = 0; c < shaped->cluster_count; c++)
      assert_int_equal(shaped->clusters[c].width,
                       bb_len_scale(sizes[i], shaped->clusters[c].advance, units));
  }
  bb_arena_free(&arena);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(every_run_is_shaped_as_hb_shape_does),
      cmocka_unit_test(words_that_come_again_are_shaped_as_hb_shape_does),
      cmocka_unit_test(a_word_is_as_wide_as_its_size_asks),
      cmocka_unit_test(clusters_tile_the_text),
      cmocka_unit_test(lines_cut_where_it_is_safe_need_no_reshaping),
      cmocka_unit_test(a_reshaped_line_stands_alone),
      cmocka_unit_test(every_sample_is_printed_in_every_style),
  };
  return cmocka_run_group_tests(tests, open_fonts, close_fonts);
}
