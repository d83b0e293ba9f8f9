# SPDX-FileCopyrightText: 2026 The Melody developers
# SPDX-License-Identifier: GPL-3.0-or-later
"""Programs of others that tests speak to (a mail server, an identity provider), from npm: exact versions, checked by the digests of
tests/peers/package-lock.json, installed without running any script of theirs into build/peers. `python3 -m melodydev.peers` does it
during a build, for the tests that are declared with PEERS; when nothing changed it only compares a stamp."""

import fcntl
import hashlib
import shutil
import subprocess
import sys

from melodydev import project
from melodydev.console import Failure, Progress, say

SOURCE = project.ROOT / "tests" / "peers"
TARGET = project.ROOT / "build" / "peers"
FILES = ("package.json", "package-lock.json", ".npmrc")
TIME_LIMIT_S = 600


def ensure(source=SOURCE, target=TARGET):
    """Makes sure that `target`/node_modules holds what `source` names; returns `target`."""
    target.mkdir(parents=True, exist_ok=True)
    wanted = hashlib.sha256(b"\0".join((source / name).read_bytes() for name in FILES)).hexdigest()
    stamp = target / "stamp"
    with open(target / "lock", "w", encoding="utf-8") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)  # two builds may want it at once
        if not stamp.is_file() or stamp.read_text(encoding="utf-8") != wanted:
            stamp.unlink(missing_ok=True)
            install(source, target)
            stamp.write_text(wanted, encoding="utf-8")
    return target


def install(source, target):
    if not shutil.which("npm"):
        raise Failure("npm is missing; './dev test' installs it (packaging/debian-packages.txt)")
    for name in FILES:
        shutil.copyfile(source / name, target / name)
    with Progress("fetch the peers of the tests"):
        try:
            result = subprocess.run(["npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund"], cwd=target, capture_output=True,
                                    text=True, timeout=TIME_LIMIT_S, check=False)
        except subprocess.TimeoutExpired:
            raise Failure(f"the peers of the tests did not come within {TIME_LIMIT_S} s; is there a network?") from None
    if result.returncode != 0:
        raise Failure(f"the peers of the tests could not be fetched; npm ci said\n{result.stderr.strip()}\nIs there a network?")


if __name__ == "__main__":
    try:
        ensure()
    except Failure as failure:
        say(f"peers: {failure}", error=True)
        sys.exit(1)
