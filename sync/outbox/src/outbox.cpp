// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include <outbox/outbox.h>

#include "former_journal.h"
#include "kept_ticks.h"

#include <QtCore/QFile>
#include <QtCore/QRandomGenerator>

#include <condition_variable>
#include <limits>
#include <mutex>
#include <set>
#include <thread>

namespace melody::outbox {
namespace {

using namespace Qt::StringLiterals;
using Steady = std::chrono::steady_clock;

// Whether the server will never take it, so that it must not block what comes behind.
bool isFinal(const Error &error)
{
    switch (error.kind) {
    case ErrorKind::Malformed:
    case ErrorKind::Forbidden:
    case ErrorKind::NotFound:
    case ErrorKind::Invalid:
        return error.code != u"untrusted_server";
    default:
        return false;
    }
}

// What an answer on its way back touches; outlives the outbox if the answer comes late.
struct Shared {
    std::mutex mutex; // guards everything that changes; never held while the sender or the observer runs, or the store writes
    std::condition_variable wake;
    std::optional<Result<wire::TickAnswer>> answer;
};

class OutboxImpl final : public Outbox {
public:
    OutboxImpl(const OutboxOptions &options, TickSender sender, TickObserver observer)
        : m_options(options), m_sender(std::move(sender)), m_observer(std::move(observer)), m_kept(options.store, options.user)
    {
    }

    Result<void> open()
    {
        auto kept = m_kept.load();
        if (!kept)
            return tl::unexpected(kept.error());
        m_pending = std::move(*kept);
        takeOverJournal();
        m_thread = std::thread([this] { run(); });
        return {};
    }

    ~OutboxImpl() override
    {
        {
            const std::lock_guard lock(m_shared->mutex);
            m_quit = true;
        }
        m_shared->wake.notify_all();
        if (m_thread.joinable())
            m_thread.join();
    }

    void report(const PlaybackId &session, const wire::Tick &tick) override
    {
        // First written, then sent: what is acknowledged is here by then, and is taken out again.
        const auto written = m_kept.put({{session, tick}}, m_options.patience);
        {
            const std::lock_guard lock(m_shared->mutex);
            m_pending.report(session, tick);
            noteWritten(written, {session});
        }
        m_shared->wake.notify_all();
    }

    int pending() const override
    {
        const std::lock_guard lock(m_shared->mutex);
        return int(m_pending.ticks().size());
    }

    void retryNow() override
    {
        {
            const std::lock_guard lock(m_shared->mutex);
            m_notBefore = {};
            m_failures = 0;
        }
        m_shared->wake.notify_all();
    }

    bool drain(std::chrono::milliseconds timeout) override
    {
        retryNow();
        std::unique_lock lock(m_shared->mutex);
        return m_delivered.wait_for(lock, timeout, [this] { return m_pending.ticks().empty(); });
    }

private:
    void takeOverJournal()
    {
        if (m_options.formerJournal.isEmpty() || !QFile::exists(m_options.formerJournal))
            return;
        const PendingTicks former = readFormerJournal(m_options.formerJournal);
        for (const auto &[session, tick] : former.ticks())
            m_pending.report(session, tick);
        const auto written = m_kept.put(former.ticks());
        if (written && m_options.store.sync())
            removeFormerJournal(m_options.formerJournal);
        else
            qWarning("outbox: the former journal is taken over later");
    }

    // Under the mutex. A full disk costs durability, not the tick: it stays in memory, is delivered, and written when there is room.
    void noteWritten(const Result<void> &written, const std::set<PlaybackId> &sessions)
    {
        if (written) {
            m_syncAt = m_syncAt.value_or(Steady::now() + m_options.syncEvery);
            return;
        }
        if (m_unwritten.empty())
            qWarning("outbox: %s", qUtf8Printable(written.error().code));
        m_unwritten.insert(sessions.begin(), sessions.end());
        m_writeAt = Steady::now() + m_options.retryEvery;
    }

    void writeIfDue(std::unique_lock<std::mutex> &lock, bool now)
    {
        if (m_unwritten.empty() || (!now && Steady::now() < m_writeAt))
            return;
        std::map<PlaybackId, wire::Tick> ticks = m_pending.ticks();
        const std::set<PlaybackId> sessions = std::exchange(m_unwritten, {});
        std::erase_if(ticks, [&](const auto &entry) { return !sessions.contains(entry.first); });
        lock.unlock();
        const auto written = m_kept.put(ticks);
        lock.lock();
        noteWritten(written, sessions);
    }

    void run()
    {
        std::unique_lock lock(m_shared->mutex);
        while (!m_quit) {
            takeAnswer(lock);
            writeIfDue(lock, false);
            syncIfDue(lock, false);
            sendNext(lock);
            if (m_quit || hasWork()) // the mutex was free meanwhile
                continue;
            if (const auto until = nextWake())
                m_shared->wake.wait_until(lock, *until);
            else
                m_shared->wake.wait(lock);
        }
        writeIfDue(lock, true);
        syncIfDue(lock, true);
    }

    [[nodiscard]] bool hasWork() const
    {
        const bool mayStart = !m_sending && !m_pending.ticks().empty() && Steady::now() >= m_notBefore;
        const bool mustWrite = !m_unwritten.empty() && Steady::now() >= m_writeAt;
        return m_shared->answer || mayStart || mustWrite || (m_syncAt && Steady::now() >= *m_syncAt);
    }

    [[nodiscard]] std::optional<Steady::time_point> nextWake() const
    {
        std::optional<Steady::time_point> until = m_syncAt;
        const auto noLater = [&until](Steady::time_point time) { until = until ? std::min(*until, time) : time; };
        if (!m_sending && !m_pending.ticks().empty())
            noLater(m_notBefore);
        if (!m_unwritten.empty())
            noLater(m_writeAt);
        return until;
    }

    // The disk may take its time: reports go on meanwhile.
    void syncIfDue(std::unique_lock<std::mutex> &lock, bool now)
    {
        if (!m_syncAt || (!now && Steady::now() < *m_syncAt))
            return;
        m_syncAt.reset();
        lock.unlock();
        if (const auto synced = m_options.store.sync(); !synced)
            qWarning("outbox: %s", qUtf8Printable(synced.error().code));
        lock.lock();
    }

    // One session after the other, so that a session that fails does not hold up the rest for ever.
    void sendNext(std::unique_lock<std::mutex> &lock)
    {
        const auto &ticks = m_pending.ticks();
        if (m_sending || ticks.empty() || Steady::now() < m_notBefore)
            return;
        auto next = ticks.upper_bound(m_lastSent);
        if (next == ticks.end())
            next = ticks.begin();
        const auto [session, tick] = *next;
        m_lastSent = session;
        m_sending = {session, tick.sequence};
        lock.unlock();
        m_sender(session, {{tick}}, [shared = m_shared](Result<wire::TickAnswer> answer) {
            const std::lock_guard arriving(shared->mutex);
            shared->answer = std::move(answer);
            shared->wake.notify_all();
        });
        lock.lock();
    }

    void takeAnswer(std::unique_lock<std::mutex> &lock)
    {
        const auto answer = std::exchange(m_shared->answer, {});
        if (!answer || !m_sending)
            return;
        const auto [session, sequence] = *std::exchange(m_sending, {});
        if (!*answer) {
            refused(lock, session, answer->error());
            return;
        }
        m_pending.acknowledge(session, (*answer)->acknowledged);
        drop(lock, session, (*answer)->acknowledged);
        if ((*answer)->acknowledged < sequence)
            refused(lock, session, {ErrorKind::Internal, u"bad_answer"_s, u"The server stored less than it was given."_s});
        else
            m_failures = 0;
        lock.unlock();
        if (m_observer)
            m_observer(session, **answer);
        m_delivered.notify_all();
        lock.lock();
    }

    // What can't be taken out is sent once more after the next start, which does no harm.
    void drop(std::unique_lock<std::mutex> &lock, const PlaybackId &session, quint32 sequence)
    {
        lock.unlock();
        if (const auto dropped = m_kept.drop(session, sequence); !dropped)
            qWarning("outbox: %s", qUtf8Printable(dropped.error().code));
        lock.lock();
    }

    void refused(std::unique_lock<std::mutex> &lock, const PlaybackId &session, const Error &error)
    {
        if (isFinal(error)) {
            qWarning("outbox: the server refuses the ticks of %s: %s", qUtf8Printable(session.toString()), qUtf8Printable(error.code));
            m_pending.drop(session);
            drop(lock, session, std::numeric_limits<quint32>::max());
            m_delivered.notify_all();
            return;
        }
        const auto doubled = m_options.firstBackoff * (qint64(1) << std::min(m_failures, 20));
        const auto backoff = std::min<std::chrono::milliseconds>(doubled, m_options.maxBackoff);
        const double spread = 0.5 + 0.5 * QRandomGenerator::global()->generateDouble();
        const std::chrono::milliseconds asked(std::min<qint64>(error.retryAfterMs.value_or(0), m_options.maxBackoff.count()));
        m_notBefore = Steady::now() + std::max(asked, std::chrono::milliseconds(qint64(double(backoff.count()) * spread)));
        ++m_failures;
    }

    const OutboxOptions m_options;
    const TickSender m_sender;
    const TickObserver m_observer;
    const std::shared_ptr<Shared> m_shared = std::make_shared<Shared>();
    std::condition_variable m_delivered;
    KeptTicks m_kept;
    PendingTicks m_pending;
    std::set<PlaybackId> m_unwritten; // newer in memory than in the store
    Steady::time_point m_writeAt{};   // of those, again
    std::optional<Steady::time_point> m_syncAt;
    std::optional<std::pair<PlaybackId, quint32>> m_sending; // one delivery at a time: session and sequence
    PlaybackId m_lastSent;
    Steady::time_point m_notBefore{};
    int m_failures = 0;
    bool m_quit = false;
    std::thread m_thread;
};

} // namespace

Result<std::unique_ptr<Outbox>> createOutbox(const OutboxOptions &options, TickSender sender, TickObserver observer)
{
    auto outbox = std::make_unique<OutboxImpl>(options, std::move(sender), std::move(observer));
    return outbox->open().map([&]() -> std::unique_ptr<Outbox> { return std::move(outbox); });
}

} // namespace melody::outbox
