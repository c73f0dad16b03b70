#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""tables.py PROGRAM SAMPLES FOLDER

Makes up courses that consist of what stands side by side (tables of short and long cells, empty
ones, cells in another script; timelines, steps, lists within lists), one in the language of every
sample text, out of pieces of the text.  pdftotext must give back the words of every page in the
order of "benchbook dump words", and the structure of the file must be that of "benchbook dump
structure" and hold to PDF/UA.
"""
import pathlib
import random
import re
import sys
import unicodedata

from aloud import check_structure
from check import check_text, expect, run, wrong
from course import benchbook
from matterhorn import Document, failures

SECTIONS = 4
NOT_AT_THE_START = {"Mn", "Mc", "Po", "Pe", "Pf", "Cf"}


class Maker:
    def __init__(self, text, seed):
        self.text = re.sub(r"[|`*_#\[\]<>\\:\"]", "", " ".join(text.split()))
        self.random = random.Random(seed)

    def piece(self, least, most):
        length = self.random.randint(least, most)
        at = self.random.randrange(max(1, len(self.text) - length))
        piece = self.text[at:at + length].strip()
        while piece and unicodedata.category(piece[0]) in NOT_AT_THE_START:
            piece = piece[1:].strip()
        return piece or "x"

    def cell(self):
        return self.random.choice(["", "2", "Council Act 12 (a)", self.piece(2, 10),
                                   self.piece(10, 40), self.piece(30, 150)])

    def table(self):
        columns = self.random.choice([2, 3, 3, 4])
        rules = [self.random.choice(["---", "---:", ":---:"])] + ["---"] * (columns - 1)
        rows = [[self.piece(4, 25) for _ in range(columns)], rules]
        rows += [[self.cell() for _ in range(columns)] for _ in range(self.random.randint(2, 7))]
        return ["| " + " | ".join(row) + " |" for row in rows]

    def diagram(self, kind, count):
        return ["```" + kind, *(f"{self.piece(4, 20)}: {self.piece(8, 120)}" for _ in range(count)),
                "```"]

    def module(self):
        lines = ["# " + self.piece(10, 30), ""]
        for _ in range(SECTIONS):
            lines += ["## " + self.piece(10, 40), "", self.piece(100, 400), "", *self.table(), "",
                      *self.diagram("timeline", 4), "", *self.diagram("steps", 3), "",
                      "1. " + self.piece(20, 100), "2. " + self.piece(5, 20),
                      "   - " + self.piece(5, 150), ""]
        return "\n".join(lines)


def make_course(folder, language, maker):
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "course.yaml").write_text(
        f'id: tables\ntitle: "{maker.piece(8, 20)}"\nversion: "1.0"\ndate: 2026-11-22\n'
        f"language: {language}\nlicence: CC-BY-4.0\ncontributors:\n  - A. Tester\n",
        encoding="utf-8")
    (folder / "01-tables.md").write_text(maker.module(), encoding="utf-8")


def main(program, samples, folder):
    folder = pathlib.Path(folder)
    for sample in sorted(pathlib.Path(samples).glob("*.txt")):
        language, course = sample.stem, folder / sample.stem
        make_course(course, language, Maker(sample.read_text(encoding="utf-8"), language))
        benchbook(program, "C", "build", str(course), "--out", str(folder / "out"))
        words = benchbook(program, "C", "dump", "words", str(course)).split("\f")
        pdf = folder / "out" / "tables" / language / "handbook.pdf"
        got = run("pdftotext", pdf, "-").decode("utf-8").split("\f")
        expect(len(words) == len(got), f"{language}: number of pages")
        for number, (page, text) in enumerate(zip(words, got), 1):
            check_text(f"{language}, page {number}", page, text)
        document = Document(pdf)
        check_structure(language, benchbook(program, "C", "dump", "structure", str(course)),
                        list(document.blocks()))
        for number, what in failures(document):
            expect(False, f"{language}: Matterhorn {number}: {what}")
    if wrong:
        sys.exit("\n".join(wrong[:40]) + f"\n{len(wrong)} faults")


if __name__ == "__main__":
    main(*sys.argv[1:])
