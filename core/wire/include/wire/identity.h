// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Proving who one is: confirmation and reset of a password, the second factor, stepping up, signed-in devices, changing the profile.
#pragma once

#include <wire/json.h>

namespace melody::wire {

inline constexpr qint64 maxAvatarBytes = 5 * 1024 * 1024;
inline constexpr int recoveryCodeCount = 10;

// POST /v1/sessions, after 401 "second_factor_required" whose problem carries the challenge. One of the two codes.
struct SecondFactorRequest {
    QString challenge;
    QString totp;         // six digits
    QString recoveryCode; // as it was shown
    bool operator==(const SecondFactorRequest &) const = default;
};

// POST /v1/accounts/confirmations: the token of the mail, or the address that wants another mail.
struct ConfirmationRequest {
    QString token;
    QString email;
    bool operator==(const ConfirmationRequest &) const = default;
};

// POST /v1/password-resets; PUT /v1/me/email.
struct EmailRequest {
    QString email;
    bool operator==(const EmailRequest &) const = default;
};

// PUT /v1/password-resets/{token}.
struct NewPassword {
    QString password; // 8..128
    bool operator==(const NewPassword &) const = default;
};

// PUT /v1/me/password.
struct PasswordChange {
    QString currentPassword;
    QString password; // 8..128
    bool operator==(const PasswordChange &) const = default;
};

// POST /v1/sessions/current/proofs: exactly one. Who has a second factor proves with that.
struct ProofRequest {
    QString password;
    QString totp;
    QString recoveryCode;
    bool operator==(const ProofRequest &) const = default;
};

// Its answer: takes the place of the access token; the refresh token stays.
struct Proof {
    QString accessToken;
    qint64 accessExpiresInMs = 0;
    bool operator==(const Proof &) const = default;
};

// GET /v1/sessions: a device that is signed in.
struct SignedInDevice {
    SignInId id;
    QString deviceName;
    QString place; // country of the address it was last seen from, ISO 3166-1 alpha-2; empty when nobody knows
    TimePoint createdAt{};
    TimePoint lastUsedAt{};
    bool current = false;
    bool operator==(const SignedInDevice &) const = default;
};

struct SignedInDevicePage {
    QList<SignedInDevice> items; // most recently used first
    QString nextCursor;
    bool operator==(const SignedInDevicePage &) const = default;
};

// PATCH /v1/me with If-Match: what is absent stays. At least one.
struct ProfileChange {
    std::optional<QString> displayName;    // 1..80
    std::optional<QString> language;       // "en", "es"
    std::optional<QString> paymentCountry; // ISO 3166-1 alpha-2; empty: none
    std::optional<QString> birthDate;      // "1990-02-28"; empty: none
    std::optional<bool> listeningVisible;
    bool operator==(const ProfileChange &) const = default;
};

// POST /v1/me/mfa: what an authenticator app needs. Not in force before PUT has seen a code.
struct MfaEnrolment {
    QString secret; // base32 (RFC 4648) without padding
    QString uri;    // otpauth://totp/…, for a QR code
    bool operator==(const MfaEnrolment &) const = default;
};

// PUT /v1/me/mfa.
struct MfaConfirmation {
    QString totp;
    bool operator==(const MfaConfirmation &) const = default;
};

// Its answer, shown once: each signs in once without the app.
struct RecoveryCodes {
    QStringList codes;
    bool operator==(const RecoveryCodes &) const = default;
};

[[nodiscard]] QJsonObject toJson(const SecondFactorRequest &request);
[[nodiscard]] QJsonObject toJson(const ConfirmationRequest &request);
[[nodiscard]] QJsonObject toJson(const EmailRequest &request);
[[nodiscard]] QJsonObject toJson(const NewPassword &request);
[[nodiscard]] QJsonObject toJson(const PasswordChange &request);
[[nodiscard]] QJsonObject toJson(const ProofRequest &request);
[[nodiscard]] QJsonObject toJson(const Proof &answer);
[[nodiscard]] QJsonObject toJson(const SignedInDevice &device);
[[nodiscard]] QJsonObject toJson(const SignedInDevicePage &page);
[[nodiscard]] QJsonObject toJson(const ProfileChange &change);
[[nodiscard]] QJsonObject toJson(const MfaEnrolment &enrolment);
[[nodiscard]] QJsonObject toJson(const MfaConfirmation &confirmation);
[[nodiscard]] QJsonObject toJson(const RecoveryCodes &codes);
[[nodiscard]] Result<SecondFactorRequest> parseSecondFactorRequest(const QJsonObject &json);
[[nodiscard]] Result<ConfirmationRequest> parseConfirmationRequest(const QJsonObject &json);
[[nodiscard]] Result<EmailRequest> parseEmailRequest(const QJsonObject &json);
[[nodiscard]] Result<NewPassword> parseNewPassword(const QJsonObject &json);
[[nodiscard]] Result<PasswordChange> parsePasswordChange(const QJsonObject &json);
[[nodiscard]] Result<ProofRequest> parseProofRequest(const QJsonObject &json);
[[nodiscard]] Result<Proof> parseProof(const QJsonObject &json);
[[nodiscard]] Result<SignedInDevice> parseSignedInDevice(const QJsonObject &json);
[[nodiscard]] Result<SignedInDevicePage> parseSignedInDevicePage(const QJsonObject &json);
[[nodiscard]] Result<ProfileChange> parseProfileChange(const QJsonObject &json);
[[nodiscard]] Result<MfaEnrolment> parseMfaEnrolment(const QJsonObject &json);
[[nodiscard]] Result<MfaConfirmation> parseMfaConfirmation(const QJsonObject &json);
[[nodiscard]] Result<RecoveryCodes> parseRecoveryCodes(const QJsonObject &json);

} // namespace melody::wire
