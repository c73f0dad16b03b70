# SPDX-License-Identifier: GPL-3.0-or-later
"""A record in a folder of its own, for the tests of this folder."""
import contextlib
import os
import pathlib
import sqlite3
import subprocess
import tempfile
import unittest

BENCHBOOK = os.environ["BENCHBOOK"]
WRITER = os.environ["WRITER"]
START = "person Dara Sok\nstart m06 module - best 70\n"


def answers(first, last):
    """A script that answers with text; the active time is the number of the answer."""
    return "".join(f"type 1 partly 1 2 {n} answer {n}, {'x' * (n % 500)}\n"
                   for n in range(first, last + 1))


class Case(unittest.TestCase):
    def setUp(self):
        scratch = tempfile.TemporaryDirectory()
        self.addCleanup(scratch.cleanup)
        self.folder = pathlib.Path(scratch.name)
        self.path = self.folder / "data" / "progress.db"

    def write(self, script, **more):
        """Runs a script; the result's stdout has the lines that were recorded."""
        return subprocess.run([WRITER, self.path], input=script, encoding="utf-8", timeout=120,
                              stdout=subprocess.PIPE, stderr=subprocess.PIPE, **more)

    def record(self, script):
        result = self.write(script)
        self.assertEqual(result.returncode, 0, result.stderr)
        self.assertEqual(result.stdout, script)

    def benchbook(self, *arguments, **more):
        variables = {"PATH": os.environ["PATH"], "LC_ALL": "C.UTF-8", "HOME": str(self.folder),
                     "TZ": "UTC"}
        return subprocess.run([BENCHBOOK, *map(str, arguments)], encoding="utf-8", timeout=120,
                              env=variables, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
                              cwd=self.folder, **more)

    def db(self, *arguments, status=0, **more):
        result = self.benchbook("db", *arguments, "--db", self.path, **more)
        self.assertEqual(result.returncode, status, result.stdout + result.stderr)
        return result

    def sound(self):
        self.assertEqual(self.db("check").stdout, "The record is sound.\n")

    def recorded(self):
        """The numbers of the answers in the record, those with their texts."""
        # Closed at once: as long as one connection is open, SQLite sees no reason to look for what a
        # killed writer had written and not yet told of.
        with contextlib.closing(sqlite3.connect(f"file:{self.path}?mode=ro", uri=True)) as db:
            rows = db.execute("SELECT json_extract(body, '$.seconds'), text FROM event"
                              " LEFT JOIN answer_text ON event = id WHERE kind = 'answer'"
                              " ORDER BY arrival").fetchall()
        for number, text in rows:
            self.assertTrue(text.startswith(f"answer {number}, "), text)
        return [number for number, _ in rows]
