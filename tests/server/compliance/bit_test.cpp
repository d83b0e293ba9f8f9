// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Not one bit of an entry or of a checkpoint can change unnoticed.

#include "checkpoint.h"
#include "verifier.h"

#include <support/test_main.h>

#include <QtCore/QRandomGenerator>
#include <QtCore/QtEndian>

using namespace melody;
using namespace melody::compliance;

namespace {

const crypto::ContentKey &ourKey()
{
    static const crypto::ContentKey key(QByteArray(32, 'k'));
    return key;
}

QByteArray field(const QByteArray &value)
{
    const quint32 size = qToBigEndian(quint32(value.size()));
    return QByteArray(reinterpret_cast<const char *>(&size), sizeof size) + value;
}

QByteArray number(quint64 value)
{
    value = qToBigEndian(value);
    return {reinterpret_cast<const char *>(&value), sizeof value};
}

// Rows as the database sends them, and a checkpoint over them.
struct Log {
    std::vector<QByteArray> rows;
    QByteArray document;
    QByteArray frontier;

    Log(QRandomGenerator &random, int entries)
    {
        Hasher hasher;
        Hash hash = genesis();
        Frontier tree;
        for (int i = 1; i <= entries; ++i) {
            QByteArray fields;
            for (int column = 0; column < 3; ++column) {
                QByteArray value(random.bounded(12), Qt::Uninitialized);
                std::generate(value.begin(), value.end(), [&] { return char(random.generate()); });
                fields += field(value);
            }
            hash = linkHash(hasher, hash, quint64(i), fields);
            tree.append(hasher, hash);
            rows.push_back(field(number(quint64(i))) + field(viewOf(hash).toByteArray()) + fields);
        }
        wire::AuditCheckpoint checkpoint{1,
                                         entries,
                                         TimePoint(std::chrono::seconds(1'700'000'000)),
                                         viewOf(hash).toByteArray(),
                                         viewOf(tree.root(hasher)).toByteArray(),
                                         QByteArray(32, '\0'),
                                         {},
                                         {}};
        sign(checkpoint, ourKey());
        document = documentOf(checkpoint);
        frontier = tree.toBytes();
    }
    [[nodiscard]] bool isWhole(bool withFile = true) const
    {
        CheckpointVerifier checkpoints({auditPublicKey(ourKey())});
        if (withFile)
            checkpoints.takeFile(1, document);
        else
            checkpoints.takeRow(1, document, frontier);
        checkpoints.finish(withFile ? std::optional(TimePoint()) : std::nullopt);
        ChainVerifier chain(checkpoints.anchors());
        for (const QByteArray &row : rows) {
            if (!chain.take(row))
                return false;
        }
        chain.finish();
        // A file without its row is a finding of its own, which says nothing about the bits.
        const bool onlyRowMissing =
            withFile && checkpoints.findings().size() == 1 && checkpoints.findings().front().code == QStringLiteral("checkpoint_missing");
        return !chain.finding() && (checkpoints.findings().empty() || onlyRowMissing);
    }
};

bool everyBitCounts(QByteArray &bytes, const std::function<bool()> &isWhole)
{
    for (qsizetype bit = 0; bit < bytes.size() * 8; ++bit) {
        bytes[bit / 8] = char(bytes[bit / 8] ^ (1 << (bit % 8)));
        if (isWhole()) {
            qWarning("bit %lld changed nothing", qlonglong(bit));
            return false;
        }
        bytes[bit / 8] = char(bytes[bit / 8] ^ (1 << (bit % 8)));
    }
    return isWhole();
}

} // namespace

class BitTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void everyBitOfEveryEntryCounts()
    {
        const quint32 seed = QRandomGenerator::global()->generate();
        qInfo("seed %u", seed);
        QRandomGenerator random(seed);
        Log log(random, 7);
        for (QByteArray &row : log.rows)
            QVERIFY(everyBitCounts(row, [&] { return log.isWhole(false); }));
    }
    void everyBitOfACheckpointAndItsFrontierCounts()
    {
        QRandomGenerator random(1);
        Log log(random, 5);
        QVERIFY(everyBitCounts(log.document, [&] { return log.isWhole(false); }));
        QVERIFY(everyBitCounts(log.frontier, [&] { return log.isWhole(false); }));
    }
    void everyBitOfACheckpointFileCounts()
    {
        QRandomGenerator random(2);
        Log log(random, 5);
        QVERIFY(everyBitCounts(log.document, [&] { return log.isWhole(true); }));
    }
    void entriesBeyondTheCheckpointAreStillChained()
    {
        QRandomGenerator random(3);
        Log log(random, 6);
        const Log shorter = [] {
            QRandomGenerator same(3);
            return Log(same, 4);
        }();
        log.document = shorter.document;
        log.frontier = shorter.frontier;
        QVERIFY(log.isWhole(false));
        std::swap(log.rows[4], log.rows[5]);
        QVERIFY(!log.isWhole(false));
    }
};

MELODY_TEST(BitTest)
#include "bit_test.moc"
