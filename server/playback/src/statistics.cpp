// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "statistics.h"

#include <catalog/artists.h>
#include <playback/sql.h>
#include <rules/parental.h>

namespace melody::playback {
namespace {

using namespace Qt::StringLiterals;

struct StatisticsQuestion {
    rules::Period period;
    QString timeZone;
};

Result<StatisticsQuestion> questionOf(const QUrlQuery &query)
{
    QString period;
    QString timeZone;
    for (const auto &[name, value] : query.queryItems(QUrl::FullyDecoded)) {
        if (name != u"period" && name != u"time_zone")
            return failField(name, u"unknown"_s, u"There is no such parameter."_s);
        QString &field = name == u"period" ? period : timeZone;
        if (!field.isEmpty())
            return failField(name, u"repeated"_s, u"This parameter may be given once."_s);
        field = value;
    }
    if (period.isEmpty())
        return failField(u"period"_s, u"required"_s, u"must be a month or a year, as 2026-11 or 2026"_s);
    const auto known = rules::parsePeriod(period);
    if (!known)
        return failField(u"period"_s, u"not_a_period"_s, u"must be a month or a year, as 2026-11 or 2026"_s);
    if (timeZone.isEmpty())
        timeZone = u"UTC"_s;
    if (!rules::isTimeZone(timeZone))
        return failField(u"time_zone"_s, u"unknown"_s, u"must be a time zone, as Europe/Madrid"_s);
    return StatisticsQuestion{*known, timeZone};
}

} // namespace

Result<Listened> Statistics::listened(const UserId &user, const rules::Period &period, const QString &timeZone)
{
    const rules::Span span = rules::spanOf(period, timeZone);
    const QString form = period.month == 0 ? u"YYYY-MM"_s : u"YYYY-MM-DD"_s;
    auto listened = m_database.run({"melody_playback", user}, [&](db::Transaction &transaction) -> Result<Listened> {
        Listened found;
        for (const db::Row &row : transaction.exec(sql::heardContents, {user, span.from, span.to}))
            found.contents.push_back({row.get<ContentId>("content_id"), row.get<qint64>("plays"), row.get<qint64>("heard_ms")});
        for (const db::Row &row : transaction.exec(sql::heardPoints, {user, span.from, span.to, timeZone, form})) {
            const auto on = row.get<QString>("point");
            found.points.insert(on, {on, row.get<qint64>("plays"), row.get<qint64>("heard_ms")});
        }
        return found;
    });
    if (!listened || listened->contents.empty())
        return listened;
    QSet<ContentId> contents;
    for (const HeardContent &heard : listened->contents)
        contents.insert(heard.content);
    auto artists = catalog::artistsOf(m_database, contents);
    if (!artists)
        return tl::unexpected(artists.error());
    listened->artists = std::move(*artists);
    return listened;
}

Result<http::Response> Statistics::get(const http::Request &request)
{
    const auto question = questionOf(request.query);
    if (!question)
        return tl::unexpected(question.error());
    const UserId user = request.caller->user;
    const auto heard = listened(user, question->period, question->timeZone);
    if (!heard)
        return tl::unexpected(heard.error());
    const auto cards = m_catalog.cards(user, cardsWanted(*heard));
    if (!cards)
        return tl::unexpected(cards.error());
    http::Response response = http::Response::json(wire::toJson(planStatistics(question->period, question->timeZone, *heard, *cards)));
    response.headers.append(std::pair<QByteArray, QByteArray>("Cache-Control", "no-store"));
    return response;
}

http::RouteTable Statistics::routes()
{
    return {{.method = http::Method::Get,
             .path = "/v1/me/statistics",
             .operation = "getStatistics",
             .handler = [this](const http::Request &request) { return get(request); }}};
}

} // namespace melody::playback
