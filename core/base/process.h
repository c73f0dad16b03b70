/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What an operating system does its own way: running programs, working in parallel, the time.
 */
#ifndef BB_BASE_PROCESS_H
#define BB_BASE_PROCESS_H

#include "base/arena.h"
#include "base/diag.h"

/* Runs a program found through PATH (argv ends in NULL; no shell) with LC_ALL=C.UTF-8 and waits.
 * Its standard output is added to `out` (NULL: discarded), at most 64 MB of it.
 * False, with a diagnostic, when it cannot be started, prints more, or ends with a failure. */
bool bb_process_run(const char *const argv[], struct bb_buf *out, struct bb_diags *diags);

/* Does `work(user, i, out)` for i in 0..count-1, each in a child process of its own, at most `jobs`
 * at a time, and hands what each wrote to `out` to `done(user, i, good, output)` in this process,
 * in the order of i.  good is false when work returned false or the child died.  A single piece of
 * work is done in this process: there is nothing to do beside it, and nothing to keep it from. */
typedef bool bb_process_work(void *user, size_t i, struct bb_buf *out);
typedef void bb_process_done(void *user, size_t i, bool good, struct bb_span output);
void bb_process_parallel(size_t count, unsigned jobs, bb_process_work *work, bb_process_done *done,
                         void *user);

/* Does `work(user)` on a thread of its own; bb_thread_end waits until it is done.  Where no thread
 * can be had the work is done at once. */
struct bb_thread;
struct bb_thread *bb_thread_begin(void (*work)(void *user), void *user);
void bb_thread_end(struct bb_thread *thread);

/* Does `work(user, part)` for parts 0..parts-1 and returns when all are done: each on a thread of
 * its own, part 0 on this one, when there may be more threads than one.  A part for which no thread
 * can be had is done here: the parts must not wait for each other. */
typedef void bb_process_part(void *user, unsigned part);
void bb_process_threads(unsigned parts, unsigned threads, bb_process_part *work, void *user);

unsigned bb_process_cores(void); /* at least 1 */

/* The path of the running program's file, free of links; "" when the system does not tell. */
const char *bb_process_program(struct bb_arena *arena);

/* The id that the linker made of the running program's contents (its GNU build id), 20 bytes or so;
 * empty when it was linked without.  Two programs that differ have two ids. */
struct bb_span bb_process_build_id(void);

/* A clock that only runs forward and stands still while the computer sleeps, in milliseconds from
 * a time that means nothing. */
int64_t bb_process_clock(void);

/* The day to print: SOURCE_DATE_EPOCH when set and valid, else today (UTC). */
struct bb_date {
  int year, month, day; /* Gregorian; month 1..12; all 0: no date */
};
struct bb_date bb_date_today(void);

/* "2026-11-22"; false when s is not such a date or the day does not exist. */
bool bb_date_parse(struct bb_span s, struct bb_date *date);
int bb_date_compare(struct bb_date a, struct bb_date b);

#endif
