// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include <passwords/hasher.h>

#include <QtCore/QUuid>

#include <sodium.h>

#include <future>
#include <new>
#include <stdexcept>

#ifdef Q_OS_LINUX
#include <sys/resource.h>
#include <unistd.h>
#endif

namespace melody::passwords {
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

// One of the few that compute at the same time; waits for it. RAII.
class Hasher::Turn {
public:
    explicit Turn(Hasher &hasher) : m_hasher(hasher)
    {
        std::unique_lock lock(m_hasher.m_mutex);
        m_hasher.m_freed.wait(lock, [this] { return m_hasher.m_running < m_hasher.m_options.concurrent; });
        ++m_hasher.m_running;
    }
    ~Turn()
    {
        const std::scoped_lock lock(m_hasher.m_mutex);
        --m_hasher.m_running;
        m_hasher.m_freed.notify_one();
    }
    Turn(const Turn &) = delete;
    Turn &operator=(const Turn &) = delete;

private:
    Hasher &m_hasher;
};

Hasher::Place::~Place()
{
    if (!m_hasher)
        return;
    const std::scoped_lock lock(m_hasher->m_mutex);
    --m_hasher->m_places;
}

Hasher::Hasher(const Options &options) : m_options(options)
{
    if (sodium_init() < 0)
        throw std::runtime_error("libsodium can't be started");
    m_nobodysHash = makeHash(QUuid::createUuid().toByteArray());
}

Result<Hasher::Place> Hasher::reserve()
{
    const std::scoped_lock lock(m_mutex);
    if (m_places >= m_options.concurrent + m_options.waiting)
        return tl::unexpected(
            Error{ErrorKind::Unavailable, u"busy"_s, u"Too many people are signing in at this moment; try again."_s, {}, 1000});
    ++m_places;
    return Place(*this);
}

QByteArray Hasher::makeHash(const QByteArray &password) const
{
    QByteArray hash(crypto_pwhash_STRBYTES, '\0');
    if (crypto_pwhash_str_alg(hash.data(), password.constData(), quint64(password.size()), m_options.passes, m_options.memoryBytes,
                              crypto_pwhash_ALG_ARGON2ID13) != 0)
        throw std::bad_alloc();
    hash.truncate(qstrlen(hash.constData()));
    return hash;
}

QString Hasher::hash(const Place &, const QString &password)
{
    const Turn turn(*this);
    return givingWay([&] { return QString::fromLatin1(makeHash(prepared(password))); });
}

Result<QString> Hasher::hash(const QString &password)
{
    return reserve().map([&](const Place &place) { return hash(place, password); });
}

Hasher::Verdict Hasher::verify(const Place &, const QString &password, const std::optional<QString> &hash)
{
    const Turn turn(*this);
    const QByteArray typed = prepared(password);
    const QByteArray stored = hash ? hash->toLatin1() : m_nobodysHash;
    const bool matches =
        givingWay([&] { return crypto_pwhash_str_verify(stored.constData(), typed.constData(), quint64(typed.size())) == 0; });
    return {matches && hash, crypto_pwhash_str_needs_rehash(stored.constData(), m_options.passes, m_options.memoryBytes) != 0};
}

Result<Hasher::Verdict> Hasher::verify(const QString &password, const std::optional<QString> &hash)
{
    return reserve().map([&](const Place &place) { return verify(place, password, hash); });
}

} // namespace melody::passwords
