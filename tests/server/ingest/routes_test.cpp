// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ingest_world.h"

#include <QtCore/QCryptographicHash>

using namespace melody;
using namespace melody::test;
using namespace Qt::StringLiterals;

class RoutesTest : public QObject {
    Q_OBJECT
    std::unique_ptr<IngestWorld> m_world;

    // Calls the handler as platform/http does, having matched the path and proven the caller.
    Result<http::Response> call(const QByteArray &operation, const QString &id = {}, const QByteArray &body = {},
                                const QHash<QByteArray, QByteArray> &headers = {{"content-type", "application/json"}},
                                const QString &query = {})
    {
        const http::RouteTable routes = m_world->ingest().routes();
        const auto route = std::ranges::find(routes, operation, &http::Route::operation);
        if (route == routes.end())
            throw std::runtime_error("no such operation");
        http::Request request;
        request.method = route->method;
        request.body = body;
        request.headers = headers;
        request.query = QUrlQuery(query);
        request.parameters.insert(u"id"_s, id);
        request.caller = http::Principal{m_world->user, SignInId::create(m_world->clock.now()), http::Role::Creator};
        return route->handler(request);
    }
    static QJsonObject json(const Result<http::Response> &response) { return QJsonDocument::fromJson(response->body).object(); }
    static QByteArray bodyOf(const QJsonObject &object) { return QJsonDocument(object).toJson(); }

private Q_SLOTS:
    void initTestCase() { m_world = std::make_unique<IngestWorld>(); }
    void cleanupTestCase() { m_world.reset(); }

    void onlyCreatorsMayPublish()
    {
        for (const http::Route &route : m_world->ingest().routes()) {
            QCOMPARE(route.roles, http::Roles(http::Role::Creator));
            QVERIFY(route.path.startsWith("/v1/studio/"));
            QCOMPARE(route.idempotent, route.method == http::Method::Post);
        }
    }
    void aReleaseIsMadeThroughTheRoutes()
    {
        const QByteArray sound = wavOf(0.8);
        const wire::NewUpload announced{u"a.wav"_s, sound.size(), QCryptographicHash::hash(sound, QCryptographicHash::Sha256)};
        const auto begun = call("createUpload", {}, bodyOf(wire::toJson(announced)));
        QCOMPARE(begun->status, 201);
        const QString upload = json(begun)[u"id"].toString();
        QCOMPARE(json(call("getUpload", upload))[u"offset_bytes"].toInt(), 0);
        const auto sent = call("appendUpload", upload, sound, {{"upload-offset", "0"}});
        QCOMPARE(sent->status, 200);
        QVERIFY(json(sent)[u"complete"].toBool());
        QVERIFY(sent->headers.contains({"Upload-Offset", QByteArray::number(sound.size())}));

        const auto draft = call("createRelease", {}, bodyOf(wire::toJson(IngestWorld::album({*UploadId::parse(upload)}))));
        QCOMPARE(draft->status, 201);
        const QString release = json(draft)[u"id"].toString();
        QCOMPARE(call("publishRelease", release)->status, 202);
        m_world->runJobs();
        QCOMPARE(json(call("getRelease", release))[u"state"].toString(), u"published"_s);
        const QJsonObject page = json(call("listReleases"));
        QCOMPARE(page[u"items"].toArray().size(), 1);
        QCOMPARE(page[u"next_cursor"].toString(), QString());
    }
    void whatIsWrongIsNamed()
    {
        QCOMPARE(call("createUpload", {}, "{").error().kind, ErrorKind::Malformed);
        QCOMPARE(call("createUpload", {}, R"({"file_name": "../a", "size_bytes": 0, "sha256": "x", "more": 1})").error().fields.size(), 4);
        const QString absent = UploadId::create(m_world->clock.now()).toString();
        QCOMPARE(call("getUpload", absent).error().kind, ErrorKind::NotFound);
        QCOMPARE(call("getUpload", u"nonsense"_s).error().kind, ErrorKind::NotFound);
        QCOMPARE(call("getRelease", absent).error().kind, ErrorKind::NotFound);
        QCOMPARE(call("publishRelease", absent).error().kind, ErrorKind::NotFound);
        for (const QByteArray &offset : {""_ba, "-1"_ba, "x"_ba})
            QCOMPARE(call("appendUpload", absent, "x", {{"upload-offset", offset}}).error().fields.value(0).field, u"Upload-Offset"_s);
        for (const QString &query : {u"limit=0"_s, u"limit=201"_s, u"limit=x"_s, u"cursor=x"_s, u"offset=1"_s})
            QCOMPARE(call("listReleases", {}, {}, {}, query).error().kind, ErrorKind::Invalid);
    }
};

MELODY_TEST(RoutesTest)
#include "routes_test.moc"
