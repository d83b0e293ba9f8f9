# SPDX-FileCopyrightText: 2026 The Melody developers
# SPDX-License-Identifier: GPL-3.0-or-later
"""A sound device for machines without one, and an ear on it: a private PulseAudio with a null sink whose monitor is listened to."""

import array
import os
import shutil
import subprocess
import sys
import tempfile
import threading
import wave
from dataclasses import dataclass
from pathlib import Path

from melodydev.run import processes
from melodydev.run.processes import Service

RATE = 48_000
CHANNELS = 2
BLOCK_FRAMES = RATE // 10
BLOCK_BYTES = BLOCK_FRAMES * CHANNELS * 2
AUDIBLE_PEAK = 33  # of 32768: -60 dBFS
SINK = "melody"


class SoundServer:
    """Runs in a folder of its own, so that neither the user's sound server nor its settings are touched."""

    def __init__(self, log):
        self._log = log
        # Socket paths have at most 107 bytes, so not inside the checkout.
        self._folder = Path(tempfile.mkdtemp(prefix="melody-sound-"))
        self._socket = self._folder / "native"

    def environment(self, base):
        """`base` with what a client needs to find this server and no other."""
        return {**base, "PULSE_SERVER": f"unix:{self._socket}", "PULSE_COOKIE": str(self._folder / "cookie"),
                "PULSE_RUNTIME_PATH": str(self._folder)}

    def service(self):
        return Service("PulseAudio", self.start)

    def start(self):
        self._socket.unlink(missing_ok=True)
        environment = {**os.environ, "HOME": str(self._folder), "XDG_RUNTIME_DIR": str(self._folder), "XDG_CONFIG_HOME": str(self._folder),
                       "PULSE_RUNTIME_PATH": str(self._folder), "PULSE_STATE_PATH": str(self._folder)}
        command = ["pulseaudio", "-n", "--daemonize=no", "--use-pid-file=no", "--exit-idle-time=-1", "--realtime=no", "--high-priority=no",
                   "--disallow-exit", "--log-target=stderr",
                   f"--load=module-null-sink sink_name={SINK} norewinds=1 rate={RATE} channels={CHANNELS} format=float32le",
                   f"--load=module-native-protocol-unix socket={self._socket} auth-anonymous=1"]
        process = processes.spawn(command, self._log, environment)
        processes.wait_until(self._answers, process, "PulseAudio", self._log)
        return process

    def _answers(self):
        return self._socket.exists() and subprocess.run(["pactl", "info"], env=self.environment(os.environ), capture_output=True,
                                                        check=False).returncode == 0

    def remove(self):
        shutil.rmtree(self._folder, ignore_errors=True)


@dataclass
class Heard:
    seconds: float = 0.0  # listened
    audible_seconds: float = 0.0  # of them louder than -60 dBFS
    peak: int = 0

    def add(self, block):
        """16-bit samples, interleaved."""
        samples = array.array("h", block)
        if sys.byteorder == "big":
            samples.byteswap()
        length = len(samples) / (RATE * CHANNELS)
        loudest = max(max(samples), -min(samples)) if samples else 0
        self.seconds += length
        self.audible_seconds += length if loudest >= AUDIBLE_PEAK else 0
        self.peak = max(self.peak, loudest)


class Ear:
    """Listens to the sink's monitor; writes a WAV file when a path is given. Use as a context manager."""

    def __init__(self, server, log, record=None):
        self.heard = Heard()
        self._server = server
        self._log = log
        self._record = record

    def __enter__(self):
        command = ["parec", f"--device={SINK}.monitor", "--raw", "--format=s16le", f"--rate={RATE}", f"--channels={CHANNELS}", "--latency-msec=50"]
        self._process = processes.spawn(command, self._log, self._server.environment(os.environ), stdout=subprocess.PIPE)
        self._thread = threading.Thread(target=self._listen, name="ear")
        self._thread.start()
        return self

    def __exit__(self, kind, value, traceback):
        processes.stop(self._process)
        self._thread.join()

    def _listen(self):
        file = wave.open(str(self._record), "wb") if self._record else None
        if file:
            file.setnchannels(CHANNELS)
            file.setsampwidth(2)
            file.setframerate(RATE)
        with self._process.stdout as stream:
            while block := stream.read(BLOCK_BYTES):
                block = block[: len(block) // 4 * 4]
                self.heard.add(block)
                if file:
                    file.writeframesraw(block)
        if file:
            file.close()
