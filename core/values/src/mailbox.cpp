// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include <values/mailbox.h>

#include <QtCore/QCoreApplication>
#include <QtCore/QEvent>
#include <QtCore/QThread>

#include <condition_variable>

namespace melody {
namespace {

QEvent::Type wakeUp()
{
    static const auto type = QEvent::Type(QEvent::registerEventType());
    return type;
}

} // namespace

void Mailbox::post(std::function<void()> work)
{
    const std::lock_guard lock(m_mutex);
    m_waiting.push_back(std::move(work));
    if (m_waiting.size() == 1)
        QCoreApplication::postEvent(this, new QEvent(wakeUp()));
}

void Mailbox::run(const std::function<void()> &work)
{
    Q_ASSERT(QThread::currentThread() != thread());
    std::mutex mutex;
    std::condition_variable finished;
    bool done = false;
    post([&] {
        work();
        const std::lock_guard lock(mutex);
        done = true;
        finished.notify_one();
    });
    std::unique_lock lock(mutex);
    finished.wait(lock, [&] { return done; });
}

bool Mailbox::event(QEvent *event)
{
    if (event->type() != wakeUp())
        return QObject::event(event);
    std::vector<std::function<void()>> now;
    {
        const std::lock_guard lock(m_mutex);
        now.swap(m_waiting);
    }
    for (std::function<void()> &work : now)
        std::exchange(work, {})(); // its captures go before the next begins
    return true;
}

} // namespace melody
