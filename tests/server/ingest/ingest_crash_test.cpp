// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Workers and PostgreSQL are killed at any moment, while a client uploads and publishes without end.

#include "ingest_world.h"

#include <QtCore/QCryptographicHash>
#include <QtCore/QProcess>

#include <random>
#include <thread>

using namespace melody;
using namespace melody::test;
using namespace Qt::StringLiterals;

namespace {

constexpr int releaseCount = 10;
constexpr int killsWanted = 50;

// Does something again until the database is back.
template<typename Call>
auto insist(Call call)
{
    while (true) {
        auto answer = call();
        if (answer || answer.error().kind != ErrorKind::Unavailable)
            return answer;
        std::this_thread::sleep_for(std::chrono::milliseconds(20));
    }
}

} // namespace

class IngestCrashTest : public QObject {
    Q_OBJECT
    std::unique_ptr<PgCluster> m_cluster;
    std::unique_ptr<IngestWorld> m_world;

    std::unique_ptr<QProcess> startWorker()
    {
        const Installation &installation = m_world->installation();
        auto worker = std::make_unique<QProcess>();
        worker->setProcessChannelMode(QProcess::SeparateChannels); // its complaints about a lost database are no news
        worker->start(QStringLiteral(MELODY_BIN_DIR "/test_ingest_worker"),
                      {QString::fromStdString(installation.connection), installation.folder,
                       QString::fromLatin1(installation.masterKey.bytes().toByteArray().toHex())});
        return worker;
    }

    // What a careful client does: after trouble it asks where the server is and goes on from there.
    UploadId send(ingest::Ingest &ingest, const QByteArray &bytes, const QString &name)
    {
        const wire::NewUpload announced{name, bytes.size(), QCryptographicHash::hash(bytes, QCryptographicHash::Sha256)};
        auto state = insist([&] { return ingest.createUpload(m_world->user, announced); });
        while (state && !state->complete) {
            const auto part =
                QByteArrayView(bytes).sliced(state->offsetBytes, std::min<qsizetype>(40'000, bytes.size() - state->offsetBytes));
            (void)ingest.appendUpload(m_world->user, state->id, state->offsetBytes, part);
            state = insist([&] { return ingest.upload(m_world->user, state->id); });
        }
        if (!state)
            throw std::runtime_error(state.error().code.toStdString());
        return state->id;
    }

    void client(QList<ContentId> &accepted)
    {
        const IngestServices services(m_world->installation());
        ingest::Ingest &ingest = services.ingest();
        for (quint32 i = 0; i < releaseCount; ++i) {
            const auto album = IngestWorld::album(
                {send(ingest, wavOf(2.0, 2 * i, 22'050), u"a.wav"_s), send(ingest, wavOf(1.5, 2 * i + 1, 22'050), u"b.wav"_s)},
                send(ingest, pngOf(100 + int(i)), u"c.png"_s));
            const auto created = ingest.createRelease(m_world->user, album);
            if (!created)
                continue; // the answer was lost; the draft holds its uploads, and the client makes another
            if (insist([&] { return ingest.publishRelease(m_world->user, created->id); }))
                accepted.append(created->id);
        }
    }

    bool isDecided(const QList<ContentId> &releases)
    {
        for (const ContentId &id : releases) {
            const auto state = m_world->ingest().release(m_world->user, id);
            if (!state || state->state == u"processing")
                return false;
        }
        return true;
    }

private Q_SLOTS:
    void noAcceptedUploadIsLostAndNoTrackIsHalfVisible()
    {
        m_cluster = std::make_unique<PgCluster>(PgCluster::Options{.fsync = true, .mayBeShared = false});
        m_world = std::make_unique<IngestWorld>(*m_cluster);
        QList<ContentId> accepted;
        std::thread uploads([&] { client(accepted); });
        std::mt19937 random(20261122);
        std::array workers{startWorker(), startWorker()};
        int kills = 0;
        for (; kills < killsWanted; ++kills) {
            QTest::qWait(int(30 + random() % 300));
            if (random() % 6 == 0) {
                m_cluster->kill9();
                m_cluster->restart();
            } else {
                auto &victim = workers[random() % 2];
                victim->kill();
                victim->waitForFinished();
                victim = startWorker();
            }
            // Whatever is visible is whole.
            QCOMPARE(m_world->pg().execute("SELECT count(*) FROM catalog.content r WHERE r.kind = 'album' AND 2 <> (SELECT count(*) FROM "
                                           "catalog.content t JOIN catalog.asset a USING (asset_id) WHERE t.parent_id = r.content_id)"),
                     "0");
        }
        uploads.join(); // has what is left in peace
        QVERIFY(accepted.size() > releaseCount / 2);
        QTRY_VERIFY_WITH_TIMEOUT(isDecided(accepted), 120'000);
        for (auto &worker : workers) {
            worker->kill();
            worker->waitForFinished();
        }
        for (const ContentId &id : accepted) {
            const auto state = m_world->ingest().release(m_world->user, id);
            QVERIFY2(state->state == u"published", state->problems.isEmpty() ? "" : qPrintable(state->problems.first().detail));
            QCOMPARE(state->tracksDone, 2);
        }
        QCOMPARE(m_world->count("catalog.content WHERE kind = 'album'"), int(accepted.size()));
        QCOMPARE(m_world->count("catalog.asset"), 2 * int(accepted.size()));
        QCOMPARE(m_world->count("platform.job_dead"), 0);
        everyObjectIsThereAndNoOther(int(accepted.size()));
        qInfo("%d kills, %d releases", kills, int(accepted.size()));
        m_world.reset();
        m_cluster.reset();
    }

private:
    void everyObjectIsThereAndNoOther(int releases)
    {
        const std::string names =
            m_world->pg().execute("SELECT string_agg(object_name, ' ') FROM (SELECT object_name FROM catalog.asset_rung "
                                  "UNION SELECT object_name FROM catalog.image_size) AS o");
        const QList<QByteArray> expected = QByteArray::fromStdString(names).split(' ');
        QVERIFY(expected.size() >= 10 * releases);
        for (const QByteArray &object : expected)
            QVERIFY2(m_world->services().objects().size(object), object.constData());
        // The world's clock stands years before the workers'; days later nothing is left of the attempts that were lost.
        m_world->clock.advance(std::chrono::duration_cast<std::chrono::milliseconds>(SystemClock().now() - m_world->clock.now()));
        m_world->runSweeps();
        QCOMPARE(m_world->filesIn(u"staging"_s), 0);
        const int drafts = m_world->count("ingest.release WHERE state = 'draft'");
        QCOMPARE(m_world->filesIn(u"uploads"_s), 3 * drafts);
        QCOMPARE(m_world->count("ingest.upload"), 3 * drafts);
        // Pictures of a lost attempt may stay: the same picture is the same object.
        QCOMPARE(m_world->filesIn(u"objects"_s), expected.size());
    }
};

MELODY_TEST(IngestCrashTest)
#include "ingest_crash_test.moc"
