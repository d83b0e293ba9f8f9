// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Says what plays now to who looks elsewhere, as the Desktop Notifications Specification 1.2 has it.
#pragma once

#include <QtDBus/QDBusConnection>
#include <viewmodels/playback_view_model.h>
#include <viewmodels/queue_view_model.h>

#include <functional>

namespace melody::app {

struct NotifierParts {
    PlaybackViewModel &playback;
    QueueViewModel &queue;
    std::function<bool()> wanted; // the listener allows it and looks at something else
};

// Thread: the GUI's. Where nobody shows notifications nothing happens.
class Notifier : public QObject {
    Q_OBJECT

public:
    explicit Notifier(NotifierParts parts, const QDBusConnection &bus = QDBusConnection::sessionBus());

private:
    void tell();

    NotifierParts m_parts;
    QDBusConnection m_bus;
    QString m_told;   // content
    uint m_shown = 0; // the notification that the next one takes the place of
};

} // namespace melody::app
