# SPDX-FileCopyrightText: 2026 The Melody developers
# SPDX-License-Identifier: GPL-3.0-or-later
"""Small made-up projects for the checks to judge."""

import contextlib
import tempfile
from pathlib import Path

from melodydev import project


@contextlib.contextmanager
def tree(files):
    """Writes {path: text} into a fresh folder; gives (root, paths) as the checks get them."""
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        for path, text in files.items():
            (root / path).parent.mkdir(parents=True, exist_ok=True)
            (root / path).write_text(text, encoding="utf-8")
        yield root, project.files(root)


def messages(check, files):
    """What the check says about the project, one text a finding."""
    with tree(files) as (root, paths):
        return [str(finding) for finding in sorted(check(root, paths))]
