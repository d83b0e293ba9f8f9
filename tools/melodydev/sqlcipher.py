# SPDX-FileCopyrightText: 2026 The Melody developers
# SPDX-License-Identifier: GPL-3.0-or-later
"""The amalgamation of SQLCipher, for systems whose own package is too old: sqlite3.c and sqlite3.h out of a package of npm, whose digest
is checked, into build/sqlcipher. `python3 -m melodydev.sqlcipher` does it during a build; when they are there it does nothing."""

import fcntl
import hashlib
import shutil
import subprocess
import sys
import tarfile

from melodydev import project
from melodydev.console import Failure, Progress, say

PACKAGE = "@journeyapps/sqlcipher@6.0.0"  # SQLCipher 4.14
SHA256 = "ad3ee0e551de315b230db78e2294d41868b5c166d44c0c87da35fb6b87bde54c"
MEMBERS = ("package/deps/sqlcipher-amalgamation/sqlite3.c", "package/deps/sqlcipher-amalgamation/sqlite3.h")
TARGET = project.ROOT / "build" / "sqlcipher"
TIME_LIMIT_S = 300


def ensure(target=TARGET):
    """Makes sure that `target` holds the two files of that version; returns `target`."""
    target.mkdir(parents=True, exist_ok=True)
    stamp = target / "stamp"
    with open(target / "lock", "w", encoding="utf-8") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)  # two builds may want it at once
        if not stamp.is_file() or stamp.read_text(encoding="utf-8") != SHA256:
            stamp.unlink(missing_ok=True)
            unpack(fetch(target), target)
            stamp.write_text(SHA256, encoding="utf-8")
    return target


def fetch(folder):
    """The package's archive in `folder`."""
    if not shutil.which("npm"):
        raise Failure("npm is missing; './dev test' installs it (packaging/debian-packages.txt)")
    with Progress("fetch SQLCipher"):
        try:
            result = subprocess.run(["npm", "pack", "--silent", "--prefer-offline", "--ignore-scripts", PACKAGE], cwd=folder,
                                    capture_output=True, text=True, timeout=TIME_LIMIT_S, check=False)
        except subprocess.TimeoutExpired:
            raise Failure(f"SQLCipher did not come within {TIME_LIMIT_S} s; is there a network?") from None
    if result.returncode != 0:
        raise Failure(f"SQLCipher could not be fetched; npm pack said\n{result.stderr.strip()}\nIs there a network?")
    return folder / result.stdout.split()[-1]


def unpack(archive, target):
    found = hashlib.sha256(archive.read_bytes()).hexdigest()
    if found != SHA256:
        archive.unlink()
        raise Failure(f"{PACKAGE} is not what it was: its SHA-256 is {found}, not {SHA256}")
    with tarfile.open(archive) as package:
        for member in MEMBERS:
            with package.extractfile(member) as source, open(target / member.rsplit("/", maxsplit=1)[-1], "wb") as file:
                shutil.copyfileobj(source, file)
    archive.unlink()


if __name__ == "__main__":
    try:
        ensure()
    except Failure as failure:
        say(f"sqlcipher: {failure}", error=True)
        sys.exit(1)
