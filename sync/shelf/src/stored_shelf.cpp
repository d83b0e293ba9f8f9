// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include <shelf/stored_shelf.h>

#include <shelf/sql.h>

#include <condition_variable>
#include <deque>
#include <mutex>
#include <thread>

namespace melody::shelf {
namespace {

constexpr std::chrono::seconds powerEvery{10};
constexpr std::chrono::milliseconds retryEvery{500};

class StoredShelf final : public ports::PlayerShelf {
public:
    StoredShelf(store::Store &store, const Clock &clock) : m_store(store), m_clock(clock)
    {
        m_thread = std::thread([this] { run(); });
    }

    ~StoredShelf() override
    {
        {
            const std::lock_guard lock(m_mutex);
            m_quit = true;
        }
        m_changed.notify_one();
        m_thread.join();
    }

    void keep(const QString &name, const QByteArray &record) override
    {
        {
            const std::lock_guard lock(m_mutex);
            const auto waiting = std::find_if(m_waiting.begin(), m_waiting.end(), [&](const Record &entry) { return entry.name == name; });
            if (waiting == m_waiting.end())
                m_waiting.push_back({name, record});
            else
                waiting->bytes = record;
        }
        m_changed.notify_one();
    }

    QByteArray kept(const QString &name) const override
    {
        const std::lock_guard lock(m_mutex);
        const auto waiting = std::find_if(m_waiting.cbegin(), m_waiting.cend(), [&](const Record &entry) { return entry.name == name; });
        if (waiting != m_waiting.cend())
            return waiting->bytes;
        const auto found = m_store.read([&](store::Transaction &transaction) -> Result<QByteArray> {
            const auto row = transaction.exec(sql::record, {name}).first();
            return row ? row->get<QByteArray>("bytes") : QByteArray();
        });
        if (!found)
            qWarning("shelf: %s", qUtf8Printable(found.error().code));
        return found.value_or(QByteArray());
    }

private:
    struct Record {
        QString name;
        QByteArray bytes;
    };

    // One transaction takes all that waits: the queue and the place in it stay together.
    void run()
    {
        std::unique_lock lock(m_mutex);
        for (bool wasLast = false;;) {
            m_changed.wait(lock, [this] { return m_quit || !m_waiting.empty(); });
            if (m_waiting.empty())
                return;
            const std::deque<Record> records = m_waiting; // they stay there until they are written, for kept()
            lock.unlock();
            const bool stored = write(records);
            lock.lock();
            if (!stored) { // they go on waiting, and are tried again; at the end once more
                if (std::exchange(wasLast, m_quit))
                    return;
                m_changed.wait_for(lock, retryEvery, [this] { return m_quit; });
                continue;
            }
            std::erase_if(m_waiting, [&](const Record &entry) {
                return std::any_of(records.begin(), records.end(),
                                   [&](const Record &written) { return written.name == entry.name && written.bytes == entry.bytes; });
            });
        }
    }

    [[nodiscard]] bool write(const std::deque<Record> &records)
    {
        const auto now = m_clock.monotonic();
        const bool forPower = !m_powerAt || now - *m_powerAt >= powerEvery;
        const auto written = m_store.run(
            [&](store::Transaction &transaction) -> Result<void> {
                for (const Record &record : records) {
                    if (record.bytes.isEmpty())
                        transaction.exec(sql::dropRecord, {record.name});
                    else
                        transaction.exec(sql::putRecord, {record.name, record.bytes});
                }
                return {};
            },
            store::Durability::Process);
        if (written && forPower && !m_store.sync())
            qWarning("shelf: the disk does not take it");
        if (!written && !std::exchange(m_isFailing, true))
            qWarning("shelf: %s", qUtf8Printable(written.error().code));
        if (written) {
            m_isFailing = false;
            m_powerAt = forPower ? now : m_powerAt;
        }
        return written.has_value();
    }

    store::Store &m_store;
    const Clock &m_clock;
    std::optional<std::chrono::nanoseconds> m_powerAt; // the writing thread's
    bool m_isFailing = false;                          // likewise
    mutable std::mutex m_mutex;                        // guards all below
    std::condition_variable m_changed;
    std::deque<Record> m_waiting; // each name once
    bool m_quit = false;
    std::thread m_thread; // last: everything else is there when it starts
};

} // namespace

std::unique_ptr<ports::PlayerShelf> createStoredShelf(store::Store &store, const Clock &clock)
{
    return std::make_unique<StoredShelf>(store, clock);
}

} // namespace melody::shelf
