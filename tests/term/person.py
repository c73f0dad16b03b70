# SPDX-License-Identifier: GPL-3.0-or-later
"""A person at a terminal: real keys into a pseudo-terminal, and the screen as it looks.

The screen is pyte's, a terminal in Python that knows nothing of the program.  Screens are compared
with those in screens/, which a person can read; RECORD=1 records them anew.
"""
import difflib
import fcntl
import os
import pathlib
import pty
import re
import resource
import select
import shutil
import signal
import struct
import subprocess
import tempfile
import termios
import time
import unittest

import pyte
from wcwidth import wcwidth

PROGRAM = os.environ["BENCHBOOK"]
HERE = pathlib.Path(__file__).resolve().parent
DATA = HERE.parent.parent  # its labels, locales/
PATIENCE = 30  # seconds until something that should appear is missed
KEYS = {
    "Enter": "\r", "Esc": "\x1b", "Up": "\x1b[A", "Down": "\x1b[B", "Right": "\x1b[C",
    "Left": "\x1b[D", "PageDown": "\x1b[6~", "PageUp": "\x1b[5~", "Home": "\x1b[H",
    "End": "\x1b[F", "Space": " ", "Tab": "\t", "Backspace": "\x7f",
} | {f"Ctrl-{c}": chr(ord(c) & 0x1F) for c in "CFLNPRTZ"}


def environment(**more):
    variables = {"PATH": os.environ["PATH"], "HOME": "/nonexistent", "TERM": "xterm-256color",
                 "LC_ALL": "C.UTF-8", "BENCHBOOK_DATA": str(DATA), "PYTHONIOENCODING": "utf-8"}
    variables.update(more)
    return {name: value for name, value in variables.items() if value is not None}


class Screen(pyte.Screen):
    """pyte drops what follows a mark whose combining class is 0, as most vowels of Thai and Khmer
    have it: here a character without width goes into the cell before it."""

    def draw(self, data):
        for char in data:
            if wcwidth(char) or not self.cursor.x:
                super().draw(char)
                continue
            line, x = self.buffer[self.cursor.y], self.cursor.x - 1
            while x and not line[x].data:  # the right half of a wide character
                x -= 1
            line[x] = line[x]._replace(data=line[x].data + char)


class Person:
    """Runs the program in a window of so many columns and rows."""

    def __init__(self, *arguments, columns=80, rows=24, cwd=None, answers=True, largest=None,
                 **variables):
        self.screen = Screen(columns, rows)
        self.stream = pyte.ByteStream(self.screen)
        self.output = b""
        self.pid, self.terminal = pty.fork()
        if self.pid == 0:
            if cwd:
                os.chdir(cwd)
            if largest:  # no file may grow beyond it: a full disk
                resource.setrlimit(resource.RLIMIT_FSIZE, (largest, largest))
            os.execve(PROGRAM, [PROGRAM, *map(str, arguments)], environment(**variables))
        if answers:  # to "where is the cursor?"
            self.screen.write_process_input = lambda text: os.write(self.terminal, text.encode())
        self.size(columns, rows)

    def size(self, columns, rows):
        fcntl.ioctl(self.terminal, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))
        self.screen.resize(rows, columns)

    def read(self, seconds):
        """Takes what the program writes within so many seconds; False when nothing came."""
        if not select.select([self.terminal], [], [], seconds)[0]:
            return False
        try:
            bytes_read = os.read(self.terminal, 65536)
        except OSError:  # Linux: the other end is closed
            bytes_read = b""
        self.output += bytes_read
        self.stream.feed(bytes_read)
        return bytes_read != b""

    def rows(self):
        return [row.rstrip() for row in self.screen.display]

    def text(self):
        return "\n".join(self.rows()).rstrip() + "\n"

    def see(self, text):
        """Waits until the text is on the screen and the screen has come to rest."""
        end = time.monotonic() + PATIENCE
        while text not in self.text():
            if time.monotonic() > end:
                raise AssertionError(f"{text!r} is not on the screen:\n{self.text()}")
            self.read(0.2)
        while self.read(0.05):
            pass
        return self

    def press(self, *keys):
        for key in keys:
            os.write(self.terminal, KEYS.get(key, key).encode())
        return self

    def end(self):
        """Waits until the program has ended; its status."""
        while self.read(PATIENCE):
            pass
        _, status = os.waitpid(self.pid, 0)
        os.close(self.terminal)
        self.pid = 0
        return os.waitstatus_to_exitcode(status)

    def kill(self, number=signal.SIGKILL):
        if self.pid:
            os.kill(self.pid, number)
            os.waitpid(self.pid, 0)
            os.close(self.terminal)
            self.pid = 0


def run(*arguments, text="", **variables):
    """Without a terminal: standard input is `text`."""
    return subprocess.run([PROGRAM, *map(str, arguments)], input=text, env=environment(**variables),
                          capture_output=True, encoding="utf-8", timeout=120)


class Case(unittest.TestCase):
    """A test with a record of its own and a copy of the sample course."""

    maxDiff = None

    def setUp(self):
        scratch = tempfile.TemporaryDirectory()
        self.addCleanup(scratch.cleanup)
        self.folder = pathlib.Path(scratch.name)
        self.record = self.folder / "progress.db"
        self.courses = self.folder / "courses"
        shutil.copytree(HERE / "courses", self.courses)
        shutil.copytree(HERE / "locales", self.folder / "locales")
        self.course = self.courses / "sample"

    def new_person(self, name="Anna"):
        """Somebody new in the record; the code."""
        result = run("quiz", self.course, "--db", self.record, "--lang", "en", "--plain",
                     text=f"2\n{name}\n")
        return re.search(r"\d{4}-\d{4}-\d", result.stdout)[0]

    def sit(self, *arguments, lang="en", **more):
        person = Person("quiz", self.course, "--db", self.record, "--lang", lang, "--seed", 7,
                        *arguments, **more)
        self.addCleanup(person.kill)
        return person

    def take(self, quiz, lang="en", **more):
        """A new person, in front of the first page of a quiz."""
        return self.sit("--as", self.new_person(), "--quiz", quiz, lang=lang, **more)

    def dump(self):
        result = run("db", "dump", "--db", self.record)
        self.assertEqual(result.returncode, 0, result.stderr)
        return result.stdout

    def compare(self, name, text):
        """With screens/<name>.txt; codes, which are random, become 0000-0000-0."""
        text = re.sub(r"\d{4}-\d{4}-\d", "0000-0000-0", text)
        text = re.sub(r"(?m)^ *[# ]*#[# ]*$", " (figures)", text)
        path = HERE / "screens" / f"{name}.txt"
        if os.environ.get("RECORD"):
            path.write_text(text, encoding="utf-8")
        expected = path.read_text(encoding="utf-8")
        if text != expected:
            diff = difflib.unified_diff(expected.splitlines(), text.splitlines(), str(path),
                                        "seen", lineterm="")
            self.fail("\n".join(diff))

    def compare_screen(self, name, person):
        self.compare(name, person.text())
