// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Two sealers, one or the other of which is killed at any moment while entries arrive.

#include "audit_world.h"

#include <support/test_main.h>

#include <QtCore/QProcess>

#include <atomic>
#include <random>
#include <thread>

using namespace melody;
using namespace Qt::StringLiterals;

namespace {

constexpr int kills = 60;
constexpr int atOnce = 7;

} // namespace

class SealerCrashPgTest : public QObject {
    Q_OBJECT
private:
    std::unique_ptr<test::AuditWorld> m_world;

    std::unique_ptr<QProcess> startSealer()
    {
        auto sealer = std::make_unique<QProcess>();
        sealer->setProcessChannelMode(QProcess::ForwardedChannels);
        const auto hex = [](const crypto::ContentKey &key) { return QString::fromLatin1(key.bytes().toByteArray().toHex()); };
        sealer->start(QStringLiteral(MELODY_BIN_DIR "/test_audit_sealer"),
                      {QString::fromStdString(m_world->pg.appConnection()), hex(m_world->keys.masterKey), hex(m_world->keys.auditSeed),
                       m_world->folder.filePath(u"checkpoints"_s)});
        return sealer;
    }
    qint64 count(const char *what) { return std::stoll(m_world->pg.execute(std::string("SELECT count(") + what)); }

    // Entries of different objects, one transaction after the other, until it is told to stop. How many were acknowledged.
    qint64 append(const std::atomic<bool> &stop)
    {
        qint64 acknowledged = 0;
        while (!stop) {
            std::vector<audit::Entry> entries;
            for (int i = 0; i < atOnce; ++i) {
                audit::Entry entry;
                entry.actor = m_world->admin;
                entry.role = u"admin"_s;
                entry.action = u"role.granted"_s;
                entry.subject = m_world->listener;
                entry.object = u"thing/%1"_s.arg(acknowledged + i);
                entries.push_back(entry);
            }
            const auto stored = m_world->pg.database().run({"melody_compliance"}, [&](db::Transaction &transaction) -> Result<void> {
                m_world->service->auditLog().appendAll(transaction, entries, m_world->clock.now());
                return {};
            });
            if (stored)
                acknowledged += atOnce;
        }
        return acknowledged;
    }

private Q_SLOTS:
    void killedSealersLoseNothingAndSealNothingTwice()
    {
        m_world = std::make_unique<test::AuditWorld>();
        const quint32 seed = 20261123;
        qInfo("seed %u", seed);
        std::mt19937 random(seed);
        std::atomic<bool> stop = false;
        qint64 acknowledged = 0;
        std::thread writer([&] { acknowledged = append(stop); });
        std::array sealers{startSealer(), startSealer()};
        int cutOff = 0; // kills while there was something to seal
        for (int i = 0; i < kills; ++i) {
            QTest::qWait(int(20 + random() % 120));
            cutOff += count("*) FROM compliance.audit_staged") > 0;
            auto &victim = sealers[random() % 2];
            victim->kill();
            victim->waitForFinished();
            victim = startSealer();
        }
        stop = true;
        writer.join();
        const bool allSealed = QTest::qWaitFor([&] { return count("*) FROM compliance.audit_staged") == 0; }, 60'000);
        for (auto &sealer : sealers) {
            sealer->kill();
            sealer->waitForFinished();
        }
        QVERIFY(allSealed);
        // The session of a sealer that was killed may hold the log for a moment longer.
        const bool covered = QTest::qWaitFor(
            [&] {
                m_world->checkpoint();
                const auto seen = m_world->verify();
                return seen && seen->uncovered == 0;
            },
            60'000);
        QVERIFY(covered);
        qInfo("%d kills, %d of them with entries staged, %lld entries, %lld checkpoints", kills, cutOff, acknowledged,
              count("*) FROM compliance.audit_checkpoint"));
        QVERIFY(acknowledged > kills && cutOff > 0);
        QCOMPARE(count("*) FROM compliance.audit_entry"), acknowledged);
        QCOMPARE(count("DISTINCT object) FROM compliance.audit_entry"), acknowledged);
        QCOMPARE(std::stoll(m_world->pg.execute("SELECT max(sequence) FROM compliance.audit_entry")), acknowledged);
        const auto report = m_world->verify();
        QVERIFY(report);
        QCOMPARE(m_world->findings(), QStringList());
        QCOMPARE(report->entries, acknowledged);
        QCOMPARE(report->uncovered, 0);
        QCOMPARE(report->files, report->checkpoints);
        m_world.reset();
    }
};

MELODY_TEST(SealerCrashPgTest)
#include "sealer_crash_pg_test.moc"
