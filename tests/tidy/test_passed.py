# SPDX-FileCopyrightText: 2026 The Melody developers
# SPDX-License-Identifier: GPL-3.0-or-later
"""A test that passed runs again as soon as anything has changed that it hangs on."""

import tempfile
import unittest
from pathlib import Path

from melodydev.passed import BELIEVED_SECONDS, Passed
from melodydev.results import Tally


class PassedTest(unittest.TestCase):
    def setUp(self):
        self._place = tempfile.TemporaryDirectory()
        self.addCleanup(self._place.cleanup)
        self.root = Path(self._place.name)
        self.folder = self.root / "build" / "dev"
        (self.folder / "bin").mkdir(parents=True)
        for folder in ("tests", "resources", "tools"):
            (self.root / folder).mkdir()
        self.program = self.write("build/dev/bin/test_one", "code")
        self.write("build/dev/bin/melodyd", "server")
        self.write("tests/data.txt", "data")
        self.now = 1000.0
        self.test = {"name": "test_one", "command": [str(self.program)], "properties": []}

    def write(self, name, text):
        path = self.root / name
        path.write_text(text, encoding="utf-8")
        return path

    def passed(self):
        return Passed(self.folder, self.root, lambda: self.now)

    def remember(self, tally=None):
        self.passed().remember([self.test], {self.test["name"]: tally or Tally(passed=3, skipped=1, skips=["A::b"])})

    def must_run(self):
        return self.passed().tally(self.test) is None

    def test_what_never_ran_must_run(self):
        self.assertTrue(self.must_run())

    def test_what_passed_is_counted_as_it_was(self):
        self.remember()
        self.assertEqual(self.passed().tally(self.test), Tally(passed=3, skipped=1, unchanged=3, skips=["A::b"]))

    def test_what_failed_or_was_unsteady_runs_again(self):
        self.remember()
        self.remember(Tally(passed=2, failed=1))
        self.assertTrue(self.must_run())
        self.remember(Tally(passed=3, unsteady=[("test_one", "")]))
        self.assertTrue(self.must_run())

    def test_another_program_runs(self):
        self.remember()
        self.write("build/dev/bin/test_one", "other code")
        self.assertTrue(self.must_run())

    def test_other_data_or_arguments_run(self):
        self.remember()
        self.test["command"].append("--more")
        self.assertTrue(self.must_run())
        self.remember()
        self.write("tests/data.txt", "other")
        self.assertTrue(self.must_run())

    def test_documents_count_only_for_a_test_that_names_their_folder(self):
        self.remember()
        (self.root / "docs").mkdir()
        self.write("docs/page.md", "words")
        self.assertFalse(self.must_run())
        self.write("build/dev/bin/test_one", "reads /docs/page.md")
        self.remember()
        self.assertFalse(self.must_run())
        self.write("docs/page.md", "other words")
        self.assertTrue(self.must_run())

    def test_programs_count_only_for_a_test_that_names_their_folder(self):
        self.remember()
        self.write("build/dev/bin/melodyd", "another server")
        self.assertFalse(self.must_run())
        self.write("build/dev/bin/test_one", f"starts {self.folder}/bin/melodyd")
        self.remember()
        self.assertFalse(self.must_run())
        self.write("build/dev/bin/melodyd", "a third server")
        self.assertTrue(self.must_run())

    def test_a_test_that_is_no_program_of_ours_hangs_on_all_of_them(self):
        self.test["command"] = ["/usr/bin/python3", "-m", "unittest"]
        self.remember()
        self.assertFalse(self.must_run())
        self.write("tools/one.py", "pass")
        self.assertTrue(self.must_run())

    def test_after_a_day_it_runs_again(self):
        self.remember()
        self.now += BELIEVED_SECONDS + 1
        self.assertTrue(self.must_run())


if __name__ == "__main__":
    unittest.main()
