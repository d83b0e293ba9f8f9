# SPDX-FileCopyrightText: 2026 The Melody developers
# SPDX-License-Identifier: GPL-3.0-or-later
"""A private PostgreSQL cluster for one checkout: loopback only, a port of its own, a random password. PostgreSQL refuses to run
as root, so root runs it through an unprivileged user; when that user may not enter the checkout, the data lies elsewhere and
.run/postgres-location says where."""

import hashlib
import os
import pwd
import secrets
import select
import shutil
import signal
import socket
import stat
import subprocess
import tempfile
from pathlib import Path

from melodydev import project
from melodydev.console import Failure, Progress, say
from melodydev.run import processes
from melodydev.run.processes import Service

OWNER = "melody_owner"  # runs migrations
LOGIN = "melody_app"  # melodyd; made by the migrations
DATABASE = "melody"
SETTINGS = {
    "listen_addresses": "127.0.0.1",
    "unix_socket_directories": "",
    "max_connections": "100",
    "shared_buffers": "128MB",
    "log_min_messages": "warning",
    "timezone": "UTC",
}


def find_binaries():
    """Folder of the newest installed server's programs."""
    candidates = [path.parent for path in Path("/usr/lib/postgresql").glob("*/bin/postgres")]
    if candidates:
        return max(candidates, key=lambda path: int(path.parent.name))
    found = shutil.which("postgres")
    if found:
        return Path(found).parent
    raise Failure("PostgreSQL's server is not installed (package postgresql)")


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def unprivileged_user():
    """(uid, gid) to run PostgreSQL as: None when we are not root."""
    if os.geteuid() != 0:
        return None
    for name in ("postgres", "nobody"):
        try:
            entry = pwd.getpwnam(name)
            return entry.pw_uid, entry.pw_gid
        except KeyError:
            continue
    raise Failure("root may not run PostgreSQL, and there is neither a user postgres nor nobody")


def may_enter(folder, user):
    command = ["setpriv", "--reuid", str(user[0]), "--regid", str(user[1]), "--clear-groups", "--", "test", "-x", str(folder)]
    return subprocess.run(command, check=False).returncode == 0


class Cluster:
    """The cluster of this checkout. start() makes it when it is not there."""

    def __init__(self, run_dir=project.RUN_DIR):
        self._run_dir = run_dir
        self._binaries = find_binaries()
        self._user = unprivileged_user()
        self._log = run_dir / "logs" / "postgres.log"
        self._password_file = run_dir / "postgres-password"
        self._port = None
        self._data = self._choose_folder()

    def connection(self, role, database=DATABASE):
        """libpq's connection string; the password comes from the file that environment() names."""
        return f"host=127.0.0.1 port={self._port} user={role} dbname={database}"

    def environment(self, base):
        return {**base, "PGPASSFILE": str(self._run_dir / "pgpass"), "PGCONNECT_TIMEOUT": "5"}

    def identity(self):
        """Changes when the cluster is made anew."""
        return hashlib.sha256(self._password().encode()).hexdigest()[:16]

    def let_in(self, role):
        """Gives a role that the migrations made the password of this cluster."""
        self._must(DATABASE, f"ALTER ROLE {role} PASSWORD '{self._password()}'")

    def service(self):
        return Service("PostgreSQL", self.start, signal.SIGINT)

    def start(self):
        """Returns the running server's process; the port stays the same when it is started again."""
        if not (self._data / "PG_VERSION").exists():
            self._initialize()
        self._recover()
        self._port = self._port or free_port()
        write_secret(self._run_dir / "pgpass", f"127.0.0.1:{self._port}:*:*:{self._password()}")
        settings = [word for name, value in {**SETTINGS, "port": self._port}.items() for word in ("-c", f"{name}={value}")]
        command = [self._binaries / "postgres", "-D", self._data, *settings]
        process = processes.spawn(command, self._log, user=self._user, death_signal="INT")
        processes.wait_until(self._answers, process, "PostgreSQL", self._log)
        self._create_database()
        return process

    def _choose_folder(self):
        self._run_dir.mkdir(mode=0o755, exist_ok=True)
        inside = self._run_dir / "postgres"
        if self._user is None or may_enter(self._run_dir, self._user):
            return inside
        name = hashlib.sha256(str(self._run_dir).encode()).hexdigest()[:12]
        outside = Path("/var/tmp") / f"melody-postgres-{name}"
        (self._run_dir / "postgres-location").write_text(f"{outside}\n", encoding="utf-8")
        return outside

    def _initialize(self):
        password = secrets.token_urlsafe(24)
        write_secret(self._password_file, password)
        own_folder(self._data, self._user)
        with Progress("create the private PostgreSQL cluster"), tempfile.NamedTemporaryFile("w", encoding="utf-8") as file:
            file.write(password)
            file.flush()
            if self._user:
                os.chown(file.name, *self._user)
            command = [self._binaries / "initdb", "-D", self._data, "-U", OWNER, "--auth=scram-sha-256", f"--pwfile={file.name}",
                       "--encoding=UTF8", "--locale=C.UTF-8", "--data-checksums"]
            result = subprocess.run([*self._become(), *map(str, command)], capture_output=True, text=True, check=False)
        if result.returncode != 0:
            shutil.rmtree(self._data, ignore_errors=True)
            raise Failure(f"initdb failed:\n{result.stdout}{result.stderr}")

    def _become(self):
        if self._user is None:
            return []
        return ["setpriv", "--reuid", str(self._user[0]), "--regid", str(self._user[1]), "--clear-groups", "--"]

    def _recover(self):
        """After a kill -9 of everything: stops a server that still runs on our data, removes a lock that nobody holds."""
        lock = self._data / "postmaster.pid"
        if not lock.exists():
            return
        pid = int(lock.read_text(encoding="utf-8").split("\n")[0])
        if runs_on(pid, self._data):
            say("a PostgreSQL server of an earlier run is still there; stopping it")
            os.kill(pid, signal.SIGINT)
            wait_for_end(pid)
        lock.unlink(missing_ok=True)

    def _password(self):
        return self._password_file.read_text(encoding="utf-8").strip()

    def _psql(self, database, sql):
        command = [str(self._binaries / "psql"), "-X", "-q", "-A", "-t", "-d", self.connection(OWNER, database)]
        return subprocess.run(command, input=sql, env=self.environment(os.environ), capture_output=True, text=True, check=False)

    def _must(self, database, sql):
        result = self._psql(database, sql)
        if result.returncode != 0 or result.stderr:
            raise Failure(f"PostgreSQL: {result.stderr.strip()}")

    def _answers(self):
        return self._psql("postgres", "SELECT 1").stdout.strip() == "1"

    def _create_database(self):
        if self._psql("postgres", f"SELECT 1 FROM pg_database WHERE datname = '{DATABASE}'").stdout.strip() != "1":
            self._must("postgres", f"CREATE DATABASE {DATABASE}")


def write_secret(path, text):
    """0600 from the first byte on."""
    path.unlink(missing_ok=True)
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="utf-8") as file:
        file.write(text + "\n")


def own_folder(folder, user):
    """An empty folder that only the server's user may enter; whatever a failed initdb left is removed."""
    if folder.is_symlink() or folder.exists() and folder.stat().st_uid not in (os.geteuid(), user[0] if user else os.geteuid()):
        raise Failure(f"{folder} belongs to someone else; remove it")
    if folder.exists():
        shutil.rmtree(folder)
    folder.mkdir(mode=0o700, parents=True)
    if user:
        os.chown(folder, *user)
    if stat.S_IMODE(folder.stat().st_mode) != 0o700:
        folder.chmod(0o700)


def runs_on(pid, data):
    try:
        words = Path(f"/proc/{pid}/cmdline").read_bytes().split(b"\0")
    except OSError:
        return False
    return words[0].endswith(b"postgres") and str(data).encode() in words


def wait_for_end(pid, timeout=30.0):
    try:
        descriptor = os.pidfd_open(pid)
    except ProcessLookupError:
        return
    try:
        if not select.select([descriptor], [], [], timeout)[0]:
            os.kill(pid, signal.SIGQUIT)
            select.select([descriptor], [], [], timeout)
    finally:
        os.close(descriptor)
