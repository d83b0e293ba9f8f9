# SPDX-FileCopyrightText: 2026 The Melody developers
# SPDX-License-Identifier: GPL-3.0-or-later
"""The demo catalogue: real music out of Debian packages, unpacked into .cache/demo without installing them, and a show that is spoken
here."""

import json
import os
import shutil
import subprocess
from pathlib import Path

from melodydev import project
from melodydev.console import Failure, Progress
from melodydev.run import spoken

SOURCE = project.ROOT / "resources" / "demo"
STAGE = project.CACHE_DIR / "demo"
OWN_FOLDERS = ("artwork", "lyrics")


def stage(source=SOURCE, target=STAGE):
    """Makes `target` a folder that melodyctl can import; returns it. Packages that are there already are not fetched again."""
    catalogue = json.loads((source / "catalogue.json").read_text(encoding="utf-8"))
    target.mkdir(parents=True, exist_ok=True)
    missing = [name for name in packages(catalogue) if not (target / name).is_dir()]
    if missing:
        with Progress(f"fetch the demo music ({', '.join(missing)})") as progress:
            for done, name in enumerate(missing):
                progress.update(done, len(missing), name)
                fetch(name, target)
    for folder in OWN_FOLDERS:
        if (source / folder).is_dir():
            shutil.copytree(source / folder, target / folder, dirs_exist_ok=True)
    for script in sorted((source / "spoken").glob("*.json")):
        release = spoken.show(json.loads(script.read_text(encoding="utf-8")), target / script.stem)
        catalogue["releases"].append(release)
    (target / "catalogue.json").write_text(json.dumps(catalogue, indent=2), encoding="utf-8")
    absent = [file for file in named_files(catalogue) if not (target / file).is_file()]
    if absent:
        raise Failure(f"the demo packages don't hold what resources/demo/catalogue.json names: {', '.join(absent)}")
    return target


# What the house says between songs, in words and tones of its own.
SPOTS = [("A plan for you", "This is Melody. With a plan, the music never stops, and you choose what plays."),
         ("Your song next", "You are listening to Melody for free. The music goes on right away.")]


def house_ads(target=STAGE / "house-ads"):
    """Makes `target` a folder of spots that melodyctl can import; returns it."""
    target.mkdir(parents=True, exist_ok=True)
    tracks = []
    for number, (title, text) in enumerate(SPOTS, 1):
        file = target / f"spot-{number}.flac"
        if not file.is_file():
            spoken.spot(text, 330 * number, file)
        tracks.append({"title": title, "file": file.name})
    release = {"kind": "house_ads", "title": "Melody", "artist_name": "Melody", "licence": "CC0-1.0",
               "attribution": "Made by the Melody developers.", "tracks": tracks}
    (target / "catalogue.json").write_text(json.dumps({"releases": [release]}), encoding="utf-8")
    return target


def packages(catalogue):
    """The first folder of each track's file is the Debian package that holds it."""
    return sorted({track["file"].split("/")[0] for release in catalogue["releases"] for track in release["tracks"]})


def named_files(catalogue):
    for release in catalogue["releases"]:
        yield release["artwork"]
        for track in release["tracks"]:
            yield track["file"]
            if "lyrics" in track:
                yield track["lyrics"]


def fetch(name, target):
    scratch = target / f"{name}.partial"
    shutil.rmtree(scratch, ignore_errors=True)
    scratch.mkdir()
    # As root apt-get hands the download to the user _apt, who may not write here and need not.
    as_ourselves = ["--option", "APT::Sandbox::User=root"] if os.geteuid() == 0 else []
    result = subprocess.run(["apt-get", "download", "--quiet", *as_ourselves, name], cwd=scratch, capture_output=True, text=True, check=False)
    packages = list(Path(scratch).glob(f"{name}_*.deb"))
    if result.returncode != 0 or not packages:
        shutil.rmtree(scratch)
        raise Failure(f"the demo music could not be fetched: apt-get download {name} said\n{result.stderr.strip()}\n"
                      f"Without a network, put {name}_*.deb from a Debian mirror's pool through "
                      f"'dpkg-deb -x FILE {target / name}', or after 'apt-get update' try again.")
    unpack = subprocess.run(["dpkg-deb", "-x", str(packages[0]), str(scratch / "files")], capture_output=True, text=True, check=False)
    if unpack.returncode != 0:
        raise Failure(f"{packages[0].name} could not be unpacked: {unpack.stderr.strip()}")
    (scratch / "files").rename(target / name)
    shutil.rmtree(scratch)
