# SPDX-FileCopyrightText: 2026 The Melody developers
# SPDX-License-Identifier: GPL-3.0-or-later
"""Nothing grows unseen: files, functions, QML files and whole services have limits."""

import ast
import re
from pathlib import Path

from melodydev.check.finding import Finding, is_cpp, read_text

FILE_LINES = 500
FUNCTION_LINES = 70
QML_LINES = 250
QML_FUNCTION_LINES = 40
SERVICE_LINES = 3000
QML_FUNCTION = re.compile(r"^(\s*)(?:function\b|on[A-Z]\w*\s*:).*\{\s*$")


def check(root, paths):
    findings = []
    services = {}
    for path in paths:
        if path.suffix not in (".cpp", ".h", ".qml", ".py", ".cmake", ".sh") and path.name not in ("dev", "CMakeLists.txt"):
            continue
        text = read_text(root / path)
        length = len(text.splitlines())
        limit = QML_LINES if path.suffix == ".qml" else FILE_LINES
        if length > limit:
            findings.append(Finding(path, 0, f"{length} lines; a file of this kind has at most {limit}"))
        findings += [Finding(path, line, f"'{name}' has {size} lines; a function has at most {most}")
                     for line, name, size, most in long_functions(path, text)]
        if path.parts[0] == "server" and path.parts[1] != "platform" and is_cpp(path):
            services[path.parts[1]] = services.get(path.parts[1], 0) + length
    findings += [Finding(Path("server") / name, 0, f"the service has {size} lines; a service has at most {SERVICE_LINES}")
                 for name, size in sorted(services.items()) if size > SERVICE_LINES]
    return findings


def long_functions(path, text):
    """(line, name, lines, limit) of each function that is too long."""
    if is_cpp(path):
        functions, limit = cpp_functions(text), FUNCTION_LINES
    elif path.suffix == ".qml":
        functions, limit = qml_functions(text), QML_FUNCTION_LINES
    elif path.suffix == ".py":
        functions, limit = python_functions(text), FUNCTION_LINES
    else:
        return []
    return [(line, name, size, limit) for line, name, size in functions if size > limit]


def cpp_functions(text):
    """Functions of code that clang-format laid out: the brace stands alone on its line, and so does the closing one below it.
    A namespace, class or initialiser keeps its brace at the end of the line, so only functions look like this."""
    lines = text.splitlines()
    at = 0
    while at < len(lines):
        if lines[at].strip() == "{" and at > 0 and lines[at - 1].strip():
            indent = lines[at][: lines[at].index("{")]
            end = next((i for i in range(at + 1, len(lines)) if re.match(re.escape(indent) + r"\}", lines[i])), len(lines) - 1)
            yield at + 1, lines[at - 1].strip()[:60], end - at + 1
            at = end
        at += 1


def qml_functions(text):
    lines = text.splitlines()
    for at, line in enumerate(lines):
        start = QML_FUNCTION.match(line)
        if start:
            end = next((i for i in range(at + 1, len(lines)) if lines[i].startswith(start[1] + "}")), len(lines) - 1)
            yield at + 1, line.strip()[:60], end - at + 1


def python_functions(text):
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)):
            yield node.lineno, node.name, node.end_lineno - node.lineno + 1
