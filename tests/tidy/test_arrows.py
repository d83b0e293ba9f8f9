# SPDX-FileCopyrightText: 2026 The Melody developers
# SPDX-License-Identifier: GPL-3.0-or-later
import unittest

from melodydev.check import arrows
from tree import messages

RULES = """
core ->
player -> core
sync -> core
server/platform -> core
server/catalog -> core server/platform
server/ingest -> core server/platform server/catalog
tests -> core player sync server
QtHttpServer <- server/platform/http
"""


def judged(files):
    return messages(arrows.check, {"cmake/arrows.txt": RULES, "core/values/include/values/id.h": "", **files})


class ArrowsTest(unittest.TestCase):
    def test_an_include_down_the_arrows_is_fine(self):
        self.assertEqual(judged({"player/engine/src/engine.cpp": "#include <values/id.h>\n#include <vector>\n"}), [])

    def test_an_include_against_the_arrows_is_found_with_its_line(self):
        found = judged({
            "player/engine/include/engine/engine.h": "",
            "core/values/src/id.cpp": "#include <values/id.h>\n\n#include <engine/engine.h>\n",
        })
        self.assertEqual(found, ["core/values/src/id.cpp:3: core/values may not include player/engine: cmake/arrows.txt"])

    def test_player_and_sync_never_meet(self):
        found = judged({"sync/remote/include/remote/client.h": "", "player/engine/src/engine.cpp": "#include <remote/client.h>\n"})
        self.assertEqual(len(found), 1)

    def test_a_service_may_not_include_one_that_it_has_no_arrow_to(self):
        found = judged({"server/ingest/include/ingest/ingest.h": "", "server/catalog/src/store.cpp": "#include <ingest/ingest.h>\n"})
        self.assertIn("server/catalog may not include server/ingest", found[0])

    def test_a_folder_without_a_line_is_found(self):
        self.assertIn("has no line for server/billing", judged({"server/billing/src/plans.cpp": ""})[0])

    def test_outside_headers_stay_in_their_room(self):
        text = "#include <QtHttpServer/QHttpServer>\n"
        self.assertEqual(judged({"server/platform/http/src/server.cpp": text}), [])
        self.assertIn("may be included only in server/platform/http", judged({"server/catalog/src/routes.cpp": text})[0])

    def test_reaching_into_another_folder_is_found(self):
        self.assertIn("reaches out", judged({"player/engine/src/engine.cpp": '#include "../../queue/src/queue.h"\n'})[0])

    def test_a_cycle_of_modules_is_found_once(self):
        found = judged({
            "server/platform/db/include/db/db.h": "#include <events/events.h>\n",
            "server/platform/events/include/events/events.h": "#include <db/db.h>\n",
        })
        self.assertEqual(len(found), 1)
        self.assertIn("cycle of modules: server/platform/db -> server/platform/events -> server/platform/db", found[0])

    def test_two_public_headers_of_one_name_are_found(self):
        found = judged({"core/media/include/media/a.h": "", "player/media/include/media/a.h": ""})
        self.assertIn("already a public header", found[0])

    def test_folders_of_one_name_in_rooms_that_never_meet_are_told_apart(self):
        headers = {"player/main/include/main/gui.h": "", "server/platform/main/include/main/settings.h": ""}
        self.assertEqual(judged(headers | {"server/platform/main/src/a.cpp": "#include <main/settings.h>\n#include <main/generated.h>\n"}), [])
        self.assertEqual(len(judged(headers | {"server/platform/main/src/a.cpp": "#include <main/gui.h>\n"})), 1)


if __name__ == "__main__":
    unittest.main()
