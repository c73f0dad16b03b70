#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Runs the inputs of tests/diagnostics (see README.md).

run.py one PROGRAM FOLDER      the messages of one input against its file `expected`
run.py all CODES FOLDER        every slug in diag_codes.def has a folder, every folder a slug
"""
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile

MESSAGE = re.compile(r"(error|warning|note): .* \[[a-z0-9-]+\]$")


def run(program, folder):
    """The messages the program gives for a copy of the folder, sorted."""
    with tempfile.TemporaryDirectory() as scratch:
        copy = pathlib.Path(scratch, "copy")
        shutil.copytree(folder, copy, symlinks=True)
        arguments = copy / "args"
        line = arguments.read_text().strip() if arguments.exists() else "check course"
        setup = ". ./setup\n" if (copy / "setup").exists() else ""
        environment = {
            "PATH": os.environ["PATH"],
            "HOME": scratch,
            "PROGRAM": program,
            "TESTS": str(pathlib.Path(__file__).resolve().parent.parent),
            "SOURCE_DATE_EPOCH": "1795305600",
        }
        result = subprocess.run(
            ["/bin/sh", "-c", f'{setup}"$PROGRAM" {line}'],
            cwd=copy, env=environment, timeout=60,
            stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
        )
        subprocess.run(["chmod", "-R", "u+rwX", copy], check=False)
    output = result.stdout.decode("utf-8", "replace")
    if result.returncode not in (0, 1, 2, 3):
        sys.exit(f"exit status {result.returncode}\n{output}")
    return sorted(l for l in output.splitlines() if MESSAGE.search(l)), output


def check_one(program, folder):
    folder = pathlib.Path(folder)
    expected_file = folder / "expected"
    printed, output = run(os.path.abspath(program), folder)
    if os.environ.get("RECORD"):
        expected_file.write_text("".join(l + "\n" for l in printed))
    expected = sorted(expected_file.read_text().splitlines())
    own = f"[{folder.name}]"
    if printed == expected and any(l.endswith(own) for l in expected):
        return
    for line in expected:
        if line not in printed:
            print("missing:", line)
    for line in printed:
        if line not in expected:
            print("new:    ", line)
    if not any(l.endswith(own) for l in expected):
        print(f"`expected` has no message {own}")
    sys.exit(f"--- all output:\n{output}")


def check_all(codes, folder):
    text = pathlib.Path(codes).read_text()
    slugs = set(re.findall(r'^BB_DIAG\(\w+, \w+, "([^"]+)"', text, re.MULTILINE))
    folders = {p.parent.name for p in pathlib.Path(folder).glob("*/expected")}
    for slug in sorted(slugs - folders):
        print("no input provokes:", slug)
    for slug in sorted(folders - slugs):
        print("no such message:", slug)
    if slugs != folders or not slugs:
        sys.exit(f"{len(slugs)} messages, {len(folders)} inputs")


if __name__ == "__main__":
    {"one": check_one, "all": check_all}[sys.argv[1]](*sys.argv[2:])
