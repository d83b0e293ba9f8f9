// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "mail_server.h"

#include <support/certificate.h>
#include <support/test_main.h>

#include <QtCore/QDir>
#include <QtNetwork/QTcpServer>

namespace melody::test {

using namespace Qt::StringLiterals;

namespace {

void write(const QString &path, const QByteArray &bytes)
{
    QFile file(path);
    if (!file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size())
        qFatal("%s can't be written", qPrintable(path));
}

} // namespace

MailServer::MailServer()
{
    QTcpServer free;
    free.listen(QHostAddress::LocalHost);
    m_port = free.serverPort();
    const Certificate certificate = makeCertificate();
    write(caFile(), certificate.certificatePem);
    write(m_folder.filePath(u"key.pem"_s), certificate.keyPem);
    QDir(m_folder.path()).mkdir(u"mail"_s);
}

MailServer::~MailServer()
{
    m_process.kill();
    m_process.waitForFinished();
}

void MailServer::start(const QStringList &arguments)
{
    m_process.start(u"node"_s, arguments);
    // Not by a connection: maildev ends when one comes that doesn't speak TLS.
    QByteArray said;
    while (!said.contains("running at")) {
        if (!m_process.waitForReadyRead(60'000))
            qFatal("the mail server did not start (./dev installs node): node %s", qPrintable(arguments.join(u' ')));
        said += m_process.readAllStandardOutput();
    }
    m_process.closeReadChannel(QProcess::StandardOutput);
}

std::unique_ptr<MailServer> MailServer::maildev(bool secure)
{
    std::unique_ptr<MailServer> server(new MailServer);
    QStringList arguments{QStringLiteral(MELODY_PEERS_DIR "/node_modules/maildev/bin/maildev"),
                          u"--smtp"_s,
                          QString::number(server->m_port),
                          u"--ip"_s,
                          u"127.0.0.1"_s,
                          u"--disable-web"_s,
                          u"--mail-directory"_s,
                          server->m_folder.filePath(u"mail"_s)};
    if (secure)
        arguments += {u"--incoming-secure"_s,
                      u"--incoming-cert"_s,
                      server->caFile(),
                      u"--incoming-key"_s,
                      server->m_folder.filePath(u"key.pem"_s),
                      u"--incoming-user"_s,
                      u"melody"_s,
                      u"--incoming-pass"_s,
                      u"secret"_s};
    server->start(arguments);
    return server;
}

std::unique_ptr<MailServer> MailServer::starttls()
{
    std::unique_ptr<MailServer> server(new MailServer);
    server->start({QStringLiteral(MELODY_SOURCE_DIR "/tests/contract/mail_transport/starttls_server.js"), QStringLiteral(MELODY_PEERS_DIR),
                   QString::number(server->m_port), server->m_folder.path()});
    return server;
}

QByteArrayList MailServer::received() const
{
    QByteArrayList messages;
    for (const QFileInfo &info : QDir(m_folder.filePath(u"mail"_s)).entryInfoList({u"*.eml"_s}, QDir::Files)) {
        QFile file(info.filePath());
        if (file.open(QIODevice::ReadOnly))
            messages.append(file.readAll());
    }
    return messages;
}

} // namespace melody::test
