// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "sign_ins.h"

#include <accounts/sql.h>
#include <events/events.h>

namespace melody::accounts {

using namespace Qt::StringLiterals;

void revokeAllSignIns(db::Transaction &transaction, const UserId &user, const QString &because, TimePoint now)
{
    for (const db::Row &row : transaction.exec(sql::revokeAllSignIns, {user, now})) {
        const QString signIn = row.get<SignInId>("sign_in_id").toString();
        events::publish(transaction, {EventId::create(now), u"sign_in_revoked"_s, signIn, QJsonObject{{u"because"_s, because}}, {}, now});
    }
}

} // namespace melody::accounts
