# SPDX-FileCopyrightText: 2026 The Melody developers
# SPDX-License-Identifier: GPL-3.0-or-later
import signal
import ssl
import stat
import tempfile
import unittest
import urllib.request
from pathlib import Path

from melodydev import project
from melodydev.run import certificates, payments, processes

PRESET = "dev"


class PaymentsTest(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = Path(folder.name)
        self.certificate = certificates.ensure(self.folder / "tls")
        self.sandbox = payments.Sandbox(self.folder / "payments", self.certificate, self.folder / "log", PRESET)
        self.sandbox.prepare()

    def test_keys_are_made_once_and_for_us_only(self):
        keys = [file.read_text(encoding="utf-8") for file in (self.sandbox.api_key_file, self.sandbox.webhook_secret_file)]
        self.assertEqual(len(set(keys)), 2)
        self.sandbox.prepare()
        self.assertEqual(self.sandbox.api_key_file.read_text(encoding="utf-8"), keys[0])
        self.assertEqual(stat.S_IMODE(self.sandbox.api_key_file.stat().st_mode), 0o600)
        self.assertGreaterEqual(len(keys[0].strip()), 32)

    def test_the_server_is_told_where_it_is(self):
        settings = self.sandbox.settings()
        self.assertEqual(settings["PAYMENTS_URL"], self.sandbox.url)
        self.assertRegex(self.sandbox.url, r"^https://127\.0\.0\.1:\d+$")

    @unittest.skipUnless(project.program(PRESET, "melody-sandboxpay").exists(), "melody-sandboxpay is not built")
    def test_it_starts_again_at_the_same_address(self):
        service = self.sandbox.service("https://127.0.0.1:9")
        for _ in range(2):
            process = service.start()
            self.addCleanup(processes.stop, process, signal.SIGKILL)
            self.assertEqual(self.ask("/pay/nothing"), 404)
            processes.stop(process, signal.SIGKILL)

    def ask(self, path):
        context = ssl.create_default_context(cafile=self.certificate.authority)
        try:
            return urllib.request.urlopen(self.sandbox.url + path, context=context, timeout=20).status
        except urllib.error.HTTPError as error:
            return error.code


if __name__ == "__main__":
    unittest.main()
