// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later
//
// What a real sound server hears of the real output: a PulseAudio of our own with a null sink, recorded at its monitor.

#include <engine/player.h>
#include <engine/sink_output.h>
#include <support/fake_stream_source.h>
#include <support/heard.h>
#include <support/test_main.h>

#include <QtCore/QFile>
#include <QtCore/QProcess>
#include <QtCore/QTemporaryDir>

using namespace melody;
using namespace melody::player;
using namespace melody::test;
using namespace Qt::StringLiterals;
using media::Rung;

namespace {

constexpr int rate = 48'000;

using Create = std::unique_ptr<AudioOutput> (*)();
constexpr std::array<std::pair<const char *, Create>, 2> outputs{{{"libpulse", createPulseOutput}, {"Qt Multimedia", createQtOutput}}};

} // namespace

Q_DECLARE_METATYPE(Create)

class NullSinkTest : public QObject {
    Q_OBJECT

    QTemporaryDir m_folder;
    QProcess m_pulse;

private Q_SLOTS:
    void initTestCase()
    {
        const QString socket = m_folder.filePath(u"native"_s);
        QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
        environment.insert(u"HOME"_s, m_folder.path());
        environment.insert(u"XDG_RUNTIME_DIR"_s, m_folder.path());
        environment.insert(u"PULSE_RUNTIME_PATH"_s, m_folder.path());
        m_pulse.setProcessEnvironment(environment);
        m_pulse.start(u"pulseaudio"_s, {u"-n"_s, u"--daemonize=no"_s, u"--exit-idle-time=-1"_s, u"--use-pid-file=no"_s,
                                        u"--disable-shm=yes"_s, u"--load=module-native-protocol-unix auth-anonymous=1 socket="_s + socket,
                                        u"--load=module-null-sink sink_name=melody norewinds=1 rate=48000"_s});
        QVERIFY(m_pulse.waitForStarted());
        QVERIFY(QTest::qWaitFor([&] { return QFile::exists(socket); }, 30'000));
        qputenv("PULSE_SERVER", "unix:" + socket.toUtf8());
        qputenv("HOME", m_folder.path().toUtf8());
    }

    void cleanupTestCase()
    {
        m_pulse.terminate();
        if (!m_pulse.waitForFinished(10'000))
            m_pulse.kill();
        m_pulse.waitForFinished();
    }

    void theMonitorHearsTheMusicWithoutAHole_data()
    {
        QTest::addColumn<Create>("create");
        for (const auto &[name, create] : outputs)
            QTest::newRow(name) << create;
    }
    void theMonitorHearsTheMusicWithoutAHole()
    {
        QFETCH(Create, create);
        const Pcm pcm = sweep(rate, 8.0);
        const qint64 cut = rate * 3 + 777;
        FakeStreamSource source;
        RecordingReporter reporter;
        SystemClock clock;
        QList<QueueItem> items(2);
        items[0].content = source.add(makeAsset(pcm.part(0, cut), {Rung::Flac}));
        items[1].content = source.add(makeAsset(pcm.part(cut, pcm.frames() - cut), {Rung::Flac}));

        MonitorRecording recording(m_folder.filePath(u"heard.raw"_s));
        const auto output = create();
        PlayerOptions options;
        options.rung = Rung::Flac;
        options.sound.loudness = Loudness::Off;
        const auto player = createPlayer({source, reporter, *output, clock}, std::move(options));
        player->play(PlayQueue(items));
        const bool finished = QTest::qWaitFor(
            [&] { return player->state().status == PlaybackStatus::Stopped && player->state().played.size() == 2; }, 60'000);
        QVERIFY2(finished, player->state().error ? qPrintable(player->state().error->code) : "not finished");
        QTest::qWait(500); // what the device still holds
        const std::vector<float> recorded = recording.stop();

        const QList<ItemReport> played = player->state().played;
        QCOMPARE(played[0].underruns + played[1].underruns, 0);
        QCOMPARE(played[1].startMs, 0);
        qInfo("play to first sample: %lld ms", played[0].startMs);

        std::vector<float> music;
        for (size_t i = 0; i < pcm.samples.size(); i += 2)
            music.push_back(float(pcm.samples[i]) / 32768.0F);
        const qsizetype start = align(recorded, music);
        QVERIFY(start + qsizetype(music.size()) <= qsizetype(recorded.size()));
        const double whole = correlation(recorded.data() + start, music.data(), qsizetype(music.size()));
        QVERIFY2(whole >= 0.98, qPrintable(QString::number(whole)));
        // Every tenth of a second by itself: a hole, a doubled period or a slip would show here.
        for (qsizetype at = 0; at + rate / 10 <= qsizetype(music.size()); at += rate / 10) {
            const double here = correlation(recorded.data() + start + at, music.data() + at, rate / 10);
            QVERIFY2(here >= 0.98, qPrintable(u"%1 at %2 ms"_s.arg(here).arg(at * 1000 / rate)));
        }
    }

    // Another device takes the stream over by itself: who pulled the headphones out does not want that.
    void aDeviceThatIsTakenAwayPausesThePlayer()
    {
        FakeStreamSource source;
        RecordingReporter reporter;
        SystemClock clock;
        QList<QueueItem> items(1);
        items[0].content = source.add(makeAsset(sweep(rate, 20.0), {Rung::Flac}));
        QCOMPARE(QProcess::execute(u"pactl"_s, {u"load-module"_s, u"module-rescue-streams"_s}), 0);
        QProcess load;
        load.start(u"pactl"_s, {u"load-module"_s, u"module-null-sink"_s, u"sink_name=headphones"_s});
        QVERIFY(load.waitForFinished());
        const QString module = QString::fromUtf8(load.readAllStandardOutput()).trimmed();
        QCOMPARE(QProcess::execute(u"pactl"_s, {u"set-default-sink"_s, u"headphones"_s}), 0);
        const auto output = createPulseOutput();
        PlayerOptions options;
        options.rung = Rung::Flac;
        const auto player = createPlayer({source, reporter, *output, clock}, std::move(options));
        player->play(PlayQueue(items));
        QVERIFY(QTest::qWaitFor([&] { return player->state().positionMs > 500; }, 60'000));
        QCOMPARE(QProcess::execute(u"pactl"_s, {u"unload-module"_s, module}), 0);
        QVERIFY(QTest::qWaitFor([&] { return player->state().status == PlaybackStatus::Paused; }, 60'000));
        QCOMPARE(player->state().error->code, u"output_lost"_s);
        const qint64 stopped = player->state().positionMs;
        player->resume();
        QVERIFY(QTest::qWaitFor([&] { return player->state().positionMs > stopped + 300; }, 60'000));
    }

    // The last one: it takes the server away.
    void aServerThatGoesAwayPausesThePlayer()
    {
        FakeStreamSource source;
        RecordingReporter reporter;
        SystemClock clock;
        QList<QueueItem> items(1);
        items[0].content = source.add(makeAsset(sweep(rate, 20.0), {Rung::Flac}));
        struct Playing {
            std::unique_ptr<AudioOutput> output;
            std::unique_ptr<Player> player;
        };
        std::vector<Playing> playing;
        for (const auto &[name, create] : outputs) {
            PlayerOptions options;
            options.rung = Rung::Flac;
            Playing &one = playing.emplace_back(Playing{create(), {}});
            one.player = createPlayer({source, reporter, *one.output, clock}, std::move(options));
            one.player->play(PlayQueue(items));
        }
        for (const Playing &one : playing)
            QVERIFY(QTest::qWaitFor([&] { return one.player->state().positionMs > 500; }, 60'000));
        m_pulse.kill();
        QVERIFY(m_pulse.waitForFinished());
        for (const Playing &one : playing) {
            QVERIFY(QTest::qWaitFor([&] { return one.player->state().status == PlaybackStatus::Paused; }, 60'000));
            QVERIFY(one.player->state().error);
            QCOMPARE(one.player->state().error->code, u"output_lost"_s);
        }
    }
};

MELODY_TEST(NullSinkTest)
#include "null_sink_test.moc"
