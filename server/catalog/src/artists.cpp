// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include <catalog/artists.h>
#include <catalog/sql.h>

namespace melody::catalog {

Result<QHash<ContentId, ContentId>> artistsOf(db::Database &database, const QSet<ContentId> &contents)
{
    QStringList texts;
    for (const ContentId &content : contents)
        texts.append(content.toString());
    return database.run({.role = "melody_catalog"}, [&](db::Transaction &transaction) -> Result<QHash<ContentId, ContentId>> {
        QHash<ContentId, ContentId> artists;
        for (const db::Row &row : transaction.exec(sql::artistsOf, {texts}))
            artists.insert(row.get<ContentId>("content_id"), row.get<ContentId>("artist_id"));
        return artists;
    });
}

} // namespace melody::catalog
