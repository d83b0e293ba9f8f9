# SPDX-FileCopyrightText: 2026 The Melody developers
# SPDX-License-Identifier: GPL-3.0-or-later
import unittest

from melodydev.check import docs
from tree import messages

RECORD = "# 1. Qt\n## Context\n## Choice\nQt6\n## Consequence\n"


class DocsTest(unittest.TestCase):
    def judged(self, files):
        return messages(docs.check, files)

    def test_a_link_to_nothing_is_found_with_its_line(self):
        self.assertEqual(self.judged({"README.md": "\nsee [the plan](docs/PLAN.md)\n"}), ["README.md:2: 'docs/PLAN.md' does not exist"])
        self.assertEqual(self.judged({"README.md": "[plan](docs/PLAN.md#a) [web](https://example.org)\n", "docs/PLAN.md": ""}), [])

    def test_a_path_that_left_the_project_is_found(self):
        files = {"core/values/id.h": "", "docs/A.md": "`core/values/id.h` `core/values/{id,clock}.h` `core/old/` `not/ours` `core/*/id.h`\n"}
        self.assertEqual(self.judged(files), ["docs/A.md:1: 'core/old/' does not exist"])

    def test_two_decisions_of_one_number_are_found(self):
        self.assertEqual(len(self.judged({"docs/decisions/0001-qt.md": RECORD, "docs/decisions/0001-http.md": RECORD})), 1)

    def test_a_decision_without_its_parts_is_found(self):
        self.assertIn("Consequence", self.judged({"docs/decisions/0001-qt.md": "## Context\n## Choice\n"})[0])

    def test_a_dependency_without_a_record_is_found(self):
        libraries = {"cmake/MelodyDependencies.cmake": "find_package(Qt6 REQUIRED)\npkg_check_modules(sodium REQUIRED libsodium)\n"}
        found = self.judged(libraries | {"docs/decisions/0001-qt.md": RECORD})
        self.assertEqual(found, ["cmake/MelodyDependencies.cmake: no record in docs/decisions speaks of sodium"])


if __name__ == "__main__":
    unittest.main()
