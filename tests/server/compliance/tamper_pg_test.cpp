// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Somebody with every right over the database, and some over the files, changes the log: each way is named.

#include "audit_world.h"
#include "chain.h"
#include "checkpoint.h"
#include "checkpoint_folder.h"

#include <support/test_main.h>

using namespace melody;
using namespace melody::test;
using namespace Qt::StringLiterals;

class TamperPgTest : public QObject {
    Q_OBJECT

    // 15 entries, checkpoints after 5, 10 and 15.
    static std::unique_ptr<AuditWorld> world()
    {
        auto made = std::make_unique<AuditWorld>();
        made->fillWithCheckpoints(3, 5);
        return made;
    }
    static qint64 firstBrokenEntry(const AuditWorld &world, bool withFiles = true)
    {
        const auto report = world.verify(withFiles);
        for (const auto &finding : report->findings) {
            if (finding.entry)
                return *finding.entry;
        }
        return 0;
    }

private Q_SLOTS:
    void anAlteredEntryIsNamed_data()
    {
        QTest::addColumn<QByteArray>("change");
        for (const char *change :
             {"object = 'other'", "action = 'role.revoked'", "role = 'finance'", "at = at + interval '1 microsecond'", "actor = subject",
              "actor = NULL", "subject = NULL", "before = after", "after = NULL", "trace_id = NULL", "sealed = NULL",
              "sealed = set_bit(sealed, 5, 1 - get_bit(sealed, 5))", "id = gen_random_uuid()", "hash = sha256('x')"})
            QTest::newRow(change) << QByteArray(change);
    }
    void anAlteredEntryIsNamed()
    {
        QFETCH(const QByteArray, change);
        const auto log = world();
        log->asSuperuser("UPDATE compliance.audit_entry SET " + change.toStdString() + " WHERE sequence = 7");
        QCOMPARE(log->findings(), QStringList{u"entry_altered"_s});
        QCOMPARE(firstBrokenEntry(*log), 7);
        QCOMPARE(log->verify()->entries, 6);
    }
    void aDeletedEntryIsNamed()
    {
        const auto log = world();
        log->asSuperuser("DELETE FROM compliance.audit_entry WHERE sequence = 7");
        QCOMPARE(log->findings(), QStringList{u"entry_missing"_s});
        QCOMPARE(firstBrokenEntry(*log), 7);
    }
    void itDoesNotMatterWhereInTheTableAnEntryLies()
    {
        const auto log = world();
        log->asSuperuser("UPDATE compliance.audit_entry SET object = object WHERE sequence = 3");
        QVERIFY(log->pg.execute("SELECT array_agg(sequence) <> array_agg(sequence ORDER BY sequence) FROM compliance.audit_entry") == "t");
        QCOMPARE(log->findings(), QStringList());
    }
    void anEntryThatIsThereTwiceIsNamed()
    {
        const auto log = world();
        log->asSuperuser("ALTER TABLE compliance.audit_entry DROP CONSTRAINT audit_entry_pkey, DROP CONSTRAINT audit_entry_id_key;"
                         "UPDATE compliance.audit_entry SET object = object WHERE sequence = 3;" // those after it wait for their turn
                         "INSERT INTO compliance.audit_entry SELECT * FROM compliance.audit_entry WHERE sequence = 7");
        QCOMPARE(log->findings(), QStringList{u"entry_missing"_s});
        QCOMPARE(firstBrokenEntry(*log), 8);
    }
    void theFirstEntryIsNoException()
    {
        const auto log = world();
        log->asSuperuser("DELETE FROM compliance.audit_entry WHERE sequence = 1");
        QCOMPARE(firstBrokenEntry(*log), 1);
    }
    void entriesThatChangedPlacesAreNamed()
    {
        const auto log = world();
        log->asSuperuser("UPDATE compliance.audit_entry SET sequence = 100 WHERE sequence = 7;"
                         "UPDATE compliance.audit_entry SET sequence = 7 WHERE sequence = 8;"
                         "UPDATE compliance.audit_entry SET sequence = 8 WHERE sequence = 100");
        QCOMPARE(log->findings(), QStringList{u"entry_altered"_s});
        QCOMPARE(firstBrokenEntry(*log), 7);
    }
    void aDeletedEntryWhoseGapIsClosedIsNamed()
    {
        const auto log = world();
        log->asSuperuser("DELETE FROM compliance.audit_entry WHERE sequence = 7;"
                         "UPDATE compliance.audit_entry SET sequence = sequence + 1000 WHERE sequence > 7;"
                         "UPDATE compliance.audit_entry SET sequence = sequence - 1001 WHERE sequence > 1000");
        QCOMPARE(firstBrokenEntry(*log), 7);
    }
    void aCutTailIsNamed()
    {
        const auto log = world();
        log->asSuperuser("DELETE FROM compliance.audit_entry WHERE sequence > 12");
        QCOMPARE(log->findings(false), QStringList{u"entries_cut"_s});
        QCOMPARE(firstBrokenEntry(*log), 13);
    }
    void aTailThatIsCutWithItsCheckpointsIsNamedByTheFiles()
    {
        const auto log = world();
        log->asSuperuser(
            "DELETE FROM compliance.audit_entry WHERE sequence > 10; DELETE FROM compliance.audit_checkpoint WHERE number > 2");
        QCOMPARE(log->findings(false), QStringList()); // that is what the files are for
        QCOMPARE(log->findings(), (QStringList{u"checkpoint_missing"_s, u"entries_cut"_s}));
        QCOMPARE(firstBrokenEntry(*log), 11);
    }
    void anEmptiedLogIsNamedByTheFiles()
    {
        const auto log = world();
        log->asSuperuser("TRUNCATE compliance.audit_entry, compliance.audit_checkpoint");
        QCOMPARE(log->findings(), (QStringList{u"checkpoint_missing"_s, u"entries_cut"_s}));
        QCOMPARE(firstBrokenEntry(*log), 1);
    }
    void aChainThatWasMadeAgainDisagreesWithItsCheckpoints()
    {
        const auto log = world();
        log->asSuperuser("UPDATE compliance.audit_entry SET object = 'other' WHERE sequence = 7");
        chainAgain(*log);
        const auto report = log->verify(false);
        QCOMPARE(log->findings(false), QStringList{u"entry_altered"_s});
        QCOMPARE(report->findings.front().entry, std::optional<qint64>(6)); // the first that no earlier checkpoint covers
        QCOMPARE(report->findings.front().checkpoint, std::optional<qint64>(2));
    }
    void checkpointsSignedWithAnotherKeyAreNamed()
    {
        const auto log = world();
        log->asSuperuser("UPDATE compliance.audit_entry SET object = 'other' WHERE sequence = 7");
        chainAgain(*log);
        // The forger makes everything again, but has not the key.
        log->asSuperuser("TRUNCATE compliance.audit_checkpoint");
        const compliance::Keys forged{log->keys.masterKey, crypto::ContentKey::generate()};
        const auto forger = compliance::createCompliance(log->pg.database(), forged, log->pg.telemetry(), log->clock);
        QVERIFY(*forger->checkpoint());
        QVERIFY(log->findings(false).contains(u"checkpoint_foreign"_s));
        QVERIFY(log->findings().contains(u"checkpoint_foreign"_s));
        QVERIFY(log->findings().contains(u"checkpoint_altered"_s)); // row and file are not the same
    }
    void aForeignFileIsNamed()
    {
        const auto log = world();
        auto checkpoint = compliance::parseDocument(*compliance::readCheckpoint(log->checkpointFile(2)));
        compliance::sign(*checkpoint, crypto::ContentKey::generate());
        write(log->checkpointFile(2), compliance::documentOf(*checkpoint));
        QVERIFY(log->findings().contains(u"file_foreign"_s));
    }
    void anAlteredCheckpointIsNamed()
    {
        const auto log = world();
        log->asSuperuser("UPDATE compliance.audit_checkpoint SET document = convert_to(replace(convert_from(document, 'UTF8'), "
                         "'\"entries\":10', '\"entries\":11'), 'UTF8') WHERE number = 2");
        QVERIFY(log->findings(false).contains(u"checkpoint_altered"_s));
        QCOMPARE(log->verify(false)->findings.front().checkpoint, std::optional<qint64>(2));
    }
    void anAlteredFrontierIsNamed()
    {
        const auto log = world();
        log->asSuperuser(
            "UPDATE compliance.audit_checkpoint SET frontier = set_byte(frontier, 3, 255 - get_byte(frontier, 3)) WHERE number = 2");
        QCOMPARE(log->findings(), QStringList{u"checkpoint_altered"_s});
    }
    void aDroppedCheckpointIsNamed_data()
    {
        QTest::addColumn<int>("number");
        QTest::addColumn<QStringList>("rowGone");
        QTest::newRow("first") << 1 << QStringList{u"checkpoint_missing"_s, u"checkpoint_disagrees"_s};
        QTest::newRow("second") << 2 << QStringList{u"checkpoint_missing"_s, u"checkpoint_disagrees"_s};
        QTest::newRow("last") << 3 << QStringList{u"checkpoint_missing"_s};
    }
    void aDroppedCheckpointIsNamed()
    {
        QFETCH(const int, number);
        QFETCH(const QStringList, rowGone);
        const auto files = world();
        QVERIFY(QFile::remove(files->checkpointFile(number)));
        QCOMPARE(files->findings(), QStringList{u"file_missing"_s});
        QCOMPARE(files->verify()->findings.front().checkpoint, std::optional<qint64>(number));
        const auto rows = world();
        rows->asSuperuser("DELETE FROM compliance.audit_checkpoint WHERE number = " + std::to_string(number));
        QCOMPARE(rows->findings(), rowGone);
        QCOMPARE(rows->verify()->findings.front().checkpoint, std::optional<qint64>(number));
    }
    void anEntryThatWasPutInIsNamed()
    {
        const auto log = world();
        log->asSuperuser("INSERT INTO compliance.audit_entry SELECT 16, hash, gen_random_uuid(), at, actor, role, action, subject, object, "
                         "before, after, trace_id, sealed FROM compliance.audit_entry WHERE sequence = 15");
        QCOMPARE(log->findings(), QStringList{u"entry_altered"_s});
        QCOMPARE(firstBrokenEntry(*log), 16);
    }

private:
    static void write(const QString &path, const QByteArray &bytes)
    {
        QFile file(path);
        if (!file.open(QIODevice::WriteOnly | QIODevice::Truncate) || file.write(bytes) != bytes.size())
            qFatal("%s", qPrintable(file.errorString()));
    }
    // Computes every hash again, as somebody would who knows how and has no key.
    static void chainAgain(const AuditWorld &log)
    {
        const compliance::Hash start = compliance::genesis();
        log.asSuperuser("CREATE FUNCTION pg_temp.field(value bytea) RETURNS bytea LANGUAGE sql AS "
                        "$f$ SELECT CASE WHEN value IS NULL THEN '\\xffffffff'::bytea ELSE int4send(octet_length(value)) || value END $f$;"
                        "DO $$ DECLARE last bytea := '\\x" +
                        QByteArray(start.data(), qsizetype(start.size())).toHex().toStdString() +
                        "'; one compliance.audit_entry; BEGIN FOR one IN SELECT * FROM compliance.audit_entry ORDER BY sequence LOOP "
                        "last := sha256(convert_to('melody audit entry v1', 'UTF8') || '\\x00'::bytea || last || int8send(one.sequence) || "
                        "pg_temp.field(uuid_send(one.id)) || pg_temp.field(timestamptz_send(one.at)) || pg_temp.field(one.actor) || "
                        "pg_temp.field(textsend(one.role)) || pg_temp.field(textsend(one.action)) || pg_temp.field(one.subject) || "
                        "pg_temp.field(textsend(one.object)) || pg_temp.field(one.before) || pg_temp.field(one.after) || "
                        "pg_temp.field(one.trace_id) || pg_temp.field(one.sealed)); "
                        "UPDATE compliance.audit_entry SET hash = last WHERE sequence = one.sequence; END LOOP; END $$");
    }
};

MELODY_TEST(TamperPgTest)
#include "tamper_pg_test.moc"
