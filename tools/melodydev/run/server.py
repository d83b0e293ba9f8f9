# SPDX-FileCopyrightText: 2026 The Melody developers
# SPDX-License-Identifier: GPL-3.0-or-later
"""melodyd, its worker, and what melodyctl prepares for them."""

import hashlib
import json
import os
import secrets
import subprocess
from dataclasses import dataclass, replace
from pathlib import Path

from melodydev import project
from melodydev.console import Failure
from melodydev.run import authenticator, certificates, payments, postgres, processes, report
from melodydev.run.processes import Service

PRESET = "dev"


@dataclass(frozen=True)
class Account:
    role: str
    email: str
    name: str
    password_file: Path
    totp_secret: str = ""  # base32; of who has a second factor

    @property
    def password(self):
        return self.password_file.read_text(encoding="utf-8").strip()

    @property
    def authenticator_file(self):
        return self.password_file.with_suffix(".authenticator")


def second_factor(account, cluster, base_url, authority):
    """The secret of the account's authenticator app, which is set up once in a cluster."""
    file = account.authenticator_file
    known = json.loads(file.read_text(encoding="utf-8")) if file.exists() else {}
    if known.get("cluster") != cluster:
        known = {"cluster": cluster, "secret": authenticator.enrol(base_url, authority, account.email, account.password)}
        postgres.write_secret(file, json.dumps(known))
    return known["secret"]


class Server:
    """Everything behind the base URL, but for PostgreSQL."""

    def __init__(self, cluster, run_dir=project.RUN_DIR):
        self._cluster = cluster
        self._run_dir = run_dir
        self._secrets = run_dir / "secrets"
        self._logs = run_dir / "logs"
        self._port = postgres.free_port()  # the same again after a crash
        self.certificate = certificates.ensure(run_dir / "tls")
        self.payments = payments.Sandbox(run_dir / "payments", self.certificate, self._logs / "melody-sandboxpay.log", PRESET)

    @property
    def base_url(self):
        return f"https://127.0.0.1:{self._port}"

    def prepare(self):
        """Migrations and secrets; safe to do every time."""
        self._ctl("migrate", "--db-connection", self._cluster.connection(postgres.OWNER))
        self._cluster.let_in(postgres.LOGIN)
        self._ctl("init-secrets", self._secrets)
        self.payments.prepare()

    def services(self):
        return [self.payments.service(self.base_url), Service("melodyd", self._start_server), Service("melodyd worker", self._start_worker)]

    def ensure_account(self, role, name, login=None, plan=("--plan", "individual", "--hi-fi")):
        login = login or role
        folder = self._run_dir / "accounts"
        folder.mkdir(mode=0o700, exist_ok=True)
        account = Account(role, f"{login}@demo.example", name, folder / f"{login}.password")
        if not account.password_file.exists():
            postgres.write_secret(account.password_file, secrets.token_urlsafe(12))
        self._ctl("create-user", "--db-connection", self._cluster.connection(postgres.LOGIN), "--secrets-folder", self._secrets,
                  "--email", account.email, "--password-file", account.password_file, "--display-name", name, "--role", role,
                  *plan)
        return account

    def ensure_staff(self, role, name):
        """Who may work: an account with an authenticator app."""
        account = self.ensure_account(role, name)
        secret = second_factor(account, self._cluster.identity(), self.base_url, self.certificate.authority)
        return replace(account, totp_secret=secret)

    def import_house_ads(self, folder, account):
        """What fills the ad breaks of listeners without a plan."""
        for release in self.import_catalogue(folder, account, "house-ads.json"):
            self._ctl("house-ads", release, "--db-connection", self._cluster.connection(postgres.LOGIN),
                      "--secrets-folder", self._secrets)

    def import_catalogue(self, folder, account, done="imported.json"):
        """Through the public interface, as any creator would; what was imported into this cluster once is not sent again. Gives the
        ids of the releases, in the catalogue's order."""
        done = self._run_dir / done
        mark = [self._cluster.identity(), hashlib.sha256((folder / "catalogue.json").read_bytes()).hexdigest()]
        known = json.loads(done.read_text(encoding="utf-8")) if done.exists() else {}
        if known.get("mark") != mark:
            answer = self._ctl("import", folder, "--json", "--server", self.base_url, "--ca-file", self.certificate.authority,
                               "--email", account.email, "--password-file", account.password_file, show_errors=True)
            known = {"mark": mark, "releases": json.loads(answer)["releases"]}
            report.write_json(done, known)
        return [release["id"] for release in known["releases"]]

    def _environment(self, ready_file):
        settings = {
            "DB_CONNECTION": self._cluster.connection(postgres.LOGIN),
            "HTTP_PORT": self._port,
            "HTTP_CERTIFICATE": self.certificate.chain,
            "HTTP_KEY": self.certificate.key,
            "STORAGE_OBJECTS": self._run_dir / "objects",
            "STORAGE_UPLOADS": self._run_dir / "uploads",
            "SECRETS_FOLDER": self._secrets,
            "MAIL_FOLDER": self._run_dir / "mail",
            "AUDIT_CHECKPOINTS": self._run_dir / "checkpoints",
            "MEDIA_WORKERS": project.CPUS,
            "READY_FILE": ready_file,
        } | self.payments.settings()
        return self._cluster.environment(os.environ) | {f"MELODY_{name}": str(value) for name, value in settings.items()}

    def _start_server(self):
        return self._start(["melodyd"], self._run_dir / "melodyd-ready.json")

    def _start_worker(self):
        return self._start(["melodyd", "worker"], self._run_dir / "worker-ready.json")

    def _start(self, words, ready_file):
        ready_file.unlink(missing_ok=True)
        name = "-".join(words)
        log = self._logs / f"{name}.log"
        process = processes.spawn([project.program(PRESET, words[0]), *words[1:]], log, self._environment(ready_file))
        processes.wait_until(ready_file.exists, process, name, log)
        return process

    def _ctl(self, *arguments, show_errors=False):
        """What it printed. Its errors (and its progress) are shown as they come, or with the failure."""
        command = [str(project.program(PRESET, "melodyctl")), *map(str, arguments)]
        result = subprocess.run(command, env=self._cluster.environment(os.environ), stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
                                stderr=None if show_errors else subprocess.PIPE, text=True, check=False)
        if result.returncode != 0:
            raise Failure(f"melodyctl {arguments[0]} failed (the server's log: {self._logs / 'melodyd.log'})\n{result.stdout}{result.stderr or ''}")
        return result.stdout
