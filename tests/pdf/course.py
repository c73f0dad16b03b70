#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""course.py PROGRAM FOLDER

Builds the shipped course in all its languages and editions and reads the books back with programs
that know nothing of us.  Of every file:

  - page by page, pdftotext in its default order gives exactly the words of "benchbook dump words",
    in their order: row by row and cell by cell in tables, from the running head to the folio;
  - all text of "benchbook dump document" stands on the pages, in order;
  - a plain search finds what the document says, spaces included, over the ends of lines;
  - fonts and file are in order; building twice, in another way, gives the same bytes.

All that is wrong is listed.
"""
import bisect
import os
import pathlib
import random
import re
import shutil
import subprocess
import sys

from check import (INVISIBLE, PHRASE, PHRASES, check_file, check_fonts, check_text, expect, letters,
                   plain, run, wrong)

LANGUAGES = {"ar", "en", "km", "th", "vi"}
EDITIONS = {"handbook": ["handbook"], "trainer-guide": ["trainer"]}
PAPERS = {"m06-1": ["quiz", "--quiz", "m06"], "m06-1-key": ["key", "--quiz", "m06"],
          "pretest-b-1": ["quiz", "--quiz", "pretest", "--form", "B"]}
PAPER_LANGUAGES = {"ar", "en", "km", "zh-Hans"}  # the papers that are read back
NEAR, PART = 2500, 8  # letters: about a page; the least that is a part
SPLIT_SHARE = 20      # at most one phrase in so many stands half on one page, half on the next

LINE = re.compile(r'^-?[\d.]+ [\d.]+ w=[\d.]+ (\w+)(?: [\w-]+)?(?: rtl)? "(.*)"(?: divided)?(?: loose)?(?: end)?$')
QUOTED = re.compile(r'(?:(\w+)=|([a-z]*))"((?:[^"\\]|\\.)*)"(\S*)')


def benchbook(program, locale, *arguments):
    result = subprocess.run([program, *arguments], stdout=subprocess.PIPE, stderr=subprocess.PIPE,
                            env={**os.environ, "LC_ALL": locale}, encoding="utf-8")
    if result.returncode != 0:
        sys.exit(f"benchbook {' '.join(arguments)}: exit status {result.returncode}\n"
                 + result.stderr)
    return result.stdout


def build(program, folder, locale, jobs):
    """Path inside the folder -> bytes of every file made."""
    shutil.rmtree(folder, ignore_errors=True)
    benchbook(program, locale, "build", "--lang", "all", "--edition", "all", "--jobs", str(jobs),
              "--out", str(folder))
    return {path.relative_to(folder): path.read_bytes()
            for path in folder.rglob("*") if path.is_file()}


# ---- the document ----

def unquoted(text):
    return re.sub(r"\\(.)", lambda match: "\n" if match[1] == "n" else match[1], text)


def read_document(dump):
    """Its texts in printed order, as (in a note, on the title page, text).  A text ends where
    something stands that the document does not spell out: a page number, a note mark; at the end of
    a line of code, and of the term of an entry."""
    texts, in_note, in_title = [], False, False
    for row in dump.split("\n")[1:]:
        if not row.startswith("    "):
            in_title = row.startswith("  title-page")
        in_note = in_note or row.startswith("note ")
        parts, in_term = [""], False
        for name, marks, text, rest in QUOTED.findall(row):
            if in_term and "t" not in marks:
                parts.append("")
            in_term = "t" in marks
            if name in ("label", "marker", "number", "text"):
                parts += [*unquoted(text).split("\n"), ""]
            elif not name and (set("fghk") & set(marks) or "^" in rest):
                parts.append("")
            elif row.lstrip().startswith("blanks "):
                parts += [unquoted(text), ""]
            elif not name:
                parts[-1] += unquoted(text)
        texts += [(in_note, in_title, part) for part in parts if part.strip()]
    return texts


def read_lines(dump, role):
    """The letters of all lines of a role, from the dump of the pages."""
    lines = (LINE.match(row) for row in dump.split("\n"))
    return "".join(letters(line[2]) for line in lines if line and line[1] == role)


def find_parted(text, wanted, start, end):
    """The same where a page break parts it and other cells of its row stand between the parts."""
    for cut in range(len(wanted) - 1, PART - 1, -1):
        at = text.find(wanted[:cut], start, end)
        if at >= 0 and text.find(wanted[cut:], at + cut, at + len(wanted) + NEAR) >= 0:
            return at
    return -1


def find(text, wanted, start):
    """Where `wanted` is in the text after `start`, and where to go on: at `start` as a rule; after
    what layout has added, a number or the head of a table; after the list of contents."""
    if text.startswith(wanted, start):
        return start, start + len(wanted)
    for at in (find_parted(text, wanted, start, start + len(wanted)),
               text.find(wanted, start, start + len(wanted) + NEAR),
               find_parted(text, wanted, start, start + len(wanted) + NEAR),
               text.find(wanted, start)):
        if at >= 0:
            return at, at + (len(wanted) if text.startswith(wanted, at) else 0)
    return -1, start


def check_chain(name, texts, dump):
    """Every text of the document is on the pages, in order; the title page has an order of its
    own."""
    places = {False: 0, True: 0}
    printed = {False: read_lines(dump, "body"), True: read_lines(dump, "note")}
    for in_note, in_title, text in texts:
        at, end = find(printed[in_note], letters(text), 0 if in_title else places[in_note])
        expect(at >= 0, f"{name}: not printed, or not here: {text}")
        if at >= 0 and not in_title:
            places[in_note] = end


# ---- searching ----

class Haystack:
    """A text to search in, where the end of a line counts as a space or as nothing."""

    def __init__(self, text):
        self.flat, self.gaps, at = "", {}, 0  # gaps: white space before the letter at an index
        pieces = re.split(r"(\s+)", INVISIBLE.sub("", plain(text)))
        self.flat = "".join(pieces[::2])
        for word, gap in zip(pieces[::2], pieces[1::2]):
            at += len(word)
            self.gaps[at] = "\f" if "\f" in gap else "\n" if "\n" in gap else " "
        self.places = sorted(self.gaps)

    def fits(self, at, words):
        wanted, end = {at}, at
        for word in words:
            end += len(word)
            wanted.add(end)
        inside = self.places[bisect.bisect(self.places, at):bisect.bisect_left(self.places, end)]
        return (all(self.gaps[i] == "\n" or (self.gaps[i] == " " and i in wanted) for i in inside)
                and all(i in self.gaps for i in wanted if at < i < end))

    def holds(self, phrase):
        words, flat = phrase.split(" "), phrase.replace(" ", "")
        at = self.flat.find(flat)
        while at >= 0 and not self.fits(at, words):
            at = self.flat.find(flat, at + 1)
        return at >= 0


def check_search(name, texts, words, got):
    texts = [re.sub(r"\s+", " ", INVISIBLE.sub("", plain(text))).strip() for _, _, text in texts]
    texts = [text for text in texts if len(text) >= PHRASE]
    printed, found, split = Haystack(words), Haystack(got), 0
    seeded = random.Random(name)
    for _ in range(PHRASES):
        text = seeded.choice(texts)
        at = seeded.randrange(len(text) - PHRASE + 1)
        phrase = text[at:at + PHRASE].strip()
        if printed.holds(phrase):
            expect(found.holds(phrase), f"{name}: a search does not find: {phrase}")
        else:
            split += 1
    expect(split * SPLIT_SHARE <= PHRASES, f"{name}: {split} phrases stand on no page as a whole")


# ---- a product ----

def check_pages(name, pdf, words, got):
    wanted, found = words.split("\f"), got.split("\f")
    info = run("pdfinfo", pdf).decode()
    expect(len(wanted) == len(found), f"{name}: {len(wanted) - 1} pages, {len(found) - 1} read")
    expect(re.search(rf"^Pages: +{len(wanted) - 1}$", info, re.MULTILINE), f"{name}: pdfinfo")
    for number, (page, text) in enumerate(zip(wanted, found), 1):
        check_text(f"{name}, page {number}", page, text)


def check_product(program, pdf, language, edition):
    options = ["--lang", language, "--edition", *edition]
    name = f"{language}/{pdf.name}"
    words, layout, document = (benchbook(program, "C", "dump", stage, *options)
                               for stage in ("words", "layout", "document"))
    got = run("pdftotext", pdf, "-").decode("utf-8")
    texts = read_document(document)
    check_pages(name, pdf, words, got)
    check_chain(name, texts, layout)
    check_search(name, texts, words, got)
    check_fonts(pdf)
    check_file(pdf)


def main(program, folder):
    folder = pathlib.Path(folder)
    first = build(program, folder / "first", "C", 1)
    second = build(program, folder / "second", "C.UTF-8", 4)
    expect(first.keys() == second.keys(), "building twice gives other files")
    for path in first.keys() & second.keys():
        expect(first[path] == second[path], f"{path}: building twice gives other bytes")
    languages = sorted((folder / "first").glob("*/*"))
    expect({path.name for path in languages} >= LANGUAGES | PAPER_LANGUAGES, "languages are missing")
    for path in languages:
        for name, edition in EDITIONS.items():
            check_product(program, path / f"{name}.pdf", path.name, edition)
        for name, edition in PAPERS.items() if path.name in PAPER_LANGUAGES else ():
            check_product(program, path / "quiz" / f"{name}.pdf", path.name, edition)
    if wrong:
        sys.exit("\n".join(wrong[:40]) + f"\n{len(wrong)} faults")


if __name__ == "__main__":
    main(*sys.argv[1:])
