// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "room.h"

#include <chunks/migrations.h>
#include <downloads/migrations.h>
#include <shelf/migrations.h>
#include <shelf/stored_shelf.h>
#include <store/migrations.h>

namespace melody::soak {

using namespace Qt::StringLiterals;

namespace {

constexpr qint64 cacheBytes = 8 * 1024 * 1024; // a few songs: most comes through the link, and old chunks make room all the time
constexpr int speechEvery = 6;                 // rows

void importAlbum(const test::Stack &stack, const test::Person &creator, const Options &options)
{
    const QTemporaryDir album;
    test::writeAlbum(album.path(), u"Tone Poets"_s, u"All night long"_s, options.tracks, options.trackSeconds);
    QString said;
    if (stack.import(album.path(), creator, &said) != 0)
        qFatal("import: %s", qPrintable(said));
}

} // namespace

Room::Room(const Options &options) : link(test::createShapedLink(stack.port(), wholeLink))
{
    const QString way = u"https://127.0.0.1:%1"_s.arg(link->port());
    stack.stopServer();
    stack.setEdges(way);
    stack.startServer();
    importAlbum(stack, stack.addPerson(u"creator"_s, u"creator"_s), options);
    listener = std::make_unique<test::Listener>(stack, stack.addPerson(u"listener"_s), QUrl(way));
    const auto albums = listener->all(u"album"_s);
    const auto album = albums && !albums->isEmpty() ? listener->album(albums->first().id) : Result<wire::AlbumInfo>();
    if (!album || album->tracks.isEmpty())
        qFatal("the album is not there");
    for (const wire::TrackInfo &track : album->tracks) {
        player::QueueItem row;
        row.content = track.summary.id;
        row.title = track.summary.title;
        row.durationMs = track.summary.durationMs;
        row.speech = rows.size() % speechEvery == speechEvery - 1;
        rows.append(row);
    }
    store::Options where{folder.filePath(u"offline.db"_s), crypto::ContentKey(QByteArray(crypto::contentKeyBytes, 's')),
                         store::migrations()};
    for (const auto &more : {chunks::migrations(), downloads::migrations(), shelf::migrations()})
        where.migrations.insert(where.migrations.end(), more.begin(), more.end());
    auto opened = store::openStore(where);
    if (!opened)
        qFatal("the store doesn't open: %s", qPrintable(opened.error().code));
    store = std::move(*opened);
    chunks = std::make_unique<chunks::ChunkStore>(*store, clock, cacheBytes);
    downloads::Options offlineOptions;
    offlineOptions.folder = folder.path();
    offline = downloads::createOffline({*store, *chunks, listener->streams(), listener->licences(), listener->outbox(), clock},
                                       std::move(offlineOptions));
    offline->setUser(listener->user());
    shelf = shelf::createStoredShelf(*store, clock);
    output = player::createCaptureOutput(player::CapturePace::Hurried);
    player = player::createPlayer({offline->streams(), offline->reporter(), *output, fast, shelf.get()}, {},
                                  [this](const player::PlayerState &state) { judge.heard(state); });
}

Room::~Room()
{
    player.reset();
}

} // namespace melody::soak
