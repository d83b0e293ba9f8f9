# SPDX-FileCopyrightText: 2026 The Melody developers
# SPDX-License-Identifier: GPL-3.0-or-later
"""What a check has to say, and what all checks read."""

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path


@dataclass(frozen=True, order=True)
class Finding:
    path: Path  # relative to the root
    line: int  # from 1; 0 for the file as a whole
    message: str

    def __str__(self):
        return f"{self.path}:{self.line}: {self.message}" if self.line else f"{self.path}: {self.message}"


@lru_cache(maxsize=None)
def read_text(path):
    """The file's text; bytes that are not UTF-8 are replaced. Read once a run."""
    return path.read_text(encoding="utf-8", errors="replace")


def is_cpp(path):
    return path.suffix in (".cpp", ".h")
