# SPDX-License-Identifier: GPL-3.0-or-later
"""Disks that are full, files that cannot be read, builds that are broken off."""
import os
import resource
import signal
import subprocess
import time
import unittest

from program import PROGRAM, Case, run


class Disk(Case):
    def assert_nothing_half_done(self):
        for path in self.out.rglob("*"):
            self.assertNotRegex(path.name, r"-[A-Za-z0-9]{6}$", "a temporary file was left behind")
            if path.suffix == ".pdf":
                self.assertTrue(path.read_bytes().rstrip().endswith(b"%%EOF"), path)

    def test_a_file_in_the_place_of_the_output_folder(self):
        self.out.write_text("I was here first.")
        result = self.build(status=3)
        self.assertIn("out", result.stderr)
        self.assertIn("[file-write]", result.stderr)
        self.assertIn("not made", result.stdout)
        self.assertEqual(self.out.read_text(), "I was here first.")

    def test_a_folder_in_the_place_of_one_product(self):
        (self.out / "small" / "fr" / "handbook.pdf").mkdir(parents=True)
        result = self.build("--lang", "all", status=3)
        self.assertIn("out/small/fr/handbook.pdf: not made", result.stdout)
        self.assertIn("small/en/handbook.pdf", self.products())
        self.assertIn("small/km/handbook.pdf", self.products())
        self.assertNotIn("/fr/handbook.pdf", self.products()["index.html"].decode())

    def test_no_room_for_a_product(self):
        self.build()
        before = self.products()
        module = self.course / "01-first.md"
        module.write_text(module.read_text() + "\nOne more paragraph.\n")
        result = self.build(
            status=3, before=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (8192, 8192)))
        self.assertIn("[file-write]", result.stderr)
        self.assertIn("handbook.pdf", result.stderr)
        self.assertEqual(self.products(), before)
        self.assert_nothing_half_done()

    def test_full_standard_output(self):
        with open("/dev/full", "w") as full:
            result = run("--help", stdout=full)
            self.assertEqual(result.returncode, 3)
            self.assertIn("benchbook: ", result.stderr)
            result = self.benchbook("check", "courses/small", stdout=full)
            self.assertEqual(result.returncode, 3)

    def test_a_module_that_may_not_be_read(self):
        for path in [self.folder, *self.folder.rglob("*")]:
            path.chmod(0o777)
        (self.course / "02-second.md").chmod(0o000)
        nobody = 65534
        result = self.build(
            "--lang", "all", status=3, before=lambda: os.getuid() or os.setuid(nobody))
        self.assertRegex(result.stderr, r"02-second\.md: .*\[file-read\]")
        self.assertIn("small/km/handbook.pdf", self.products())

    def test_broken_off(self):
        self.build("--lang", "all", "--edition", "all")
        for i in range(12):
            process = subprocess.Popen(
                [PROGRAM, "build", "courses/small", "--out", "out", "--force", "--lang", "all",
                 "--edition", "all"],
                cwd=self.folder, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
                start_new_session=True)
            time.sleep(0.03 + 0.06 * i)
            try:
                os.killpg(process.pid, signal.SIGTERM if i % 2 else signal.SIGINT)
            except ProcessLookupError:
                pass
            process.wait(timeout=60)
            self.wait_for_the_group(process.pid)
            self.assert_nothing_half_done()

    def wait_for_the_group(self, group):
        """The children that finish a file before they end."""
        for _ in range(500):
            try:
                os.killpg(group, 0)
            except ProcessLookupError:
                return
            time.sleep(0.02)
        self.fail("a child goes on")


if __name__ == "__main__":
    unittest.main()
