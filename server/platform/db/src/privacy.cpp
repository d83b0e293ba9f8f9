// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include <db/database.h>

#include <QtCore/QHash>
#include <QtCore/QStringList>

#include <libpq-fe.h>

namespace melody::db {
namespace {

using namespace Qt::StringLiterals;

// As PQconninfoParse has it: a socket's folder, a name or an address; empty is the default socket.
bool isThisMachine(const QString &host)
{
    const bool isNumber = std::all_of(host.begin(), host.end(), [](QChar c) { return c == u'.' || (c >= u'0' && c <= u'9'); });
    return host.isEmpty() || host.startsWith(u'/') || host.startsWith(u'@') || host == u"localhost" || host == u"::1" ||
           (isNumber && host.startsWith(u"127."));
}

} // namespace

bool isPrivate(const std::string &connection)
{
    const std::unique_ptr<PQconninfoOption, decltype(&PQconninfoFree)> options(PQconninfoParse(connection.c_str(), nullptr),
                                                                               &PQconninfoFree);
    if (!options)
        return false;
    QHash<QByteArray, QString> given;
    for (const PQconninfoOption *option = options.get(); option->keyword; ++option) {
        if (option->val)
            given.insert(option->keyword, QString::fromUtf8(option->val));
    }
    if (given.value("sslmode") == u"verify-full")
        return true;
    if (given.contains("service")) // a file says where it goes
        return false;
    // The address wins over the name; each may be a list.
    const QStringList hosts = given.value(given.contains("hostaddr") ? "hostaddr" : "host").split(u',');
    return std::all_of(hosts.begin(), hosts.end(), isThisMachine);
}

} // namespace melody::db
