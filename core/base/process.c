/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/process.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <pthread.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

enum { OUTPUT_MAX = 64 * 1024 * 1024 };

static bool read_to_end(int fd, struct bb_buf *out) {
  char block[65536];
  ssize_t n;
  while ((n = read(fd, block, sizeof block)) != 0) {
    if (n > 0) bb_buf_add(out, block, (size_t)n);
    if (n < 0 && errno != EINTR) return false;
  }
  return !out->full;
}

static int wait_for(pid_t pid) {
  int status;
  while (waitpid(pid, &status, 0) < 0)
    if (errno != EINTR) return -1;
  return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

static _Noreturn void exec_program(const char *const argv[], int out) {
  dup2(out, STDOUT_FILENO);
  int null = open("/dev/null", O_RDONLY);
  if (null >= 0) dup2(null, STDIN_FILENO);
  setenv("LC_ALL", "C.UTF-8", 1);
  unsetenv("LANGUAGE");
  char *const *args;
  memcpy(&args, &argv, sizeof args); /* execvp's prototype lacks the const it keeps */
  execvp(args[0], args);
  _exit(127);
}

bool bb_process_run(const char *const argv[], struct bb_buf *out, struct bb_diags *diags) {
  int ends[2];
  struct bb_buf unused = {.limit = OUTPUT_MAX}, *to = out ? out : &unused;
  if (out && !out->limit) out->limit = OUTPUT_MAX;
  pid_t pid = pipe(ends) == 0 ? fork() : -1;
  if (pid == 0) {
    close(ends[0]);
    exec_program(argv, ends[1]);
  }
  int status = 127;
  bool complete = false;
  if (pid > 0) {
    close(ends[1]);
    complete = read_to_end(ends[0], to);
    close(ends[0]);
    status = wait_for(pid);
  }
  bb_buf_free(&unused);
  if (status == 127)
    bb_diag_add(diags, BB_D_PROGRAM_MISSING, (struct bb_place){0}, "\"%s\"", argv[0]);
  else if (status != 0 || !complete)
    bb_diag_add(diags, BB_D_PROGRAM_FAILED, (struct bb_place){0}, "\"%s\"", argv[0]);
  return status == 0 && complete;
}

struct child {
  pid_t pid;
  int fd;
  struct bb_buf out;
  bool running, good;
};

static void start_child(struct child *child, size_t i, bb_process_work *work, void *user) {
  int ends[2];
  fflush(NULL);
  if (pipe(ends) != 0) return;
  child->pid = fork();
  if (child->pid == 0) {
    struct bb_buf out = {0};
    close(ends[0]);
    bool good = work(user, i, &out);
    FILE *to = fdopen(ends[1], "wb");
    good = to && fwrite(out.p ? out.p : "", 1, out.n, to) == out.n && fclose(to) == 0 && good;
    bb_buf_free(&out);
    exit(good ? 0 : 1);
  }
  close(ends[1]);
  child->fd = ends[0];
  child->running = child->pid > 0;
  if (!child->running) close(ends[0]);
}

/* Reads what one running child has written; at its end, collects its status. */
static void serve_child(struct child *child) {
  char block[65536];
  ssize_t n = read(child->fd, block, sizeof block);
  if (n > 0) bb_buf_add(&child->out, block, (size_t)n);
  if (n > 0 || (n < 0 && errno == EINTR)) return;
  close(child->fd);
  child->good = wait_for(child->pid) == 0;
  child->running = false;
}

static void serve_children(struct child *children, size_t count) {
  struct pollfd *wait = bb_alloc(count * sizeof *wait);
  for (size_t i = 0; i < count; i++)
    wait[i] = (struct pollfd){.fd = children[i].running ? children[i].fd : -1, .events = POLLIN};
  poll(wait, (nfds_t)count, -1);
  for (size_t i = 0; i < count; i++)
    if (children[i].running && wait[i].revents) serve_child(&children[i]);
  free(wait);
}

static unsigned running(const struct child *children, size_t count) {
  unsigned n = 0;
  for (size_t i = 0; i < count; i++) n += children[i].running;
  return n;
}

static void work_here(bb_process_work *work, bb_process_done *done, void *user) {
  struct bb_buf out = {0};
  bool good = work(user, 0, &out);
  done(user, 0, good, bb_buf_view(&out));
  bb_buf_free(&out);
}

void bb_process_parallel(size_t count, unsigned jobs, bb_process_work *work, bb_process_done *done,
                         void *user) {
  if (count == 1) {
    work_here(work, done, user);
    return;
  }
  struct child *children = bb_alloc((count ? count : 1) * sizeof *children);
  for (size_t started = 0, told = 0; told < count;) {
    while (started < count && running(children, started) < (jobs ? jobs : 1))
      start_child(&children[started], started, work, user), started++;
    if (running(children, started)) serve_children(children, started);
    for (; told < started && !children[told].running; told++) {
      done(user, told, children[told].good, bb_buf_view(&children[told].out));
      bb_buf_free(&children[told].out);
    }
  }
  free(children);
}

int64_t bb_process_clock(void) {
  struct timespec now;
  clock_gettime(CLOCK_MONOTONIC, &now);
  return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

struct bb_thread {
  pthread_t thread;
  bool started;
  void (*work)(void *user);
  void *user;
};

static void *run_thread(void *argument) {
  const struct bb_thread *thread = argument;
  thread->work(thread->user);
  return NULL;
}

struct bb_thread *bb_thread_begin(void (*work)(void *user), void *user) {
  struct bb_thread *thread = bb_alloc(sizeof *thread);
  *thread = (struct bb_thread){.work = work, .user = user};
  thread->started = pthread_create(&thread->thread, NULL, run_thread, thread) == 0;
  if (!thread->started) work(user);
  return thread;
}

void bb_thread_end(struct bb_thread *thread) {
  if (thread->started) pthread_join(thread->thread, NULL);
  free(thread);
}

struct part {
  bb_process_part *work;
  void *user;
  unsigned number;
  struct bb_thread *thread;
};

static void run_part(void *user) {
  const struct part *part = user;
  part->work(part->user, part->number);
}

void bb_process_threads(unsigned parts, unsigned threads, bb_process_part *work, void *user) {
  struct part *list = bb_alloc(parts * sizeof *list);
  for (unsigned i = 0; i < parts; i++) list[i] = (struct part){work, user, i, NULL};
  for (unsigned i = 1; i < parts && threads > 1; i++)
    list[i].thread = bb_thread_begin(run_part, &list[i]);
  for (unsigned i = 0; i < parts; i++)
    if (!list[i].thread) run_part(&list[i]);
  for (unsigned i = 0; i < parts; i++)
    if (list[i].thread) bb_thread_end(list[i].thread);
  free(list);
}

unsigned bb_process_cores(void) {
  long n = sysconf(_SC_NPROCESSORS_ONLN);
  return n > 0 && n < 1024 ? (unsigned)n : 1;
}

const char *bb_process_program(struct bb_arena *arena) {
  char path[4096];
  ssize_t n = readlink("/proc/self/exe", path, sizeof path);
  if (n < 0 || n == (ssize_t)sizeof path) return "";
  return bb_arena_string(arena, (struct bb_span){path, (size_t)n});
}

static bool epoch_from_environment(time_t *when) {
  const char *value = getenv("SOURCE_DATE_EPOCH");
  uint32_t seconds;
  if (!value || !bb_span_number(bb_span_of(value), UINT32_MAX, &seconds)) return false;
  *when = (time_t)seconds;
  return true;
}

struct bb_date bb_date_today(void) {
  time_t when;
  struct tm day;
  if (!epoch_from_environment(&when)) when = time(NULL);
  if (!gmtime_r(&when, &day)) return (struct bb_date){0};
  return (struct bb_date){day.tm_year + 1900, day.tm_mon + 1, day.tm_mday};
}

static int days_in(int year, int month) {
  static const int days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
  bool leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
  return days[month - 1] + (month == 2 && leap);
}

bool bb_date_parse(struct bb_span s, struct bb_date *date) {
  uint32_t year, month, day;
  if (s.n != 10 || s.p[4] != '-' || s.p[7] != '-') return false;
  if (!bb_span_number(bb_span_cut(s, 0, 4), 9999, &year) ||
      !bb_span_number(bb_span_cut(s, 5, 7), 12, &month) ||
      !bb_span_number(bb_span_cut(s, 8, 10), 31, &day))
    return false;
  if (!year || !month || !day || (int)day > days_in((int)year, (int)month)) return false;
  *date = (struct bb_date){(int)year, (int)month, (int)day};
  return true;
}

int bb_date_compare(struct bb_date a, struct bb_date b) {
  if (a.year != b.year) return a.year < b.year ? -1 : 1;
  if (a.month != b.month) return a.month < b.month ? -1 : 1;
  return (a.day > b.day) - (a.day < b.day);
}
