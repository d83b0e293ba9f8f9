// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later
//
// ./dev bench startup: from Play to the first sample at the sound device, through the whole system: the real melodyd over TLS,
// the real remote, encrypted store, engine and output into a null sink. Every start is cold where its name says so: no connection is open,
// no session, key or chunk is there.
//   loopback_cold    nothing between
//   wan_cold         60 ms round trip and 5 Mbit/s, in both directions, for every byte and for TCP's handshake
//   wan_prefetched   the same, the track was announced to the player as the next to be pressed
//   wan_next         the same, Next pressed three seconds into the track before
//   disk             a downloaded track goes on in its middle, server on loopback
//   wan_disk         the same, server behind the slow link
//   disk_alone       the same, no server
// Reference, one measurement beside each start: a fresh TCP and TLS 1.3 connection and one small request over the same link.

#include <bench/report.h>
#include <journey/keeper.h>
#include <journey/listener.h>
#include <journey/null_sink.h>
#include <support/shaped_link.h>

#include <engine/player.h>
#include <engine/sink_output.h>

#include <QtCore/QCommandLineParser>
#include <QtCore/QCoreApplication>
#include <QtCore/QElapsedTimer>
#include <QtCore/QThread>
#include <QtNetwork/QSslConfiguration>
#include <QtNetwork/QSslSocket>

#include <cstdio>

using namespace melody;
using namespace melody::test;
using namespace Qt::StringLiterals;

namespace {

constexpr int albumTracks = 12;
constexpr int keptTracks = 4;
constexpr double trackSeconds = 12;
constexpr int startLimitMs = 20'000;
// Between two starts. A start opens a session, reports and closes it; without a pause one listener would start nine tracks a second and
// meet the server's limit of 600 writes a minute, and the limit would be measured.
constexpr int pauseMs = 300;
constexpr LinkShape wan{std::chrono::milliseconds(60), 5'000'000};

enum class How { Cold, Prefetched, Next, Disk, Alone };

struct Case {
    const char *name;
    LinkShape shape;
    How how;
};

// One listener whose every byte goes through the link.
struct Room {
    Stack &stack;
    ShapedLink &link;
    player::Player &player;
    QList<ContentId> tracks;
    QList<ContentId> kept; // downloaded
};

void settle(int ms)
{
    QThread::msleep(quint64(ms));
}

player::PlayerState soundOf(Room &room, const Case &what, const ContentId &track)
{
    QElapsedTimer waited;
    waited.start();
    player::PlayerState state = room.player.state();
    while (state.current.startMs < 0 || state.current.item.content != track) {
        if (state.status == player::PlaybackStatus::Failed || waited.elapsed() > startLimitMs)
            qFatal("%s: no sound: %s", what.name, qPrintable(state.error ? state.error->detail : u"too late"_s));
        settle(2);
        state = room.player.state();
    }
    return state;
}

player::QueueItem rowOf(const ContentId &track)
{
    player::QueueItem item;
    item.content = track;
    item.durationMs = qint64(trackSeconds * 1000);
    return item;
}

double startOnce(Room &room, const Case &what, int round)
{
    const bool disk = what.how == How::Disk || what.how == How::Alone;
    const QList<ContentId> &from = disk ? room.kept : room.tracks;
    const ContentId track = from[round % from.size()];
    room.link.cut();
    settle(60); // the remote notices that its connections are gone
    if (what.how == How::Prefetched) {
        room.player.prefetch(track);
        settle(900);
    }
    if (what.how == How::Next) {
        const ContentId before = from[(round + 1) % from.size()];
        room.player.play(player::PlayQueue({rowOf(before), rowOf(track)}));
        soundOf(room, what, before);
        settle(3'000);
        room.player.next();
    } else {
        room.player.play(player::PlayQueue({rowOf(track)}), disk ? 5'000 : 0);
    }
    const auto startMs = double(soundOf(room, what, track).current.startMs);
    room.player.stop();
    settle(pauseMs);
    return startMs;
}

double referenceOnce(Room &room)
{
    QSslConfiguration tls = QSslConfiguration::defaultConfiguration();
    tls.setCaCertificates(QSslCertificate::fromPath(room.stack.caFile()));
    tls.setProtocol(QSsl::TlsV1_3OrLater);
    QElapsedTimer timer;
    timer.start();
    QSslSocket socket;
    socket.setSslConfiguration(tls);
    socket.connectToHostEncrypted(u"127.0.0.1"_s, room.link.port());
    if (!socket.waitForEncrypted(10'000))
        qFatal("reference: %s", qPrintable(socket.errorString()));
    socket.write("GET /healthz HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");
    if (!socket.waitForReadyRead(10'000))
        qFatal("reference: %s", qPrintable(socket.errorString()));
    return double(timer.nsecsElapsed()) / 1e6;
}

bench::Case measure(Room &room, const Case &what, int starts)
{
    room.link.reshape(what.shape);
    if (what.how == How::Alone)
        room.stack.stopServer();
    std::vector<double> startMs;
    std::vector<double> referenceMs;
    for (int i = 0; i < starts; ++i) {
        if (what.how != How::Alone)
            referenceMs.push_back(referenceOnce(room));
        startMs.push_back(startOnce(room, what, i));
        if (i % 20 == 19)
            fprintf(stderr, "%s: %d of %d starts\n", what.name, i + 1, starts);
    }
    bench::Case measured{.name = QString::fromLatin1(what.name), .n = starts};
    measured.p50Ms = bench::percentile(startMs, 50);
    measured.p95Ms = bench::percentile(startMs, 95);
    measured.p99Ms = bench::percentile(startMs, 99);
    measured.value = bench::median(startMs);
    measured.unit = u"ms"_s;
    if (!referenceMs.empty()) {
        measured.reference = bench::median(referenceMs);
        measured.referenceName = u"TLS connection and one request on the same link"_s;
    }
    // All of it takes a quarter of an hour: who stops it early has what was measured so far.
    fprintf(stderr, "%s: p50 %.0f ms, p95 %.0f ms, p99 %.0f ms, reference %.1f ms\n", what.name, *measured.p50Ms, *measured.p95Ms,
            *measured.p99Ms, measured.reference.value_or(0));
    return measured;
}

void publish(const Stack &stack, const Person &creator, const QString &title, int tracks)
{
    const QTemporaryDir album;
    writeAlbum(album.path(), u"Tone Poets"_s, title, tracks, trackSeconds);
    QString output;
    if (stack.import(album.path(), creator, &output) != 0)
        qFatal("import: %s", qPrintable(output));
}

wire::AlbumInfo albumOf(Listener &reader, const QString &title)
{
    const auto albums = reader.all(u"album"_s);
    if (!albums)
        qFatal("no albums: %s", qPrintable(albums.error().detail));
    for (const wire::ContentSummary &each : *albums) {
        const auto album = reader.album(each.id);
        if (album && album->summary.title == title)
            return *album;
    }
    qFatal("there is no album %s", qPrintable(title));
}

QList<ContentId> tracksOf(const wire::AlbumInfo &album)
{
    QList<ContentId> tracks;
    for (const wire::TrackInfo &track : album.tracks)
        tracks.append(track.summary.id);
    return tracks;
}

} // namespace

int main(int argc, char **argv)
{
    QCoreApplication app(argc, argv);
    QCommandLineParser options;
    options.addHelpOption();
    options.addOptions({{u"json"_s, u"Write the figures to this file, too."_s, u"F"_s},
                        {u"starts"_s, u"Starts a case."_s, u"N"_s, u"200"_s},
                        {u"cases"_s, u"Only these cases, in their order, as wan_cold,disk; all when it is left out."_s, u"NAMES"_s}});
    options.process(app);
    const QStringList wanted = options.value(u"cases"_s).split(u',', Qt::SkipEmptyParts);
    const int starts = std::max(1, options.value(u"starts"_s).toInt());

    const NullSink sink;
    Stack stack;
    const auto link = createShapedLink(stack.port(), {});
    stack.stopServer();
    stack.setEdges(u"https://127.0.0.1:%1"_s.arg(link->port()));
    stack.startServer();
    const Person creator = stack.addPerson(u"creator"_s, u"creator"_s);
    const Person person = stack.addPerson(u"listener"_s);
    publish(stack, creator, u"First light"_s, albumTracks);
    publish(stack, creator, u"Kept"_s, keptTracks);

    const QUrl server(u"https://127.0.0.1:%1"_s.arg(link->port()));
    Listener reader(stack, person);
    const QTemporaryDir home;
    // No room for a cache: what was heard in one round is not here in another.
    Keeper device(stack, home.path(), server, {}, 0);
    device.signIn(person);
    const wire::AlbumInfo kept = albumOf(reader, u"Kept"_s);
    device.offline().downloads().add(kept);
    while (device.offline().downloads().state().collections.value(0).status != downloads::Status::Done)
        settle(50);

    const SystemClock clock;
    const auto output = player::createSinkOutput();
    const auto player = player::createPlayer({device.offline().streams(), device.offline().reporter(), *output, clock});
    Room room{stack, *link, *player, tracksOf(albumOf(reader, u"First light"_s)), tracksOf(kept)};
    startOnce(room, {"warm-up", {}, How::Cold}, 0);

    bench::Report report(u"startup"_s);
    for (const Case &what : {Case{"loopback_cold", {}, How::Cold}, Case{"wan_cold", wan, How::Cold},
                             Case{"wan_prefetched", wan, How::Prefetched}, Case{"wan_next", wan, How::Next}, Case{"disk", {}, How::Disk},
                             Case{"wan_disk", wan, How::Disk}, Case{"disk_alone", {}, How::Alone}}) {
        if (wanted.isEmpty() || wanted.contains(QLatin1StringView(what.name)))
            report.add(measure(room, what, starts));
    }
    return report.finish(app.arguments());
}
