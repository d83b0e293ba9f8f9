# SPDX-FileCopyrightText: 2026 The Melody developers
# SPDX-License-Identifier: GPL-3.0-or-later
"""Documents that are true: links, paths and tests lead somewhere, decisions are numbered once, every dependency has its record, and every
security requirement names what holds it or says that nothing does."""

import re
from pathlib import Path

from melodydev.check.finding import Finding, read_text

LINK = re.compile(r"\]\(([^)#\s]+)(?:#[^)]*)?\)")
CODE = re.compile(r"`([^`\n]+)`")
PATH = re.compile(r"^[\w.{},*-]+(?:/[\w.{},*-]+)+/?$")
# path:slot, as documents name a test.
TEST = re.compile(r"^(tests/[\w/.-]+\.(?:cpp|py)):(\w+)$")
SECURITY = Path("docs/security.md")
REQUIREMENT = re.compile(r"^\| (\d+\.\d+\.\d+) \|")
NOT_HELD = re.compile(r"(?<![a-z])(?:Open|Partly open|Not applicable): \S")
DEPENDENCY = re.compile(r"find_package\((\w+)|pkg_check_modules\((\w+)")
BUILD_TOOLS = {"Threads", "PkgConfig"}  # part of CMake


def check(root, paths):
    findings = []
    rooms = {path.parts[0] for path in paths if len(path.parts) > 1}
    for path in paths:
        if path.suffix == ".md":
            for number, line in enumerate(read_text(root / path).splitlines(), start=1):
                findings += [Finding(path, number, f"'{target}' does not exist")
                             for target in (*dead_paths(root, path, line, rooms), *dead_tests(root, line))]
    return findings + decisions(root, paths) + security(root, paths)


def dead_paths(root, document, line, rooms):
    for target in LINK.findall(line):
        if "://" not in target and not target.startswith("mailto:") and not (root / document.parent / target).exists():
            yield target
    for code in CODE.findall(line):
        # Only what looks like a path of this project, and no path that a build or a run makes.
        if PATH.match(code) and code.split("/")[0] in rooms and not any((root / one).exists() or list(root.glob(one)) for one in spell_out(code)):
            yield code


def dead_tests(root, line):
    """Tests that a document names by path and slot, and that are not there."""
    for code in CODE.findall(line):
        named = TEST.match(code)
        if named:
            file, slot = named.groups()
            declared = rf"\bdef {slot}\(self" if file.endswith(".py") else rf"^    void {slot}\(\)"
            if not (root / file).exists() or not re.search(declared, read_text(root / file), re.MULTILINE):
                yield code


def security(root, paths):
    """Every requirement once, and either a test beside it or an open word."""
    if SECURITY not in paths:
        return []
    findings, seen = [], set()
    for number, line in enumerate(read_text(root / SECURITY).splitlines(), start=1):
        row = REQUIREMENT.match(line)
        if not row:
            continue
        if row[1] in seen:
            findings.append(Finding(SECURITY, number, f"{row[1]} stands here twice"))
        seen.add(row[1])
        if not any(TEST.match(code) for code in CODE.findall(line)) and not NOT_HELD.search(line):
            findings.append(Finding(SECURITY, number, f"{row[1]} names no test and does not say why"))
    return findings


def spell_out(path):
    """a/{b,c}.h -> a/b.h, a/c.h"""
    braces = re.search(r"\{([^}]*)\}", path)
    if not braces:
        return [path]
    return [one for choice in braces[1].split(",") for one in spell_out(path[: braces.start()] + choice + path[braces.end():])]


def decisions(root, paths):
    records = [path for path in paths if path.parent == Path("docs/decisions")]
    findings, seen = [], {}
    for path in records:
        number = path.name[:4]
        if not re.match(r"^\d{4}-[a-z0-9-]+\.md$", path.name):
            findings.append(Finding(path, 0, "a decision is called NNNN-what.md"))
        elif number in seen:
            findings.append(Finding(path, 0, f"has the same number as {seen[number].name}"))
        seen[number] = path
        missing = [part for part in ("Context", "Choice", "Consequence") if f"## {part}" not in read_text(root / path)]
        if missing:
            findings.append(Finding(path, 0, f"has no section {', '.join(missing)}"))
    text = "\n".join(read_text(root / path) for path in records).lower()
    libraries = Path("cmake/MelodyDependencies.cmake")
    if libraries in paths:
        names = {first or second for first, second in DEPENDENCY.findall(read_text(root / libraries))} - BUILD_TOOLS
        findings += [Finding(libraries, 0, f"no record in docs/decisions speaks of {name}") for name in sorted(names) if name.lower() not in text]
    return findings
