# SPDX-License-Identifier: GPL-3.0-or-later
"""Nothing of the trainer's reaches a participant's handbook.

The course `secrets` has a word of its own in every place that only the trainer may see (SECRETnn)
and in the places beside them that everybody may see (OPENnn).  The handbook is searched for the
secrets as a reader finds them, in its outline and metadata, and in its bytes with everything
decompressed; the trainer guide must have them all.
"""
import re
import unittest

from program import HERE, Case, everything_in, tool

SECRET = re.compile(r"SECRET\d\d")
OPEN = re.compile(r"OPEN\d\d")
PICTURES = {"SECRET15", "OPEN11"}  # what a printed picture shows: not words of the page
RARE = "\ua66e"  # a letter that stands in a trainer's note only


def words(pattern, *paths):
    return {word for path in paths for word in pattern.findall(path.read_text())}


class Leaks(Case):
    def setUp(self):
        super().setUp()
        self.source = HERE / "courses" / "secrets"
        self.catalog = HERE / "locales" / "fr" / "secrets.po"

    def make(self, *arguments):
        result = self.benchbook("build", "courses/secrets", "--out", "out", "--edition", "all",
                                "--economy", "ph", *arguments)
        self.assertEqual(result.returncode, 0, result.stdout + result.stderr)

    def markdown(self):
        return sorted(self.source.rglob("*.md"))

    def check(self, language, translated):
        handbook = self.out / "secrets" / f"{language}-PH" / "handbook.pdf"
        guide = self.out / "secrets" / f"{language}-PH" / "trainer-guide.pdf"
        seen = everything_in(handbook)
        self.assertEqual(sorted(set(SECRET.findall(seen))), [])
        self.assertNotIn(RARE, seen)
        self.assertNotIn("A66E", seen.upper())
        self.assertNotIn("secret-heading", seen)
        self.assertNotRegex(seen, r"/Width 41\b")  # the secret picture's own
        self.assertRegex(seen, r"/Width 40\b")
        printed = tool("pdftotext", guide, "-").decode()
        self.assertIn(RARE, printed)
        secrets = (words(SECRET, *self.markdown()) | words(SECRET, *translated)) - PICTURES
        self.assertGreater(len(secrets), 25)
        everything = everything_in(guide)
        self.assertEqual(sorted(s for s in secrets if s not in everything), [])
        visible = words(OPEN, *self.markdown()) - PICTURES
        self.assertEqual(sorted(o for o in visible if o not in seen), [])

    def test_english(self):
        self.make()
        self.check("en", [])

    def test_translated(self):
        self.make("--lang", "fr")
        self.check("fr", [self.catalog])

    def test_notes_are_numbered_without_a_gap(self):
        self.make()
        dump = self.benchbook("dump", "document", "courses/secrets").stdout
        marks = re.findall(r'(?m)^  ?note "?([^" ]+)', dump)
        self.assertEqual(marks, [str(i + 1) for i in range(len(marks))], dump)

    def test_miswritten_marks_keep_the_secret(self):
        result = self.benchbook("build", "courses/slips", "--out", "out", "--edition", "all")
        self.assertEqual(result.returncode, 1, result.stdout)
        source = HERE / "courses" / "slips" / "01-slips.md"
        seen = everything_in(self.out / "slips" / "en" / "handbook.pdf")
        guide = tool("pdftotext", self.out / "slips" / "en" / "trainer-guide.pdf", "-").decode()
        self.assertEqual(set(SECRET.findall(seen)), set())
        self.assertEqual(words(OPEN, source) - set(OPEN.findall(seen)), set())
        self.assertEqual(words(SECRET, source) - set(SECRET.findall(guide)), set())

    def test_other_files(self):
        self.make("--lang", "all")
        for path in self.out.rglob("*"):
            if path.is_file() and path.suffix != ".pdf":
                self.assertEqual(SECRET.findall(path.read_text()), [], path)


if __name__ == "__main__":
    unittest.main()
