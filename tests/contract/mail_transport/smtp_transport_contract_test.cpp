// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "mail_server.h"
#include "mail_transport_contract.h"

using namespace melody;
using namespace Qt::StringLiterals;

namespace {

// The same promises over three kinds of connection.
class SmtpContract : public test::MailTransportContract {
protected:
    void use(std::unique_ptr<test::MailServer> server, mail::SmtpOptions options)
    {
        m_server = std::move(server);
        options.host = u"127.0.0.1"_s;
        options.port = m_server->port();
        if (!options.plain) {
            options.caFile = m_server->caFile();
            options.user = u"melody"_s;
            options.password = u"secret"_s;
        }
        auto made = mail::createSmtpTransport(options);
        if (!made)
            qFatal("%s", qPrintable(made.error().detail));
        m_transport = std::move(*made);
    }

private:
    mail::Transport &transport() override { return *m_transport; }
    QByteArrayList received() override { return m_server->received(); }

    std::unique_ptr<test::MailServer> m_server;
    std::unique_ptr<mail::Transport> m_transport;
};

} // namespace

class SmtpOnThisMachineContract : public SmtpContract {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() { use(test::MailServer::maildev(false), {.plain = true}); }
};

class SmtpImplicitTlsContract : public SmtpContract {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() { use(test::MailServer::maildev(true), {.implicitTls = true}); }
};

class SmtpStarttlsContract : public SmtpContract {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() { use(test::MailServer::starttls(), {}); }
};

MELODY_TEST(SmtpOnThisMachineContract)
MELODY_TEST(SmtpImplicitTlsContract)
MELODY_TEST(SmtpStarttlsContract)
#include "smtp_transport_contract_test.moc"
