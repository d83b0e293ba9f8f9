# SPDX-FileCopyrightText: 2026 The Melody developers
# SPDX-License-Identifier: GPL-3.0-or-later
import tempfile
import unittest
from pathlib import Path

from melodydev.check import clang_tidy
from melodydev.check.clang_tidy import Source


class ClangTidyTest(unittest.TestCase):
    def entry(self, file, flags="-O1"):
        command = f"/usr/bin/c++ {flags} -Winvalid-pch -include /p/build/dev/CMakeFiles/x/cmake_pch.hxx -o x.o -c {file}"
        return {"directory": "/p/build/dev", "command": command, "file": file}

    def test_what_only_gcc_understands_is_taken_out(self):
        (source,) = clang_tidy.parse_database([self.entry("/p/core/a.cpp", "-DX='\"1\"' -fpch-preprocess")], Path("/p"))
        self.assertEqual(source, Source(Path("core/a.cpp"), "/p/build/dev", ('-DX="1"',)))

    def test_generated_sources_are_not_ours(self):
        self.assertEqual(clang_tidy.parse_database([self.entry("/p/build/dev/mocs.cpp"), self.entry("/usr/x.cpp")], Path("/p")), [])

    def test_the_sources_of_a_unit_have_its_flags(self):
        with tempfile.TemporaryDirectory() as folder:
            unit = Path(folder) / "build/dev/core/Unity/unity_0_cxx.cxx"
            unit.parent.mkdir(parents=True)
            unit.write_text(f'#include "{folder}/build/dev/core/types.cpp"\n\n#include "{folder}/core/a.cpp"\n', encoding="utf-8")
            (source,) = clang_tidy.parse_database([self.entry(str(unit), "-DX")], Path(folder))
        self.assertEqual(source.path, Path("core/a.cpp"))
        self.assertIn("-DX", source.flags)

    def test_names_that_a_source_keeps_to_itself_are_known(self):
        text = """#include <a.h>
class Shown;
namespace melody {
namespace {

using namespace Qt::StringLiterals;
constexpr int channels = 2;
struct Parts {
    int inner = 0;
};
class Walk : public QObject {
};
Result<std::vector<int>> text(const QString &reader)
{
    return {};
}

} // namespace

int visible(int a)
{
}
static int helper();
"""
        self.assertEqual(clang_tidy.hidden_names(text), {"Shown", "channels", "Parts", "Walk", "text", "helper"})

    def test_sources_of_one_room_are_read_together_unless_they_hide_the_same_name(self):
        names = {"core/a.cpp": {"channels"}, "core/b.cpp": {"rate"}, "core/c.cpp": {"channels"}, "sync/d.cpp": set()}
        together = clang_tidy.units([Source(Path(path), "/p", ()) for path in names], lambda path: names[path.as_posix()])
        self.assertEqual([[source.path.name for source in unit] for unit in together], [["a.cpp", "b.cpp"], ["c.cpp"], ["d.cpp"]])

    def test_a_unit_has_a_limit(self):
        many = clang_tidy.units([Source(Path(f"core/{i}.cpp"), "/p", ()) for i in range(clang_tidy.UNIT_FILES + 1)], lambda path: set())
        self.assertEqual([len(unit) for unit in many], [clang_tidy.UNIT_FILES, 1])


if __name__ == "__main__":
    unittest.main()
