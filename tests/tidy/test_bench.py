# SPDX-FileCopyrightText: 2026 The Melody developers
# SPDX-License-Identifier: GPL-3.0-or-later

import unittest

from melodydev.__main__ import make_parser


class BenchTest(unittest.TestCase):
    def test_what_follows_the_name_is_handed_on_to_the_benchmark(self):
        parsed = make_parser().parse_args(["bench", "abr", "--traces", "links.json", "--scale", "0.25", "--json", "out.json"])
        self.assertEqual(parsed.name, "abr")
        self.assertEqual(parsed.rest, ["--traces", "links.json", "--scale", "0.25", "--json", "out.json"])

    def test_without_a_name_there_is_nothing_to_hand_on(self):
        parsed = make_parser().parse_args(["bench"])
        self.assertIsNone(parsed.name)
        self.assertEqual(parsed.rest, [])
