# SPDX-License-Identifier: GPL-3.0-or-later
"""Bytes of the record are changed at random.  Nothing crashes or hangs, and `db check` either finds
it, or nothing that was recorded has changed (the byte was one of those that mean nothing)."""
import os
import random
import unittest

from record import START, Case, answers

FLIPS = int(os.environ.get("FLIPS", "150"))
SEED = int(os.environ.get("SEED", "0")) or random.randrange(1, 1 << 30)


class Flip(Case):
    def look(self):
        """What the program makes of the record: statuses, the dump, the results."""
        check = self.benchbook("db", "check", "--db", self.path)
        dump = self.benchbook("db", "dump", "--db", self.path)
        results = self.benchbook("progress", "--all", "--format", "csv", "--db", self.path)
        for result in (check, dump, results):
            self.assertIn(result.returncode, (0, 1, 3), result.stderr)
            self.assertNotIn("Sanitizer", result.stderr)
        return check, dump.stdout, results.stdout

    def test_flips(self):
        chance = random.Random(SEED)
        print("SEED", SEED)
        self.record(START + answers(1, 20) + "finish 90000\nperson Second\n")
        good = self.path.read_bytes()
        _, dump, results = self.look()
        found = 0
        for i in range(FLIPS):
            bad = bytearray(good)
            for _ in range(chance.choice((1, 1, 1, 8, 100))):
                bad[chance.randrange(len(bad))] ^= 1 << chance.randrange(8)
            if i % 15 == 0:
                bad = bad[:chance.randrange(len(bad))]
            self.path.write_bytes(bad)
            for beside in self.path.parent.iterdir():
                if beside != self.path:
                    beside.unlink()
            check, now_dump, now_results = self.look()
            if check.returncode == 0:
                self.assertEqual((now_dump, now_results), (dump, results), f"flip {i}")
            else:
                self.assertRegex(check.stderr, r"\[(store|event|answer)-[a-z]+\]")
                found += 1
            if self.write("resume\nanswer 0 b right 1 1 90001\n").returncode not in (0, 1):
                self.fail(f"flip {i}: the writer crashed")
        self.assertGreater(found, FLIPS // 10)


if __name__ == "__main__":
    unittest.main()
