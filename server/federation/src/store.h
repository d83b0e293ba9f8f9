// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later
//
// The reads and writes of federation. Times are the caller's.
#pragma once

#include <db/database.h>
#include <http/message.h>
#include <wire/federation.h>

namespace melody::federation {

struct PendingAuthorization {
    QString providerId;
    QByteArray salt;
    QByteArray deviceChallenge;
    QString redirectUri;
    TimePoint expires{};
};

struct PendingLink {
    QString providerId;
    QByteArray subjectHash;
    std::optional<UserId> user; // only this account may link it
    QString email;
    http::Roles roles;
    TimePoint expires{};
};

struct Identity {
    wire::IdentityId id;
    QString providerId;
    QByteArray subjectHash;
    QString email;
    TimePoint linkedAt{};
    TimePoint lastUsedAt{};
};

// Thread: any. Those with a transaction run inside it; its actor is the user.
class Store {
public:
    explicit Store(db::Database &database) : m_database(database) {}

    [[nodiscard]] Result<void> keep(const QByteArray &stateHash, const PendingAuthorization &pending, TimePoint now);
    // The second one to ask gets nothing.
    [[nodiscard]] Result<std::optional<PendingAuthorization>> take(const QByteArray &stateHash);
    [[nodiscard]] Result<void> keepLink(const QByteArray &tokenHash, const PendingLink &link, TimePoint now);
    [[nodiscard]] std::optional<PendingLink> takeLink(db::Transaction &transaction, const QByteArray &tokenHash, const UserId &user);

    [[nodiscard]] Result<std::optional<UserId>> userOf(const QByteArray &subjectHash);
    // False when the identity is an account's already.
    [[nodiscard]] bool insert(db::Transaction &transaction, const UserId &user, const Identity &identity);
    void use(db::Transaction &transaction, const UserId &user, const QByteArray &subjectHash, const QString &email, TimePoint now);
    [[nodiscard]] Result<QList<Identity>> identities(const UserId &user);
    [[nodiscard]] qint64 count(db::Transaction &transaction, const UserId &user);
    // The provider whose it was; nothing when there is no such identity.
    [[nodiscard]] std::optional<QString> remove(db::Transaction &transaction, const UserId &user, const wire::IdentityId &id);

    [[nodiscard]] http::Roles grantedRoles(db::Transaction &transaction, const UserId &user, const QString &providerId);
    void noteRoles(db::Transaction &transaction, const UserId &user, const QString &providerId, http::Roles granted, http::Roles revoked,
                   TimePoint now);

    template<typename Work>
    auto runAs(const UserId &user, Work &&work)
    {
        return m_database.run({"melody_federation", user}, std::forward<Work>(work));
    }

private:
    db::Database &m_database;
};

} // namespace melody::federation
