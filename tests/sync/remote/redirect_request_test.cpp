// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "redirect_request.h"

#include <support/test_main.h>

using namespace melody::remote;
using namespace Qt::StringLiterals;

namespace {

constexpr QByteArrayView origin = "127.0.0.1:49152";

QByteArray get(const QByteArray &target, const QByteArray &host = "127.0.0.1:49152")
{
    return "GET " + target + " HTTP/1.1\r\nAccept: text/html\r\nHost: " + host + "\r\n\r\n";
}

std::optional<Redirect> redirectIn(const QByteArray &head)
{
    const auto visit = parseVisit(head, origin);
    return visit ? redirectOf(*visit) : std::nullopt;
}

} // namespace

class RedirectRequestTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void aRedirectIsRead()
    {
        const auto redirect = redirectIn(get("/callback?code=a%2Bb+c&state=s&iss=https%3A%2F%2Fid.example"));
        QVERIFY(redirect);
        QCOMPARE(redirect->code, u"a+b c"_s);
        QCOMPARE(redirect->state, u"s"_s);
        QCOMPARE(redirect->issuer, u"https://id.example"_s);
        QVERIFY(redirect->error.isEmpty());
    }
    void aRefusalIsRead()
    {
        const auto redirect = redirectIn(get("/callback?error=access_denied&state=s"));
        QVERIFY(redirect);
        QCOMPARE(redirect->error, u"access_denied"_s);
    }
    void otherRequestsAreNone()
    {
        for (const QByteArray &head : {QByteArray(),
                                       QByteArray("\r\n\r\n"),
                                       QByteArray("GET"),
                                       QByteArray("GET HTTP/1.1\r\n\r\n"),
                                       get("/"),
                                       get("/favicon.ico"),
                                       get("/callback"),
                                       get("/callback?"),
                                       get("/callback?code=a"),
                                       get("/callback?state=s"),
                                       get("/callback?code=a&error=b&state=s"),
                                       get("/callback?code=a&code=b&state=s"),
                                       get("/callback?code=a&state=s&state=s"),
                                       get("/callback/?code=a&state=s"),
                                       get("//callback?code=a&state=s"),
                                       get("http://127.0.0.1:49152/callback?code=a&state=s"),
                                       get("/callback?code=a&state=s").replace("GET", "POST"),
                                       get("/callback?code=a&state=s").replace("GET", "HEAD"),
                                       get("/callback?code=a&state=s").replace("HTTP/1.1", "HTTP/0.9"),
                                       get("/callback?code=" + QByteArray(maxVisitBytes, 'x') + "&state=s")})
            QVERIFY2(!redirectIn(head), head.left(60));
    }
    // A web page may point a name of its own at 127.0.0.1 (DNS rebinding): the browser then says that name.
    void otherNamesForThisMachineAreRefused()
    {
        for (const QByteArray &host :
             {QByteArray("localhost:49152"), QByteArray("evil.example:49152"), QByteArray("127.0.0.1"), QByteArray(""),
              QByteArray("127.0.0.1:49153"), QByteArray("127.0.0.1:49152\r\nHost: 127.0.0.1:49152")})
            QVERIFY2(!redirectIn(get("/callback?code=a&state=s", host)), host);
        QVERIFY(!redirectIn("GET /callback?code=a&state=s HTTP/1.1\r\n\r\n"));
    }
    void nothingButAWebPageIsForTheBrowser()
    {
        QVERIFY(isForTheBrowser(QUrl(u"https://bank.test/3ds"_s)));
        QVERIFY(isForTheBrowser(QUrl(u"http://127.0.0.1:8080/pay"_s)));
        for (const QString &bad : {u"http://bank.test/"_s, u"file:///etc/passwd"_s, u"javascript:alert(1)"_s, u"smb://host/share"_s,
                                   QString(), u"https:///nohost"_s, u"http://127.0.0.1.evil.test/"_s})
            QVERIFY2(!isForTheBrowser(QUrl(bad)), qPrintable(bad));
    }
    void thePageSpeaksTheListenersLanguage()
    {
        QVERIFY(returnPage(ReturnPage::Done, u"en"_s).contains("You can close this window"));
        QVERIFY(returnPage(ReturnPage::Done, u"es"_s).contains("Ya puedes cerrar esta ventana"));
        QVERIFY(returnPage(ReturnPage::Done, u"es"_s).contains("<html lang=\"es\">"));
        QVERIFY(returnPage(ReturnPage::Denied, u"en"_s).contains("Not signed in"));
        for (const ReturnPage page : {ReturnPage::Done, ReturnPage::Denied, ReturnPage::NotFound}) {
            const QByteArray answer = returnPage(page, u"es"_s);
            const qsizetype end = answer.indexOf("\r\n\r\n") + 4;
            QVERIFY(answer.contains("Content-Length: " + QByteArray::number(answer.size() - end) + "\r\n"));
            QVERIFY(answer.first(end).contains("Cache-Control: no-store"));
            QVERIFY(answer.first(end).contains("default-src 'none'"));
        }
    }
};

MELODY_TEST(RedirectRequestTest)
#include "redirect_request_test.moc"
