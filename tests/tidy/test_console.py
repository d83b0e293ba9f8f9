# SPDX-FileCopyrightText: 2026 The Melody developers
# SPDX-License-Identifier: GPL-3.0-or-later
import io
import unittest

from melodydev.console import Progress, remaining_seconds, spell_time


class ConsoleTest(unittest.TestCase):
    def test_the_remaining_time_follows_the_pace(self):
        self.assertEqual(remaining_seconds(10, 5, 20), 30)
        self.assertEqual(remaining_seconds(10, 20, 20), 0)
        self.assertIsNone(remaining_seconds(10, 0, 20))

    def test_times_are_spelled_for_people(self):
        self.assertEqual(spell_time(3.21), "3.2 s")
        self.assertEqual(spell_time(45), "45 s")
        self.assertEqual(spell_time(125), "2 min 05 s")

    def test_without_a_terminal_a_line_comes_now_and_then(self):
        now = [0.0]
        output = io.StringIO()
        with Progress("build", output, lambda: now[0]) as progress:
            for step in range(1, 61):
                now[0] = float(step)
                progress.update(step, 60)
        lines = output.getvalue().splitlines()
        self.assertEqual(lines[0], "build: 15/60, about 45 s left")
        self.assertEqual(lines[-1], "build: 1 min 00 s")
        self.assertEqual(len(lines), 5)


if __name__ == "__main__":
    unittest.main()
