# SPDX-FileCopyrightText: 2026 The Melody developers
# SPDX-License-Identifier: GPL-3.0-or-later
"""Programs of others that tests speak to, in build/peers. A mail server and an identity provider come from npm: exact versions, checked
by the digests of tests/peers/package-lock.json, installed without running any script of theirs. `python3 -m melodydev.peers` does it during
a build, for the tests that are declared with PEERS; when nothing changed it only compares a stamp. stripe-mock is built of the Go modules
of tests/peers/go.mod, checked by the digests of go.sum; `python3 -m melodydev.peers stripe-mock` does it for the test that needs it, and
prints where the program is."""

import fcntl
import hashlib
import os
import shutil
import subprocess
import sys

from melodydev import project
from melodydev.console import Failure, Progress, say

SOURCE = project.ROOT / "tests" / "peers"
TARGET = project.ROOT / "build" / "peers"
FILES = ("package.json", "package-lock.json", ".npmrc")
GO_FILES = ("go.mod", "go.sum")
STRIPE_MOCK = "github.com/stripe/stripe-mock"
TIME_LIMIT_S = 600


def ensure(source=SOURCE, target=TARGET):
    """Makes sure that `target`/node_modules holds what `source` names; returns `target`."""
    once(source, target, FILES, lambda: install(source, target))
    return target


def stripe_mock(source=SOURCE, target=TARGET / "go"):
    """Makes sure that stripe-mock is there as `source` names it; returns its path."""
    once(source, target, GO_FILES, lambda: build(source, target))
    return target / "stripe-mock"


def once(source, target, names, make):
    """Calls `make` unless `target` was made of the same files of `source`."""
    target.mkdir(parents=True, exist_ok=True)
    wanted = hashlib.sha256(b"\0".join((source / name).read_bytes() for name in names)).hexdigest()
    stamp = target / "stamp"
    with open(target / "lock", "w", encoding="utf-8") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)  # two builds may want it at once
        if not stamp.is_file() or stamp.read_text(encoding="utf-8") != wanted:
            stamp.unlink(missing_ok=True)
            make()
            stamp.write_text(wanted, encoding="utf-8")


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


def build(source, target):
    """All that Go keeps stays in `target`; the machine's own Go, whichever it is, is told to fetch no other."""
    if not shutil.which("go"):
        raise Failure("go is missing; './dev test' installs it (packaging/debian-packages.txt)")
    for name in GO_FILES:
        shutil.copyfile(source / name, target / name)
    environment = os.environ | {"GOTOOLCHAIN": "local", "GOPATH": str(target / "path"), "GOCACHE": str(target / "cache"), "GOBIN": "",
                                "GOFLAGS": "-mod=readonly -modcacherw -trimpath", "CGO_ENABLED": "0", "GOWORK": "off"}
    try:
        result = subprocess.run(["go", "build", "-o", str(target / "stripe-mock"), STRIPE_MOCK], cwd=target, env=environment,
                                capture_output=True, text=True, timeout=TIME_LIMIT_S, check=False)
    except subprocess.TimeoutExpired:
        raise Failure(f"stripe-mock was not built within {TIME_LIMIT_S} s; is there a network?") from None
    if result.returncode != 0:
        raise Failure(f"stripe-mock could not be built; go said\n{result.stderr.strip()}\nIs there a network?")


if __name__ == "__main__":
    try:
        if sys.argv[1:] == ["stripe-mock"]:
            print(stripe_mock())
        else:
            ensure()
    except Failure as failure:
        say(f"peers: {failure}", error=True)
        sys.exit(1)
