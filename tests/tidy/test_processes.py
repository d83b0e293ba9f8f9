# SPDX-FileCopyrightText: 2026 The Melody developers
# SPDX-License-Identifier: GPL-3.0-or-later
import os
import signal
import subprocess
import sys
import tempfile
import time
import unittest
from pathlib import Path

from melodydev import project
from melodydev.console import Failure
from melodydev.run import postgres, processes
from melodydev.run.processes import Service, Supervisor

LIMIT_S = 20


def gone(pid):
    try:
        return Path(f"/proc/{pid}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()[0] == "Z"
    except FileNotFoundError:
        return True


def eventually(condition):
    deadline = time.monotonic() + LIMIT_S
    while not condition():
        if time.monotonic() > deadline:
            return False
        time.sleep(0.05)
    return True


class ProcessesTest(unittest.TestCase):
    def setUp(self):
        self._folder = tempfile.TemporaryDirectory()
        self.addCleanup(self._folder.cleanup)
        self.log = Path(self._folder.name) / "log"

    def spawn(self, *command):
        process = processes.spawn(command, self.log)
        self.addCleanup(processes.stop, process, signal.SIGKILL)
        return process

    def test_children_end_when_we_are_killed(self):
        script = ("from pathlib import Path; import sys, time; from melodydev.run import processes\n"
                  "print(processes.spawn(['sleep', '600'], Path(sys.argv[1])).pid, flush=True)\ntime.sleep(600)")
        parent = subprocess.Popen([sys.executable, "-c", script, str(self.log)], stdout=subprocess.PIPE, text=True,
                                  env={**os.environ, "PYTHONPATH": str(project.ROOT / "tools")})
        with parent.stdout:
            pid = int(parent.stdout.readline())
        # From when it is the program itself, the kernel knows whose death to tell it.
        self.assertTrue(eventually(lambda: Path(f"/proc/{pid}/comm").read_text(encoding="utf-8") == "sleep\n"))
        parent.kill()
        parent.wait()
        self.assertTrue(eventually(lambda: gone(pid)))

    def test_a_program_that_ignores_the_request_is_killed_with_its_children(self):
        process = self.spawn("bash", "-c", "trap '' TERM; sleep 600 & echo $!; wait; wait")
        self.assertTrue(eventually(lambda: processes.tail(self.log)))
        child = int(processes.tail(self.log))
        processes.stop(process, grace=0.2)
        self.assertTrue(gone(process.pid) and eventually(lambda: gone(child)))

    def test_a_program_that_ends_before_it_is_ready_is_a_failure_that_shows_its_log(self):
        process = self.spawn("bash", "-c", "echo no port >&2; exit 3")
        with self.assertRaisesRegex(Failure, "(?s)ended with status 3.*no port"):
            processes.wait_until(lambda: False, process, "it", self.log)

    def test_a_crashed_service_is_started_again_and_said_so(self):
        started = []

        def start():
            started.append(self.spawn("sleep", "600"))
            return started[-1]

        with Supervisor() as supervisor:
            supervisor.start(Service("melodyd", start))
            started[0].kill()
            self.assertTrue(eventually(lambda: (supervisor.check(), len(started) == 2)[1]))
            self.assertIsNone(started[1].poll())
        self.assertIsNotNone(started[1].poll())

    def test_a_service_that_keeps_crashing_is_given_up(self):
        with Supervisor() as supervisor, self.assertRaisesRegex(Failure, "giving up"):
            supervisor.start(Service("melodyd", lambda: self.spawn("false")))
            supervisor.wait(timeout=LIMIT_S)


class PostgresTest(unittest.TestCase):
    def test_a_foreign_process_with_the_old_servers_number_is_not_taken_for_it(self):
        self.assertFalse(postgres.runs_on(os.getpid(), Path("/somewhere")))
        self.assertFalse(postgres.runs_on(2**22 + 1, Path("/somewhere")))

    def test_secrets_are_for_their_owner_only(self):
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "password"
            postgres.write_secret(path, "x")
            postgres.write_secret(path, "y")
            self.assertEqual(path.stat().st_mode & 0o777, 0o600)
            self.assertEqual(path.read_text(encoding="utf-8"), "y\n")


class SignalsTest(unittest.TestCase):
    def setUp(self):
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            self.addCleanup(signal.signal, number, signal.getsignal(number))

    def test_who_was_started_in_the_background_can_be_interrupted(self):
        signal.signal(signal.SIGINT, signal.SIG_IGN)
        processes.heed_signals()
        for number in (signal.SIGINT, signal.SIGTERM):
            with self.assertRaises(KeyboardInterrupt):
                os.kill(os.getpid(), number)
                time.sleep(LIMIT_S)

    def test_a_closed_terminal_does_not_end_what_nohup_started(self):
        signal.signal(signal.SIGHUP, signal.SIG_IGN)
        processes.heed_signals()
        os.kill(os.getpid(), signal.SIGHUP)
        self.assertIs(signal.getsignal(signal.SIGHUP), signal.SIG_IGN)


if __name__ == "__main__":
    unittest.main()
