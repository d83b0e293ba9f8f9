// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later
//
// `melodyctl audit verify` as an auditor runs it: exit codes and the row that it names.

#include "audit_world.h"

#include <support/test_main.h>

#include <QtCore/QFileInfo>
#include <QtCore/QJsonArray>
#include <QtCore/QJsonDocument>
#include <QtCore/QProcess>

using namespace melody;
using namespace melody::test;
using namespace Qt::StringLiterals;

class AuditCommandPgTest : public QObject {
    Q_OBJECT

    struct Outcome {
        int code = -1;
        QByteArray out;
        [[nodiscard]] QJsonObject json() const { return QJsonDocument::fromJson(out).object(); }
    };
    // 15 entries, checkpoints after 5, 10 and 15.
    static std::unique_ptr<AuditWorld> world()
    {
        auto made = std::make_unique<AuditWorld>();
        made->fillWithCheckpoints(3, 5);
        return made;
    }
    static Outcome verify(const AuditWorld &log, const QStringList &more = {u"--json"_s}, bool withFiles = true)
    {
        QStringList arguments{u"audit"_s,           u"verify"_s,
                              u"--db-connection"_s, QString::fromStdString(log.pg.appConnection()),
                              u"--public-key"_s,    QString::fromLatin1(compliance::auditPublicKey(log.keys.auditSeed).toHex())};
        if (withFiles)
            arguments += {u"--checkpoints"_s, QFileInfo(log.checkpointFile(1)).path()};
        QProcess process;
        process.start(QStringLiteral(MELODY_BIN_DIR "/melodyctl"), arguments + more);
        if (!process.waitForFinished(60'000))
            qFatal("melodyctl did not end");
        return {process.exitCode(), process.readAllStandardOutput()};
    }

private Q_SLOTS:
    void aWholeLogIsProvedByItsCheckpointsAndFiles()
    {
        const auto log = world();
        const auto outcome = verify(*log);
        QCOMPARE(outcome.code, 0);
        QCOMPARE(outcome.json()[u"whole"_s].toBool(), true);
        QCOMPARE(outcome.json()[u"entries"_s].toInt(), 15);
        QCOMPARE(outcome.json()[u"checkpoints"_s].toInt(), 3);
        QCOMPARE(outcome.json()[u"files"_s].toInt(), 3);
        QCOMPARE(outcome.json()[u"uncovered"_s].toInt(), 0);
        QVERIFY(verify(*log, {}).out.endsWith("The log is whole.\n"));
    }
    void aChangedRowIsNamed()
    {
        const auto log = world();
        log->asSuperuser("UPDATE compliance.audit_entry SET object = 'other' WHERE sequence = 7");
        const auto outcome = verify(*log);
        QCOMPARE(outcome.code, 3);
        QCOMPARE(outcome.json()[u"whole"_s].toBool(), false);
        const QJsonObject finding = outcome.json()[u"findings"_s].toArray()[0].toObject();
        QCOMPARE(finding[u"code"_s].toString(), u"entry_altered"_s);
        QCOMPARE(finding[u"entry"_s].toInt(), 7);
        QCOMPARE(outcome.json()[u"entries"_s].toInt(), 6); // those before it stand
        const auto words = verify(*log, {});
        QCOMPARE(words.code, 3);
        QVERIFY2(words.out.startsWith("BROKEN") && words.out.contains("Entry 7 ") && words.out.endsWith("The log is broken.\n"), words.out);
    }
    void aTailThatIsCutWithItsCheckpointsIsSeenByTheFilesOnly()
    {
        const auto log = world();
        log->asSuperuser(
            "DELETE FROM compliance.audit_entry WHERE sequence > 10; DELETE FROM compliance.audit_checkpoint WHERE number > 2");
        QCOMPARE(verify(*log, {u"--json"_s}, false).code, 0);
        const auto outcome = verify(*log);
        QCOMPARE(outcome.code, 3);
        const QJsonArray findings = outcome.json()[u"findings"_s].toArray();
        QCOMPARE(findings[0][u"code"_s].toString(), u"checkpoint_missing"_s);
        QCOMPARE(findings[1][u"entry"_s].toInt(), 11);
    }
    void aLogThatCanNotBeReadIsNeitherWholeNorBroken()
    {
        const auto log = world();
        QCOMPARE(verify(*log, {u"--db-connection"_s, u"host=/nowhere dbname=melody"_s}).code, 1);
    }
};

MELODY_TEST(AuditCommandPgTest)
#include "command_pg_test.moc"
