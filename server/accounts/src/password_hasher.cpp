// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include <accounts/password_hasher.h>

#include <QtCore/QUuid>

#include <sodium.h>

#include <future>
#include <new>
#include <stdexcept>

#ifdef Q_OS_LINUX
#include <sys/resource.h>
#include <unistd.h>
#endif

namespace melody::accounts {
namespace {

using namespace Qt::StringLiterals;

QByteArray prepared(const QString &password)
{
    return password.normalized(QString::NormalizationForm_KC).toUtf8();
}

// A hash fills a core for a tenth of a second. On a thread that gives way to all others a storm of sign-ins slows nobody but itself; a
// thread can lower its own priority, but not raise it again, so each hash has one of its own.
template<typename Work>
auto givingWay(Work work)
{
    return std::async(std::launch::async,
                      [&work] {
#ifdef Q_OS_LINUX
                          constexpr int niceness = 10;
                          (void)setpriority(PRIO_PROCESS, id_t(gettid()), niceness);
#endif
                          return work();
                      })
        .get();
}

} // namespace

// One of the few places at the stove. RAII; isTaken() is false when the queue was full.
class PasswordHasher::Place {
public:
    explicit Place(PasswordHasher &hasher) : m_hasher(hasher)
    {
        std::unique_lock lock(m_hasher.m_mutex);
        if (m_hasher.m_running >= m_hasher.m_concurrent) {
            if (m_hasher.m_waiting >= m_hasher.m_maxWaiting)
                return;
            ++m_hasher.m_waiting;
            m_hasher.m_freed.wait(lock, [this] { return m_hasher.m_running < m_hasher.m_concurrent; });
            --m_hasher.m_waiting;
        }
        ++m_hasher.m_running;
        m_taken = true;
    }
    ~Place()
    {
        if (!m_taken)
            return;
        const std::scoped_lock lock(m_hasher.m_mutex);
        --m_hasher.m_running;
        m_hasher.m_freed.notify_one();
    }
    Place(const Place &) = delete;
    Place &operator=(const Place &) = delete;
    [[nodiscard]] bool isTaken() const { return m_taken; }
    [[nodiscard]] static tl::unexpected<Error> busy()
    {
        return tl::unexpected(
            Error{ErrorKind::Unavailable, u"busy"_s, u"Too many people are signing in at this moment; try again."_s, {}, 1000});
    }

private:
    PasswordHasher &m_hasher;
    bool m_taken = false;
};

PasswordHasher::PasswordHasher(const Options &options)
    : m_passes(options.passwordPasses), m_memoryBytes(options.passwordMemoryBytes), m_concurrent(options.concurrentHashes),
      m_maxWaiting(options.waitingHashes)
{
    if (sodium_init() < 0)
        throw std::runtime_error("libsodium can't be started");
    m_nobodysHash = makeHash(QUuid::createUuid().toByteArray());
}

QByteArray PasswordHasher::makeHash(const QByteArray &password) const
{
    QByteArray hash(crypto_pwhash_STRBYTES, '\0');
    if (crypto_pwhash_str_alg(hash.data(), password.constData(), quint64(password.size()), m_passes, m_memoryBytes,
                              crypto_pwhash_ALG_ARGON2ID13) != 0)
        throw std::bad_alloc();
    hash.truncate(qstrlen(hash.constData()));
    return hash;
}

Result<QString> PasswordHasher::hash(const QString &password)
{
    const Place place(*this);
    if (!place.isTaken())
        return Place::busy();
    return givingWay([&] { return QString::fromLatin1(makeHash(prepared(password))); });
}

Result<PasswordHasher::Verdict> PasswordHasher::verify(const QString &password, const std::optional<QString> &hash)
{
    const Place place(*this);
    if (!place.isTaken())
        return Place::busy();
    const QByteArray typed = prepared(password);
    const QByteArray stored = hash ? hash->toLatin1() : m_nobodysHash;
    const bool matches =
        givingWay([&] { return crypto_pwhash_str_verify(stored.constData(), typed.constData(), quint64(typed.size())) == 0; });
    return Verdict{matches && hash, crypto_pwhash_str_needs_rehash(stored.constData(), m_passes, m_memoryBytes) != 0};
}

} // namespace melody::accounts
