// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "audit_trail.h"

namespace melody::compliance {
namespace {

using namespace Qt::StringLiterals;

constexpr qsizetype maxObject = 200;
constexpr qsizetype maxWord = 40;

QString methodName(http::Method method)
{
    static const QStringList names{u"GET"_s, u"HEAD"_s, u"POST"_s, u"PUT"_s, u"PATCH"_s, u"DELETE"_s};
    return names[int(method)];
}

QString roleName(http::Role role)
{
    using http::Role;
    static const QHash<Role, QString> names{{Role::Anonymous, u"anonymous"_s},   {Role::Listener, u"listener"_s},
                                            {Role::Creator, u"creator"_s},       {Role::Advertiser, u"advertiser"_s},
                                            {Role::Editor, u"editor"_s},         {Role::Finance, u"finance"_s},
                                            {Role::Compliance, u"compliance"_s}, {Role::Admin, u"admin"_s}};
    return names.value(role);
}

// What somebody wrote into a path: ids and words are kept, anything else could be anything.
QString plain(const QString &value)
{
    const auto fits = [](QChar c) { return (c >= u'a' && c <= u'z') || (c >= u'0' && c <= u'9') || c == u'-' || c == u'_'; };
    return !value.isEmpty() && value.size() <= maxWord && std::all_of(value.begin(), value.end(), fits) ? value : u"?"_s;
}

bool namesPerson(const QByteArray &segmentBefore)
{
    return segmentBefore == "users" || segmentBefore == "members";
}

} // namespace

audit::Entry entryOf(const http::AuditedCall &call)
{
    audit::Entry entry;
    if (call.request.caller)
        entry.actor = call.request.caller->user;
    entry.role = call.role ? roleName(*call.role) : u"none"_s;
    entry.action = u"request."_s + QString::fromLatin1(call.route.operation);
    QStringList object;
    QByteArray before;
    const auto segments = call.route.path.split('/');
    for (const QByteArray &segment : segments) {
        const bool isParameter = segment.startsWith('{');
        const QString value =
            isParameter ? call.request.parameters.value(QString::fromLatin1(segment.sliced(1, segment.size() - 2))) : QString();
        if (isParameter && namesPerson(before)) {
            entry.subject = UserId::parse(value);
            object.append(QString::fromLatin1(segment));
        } else if (!segment.isEmpty() && segment != "v1") {
            object.append(isParameter ? plain(value) : QString::fromLatin1(segment));
        }
        before = segment;
    }
    entry.object = (methodName(call.request.method) + u' ' + object.join(u'/')).left(maxObject - 4) + u' ' + QString::number(call.status);
    entry.details = {{u"status"_s, call.status}, {u"address"_s, QString::fromLatin1(call.request.remoteAddress)}};
    if (!call.code.isEmpty())
        entry.details.insert(u"code"_s, call.code);
    entry.traceId = QString::fromLatin1(call.request.trace.traceId);
    return entry;
}

Result<void> PgAuditTrail::record(const http::AuditedCall &call)
{
    const audit::Entry entry = entryOf(call);
    return m_database.run({"melody_compliance"}, [&](db::Transaction &transaction) -> Result<void> {
        m_log.append(transaction, entry, m_clock.now());
        return {};
    });
}

} // namespace melody::compliance
