# SPDX-FileCopyrightText: 2026 The Melody developers
# SPDX-License-Identifier: GPL-3.0-or-later
"""The certificate that the local server shows and the app pins: an authority made for this checkout signs one server
certificate (EC P-256) for localhost, then its key is thrown away, so that nobody can sign another."""

import shutil
import subprocess
import tempfile
from dataclasses import dataclass
from pathlib import Path

from melodydev.console import Failure

DAYS = 365
RENEW_BEFORE_S = 30 * 24 * 3600
EXTENSIONS = """basicConstraints=critical,CA:FALSE
keyUsage=critical,digitalSignature
extendedKeyUsage=serverAuth
subjectAltName=DNS:localhost,IP:127.0.0.1,IP:::1
"""


@dataclass(frozen=True)
class Certificate:
    authority: Path  # what clients trust
    chain: Path
    key: Path


def ensure(folder):
    """The certificate in `folder`, made anew when it is missing, unreadable or about to expire."""
    certificate = Certificate(folder / "ca.pem", folder / "server.pem", folder / "server.key")
    if not is_good(certificate):
        create(certificate, folder)
    return certificate


def is_good(certificate):
    if not (certificate.key.exists() and certificate.chain.exists() and certificate.authority.exists()):
        return False
    lasts = openssl("x509", "-in", certificate.chain, "-noout", "-checkend", RENEW_BEFORE_S)
    fits = openssl("verify", "-CAfile", certificate.authority, certificate.chain)
    return lasts.returncode == 0 and fits.returncode == 0


def create(certificate, folder):
    folder.mkdir(parents=True, exist_ok=True)
    folder.chmod(0o700)
    with tempfile.TemporaryDirectory(dir=folder) as scratch_name:
        scratch = Path(scratch_name)
        (scratch / "extensions").write_text(EXTENSIONS, encoding="utf-8")
        new_key = ("-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-noenc")
        must(openssl("req", "-x509", *new_key, "-keyout", scratch / "ca.key", "-out", scratch / "ca.pem", "-days", DAYS,
                     "-subj", "/CN=Melody development", "-addext", "basicConstraints=critical,CA:TRUE,pathlen:0",
                     "-addext", "keyUsage=critical,keyCertSign,cRLSign"))
        must(openssl("req", "-new", *new_key, "-keyout", scratch / "server.key", "-out", scratch / "request", "-subj", "/CN=localhost"))
        must(openssl("x509", "-req", "-in", scratch / "request", "-CA", scratch / "ca.pem", "-CAkey", scratch / "ca.key", "-CAcreateserial",
                     "-days", DAYS, "-extfile", scratch / "extensions", "-out", scratch / "server.pem"))
        (scratch / "server.key").chmod(0o600)
        for made, wanted in (("ca.pem", certificate.authority), ("server.key", certificate.key), ("server.pem", certificate.chain)):
            shutil.move(scratch / made, wanted)


def openssl(*arguments):
    return subprocess.run(["openssl", *map(str, arguments)], capture_output=True, text=True, check=False)


def must(result):
    if result.returncode != 0:
        raise Failure(f"openssl failed: {result.stderr.strip()}")
