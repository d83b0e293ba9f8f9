// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later
//
// The real server and the real player with a link between them that changes while music plays, in real time.

#include <journey/listener.h>
#include <support/shaped_link.h>
#include <support/test_main.h>

#include <engine/capture_output.h>
#include <engine/player.h>

#include <QtCore/QFile>
#include <QtCore/QJsonArray>
#include <QtCore/QJsonDocument>

#include <atomic>
#include <thread>

using namespace melody;
using namespace melody::test;
using namespace Qt::StringLiterals;
using player::PlaybackStatus;

namespace {

constexpr double trackSeconds = 12;
constexpr auto roundTrip = std::chrono::milliseconds(40);

// kbit/s and for how long: a bus between cells. 8 kbit/s is as good as nothing.
struct Step {
    int kbps;
    int ms;
};
constexpr std::array drive{Step{2'500, 1'500}, Step{250, 2'000},   Step{60, 1'500}, Step{8, 3'000},
                           Step{120, 2'500},   Step{1'500, 1'500}, Step{40, 2'000}};

struct Recorded {
    qint64 ms;
    qint64 kbps;
    qint64 latencyMs;
};
constexpr qint64 traceScale = 10;

// tests/journeys/traces/README.md says where it is from.
std::vector<Recorded> recordedTrace()
{
    QFile file(QStringLiteral(MELODY_SOURCE_DIR "/tests/journeys/traces/tram_3g.json"));
    if (!file.open(QIODevice::ReadOnly))
        return {};
    std::vector<Recorded> trace;
    for (const QJsonValue &step : QJsonDocument::fromJson(file.readAll()).array())
        trace.push_back({step[0].toInteger(), step[1].toInteger(), step[2].toInteger()});
    return trace;
}

// A listener of a track whose chunks come through two links, either of which can be shaped and torn down.
struct Room {
    explicit Room(double seconds = trackSeconds)
    {
        for (auto &link : links)
            link = createShapedLink(stack.port(), {});
        stack.stopServer();
        stack.setEdges(u"https://127.0.0.1:%1,https://127.0.0.1:%2"_s.arg(links[0]->port()).arg(links[1]->port()));
        stack.startServer();
        const Person creator = stack.addPerson(u"creator"_s, u"creator"_s);
        const QTemporaryDir album;
        writeAlbum(album.path(), u"Tone Poets"_s, u"Between cells"_s, 1, seconds);
        QString said;
        if (stack.import(album.path(), creator, &said) != 0)
            qFatal("import: %s", qPrintable(said));
        listener = std::make_unique<Listener>(stack, stack.addPerson(u"listener"_s));
        const auto albums = listener->all(u"album"_s);
        const auto tracks = listener->album(albums->first().id);
        item.content = tracks->tracks.first().summary.id;
        output = player::createCaptureOutput(player::CapturePace::RealTime);
        player =
            player::createPlayer({listener->streams(), listener->outbox(), *output, clock}, {}, [this](const player::PlayerState &state) {
                if (state.current.startMs >= 0 && state.current.rung > highest)
                    highest = state.current.rung;
            });
    }
    [[nodiscard]] bool reaches(const std::function<bool(const player::PlayerState &)> &wanted) const
    {
        return QTest::qWaitFor([&] { return wanted(player->state()); }, 90'000);
    }
    // The longest silence between the first and the last sound, in frames.
    [[nodiscard]] qint64 longestSilence() const
    {
        const std::vector<float> heard = output->samples();
        qint64 longest = 0;
        qint64 run = 0;
        bool begun = false;
        for (size_t i = 0; i < heard.size(); i += 2) {
            const bool sound = std::abs(heard[i]) > 1e-4F || std::abs(heard[i + 1]) > 1e-4F;
            if (sound && begun)
                longest = std::max(longest, run);
            begun = begun || sound;
            run = sound ? 0 : run + 1;
        }
        return longest;
    }

    Stack stack;
    std::array<std::unique_ptr<ShapedLink>, 2> links;
    SystemClock clock;
    std::unique_ptr<Listener> listener;
    std::unique_ptr<player::CaptureOutput> output;
    std::atomic<media::Rung> highest = media::Rung::Opus24; // that was heard
    std::unique_ptr<player::Player> player;
    player::QueueItem item;
};

} // namespace

class AdaptiveJourneyTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void aLinkThatComesAndGoesIsNotHeard()
    {
        Room room;
        for (auto &link : room.links)
            link->reshape({roundTrip, drive.front().kbps * 1'000});
        std::atomic<bool> stop = false;
        std::thread driving([&] {
            for (size_t i = 0; !stop; i = (i + 1) % drive.size()) {
                for (auto &link : room.links)
                    link->reshape({roundTrip, drive[i].kbps * 1'000});
                std::this_thread::sleep_for(std::chrono::milliseconds(drive[i].ms));
            }
        });
        room.player->play(player::PlayQueue({room.item}));
        const bool ended = room.reaches([](const player::PlayerState &state) { return state.played.size() == 1; });
        stop = true;
        driving.join();
        QVERIFY(ended);
        const player::ItemReport report = room.player->state().played.first();
        qInfo("start %lld ms, up to %s, %d underruns", qlonglong(report.startMs), qPrintable(media::rungName(report.rung)),
              report.underruns);
        QVERIFY(report.ended);
        QCOMPARE(report.underruns, 0);
        QVERIFY2(std::abs(report.renderedMs - qint64(trackSeconds * 1'000)) <= 2, qPrintable(QString::number(report.renderedMs)));
        QVERIFY(room.highest.load() > media::Rung::Opus24); // it did not stay where it began
        QVERIFY(room.longestSilence() < 480);
    }

    // What a tram in Oslo had of 3G, second by second, with two holes; a tenth of it, because music needs less than film.
    void aRecordedDriveIsNotHeard()
    {
        const auto trace = recordedTrace();
        QVERIFY(trace.size() > 20);
        Room room(40);
        const auto shape = [&room](const Recorded &step) {
            for (auto &link : room.links)
                link->reshape({std::chrono::milliseconds(step.latencyMs), std::max<qint64>(step.kbps * 1'000 / traceScale, 1'000)});
        };
        shape(trace.front());
        std::atomic<bool> stop = false;
        std::thread driving([&] {
            for (size_t i = 0; i < trace.size() && !stop; ++i) {
                shape(trace[i]);
                for (qint64 left = trace[i].ms; left > 0 && !stop; left -= 50)
                    std::this_thread::sleep_for(std::chrono::milliseconds(std::min<qint64>(left, 50)));
            }
        });
        room.player->play(player::PlayQueue({room.item}));
        const bool ended = room.reaches([](const player::PlayerState &state) { return state.played.size() == 1; });
        stop = true;
        driving.join();
        QVERIFY(ended);
        const player::ItemReport report = room.player->state().played.first();
        qInfo("start %lld ms, up to %s, %d underruns", qlonglong(report.startMs), qPrintable(media::rungName(room.highest.load())),
              report.underruns);
        QCOMPARE(report.underruns, 0);
        QVERIFY2(std::abs(report.renderedMs - 40'000) <= 2, qPrintable(QString::number(report.renderedMs)));
        QVERIFY(room.longestSilence() < 480);
    }

    void anOriginThatDiesInTheMiddleOfASongIsNotHeard()
    {
        Room room;
        for (auto &link : room.links)
            link->reshape({roundTrip, 150'000}); // so that there is something left to fetch
        room.player->play(player::PlayQueue({room.item}));
        QVERIFY(room.reaches([](const player::PlayerState &state) { return state.positionMs >= 2'000; }));
        QVERIFY(room.player->state().bufferedToMs < qint64(trackSeconds * 1'000));
        room.links[0].reset();
        QVERIFY(room.reaches([](const player::PlayerState &state) { return state.played.size() == 1; }));
        const player::ItemReport report = room.player->state().played.first();
        QVERIFY(report.ended);
        QCOMPARE(report.underruns, 0);
        QVERIFY2(std::abs(report.renderedMs - qint64(trackSeconds * 1'000)) <= 2, qPrintable(QString::number(report.renderedMs)));
        QVERIFY(room.longestSilence() < 480);
    }
};

MELODY_TEST(AdaptiveJourneyTest)
#include "adaptive_journey_test.moc"
