// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "remote_bench.h"

#include <QtCore/QDateTime>

using namespace melody;
using namespace melody::remote;
using namespace melody::test;
using namespace Qt::StringLiterals;

class BillingApiTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void aChangeIsTriedAgainUnderTheSameKey()
    {
        FakeService service;
        int asked = 0;
        service.override = [&](const HttpRequestSeen &request) -> std::optional<HttpReply> {
            if (request.path != u"/v1/me/subscription/changes")
                return {};
            return asked++ == 0 ? problemReply(503, u"overloaded"_s) : jsonReply(wire::toJson(active()));
        };
        HttpTestServer server(std::ref(service));
        RemoteBench bench(server.url());
        bench.alreadySignedIn();
        wire::SubscriptionCommand cancel;
        cancel.command = u"cancel"_s;
        const auto now = RemoteBench::wait<wire::SubscriptionInfo>(
            [&](Done<wire::SubscriptionInfo> done) { bench.api().billing().change(cancel, nullptr, std::move(done)); });
        QCOMPARE(now, Result<wire::SubscriptionInfo>(active()));
        const auto seen = server.seen("POST", u"/v1/me/subscription/changes"_s);
        QCOMPARE(seen.size(), 2);
        QVERIFY(!seen[0].headers.value("idempotency-key").isEmpty());
        QCOMPARE(seen[0].headers.value("idempotency-key"), seen[1].headers.value("idempotency-key"));
        QCOMPARE(jsonOf(seen[0].body)[u"command"].toString(), u"cancel"_s);
    }
    void whatIsNoAnswerOfBillingIsRefused()
    {
        FakeService service;
        service.override = [](const HttpRequestSeen &request) -> std::optional<HttpReply> {
            return request.path == u"/v1/plans" ? std::optional(jsonReply({{u"items"_s, u"none"_s}})) : std::nullopt;
        };
        HttpTestServer server(std::ref(service));
        RemoteBench bench(server.url());
        bench.alreadySignedIn();
        const auto plans = RemoteBench::wait<wire::PlanList>(
            [&](Done<wire::PlanList> done) { bench.api().billing().plans(u"E&S"_s, nullptr, std::move(done)); });
        QVERIFY(!plans);
        QCOMPARE(plans.error().code, u"bad_answer"_s);
        QCOMPARE(server.seen("GET", u"/v1/plans"_s)[0].query.queryItemValue(u"country"_s, QUrl::FullyDecoded), u"E&S"_s);
    }
    void aDocumentComesAsItsBytes()
    {
        FakeService service;
        const QUuid id = QUuid::createUuid();
        const QString path = u"/v1/me/invoices/%1/pdf"_s.arg(id.toString(QUuid::WithoutBraces));
        service.override = [&](const HttpRequestSeen &request) -> std::optional<HttpReply> {
            return request.path == path ? std::optional(HttpReply{200, "%PDF-1.7 bytes", "application/pdf"}) : std::nullopt;
        };
        HttpTestServer server(std::ref(service));
        RemoteBench bench(server.url());
        bench.alreadySignedIn();
        const auto pdf =
            RemoteBench::wait<QByteArray>([&](Done<QByteArray> done) { bench.api().billing().invoicePdf(id, nullptr, std::move(done)); });
        QCOMPARE(pdf, Result<QByteArray>("%PDF-1.7 bytes"));
    }
    void theAuditLogIsNarrowedByWhatIsGivenOnly()
    {
        FakeService service;
        service.override = [](const HttpRequestSeen &request) -> std::optional<HttpReply> {
            return request.path == u"/v1/admin/audit" ? std::optional(jsonReply(wire::toJson(wire::AuditPage{{}, u"next"_s})))
                                                      : std::nullopt;
        };
        HttpTestServer server(std::ref(service));
        RemoteBench bench(server.url());
        bench.alreadySignedIn();
        AuditFilter filter;
        filter.action = u"role"_s;
        filter.from = QDateTime(QDate(2026, 5, 14), QTime(0, 0), Qt::UTC);
        const auto page = RemoteBench::wait<wire::AuditPage>(
            [&](Done<wire::AuditPage> done) { bench.api().staff().audit(filter, u"a+b="_s, nullptr, std::move(done)); });
        QVERIFY(page);
        QCOMPARE(page->nextCursor, u"next"_s);
        const QUrlQuery query = server.seen("GET", u"/v1/admin/audit"_s)[0].query;
        QCOMPARE(query.queryItems().size(), 3);
        QCOMPARE(query.queryItemValue(u"action"_s), u"role"_s);
        QCOMPARE(query.queryItemValue(u"from"_s, QUrl::FullyDecoded), u"2026-05-14T00:00:00.000Z"_s);
        QCOMPARE(query.queryItemValue(u"cursor"_s, QUrl::FullyDecoded), u"a+b="_s);
    }

private:
    static wire::SubscriptionInfo active()
    {
        wire::SubscriptionInfo info;
        info.state = u"active"_s;
        info.version = 3;
        info.offer = {u"duo"_s, u"monthly"_s, false};
        info.country = u"ES"_s;
        info.balance = {0, u"EUR"_s};
        info.commands = {u"cancel"_s};
        return info;
    }
};

MELODY_TEST(BillingApiTest)
#include "billing_api_test.moc"
