# SPDX-License-Identifier: GPL-3.0-or-later
"""The line dialogue, as a transcript: what is typed stands behind the prompts."""
import re
import subprocess
import unittest

from person import DATA, PROGRAM, Case, environment, run


class Plain(Case):
    def talk(self, *lines, lang="en", arguments=()):
        """Says the lines, each when the program waits for one; the transcript with them in it."""
        result = run("quiz", self.course, "--db", self.record, "--lang", lang, "--seed", 7,
                     *arguments, text="".join(line + "\n" for line in lines))
        self.assertEqual(result.returncode, 0, result.stderr)
        said = iter(lines)
        return re.sub(r"(?:(?<=\n)|(?<=> ))> ", lambda _: f"> {next(said, '(end)')}\n", result.stdout)

    def test_every_kind(self):
        code = self.new_person()
        text = self.talk(
            "",  # begin
            "?", "/h", "z", "b",
            "/f", "a",
            "a, c d",
            "ba", "cba",
            "b", "x", "c",
            "b", "weight",
            "preservation order",
            "six", "64",
            "1.07",
            "Keep it open.", "Isolate it.", ".",
            "1", "-", "/b", "c", "/l", "11", "2",
            *[""] * 11,
            arguments=("--as", code, "--quiz", "all"))
        self.compare("plain-all", text)
        self.assertEqual(re.findall("\x1b", text), [])

    def test_other_languages(self):
        for lang in ("km", "ar"):
            code = self.new_person()
            text = self.talk("", "b", "/l", "/q", "2", lang=lang,
                             arguments=("--as", code, "--quiz", "all"))
            self.compare(f"plain-{lang}", text)

    def test_time_runs_out(self):
        """Nothing has to be typed for it."""
        code = self.new_person()
        program = subprocess.Popen(
            [PROGRAM, "quiz", str(self.course), "--db", str(self.record), "--lang", "en", "--as",
             code, "--quiz", "timed"], stdin=subprocess.PIPE, stdout=subprocess.PIPE,
            env=environment(), encoding="utf-8")
        self.addCleanup(program.wait)
        self.addCleanup(program.stdout.close)
        self.addCleanup(program.kill)
        program.stdin.write("\na\n")
        program.stdin.flush()
        said = ""
        while "The time was up." not in said:
            said += program.stdout.readline() or self.fail(said)
        self.assertRegex(said, "Time left: 0:0[1-4]")
        program.stdin.close()
        self.assertEqual(program.wait(), 0)

    def test_a_pretest_keeps_its_keys(self):
        code = self.new_person()
        for quiz in ("pretest", "posttest"):
            lines = ["", "/l", "15", "2"] + [""] * 15  # nothing answered
            result = run("quiz", DATA / "courses/cybercrime", "--db", self.record, "--lang", "en",
                         "--as", code, "--quiz", quiz, text="\n".join(lines) + "\n")
            self.assertIn("By objective", result.stdout)
            shown = "This is right." in result.stdout
            self.assertEqual(shown, quiz == "posttest")
        started = re.findall(r'"form":"(\w)".*?"items":\[(.*?)\]', self.dump())
        self.assertEqual(sorted(form for form, _ in started), ["A", "B"])
        asked = [set(re.findall(r'"question":"([^"]+)"', items)) for _, items in started]
        self.assertEqual(asked[0] & asked[1], set())

    def test_somebody_new(self):
        text = self.talk("2", "Ben", "", "/q")
        self.compare("plain-new", text)

    def test_the_input_ends_anywhere(self):
        """What was answered is kept."""
        code = self.new_person()
        lines = ["", "b", "a", "acd"]
        for count in range(len(lines) + 1):
            self.talk(*lines[:count], arguments=("--as", code, "--quiz", "all"))
            lines = [""] + lines[max(count, 1):] if count else lines
        self.assertIn('"question":"q-many"', self.dump().split(" answer ")[-1])

    def test_not_a_terminal_is_plain(self):
        self.assertNotIn("\x1b", run("quiz", self.course, "--db", self.record).stdout)

    def test_what_is_no_text(self):
        result = subprocess.run(
            [PROGRAM, "quiz", str(self.course), "--db", str(self.record), "--lang", "en"],
            input=b"\xff\xfe\n\x1b[2J\n2\n", env=environment(), capture_output=True, timeout=120)
        self.assertEqual(result.stdout.count(b"cannot be read") + result.stdout.count(b"UTF-8"), 2)
        self.assertIn(b"Your name", result.stdout)

    def test_digits_of_any_script(self):
        code = self.new_person()
        self.talk("", "២", "१", "١ ٣", arguments=("--as", code, "--quiz", "all"))
        self.assertEqual(len(re.findall('"given":true', self.dump())), 3)


class Usage(Case):
    def refuses(self, message, *arguments):
        result = run("quiz", *arguments, "--db", self.record)
        self.assertEqual(result.returncode, 2, result.stderr)
        self.assertIn(message, result.stderr)
        self.assertFalse(self.record.exists())

    def test_a_quiz_that_is_not_there(self):
        self.refuses('there is no quiz "dril"; did you mean "drill"?', self.course, "--quiz", "dril")

    def test_a_language_that_is_not_there(self):
        self.refuses('into "sw"; there are: en, ar, km, th, zh-Hans', self.course, "--lang", "sw")

    def test_a_course_without_a_quiz(self):
        for quiz in self.course.glob("*.quiz.md"):
            quiz.unlink()
        self.refuses("there is no quiz in", self.course)

    def test_a_record_that_cannot_be_written(self):
        (self.folder / "record").mkdir()
        result = run("quiz", self.course, "--db", self.folder / "record")
        self.assertEqual(result.returncode, 3)
        self.assertNotIn("Who are you", result.stdout)


if __name__ == "__main__":
    unittest.main()
