# SPDX-License-Identifier: GPL-3.0-or-later
"""Courses of any length in four languages, and the same text as Typst and as plain Markdown.

The words are those of the shipped course and its translations, taken sentence by sentence from the
PO files; a fixed generator of numbers chooses them, so every run measures the same text.  What is
chosen is a list of blocks, written out three times: as a course, as Typst, as Markdown that other
programs read.  Sentences are mixed anew in every paragraph, because programs that remember what
they have set (Typst does) would otherwise be asked the same thing a hundred times over.
"""
import pathlib
import random
import re

LANGUAGES = {"en": "English", "th": "Thai", "km": "Khmer", "zh-Hans": "Chinese"}
# Sections that fill a page as benchbook sets it.
SECTIONS_A_PAGE = {"en": 1.27, "th": 1.0, "km": 1.06, "zh-Hans": 1.44}
FRONT = 4  # pages before the first chapter
SECTIONS_A_CHAPTER = 12
ENTRY = re.compile(r'((?:#.*\n)*)msgid ((?:".*"\n)+)msgstr ((?:".*"\n?)+)')
KINDS = {"paragraph": "/ paragraph", "heading": "/ heading", "cell": "/ cell"}
SENTENCE_END = re.compile(r"(?<=[.។。])\s*(?=[^\s.\"”’』」)])")
EMPHASIS = re.compile(r"(\*\*[^*]+\*\*|\*[^*]+\*|_[^_]+_)")


def unquote(lines):
    text = "".join(line[1:-1] for line in lines.splitlines())
    return re.sub(r"\\(.)", lambda match: {"n": "\n"}.get(match[1], match[1]), text)


def plain_inline(text):
    """Emphasis stays; links keep their text; what belongs to the course's own syntax goes."""
    text = re.sub(r"\[\^[^]]*\]", "", text)
    text = re.sub(r"\[([^]]*)\]\([^)]*\)", r"\1", text)
    text = re.sub(r"\{#[^}]*\}", "", text)
    return re.sub(r"\s+", " ", text).strip()


def is_whole(sentence):
    """Not cut inside emphasis, brackets or an abbreviation."""
    rest = EMPHASIS.sub("", sentence)
    return (len(sentence) > 8 and not re.search(r"[*_]", rest)
            and sentence.count("(") == sentence.count(")"))


class Words:
    """The texts of a language by kind: lists of sentences or of short texts."""

    def __init__(self, locales, lang):
        path = (locales / "templates" / "cybercrime.pot" if lang == "en"
                else locales / lang / "cybercrime.po")
        self.kinds = {kind: [] for kind in KINDS}
        for comments, source, text in ENTRY.findall(path.read_text(encoding="utf-8")):
            text = plain_inline(unquote(source if lang == "en" else text))
            kind = next((k for k, mark in KINDS.items() if mark in comments), None)
            if not kind or not text or re.search(r"[<>|{}\\`]|__|\$|http", text):
                continue
            parts = re.split(SENTENCE_END, text) if kind == "paragraph" else [text]
            self.kinds[kind] += filter(is_whole, parts) if kind == "paragraph" else parts
        self.glue = "" if lang == "zh-Hans" else " "


class Writer:
    """Chooses the blocks of a course: (kind, ...) tuples."""

    def __init__(self, words, seed):
        self.words, self.random = words, random.Random(seed)

    def short(self, kind):
        return self.random.choice(self.words.kinds[kind])

    def text(self, letters):
        """Sentences, together about so many letters of Latin text long."""
        wanted = letters if self.words.glue else letters / 3
        parts = []
        while not parts or len(self.words.glue.join(parts)) < wanted:
            parts.append(self.short("paragraph"))
        return self.words.glue.join(parts)

    def section(self, number):
        blocks = [("heading", 2 if number % 4 else 3, self.short("heading"))]
        for i in range(3):
            blocks.append(("paragraph", self.text(420), self.text(90) if i == number % 6 else None))
        if number % 2 == 0:
            blocks.append(("list", [self.text(60) for _ in range(4)], number % 4 == 0))
        if number % 3 == 0:
            blocks.append(("table", [[self.short("cell") for _ in range(3)] for _ in range(6)]))
        if number % 3 == 1:
            blocks.append(("box", self.text(260)))
        return blocks

    def chapters(self, sections):
        """Lists of blocks, each of them opening with a heading of level 1."""
        chapters = []
        for number in range(sections):
            if number % SECTIONS_A_CHAPTER == 0:
                chapters.append([("heading", 1, self.short("heading"))])
            chapters[-1] += self.section(number)
        return chapters


def sections_of(lang, pages):
    return max(1, round((pages - FRONT) * SECTIONS_A_PAGE[lang]))


# ---- Markdown ----

def markdown(blocks, prefix, boxed):
    """`prefix` makes the names of footnotes unique; `boxed`: boxes as the course format has them."""
    out, notes = [], []
    for block in blocks:
        if block[0] == "heading":
            out.append("#" * block[1] + " " + block[2])
        elif block[0] == "paragraph":
            mark = ""
            if block[2]:
                mark = f"[^{prefix}{len(notes)}]"
                notes.append(f"{mark}: {block[2]}")
            out.append(block[1] + mark)
        elif block[0] == "list":
            out.append("\n".join(f"{i}. {item}" if block[2] else f"- {item}"
                                 for i, item in enumerate(block[1], 1)))
        elif block[0] == "table":
            rows = ["| " + " | ".join(row) + " |" for row in block[1]]
            out.append("\n".join([rows[0], "|---|---|---|", *rows[1:]]))
        elif block[0] == "box":
            out.append(("> [!NOTE]\n" if boxed else "") + "> " + block[1])
    return "\n\n".join(out + notes) + "\n"


def write_course(folder, lang, chapters):
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "course.yaml").write_text(
        f'id: bench\ntitle: "Bench"\nversion: "1.0"\ndate: 2026-11-22\nlanguage: {lang}\n'
        "licence: CC-BY-4.0\ncontributors:\n  - Bench\n", encoding="utf-8")
    for number, chapter in enumerate(chapters, 1):
        (folder / f"{number:03}-chapter.md").write_text(markdown(chapter, "n", True),
                                                        encoding="utf-8")


# ---- Typst ----

FONTS = {"en": "", "th": " Thai", "km": " Khmer", "zh-Hans": " CJK SC"}
PREAMBLE = """#set document(title: "Bench", date: none)
#set page(paper: "a4", margin: (inside: 28mm, outside: 36mm, top: 27mm, bottom: 25mm),
  numbering: "1", header: text(8.5pt)[Bench])
#set text(font: ({serif}), size: 10.5pt, lang: "{lang}")
#set par(justify: true, leading: {leading}em, spacing: 1em)
#set heading(numbering: "1.1")
#show heading: set text(font: ({sans}))
#show heading.where(level: 1): it => {{ pagebreak(weak: true); it }}
#set table(stroke: (x, y) => (top: 0.5pt + luma(140), bottom: 0.5pt + luma(140)))
#let box-note(body) = block(inset: 9pt, stroke: (left: 1.5pt), width: 100%, body)
#outline()
"""
LEADING = {"en": 0.6, "th": 0.75, "km": 0.95, "zh-Hans": 0.85}


def typst_inline(text):
    parts = EMPHASIS.split(text)
    out = []
    for i, part in enumerate(parts):
        inner = re.sub(r"([\\#$*_`<>@\[\]~\"'=+/-])", r"\\\1", part.strip("*_") if i % 2 else part)
        name = "strong" if part.startswith("**") else "emph"
        out.append(f"#{name}[{inner}]" if i % 2 else inner)
    return "".join(out)


def typst(lang, chapters):
    def fonts(family):
        names = [f"Noto {family}", f"Noto {family}{FONTS[lang]}"]
        return ", ".join(f'"{name}"' for name in dict.fromkeys(names)) + ","
    out = [PREAMBLE.format(serif=fonts("Serif"), sans=fonts("Sans"), lang=lang.split("-")[0],
                           leading=LEADING[lang])]
    for block in (block for chapter in chapters for block in chapter):
        if block[0] == "heading":
            out.append("=" * block[1] + " " + typst_inline(block[2]))
        elif block[0] == "paragraph":
            note = f"#footnote[{typst_inline(block[2])}]" if block[2] else ""
            out.append(typst_inline(block[1]) + note)
        elif block[0] == "list":
            out.append("\n".join(("+ " if block[2] else "- ") + typst_inline(i) for i in block[1]))
        elif block[0] == "table":
            cells = ", ".join(f"[{typst_inline(cell)}]" for row in block[1][1:] for cell in row)
            head = ", ".join(f"[*{typst_inline(cell)}*]" for cell in block[1][0])
            out.append(f"#table(columns: 3, table.header({head}), {cells})")
        elif block[0] == "box":
            out.append(f"#box-note[{typst_inline(block[1])}]")
    return "\n\n".join(out) + "\n"


# ---- all of it ----

def write(folder, locales, lang, pages):
    """Makes FOLDER/course, FOLDER/book.typ and FOLDER/book.md; returns the folder."""
    folder, locales = pathlib.Path(folder), pathlib.Path(locales)
    chapters = Writer(Words(locales, lang), pages).chapters(sections_of(lang, pages))
    write_course(folder / "course", lang, chapters)
    (folder / "book.typ").write_text(typst(lang, chapters), encoding="utf-8")
    (folder / "book.md").write_text(
        "\n".join(markdown(chapter, f"c{i}n", False) for i, chapter in enumerate(chapters)),
        encoding="utf-8")
    return folder
