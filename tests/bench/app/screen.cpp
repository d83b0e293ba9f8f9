// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "screen.h"

#include <QtCore/QDir>
#include <QtCore/QElapsedTimer>
#include <QtCore/QThread>
#include <QtCore/QtEndian>

#include <csignal>
#include <sys/prctl.h>

namespace melody::bench {
namespace {

using namespace Qt::StringLiterals;

constexpr int serverReadyMs = 20'000;
constexpr int lookEveryMs = 10;
constexpr int endsWithinMs = 120'000;
constexpr int colourBytes = 12; // an entry of the colour map in an XWD file (X11/XWDFile.h)

double peakRssMb(qint64 pid)
{
    QFile file(u"/proc/%1/status"_s.arg(pid));
    if (!file.open(QIODevice::ReadOnly))
        return 0;
    const QList<QByteArray> fields = file.readAll().simplified().split(' ');
    return fields.value(fields.indexOf("VmHWM:") + 1).toDouble() / 1'000;
}

QString firstLine(QProcess &process, const char *what)
{
    while (!process.canReadLine()) {
        if (!process.waitForReadyRead(serverReadyMs))
            qFatal("%s does not start: %s", what, process.readAllStandardError().constData());
    }
    return QString::fromLocal8Bit(process.readLine()).trimmed();
}

} // namespace

Screen::Screen()
{
    for (QProcess *process : {&m_server, &m_bus})
        process->setChildProcessModifier([] { ::prctl(PR_SET_PDEATHSIG, SIGKILL); });
    m_server.start(u"Xvfb"_s, {u"-displayfd"_s, u"1"_s, u"-screen"_s, u"0"_s, u"%1x%2x24"_s.arg(width).arg(height), u"-fbdir"_s,
                               m_folder.path(), u"-nolisten"_s, u"tcp"_s, u"-noreset"_s, u"-br"_s});
    m_display = u':' + firstLine(m_server, "Xvfb");
    m_bus.start(u"dbus-daemon"_s, {u"--session"_s, u"--nofork"_s, u"--print-address"_s});
    m_busAddress = firstLine(m_bus, "dbus-daemon");
    m_frame.setFileName(m_folder.filePath(u"Xvfb_screen0"_s));
    const uchar *all = m_frame.open(QIODevice::ReadOnly) ? m_frame.map(0, m_frame.size()) : nullptr;
    if (all == nullptr)
        qFatal("the picture of Xvfb can't be read");
    const auto headerBytes = qFromBigEndian<quint32>(all);
    const auto colours = qFromBigEndian<quint32>(all + size_t(19) * 4);
    m_pixels = reinterpret_cast<const quint32 *>(all + headerBytes + size_t(colours) * colourBytes);
    m_before.assign(m_pixels, m_pixels + size_t(width) * height);
}

Screen::~Screen()
{
    for (QProcess *process : {&m_bus, &m_server}) {
        process->terminate();
        if (!process->waitForFinished(5'000))
            process->kill();
    }
}

QProcessEnvironment Screen::environment(const QString &home) const
{
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    const std::pair<QString, QString> folders[]{{u"HOME"_s, u""_s},
                                                {u"XDG_CONFIG_HOME"_s, u"/.config"_s},
                                                {u"XDG_DATA_HOME"_s, u"/.local/share"_s},
                                                {u"XDG_CACHE_HOME"_s, u"/.cache"_s},
                                                {u"XDG_RUNTIME_DIR"_s, u"/.run"_s}};
    for (const auto &[name, folder] : folders) {
        QDir().mkpath(home + folder);
        environment.insert(name, home + folder);
    }
    QFile::setPermissions(home + u"/.run"_s, QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner);
    environment.insert(u"DISPLAY"_s, m_display);
    environment.insert(u"DBUS_SESSION_BUS_ADDRESS"_s, m_busAddress);
    environment.insert(u"QT_QPA_PLATFORM"_s, u"xcb"_s);
    environment.insert(u"QT_QUICK_BACKEND"_s, u"software"_s); // there is no graphics card behind this display, for nobody
    environment.insert(u"LC_ALL"_s, u"C.UTF-8"_s);
    environment.remove(u"WAYLAND_DISPLAY"_s);
    return environment;
}

// Since it was asked last.
double Screen::changedShare()
{
    qsizetype changed = 0;
    for (size_t i = 0; i < m_before.size(); ++i)
        changed += m_before[i] != m_pixels[i] ? 1 : 0;
    if (changed > 0)
        std::copy(m_pixels, m_pixels + m_before.size(), m_before.begin());
    return double(changed) / double(m_before.size());
}

Start Screen::start(const QString &program, const QStringList &arguments, const QString &home, int quietMs)
{
    static_cast<void>(changedShare());
    QProcess process;
    process.setProcessEnvironment(environment(home));
    process.setProcessChannelMode(QProcess::MergedChannels);
    QElapsedTimer timer;
    timer.start();
    process.start(program, arguments);
    if (!process.waitForStarted())
        qFatal("%s does not start", qPrintable(program));
    Start start;
    qint64 last = 0;
    while (last == 0 || timer.elapsed() - last < quietMs) {
        QThread::msleep(lookEveryMs);
        if (changedShare() > noise) {
            last = timer.elapsed();
            start.readyMs = double(last);
        }
        if (timer.elapsed() > endsWithinMs || process.waitForFinished(0))
            qFatal("%s shows nothing that stays: %s", qPrintable(program), process.readAll().right(2'000).constData());
    }
    start.peakRssMb = peakRssMb(process.processId());
    start.picture = QImage(reinterpret_cast<const uchar *>(m_pixels), width, height, QImage::Format_RGB32).copy();
    process.terminate();
    if (!process.waitForFinished(10'000)) {
        process.kill();
        process.waitForFinished();
    }
    return start;
}

} // namespace melody::bench
