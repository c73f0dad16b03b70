#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""print_shop.py PROGRAM COURSE LOCALES FOLDER

Builds the trainer guides of a course for every paper and printer and looks at them as a printer
does.  Of every file:

  - nothing is printed nearer than 12 mm to an edge of the paper, nor nearer to the binding than
    that;
  - a side of a booklet holds the text of the two pages that belong there, line by line, and as many
    sheets are made as the program says;
  - without colours, nothing in the file names one.

All that is wrong is listed.
"""
import os
import pathlib
import re
import shutil
import subprocess
import sys

from check import check_file, check_fonts, expect, letters, run, wrong

MM = 72 / 25.4
MARGIN = 12 * MM
WHITE = 250  # of 255
VARIANTS = [[], ["--booklet"], ["--paper", "letter", "--mono"],
            ["--paper", "letter", "--booklet", "--mono"]]
ROW = re.compile(r"^(\S+\.pdf): (\d+) pages, (\d+) sheets?(?: in (\d+) signatures?)?")


class Shop:
    def __init__(self, program, course, locales, folder):
        self.program, self.course = program, course
        self.more = ["--locales", locales, "--edition", "trainer"]
        self.folder = pathlib.Path(folder)
        shutil.rmtree(folder, ignore_errors=True)

    def benchbook(self, command, *arguments):
        result = subprocess.run([self.program, command, *arguments], stdout=subprocess.PIPE,
                                stderr=subprocess.PIPE, encoding="utf-8",
                                env={**os.environ, "LC_ALL": "C"})
        if result.returncode != 0:
            sys.exit(f"{command} {arguments}: exit status {result.returncode}\n{result.stderr}")
        return result.stdout

    def build(self, options):
        """What the program lists: (path, pages, sheets, signatures)."""
        rows = self.benchbook("build", self.course, *self.more, "--lang", "all",
                              "--out", self.folder, *options).splitlines()
        edge = "short" if "--booklet" in options else "long"
        expect(f"flipped on the {edge} edge" in rows[-1], f"{options}: {rows[-1]}")
        listed = [ROW.match(row) for row in rows[:-1]]
        return [(pathlib.Path(m[1]), int(m[2]), int(m[3]), int(m[4] or 0)) for m in listed]

    def words(self, lang, options):
        return self.benchbook("dump", "words", self.course, *self.more, "--lang", lang,
                              *options).split("\f")[:-1]

    def sides(self, lang, options):
        """The sides of a booklet, each as two numbers of pages or None."""
        layout = self.benchbook("dump", "layout", self.course, *self.more, "--lang", lang, *options)
        halves = re.findall(r"(?m)^sheet \d+ (?:front|back): (\S+) (\S+)$", layout)
        return [[None if half == "blank" else int(half) for half in side] for side in halves]


# ---- margins ----

def read_sheets(pdf):
    """Every page as (width, height, rows of grey bytes), a pixel a point."""
    data, at, sheets = run("pdftoppm", "-gray", "-r", "72", pdf), 0, []
    while at < len(data):
        header = re.compile(rb"P5\s+(\d+)\s+(\d+)\s+\d+\s").match(data, at)
        width, height = int(header[1]), int(header[2])
        pixels = data[header.end():header.end() + width * height]
        sheets.append((width, height, [pixels[i * width:(i + 1) * width] for i in range(height)]))
        at = header.end() + width * height
    return sheets


def ink_box(rows, left, right):
    """What is printed between two columns: (left, top, right, bottom), or None."""
    parts = [row[left:right] for row in rows]
    inked = [y for y, row in enumerate(parts) if min(row) < WHITE]
    if not inked:
        return None
    columns = [min(column) for column in zip(*(parts[y] for y in inked))]
    across = [x for x, value in enumerate(columns) if value < WHITE]
    return left + across[0], inked[0], left + across[-1] + 1, inked[-1] + 1


def check_margins(name, pdf, booklet):
    for number, (width, height, rows) in enumerate(read_sheets(pdf), 1):
        edges = [0, width // 2, width] if booklet else [0, width]
        for left, right in zip(edges, edges[1:]):
            box = ink_box(rows, left, right)
            if box:
                space = (box[0] - left, box[1], right - box[2], height - box[3])
                expect(min(space) >= int(MARGIN),
                       f"{name}, page {number}: ink {min(space) / MM:.1f} mm from an edge")


# ---- a product ----

def check_side(where, halves, got):
    """All of both pages, and nothing else, line by line.  Readers do not know that a side is two
    pages, so the order of the lines is theirs."""
    got = letters(got)
    for half in halves:
        for line in half.splitlines():
            expect(letters(line) in got, f"{where}: this line is not found: {line}")
    expect(sorted(got) == sorted(letters("".join(halves))), f"{where}: other letters")


def check_booklet(name, shop, pdf, options, pages, sheets, signatures):
    lang = pdf.parent.name
    words, sides = shop.words(lang, options), shop.sides(lang, options)
    got = run("pdftotext", pdf, "-").decode("utf-8").split("\f")[:-1]
    expect(pages == len(words), f"{name}: {pages} pages, not {len(words)}")
    expect(len(got) == len(sides) == 2 * sheets, f"{name}: {sheets} sheets, {len(got)} sides")
    expect(signatures == (sheets + 3) // 4, f"{name}: {signatures} signatures")
    for number, (side, text) in enumerate(zip(sides, got), 1):
        check_side(f"{name}, side {number}", [words[page - 1] for page in side if page], text)


def check_product(shop, options, pdf, pages, sheets, signatures):
    name = f"{pdf.parent.name}/{pdf.name}"
    booklet = "--booklet" in options
    source = run("qpdf", "--qdf", "--object-streams=disable", pdf, "-")
    flip = b"/DuplexFlipShortEdge" if booklet else b"/DuplexFlipLongEdge"
    expect(b"/PrintScaling /None" in source and flip in source, f"{name}: how to print it")
    expect(not (booklet and re.search(rb"/(Annots|Outlines|StructTreeRoot)\b", source)),
           f"{name}: a booklet that leads somewhere")
    if "--mono" in options:
        expect(not re.search(rb"/DeviceRGB|[\d.] (?:rg|RG)\n", source), f"{name}: a colour")
    if booklet:
        check_booklet(name, shop, pdf, options, pages, sheets, signatures)
    else:
        expect(sheets == (pages + 1) // 2, f"{name}: {sheets} sheets")
    check_margins(name, pdf, booklet)
    check_fonts(pdf)
    check_file(pdf)


def main(program, course, locales, folder):
    shop = Shop(program, course, locales, folder)
    for options in VARIANTS:
        products = shop.build(options)
        expect(products, f"{options}: nothing was made")
        for product in products:
            check_product(shop, options, *product)
    if wrong:
        sys.exit("\n".join(wrong[:40]) + f"\n{len(wrong)} faults")


if __name__ == "__main__":
    main(*sys.argv[1:])
