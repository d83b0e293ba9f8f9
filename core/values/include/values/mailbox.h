// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Hands work to another thread's event loop. As a queued call of Qt's, but under a lock that ThreadSanitizer can see: Qt comes without
// instrumentation, and each queued call would look like a race.
#pragma once

#include <QtCore/QObject>

#include <functional>
#include <mutex>
#include <vector>

namespace melody {

// Lives on the thread that does the work (QObject::moveToThread). What is still waiting when it is destroyed is dropped undone.
class Mailbox final : public QObject {
public:
    // Thread: any. Work is done in the order in which it was posted.
    void post(std::function<void()> work);
    // Posts and waits until it is done. Thread: any but the mailbox's own, whose event loop must be running.
    void run(const std::function<void()> &work);

protected:
    bool event(QEvent *event) override;

private:
    std::mutex m_mutex;
    std::vector<std::function<void()>> m_waiting;
};

} // namespace melody
