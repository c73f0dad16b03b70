#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""matterhorn.py FILE.pdf ...

Tests PDF files against the failure conditions of the Matterhorn Protocol 1.1 (PDF Association) that
a machine can decide, which is what PDF/UA-1 (ISO 14289-1) demands of a file.  Every condition is a
function below, named by its number; what fails is listed with that number.  matterhorn_test.py
proves of each that it can fail.

Left out, because nothing in our files can meet them and nothing here could prove them wrong:
17-003 (characters of a formula without Unicode: 10-001 reports those of all text),
26-001 (an encrypted file without /P is not opened by qpdf), 31-012 and -013 (Type 1 fonts) and
31-017 to -026 (simple TrueType fonts): a font that is not of type 0 with TrueType outlines is
reported as 31-000, a number of our own.  So is 00-000: what the structure needs to be read at all.
"""
import collections
import functools
import re
import struct
import subprocess
import sys
import unicodedata
import xml.etree.ElementTree

from pdf_file import PdfFile

CONDITIONS = {}

STANDARD = set("""Document Part Art Sect Div BlockQuote Caption TOC TOCI Index NonStruct Private P H H1 H2
    H3 H4 H5 H6 L LI Lbl LBody Table TR TH TD THead TBody TFoot Span Quote Note Reference BibEntry Code
    Link Annot Ruby RB RT RP Warichu WT WP Figure Formula Form""".split())
# What an element may hold (None: anything), and what may hold it.
TABLE = ({"Table": {"TR", "THead", "TBody", "TFoot", "Caption"}, "THead": {"TR"}, "TBody": {"TR"},
          "TFoot": {"TR"}, "TR": {"TH", "TD"}},
         {"TR": {"Table", "THead", "TBody", "TFoot"}, "TH": {"TR"}, "TD": {"TR"}, "THead": {"Table"},
          "TBody": {"Table"}, "TFoot": {"Table"}})
TABLE_PARTS = re.compile(r"(Caption )?((TR )+|(THead )?(TBody )+(TFoot )?)(Caption )?")
LIST = ({"L": {"L", "LI", "Caption"}, "LI": {"Lbl", "LBody"}}, {"LI": {"L"}, "LBody": {"LI"}})
CONTENTS = ({"TOC": {"TOC", "TOCI", "Caption"},
             "TOCI": {"Lbl", "Reference", "NonStruct", "P", "TOC"}}, {"TOCI": {"TOC"}})
RUBY = ({"Ruby": {"RB", "RT", "RP"}}, {"RB": {"Ruby"}, "RT": {"Ruby"}, "RP": {"Ruby"}})
WARICHU = ({"Warichu": {"WT", "WP"}}, {"WT": {"Warichu"}, "WP": {"Warichu"}})

# ISO 32000-1, tables 118 and 169.
CMAPS = re.compile(r"/(Identity-[HV]|GB\w*-(EUC|UCS2|UTF16|K)-[HV]|\w+-(RKSJ|EUC|UTF16|B5|K)-[HV]|"
                   r"Uni\w+-[HV]|H|V|EUC-[HV]|KSCms\w+-[HV]|ETen-B5-[HV]|HKscs-B5-[HV])$")
ANNOTATIONS = set("""/Text /Link /FreeText /Line /Square /Circle /Polygon /PolyLine /Highlight
    /Underline /Squiggly /StrikeOut /Stamp /Caret /Ink /Popup /FileAttachment /Sound /Movie /Widget
    /Screen /PrinterMark /TrapNet /Watermark /3D /Redact""".split())

PDFUA = "{http://www.aiim.org/pdfua/ns/id/}"
DC = "{http://purl.org/dc/elements/1.1/}"
RDF = "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}"

Marked = collections.namedtuple("Marked", "page number")  # content of a page, in an element
Object = collections.namedtuple("Object", "reference")    # an annotation in an element


class Element:
    def __init__(self, reference, entries, kind, parent):
        self.reference, self.entries, self.kind, self.parent = reference, entries, kind, parent
        self.kids = []

    def elements(self):
        return [kid for kid in self.kids if isinstance(kid, Element)]

    def ancestors(self):
        element = self
        while element:
            yield element
            element = element.parent

    def __str__(self):
        return f"{self.kind} ({self.reference})"


def is_in_text(element):
    return element.kind in ("Link", "Code", "Span") or (
        element.kind == "Reference" and element.parent.kind != "TOCI")


class Font:
    """A type 0 font with TrueType outlines."""

    def __init__(self, pdf, reference):
        self.pdf, self.reference, self.entries = pdf, reference, pdf.of(reference)
        self.descendant = pdf.of((pdf.list(self.entries.get("/DescendantFonts")) or [{}])[0])
        self.file = pdf.entry(self.descendant, "/FontDescriptor", "/FontFile2") and (
            pdf.entry(self.descendant, "/FontDescriptor")["/FontFile2"])
        self.used = set()

    def __str__(self):
        return f"font {self.reference}"

    @functools.cached_property
    def unicode(self):
        """Code -> text, by the font's /ToUnicode."""
        reference = self.entries.get("/ToUnicode")
        found = {}
        if not self.pdf.is_stream(reference):
            return found
        cmap = self.pdf.stream(reference).decode("latin-1")
        for block in re.findall(r"beginbfchar(.*?)endbfchar", cmap, re.DOTALL):
            for code, text in re.findall(r"<(\w+)>\s*<(\w*)>", block):
                found[int(code, 16)] = bytes.fromhex(text).decode("utf-16-be", "replace")
        return found

    @functools.cached_property
    def widths(self):
        """Code -> width in thousandths, where it is not the usual one."""
        found, items, i = {}, self.pdf.list(self.descendant.get("/W")), 0
        while i < len(items):
            if isinstance(items[i + 1], list):
                found.update((items[i] + k, width) for k, width in enumerate(items[i + 1]))
                i += 2
            else:
                found.update((k, items[i + 2]) for k in range(items[i], items[i + 1] + 1))
                i += 3
        return found

    def width(self, code):
        return self.widths.get(code, self.descendant.get("/DW", 1000))

    @functools.cached_property
    def tables(self):
        data = self.pdf.stream(self.file) if self.file else b""
        count = struct.unpack(">H", data[4:6])[0] if data else 0
        rows = (struct.unpack(">4s4xLL", data[12 + i * 16:28 + i * 16]) for i in range(count))
        return {tag: data[offset:offset + length] for tag, offset, length in rows}

    @property
    def glyph_count(self):
        return struct.unpack(">H", self.tables[b"maxp"][4:6])[0] if self.file else 0

    def advance(self, glyph):
        """In thousandths of an em, by the font program."""
        units = struct.unpack(">H", self.tables[b"head"][18:20])[0]
        count = struct.unpack(">H", self.tables[b"hhea"][34:36])[0]
        at = min(glyph, count - 1) * 4
        return struct.unpack(">H", self.tables[b"hmtx"][at:at + 2])[0] * 1000 / units


class Document(PdfFile):
    @functools.cached_property
    def roles(self):
        return self.entry(self.catalog, "/StructTreeRoot", "/RoleMap") or {}

    def kind_of(self, tag):
        seen = set()
        while tag[1:] not in STANDARD and tag in self.roles and tag not in seen:
            seen.add(tag)
            tag = self.roles[tag]
        return tag[1:]

    def read_element(self, reference, parent, page):
        entries = self.of(reference)
        element = Element(reference, entries, self.kind_of(entries.get("/S", "/")), parent)
        page = entries.get("/Pg", page)
        for kid in self.list(entries.get("/K")):
            what = self.of(kid)
            if isinstance(what, int):
                element.kids.append(Marked(page, what))
            elif what.get("/Type") == "/MCR":
                element.kids.append(Marked(what.get("/Pg", page), what["/MCID"]))
            elif what.get("/Type") == "/OBJR":
                element.kids.append(Object(what["/Obj"]))
            else:
                element.kids.append(self.read_element(kid, element, page))
        return element

    @functools.cached_property
    def root(self):
        """The structure tree, under an element of no kind."""
        top = Element(None, {}, "", None)
        for kid in self.list((self.entry(self.catalog, "/StructTreeRoot") or {}).get("/K")):
            top.kids.append(self.read_element(kid, top, None))
        return top

    @functools.cached_property
    def elements(self):
        found, waiting = [], [self.root]
        while waiting:
            element = waiting.pop()
            found.append(element)
            waiting += reversed(element.elements())
        return found[1:]

    def of_kind(self, *kinds):
        return [element for element in self.elements if element.kind in kinds]

    @functools.cached_property
    def owners(self):
        """(page, MCID) -> element; annotation -> element."""
        found = {}
        for element in self.elements:
            for kid in element.kids:
                if isinstance(kid, Marked):
                    found[kid] = element
                elif isinstance(kid, Object):
                    found[kid.reference] = element
        return found

    def all_painted(self):
        """(page, what is painted, the element it belongs to or None)."""
        for page, things in self.painted.items():
            for thing in things:
                numbers = [mark.properties["/MCID"] for mark in thing.marks
                           if "/MCID" in (mark.properties or {})]
                yield page, thing, self.owners.get(Marked(page, numbers[-1])) if numbers else None

    @functools.cached_property
    def annotations(self):
        """(page, reference, entries) of all annotations."""
        return [(page, reference, self.of(reference)) for page in self.pages
                for reference in self.list(self.of(page).get("/Annots"))]

    @functools.cached_property
    def fonts(self):
        """By reference: those that text is shown in, with the codes they show."""
        found = {}
        for _, thing, _ in self.all_painted():
            if thing.font:
                found.setdefault(thing.font, Font(self, thing.font)).used.update(thing.codes)
        return found

    def true_type(self):
        return [font for font in self.fonts.values() if font.file and font.glyph_count]

    @functools.cached_property
    def xmp(self):
        reference = self.catalog.get("/Metadata")
        if not self.is_stream(reference):
            return None
        return xml.etree.ElementTree.fromstring(self.stream(reference))

    def language(self, element):
        """The language that something in an element has."""
        for ancestor in element.ancestors() if element else ():
            if "/Lang" in ancestor.entries:
                return ancestor.entries["/Lang"]
        return self.catalog.get("/Lang")

    def text(self, element):
        """What is read of an element and all below it."""
        return "".join(self.text(kid) if isinstance(kid, Element) else self.texts.get(kid, "")
                       for kid in element.kids)

    def blocks(self):
        """(depth, element, its own text) of all elements that are not part of another's text."""
        waiting = [(0, element) for element in reversed(self.root.elements())]
        while waiting:
            depth, element = waiting.pop()
            inner = [kid for kid in element.elements() if not is_in_text(kid)]
            waiting += [(depth + 1, kid) for kid in reversed(inner)]
            yield depth, element, "" if inner else self.text(element)

    @functools.cached_property
    def texts(self):
        """(page, MCID) -> its text."""
        found = collections.defaultdict(str)
        for page, thing, _ in self.all_painted():
            for mark in thing.marks:
                if "/MCID" in (mark.properties or {}) and thing.font:
                    unicode = self.fonts[thing.font].unicode
                    found[Marked(page, mark.properties["/MCID"])] += "".join(
                        unicode.get(code, "\ufffd") for code in thing.codes)
        return found


def condition(number):
    def add(function):
        CONDITIONS[number] = function
        return function
    return add


def says(text):
    """Whether a text string (None: there is none) holds more than spaces and invisible characters."""
    return any(not character.isspace() and unicodedata.category(character) not in ("Cc", "Cf")
               for character in (text or "u:")[2:])


def is_artifact(thing):
    return any(mark.tag == "/Artifact" for mark in thing.marks)


def is_tagged(thing):
    return any("/MCID" in (mark.properties or {}) for mark in thing.marks)


# ---- 00: what everything else rests on ----

@condition("00-000")
def structure_is_sound(pdf):
    """The file is tagged, and pages, annotations and elements find each other."""
    tree = pdf.entry(pdf.catalog, "/StructTreeRoot", "/ParentTree", "/Nums") or []
    parents = dict(zip(tree[::2], tree[1::2]))
    if pdf.entry(pdf.catalog, "/MarkInfo", "/Marked") is not True:
        yield "the file does not say that it is tagged"
    for element in pdf.elements:
        above = element.parent.reference or pdf.catalog["/StructTreeRoot"]
        if element.entries.get("/P") != above:
            yield f"{element}: not the child of its parent"
    claims = collections.Counter(kid for element in pdf.elements for kid in element.kids
                                 if not isinstance(kid, Element))
    yield from (f"{kid} belongs to two elements" for kid, count in claims.items() if count > 1)
    painted = {Marked(page, mark.properties["/MCID"]) for page, thing, _ in pdf.all_painted()
               for mark in thing.marks if "/MCID" in (mark.properties or {})}
    for kid in claims:
        if isinstance(kid, Marked) and kid not in painted:
            yield f"{pdf.owners[kid]}: {kid} is on no page"
    for page in pdf.pages:
        marks = {mark.properties["/MCID"] for thing in pdf.painted[page] for mark in thing.marks
                 if "/MCID" in (mark.properties or {})}
        above = pdf.list(parents.get(pdf.of(page).get("/StructParents"), []))
        for number in marks:
            owner = pdf.owners.get(Marked(page, number))
            if not owner or number >= len(above) or above[number] != owner.reference:
                yield f"page {page}: mark {number} belongs to no element, or to two"
    for _, reference, entries in pdf.annotations:
        owner = pdf.owners.get(reference)
        if owner and parents.get(entries.get("/StructParent")) != owner.reference:
            yield f"annotation {reference}: not the child of its parent"
    named = pdf.entry(pdf.catalog, "/StructTreeRoot", "/IDTree", "/Names") or []
    for element in pdf.elements:
        if "/ID" in element.entries and element.reference not in named[1::2]:
            yield f"{element}: its ID is not in the tree of IDs"


# ---- 01: real content is tagged ----

@condition("01-003")
def artifact_inside_tagged(pdf):
    for page, thing, _ in pdf.all_painted():
        tags = ["a" if mark.tag == "/Artifact" else "m" for mark in thing.marks
                if mark.tag == "/Artifact" or "/MCID" in (mark.properties or {})]
        if "ma" in "".join(tags):
            yield f"page {page}"


@condition("01-004")
def tagged_inside_artifact(pdf):
    for page, thing, _ in pdf.all_painted():
        tags = ["a" if mark.tag == "/Artifact" else "m" for mark in thing.marks
                if mark.tag == "/Artifact" or "/MCID" in (mark.properties or {})]
        if "am" in "".join(tags):
            yield f"page {page}"


@condition("01-005")
def neither_tagged_nor_artifact(pdf):
    for page, thing, owner in pdf.all_painted():
        if not is_artifact(thing) and not (is_tagged(thing) and owner):
            yield f"page {page}: {thing.operator}"


@condition("01-007")
def suspects(pdf):
    if pdf.entry(pdf.catalog, "/MarkInfo", "/Suspects") is True:
        yield "the file is suspect"


# ---- 02: roles ----

def role_chain(pdf, tag):
    seen = [tag]
    while tag in pdf.roles and pdf.roles[tag] not in seen:
        tag = pdf.roles[tag]
        seen.append(tag)
    return seen


@condition("02-001")
def role_without_end(pdf):
    for tag in {element.entries.get("/S", "/") for element in pdf.elements}:
        if role_chain(pdf, tag)[-1][1:] not in STANDARD:
            yield f"{tag} is no standard type"


@condition("02-003")
def circular_role(pdf):
    for tag in pdf.roles:
        if pdf.roles.get(role_chain(pdf, tag)[-1]):
            yield f"{tag} leads back to itself"


@condition("02-004")
def standard_role_mapped(pdf):
    for tag in pdf.roles:
        if tag[1:] in STANDARD:
            yield f"{tag} is mapped to {pdf.roles[tag]}"


# ---- 06, 07: metadata ----

@condition("06-001")
def no_xmp(pdf):
    if pdf.xmp is None:
        yield "there is no metadata stream"


@condition("06-002")
def no_identifier(pdf):
    if pdf.xmp is not None and pdf.xmp.findtext(f".//{PDFUA}part") != "1":
        yield "pdfuaid:part is not 1"


@condition("06-003")
def no_title(pdf):
    if pdf.xmp is not None and not pdf.xmp.findtext(f".//{DC}title/{RDF}Alt/{RDF}li"):
        yield "there is no dc:title"


@condition("07-001")
def title_not_displayed(pdf):
    if pdf.entry(pdf.catalog, "/ViewerPreferences", "/DisplayDocTitle") is None:
        yield "DisplayDocTitle is missing"


@condition("07-002")
def title_hidden(pdf):
    if pdf.entry(pdf.catalog, "/ViewerPreferences", "/DisplayDocTitle") is False:
        yield "DisplayDocTitle is false"


# ---- 09: elements in their places ----

def misplaced(pdf, rules):
    may_hold, may_be_in = rules
    for element in pdf.elements:
        for kid in element.kids if element.kind in may_hold else ():
            if not isinstance(kid, Element):
                yield f"{element} holds text of its own"
            elif kid.kind not in may_hold[element.kind]:
                yield f"{element} holds {kid}"
        if element.kind in may_be_in and element.parent.kind not in may_be_in[element.kind]:
            yield f"{element} is in {element.parent}"


def row_lengths(pdf, rows):
    """How many columns each row fills, with the cells that reach into it from above."""
    reaching = {}  # column -> into how many more rows
    for row in rows:
        filled, column = set(reaching), 0
        reaching = {column: more - 1 for column, more in reaching.items() if more > 1}
        for cell in row.elements():
            while column in filled:
                column += 1
            span = range(column, column + (attribute(pdf, cell, "/Table", "/ColSpan") or 1))
            more = (attribute(pdf, cell, "/Table", "/RowSpan") or 1) - 1
            filled.update(span)
            reaching.update((column, more) for column in span if more)
        yield len(filled)


@condition("09-004")
def table_syntax(pdf):
    yield from misplaced(pdf, TABLE)
    for table in pdf.of_kind("Table"):
        parts = table.elements()
        if not TABLE_PARTS.fullmatch("".join(part.kind + " " for part in parts)):
            yield f"{table}: its parts are not in order, or there twice"
        rows = [row for part in parts for row in
                ([part] if part.kind == "TR" else part.elements() if part.kind != "Caption" else [])]
        if len(set(row_lengths(pdf, rows))) > 1:
            yield f"{table}: rows of different lengths"


@condition("09-005")
def list_syntax(pdf):
    yield from misplaced(pdf, LIST)


@condition("09-006")
def contents_syntax(pdf):
    yield from misplaced(pdf, CONTENTS)


@condition("09-007")
def ruby_syntax(pdf):
    yield from misplaced(pdf, RUBY)


@condition("09-008")
def warichu_syntax(pdf):
    yield from misplaced(pdf, WARICHU)


# ---- 10, 11: characters and languages ----

@condition("10-001")
def no_unicode(pdf):
    for font in pdf.fonts.values():
        for code in font.used:
            if not font.unicode.get(code):
                yield f"{font}: code {code}"


def is_language(tag):
    return isinstance(tag, str) and re.match(r"u:[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*$", tag)


@condition("11-001")
def text_without_language(pdf):
    for page, thing, owner in pdf.all_painted():
        if thing.font and is_tagged(thing) and not is_language(pdf.language(owner)):
            yield f"page {page}: {owner}"


@condition("11-002")
def alternative_without_language(pdf):
    for element in pdf.elements:
        if {"/Alt", "/ActualText", "/E"} & element.entries.keys():
            if not is_language(pdf.language(element)):
                yield str(element)


@condition("11-003")
def outline_without_language(pdf):
    if pdf.entry(pdf.catalog, "/Outlines") and not is_language(pdf.catalog.get("/Lang")):
        yield "the bookmarks"


@condition("11-004")
def annotation_without_language(pdf):
    for _, reference, entries in pdf.annotations:
        if "/Contents" in entries and not is_language(pdf.language(pdf.owners.get(reference))):
            yield f"annotation {reference}"


@condition("11-005")
def field_without_language(pdf):
    for reference, entries in pdf.dictionaries():
        if "/TU" in entries and not is_language(pdf.language(pdf.owners.get(reference))):
            yield f"field {reference}"


@condition("11-006")
def metadata_without_language(pdf):
    if not is_language(pdf.catalog.get("/Lang")):
        yield "the title"


# ---- 13 to 19: elements of one kind ----

@condition("13-004")
def figure_without_alternative(pdf):
    for figure in pdf.of_kind("Figure"):
        if not any(says(figure.entries.get(key)) for key in ("/Alt", "/ActualText")):
            yield str(figure)


def headings(pdf):
    return pdf.of_kind("H1", "H2", "H3", "H4", "H5", "H6")


@condition("14-002")
def first_heading(pdf):
    if headings(pdf) and headings(pdf)[0].kind != "H1":
        yield str(headings(pdf)[0])


@condition("14-003")
def heading_skipped(pdf):
    for above, below in zip(headings(pdf), headings(pdf)[1:]):
        if int(below.kind[1]) > int(above.kind[1]) + 1:
            yield f"{below} follows {above}"


@condition("14-006")
def two_headings(pdf):
    for element in [pdf.root, *pdf.elements]:
        if [kid.kind for kid in element.elements()].count("H") > 1:
            yield str(element)


@condition("14-007")
def two_kinds_of_headings(pdf):
    if pdf.of_kind("H") and headings(pdf):
        yield str(pdf.of_kind("H")[0])


def attribute(pdf, element, owner, key):
    for attributes in pdf.list(element.entries.get("/A")):
        attributes = pdf.of(attributes)
        if isinstance(attributes, dict) and attributes.get("/O") == owner and key in attributes:
            return attributes[key]
    return None


def within(element, kind):
    return next((above for above in element.ancestors() if above.kind == kind), None)


@condition("15-003")
def header_without_scope(pdf):
    with_headers = {within(cell, "Table") for cell in pdf.of_kind("TD")
                    if attribute(pdf, cell, "/Table", "/Headers")}
    for header in pdf.of_kind("TH"):
        scope = attribute(pdf, header, "/Table", "/Scope")
        if scope not in ("/Row", "/Column", "/Both") and within(header, "Table") not in with_headers:
            yield str(header)


@condition("17-002")
def formula_without_alternative(pdf):
    for formula in pdf.of_kind("Formula"):
        if not says(formula.entries.get("/Alt")):
            yield str(formula)


@condition("18-002")
def pagination_of_no_kind(pdf):
    for page, thing, _ in pdf.all_painted():
        for mark in thing.marks:
            properties = mark.properties or {}
            if mark.tag == "/Artifact" and properties.get("/Type") == "/Pagination":
                if properties.get("/Subtype") not in ("/Header", "/Footer"):
                    yield f"page {page}"


@condition("19-003")
def note_without_id(pdf):
    for note in pdf.of_kind("Note"):
        if not note.entries.get("/ID"):
            yield str(note)


@condition("19-004")
def note_id_twice(pdf):
    seen = set()
    for note in pdf.of_kind("Note"):
        if note.entries.get("/ID") in seen:
            yield str(note)
        seen.add(note.entries.get("/ID"))


# ---- 20 to 26: optional content, files, forms, encryption ----

def configurations(pdf):
    properties = pdf.entry(pdf.catalog, "/OCProperties") or {}
    return [pdf.of(one) for one in pdf.list(properties.get("/Configs"))]


@condition("20-001")
def layers_without_name(pdf):
    for one in configurations(pdf):
        if not says(one.get("/Name")):
            yield "a configuration of layers"


@condition("20-002")
def usual_layers_without_name(pdf):
    usual = pdf.entry(pdf.catalog, "/OCProperties", "/D")
    if usual is not None and not says(usual.get("/Name")):
        yield "the usual configuration of layers"


@condition("20-003")
def layers_change(pdf):
    usual = pdf.entry(pdf.catalog, "/OCProperties", "/D")
    for one in [*configurations(pdf), usual or {}]:
        if "/AS" in one:
            yield "a configuration of layers"


@condition("21-001")
def file_without_name(pdf):
    for reference, entries in pdf.dictionaries():
        if "/EF" in entries and not {"/F", "/UF"} <= entries.keys():
            yield f"file {reference}"


@condition("25-001")
def dynamic_form(pdf):
    form = pdf.entry(pdf.catalog, "/AcroForm") or {}
    for part in [form.get("/XFA")] if pdf.is_stream(form.get("/XFA")) else pdf.list(form.get("/XFA")):
        if pdf.is_stream(part) and re.search(rb"<dynamicRender>\s*required", pdf.stream(part)):
            yield "a form made of XML"


@condition("26-002")
def reading_forbidden(pdf):
    shown = subprocess.run(["qpdf", "--show-encryption", str(pdf.path)], stdout=subprocess.PIPE,
                           check=True).stdout.decode()
    if "not encrypted" not in shown and "extract for accessibility: allowed" not in shown:
        yield "readers may not read"


# ---- 28: annotations ----

def described(pdf, reference, entries):
    owner = pdf.owners.get(reference)
    return says(entries.get("/Contents")) or (owner and says(owner.entries.get("/Alt")))


@condition("28-002")
def annotation_not_in_annot(pdf):
    for _, reference, entries in pdf.annotations:
        owner = pdf.owners.get(reference)
        if entries.get("/Subtype") not in ("/Widget", "/Link", "/PrinterMark", "/Popup"):
            if not owner or owner.kind != "Annot":
                yield f"annotation {reference}"


@condition("28-004")
def annotation_undescribed(pdf):
    for _, reference, entries in pdf.annotations:
        if entries.get("/Subtype") not in ("/Widget", "/Popup"):
            if not described(pdf, reference, entries):
                yield f"annotation {reference}"


@condition("28-005")
def field_undescribed(pdf):
    for reference, entries in pdf.dictionaries():
        owner = pdf.owners.get(reference)
        if "/FT" in entries and not says(entries.get("/TU")):
            if not (owner and says(owner.entries.get("/Alt"))):
                yield f"field {reference}"


@condition("28-006")
def annotation_unknown(pdf):
    for _, reference, entries in pdf.annotations:
        if entries.get("/Subtype") not in ANNOTATIONS and not described(pdf, reference, entries):
            yield f"annotation {reference}"


@condition("28-007")
def trap_net(pdf):
    for _, reference, entries in pdf.annotations:
        if entries.get("/Subtype") == "/TrapNet":
            yield f"annotation {reference}"


@condition("28-008")
def no_tab_order(pdf):
    for page in {page for page, _, _ in pdf.annotations}:
        if "/Tabs" not in pdf.of(page):
            yield f"page {page}"


@condition("28-009")
def other_tab_order(pdf):
    for page in {page for page, _, _ in pdf.annotations}:
        if pdf.of(page).get("/Tabs", "/S") != "/S":
            yield f"page {page}"


def not_in(pdf, subtype, kind):
    for _, reference, entries in pdf.annotations:
        owner = pdf.owners.get(reference)
        if entries.get("/Subtype") == subtype and not (owner and within(owner, kind)):
            yield f"annotation {reference}"


@condition("28-010")
def widget_not_in_form(pdf):
    yield from not_in(pdf, "/Widget", "Form")


@condition("28-011")
def link_not_in_link(pdf):
    yield from not_in(pdf, "/Link", "Link")


@condition("28-012")
def link_undescribed(pdf):
    for _, reference, entries in pdf.annotations:
        if entries.get("/Subtype") == "/Link" and not says(entries.get("/Contents")):
            yield f"annotation {reference}"


def media_clips(pdf):
    return [(reference, entries) for reference, entries in pdf.dictionaries()
            if entries.get("/S") == "/MCD"]


@condition("28-014")
def media_without_type(pdf):
    for reference, entries in media_clips(pdf):
        if "/CT" not in entries:
            yield f"media clip {reference}"


@condition("28-015")
def media_undescribed(pdf):
    for reference, entries in media_clips(pdf):
        if "/Alt" not in entries:
            yield f"media clip {reference}"


@condition("28-016")
def attachment_without_name(pdf):
    for _, reference, entries in pdf.annotations:
        if entries.get("/Subtype") == "/FileAttachment":
            if not {"/F", "/UF"} <= (pdf.entry(entries, "/FS") or {}).keys():
                yield f"annotation {reference}"


@condition("28-017")
def printer_mark_tagged(pdf):
    for _, reference, entries in pdf.annotations:
        if entries.get("/Subtype") == "/PrinterMark" and reference in pdf.owners:
            yield f"annotation {reference}"


@condition("28-018")
def printer_mark_read(pdf):
    for _, reference, entries in pdf.annotations:
        if entries.get("/Subtype") == "/PrinterMark":
            look = (pdf.entry(entries, "/AP") or {}).get("/N")
            if not pdf.is_stream(look) or not pdf.stream(look).lstrip().startswith(b"/Artifact"):
                yield f"annotation {reference}"


# ---- 30: form XObjects ----

def forms(pdf):
    return [(reference, entries) for reference, entries in pdf.dictionaries()
            if entries.get("/Subtype") == "/Form" and pdf.is_stream(reference)]


@condition("30-001")
def reference_object(pdf):
    for reference, entries in forms(pdf):
        if "/Ref" in entries:
            yield f"form {reference}"


@condition("30-002")
def marks_twice(pdf):
    shown = collections.Counter(thing.xobject for _, thing, _ in pdf.all_painted() if thing.xobject)
    for reference, _ in forms(pdf):
        if shown[reference] > 1 and b"/MCID" in pdf.stream(reference):
            yield f"form {reference}"


# ---- 31: fonts ----

@condition("31-000")
def other_fonts(pdf):
    for font in pdf.fonts.values():
        if (font.entries.get("/Subtype"), font.descendant.get("/Subtype")) != ("/Type0",
                                                                              "/CIDFontType2"):
            yield f"{font} is of a kind that is not checked here"


def compare_systems(pdf, key, good):
    """The character collection of a font and of its own CMap."""
    for font in pdf.fonts.values():
        encoding = font.entries.get("/Encoding")
        if pdf.is_stream(encoding):
            own = pdf.entry(font.descendant, "/CIDSystemInfo", key)
            other = pdf.entry(encoding, "/CIDSystemInfo", key)
            if own is None or other is None or not good(own, other):
                yield str(font)


@condition("31-001")
def other_registry(pdf):
    yield from compare_systems(pdf, "/Registry", lambda a, b: a == b)


@condition("31-002")
def other_ordering(pdf):
    yield from compare_systems(pdf, "/Ordering", lambda a, b: a == b)


@condition("31-003")
def other_supplement(pdf):
    yield from compare_systems(pdf, "/Supplement", lambda a, b: a >= b)


@condition("31-004")
def odd_glyph_map(pdf):
    for font in pdf.fonts.values():
        glyphs = font.descendant.get("/CIDToGIDMap", "/Identity")
        if glyphs != "/Identity" and not pdf.is_stream(glyphs):
            yield str(font)


@condition("31-005")
def no_glyph_map(pdf):
    for font in pdf.fonts.values():
        if font.descendant.get("/Subtype") == "/CIDFontType2":
            if "/CIDToGIDMap" not in font.descendant:
                yield str(font)


@condition("31-006")
def unknown_cmap(pdf):
    for font in pdf.fonts.values():
        encoding = font.entries.get("/Encoding", "")
        if not pdf.is_stream(encoding) and not CMAPS.match(encoding):
            yield str(font)


@condition("31-007")
def other_writing_mode(pdf):
    for font in pdf.fonts.values():
        encoding = font.entries.get("/Encoding")
        if pdf.is_stream(encoding):
            written = re.search(rb"/WMode\s+(\d)", pdf.stream(encoding))
            if pdf.of(encoding).get("/WMode", 0) != (int(written[1]) if written else 0):
                yield str(font)


@condition("31-008")
def unknown_base_cmap(pdf):
    for font in pdf.fonts.values():
        encoding = font.entries.get("/Encoding")
        if pdf.is_stream(encoding):
            used = re.search(rb"(/[\w-]+)\s+usecmap", pdf.stream(encoding))
            if used and not CMAPS.match(used[1].decode()):
                yield str(font)


@condition("31-009")
def font_not_embedded(pdf):
    for font in pdf.fonts.values():
        if not font.file:
            yield str(font)


@condition("31-011")
def glyph_missing(pdf):
    for font in pdf.true_type():
        for code in font.used:
            if code >= font.glyph_count:
                yield f"{font}: glyph {code}"


def listed_glyphs(pdf, font):
    """The glyphs in /CIDSet; None when there is none."""
    descriptor = pdf.entry(font.descendant, "/FontDescriptor") or {}
    if not pdf.is_stream(descriptor.get("/CIDSet")):
        return None
    data = pdf.stream(descriptor["/CIDSet"])
    return {i * 8 + bit for i, byte in enumerate(data) for bit in range(8) if byte & 128 >> bit}


@condition("31-014")
def glyph_not_listed(pdf):
    for font in pdf.true_type():
        listed = listed_glyphs(pdf, font)
        if listed is not None and not set(range(font.glyph_count)) <= listed:
            yield str(font)


@condition("31-015")
def listed_glyph_missing(pdf):
    for font in pdf.true_type():
        if any(glyph >= font.glyph_count for glyph in listed_glyphs(pdf, font) or ()):
            yield str(font)


@condition("31-016")
def other_width(pdf):
    for font in pdf.true_type():
        for code in font.used:
            if code < font.glyph_count and abs(font.width(code) - font.advance(code)) > 1:
                yield f"{font}: code {code}: {font.width(code)}, {font.advance(code):.1f}"


@condition("31-027")
def no_map_to_unicode(pdf):
    for font in pdf.fonts.values():
        if not pdf.is_stream(font.entries.get("/ToUnicode")):
            yield str(font)


@condition("31-028")
def mapped_to_zero(pdf):
    for font in pdf.fonts.values():
        if any("\0" in text for text in font.unicode.values()):
            yield str(font)


@condition("31-029")
def mapped_to_no_character(pdf):
    for font in pdf.fonts.values():
        if any("\ufeff" in text or "\ufffe" in text for text in font.unicode.values()):
            yield str(font)


@condition("31-030")
def no_glyph_shown(pdf):
    for font in pdf.fonts.values():
        if 0 in font.used:
            yield str(font)


def failures(pdf):
    """(number, what fails) of a Document, at most three of a number."""
    return [(number, what) for number, function in CONDITIONS.items()
            for what, _ in zip(function(pdf), range(3))]


def main(*paths):
    found = [f"{path}: {number}: {what}" for path in paths for number, what in failures(Document(path))]
    if found:
        sys.exit("\n".join(found) + f"\n{len(found)} faults")


if __name__ == "__main__":
    main(*sys.argv[1:])
