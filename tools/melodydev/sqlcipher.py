# SPDX-FileCopyrightText: 2026 The Melody developers
# SPDX-License-Identifier: GPL-3.0-or-later
"""SQLCipher for systems whose own package is too old: sqlite3.c and sqlite3.h out of a package of npm, whose digest is checked, and
libsqlcipher.a made of them, into build/sqlcipher. `python3 -m melodydev.sqlcipher` does it during a build; when all is there it does
nothing, so that one library serves every preset."""

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
# Hidden symbols: nothing that is loaded later, such as a driver with an SQLite of its own, finds it.
COMPILE = ("cc", "-O2", "-fPIC", "-g0", "-w", "-fvisibility=hidden", "-include", "stdint.h", "-D_GNU_SOURCE", "-DNDEBUG", "-DSQLITE_API=",
           "-DSQLITE_HAS_CODEC", "-DSQLCIPHER_CRYPTO_OPENSSL", "-DSQLITE_EXTRA_INIT=sqlcipher_extra_init",
           "-DSQLITE_EXTRA_SHUTDOWN=sqlcipher_extra_shutdown", "-DSQLITE_TEMP_STORE=2", "-DSQLITE_THREADSAFE=1", "-DSQLITE_ENABLE_FTS5",
           "-DSQLITE_OMIT_LOAD_EXTENSION", "-c", "sqlite3.c", "-o", "sqlite3.o")
LIBRARY = "libsqlcipher.a"


def ensure(target=TARGET):
    """Makes sure that `target` holds the two files of that version and the library; returns `target`."""
    target.mkdir(parents=True, exist_ok=True)
    stamp = target / "stamp"
    made = SHA256 + " ".join(COMPILE)
    with open(target / "lock", "w", encoding="utf-8") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)  # two builds may want it at once
        if not stamp.is_file() or stamp.read_text(encoding="utf-8") != made:
            stamp.unlink(missing_ok=True)
            unpack(fetch(target), target)
            compile_in(target)
            stamp.write_text(made, encoding="utf-8")
    return target


def fetch(folder):
    """The package's archive in `folder`."""
    if not shutil.which("npm"):
        raise Failure("npm is missing; './dev test' installs it (packaging/debian-packages.txt)")
    with Progress("fetch SQLCipher"):
        try:
            result = subprocess.run(["npm", "pack", "--loglevel=error", "--prefer-offline", "--ignore-scripts", PACKAGE], cwd=folder,
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


def compile_in(target):
    (target / LIBRARY).unlink(missing_ok=True)
    for command in (COMPILE, ("ar", "rcs", LIBRARY, "sqlite3.o")):
        result = subprocess.run(command, cwd=target, capture_output=True, text=True, check=False)
        if result.returncode != 0:
            raise Failure(f"SQLCipher could not be compiled:\n{result.stderr[-4000:]}")
    (target / "sqlite3.o").unlink()


if __name__ == "__main__":
    try:
        ensure()
    except Failure as failure:
        say(f"sqlcipher: {failure}", error=True)
        sys.exit(1)
