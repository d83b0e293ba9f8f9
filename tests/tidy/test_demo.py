# SPDX-FileCopyrightText: 2026 The Melody developers
# SPDX-License-Identifier: GPL-3.0-or-later
import json
import tempfile
import unittest
from pathlib import Path

from melodydev import project
from melodydev.console import Failure
from melodydev.run import certificates, demo

DEMO = project.ROOT / "resources" / "demo"


class DemoTest(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = Path(folder.name)

    def test_every_release_says_whose_it_is_and_under_which_licence(self):
        catalogue = json.loads((DEMO / "catalogue.json").read_text(encoding="utf-8"))
        for release in catalogue["releases"]:
            for field in ("title", "artist_name", "licence", "attribution"):
                self.assertTrue(release[field], release["title"])
            self.assertTrue((DEMO / release["artwork"]).is_file(), release["artwork"])
            self.assertLessEqual((DEMO / release["artwork"]).stat().st_size, 150 * 1024)
            for track in release["tracks"]:
                self.assertTrue("lyrics" not in track or (DEMO / track["lyrics"]).is_file(), track["title"])
        self.assertEqual(demo.packages(catalogue), ["amoebax-data", "angrydd", "wizznic-data"])

    def test_a_file_that_the_packages_do_not_hold_is_named(self):
        source = self.folder / "source"
        (source / "artwork").mkdir(parents=True)
        (source / "artwork" / "a.jpg").touch()
        release = {"artwork": "artwork/a.jpg", "tracks": [{"file": "music/a.ogg"}]}
        (source / "catalogue.json").write_text(json.dumps({"releases": [release]}), encoding="utf-8")
        (self.folder / "stage" / "music").mkdir(parents=True)
        with self.assertRaisesRegex(Failure, "music/a.ogg"):
            demo.stage(source, self.folder / "stage")
        (self.folder / "stage" / "music" / "a.ogg").touch()
        self.assertEqual(demo.stage(source, self.folder / "stage"), self.folder / "stage")

    def test_words_lie_where_the_catalogue_says(self):
        catalogue = json.loads((DEMO / "catalogue.json").read_text(encoding="utf-8"))
        for name in demo.packages(catalogue):
            (self.folder / name).mkdir()
        for release in catalogue["releases"]:
            for track in release["tracks"]:
                (self.folder / track["file"]).parent.mkdir(parents=True, exist_ok=True)
                (self.folder / track["file"]).touch()
        for script in (DEMO / "spoken").glob("*.json"):
            (self.folder / script.stem).mkdir()
            for number, _ in enumerate(json.loads(script.read_text(encoding="utf-8"))["episodes"], 1):
                for suffix in ("m4a", "lrc"):
                    (self.folder / script.stem / f"episode-{number}.{suffix}").touch()
        demo.stage(DEMO, self.folder)
        words = [track["lyrics"] for release in catalogue["releases"] for track in release["tracks"] if "lyrics" in track]
        self.assertTrue(words)
        for file in words:
            self.assertIn("[00:", (self.folder / file).read_text(encoding="utf-8"))

    def test_a_package_that_can_not_be_had_says_what_to_do(self):
        with self.assertRaisesRegex(Failure, "(?s)could not be fetched.*dpkg-deb -x"):
            demo.fetch("no-such-package-as-this", self.folder)


class CertificatesTest(unittest.TestCase):
    def test_a_certificate_is_made_once_and_only_its_owner_reads_the_key(self):
        with tempfile.TemporaryDirectory() as folder:
            first = certificates.ensure(Path(folder))
            text = first.chain.read_text(encoding="utf-8")
            self.assertEqual(certificates.ensure(Path(folder)).chain.read_text(encoding="utf-8"), text)
            self.assertEqual(first.key.stat().st_mode & 0o777, 0o600)
            self.assertEqual(sorted(path.name for path in Path(folder).iterdir()), ["ca.pem", "server.key", "server.pem"])

    def test_a_certificate_of_another_authority_is_made_anew(self):
        with tempfile.TemporaryDirectory() as one, tempfile.TemporaryDirectory() as other:
            first = certificates.ensure(Path(one))
            text = first.chain.read_text(encoding="utf-8")
            first.authority.write_text(certificates.ensure(Path(other)).authority.read_text(encoding="utf-8"), encoding="utf-8")
            self.assertNotEqual(certificates.ensure(Path(one)).chain.read_text(encoding="utf-8"), text)


if __name__ == "__main__":
    unittest.main()
