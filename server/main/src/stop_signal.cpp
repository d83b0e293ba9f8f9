// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "stop_signal.h"

#include <cerrno>
#include <csignal>
#include <fcntl.h>
#include <stdexcept>
#include <unistd.h>

namespace melody::server {
namespace {

// Handlers of signals reach nothing but statics.
volatile sig_atomic_t wakeFd = -1;

extern "C" void wakeUp(int signal)
{
    const int before = errno;
    const char byte = char(signal);
    (void)!::write(wakeFd, &byte, 1);
    ::signal(signal, SIG_DFL);
    errno = before;
}

} // namespace

StopSignal::StopSignal()
{
    if (::pipe2(m_pipe, O_CLOEXEC) != 0)
        throw std::runtime_error("no pipe for signals");
    wakeFd = m_pipe[1];
    struct sigaction action {};
    action.sa_handler = wakeUp;
    sigemptyset(&action.sa_mask);
    ::sigaction(SIGTERM, &action, nullptr);
    ::sigaction(SIGINT, &action, nullptr);
    ::signal(SIGPIPE, SIG_IGN);
}

StopSignal::~StopSignal()
{
    ::signal(SIGTERM, SIG_DFL);
    ::signal(SIGINT, SIG_DFL);
    wakeFd = -1;
    ::close(m_pipe[0]);
    ::close(m_pipe[1]);
}

void StopSignal::wait()
{
    char byte = 0;
    while (::read(m_pipe[0], &byte, 1) < 0 && errno == EINTR) {
    }
}

} // namespace melody::server
