// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tls.h"

#include <QtCore/QFile>
#include <QtNetwork/QSslCertificate>
#include <QtNetwork/QSslKey>

namespace melody::server {

using namespace Qt::StringLiterals;

Result<QSslConfiguration> loadTls(const QString &certificateFile, const QString &keyFile)
{
    const auto chain = QSslCertificate::fromPath(certificateFile, QSsl::Pem);
    if (chain.isEmpty())
        return fail(ErrorKind::Invalid, u"certificate"_s, certificateFile + u": holds no certificate"_s);
    QFile file(keyFile);
    if (!file.open(QIODevice::ReadOnly))
        return fail(ErrorKind::Invalid, u"certificate_key"_s, u"%1: %2"_s.arg(keyFile, file.errorString()));
    const QByteArray pem = file.readAll();
    QSslKey key(pem, QSsl::Ec);
    if (key.isNull())
        key = QSslKey(pem, QSsl::Rsa);
    if (key.isNull())
        return fail(ErrorKind::Invalid, u"certificate_key"_s, keyFile + u": holds no RSA or EC key"_s);
    QSslConfiguration tls = QSslConfiguration::defaultConfiguration();
    tls.setProtocol(QSsl::TlsV1_3OrLater);
    tls.setLocalCertificateChain(chain);
    tls.setPrivateKey(key);
    tls.setPeerVerifyMode(QSslSocket::VerifyNone);
    return tls;
}

} // namespace melody::server
