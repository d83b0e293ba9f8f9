# SPDX-FileCopyrightText: 2026 The Melody developers
# SPDX-License-Identifier: GPL-3.0-or-later
"""Remembers which tests passed and what they hang on, so that a second `./dev test` runs only what may have another outcome. A test hangs on its
command, its program, what it reads from the tree, and, where its program names the folder of programs, on every program there and on
`tools`. A record is believed for a day, since packages of the system may change as well. Fuzzers always run: each run is another one."""

import hashlib
import json
import time
from functools import cache, cached_property
from pathlib import Path

from melodydev import project
from melodydev.results import Tally

BELIEVED_SECONDS = 24 * 3600
READ_BY_ALL = ("tests", "resources")
READ_BY_SOME = ("docs", "packaging")  # by those whose program names them
COMPILED = {".cpp", ".h"}
NO_PROGRAMS = ("test_", "bench_", "fuzz_")


class Passed:
    """The tests of one preset. `folder` is its build folder, `root` the checkout."""

    def __init__(self, folder, root=project.ROOT, now=time.time):
        self._folder, self._root, self._now = Path(folder), Path(root), now
        self._file = self._folder / "passed.json"
        self._known = json.loads(self._file.read_text(encoding="utf-8")) if self._file.exists() else {}

    def tally(self, test):
        """How `test` (an entry of ctest --show-only=json-v1) went when it passed last; None if it must run."""
        record = self._known.get(test["name"])
        if not record or self._now() - record["at"] > BELIEVED_SECONDS or record["print"] != self._print(test):
            return None
        return Tally(record["passed"], 0, record["skipped"], unchanged=record["passed"], skips=record.get("skips", []))

    def remember(self, tests, tallies):
        """`tallies` by the names of those that ran; what built them must still be in place. One that failed, even if only at first, is
        forgotten."""
        for test in tests:
            tally = tallies.get(test["name"])
            if tally and (tally.failed or tally.unsteady):
                self._known.pop(test["name"], None)
            elif tally:
                self._known[test["name"]] = {"at": self._now(), "print": self._print(test), "passed": tally.passed, "skipped": tally.skipped,
                                             "skips": tally.skips}
        whole = self._file.with_suffix(".new")  # who is killed while writing leaves the old record
        whole.write_text(json.dumps(self._known), encoding="utf-8")
        whole.replace(self._file)

    def _print(self, test):
        digest = hashlib.sha256(json.dumps([test.get("command"), test.get("properties")]).encode())
        for folder in READ_BY_ALL:
            digest.update(self._hash_of(folder).encode())
        program = Path((test.get("command") or [""])[0])
        binary = program.read_bytes() if program.is_relative_to(self._folder) and program.is_file() else None
        digest.update(binary or b"")
        for folder in READ_BY_SOME:
            if binary is None or f"/{folder}/".encode() in binary:
                digest.update(self._hash_of(folder).encode())
        if binary is None or str(self._folder / "bin").encode() in binary:
            digest.update(self._programs.encode())
        return digest.hexdigest()

    @cache
    def _hash_of(self, folder):
        return self._hash(self._root / path for path in self._files if path.parts[0] == folder and path.suffix not in COMPILED)

    @cached_property
    def _files(self):
        return project.files(self._root)

    @cached_property
    def _programs(self):
        built = sorted(path for path in (self._folder / "bin").iterdir() if not path.name.startswith(NO_PROGRAMS))
        return self._hash([*built, *(self._root / path for path in self._files if path.parts[0] in ("tools", "dev"))])

    def _hash(self, paths):
        digest = hashlib.sha256()
        for path in paths:
            if path.is_file():
                digest.update(f"{path}\0".encode())
                digest.update(hashlib.sha256(path.read_bytes()).digest())
        return digest.hexdigest()
