// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Listening without a screen: signs in, plays an album, and tells what a listener would have heard.
#pragma once

#include <downloads/offline.h>
#include <engine/player.h>
#include <kept/kept_pages.h>
#include <main/options.h>
#include <main/user_outbox.h>
#include <remote/api.h>

namespace melody::app {

// One line of the report.
struct HeardTrack {
    QString title;
    QString artist;
    qint64 startMs = -1;
    media::Rung rung = media::Rung::Opus24;
    qint64 heardMs = 0;
    int underruns = 0;
    int playsCounted = 0;
    QByteArray traceId;
};

struct HeadlessReport {
    bool ok = false;
    QString baseUrl;
    QString chapter; // that it began at
    QList<HeardTrack> tracks;
    std::optional<Error> error; // why it is not ok, if there was one
    bool hurried = false;       // faster than anybody hears, so that no play counts
    bool offline = false;       // the server was not there; plays are told to it later
};

// {"ok", "base_url", "tracks": [{"title", "artist", "start_ms", "rung", "heard_seconds", "underruns", "plays_counted", "trace_id"}]}
[[nodiscard]] QJsonObject toJson(const HeadlessReport &report);
// A table for people.
[[nodiscard]] QString toTable(const HeadlessReport &report);
// Sound was put out and, if a play had time to count, one was counted.
[[nodiscard]] bool wasHeard(const HeadlessReport &report, qint64 seconds);

// Sessions that the server counted, as its answers come in. Thread: every method from any thread.
class CountedPlays {
public:
    void note(const PlaybackId &session, const wire::TickAnswer &answer);
    [[nodiscard]] bool contains(const PlaybackId &session) const;

private:
    mutable std::mutex m_mutex;
    QSet<PlaybackId> m_counted;
};

struct HeadlessParts {
    remote::Api &api;
    player::Player &player;
    UserOutbox &outbox;
    const CountedPlays &counted;
    downloads::Offline &offline;
    kept::KeptPages &pages;
};

// With the account of the options, else with the session that was kept.
[[nodiscard]] Result<UserId> signInWithoutScreen(remote::Api &api, const Options &options, const QString &deviceName);

// With Options::download: keeps the album on this device and plays nothing. Without a server it plays what was kept.
// Runs an event loop until done. Thread: the main one, with a QCoreApplication.
[[nodiscard]] HeadlessReport runHeadless(const HeadlessParts &parts, const Options &options);

} // namespace melody::app
