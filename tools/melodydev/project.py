# SPDX-FileCopyrightText: 2026 The Melody developers
# SPDX-License-Identifier: GPL-3.0-or-later
"""Where things are in this checkout."""

import os
import subprocess
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
RUN_DIR = ROOT / ".run"
CACHE_DIR = ROOT / ".cache"
CPUS = os.cpu_count() or 1

# Never the project's own text (.git is a file in a linked worktree).
SKIPPED = {".git", "build", ".run", ".cache", "__pycache__"}


def build_dir(preset):
    return ROOT / "build" / preset


def program(preset, name):
    return build_dir(preset) / "bin" / name


def files(root=ROOT, suffixes=None, names=None):
    """Every file of the project as a sorted list of paths relative to `root`; only those with one of `suffixes` or `names`."""
    found = []
    for folder, folders, entries in os.walk(root):
        folders[:] = sorted(name for name in folders if name not in SKIPPED)
        for entry in sorted(set(entries) - SKIPPED):
            path = (Path(folder) / entry).relative_to(root)
            wanted = suffixes is None and names is None
            wanted = wanted or (suffixes is not None and path.suffix in suffixes) or (names is not None and entry in names)
            if wanted:
                found.append(path)
    return found


def changed_files(root=ROOT):
    """Paths that differ from where this branch left the main one, and those not committed yet."""
    def git(*arguments):
        result = subprocess.run(["git", "-C", str(root), *arguments], capture_output=True, text=True, check=False)
        return result.stdout.splitlines() if result.returncode == 0 else []

    base = next((ref for ref in ("origin/main", "main") if git("rev-parse", "--verify", "--quiet", ref)), "HEAD")
    fork = git("merge-base", base, "HEAD") or ["HEAD"]
    paths = git("diff", "--name-only", "--diff-filter=d", fork[0]) + git("ls-files", "--others", "--exclude-standard")
    return sorted({Path(path) for path in paths if (root / path).is_file()})
