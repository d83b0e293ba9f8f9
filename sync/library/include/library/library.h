// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later
//
// What a listener likes, follows, puts together and began, on this device: everything is read from the local mirror and written to an
// outbox, so it works without the server, and meets what other devices did by the rules of docs/sync.md.
#pragma once

#include <remote/library_api.h>
#include <store/store.h>
#include <wire/live.h>

#include <QtCore/QSet>

namespace melody::library {

struct Options {
    std::chrono::milliseconds firstBackoff{1'000}; // after the server could not be reached; doubles up to maxBackoff, with jitter
    std::chrono::milliseconds maxBackoff{60'000};
    std::chrono::milliseconds pollEvery{60'000}; // while the live channel is not there
};

// Where the library stands.
struct State {
    quint64 generation = 0;      // grows when something that can be read is different
    QSet<ContentId> liked;       // tracks, albums, …
    QSet<ContentId> followed;    // artists and shows
    int unsent = 0;              // wishes that the server does not know of yet
    bool serverReachable = true; // as far as was seen
    bool isComplete = false;     // everything has been read once
    bool operator==(const State &) const = default;
};

// A living item of a playlist. `card` has only its id when the content was withdrawn.
struct PlaylistEntry {
    PlaylistItemId item;
    wire::ContentSummary card;
    TimePoint addedAt{};
    bool operator==(const PlaylistEntry &) const = default;
};

struct Playlist {
    wire::PlaylistInfo info; // version 0: the server does not know it yet
    QList<PlaylistEntry> entries;
    bool operator==(const Playlist &) const = default;
};

// A playlist that was changed here while another device deleted it, or changed its name or description, too.
struct Contested {
    PlaylistId playlist;
    bool deleted = false;
    wire::PlaylistPatch mine;  // what it is called here; of one that is there, what of it is contested
    QList<ContentId> contents; // of a deleted one, its rows as they were here
    wire::PlaylistInfo theirs; // of one that is there
    bool operator==(const Contested &) const = default;
};

struct Hits {
    QList<wire::ContentSummary> contents; // best first
    QList<wire::PlaylistInfo> playlists;  // by name
    bool operator==(const Hits &) const = default;
};

// Called on the library's thread; no more once observe() has returned with another. May not call observe() itself.
struct Observer {
    std::function<void(const State &)> changed = {};
    // A wish that the server refused; the mirror is as if it had never been.
    std::function<void(const wire::Mutation &, const Error &)> refused = {};
};

// Thread: every method from any thread. Writes return at once; they are kept in the order in which they were asked for, and are in the
// store, safe from a loss of power, when the observer has been told. Reads come from the store, on the thread that asks: a few
// milliseconds for thousands of rows. Without a user nothing is there and nothing happens.
class Library {
public:
    virtual ~Library() = default; // ends what is under way; what is unsent stays
    virtual void observe(Observer observer) = 0;
    [[nodiscard]] virtual State state() const = 0;
    // Null: nobody. What others have stays in the store.
    virtual void setUser(const UserId &user) = 0;

    virtual void setLiked(const wire::ContentSummary &card, bool liked) = 0;
    // An artist or a show.
    virtual void setFollowing(const wire::ContentSummary &card, bool following) = 0;
    // `knew`: the place that was shown when the listening began (rules::mergePositions).
    virtual void setPosition(const wire::ContentSummary &card, const PlaybackId &session, qint64 positionMs, bool finished,
                             const std::optional<rules::Place> &knew) = 0;
    // Where a place elsewhere is further on: goes there, or stays; on every device. Without such a place nothing happens.
    virtual void choosePosition(const ContentId &content, bool elsewhere) = 0;
    // With all that is in it, or not at all.
    virtual PlaylistId createPlaylist(const QString &name, const QList<wire::ContentSummary> &contents,
                                      const QString &description = {}) = 0;
    virtual void changePlaylist(const PlaylistId &playlist, const wire::PlaylistPatch &patch) = 0;
    virtual void deletePlaylist(const PlaylistId &playlist) = 0;
    // Mine: of a deleted playlist a new one, with the rows it had here; else the name and description from here. Or what others made of it.
    virtual void chooseContested(const PlaylistId &playlist, bool mine) = 0;
    // At the end.
    virtual void append(const PlaylistId &playlist, const QList<wire::ContentSummary> &contents) = 0;
    // After that item; none: to the beginning.
    virtual void move(const PlaylistId &playlist, const PlaylistItemId &item, std::optional<PlaylistItemId> after) = 0;
    virtual void remove(const PlaylistId &playlist, const QList<PlaylistItemId> &items) = 0;
    // Stands there again: a new item with the same content.
    virtual void insert(const PlaylistId &playlist, const wire::ContentSummary &content, std::optional<PlaylistItemId> after) = 0;

    // What is liked and of one of these kinds ("track", "album", …), last decided first; without kinds everything, in any order. However
    // many there are: their cards are for who looks at them.
    [[nodiscard]] virtual Result<QList<ContentId>> liked(const QStringList &kinds) = 0;
    // Of those that stand in the library, in the order asked for; the others are left out.
    [[nodiscard]] virtual Result<QList<wire::ContentSummary>> cards(const QList<ContentId> &contents) = 0;
    // Last decided first.
    [[nodiscard]] virtual Result<QList<wire::ContentSummary>> followed() = 0;
    // Last changed first.
    [[nodiscard]] virtual Result<QList<wire::PlaylistInfo>> playlists() = 0;
    // NotFound when it is not there, or no more.
    [[nodiscard]] virtual Result<Playlist> playlist(const PlaylistId &playlist) = 0;
    [[nodiscard]] virtual Result<std::optional<rules::ResumePosition>> position(const ContentId &content) = 0;
    // What the listener is to choose.
    [[nodiscard]] virtual Result<QList<Contested>> contested() = 0;
    // Every word, begun or whole, in titles, artists and names of playlists; case and accents make no difference.
    [[nodiscard]] virtual Result<Hits> search(const QString &words, int limit) = 0;

    // What the live channel says; others' events are ignored.
    virtual void hear(const wire::LiveEvent &event) = 0;
    virtual void hearLive(bool connected) = 0;
    // Tries again now: the network is back.
    virtual void retryNow() = 0;
    // Waits until the server has everything and this device has what the server has. False: not within that time.
    virtual bool drain(std::chrono::milliseconds patience) = 0;
};

// All must outlive it.
struct Parts {
    store::Store &store; // its schema has this module's
    remote::LibraryApi &api;
    const Clock &clock;
};

[[nodiscard]] std::unique_ptr<Library> createLibrary(const Parts &parts, const Options &options = {});

} // namespace melody::library
