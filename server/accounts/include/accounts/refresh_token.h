// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <values/id.h>

#include <QtCore/QByteArray>

namespace melody::accounts {

// token = base64url( user(16) || sign-in(16) || secret(32) ): names the partition and the family it belongs to; only its SHA-256 is
// stored, so a copy of the database signs nobody in.
struct RefreshToken {
    UserId user;
    SignInId signIn;
    QByteArray secret; // 32 bytes

    [[nodiscard]] static RefreshToken create(const UserId &user, const SignInId &signIn);
    [[nodiscard]] static std::optional<RefreshToken> parse(const QString &text);
    [[nodiscard]] QString toString() const;
    [[nodiscard]] QByteArray hash() const;

private:
    [[nodiscard]] QByteArray bytes() const { return user.uuid().toRfc4122() + signIn.uuid().toRfc4122() + secret; }
};

} // namespace melody::accounts
