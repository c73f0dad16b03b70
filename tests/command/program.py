# SPDX-License-Identifier: GPL-3.0-or-later
"""How the tests of the commands run the program, and what they run it on."""
import os
import pathlib
import re
import shutil
import subprocess
import tempfile
import unittest

PROGRAM = os.environ["BENCHBOOK"]
HERE = pathlib.Path(__file__).resolve().parent


def run(*arguments, cwd=None, environment=None, before=None, **more):
    """Runs the program; the result has returncode, stdout and stderr as text."""
    variables = {"PATH": os.environ["PATH"], "SOURCE_DATE_EPOCH": "1795305600", "LC_ALL": "C.UTF-8"}
    variables.update(environment or {})
    variables = {name: value for name, value in variables.items() if value is not None}
    more.setdefault("stdout", subprocess.PIPE)
    return subprocess.run(
        [PROGRAM, *map(str, arguments)], cwd=cwd, env=variables, preexec_fn=before,
        stderr=subprocess.PIPE, timeout=120, encoding="utf-8", **more,
    )


def tool(*command):
    """What another program prints, as bytes."""
    return subprocess.run(command, check=True, stdout=subprocess.PIPE).stdout


def everything_in(pdf):
    """The words a reader finds, then all bytes, decompressed, also as UTF-16."""
    words = tool("pdftotext", pdf, "-").decode()
    words += tool("pdftotext", "-raw", pdf, "-").decode() + tool("pdfinfo", pdf).decode()
    raw = tool("qpdf", "--qdf", "--object-streams=disable", "--decode-level=all", pdf, "-")
    as_text = raw.decode("latin-1")
    hexadecimal = "".join(
        bytes.fromhex(h if len(h) % 2 == 0 else h + "0").decode("latin-1")
        for h in re.findall(r"<([0-9A-Fa-f]+)>", as_text))
    return "\n".join([
        words, as_text, hexadecimal, as_text.replace("\0", ""), hexadecimal.replace("\0", "")])


class Case(unittest.TestCase):
    """A test with a folder of its own: a copy of the small course and its catalogs."""

    def setUp(self):
        scratch = tempfile.TemporaryDirectory()
        self.addCleanup(scratch.cleanup)
        self.folder = pathlib.Path(scratch.name)
        shutil.copytree(HERE / "courses", self.folder / "courses")
        shutil.copytree(HERE / "locales", self.folder / "locales")
        self.course = self.folder / "courses" / "small"
        self.out = self.folder / "out"

    def benchbook(self, *arguments, **more):
        return run(*arguments, cwd=self.folder, **more)

    def build(self, *arguments, status=0, **more):
        """Builds the small course into self.out and expects the exit status."""
        result = self.benchbook("build", "courses/small", "--out", "out", *arguments, **more)
        self.assertEqual(result.returncode, status, result.stdout + result.stderr)
        return result

    def products(self):
        """Path inside the output folder -> bytes, of all files that are not hidden."""
        return {
            str(path.relative_to(self.out)): path.read_bytes()
            for path in sorted(self.out.rglob("*"))
            if path.is_file() and not path.name.startswith(".")
        }
