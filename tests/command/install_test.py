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

    def test_what_goes_with_it(self):
        share = self.folder / "b" / "share"
        for path in ("man/man1/benchbook.1.gz", "doc/benchbook/copyright", "doc/benchbook/LICENSE",
                     "benchbook/courses/LICENSE", "locale/km/LC_MESSAGES/benchbook.mo"):
            self.assertTrue((share / path).is_file(), path)

    def test_messages(self):
        texts = self.folder / "b" / "share" / "locale" / "eo" / "LC_MESSAGES"
        texts.mkdir(parents=True)
        subprocess.run(["msgfmt", "-o", texts / "benchbook.mo", "-"], check=True, encoding="utf-8",
                       input='msgid "Commands:"\nmsgstr "Ordonoj:"\n')
        self.assertIn("\nOrdonoj:\n", self.installed("--help", LANGUAGE="eo").stdout)

    def test_places_are_named_as_people_name_them(self):
        result = self.installed("dump", "messages")
        self.assertIn(f"{self.folder}/b/share/benchbook/courses/cybercrime/", result.stdout)

    def test_another_data_folder(self):
        (self.folder / "data" / "courses").mkdir(parents=True)
        (self.folder / "courses" / "small").rename(self.folder / "data" / "courses" / "cybercrime")
        result = self.installed("dump", "course", BENCHBOOK_DATA=str(self.folder / "data"))
        self.assertEqual(result.returncode, 0, result.stderr)
        self.assertIn("A small course", result.stdout)


if __name__ == "__main__":
    unittest.main()
