// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Words of songs, chapters and statistics as the app shows them: at once when they are kept on this device, and without the server, too.
#pragma once

#include <remote/reading_api.h>
#include <store/store.h>
#include <values/clock.h>

#include <memory>

namespace melody::kept {

struct Options {
    std::chrono::milliseconds fresh = std::chrono::hours(24); // what was kept that long ago is looked for again
    qint64 mostAnswers = 5'000;                               // in the store
};

struct Parts {
    remote::ReadingApi &api;
    store::Store *store = nullptr; // none: kept in memory only; its steps have kept::migrations()
    const Clock &clock;
};

struct KeptStatistics {
    wire::Statistics statistics;
    TimePoint asOf;    // when the server said so
    bool last = false; // nothing newer comes
};

// Thread: the one that made it, whose event loop must run; answers come there, later, and not at all when `context` is gone by then.
class KeptPages {
public:
    virtual ~KeptPages() = default;
    // Whose answers these are; null: nobody's, and nothing is kept.
    virtual void setUser(const UserId &user) = 0;
    // Nothing: the track has none. Once.
    virtual void lyrics(const ContentId &track, QObject *context, remote::Done<std::optional<media::Lyrics>> done) = 0;
    // Empty: it has none. Once.
    virtual void chapters(const ContentId &content, QObject *context, remote::Done<media::Chapters> done) = 0;
    // Once or twice: what is kept, then what the server says. An error comes only when nothing is kept, or as the second when the server
    // refuses; that it can't be reached makes what is kept the last.
    virtual void statistics(const rules::Period &period, const QString &timeZone, QObject *context, remote::Done<KeptStatistics> done) = 0;
    // Brings the words and chapters that are not kept yet, one after another; stops when the server is gone. To be told again then.
    virtual void keepLyrics(const QList<ContentId> &tracks) = 0;
    virtual void keepChapters(const QList<ContentId> &contents) = 0;
};

// What is in `parts` must outlive it.
[[nodiscard]] std::unique_ptr<KeptPages> createKeptPages(const Parts &parts, const Options &options = {});

} // namespace melody::kept
