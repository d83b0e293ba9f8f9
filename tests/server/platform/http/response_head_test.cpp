// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "problem.h"
#include "response_head.h"

#include <support/test_main.h>

using namespace melody;
using namespace melody::http;
using namespace Qt::StringLiterals;

class ResponseHeadTest : public QObject {
    Q_OBJECT

    static QByteArray head(const Response &response, ResponseFrame frame = {})
    {
        frame.date = "Sun, 06 Nov 1994 08:49:37 GMT";
        frame.trace = {"0af7651916cd43dd8448eb211c80319c", "b7ad6b7169203331", true};
        QByteArray out;
        appendHead(out, response, frame);
        return out;
    }

private Q_SLOTS:
    void theHeadIsComplete()
    {
        Response response;
        response.body = "{}";
        QCOMPARE(head(response), "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 2\r\nCache-Control: no-store\r\n"
                                 "X-Content-Type-Options: nosniff\r\nDate: Sun, 06 Nov 1994 08:49:37 GMT\r\n"
                                 "traceparent: 00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01\r\n\r\n");
    }
    void tlsAndCloseAreSaid()
    {
        ResponseFrame frame;
        frame.tls = frame.close = true;
        const QByteArray text = head(Response(), frame);
        QVERIFY(text.contains("\r\nStrict-Transport-Security: max-age=31536000\r\n"));
        QVERIFY(text.endsWith("\r\nConnection: close\r\n\r\n"));
    }
    void theHandlerDecidesAboutCaching()
    {
        Response response;
        response.headers = {{"Cache-Control", "public, max-age=60"}};
        QVERIFY(head(response).contains("Cache-Control: public, max-age=60\r\n"));
        QVERIFY(!head(response).contains("no-store"));
    }
    void aHeaderThatBreaksTheFramingIsLeftOut()
    {
        Response response;
        response.headers = {
            {"X-A", "1\r\nSet-Cookie: a"}, {"X B", "1"}, {"Content-Length", "99"}, {"X-Nul", QByteArray("a\0b", 3)}, {"X-D", "fine"}};
        const QByteArray text = head(response);
        QVERIFY(!text.contains("Set-Cookie"));
        QVERIFY(!text.contains("X B"));
        QVERIFY(!text.contains("Content-Length: 99"));
        QVERIFY(!text.contains("X-Nul"));
        QVERIFY(text.contains("X-D: fine\r\n"));
    }
    void someAnswersHaveNoBody()
    {
        Response response = Response::empty();
        QVERIFY(!head(response).contains("Content-Length"));
        response.status = 304;
        response.body = "left over";
        QVERIFY(!hasBody(response, {}));
        response.status = 200;
        QVERIFY(hasBody(response, {}));
        ResponseFrame headRequest;
        headRequest.headRequest = true;
        QVERIFY(!hasBody(response, headRequest));
        QVERIFY(head(response, headRequest).contains("Content-Length: 9\r\n"));
    }
    void datesAreInTheFormOfTheStandard()
    {
        QCOMPARE(httpDate(TimePoint(std::chrono::seconds(784111777))), "Sun, 06 Nov 1994 08:49:37 GMT");
    }
    void everyKindOfErrorHasItsStatus()
    {
        const std::vector<std::pair<ErrorKind, int>> table{{ErrorKind::Malformed, 400},
                                                           {ErrorKind::Unauthenticated, 401},
                                                           {ErrorKind::PlanRequired, 402},
                                                           {ErrorKind::Forbidden, 403},
                                                           {ErrorKind::NotFound, 404},
                                                           {ErrorKind::MethodNotAllowed, 405},
                                                           {ErrorKind::Timeout, 408},
                                                           {ErrorKind::Conflict, 409},
                                                           {ErrorKind::Stale, 412},
                                                           {ErrorKind::TooLarge, 413},
                                                           {ErrorKind::UnsupportedMedia, 415},
                                                           {ErrorKind::Invalid, 422},
                                                           {ErrorKind::PreconditionRequired, 428},
                                                           {ErrorKind::RateLimited, 429},
                                                           {ErrorKind::Internal, 500},
                                                           {ErrorKind::Unavailable, 503}};
        for (const auto &[kind, status] : table)
            QCOMPARE(statusOf(kind), status);
    }
    void aProblemSaysWhenToTryAgain()
    {
        Error error{ErrorKind::RateLimited, u"rate_limited"_s, u"Slow down."_s};
        error.retryAfterMs = 1001;
        const Response response = problem(error, "0af7651916cd43dd8448eb211c80319c");
        QCOMPARE(response.contentType, "application/problem+json");
        QVERIFY(response.headers.contains(std::pair<QByteArray, QByteArray>("Retry-After", "2")));
        const QJsonObject json = QJsonDocument::fromJson(response.body).object();
        QCOMPARE(json[u"status"], QJsonValue(429));
        QCOMPARE(json[u"code"], QJsonValue(u"rate_limited"_s));
        QCOMPARE(json[u"trace_id"], QJsonValue(u"0af7651916cd43dd8448eb211c80319c"_s));
    }
};

MELODY_TEST(ResponseHeadTest)
#include "response_head_test.moc"
