# SPDX-FileCopyrightText: 2026 The Melody developers
# SPDX-License-Identifier: GPL-3.0-or-later
import unittest

from melodydev.check import words
from tree import messages

HEAD = "// SPDX-FileCopyrightText: 2026 The Melody developers\n// SPDX-License-Identifier: GPL-3.0-or-later\n"


class WordsTest(unittest.TestCase):
    def test_a_source_without_its_licence_is_found(self):
        self.assertEqual(messages(words.licences, {"core/a.cpp": HEAD}), [])
        self.assertEqual(len(messages(words.licences, {"core/a.cpp": "int a;\n"})), 1)
        self.assertEqual(len(messages(words.licences, {"server/catalog/sql/a.sql": "-- no licence\n"})), 1)
        self.assertEqual(len(messages(words.licences, {"core/a.cpp": HEAD.replace("GPL-3.0-or-later", "MIT")})), 1)

    def test_a_leftover_marker_is_found(self):
        for marker in ("TO" + "DO", "FIX" + "ME", "X" * 3, "HA" + "CK"):
            self.assertEqual(len(messages(words.leftovers, {"core/a.cpp": f"int a; // {marker}: later\n"})), 1, marker)
        self.assertEqual(messages(words.leftovers, {"core/a.cpp": "int todoList; // what is left to do\n"}), [])

    def test_a_merge_conflict_is_found(self):
        self.assertEqual(len(messages(words.leftovers, {"README.md": "<" * 7 + " HEAD\na\n" + "=" * 7 + "\nb\n" + ">" * 7 + " x\n"})), 3)

    def test_a_place_of_one_machine_or_a_registry_is_found(self):
        for place in ("/ro" + "ot/x", "/ho" + "me/ann/src", "/wo" + "rk/x", "https://files.python" + "hosted.org/x"):
            self.assertEqual(len(messages(words.places, {"cmake/a.cmake": f'set(x "{place}")\n'})), 1, place)
        self.assertEqual(messages(words.places, {"docs/a.md": "see /usr/include and .run/work/x and https://example.org/home/a\n"}), [])

    def test_every_ban_of_calls_finds_its_call(self):
        bad = [
            "strcpy(a, b);", "QRandomGenerator::global()->generate();", "int x = rand();", "system(command);", "std::cout << x;", "qDebug() << x;",
            "QDateTime::currentDateTimeUtc()", "Cache::instance()", "static Cache &instance();", "context->setContextProperty(a, b);",
            "connect(a, SIGNAL(b()), c, SLOT(d()));", "Q_FOREACH (a, b)", "using namespace std;",
            "QSqlQuery query;", "int a; // NOLINT", "thread->terminate();",
        ]
        for line in bad:
            found = messages(words.banned_calls, {"core/a.cpp": line + "\n"})
            self.assertGreaterEqual(len(found), 1, line)

    def test_what_looks_like_a_banned_call_but_is_not_is_left_alone(self):
        good = ["QRandomGenerator::system()->generate();", "QCoreApplication::instance()", "// qDebug() is not used", "log(\"system(\");",
                "call(); // NOLINT(bugprone-x): the interface wants it", "m_random(3);", "using namespace std::chrono_literals;"]
        for line in good:
            self.assertEqual(messages(words.banned_calls, {"core/a.cpp": line + "\n"}), [], line)

    def test_the_clock_may_be_read_in_its_own_file(self):
        text = "return std::chrono::system_clock::now();\n"
        self.assertEqual(messages(words.banned_calls, {"core/values/src/clock.cpp": text}), [])
        self.assertEqual(len(messages(words.banned_calls, {"server/catalog/src/a.cpp": text})), 1)

    def test_logic_in_qml_is_found(self):
        for line in ("property var items", "new XMLHttpRequest()", "console.log(x)", 'import "helpers.js" as H'):
            self.assertEqual(len(messages(words.banned_calls, {"qml/screens/A.qml": line + "\n"})), 1, line)
        self.assertEqual(len(messages(words.banned_calls, {"qml/screens/helpers.js": ""})), 1)
        self.assertEqual(messages(words.banned_calls, {"tests/support/peer.mjs": ""}), [])

    def test_sql_outside_its_folders_is_found(self):
        text = 'tx.exec("SELECT id FROM users");\n'
        self.assertEqual(len(messages(words.sql_in_code, {"server/catalog/src/store.cpp": text})), 1)
        self.assertEqual(len(messages(words.sql_in_code, {"server/catalog/src/store.cpp": 'R"(UPDATE catalog.content SET a = 1)"\n'})), 1)
        self.assertEqual(messages(words.sql_in_code, {"server/platform/db/src/migrate.cpp": text}), [])
        self.assertEqual(messages(words.sql_in_code, {"server/catalog/src/store.cpp": 'fail("Select a file from the list")\n'}), [])


if __name__ == "__main__":
    unittest.main()
