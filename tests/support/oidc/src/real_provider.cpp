// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include <support/real_provider.h>

#include <QtCore/QEventLoop>
#include <QtCore/QFileInfo>
#include <QtCore/QJsonDocument>
#include <QtCore/QRegularExpression>
#include <QtCore/QUrlQuery>
#include <QtNetwork/QNetworkReply>

#include <memory>

namespace melody::test {

using namespace Qt::StringLiterals;

namespace {

constexpr int startTimeoutMs = 60'000;
constexpr int maxSteps = 20;

} // namespace

RealProvider::RealProvider(const QJsonObject &people)
{
    const QString peers = QStringLiteral(MELODY_PEERS_DIR);
    if (!QFileInfo::exists(peers + u"/node_modules/oidc-provider"_s))
        qFatal("oidc-provider is missing in %s: ninja test_peers fetches it", qPrintable(peers));
    m_process.setProcessChannelMode(QProcess::SeparateChannels);
    m_process.start(u"node"_s,
                    {QStringLiteral(MELODY_REAL_PROVIDER), peers, QString::fromUtf8(QJsonDocument(people).toJson(QJsonDocument::Compact))});
    while (m_issuer.isEmpty() && m_process.waitForReadyRead(startTimeoutMs)) {
        m_process.setReadChannel(QProcess::StandardOutput);
        while (m_process.canReadLine())
            m_issuer = QJsonDocument::fromJson(m_process.readLine()).object().value(u"issuer"_s).toString();
    }
    if (m_issuer.isEmpty())
        qFatal("the provider did not start: %s%s", qPrintable(m_process.errorString()), m_process.readAllStandardError().constData());
}

RealProvider::~RealProvider()
{
    m_process.closeWriteChannel();
    if (!m_process.waitForFinished(10'000))
        m_process.kill();
    m_process.waitForFinished();
}

Browser::Page Browser::send(const QByteArray &method, const QUrl &url, const QByteArray &form)
{
    QNetworkRequest request(url);
    request.setAttribute(QNetworkRequest::RedirectPolicyAttribute, QNetworkRequest::ManualRedirectPolicy);
    request.setTransferTimeout(30'000);
    if (!form.isEmpty())
        request.setHeader(QNetworkRequest::ContentTypeHeader, u"application/x-www-form-urlencoded"_s);
    const std::unique_ptr<QNetworkReply> reply(m_network.sendCustomRequest(request, method, form));
    QEventLoop loop;
    QObject::connect(reply.get(), &QNetworkReply::finished, &loop, &QEventLoop::quit);
    loop.exec();
    const QByteArray location = reply->rawHeader("Location");
    return {reply->attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt(),
            location.isEmpty() ? QUrl() : url.resolved(QUrl::fromEncoded(location)), reply->readAll()};
}

QUrl Browser::signIn(const QString &authorizationUrl, const QString &login)
{
    static const QRegularExpression action(u"<form[^>]*action=\"([^\"]+)\""_s);
    static const QRegularExpression prompt(u"name=\"prompt\" value=\"(\\w+)\""_s);
    const QString redirectUri = QUrlQuery(QUrl(authorizationUrl)).queryItemValue(u"redirect_uri"_s, QUrl::FullyDecoded);
    Page page = send("GET", QUrl(authorizationUrl), {});
    for (int step = 0; step < maxSteps; ++step) {
        if (page.location.toString().startsWith(redirectUri + u'?'))
            return page.location;
        const QString html = QString::fromUtf8(page.body);
        const auto form = action.match(html);
        const QByteArray asked = prompt.match(html).captured(1).toLatin1();
        if (!page.location.isEmpty()) {
            page = send("GET", page.location, {});
        } else if (form.hasMatch() && !asked.isEmpty()) {
            page = send("POST", QUrl(form.captured(1)), "prompt=" + asked + "&login=" + QUrl::toPercentEncoding(login) + "&password=x");
        } else {
            break;
        }
    }
    qWarning("no redirect: %d %s", page.status, page.body.left(2000).constData());
    return {};
}

QByteArray Browser::visit(const QUrl &url)
{
    return send("GET", url, {}).body;
}

} // namespace melody::test
