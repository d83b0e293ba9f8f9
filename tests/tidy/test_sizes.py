# SPDX-FileCopyrightText: 2026 The Melody developers
# SPDX-License-Identifier: GPL-3.0-or-later
import unittest

from melodydev.check import sizes
from tree import messages


def function(lines, indent=""):
    return f"{indent}int work()\n{indent}{{\n" + f"{indent}    step();\n" * (lines - 2) + f"{indent}}}\n"


def judged(files):
    return messages(sizes.check, files)


class SizesTest(unittest.TestCase):
    def test_a_file_of_500_lines_is_fine_and_one_of_501_is_not(self):
        self.assertEqual(judged({"core/a.cpp": "\n" * 500}), [])
        self.assertIn("501 lines", judged({"core/a.cpp": "\n" * 501})[0])

    def test_a_function_of_70_lines_is_fine_and_one_of_71_is_not(self):
        self.assertEqual(judged({"core/a.cpp": function(70) + function(70)}), [])
        self.assertIn("has 71 lines", judged({"core/a.cpp": function(10) + function(71)})[0])

    def test_a_member_function_in_its_class_counts_too(self):
        self.assertIn("has 80 lines", judged({"core/a.h": "class A {\npublic:\n" + function(80, "    ") + "};\n"})[0])

    def test_a_qml_file_and_a_qml_function_have_limits(self):
        self.assertIn("251 lines", judged({"qml/screens/Home.qml": "\n" * 251})[0])
        handler = "Item {\n    onClicked: {\n" + "        work();\n" * 40 + "    }\n}\n"
        self.assertIn("onClicked", judged({"qml/screens/Home.qml": handler})[0])

    def test_a_long_python_function_is_found(self):
        self.assertIn("'f' has 72 lines", judged({"tools/a.py": "def f():\n" + "    pass\n" * 71})[0])

    def test_a_service_of_more_than_3000_lines_is_found_without_counting_its_sql(self):
        parts = {f"server/catalog/src/part_{i}.cpp": "\n" * 400 for i in range(7)}
        self.assertEqual(judged(parts | {"server/catalog/sql/all.sql": "\n" * 2000}), [])
        self.assertIn("3200 lines", judged(parts | {"server/catalog/src/more.cpp": "\n" * 400})[0])


if __name__ == "__main__":
    unittest.main()
