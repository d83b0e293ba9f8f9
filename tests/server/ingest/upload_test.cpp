// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ingest_world.h"

#include <QtCore/QCryptographicHash>

#include <thread>

using namespace melody;
using namespace melody::test;
using namespace Qt::StringLiterals;

namespace {

QByteArray sha256(const QByteArray &bytes)
{
    return QCryptographicHash::hash(bytes, QCryptographicHash::Sha256);
}

} // namespace

class UploadTest : public QObject {
    Q_OBJECT
    std::unique_ptr<IngestWorld> m_world;
    ingest::Ingest &ingest() { return m_world->ingest(); }

    QByteArray stored(const UploadId &upload)
    {
        QFile file(m_world->path(u"uploads/"_s + upload.toString()));
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    }

private Q_SLOTS:
    void init()
    {
        m_world = std::make_unique<IngestWorld>(pgCluster(), [](ingest::Options &options) {
            options.maxUploadBytes = 4'000'000;
            options.quotaBytes = 6'000'000;
            options.quotaUploads = 20;
        });
    }
    void cleanup() { m_world.reset(); }

    void aFileArrivesInPartsAndIsCompleteWhenItsHashAgrees()
    {
        const QByteArray bytes = wavOf(1.0);
        const auto begun = ingest().createUpload(m_world->user, {u"a.wav"_s, bytes.size(), sha256(bytes)});
        QVERIFY(begun);
        qint64 offset = 0;
        for (const qsizetype size : {qsizetype(1), qsizetype(70'000), bytes.size() - 70'001}) {
            const auto state = ingest().appendUpload(m_world->user, begun->id, offset, QByteArrayView(bytes).sliced(offset, size));
            QVERIFY(state);
            offset += size;
            QCOMPARE(state->offsetBytes, offset);
            QCOMPARE(state->complete, offset == bytes.size());
            QVERIFY(*state == *ingest().upload(m_world->user, begun->id));
        }
        QCOMPARE(stored(begun->id), bytes);
    }
    void anInterruptedUploadGoesOnWhereTheServerIs()
    {
        const QByteArray bytes = wavOf(0.5);
        const auto begun = ingest().createUpload(m_world->user, {u"a.wav"_s, bytes.size(), sha256(bytes)});
        QVERIFY(ingest().appendUpload(m_world->user, begun->id, 0, QByteArrayView(bytes).first(1000)));
        // The answer was lost, so the client sends the part again; it is told where to go on.
        const auto again = ingest().appendUpload(m_world->user, begun->id, 0, QByteArrayView(bytes).first(1000));
        QCOMPARE(again.error().kind, ErrorKind::Conflict);
        QCOMPARE(again.error().code, u"offset_mismatch"_s);
        const auto ahead = ingest().appendUpload(m_world->user, begun->id, 2000, QByteArrayView(bytes).sliced(2000));
        QCOMPARE(ahead.error().code, u"offset_mismatch"_s);
        QCOMPARE(ingest().upload(m_world->user, begun->id)->offsetBytes, 1000);
        const auto rest = ingest().appendUpload(m_world->user, begun->id, 1000, QByteArrayView(bytes).sliced(1000));
        QVERIFY(rest && rest->complete);
    }
    void bytesThatWereWrittenButNotAcknowledgedAreOverwritten()
    {
        const QByteArray bytes = wavOf(0.5);
        const auto begun = ingest().createUpload(m_world->user, {u"a.wav"_s, bytes.size(), sha256(bytes)});
        QVERIFY(ingest().appendUpload(m_world->user, begun->id, 0, QByteArrayView(bytes).first(1000)));
        // As if a process had been killed between writing and the commit.
        QFile file(m_world->path(u"uploads/"_s + begun->id.toString()));
        QVERIFY(file.open(QIODevice::Append) && file.write(QByteArray(5000, 'x')) == 5000);
        file.close();
        const auto rest = ingest().appendUpload(m_world->user, begun->id, 1000, QByteArrayView(bytes).sliced(1000));
        QVERIFY(rest && rest->complete);
        QCOMPARE(stored(begun->id).first(bytes.size()), bytes);
    }
    void anotherFileThanAnnouncedIsDiscarded()
    {
        const QByteArray bytes = wavOf(0.5);
        const auto begun = ingest().createUpload(m_world->user, {u"a.wav"_s, bytes.size(), sha256("something else")});
        const auto sent = ingest().appendUpload(m_world->user, begun->id, 0, bytes);
        QVERIFY(!sent);
        QCOMPARE(sent.error().fields.value(0).field, u"sha256"_s);
        QCOMPARE(sent.error().fields.value(0).code, u"mismatch"_s);
        QCOMPARE(ingest().upload(m_world->user, begun->id).error().kind, ErrorKind::NotFound);
        m_world->runJobs();
        QCOMPARE(m_world->filesIn(u"uploads"_s), 0);
    }
    void aPartBeyondTheAnnouncedSizeIsRefused()
    {
        const auto begun = ingest().createUpload(m_world->user, {u"a.wav"_s, 100, sha256("x")});
        QCOMPARE(ingest().appendUpload(m_world->user, begun->id, 0, QByteArray(101, 'x')).error().kind, ErrorKind::TooLarge);
        QCOMPARE(ingest().upload(m_world->user, begun->id)->offsetBytes, 0);
    }
    void sizesAndQuotasAreLimited()
    {
        const auto begin = [&](qint64 size) { return ingest().createUpload(m_world->user, {u"a.wav"_s, size, sha256("x")}); };
        QCOMPARE(begin(4'000'001).error().code, u"upload_too_large"_s);
        QVERIFY(begin(4'000'000));
        QCOMPARE(begin(3'000'000).error().code, u"upload_quota_exceeded"_s);
        QVERIFY(begin(1'000'000));
        for (int i = 0; i < 18; ++i)
            QVERIFY(begin(1));
        QCOMPARE(begin(1).error().code, u"upload_quota_exceeded"_s);
        // Somebody else has a quota of their own.
        QVERIFY(ingest().createUpload(UserId::create(m_world->clock.now()), {u"a.wav"_s, 4'000'000, sha256("x")}));
    }
    void whatIsAnotherPersonsIsNotThere()
    {
        const UploadId mine = m_world->upload(wavOf(0.5), u"a.wav"_s);
        const UserId other = UserId::create(m_world->clock.now());
        QCOMPARE(ingest().upload(other, mine).error().kind, ErrorKind::NotFound);
        QCOMPARE(ingest().appendUpload(other, mine, 0, "x").error().kind, ErrorKind::NotFound);
        const auto release = ingest().createRelease(other, IngestWorld::album({mine}));
        QCOMPARE(release.error().fields.value(0).code, u"not_found"_s);
    }
    void twoThatSendTheSamePartAtOnceDoNotCorruptTheFile()
    {
        const QByteArray bytes = wavOf(4.0);
        const auto begun = ingest().createUpload(m_world->user, {u"a.wav"_s, bytes.size(), sha256(bytes)});
        std::atomic<int> accepted = 0;
        for (qint64 offset = 0; offset < bytes.size(); offset += 100'000) {
            const auto part = QByteArrayView(bytes).sliced(offset, std::min<qsizetype>(100'000, bytes.size() - offset));
            std::vector<std::jthread> senders;
            for (int i = 0; i < 3; ++i)
                senders.emplace_back([&] { accepted += ingest().appendUpload(m_world->user, begun->id, offset, part) ? 1 : 0; });
        }
        QCOMPARE(accepted.load(), int((bytes.size() + 99'999) / 100'000));
        QVERIFY(ingest().upload(m_world->user, begun->id)->complete);
        QCOMPARE(stored(begun->id), bytes);
    }
    void abandonedUploadsAreSweptAndFreeTheQuota()
    {
        (void)ingest().createUpload(m_world->user, {u"never.wav"_s, 3'000'000, sha256("x")});
        const UploadId complete = m_world->upload(wavOf(1.0), u"unused.wav"_s);
        const UploadId used = m_world->upload(wavOf(0.5), u"used.wav"_s);
        QVERIFY(ingest().createRelease(m_world->user, IngestWorld::album({used})));
        m_world->runSweeps();
        QCOMPARE(ingest().upload(m_world->user, complete).error().kind, ErrorKind::NotFound);
        QVERIFY(ingest().upload(m_world->user, used));
        QCOMPARE(m_world->filesIn(u"uploads"_s), 1);
        QCOMPARE(m_world->count("ingest.upload"), 1);
        QVERIFY(ingest().createUpload(m_world->user, {u"again.wav"_s, 4'000'000, sha256("x")}));
    }
};

MELODY_TEST(UploadTest)
#include "upload_test.moc"
