# SPDX-FileCopyrightText: 2026 The Melody developers
# SPDX-License-Identifier: GPL-3.0-or-later
"""./dev bench: builds a benchmark as it is shipped (preset release) and runs it."""

import argparse
import re
import subprocess

from melodydev import build, project
from melodydev.console import Failure, say

PRESET = "release"
DECLARED = re.compile(r"\bNAME\s+bench_([a-z0-9_]+)")


def add_arguments(parser):
    parser.add_argument("name", nargs="?", help="which benchmark; without it they are listed")
    parser.add_argument("--json", metavar="F", help="write the figures to F as well")
    parser.add_argument("rest", nargs=argparse.REMAINDER, metavar="ARG", help="handed on to the benchmark, options too")


def available(root=project.ROOT):
    """Names of the benchmarks that some CMakeLists.txt declares, without the prefix."""
    names = set()
    for path in project.files(root, names={"CMakeLists.txt"}):
        names.update(DECLARED.findall((root / path).read_text(encoding="utf-8")))
    return sorted(names)


def run(arguments):
    names = available()
    if not arguments.name:
        say("\n".join(names))
        return 0
    if arguments.name not in names:
        raise Failure(f"there is no benchmark '{arguments.name}'; there are: {', '.join(names)}")
    target = f"bench_{arguments.name}"
    build.build(PRESET, [target])
    command = [str(project.program(PRESET, target)), *(word for word in arguments.rest if word != "--")]
    if arguments.json:
        command += ["--json", arguments.json]
    return subprocess.run(command, check=False).returncode
