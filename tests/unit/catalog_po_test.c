/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "catalog/po.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#define HEADER "msgid \"\"\nmsgstr \"Content-Type: text/plain; charset=UTF-8\\n\"\n\n"

static struct bb_arena arena;
static struct bb_diags *diags;

static int begin(void **state) {
  (void)state;
  diags = bb_diags_new();
  return 0;
}

static int end(void **state) {
  (void)state;
  bb_diags_free(diags);
  bb_arena_free(&arena);
  return 0;
}

static const struct bb_po *parse(const char *text) {
  return bb_po_parse(&arena, "x.po", bb_span_of(text), diags);
}

static void reads_what_a_translator_wrote(void **state) {
  (void)state;
  const struct bb_po *po =
      parse("# Ann\n"
            "msgid \"\"\n"
            "msgstr \"\"\n"
            "\"Language: km\\n\"\n"
            "\"Content-Type: text/plain; charset=utf-8\\n\"\n"
            "\n"
            "# benchbook:ok numbers\n"
            "#. module 1\n"
            "#: 01.md:3\n"
            "#, fuzzy\n"
            "#| msgid \"an older\"\n"
            "msgctxt \"verb\"\n"
            "msgid \"\"\n"
            "\"a \\\"b\\\" \"\n"
            "\"c\"\n"
            "msgstr \"\xE1\x9E\x80\"\n"
            "\n"
            "msgid \"one\" msgid_plural \"many\" msgstr[0] \"un\" msgstr[1] \"x\"\n"
            "\n"
            "#~ msgid \"gone\"\n"
            "#~ msgstr \"parti\"\n");
  assert_non_null(po);
  assert_int_equal(po->count, 3);
  assert_true(bb_span_is(bb_po_field(po, "language"), "km"));
  assert_true(bb_span_is(bb_po_field(po, "X-None"), ""));
  const struct bb_po_entry *e = po->entries;
  assert_true(bb_span_is(e[0].context, "verb"));
  assert_true(bb_span_is(e[0].id, "a \"b\" c"));
  assert_true(bb_span_is(e[0].text, "\xE1\x9E\x80"));
  assert_true(bb_span_is(e[0].comments, "benchbook:ok numbers\n"));
  assert_true(e[0].fuzzy && !e[0].obsolete);
  assert_int_equal(e[0].line, 13);
  assert_true(bb_span_is(e[1].text, "un"));
  assert_int_equal(e[1].line, 18);
  assert_int_equal(e[1].comments.n, 0);
  assert_true(e[2].obsolete);
  assert_int_equal(e[2].line, 20);
  assert_int_equal(bb_diags_worst(diags), BB_NOTE);
}

/* Every bad file is refused as a whole, with one clear reason at the right line. */
static void bad_files_are_refused(void **state) {
  (void)state;
  static const struct {
    const char *text;
    enum bb_diag_code code;
    uint32_t line;
  } cases[] = {
      {"", BB_D_PO_HEADER, 1},
      {"msgid \"a\"\nmsgstr \"b\"\n", BB_D_PO_HEADER, 1},
      {"\xEF\xBB\xBF" HEADER, BB_D_PO_BOM, 1},
      {HEADER "msgid \"a\"\n<<<<<<< mine\nmsgstr \"b\"\n=======\nmsgstr \"c\"\n>>>>>>> theirs\n",
       BB_D_PO_CONFLICT, 5},
      {HEADER "msgid \"a\"\nmsgstr \"b\"\n\nmsgid \"a\"\nmsgstr \"c\"\n", BB_D_PO_DUPLICATE, 7},
      {HEADER "msgid \"a\"\nmsgstr \"b\xFF\"\n", BB_D_FILE_NOT_UTF8, 5},
      {"msgid \"\"\nmsgstr \"Content-Type: text/plain; charset=EUC-JP\\n\"\n", BB_D_PO_CHARSET, 1},
      {"msgid \"\"\nmsgstr \"Language: km\\n\"\n", BB_D_PO_CHARSET, 1},
      {HEADER "msgid \"a\"\nmsgstr \"b\n", BB_D_PO_SYNTAX, 5},
      {HEADER "msgid \"a\"\nmsgstr \"b\\", BB_D_PO_SYNTAX, 5},
      {HEADER "msgid \"a\"\n", BB_D_PO_SYNTAX, 4},
      {HEADER "msgid \"a\"\nmsgstr\n", BB_D_PO_SYNTAX, 6},
      {HEADER "msgid \"a\" msgid \"b\"\nmsgstr \"b\"\n", BB_D_PO_SYNTAX, 4},
      {HEADER "msgid \"a\"\nmsgstr \"\\000\"\n", BB_D_PO_SYNTAX, 5},
      {HEADER "msgid \"a\"\nmsgstr \"\\x41\"\n", BB_D_PO_SYNTAX, 5},
      {HEADER "domain \"other\"\n", BB_D_PO_SYNTAX, 4},
      {HEADER "\"lost\"\n\nmsgid \"a\"\nhello\n", BB_D_PO_SYNTAX, 7},
      {"<!DOCTYPE html>\n", BB_D_PO_SYNTAX, 1},
      /* a second header could change the charset half way */
      {HEADER HEADER, BB_D_PO_SYNTAX, 5},
      {HEADER "msgid \"\" \"\"\nmsgstr \"charset=EUC-JP\"\n", BB_D_PO_SYNTAX, 5},
  };
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
    struct bb_diags *kept = diags;
    diags = bb_diags_new();
    assert_null(parse(cases[i].text));
    size_t count;
    const struct bb_diag *list = bb_diags_sorted(diags, &count);
    assert_true(count > 0);
    if (list[0].code != cases[i].code || list[0].place.line != cases[i].line)
      fail_msg("case %zu: %s at line %u", i, bb_diag_slug(list[0].code), list[0].place.line);
    bb_diags_free(diags);
    diags = kept;
  }
}

static void a_nul_byte_is_not_text(void **state) {
  (void)state;
  static const char text[] = HEADER "msgid \"a\0\"\nmsgstr \"\"\n";
  assert_null(bb_po_parse(&arena, "x.po", (struct bb_span){text, sizeof text - 1}, diags));
  assert_int_equal(bb_diags_sorted(diags, &(size_t){0})->code, BB_D_FILE_NOT_UTF8);
}

/* libgettextpo gives up after 20 errors by leaving the process, were it not for our callbacks. */
static void many_errors_do_not_end_the_process(void **state) {
  (void)state;
  struct bb_buf text = {0};
  bb_buf_string(&text, HEADER);
  for (int i = 0; i < 2000; i++) bb_buf_string(&text, "msgid \"a\"\nmsgstr \"b\"\nmsgid \"c\"\n");
  assert_null(parse(text.p));
  assert_true(bb_diags_count(diags, BB_ERROR) >= 2);
  assert_true(bb_diags_count(diags, BB_ERROR) <= 20);
  bb_buf_free(&text);
}

static void a_missing_file_is_reported(void **state) {
  (void)state;
  assert_null(bb_po_load(&arena, TESTS_FOLDER "/no-such.po", diags));
  assert_int_equal(bb_diags_sorted(diags, &(size_t){0})->code, BB_D_FILE_READ);
}

static void without_a_folder_for_temporary_files_nothing_is_read(void **state) {
  (void)state;
  setenv("TMPDIR", TESTS_FOLDER "/no-such-folder", 1);
  assert_null(parse(HEADER));
  unsetenv("TMPDIR");
  assert_int_equal(bb_diags_sorted(diags, &(size_t){0})->code, BB_D_FILE_WRITE);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test_setup_teardown(reads_what_a_translator_wrote, begin, end),
      cmocka_unit_test_setup_teardown(bad_files_are_refused, begin, end),
      cmocka_unit_test_setup_teardown(a_nul_byte_is_not_text, begin, end),
      cmocka_unit_test_setup_teardown(many_errors_do_not_end_the_process, begin, end),
      cmocka_unit_test_setup_teardown(a_missing_file_is_reported, begin, end),
      cmocka_unit_test_setup_teardown(without_a_folder_for_temporary_files_nothing_is_read, begin,
                                      end),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
