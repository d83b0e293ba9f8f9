# SPDX-FileCopyrightText: 2026 The Melody developers
# SPDX-License-Identifier: GPL-3.0-or-later
"""Checks that other programs make: clang-format, qmlformat, qmllint. A missing program is an error, never a skip."""

import concurrent.futures
import os
import re
import shutil
import subprocess
from pathlib import Path

from melodydev import project
from melodydev.check.finding import Finding, is_cpp, read_text
from melodydev.console import Failure

QT_TOOLS = "/usr/lib/qt6/bin"
MESSAGE = re.compile(r"^(?P<path>[^:\n]+):(?P<line>\d+):\d+: (?:warning|error): (?P<text>.*)$", re.MULTILINE)
QML_MESSAGE = re.compile(r"^(?:Warning|Error): (?P<path>[^:\n]+):(?P<line>\d+):\d+: (?P<text>.*)$", re.MULTILINE)


def find_tool(name):
    found = shutil.which(name) or shutil.which(name, path=QT_TOOLS)
    if not found:
        raise Failure(f"{name} is missing; './dev check' installs it where apt-get works, see packaging/debian-packages.txt")
    return found


def findings_in(output, root, pattern=MESSAGE):
    """The messages of a compiler-like tool, once each (headers are seen many times)."""
    found = set()
    for match in pattern.finditer(output):
        path = Path(match["path"])
        if path.is_absolute() and path.is_relative_to(root):
            path = path.relative_to(root)
        found.add(Finding(path, int(match["line"]), match["text"]))
    return sorted(found)


def clang_format(root, paths):
    tool = find_tool("clang-format")
    sources = [str(path) for path in paths if is_cpp(path)]
    if not sources:
        return []
    result = subprocess.run([tool, "--dry-run", "-Werror", "--style=file", *sources], cwd=root, capture_output=True, text=True, check=False)
    per_file = {finding.path: finding for finding in reversed(findings_in(result.stderr, root))}
    if result.returncode != 0 and not per_file:
        return [Finding(Path(".clang-format"), 0, result.stderr.strip()[:500])]
    return [Finding(finding.path, finding.line, "not formatted; run clang-format -i on it") for finding in sorted(per_file.values())]


def qmlformat(root, paths):
    tool = find_tool("qmlformat")
    findings = []
    for path in paths:
        if path.suffix == ".qml":
            result = subprocess.run([tool, str(path)], cwd=root, capture_output=True, text=True, check=False)
            # qmlformat 6.4 drops the value of this pragma, so it is compared without.
            written = read_text(root / path).replace("pragma ComponentBehavior: Bound\n", "pragma ComponentBehavior\n")
            formatted = result.stdout.replace("pragma ComponentBehavior: Bound\n", "pragma ComponentBehavior\n")
            if result.returncode != 0 or formatted.rstrip("\n") != written.rstrip("\n"):
                findings.append(Finding(path, 0, "not formatted; run qmlformat -i on it"))
    return findings


def qmllint(root, paths):
    """Lints with what the build made (types and module folders), so the preset dev must be built."""
    modules = qml_import_paths(project.build_dir("dev"))
    if not modules and any(path.suffix == ".qml" for path in paths):
        raise Failure("qmllint needs the types of our modules: build the preset dev first (./dev test or ninja -C build/dev)")
    return lint(root, paths, modules)


def lint_without_modules(root, paths):
    return lint(root, paths, [])


def beside_qmldir(root, path, modules):
    """The copy of a QML file that the build put beside its module's qmldir: only there qmllint knows the module's singletons."""
    text = read_text(root / path)
    copies = (copy for folder in modules for copy in Path(folder).rglob(path.name) if (copy.parent / "qmldir").exists())
    return next((copy for copy in copies if read_text(copy) == text), root / path)


def lint(root, paths, modules):
    command = [find_tool("qmllint"), "--bare", *(word for folder in (qt_qml_folder(), *modules) for word in ("-I", folder))]
    findings = []
    for path in paths:
        if path.suffix == ".qml":
            linted = beside_qmldir(root, path, modules)
            result = subprocess.run([*command, str(linted)], cwd=root, capture_output=True, text=True, check=False)
            output = (result.stdout + result.stderr).replace(str(linted), str(path))
            found = findings_in(output, root, QML_MESSAGE)
            if result.returncode != 0 and not found:
                found = [Finding(path, 0, output.strip()[:500])]
            findings += found
    return findings


def qml_import_paths(build_folder):
    """Folders that hold <URI as path>/qmldir files which the build wrote."""
    found = set()
    for qmldir in build_folder.rglob("qmldir"):
        uri = read_text(qmldir).partition("module ")[2].split("\n")[0].strip()
        depth = len(uri.split("."))
        found.add(str(qmldir.parents[depth]))
    return sorted(found)


def qt_qml_folder():
    result = subprocess.run([find_tool("qtpaths6"), "--query", "QT_INSTALL_QML"], capture_output=True, text=True, check=True)
    return result.stdout.strip()


def in_parallel(work, items, jobs=None):
    """work(item) for each, on as many threads as there are cores; results in the order of completion."""
    with concurrent.futures.ThreadPoolExecutor(jobs or os.cpu_count()) as pool:
        for future in concurrent.futures.as_completed([pool.submit(work, item) for item in items]):
            yield future.result()
