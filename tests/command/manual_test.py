# SPDX-License-Identifier: GPL-3.0-or-later
"""The manual page names the commands, options and values that the program has, and no others."""
import os
import pathlib
import re
import subprocess
import unittest

from program import run

PAGE = pathlib.Path(os.environ["MANUAL"])


def section(name):
    return re.search(rf"(?ms)^\.Sh {name}\n(.*?)(?=^\.Sh|\Z)", PAGE.read_text(encoding="utf-8"))[1]


def helped(command):
    """Option -> the name of its value or its choices ("a|b"), or "", as the program tells them."""
    text = run(command, "--help").stdout
    return {name: value for name, value in re.findall(r"(?m)^  (--\w+)(?: (\S+))?(?:  |$)", text)}


class Manual(unittest.TestCase):
    maxDiff = None

    def setUp(self):
        self.commands = re.findall(r"(?m)^  (\w+) +\w", run("--help").stdout)
        self.assertGreaterEqual(len(self.commands), 4)

    def test_commands_and_their_actions(self):
        expected = []
        for command in self.commands:
            actions = re.findall(r"(?m)^(\w+)  +\w", run(command, "--help").stdout)
            expected += [command, *actions]
        self.assertEqual(re.findall(r"(?m)^\.It Cm (\w+)$", section("DESCRIPTION")), expected)

    def test_options_of_each_command(self):
        written = {
            command: {f"--{name}": bool(value) for name, value in
                      re.findall(r"(?m)^\.Op Fl -(\w+)( Ar \w+)?$", lines)}
            for command, lines in re.findall(r"(?ms)^\.Nm\n\.Cm (\w+)\n(.*?)(?=^\.Nm)",
                                             section("SYNOPSIS"))}
        expected = {
            command: {name: bool(value) for name, value in helped(command).items()
                      if name != "--help"}
            for command in self.commands}
        self.assertEqual(written, expected)

    def test_options_and_their_choices(self):
        described = {
            f"--{name}": text for name, text in
            re.findall(r"(?ms)^\.It Fl -(\w+)[^\n]*\n(.*?)(?=^\.It|^\.El)", section("OPTIONS"))}
        options = {"--version": ""}
        for command in self.commands:
            options.update(helped(command))
        self.assertEqual(set(described), set(options))
        for name, value in options.items():
            choices = [word for word in re.split(r"[|,.]+", value) if word.islower()]
            named = re.findall(r"(?m)^\.Cm (\w+)", described[name])
            self.assertLessEqual(set(choices), set(named), name)

    def test_it_is_well_formed(self):
        subprocess.run(["mandoc", "-T", "lint", "-W", "warning", PAGE], check=True)


if __name__ == "__main__":
    unittest.main()
