// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later
//
// What a screen needs to make its own view model. Holds references only; the composition root owns everything.
#pragma once

#include <QtCore/QObject>
#include <QtQml/qqmlregistration.h>
#include <engine/player.h>
#include <viewmodels/browser.h>
#include <viewmodels/downloads_view_model.h>
#include <viewmodels/elsewhere_view_model.h>
#include <viewmodels/library_view_model.h>
#include <viewmodels/listening_view_model.h>
#include <viewmodels/playback_view_model.h>
#include <viewmodels/session_view_model.h>
#include <viewmodels/settings_view_model.h>
#include <viewmodels/step_up_view_model.h>

namespace melody::app {

struct AppParts {
    remote::Api &api;
    remote::FederatedSignIn &federation;
    player::Player &player;
    const Clock &clock;
    OpenUrl open = openOnDesktop;
    downloads::Downloads *downloads = nullptr; // none: nothing can be kept
    library::Library *library = nullptr;       // none: there are no hearts
};

// Thread: the GUI's.
class AppViewModel : public QObject {
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("made by the composition root")
    Q_PROPERTY(melody::app::SessionViewModel *session READ session CONSTANT)
    Q_PROPERTY(melody::app::PlaybackViewModel *playback READ playback CONSTANT)
    Q_PROPERTY(melody::app::SettingsViewModel *settings READ settings CONSTANT)
    Q_PROPERTY(melody::app::StepUpViewModel *stepUp READ stepUp CONSTANT)
    Q_PROPERTY(melody::app::DownloadsViewModel *downloads READ downloads CONSTANT)
    Q_PROPERTY(melody::app::LibraryViewModel *library READ library CONSTANT)
    Q_PROPERTY(melody::app::ListeningViewModel *listening READ listening CONSTANT)
    Q_PROPERTY(melody::app::ElsewhereViewModel *elsewhere READ elsewhere CONSTANT)

public:
    AppViewModel(const AppParts &parts, SessionViewModel &session, PlaybackViewModel &playback, SettingsViewModel &settings,
                 ListeningViewModel &listening)
        : m_parts(parts), m_session(session), m_playback(playback), m_settings(settings), m_listening(listening), m_stepUp(parts.api),
          m_elsewhere({parts.federation, session, settings, m_stepUp, parts.open}), m_downloads(parts.api, parts.downloads),
          m_library(parts.library)
    {
    }
    [[nodiscard]] remote::Api &api() const { return m_parts.api; }
    [[nodiscard]] player::Player &player() const { return m_parts.player; }
    [[nodiscard]] const Clock &clock() const { return m_parts.clock; }
    [[nodiscard]] SessionViewModel *session() const { return &m_session; }
    [[nodiscard]] PlaybackViewModel *playback() const { return &m_playback; }
    [[nodiscard]] SettingsViewModel *settings() const { return &m_settings; }
    [[nodiscard]] ListeningViewModel *listening() const { return &m_listening; }
    [[nodiscard]] StepUpViewModel *stepUp() { return &m_stepUp; }
    [[nodiscard]] DownloadsViewModel *downloads() { return &m_downloads; }
    [[nodiscard]] LibraryViewModel *library() { return &m_library; }
    [[nodiscard]] ElsewhereViewModel *elsewhere() { return &m_elsewhere; }
    [[nodiscard]] remote::FederatedSignIn &federation() const { return m_parts.federation; }
    // A page or a document, with what the desktop has for it. False when nothing opens it.
    [[nodiscard]] bool openUrl(const QUrl &url) const { return m_parts.open(url); }

private:
    AppParts m_parts;
    SessionViewModel &m_session;
    PlaybackViewModel &m_playback;
    SettingsViewModel &m_settings;
    ListeningViewModel &m_listening;
    StepUpViewModel m_stepUp;
    ElsewhereViewModel m_elsewhere;
    DownloadsViewModel m_downloads;
    LibraryViewModel m_library;
};

} // namespace melody::app
