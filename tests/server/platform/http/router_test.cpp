// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "router.h"

#include <support/test_main.h>

using namespace melody;
using namespace melody::http;
using namespace Qt::StringLiterals;

namespace {

Route row(Method method, const char *path, const char *operation)
{
    Route route;
    route.method = method;
    route.path = path;
    route.operation = operation;
    route.handler = [](const Request &) -> Result<Response> { return Response::empty(); };
    return route;
}

QByteArray operation(const Router &router, Method method, QByteArrayView path)
{
    const Router::Match match = router.match(method, path);
    return match.route ? match.route->operation : QByteArray();
}

} // namespace

class RouterTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void literalsWinOverParametersAndBothAreTried()
    {
        const auto router = Router::compile(
            {row(Method::Delete, "/v1/sessions/{id}", "deleteSession"), row(Method::Delete, "/v1/sessions/current", "deleteCurrent"),
             row(Method::Post, "/v1/sessions/{id}/ticks", "ticks"), row(Method::Post, "/v1/sessions/current/refresh", "refresh")});
        QVERIFY(router);
        QCOMPARE(operation(*router, Method::Delete, "/v1/sessions/current"), "deleteCurrent");
        QCOMPARE(operation(*router, Method::Delete, "/v1/sessions/7"), "deleteSession");
        QCOMPARE(operation(*router, Method::Post, "/v1/sessions/current/ticks"), "ticks");
        QCOMPARE(operation(*router, Method::Post, "/v1/sessions/current/refresh"), "refresh");
    }

    void parametersAreNamedAndDecoded()
    {
        const auto router = Router::compile({row(Method::Get, "/v1/chunks/{asset}/{rung}/{index}", "chunk")});
        const Router::Match match = router->match(Method::Get, "/v1/chunks/a%20b/opus-64/3");
        QVERIFY(match.route);
        QCOMPARE(match.parameters, (QHash<QString, QString>{{u"asset"_s, u"a b"_s}, {u"rung"_s, u"opus-64"_s}, {u"index"_s, u"3"_s}}));
    }

    void whatIsNotThereIsNotFound_data()
    {
        QTest::addColumn<QByteArray>("path");
        for (const char *path : {"/", "/v1", "/v1/albums", "/v1/albums/", "/v1/albums/1/", "/v1/albums/1/tracks", "//v1/albums/1", "",
                                 "/a/a/a/a/a/a/a/a/a/a/a/a/a/a/a/a/a/a/a/a"})
            QTest::newRow(path) << QByteArray(path);
    }
    void whatIsNotThereIsNotFound()
    {
        QFETCH(const QByteArray, path);
        const auto router = Router::compile({row(Method::Get, "/v1/albums/{id}", "album")});
        const Router::Match match = router->match(Method::Get, path);
        QVERIFY(!match.route);
        QVERIFY(match.allow.isEmpty());
    }

    void anotherMethodIsToldWhatIsAllowed()
    {
        const auto router = Router::compile({row(Method::Get, "/v1/me", "me"), row(Method::Patch, "/v1/me", "changeMe")});
        const Router::Match match = router->match(Method::Delete, "/v1/me");
        QVERIFY(!match.route);
        QCOMPARE(match.allow, "GET, HEAD, PATCH");
    }

    void headIsAnsweredByGetUnlessItHasItsOwnRoute()
    {
        const auto router = Router::compile({row(Method::Get, "/a", "getA"), row(Method::Get, "/b", "getB"),
                                             row(Method::Head, "/b", "headB"), row(Method::Post, "/c", "postC")});
        QCOMPARE(operation(*router, Method::Head, "/a"), "getA");
        QCOMPARE(operation(*router, Method::Head, "/b"), "headB");
        QCOMPARE(operation(*router, Method::Head, "/c"), QByteArray());
    }

    void impossibleTablesAreRefused()
    {
        const auto code = [](RouteTable table) {
            const auto router = Router::compile(std::move(table));
            return router ? QString() : router.error().code;
        };
        QCOMPARE(code({row(Method::Get, "/a/{x}", "one"), row(Method::Get, "/a/{y}", "two")}), u"bad_route_table"_s);
        QCOMPARE(code({row(Method::Get, "a", "one")}), u"bad_route_table"_s);
        Route tooLarge = row(Method::Post, "/a", "one");
        tooLarge.maxBodyBytes = 6 * 1024 * 1024;
        QCOMPARE(code({tooLarge}), u"bad_route_table"_s);
        Route inlineIdempotent = row(Method::Post, "/a", "one");
        inlineIdempotent.idempotent = true;
        inlineIdempotent.execution = Execution::Inline;
        QCOMPARE(code({inlineIdempotent}), u"bad_route_table"_s);
    }
};

MELODY_TEST(RouterTest)
#include "router_test.moc"
