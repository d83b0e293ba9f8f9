// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "profiles.h"

#include <accounts/sql.h>

#include <QtCore/QDate>

namespace melody::accounts {
namespace {

using namespace Qt::StringLiterals;

constexpr int firstYear = 1900;

QByteArray tagOf(qint64 version)
{
    return '"' + QByteArray::number(version) + '"';
}

http::Response answer(const wire::Profile &profile)
{
    http::Response response = privately(http::Response::json(wire::toJson(profile)));
    response.headers.emplaceBack("ETag", tagOf(profile.version));
    return response;
}

// Nobody is born tomorrow. A day of grace: the server's date is UTC's.
Result<void> checkBirthDate(const QString &text, TimePoint now)
{
    const QDate today = QDateTime::fromMSecsSinceEpoch(now.time_since_epoch().count(), Qt::UTC).date();
    const QDate date = QDate::fromString(text, Qt::ISODate);
    if (!text.isEmpty() && (date.year() < firstYear || date > today.addDays(1)))
        return failField(u"birth_date"_s, u"out_of_range"_s, u"must be a date from %1 to today"_s.arg(firstYear));
    return {};
}

} // namespace

Result<http::Response> Profiles::show(const http::Request &request)
{
    const auto account = m_shared.store.account(request.caller->user);
    if (!account)
        return tl::unexpected(account.error());
    return answer(account->profile);
}

Result<http::Response> Profiles::change(const http::Request &request)
{
    const QByteArray expected = request.header("if-match");
    if (expected.isEmpty())
        return fail(ErrorKind::PreconditionRequired, u"if_match_required"_s, u"Say with If-Match which version you change."_s);
    const auto wanted = bodyOf(request, wire::parseProfileChange);
    if (!wanted)
        return tl::unexpected(wanted.error());
    if (const auto good = checkBirthDate(wanted->birthDate.value_or(QString()), m_shared.now()); !good)
        return tl::unexpected(good.error());
    const UserId user = request.caller->user;
    const auto changed = m_shared.parts.database.run(actorOf(user), [&](db::Transaction &transaction) -> Result<wire::Profile> {
        const auto before = readAccount(transaction, user);
        if (!before)
            return tl::unexpected(before.error());
        const qint64 version = before->profile.version;
        const auto stale = [] { return fail(ErrorKind::Stale, u"version_conflict"_s, u"It was changed meanwhile; look again."_s); };
        if (expected != tagOf(version))
            return stale();
        const auto rows = transaction.exec(sql::changeProfile, {user, version, wanted->displayName, wanted->language,
                                                                wanted->paymentCountry, wanted->birthDate, wanted->listeningVisible});
        if (rows.affected() == 0)
            return stale();
        publishChange(transaction, user, m_shared.now());
        const auto after = readAccount(transaction, user);
        if (!after)
            return tl::unexpected(after.error());
        return after->profile;
    });
    if (!changed)
        return tl::unexpected(changed.error());
    return answer(*changed);
}

http::RouteTable Profiles::routes()
{
    using http::Method;
    return {
        {.method = Method::Get, .path = "/v1/me", .operation = "getMe", .handler = by(this, &Profiles::show)},
        {.method = Method::Patch,
         .path = "/v1/me",
         .operation = "changeMe",
         .rate = http::RateClass::Write,
         .handler = by(this, &Profiles::change),
         .maxBodyBytes = 8 * 1024},
    };
}

} // namespace melody::accounts
