// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later
//
// The Ed25519 keys that sign tokens (RFC 8032), and JSON Web Tokens signed with them (RFC 7519, EdDSA of RFC 8037). The keys lie in
// PostgreSQL, sealed under the master key; every process knows all that are in use. A new key is published before it signs, and an old one
// stays until everything that it signed has expired.
#pragma once

#include <crypto/chunk_cipher.h>
#include <db/database.h>

namespace melody::tokens {

struct SigningKey {
    QByteArray kid;       // the JWK thumbprint (RFC 7638)
    QByteArray publicKey; // 32 bytes
    QByteArray secretKey; // 64 bytes, libsodium's form
    TimePoint signsFrom{};

    // `seed` is 32 random bytes, the only thing that is stored. Invalid ("token_seed") otherwise.
    [[nodiscard]] static Result<SigningKey> fromSeed(QByteArrayView seed, TimePoint signsFrom);
};
using KeySet = std::vector<SigningKey>; // newest first

struct Rotation {
    std::chrono::milliseconds every = std::chrono::hours(24 * 30);
    std::chrono::milliseconds publishedAhead = std::chrono::minutes(10); // longer than any process goes without reading the keys
    std::chrono::milliseconds tokenLifetime = std::chrono::minutes(10);  // of the longest-lived token
};

struct KeyPlan {
    std::optional<TimePoint> makeOneThatSignsFrom;
    QByteArrayList remove; // kids
};
// Pure: what is due now.
[[nodiscard]] KeyPlan planKeys(const KeySet &keys, TimePoint now, const Rotation &rotation);
// The newest one whose time has come; null when there is none.
[[nodiscard]] const SigningKey *keyThatSigns(const KeySet &keys, TimePoint now);

[[nodiscard]] QByteArray signToken(const QJsonObject &payload, const SigningKey &key);
// The payload, when the signature is right and of a key in the set that the header names. Only the one form of header that we write is
// taken, so there is no algorithm to choose wrongly. Unauthenticated ("token_invalid") otherwise.
[[nodiscard]] Result<QJsonObject> openToken(QByteArrayView token, const KeySet &keys);
[[nodiscard]] QJsonObject publicKeys(const KeySet &keys); // a JWK Set (RFC 7517)

// Thread: any; owns one that reads the keys now and then, from start() on.
class KeyRing {
public:
    virtual ~KeyRing() = default; // stops
    // Never waits: touches memory only. What isn't known there makes the thread read soon.
    [[nodiscard]] virtual std::shared_ptr<const KeySet> keys() const = 0;
    virtual void wantKeys() = 0;
    // Reads the keys again when it is time to, so it may wait for the database.
    [[nodiscard]] virtual Result<SigningKey> signingKey() = 0;
    // Reads the keys, makes the next one when it is due, removes those that nothing needs.
    virtual Result<void> load() = 0;
    virtual void start() = 0;
    virtual void stop() = 0;
};

[[nodiscard]] std::unique_ptr<KeyRing> createKeyRing(db::Database &database, const crypto::ContentKey &masterKey, const Clock &clock,
                                                     const Rotation &rotation = {});

} // namespace melody::tokens
