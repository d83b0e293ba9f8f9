// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later
//
// What somebody wants to keep on this device: albums, playlists and single tracks, fetched chunk by chunk into the local store.
#pragma once

#include <wire/catalog.h>

#include <functional>

namespace melody::downloads {

enum class Status { Waiting, Loading, Done, Paused, Failed };

// A download as it stands.
struct Collection {
    wire::AlbumInfo info; // of a playlist or a track, too: then its kind says so
    Status status = Status::Waiting;
    QString error; // why it failed, or why some of it did: the code of an Error
    int doneTracks = 0;
    qint64 doneBytes = 0;
    qint64 totalBytes = 0; // 0 until it is known
    bool operator==(const Collection &) const = default;
};

struct State {
    QList<Collection> collections; // newest first
    qint64 usedBytes = 0;          // by downloads
    qint64 freeBytes = 0;          // on the disk
    qint64 bytesPerSecond = 0;     // while something loads
    bool serverReachable = true;   // as far as was seen
    bool operator==(const State &) const = default;
};

// Thread: every method from any thread; they return at once. Of whoever is signed in.
class Downloads {
public:
    virtual ~Downloads() = default;
    // Again: what is missing of it is fetched.
    virtual void add(const wire::AlbumInfo &what) = 0;
    virtual void pause(const ContentId &id) = 0;
    virtual void resume(const ContentId &id) = 0;
    virtual void remove(const ContentId &id) = 0;
    // Tries again now: the network is back.
    virtual void retryNow() = 0;
    // What others saw of the server.
    virtual void noteServer(bool reachable) = 0;
    [[nodiscard]] virtual State state() const = 0;
    // Called on a thread of its own at every change, at most four times a second while something loads.
    virtual void observe(std::function<void(const State &)> changed) = 0;
};

} // namespace melody::downloads
