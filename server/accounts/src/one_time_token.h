// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Tokens of mails and challenges of a sign-in: good for one use, for a while, for one purpose.
#pragma once

#include <db/database.h>

namespace melody::accounts {

enum class Purpose { ConfirmEmail, ResetPassword, SecondFactor };

// token = base64url( user(16) || secret(32) ): names the partition; only its SHA-256 is stored.
struct OneTimeToken {
    UserId user;
    QByteArray secret;

    [[nodiscard]] static std::optional<OneTimeToken> parse(const QString &text);
    [[nodiscard]] QByteArray hash() const;
};

// The token's text. In a transaction of its user, as all of these.
[[nodiscard]] QString issueToken(db::Transaction &transaction, const UserId &user, Purpose purpose, const QJsonObject &payload,
                                 TimePoint now, std::chrono::milliseconds lifetime);
// What it was issued with, locked to the end of the transaction; nothing when it is unknown, used or too old.
[[nodiscard]] std::optional<QJsonObject> findToken(db::Transaction &transaction, const OneTimeToken &token, Purpose purpose, TimePoint now);
void useToken(db::Transaction &transaction, const OneTimeToken &token, TimePoint now);
// All of a purpose: those in mails that are on their way, too.
void dropTokens(db::Transaction &transaction, const UserId &user, Purpose purpose);

} // namespace melody::accounts
