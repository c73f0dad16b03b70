/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * There is one terminal, so its state is the program's: signal handlers must reach it.  They call
 * only what POSIX allows them to (tcsetattr, write).
 *
 * Signals.  A new window size, and signals that ask the program to end (hang-up, termination,
 * interruption from outside), set a flag; they are blocked except while bb_terminal_read waits in
 * pselect, so that none can be missed between looking at the flag and falling asleep.  Signals that
 * kill (an abort, a fault) put the terminal back and then do what they would have done.
 */
#include "base/terminal.h"

#include <errno.h>
#include <poll.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/select.h>
#include <termios.h>
#include <time.h>
#include <unistd.h>

bool bb_terminal_is(FILE *stream) {
  return isatty(fileno(stream)) == 1;
}

unsigned bb_terminal_width(FILE *stream) {
  struct winsize size;
  return ioctl(fileno(stream), TIOCGWINSZ, &size) == 0 && size.ws_col ? size.ws_col : 80;
}

enum { IN = STDIN_FILENO, OUT = STDOUT_FILENO };

static bool is_one_of(const char *value, const char *const names[]) {
  for (; value && *names; names++)
    if (!strcmp(value, *names)) return true;
  return false;
}

bool bb_terminal_is_dumb(void) {
  static const char *const names[] = {"dumb", "unknown", "", NULL};
  const char *term = getenv("TERM");
  return !term || is_one_of(term, names);
}

bool bb_terminal_is_console(void) {
  static const char *const names[] = {"linux", "cons25", "wsvt25", NULL};
  return is_one_of(getenv("TERM"), names);
}

/* The variables, not the program's locale: where none is set, the terminal is more often UTF-8 than
 * anything else. */
bool bb_terminal_is_utf8(void) {
  static const char *const names[] = {"LC_ALL", "LC_CTYPE", "LANG", NULL};
  const char *value = NULL;
  for (size_t i = 0; names[i] && !(value && value[0]); i++) value = getenv(names[i]);
  struct bb_span set = bb_span_of(value ? strchr(value, '.') : NULL);
  set = bb_span_cut(set, 0, bb_span_find(set, 0, "@"));
  return !set.n || bb_span_is_nocase(set, ".UTF-8") || bb_span_is_nocase(set, ".UTF8");
}

/* ---- lines ---- */

/* Cuts the next line off what was read; what fills the room without an end counts as one. */
static bool take_line(struct bb_terminal_lines *lines, bool ended, struct bb_span *line) {
  struct bb_span rest = {lines->bytes + lines->taken, lines->count - lines->taken};
  size_t end = bb_span_find(rest, 0, "\n");
  bool whole = end < rest.n;
  if (!whole && !(ended && rest.n) && rest.n < sizeof lines->bytes) return false;
  *line = bb_span_cut(rest, 0, end);
  lines->taken += end + whole;
  return true;
}

enum bb_terminal_event bb_terminal_line(struct bb_terminal_lines *lines, int milliseconds,
                                        struct bb_span *line) {
  struct pollfd in = {.fd = IN, .events = POLLIN};
  while (!take_line(lines, false, line)) {
    lines->count -= lines->taken;
    memmove(lines->bytes, lines->bytes + lines->taken, lines->count);
    lines->taken = 0;
    int ready = poll(&in, 1, milliseconds);
    if (ready == 0) return BB_TERMINAL_TIMEOUT;
    if (ready < 0 && errno == EINTR) continue;
    ssize_t n =
        ready < 0 ? -1 : read(IN, lines->bytes + lines->count, sizeof lines->bytes - lines->count);
    if (n <= 0) return take_line(lines, true, line) ? BB_TERMINAL_BYTES : BB_TERMINAL_CLOSED;
    lines->count += (size_t)n;
  }
  return BB_TERMINAL_BYTES;
}

/* ---- the screen ---- */

/* xterm's control sequences, understood by every terminal in use and ignored by the rest: alternate
 * screen, cursor keys in their ordinary form, pasted text marked as such, and a row that is wider
 * than the terminal believes it to be is cut instead of going on in the next one. */
static const char enter_sequence[] = "\033[?1049h\033[?1l\033[?2004h\033[?7l";
static const char leave_sequence[] = "\033[?7h\033[?2004l\033[0m\033[?25h\033[?1049l";

static const int asking[] = {SIGHUP, SIGTERM, SIGINT, SIGQUIT};
static const int killing[] = {SIGABRT, SIGSEGV, SIGBUS, SIGFPE, SIGILL};
enum { ASKING = sizeof asking / sizeof *asking, KILLING = sizeof killing / sizeof *killing };

struct bb_terminal {
  struct termios before, raw;
  sigset_t mask_before;
  struct sigaction window_before, asking_before[ASKING], killing_before[KILLING];
};

static struct bb_terminal the_terminal;
static bool is_open;
static volatile sig_atomic_t resized, asked_to_end;

static void send(const char *bytes, size_t n) {
  while (n) {
    ssize_t sent = write(OUT, bytes, n);
    if (sent < 0 && errno != EINTR && errno != EAGAIN) return;
    if (sent < 0) continue;
    bytes += sent;
    n -= (size_t)sent;
  }
}

static void enter(void) {
  tcsetattr(IN, TCSADRAIN, &the_terminal.raw);
  send(enter_sequence, sizeof enter_sequence - 1);
}

static void leave(void) {
  send(leave_sequence, sizeof leave_sequence - 1);
  tcsetattr(IN, TCSADRAIN, &the_terminal.before);
}

/* ---- signals ---- */

static void on_window(int number) {
  (void)number;
  resized = 1;
}

static void on_asking(int number) {
  (void)number;
  asked_to_end = 1;
}

static void on_killing(int number) {
  int error = errno;
  leave();
  errno = error;
  raise(number); /* SA_RESETHAND: now it has its default effect */
}

static void watch(int number, void handler(int), int flags, struct sigaction *before) {
  struct sigaction action = {.sa_handler = handler, .sa_flags = flags};
  sigemptyset(&action.sa_mask);
  sigaction(number, &action, before);
}

static void watch_signals(struct bb_terminal *t) {
  sigset_t held;
  sigemptyset(&held);
  sigaddset(&held, SIGWINCH);
  watch(SIGWINCH, on_window, 0, &t->window_before);
  for (int i = 0; i < ASKING; i++) {
    sigaddset(&held, asking[i]);
    watch(asking[i], on_asking, 0, &t->asking_before[i]);
  }
  for (int i = 0; i < KILLING; i++)
    watch(killing[i], on_killing, (int)SA_RESETHAND, &t->killing_before[i]);
  sigprocmask(SIG_BLOCK, &held, &t->mask_before);
}

static void unwatch_signals(const struct bb_terminal *t) {
  sigaction(SIGWINCH, &t->window_before, NULL);
  for (int i = 0; i < ASKING; i++) sigaction(asking[i], &t->asking_before[i], NULL);
  for (int i = 0; i < KILLING; i++) sigaction(killing[i], &t->killing_before[i], NULL);
  sigprocmask(SIG_SETMASK, &t->mask_before, NULL);
}

/* ---- the terminal ---- */

struct bb_terminal *bb_terminal_open(void) {
  struct bb_terminal *t = &the_terminal;
  if (is_open || !isatty(OUT) || tcgetattr(IN, &t->before) != 0) return NULL;
  t->raw = t->before;
  t->raw.c_iflag &= ~(tcflag_t)(BRKINT | ICRNL | INLCR | IGNCR | INPCK | ISTRIP | IXON);
  t->raw.c_lflag &= ~(tcflag_t)(ECHO | ICANON | IEXTEN | ISIG);
  t->raw.c_cflag |= CS8;
  t->raw.c_cc[VMIN] = 1;
  t->raw.c_cc[VTIME] = 0;
  is_open = true;
  resized = asked_to_end = 0;
  watch_signals(t);
  enter();
  return t;
}

void bb_terminal_close(struct bb_terminal *terminal) {
  if (!terminal) return;
  leave();
  unwatch_signals(terminal);
  is_open = false;
}

struct bb_terminal_size bb_terminal_size(const struct bb_terminal *terminal) {
  (void)terminal;
  struct winsize size;
  if (ioctl(OUT, TIOCGWINSZ, &size) != 0 || !size.ws_col || !size.ws_row)
    return (struct bb_terminal_size){80, 24};
  return (struct bb_terminal_size){size.ws_col, size.ws_row};
}

void bb_terminal_write(struct bb_terminal *terminal, struct bb_span bytes) {
  (void)terminal;
  send(bytes.p, bytes.n);
}

enum bb_terminal_event bb_terminal_read(struct bb_terminal *terminal, int milliseconds,
                                        char *buffer, size_t *size) {
  struct timespec time = {milliseconds / 1000, milliseconds % 1000 * 1000000L};
  fd_set in;
  FD_ZERO(&in);
  FD_SET(IN, &in);
  int ready = resized || asked_to_end
                  ? -1
                  : pselect(IN + 1, &in, NULL, NULL, milliseconds < 0 ? NULL : &time,
                            &terminal->mask_before);
  if (asked_to_end) return BB_TERMINAL_CLOSED;
  if (ready < 0 && !resized && errno != EINTR) return BB_TERMINAL_CLOSED;
  if (ready < 0) {
    resized = 0;
    return BB_TERMINAL_REDRAW;
  }
  if (ready == 0) return BB_TERMINAL_TIMEOUT;
  ssize_t n = read(IN, buffer, *size);
  if (n <= 0) return BB_TERMINAL_CLOSED;
  *size = (size_t)n;
  return BB_TERMINAL_BYTES;
}

void bb_terminal_suspend(struct bb_terminal *terminal) {
  (void)terminal;
  leave();
  raise(SIGSTOP);
  enter();
  resized = 1;
}
