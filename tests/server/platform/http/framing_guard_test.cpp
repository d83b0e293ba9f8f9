// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "framing_guard.h"

#include <support/test_main.h>

using namespace melody::http;

namespace {

QByteArray get(const QByteArray &headers = {}, const QByteArray &line = "GET /v1/home HTTP/1.1")
{
    return line + "\r\nHost: melody.test\r\n" + headers + "\r\n";
}

struct Outcome {
    Verdict verdict = Verdict::NeedMore;
    int status = 0;
    QByteArray code = {};
    friend bool operator==(const Outcome &, const Outcome &) = default;
};

Outcome outcomeOf(FramingGuard &guard, Verdict verdict)
{
    return verdict == Verdict::Refused ? Outcome{verdict, guard.refusal().status, guard.refusal().code} : Outcome{verdict, 0, {}};
}

Outcome atOnce(const QByteArray &bytes, const GuardLimits &limits = {})
{
    FramingGuard guard(limits);
    return outcomeOf(guard, guard.inspect(bytes));
}

// The bytes arrive `step` at a time.
Outcome inPieces(const QByteArray &bytes, qsizetype step, const GuardLimits &limits = {})
{
    FramingGuard guard(limits);
    for (qsizetype size = std::min(step, bytes.size());; size = std::min(size + step, bytes.size())) {
        const Verdict verdict = guard.inspect(QByteArrayView(bytes).first(size));
        if (verdict != Verdict::NeedMore || size == bytes.size())
            return outcomeOf(guard, verdict);
    }
}

} // namespace

class FramingGuardTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void aRequestIsMeasured()
    {
        const QByteArray head = get("Content-Length: 5\r\nAuthorization:  Bearer x \r\n", "POST /v1/a?b=c HTTP/1.1");
        const QByteArray bytes = head + "helloGET /next";
        FramingGuard guard({});
        QCOMPARE(guard.inspect(bytes), Verdict::Complete);
        QCOMPARE(guard.head().method, Method::Post);
        QCOMPARE(guard.head().target.in(bytes), QByteArrayView("/v1/a?b=c"));
        QCOMPARE(guard.head().bytes, quint32(head.size()));
        QCOMPARE(guard.head().contentLength, 5);
        QVERIFY(guard.head().keepAlive);
        QCOMPARE(guard.head().header(bytes, "authorization"), QByteArrayView("Bearer x"));
        QVERIFY(guard.head().header(bytes, "cookie").isEmpty());
    }

    void theNextRequestStartsAfresh()
    {
        FramingGuard guard({});
        QCOMPARE(guard.inspect(get("Content-Length: 5\r\nConnection: close\r\n")), Verdict::Complete);
        guard.reset();
        const QByteArray second = get({}, "HEAD /x HTTP/1.1");
        QCOMPARE(guard.inspect(second), Verdict::Complete);
        QCOMPARE(guard.head().method, Method::Head);
        QCOMPARE(guard.head().contentLength, 0);
        QCOMPARE(guard.head().headers.size(), size_t(1));
        QVERIFY(guard.head().keepAlive);
    }

    void whatIsGoodPasses_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        QTest::newRow("plain") << get();
        QTest::newRow("one blank line before it") << "\r\n" + get();
        QTest::newRow("absolute form") << get({}, "GET http://melody.test/v1/home HTTP/1.1");
        QTest::newRow("escaped path") << get({}, "GET /v1/caf%C3%A9?q=%25 HTTP/1.1");
        QTest::newRow("empty value") << get("X-Empty:\r\n");
        QTest::newRow("bytes above ASCII in a value") << get("X-Name: caf\xc3\xa9\r\n");
        QTest::newRow("HTTP/1.0 without Host") << QByteArray("GET / HTTP/1.0\r\n\r\n");
        QTest::newRow("upgrade to something we ignore") << get("Connection: Upgrade, HTTP2-Settings\r\nUpgrade: h2c\r\n");
    }
    void whatIsGoodPasses()
    {
        QFETCH(const QByteArray, bytes);
        QCOMPARE(atOnce(bytes), Outcome{Verdict::Complete});
        for (qsizetype step = 1; step < bytes.size(); ++step)
            QCOMPARE(inPieces(bytes, step), Outcome{Verdict::Complete});
    }

    void whatCouldBeReadTwoWaysIsRefused_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        QTest::addColumn<int>("status");
        QTest::addColumn<QByteArray>("code");
        const auto row = [](const char *name, const QByteArray &bytes, int status, const char *code) {
            QTest::newRow(name) << bytes << status << QByteArray(code);
        };
        row("length and encoding", get("Content-Length: 5\r\nTransfer-Encoding: chunked\r\n"), 400, "ambiguous_length");
        row("encoding and length", get("Transfer-Encoding: chunked\r\nContent-Length: 5\r\n"), 400, "ambiguous_length");
        row("chunked", get("Transfer-Encoding: chunked\r\n"), 501, "transfer_encoding_not_supported");
        row("identity", get("transfer-encoding: identity\r\n"), 501, "transfer_encoding_not_supported");
        row("encoding nobody knows", get("Transfer-Encoding: xchunked\r\n"), 501, "transfer_encoding_not_supported");
        row("two lengths", get("Content-Length: 5\r\nContent-Length: 6\r\n"), 400, "repeated_header");
        row("the same length twice", get("Content-Length: 5\r\nContent-Length: 5\r\n"), 400, "repeated_header");
        row("a list of lengths", get("Content-Length: 5, 5\r\n"), 400, "malformed_content_length");
        row("negative length", get("Content-Length: -5\r\n"), 400, "malformed_content_length");
        row("signed length", get("Content-Length: +5\r\n"), 400, "malformed_content_length");
        row("hexadecimal length", get("Content-Length: 0x5\r\n"), 400, "malformed_content_length");
        row("empty length", get("Content-Length:\r\n"), 400, "malformed_content_length");
        row("length beyond 64 bits", get("Content-Length: 18446744073709551617\r\n"), 400, "malformed_content_length");
        row("length beyond the limit", get("Content-Length: 5242881\r\n"), 413, "body_too_large");
        row("blank before the colon", get("Content-Length : 5\r\n"), 400, "malformed_header");
        row("folded header", get("X-A: 1\r\n 2\r\n"), 400, "folded_header");
        row("folded by tab", get("X-A: 1\r\n\t2\r\n"), 400, "folded_header");
        row("NUL in a value", get(QByteArray("X-A: 1\0002\r\n", 10)), 400, "malformed_header");
        row("carriage return in a value", get("X-A: 1\r2\r\n"), 400, "malformed_header");
        row("control character in a name", get("X-\x01: 1\r\n"), 400, "malformed_header");
        row("no colon", get("X-A\r\n"), 400, "malformed_header");
        row("no name", get(": 1\r\n"), 400, "malformed_header");
        row("line feed alone", "GET / HTTP/1.1\nHost: a\n\n", 400, "malformed_line_end");
        row("line feed alone in a header", get("X-A: 1\nContent-Length: 5\r\n"), 400, "malformed_line_end");
        row("two hosts", get("Host: other.test\r\n"), 400, "malformed_host");
        row("no host", "GET / HTTP/1.1\r\n\r\n", 400, "malformed_host");
        row("two authorizations", get("Authorization: a\r\nAuthorization: b\r\n"), 400, "repeated_header");
        row("no version", get({}, "GET /"), 400, "malformed_request_line");
        row("two blanks", get({}, "GET  / HTTP/1.1"), 400, "malformed_request_line");
        row("blank in the target", get({}, "GET /a b HTTP/1.1"), 400, "malformed_request_line");
        row("HTTP/2", get({}, "GET / HTTP/2.0"), 505, "http_version_not_supported");
        row("version of nothing", get({}, "GET / HTTP/x.1"), 400, "malformed_request_line");
        row("TLS on a plain port", QByteArray("\x16\x03\x01\x02\x00\x01\x00\x01", 8), 400, "malformed_request_line");
        row("two blank lines first", "\r\n\r\n" + get(), 400, "malformed_request_line");
        row("method nobody knows", get({}, "BREW / HTTP/1.1"), 501, "method_not_supported");
        row("lower-case method", get({}, "get / HTTP/1.1"), 501, "method_not_supported");
        row("tunnel", get({}, "CONNECT melody.test:443 HTTP/1.1"), 501, "method_not_supported");
        row("relative target", get({}, "GET home HTTP/1.1"), 400, "malformed_target");
        row("fragment", get({}, "GET /a#b HTTP/1.1"), 400, "malformed_target");
        row("raw byte in the target", get({}, "GET /caf\xc3\xa9 HTTP/1.1"), 400, "malformed_target");
        row("broken escape", get({}, "GET /a%2 HTTP/1.1"), 400, "malformed_target");
        row("escaped NUL", get({}, "GET /a%00 HTTP/1.1"), 400, "malformed_target");
        row("expects what we can't", get("Expect: 200-maybe\r\n"), 417, "expectation_failed");
        row("WebSocket", get("Connection: Upgrade\r\nUpgrade: WebSocket\r\n"), 501, "upgrade_not_supported");
        row("long target", get({}, "GET /" + QByteArray(9000, 'a') + " HTTP/1.1"), 414, "uri_too_long");
        row("long target without end", "GET /" + QByteArray(9000, 'a'), 414, "uri_too_long");
        row("large headers", get("X-A: " + QByteArray(17000, 'a') + "\r\n"), 431, "headers_too_large");
        row("header without end", "GET / HTTP/1.1\r\nX-A: " + QByteArray(17000, 'a'), 431, "headers_too_large");
        row("many headers", get(QByteArray("X-A: 1\r\n").repeated(100)), 431, "too_many_headers");
    }
    void whatCouldBeReadTwoWaysIsRefused()
    {
        QFETCH(const QByteArray, bytes);
        QFETCH(const int, status);
        QFETCH(const QByteArray, code);
        const Outcome expected{Verdict::Refused, status, code};
        QCOMPARE(atOnce(bytes), expected);
        for (const qsizetype step : {1, 2, 3, 7, 64, 1000})
            QCOMPARE(inPieces(bytes, step), expected);
    }

    void aHeadThatDripsInCostsNoMoreThanOneThatComesWhole()
    {
        // Each byte is searched once: were it looked at again and again, this would take minutes.
        GuardLimits limits;
        limits.maxHeadBytes = 8 * 1024 * 1024;
        QCOMPARE(inPieces("GET / HTTP/1.1\r\nHost: a\r\nX-A: " + QByteArray(4 * 1024 * 1024, 'a') + "\r\n\r\n", 1, limits),
                 Outcome{Verdict::Complete});
    }
};

MELODY_TEST(FramingGuardTest)
#include "framing_guard_test.moc"
