# SPDX-FileCopyrightText: 2026 The Melody developers
# SPDX-License-Identifier: GPL-3.0-or-later
"""./dev check: format, lint, clang-tidy and the house rules. Each check is a function of the root and the files to look at."""

import time
from dataclasses import dataclass, field

from melodydev import build, project
from melodydev.check import arrows, clang_tidy, docs, sizes, tools, unused, words
from melodydev.console import Failure, say, spell_time
from melodydev.results import Tally

# Name -> (check, what it does). Those in WHOLE judge all files together, so they always see all of them.
CHECKS = {
    "format": (tools.clang_format, "C++ is laid out by clang-format"),
    "qmlformat": (tools.qmlformat, "QML is laid out by qmlformat"),
    "arrows": (arrows.check, "every #include follows cmake/arrows.txt, and there are no cycles"),
    "sizes": (sizes.check, "files, functions and services stay small"),
    "licences": (words.licences, "every source says its licence"),
    "leftovers": (words.leftovers, "no leftover markers or merge conflicts"),
    "places": (words.places, "no folder of one machine, no registry's host"),
    "calls": (words.banned_calls, "no banned calls"),
    "sql": (words.sql_in_code, "SQL only in sql/ and migrations/"),
    "unused": (unused.check, "no file that nothing uses"),
    "docs": (docs.check, "documents name what exists; every dependency has its record"),
    "qmllint": (tools.qmllint, "QML is clean"),
    "clang-tidy": (clang_tidy.check, "C++ is clean"),
}
WHOLE = {"arrows", "sizes", "unused", "docs"}
BUILT = {"qmllint", "clang-tidy"}  # those read what the build makes
ALL = tuple(CHECKS)
QUICK = tuple(name for name in CHECKS if name != "clang-tidy")


def add_arguments(parser):
    parser.add_argument("names", nargs="*", metavar="CHECK", help=f"which checks, by default all: {', '.join(CHECKS)}")
    parser.add_argument("--changed", action="store_true", help="only files that differ from the main branch")


@dataclass
class Outcome:
    name: str
    seconds: float
    findings: list = field(default_factory=list)


def run(arguments):
    unknown = [name for name in arguments.names if name not in CHECKS]
    if unknown:
        raise Failure(f"there is no check '{unknown[0]}'; there are: {', '.join(CHECKS)}")
    names = arguments.names or ALL
    if BUILT & set(names):
        build.build("dev")
    outcomes = run_checks(names, arguments.changed)
    for outcome in outcomes:
        for finding in outcome.findings:
            say(str(finding))
    for outcome in outcomes:
        say(f"{'ok    ' if not outcome.findings else 'FAILED'} {outcome.name:<11} {spell_time(outcome.seconds):<9} {CHECKS[outcome.name][1]}")
    return 1 if any(outcome.findings for outcome in outcomes) else 0


def run_checks(names, changed=False, root=project.ROOT):
    everything = project.files(root)
    some = project.changed_files(root) if changed else everything
    outcomes = []
    for name in names:
        begin = time.monotonic()
        findings = CHECKS[name][0](root, everything if name in WHOLE else some)
        outcomes.append(Outcome(name, time.monotonic() - begin, sorted(findings)))
    return outcomes


def tally(outcomes):
    """Each check counts as one test."""
    total = Tally()
    for outcome in outcomes:
        if outcome.findings:
            total.add(Tally(failed=1, failures=[(f"check {outcome.name}", "\n".join(map(str, outcome.findings)))]))
        else:
            total.add(Tally(passed=1))
    return total
