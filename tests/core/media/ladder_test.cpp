// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include <media/ladder.h>
#include <support/test_main.h>

#include <QtCore/QRandomGenerator>

using namespace melody::media;
using namespace Qt::StringLiterals;
using std::chrono::milliseconds;

class LadderTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void chunksLastOneOneTwoThenFourSeconds()
    {
        const std::array<qint64, 7> lengths{1000, 1000, 2000, 4000, 4000, 4000, 4000};
        qint64 start = 0;
        for (int i = 0; i < int(lengths.size()); ++i) {
            QCOMPARE(chunkStart(i).count(), start);
            QCOMPARE(chunkLength(i).count(), lengths[size_t(i)]);
            start += lengths[size_t(i)];
        }
    }
    void chunksCoverTheTimelineWithoutGapOrOverlap()
    {
        for (int i = 0; i < 20'000; ++i) {
            QVERIFY(chunkLength(i).count() > 0);
            QCOMPARE(chunkStart(i) + chunkLength(i), chunkStart(i + 1));
            QCOMPARE(chunkAt(chunkStart(i)), i);
            QCOMPARE(chunkAt(chunkStart(i + 1) - milliseconds(1)), i);
        }
    }
    void theChunkAtAPositionHoldsIt()
    {
        QRandomGenerator random(20260101);
        for (int i = 0; i < 100'000; ++i) {
            const milliseconds position(qint64(random.bounded(quint32(40'000'000))));
            const int chunk = chunkAt(position);
            QVERIFY(chunkStart(chunk) <= position);
            QVERIFY(position < chunkStart(chunk) + chunkLength(chunk));
        }
    }
    void laterPositionsAreNeverInEarlierChunks()
    {
        int previous = 0;
        for (qint64 ms = 0; ms < 60'000; ++ms) {
            const int chunk = chunkAt(milliseconds(ms));
            QVERIFY(chunk == previous || chunk == previous + 1);
            previous = chunk;
        }
    }
    void theCountIsTheFewestChunksThatHoldTheDuration()
    {
        QCOMPARE(chunkCount(milliseconds(0)), 0);
        QCOMPARE(chunkCount(milliseconds(-5)), 0);
        QCOMPARE(chunkCount(milliseconds(1)), 1);
        for (qint64 ms = 1; ms < 60'000; ++ms) {
            const int count = chunkCount(milliseconds(ms));
            QVERIFY(chunkStart(count) >= milliseconds(ms));
            QVERIFY(chunkStart(count - 1) < milliseconds(ms));
        }
    }
    void positionsOutsideAnyMusicStayInRange()
    {
        QCOMPARE(chunkAt(milliseconds(-1)), 0);
        QVERIFY(chunkAt(milliseconds::max()) > 0);
        QVERIFY(chunkCount(milliseconds::max()) > 0);
        QCOMPARE(chunkStart(-3), milliseconds(0));
        QVERIFY(chunkStart(std::numeric_limits<int>::max()) > milliseconds(0));
    }
    void rungsAreKnownByTheirNames()
    {
        const QStringList names{u"opus-24"_s, u"opus-64"_s, u"opus-128"_s, u"opus-192"_s, u"flac"_s};
        const std::array kbps{24, 64, 128, 192, 0};
        for (size_t i = 0; i < allRungs.size(); ++i) {
            QCOMPARE(rungName(allRungs[i]), names[qsizetype(i)]);
            QCOMPARE(parseRung(names[qsizetype(i)]), std::optional(allRungs[i]));
            QCOMPARE(nominalKbps(allRungs[i]), kbps[i]);
            QCOMPARE(size_t(allRungs[i]), i);
        }
        for (const QString &name : QStringList{{}, u"OPUS-24"_s, u"opus-24 "_s, u"opus-96"_s, u"flac"_s + QChar(0)})
            QVERIFY(!parseRung(name));
    }
};

MELODY_TEST(LadderTest)
#include "ladder_test.moc"
