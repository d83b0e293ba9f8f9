// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "room.h"

#include <journey/listener.h>
#include <shelf/stored_shelf.h>

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

QList<wire::TrackInfo> tracksOf(const test::Stack &stack, const test::Person &person)
{
    test::Listener listener(stack, person);
    const auto albums = listener.all(u"album"_s);
    const auto album = albums && !albums->isEmpty() ? listener.album(albums->first().id) : Result<wire::AlbumInfo>();
    if (!album || album->tracks.isEmpty())
        qFatal("the album is not there");
    return album->tracks;
}

} // namespace

Room::Room(const Options &options) : link(test::createShapedLink(stack.port(), wholeLink))
{
    const QString way = u"https://127.0.0.1:%1"_s.arg(link->port());
    stack.stopServer();
    stack.setEdges(way);
    stack.startServer();
    importAlbum(stack, stack.addPerson(u"creator"_s, u"creator"_s), options);
    const test::Person person = stack.addPerson(u"listener"_s);
    for (const wire::TrackInfo &track : tracksOf(stack, person)) {
        player::QueueItem row;
        row.content = track.summary.id;
        row.title = track.summary.title;
        row.durationMs = track.summary.durationMs;
        row.speech = rows.size() % speechEvery == speechEvery - 1;
        rows.append(row);
    }
    device = std::make_unique<test::Keeper>(stack, folder.path(), QUrl(way), remote::RemoteOptions(), cacheBytes);
    device->signIn(person);
    shelf = shelf::createStoredShelf(device->store(), clock);
    output = player::createCaptureOutput(player::CapturePace::Hurried);
    player = player::createPlayer({device->offline().streams(), device->offline().reporter(), *output, fast, shelf.get()}, {},
                                  [this](const player::PlayerState &state) { judge.heard(state); });
}

Room::~Room()
{
    player.reset();
}

} // namespace melody::soak
