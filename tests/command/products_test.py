# SPDX-License-Identifier: GPL-3.0-or-later
"""What build makes: which files, the same bytes everywhere, and when they are made again."""
import html.parser
import unittest
import urllib.parse

from program import Case, run


class Products(Case):
    def test_files(self):
        result = self.build("--lang", "all", "--edition", "all")
        self.assertEqual(sorted(self.products()), [
            "index.html",
            "small/en/handbook.pages", "small/en/handbook.pdf", "small/en/trainer-guide.pdf",
            "small/fr/handbook.pages", "small/fr/handbook.pdf", "small/fr/trainer-guide.pdf",
            "small/km/handbook.pages", "small/km/handbook.pdf", "small/km/trainer-guide.pdf",
        ])
        lines = result.stdout.splitlines()
        self.assertEqual(len(lines), 7)
        self.assertRegex(lines[0], r"^out/small/en/handbook\.pdf: \d+ pages, \d+ sheets$")
        self.assertRegex(lines[2], r"^out/small/fr/handbook\.pdf: \d+ pages, \d+ sheets, "
                                   r"\d+% translated$")
        self.assertIn("A4 paper, flipped on the long edge", lines[6])

    def test_variants_do_not_overwrite_each_other(self):
        self.build()
        self.build("--paper", "letter")
        self.build("--level", "basic", "--angle", "legal")
        self.build("--paper", "letter", "--booklet", "--mono")
        self.assertEqual(sorted(self.products()), [
            "index.html", "small/en/handbook-basic-legal.pdf",
            "small/en/handbook-letter-booklet-mono.pdf", "small/en/handbook-letter.pdf",
            "small/en/handbook.pages", "small/en/handbook.pdf",
        ])
        page = self.products()["index.html"].decode()
        self.assertRegex(page, r"letter booklet mono, \d+ pages, \d+ sheets? in \d+ signatures?, ")

    def test_pages_of_objectives(self):
        self.build()
        pages = self.products()["small/en/handbook.pages"].decode()
        self.assertRegex(pages, r"(?m)^m01-o1\t[0-9]+\t\w")
        (self.out / "small/en/handbook.pages").unlink()
        self.build()  # the handbook is up to date, the list is made again
        self.assertEqual(self.products()["small/en/handbook.pages"].decode(), pages)

    def test_a_course_in_the_current_folder(self):
        result = run("build", ".", "--lang", "fr", "--out", self.out, cwd=self.course)
        self.assertEqual(result.returncode, 0, result.stderr)
        self.assertIn("small/fr/handbook.pdf", self.products())

    def test_the_index_links_to_what_is_there(self):
        self.build("--lang", "all", "--edition", "all")
        links = []

        class Links(html.parser.HTMLParser):
            def handle_starttag(self, tag, attributes):
                self_attributes = dict(attributes)
                if "href" in self_attributes:
                    links.append(self_attributes["href"])
                assert tag != "script" and "src" not in self_attributes

        page = self.products()["index.html"].decode()
        Links().feed(page)
        self.assertEqual(len(links), 6)
        for link in links:
            self.assertTrue((self.out / urllib.parse.unquote(link)).is_file(), link)
        self.assertIn("Français", page)
        self.assertIn("machine draft, not yet reviewed", page)


class SameBytes(Case):
    def make(self, out, *arguments, **more):
        self.out = self.folder / out
        result = self.benchbook("build", "courses/small", "--lang", "all", "--edition", "all",
                                "--out", out, *arguments, **more)
        self.assertEqual(result.returncode, 0, result.stderr)
        return self.products()

    def test_in_every_locale_and_number_of_jobs(self):
        first = self.make("a", "--jobs", "1")
        for i, (jobs, environment) in enumerate([
            ("4", {"LC_ALL": "C"}),
            ("4", {"LC_ALL": "C.UTF-8", "LANGUAGE": "km"}),
            ("2", {"LC_ALL": None}),
            ("1", {"LC_ALL": "tr_TR.UTF-8", "TZ": "Asia/Tokyo", "SOURCE_DATE_EPOCH": None}),
        ]):
            other = self.make(f"b{i}", "--jobs", jobs, environment=environment)
            self.assertEqual(first.keys(), other.keys())
            for name in first:
                self.assertEqual(first[name], other[name], f"{name} under {environment}")


    def test_of_a_long_course_on_several_threads(self):
        words = " ".join(f"word{n}" for n in range(60))
        course = self.folder / "courses" / "long"
        course.mkdir()
        for chapter in range(1, 21):
            sections = (f"## Section {n}\n\n{words}. {n}{chapter}[^1]\n\n[^1]: {words}\n"
                        .replace("[^1]", f"[^{n}]") for n in range(12))
            (course / f"{chapter:02}-chapter.md").write_text(
                f"# Chapter {chapter}\n\n" + "\n".join(sections), encoding="utf-8")
        made = []
        for jobs in ("1", "2", "5"):
            result = self.benchbook("build", course, "--out", self.folder / jobs, "--jobs", jobs)
            self.assertEqual(result.returncode, 0, result.stderr)
            made.append([p.read_bytes() for p in sorted((self.folder / jobs).rglob("*.pdf"))])
        self.assertEqual(len(made[0]), 1)
        self.assertEqual(made[0], made[1])
        self.assertEqual(made[0], made[2])


class Glossary(Case):
    def words(self, text):
        course = self.folder / "courses" / "terms"
        course.mkdir(exist_ok=True)
        (course / "01-first.md").write_text(f"# First\n\n{text}\n", encoding="utf-8")
        (course / "glossary.md").write_text("# Glossary\n\n## Order {#g-order}\n\nA command.\n",
                                            encoding="utf-8")
        return self.benchbook("dump", "words", course).stdout

    def test_says_what_its_numbers_are_only_when_there_are_some(self):
        self.assertIn("The numbers are those of the pages", self.words("An [order](#g-order)."))
        self.assertNotIn("The numbers are those of the pages", self.words("An order."))


class UpToDate(Case):
    LANGUAGES = ("--lang", "all")

    def outcomes(self, *arguments):
        """The languages that were made, and those that were up to date."""
        made, kept = set(), set()
        *lines, _ = self.build(*self.LANGUAGES, *arguments).stdout.splitlines()
        for line in lines:
            (kept if line.endswith(", up to date") else made).add(line.split("/")[2])
        return made, kept

    def test_the_second_build_does_nothing(self):
        self.assertEqual(self.outcomes(), ({"en", "fr", "km"}, set()))
        before = {p: p.stat().st_mtime_ns for p in self.out.rglob("*") if p.is_file()}
        self.assertEqual(self.outcomes(), (set(), {"en", "fr", "km"}))
        self.assertEqual(before, {p: p.stat().st_mtime_ns for p in self.out.rglob("*") if p.is_file()})

    def test_only_what_changed_is_made(self):
        self.outcomes()
        catalog = self.folder / "locales" / "fr" / "small.po"
        catalog.write_text(catalog.read_text().replace("Un petit cours", "Un tout petit cours"))
        self.assertEqual(self.outcomes(), ({"fr"}, {"en", "km"}))
        catalog.touch()
        self.assertEqual(self.outcomes(), (set(), {"en", "fr", "km"}))

    def test_every_input_counts(self):
        self.outcomes()
        for name in ["01-first.md", "course.yaml", "glossary.md"]:
            path = self.course / name
            path.write_text(path.read_text() + "\n")
            self.assertEqual(self.outcomes(), ({"en", "fr", "km"}, set()), name)
        image = self.course / "images" / "scales.png"
        image.write_bytes(image.read_bytes() + b"\0")
        self.assertEqual(self.outcomes(), ({"en", "fr", "km"}, set()))

    def test_force_and_damage(self):
        self.outcomes()
        self.assertEqual(self.outcomes("--force"), ({"en", "fr", "km"}, set()))
        (self.out / "small" / "fr" / "handbook.pdf").write_bytes(b"damaged")
        self.assertEqual(self.outcomes(), ({"fr"}, {"en", "km"}))
        (self.out / "small" / "km" / "handbook.pdf").unlink()
        self.assertEqual(self.outcomes(), ({"km"}, {"en", "fr"}))
        (self.out / "small" / "en" / ".handbook.pdf.record").unlink()
        self.assertEqual(self.outcomes(), ({"en"}, {"fr", "km"}))


if __name__ == "__main__":
    unittest.main()
