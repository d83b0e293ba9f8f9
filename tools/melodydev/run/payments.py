# SPDX-FileCopyrightText: 2026 The Melody developers
# SPDX-License-Identifier: GPL-3.0-or-later
"""melody-sandboxpay: the payment provider beside a local server, on an origin of its own. No money moves."""

import secrets

from melodydev import project
from melodydev.run import postgres, processes
from melodydev.run.processes import Service


class Sandbox:
    """The provider of one checkout. Its keys, its books and its address stay when it is started again."""

    def __init__(self, folder, certificate, log, preset):
        self._folder = folder
        self._certificate = certificate
        self._log = log
        self._preset = preset
        self._port = postgres.free_port()
        self._webhook_url = ""
        self.api_key_file = folder / "api.key"
        self.webhook_secret_file = folder / "webhook.key"

    @property
    def url(self):
        return f"https://127.0.0.1:{self._port}"

    def settings(self):
        """What melodyd is told of it."""
        return {
            "PAYMENTS_PROVIDER": "sandbox",
            "PAYMENTS_URL": self.url,
            "PAYMENTS_CA_FILE": self._certificate.authority,
            "PAYMENTS_API_KEY_FILE": self.api_key_file,
            "PAYMENTS_WEBHOOK_SECRET_FILE": self.webhook_secret_file,
        }

    def prepare(self):
        """Keys that only we may read; those that are there stay."""
        self._folder.mkdir(mode=0o700, exist_ok=True)
        for file in (self.api_key_file, self.webhook_secret_file):
            if not file.exists():
                postgres.write_secret(file, secrets.token_urlsafe(32))

    def service(self, merchant_url):
        """`merchant_url`: the origin of the server that is told of what happened."""
        self._webhook_url = f"{merchant_url}/v1/payments/webhooks/sandbox"
        return Service("melody-sandboxpay", self._start)

    def _start(self):
        ready_file = self._folder / "ready.json"
        ready_file.unlink(missing_ok=True)
        command = [project.program(self._preset, "melody-sandboxpay"), "--http-port", self._port, "--http-certificate", self._certificate.chain,
                   "--http-key", self._certificate.key, "--state-file", self._folder / "state", "--api-key-file", self.api_key_file,
                   "--webhook-url", self._webhook_url, "--webhook-ca-file", self._certificate.authority,
                   "--webhook-secret-file", self.webhook_secret_file, "--ready-file", ready_file]
        process = processes.spawn(command, self._log)
        processes.wait_until(ready_file.exists, process, "melody-sandboxpay", self._log)
        return process
