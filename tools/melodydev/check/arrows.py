# SPDX-FileCopyrightText: 2026 The Melody developers
# SPDX-License-Identifier: GPL-3.0-or-later
"""Every #include against cmake/arrows.txt. CMake refuses forbidden links; this refuses forbidden includes, includes that
reach around a module's public folder, outside headers in rooms that must not know them, and cycles of modules."""

import re
from dataclasses import dataclass
from pathlib import Path

from melodydev.check.finding import Finding, is_cpp, read_text

ARROWS = Path("cmake/arrows.txt")
INCLUDE = re.compile(r'^\s*#\s*include\s+([<"])([^>"]+)[>"]', re.MULTILINE)
ARROW = re.compile(r"^([a-z_/]+)\s*->\s*(.*)$")
RESERVED = re.compile(r"^(\S+)\s*<-\s*(.*)$")


@dataclass(frozen=True)
class Rules:
    allowed: dict  # unit -> set of units or rooms
    reserved: list  # (prefix of an outside header, rooms or modules that may include it)


def parse_rules(text):
    allowed, reserved = {}, []
    for line in text.splitlines():
        if arrow := ARROW.match(line):
            allowed[arrow[1]] = set(arrow[2].split())
        elif keeper := RESERVED.match(line):
            reserved.append((keeper[1], keeper[2].split()))
    return Rules(allowed, reserved)


def unit_of(module, rules):
    """The unit of the arrow list that a module belongs to: server/platform/http -> server/platform, player/engine -> player."""
    two = "/".join(module.split("/")[:2])
    return two if two in rules.allowed else module.split("/", maxsplit=1)[0]


def may_include(module, other, rules):
    start, end = unit_of(module, rules), unit_of(other, rules)
    targets = rules.allowed.get(start, set())
    return start == end or end in targets or other.split("/", maxsplit=1)[0] in targets


def within(path, folders):
    text = path.as_posix()
    return any(text == folder or text.startswith(folder + "/") for folder in folders)


def public_headers(paths):
    """Public header as it is included -> its module, from every <module>/include/ that exists; and headers that two modules offer
    under one name. Generated headers have no owner: CMake's links guard those."""
    owners, findings = {}, []
    for path in paths:
        if path.suffix != ".h" or "include" not in path.parts:
            continue
        at = path.parts.index("include")
        module, name = "/".join(path.parts[:at]), "/".join(path.parts[at + 1:])
        if name in owners:
            findings.append(Finding(path, 0, f"<{name}> is already a public header of {owners[name]}"))
        owners.setdefault(name, module)
    return owners, findings


def module_of(path, modules):
    """The deepest known module that holds the file, else its folder without src or include."""
    for folder in path.parents:
        if folder.as_posix() in modules:
            return folder.as_posix()
    parts = list(path.parts[:-1])
    end = next((at for at, part in enumerate(parts) if part in ("src", "include")), len(parts))
    return "/".join(parts[:end])


def check(root, paths):
    rules = parse_rules(read_text(root / ARROWS))
    sources = [path for path in paths if is_cpp(path) and path.parts[0] != "cmake"]
    owners, findings = public_headers(sources)
    known = set(owners.values())
    graph = {}
    for path in sources:
        module = module_of(path, known)
        if unit_of(module, rules) not in rules.allowed:
            findings.append(Finding(path, 0, f"{ARROWS} has no line for {module}"))
            continue
        for number, quoted, target in includes(read_text(root / path)):
            other = owners.get(target)
            message = judge(path, module, quoted, target, other, rules)
            if message:
                findings.append(Finding(path, number, message))
            elif other and other != module:
                graph.setdefault(module, {}).setdefault(other, (path, number))
    return findings + cycles(graph)


def includes(text):
    for match in INCLUDE.finditer(text):
        yield text.count("\n", 0, match.start(2)) + 1, match[1] == '"', match[2]


def judge(path, module, quoted, target, other, rules):
    """What is wrong with one include, or None."""
    if quoted and ".." in Path(target).parts:
        return f'"{target}" reaches out of the folder; include <module/header.h>'
    if not quoted and other and other != module and not may_include(module, other, rules):
        return f"{module} may not include {other}: {ARROWS}"
    for prefix, keepers in rules.reserved:
        if not quoted and target.startswith(prefix) and not within(path, keepers):
            return f"<{target}> may be included only in {', '.join(keepers)}: {ARROWS}"
    return None


def cycles(graph):
    """One finding for each module that reaches itself; `graph` is module -> {module: (path, line) of one include}."""
    findings = []
    for start in sorted(graph):
        path = shortest_way(graph, start, start)
        if path and start == min(path):
            place, line = graph[start][path[1]]
            findings.append(Finding(place, line, "cycle of modules: " + " -> ".join(path)))
    return findings


def shortest_way(graph, start, goal):
    ways = [[start]]
    seen = set()
    while ways:
        way = ways.pop(0)
        for following in sorted(graph.get(way[-1], ())):
            if following == goal:
                return [*way, goal]
            if following not in seen:
                seen.add(following)
                ways.append([*way, following])
    return None
