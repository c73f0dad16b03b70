# SPDX-License-Identifier: GPL-3.0-or-later
"""The full screen, as a person sees it."""
import os
import re
import signal
import time
import unittest

from person import Case, Person


class Welcome(Case):
    def test_somebody_new_chooses_everything(self):
        person = Person("quiz", self.course, "--db", self.record)
        self.addCleanup(person.kill)
        person.see("Simplified Chinese")
        self.compare_screen("en-languages", person)
        person.press("Enter").see("I am new here")
        person.press("2", "Enter").see("Your name")
        person.press("Anna", "Enter").see("write it down")
        self.compare_screen("en-code", person)
        person.press("Enter").see("Choose a quiz")
        self.compare_screen("en-quizzes", person)
        person.press("Enter").see("There is no hurry")
        self.compare_screen("en-intro", person)
        person.press("Ctrl-P").see("Choose a quiz")
        person.press("Esc")
        self.assertEqual(person.end(), 0)
        self.assertRegex(person.text(), r"Your code is \d{4}-\d{4}-\d\.")

    def test_the_course_is_chosen_where_there_are_several(self):
        person = Person("quiz", "--db", self.record, "--lang", "en", cwd=self.folder)
        self.addCleanup(person.kill)
        person.see("Choose a course")
        for title in ("Cybercrime and electronic evidence", "Evidence on a telephone", "Tiny"):
            self.assertIn(title, person.text())
        person.press("2", "Enter").see("Who are you?")

    def test_a_dumb_terminal_has_no_screen(self):
        person = self.sit(TERM="dumb").see("Who are you?")
        person.press("2", "Enter").see("Your name")
        self.assertNotIn(b"\x1b", person.output)

    def test_a_mistyped_code(self):
        code = self.new_person("Anna")
        wrong = code[:-1] + str((int(code[-1]) + 1) % 10)
        person = self.sit("--as", wrong).see("is not a code")
        self.compare_screen("en-mistyped", person)
        person.press("Enter").see("Choose a quiz")
        person.press("Esc").end()
        self.assertEqual(self.dump().count("person.added"), 1)

    def test_a_code_of_another_computer(self):
        self.new_person("Anna")
        elsewhere = self.record
        self.record = self.folder / "other.db"
        code = self.new_person("Ben")
        self.record = elsewhere
        person = self.sit("--as", code.replace("-", " ")).see("Nobody here has the code")
        self.compare_screen("en-unknown", person)
        person.press("2", "Enter").see("Your name").press("Enter").see("write it down")
        self.assertIn(code, person.text())
        person.press("Enter").see("Choose a quiz").press("Esc").end()
        self.assertIn(code, self.dump())


class Questions(Case):
    def test_every_kind(self):
        person = self.take("all").see("Begin")
        person.press("Enter").see("Question 1 of 10")
        self.compare_screen("en-1-single", person)
        person.press("Ctrl-T").see("what the defence may ask")
        person.press("Ctrl-F").see("flagged")
        self.compare_screen("en-1-hint-flag", person)
        person.press("Down", "Down", "Enter")  # chooses b
        person.see("(x) b)").press("Enter").see("Question 2 of 10")
        self.compare_screen("en-2-truefalse", person)
        person.press("a", "Enter").see("Question 3 of 10")
        person.press("a", "d", "c", "c")
        self.compare_screen("en-3-multiple", person.see("[x] d)"))
        person.press("Enter").see("Question 4 of 10")
        self.compare_screen("en-4-order", person)
        person.press("Down", "Space", "Down", "Space").see("This order is your answer")
        self.compare_screen("en-4-order-moved", person)
        person.press("Enter").see("Question 5 of 10")
        person.press("b", "Down", "Right")
        self.compare_screen("en-5-match", person.see(">   = a)"))
        person.press("Enter").see("Question 6 of 10")
        person.press("b", "Enter", "evidential weight")
        self.compare_screen("en-6-cloze", person.see("> evidential weight"))
        person.press("Enter").see("Question 7 of 10")
        person.press("Preservation  ORDER")
        self.compare_screen("en-7-short", person.see("Preservation  ORDER"))
        person.press("Enter").see("Question 8 of 10")
        person.press("many", "Enter").see("This is not read as a number")
        self.compare_screen("en-8-unread", person)
        person.press(*["Backspace"] * 4, "٦٤", "Enter").see("Question 9 of 10")
        person.press("1:07", "Enter").see("Question 10 of 10")
        person.press("Keep it open. Isolate it.", "Enter", "Write down every step.")
        self.compare_screen("en-10-essay", person.see("Write down every step."))
        person.press("Ctrl-N").see("Finish and see the result")
        self.compare_screen("en-list", person)
        person.press("Enter").see("no longer be changed")
        self.compare_screen("en-finish", person)
        person.press("Down", "Enter").see("Result:")
        self.compare_screen("en-result", person)
        person.press("PageDown")
        self.compare_screen("en-result-below", person.see("To study next"))
        person.press("Enter")
        for number in range(1, 11):
            person.see(f"Question {number} of 10")
            self.compare_screen(f"en-review-{number}", person)
            person.press("Enter")
        self.assertEqual(person.end(), 0)
        self.assertNotIn("attempt.started", self.dump().split("attempt.finished")[1])

    def test_practice_tells_after_each_question(self):
        person = self.take("drill").see("Begin").press("Enter").see("Question 1 of 2")
        person.press("a", "Enter").see("Your answer; not right.")
        self.compare_screen("en-feedback", person)
        person.press("Enter").see("The plug")

    def test_time_runs_out(self):
        person = self.take("timed").see("Begin").press("Enter").see("Question 1 of 2")
        self.assertRegex(person.text(), r"Question 1 of 2   0:0[1-4]")
        person.press("b").see("(x) b)")
        person.see("The time was up")
        person.press("Esc")
        self.assertEqual(person.end(), 0)
        dump = self.dump()
        self.assertRegex(dump, r'"item":0,"question":"t-1","given":true,"choices":"b"')
        self.assertIn('"expired":true', dump)

    def test_changing_ones_mind(self):
        person = self.take("all").see("Begin").press("Enter").see("Question 1 of 10")
        person.press("a", "Enter").see("Question 2 of 10")
        person.press("Ctrl-P").see("Question 1 of 10")
        self.assertIn("(x) a)", person.text())
        person.press("Enter").see("Question 2 of 10")  # unchanged: not recorded again
        person.press("Ctrl-P").see("Question 1 of 10").press("c", "Ctrl-R").see("All questions")
        choices = re.findall(r'"question":"q-single".*?"choices":"(\w*)"', self.dump().split("\n", 3)[3])
        self.assertEqual(choices, ["c", "b"])  # by the ids of the source

    def test_nothing_answered_is_nothing_recorded(self):
        person = self.take("all").see("Begin").press("Enter").see("Question 1 of 10")
        for number in range(2, 11):
            person.press("Ctrl-N").see(f"Question {number} of 10")
        person.press("Ctrl-N").see("Finish and see")
        self.assertNotIn(" answer ", self.dump())


class Languages(Case):
    def question(self, lang, sample, begin, first):
        person = self.take("all", lang=lang).see(sample)
        self.compare_screen(f"{lang}-sample", person)
        person.press("Enter").see(begin)
        self.compare_screen(f"{lang}-intro", person)
        person.press("Enter").see(first)
        self.compare_screen(f"{lang}-1-single", person)
        person.press("b", "Enter").see("The author")
        self.compare_screen(f"{lang}-2-truefalse", person)
        person.press("a", "Ctrl-R").see("Two sentences")
        self.compare_screen(f"{lang}-list", person)

    def test_khmer(self):
        self.question("km", "Can you read this line?", "សូមអាន", "ហេតុអ្វី")

    def test_thai(self):
        self.question("th", "Can you read this line?", "โปรดอ่าน", "เหตุใด")

    def test_chinese(self):
        self.question("zh-Hans", "Can you read this line?", "请读完", "制作磁盘")

    def test_arabic_as_it_is(self):
        self.question("ar", "Which of these lines reads right?", "اقرأ", "لماذا")

    def test_arabic_put_in_order(self):
        person = self.take("all", lang="ar").see("Which of these lines")
        person.press("2", "Enter").see("Enter")
        time.sleep(0.3)
        person.see("Enter").press("Enter").see("(b")
        self.compare_screen("ar-visual-1-single", person)

    def test_a_script_that_cannot_be_read(self):
        person = self.take("all", lang="km").see("Can you read this line?")
        person.press("2", "Enter").see("This terminal cannot show Khmer")
        self.compare_screen("km-unreadable", person)
        person.press("Enter").see("Choose a language")

    def test_a_console_of_the_kernel(self):
        person = self.take("all", lang="th", TERM="linux").see("This terminal cannot show Thai")
        person.press("Esc").end()

    def test_a_terminal_that_counts_bytes(self):
        person = self.take("all", lang="km", answers=False)
        person.screen.write_process_input = lambda text: os.write(person.terminal, b"\x1b[1;60R")
        person.see("more or less room")


class FullDisk(Case):
    def test_it_stops_and_says_what_is_recorded(self):
        code = self.new_person()
        person = self.sit("--as", code, "--quiz", "all", largest=self.record.stat().st_size + 60000)
        person.see("Begin").press("Enter").see("Question 1 of 10")
        for number in range(1, 200):  # changing one's mind until the disk is full
            person.press("ab"[number % 2], "Ctrl-N").see("Esc")
            if "could not be written" in person.text():
                break
            person.see("Question 2 of 10").press("Ctrl-P").see("Question 1 of 10")
        self.compare_screen("en-full-disk", person)
        person.press("Enter")
        self.assertEqual(person.end(), 3)
        recorded = self.dump().count(" answer ")
        self.assertGreater(recorded, 2)
        self.assertEqual(number, recorded + 1)
        person = self.sit("--as", code, "--quiz", "all").see("1 of 10 answered")


class Windows(Case):
    def test_narrow(self):
        person = self.take("all", columns=60, rows=16).see("Begin")
        person.press("Enter").see("Question 1 of 10")
        self.compare_screen("en-60x16", person)

    def test_another_size(self):
        person = self.take("all").see("Begin").press("Enter").see("Question 1 of 10")
        person.press("b").see("(x) b)")
        person.size(30, 8)
        person.see("too small")
        person.size(100, 30)
        self.compare_screen("en-100x30", person.see("(x) b)"))

    def test_no_colours(self):
        person = self.take("all").see("Begin").press("Enter").see("Question 1 of 10")
        person.press("Ctrl-R").see("Finish and see").press("Esc").see("Leave the quiz?")
        person.press("2", "Enter").end()
        used = set(re.findall(rb"\x1b\[([0-9;]*)m", person.output))
        self.assertTrue(used)
        self.assertLessEqual(used, {b"0", b"1", b"4", b"7"})

    def test_nothing_is_erased_behind_a_row(self):
        """Behind a full row the cursor of a real terminal stands on its last character."""
        person = self.take("all", columns=60, rows=16).see("Begin").press("Esc")
        person.end()
        self.assertNotRegex(person.output, rb"[^H]\x1b\[[0-9]*K")

    def test_stopped_and_continued(self):
        person = self.take("all").see("Begin").press("Enter").see("Question 1 of 10")
        person.press("c").see("(x) c)").press("Ctrl-Z")
        os.waitpid(person.pid, os.WUNTRACED)
        while person.read(0.2):
            pass
        self.assertIn(b"\x1b[?1049l", person.output)
        person.screen.reset()
        os.kill(person.pid, signal.SIGCONT)
        person.see("(x) c)").press("Enter").see("Question 2 of 10")

    def test_the_line_is_cut(self):
        """What stands in the answer is recorded, and the same command goes on."""
        code = self.new_person()
        person = self.sit("--as", code, "--quiz", "all").see("Begin")
        person.press("Enter").see("Question 1 of 10").press("b", "Enter").see("Question 2 of 10")
        person.press("a").see("(x) a)")
        os.kill(person.pid, signal.SIGHUP)
        self.assertEqual(person.end(), 0)
        person = self.sit("--as", code, "--quiz", "all").see("2 of 10 answered")
        person.press("Enter").see("Question 3 of 10")

    def test_leaving_and_going_on(self):
        code = self.new_person()
        person = self.sit("--as", code, "--quiz", "all").see("Begin")
        person.press("Enter").see("Question 1 of 10").press("a", "Esc").see("Leave the quiz?")
        self.compare_screen("en-leave", person)
        person.press("Enter").see("Question 1 of 10")
        person.press("Esc").see("Leave the quiz?").press("Down", "Enter")
        self.assertEqual(person.end(), 0)
        person = self.sit("--as", code).see("1 of 10 answered")
        self.compare_screen("en-quizzes-open", person)


if __name__ == "__main__":
    unittest.main()
