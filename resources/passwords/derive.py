#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Melody developers
# SPDX-License-Identifier: GPL-3.0-or-later
"""derive.py FREQUENCY_LISTS_PY: writes common.txt beside this file. The argument is zxcvbn/frequency_lists.py of Debian's python3-zxcvbn."""

import importlib.util
import sys
from pathlib import Path

SHORTEST = 4  # with digits at its end even a short one is long enough

spec = importlib.util.spec_from_file_location("frequency_lists", sys.argv[1])
lists = importlib.util.module_from_spec(spec)
spec.loader.exec_module(lists)
words = sorted({word.lower() for word in lists.FREQUENCY_LISTS["passwords"] if len(word) >= SHORTEST})
(Path(__file__).parent / "common.txt").write_text("\n".join(words) + "\n", encoding="ascii")
