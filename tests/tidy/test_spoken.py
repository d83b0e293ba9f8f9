# SPDX-FileCopyrightText: 2026 The Melody developers
# SPDX-License-Identifier: GPL-3.0-or-later
import json
import subprocess
import tempfile
import unittest
from pathlib import Path

from melodydev import project
from melodydev.run import spoken

SCRIPT = {"title": "T", "artist_name": "A", "licence": "CC0-1.0", "artwork": "a.jpg", "episodes": [
    {"title": "One", "release_date": "2026-01-02", "chapters": [{"title": "Here", "text": ["Yes, it's here."]}, {"title": "There", "text": ["No.", "Well."]}]}]}


class SpokenTest(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = Path(folder.name) / "talk"

    def test_chapters_and_words_begin_where_they_are_spoken(self):
        release = spoken.show(SCRIPT, self.folder)
        self.assertEqual(release["kind"], "show")
        self.assertEqual(release["tracks"], [{"title": "One", "release_date": "2026-01-02", "file": "talk/episode-1.m4a", "lyrics": "talk/episode-1.lrc"}])
        probed = subprocess.run(["ffprobe", "-v", "error", "-show_chapters", "-show_format", "-of", "json", self.folder / "episode-1.m4a"],
                                capture_output=True, text=True, check=True)
        found = json.loads(probed.stdout)
        self.assertEqual([chapter["tags"]["title"] for chapter in found["chapters"]], ["Here", "There"])
        second = float(found["chapters"][1]["start_time"])
        self.assertEqual(float(found["chapters"][0]["start_time"]), 0.0)
        self.assertTrue(spoken.PAUSE_OF_CHAPTERS_SECONDS < second < float(found["format"]["duration"]))
        lines = (self.folder / "episode-1.lrc").read_text(encoding="utf-8").splitlines()
        self.assertEqual(lines[:2], ["[ti:One]", "[00:00.00]Yes, it's here."])
        self.assertAlmostEqual(float(lines[2][4:9]), second, delta=0.011)
        self.assertTrue(lines[3].endswith("]Well."))

    def test_what_was_spoken_is_not_spoken_again(self):
        self.folder.mkdir()
        (self.folder / "episode-1.m4a").write_bytes(b"mine")
        spoken.show(SCRIPT, self.folder)
        self.assertEqual((self.folder / "episode-1.m4a").read_bytes(), b"mine")

    def test_every_script_has_what_a_release_needs(self):
        for file in (project.ROOT / "resources" / "demo" / "spoken").glob("*.json"):
            script = json.loads(file.read_text(encoding="utf-8"))
            for field in ("title", "artist_name", "licence", "attribution", "description"):
                self.assertTrue(script[field], file.name)
            self.assertTrue((file.parent.parent / script["artwork"]).is_file())
