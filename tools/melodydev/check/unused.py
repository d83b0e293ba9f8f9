# SPDX-FileCopyrightText: 2026 The Melody developers
# SPDX-License-Identifier: GPL-3.0-or-later
"""Files that nothing uses: sources that no CMakeLists.txt names, headers that nobody includes, queries that nobody runs,
migrations whose name can't be sorted, resources and tools that nobody mentions."""

import os
import re
from pathlib import Path

from melodydev.check.arrows import includes
from melodydev.check.finding import Finding, is_cpp, read_text

BUILT = {".cpp", ".qml"}
NAMED = re.compile(r"[\w./-]+\.(?:cpp|qml)\b")
VARIABLE = re.compile(r"\$\{\w+\}/")
MIGRATION = re.compile(r"^\d{8}T\d{6}_[a-z0-9_]+\.sql$")


def check(root, paths):
    return (sources(root, paths) + headers(root, paths) + queries(root, paths) + migrations(paths) + resources(root, paths)
            + tools(root, paths))


def sources(root, paths):
    named = set()
    for path in paths:
        if path.name == "CMakeLists.txt" or path.suffix == ".cmake":
            for name in NAMED.findall(VARIABLE.sub("", read_text(root / path))):
                named.update((os.path.normpath(name), os.path.normpath(path.parent / name)))
    return [Finding(path, 0, "no CMakeLists.txt names this file") for path in paths if path.suffix in BUILT and path.as_posix() not in named]


def headers(root, paths):
    included = {Path(target).name for path in paths if is_cpp(path) for _, _, target in includes(read_text(root / path))}
    return [Finding(path, 0, "nobody includes this header")
            for path in paths if path.suffix == ".h" and path.parts[0] != "cmake" and path.name not in included]


def camel_case(snake):
    head, *rest = snake.split("_")
    return head + "".join(word.capitalize() for word in rest)


def queries(root, paths):
    used = set()
    for path in paths:
        if is_cpp(path):
            used.update(re.findall(r"\bsql::(\w+)", read_text(root / path)))
    return [Finding(path, 0, f"nobody runs sql::{camel_case(path.stem)}")
            for path in paths if path.suffix == ".sql" and path.parent.name == "sql" and camel_case(path.stem) not in used]


def migrations(paths):
    findings, seen = [], {}
    for path in paths:
        if path.parent.name != "migrations":
            continue
        if not MIGRATION.match(path.name):
            findings.append(Finding(path, 0, "a migration is called <UTC time as 20261122T201800>_<what>.sql"))
        elif (path.parent, path.name[:15]) in seen:
            findings.append(Finding(path, 0, f"has the same time as {seen[path.parent, path.name[:15]].name}"))
        else:
            seen[path.parent, path.name[:15]] = path
    return findings


def resources(root, paths):
    """Everything under resources/ and docs/screens/ must be mentioned: by its name, an icon by its name without suffix, other
    files also by a pattern of a CMakeLists.txt."""
    stored = [path for path in paths if path.parts[0] == "resources" or path.parts[:2] == ("docs", "screens")]
    readers = [path for path in paths if path.suffix in {".cpp", ".h", ".py", ".qml", ".cmake", ".md", ".json", ".txt"} and path not in stored]
    readers += [path for path in stored if path.suffix in (".json", ".md", ".txt")]
    text = "\n".join(read_text(root / path) for path in readers)
    return [Finding(path, 0, "nothing mentions this file") for path in stored if not mentioned(path, text)]


def mentioned(path, text):
    if path.name in text:
        return True
    if path.suffix == ".svg":
        return f'"{path.stem}"' in text
    return f"{path.parent.as_posix()}/*{path.suffix}" in text


def tools(root, paths):
    """Python modules that nothing imports; tests and entry points are run by their name."""
    modules = [path for path in paths if path.suffix == ".py" and path.parts[0] == "tools" and path.stem not in ("__init__", "__main__")]
    text = "\n".join(read_text(root / path) for path in paths if path.suffix == ".py" and path.parts[0] == "tools")
    return [Finding(path, 0, "nothing imports this module")
            for path in modules if not re.search(rf"import [\w, ]*\b{path.stem}\b|\.{path.stem}\b", text)]
