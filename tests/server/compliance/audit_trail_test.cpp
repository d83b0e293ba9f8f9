// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "audit_query.h"
#include "audit_trail.h"

#include <support/test_main.h>

using namespace melody;
using namespace melody::compliance;
using namespace Qt::StringLiterals;

namespace {

const QString ana = u"018f2b6e-7c00-7abc-8def-012345678901"_s;

audit::Entry entryFor(const QByteArray &path, const QHash<QString, QString> &parameters, int status = 200, const QString &code = {})
{
    http::Route route;
    route.path = path;
    route.operation = "doIt";
    http::Request request;
    request.method = http::Method::Put;
    request.parameters = parameters;
    request.remoteAddress = "192.0.2.9";
    request.caller = http::Principal{};
    return entryOf({route, request, http::Role::Admin, status, code});
}

QString fieldOf(const QString &query)
{
    const auto parsed = parseAuditQuery(QUrlQuery(query));
    return parsed ? QString() : parsed.error().fields.constFirst().field + u' ' + parsed.error().fields.constFirst().code;
}

} // namespace

class AuditTrailTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void whoTheRequestIsAboutIsTheSubjectAndNotInClear()
    {
        const auto entry = entryFor("/v1/admin/users/{id}/roles", {{u"id"_s, ana}}, 403, u"role_missing"_s);
        QCOMPARE(entry.action, u"request.doIt"_s);
        QCOMPARE(entry.role, u"admin"_s);
        QCOMPARE(entry.object, u"PUT admin/users/{id}/roles 403"_s);
        QCOMPARE(entry.subject, UserId::parse(ana));
        QCOMPARE(entry.details, (QJsonObject{{u"status"_s, 403}, {u"code"_s, u"role_missing"_s}, {u"address"_s, u"192.0.2.9"_s}}));
    }
    void otherThingsAreNamedByTheirIds()
    {
        const auto entry = entryFor("/v1/admin/releases/{id}", {{u"id"_s, ana}});
        QCOMPARE(entry.object, u"PUT admin/releases/"_s + ana + u" 200"_s);
        QVERIFY(!entry.subject);
    }
    void whatSomebodyWroteIntoThePathIsNotRepeated()
    {
        QCOMPARE(entryFor("/v1/x/{id}", {{u"id"_s, u"ana@example.org"_s}}).object, u"PUT x/? 200"_s);
        QCOMPARE(entryFor("/v1/x/{id}", {{u"id"_s, QString(9000, u'a')}}).object, u"PUT x/? 200"_s);
        QVERIFY(!entryFor("/v1/users/{id}", {{u"id"_s, u"nobody"_s}}).subject);
        QByteArray longPath = "/v1";
        for (int i = 0; i < 15; ++i)
            longPath += "/{a}";
        const auto entry = entryFor(longPath, {{u"a"_s, QString(40, u'b')}});
        QVERIFY(entry.object.size() <= 200);
        QVERIFY(entry.object.endsWith(u" 200"));
    }
    void aQueryNamesWhatIsWrong()
    {
        QCOMPARE(fieldOf(u"action=role&actor=%1&from=2026-11-22T20:18:00.000Z&limit=200&cursor=7"_s.arg(ana)), QString());
        QCOMPARE(fieldOf(u"actor=x"_s), u"actor not_an_id"_s);
        QCOMPARE(fieldOf(u"to=yesterday"_s), u"to not_a_time"_s);
        QCOMPARE(fieldOf(u"limit=201"_s), u"limit out_of_range"_s);
        QCOMPARE(fieldOf(u"cursor=07"_s), u"cursor not_a_cursor"_s);
        QCOMPARE(fieldOf(u"cursor=-1"_s), u"cursor not_a_cursor"_s);
        QCOMPARE(fieldOf(u"action=%27%3B--"_s), u"action not_an_action"_s);
        QCOMPARE(fieldOf(u"limit=1&limit=2"_s), u"limit repeated"_s);
        QCOMPARE(fieldOf(u"who=me"_s), u"who unknown"_s);
    }
};

MELODY_TEST(AuditTrailTest)
#include "audit_trail_test.moc"
