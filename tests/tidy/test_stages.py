# SPDX-FileCopyrightText: 2026 The Melody developers
# SPDX-License-Identifier: GPL-3.0-or-later
"""Which tests a stage of ./dev test builds and runs."""

import unittest
from argparse import Namespace
from unittest import mock

from melodydev import testing


def test_named(name, *labels):
    return {"name": name, "properties": [{"name": "LABELS", "value": list(labels)}]}


def arguments(**given):
    return Namespace(**{"stage": None, "quick": False, "thorough": False, **given})


class StagesTest(unittest.TestCase):
    TESTS = [test_named("test_core_values"), test_named("test_core_wire"), test_named("test_server_billing_pg", "pg"), test_named("test_qml", "gui"),
             test_named("journey_kill", "journey", "kills")]

    def names(self, preset, given):
        return [test["name"] for test in testing.sanitized(preset, self.TESTS, given)]

    def test_sanitizers_run_over_what_they_can_judge(self):
        self.assertEqual(self.names("asan", arguments()), ["test_core_values", "test_core_wire"])
        self.assertEqual(self.names("asan", arguments(thorough=True)), ["test_core_values", "test_core_wire", "test_server_billing_pg"])
        self.assertEqual(self.names("tsan", arguments()), ["test_core_values"])

    def test_all_stages_run_unless_some_are_named(self):
        self.assertEqual(testing.stages_of(arguments()), list(testing.STAGES))
        self.assertEqual(testing.stages_of(arguments(stage=["dev"])), ["dev"])
        self.assertNotIn("asan", testing.stages_of(arguments(quick=True)))

    def test_without_a_sanitizer_everything_is_built_and_run_plain(self):
        self.assertEqual(testing.only_sanitized(arguments(quick=True)), set())

    def test_what_a_sanitizer_runs_is_listed_after_it_was_built(self):
        built = []

        def listed(preset):
            command = [f"{preset}/bin/test_core_values"]
            return [{"name": "test_core_values", **({"command": command} if built else {})}]

        with mock.patch.object(testing, "listed_tests", listed), mock.patch.object(testing.build, "build", lambda *what: built.append(what)):
            tests = testing.build_sanitizer("asan", arguments())
        self.assertEqual(built, [("asan", ["test_core_values"])])
        self.assertEqual(tests[0]["command"], ["asan/bin/test_core_values"])

    def test_programs_are_built_but_not_the_tests_that_run_elsewhere(self):
        targets = {"bin/melodyd", "bin/test_core_values", "bin/test_qml", "core/values/libcore_values.a", "all"}
        self.assertEqual(testing.wanted_programs(targets, {"test_core_values"}), ["bin/melodyd", "bin/test_qml"])


if __name__ == "__main__":
    unittest.main()
