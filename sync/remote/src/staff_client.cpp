// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "staff_client.h"

#include <wire/identity.h>

#include <QtCore/QDateTime>
#include <QtCore/QUrl>

namespace melody::remote {
namespace {

using namespace Qt::StringLiterals;

QString rolesPath(const UserId &user)
{
    return u"/v1/admin/users/%1/roles"_s.arg(user.toString());
}

// The path with those parameters that say something.
QString withQuery(QString path, std::initializer_list<std::pair<QLatin1StringView, QString>> parameters)
{
    QChar before = u'?';
    for (const auto &[name, value] : parameters) {
        if (value.isEmpty())
            continue;
        path += before + name + u'=' + QString::fromLatin1(QUrl::toPercentEncoding(value));
        before = u'&';
    }
    return path;
}

QString timeText(const QDateTime &time)
{
    return time.isValid() ? time.toUTC().toString(Qt::ISODateWithMs) : QString();
}

} // namespace

void StaffClient::findUser(const QString &email, QObject *context, Done<wire::UserRoles> done)
{
    m_exchange.ask(Exchange::write("POST", u"/v1/admin/user-lookups"_s, wire::toJson(wire::EmailRequest{email})), &wire::parseUserRoles,
                   context, std::move(done));
}

void StaffClient::roles(const UserId &user, QObject *context, Done<wire::UserRoles> done)
{
    m_exchange.ask(Exchange::get(rolesPath(user)), &wire::parseUserRoles, context, std::move(done));
}

void StaffClient::setRoles(const UserId &user, const wire::RolesChange &change, QObject *context, Done<wire::UserRoles> done)
{
    m_exchange.ask(Exchange::write("PUT", rolesPath(user), wire::toJson(change)), &wire::parseUserRoles, context, std::move(done));
}

void StaffClient::audit(const AuditFilter &filter, const QString &cursor, QObject *context, Done<wire::AuditPage> done)
{
    const QString path = withQuery(u"/v1/admin/audit"_s, {{"action"_L1, filter.action},
                                                          {"actor"_L1, filter.actor},
                                                          {"subject"_L1, filter.subject},
                                                          {"from"_L1, timeText(filter.from)},
                                                          {"to"_L1, timeText(filter.to)},
                                                          {"cursor"_L1, cursor}});
    m_exchange.ask(Exchange::get(path), &wire::parseAuditPage, context, std::move(done));
}

void StaffClient::checkpoints(const QString &cursor, QObject *context, Done<wire::AuditCheckpointPage> done)
{
    m_exchange.ask(Exchange::get(withQuery(u"/v1/admin/audit/checkpoints"_s, {{"cursor"_L1, cursor}})), &wire::parseAuditCheckpointPage,
                   context, std::move(done));
}

} // namespace melody::remote
