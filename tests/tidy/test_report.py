# SPDX-FileCopyrightText: 2026 The Melody developers
# SPDX-License-Identifier: GPL-3.0-or-later
import json
import tempfile
import unittest
from pathlib import Path

from melodydev.run import report
from melodydev.run.sound import RATE, Heard

TRACK = {"title": "Imperia", "artist": "Sean Hawk", "start_ms": 41.6, "rung": "opus-192", "heard_seconds": 54.87, "underruns": 0, "plays_counted": 1,
         "trace_id": "a" * 32}


class ReportTest(unittest.TestCase):
    def test_a_run_is_good_only_when_sound_was_heard_and_counted(self):
        self.assertEqual(report.verdict([TRACK], 54.0), (True, ""))
        self.assertIn("silence", report.verdict([TRACK], 0.0)[1])
        self.assertIn("counted no play", report.verdict([TRACK | {"plays_counted": 0}], 54.0)[1])
        self.assertIn("no track", report.verdict([], 54.0)[1])

    def test_one_counted_play_is_enough(self):
        self.assertTrue(report.verdict([TRACK, TRACK | {"plays_counted": 0}], 60.0)[0])

    def test_the_table_has_a_line_a_track(self):
        lines = report.table([TRACK, TRACK | {"title": "x" * 60}]).splitlines()
        self.assertEqual(lines[0].split(), ["Title", "Artist", "Start", "ms", "Rung", "Heard", "s", "Underruns", "Counted"])
        self.assertIn("Imperia", lines[1])
        self.assertIn("54.9", lines[1])
        self.assertIn("…", lines[2])

    def test_json_is_written_whole(self):
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "out.json"
            report.write_json(path, {"artist": "Àlex"})
            self.assertEqual(json.loads(path.read_text(encoding="utf-8")), {"artist": "Àlex"})
            self.assertEqual(list(Path(folder).iterdir()), [path])


class HeardTest(unittest.TestCase):
    def test_silence_and_the_faintest_noise_are_not_sound(self):
        heard = Heard()
        heard.add(b"\0\0" * 2 * RATE)
        heard.add(b"\x05\x00\xfb\xff" * RATE)
        self.assertAlmostEqual(heard.seconds, 2.0)
        self.assertEqual(heard.audible_seconds, 0.0)

    def test_music_is_sound_whichever_way_it_swings(self):
        heard = Heard()
        heard.add(b"\x00\x80\x00\x00" * RATE)
        self.assertAlmostEqual(heard.audible_seconds, 1.0)
        self.assertEqual(heard.peak, 32768)


if __name__ == "__main__":
    unittest.main()
