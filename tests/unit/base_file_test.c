/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Files: atomic replacement, caps, and what is said when the disk is full or the path is bad.
 */
#include "base/file.h"

#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

struct room {
  struct bb_arena arena;
  struct bb_diags *diags;
  char folder[64];
};

static int enter(void **state) {
  struct room *room = calloc(1, sizeof *room);
  room->diags = bb_diags_new();
  snprintf(room->folder, sizeof room->folder, "file-test-XXXXXX");
  assert_non_null(mkdtemp(room->folder));
  *state = room;
  return 0;
}

static int leave(void **state) {
  struct room *room = *state;
  const char *command = bb_arena_printf(&room->arena, "rm -rf '%s'", room->folder);
  int status = system(command);
  bb_arena_free(&room->arena);
  bb_diags_free(room->diags);
  free(room);
  return status;
}

static const char *inside(struct room *room, const char *name) {
  return bb_file_join(&room->arena, room->folder, name);
}

static struct bb_span content(struct room *room, const char *path) {
  struct bb_span bytes = {0};
  assert_true(bb_file_read(&room->arena, path, 1000, &bytes, room->diags));
  return bytes;
}

static size_t entries(struct room *room) {
  const char **names;
  size_t count;
  assert_true(bb_file_list(&room->arena, room->folder, &names, &count, room->diags));
  return count;
}

static void a_file_is_replaced_whole_and_leaves_nothing_behind(void **state) {
  struct room *room = *state;
  const char *path = inside(room, "product.pdf");
  assert_true(bb_file_write(path, bb_span_of("first"), room->diags));
  assert_true(bb_file_write(path, bb_span_of("second"), room->diags));
  assert_true(bb_span_is(content(room, path), "second"));
  assert_int_equal(entries(room), 1);
}

static void equal_bytes_leave_the_old_file_alone(void **state) {
  struct room *room = *state;
  const char *path = inside(room, "same");
  struct stat before, after;
  assert_true(bb_file_write(path, bb_span_of("same"), room->diags));
  assert_int_equal(stat(path, &before), 0);
  assert_true(bb_file_write(path, bb_span_of("same"), room->diags));
  assert_int_equal(stat(path, &after), 0);
  assert_int_equal(before.st_ino, after.st_ino);
}

static void folders_are_made_on_the_way(void **state) {
  struct room *room = *state;
  const char *path = inside(room, "a/b/c.txt");
  assert_true(bb_file_write(path, bb_span_of("x"), room->diags));
  assert_int_equal(bb_file_kind(inside(room, "a/b")), BB_FILE_FOLDER);
}

static void a_full_disk_keeps_the_old_file(void **state) {
  struct room *room = *state;
  const char *path = inside(room, "old");
  assert_true(bb_file_write(path, bb_span_of("old"), room->diags));
  struct rlimit limit, before;
  getrlimit(RLIMIT_FSIZE, &before);
  limit = before;
  limit.rlim_cur = 4096; /* the kernel then refuses writes as a full disk does */
  signal(SIGXFSZ, SIG_IGN);
  setrlimit(RLIMIT_FSIZE, &limit);
  char *large = calloc(1, 100000);
  bool good = bb_file_write(path, (struct bb_span){large, 100000}, room->diags);
  setrlimit(RLIMIT_FSIZE, &before);
  free(large);
  assert_false(good);
  assert_int_equal(bb_diags_worst(room->diags), BB_FATAL);
  assert_true(bb_span_is(content(room, path), "old"));
  assert_int_equal(entries(room), 1);
}

static void a_file_in_the_place_of_a_folder_is_reported(void **state) {
  struct room *room = *state;
  assert_true(bb_file_write(inside(room, "plain"), bb_span_of("x"), room->diags));
  assert_false(bb_file_write(inside(room, "plain/inner"), bb_span_of("x"), room->diags));
  size_t count;
  const struct bb_diag *list = bb_diags_sorted(room->diags, &count);
  assert_int_equal(count, 1);
  assert_int_equal(list[0].code, BB_D_FILE_WRITE);
}

static void too_large_missing_and_folders_cannot_be_read(void **state) {
  struct room *room = *state;
  struct bb_span bytes;
  assert_true(bb_file_write(inside(room, "ten"), bb_span_of("0123456789"), room->diags));
  assert_false(bb_file_read(&room->arena, inside(room, "ten"), 9, &bytes, room->diags));
  assert_int_equal(bb_diags_worst(room->diags), BB_ERROR);
  assert_false(bb_file_read(&room->arena, inside(room, "none"), 9, &bytes, room->diags));
  assert_false(bb_file_read(&room->arena, room->folder, 9, &bytes, room->diags));
  assert_int_equal(bb_diags_count(room->diags, BB_FATAL), 2);
}

static void endless_files_are_refused_at_once(void **state) {
  struct room *room = *state;
  struct bb_span bytes;
  assert_false(bb_file_read(&room->arena, "/dev/zero", 1000, &bytes, room->diags));
}

static void only_paths_inside_the_folder_pass(void **state) {
  (void)state;
  assert_true(bb_file_is_inside(bb_span_of("images/a.png")));
  assert_true(bb_file_is_inside(bb_span_of("images/..a.png")));
  assert_false(bb_file_is_inside(bb_span_of("../a.png")));
  assert_false(bb_file_is_inside(bb_span_of("images/../../a.png")));
  assert_false(bb_file_is_inside(bb_span_of("/etc/passwd")));
  assert_false(bb_file_is_inside(bb_span_of("a\\b.png")));
  assert_false(bb_file_is_inside(bb_span_of("")));
}

#define ROOM_TEST(f) cmocka_unit_test_setup_teardown(f, enter, leave)

int main(void) {
  const struct CMUnitTest tests[] = {
      ROOM_TEST(a_file_is_replaced_whole_and_leaves_nothing_behind),
      ROOM_TEST(equal_bytes_leave_the_old_file_alone),
      ROOM_TEST(folders_are_made_on_the_way),
      ROOM_TEST(a_full_disk_keeps_the_old_file),
      ROOM_TEST(a_file_in_the_place_of_a_folder_is_reported),
      ROOM_TEST(too_large_missing_and_folders_cannot_be_read),
      ROOM_TEST(endless_files_are_refused_at_once),
      cmocka_unit_test(only_paths_inside_the_folder_pass),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
