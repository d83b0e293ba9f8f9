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

} // namespace

class RedirectRequestTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void aRedirectIsRead()
    {
        const auto redirect = parseRedirect(get("/callback?code=a%2Bb+c&state=s&iss=https%3A%2F%2Fid.example"), origin);
        QVERIFY(redirect);
        QCOMPARE(redirect->code, u"a+b c"_s);
        QCOMPARE(redirect->state, u"s"_s);
        QCOMPARE(redirect->issuer, u"https://id.example"_s);
        QVERIFY(redirect->error.isEmpty());
    }
    void aRefusalIsRead()
    {
        const auto redirect = parseRedirect(get("/callback?error=access_denied&state=s"), origin);
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
                                       get("/callback?code=" + QByteArray(maxRedirectBytes, 'x') + "&state=s")})
            QVERIFY2(!parseRedirect(head, origin), head.left(60));
    }
    // A web page may point a name of its own at 127.0.0.1 (DNS rebinding): the browser then says that name.
    void otherNamesForThisMachineAreRefused()
    {
        for (const QByteArray &host :
             {QByteArray("localhost:49152"), QByteArray("evil.example:49152"), QByteArray("127.0.0.1"), QByteArray(""),
              QByteArray("127.0.0.1:49153"), QByteArray("127.0.0.1:49152\r\nHost: 127.0.0.1:49152")})
            QVERIFY2(!parseRedirect(get("/callback?code=a&state=s", host), origin), host);
        QVERIFY(!parseRedirect("GET /callback?code=a&state=s HTTP/1.1\r\n\r\n", origin));
    }
    void thePageSpeaksTheListenersLanguage()
    {
        QVERIFY(redirectPage(RedirectPage::Done, u"en"_s).contains("You can close this window"));
        QVERIFY(redirectPage(RedirectPage::Done, u"es"_s).contains("Ya puedes cerrar esta ventana"));
        QVERIFY(redirectPage(RedirectPage::Done, u"es"_s).contains("<html lang=\"es\">"));
        QVERIFY(redirectPage(RedirectPage::Denied, u"en"_s).contains("Not signed in"));
        for (const RedirectPage page : {RedirectPage::Done, RedirectPage::Denied, RedirectPage::NotFound}) {
            const QByteArray answer = redirectPage(page, u"es"_s);
            const qsizetype end = answer.indexOf("\r\n\r\n") + 4;
            QVERIFY(answer.contains("Content-Length: " + QByteArray::number(answer.size() - end) + "\r\n"));
            QVERIFY(answer.first(end).contains("Cache-Control: no-store"));
            QVERIFY(answer.first(end).contains("default-src 'none'"));
        }
    }
};

MELODY_TEST(RedirectRequestTest)
#include "redirect_request_test.moc"
