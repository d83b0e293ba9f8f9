# SPDX-FileCopyrightText: 2026 The Melody developers
# SPDX-License-Identifier: GPL-3.0-or-later
"""./dev clean: back to a fresh checkout."""

import shutil

from melodydev import project
from melodydev.console import say


def add_arguments(parser):
    parser.add_argument("--builds", action="store_true", help="only the build folders")
    parser.add_argument("--data", action="store_true", help="only the private database and what runs on it")


def run(arguments):
    everything = not (arguments.builds or arguments.data)
    if everything or arguments.builds:
        remove(project.ROOT / "build")
    if everything or arguments.data:
        remove(project.RUN_DIR)
    if everything:
        remove(project.CACHE_DIR)
    return 0


def remove(folder):
    if folder.exists():
        shutil.rmtree(folder)
        say(f"removed {folder.relative_to(project.ROOT)}")
