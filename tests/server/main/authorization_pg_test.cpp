// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Every route, asked by every role, with an object of one's own, somebody else's and one that isn't there: what the running server
// answers against what authorization_table.cpp says. docs/authorization.md is made from the answers; with MELODY_WRITE_DOCS=1 in the
// environment the test writes it, otherwise it fails when the page is not what it would write.

#include "route_world.h"

#include <support/test_main.h>

#include <QtCore/QFile>

#include <algorithm>

using namespace melody;
using namespace Qt::StringLiterals;
using test::Object;
using test::Outcome;

namespace {

const QStringList whos{QString(),   u"listener"_s, u"child"_s,      u"creator"_s, u"advertiser"_s,
                       u"editor"_s, u"finance"_s,  u"compliance"_s, u"admin"_s,   u"no factor"_s};

// In one word what an answer means for the caller.
QString wordOf(const test::Answer &answer)
{
    switch (answer.status) {
    case 401:
        // Also what a wrong password gets; a route that knows no caller says it of the body.
        return u"401"_s;
    case 403:
        return u"403"_s;
    case 404:
        return u"404"_s;
    default:
        return answer.status < 500 && answer.status != 429 ? u"yes"_s : QString::number(answer.status);
    }
}

QString wordOf(Outcome outcome)
{
    switch (outcome) {
    case Outcome::None:
        return u"-"_s;
    case Outcome::Ok:
        return u"yes"_s;
    case Outcome::Hidden:
        return u"404"_s;
    case Outcome::Forbidden:
        break;
    }
    return u"403"_s;
}

bool isLetIn(const test::AuthorizationRow &row, const QString &who)
{
    if (row.roles.testFlag(http::Role::Anonymous))
        return true;
    if (who.isEmpty() || (who == u"child" && row.adultsOnly))
        return false;
    if (who == u"no factor")
        return row.roles.testFlag(http::Role::Listener);
    return row.roles.testFlag(http::Role::Listener) || (who != u"child" && row.roles.testFlag(*accounts::parseRole(who)));
}

QString expected(const test::AuthorizationRow &row, const QString &who, const QString &nothing)
{
    if (!isLetIn(row, who))
        return who.isEmpty() ? u"401"_s : u"403"_s;
    return nothing;
}

const char *const preface = R"(# Who may do what

Made by `test_server_main_pg` from the answers of a running server, and checked by it; the expectations stand in
`tests/server/main/authorization_table.cpp`. To write this page anew: `MELODY_WRITE_DOCS=1 build/dev/bin/test_server_main_pg -only AuthorizationPgTest`.

*yes*: let in (the answer may still name a wrong field). *401*: sign in first. *403*: not with this role, or not yours. *404*: absent, or
hidden. The columns of roles tell who is let in; *own*, *foreign* and *absent* what somebody who is let in gets for an object of theirs, of
somebody else, and for an id of nothing. Catalogue contents are everybody's once published. *proof*: wants a fresh proof of identity. *no factor*:
an admin who has shown no second factor is a listener.

)";

} // namespace

class AuthorizationPgTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() { m_world = std::make_unique<test::RouteWorld>(); }
    void cleanupTestCase() { m_world.reset(); }

    void everyRouteHasARowAndEveryRowARoute()
    {
        QSet<QByteArray> served;
        for (const http::Route &route : m_world->routes()) {
            served.insert(route.operation);
            const auto *row = rowOf(route);
            QVERIFY2(row, route.operation + " needs a row in authorization_table.cpp");
            QVERIFY2(row->roles == route.roles, route.operation + ": the roles differ");
            QVERIFY2(row->adultsOnly == route.adultsOnly, route.operation + ": adultsOnly differs");
            QVERIFY2(row->stepUp == route.stepUp, route.operation + ": stepUp differs");
            const bool isAbout = route.path.contains('{');
            QVERIFY2(isAbout == (row->absent != Outcome::None), route.operation + ": say what an absent object gets");
        }
        for (const auto &row : test::authorizationTable())
            QVERIFY2(served.contains(row.operation), row.operation + " has a row, but no route");
    }
    // In the table *yes* may be an objection to something else; here it is the thing itself, and another one's is refused.
    void whatProvidersMadeIsGivenToItsOwnerAndHiddenFromOthers()
    {
        test::RouteWorld world;
        int found = 0;
        for (const http::Route &route : world.routes()) {
            static const QSet<QByteArray> ofProviders{"removePaymentMethod", "getInvoicePdf", "unlinkIdentity", "takeWebhook", "getAvatar"};
            if (!ofProviders.contains(route.operation))
                continue;
            ++found;
            const auto &row = *rowOf(route);
            const QString caller = test::RouteWorld::callerOf(row);
            if (row.foreign == Outcome::Hidden) {
                const auto foreign = world.ask(route, Object::Foreign, world.tokenOf(caller));
                QVERIFY2(foreign.status == 404, message(route, caller, QString::number(foreign.status)));
            }
            const auto own = world.ask(route, Object::Own, world.tokenOf(caller));
            QVERIFY2(own.status >= 200 && own.status < 300, message(route, caller, QString::number(own.status)));
        }
        QCOMPARE(found, 5);
    }
    void theServerAnswersAsTheTableSays()
    {
        QString page = QString::fromUtf8(preface);
        page += u"| operation | method and path | nobody | "_s + whos.sliced(1).join(u" | "_s) + u" | own | foreign | absent | proof |\n"_s;
        page += u"|---|---"_s + u"|---"_s.repeated(whos.size() + 4) + u"|\n"_s;
        for (const http::Route &route : m_world->routes()) {
            const auto &row = *rowOf(route);
            QStringList cells{QString::fromLatin1(route.operation), nameOf(route)};
            for (const QString &who : whos) {
                // With an id of nothing, so that the walk changes nothing.
                const QString nothing = row.absent == Outcome::None ? u"yes"_s : wordOf(row.absent);
                const QString answered = said(route, row, Object::Absent, who);
                QVERIFY2(answered == expected(row, who, nothing), message(route, who, answered));
                cells.append(isLetIn(row, who) ? u"yes"_s : answered);
            }
            const QString caller = test::RouteWorld::callerOf(row);
            for (const auto &[object, outcome] :
                 {std::pair(Object::Own, row.own), std::pair(Object::Foreign, row.foreign), std::pair(Object::Absent, row.absent)}) {
                const bool asked = outcome != Outcome::None && (object != Object::Own || row.absent != Outcome::None);
                const QString answered = asked ? said(route, row, object, caller) : wordOf(outcome);
                QVERIFY2(answered == wordOf(outcome), message(route, caller, answered));
                cells.append(row.absent == Outcome::None ? u"-"_s : answered);
            }
            cells.append(row.stepUp ? u"proof"_s : u"-"_s);
            page += u"| "_s + cells.join(u" | "_s) + u" |\n"_s;
        }
        holdPage(page.toUtf8());
    }

private:
    static const test::AuthorizationRow *rowOf(const http::Route &route)
    {
        const auto &table = test::authorizationTable();
        const auto row = std::ranges::find(table, route.operation, &test::AuthorizationRow::operation);
        return row == table.end() ? nullptr : &*row;
    }
    static QString nameOf(const http::Route &route)
    {
        static const QHash<http::Method, QString> names{{http::Method::Get, u"GET"_s},     {http::Method::Head, u"HEAD"_s},
                                                        {http::Method::Post, u"POST"_s},   {http::Method::Put, u"PUT"_s},
                                                        {http::Method::Patch, u"PATCH"_s}, {http::Method::Delete, u"DELETE"_s}};
        return u"`%1 %2`"_s.arg(names.value(route.method), QString::fromLatin1(route.path));
    }
    QString said(const http::Route &route, const test::AuthorizationRow &row, Object object, const QString &who)
    {
        const QString word = wordOf(m_world->ask(route, object, m_world->tokenOf(who)));
        // Where nobody need be known, 401 is about what the body says.
        return row.roles.testFlag(http::Role::Anonymous) && word == u"401" ? u"yes"_s : word;
    }
    static QByteArray message(const http::Route &route, const QString &who, const QString &answered)
    {
        return route.operation + " answered " + (who.isEmpty() ? "nobody"_ba : who.toLatin1()) + ' ' + answered.toLatin1();
    }
    void holdPage(const QByteArray &page)
    {
        QFile file(QStringLiteral(MELODY_SOURCE_DIR "/docs/authorization.md"));
        if (qEnvironmentVariableIsSet("MELODY_WRITE_DOCS")) {
            QVERIFY(file.open(QIODevice::WriteOnly | QIODevice::Truncate));
            QCOMPARE(file.write(page), page.size());
            return;
        }
        QVERIFY(file.open(QIODevice::ReadOnly));
        QVERIFY2(file.readAll() == page, "docs/authorization.md is old; its head says how it is made");
    }

    std::unique_ptr<test::RouteWorld> m_world;
};

MELODY_TEST(AuthorizationPgTest)
#include "authorization_pg_test.moc"
