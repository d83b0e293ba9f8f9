# SPDX-FileCopyrightText: 2026 The Melody developers
# SPDX-License-Identifier: GPL-3.0-or-later
"""Spoken word for the demonstration, made by FFmpeg's own synthesiser: the spots of the house, and a show whose chapters and words along with
the voice come from one script."""

import subprocess
import wave
from contextlib import nullcontext

from melodydev.console import Failure, Progress

RATE = 44100
PAUSE_SECONDS = 0.45
PAUSE_OF_CHAPTERS_SECONDS = 1.4


def spot(text, hz, file):
    """Two tones, then the words."""
    graph = (f"sine=frequency={hz}:duration=0.25,volume=0.3[a];sine=frequency={hz * 1.5}:duration=0.4,volume=0.3[b];"
             f"{voice(text)}[c];[a][b][c]concat=n=3:v=0:a=1,aformat=sample_rates={RATE}:channel_layouts=stereo[out]")
    ffmpeg("-filter_complex", graph, "-map", "[out]", "-sample_fmt", "s16", target=file)


def voice(text):
    words = text.replace("'", "").replace(",", "\\,")
    return f"flite=text='{words}':voice=slt,aresample={RATE}"


def show(script, folder):
    """The show of a script (resources/demo/spoken) as a release of a catalogue; its episodes are made in `folder`, whose name is the first
    part of their names there. What is there already is not made again."""
    release = {key: value for key, value in script.items() if key != "episodes"} | {"kind": "show", "tracks": []}
    folder.mkdir(parents=True, exist_ok=True)
    sentences = sum(len(chapter["text"]) for episode in script["episodes"] for chapter in episode["chapters"])
    missing = [number for number in range(1, len(script["episodes"]) + 1) if not (folder / f"episode-{number}.m4a").is_file()]
    done = 0
    with Progress(f"speak {script['title']}") if missing else nullcontext() as progress:
        for number, episode in enumerate(script["episodes"], 1):
            name = f"episode-{number}"
            if number in missing:
                for _ in speak(episode, folder / name):
                    done += 1
                    progress.update(done, sentences, episode["title"])
            track = {key: value for key, value in episode.items() if key != "chapters"}
            release["tracks"].append(track | {"file": f"{folder.name}/{name}.m4a", "lyrics": f"{folder.name}/{name}.lrc"})
    return release


def speak(episode, base):
    """Writes <base>.m4a with chapters and <base>.lrc with each sentence at its time; yields after every sentence."""
    sound, marks, lines = bytearray(), [], []
    for chapter in episode["chapters"]:
        marks.append((len(sound), chapter["title"]))
        for sentence in chapter["text"]:
            lines.append(f"[{clock(len(sound) / 2 / RATE)}]{sentence}")
            sound += samples_of(sentence, base.with_suffix(".wav")) + silence(PAUSE_SECONDS)
            yield
        sound += silence(PAUSE_OF_CHAPTERS_SECONDS)
    base.with_suffix(".lrc").write_text("\n".join([f"[ti:{episode['title']}]", *lines]) + "\n", encoding="utf-8")
    plain, metadata = base.with_suffix(".wav"), base.with_suffix(".ffmetadata")
    with wave.open(str(plain), "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(RATE)
        file.writeframes(sound)
    metadata.write_text(chapters(marks, len(sound)), encoding="utf-8")
    ffmpeg("-i", plain, "-i", metadata, "-map", "0:a", "-map_metadata", "1", "-map_chapters", "1", "-c:a", "aac", "-b:a", "96k",
           target=base.with_suffix(".m4a"))
    plain.unlink()
    metadata.unlink()


def chapters(marks, end):
    """FFmpeg's description of chapters; `marks` are (byte where it begins, title)."""
    ends = [begin for begin, _ in marks[1:]] + [end]
    parts = [f"[CHAPTER]\nTIMEBASE=1/{RATE}\nSTART={begin // 2}\nEND={until // 2}\ntitle={title}\n" for (begin, title), until in zip(marks, ends)]
    return ";FFMETADATA1\n" + "".join(parts)


def clock(seconds):
    return f"{int(seconds // 60):02}:{seconds % 60:05.2f}"


def silence(seconds):
    return bytes(2 * int(seconds * RATE))


def samples_of(sentence, scratch):
    """16-bit samples of one channel."""
    ffmpeg("-filter_complex", f"{voice(sentence)},aformat=sample_fmts=s16:channel_layouts=mono[out]", "-map", "[out]", target=scratch)
    with wave.open(str(scratch), "rb") as file:
        return file.readframes(file.getnframes())


def ffmpeg(*arguments, target):
    partial = target.with_stem(f"{target.stem}.partial")
    result = subprocess.run(["ffmpeg", "-nostdin", "-y", "-loglevel", "error", *map(str, arguments), str(partial)], capture_output=True, text=True,
                            check=False)
    if result.returncode != 0:
        raise Failure(f"{target.name} could not be spoken: {result.stderr.strip()}")
    partial.rename(target)
