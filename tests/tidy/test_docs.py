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

    def test_a_test_that_is_not_there_is_found(self):
        files = {"tests/a/id_test.cpp": "class IdTest {\n    void idsDiffer()\n    {\n    }\n};\n", "tests/tidy/test_x.py": "    def test_it(self):\n",
                 "docs/A.md": "`tests/a/id_test.cpp:idsDiffer` `tests/tidy/test_x.py:test_it`\n"}
        self.assertEqual(self.judged(files), [])
        gone = files | {"docs/A.md": "`tests/a/id_test.cpp:idsAreSame`\n`tests/b_test.cpp:idsDiffer` `tests/tidy/test_x.py:test_i`\n"}
        self.assertEqual(self.judged(gone), ["docs/A.md:1: 'tests/a/id_test.cpp:idsAreSame' does not exist",
                                             "docs/A.md:2: 'tests/b_test.cpp:idsDiffer' does not exist",
                                             "docs/A.md:2: 'tests/tidy/test_x.py:test_i' does not exist"])

    def test_a_requirement_that_nothing_holds_is_found_unless_it_is_said(self):
        test = {"tests/a_test.cpp": "    void itHolds()\n"}
        honest = "| 2.1.1 | long | `tests/a_test.cpp:itHolds` |\n| 2.1.2 | short | Open: not tried |\n| 2.1.3 | none | Not applicable: no cookies |\n"
        self.assertEqual(self.judged(test | {"docs/security.md": honest}), [])
        self.assertEqual(self.judged({"docs/security.md": "| 2.1.1 | long | surely |\n| 2.1.1 | long | Open: no |\n"}),
                         ["docs/security.md:1: 2.1.1 names no test and does not say why", "docs/security.md:2: 2.1.1 stands here twice"])

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
