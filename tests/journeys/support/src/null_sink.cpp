// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include <journey/null_sink.h>

#include <QtCore/QElapsedTimer>
#include <QtCore/QThread>

#include <csignal>
#include <sys/prctl.h>

namespace melody::test {

using namespace Qt::StringLiterals;

constexpr int soundReadyMs = 20'000;

NullSink::NullSink(int sampleRate)
{
    const QString socket = m_folder.filePath(u"native"_s);
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    for (const QString &name : {u"HOME"_s, u"XDG_RUNTIME_DIR"_s, u"XDG_CONFIG_HOME"_s, u"PULSE_RUNTIME_PATH"_s, u"PULSE_STATE_PATH"_s})
        environment.insert(name, m_folder.path());
    m_daemon.setProcessEnvironment(environment);
    m_daemon.setProcessChannelMode(QProcess::MergedChannels);
    m_daemon.setChildProcessModifier([] { ::prctl(PR_SET_PDEATHSIG, SIGKILL); });
    m_daemon.start(u"pulseaudio"_s,
                   {u"-n"_s, u"--daemonize=no"_s, u"--use-pid-file=no"_s, u"--exit-idle-time=-1"_s, u"--realtime=no"_s,
                    u"--high-priority=no"_s, u"--log-target=stderr"_s,
                    u"--load=module-null-sink sink_name=melody norewinds=1 rate=%1 channels=2 format=float32le"_s.arg(sampleRate),
                    u"--load=module-native-protocol-unix socket=%1 auth-anonymous=1"_s.arg(socket)});
    qputenv("PULSE_SERVER", "unix:" + socket.toLocal8Bit());
    qputenv("PULSE_COOKIE", m_folder.filePath(u"cookie"_s).toLocal8Bit());
    QElapsedTimer waited;
    waited.start();
    while (QProcess::execute(u"pactl"_s, {u"--"_s, u"list"_s, u"short"_s, u"sinks"_s}) != 0) {
        if (waited.elapsed() > soundReadyMs || m_daemon.state() == QProcess::NotRunning)
            qFatal("PulseAudio did not start: %s", m_daemon.readAll().constData());
        QThread::msleep(50);
    }
}

NullSink::~NullSink()
{
    m_daemon.terminate();
    if (!m_daemon.waitForFinished(5'000))
        m_daemon.kill();
}

} // namespace melody::test
