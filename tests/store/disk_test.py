# SPDX-License-Identifier: GPL-3.0-or-later
"""Disks that are full, folders that cannot be written: a clear error, and nothing lost."""
import os
import resource
import shutil
import subprocess
import unittest

from record import BENCHBOOK, START, WRITER, Case, answers

NOBODY = 65534

# A disk of 2 MB in a name space of its own, on which a script runs until the disk is full; then
# the record is checked there and copied away.
SMALL_DISK = """
mount -t tmpfs -o size=2m none "$1" || exit 77
"$2" "$1/progress.db" < script > acknowledged 2> message && exit 78
"$3" db check --db "$1/progress.db" > checked
"$3" db backup "$PWD/copy.db" --db "$1/progress.db"
"""


def as_nobody():
    if os.getuid() == 0:
        os.setuid(NOBODY)


class Disk(Case):
    def acknowledged(self, lines):
        return [int(line.split()[5]) for line in lines if line.startswith("type")]

    def test_a_file_that_may_not_grow(self):
        self.record(START + answers(1, 20))
        for limit in (100_000, 200_000, 300_000):
            known = len(self.recorded())
            script = "resume\n" + answers(known + 1, known + 900)
            result = self.write(script, preexec_fn=lambda: resource.setrlimit(
                resource.RLIMIT_FSIZE, (limit, limit)))
            self.assertEqual(result.returncode, 1)
            self.assertIn("[store-write]", result.stderr)
            numbers = self.acknowledged(result.stdout.splitlines())
            self.assertEqual(self.recorded(), list(range(1, known + len(numbers) + 1)))
            self.sound()
        self.record("resume\n" + answers(len(self.recorded()) + 1, len(self.recorded()) + 5))
        self.sound()

    def test_no_room_to_make_a_record(self):
        self.path.parent.mkdir()
        result = self.write(START, preexec_fn=lambda: resource.setrlimit(
            resource.RLIMIT_FSIZE, (8192, 8192)))
        self.assertEqual(result.returncode, 1)
        self.assertIn("[store-write]", result.stderr)
        self.assertFalse(self.path.exists())
        self.record(START)
        self.sound()

    def test_no_room_for_a_backup(self):
        self.record(START + answers(1, 50))
        result = self.benchbook(
            "db", "backup", "copy.db", "--db", self.path, preexec_fn=lambda: resource.setrlimit(
                resource.RLIMIT_FSIZE, (40_000, 40_000)))
        self.assertEqual(result.returncode, 3)
        self.assertIn("copy.db: error:", result.stderr)
        self.assertIn("[file-write]", result.stderr)
        self.assertEqual([path.name for path in self.folder.iterdir()], ["data"])
        self.sound()

    def test_a_full_disk(self):
        if not shutil.which("unshare"):
            self.skipTest("no unshare")
        disk = self.folder / "disk"
        disk.mkdir()
        (self.folder / "script").write_text(START + answers(1, 3000))
        result = subprocess.run(
            ["unshare", "-rm", "sh", "-c", SMALL_DISK, "sh", disk, WRITER, BENCHBOOK],
            cwd=self.folder, stderr=subprocess.PIPE, encoding="utf-8", timeout=120)
        if result.returncode in (1, 77):
            self.skipTest(f"no disk can be mounted here: {result.stderr}")
        self.assertEqual(result.returncode, 0, result.stderr)
        message = (self.folder / "message").read_text()
        self.assertIn("database or disk is full", message)
        self.assertIn("[store-write]", message)
        self.assertEqual((self.folder / "checked").read_text(), "The record is sound.\n")
        numbers = self.acknowledged((self.folder / "acknowledged").read_text().splitlines())
        self.assertGreater(len(numbers), 20)
        self.path = self.folder / "copy.db"
        self.assertEqual(self.recorded(), numbers)
        self.sound()

    def test_a_folder_that_cannot_be_written(self):
        self.record(START)
        before = self.path.read_bytes()
        for path in (self.folder, self.path.parent):
            path.chmod(0o555)
        for path in self.path.parent.iterdir():
            path.chmod(0o444)
        result = self.write("resume\n", preexec_fn=as_nobody)
        self.assertEqual(result.returncode, 1)
        self.assertIn("[store-write]", result.stderr)
        self.assertIn("Permission denied", result.stderr)
        # Reading needs nothing but the file.
        result = self.benchbook("progress", "--all", "--db", self.path, preexec_fn=as_nobody)
        self.assertEqual(result.returncode, 0, result.stderr)
        self.assertIn("m06", result.stdout)
        other = self.folder / "new" / "progress.db"
        result = subprocess.run([WRITER, other], input=START, encoding="utf-8", timeout=60,
                                stderr=subprocess.PIPE, preexec_fn=as_nobody)
        self.assertEqual(result.returncode, 1)
        self.assertIn("[store-write]", result.stderr)
        self.assertEqual(self.path.read_bytes(), before)

    def test_a_record_that_may_not_be_read(self):
        self.record(START)
        self.folder.chmod(0o755)
        self.path.parent.chmod(0o755)
        self.path.chmod(0o000)
        if os.getuid() != 0:
            self.skipTest("only root can become somebody else")
        result = self.benchbook("db", "check", "--db", self.path, preexec_fn=as_nobody)
        self.assertEqual(result.returncode, 3)
        self.assertIn("[store-read]", result.stderr)


if __name__ == "__main__":
    unittest.main()
