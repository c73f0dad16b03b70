/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A queue with a thread behind it.
 *
 *     bb_packer_add  ─>  first … last  ─>  the thread: compresses one after the other
 *                                     └─>  bb_packer_finish: so does who waits for the end
 *
 * Compressing a page takes about as long as making it.  Each of the two that compress has its own
 * compressor and its own arena, so only the queue needs a lock.  What a stream is compressed to
 * does not depend on who does it (deflate.h).
 */
#include "pdf/packer.h"

#include "pdf/deflate.h"

#include <pthread.h>
#include <stdlib.h>
#include <string.h>

struct job {
  struct job *next;
  struct bb_span *packed;
  struct bb_span bytes;
};

/* One that compresses. */
struct worker {
  struct bb_deflate *deflate;
  struct bb_arena *arena; /* what it has packed */
  struct bb_buf scratch;
};

struct bb_packer {
  struct worker own;
  struct worker other;
  struct bb_arena others_arena;
  pthread_t thread;
  bool started;
  pthread_mutex_t lock;  /* for all below */
  pthread_cond_t change; /* there is more, or there will be no more */
  struct job *first, *last;
  bool ended;
};

static void pack(struct worker *worker, struct bb_span bytes, struct bb_span *packed) {
  if (!worker->deflate) worker->deflate = bb_deflate_new();
  bb_buf_clear(&worker->scratch);
  bb_deflate_add(worker->deflate, bytes, &worker->scratch);
  *packed = bb_arena_copy(worker->arena, bb_buf_view(&worker->scratch));
}

/* The next job; NULL when there is none and, if `patient`, there will be none. */
static struct job *take(struct bb_packer *packer, bool patient) {
  pthread_mutex_lock(&packer->lock);
  while (patient && !packer->first && !packer->ended)
    pthread_cond_wait(&packer->change, &packer->lock);
  struct job *job = packer->first;
  if (job) packer->first = job->next;
  pthread_mutex_unlock(&packer->lock);
  return job;
}

static void work(struct bb_packer *packer, struct worker *worker, bool patient) {
  for (struct job *job; (job = take(packer, patient)); free(job))
    pack(worker, job->bytes, job->packed);
}

static void *run(void *user) {
  struct bb_packer *packer = user;
  work(packer, &packer->other, true);
  return NULL;
}

struct bb_packer *bb_packer_new(struct bb_arena *arena, bool beside) {
  struct bb_packer *packer = bb_alloc(sizeof *packer);
  packer->own.arena = arena;
  packer->other.arena = &packer->others_arena;
  pthread_mutex_init(&packer->lock, NULL);
  pthread_cond_init(&packer->change, NULL);
  packer->started = beside && pthread_create(&packer->thread, NULL, run, packer) == 0;
  return packer;
}

static void append(struct bb_packer *packer, struct job *job) {
  pthread_mutex_lock(&packer->lock);
  if (packer->first)
    packer->last->next = job;
  else
    packer->first = job;
  packer->last = job;
  pthread_cond_signal(&packer->change);
  pthread_mutex_unlock(&packer->lock);
}

void bb_packer_add(struct bb_packer *packer, struct bb_span bytes, struct bb_span *packed) {
  if (!packer->started) {
    pack(&packer->own, bytes, packed);
    return;
  }
  struct job *job = bb_alloc(sizeof *job + bytes.n);
  *job = (struct job){.packed = packed, .bytes = {(char *)(job + 1), bytes.n}};
  if (bytes.n) memcpy(job + 1, bytes.p, bytes.n);
  append(packer, job);
}

void bb_packer_finish(struct bb_packer *packer) {
  if (!packer->started) return;
  pthread_mutex_lock(&packer->lock);
  packer->ended = true;
  pthread_cond_signal(&packer->change);
  pthread_mutex_unlock(&packer->lock);
  work(packer, &packer->own, false);
  pthread_join(packer->thread, NULL);
  packer->started = false;
  bb_arena_adopt(packer->own.arena, &packer->others_arena);
}

static void free_worker(struct worker *worker) {
  if (worker->deflate) bb_deflate_free(worker->deflate);
  bb_buf_free(&worker->scratch);
}

void bb_packer_free(struct bb_packer *packer) {
  bb_packer_finish(packer);
  free_worker(&packer->own);
  free_worker(&packer->other);
  pthread_cond_destroy(&packer->change);
  pthread_mutex_destroy(&packer->lock);
  free(packer);
}
