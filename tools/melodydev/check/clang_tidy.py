# SPDX-FileCopyrightText: 2026 The Melody developers
# SPDX-License-Identifier: GPL-3.0-or-later
"""clang-tidy over everything in minutes instead of a quarter of an hour: nearly all of its time goes into Qt's headers, so the
sources of one target are read as one unit, and a unit whose text and headers did not change since it was clean is not read again.
Sources that don't live together in one unit (two helpers of one name) are read one by one."""

import hashlib
import json
import re
import shlex
import subprocess
from dataclasses import dataclass
from pathlib import Path

from melodydev import build, project
from melodydev.check.arrows import includes, public_folders
from melodydev.check.finding import Finding, read_text
from melodydev.check.tools import find_tool, findings_in, in_parallel
from melodydev.console import Progress

UNIT_FILES = 10
CACHE = project.CACHE_DIR / "clang-tidy"
# What GCC is told about its precompiled header means nothing to clang.
GCC_ONLY = {"-Winvalid-pch", "-fpch-preprocess"}
COMPILE_ERROR = re.compile(r"error: .*\[clang-diagnostic-error\]")


@dataclass(frozen=True)
class Source:
    path: Path  # relative to the root
    folder: str  # where the compiler runs
    flags: tuple


def check(root, paths):
    tool = find_tool("clang-tidy")
    build.configure("dev")
    wanted = {path for path in paths if path.suffix == ".cpp"}
    database = json.loads((project.build_dir("dev") / "compile_commands.json").read_text(encoding="utf-8"))
    sources = [source for source in parse_database(database, root) if source.path in wanted]
    findings = [Finding(path, 0, "the preset dev does not compile it, so clang-tidy can't read it")
                for path in sorted(wanted - {source.path for source in sources}) if not compiled_elsewhere(path)]
    hasher = Hasher(root, project.files(root, suffixes={".h"}), tool)
    todo = [unit for unit in units(sources) if not hasher.is_clean(unit)]
    found = set(findings)
    with Progress("clang-tidy") as progress:
        count = sum(len(unit) for unit in todo)
        done = 0
        for unit, result in in_parallel(lambda unit: (unit, tidy(tool, root, unit)), todo, project.CPUS):
            done += len(unit)
            progress.update(done, count, unit[0].path.parent.as_posix())
            found.update(result)
            if not result:
                hasher.remember_clean(unit)
    return sorted(found)


def compiled_elsewhere(path):
    """Fuzz targets are compiled by their own preset only."""
    return path.parts[:2] == ("tests", "fuzz")


def parse_database(database, root):
    """Our own sources with the flags that clang understands, each once."""
    sources = {}
    for entry in database:
        path = Path(entry["file"])
        if not path.is_relative_to(root) or path.is_relative_to(root / "build"):
            continue
        path = path.relative_to(root)
        sources[path] = Source(path, entry["directory"], clean_flags(shlex.split(entry["command"])[1:], entry["file"]))
    return [sources[path] for path in sorted(sources)]


def clean_flags(words, file):
    flags, at = [], 0
    while at < len(words):
        word = words[at]
        if word == "-include" and "cmake_pch" in words[at + 1] or word in ("-o", "-c"):
            at += 2
            continue
        if word not in GCC_ONLY and word != file:
            flags.append(word)
        at += 1
    return tuple(flags)


def units(sources):
    """Sources of one folder and the same flags, at most UNIT_FILES together."""
    groups = {}
    for source in sources:
        groups.setdefault((source.path.parent, source.folder, source.flags), []).append(source)
    return [tuple(group[at: at + UNIT_FILES]) for group in groups.values() for at in range(0, len(group), UNIT_FILES)]


def tidy(tool, root, unit):
    if len(unit) > 1:
        output = run(tool, root, unit)
        if not COMPILE_ERROR.search(output):
            return ours(findings_in(output, root))
    return [finding for source in unit for finding in ours(findings_in(run(tool, root, (source,)), root))]


def ours(findings):
    """Not what moc wrote."""
    return [finding for finding in findings if finding.path.parts[0] != "build"]


def run(tool, root, unit):
    folder = CACHE / "units"
    folder.mkdir(parents=True, exist_ok=True)
    name = hashlib.sha256("\n".join(str(source.path) for source in unit).encode()).hexdigest()[:16]
    text = folder / f"{name}.cpp"
    text.write_text("".join(f'#include "{root / source.path}"\n' for source in unit), encoding="utf-8")
    command = [tool, "--quiet", f"--config-file={root / '.clang-tidy'}", "--header-filter", f"^{re.escape(str(root))}/", str(text), "--",
               *unit[0].flags, f"-I{root / unit[0].path.parent}"]
    result = subprocess.run(command, cwd=unit[0].folder, capture_output=True, text=True, errors="replace", check=False)
    if result.returncode != 0 and "error:" not in result.stdout + result.stderr:
        return f"{root / unit[0].path}:1:1: error: clang-tidy failed: {result.stderr.strip()[-300:]}"
    return result.stdout + result.stderr


class Hasher:
    """Knows which units were clean: a unit is named by everything that its verdict hangs on."""

    def __init__(self, root, headers, tool):
        self._root = root
        owners, _ = public_folders(headers)
        self._headers = {path.name: [] for path in headers}
        for path in headers:
            self._headers[path.name].append(path)
        version = subprocess.run([tool, "--version"], capture_output=True, text=True, check=True).stdout
        self._base = version + read_text(root / ".clang-tidy") + str(sorted(owners))

    def is_clean(self, unit):
        return (CACHE / self._key(unit)).exists()

    def remember_clean(self, unit):
        CACHE.mkdir(parents=True, exist_ok=True)
        (CACHE / self._key(unit)).touch()

    def _key(self, unit):
        digest = hashlib.sha256(self._base.encode())
        for path in sorted(self._closure({source.path for source in unit})):
            digest.update(f"{path}\0{read_text(self._root / path)}\0".encode())
        digest.update(repr([(source.path.as_posix(), source.flags) for source in unit]).encode())
        return digest.hexdigest()

    def _closure(self, paths):
        """The sources and every header of ours that they may reach; headers of one name all count."""
        todo, seen = list(paths), set(paths)
        while todo:
            for _, _, target in includes(read_text(self._root / todo.pop())):
                for header in self._headers.get(Path(target).name, ()):
                    if header not in seen:
                        seen.add(header)
                        todo.append(header)
        return seen
