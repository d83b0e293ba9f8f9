# SPDX-FileCopyrightText: 2026 The Melody developers
# SPDX-License-Identifier: GPL-3.0-or-later
import base64
import json
import tempfile
import unittest
from pathlib import Path
from unittest import mock

from melodydev.run import authenticator
from melodydev.run.server import Account, second_factor

SECRET = base64.b32encode(b"12345678901234567890").decode()


class AuthenticatorTest(unittest.TestCase):
    def test_the_codes_are_those_of_rfc_6238(self):
        for seconds, expected in ((59, "287082"), (1111111109, "081804"), (1234567890, "005924"), (20000000000, "353130")):
            self.assertEqual(authenticator.code(SECRET, seconds), expected)

    def test_it_is_set_up_once_a_cluster(self):
        with tempfile.TemporaryDirectory() as folder, mock.patch.object(authenticator, "enrol", side_effect=["first", "second"]) as enrol:
            password_file = Path(folder) / "admin.password"
            password_file.write_text("secret\n", encoding="utf-8")
            account = Account("admin", "admin@demo.example", "Demo Admin", password_file)
            known = Path(folder) / "admin.authenticator"
            for identity, expected in (("one", "first"), ("one", "first"), ("two", "second")):
                self.assertEqual(second_factor(account, identity, "https://127.0.0.1:1", "ca.pem"), expected)
                self.assertEqual(json.loads(known.read_text(encoding="utf-8"))["cluster"], identity)
                self.assertEqual(known.stat().st_mode & 0o077, 0)
            self.assertEqual(enrol.call_args_list[0].args, ("https://127.0.0.1:1", "ca.pem", "admin@demo.example", "secret"))


if __name__ == "__main__":
    unittest.main()
