// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later
//
// A phone and speakers of one listener, the real programs and the real server: music goes to a speaker, is controlled from the phone, comes
// back, and is never on two devices; a speaker that is killed in the middle leaves its place behind.

#include <journey/keeper.h>
#include <journey/listener.h>
#include <journey/null_sink.h>
#include <journey/stack.h>
#include <support/heard.h>
#include <support/test_asset.h>
#include <support/test_main.h>

#include <engine/capture_output.h>
#include <handover/hand_over.h>

#include <QtCore/QElapsedTimer>
#include <QtCore/QJsonArray>
#include <QtCore/QJsonDocument>

#include <csignal>

using namespace melody;
using namespace melody::test;
using namespace Qt::StringLiterals;
using player::PlaybackStatus;

namespace {

constexpr int rate = 48'000;
constexpr int songSeconds = 40;
constexpr int patienceMs = 60'000;
constexpr int rounds = 20;
// Between two of them. A hand-over and its way back are some twenty writes, and nobody does that three times a second: without a pause the
// server's limit of 600 writes a minute would be measured.
constexpr int betweenMs = 2'500;

// The app without its window: the real client, and a sound device that only this test hears.
struct Phone {
    Phone(const Stack &stack, const Person &person) : secrets(remote::createFileSecretStore(folder.path() + u"/secrets"_s))
    {
        remote::RemoteOptions options;
        options.baseUrl = stack.baseUrl();
        options.caFile = stack.caFile();
        remote = std::move(*remote::createRemote(options, *secrets, clock));
        const auto user = test::await<UserId>(
            [&](auto done) { remote->api().signIn(person.email, person.password, u"Phone"_s, nullptr, std::move(done)); });
        if (!user)
            qFatal("not signed in: %s", qPrintable(user.error().code));
        store = openDeviceStore(folder.path(), *secrets);
        outbox = std::move(*outbox::createOutbox({.store = *store, .user = *user},
                                                 [this](const PlaybackId &session, const wire::TickBatch &batch, outbox::TickDone done) {
                                                     remote->api().sendTicks(session, batch, nullptr, std::move(done));
                                                 }));
        output = player::createCaptureOutput(player::CapturePace::RealTime);
        player::PlayerOptions playerOptions;
        playerOptions.rung = media::Rung::Opus128;
        player =
            player::createPlayer({remote->streams(), *outbox, *output, clock}, playerOptions, [this](const player::PlayerState &state) {
                if (handover::HandOver *listening = hears)
                    listening->playerChanged(state);
            });
        handOver = handover::createHandOver(
            {*player, remote->player(), remote->api(), clock, [this](const ContentId &content) { remote->streams().takeOver(content); }});
        handOver->observe({.shown = {}, .changed = {}, .failed = [this](const Error &error) { failures.append(error.code); }});
        hears = handOver.get();
        handOver->setUser(*user);
        remote->listen({[this](const wire::LiveEvent &event) { handOver->hear(event); }, [](bool) {}});
    }
    ~Phone()
    {
        remote->stopListening();
        player.reset();
    }
    Phone(const Phone &) = delete;
    Phone &operator=(const Phone &) = delete;

    [[nodiscard]] bool plays() const { return player->state().status == PlaybackStatus::Playing; }
    [[nodiscard]] player::PlayerState shown() const { return handOver->player().state(); }
    [[nodiscard]] SignInId find(const QString &name) const
    {
        for (const wire::PlayerDevice &device : handOver->standing().devices) {
            if (device.name == name)
                return device.id;
        }
        return {};
    }
    [[nodiscard]] wire::PlayerSnapshot atServer() const
    {
        return test::await<wire::PlayerSnapshot>([&](auto done) { remote->player().playerState(nullptr, std::move(done)); }).value();
    }

    QTemporaryDir folder;
    SystemClock clock;
    std::unique_ptr<remote::SecretStore> secrets;
    std::unique_ptr<remote::Remote> remote;
    std::unique_ptr<store::Store> store;
    std::unique_ptr<outbox::Outbox> outbox;
    std::unique_ptr<player::CaptureOutput> output;
    std::unique_ptr<player::Player> player;
    std::unique_ptr<handover::HandOver> handOver;
    std::atomic<handover::HandOver *> hears = nullptr;
    QStringList failures;
};

// `melody --speaker`, and what it prints.
class Speaker {
public:
    Speaker(const Stack &stack, const Person &person, const QString &name) : m_name(name)
    {
        m_program.setProcessChannelMode(QProcess::ForwardedErrorChannel);
        m_program.start(QStringLiteral(MELODY_BIN_DIR "/melody"),
                        {u"--speaker"_s, name, u"--rung"_s, u"opus-128"_s, u"--server"_s, stack.baseUrl().toString(), u"--ca-file"_s,
                         stack.caFile(), u"--data-dir"_s, m_home.path(), u"--email"_s, person.email, u"--password-file"_s,
                         person.passwordFile});
        if (!m_program.waitForStarted(patienceMs))
            qFatal("melody did not start");
    }
    ~Speaker()
    {
        m_program.terminate();
        if (!m_program.waitForFinished(20'000))
            m_program.kill();
    }
    [[nodiscard]] const QString &name() const { return m_name; }
    // The last line.
    QString says()
    {
        while (m_program.waitForReadyRead(0) || m_program.canReadLine()) {
            while (m_program.canReadLine())
                m_last = QString::fromUtf8(m_program.readLine()).trimmed();
        }
        return m_last;
    }
    bool plays() { return says().startsWith(u"plays"); }
    void close()
    {
        m_program.terminate();
        m_program.waitForFinished(patienceMs);
        m_last = u"is closed"_s;
    }
    void kill()
    {
        ::kill(pid_t(m_program.processId()), SIGKILL);
        m_program.waitForFinished(patienceMs);
        m_last = u"is dead"_s;
    }

private:
    QString m_name;
    QTemporaryDir m_home;
    QProcess m_program;
    QString m_last;
};

void writeSong(const QString &folder, const QString &name, const Pcm &pcm)
{
    QFile raw(folder + u"/raw"_s);
    const auto size = qint64(pcm.samples.size()) * 2;
    if (!raw.open(QIODevice::WriteOnly) || raw.write(reinterpret_cast<const char *>(pcm.samples.data()), size) != size)
        qFatal("a song can't be written");
    raw.close();
    if (QProcess::execute(u"ffmpeg"_s, {u"-v"_s, u"error"_s, u"-f"_s, u"s16le"_s, u"-ar"_s, QString::number(rate), u"-ac"_s, u"2"_s,
                                        u"-i"_s, raw.fileName(), folder + u'/' + name}) != 0)
        qFatal("ffmpeg failed");
    raw.remove();
}

QString summary(QList<qint64> times)
{
    QStringList each;
    for (const qint64 time : times)
        each.append(QString::number(time));
    std::sort(times.begin(), times.end());
    return u"p50 %1 ms, p95 %2 ms, most %3 ms: %4"_s.arg(times[times.size() / 2])
        .arg(times[(times.size() * 95 + 99) / 100 - 1])
        .arg(times.constLast())
        .arg(each.join(u' '));
}

} // namespace

class SpeakerJourneyTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase()
    {
        m_sink = std::make_unique<NullSink>();
        m_stack = std::make_unique<Stack>();
        const Person creator = m_stack->addPerson(u"creator"_s, u"creator"_s);
        const QTemporaryDir folder;
        QJsonArray rows;
        for (const QString &title : {u"Ebb"_s, u"Flow"_s}) {
            writeSong(folder.path(), title + u".flac"_s, m_pcm);
            rows.append(QJsonObject{{u"file"_s, title + u".flac"_s}, {u"title"_s, title}});
        }
        const QJsonObject release{{u"kind"_s, u"album"_s},
                                  {u"title"_s, u"Tides"_s},
                                  {u"artist_name"_s, u"Cassandra"_s},
                                  {u"licence"_s, u"CC0-1.0"_s},
                                  {u"tracks"_s, rows}};
        QFile catalogue(folder.filePath(u"catalogue.json"_s));
        QVERIFY(catalogue.open(QIODevice::WriteOnly));
        catalogue.write(QJsonDocument(QJsonObject{{u"releases"_s, QJsonArray{release}}}).toJson());
        catalogue.close();
        QString said;
        QVERIFY2(m_stack->import(folder.path(), creator, &said) == 0, qPrintable(said));
        Listener looker(*m_stack, creator);
        const auto albums = looker.all(u"album"_s);
        QVERIFY(albums && albums->size() == 1);
        const auto album = looker.album(albums->constFirst().id);
        QVERIFY(album && album->tracks.size() == 2);
        for (const wire::TrackInfo &track : album->tracks) {
            player::QueueItem item;
            item.content = track.summary.id;
            item.album = album->summary.id;
            item.title = track.summary.title;
            item.durationMs = track.summary.durationMs;
            m_items.append(item);
        }
    }
    void cleanupTestCase()
    {
        m_stack.reset();
        m_sink.reset();
    }

    void musicGoesToTheSpeakerAndComesBackAndIsNeverOnBoth()
    {
        const Person person = m_stack->addPerson(newName());
        Phone phone(*m_stack, person);
        Speaker kitchen(*m_stack, person, u"Kitchen"_s);
        const SignInId speaker = waitFor(phone, kitchen);
        const SignInId self = phone.handOver->standing().self;
        QVERIFY(!speaker.isNull() && !self.isNull());
        phone.handOver->player().play(player::PlayQueue(m_items));
        QVERIFY(until(phone, {&kitchen}, [&] { return phone.plays() && phone.handOver->standing().playsOn == self; }));
        QList<qint64> heard; // the speaker has begun
        QList<qint64> there;
        QList<qint64> yielded; // the speaker is silent
        QList<qint64> back;
        for (int round = 0; round < rounds; ++round) {
            QElapsedTimer timer;
            timer.start();
            phone.handOver->transferTo(speaker);
            QVERIFY(until(phone, {&kitchen}, [&] { return kitchen.says() == u"waits for the network" || kitchen.plays(); }));
            heard.append(timer.elapsed());
            QVERIFY(until(phone, {&kitchen}, [&] { return kitchen.plays(); }));
            there.append(timer.elapsed());
            QVERIFY(until(phone, {&kitchen}, [&] { return phone.handOver->standing().playsOn == speaker; }));
            QVERIFY(until(phone, {&kitchen}, [&] { return phone.handOver->standing().goingTo.isNull(); }));
            timer.start();
            phone.handOver->transferTo(self);
            QVERIFY(until(phone, {&kitchen}, [&] { return !kitchen.plays(); }));
            yielded.append(timer.elapsed());
            QVERIFY(until(phone, {&kitchen}, [&] { return phone.plays(); }));
            back.append(timer.elapsed());
            QVERIFY(until(phone, {&kitchen}, [&] { return phone.handOver->standing().playsOn == self; }));
            QTest::qWait(betweenMs);
            if (phone.player->state().positionMs > songSeconds * 500)
                phone.handOver->player().seek(1'000);
        }
        qInfo("to the speaker, until it begins: %s", qPrintable(summary(heard)));
        qInfo("to the speaker, until it sounds: %s", qPrintable(summary(there)));
        qInfo("back, until the speaker is silent: %s", qPrintable(summary(yielded)));
        qInfo("back, until the phone sounds: %s", qPrintable(summary(back)));
        QVERIFY(phone.failures.isEmpty());
        // A whole song was not heard in these seconds: nothing was begun from its start each time.
        QVERIFY(phone.atServer().state.positionMs < songSeconds * 1000);
    }
    void theSpeakerSoundsFromTheSameMillisecond()
    {
        std::vector<float> music;
        for (size_t i = 0; i < m_pcm.samples.size(); i += 2)
            music.push_back(float(m_pcm.samples[i]) / 32768.0F);
        const Person person = m_stack->addPerson(newName());
        Phone phone(*m_stack, person);
        Speaker kitchen(*m_stack, person, u"Kitchen"_s);
        const SignInId speaker = waitFor(phone, kitchen);
        QVERIFY(!speaker.isNull());
        phone.handOver->player().play(player::PlayQueue(m_items), 12'000);
        QVERIFY(until(phone, {&kitchen}, [&] { return phone.plays() && phone.player->state().positionMs > 14'000; }));
        const QTemporaryDir folder;
        MonitorRecording recording(folder.filePath(u"heard.raw"_s));
        phone.handOver->transferTo(speaker);
        QVERIFY(until(phone, {&kitchen}, [&] { return kitchen.plays(); }));
        const qint64 stoppedMs = phone.atServer().state.positionMs; // the speaker's first word is where it begins
        QTest::qWait(4'000);
        const std::vector<float> recorded = recording.stop();
        const auto first = std::find_if(recorded.begin(), recorded.end(), [](float sample) { return std::abs(sample) > 0.01F; });
        QVERIFY(first != recorded.end());
        const qsizetype begin = first - recorded.begin();
        // Two seconds behind its beginning it is that music, at that place.
        const qsizetype probe = qsizetype(stoppedMs + 2'000) * rate / 1000;
        const std::vector<float> part(music.begin() + probe, music.begin() + probe + rate);
        const qsizetype at = align(recorded, part);
        QVERIFY(at + rate <= qsizetype(recorded.size()));
        const double likeness = correlation(recorded.data() + at, part.data(), rate);
        QVERIFY2(likeness > 0.95, qPrintable(QString::number(likeness)));
        const qint64 firstMs = (probe - (at - begin)) * 1000 / rate; // of the song, when the speaker began to sound
        qInfo("paused at %lld ms, went on at %lld ms, correlation %.4f", stoppedMs, firstMs, likeness);
        QVERIFY2(std::abs(firstMs - stoppedMs) < 100, qPrintable(QString::number(firstMs - stoppedMs)));
    }
    void thePhoneShowsAndControlsWhatTheSpeakerPlays()
    {
        const Person person = m_stack->addPerson(newName());
        Phone phone(*m_stack, person);
        Speaker kitchen(*m_stack, person, u"Kitchen"_s);
        const SignInId speaker = waitFor(phone, kitchen);
        player::Player &hand = phone.handOver->player();
        hand.play(player::PlayQueue(m_items), 5'000);
        QVERIFY(until(phone, {&kitchen}, [&] { return phone.plays(); }));
        phone.handOver->transferTo(speaker);
        QVERIFY(
            until(phone, {&kitchen}, [&] { return kitchen.says() == u"plays Ebb" && phone.shown().status == PlaybackStatus::Playing; }));
        QVERIFY(!phone.plays());
        QCOMPARE(phone.shown().queue.current()->title, u"Ebb"_s);
        hand.pause();
        QVERIFY(until(phone, {&kitchen}, [&] { return kitchen.says() == u"paused" && phone.shown().status == PlaybackStatus::Paused; }));
        hand.seek(20'000);
        QVERIFY(until(phone, {&kitchen}, [&] { return phone.shown().positionMs == 20'000; }));
        hand.resume();
        QVERIFY(until(phone, {&kitchen}, [&] { return kitchen.plays() && phone.shown().status == PlaybackStatus::Playing; }));
        const qint64 wentOnMs = phone.shown().positionMs; // by the sound device, whose periods are some milliseconds long
        QVERIFY2(wentOnMs > 19'900 && wentOnMs < 30'000, qPrintable(QString::number(wentOnMs)));
        hand.next();
        QVERIFY(until(phone, {&kitchen}, [&] { return kitchen.says() == u"plays Flow" && phone.shown().queue.currentIndex() == 1; }));
        hand.setVolume(0.3);
        QVERIFY(until(phone, {&kitchen}, [&] { return std::abs(phone.shown().volume - 0.3) < 0.001; }));
        QCOMPARE(phone.atServer().state.volumePercent, 30);
        hand.previous();
        hand.editQueue([](player::PlayQueue &queue) { queue.setRepeat(player::Repeat::All); });
        QVERIFY(until(phone, {&kitchen}, [&] { return phone.atServer().state.repeat == u"all" && phone.atServer().state.playing; }));
        hand.play(player::PlayQueue(m_items), 8'000); // other music, there
        QVERIFY(until(phone, {&kitchen}, [&] { return kitchen.says() == u"plays Ebb" && phone.shown().queue.currentIndex() == 0; }));
        QVERIFY(!phone.plays());
        QVERIFY(phone.failures.isEmpty());
    }
    void aDeviceThatIsClosedIsKnownToBeSilentAtOnce()
    {
        const Person person = m_stack->addPerson(newName());
        Phone phone(*m_stack, person);
        Speaker kitchen(*m_stack, person, u"Kitchen"_s);
        const SignInId speaker = waitFor(phone, kitchen);
        phone.handOver->player().play(player::PlayQueue(m_items), 9'000);
        QVERIFY(until(phone, {&kitchen}, [&] { return phone.plays(); }));
        phone.handOver->transferTo(speaker);
        QVERIFY(until(phone, {&kitchen}, [&] { return kitchen.plays() && phone.handOver->standing().playsOn == speaker; }));
        kitchen.close();
        const wire::PlayerSnapshot left = phone.atServer();
        QVERIFY(!left.state.playing);
        QCOMPARE(left.state.device, speaker);
        QVERIFY(left.state.positionMs >= 9'000);
        QVERIFY(until(phone, {}, [&] { return phone.shown().status == PlaybackStatus::Paused; }));
        QElapsedTimer timer;
        timer.start();
        while (!phone.find(kitchen.name()).isNull() && timer.elapsed() < patienceMs) { // the server notices that its stream ended
            phone.handOver->lookForDevices();
            QTest::qWait(20);
        }
        qInfo("not listed any more after %lld ms", timer.elapsed());
        QVERIFY(phone.find(kitchen.name()).isNull());
        phone.handOver->player().resume(); // nobody there: here
        QVERIFY(until(phone, {}, [&] { return phone.plays(); }));
    }
    // The server chooses the songs, and the song that was chosen goes along.
    void withoutAPlanTheSameSongGoesOn()
    {
        const Person person = m_stack->addPerson(newName(), {}, {});
        Phone phone(*m_stack, person);
        Speaker kitchen(*m_stack, person, u"Kitchen"_s);
        const SignInId speaker = waitFor(phone, kitchen);
        const SignInId self = phone.handOver->standing().self;
        phone.handOver->player().play(player::PlayQueue(m_items));
        QVERIFY(until(phone, {&kitchen}, [&] { return phone.plays() && phone.handOver->standing().playsOn == self; }));
        QVERIFY(phone.player->state().lead);
        QVERIFY(until(phone, {&kitchen}, [&] { return phone.player->state().positionMs > 3'000; }));
        const int skipsLeft = phone.player->state().lead->skipsLeft;
        const player::QueueItem song = phone.player->state().queue.current().value();
        phone.handOver->transferTo(speaker);
        QVERIFY(until(phone, {&kitchen}, [&] { return kitchen.says() == u"plays "_s + song.title; }));
        QVERIFY(until(phone, {&kitchen}, [&] { return phone.handOver->standing().goingTo.isNull(); }));
        QCOMPARE(phone.shown().queue.current()->content, song.content);
        QVERIFY(until(phone, {&kitchen}, [&] { return phone.shown().positionMs > 4'000; }));
        phone.handOver->transferTo(self);
        QVERIFY(until(phone, {&kitchen}, [&] { return phone.plays(); }));
        QCOMPARE(phone.player->state().queue.current()->content, song.content);
        QVERIFY2(phone.player->state().positionMs > 3'500, qPrintable(QString::number(phone.player->state().positionMs)));
        QCOMPARE(phone.player->state().lead->skipsLeft, skipsLeft); // going elsewhere is no skip
        QVERIFY2(phone.failures.isEmpty(), qPrintable(phone.failures.join(u' ')));
    }
    void aSpeakerThatIsKilledLeavesItsPlace()
    {
        const Person person = m_stack->addPerson(newName());
        Phone phone(*m_stack, person);
        Speaker kitchen(*m_stack, person, u"Kitchen"_s);
        Speaker bath(*m_stack, person, u"Bath"_s);
        const SignInId first = waitFor(phone, kitchen);
        const SignInId second = waitFor(phone, bath);
        phone.handOver->player().play(player::PlayQueue(m_items), 3'000);
        QVERIFY(until(phone, {&kitchen, &bath}, [&] { return phone.plays(); }));
        phone.handOver->transferTo(first);
        QVERIFY(until(phone, {&kitchen, &bath}, [&] { return kitchen.plays() && phone.handOver->standing().playsOn == first; }));
        QVERIFY(until(phone, {&kitchen, &bath}, [&] { return phone.handOver->standing().goingTo.isNull(); }));
        // From one to the other, by a third.
        QElapsedTimer timer;
        timer.start();
        phone.handOver->transferTo(second);
        QVERIFY(until(phone, {&kitchen, &bath}, [&] { return bath.plays(); }));
        qInfo("from speaker to speaker: %lld ms", timer.elapsed());
        QVERIFY(until(phone, {&kitchen, &bath}, [&] { return phone.handOver->standing().goingTo.isNull() && !kitchen.plays(); }));
        QTest::qWait(7'000); // it says where it is
        bath.kill();
        const wire::PlayerSnapshot left = phone.atServer();
        QVERIFY(left.state.playing);
        QVERIFY(left.state.positionMs > 4'000);
        timer.start();
        QVERIFY(
            until(phone, {&kitchen}, [&] { return phone.find(bath.name()).isNull() && phone.shown().status == PlaybackStatus::Paused; }));
        qInfo("a dead speaker is shown as gone after %lld ms", timer.elapsed());
        timer.start();
        phone.handOver->transferTo(phone.handOver->standing().self);
        QVERIFY(until(phone, {&kitchen}, [&] { return phone.plays(); }));
        qInfo("from a dead speaker: %lld ms", timer.elapsed());
        const qint64 wentOnMs = phone.player->state().positionMs;
        const qint64 offMs = wentOnMs - left.state.positionMs;
        QVERIFY2(offMs > -100 && offMs < 1'500, qPrintable(u"%1 ms after %2 ms"_s.arg(offMs).arg(left.state.positionMs)));
        QVERIFY(until(phone, {&kitchen}, [&] { return phone.atServer().state.device == phone.handOver->standing().self; }));
    }

private:
    QString newName() { return u"listener%1"_s.arg(++m_people); }
    // False when it did not come, or more than one device said meanwhile that it plays.
    static bool until(Phone &phone, const QList<Speaker *> &speakers, const std::function<bool()> &come)
    {
        QElapsedTimer timer;
        timer.start();
        while (timer.elapsed() < patienceMs) {
            QStringList playing;
            if (phone.plays())
                playing.append(u"Phone"_s);
            for (Speaker *speaker : speakers) {
                if (speaker->plays())
                    playing.append(speaker->name());
            }
            if (playing.size() > 1) {
                qWarning("at once: %s", qPrintable(playing.join(u", ")));
                return false;
            }
            if (come())
                return true;
            QTest::qWait(2);
        }
        for (Speaker *speaker : speakers)
            qWarning("%s: %s", qPrintable(speaker->name()), qPrintable(speaker->says()));
        qWarning("phone: %d %s", int(phone.player->state().status), qPrintable(phone.failures.join(u' ')));
        return false;
    }
    static SignInId waitFor(Phone &phone, Speaker &speaker)
    {
        QElapsedTimer timer;
        timer.start();
        while (timer.elapsed() < patienceMs && phone.find(speaker.name()).isNull()) {
            phone.handOver->lookForDevices();
            QTest::qWait(100);
        }
        return phone.find(speaker.name());
    }

    std::unique_ptr<NullSink> m_sink;
    std::unique_ptr<Stack> m_stack;
    int m_people = 0;
    Pcm m_pcm = sweep(rate, songSeconds);
    QList<player::QueueItem> m_items;
};

MELODY_TEST(SpeakerJourneyTest)
#include "speaker_journey_test.moc"
