// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include <store/secrets.h>

#include <store/sql.h>

namespace melody::store {
namespace {

using namespace Qt::StringLiterals;

class StoredSecrets final : public remote::SecretStore {
public:
    StoredSecrets(Store &store, remote::SecretStore &former) : m_store(store), m_former(former) {}

    Result<QByteArray> read(const QString &name) override
    {
        const auto kept = m_store.read([&](Transaction &transaction) -> Result<std::optional<QByteArray>> {
            const auto row = transaction.exec(sql::secret, {name}).first();
            return row ? std::optional(row->get<QByteArray>("value")) : std::nullopt;
        });
        if (!kept)
            return tl::unexpected(kept.error());
        if (*kept)
            return **kept;
        const auto former = m_former.read(name);
        if (!former)
            return former;
        if (const auto moved = write(name, *former); !moved)
            return tl::unexpected(moved.error());
        return former;
    }

    Result<void> write(const QString &name, QByteArrayView secret) override
    {
        const auto written = m_store.run([&](Transaction &transaction) -> Result<void> {
            transaction.exec(sql::putSecret, {name, secret.toByteArray()});
            return {};
        });
        if (written)
            m_former.remove(name);
        return written;
    }

    void remove(const QString &name) override
    {
        m_former.remove(name); // first, or it would come back
        const auto removed = m_store.run([&](Transaction &transaction) -> Result<void> {
            transaction.exec(sql::deleteSecret, {name});
            return {};
        });
        if (!removed)
            qWarning("store: a secret can't be removed: %s", qUtf8Printable(removed.error().detail));
    }

private:
    Store &m_store;
    remote::SecretStore &m_former;
};

} // namespace

Result<crypto::ContentKey> storeKey(remote::SecretStore &keychain, bool mayBeMade)
{
    const QString name = u"store_key"_s;
    const auto kept = keychain.read(name);
    if (kept) {
        const crypto::ContentKey key(*kept);
        if (key.isValid())
            return key;
        return fail(ErrorKind::Invalid, u"bad_store_key"_s, u"The key of the store is damaged."_s);
    }
    if (kept.error().kind != ErrorKind::NotFound)
        return tl::unexpected(kept.error());
    if (!mayBeMade)
        return fail(ErrorKind::Unavailable, u"store_key_missing"_s, u"The key of the offline store is not here."_s);
    const auto key = crypto::ContentKey::generate();
    if (const auto written = keychain.write(name, key.bytes()); !written)
        return tl::unexpected(written.error());
    return key;
}

std::unique_ptr<remote::SecretStore> createStoredSecrets(Store &store, remote::SecretStore &former)
{
    return std::make_unique<StoredSecrets>(store, former);
}

} // namespace melody::store
