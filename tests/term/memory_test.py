# SPDX-License-Identifier: GPL-3.0-or-later
"""A quiz of the shipped course in under 64 MB.

AddressSanitizer multiplies memory, so of a build with it only the growth while answering is looked
at; RELEASE names an optimized program to measure as it is.
"""
import os
import pathlib
import unittest

import person
from person import DATA, Case, Person

LIMIT_KB = 64 * 1024
RELEASE = pathlib.Path(os.environ.get("RELEASE", DATA / "build/release/benchbook"))


def peak(pid):
    for line in pathlib.Path(f"/proc/{pid}/status").read_text().splitlines():
        if line.startswith("VmHWM:"):
            return int(line.split()[1])
    raise AssertionError("no VmHWM")


class Memory(Case):
    def walk(self, program, lang, sample):
        """Through a whole quiz; the peak at its first question and at its end."""
        person.PROGRAM, before = str(program), person.PROGRAM
        self.addCleanup(setattr, person, "PROGRAM", before)
        sitting = Person("quiz", DATA / "courses/cybercrime", "--db", self.record, "--lang", lang,
                         "--as", self.new_person(), "--quiz", "m06", "--seed", 3)
        self.addCleanup(sitting.kill)
        if sample:
            sitting.see(sample).press("Enter")
        sitting.see("Begin" if lang == "en" else "Enter").press("Enter")
        sitting.see("Ctrl-F")
        first = peak(sitting.pid)
        for _ in range(8):
            sitting.press("b", "Ctrl-N")
            sitting.see("Esc")
        sitting.press("Ctrl-R").see("Esc")
        last = peak(sitting.pid)
        sitting.kill()
        return first, last

    def test_growth(self):
        first, last = self.walk(person.PROGRAM, "en", None)
        self.assertLess(last - first, LIMIT_KB // 2)

    @unittest.skipUnless(RELEASE.exists(), "no release build here")
    def test_peak(self):
        for lang, sample in (("en", None), ("km", "Can you read")):
            _, last = self.walk(RELEASE, lang, sample)
            print(f"{lang}: {last} KB at most")
            self.assertLess(last, LIMIT_KB)


if __name__ == "__main__":
    unittest.main()
