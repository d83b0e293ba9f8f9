# SPDX-FileCopyrightText: 2026 The Melody developers
# SPDX-License-Identifier: GPL-3.0-or-later
import unittest

from melodydev.check import unused
from tree import messages


class UnusedTest(unittest.TestCase):
    def judged(self, files):
        return messages(unused.check, files)

    def test_a_source_that_no_list_names_is_found(self):
        lists = {"core/values/CMakeLists.txt": "melody_module(SOURCES src/id.cpp)\n", "core/values/src/id.cpp": ""}
        self.assertEqual(self.judged(lists), [])
        found = self.judged(lists | {"core/values/src/old_id.cpp": "", "core/values/src/d.cpp": ""})
        self.assertEqual([line.split(":")[0] for line in found], ["core/values/src/d.cpp", "core/values/src/old_id.cpp"])

    def test_a_list_further_up_counts(self):
        self.assertEqual(self.judged({"qml/CMakeLists.txt": "QML_FILES screens/Home.qml", "qml/screens/Home.qml": ""}), [])

    def test_a_header_that_nobody_includes_is_found(self):
        header = {"core/values/include/values/id.h": ""}
        self.assertEqual(len(self.judged(header)), 1)
        self.assertEqual(self.judged(header | {"core/a/include/a/b.h": "#include <values/id.h>\n#include <a/b.h>\n"}), [])

    def test_a_query_that_nobody_runs_is_found(self):
        query = {"server/catalog/sql/album_by_id.sql": ""}
        self.assertIn("sql::albumById", self.judged(query)[0])
        code = {"server/catalog/CMakeLists.txt": "src/a.cpp", "server/catalog/src/a.cpp": "run(sql::albumById);\n"}
        self.assertEqual(self.judged(query | code), [])

    def test_a_migration_with_a_bad_name_or_a_taken_time_is_found(self):
        self.assertEqual(len(self.judged({"server/catalog/migrations/first.sql": ""})), 1)
        found = self.judged({"server/catalog/migrations/20261122T100000_a.sql": "", "server/catalog/migrations/20261122T100000_b.sql": ""})
        self.assertEqual(len(found), 1)

    def test_a_resource_that_nothing_mentions_is_found(self):
        self.assertEqual(len(self.judged({"resources/demo/artwork/cover.jpg": ""})), 1)
        self.assertEqual(self.judged({"resources/demo/artwork/cover.jpg": "", "tools/melodydev/demo.py": "'cover.jpg'; import demo"}), [])


if __name__ == "__main__":
    unittest.main()
