// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later
//
// `melody --speaker NAME`: a device without a screen that plays what others hand over.
#pragma once

#include <downloads/offline.h>
#include <engine/player.h>
#include <main/options.h>
#include <main/user_outbox.h>
#include <remote/api.h>

#include <memory>

class QSocketNotifier;

namespace melody::app {

struct SpeakerParts {
    remote::Api &api;
    UserOutbox &outbox;
    downloads::Offline &offline;
};

// Signs in under the speaker's name, or goes on with the session that was kept; without the server with who it was. Runs an event loop
// until it knows. Thread: the main one, with a QCoreApplication.
[[nodiscard]] Result<UserId> beginSpeaker(const SpeakerParts &parts, const Options &options);

// What it does, for whoever reads the terminal.
[[nodiscard]] QString speakerLine(const player::PlayerState &state);

// SIGTERM and SIGINT end the event loop, so that the music is ended and told; a second one ends the process. One in the process.
class QuitOnSignal {
public:
    QuitOnSignal();
    ~QuitOnSignal();
    QuitOnSignal(const QuitOnSignal &) = delete;
    QuitOnSignal &operator=(const QuitOnSignal &) = delete;

private:
    int m_pipe[2] = {-1, -1};
    std::unique_ptr<QSocketNotifier> m_notifier;
};

} // namespace melody::app
