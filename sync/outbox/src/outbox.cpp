// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include <outbox/outbox.h>

#include "journal.h"
#include "pending_ticks.h"

#include <QtCore/QRandomGenerator>

#include <condition_variable>
#include <mutex>
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
    std::mutex mutex; // guards everything that changes; never held while the sender or the observer runs, or the disk syncs
    std::condition_variable wake;
    std::optional<Result<wire::TickAnswer>> answer;
};

class OutboxImpl final : public Outbox {
public:
    OutboxImpl(OutboxOptions options, TickSender sender, TickObserver observer)
        : m_options(std::move(options)), m_sender(std::move(sender)), m_observer(std::move(observer))
    {
    }

    Result<void> open()
    {
        const auto records = m_journal.open(m_options.file);
        if (!records)
            return tl::unexpected(records.error());
        for (const QByteArray &record : *records)
            m_pending.replay(record);
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
        {
            const std::lock_guard lock(m_shared->mutex);
            m_pending.report(session, tick);
            write(PendingTicks::reported(session, tick));
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
    // Under the mutex. A full disk costs durability, not the tick: it stays in memory and is delivered.
    void write(const QByteArray &record)
    {
        if (const auto written = m_journal.append(record); !written) {
            qWarning("outbox: %s", qUtf8Printable(written.error().detail));
            return;
        }
        if (!m_syncAt)
            m_syncAt = Steady::now() + m_options.syncEvery;
    }

    void run()
    {
        std::unique_lock lock(m_shared->mutex);
        while (!m_quit) {
            takeAnswer(lock);
            syncIfDue(lock, false);
            compactIfLarge();
            sendNext(lock);
            if (m_quit || hasWork()) // the mutex was free meanwhile
                continue;
            if (const auto until = nextWake())
                m_shared->wake.wait_until(lock, *until);
            else
                m_shared->wake.wait(lock);
        }
        syncIfDue(lock, true);
    }

    [[nodiscard]] bool hasWork() const
    {
        const bool mayStart = !m_sending && !m_pending.ticks().empty() && Steady::now() >= m_notBefore;
        return m_shared->answer || mayStart || (m_syncAt && Steady::now() >= *m_syncAt);
    }

    [[nodiscard]] std::optional<Steady::time_point> nextWake() const
    {
        std::optional<Steady::time_point> until = m_syncAt;
        if (!m_sending && !m_pending.ticks().empty())
            until = until ? std::min(*until, m_notBefore) : m_notBefore;
        return until;
    }

    // The disk may take its time: reports go on meanwhile. Only this thread ever replaces the file.
    void syncIfDue(std::unique_lock<std::mutex> &lock, bool now)
    {
        if (!m_syncAt || (!now && Steady::now() < *m_syncAt))
            return;
        m_syncAt.reset();
        lock.unlock();
        m_journal.sync();
        lock.lock();
    }

    void compactIfLarge()
    {
        // Twice what a rewrite would leave, or it would be rewritten for ever.
        if (m_journal.size() < std::max<qint64>(m_options.compactAboveBytes, m_compactedBytes * 2))
            return;
        if (const auto rewritten = m_journal.rewrite(m_pending.records()); !rewritten)
            qWarning("outbox: %s", qUtf8Printable(rewritten.error().detail));
        m_compactedBytes = m_journal.size();
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
            refused(session, answer->error());
            return;
        }
        m_pending.acknowledge(session, (*answer)->acknowledged);
        write(PendingTicks::acknowledged(session, (*answer)->acknowledged));
        if ((*answer)->acknowledged < sequence)
            refused(session, {ErrorKind::Internal, u"bad_answer"_s, u"The server stored less than it was given."_s});
        else
            m_failures = 0;
        lock.unlock();
        if (m_observer)
            m_observer(session, **answer);
        m_delivered.notify_all();
        lock.lock();
    }

    void refused(const PlaybackId &session, const Error &error)
    {
        if (isFinal(error)) {
            qWarning("outbox: the server refuses the ticks of %s: %s", qUtf8Printable(session.toString()), qUtf8Printable(error.code));
            m_pending.drop(session);
            write(PendingTicks::dropped(session));
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
    Journal m_journal;
    PendingTicks m_pending;
    std::optional<Steady::time_point> m_syncAt;
    std::optional<std::pair<PlaybackId, quint32>> m_sending; // one delivery at a time: session and sequence
    PlaybackId m_lastSent;
    Steady::time_point m_notBefore{};
    int m_failures = 0;
    qint64 m_compactedBytes = 0;
    bool m_quit = false;
    std::thread m_thread;
};

} // namespace

Result<std::unique_ptr<Outbox>> createOutbox(OutboxOptions options, TickSender sender, TickObserver observer)
{
    auto outbox = std::make_unique<OutboxImpl>(std::move(options), std::move(sender), std::move(observer));
    return outbox->open().map([&]() -> std::unique_ptr<Outbox> { return std::move(outbox); });
}

} // namespace melody::outbox
