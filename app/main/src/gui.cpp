// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include <desktop/motion_preference.h>
#include <desktop/mpris.h>
#include <desktop/notifier.h>
#include <desktop/tray.h>
#include <main/gui.h>
#include <platform/language.h>
#include <platform/resources.h>
#include <viewmodels/app_view_model.h>
#include <viewmodels/download_keeper.h>
#include <viewmodels/playback_view_model.h>
#include <viewmodels/session_view_model.h>
#include <viewmodels/settings_view_model.h>

#include <QtCore/QCoreApplication>
#include <QtCore/QSysInfo>
#include <QtQml/QQmlApplicationEngine>
#include <QtQuick/QQuickWindow>

namespace melody::app {

using namespace Qt::StringLiterals;

namespace {

player::QualityMode qualityMode(const QString &word)
{
    return word == u"data_saver" ? player::QualityMode::DataSaver
           : word == u"hifi"     ? player::QualityMode::HiFi
                                 : player::QualityMode::Automatic;
}

// A window that is closed is only hidden, where the listener wants that and a panel brings it back.
class StaysBehind final : public QObject {
public:
    explicit StaysBehind(const SettingsViewModel &settings) : m_settings(settings) {}
    bool eventFilter(QObject *watched, QEvent *event) override
    {
        auto *window = qobject_cast<QWindow *>(watched);
        if (event->type() != QEvent::Close || !window || !m_settings.staysInTray() || !m_settings.hasTray())
            return false;
        event->ignore();
        window->hide();
        return true;
    }

private:
    const SettingsViewModel &m_settings;
};

} // namespace

struct Gui::Private {
    explicit Private(const GuiParts &parts)
        : session(parts.api, QSysInfo::machineHostName().left(40) + u", "_s + QSysInfo::prettyProductName().left(38)),
          playback(parts.api, parts.player, parts.watch), queue(parts.player, parts.watch, parts.clock),
          sound(parts.player, parts.settingsFile), settings(parts.settingsFile, parts.server),
          listening({parts.api, parts.player, parts.watch, parts.ticks, session, settings, parts.clock}),
          app({parts.api, parts.federation, parts.player, parts.clock, parts.open ? parts.open : OpenUrl(openOnDesktop), parts.downloads,
               parts.library, parts.pages, parts.handOver, &parts.watch},
              {session, playback, queue, sound, settings, listening})
    {
    }

    SessionViewModel session;
    PlaybackViewModel playback;
    QueueViewModel queue;
    SoundViewModel sound;
    SettingsViewModel settings;
    ListeningViewModel listening;
    AppViewModel app;
    DownloadKeeper keeper{app};
    Language language;
    QQmlApplicationEngine engine; // what it shows goes before what it stands on
    std::unique_ptr<Mpris> mpris;
    std::unique_ptr<Notifier> notifier;
    std::unique_ptr<MotionPreference> motion;
    std::unique_ptr<Tray> tray;
    StaysBehind staysBehind{settings};
};

Gui::Gui(const GuiParts &parts) : d(std::make_unique<Private>(parts))
{
    loadFonts();
    prepareEngine(d->engine, parts.api);
    d->language.use(d->settings.effectiveLanguage());
    QObject::connect(&d->settings, &SettingsViewModel::languageChanged, &d->engine, [this] {
        d->language.use(d->settings.effectiveLanguage());
        d->engine.retranslate();
        // Sentences that view models hand out are no translations to the engine.
        Q_EMIT d->session.formChanged();
        Q_EMIT d->playback.statusChanged();
        d->playback.chapters()->retranslate();
        d->app.downloads()->retranslate();
        d->app.handOver()->retranslate();
        Q_EMIT d->queue.changed();
    });
    d->playback.setVolume(d->settings.volume());
    QObject::connect(&d->playback, &PlaybackViewModel::volumeChanged, &d->settings, [this, handOver = parts.handOver] {
        if (!handOver || handOver->standing().playsOn.isNull() || handOver->standing().playsOn == handOver->standing().self)
            d->settings.setVolume(d->playback.volume()); // not another device's
    });
    QObject::connect(&d->session, &SessionViewModel::signedInChanged, &d->playback, [this] {
        if (!d->session.signedIn())
            d->playback.stop();
    });
    const auto applyQuality = [this, &player = parts.player] { player.setQuality(qualityMode(d->settings.quality())); };
    applyQuality();
    QObject::connect(&d->settings, &SettingsViewModel::qualityChanged, &d->settings, applyQuality);
    if (parts.pages != nullptr) {
        QObject::connect(d->app.downloads(), &DownloadsViewModel::changed, d->app.downloads(), [this, &pages = *parts.pages] {
            if (!d->app.downloads()->offline()) {
                pages.keepLyrics(d->app.downloads()->keptTracks());
                pages.keepChapters(d->app.downloads()->keptLong());
            }
        });
    }
    d->engine.setInitialProperties({{u"app"_s, QVariant::fromValue(&d->app)}});
    d->engine.load(QUrl(u"qrc:/qt/qml/Melody/Screens/Main.qml"_s));
    if (QQuickWindow *shown = window()) {
        const auto look = [&player = parts.player](QWindow::Visibility visibility) {
            player.setWatched(visibility != QWindow::Hidden && visibility != QWindow::Minimized);
        };
        look(shown->visibility());
        QObject::connect(shown, &QWindow::visibilityChanged, shown, look);
    }
    if (parts.onTheBus) {
        const auto raise = [this] {
            if (QQuickWindow *shown = window()) {
                shown->show();
                shown->raise();
                shown->requestActivate();
            }
        };
        const auto quit = [] { QCoreApplication::exit(); }; // quit() asks the window first, which may want to stay behind
        d->mpris = std::make_unique<Mpris>(MprisParts{d->playback, d->queue, raise, quit, [this](const QString &link) { open(link); }});
        d->tray = std::make_unique<Tray>(TrayParts{d->playback, raise, quit});
        const auto lookAtTray = [this] { d->settings.setHasTray(d->tray->isShown()); };
        QObject::connect(d->tray.get(), &Tray::shownChanged, &d->settings, lookAtTray);
        if (window())
            window()->installEventFilter(&d->staysBehind);
        d->notifier = std::make_unique<Notifier>(
            NotifierParts{d->playback, d->queue, [this] { return d->settings.notifications() && window() && !window()->isActive(); }});
        d->motion = std::make_unique<MotionPreference>([this](bool reduced) { d->settings.setSystemReducesMotion(reduced); });
    }
}

Gui::~Gui() = default;

QQuickWindow *Gui::window() const
{
    return d->engine.rootObjects().isEmpty() ? nullptr : qobject_cast<QQuickWindow *>(d->engine.rootObjects().first());
}

SessionViewModel &Gui::session()
{
    return d->session;
}

void Gui::planChanged()
{
    d->session.reloadProfile();
    Q_EMIT d->app.planChanged();
}

void Gui::open(const QString &link)
{
    d->app.links()->open(link);
}

PlaybackViewModel &Gui::playback()
{
    return d->playback;
}

SettingsViewModel &Gui::settings()
{
    return d->settings;
}

} // namespace melody::app
