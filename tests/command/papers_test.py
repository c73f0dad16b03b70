# SPDX-License-Identifier: GPL-3.0-or-later
"""Papers and keys: nothing of a key is in a paper, and both agree, in every language.

The course `exam` has a word of its own in every place that only the key may show (SECRETnn), in the
questions kept for tests (POOLnn) and in what everybody may see (OPENnn).
"""
import re
import unittest

from program import HERE, Case, everything_in, tool

SECRET = re.compile(r"SECRET\d\d")
OPEN = re.compile(r"OPEN\d\d")
POOL = re.compile(r"POOL\d\d")
QUIZ = HERE / "courses" / "exam" / "01-lesson.quiz.md"
WORDS = {"ar": "عربي", "km": "ខ្មែរ", "zh-Hans": "中文", "th": "ไทย"}
RIGHT = {"OPEN13", "OPEN22", "OPEN23", "OPEN27", "OPEN29", "OPEN33", "OPEN73", "OPEN94", "OPEN99"}


class Papers(Case):
    def setUp(self):
        super().setUp()
        for language in WORDS:
            self.translate(language)

    def translate(self, language):
        """A catalog whose every message is the original and a word of the language."""
        result = self.benchbook("translate", "new", language, "courses/exam")
        self.assertEqual(result.returncode, 0, result.stderr)
        path = self.folder / "locales" / language / "exam.po"
        path.write_text(re.sub(
            r'(?m)^msgid "(.+)"\nmsgstr ""$',
            lambda entry: f'msgid "{entry[1]}"\nmsgstr "{entry[1]} {WORDS[language]}"',
            path.read_text()))

    def make(self, *arguments):
        result = self.benchbook("build", "courses/exam", "--out", "out", "--edition", "quiz,key",
                                *arguments)
        self.assertEqual(result.returncode, 0, result.stdout + result.stderr)

    def paper(self, language, name):
        return self.out / "exam" / language / "quiz" / f"{name}.pdf"

    def dump(self, edition, language, *more):
        return self.benchbook("dump", "document", "courses/exam", "--edition", edition, "--lang",
                              language, *more).stdout

    # ---- secrets ----

    def test_nothing_of_a_key_is_in_a_paper(self):
        self.make("--lang", "all", "--versions", "2")
        secrets = set(SECRET.findall(QUIZ.read_text()))
        self.assertGreater(len(secrets), 20)
        for language in ["en", *WORDS]:
            for name in ["m01-1", "m01-2"]:
                seen = everything_in(self.paper(language, name))
                self.assertEqual(set(SECRET.findall(seen)), set(), f"{language} {name}")
                self.assertEqual(set(POOL.findall(seen)), set(), f"{language} {name}")
                self.assertNotIn("\u2611", seen)  # a ticked box
                self.assertEqual(set(OPEN.findall(QUIZ.read_text())) - set(OPEN.findall(seen)),
                                 set(), f"{language} {name}")
                key = everything_in(self.paper(language, f"{name}-key"))
                self.assertEqual(secrets - set(SECRET.findall(key)), set(), f"{language} {name}")

    def test_other_files_have_no_secrets(self):
        self.make("--lang", "all")
        for path in self.out.rglob("*"):
            if path.is_file() and path.suffix != ".pdf":
                self.assertNotRegex(path.read_text(), r"SECRET\d\d|POOL\d\d", path)

    def test_forms_have_different_questions(self):
        self.make()
        forms = [set(POOL.findall(tool("pdftotext", self.paper("en", f"pretest-{form}-1"),
                                       "-").decode())) for form in "ab"]
        self.assertEqual([len(form) for form in forms], [4, 4])
        self.assertEqual(forms[0] & forms[1], set())

    # ---- order ----

    def test_all_languages_have_the_same_order(self):
        for version in "1", "2", "3":
            for edition in "quiz", "key":
                orders = {language: OPEN.findall(self.dump(edition, language, "--quiz", "m01"))
                          for language in ["en", *WORDS]}
                for language in WORDS:
                    self.assertEqual(orders[language], orders["en"], f"{edition} {language}")

    def test_the_key_ticks_what_is_right_where_it_stands_on_the_paper(self):
        for seed in range(5):
            paper = self.dump("quiz", "km", "--quiz", "m01", "--seed", str(seed))
            key = self.dump("key", "km", "--quiz", "m01", "--seed", str(seed))
            option = r'marker="([\u2610\u2611])\u2002(\w)"\n\s+paragraph "(OPEN\d\d)'
            shown = re.findall(option, paper)
            keyed = re.findall(option, key)
            self.assertEqual([o[1:] for o in shown], [o[1:] for o in keyed])
            self.assertEqual({o[2] for o in keyed if o[0] == "\u2611"}, RIGHT)
            self.assertEqual({o[0] for o in shown}, {"\u2610"})

    def test_the_key_of_a_match_and_an_order(self):
        for seed in range(5):
            paper = self.dump("quiz", "en", "--quiz", "m01", "--seed", str(seed))
            key = self.dump("key", "en", "--quiz", "m01", "--seed", str(seed))
            letters = {word: letter for letter, word in
                       re.findall(r'sl"(\w)" l"\u2002" "(OPEN\d\d)', paper)}
            answers = re.findall(r'paragraph l"([^"]*)"', key)
            pairs = f"1\u00a0{letters['OPEN65']}, 2\u00a0{letters['OPEN67']}"
            steps = ", ".join(f"{letter}\u00a0{int(word[-2:]) - 51}" for word, letter in
                              sorted(letters.items(), key=lambda item: item[1])
                              if "OPEN52" <= word <= "OPEN55")
            self.assertIn(pairs, answers)
            self.assertIn(steps, answers)

    # ---- the same again ----

    def test_what_is_printed_on_a_paper_makes_it_again(self):
        self.make("--versions", "3", "--seed", "77", "--lang", "th")
        first = self.products()
        printed = tool("pdftotext", self.paper("th", "pretest-b-3-key"), "-").decode()
        command = re.search(r"benchbook (build .*--seed 77)", " ".join(printed.split()))[1]
        self.out = self.folder / "again"
        result = self.benchbook(*command.replace("build", "build courses/exam", 1).split(),
                                "--out", "again")
        self.assertEqual(result.returncode, 0, result.stderr)
        again = self.products()
        for name in ["pretest-b-3", "pretest-b-3-key"]:
            path = f"exam/th/quiz/{name}.pdf"
            self.assertEqual(again[path], first[path])

    def test_versions_are_other_papers_and_another_seed_makes_them_anew(self):
        self.make("--versions", "2", "--quiz", "m01")
        self.assertEqual(sorted(self.products()), [
            "exam/en/quiz/m01-1-key.pdf", "exam/en/quiz/m01-1.pdf", "exam/en/quiz/m01-2-key.pdf",
            "exam/en/quiz/m01-2.pdf", "index.html"])
        products = self.products()
        orders = [OPEN.findall(tool("pdftotext", self.paper("en", f"m01-{n}"), "-").decode())
                  for n in (1, 2)]
        self.assertNotEqual(orders[0], orders[1])
        self.assertEqual(sorted(orders[0]), sorted(orders[1]))
        again = self.benchbook("build", "courses/exam", "--out", "out", "--edition", "quiz,key",
                               "--versions", "2", "--quiz", "m01")
        self.assertEqual(again.stdout.count("up to date"), 4)
        self.make("--versions", "2", "--quiz", "m01", "--seed", "2")
        for path, content in self.products().items():
            if path.endswith(".pdf"):
                self.assertNotEqual(content, products[path], path)

    def test_the_index_keeps_keys_apart(self):
        self.make("--edition", "all")
        page = self.products()["index.html"].decode()
        self.assertIn("<summary>3 quiz papers</summary>", page)
        keys = page.split("<summary>3 answer keys, for trainers only</summary>")
        self.assertEqual(len(keys), 2)
        self.assertNotIn("-key.pdf", keys[0])
        self.assertEqual(keys[1].count("-key.pdf"), 3)

    def test_what_there_is_not(self):
        result = self.benchbook("build", "courses/exam", "--edition", "quiz", "--quiz", "m99")
        self.assertEqual(result.returncode, 2)
        self.assertIn('there is no quiz "m99"', result.stderr)
        result = self.benchbook("build", "courses/small", "--edition", "quiz,key", "--out", "out")
        self.assertEqual(result.returncode, 1)
        self.assertIn("[nothing-chosen]", result.stderr)


if __name__ == "__main__":
    unittest.main()
