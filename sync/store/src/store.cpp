// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include <store/store.h>

#include "schema.h"

#include <QtCore/QDir>
#include <QtCore/QFileInfo>

#include <fcntl.h>
#include <mutex>
#include <unistd.h>

namespace melody::store {
namespace {

using namespace Qt::StringLiterals;

constexpr size_t maxIdle = 6;
constexpr qint64 pageBytes = 16'384;

class StoreImpl final : public Store {
public:
    explicit StoreImpl(Options options) : m_options(std::move(options)) {}

    Result<void> open()
    {
        const QFileInfo file(m_options.file);
        if (!m_options.key.isValid())
            return fail(ErrorKind::Forbidden, u"wrong_key"_s, u"There is no key to the store."_s);
        if (!QDir().mkpath(file.absolutePath()))
            return fail(ErrorKind::Unavailable, u"store_unavailable"_s, u"The folder of the store can't be made."_s);
        return guarded([&] {
            const auto connection = take();
            migrate(*connection, std::exchange(m_options.migrations, {}));
            QFile::setPermissions(m_options.file, QFile::ReadOwner | QFile::WriteOwner);
            give(connection);
        });
    }

    Result<qint64> shrink(qint64 bytes) override
    {
        const qint64 before = QFileInfo(m_options.file).size();
        const auto done = guarded([&] {
            const auto connection = take();
            const QByteArray pages = QByteArray::number(bytes / pageBytes);
            connection->script("PRAGMA incremental_vacuum(" + pages + "); PRAGMA wal_checkpoint(TRUNCATE)");
            give(connection);
        });
        if (!done)
            return tl::unexpected(done.error());
        return before - QFileInfo(m_options.file).size();
    }

    // Nothing locks the log, so opening and closing it takes nobody's lock away.
    Result<void> sync() override
    {
        const int log = ::open(QFile::encodeName(m_options.file + u"-wal"_s).constData(), O_RDONLY | O_CLOEXEC);
        if (log < 0) // all is in the file itself
            return {};
        const bool synced = ::fdatasync(log) == 0;
        ::close(log);
        return synced ? Result<void>() : fail(ErrorKind::Unavailable, u"store_unavailable"_s, u"The disk does not take it."_s);
    }

    qint64 sizeBytes() const override { return QFileInfo(m_options.file).size() + QFileInfo(m_options.file + u"-wal"_s).size(); }

protected:
    Result<void> runErased(const std::function<bool(Transaction &)> &work, const std::optional<Terms> &terms) override
    {
        return guarded([&] {
            const auto connection = take();
            if (terms)
                connection->begin(terms->durability, terms->patience);
            else
                connection->script("BEGIN");
            try {
                if (work(*connection))
                    connection->commit();
                else
                    connection->rollBack();
            } catch (...) {
                connection->rollBack();
                throw; // what failed is closed, not used again
            }
            give(connection);
        });
    }

private:
    template<typename Work>
    Result<void> guarded(Work &&work)
    {
        try {
            work();
            return {};
        } catch (const Failure &failure) {
            if (failure.error().kind == ErrorKind::Internal)
                qWarning("store: %s", failure.what());
            return tl::unexpected(failure.error());
        }
    }

    std::shared_ptr<Connection> take()
    {
        {
            const std::lock_guard lock(m_mutex);
            if (!m_idle.empty()) {
                auto connection = std::move(m_idle.back());
                m_idle.pop_back();
                return connection;
            }
        }
        return std::make_shared<Connection>(m_options);
    }

    void give(std::shared_ptr<Connection> connection)
    {
        const std::lock_guard lock(m_mutex);
        if (m_idle.size() >= maxIdle)
            return;
        // The one that is taken next keeps its pages; of those that were needed once, for a moment, nothing stays but the connection.
        if (!m_idle.empty())
            m_idle.back()->forgetPages();
        m_idle.push_back(std::move(connection));
    }

    Options m_options;
    std::mutex m_mutex;
    std::vector<std::shared_ptr<Connection>> m_idle;
};

} // namespace

Result<std::unique_ptr<Store>> openStore(Options options)
{
    auto store = std::make_unique<StoreImpl>(std::move(options));
    return store->open().map([&]() -> std::unique_ptr<Store> { return std::move(store); });
}

Result<std::unique_ptr<Store>> openOrReplaceStore(const Options &options, std::optional<Error> *replaced)
{
    auto opened = openStore(options);
    if (opened || (opened.error().code != u"wrong_key" && opened.error().code != u"store_damaged"))
        return opened;
    if (replaced)
        *replaced = opened.error();
    for (const QString &ending : {QString(), u"-wal"_s, u"-shm"_s}) {
        const QString aside = options.file + u".unreadable"_s + ending;
        QFile::remove(aside);
        QFile::rename(options.file + ending, aside);
    }
    return openStore(options);
}

} // namespace melody::store
