// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later
//
// A display of its own (Xvfb), and programs on it, seen from outside: nothing of them is asked, only the picture is looked at.
#pragma once

#include <QtCore/QFile>
#include <QtCore/QProcess>
#include <QtCore/QTemporaryDir>
#include <QtGui/QImage>

namespace melody::bench {

struct Start {
    double readyMs = 0;   // from the start of the process until its picture stood
    double peakRssMb = 0; // until then and a moment beyond
    QImage picture;
};

// Thread: one.
class Screen {
public:
    Screen();
    ~Screen();
    Screen(const Screen &) = delete;
    Screen &operator=(const Screen &) = delete;

    // Of a program on this display, with folders of its own below `home`.
    [[nodiscard]] QProcessEnvironment environment(const QString &home) const;
    // Starts it and watches until nothing larger than `noise` of the picture has changed for `quietMs`; then it is ended.
    [[nodiscard]] Start start(const QString &program, const QStringList &arguments, const QString &home, int quietMs = usualQuietMs);

    static constexpr int width = 1600;
    static constexpr int height = 1000;
    static constexpr double noise = 0.01; // a cursor, a pulsing dot
    static constexpr int usualQuietMs = 4'000;

private:
    [[nodiscard]] double changedShare();

    QTemporaryDir m_folder;
    QProcess m_server;
    QProcess m_bus; // some programs don't start without one
    QString m_display;
    QString m_busAddress;
    QFile m_frame;
    const quint32 *m_pixels = nullptr;
    std::vector<quint32> m_before;
};

} // namespace melody::bench
