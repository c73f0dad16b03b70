# SPDX-License-Identifier: GPL-3.0-or-later
"""benchbook db and benchbook progress, as a person runs them."""
import csv
import io
import json
import re
import subprocess
import time
import unittest

from record import START, WRITER, Case, answers

CLASS = """person Dara Sok
start pretest pretest A first 0
answer 0 b wrong 0 1 10
finish 20
start m06 module - best 70
answer 0 b right 1 1 10
answer 1 a right 1 1 20
answer 2 a partly 2 3 30
finish 40
start posttest posttest B first 0
answer 0 b right 1 1 10
answer 2 b right 1 1 15
finish 20
person សុខ ដារ៉ា
start pretest pretest B first 0
answer 0 b right 1 1 10
finish -
"""


class Command(Case):
    def codes(self):
        out = self.benchbook("progress", "--all", "--db", self.path).stdout
        return dict(reversed(line.split("  ")) for line in out.splitlines()
                    if re.match(r"\d{4}-\d{4}-\d  ", line))

    def progress(self, *arguments, status=0):
        result = self.benchbook("progress", *arguments, "--db", self.path)
        self.assertEqual(result.returncode, status, result.stdout + result.stderr)
        return result

    def test_path(self):
        self.assertEqual(self.db("path").stdout, f"{self.path}\n")
        self.assertEqual(self.benchbook("db", "path").stdout,
                         f"{self.folder}/.local/share/benchbook/progress.db\n")

    def test_nothing_there_yet(self):
        for arguments in (["db", "check"], ["db", "dump"], ["db", "backup", "x.db"],
                          ["progress", "--all"]):
            result = self.benchbook(*arguments)
            self.assertEqual((result.returncode, result.stdout), (1, ""), arguments)
            self.assertIn("[store-missing]", result.stderr)
            self.assertFalse((self.folder / ".local").exists())

    def test_tables(self):
        self.record(CLASS)
        out = self.progress("--all").stdout
        for line in out.splitlines():
            self.assertEqual(line, line.rstrip())
        self.assertRegex(out, r"m06 +module +best: #1 of 1 +5/6 +83 % +passed\n")
        self.assertRegex(out, r"o2 +m06 +2/3 +66 %\n")
        self.assertRegex(out, r"cybercrime +0\.0 % +83\.3 % +0\.83\n")
        self.assertRegex(out, r"cybercrime +0\.0 % +83\.3 % +0\.83 +0\.83 +1 +1 +0\n")
        self.assertRegex(out, r"pretest #1 +\d{4}-\d\d-\d\d +km +B +time was up +1666:40 +2/6 +33 %")

    def test_one_person(self):
        self.record(CLASS)
        code = self.codes()["Dara Sok"]
        typed = "".join(chr(0x17E0 + int(c)) for c in code if c != "-")  # Khmer digits
        out = self.progress("--as", typed).stdout
        self.assertTrue(out.startswith(f"{code}  Dara Sok\n"))
        self.assertNotIn("<g>", out)
        self.assertEqual(out.count("Sok"), 1)

    def test_csv_and_json_name_nobody(self):
        self.record(CLASS)
        text = self.progress("--all", "--format", "csv").stdout
        rows = list(csv.DictReader(io.StringIO(text, newline="")))
        self.assertNotIn("Dara", text)
        self.assertEqual([row["record"] for row in rows].count("attempt"), 4)
        group = [row for row in rows if row["record"] == "group" and not row["objective"]]
        self.assertEqual([(row["matched"], row["only_pre"]) for row in group], [("1", "1")])
        for row in rows:
            self.assertNotIn(None, row)
            self.assertNotIn(None, row.values())
        text = self.progress("--all", "--format", "json").stdout
        data = json.loads(text)
        self.assertNotIn("Dara", text)
        self.assertEqual(sorted(len(person["attempts"]) for person in data["people"]), [1, 3])
        self.assertAlmostEqual(data["group"][0]["gain"], 0.833333)
        self.assertIsInstance(data["group"][0]["matched"], int)

    def test_usage(self):
        self.record(CLASS)
        code = self.codes()["Dara Sok"]
        wrong = code[:-1] + str((int(code[-1]) + 1) % 10)
        for arguments, message in (
                (["progress"], "whose? --as CODE, or --all"),
                (["progress", "--all", "--as", code], "whose?"),
                (["progress", "--as", wrong], f"did you mean {code}?"),
                (["progress", "--as", "me"], '"me" is mistyped'),
                (["progress", "--as", "0000-0000-0"], "nobody in this record"),
                (["progress", "--all", "--format", "text"], "--format takes table|csv|json"),
                (["db"], "something is missing"),
                (["db", "chek"], '"chek" is none of: path, check'),
                (["db", "check", "x"], 'one argument too many: "x"'),
                (["db", "backup"], "benchbook db backup FILE"),
                (["db", "erase", "--yes"], "benchbook db erase CODE")):
            result = self.benchbook(*arguments, "--db", self.path)
            self.assertEqual((result.returncode, result.stdout), (2, ""), arguments)
            self.assertIn(message, result.stderr)

    def test_dump(self):
        self.record(CLASS)
        lines = self.db("dump").stdout.splitlines()
        self.assertEqual(len(lines), 1 + 2 + 4 + 7 + 4)
        self.assertRegex(lines[0], r'chain\.began .* {"program":"benchbook test"}$')
        for line in lines:
            json.loads(line[line.index("{"):])

    def test_backup(self):
        self.record(CLASS)
        out = self.db("backup", self.folder / "copy.db").stdout
        self.assertIn("copy.db: a copy of the whole record", out)
        before = (self.folder / "copy.db").read_bytes()
        self.assertIn("[backup-exists]",
                      self.db("backup", self.folder / "copy.db", status=1).stderr)
        self.assertEqual((self.folder / "copy.db").read_bytes(), before)
        there = self.progress("--all").stdout
        self.path = self.folder / "copy.db"
        self.sound()
        self.assertEqual(self.progress("--all").stdout, there)
        self.record("resume\nstart m06 module - best 70\n")

    def test_erase(self):
        self.record(CLASS)
        code = self.codes()["Dara Sok"]
        for typed in ("", "y\n", "yes\n", "0000-0000-0\n"):
            result = self.db("erase", code, status=1, input=typed)
            self.assertIn("Nothing was erased.", result.stderr)
            self.assertIn("Dara Sok", self.codes())
        self.assertIn("has been erased", self.db("erase", code, input=f"{code}\n").stdout)
        self.assertNotIn("Dara Sok", self.codes())
        self.sound()
        self.assertNotIn("Dara", self.path.read_bytes().decode("latin-1"))
        self.assertIn("nobody in this record", self.db("erase", code, "--yes", status=2).stderr)
        self.db("erase", next(iter(self.codes().values())), "--yes")
        self.assertEqual(self.codes(), {})
        self.sound()

    def test_while_a_quiz_is_running(self):
        self.record(START)
        with subprocess.Popen([WRITER, self.path], stdin=subprocess.PIPE, stdout=subprocess.PIPE,
                              encoding="utf-8") as writer:
            writer.stdin.write("resume\n" + answers(1, 1))
            writer.stdin.flush()
            writer.stdout.readline()
            writer.stdout.readline()
            self.sound()
            self.assertIn("m06", self.progress("--all").stdout)
            self.db("backup", self.folder / "copy.db")
            code = self.codes()["Dara Sok"]
            result = self.db("erase", code, "--yes", status=3)
            self.assertIn("[store-locked]", result.stderr)
            self.assertRegex(result.stderr, rf"process {writer.pid} on \S+ since \d{{4}}-")
            writer.stdin.close()
            self.assertEqual(writer.wait(timeout=60), 0)
        self.assertEqual(self.recorded(), [1])
        self.path = self.folder / "copy.db"
        self.assertEqual(self.recorded(), [1])

    def test_memory_and_time(self):
        """A class of thirty with twenty questions each is nothing."""
        self.record("".join(START + answers(1, 20) + "finish 90\n" for _ in range(30)))
        began = time.monotonic()
        self.assertEqual(len(self.codes()), 1)  # one name
        self.sound()
        self.assertLess(time.monotonic() - began, 20)


if __name__ == "__main__":
    unittest.main()
