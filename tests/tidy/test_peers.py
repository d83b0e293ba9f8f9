# SPDX-FileCopyrightText: 2026 The Melody developers
# SPDX-License-Identifier: GPL-3.0-or-later
import json
import re
import tempfile
import unittest
from pathlib import Path
from unittest import mock

from melodydev import peers
from melodydev.console import Failure


class PeersTest(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.source = Path(folder.name) / "source"
        self.target = Path(folder.name) / "target"
        self.source.mkdir()
        for name in peers.FILES + peers.GO_FILES:
            (self.source / name).write_text("1", encoding="utf-8")

    def test_every_version_is_exact_and_every_package_has_a_digest_and_no_address(self):
        wanted = json.loads((peers.SOURCE / "package.json").read_text(encoding="utf-8"))["dependencies"]
        for name, version in wanted.items():
            self.assertRegex(version, re.compile(r"^\d+\.\d+\.\d+$"), name)
        packages = json.loads((peers.SOURCE / "package-lock.json").read_text(encoding="utf-8"))["packages"]
        self.assertEqual(packages.pop("")["dependencies"], wanted)
        for name, package in packages.items():
            self.assertTrue(package["integrity"].startswith("sha512-"), name)
            self.assertNotIn("resolved", package, name)

    def test_what_is_there_already_is_not_fetched_again(self):
        with mock.patch.object(peers, "install") as install:
            peers.ensure(self.source, self.target)
            peers.ensure(self.source, self.target)
            self.assertEqual(install.call_count, 1)
            (self.source / "package-lock.json").write_text("2", encoding="utf-8")
            peers.ensure(self.source, self.target)
            self.assertEqual(install.call_count, 2)

    def test_what_could_not_be_fetched_is_tried_again(self):
        with mock.patch.object(peers, "install", side_effect=Failure("no network")):
            with self.assertRaises(Failure):
                peers.ensure(self.source, self.target)
        with mock.patch.object(peers, "install") as install:
            peers.ensure(self.source, self.target)
            self.assertEqual(install.call_count, 1)

    def test_the_programs_of_go_are_built_of_their_digests_once(self):
        wanted = (peers.SOURCE / "go.mod").read_text(encoding="utf-8")
        version = re.search(re.escape(peers.STRIPE_MOCK) + r" (v\d+\.\d+\.\d+)\b", wanted)
        self.assertTrue(version)
        self.assertIn(f"{peers.STRIPE_MOCK} {version[1]} h1:", (peers.SOURCE / "go.sum").read_text(encoding="utf-8"))
        with mock.patch.object(peers, "build") as build:
            self.assertEqual(peers.stripe_mock(self.source, self.target), self.target / "stripe-mock")
            peers.stripe_mock(self.source, self.target)
            self.assertEqual(build.call_count, 1)
            (self.source / "go.sum").write_text("2", encoding="utf-8")
            peers.stripe_mock(self.source, self.target)
            self.assertEqual(build.call_count, 2)

    def test_what_go_says_is_passed_on(self):
        with self.assertRaisesRegex(Failure, "go is missing|could not be built"):
            peers.stripe_mock(self.source, self.target)  # its go.mod is none

    def test_without_npm_it_says_where_to_get_it(self):
        with mock.patch("shutil.which", return_value=None), self.assertRaisesRegex(Failure, "npm is missing"):
            peers.ensure(self.source, self.target)


if __name__ == "__main__":
    unittest.main()
