#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""check.py PDF_SAMPLE TEXT LANGUAGE OUT.pdf

Makes a PDF of a text and reads it back with programs that know nothing of us.  Every line of the
pages must come out of pdftotext as it went in, every phrase must be found by a plain search, there
must be ink where there is text and none in the margins, and making it twice must give equal bytes.
What a screen reader says must be the text, word for word, and the file must hold to PDF/UA.  All that is
wrong is listed.
"""
import os
import pathlib
import random
import re
import subprocess
import sys
import unicodedata

from matterhorn import Document, failures

PHRASES, PHRASE = 300, 14
DPI = 50
MARGIN_PT = 34  # 12 mm: nothing is printed nearer to the edge of the paper
BYTES = 150_000  # fonts hold what is used, and that once

# Readers add and drop these: they direct or part text and are not text.
DIRECTION = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")
INVISIBLE = re.compile("[\u00ad\u200b\ufeff]")
LINE = re.compile(r'^(-?[\d.]+) ([\d.]+) w=([\d.]+) (\w+)(?: [\w-]+)?(?: rtl)? "(.*)"(?: divided)?(?: loose)?(?: end)?$')

wrong = []


def expect(good, what):
    if not good:
        wrong.append(what)


def run(*command, **more):
    result = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, **more)
    if result.returncode != 0:
        sys.exit(f"{' '.join(map(str, command))}: exit status {result.returncode}\n"
                 + result.stdout.decode("utf-8", "replace"))
    return result.stdout


def plain(text):
    """As a person compares it: NFC, one kind of space, no marks of direction."""
    text = DIRECTION.sub("", unicodedata.normalize("NFC", text))
    return re.sub("[\u00a0\u2000-\u200a\u202f\u205f\u3000]", " ", text)


def letters(text):
    return re.sub(r"\s+", "", INVISIBLE.sub("", plain(text)))


def spoken(text):
    return re.sub(r"\s+", " ", INVISIBLE.sub("", plain(text))).strip()


def make(program, text, lang, pdf, locale):
    run(program, text, lang, pdf, env={**os.environ, "LC_ALL": locale})
    return pathlib.Path(pdf).read_bytes()


def read_pages(path):
    """The dump of the pages: lists of (x, baseline, width, text), from top to bottom."""
    pages = []
    for row in path.read_text(encoding="utf-8").split("\n"):
        if row.startswith("page "):
            pages.append([])
        elif match := LINE.match(row):
            x, baseline, width, _, text = match.groups()
            pages[-1].append((float(x), float(baseline), float(width), text))
    return [sorted(page, key=lambda line: line[1]) for page in pages]


def check_text(where, wanted, got):
    a, b = letters(wanted), letters(got)
    if a == b:
        return
    at = next((i for i, (x, y) in enumerate(zip(a, b)) if x != y), min(len(a), len(b)))
    expect(False, f"{where}: the text differs at {at}: …{a[max(0, at - 20):at + 20]}… came back as "
                  f"…{b[max(0, at - 20):at + 20]}…")


def check_lines(pages, got):
    """Every printed line is a line of the text, its spaces included."""
    found = {INVISIBLE.sub("", line).strip() for line in plain(got).replace("\f", "\n").split("\n")}
    for page in pages:
        for line in page:
            text = re.sub(" +", " ", INVISIBLE.sub("", plain(line[3]))).strip()
            expect(text in found, f"this line is not found as a line: {text}")


def check_search(pages, got):
    haystack = plain(got)
    lines = [plain(line[3]) for page in pages for line in page]
    lines = [line for line in lines if len(line) >= PHRASE and "  " not in line]
    expect(lines, "no line is long enough to search in")
    seeded = random.Random(1)
    for _ in range(PHRASES if lines else 0):
        line = seeded.choice(lines)
        at = seeded.randrange(len(line) - PHRASE + 1)
        phrase = line[at:at + PHRASE]
        expect(phrase in haystack, f"a search does not find: {phrase}")


def check_fonts(pdf):
    rows = run("pdffonts", pdf).decode().splitlines()[2:]
    expect(rows, f"{pdf}: there are no fonts")
    for row in rows:
        expect(row.split()[-5:-2] == ["yes", "yes", "yes"],
               f"{pdf}: not embedded, not a subset or without map: {row}")


def check_file(pdf):
    expect(b"No syntax or stream encoding errors" in run("qpdf", "--check", pdf),
           f"{pdf}: qpdf --check")


def check_info(pdf, lang, rtl, mixed):
    info = run("pdfinfo", pdf).decode()
    for row in ("Title:           Sample ក 𠮷", "PDF version:     1.7", "Author:          A. Author",
                "Keywords:        one, two", "Creator:         Benchbook"):
        expect(row in info, f"pdfinfo does not say: {row}")
    expect("Nov 22" in info and "2026" in info, "the date is not the document's")
    source = run("qpdf", "--qdf", "--object-streams=disable", pdf, "-")
    expect(f"/Lang ({lang})".encode() in source, "the catalog has no language")
    expect((b"/Direction /R2L" in source) == rtl, "direction of reading")
    expect(b"/DisplayDocTitle true" in source, "the title is not displayed")
    expect((source.count(b"/Lang (") > 1) == mixed, "passages in other languages are not marked")


def check_aloud(text, pdf):
    """What a screen reader says: the paragraphs of the text, with their spaces, and nothing else."""
    document = Document(pdf)
    for number, what in failures(document):
        expect(False, f"{pdf}: Matterhorn {number}: {what}")
    said = [spoken(words) for _, _, words in document.blocks() if words]
    source = pathlib.Path(text).read_text(encoding="utf-8")
    blocks = (re.sub(r"^(# )?(@\S+ )?", "", block.strip()) for block in source.split("\n\n"))
    wanted = [spoken(block) for block in blocks if block]
    expect(len(said) == len(wanted), f"{len(wanted)} paragraphs, {len(said)} are said")
    for one, other in zip(wanted, said):
        expect(one == other, f"{pdf}: {one} is said as {other}")


def read_grey(pdf, page):
    """A page as rows of grey bytes."""
    data = run("pdftoppm", "-gray", "-r", str(DPI), "-f", str(page), "-l", str(page), pdf)
    header, width, height, _, pixels = re.match(rb"(P5)\s+(\d+)\s+(\d+)\s+(\d+)\s(.*)", data,
                                                re.DOTALL).groups()
    width, height = int(width), int(height)
    return [pixels[i * width:(i + 1) * width] for i in range(height)]


def darkest(grey, x0, y0, x1, y1):
    """Of a rectangle in points."""
    scale = DPI / 72
    rows = grey[max(0, int(y0 * scale)):int(y1 * scale) + 1]
    return min((min(row[max(0, int(x0 * scale)):int(x1 * scale) + 1] or b"\xff") for row in rows),
               default=255)


def check_ink(pdf, pages):
    for number, page in enumerate(pages, 1):
        grey = read_grey(pdf, number)
        width, height = len(grey[0]) * 72 / DPI, len(grey) * 72 / DPI
        for x, baseline, line_width, text in page:
            if text.strip():
                expect(darkest(grey, x, baseline - 7, x + line_width, baseline + 1) < 160,
                       f"page {number}: no ink at: {text}")
        for edge in ((0, 0, width, MARGIN_PT), (0, height - MARGIN_PT, width, height),
                     (0, 0, MARGIN_PT, height), (width - MARGIN_PT, 0, width, height)):
            expect(darkest(grey, *edge) == 255, f"page {number}: ink in the margin {edge}")


def main(program, text, lang, pdf):
    first = make(program, text, lang, pdf, "C")
    expect(first == make(program, text, lang, pdf, "C.UTF-8"), "two files differ")
    expect(len(first) < BYTES, f"{len(first)} bytes")
    pages = read_pages(pathlib.Path(pdf + ".pages"))
    got = run("pdftotext", pdf, "-").decode("utf-8")
    check_file(pdf)
    check_text(pdf, "".join(line[3] for page in pages for line in page), got)
    check_lines(pages, got)
    check_search(pages, got)
    check_fonts(pdf)
    rtl = 'rtl "Sample' in pathlib.Path(pdf + ".pages").read_text(encoding="utf-8")
    check_info(pdf, lang, rtl, "\n@" in pathlib.Path(text).read_text(encoding="utf-8"))
    check_aloud(text, pdf)
    check_ink(pdf, pages)
    if wrong:
        sys.exit("\n".join(wrong[:20]) + f"\n{len(wrong)} faults in {pdf}")


if __name__ == "__main__":
    main(*sys.argv[1:])
