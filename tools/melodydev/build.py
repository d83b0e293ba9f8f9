# SPDX-FileCopyrightText: 2026 The Melody developers
# SPDX-License-Identifier: GPL-3.0-or-later
"""Configures and builds a CMake preset with ninja, showing how long it will still take."""

import fcntl
import os
import re
import subprocess

from melodydev import project
from melodydev.console import Failure, Progress

STATUS = re.compile(r"^\[(\d+)/(\d+)\] (.*)$")


def configure(preset, unity_when_new=False):
    """Runs CMake when the preset was never configured here; afterwards ninja does it by itself. `unity_when_new` compiles several sources
    as one, for who builds everything from nothing."""
    folder = project.build_dir(preset)
    if (folder / "build.ninja").exists():
        return
    options = ["-DMELODY_UNITY=ON"] if unity_when_new else []
    with Progress(f"configure {preset}"):
        result = subprocess.run(["cmake", "--preset", preset, *options], cwd=project.ROOT, capture_output=True, text=True, check=False)
    if result.returncode != 0:
        raise Failure(f"cmake --preset {preset} failed:\n{result.stdout}{result.stderr}")


def build(preset, targets=("all",), jobs=project.CPUS, keep_going=False):
    """Builds `targets`. What the compiler says about a failure is shown whole. Waits for another build of the same preset: ninja holds the lock
    as long as it lives, even if who started it is gone."""
    configure(preset)
    command = ["ninja", "-C", str(project.build_dir(preset)), f"-j{jobs}", *(["-k0"] if keep_going else []), *targets]
    environment = {**os.environ, "NINJA_STATUS": "[%f/%t] "}
    output = []
    with Progress(f"build {preset}") as progress, (project.build_dir(preset) / ".building").open("w", encoding="utf-8") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        with subprocess.Popen(command, cwd=project.ROOT, env=environment, text=True, errors="replace", pass_fds=[lock.fileno()],
                              stdout=subprocess.PIPE, stderr=subprocess.STDOUT) as ninja:
            for line in ninja.stdout:
                status = STATUS.match(line)
                if status:
                    progress.update(int(status[1]), int(status[2]), status[3])
                elif not (output and output[-1].startswith("FAILED: ")):  # what follows is the command: long, and says nothing
                    output.append(line)
                else:
                    output.append("\n")
        if ninja.returncode != 0:
            raise Failure(f"building {preset} failed:\n{''.join(output)[-20000:]}")


def known_targets(preset):
    """Names of everything that ninja can build in the preset."""
    configure(preset)
    listing = subprocess.run(["ninja", "-C", str(project.build_dir(preset)), "-t", "targets", "all"],
                             capture_output=True, text=True, check=True).stdout
    return {line.split(":")[0] for line in listing.splitlines()}
