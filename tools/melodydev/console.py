# SPDX-FileCopyrightText: 2026 The Melody developers
# SPDX-License-Identifier: GPL-3.0-or-later
"""What the developer reads: plain lines, and progress with the remaining time for whatever takes over a second."""

import sys
import time

QUIET_INTERVAL_S = 15.0  # between progress lines when the output is not a terminal


class Failure(Exception):
    """Something that the developer has to know; shown without a traceback."""


def say(text, error=False):
    print(text, file=sys.stderr if error else sys.stdout, flush=True)


def spell_time(seconds):
    """3.2 s, 45 s, 2 min 05 s."""
    if seconds < 10:
        return f"{seconds:.1f} s"
    if seconds < 60:
        return f"{seconds:.0f} s"
    return f"{int(seconds) // 60} min {int(seconds) % 60:02d} s"


def remaining_seconds(elapsed, done, total):
    """Time that is left when the rest goes on at the average pace; None while nothing is done."""
    if done <= 0 or total <= 0:
        return None
    return elapsed * max(total - done, 0) / done


class Progress:
    """One line that is rewritten on a terminal; elsewhere a line now and then. Use as a context manager."""

    def __init__(self, title, stream=None, clock=time.monotonic):
        self._title = title
        self._stream = stream or sys.stdout
        self._clock = clock
        self._begin = clock()
        self._shown = self._begin
        self._terminal = self._stream.isatty()
        self._width = 0

    def __enter__(self):
        if self._terminal:
            self._write(f"{self._title} …")
        return self

    def __exit__(self, kind, value, traceback):
        took = spell_time(self._clock() - self._begin)
        self.clear()
        if kind is None:
            self._line(f"{self._title}: {took}")

    def update(self, done, total, detail=""):
        """`done` of `total` units of work."""
        now = self._clock()
        if not self._terminal and now - self._shown < QUIET_INTERVAL_S:
            return
        self._shown = now
        left = remaining_seconds(now - self._begin, done, total)
        text = f"{self._title}: {done:g}/{total:g}"
        if left is not None:
            text += f", about {spell_time(left)} left"
        if detail:
            text += f"  {detail}"
        if self._terminal:
            self._write(text)
        else:
            self._line(text)

    def clear(self):
        """Makes room for other output."""
        if self._terminal and self._width:
            self._stream.write("\r" + " " * self._width + "\r")
            self._stream.flush()
            self._width = 0

    def _write(self, text):
        text = text[:118]
        self._stream.write("\r" + text + " " * max(self._width - len(text), 0))
        self._stream.flush()
        self._width = len(text)

    def _line(self, text):
        self._stream.write(text + "\n")
        self._stream.flush()
