// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "schema.h"

#include <store/sql.h>

#include <QtCore/QCryptographicHash>

#include <cstring>

namespace melody::store {
namespace {

using namespace Qt::StringLiterals;

QByteArray checksum(const Migration &migration)
{
    return QCryptographicHash::hash(QByteArrayView(migration.sql), QCryptographicHash::Sha256);
}

[[noreturn]] void refuseChanged(const Migration &migration)
{
    const QString detail = u"The step %1 of the store's schema is not what it was."_s.arg(QLatin1StringView(migration.name));
    throw Failure({ErrorKind::Conflict, u"migration_changed"_s, detail}, qPrintable(detail));
}

} // namespace

void migrate(Connection &connection, std::vector<Migration> migrations)
{
    std::sort(migrations.begin(), migrations.end(), [](const Migration &a, const Migration &b) { return std::strcmp(a.name, b.name) < 0; });
    connection.begin(Durability::Power);
    connection.exec(sql::createMigration);
    for (const Migration &migration : migrations) {
        const QString name = QString::fromLatin1(migration.schema) + u'.' + QLatin1StringView(migration.name);
        const auto taken = connection.exec(sql::migration, {name}).first();
        if (taken && taken->get<QByteArray>("checksum") != checksum(migration))
            refuseChanged(migration);
        if (taken)
            continue;
        connection.script(migration.sql);
        connection.exec(sql::insertMigration, {name, checksum(migration)});
    }
    connection.commit();
}

} // namespace melody::store
