/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Any UTF-8 text is read as course.yaml, as a module with front matter and as
 * economies/legislation.yaml.
 */
#include "course/load.h"

#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* The bounds the head of yaml.h promises. */
static size_t check_tree(const struct bb_yaml *node, int depth) {
  size_t count = 0;
  if (node && depth > BB_YAML_DEPTH_MAX) __builtin_trap();
  for (; node; node = node->next) count += 1 + check_tree(node->child, depth + 1);
  return count;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  struct bb_span text = {(const char *)data, size};
  if (bb_utf8_check(text) != size || (size && memchr(data, 0, size))) return 0;
  struct bb_arena arena = {0};
  struct bb_course course = {0};
  struct bb_module module = {0};
  struct bb_load_manifest manifest = {0};
  struct bb_loader loader = {.arena = &arena, .diags = bb_diags_new(), .course = &course};
  const struct bb_source *source = bb_source_of(&arena, "fuzz.yaml", text);
  const struct bb_yaml *root = bb_yaml_read(&arena, source, 0, size, loader.diags);
  if (check_tree(root, 0) > BB_YAML_NODES_MAX) __builtin_trap();
  bb_load_manifest_from(&loader, source, &manifest);
  bb_load_economies_from(&loader, source);
  if (bb_load_front_matter(&loader, source, &module) > size) __builtin_trap();
  bb_diags_free(loader.diags);
  bb_arena_free(&arena);
  return 0;
}
