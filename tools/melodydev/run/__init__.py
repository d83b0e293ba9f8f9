# SPDX-FileCopyrightText: 2026 The Melody developers
# SPDX-License-Identifier: GPL-3.0-or-later
"""./dev run: builds, starts the whole system on loopback, publishes the demo catalogue through the API, and plays it."""

import fcntl
import json
import os
import time

from melodydev import build, project
from melodydev.console import Failure, Progress, say
from melodydev.run import demo, postgres, processes, report, sound
from melodydev.run.processes import Supervisor
from melodydev.run.server import PRESET, Server

APP_LOG = project.RUN_DIR / "logs" / "melody.log"


def add_arguments(parser):
    parser.add_argument("--headless", action="store_true", help="play the first album through a null sink, say what was heard, and end "
                        "(also when there is no display)")
    parser.add_argument("--seconds", type=int, metavar="N", help="headless: how much to play (default: the whole album)")
    parser.add_argument("--record", metavar="F.wav", help="headless: record what the sound device heard")
    parser.add_argument("--server-only", action="store_true", help="everything but the app, until Ctrl-C")
    parser.add_argument("--json", metavar="F", help="headless: what was heard; --server-only: where the server is")


def run(arguments):
    headless = arguments.headless or not (os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))
    if arguments.seconds is not None and arguments.seconds < 1:
        raise Failure("--seconds wants a number from 1")
    if not headless and (arguments.record or arguments.seconds):
        raise Failure("--record and --seconds go with --headless")
    processes.heed_signals()
    build.build(PRESET, ["melodyd", "melodyctl", "melody-media-worker", "melody-sandboxpay", *([] if arguments.server_only else ["melody"])])
    with locked(), Supervisor() as supervisor:
        server, accounts, releases = start_system(supervisor)
        if arguments.server_only:
            return serve(supervisor, server, accounts, arguments.json)
        if headless:
            return listen(supervisor, server, accounts[0], releases[0], arguments)
        return show(supervisor, server, accounts[0])


def locked():
    """One run a checkout at a time; the lock goes with the process, however it ends."""
    project.RUN_DIR.mkdir(mode=0o755, exist_ok=True)
    file = open(project.RUN_DIR / "lock", "w", encoding="utf-8")
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        file.close()
        raise Failure("another ./dev run uses this checkout") from None
    return file


def start_system(supervisor):
    """PostgreSQL, melodyd, its worker, the accounts and the catalogue. Gives the server, [listener, creator, free listener, admin] and ids of releases."""
    cluster = postgres.Cluster()
    with Progress("start PostgreSQL"):
        supervisor.start(cluster.service())
    server = Server(cluster)
    with Progress("start melodyd"):
        server.prepare()
        for service in server.services():
            supervisor.start(service)
    accounts = [server.ensure_account("listener", "Demo Listener"), server.ensure_account("creator", "Demo Creator"),
                server.ensure_account("listener", "Demo Free Listener", login="free", plan=()), server.ensure_staff("admin", "Demo Admin")]
    releases = server.import_catalogue(demo.stage(), accounts[1])
    server.import_house_ads(demo.house_ads(), accounts[1])
    return server, accounts, releases


def serve(supervisor, server, accounts, json_file):
    described = {
        "ok": True,
        "base_url": server.base_url,
        "ca_file": str(server.certificate.authority),
        "payments_url": server.payments.url,
        "accounts": [{"role": account.role, "email": account.email, "password": account.password,
                      **({"totp_secret": account.totp_secret} if account.totp_secret else {})} for account in accounts],
    }
    if json_file:
        report.write_json(json_file, described)
    say(f"Melody serves at {server.base_url} (authority: {server.certificate.authority}); Ctrl-C ends it.")
    say(f"  payments: {server.payments.url}, test cards: melody-sandboxpay --help")
    for account in accounts:
        say(f"  {account.role}: {account.email}, password in {account.password_file}"
            + (f", its authenticator app in {account.authenticator_file}" if account.totp_secret else ""))
    try:
        supervisor.wait()
    except KeyboardInterrupt:
        say("stopping")
    return 0


def app_command(server, account):
    return [project.program(PRESET, "melody"), "--server", server.base_url, "--ca-file", server.certificate.authority,
            "--data-dir", project.RUN_DIR / "app", "--email", account.email, "--password-file", account.password_file]


def show(supervisor, server, account):
    app = processes.spawn(app_command(server, account), APP_LOG, dict(os.environ))
    try:
        say("Melody is open; closing its window ends everything.")
        supervisor.wait(app)
    finally:
        processes.stop(app)
    if app.returncode != 0:
        raise Failure(f"the app {processes.spell_status(app.returncode)}:\n{processes.tail(APP_LOG)}")
    return 0


def listen(supervisor, server, account, album, arguments):
    """Plays through a null sink and listens to its monitor. True to what was heard, not to what the app says."""
    device = sound.SoundServer(project.RUN_DIR / "logs" / "pulseaudio.log")
    played_file = project.RUN_DIR / "played.json"
    played_file.unlink(missing_ok=True)
    command = [*app_command(server, account), "--headless", "--album", album, "--json", played_file]
    command += ["--seconds", arguments.seconds] if arguments.seconds else []
    try:
        supervisor.start(device.service())
        with sound.Ear(device, project.RUN_DIR / "logs" / "parec.log", arguments.record) as ear:
            app = processes.spawn(command, APP_LOG, device.environment({**os.environ, "QT_QPA_PLATFORM": "offscreen"}))
            try:
                play(supervisor, app, arguments.seconds)
            finally:
                processes.stop(app)
    finally:
        device.remove()
    return conclude(server, app, played_file, ear.heard, arguments.json)


def play(supervisor, app, seconds):
    begin = time.monotonic()
    with Progress("play") as progress:
        def tick():
            if seconds:
                progress.update(min(round(time.monotonic() - begin), seconds), seconds, "seconds")
        supervisor.wait(app, tick=tick)


def conclude(server, app, played_file, heard, json_file):
    played = json.loads(played_file.read_text(encoding="utf-8")) if played_file.exists() else {}
    tracks = played.get("tracks", [])
    ok, why_not = report.verdict(tracks, heard.audible_seconds)
    if app.returncode != 0:
        ok, why_not = False, f"the app {processes.spell_status(app.returncode)}:\n{processes.tail(APP_LOG)}"
    if tracks:
        say(report.table(tracks))
    say(f"The sound device heard {heard.audible_seconds:.1f} s of sound within {heard.seconds:.1f} s.")
    if json_file:
        report.write_json(json_file, {"ok": ok, **({"error": why_not} if not ok else {}), "base_url": server.base_url, "tracks": tracks,
                                      "audible_seconds": round(heard.audible_seconds, 1)})
    if not ok:
        raise Failure(why_not)
    return 0
