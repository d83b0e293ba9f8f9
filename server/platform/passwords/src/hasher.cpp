// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include <passwords/hasher.h>

#include <QtCore/QUuid>

#include <sodium.h>

#include <algorithm>
#include <array>
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

// After a hash that a pepper went into; the rest is what libsodium reads.
const QByteArray pepperMark = "$pepper";

// KiB times passes, of a hash as libsodium writes it: "$argon2id$v=19$m=65536,t=2,p=1$…".
quint64 workOf(const QByteArray &hash)
{
    const auto parameters = hash.split('$').value(3).split(',');
    quint64 work = 1;
    for (const char *name : {"m=", "t="}) {
        const auto found = std::find_if(parameters.begin(), parameters.end(), [&](const QByteArray &one) { return one.startsWith(name); });
        work *= found == parameters.end() ? 0 : found->sliced(2).toULongLong();
    }
    return work;
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
    if (!options.pepper.isEmpty() && options.pepper.size() != crypto_generichash_KEYBYTES)
        throw std::runtime_error("a pepper has 32 bytes");
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

// NIST SP 800-63B, 5.1.1.2: one keyed pass more, with a key that rests elsewhere.
QByteArray Hasher::prepared(const QString &password, bool peppered) const
{
    const QByteArray composed = password.normalized(QString::NormalizationForm_KC).toUtf8();
    if (!peppered)
        return composed;
    QByteArray keyed(crypto_generichash_BYTES, Qt::Uninitialized);
    const auto bytes = [](const QByteArray &array) { return reinterpret_cast<const unsigned char *>(array.constData()); };
    crypto_generichash(reinterpret_cast<unsigned char *>(keyed.data()), size_t(keyed.size()), bytes(composed), quint64(composed.size()),
                       bytes(m_options.pepper), size_t(m_options.pepper.size()));
    return keyed;
}

QByteArray Hasher::makeHash(const QByteArray &prepared) const
{
    QByteArray hash(crypto_pwhash_STRBYTES, '\0');
    if (crypto_pwhash_str_alg(hash.data(), prepared.constData(), quint64(prepared.size()), m_options.passes, m_options.memoryBytes,
                              crypto_pwhash_ALG_ARGON2ID13) != 0)
        throw std::bad_alloc();
    note(m_options.memoryBytes / 1024 * m_options.passes);
    hash.truncate(qsizetype(qstrlen(hash.constData())));
    return m_options.pepper.isEmpty() ? hash : hash + pepperMark;
}

bool Hasher::opens(const QString &password, QByteArray hash) const
{
    const bool peppered = hash.endsWith(pepperMark);
    if (peppered)
        hash.chop(pepperMark.size());
    const QByteArray typed = prepared(password, peppered && !m_options.pepper.isEmpty());
    note(workOf(hash));
    return crypto_pwhash_str_verify(hash.constData(), typed.constData(), quint64(typed.size())) == 0;
}

void Hasher::makeUpFor(const QByteArray &weakHash) const
{
    const quint64 today = m_options.memoryBytes / 1024 * m_options.passes;
    const quint64 spent = workOf(weakHash);
    const size_t missingBytes = spent < today ? size_t((today - spent) / m_options.passes) * 1024 : 0;
    if (missingBytes < crypto_pwhash_argon2id_MEMLIMIT_MIN)
        return;
    std::array<unsigned char, 32> unused{};
    const std::array<unsigned char, crypto_pwhash_SALTBYTES> salt{};
    if (crypto_pwhash(unused.data(), unused.size(), "", 0, salt.data(), m_options.passes, missingBytes, crypto_pwhash_ALG_ARGON2ID13) != 0)
        throw std::bad_alloc();
    note(missingBytes / 1024 * m_options.passes);
}

void Hasher::note(quint64 work) const
{
    if (m_options.computed)
        m_options.computed(work);
}

QString Hasher::hash(const Place &, const QString &password)
{
    const Turn turn(*this);
    return givingWay([&] { return QString::fromLatin1(makeHash(prepared(password, !m_options.pepper.isEmpty()))); });
}

Result<QString> Hasher::hash(const QString &password)
{
    return reserve().map([&](const Place &place) { return hash(place, password); });
}

Hasher::Verdict Hasher::verify(const Place &, const QString &password, const std::optional<QString> &hash)
{
    const Turn turn(*this);
    const QByteArray stored = hash ? hash->toLatin1() : m_nobodysHash;
    const bool matches = givingWay([&] {
        const bool opened = opens(password, stored);
        if (!opened)
            makeUpFor(stored);
        return opened;
    });
    QByteArray plain = stored;
    const bool peppered = plain.endsWith(pepperMark);
    plain.chop(peppered ? pepperMark.size() : 0);
    const bool weak = crypto_pwhash_str_needs_rehash(plain.constData(), m_options.passes, m_options.memoryBytes) != 0;
    return {matches && hash, weak || peppered == m_options.pepper.isEmpty()};
}

Result<Hasher::Verdict> Hasher::verify(const QString &password, const std::optional<QString> &hash)
{
    return reserve().map([&](const Place &place) { return verify(place, password, hash); });
}

} // namespace melody::passwords
