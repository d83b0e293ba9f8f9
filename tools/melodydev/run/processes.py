# SPDX-FileCopyrightText: 2026 The Melody developers
# SPDX-License-Identifier: GPL-3.0-or-later
"""Starts programs that end with us, however we end, and starts those again that crash."""

import os
import signal
import subprocess
import time
from dataclasses import dataclass
from typing import Callable

from melodydev.console import Failure, say

POLL_S = 0.1
STOP_GRACE_S = 15.0
MAX_RESTARTS = 5  # within RESTART_WINDOW_S; more is not a crash but a fault that stays
RESTART_WINDOW_S = 60.0


def spawn(command, log, environment=None, user=None, death_signal="TERM", stdout=None):
    """Starts `command` in a process group of its own, so that Ctrl-C reaches only us and we stop things in order. The kernel
    sends it `death_signal` when we die, even by SIGKILL. Call from the main thread: the signal follows the thread's death.
    `user`: (uid, gid) to become. `log`: file that gets what it writes to stderr (and stdout, unless that is given)."""
    become = ["--reuid", str(user[0]), "--regid", str(user[1]), "--clear-groups"] if user else []
    log.parent.mkdir(parents=True, exist_ok=True)
    with open(log, "ab") as output:
        return subprocess.Popen(["setpriv", "--pdeathsig", death_signal, *become, "--", *map(str, command)], env=environment,
                                stdin=subprocess.DEVNULL, stdout=stdout or output, stderr=output, process_group=0)


def heed_signals():
    """From now on the signals that end a program interrupt it as Ctrl-C does: SIGINT, too, which shells have ignored by what they start in
    the background; but not SIGHUP under nohup."""
    numbers = [signal.SIGINT, signal.SIGTERM] + [signal.SIGHUP] * (signal.getsignal(signal.SIGHUP) != signal.SIG_IGN)
    for number in numbers:
        signal.signal(number, signal.default_int_handler)


def signal_group(process, number):
    try:
        os.killpg(process.pid, number)
    except (ProcessLookupError, PermissionError):
        pass  # it has just ended


def stop(process, number=signal.SIGTERM, grace=STOP_GRACE_S):
    """Asks, waits, then kills."""
    if process.poll() is None:
        signal_group(process, number)
        try:
            process.wait(grace)
        except subprocess.TimeoutExpired:
            pass
    signal_group(process, signal.SIGKILL)  # whatever it left in its group
    process.wait()


def spell_status(status):
    if status < 0:
        return f"was killed by {signal.Signals(-status).name}"
    return f"ended with status {status}"


def tail(log, lines=15):
    if not log.exists():
        return ""
    return "\n".join(log.read_text(encoding="utf-8", errors="replace").splitlines()[-lines:])


def wait_until(ready, process, what, log, timeout=60.0):
    """Polls `ready()` until it gives something true. When the process ends first, or the time is over, or we are interrupted,
    nothing of it stays."""
    deadline = time.monotonic() + timeout
    try:
        while time.monotonic() < deadline:
            result = ready()
            if result:
                return result
            if process.poll() is not None:
                raise Failure(f"{what} {spell_status(process.returncode)} before it was ready:\n{tail(log)}")
            time.sleep(POLL_S)
        raise Failure(f"{what} was not ready after {timeout:.0f} s:\n{tail(log)}")
    except BaseException:
        stop(process)
        raise


@dataclass
class Service:
    name: str
    start: Callable  # starts it, waits until it is ready, returns the process
    stop_signal: int = signal.SIGTERM
    process: subprocess.Popen = None
    restarts: tuple = ()  # when it was started again


class Supervisor:
    """Owns the services of one run. Stops them in the opposite order. Use as a context manager."""

    def __init__(self, clock=time.monotonic):
        self._services = []
        self._clock = clock

    def __enter__(self):
        return self

    def __exit__(self, kind, value, traceback):
        self.stop()

    def start(self, service):
        self._services.append(service)
        service.process = service.start()
        return service

    def check(self):
        """Starts again what has ended."""
        for service in self._services:
            if service.process is not None and service.process.poll() is not None:
                self._restart(service)

    def _restart(self, service):
        now = self._clock()
        service.restarts = tuple(at for at in service.restarts if now - at < RESTART_WINDOW_S) + (now,)
        why = spell_status(service.process.returncode)
        if len(service.restarts) > MAX_RESTARTS:
            raise Failure(f"{service.name} {why}, {len(service.restarts)} times within {RESTART_WINDOW_S:.0f} s; giving up")
        say(f"{service.name} {why}; starting it again")
        service.process = service.start()
        say(f"{service.name} runs again")

    def wait(self, process=None, timeout=None, tick=lambda: None):
        """Looks after the services until `process` ends (True) or the time is over (False); calls `tick` now and then."""
        deadline = None if timeout is None else self._clock() + timeout
        while process is None or process.poll() is None:
            if deadline is not None and self._clock() >= deadline:
                return False
            self.check()
            tick()
            time.sleep(POLL_S)
        return True

    def stop(self):
        for service in reversed(self._services):
            if service.process is not None:
                stop(service.process, service.stop_signal)
        self._services.clear()
