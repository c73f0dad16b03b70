#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""matterhorn_test.py PROGRAM FOLDER

Proves of every condition of matterhorn.py that it can fail.  A small course that has one of
everything is printed and must pass; then, for each condition, the file is damaged in one way or
several, each time written by qpdf, read again, and the condition's number must be among those that
are reported.  What is unusual but right is proved to pass in the same way, and aloud.py's own check of
headings to fail.
"""
import base64
import collections
import json
import pathlib
import re
import shutil
import struct
import subprocess
import sys
import zlib

from aloud import check_headings
from check import expect, run, wrong
from course import benchbook
from matterhorn import CONDITIONS, Document, Marked, failures

COURSE = """id: small
title: "Small course"
version: "1.0"
date: 2026-11-22
language: en
licence: CC-BY-4.0
contributors:
  - A. Tester
"""
MODULE = """# One of everything

A paragraph with a [link](https://example.org/), `code`, and two notes.[^a][^b]

## A section

> A quotation.

1. First
2. Second
   - Nested, with a paragraph

   And another one.

### A list

Nothing more.

### A table

| Head | Other |
|------|-------|
| one  | two   |
| three | |

![A grey square](square.png "The caption")

```steps
Ask: what happened
Decide: who may try it
```

```timeline
4 May 2000: It begins
5 May 2000: It ends
```

> [!CASE] A case
> What was decided.

    code as it was written

[^a]: The first note.
[^b]: The second note.
"""

DAMAGES = collections.defaultdict(list)
HARMLESS = []
NEW = "90000 0 R"


def square():
    """A grey PNG of 2 x 2 pixels."""
    def chunk(kind, data):
        return (struct.pack(">L", len(data)) + kind + data
                + struct.pack(">L", zlib.crc32(kind + data)))
    return (b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", struct.pack(">LLBBBBB", 2, 2, 8, 0, 0, 0, 0))
            + chunk(b"IDAT", zlib.compress(b"\0\x80\x80" * 2)) + chunk(b"IEND", b""))


def make_course(folder):
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    (folder / "course.yaml").write_text(COURSE, encoding="utf-8")
    (folder / "01-all.md").write_text(MODULE, encoding="utf-8")
    (folder / "square.png").write_bytes(square())


# ---- damaging ----

def damage(number):
    def add(function):
        DAMAGES[number].append(function)
        return function
    return add


def harmless(function):
    HARMLESS.append(function)
    return function


def write(pdf, path):
    source = path.with_suffix(".json")
    source.write_text(json.dumps(pdf.json), encoding="utf-8")
    run("qpdf", "--json-input", source, path)


def set_stream(pdf, reference, data):
    pdf.objects[reference]["stream"]["data"] = base64.b64encode(data).decode()


def edit_stream(pdf, reference, pattern, replacement):
    data, count = re.subn(pattern, replacement, pdf.stream(reference), count=1, flags=re.DOTALL)
    assert count, f"nothing to damage: {pattern}"
    set_stream(pdf, reference, data)


def edit_page(pdf, pattern, replacement):
    """The content of the first page that has real content."""
    for page in pdf.pages:
        contents = pdf.of(page)["/Contents"]
        if re.search(pattern, pdf.stream(contents), flags=re.DOTALL):
            return edit_stream(pdf, contents, pattern, replacement)
    raise AssertionError(f"nothing to damage: {pattern}")


def add_object(pdf, value, key="/Extra"):
    """A new object; what nothing refers to would not be written."""
    pdf.json["qpdf"][1]["obj:" + NEW] = {"value": value}
    pdf.catalog[key] = NEW


def add_stream(pdf, entries, data):
    pdf.json["qpdf"][1]["obj:" + NEW] = {
        "stream": {"dict": entries, "data": base64.b64encode(data).decode()}}
    return NEW


def element(pdf, kind, index=0):
    return pdf.of_kind(kind)[index].entries


def annotation(pdf, **entries):
    """The first annotation, with other entries; None takes one away."""
    found = pdf.annotations[0][2]
    for key, value in entries.items():
        found.pop("/" + key, None)
        if value is not None:
            found["/" + key] = value


def font(pdf):
    """The font that shows most codes."""
    return max(pdf.fonts.values(), key=lambda one: len(one.used))


def retag(number, old, new):
    @damage(number)
    def damaged(pdf):
        element(pdf, old)["/S"] = new


def take(number, kind, key):
    @damage(number)
    def damaged(pdf):
        del element(pdf, kind)[key]


def annotate(number, **entries):
    @damage(number)
    def damaged(pdf):
        annotation(pdf, **entries)


def take_language(number):
    @damage(number)
    def damaged(pdf):
        del pdf.catalog["/Lang"]


def insert(number, pattern, replacement):
    @damage(number)
    def damaged(pdf):
        edit_page(pdf, pattern, replacement)


@damage("00-000")
def _(pdf):
    pdf.catalog["/MarkInfo"]["/Marked"] = False


def marked(pdf):
    """The elements that hold marks and nothing else, all of one page."""
    return [one for one in pdf.elements if one.kids and all(
        isinstance(kid, Marked) and kid.page == one.entries["/Pg"] for kid in one.kids)]


@damage("00-000")
def _(pdf):
    """Two elements claim one mark."""
    first = marked(pdf)[0]
    other = next(one for one in marked(pdf)[1:] if one.entries["/Pg"] == first.entries["/Pg"])
    other.entries["/K"] = [first.kids[0].number, *(kid.number for kid in other.kids)]


@damage("00-000")
def _(pdf):
    """A mark that is on no page."""
    first = marked(pdf)[0]
    first.entries["/K"] = [*(kid.number for kid in first.kids), 9999]


insert("01-003", rb"(MCID 0>>BDC\n)", rb"\1/Artifact BMC 0 0 1 1 re f EMC\n")
insert("01-004", rb"(/Artifact BMC\n)", rb"\1/P<</MCID 0>>BDC 0 0 1 1 re f EMC\n")
insert("01-005", rb"$", rb"\n0 0 1 1 re f\n")


@damage("01-007")
def _(pdf):
    pdf.catalog["/MarkInfo"]["/Suspects"] = True


retag("02-001", "P", "/Chapter")


def map_roles(pdf, **roles):
    pdf.entry(pdf.catalog, "/StructTreeRoot")["/RoleMap"] = {
        "/" + key: "/" + value for key, value in roles.items()}


@damage("02-003")
def _(pdf):
    map_roles(pdf, A="B", B="A")


@damage("02-004")
def _(pdf):
    map_roles(pdf, P="Span")


@damage("06-001")
def _(pdf):
    del pdf.catalog["/Metadata"]


@damage("06-002")
def _(pdf):
    edit_stream(pdf, pdf.catalog["/Metadata"], rb"<pdfuaid:part>1", rb"<pdfuaid:part>2")


@damage("06-003")
def _(pdf):
    edit_stream(pdf, pdf.catalog["/Metadata"], rb"<dc:title>.*</dc:title>", b"")


@damage("07-001")
def _(pdf):
    del pdf.catalog["/ViewerPreferences"]["/DisplayDocTitle"]


@damage("07-002")
def _(pdf):
    pdf.catalog["/ViewerPreferences"]["/DisplayDocTitle"] = False


retag("09-004", "TR", "/P")
retag("09-004", "TBody", "/THead")
retag("09-004", "THead", "/TFoot")


def span(cell, key, count):
    attributes = cell.setdefault("/A", {"/O": "/Table"})
    attributes[key] = count


@damage("09-004")
def _(pdf):
    span(element(pdf, "TD"), "/ColSpan", 2)


@damage("09-004")
def _(pdf):
    span(element(pdf, "TD"), "/RowSpan", 2)


def take_empty_cell(pdf):
    """Of the table's last row; returns its other cell, and the one above."""
    rows = pdf.of_kind("Table")[0].elements()[-1].elements()
    cell = rows[-1].elements()[1]
    assert not cell.kids
    rows[-1].entries["/K"].remove(cell.reference)
    return rows[-1].elements()[0].entries, rows[-2].elements()[1].entries


@harmless
def _(pdf):
    span(take_empty_cell(pdf)[0], "/ColSpan", 2)


@harmless
def _(pdf):
    span(take_empty_cell(pdf)[1], "/RowSpan", 2)


retag("09-005", "LI", "/P")
retag("09-006", "TOCI", "/P")
retag("09-007", "P", "/RB")
retag("09-008", "P", "/WT")


@damage("10-001")
def _(pdf):
    edit_stream(pdf, font(pdf).entries["/ToUnicode"], rb"beginbfchar\n<\w+> <\w+>\n",
                b"beginbfchar\n")


for number in ("11-001", "11-002", "11-003", "11-004", "11-006"):
    take_language(number)


@damage("11-005")
def _(pdf):
    del pdf.catalog["/Lang"]
    add_object(pdf, {"/FT": "/Tx", "/TU": "u:Name"})


take("13-004", "Figure", "/Alt")


@damage("13-004")
def _(pdf):
    element(pdf, "Figure").update({"/Alt": "u: ", "/ActualText": "u:\u200f\n"})


@harmless
def _(pdf):
    element(pdf, "Figure").update({"/Alt": "u: ", "/ActualText": "u:A square"})


retag("14-002", "H1", "/H2")
retag("14-003", "H2", "/H4")


@damage("14-006")
def _(pdf):
    kids = max(pdf.elements, key=lambda one: len(one.elements())).elements()
    for kid in kids[:2]:
        kid.entries["/S"] = "/H"


retag("14-007", "P", "/H")
take("15-003", "TH", "/A")
retag("17-002", "P", "/Formula")
insert("18-002", rb"/Subtype/Footer", b"")
insert("18-002", rb"/Subtype/Footer", b"/Subtype/Other")
take("19-003", "Note", "/ID")


@damage("19-004")
def _(pdf):
    element(pdf, "Note", 1)["/ID"] = element(pdf, "Note", 0)["/ID"]


def add_layers(number, layers):
    @damage(number)
    def damaged(pdf):
        pdf.catalog["/OCProperties"] = {"/OCGs": [], **layers}


add_layers("20-001", {"/D": {"/Name": "u:usual"}, "/Configs": [{}]})
add_layers("20-002", {"/D": {}})
add_layers("20-003", {"/D": {"/Name": "u:usual", "/AS": []}})


@damage("21-001")
def _(pdf):
    add_object(pdf, {"/Type": "/Filespec", "/EF": {}, "/UF": "u:a.txt"})


@damage("25-001")
def _(pdf):
    pdf.catalog["/AcroForm"] = {
        "/Fields": [], "/XFA": add_stream(pdf, {}, b"<dynamicRender>required</dynamicRender>")}


@damage("26-002")
def _(pdf):
    return ["--allow-weak-crypto", "--encrypt", "", "owner", "128", "--accessibility=n", "--"]


annotate("28-002", Subtype="/Text")
annotate("28-004", Contents=None)
annotate("28-004", Contents="u: \u00a0")


@damage("28-005")
def _(pdf):
    add_object(pdf, {"/FT": "/Tx", "/T": "u:name"})


annotate("28-006", Subtype="/Other", Contents=None)
annotate("28-007", Subtype="/TrapNet")


@damage("28-008")
def _(pdf):
    del pdf.of(pdf.annotations[0][0])["/Tabs"]


@damage("28-009")
def _(pdf):
    pdf.of(pdf.annotations[0][0])["/Tabs"] = "/R"


annotate("28-010", Subtype="/Widget")
retag("28-011", "Link", "/Span")
annotate("28-012", Contents="u:")
annotate("28-012", Contents="u: ")


@damage("28-014")
def _(pdf):
    add_object(pdf, {"/S": "/MCD", "/Alt": ["u:", "u:film"]})


@damage("28-015")
def _(pdf):
    add_object(pdf, {"/S": "/MCD", "/CT": "u:video/mp4"})


annotate("28-016", Subtype="/FileAttachment", FS={"/F": "u:a.txt"})
annotate("28-017", Subtype="/PrinterMark")
annotate("28-018", Subtype="/PrinterMark")


def add_form(pdf, entries, data):
    form = {"/Type": "/XObject", "/Subtype": "/Form", "/BBox": [0, 0, 1, 1], **entries}
    resources = pdf.entry(pdf.pages[0], "/Resources")
    resources.setdefault("/XObject", {})
    pdf.entry(resources, "/XObject")["/X0"] = add_stream(pdf, form, data)


@damage("30-001")
def _(pdf):
    add_form(pdf, {"/Ref": {}}, b"")


@damage("30-002")
def _(pdf):
    add_form(pdf, {}, b"/P<</MCID 0>>BDC 0 0 1 1 re f EMC")
    edit_page(pdf, rb"$", rb"\n/X0 Do /X0 Do\n")


@damage("31-000")
def _(pdf):
    font(pdf).descendant["/Subtype"] = "/CIDFontType0"


def add_cmap(number, entries, data=b""):
    @damage(number)
    def damaged(pdf):
        system = {"/Registry": "u:Adobe", "/Ordering": "u:Identity", "/Supplement": 0}
        cmap = {"/CIDSystemInfo": {**system, **entries.pop("system", {})}, **entries}
        font(pdf).entries["/Encoding"] = add_stream(pdf, cmap, data)


add_cmap("31-001", {"system": {"/Registry": "u:Other"}})
add_cmap("31-002", {"system": {"/Ordering": "u:Other"}})
add_cmap("31-003", {"system": {"/Supplement": 1}})


@damage("31-004")
def _(pdf):
    font(pdf).descendant["/CIDToGIDMap"] = "/Other"


@damage("31-005")
def _(pdf):
    del font(pdf).descendant["/CIDToGIDMap"]


@damage("31-006")
def _(pdf):
    font(pdf).entries["/Encoding"] = "/Other"


add_cmap("31-007", {"/WMode": 1}, b"/WMode 0 def")
add_cmap("31-008", {}, b"/Other usecmap")


def descriptor(pdf):
    return pdf.entry(font(pdf).descendant, "/FontDescriptor")


@damage("31-009")
def _(pdf):
    del descriptor(pdf)["/FontFile2"]


@damage("31-011")
def _(pdf):
    program, maxp = pdf.stream(font(pdf).file), font(pdf).tables[b"maxp"]
    set_stream(pdf, font(pdf).file,
               program.replace(maxp, maxp[:4] + struct.pack(">H", 2) + maxp[6:]))


@damage("31-014")
def _(pdf):
    descriptor(pdf)["/CIDSet"] = add_stream(pdf, {}, b"\x80")


@damage("31-015")
def _(pdf):
    descriptor(pdf)["/CIDSet"] = add_stream(pdf, {}, b"\xff" * 8192)


@damage("31-016")
def _(pdf):
    font(pdf).descendant.update({"/DW": 1, "/W": []})


@damage("31-027")
def _(pdf):
    del font(pdf).entries["/ToUnicode"]


def remap(number, text):
    @damage(number)
    def damaged(pdf):
        edit_stream(pdf, font(pdf).entries["/ToUnicode"], rb"(<\w+>) <\w+>\nendbfchar",
                    rb"\1 <" + text + rb">\nendbfchar")


remap("31-028", b"0000")
remap("31-029", b"FEFF")
insert("31-030", rb"\nET\n", rb"\n<0000> Tj\nET\n")


# ---- the test ----

def changed(change, source, path):
    """The file with a change, read again."""
    pdf = Document(source)
    options = change(pdf)
    if options:
        run("qpdf", *options, source, path)
    else:
        write(pdf, path)
    return Document(path)


def check_damage(number, change, source, path):
    numbers = {found for found, _ in failures(changed(change, source, path))}
    expect(number in numbers, f"{path}: {number} does not fail; {sorted(numbers)} do")


def lower_last_heading(pdf):
    """A level without a gap, but not that of the heading beside it."""
    element(pdf, "H3", -1)["/S"] = "/H4"


def check_siblings(dump, source, folder):
    path = folder / "siblings.pdf"
    check_headings(str(source), dump, Document(source))
    before = len(wrong)
    check_headings(str(path), dump, changed(lower_last_heading, source, path))
    found = wrong[before:]
    del wrong[before:]
    expect(found, f"{path}: a heading of another level than the one beside it passes")


def main(program, folder):
    folder = pathlib.Path(folder)
    make_course(folder / "course")
    benchbook(program, "C", "build", str(folder / "course"), "--out", str(folder / "out"))
    source = folder / "out" / "small" / "en" / "handbook.pdf"
    write(Document(source), folder / "whole.pdf")
    for path in (source, folder / "whole.pdf"):
        expect(not failures(Document(path)), f"{path}: {failures(Document(path))}")
    expect(CONDITIONS.keys() == DAMAGES.keys(),
           f"without a proof: {sorted(CONDITIONS.keys() ^ DAMAGES.keys())}")
    for number, changes in DAMAGES.items():
        for i, change in enumerate(changes):
            check_damage(number, change, source, folder / f"{number}-{i}.pdf")
    for i, change in enumerate(HARMLESS):
        found = failures(changed(change, source, folder / f"harmless-{i}.pdf"))
        expect(not found, f"harmless-{i}.pdf: {found}")
    dump = benchbook(program, "C", "dump", "document", str(folder / "course"))
    check_siblings(dump, source, folder)
    if wrong:
        sys.exit("\n".join(wrong) + f"\n{len(wrong)} faults")


if __name__ == "__main__":
    main(*sys.argv[1:])
