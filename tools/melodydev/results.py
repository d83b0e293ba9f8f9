# SPDX-FileCopyrightText: 2026 The Melody developers
# SPDX-License-Identifier: GPL-3.0-or-later
"""Reads what test programs print and what ctest writes, and adds it up. Pure."""

import re
import xml.etree.ElementTree as ElementTree
from dataclasses import dataclass, field

QT_LINE = re.compile(r"^(PASS  |FAIL! |XPASS |SKIP  ) : ([\w:]+)\(", re.MULTILINE)
PYTHON_SKIP = re.compile(r"^(\w+) \(.*\.\.\. skipped ", re.MULTILINE)
PYTHON_LINE = re.compile(r"\.\.\. (ok|FAIL|ERROR|skipped .*)$", re.MULTILINE)
FRAMEWORK_SLOTS = ("::initTestCase", "::cleanupTestCase")


@dataclass
class Tally:
    """How a stage went. `failures` are the names of what failed, with the output that explains it; `unsteady` likewise what failed beside
    others and passed alone; `skips` the names of what was skipped."""

    passed: int = 0
    failed: int = 0
    skipped: int = 0
    failures: list = field(default_factory=list)
    unsteady: list = field(default_factory=list)
    unchanged: int = 0  # of those that passed: earlier, and nothing they hang on has changed since
    skips: list = field(default_factory=list)

    def add(self, other):
        self.passed += other.passed
        self.failed += other.failed
        self.skipped += other.skipped
        self.failures += other.failures
        self.unsteady += other.unsteady
        self.unchanged += other.unchanged
        self.skips += other.skips


def tally_output(name, output, succeeded):
    """Counts the single tests in one program's output. A program that names no tests is one test; one that fails without
    naming the test (it crashed, or hung) adds a failed one."""
    passed = failed = skipped = 0
    skips = PYTHON_SKIP.findall(output)
    for verdict, slot in QT_LINE.findall(output):
        if verdict.startswith("PASS"):
            passed += 0 if slot.endswith(FRAMEWORK_SLOTS) else 1
        elif verdict.startswith("SKIP"):
            skipped += 1
            skips.append(slot)
        else:
            failed += 1
    for verdict in PYTHON_LINE.findall(output):
        passed += verdict == "ok"
        failed += verdict in ("FAIL", "ERROR")
        skipped += verdict.startswith("skipped")
    if succeeded and failed:
        succeeded = False  # a program that says FAIL and ends with 0 is not believed
    if not succeeded and not failed:
        failed = 1
    if succeeded and not (passed or skipped):
        passed = 1
    return Tally(passed, failed, skipped, [] if succeeded else [(name, output)], skips=skips)


def tallies_of_junit(text):
    """The tally of each test in a file of ctest --output-junit, by its name."""
    tallies = {}
    for case in ElementTree.fromstring(text).iter("testcase"):
        name, status = case.get("name"), case.get("status")
        if status in ("disabled", "notrun"):
            # ctest could not start it: that is a failure, never a skip
            tallies[name] = Tally(failed=1, failures=[(name, f"not run ({status})")])
        else:
            tallies[name] = tally_output(name, "".join(node.text or "" for node in case.iter("system-out")), status == "run")
    return tallies


def together(tallies):
    total = Tally()
    for tally in tallies:
        total.add(tally)
    return total


def merge_second_run(first, second):
    """What counts after the tests that failed beside others were run once more, alone. One that passes then is unsteady: it counts as it
    went the second time, and the first output is kept, so that nobody overlooks it."""
    merged = {**first, **second}
    for name, tally in second.items():
        if not tally.failed:
            merged[name].unsteady = list(first[name].failures)
    return merged


def final_line(tally):
    earlier = f" ({tally.unchanged} of them earlier, unchanged since)" if tally.unchanged else ""
    skipped = f", {tally.skipped} skipped: {', '.join(sorted(set(tally.skips)))}" if tally.skipped else ""
    return f"{tally.passed} passed{earlier}, {tally.failed} failed{skipped}"
