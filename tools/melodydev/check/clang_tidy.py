# SPDX-FileCopyrightText: 2026 The Melody developers
# SPDX-License-Identifier: GPL-3.0-or-later
"""clang-tidy over everything in a fraction of the time that source by source takes. Nearly all of it goes into Qt's headers, so many
sources of one room are read as one unit. Sources that can't live in one unit (two helpers of one name in unnamed namespaces) are
kept apart beforehand; a unit that does not compile is halved until it does. What was clean is not read again until its text, a header
of ours that it may reach, its flags or the settings change."""

import hashlib
import json
import re
import shlex
import subprocess
from dataclasses import dataclass
from pathlib import Path

from melodydev import build, project
from melodydev.check.arrows import includes
from melodydev.check.finding import Finding, read_text
from melodydev.check.tools import find_tool, findings_in, in_parallel
from melodydev.console import Progress

UNIT_FILES = 24
CACHE = project.CACHE_DIR / "clang-tidy"
COMMON_HEADER = Path("cmake/pch.h")  # sources may count on it, as in the build
# What the compiler is told for the sake of precompiled headers means nothing here.
GCC_ONLY = {"-Winvalid-pch", "-fpch-preprocess"}
COMPILE_ERROR = re.compile(r"error: .*\[clang-diagnostic-")
# A declaration at the start of a line, as clang-format lays it out: its name stands before the first ( = ; { [ or single colon.
DECLARED = re.compile(r"^[A-Za-z_\[](?:[^({=;\[:]|::|\[\[)*?\b(\w+)\s*(?:[({=;\[]|:(?!:)|$)")
UNIT_INCLUDE = re.compile(r'^#include "(/.*\.cpp)"$', re.MULTILINE)
TEMPLATE_ARGUMENTS = re.compile(r"<[^<>]*>")


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
    findings = {Finding(path, 0, "the preset dev does not compile it, so clang-tidy can't read it")
                for path in wanted - {source.path for source in sources} if not compiled_elsewhere(path)}
    memory = Memory(root, project.files(root, suffixes={".h"}), tool)
    todo = [source for source in sources if not memory.is_clean(source)]
    with Progress("clang-tidy") as progress:
        done = 0
        work = units(todo, lambda path: hidden_names(read_text(root / path)))
        for unit, found in in_parallel(lambda unit: (unit, tidy(tool, root, unit)), work, project.CPUS):
            done += len(unit)
            progress.update(done, len(todo), unit[0].path.parent.as_posix())
            findings.update(found)
            if not found:
                memory.remember_clean(unit)
    return sorted(findings)


def compiled_elsewhere(path):
    """Fuzz targets are compiled by their own preset only."""
    return path.parts[:2] == ("tests", "fuzz")


def parse_database(database, root):
    """Our own sources with the flags that clang understands, each once; those of a unit (MELODY_UNITY) have the flags of their unit."""
    sources = {}
    for entry in database:
        for path in sources_of(Path(entry["file"])):
            if path.is_relative_to(root) and not path.is_relative_to(root / "build"):
                path = path.relative_to(root)
                sources[path] = Source(path, entry["directory"], clean_flags(shlex.split(entry["command"])[1:], entry["file"]))
    return [sources[path] for path in sorted(sources)]


def sources_of(file):
    if file.parent.name != "Unity":
        return [file]
    return [Path(included) for included in UNIT_INCLUDE.findall(read_text(file))]


def clean_flags(words, file):
    flags, at = [], 0
    while at < len(words):
        word = words[at]
        if word == "-include" and "cmake_pch" in words[at + 1] or word in ("-o", "-c", "-MT", "-MF"):
            at += 2
        elif word == "-isystem":
            flags.append(f"-isystem{words[at + 1]}")
            at += 2
        else:
            if word not in GCC_ONLY and word not in (file, "-MD") and not word.startswith("-UQT_TESTCASE"):
                flags.append(word)
            at += 1
    return tuple(flags)


def hidden_names(text):
    """What a source declares for itself: in unnamed namespaces, or outside of any. Two sources of one unit must not share it."""
    names, inside = set(), False
    for line in text.splitlines():
        if line.startswith("namespace {"):
            inside = True
        elif line.startswith("} // namespace"):
            inside = False
        elif inside or line.startswith(("static ", "class ", "struct ", "constexpr ", "const ")):
            declared = DECLARED.match(TEMPLATE_ARGUMENTS.sub("", TEMPLATE_ARGUMENTS.sub("", line.replace(" final", ""))))
            if declared and not line.startswith(("namespace ", "using namespace ")):
                names.add(declared[1])
    return names


def units(sources, names_of):
    """Sources of one room, at most UNIT_FILES together, none of which hides the same name as another, or has its name."""
    made = []  # (room, sources, taken names)
    for source in sources:
        room = source.path.parts[0]
        names = names_of(source.path) | {source.path.name}
        for other_room, members, taken in made:
            if other_room == room and len(members) < UNIT_FILES and not names & taken:
                members.append(source)
                taken |= names
                break
        else:
            made.append((room, [source], set(names)))
    return [tuple(members) for _, members, _ in made]


def tidy(tool, root, unit):
    output = run(tool, root, unit)
    if len(unit) > 1 and COMPILE_ERROR.search(output):
        half = len(unit) // 2
        return tidy(tool, root, unit[:half]) + tidy(tool, root, unit[half:])
    # Not what moc wrote.
    return [finding for finding in findings_in(output, root) if finding.path.parts[0] != "build"]


def run(tool, root, unit):
    folder = CACHE / "units"
    folder.mkdir(parents=True, exist_ok=True)
    name = hashlib.sha256("\n".join(str(source.path) for source in unit).encode()).hexdigest()[:16]
    text = folder / f"{name}.cpp"
    text.write_text("".join(f'#include "{root / path}"\n' for path in (COMMON_HEADER, *(source.path for source in unit)) if (root / path).exists()),
                    encoding="utf-8")
    command = [tool, "--quiet", f"--config-file={root / '.clang-tidy'}", "--header-filter", f"^{re.escape(str(root))}/", str(text), "--",
               *common_flags(unit)]
    result = subprocess.run(command, cwd=unit[0].folder, capture_output=True, text=True, errors="replace", check=False)
    if result.returncode != 0 and "error:" not in result.stdout + result.stderr:
        return f"{root / unit[0].path}:1:1: error: clang-tidy failed: {result.stderr.strip()[-300:]}"
    return result.stdout + result.stderr


def common_flags(unit):
    """All flags of all sources, each once, in order; a macro as the first one has it."""
    flags = {}
    for source in unit:
        for flag in source.flags:
            flags.setdefault(flag.split("=")[0] if flag.startswith("-D") else flag, flag)
    return list(flags.values())


class Memory:
    """Knows which sources were clean: a source is named by everything that its verdict hangs on."""

    def __init__(self, root, headers, tool):
        self._root = root
        self._headers = {}
        for path in headers:
            self._headers.setdefault(path.name, []).append(path)
        version = subprocess.run([tool, "--version"], capture_output=True, text=True, check=True).stdout
        self._base = version + read_text(root / ".clang-tidy") + read_text(root / COMMON_HEADER)

    def is_clean(self, source):
        return (CACHE / self._key(source)).exists()

    def remember_clean(self, unit):
        for source in unit:
            (CACHE / self._key(source)).touch()

    def _key(self, source):
        digest = hashlib.sha256(f"{self._base}\0{source.flags}".encode())
        for path in sorted(self._closure(source.path)):
            digest.update(f"{path}\0{read_text(self._root / path)}\0".encode())
        return digest.hexdigest()

    def _closure(self, path):
        """The source and every header of ours that it may reach; headers of one name all count."""
        todo, seen = [path], {path}
        while todo:
            for _, _, target in includes(read_text(self._root / todo.pop())):
                for header in self._headers.get(Path(target).name, ()):
                    if header not in seen:
                        seen.add(header)
                        todo.append(header)
        return seen
