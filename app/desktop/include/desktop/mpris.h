// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later
//
// The player on the session bus, as the MPRIS D-Bus interface 2.2 says: desktops show it, and send media keys here.
#pragma once

#include <QtDBus/QDBusConnection>
#include <viewmodels/playback_view_model.h>
#include <viewmodels/queue_view_model.h>

#include <functional>

namespace melody::app {

struct MprisParts {
    PlaybackViewModel &playback;
    QueueViewModel &queue;
    std::function<void()> raise; // shows the window
    std::function<void()> quit;
    std::function<void(const QString &)> open = {}; // a link, melody:...
};

// Has the Melody that is on the bus open `uri` and show itself. False when there is none.
[[nodiscard]] bool openElsewhere(const QString &uri, const QDBusConnection &bus = QDBusConnection::sessionBus());

// Thread: the GUI's.
class Mpris : public QObject {
    Q_OBJECT

public:
    // Takes the name org.mpris.MediaPlayer2.melody, or one of its own when another Melody has it. Without a bus nothing happens.
    explicit Mpris(MprisParts parts, const QDBusConnection &bus = QDBusConnection::sessionBus());
    ~Mpris() override;
    [[nodiscard]] const QString &name() const { return m_name; } // on the bus; empty: not there

private:
    void tell();
    void tellIfSought();

    MprisParts m_parts;
    QDBusConnection m_bus;
    QString m_name;
    QVariantMap m_told;
    qint64 m_positionMs = 0; // as told last
};

} // namespace melody::app
