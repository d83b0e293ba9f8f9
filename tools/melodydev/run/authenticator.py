# SPDX-FileCopyrightText: 2026 The Melody developers
# SPDX-License-Identifier: GPL-3.0-or-later
"""An authenticator app for the demonstration's staff, who may not work without one: set up through the public interface, as anybody does."""

import base64
import hashlib
import hmac
import json
import secrets
import ssl
import struct
import time
import urllib.error
import urllib.request

from melodydev.console import Failure

STEP_SECONDS = 30


def code(secret, seconds):
    """RFC 6238 with SHA-1 and six digits; `secret` in base32."""
    digest = hmac.new(base64.b32decode(secret), struct.pack(">Q", int(seconds) // STEP_SECONDS), hashlib.sha1).digest()
    at = digest[-1] & 15
    return f"{(struct.unpack('>I', digest[at:at + 4])[0] & 0x7fffffff) % 1_000_000:06}"


def enrol(base_url, authority, email, password):
    """The secret, in base32."""
    device = base64.b64encode(secrets.token_bytes(32)).decode()
    signed_in = ask(base_url, authority, "POST", "/v1/sessions",
                    {"email": email, "password": password, "device_name": "Demonstration", "device_public_key": device})
    token = signed_in["access_token"]
    secret = ask(base_url, authority, "POST", "/v1/me/mfa", None, token)["secret"]
    ask(base_url, authority, "PUT", "/v1/me/mfa", {"totp": code(secret, time.time())}, token)
    ask(base_url, authority, "DELETE", "/v1/sessions/current", None, token)
    return secret


def ask(base_url, authority, method, path, body, token=None):
    headers = {"Authorization": f"Bearer {token}"} if token else {}
    data = None if body is None else json.dumps(body).encode()
    request = urllib.request.Request(base_url + path, data, headers | ({"Content-Type": "application/json"} if data else {}), method=method)
    context = ssl.create_default_context(cafile=str(authority))
    try:
        with urllib.request.urlopen(request, timeout=30, context=context) as answer:
            return json.loads(answer.read() or b"{}")
    except urllib.error.HTTPError as error:
        raise Failure(f"{method} {path} answered {error.code}: {error.read().decode(errors='replace')}") from None
    except OSError as error:
        raise Failure(f"{method} {path}: {error}") from None
