// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "mail_server.h"
#include "mail_transport_contract.h"

#include <QtNetwork/QTcpServer>

using namespace melody;
using namespace Qt::StringLiterals;

// What goes wrong with a mail server, and whether the mail should be tried again.
class SmtpRefusalTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() { m_server = test::MailServer::starttls(); }
    void cleanupTestCase() { m_server.reset(); }

    void anAddressThatIsRefusedForGoodIsNotTriedAgain()
    {
        const auto sent = deliver(options(), u"nobody@example.org"_s);
        QVERIFY(!sent);
        QCOMPARE(sent.error().kind, ErrorKind::Invalid);
        QCOMPARE(sent.error().code, u"mail_refused"_s);
    }
    void anAddressThatIsRefusedForNowIsTriedAgain()
    {
        QCOMPARE(deliver(options(), u"busy@example.org"_s).error().kind, ErrorKind::Unavailable);
    }
    void aWrongPasswordIsTheOperatorsToMend()
    {
        auto wrong = options();
        wrong.password = u"secre"_s;
        const auto sent = deliver(wrong, u"ana@example.org"_s);
        QCOMPARE(sent.error().kind, ErrorKind::Unavailable);
        QVERIFY(!sent.error().detail.contains(u"secre"_s));
    }
    void aCertificateOfSomebodyElseIsNotTrusted()
    {
        auto stranger = options();
        stranger.caFile.clear();
        QCOMPARE(deliver(stranger, u"ana@example.org"_s).error().kind, ErrorKind::Unavailable);
        QVERIFY(m_server->received().isEmpty());
    }
    void aServerWithoutTlsGetsNoMail()
    {
        const auto plain = test::MailServer::maildev(false);
        auto demanding = options();
        demanding.port = plain->port();
        QCOMPARE(deliver(demanding, u"ana@example.org"_s).error().kind, ErrorKind::Unavailable);
        QVERIFY(plain->received().isEmpty());
    }
    void aServerThatIsSilentIsNotWaitedForForEver()
    {
        QTcpServer silent;
        QVERIFY(silent.listen(QHostAddress::LocalHost));
        auto impatient = options();
        impatient.port = silent.serverPort();
        impatient.timeout = std::chrono::milliseconds(300);
        QCOMPARE(deliver(impatient, u"ana@example.org"_s).error().kind, ErrorKind::Unavailable);
    }
    void nobodyListening()
    {
        QTcpServer gone;
        QVERIFY(gone.listen(QHostAddress::LocalHost));
        auto lost = options();
        lost.port = gone.serverPort();
        gone.close();
        QCOMPARE(deliver(lost, u"ana@example.org"_s).error().kind, ErrorKind::Unavailable);
    }
    void settingsThatCanNotBeAreRefused()
    {
        for (const mail::SmtpOptions &bad :
             {mail::SmtpOptions{}, mail::SmtpOptions{.host = u"a b"_s}, mail::SmtpOptions{.host = u"h/x"_s},
              mail::SmtpOptions{.host = u"h"_s, .port = 0}, mail::SmtpOptions{.host = u"mail.example.org"_s, .plain = true}})
            QCOMPARE(mail::createSmtpTransport(bad).error().code, u"smtp_settings"_s);
    }

private:
    mail::SmtpOptions options() const
    {
        return {
            .host = u"localhost"_s, .port = m_server->port(), .user = u"melody"_s, .password = u"secret"_s, .caFile = m_server->caFile()};
    }
    static Result<void> deliver(const mail::SmtpOptions &options, const QString &to)
    {
        const auto transport = mail::createSmtpTransport(options);
        if (!transport)
            return tl::unexpected(transport.error());
        return (*transport)->deliver(test::sampleEnvelope("x", "x\r\n", to));
    }

    std::unique_ptr<test::MailServer> m_server;
};

MELODY_TEST(SmtpRefusalTest)
#include "smtp_refusal_test.moc"
