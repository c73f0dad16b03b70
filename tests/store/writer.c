/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * store_writer PATH: runs the script on standard input on the record at PATH, and prints each line
 * on standard output when all it says is recorded.
 */
#include "../store_script.h"

#include <signal.h>

static void acknowledge(const char *line) {
  puts(line);
  fflush(stdout);
}

int main(int argc, char *argv[]) {
  struct script s;
  if (argc != 2) return 2;
  script_is_real = true;
  signal(SIGXFSZ, SIG_IGN); /* as the program does */
  script_run(&s, argv[1], stdin, acknowledge);
  script_end(&s);
  return 0;
}
