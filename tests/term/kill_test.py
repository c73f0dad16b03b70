# SPDX-License-Identifier: GPL-3.0-or-later
"""The program is killed at random moments while somebody answers.

A life: the same command, the next keys, SIGKILL at a random moment.  An answer is acknowledged when
the next question has appeared.  At the end the record must hold every acknowledged answer exactly
once and in order; an answer that was on its way may be there once or not at all; nothing else is
there.  KILLS says how many lives (200), SEED repeats a run.
"""
import json
import os
import random
import re
import signal
import time
import unittest

from person import Case, Person, run

KILLS = int(os.environ.get("KILLS", "200"))
SEED = int(os.environ.get("SEED", random.SystemRandom().randrange(1 << 32)))
QUESTIONS = 12
LETTERS = "abcd"


class Answering:
    """Answers at random, and remembers what was answered and what was acknowledged."""

    def __init__(self, chance):
        self.chance = chance
        self.log = []  # [item, letter, must be recorded]
        self.finished = 0  # attempts whose result has appeared
        self.open = [set() for _ in range(QUESTIONS)]  # what may be recorded for each item

    def answer(self, item):
        """Another letter than may be recorded, since the same answer is not recorded again."""
        fresh = [letter for letter in LETTERS if letter not in self.open[item]]
        letter = self.chance.choice(fresh or LETTERS)
        self.log.append([item, letter, False])
        self.certain = bool(fresh)
        self.open[item].add(letter)
        return letter

    def acknowledge(self):
        item, letter, _ = self.log[-1]
        self.log[-1][2] = self.certain
        self.open[item] = {letter}

    def begin_anew(self):
        self.open = [set() for _ in range(QUESTIONS)]


def live(person, who, death):
    """One life, until the moment of death; what the screen last was decides the next key."""
    answered = False
    waiting = None  # the screen that the last key is to bring, or to leave

    def screen():
        rows = person.rows()
        number = re.search(r"Question (\d+) of", rows[0])
        return int(number[1]) - 1 if number else rows[0].strip()

    while time.monotonic() < death:
        if not person.read(max(0.0, min(0.05, death - time.monotonic()))):
            continue
        now = screen()
        if now == waiting or not any("Esc" in row or "Choose" in row for row in person.rows()[-3:]):
            continue
        if isinstance(now, int):
            if answered:
                who.acknowledge()
            answered = not now or who.chance.random() < 0.9
            if answered:
                person.press(who.answer(now), "Enter")
            else:
                person.press("Ctrl-P")
        elif now == "All questions":
            if answered:
                who.acknowledge()
            answered = False
            person.press("End", *["Down"] * QUESTIONS, "Enter")
        elif now == "Finish?":
            person.press("Down", "Enter")
        elif now == "Kill" and "Result:" in person.text():
            who.finished += 1
            who.begin_anew()
            return
        elif now == "Kill":
            if "Begin" in person.text():
                who.begin_anew()
            person.press("Enter")
        else:
            raise AssertionError(person.text())
        waiting = now


def match(log, recorded):
    """Whether `recorded` is the log without some of what need not be there; else where it parts."""
    places = {0}  # how much of `recorded` the log so far may account for
    for number, (item, letter, needed) in enumerate(log):
        here = {at + 1 for at in places if at < len(recorded) and recorded[at] == (item, letter)}
        if not here and needed:
            return False, f"answer {number} is not at {sorted(places)}"
        places = here if needed else here | places
    return len(recorded) in places, f"{len(recorded)} recorded, {sorted(places)} accounted for"


class Matching(unittest.TestCase):
    """The comparison finds what it is there to find."""

    LOG = [[0, "a", True], [1, "b", False], [1, "c", True], [2, "d", False]]

    def test_what_is_fine(self):
        for recorded in ("0a 1c", "0a 1b 1c", "0a 1b 1c 2d", "0a 1c 2d"):
            self.assertTrue(self.holds(recorded), recorded)

    def test_what_is_lost_or_doubled_or_made_up(self):
        for recorded in ("1c", "0a", "0a 0a 1c", "0a 1c 1c", "1c 0a", "0a 1c 2a", "0a 1b 1b 1c"):
            self.assertFalse(self.holds(recorded), recorded)

    def holds(self, recorded):
        return match(self.LOG, [(int(word[0]), word[1]) for word in recorded.split()])[0]


class Killed(Case):
    def test_killed_again_and_again(self):
        print(f"SEED={SEED} KILLS={KILLS}", flush=True)
        who = Answering(random.Random(SEED))
        self.course = self.courses / "tiny"
        code = self.new_person()
        started = time.monotonic()
        pace = self.startup(code)
        for _ in range(KILLS):
            person = Person("quiz", self.course, "--db", self.record, "--lang", "en", "--as", code,
                            "--quiz", "kill", rows=24)
            try:
                live(person, who, time.monotonic() + pace * who.chance.uniform(0.2, 4))
            finally:
                person.kill(signal.SIGKILL)
        self.compare_record(who)
        sound = run("db", "check", "--db", self.record)
        self.assertEqual(sound.returncode, 0, sound.stdout + sound.stderr)
        acknowledged = sum(entry[2] for entry in who.log)
        print(f"{len(who.log)} answers, {acknowledged} acknowledged, {who.finished} attempts "
              f"finished, {time.monotonic() - started:.0f} s")
        self.assertGreater(acknowledged, KILLS // 2)

    def startup(self, code):
        """How long the program takes to its first page here."""
        started = time.monotonic()
        person = Person("quiz", self.course, "--db", self.record, "--lang", "en", "--as", code,
                        "--quiz", "kill")
        while b"Begin" not in person.output:
            person.read(1)
        person.kill(signal.SIGKILL)
        return time.monotonic() - started

    def compare_record(self, who):
        recorded, finished, steps = [], 0, set()
        for line in self.dump().splitlines():
            kind = line.split()[2]
            body = json.loads(line[line.index("{"):]) if "{" in line else {}
            if kind == "answer":
                recorded.append((body["item"], body["choices"]))
            if kind in ("answer", "attempt.finished"):
                step = (re.search(r"attempt (\w+)", line)[1], body["step"])
                self.assertNotIn(step, steps, "recorded twice")
                steps.add(step)
            finished += kind == "attempt.finished"
        good, where = match(who.log, recorded)
        self.assertTrue(good, f"SEED={SEED}: {where}\n{who.log}\n{recorded}")
        self.assertGreaterEqual(finished, who.finished)


if __name__ == "__main__":
    unittest.main()
