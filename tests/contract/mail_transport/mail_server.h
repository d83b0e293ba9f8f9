// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later
//
// A mail server of somebody else, on a free loopback port, that ends with this object.
#pragma once

#include <QtCore/QByteArrayList>
#include <QtCore/QProcess>
#include <QtCore/QTemporaryDir>

namespace melody::test {

class MailServer {
public:
    // maildev; with `secure` TLS from the first byte, and user "melody" with password "secret".
    [[nodiscard]] static std::unique_ptr<MailServer> maildev(bool secure);
    // starttls_server.js: STARTTLS, and refusals by address.
    [[nodiscard]] static std::unique_ptr<MailServer> starttls();
    ~MailServer();

    [[nodiscard]] quint16 port() const { return m_port; }
    [[nodiscard]] QString caFile() const { return m_folder.filePath(QStringLiteral("cert.pem")); }
    [[nodiscard]] QByteArrayList received() const;

private:
    MailServer();
    void start(const QStringList &arguments);

    QTemporaryDir m_folder;
    quint16 m_port = 0;
    QProcess m_process;
};

} // namespace melody::test
