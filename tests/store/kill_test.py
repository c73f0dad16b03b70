# SPDX-License-Identifier: GPL-3.0-or-later
"""A writer is killed at random moments.  No acknowledged answer is lost, none is there twice."""
import os
import random
import signal
import subprocess
import tempfile
import time
import unittest

from record import START, WRITER, Case, answers

KILLS = int(os.environ.get("KILLS", "220"))
SEED = int(os.environ.get("SEED", "0")) or random.randrange(1, 1 << 30)

# The sanitizer looks for leaks at the end, and complains when it is killed while it does.
NO_LEAK_SEARCH = {"ASAN_OPTIONS": "detect_leaks=0"}


class Kill(Case):
    def killed(self, script, seconds):
        """The lines acknowledged until the writer was killed, or ended of itself."""
        with tempfile.TemporaryFile("w+") as stdin, tempfile.TemporaryFile("w+") as stdout:
            stdin.write(script)
            stdin.seek(0)
            process = subprocess.Popen([WRITER, self.path], stdin=stdin, stdout=stdout,
                                       stderr=subprocess.PIPE, encoding="utf-8",
                                       env={**os.environ, **NO_LEAK_SEARCH})
            time.sleep(seconds)
            process.send_signal(signal.SIGKILL)
            _, err = process.communicate(timeout=60)
            self.assertEqual(err, "")
            stdout.seek(0)
            return stdout.read().splitlines()

    def count(self):
        numbers = self.recorded()
        self.assertEqual(numbers, list(range(1, len(numbers) + 1)))
        return len(numbers)

    def test_answers(self):
        chance = random.Random(SEED)
        print("SEED", SEED)
        self.record(START)
        known, acknowledged_in_all = 0, 0
        for i in range(KILLS):
            script = "resume\n" + answers(known + 1, known + 400)
            lines = self.killed(script, chance.uniform(0.01, 0.15))
            acknowledged = max(len(lines) - 1, 0)
            self.assertEqual("\n".join(lines), "\n".join(script.splitlines()[:len(lines)]))
            now = self.count()
            self.assertIn(now - known, (acknowledged, acknowledged + 1), f"kill {i}")
            known = now
            acknowledged_in_all += acknowledged
            if i % 20 == 0:
                self.sound()
        self.sound()
        self.record("resume\n" + answers(known + 1, known + 1) + "finish 90000\n")
        self.sound()
        self.assertGreater(acknowledged_in_all, KILLS)

    def test_the_making_of_a_record(self):
        chance = random.Random(SEED + 1)
        print("SEED", SEED)
        for i in range(KILLS // 5):
            self.path = self.folder / str(i) / "progress.db"
            lines = self.killed(START, chance.uniform(0.0, 0.1))
            self.record(START)  # whatever was left can be gone on with
            self.sound()
            people = self.benchbook("progress", "--all", "--format", "csv", "--db", self.path)
            self.assertGreaterEqual(people.stdout.count("\nattempt,"), 1 + (len(lines) == 2))


if __name__ == "__main__":
    unittest.main()
