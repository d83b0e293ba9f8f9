// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include <main/speaker.h>

#include <main/headless.h>

#include <QtCore/QCoreApplication>
#include <QtCore/QSocketNotifier>

#include <cerrno>
#include <csignal>
#include <fcntl.h>
#include <unistd.h>

namespace melody::app {
namespace {

using namespace Qt::StringLiterals;

// Handlers of signals reach nothing but statics.
volatile sig_atomic_t quitFd = -1;

extern "C" void quitLoop(int signal)
{
    const int before = errno;
    const char byte = char(signal);
    (void)!::write(quitFd, &byte, 1);
    ::signal(signal, SIG_DFL);
    errno = before;
}

} // namespace

Result<UserId> beginSpeaker(const SpeakerParts &parts, const Options &options)
{
    auto user = signInWithoutScreen(parts.api, options, options.speaker);
    const bool away = !user && user.error().kind == ErrorKind::Unavailable;
    if (away && options.email.isEmpty() && !parts.offline.lastUser().isNull())
        user = parts.offline.lastUser(); // it is there when the server is
    if (!user)
        return user;
    parts.offline.setUser(*user);
    if (const auto opened = parts.outbox.open(*user); !opened)
        return tl::unexpected(opened.error());
    return user;
}

QString speakerLine(const player::PlayerState &state)
{
    using player::PlaybackStatus;
    const auto item = state.queue.current();
    if (state.error)
        return u"can't play: %1"_s.arg(state.error->detail);
    switch (state.status) {
    case PlaybackStatus::Loading:
    case PlaybackStatus::Buffering:
        return u"waits for the network"_s;
    case PlaybackStatus::Playing:
        return u"plays %1"_s.arg(item ? item->title : QString());
    case PlaybackStatus::Paused:
        return u"paused"_s;
    case PlaybackStatus::Stopped:
    case PlaybackStatus::Failed:
        break;
    }
    return u"is silent"_s;
}

QuitOnSignal::QuitOnSignal()
{
    if (::pipe2(m_pipe, O_CLOEXEC) != 0)
        return; // then a signal ends the process as it always does
    quitFd = m_pipe[1];
    m_notifier = std::make_unique<QSocketNotifier>(m_pipe[0], QSocketNotifier::Read);
    QObject::connect(m_notifier.get(), &QSocketNotifier::activated, QCoreApplication::instance(), [this] {
        m_notifier->setEnabled(false); // the byte stays in the pipe, and last words want a loop of their own
        QCoreApplication::exit();
    });
    struct sigaction action {};
    action.sa_handler = quitLoop;
    sigemptyset(&action.sa_mask);
    ::sigaction(SIGTERM, &action, nullptr);
    ::sigaction(SIGINT, &action, nullptr);
}

QuitOnSignal::~QuitOnSignal()
{
    ::signal(SIGTERM, SIG_DFL);
    ::signal(SIGINT, SIG_DFL);
    quitFd = -1;
    m_notifier.reset();
    for (const int fd : m_pipe) {
        if (fd >= 0)
            ::close(fd);
    }
}

} // namespace melody::app
