# SPDX-License-Identifier: GPL-3.0-or-later
"""The installed program finds its course, its labels and its messages, wherever it is moved to."""
import os
import subprocess
import unittest

from program import Case


class Install(Case):
    def setUp(self):
        super().setUp()
        subprocess.run(
            [os.environ["CMAKE"], "--install", os.environ["BUILD"], "--prefix", self.folder / "a"],
            check=True, stdout=subprocess.DEVNULL)
        (self.folder / "a").rename(self.folder / "b")

    def installed(self, *arguments, **environment):
        return subprocess.run(
            [self.folder / "b" / "bin" / "benchbook", *arguments], cwd=self.folder,
            env={"PATH": os.environ["PATH"], "LC_ALL": "C.UTF-8", **environment},
            stdout=subprocess.PIPE, stderr=subprocess.PIPE, encoding="utf-8", timeout=120)

    def test_the_shipped_course(self):
        result = self.installed("check", "--lang", "en")
        self.assertEqual(result.returncode, 0, result.stdout + result.stderr)
        result = self.installed("dump", "document", "--lang", "km")
        self.assertEqual(result.returncode, 0, result.stderr)
        self.assertIn('contents l"មាតិកា"', result.stdout)

    def test_another_data_folder(self):
        (self.folder / "data" / "courses").mkdir(parents=True)
        (self.folder / "courses" / "small").rename(self.folder / "data" / "courses" / "cybercrime")
        result = self.installed("dump", "course", BENCHBOOK_DATA=str(self.folder / "data"))
        self.assertEqual(result.returncode, 0, result.stderr)
        self.assertIn("A small course", result.stdout)


if __name__ == "__main__":
    unittest.main()
