#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""aloud.py PROGRAM FOLDER

Builds the shipped course in all its languages and editions and reads the files as a screen reader
does, by their structure.  Of every file:

  - it holds to PDF/UA: no condition of matterhorn.py fails;
  - its structure is that of "benchbook dump structure", element by element, word by word;
  - every text of "benchbook dump document" is said, with its spaces, in order (notes where they are
    called), in every script, each line of code by itself;
  - headings that stand side by side in the document are headings of one level in the file;
  - words in another language hold no mark of the other direction: it belongs to the line;
  - of some files: poppler's pdfinfo -struct-text, which knows nothing of us, says the same words.

All that is wrong is listed.
"""
import pathlib
import re
import sys
import unicodedata

from check import expect, letters, run, spoken, wrong
from course import (EDITIONS, PAPER_LANGUAGES, PAPERS, QUOTED, benchbook, build, read_document,
                    unquoted)
from matterhorn import Document, Element, failures, headings

RIGHT_TO_LEFT = {"ar", "fa", "he", "ur"}
SECOND_OPINION = {"ar", "km"}  # pdfinfo takes its time

NAMES = {"document": "Document", "section": "Sect", "group": "Div", "box": "Sect",
         "listing": "Div", "quote": "BlockQuote", "list": "L", "item": "LI", "body": "LBody",
         "table": "Table", "head": "THead", "rows": "TBody", "row": "TR", "header": "TH",
         "cell": "TD", "contents": "TOC", "entry": "TOCI", "note": "Note", "heading-1": "H1",
         "heading-2": "H2", "heading-3": "H3", "heading-4": "H4", "heading-5": "H5",
         "heading-6": "H6", "paragraph": "P", "label": "Lbl", "caption": "Caption",
         "figure": "Figure", "reference": "Reference"}
ROW = re.compile(r'^( *)([\w-]+)(?: (?!")[^"]*)?(?: ?"(.*)")?$')  # the text, or the alternative to it
INNER = re.compile(r"\{(?:reference|link|code|span)(?:=[\w-]+)? ")
HEADING = re.compile(r" +heading level=(\d)")
CODE = re.compile(r'^ +code text="((?:[^"\\]|\\.)*)"', re.MULTILINE)
ADDED = re.compile(r"[{}|]")  # by the dump


def said_letters(text):
    return letters(ADDED.sub("", unicodedata.normalize("NFKC", text)))


def read_structure(dump):
    """(depth, kind, letters) of all rows."""
    for row in dump.split("\n"):
        if match := ROW.match(row):
            indent, name, text = match.groups()
            yield len(indent) // 2, NAMES[name], said_letters(INNER.sub("", text or ""))


def check_structure(name, dump, blocks):
    wanted = list(read_structure(dump))
    said = [(depth, element.kind, said_letters(element.entries.get("/Alt", "u:")[2:] + text))
            for depth, element, text in blocks]
    expect(len(wanted) == len(said), f"{name}: {len(wanted)} elements, {len(said)} in the file")
    for one, other in zip(wanted, said):
        expect(one == other, f"{name}: {one} is {other} in the file")


def check_texts(name, texts, blocks):
    """Notes stand among the text and are not looked for in order."""
    said, place = "\n".join(spoken(text) for _, _, text in blocks if text), 0
    for in_note, in_title, text in texts:
        text = spoken(text)
        at = said.find(text, 0 if in_note or in_title else place)
        expect(at >= 0, f"{name}: not said, or not here: {text}")
        if at >= 0 and not in_note and not in_title:
            place = at + len(text)


def check_code(name, dump, blocks):
    said = {spoken(text) for _, _, text in blocks}
    for text in CODE.findall(dump):
        for line in filter(None, map(spoken, unquoted(text).split("\n"))):
            expect(line in said, f"{name}: a line of code is not said by itself: {line}")


def stated_headings(dump):
    """(level, letters) of the document's headings, without those in boxes."""
    box = None
    for row in dump.split("\n"):
        indent = len(row) - len(row.lstrip())
        box = None if box is not None and indent <= box else box
        if box is None and row.lstrip().startswith("box "):
            box = indent
        if box is None and (match := HEADING.match(row)):
            yield int(match[1]), said_letters("".join(
                unquoted(text) for name, _, text, rest in QUOTED.findall(row)
                if name in ("", "number") and "^" not in rest))


def title(document, heading):
    """Without the marks of notes."""
    return "".join(document.text(kid) if isinstance(kid, Element) else document.texts[kid]
                   for kid in heading.kids if getattr(kid, "kind", "") != "Reference")


def check_headings(name, dump, document):
    """The titles of boxes and of the contents are headings of the file only."""
    tagged = iter([(int(one.kind[1]), said_letters(title(document, one)))
                   for one in headings(document)])
    above = []  # (stated, tagged), each below the one before
    for stated, text in stated_headings(dump):
        level = next((level for level, letters in tagged if letters == text), None)
        expect(level, f"{name}: no heading, or not here: {text}")
        while above and above[-1][0] > stated:
            above.pop()
        if above and above[-1][0] == stated:
            beside = above.pop()[1]
            expect(beside == level, f"{name}: of level {level} beside one of {beside}: {text}")
        above.append((stated, level))


def check_marks(name, document):
    for element in document.elements:
        lang = element.entries.get("/Lang", "u:")[2:]
        if lang and lang not in RIGHT_TO_LEFT:
            expect("\u200f" not in document.text(element), f"{name}: {element} holds a mark")


def check_second_opinion(name, pdf, blocks):
    shown = run("pdfinfo", "-struct-text", pdf).decode("utf-8")
    heard = "".join(re.findall(r'^ *"(.*)"$', shown, re.MULTILINE))
    ours = "".join(text for _, _, text in blocks)
    expect(said_letters(heard) == said_letters(ours), f"{name}: pdfinfo says something else")


def check_product(program, pdf, lang, edition):
    options = ["--lang", lang, "--edition", *edition]
    name, document = f"{lang}/{pdf.name}", Document(pdf)
    structure, source = (benchbook(program, "C", "dump", stage, *options)
                         for stage in ("structure", "document"))
    blocks = list(document.blocks())
    for number, what in failures(document):
        expect(False, f"{name}: Matterhorn {number}: {what}")
    check_structure(name, structure, blocks)
    check_texts(name, read_document(source), blocks)
    check_code(name, source, blocks)
    check_headings(name, source, document)
    check_marks(name, document)
    if lang in SECOND_OPINION and pdf.stem == "handbook":
        check_second_opinion(name, pdf, blocks)


def main(program, folder):
    folder = pathlib.Path(folder)
    build(program, folder, "C", 2)
    products = sorted(folder.rglob("*.pdf"))
    expect(products, "nothing is made")
    for pdf in products:
        if pdf.stem in EDITIONS:
            check_product(program, pdf, pdf.parent.name, EDITIONS[pdf.stem])
        elif pdf.stem in PAPERS and pdf.parent.parent.name in PAPER_LANGUAGES:
            check_product(program, pdf, pdf.parent.parent.name, PAPERS[pdf.stem])
    if wrong:
        sys.exit("\n".join(wrong[:40]) + f"\n{len(wrong)} faults")


if __name__ == "__main__":
    main(*sys.argv[1:])
