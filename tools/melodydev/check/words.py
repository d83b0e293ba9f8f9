# SPDX-FileCopyrightText: 2026 The Melody developers
# SPDX-License-Identifier: GPL-3.0-or-later
"""Words that must stand in a file (its licence) or must not (leftovers, banned calls, places of one machine, SQL in code)."""

import re
from dataclasses import dataclass
from pathlib import PurePath

from melodydev.check.finding import Finding, is_cpp, read_text

LICENSED_SUFFIXES = {".cpp", ".h", ".py", ".sh", ".cmake", ".qml", ".sql", ".yaml", ".yml"}
LICENSED_NAMES = {"CMakeLists.txt", "dev", "run", "entry"}
TEXT_SUFFIXES = LICENSED_SUFFIXES | {".md", ".txt", ".json", ".conf", ".service", ".in", ".ts", ""}
COPYRIGHT = re.compile(r"SPDX-FileCopyrightText: \d{4} \S")
LICENCE = "SPDX-License-Identifier: GPL-3.0-or-later"

# Written in pieces, so that this file does not find itself.
LEFTOVERS = re.compile(r"\b(" + "|".join(("TO" + "DO", "FIX" + "ME", "X" * 3, "HA" + "CK", "W" + "IP")) + r")\b|^(<{7}|>{7}|={7})( |$)")
REGISTRIES = "|".join((r"registry\.\w*\.?npm" + "js", "registry.yarn" + "pkg", "files.python" + "hosted", r"pypi\." + "org",
                       r"static\.crates\." + "io", r"proxy\.golang\." + "org", r"deb\.debian\." + "org", r"archive\.ubuntu\." + "com"))
PLACES = re.compile(r"(?<![\w.$}])/(?:root|home/\w+|work|mnt|opt|Users)/\w|\b(?:" + REGISTRIES + r")\b")


@dataclass(frozen=True)
class Ban:
    pattern: re.Pattern
    why: str
    allowed: tuple = ()  # folders where it may stand


def ban(pattern, why, *allowed):
    return Ban(re.compile(pattern), why, allowed)


CPP_BANS = [
    ban(r"\b(?:strcpy|strcat|sprintf|vsprintf|gets|strtok|alloca)\s*\(", "unbounded C string function"),
    ban(r"(?<![\w.>:])(?:s?rand|tmpnam|mktemp)\s*\(", "weak randomness or names; use QRandomGenerator::system() or libsodium"),
    ban(r"\bQRandomGenerator::global\b", "secrets and ids come from QRandomGenerator::system(); this one is for waits, trace ids and shuffling",
        "app/handover/src/executor.cpp", "app/viewmodels/src/queue_view_model.cpp", "core/values/src/trace.cpp", "server/platform/db/src/database.cpp",
        "server/platform/jobs/src/runner.cpp", "server/playback/src/free_listening.cpp", "sync/library/src/syncer.cpp",
        "sync/live/src/live_client.cpp", "sync/outbox/src/outbox.cpp", "sync/remote/src/caller.cpp", "tests"),
    ban(r"(?<![\w.>:])system\s*\(|\bstd::system\s*\(|\bpopen\s*\(", "runs a shell"),
    ban(r"\bstd::(?:cout|cerr)\b", "programs print with fputs, services log through telemetry"),
    ban(r"\bq(?:Debug|Info)\s*\(", "log through telemetry", "tests"),
    ban(r"\b(?:currentDateTime|currentDateTimeUtc|currentMSecsSinceEpoch|currentSecsSinceEpoch)\b|system_clock::now\b",
        "time comes from the injected Clock", "core/values/src/clock.cpp",
        "sync/remote/src/image_cache.cpp"),  # the time of a file is the system's
    ban(r"\b(?!Q\w+::)\w+::instance\s*\(\s*\)", "no singletons; pass a reference"),
    ban(r"\bstatic\s+\w+\s*[&*]\s*instance\s*\(", "no singletons; pass a reference"),
    ban(r"\bsetContextProperty\b", "no context properties; register a type or set a required property"),
    ban(r"\b(?:SIGNAL|SLOT)\s*\(", "connect to members, not to strings"),
    ban(r"\b(?:Q_FOREACH|foreach)\s*\(", "use a range for"),
    ban(r"\busing namespace std\s*;", "name what you use"),
    ban(r"\bQSql\w+", "the server speaks libpq, the local store its own wrapper"),
    ban(r"\bNOLINT(?:NEXTLINE|BEGIN)?(?![\w(])", "name the check that is silenced: NOLINT(check): reason"),
    ban(r"[tT]hread\w*(?:\.|->)terminate\s*\(", "threads are asked to stop, never killed"),
]
QML_BANS = [
    ban(r"\bXMLHttpRequest\b|\bfetch\s*\(", "screens ask a view model, never the network"),
    ban(r"\bQt\.(?:createQmlObject|include)\b|\beval\s*\(", "code made at run time"),
    ban(r"^\s*import\s+\"[^\"]*\.m?js\"", "logic lives in C++ view models"),
    ban(r"\bconsole\.\w+\s*\(", "leftover output"),
    ban(r"^\s*property\s+var\b", "give the property its type"),
]
SQL_IN_CODE = re.compile(
    r"""["(]\s*(?:SELECT\s+[\w*"(]|INSERT\s+INTO\s|UPDATE\s+\w+(?:\.\w+)?\s+SET\s|DELETE\s+FROM\s|(?:CREATE|DROP|ALTER)\s+(?:TABLE|SCHEMA|ROLE|INDEX|TYPE)\s|TRUNCATE\s)""")
# The database module's own statements (migration table, session settings) and tests may spell SQL out.
SQL_ALLOWED = ("server/platform/db/src", "tests")
STRING = re.compile(r'"(?:[^"\\]|\\.)*"')


def is_text(path):
    return path.suffix in TEXT_SUFFIXES


def licences(root, paths):
    findings = []
    for path in paths:
        if path.suffix in LICENSED_SUFFIXES or path.name in LICENSED_NAMES:
            head = "\n".join(read_text(root / path).splitlines()[:6])
            if not (COPYRIGHT.search(head) and LICENCE in head):
                findings.append(Finding(path, 1, "the two SPDX lines are missing at the top"))
    return findings


def leftovers(root, paths):
    return [Finding(path, number, f"leftover marker: {line.strip()[:80]}")
            for path in paths if is_text(path) and path.name != "LICENSE"
            for number, line in numbered(root, path) if LEFTOVERS.search(line)]


def places(root, paths):
    """Folders of one person's machine and hosts of package registries."""
    return [Finding(path, number, f"a place that is not everyone's: {found[0]}")
            for path in paths if is_text(path) and path.name != "LICENSE"
            for number, line in numbered(root, path) if (found := PLACES.search(line))]


def banned_calls(root, paths):
    findings = []
    for path in paths:
        bans = CPP_BANS if is_cpp(path) else QML_BANS if path.suffix == ".qml" else []
        if path.suffix in (".js", ".mjs") and path.parts[0] != "tests":  # where they start peers out of npm
            findings.append(Finding(path, 0, "no scripts; logic lives in C++ view models"))
        for number, line in numbered(root, path) if bans else []:
            code = STRING.sub('""', line) if is_cpp(path) else line
            if "NOLINT" not in line:
                code = code.split("//")[0]
            findings += [Finding(path, number, f"{rule.pattern.search(code)[0].strip()}: {rule.why}") for rule in bans
                         if rule.pattern.search(code) and not any(stands_in(path, folder) for folder in rule.allowed)]
    return findings


def sql_in_code(root, paths):
    return [Finding(path, number, "SQL belongs in sql/ or migrations/ of its service")
            for path in paths if is_cpp(path) and not any(stands_in(path, folder) for folder in SQL_ALLOWED)
            for number, line in numbered(root, path) if SQL_IN_CODE.search(line)]


def stands_in(path, folder):
    return PurePath(folder) in (path, *path.parents)


def numbered(root, path):
    return enumerate(read_text(root / path).splitlines(), start=1)
