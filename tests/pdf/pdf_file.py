# SPDX-License-Identifier: GPL-3.0-or-later
"""A PDF as qpdf tells it (its JSON, version 2), and what its pages paint.

Objects are as in that JSON: names begin with "/", strings with "u:" or "b:", references are
"12 0 R".  PdfFile follows references.  Page content is read here: a page is a list of Painted things,
each with the marks (BDC … EMC) it stands in; a stretch of text has its font and codes.
"""
import base64
import collections
import functools
import json
import re
import subprocess

REFERENCE = re.compile(r"\d+ \d+ R$")
TOKEN = re.compile(rb"""\s*(?:
    %[^\r\n]*
  | (?P<name>/[^\s()<>\[\]{}/%]*)
  | (?P<open><<|\[) | (?P<close>>>|\])
  | <(?P<hex>[0-9A-Fa-f\s]*)>
  | (?P<string>\()
  | (?P<number>[+-]?(?:\d+\.?\d*|\.\d+)(?=[\s()<>\[\]{}/%]|$))
  | (?P<word>[^\s()<>\[\]{}/%]+)
)""", re.VERBOSE)
ESCAPES = {b"n": b"\n", b"r": b"\r", b"t": b"\t", b"b": b"\b", b"f": b"\f"}
ESCAPE = re.compile(rb"\\([0-7]{1,3}|\r\n|.)", re.DOTALL)
STRING_PART = re.compile(rb"\\(?:.|$)|[()]", re.DOTALL)

PAINTING = {"f", "F", "f*", "B", "B*", "b", "b*", "S", "s", "sh", "Do", "EI"}
SHOWING = {"Tj", "TJ", "'", '"'}

Mark = collections.namedtuple("Mark", "tag properties")
Painted = collections.namedtuple("Painted", "operator marks font codes xobject")


def unescape(data):
    def plain(match):
        escape = match[1]
        if escape[:1].isdigit():
            return bytes([int(escape, 8) & 255])
        return b"" if escape in (b"\r\n", b"\r", b"\n") else ESCAPES.get(escape, escape)
    return ESCAPE.sub(plain, data)


def string_end(data, at):
    """Behind the parenthesis that closes the string whose inside begins at `at`."""
    depth = 1
    for part in STRING_PART.finditer(data, at):
        depth += {b"(": 1, b")": -1}.get(part[0], 0)
        if depth == 0:
            return part.end()
    raise ValueError("a string without an end")


def tokens(data):
    at = 0
    while match := TOKEN.match(data, at):
        at, kind = match.end(), match.lastgroup
        if kind == "string":
            end = string_end(data, at)
            yield "string", unescape(data[at:end - 1])
            at = end
        elif kind == "hex":
            digits = re.sub(rb"\s", b"", match["hex"])
            yield "string", bytes.fromhex((digits + b"0" * (len(digits) % 2)).decode())
        elif kind:
            yield kind, match[kind].decode("latin-1")


def operators(data):
    """(operator, operands) of a content stream."""
    stack = [[]]
    for kind, value in tokens(data):
        if kind == "open":
            stack.append([value])
        elif kind == "close":
            inner = stack.pop()
            items = inner[1:]
            stack[-1].append(dict(zip(items[::2], items[1::2])) if inner[0] == "<<" else items)
        elif kind == "number":
            stack[-1].append(float(value) if "." in value else int(value))
        elif kind == "word" and len(stack) == 1:
            yield value, stack[0]
            stack = [[]]
        else:
            stack[-1].append(value)


def codes_of(operands):
    """The two-byte codes of a text-showing operator."""
    parts = operands[-1] if isinstance(operands[-1], list) else [operands[-1]]
    data = b"".join(part for part in parts if isinstance(part, bytes))
    return [data[i] << 8 | data[i + 1] for i in range(0, len(data) - 1, 2)]


class PdfFile:
    def __init__(self, path):
        command = ["qpdf", "--json-output", "--decode-level=generalized",
                   "--json-stream-data=inline", str(path), "-"]
        result = subprocess.run(command, stdout=subprocess.PIPE, check=True)
        self.path = path
        self.json = json.loads(result.stdout)
        self.objects = {name.removeprefix("obj:"): value
                        for name, value in self.json["qpdf"][1].items()}
        self.trailer = self.objects.pop("trailer")["value"]
        self.catalog = self.of(self.trailer["/Root"])

    def of(self, value):
        """A value, or what it refers to; of a stream, its dictionary."""
        while isinstance(value, str) and REFERENCE.match(value):
            found = self.objects.get(value, {"value": None})
            value = found["stream"]["dict"] if "stream" in found else found["value"]
        return value

    def entry(self, holder, *keys):
        """holder[key][key] …, references followed; None where there is none."""
        value = self.of(holder)
        for key in keys:
            value = self.of(value.get(key)) if isinstance(value, dict) else None
        return value

    def list(self, value):
        items = self.of(value)
        return items if isinstance(items, list) else [] if items is None else [value]

    def stream(self, reference):
        return base64.b64decode(self.objects[reference]["stream"]["data"])

    def is_stream(self, reference):
        return isinstance(reference, str) and "stream" in self.objects.get(reference, {})

    def dictionaries(self):
        """All indirect dictionaries with their references."""
        for reference in self.objects:
            value = self.of(reference)
            if isinstance(value, dict):
                yield reference, value

    @functools.cached_property
    def pages(self):
        found, waiting = [], [self.catalog["/Pages"]]
        while waiting:
            node = waiting.pop(0)
            kids = self.entry(node, "/Kids")
            if kids is None:
                found.append(node)
            else:
                waiting = kids + waiting
        return found

    @functools.cached_property
    def painted(self):
        """Of each page, what it paints."""
        return {page: self.read_content(page) for page in self.pages}

    def read_content(self, page):
        contents = self.entry(page).get("/Contents")
        parts = [contents] if self.is_stream(contents) else self.list(contents)
        resources = self.entry(page, "/Resources") or {}
        marks, font, found = [], None, []
        for operator, operands in operators(b"\n".join(self.stream(part) for part in parts)):
            if operator in ("BMC", "BDC"):
                properties = operands[1] if operator == "BDC" else {}
                if isinstance(properties, str):
                    properties = self.entry(resources, "/Properties", properties)
                marks = marks + [Mark(operands[0], properties)]
            elif operator == "EMC":
                marks = marks[:-1]
            elif operator == "Tf":
                font = resources_font(self, resources, operands[0])
            elif operator in SHOWING:
                found.append(Painted(operator, marks, font, codes_of(operands), None))
            elif operator in PAINTING:
                name = operands[0] if operator == "Do" else None
                xobject = (self.entry(resources, "/XObject") or {}).get(name)
                found.append(Painted(operator, marks, None, [], xobject))
        return found


def resources_font(pdf, resources, name):
    return (pdf.entry(resources, "/Font") or {}).get(name)
