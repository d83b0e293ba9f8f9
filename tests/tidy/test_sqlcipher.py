# SPDX-FileCopyrightText: 2026 The Melody developers
# SPDX-License-Identifier: GPL-3.0-or-later
import hashlib
import io
import tarfile
import tempfile
import unittest
from pathlib import Path
from unittest import mock

from melodydev import sqlcipher
from melodydev.console import Failure


class SqlcipherTest(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.target = Path(folder.name)

    def archive(self):
        path = self.target / "package.tgz"
        with tarfile.open(path, "w:gz") as package:
            for member in (*sqlcipher.MEMBERS, "package/evil.js"):
                info = tarfile.TarInfo(member)
                info.size = 3
                package.addfile(info, io.BytesIO(b"abc"))
        return path

    def test_a_package_that_is_not_the_one_is_refused_and_thrown_away(self):
        archive = self.archive()
        with self.assertRaisesRegex(Failure, "not what it was"):
            sqlcipher.unpack(archive, self.target)
        self.assertFalse(archive.exists())
        self.assertFalse((self.target / "sqlite3.c").exists())

    def test_only_the_two_files_are_taken(self):
        archive = self.archive()
        with mock.patch.object(sqlcipher, "SHA256", hashlib.sha256(archive.read_bytes()).hexdigest()):
            sqlcipher.unpack(archive, self.target)
        self.assertEqual(sorted(path.name for path in self.target.iterdir()), ["sqlite3.c", "sqlite3.h"])

    def test_what_is_there_already_is_not_made_again_until_it_is_compiled_otherwise(self):
        with mock.patch.object(sqlcipher, "fetch") as fetch, mock.patch.object(sqlcipher, "unpack"), \
                mock.patch.object(sqlcipher, "compile_in") as compiled:
            sqlcipher.ensure(self.target)
            sqlcipher.ensure(self.target)
            self.assertEqual((fetch.call_count, compiled.call_count), (1, 1))
            with mock.patch.object(sqlcipher, "COMPILE", ("cc", "-O3")):
                sqlcipher.ensure(self.target)
            self.assertEqual(compiled.call_count, 2)

    def test_what_does_not_compile_is_said_and_leaves_no_library(self):
        (self.target / "sqlite3.c").write_text("int f(void) { return }", encoding="utf-8")
        with self.assertRaisesRegex(Failure, "could not be compiled"):
            sqlcipher.compile_in(self.target)
        self.assertFalse((self.target / sqlcipher.LIBRARY).exists())

    def test_without_npm_it_says_where_to_get_it(self):
        with mock.patch("shutil.which", return_value=None), self.assertRaisesRegex(Failure, "npm is missing"):
            sqlcipher.ensure(self.target)


if __name__ == "__main__":
    unittest.main()
