// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "event_reader.h"

#include <QtCore/QEventLoop>
#include <QtCore/QTimer>

namespace melody::test {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

EventReader::EventReader(quint16 port, const QString &token, const QByteArray &lastEventId)
{
    QNetworkRequest request(QUrl(u"http://127.0.0.1:%1/v1/live"_s.arg(port)));
    request.setRawHeader("Authorization", "Bearer " + token.toLatin1());
    if (!lastEventId.isEmpty())
        request.setRawHeader("Last-Event-ID", lastEventId);
    m_reply.reset(m_network.get(request));
}

bool EventReader::waitForMore()
{
    if (m_reply->bytesAvailable() == 0 && !m_reply->isFinished()) {
        QEventLoop loop;
        QTimer::singleShot(20s, &loop, &QEventLoop::quit);
        QObject::connect(m_reply.get(), &QNetworkReply::readyRead, &loop, &QEventLoop::quit);
        QObject::connect(m_reply.get(), &QNetworkReply::finished, &loop, &QEventLoop::quit);
        loop.exec();
    }
    const QByteArray more = m_reply->isOpen() ? m_reply->readAll() : QByteArray();
    m_in += more;
    return !more.isEmpty();
}

std::optional<wire::LiveEvent> EventReader::next()
{
    for (;;) {
        const qsizetype end = m_in.indexOf("\n\n");
        if (end < 0) {
            if (!waitForMore())
                return {};
            continue;
        }
        const auto lines = m_in.first(end).split('\n');
        m_in.remove(0, end + 2);
        for (const QByteArray &line : lines) {
            if (line.startsWith("id: "))
                m_lastId = line.sliced(4);
        }
        for (const QByteArray &line : lines) {
            if (!line.startsWith("data: "))
                continue;
            const auto event = wire::parseLiveEvent(wire::parseObject(line.sliced(6)).value_or(QJsonObject()));
            if (!event)
                qFatal("not an event: %s", line.constData());
            return *event;
        }
    }
}

bool EventReader::isEnded()
{
    while (next().has_value())
        ;
    return m_reply->isFinished();
}

int EventReader::status()
{
    while (!m_reply->attribute(QNetworkRequest::HttpStatusCodeAttribute).isValid() && !m_reply->isFinished())
        waitForMore();
    return m_reply->attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt();
}

} // namespace melody::test
