# SPDX-License-Identifier: GPL-3.0-or-later
"""Help, usage errors, exit statuses."""
import json
import unittest

from program import Case, run

COMMANDS = ["build", "check", "translate", "quiz", "progress", "db", "dump"]


class Help(unittest.TestCase):
    def test_without_arguments(self):
        result = run()
        self.assertEqual((result.returncode, result.stdout), (2, ""))
        self.assertIn("Usage: benchbook COMMAND", result.stderr)

    def test_lists_every_command(self):
        result = run("--help")
        self.assertEqual((result.returncode, result.stderr), (0, ""))
        for command in COMMANDS:
            self.assertRegex(result.stdout, rf"(?m)^  {command} +\w")

    def test_of_every_command(self):
        for command in COMMANDS:
            result = run(command, "--help")
            self.assertEqual((result.returncode, result.stderr), (0, ""), command)
            self.assertIn(f"Usage: benchbook {command} ", result.stdout)
            self.assertIn("--help", result.stdout)
            for line in result.stdout.splitlines():
                self.assertLessEqual(len(line), 100)

    def test_version(self):
        self.assertRegex(run("--version").stdout, r"\Abenchbook \d+\.\d+\.\d+\n\Z")


class UsageErrors(Case):
    def refuses(self, arguments, message):
        result = self.benchbook(*arguments.split())
        self.assertEqual((result.returncode, result.stdout), (2, ""), arguments)
        self.assertIn(message, result.stderr)
        self.assertIn("--help", result.stderr)
        self.assertFalse(self.out.exists())

    def test_names_the_nearest(self):
        self.refuses("biuld", 'no command "biuld"; did you mean "build"?')
        self.refuses("frobnicate", 'there is no command "frobnicate"\n')
        self.refuses("build --edtion all", 'no option "--edtion"; did you mean "--edition"?')
        self.refuses("dump documnet", 'no stage "documnet"; did you mean "document"?')

    def test_values(self):
        self.refuses("build --paper a5", '--paper takes a4|letter, not "a5"')
        self.refuses("build --lang", "--lang needs a value")
        self.refuses("check --jobs 2", 'no option "--jobs"')
        self.refuses("build a b", 'one argument too many: "b"')
        self.refuses("dump", "something is missing: benchbook dump STAGE [COURSE]")
        self.refuses("translate fetch", '"fetch" is none of: pot, new, update')
        self.refuses("translate new", "which language")
        self.refuses("translate new km notalanguage small", '"notalanguage" is not a language tag')

    def test_unknown_module(self):
        self.refuses("dump markup courses/small --module m9", 'there is no module "m9"')

    def test_unknown_language_names_what_there_is(self):
        self.refuses("build courses/small --out out --lang sw,fr",
                     'no translation of "small" into "sw"; there are: en, fr, km')
        self.refuses("check courses/small --lang sw", "there are: en, fr, km")


class Statuses(Case):
    def test_errors_of_the_author(self):
        (self.course / "02-second.md").write_text("# Second\n\nSee [nothing](#nowhere).\n")
        result = self.build(status=1)
        self.assertIn("[link-target]", result.stderr)
        self.assertIn("out/small/en/handbook.pdf", self.folder_listing())

    def folder_listing(self):
        return ["out/" + name for name in self.products()]

    def test_strict_lifts_warnings(self):
        (self.course / "01-first.md").write_text(
            (self.course / "01-first.md").read_text().replace("2027-11-22", "2025-11-22"))
        result = self.benchbook("check", "courses/small", "--lang", "en")
        self.assertEqual(result.returncode, 0, result.stdout)
        self.assertIn("[review-overdue]", result.stdout)
        result = self.benchbook("check", "courses/small", "--lang", "en", "--strict")
        self.assertEqual(result.returncode, 1, result.stdout)

    def test_no_course(self):
        result = self.benchbook("build", "nowhere", "--out", "out")
        self.assertEqual(result.returncode, 3)
        self.assertIn("nowhere", result.stderr)
        self.assertFalse(self.out.exists())

    def test_nothing_chosen(self):
        result = self.build("--level", "advanced", "--angle", "legal", status=1)
        self.assertIn("[nothing-chosen]", result.stderr)

    def test_json(self):
        result = self.build("--lang", "all", "--edition", "all", "--format", "json")
        report = json.loads(result.stdout)
        self.assertEqual(len(report["products"]), 6)
        self.assertEqual({p["outcome"] for p in report["products"]}, {"made"})
        self.assertEqual(report["products"][0]["path"], "out/small/en/handbook.pdf")
        self.assertGreater(report["products"][0]["pages"], 3)
        check = json.loads(self.benchbook("check", "courses/small", "--format", "json").stdout)
        self.assertIsInstance(check, list)
        (self.course / "02-second.md").write_text("# Second\n\nSee [nothing](#nowhere).\n")
        report = json.loads(self.build("--format", "json", status=1).stdout)
        messages = [m for m in report["messages"] if m["path"].endswith("/02-second.md")]
        self.assertEqual([(m["code"], m["line"]) for m in messages], [("link-target", 3)])


if __name__ == "__main__":
    unittest.main()
