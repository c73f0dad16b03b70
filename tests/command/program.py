# SPDX-License-Identifier: GPL-3.0-or-later
"""How the tests of the commands run the program, and what they run it on."""
import os
import pathlib
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
