# SPDX-FileCopyrightText: 2026 The Melody developers
# SPDX-License-Identifier: GPL-3.0-or-later
"""Gives another player the library of `bench app`: peer_library.py strawberry|elisa HOME MUSIC TRACKS.

The files are there (hard links to one short tagged recording), and the player's own database, which it made at its first start, names
them, each with its own title, album and artist: scanning 100,000 files with either takes the better part of an hour. Both are told not to
scan at their start, which spares them work that we don't do either. Columns that this does not know of get what is empty in them."""

import pathlib
import sqlite3
import subprocess
import sys

SONGS_AN_ALBUM = 10
SONGS_AN_ARTIST = 50
LINKS_A_FILE = 10_000  # a file may not have more than some 60,000 names


def songs(music, count):
    for number in range(count):
        album = number // SONGS_AN_ALBUM + 1
        file = music / f"{album:05}" / f"{number % SONGS_AN_ALBUM:02}.ogg"
        yield {"number": number, "title": f"Song {number + 1} of album {album}", "album": f"Album {album}",
               "artist": f"Artist {number // SONGS_AN_ARTIST + 1}", "track": number % SONGS_AN_ALBUM + 1,
               "folder": music / f"{album:05}", "file": file, "modified_ms": file.stat().st_mtime_ns // 1_000_000 if file.exists() else 0,
               "seconds": (120_000 + number % 240_000) // 1000}


def write_files(music, count):
    if (music / "complete").exists():
        return
    music.mkdir(parents=True, exist_ok=True)
    recording = None
    for song in songs(music, count):
        if song["number"] % LINKS_A_FILE == 0:
            recording = music / f"recording_{song['number'] // LINKS_A_FILE}.ogg"
            subprocess.run(["ffmpeg", "-loglevel", "error", "-y", "-f", "lavfi", "-i", "sine=duration=0.2", "-c:a", "libvorbis",
                            "-metadata", "title=Song", "-metadata", "artist=Artist", "-metadata", "album=Album", str(recording)], check=True)
        song["folder"].mkdir(exist_ok=True)
        song["file"].hardlink_to(recording)
    (music / "complete").touch()


def database(home, name):
    found = sorted(home.rglob(name))
    if not found:
        sys.exit(f"there is no {name} below {home}: did the player start?")
    return sqlite3.connect(found[0])


def insert(db, table, rows):
    """Inserts dicts; what a row does not name and the table wants gets 0 or ''."""
    columns = db.execute(f"PRAGMA table_info(`{table}`)").fetchall()
    if not columns:
        return
    first, chosen = None, []
    for row in rows:
        if first is None:
            first = row
            for _, name, kind, wanted, default, _ in columns:
                if name in row:
                    chosen.append((name, None))
                elif wanted and default is None:
                    chosen.append((name, 0 if "INT" in kind.upper() or "DATE" in kind.upper() else ""))
            names = ", ".join(f"`{name}`" for name, _ in chosen)
            statement = f"INSERT OR IGNORE INTO `{table}` ({names}) VALUES ({', '.join('?' * len(chosen))})"
        db.execute(statement, [row.get(name, empty) for name, empty in chosen])


def fill_strawberry(home, music, count):
    settings = home / ".config" / "strawberry" / "strawberry.conf"
    settings.parent.mkdir(parents=True, exist_ok=True)
    settings.write_text("[Collection]\nstartup_scan=false\nmonitor=false\n", encoding="utf-8")
    db = database(home, "strawberry.db")
    db.execute("DELETE FROM songs")
    insert(db, "directories", [{"path": str(music), "subdirs": 1}])
    directory = db.execute("SELECT rowid FROM directories").fetchone()[0]
    # One without folders would be read anew whatever was told.
    folders = [music, *dict.fromkeys(song["folder"] for song in songs(music, count))]
    insert(db, "subdirectories", ({"directory_id": directory, "path": str(path), "mtime": int(path.stat().st_mtime)} for path in folders))
    insert(db, "songs", ({"title": song["title"], "album": song["album"], "artist": song["artist"], "albumartist": song["artist"],
                          "effective_albumartist": song["artist"],
                          "track": song["track"], "disc": 1, "year": 2020, "length": song["seconds"] * 1_000_000_000,
                          "source": 2, "directory_id": directory, "url": song["file"].as_uri(), "filetype": 4, "filesize": 4096,
                          "mtime": song["modified_ms"] // 1000, "ctime": song["modified_ms"] // 1000, "unavailable": 0, "beginning": 0}
                         for song in songs(music, count)))
    db.commit()


def fill_elisa(home, music, count):
    settings = home / ".config" / "elisarc"
    settings.parent.mkdir(parents=True, exist_ok=True)
    settings.write_text(f"[ElisaFileIndexer]\nRootPath={music}\nScanAtStartup=false\n", encoding="utf-8")
    db = database(home, "elisaDatabase.db")
    everything = list(songs(music, count))
    insert(db, "Artists", ({"ID": index + 1, "Name": name} for index, name in enumerate(dict.fromkeys(s["artist"] for s in everything))))
    albums = {song["folder"]: song for song in everything}
    insert(db, "Albums", ({"ID": index + 1, "Title": song["album"], "ArtistName": song["artist"], "AlbumPath": song["folder"].as_uri(),
                           "CoverFileName": ""} for index, song in enumerate(albums.values())))
    insert(db, "TracksData", ({"FileName": song["file"].as_uri(), "FileModifiedTime": song["modified_ms"], "ImportDate": song["modified_ms"],
                               "PlayCounter": 0} for song in everything))
    insert(db, "Tracks", ({"ID": song["number"] + 1, "FileName": song["file"].as_uri(), "Priority": 1, "Title": song["title"],
                           "ArtistName": song["artist"], "AlbumTitle": song["album"], "AlbumArtistName": song["artist"],
                           "AlbumPath": song["folder"].as_uri(), "TrackNumber": song["track"], "DiscNumber": 1,
                           "Duration": song["seconds"] * 1_000, "Rating": 0, "HasEmbeddedCover": 0, "Year": 2020} for song in everything))
    db.commit()


def main():
    player, home, music, count = sys.argv[1], pathlib.Path(sys.argv[2]), pathlib.Path(sys.argv[3]), int(sys.argv[4])
    write_files(music, count)
    {"strawberry": fill_strawberry, "elisa": fill_elisa}[player](home, music, count)


if __name__ == "__main__":
    main()
