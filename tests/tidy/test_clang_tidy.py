# SPDX-FileCopyrightText: 2026 The Melody developers
# SPDX-License-Identifier: GPL-3.0-or-later
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

    def test_sources_of_one_folder_and_the_same_flags_are_read_together(self):
        def source(path, flags=("-O1",)):
            return Source(Path(path), "/p", flags)

        together = clang_tidy.units([source("core/a.cpp"), source("core/b.cpp"), source("core/c.cpp", ("-O2",)), source("sync/d.cpp")])
        self.assertEqual(sorted(len(unit) for unit in together), [1, 1, 2])
        many = clang_tidy.units([source(f"core/{i}.cpp") for i in range(clang_tidy.UNIT_FILES + 1)])
        self.assertEqual([len(unit) for unit in many], [clang_tidy.UNIT_FILES, 1])


if __name__ == "__main__":
    unittest.main()
