// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include <journey/listener.h>
#include <support/test_main.h>

#include <random>
#include <thread>

using namespace melody;
using namespace melody::test;
using namespace Qt::StringLiterals;

namespace {

constexpr int kills = 50;
constexpr int tracksPerAlbum = 2;
constexpr double trackSeconds = 1.2;

// Imports one small album after the other until told to stop; an import that gave up is run again, as a creator would.
class Creator {
public:
    Creator(const Stack &stack, const Person &person) : m_stack(stack), m_person(person) {}
    void work()
    {
        while (!m_stop) {
            const QString title = u"Album %1"_s.arg(m_titles.size() + 1);
            const QString folder = m_folder.filePath(title);
            writeAlbum(folder, u"Tone Poets"_s, title, tracksPerAlbum, trackSeconds);
            QString output;
            while (m_stack.import(folder, m_person, &output) != 0)
                if (output.contains(u"rejected"_s))
                    qFatal("a good album was refused: %s", qPrintable(output));
            m_titles.append(title);
        }
    }
    void stop() { m_stop = true; }
    [[nodiscard]] QStringList titles() const { return m_titles; } // after work() returned

private:
    const Stack &m_stack;
    Person m_person;
    QTemporaryDir m_folder;
    QStringList m_titles;
    std::atomic<bool> m_stop = false;
};

// Plays tracks to their end in real time and looks at what can be seen meanwhile.
class Audience {
public:
    Audience(const Stack &stack, const Person &person, QList<ContentId> tracks) : m_listener(stack, person), m_tracks(std::move(tracks)) {}
    void work()
    {
        for (int round = 0; !m_stop; ++round) {
            look();
            const auto stream = m_listener.open(m_tracks[round % m_tracks.size()]);
            if (!stream)
                continue;
            wire::Tick tick;
            tick.startMs = 40;
            tick.at = SystemClock().now();
            for (const qint64 renderedMs : {qint64(400), stream->manifest.durationMs}) {
                std::this_thread::sleep_for(std::chrono::milliseconds(renderedMs - tick.renderedMs));
                ++tick.sequence;
                tick.renderedMs = tick.positionMs = renderedMs;
                tick.ended = renderedMs == stream->manifest.durationMs;
                m_listener.outbox().report(stream->session, tick);
            }
            ++m_heard;
        }
    }
    void stop() { m_stop = true; }
    [[nodiscard]] bool deliverAll() { return m_listener.outbox().drain(std::chrono::seconds(120)); }
    [[nodiscard]] int heard() const { return m_heard; }
    [[nodiscard]] QStringList halfVisible() const { return m_halfVisible; }

private:
    void look()
    {
        const auto albums = m_listener.all(u"album"_s);
        if (!albums || albums->isEmpty())
            return;
        const wire::ContentSummary newest = (*albums)[qsizetype(m_random() % size_t(albums->size()))];
        const auto album = m_listener.album(newest.id);
        if (!album)
            return;
        if (album->tracks.size() != tracksPerAlbum)
            m_halfVisible.append(u"%1 shows %2 tracks"_s.arg(newest.title).arg(album->tracks.size()));
        for (const wire::TrackInfo &track : album->tracks) {
            const auto stream = m_listener.open(track.summary.id);
            if (!stream && stream.error().kind != ErrorKind::Unavailable)
                m_halfVisible.append(u"%1: %2"_s.arg(track.summary.title, stream.error().code));
        }
    }

    Listener m_listener;
    QList<ContentId> m_tracks;
    std::mt19937 m_random{7};
    int m_heard = 0;
    QStringList m_halfVisible;
    std::atomic<bool> m_stop = false;
};

void killOneAndBringItBack(Stack &stack, unsigned victim, std::chrono::milliseconds down)
{
    switch (victim % 3) {
    case 0:
        stack.killServer();
        std::this_thread::sleep_for(down);
        stack.startServer();
        break;
    case 1:
        stack.killWorker();
        std::this_thread::sleep_for(down);
        stack.startWorker();
        break;
    default:
        stack.postgres().kill9();
        std::this_thread::sleep_for(down);
        stack.postgres().restart();
    }
}

} // namespace

class KillJourneyTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    // melodyd, its worker and PostgreSQL are killed fifty times at random moments while albums are imported and tracks are heard.
    void whateverIsKilledNothingAcceptedIsLostHalfVisibleOrCountedTwice()
    {
        Stack stack;
        const Person creator = stack.addPerson(u"creator"_s, u"creator"_s);
        const Person listener = stack.addPerson(u"listener"_s);
        const QTemporaryDir first;
        writeAlbum(first.path(), u"Tone Poets"_s, u"First light"_s, tracksPerAlbum, trackSeconds);
        QString output;
        QVERIFY2(stack.import(first.path(), creator, &output) == 0, qPrintable(output));

        Listener looker(stack, listener);
        const auto albums = looker.all(u"album"_s);
        QVERIFY(albums && albums->size() == 1);
        QList<ContentId> tracks;
        const auto album = looker.album(albums->first().id);
        QVERIFY(album.has_value());
        for (const wire::TrackInfo &track : album->tracks)
            tracks.append(track.summary.id);

        Creator imports(stack, creator);
        std::vector<std::unique_ptr<Audience>> audience;
        for (int i = 0; i < 3; ++i)
            audience.push_back(std::make_unique<Audience>(stack, listener, tracks));
        std::thread importing([&] { imports.work(); });
        std::vector<std::thread> hearing;
        for (const auto &one : audience)
            hearing.emplace_back([&one] { one->work(); });

        const unsigned seed = qEnvironmentVariableIntValue("MELODY_TEST_SEED") != 0
                                  ? unsigned(qEnvironmentVariableIntValue("MELODY_TEST_SEED"))
                                  : std::random_device()();
        qInfo("MELODY_TEST_SEED=%u", seed);
        std::mt19937 random(seed);
        for (int i = 0; i < kills; ++i) {
            std::this_thread::sleep_for(std::chrono::milliseconds(50 + random() % 900));
            killOneAndBringItBack(stack, unsigned(random()), std::chrono::milliseconds(random() % 200));
        }
        imports.stop();
        for (const auto &one : audience)
            one->stop();
        importing.join();
        for (std::thread &thread : hearing)
            thread.join();

        int heard = 0;
        for (const auto &one : audience) {
            QVERIFY(one->deliverAll());
            QVERIFY2(one->halfVisible().isEmpty(), qPrintable(one->halfVisible().join(u'\n')));
            heard += one->heard();
        }
        qInfo("%d plays heard, %lld albums imported", heard, qlonglong(imports.titles().size()));
        QVERIFY(heard > 0);
        QCOMPARE(stack.ask(u"SELECT count(*) FROM playback.play"_s).toInt(), heard);
        QTRY_COMPARE_WITH_TIMEOUT(stack.ask(u"SELECT coalesce(sum(plays), 0) FROM catalog.play_count"_s).toInt(), heard, 60'000);

        const auto visible = looker.all(u"album"_s);
        QVERIFY(visible.has_value());
        QStringList titles;
        for (const wire::ContentSummary &album : *visible) {
            titles.append(album.title);
            const auto whole = looker.album(album.id);
            QVERIFY(whole.has_value());
            QCOMPARE(whole->tracks.size(), tracksPerAlbum);
        }
        QStringList expected = imports.titles() + QStringList{u"First light"_s};
        titles.sort();
        expected.sort();
        QCOMPARE(titles, expected);
    }
};

MELODY_TEST(KillJourneyTest)
#include "kill_journey_test.moc"
