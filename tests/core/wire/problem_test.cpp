// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "random_values.h"

#include <support/test_main.h>
#include <wire/playback.h>

#include <QtCore/QJsonDocument>

using namespace melody;
using namespace melody::wire;
using namespace melody::wire::test;
using namespace Qt::StringLiterals;

class ProblemTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void aProblemHasTheFieldsOfTheStandardAndOurs()
    {
        const Error error{ErrorKind::Stale, u"version_conflict"_s, u"Someone was faster."_s};
        const QJsonObject json = problemJson(error, 412, "0af7651916cd43dd8448eb211c80319c");
        QCOMPARE(json, (QJsonObject{{u"type"_s, u"about:blank"_s},
                                    {u"title"_s, u"Precondition Failed"_s},
                                    {u"status"_s, 412},
                                    {u"detail"_s, u"Someone was faster."_s},
                                    {u"code"_s, u"version_conflict"_s},
                                    {u"trace_id"_s, u"0af7651916cd43dd8448eb211c80319c"_s}}));
    }
    void wrongFieldsAreListed()
    {
        const Error error = failField(u"tracks[2].title"_s, u"too_long"_s, u"must be shorter"_s).value();
        const QJsonArray errors = problemJson(error, 422, {})[u"errors"_s].toArray();
        QCOMPARE(errors.size(), 1);
        QCOMPARE(errors[0].toObject(),
                 (QJsonObject{{u"field"_s, u"tracks[2].title"_s}, {u"code"_s, u"too_long"_s}, {u"detail"_s, u"must be shorter"_s}}));
    }
    void everyProblemSurvivesItsText()
    {
        for (quint32 seed = 0; seed < 200; ++seed) {
            const Error error = RandomValues(seed).error();
            const auto json = parseObject(QJsonDocument(problemJson(error, 422, "x")).toJson());
            QVERIFY(json);
            QCOMPARE(parseProblem(*json, 422), error);
        }
    }
    void theKindFollowsFromTheStatusLine_data()
    {
        QTest::addColumn<int>("status");
        QTest::addColumn<int>("kind");
        const std::vector<std::pair<int, ErrorKind>> kinds{{400, ErrorKind::Malformed},
                                                           {401, ErrorKind::Unauthenticated},
                                                           {402, ErrorKind::PlanRequired},
                                                           {403, ErrorKind::Forbidden},
                                                           {404, ErrorKind::NotFound},
                                                           {405, ErrorKind::MethodNotAllowed},
                                                           {408, ErrorKind::Timeout},
                                                           {409, ErrorKind::Conflict},
                                                           {412, ErrorKind::Stale},
                                                           {413, ErrorKind::TooLarge},
                                                           {415, ErrorKind::UnsupportedMedia},
                                                           {418, ErrorKind::Malformed},
                                                           {422, ErrorKind::Invalid},
                                                           {428, ErrorKind::PreconditionRequired},
                                                           {429, ErrorKind::RateLimited},
                                                           {500, ErrorKind::Internal},
                                                           {502, ErrorKind::Unavailable},
                                                           {503, ErrorKind::Unavailable},
                                                           {504, ErrorKind::Unavailable},
                                                           {599, ErrorKind::Internal}};
        for (const auto &[status, kind] : kinds)
            QTest::addRow("%d", status) << status << int(kind);
    }
    void theKindFollowsFromTheStatusLine()
    {
        QFETCH(int, status);
        QFETCH(int, kind);
        QCOMPARE(int(parseProblem({{u"status"_s, 200}}, status).kind), kind);
    }
    void aStrangeAnswerIsStillAnError()
    {
        const Error empty = parseProblem({}, 503);
        QCOMPARE(empty.code, u"unexpected_answer"_s);
        QVERIFY(!empty.detail.isEmpty());
        const Error strange = parseProblem(
            {{u"code"_s, u"<script>"_s},
             {u"detail"_s, QJsonArray()},
             {u"errors"_s, QJsonArray{1, QJsonObject{{u"field"_s, 3}}, QJsonObject{{u"field"_s, u"a"_s}, {u"code"_s, u"x"_s}}}},
             {u"retry_after_ms"_s, -5}},
            400);
        QCOMPARE(strange.code, u"unexpected_answer"_s);
        QVERIFY(!strange.detail.isEmpty());
        QCOMPARE(strange.fields, (QList<FieldError>{{u"a"_s, u"x"_s, {}}}));
        QVERIFY(!strange.retryAfterMs);
        const Error good = parseProblem({{u"code"_s, u"rate_limited"_s}, {u"detail"_s, 7}, {u"retry_after_ms"_s, 1500}}, 429);
        QCOMPARE(good.code, u"rate_limited"_s);
        QCOMPARE(good.retryAfterMs, std::optional<qint64>(1500));
    }
    void theStreamLimitNamesTheDeviceThroughItsText_data()
    {
        QTest::addColumn<QString>("name");
        QTest::newRow("named") << u"Ana's phone"_s;
        QTest::newRow("unknown") << QString();
    }
    void theStreamLimitNamesTheDeviceThroughItsText()
    {
        QFETCH(const QString, name);
        const StreamLimitReached reached{name};
        const Error error = parseProblem(problemJson(toError(reached), 409, "x"), 409);
        QCOMPARE(error.code, u"stream_limit_reached"_s);
        QVERIFY(error.detail.contains(name));
        QVERIFY(streamLimitReached(error) == reached);
        QVERIFY(!streamLimitReached(parseProblem({{u"code"_s, u"version_conflict"_s}}, 409)));
    }
};

MELODY_TEST(ProblemTest)
#include "problem_test.moc"
