// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later
//
// POST /v1/accounts, POST /v1/sessions, POST /v1/sessions/refresh, GET /v1/me.
#pragma once

#include <wire/json.h>

namespace melody::wire {

inline constexpr int shortestPassword = 12; // of one that is chosen now; docs/decisions/0049-length-of-passwords.md

struct SignUpRequest {
    QString email;       // 3..254
    QString password;    // 12..128 characters, as typed
    QString displayName; // 1..80
    QString language;    // "en", "es"
    bool operator==(const SignUpRequest &) const = default;
};

struct SignInRequest {
    QString email;
    QString password;
    QString deviceName;         // shown in the list of signed-in devices, 1..80
    QByteArray devicePublicKey; // X25519, 32 bytes: content keys are sealed to it
    bool operator==(const SignInRequest &) const = default;
};

// The answer to sign-in and refresh. The access token is short-lived; the refresh token is good for one use.
struct SignedIn {
    UserId user;
    QString accessToken;
    qint64 accessExpiresInMs = 0;
    QString refreshToken;
    bool operator==(const SignedIn &) const = default;
};

struct Profile {
    UserId id;
    QString email;
    QString displayName;
    QString language;
    QStringList roles;
    bool emailConfirmed = false;
    bool secondFactor = false;     // signing in asks for a TOTP code, too
    ImageId avatar = {};           // null: none; GET /v1/avatars/{id}
    QString paymentCountry = {};   // ISO 3166-1 alpha-2, or empty
    QString birthDate = {};        // "1990-02-28", or empty
    bool listeningVisible = false; // friends see what I listen to
    qint64 version = 0;            // the ETag of GET /v1/me, without its quotes: If-Match of PATCH
    int recoveryCodesLeft = 0;     // of the second factor, not used yet
    bool operator==(const Profile &) const = default;
};

[[nodiscard]] QJsonObject toJson(const SignUpRequest &request);
[[nodiscard]] QJsonObject toJson(const SignInRequest &request);
[[nodiscard]] QJsonObject toJson(const SignedIn &answer);
[[nodiscard]] QJsonObject toJson(const Profile &profile);
[[nodiscard]] Result<SignUpRequest> parseSignUpRequest(const QJsonObject &json);
[[nodiscard]] Result<SignInRequest> parseSignInRequest(const QJsonObject &json);
[[nodiscard]] Result<SignedIn> parseSignedIn(const QJsonObject &json);
[[nodiscard]] Result<Profile> parseProfile(const QJsonObject &json);

} // namespace melody::wire
