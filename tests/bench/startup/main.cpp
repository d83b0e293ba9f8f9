// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later
//
// ./dev bench startup: from Play to the first sample at the sound device, through the whole system: the real melodyd over TLS,
// the real remote, engine and output into a null sink. Every start is cold where its name says so: no connection is open, no
// session, key or chunk is there.
//   loopback_cold    nothing between
//   wan_cold         60 ms round trip and 5 Mbit/s, in both directions, for every byte and for TCP's handshake
//   wan_prefetched   the same, the track was announced to the player as the next to be pressed
// Reference, one measurement beside each start: a fresh TCP and TLS 1.3 connection and one small request over the same link.

#include <bench/report.h>
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
constexpr double trackSeconds = 12;
constexpr int startLimitMs = 20'000;
// Between two starts. A start opens a session, reports and closes it; without a pause one listener would start nine tracks a second and
// meet the server's limit of 600 writes a minute, and the limit would be measured.
constexpr int pauseMs = 300;
constexpr LinkShape wan{std::chrono::milliseconds(60), 5'000'000};

struct Case {
    const char *name;
    LinkShape shape;
    bool prefetched;
};

// One listener whose every byte goes through the link.
struct Room {
    Stack &stack;
    ShapedLink &link;
    Listener &listener;
    player::Player &player;
    QList<ContentId> tracks;
};

void settle(int ms)
{
    QThread::msleep(quint64(ms));
}

double startOnce(Room &room, const Case &what, int round)
{
    const ContentId track = room.tracks[round % room.tracks.size()];
    room.link.cut();
    settle(60); // the remote notices that its connections are gone
    if (what.prefetched) {
        room.player.prefetch(track);
        settle(900);
    }
    player::QueueItem item;
    item.content = track;
    room.player.play(player::PlayQueue({item}));
    QElapsedTimer waited;
    waited.start();
    player::PlayerState state = room.player.state();
    while (state.current.startMs < 0 || state.current.item.content != track) {
        if (state.status == player::PlaybackStatus::Failed || waited.elapsed() > startLimitMs)
            qFatal("%s: no sound: %s", what.name, qPrintable(state.error ? state.error->detail : u"too late"_s));
        settle(2);
        state = room.player.state();
    }
    const double startMs = double(state.current.startMs);
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
    std::vector<double> startMs;
    std::vector<double> referenceMs;
    for (int i = 0; i < starts; ++i) {
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
    measured.reference = bench::median(referenceMs);
    measured.referenceName = u"TLS connection and one request on the same link"_s;
    return measured;
}

} // namespace

int main(int argc, char **argv)
{
    QCoreApplication app(argc, argv);
    QCommandLineParser options;
    options.addHelpOption();
    options.addOptions(
        {{u"json"_s, u"Write the figures to this file, too."_s, u"F"_s}, {u"starts"_s, u"Starts a case."_s, u"N"_s, u"200"_s}});
    options.process(app);
    const int starts = std::max(1, options.value(u"starts"_s).toInt());

    const NullSink sink;
    Stack stack;
    const auto link = createShapedLink(stack.port(), {});
    stack.stopServer();
    stack.setEdges(u"https://127.0.0.1:%1"_s.arg(link->port()));
    stack.startServer();
    const Person creator = stack.addPerson(u"creator"_s, u"creator"_s);
    const Person person = stack.addPerson(u"listener"_s);
    const QTemporaryDir album;
    writeAlbum(album.path(), u"Tone Poets"_s, u"First light"_s, albumTracks, trackSeconds);
    QString output;
    if (stack.import(album.path(), creator, &output) != 0)
        qFatal("import: %s", qPrintable(output));

    Listener listener(stack, person, QUrl(u"https://127.0.0.1:%1"_s.arg(link->port())));
    QList<ContentId> tracks;
    const auto albums = listener.all(u"album"_s);
    if (!albums || albums->isEmpty())
        qFatal("the album is not there");
    const auto first = listener.album(albums->first().id);
    if (!first)
        qFatal("the album can't be read: %s", qPrintable(first.error().detail));
    for (const wire::TrackInfo &track : first->tracks)
        tracks.append(track.summary.id);

    const SystemClock clock;
    const auto device = player::createSinkOutput();
    const auto player = player::createPlayer({listener.streams(), listener.outbox(), *device, clock});
    Room room{stack, *link, listener, *player, tracks};
    startOnce(room, {"warm-up", {}, false}, 0);

    bench::Report report(u"startup"_s);
    for (const Case &what : {Case{"loopback_cold", {}, false}, Case{"wan_cold", wan, false}, Case{"wan_prefetched", wan, true}})
        report.add(measure(room, what, starts));
    return report.finish(app.arguments());
}
