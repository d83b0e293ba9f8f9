// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "reading_client.h"

#include <QtCore/QUrl>

namespace melody::remote {

using namespace Qt::StringLiterals;

void ReadingClient::lyrics(const ContentId &track, QObject *context, Done<media::Lyrics> done)
{
    m_exchange.ask(Exchange::get(u"/v1/tracks/%1/lyrics"_s.arg(track.toString())), &wire::parseLyrics, context, std::move(done));
}

void ReadingClient::chapters(const ContentId &content, QObject *context, Done<media::Chapters> done)
{
    m_exchange.ask(Exchange::get(u"/v1/contents/%1/chapters"_s.arg(content.toString())), &wire::parseChapters, context, std::move(done));
}

void ReadingClient::statistics(const rules::Period &period, const QString &timeZone, QObject *context, Done<wire::Statistics> done)
{
    const QString zone = QString::fromLatin1(QUrl::toPercentEncoding(timeZone));
    m_exchange.ask(Exchange::get(u"/v1/me/statistics?period=%1&time_zone=%2"_s.arg(rules::periodText(period), zone)),
                   &wire::parseStatistics, context, std::move(done));
}

} // namespace melody::remote
