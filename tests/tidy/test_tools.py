# SPDX-FileCopyrightText: 2026 The Melody developers
# SPDX-License-Identifier: GPL-3.0-or-later
import tempfile
import unittest
from pathlib import Path

from melodydev import project
from melodydev.check import clang_tidy, tools
from melodydev.check.clang_tidy import Source
from melodydev.console import Failure
from tree import messages, tree

LAYOUT = (project.ROOT / ".clang-format").read_text(encoding="utf-8")
TIDY = (project.ROOT / ".clang-tidy").read_text(encoding="utf-8")


class ToolsTest(unittest.TestCase):
    def test_a_missing_tool_is_an_error(self):
        with self.assertRaises(Failure):
            tools.find_tool("no-such-formatter")

    def test_code_that_is_laid_out_differently_is_found_once(self):
        bad = {".clang-format": LAYOUT, "core/a.cpp": "int  f( ){return 1;}\nint  g( ){return 1;}\n", "core/b.cpp": "int a;\n"}
        self.assertEqual(messages(tools.clang_format, bad), ["core/a.cpp:1: not formatted; run clang-format -i on it"])

    def test_qml_that_is_laid_out_differently_is_found(self):
        good = "import QtQuick\n\nItem {\n    width: 1\n}\n"
        self.assertEqual(messages(tools.qmlformat, {"qml/A.qml": good}), [])
        self.assertEqual(len(messages(tools.qmlformat, {"qml/A.qml": good.replace("    width", "  width")})), 1)

    def test_an_unqualified_name_in_qml_is_found_with_its_line(self):
        found = messages(tools.lint_without_modules, {"qml/A.qml": "import QtQuick\n\nItem {\n    width: unknownName\n}\n"})
        self.assertEqual(len(found), 1)
        self.assertTrue(found[0].startswith("qml/A.qml:4: Unqualified access"), found[0])

    def test_what_clang_tidy_finds_is_reported_at_its_place(self):
        text = "#include <string>\n#include <utility>\n\nint f(std::string a)\n{\n    std::string b = std::move(a);\n    return b.empty() ? 0 : int(a.size());\n}\n"
        with tree({".clang-tidy": TIDY, "core/a.cpp": text, "core/b.cpp": "int g();\n"}) as (root, _), tempfile.TemporaryDirectory() as cache:
            clang_tidy.CACHE = Path(cache)
            unit = tuple(Source(Path(name), str(root), ("-std=c++20",)) for name in ("core/a.cpp", "core/b.cpp"))
            found = [str(finding) for finding in clang_tidy.tidy(tools.find_tool("clang-tidy"), root, unit)]
        self.assertTrue(any(line.startswith("core/a.cpp:7: 'a' used after it was moved") for line in found), found)

    def test_sources_that_do_not_live_together_are_read_one_by_one(self):
        text = "namespace {\nint helper() { return 1; }\n}\nint NAME() { return helper(); }\n"
        with tree({".clang-tidy": TIDY, "core/a.cpp": text.replace("NAME", "a"), "core/b.cpp": text.replace("NAME", "b")}) as (root, _), \
                tempfile.TemporaryDirectory() as cache:
            clang_tidy.CACHE = Path(cache)
            unit = tuple(Source(Path(name), str(root), ("-std=c++20",)) for name in ("core/a.cpp", "core/b.cpp"))
            self.assertEqual(clang_tidy.tidy(tools.find_tool("clang-tidy"), root, unit), [])


if __name__ == "__main__":
    unittest.main()
