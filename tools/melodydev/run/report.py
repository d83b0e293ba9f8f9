# SPDX-FileCopyrightText: 2026 The Melody developers
# SPDX-License-Identifier: GPL-3.0-or-later
"""What a run says at its end: a table for people, JSON for programs. Pure, but for writing the file."""

import json
import os
from pathlib import Path

# Field of a track's JSON -> how the table shows it.
COLUMNS = {
    "title": ("Title", "{}"),
    "artist": ("Artist", "{}"),
    "start_ms": ("Start ms", "{:.0f}"),
    "rung": ("Rung", "{}"),
    "heard_seconds": ("Heard s", "{:.1f}"),
    "underruns": ("Underruns", "{}"),
    "plays_counted": ("Counted", "{}"),
}
WIDEST = 40


def verdict(tracks, audible_seconds):
    """(ok, why not): sound was heard at the sink, and the server counted it."""
    if not tracks:
        return False, "no track was played"
    if audible_seconds <= 0:
        return False, "the sound device heard nothing but silence"
    if not any(track["plays_counted"] for track in tracks):
        return False, "the server counted no play (a play counts after 30 s, or the whole of a shorter track)"
    return True, ""


def table(tracks):
    rows = [[heading for heading, _ in COLUMNS.values()]]
    rows += [[shorten(form.format(track[name])) for name, (_, form) in COLUMNS.items()] for track in tracks]
    widths = [max(len(row[column]) for row in rows) for column in range(len(COLUMNS))]
    return "\n".join("  ".join(pad(cell, width, column) for column, (cell, width) in enumerate(zip(row, widths))).rstrip() for row in rows)


def shorten(text):
    return text if len(text) <= WIDEST else text[: WIDEST - 1] + "…"


def pad(cell, width, column):
    return cell.ljust(width) if column in (0, 1, 3) else cell.rjust(width)


def write_json(path, value):
    """Whole or not at all, so that a reader who waits for the file never sees half of it."""
    path = Path(path)
    partial = path.with_name(f".{path.name}.partial")
    partial.write_text(json.dumps(value, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")
    os.replace(partial, path)
