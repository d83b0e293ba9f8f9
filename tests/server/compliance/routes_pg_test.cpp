// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later
//
// The log over HTTP, as reviewers read it.

#include <support/running_server.h>
#include <support/test_main.h>

#include <wire/audit.h>

using namespace melody;
using namespace melody::test;
using namespace Qt::StringLiterals;

class RoutesPgTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase()
    {
        m_server = std::make_unique<RunningServer>();
        m_reviewer = m_server->newStaff(http::Role::Compliance, u"reviewer@example.org"_s);
        m_listener = m_server->newPerson();
    }
    void cleanupTestCase() { m_server.reset(); }
    void onlyReviewersReadItAndTryingIsOnRecord()
    {
        const auto refused = m_server->get(u"/v1/admin/audit"_s, m_listener.accessToken);
        QCOMPARE(refused.status, 403);
        QCOMPARE(m_server->get(u"/v1/admin/audit"_s).status, 401);
        const auto found = read(u"?actor="_s + m_listener.user.toString());
        QCOMPARE(found.items.size(), 1);
        const wire::AuditEntry &entry = found.items.constFirst();
        QCOMPARE(entry.action, u"request.listAuditEntries"_s);
        QCOMPARE(entry.role, u"none"_s);
        QCOMPARE(entry.object, u"GET admin/audit 403"_s);
        QCOMPARE(entry.actor->user, std::optional(m_listener.user));
        QCOMPARE(entry.details.value(u"code"_s).toString(), u"role_missing"_s);
        QCOMPARE(entry.traceId.size(), 16);
    }
    void readingItIsOnRecordToo()
    {
        const qsizetype before = read(u"?action=request&actor="_s + m_reviewer.user.toString()).items.size();
        const auto after = read(u"?action=request&actor="_s + m_reviewer.user.toString());
        QCOMPARE(after.items.size(), before + 1);
        QCOMPARE(after.items.constFirst().role, u"compliance"_s);
        QVERIFY(read(u"?action=reques"_s).items.isEmpty()); // words, not letters
    }
    void whatServicesWroteIsReadUntilThePersonIsForgotten()
    {
        const auto subject = UserId::create(m_server->clock().now());
        audit::Entry entry{m_reviewer.user, u"compliance"_s, u"account.closed"_s, subject, u"account"_s};
        entry.reason = u"asked by letter"_s;
        entry.details = {{u"letter"_s, 12}};
        auto &compliance = m_server->application().compliance();
        // As another service's role, inside its transaction.
        QVERIFY(
            m_server->application().database().run({"melody_accounts", m_reviewer.user}, [&](db::Transaction &transaction) -> Result<void> {
                compliance.auditLog().append(transaction, entry, m_server->clock().now());
                return {};
            }));
        const QString filter = u"?subject="_s + subject.toString();
        const auto kept = read(filter);
        QCOMPARE(kept.items.size(), 1);
        QCOMPARE(kept.items.constFirst().reason, entry.reason);
        QCOMPARE(kept.items.constFirst().details, entry.details);
        QCOMPARE(kept.items.constFirst().forgotten, false);
        const qint64 sequence = kept.items.constFirst().sequence;

        QVERIFY(compliance.forgetSubject(subject));
        QVERIFY(read(filter).items.isEmpty());
        const auto page = read(u"?limit=1&cursor=%1"_s.arg(sequence + 1));
        QCOMPARE(page.items.constFirst().sequence, sequence);
        QCOMPARE(page.items.constFirst().forgotten, true);
        QCOMPARE(page.items.constFirst().reason, QString());
        QCOMPARE(page.items.constFirst().subject->user, std::nullopt);
        QCOMPARE(page.items.constFirst().actor->user, std::optional(m_reviewer.user)); // who acted is still known
    }
    void pagesFollowEachOther()
    {
        for (int i = 0; i < 5; ++i)
            (void)read(u"?limit=1"_s);
        const auto first = read(u"?limit=3"_s);
        QCOMPARE(first.items.size(), 3);
        const auto second = read(u"?limit=3&cursor="_s + first.nextCursor);
        QCOMPARE(second.items.constFirst().sequence, first.items.constLast().sequence - 1);
        QCOMPARE(m_server->get(u"/v1/admin/audit?cursor=x"_s, m_reviewer.accessToken).status, 422);
    }
    void checkpointsAreListed()
    {
        (void)read({});
        const auto page = wire::parseAuditCheckpointPage(m_server->get(u"/v1/admin/audit/checkpoints"_s, m_reviewer.accessToken).json());
        QVERIFY(page && !page->items.isEmpty());
        QVERIFY(page->items.constLast().number == 1);
    }

private:
    // Reads after everything that is staged was sealed.
    wire::AuditPage read(const QString &query)
    {
        sealAll();
        const auto answer = m_server->get(u"/v1/admin/audit"_s + query, m_reviewer.accessToken);
        const auto page = wire::parseAuditPage(answer.json());
        if (answer.status != 200 || !page)
            qFatal("%d %s", answer.status, answer.body.constData());
        return *page;
    }
    // The server's own sealer may hold the lock.
    void sealAll()
    {
        QVERIFY(QTest::qWaitFor(
            [this] {
                return m_server->application().compliance().seal() &&
                       m_server->pg().execute("SELECT count(*) FROM compliance.audit_staged") == "0";
            },
            30'000));
    }

    std::unique_ptr<RunningServer> m_server;
    Person m_reviewer;
    Person m_listener;
};

MELODY_TEST(RoutesPgTest)
#include "routes_pg_test.moc"
