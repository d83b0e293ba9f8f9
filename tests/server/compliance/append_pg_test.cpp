// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later
//
// From a service's transaction into the chain.

#include "audit_world.h"

#include <support/test_main.h>

#include <thread>

using namespace melody;
using namespace melody::test;
using namespace Qt::StringLiterals;

class AppendPgTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void anEntryStandsAndFallsWithItsTransaction()
    {
        AuditWorld world;
        const auto rolledBack = world.pg.database().run({"melody_compliance"}, [&](db::Transaction &transaction) -> Result<void> {
            world.service->auditLog().append(transaction, {world.admin, u"admin"_s, u"role.granted"_s, world.listener, {}},
                                             world.clock.now());
            return fail(ErrorKind::Conflict, u"changed_my_mind"_s, {});
        });
        QVERIFY(!rolledBack);
        world.seal();
        QCOMPARE(world.verify(false)->entries, 0); // there is no folder of checkpoints yet
        world.append({world.admin, u"admin"_s, u"role.granted"_s, world.listener, {}});
        world.seal();
        QCOMPARE(world.verify()->entries, 1);
        QCOMPARE(world.pg.execute("SELECT count(*) FROM compliance.audit_staged"), std::string("0"));
    }
    void aWholeLogIsProved()
    {
        AuditWorld world;
        world.fillWithCheckpoints(3, 5);
        world.fill(2);
        const auto report = world.verify();
        QVERIFY(report);
        QVERIFY2(report->isWhole(), qPrintable(report->findings.empty() ? QString() : report->findings.front().detail));
        QCOMPARE(report->entries, 17);
        QCOMPARE(report->checkpoints, 4); // the last fill was due one: a minute had passed
        QCOMPARE(report->files, 4);
        QCOMPARE(report->uncovered, 0);
    }
    void sealingTwiceSealsOnce()
    {
        AuditWorld world;
        world.fill(3);
        QCOMPARE(*world.service->seal(), 0);
        QCOMPARE(world.verify()->entries, 3);
    }
    void nothingIsLostOrSealedTwiceWhenManyWriteAndManySeal()
    {
        AuditWorld world;
        constexpr int writers = 4;
        constexpr int transactions = 40;
        const auto another = compliance::createCompliance(world.pg.database(), world.keys, world.pg.telemetry(), world.clock);
        std::atomic<int> committed = 0;
        std::atomic<int> failures = 0;
        {
            std::vector<std::jthread> sealers;
            for (compliance::Compliance *one : {world.service.get(), another.get()}) {
                sealers.emplace_back([one, &failures](const std::stop_token &stop) {
                    while (!stop.stop_requested())
                        failures += one->seal() ? 0 : 1;
                });
            }
            std::vector<std::jthread> threads;
            for (int writer = 0; writer < writers; ++writer) {
                threads.emplace_back([&world, &committed, &failures, writer] {
                    for (int i = 0; i < transactions; ++i) {
                        const bool commits = i % 4 != 3;
                        const UserId subject = i % 2 == 0 ? world.listener : UserId::create(world.clock.now());
                        const auto outcome =
                            world.pg.database().run({"melody_compliance"}, [&](db::Transaction &transaction) -> Result<void> {
                                auto &log = world.service->auditLog();
                                log.append(transaction, {world.admin, u"admin"_s, u"one.done"_s, subject, {}}, world.clock.now());
                                log.append(transaction, {{}, u"system"_s, u"two.done"_s, subject, u"w%1"_s.arg(writer)}, world.clock.now());
                                return commits ? Result<void>() : fail(ErrorKind::Conflict, u"changed_my_mind"_s, {});
                            });
                        committed += outcome ? 2 : 0;
                        failures += outcome.has_value() == commits ? 0 : 1;
                    }
                });
            }
            threads.clear(); // waits for them
        }
        world.seal();
        QCOMPARE(failures, 0);
        QCOMPARE(committed, writers * transactions * 2 * 3 / 4);
        world.checkpoint();
        world.clock.advance(std::chrono::minutes(5));
        const auto report = world.verify(false);
        QVERIFY2(report->isWhole(), qPrintable(report->findings.empty() ? QString() : report->findings.front().detail));
        QCOMPARE(report->entries, committed.load());
        // The two entries of a transaction keep their order.
        QCOMPARE(world.pg.execute("SELECT count(*) FROM compliance.audit_entry AS one JOIN compliance.audit_entry AS two USING (subject) "
                                  "WHERE one.action = 'one.done' AND two.action = 'two.done' AND two.sequence < one.sequence "
                                  "AND (SELECT count(*) FROM compliance.audit_entry AS each WHERE each.subject = one.subject) = 2"),
                 std::string("0"));
    }
    void theApplicationCanOnlyAppend()
    {
        AuditWorld world;
        world.fill(3);
        world.checkpoint();
        world.append({world.admin, u"admin"_s, u"role.granted"_s, world.listener, {}});
        const char *again = "INSERT INTO compliance.audit_entry SELECT sequence + 100, hash, gen_random_uuid(), at, actor, role, action, "
                            "subject, object, before, after, trace_id, sealed FROM compliance.audit_entry";
        for (const char *role : {"melody_compliance", "melody_app", "melody_platform"}) {
            for (const char *sql :
                 {"UPDATE compliance.audit_entry SET object = 'x'", "DELETE FROM compliance.audit_entry", "TRUNCATE compliance.audit_entry",
                  "UPDATE compliance.audit_staged SET object = 'x'", "DELETE FROM compliance.audit_staged",
                  "TRUNCATE compliance.audit_staged", "UPDATE compliance.audit_checkpoint SET number = 7",
                  "DELETE FROM compliance.audit_checkpoint", "TRUNCATE compliance.audit_checkpoint",
                  "UPDATE compliance.subject_key SET created_at = now()", again}) {
                // What row-level security hides can't be changed either.
                if (QByteArrayView(sql).contains("subject_key") && QByteArrayView(role) == "melody_compliance")
                    continue;
                QVERIFY2(!world.asService(role, sql), sql);
            }
        }
    }
    void notEvenTheOwnerChangesOrEmptiesIt()
    {
        AuditWorld world;
        world.fill(3);
        world.append({world.admin, u"admin"_s, u"role.granted"_s, world.listener, {}});
        // The owner, whose statements run the triggers, is the superuser here; that is the point: nobody by accident.
        for (const char *sql : {"UPDATE compliance.audit_entry SET object = 'x'", "DELETE FROM compliance.audit_entry WHERE sequence = 3",
                                "TRUNCATE compliance.audit_entry", "DELETE FROM compliance.audit_staged"}) {
            const std::string attempt =
                "DO $$ BEGIN BEGIN " + std::string(sql) +
                "; RAISE EXCEPTION 'it was let through'; EXCEPTION WHEN insufficient_privilege THEN NULL; END; END $$";
            world.pg.execute(attempt);
        }
        QCOMPARE(world.findings(), QStringList());
    }
    void aForgottenPersonLeavesTheChainWhole()
    {
        AuditWorld world;
        world.fillWithCheckpoints(1, 4);
        const std::string pseudonym = world.pg.execute("SELECT encode(subject, 'hex') FROM compliance.audit_entry LIMIT 1");
        QVERIFY(world.service->forgetSubject(world.listener));
        QCOMPARE(world.pg.execute("SELECT count(*) FROM compliance.pseudonym WHERE encode(pseudonym, 'hex') = '" + pseudonym + "'"),
                 std::string("0"));
        QCOMPARE(world.pg.execute("SELECT count(*) FROM compliance.subject_key WHERE user_id = '" +
                                  world.listener.toString().toStdString() + "'"),
                 std::string("0"));
        QCOMPARE(world.findings(), QStringList());
        // Should they come back they are somebody else.
        world.fill(1);
        QVERIFY(world.pg.execute("SELECT encode(subject, 'hex') FROM compliance.audit_entry ORDER BY sequence DESC LIMIT 1") != pseudonym);
        QCOMPARE(world.findings(), QStringList());
    }
    void nothingPersonalRestsInClear()
    {
        AuditWorld world;
        audit::Entry entry{world.admin, u"admin"_s, u"account.closed"_s, world.listener, {}};
        entry.reason = u"Ana asked on the phone"_s;
        entry.details = {{u"email"_s, u"ana@example.org"_s}};
        world.append(entry);
        world.seal();
        const std::string row = world.pg.execute("SELECT audit_entry::text FROM compliance.audit_entry");
        QVERIFY(row.find(QByteArray("Ana asked").toHex().toStdString()) == std::string::npos);
        QVERIFY(row.find(QByteArray("ana@example.org").toHex().toStdString()) == std::string::npos);
        QVERIFY(row.find(world.listener.toString().toStdString()) == std::string::npos);
        QVERIFY(row.find(world.admin.toString().toStdString()) == std::string::npos);
    }
    void whatIsTooLongIsRefused()
    {
        AuditWorld world;
        audit::Entry entry{world.admin, u"admin"_s, u"role.granted"_s, world.listener, {}};
        entry.reason = QString(1001, u'x');
        QVERIFY_THROWS_EXCEPTION(std::logic_error, world.append(entry));
        entry.reason.clear();
        entry.details = {{u"x"_s, QString(9000, u'x')}};
        QVERIFY_THROWS_EXCEPTION(std::logic_error, world.append(entry));
    }
    void checkpointsAreMadeWhenTheyAreDue()
    {
        AuditWorld world({.checkpointEntries = 10});
        world.fill(1);
        QCOMPARE(world.verify()->checkpoints, 1); // the first entry ever
        world.fill(3);
        QCOMPARE(world.verify()->checkpoints, 1);
        QCOMPARE(world.verify()->uncovered, 3);
        world.fill(7);
        QCOMPARE(world.verify()->checkpoints, 2); // ten entries
        world.fill(1);
        world.clock.advance(std::chrono::minutes(1));
        world.seal();
        QCOMPARE(world.verify()->checkpoints, 3); // a minute
        QVERIFY(!*world.service->checkpoint());   // nothing new
    }
};

MELODY_TEST(AppendPgTest)
#include "append_pg_test.moc"
