/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The build id stands in a note that the loader has mapped with the program, so asking for it reads
 * no file.  Notes: elf(5), "Notes (Nhdr)".
 */
#define _GNU_SOURCE /* dl_iterate_phdr */
#include "base/process.h"

#include <elf.h>
#include <link.h>
#include <string.h>

static size_t padded(size_t n) {
  return (n + 3) / 4 * 4;
}

/* The id among the notes of one segment. */
static struct bb_span find_id(const char *notes, size_t size) {
  for (size_t at = 0; at + sizeof(ElfW(Nhdr)) <= size;) {
    ElfW(Nhdr) note;
    memcpy(&note, notes + at, sizeof note);
    size_t name = at + sizeof note, id = name + padded(note.n_namesz);
    at = id + padded(note.n_descsz);
    if (at > size) break;
    if (note.n_type == NT_GNU_BUILD_ID && note.n_namesz == sizeof "GNU" &&
        memcmp(notes + name, "GNU", sizeof "GNU") == 0)
      return (struct bb_span){notes + id, note.n_descsz};
  }
  return (struct bb_span){0};
}

/* The program itself comes first of all that is loaded: one object is looked at. */
static int look(struct dl_phdr_info *info, size_t size, void *user) {
  struct bb_span *id = user;
  (void)size;
  for (ElfW(Half) i = 0; i < info->dlpi_phnum && !id->n; i++) {
    const ElfW(Phdr) *segment = &info->dlpi_phdr[i];
    if (segment->p_type != PT_NOTE) continue;
    const void *notes = (const void *)(info->dlpi_addr + segment->p_vaddr);
    *id = find_id(notes, segment->p_memsz);
  }
  return 1;
}

struct bb_span bb_process_build_id(void) {
  struct bb_span id = {0};
  dl_iterate_phdr(look, &id);
  return id;
}
