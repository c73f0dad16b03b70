#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""smoke.py BENCHBOOK STAGES LOCALES FOLDER

The benchmark's courses can be made and printed, by benchbook and by its own program of stages, and
what that says can be read.  Nothing is timed.
"""
import pathlib
import subprocess
import sys

import corpus


def run(*command):
    result = subprocess.run(list(map(str, command)), stdout=subprocess.PIPE,
                            stderr=subprocess.PIPE, encoding="utf-8")
    if result.returncode:
        sys.exit(f"{' '.join(map(str, command))}: exit status {result.returncode}\n{result.stderr}")
    return result.stdout


def main(benchbook, stages, locales, folder):
    for lang in corpus.LANGUAGES:
        book = corpus.write(pathlib.Path(folder) / lang, locales, lang, 5)
        made = run(benchbook, "build", "--force", "--out", book / "out", book / "course")
        pages = int(made.split(": ")[1].split()[0])
        if not 4 <= pages <= 8:
            sys.exit(f"{lang}: {pages} pages; SECTIONS_A_PAGE is out of date")
        rows = run(stages, book / "course", book / "stages.pdf").splitlines()
        if len(rows) != 9 or not all(float(row.split()[1]) >= 0 for row in rows):
            sys.exit(f"{lang}: {rows}")
        if (book / "stages.pdf").stat().st_size < 10000 or "#footnote" not in (
                book / "book.typ").read_text(encoding="utf-8"):
            sys.exit(f"{lang}: the course, its PDF or its Typst is empty")


if __name__ == "__main__":
    main(*sys.argv[1:])
