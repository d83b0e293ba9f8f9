// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include <secrets/vault.h>
#include <tokens/key_ring.h>
#include <tokens/sql.h>

#include <condition_variable>
#include <thread>

namespace melody::tokens {
namespace {

using namespace Qt::StringLiterals;

// How old the known keys may be: of who signs, and of who only checks.
constexpr std::chrono::seconds freshEnough{60};
// Somebody who sends made-up tokens must not make us ask the database each time.
constexpr std::chrono::seconds betweenReads{2};

const db::Actor platformRole{"melody_platform"};

class DatabaseKeyRing final : public KeyRing {
public:
    DatabaseKeyRing(db::Database &database, const crypto::ContentKey &masterKey, const Clock &clock, const Rotation &rotation)
        : m_database(database), m_vault(masterKey, "token-keys"), m_clock(clock), m_rotation(rotation)
    {
    }
    ~DatabaseKeyRing() override { stop(); }

    std::shared_ptr<const KeySet> keys() const override
    {
        const std::scoped_lock lock(m_mutex);
        return m_keys;
    }
    void wantKeys() override
    {
        const std::scoped_lock lock(m_mutex);
        m_wanted = true;
        m_changed.notify_all();
    }
    Result<SigningKey> signingKey() override;
    Result<void> load() override;
    void start() override
    {
        if (!m_thread.joinable())
            m_thread = std::thread([this] { run(); });
    }
    void stop() override;

private:
    void run();
    Result<KeySet> read(db::Transaction &transaction, TimePoint now);

    db::Database &m_database;
    secrets::Vault m_vault;
    const Clock &m_clock;
    const Rotation m_rotation;
    mutable std::mutex m_mutex; // guards all below
    std::condition_variable m_changed;
    std::shared_ptr<const KeySet> m_keys = std::make_shared<const KeySet>();
    TimePoint m_read{};
    bool m_wanted = false;
    bool m_stopping = false;
    std::thread m_thread;
};

Result<SigningKey> DatabaseKeyRing::signingKey()
{
    const TimePoint now = m_clock.now();
    {
        const std::scoped_lock lock(m_mutex);
        const SigningKey *key = keyThatSigns(*m_keys, now);
        if (key && now < m_read + freshEnough)
            return *key;
    }
    if (const auto loaded = load(); !loaded)
        return tl::unexpected(loaded.error());
    const auto keys = this->keys();
    if (const SigningKey *key = keyThatSigns(*keys, now))
        return *key;
    return fail(ErrorKind::Unavailable, u"no_signing_key"_s, u"Nothing can be signed at this moment; try again."_s);
}

Result<KeySet> DatabaseKeyRing::read(db::Transaction &transaction, TimePoint now)
{
    KeySet keys;
    for (const db::Row row : transaction.exec(sql::signingKeys)) {
        const QByteArray kid = row.get<QByteArray>("kid");
        const auto seed = m_vault.open(row.get<QByteArray>("sealed_seed"), kid);
        if (!seed)
            return tl::unexpected(seed.error());
        auto key = SigningKey::fromSeed(*seed, row.get<TimePoint>("signs_from"));
        if (!key)
            return tl::unexpected(key.error());
        keys.push_back(std::move(*key));
    }
    const KeyPlan plan = planKeys(keys, now, m_rotation);
    for (const QByteArray &kid : plan.remove) {
        transaction.exec(sql::deleteSigningKey, {kid});
        std::erase_if(keys, [&](const SigningKey &key) { return key.kid == kid; });
    }
    if (plan.makeOneThatSignsFrom) {
        const crypto::ContentKey seed = crypto::ContentKey::generate();
        auto key = SigningKey::fromSeed(seed.bytes(), *plan.makeOneThatSignsFrom);
        if (!key)
            return tl::unexpected(key.error());
        transaction.exec(sql::insertSigningKey, {key->kid, m_vault.seal(seed.bytes(), key->kid), key->signsFrom});
        keys.insert(keys.begin(), std::move(*key));
    }
    return keys;
}

Result<void> DatabaseKeyRing::load()
{
    const TimePoint now = m_clock.now();
    auto keys = m_database.run(platformRole, [&](db::Transaction &transaction) -> Result<KeySet> {
        transaction.exec(sql::lockSigningKeys); // one process at a time makes a key
        return read(transaction, now);
    });
    if (!keys)
        return tl::unexpected(keys.error());
    const std::scoped_lock lock(m_mutex);
    m_keys = std::make_shared<const KeySet>(std::move(*keys));
    m_read = now;
    m_wanted = false;
    return {};
}

void DatabaseKeyRing::run()
{
    std::unique_lock lock(m_mutex);
    while (!m_stopping) {
        m_changed.wait_for(lock, freshEnough, [this] { return m_stopping || m_wanted; });
        if (m_stopping)
            return;
        lock.unlock();
        (void)load(); // the database may be away; the keys that we know go on
        lock.lock();
        m_changed.wait_for(lock, betweenReads, [this] { return m_stopping; });
    }
}

void DatabaseKeyRing::stop()
{
    {
        const std::scoped_lock lock(m_mutex);
        m_stopping = true;
        m_changed.notify_all();
    }
    if (m_thread.joinable())
        m_thread.join();
}

} // namespace

std::unique_ptr<KeyRing> createKeyRing(db::Database &database, const crypto::ContentKey &masterKey, const Clock &clock,
                                       const Rotation &rotation)
{
    return std::make_unique<DatabaseKeyRing>(database, masterKey, clock, rotation);
}

} // namespace melody::tokens
