// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later
//
// What a screen needs to make its own view model. Holds references only; the composition root owns everything.
#pragma once

#include <QtCore/QObject>
#include <QtQml/qqmlregistration.h>
#include <engine/player.h>
#include <kept/kept_pages.h>
#include <viewmodels/browser.h>
#include <viewmodels/downloads_view_model.h>
#include <viewmodels/elsewhere_view_model.h>
#include <viewmodels/hand_over_view_model.h>
#include <viewmodels/library_view_model.h>
#include <viewmodels/links_view_model.h>
#include <viewmodels/listening_view_model.h>
#include <viewmodels/places_view_model.h>
#include <viewmodels/playback_view_model.h>
#include <viewmodels/queue_view_model.h>
#include <viewmodels/session_view_model.h>
#include <viewmodels/settings_view_model.h>
#include <viewmodels/sound_view_model.h>
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
    kept::KeptPages *pages = nullptr;          // none: neither words nor statistics
    handover::HandOver *handOver = nullptr;    // none: music stays on this device
    PlayerWatch *watch = nullptr;              // gets what `handOver` shows
};

// Those that live as long as the window.
struct AppModels {
    SessionViewModel &session;
    PlaybackViewModel &playback;
    QueueViewModel &queue;
    SoundViewModel &sound;
    SettingsViewModel &settings;
    ListeningViewModel &listening;
};

// Thread: the GUI's.
class AppViewModel : public QObject {
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("made by the composition root")
    Q_PROPERTY(melody::app::SessionViewModel *session READ session CONSTANT)
    Q_PROPERTY(melody::app::PlaybackViewModel *playback READ playback CONSTANT)
    Q_PROPERTY(melody::app::QueueViewModel *queue READ queue CONSTANT)
    Q_PROPERTY(melody::app::SoundViewModel *sound READ sound CONSTANT)
    Q_PROPERTY(melody::app::SettingsViewModel *settings READ settings CONSTANT)
    Q_PROPERTY(melody::app::StepUpViewModel *stepUp READ stepUp CONSTANT)
    Q_PROPERTY(melody::app::DownloadsViewModel *downloads READ downloads CONSTANT)
    Q_PROPERTY(melody::app::LibraryViewModel *library READ library CONSTANT)
    Q_PROPERTY(melody::app::PlacesViewModel *places READ places CONSTANT)
    Q_PROPERTY(melody::app::HandOverViewModel *handOver READ handOver CONSTANT)
    Q_PROPERTY(melody::app::ListeningViewModel *listening READ listening CONSTANT)
    Q_PROPERTY(melody::app::ElsewhereViewModel *elsewhere READ elsewhere CONSTANT)
    Q_PROPERTY(melody::app::LinksViewModel *links READ links CONSTANT)

public:
    AppViewModel(const AppParts &parts, const AppModels &models)
        : m_parts(parts), m_models(models), m_stepUp(parts.api),
          m_elsewhere({parts.federation, models.session, models.settings, m_stepUp, parts.open}), m_downloads(parts.api, parts.downloads),
          m_library(parts.library), m_places(parts.library, parts.player, parts.watch), m_handOver(parts.handOver, parts.watch)
    {
        models.playback.chapters()->setPages(parts.pages);
    }
    [[nodiscard]] remote::Api &api() const { return m_parts.api; }
    [[nodiscard]] player::Player &player() const { return m_parts.player; }
    [[nodiscard]] const Clock &clock() const { return m_parts.clock; }
    [[nodiscard]] kept::KeptPages *pages() const { return m_parts.pages; }
    [[nodiscard]] SessionViewModel *session() const { return &m_models.session; }
    [[nodiscard]] PlaybackViewModel *playback() const { return &m_models.playback; }
    [[nodiscard]] QueueViewModel *queue() const { return &m_models.queue; }
    [[nodiscard]] SoundViewModel *sound() const { return &m_models.sound; }
    [[nodiscard]] SettingsViewModel *settings() const { return &m_models.settings; }
    [[nodiscard]] ListeningViewModel *listening() const { return &m_models.listening; }
    [[nodiscard]] StepUpViewModel *stepUp() { return &m_stepUp; }
    [[nodiscard]] DownloadsViewModel *downloads() { return &m_downloads; }
    [[nodiscard]] LibraryViewModel *library() { return &m_library; }
    [[nodiscard]] PlacesViewModel *places() { return &m_places; }
    [[nodiscard]] HandOverViewModel *handOver() { return &m_handOver; }
    [[nodiscard]] ElsewhereViewModel *elsewhere() { return &m_elsewhere; }
    [[nodiscard]] LinksViewModel *links() { return &m_links; }
    [[nodiscard]] remote::FederatedSignIn &federation() const { return m_parts.federation; }
    // A page or a document, with what the desktop has for it. False when nothing opens it.
    [[nodiscard]] bool openUrl(const QUrl &url) const { return m_parts.open(url); }

Q_SIGNALS:
    void planChanged(); // on the server: by another device, by a payment, by time

private:
    AppParts m_parts;
    AppModels m_models;
    StepUpViewModel m_stepUp;
    ElsewhereViewModel m_elsewhere;
    DownloadsViewModel m_downloads;
    LibraryViewModel m_library;
    LinksViewModel m_links;
    PlacesViewModel m_places;
    HandOverViewModel m_handOver;
};

} // namespace melody::app
