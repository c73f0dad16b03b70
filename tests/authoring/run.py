#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Runs the examples of courses/AUTHORING.md.

run.py PROGRAM AUTHORING.md FOLDER

An example is one or more fenced blocks of source, then blocks that say what the program makes of it.
The second word behind the fence tells what a block is:

  yaml FILE, markdown FILE   a file of the course, in place of that of FOLDER
  markdown text              what follows the front matter of 01-first.md
  markdown question          questions: 01-first.quiz.md below "<!-- quiz: id=m01 -->" and "# Quiz"
  text dump                  lines of `benchbook dump course`, as they follow each other there
  text document              the same of `benchbook dump document`: what is printed
  text check                 the messages of `benchbook check`, all of them; the note that there is
                             no quiz.lock is passed over, and lines count from the example's first

Every source block is followed by a result, every result block has a source.  RECORD=1 writes what is
printed now into the document: of a dump, the lines from the block's first one to the end of the part
that it begins.
"""
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile

FENCE = re.compile(r"^(`{3,})(\w+)(?: (\S+))?\n(.*?)^\1\n", re.MULTILINE | re.DOTALL)
MESSAGE = re.compile(r"^(?:course/)?(.*(?:error|warning|note): .* \[([a-z0-9-]+)\])$")
QUIZ = "<!-- quiz: id=m01 -->\n# Quiz\n\n"


class Example:
    """The course of one example, in a folder of its own."""

    def __init__(self, base, scratch):
        self.folder = pathlib.Path(scratch, "course")
        self.before = 0  # lines that the program sees before the example's first
        shutil.copytree(base, self.folder)

    def add(self, name, text):
        if name == "text":
            name = "01-first.md"
            front = (self.folder / name).read_text()
            self.before = front.count("\n")
            text = front + text
        elif name == "question":
            name = "01-first.quiz.md"
            self.before = QUIZ.count("\n")
            text = QUIZ + text
        path = self.folder / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(text)

    def run(self, program, command):
        environment = {"PATH": os.environ["PATH"], "HOME": str(self.folder.parent), "SOURCE_DATE_EPOCH": "1795305600"}
        result = subprocess.run([program, *command, "course"], cwd=self.folder.parent, env=environment,
                                timeout=60, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, check=False)
        if result.returncode not in (0, 1):
            sys.exit(f"exit status {result.returncode}")
        return result.stdout.decode()

    def messages(self, program):
        lines = []
        for line in self.run(program, ["check"]).splitlines():
            found = MESSAGE.match(line)
            if found and found[2] != "lock-missing":
                lines.append(self.from_example(found[1]))
        return "".join(line + "\n" for line in lines)

    def from_example(self, line):
        def shift(found):
            return f"{found[1]}:{int(found[2]) - self.before}:"
        return re.sub(r"^(01-first\.(?:quiz\.)?md):(\d+):", shift, line) if self.before else line


def part_of(dump, first):
    """The lines of the dump from `first` to the end of what it begins: as long as they are deeper."""
    lines = dump.splitlines()
    if first not in lines:
        return None
    depth = len(first) - len(first.lstrip())
    end = start = lines.index(first)
    while end + 1 < len(lines) and len(lines[end + 1]) - len(lines[end + 1].lstrip()) > depth:
        end += 1
    return "".join(line + "\n" for line in lines[start:end + 1])


def result_of(program, example, kind, wanted):
    if kind == "check":
        return example.messages(program)
    dump = example.run(program, ["dump", "course" if kind == "dump" else kind])
    if os.environ.get("RECORD"):
        return part_of(dump, wanted.splitlines()[0]) or wanted
    return wanted if wanted and wanted in dump else dump


def run_all(program, document, base):
    text = document.read_text()
    wrong, results, waiting, example = [], 0, False, None
    pieces, at = [], 0
    with tempfile.TemporaryDirectory() as scratch:
        for block in FENCE.finditer(text):
            name, body = block[3], block[4]
            line = text.count("\n", 0, block.start()) + 1
            if not name:
                continue
            if name in ("dump", "document", "check"):
                if not example:
                    sys.exit(f"{document.name}:{line}: a result without a source")
                printed = result_of(program, example, name, body)
                results += 1
                waiting = False
                if printed != body:
                    wrong.append(f"{document.name}:{line}: not as printed:\n{printed}")
                pieces += [text[at:block.start(4)], printed]
                at = block.end(4)
                continue
            if not waiting:
                folder = pathlib.Path(scratch, str(line))
                folder.mkdir()
                example = Example(base, folder)
            example.add(name, body)
            waiting = True
    if waiting:
        sys.exit(f"{document.name}: the last source has no result")
    if os.environ.get("RECORD"):
        document.write_text("".join(pieces) + text[at:])
        return
    if wrong or not results:
        sys.exit("\n".join(wrong) or "no example was found")
    print(f"{results} results are as printed")


if __name__ == "__main__":
    run_all(os.path.abspath(sys.argv[1]), pathlib.Path(sys.argv[2]), pathlib.Path(sys.argv[3]))
