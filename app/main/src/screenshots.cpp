// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include <main/screenshots.h>
#include <viewmodels/playback_view_model.h>
#include <viewmodels/session_view_model.h>
#include <viewmodels/settings_view_model.h>

#include <QtCore/QDir>
#include <QtCore/QElapsedTimer>
#include <QtCore/QEventLoop>
#include <QtCore/QTimer>
#include <QtGui/QImage>
#include <QtQuick/QQuickItem>
#include <QtQuick/QQuickWindow>

namespace melody::app {
namespace {

using namespace Qt::StringLiterals;

const QStringList settingScenes{u"subscription"_s, u"cancel"_s,      u"plans"_s, u"payment_methods"_s,
                                u"invoices"_s,     u"staff_roles"_s, u"audit"_s, u"sound"_s};
const QStringList speechScenes{u"chapters"_s, u"speech"_s};
const QStringList poses{u"led"_s, u"ad_break"_s, u"skip_refused"_s, u"no_device"_s};
constexpr int settleMs = 700;
constexpr int patienceMs = 20'000;

struct Size {
    QString name;
    QSize pixels;
};

void settle(int ms)
{
    QEventLoop loop;
    QTimer::singleShot(ms, &loop, &QEventLoop::quit);
    loop.exec();
}

bool waitFor(const std::function<bool()> &there)
{
    QElapsedTimer timer;
    timer.start();
    while (!there()) {
        if (timer.elapsed() > patienceMs)
            return false;
        settle(20);
    }
    return true;
}

// By the tree of what is shown: what a Loader or a StackView made is not a QObject child of theirs.
QObject *findShown(const QQuickItem *item, const QString &name)
{
    if (QObject *found = item->findChild<QObject *>(name, Qt::FindDirectChildrenOnly))
        return found;
    for (const QQuickItem *child : item->childItems()) {
        if (child->objectName() == name)
            return const_cast<QQuickItem *>(child);
        if (QObject *found = findShown(child, name))
            return found;
    }
    return nullptr;
}

class Photographer {
public:
    Photographer(Gui &gui, const QString &folder) : m_gui(gui), m_window(*gui.window()), m_folder(folder) {}

    bool take(const QString &scene, const Size &size)
    {
        m_window.resize(size.pixels);
        settle(50);
        if (!arrange(scene)) {
            qWarning("The scene %s can't be arranged.", qPrintable(scene));
            return false;
        }
        settle(settleMs);
        const QString file = m_folder.filePath(scene + u'-' + size.name + u'-' + m_gui.settings().theme() + u'-' +
                                               m_gui.settings().effectiveLanguage() + u".png"_s);
        if (!m_window.grabWindow().save(file)) {
            qWarning("%s can't be written.", qPrintable(file));
            return false;
        }
        return true;
    }

private:
    [[nodiscard]] QQuickItem *shell() const { return qobject_cast<QQuickItem *>(findShown(m_window.contentItem(), u"shell"_s)); }
    [[nodiscard]] QString featured() const
    {
        const QObject *home = findShown(m_window.contentItem(), u"homeViewModel"_s);
        return home != nullptr ? home->property("featuredId").toString() : QString();
    }

    [[nodiscard]] QObject *thing(const QString &name) const { return findShown(m_window.contentItem(), name); }

    bool arrange(const QString &scene)
    {
        if (QStringList{u"sign_in"_s, u"sign_up"_s, u"reset"_s, u"child"_s, u"organisation"_s}.contains(scene))
            return m_window.setProperty("form", scene) && !m_gui.session().signedIn();
        if (!waitFor([this] { return shell() != nullptr; }))
            return false;
        const bool isLarge =
            scene == u"now_playing" || scene == u"queue" || scene == u"lyrics" || speechScenes.contains(scene) || poses.contains(scene);
        const bool isBar = scene.endsWith(u"_bar");
        if (scene == u"show" || speechScenes.contains(scene)) {
            if (!arrangeShow(scene))
                return false;
        } else if ((isLarge || isBar) && (!m_gui.playback().active() || m_gui.playback().speech()))
            startMusic(poses.contains(scene) || isBar);
        shell()->setProperty("nowPlaying", isLarge);
        if (QObject *playing = findShown(m_window.contentItem(), u"nowPlaying"_s)) {
            playing->setProperty("queueShown", scene == u"queue");
            playing->setProperty("lyricsShown", scene == u"lyrics");
            playing->setProperty("chaptersShown", scene == u"chapters");
        }
        if (scene == u"show")
            return true;
        if (QObject *speech = thing(u"speechDialog"_s))
            QMetaObject::invokeMethod(speech, scene == u"speech" ? "open" : "close");
        if (QObject *menu = thing(u"moreMenu"_s))
            QMetaObject::invokeMethod(menu, "close");
        if (settingScenes.contains(scene))
            return arrangeSetting(scene);
        if (scene == u"search")
            return arrangeSearch();
        if (isLarge)
            return m_gui.playback().active();
        if (scene == u"albums" || scene == u"settings" || scene == u"library")
            return call("go", {scene});
        if (scene == u"playlist")
            return call("go", {u"library"_s}) && waitFor([this] { return thing(u"libraryRow_1"_s) != nullptr; }) &&
                   QMetaObject::invokeMethod(thing(u"libraryRow_1"_s), "clicked");
        if (QStringList{u"profile"_s, u"security"_s, u"devices"_s, u"downloads"_s, u"family"_s, u"statistics"_s}.contains(scene))
            return call("openSetting", {scene});
        call("go", {u"home"_s});
        if (scene == u"home" || scene == u"error" || isBar)
            return true;
        if (!waitFor([this] { return !featured().isEmpty(); }))
            return false;
        if (!m_gui.playback().active())
            startMusic(false);
        if (scene == u"album" || scene == u"more")
            return call("open", {u"album"_s, featured()}) && (scene == u"album" || openMore());
        return waitFor([this] { return !m_gui.playback().artistId().isEmpty(); }) &&
               call("open", {u"artist"_s, m_gui.playback().artistId()});
    }
    // Something of each kind is found.
    bool arrangeSearch()
    {
        if (!call("search", {QString()}) || !waitFor([this] { return thing(u"searchField"_s) != nullptr; }))
            return false;
        thing(u"searchField"_s)->setProperty("text", u"l"_s);
        return waitFor([this] { return thing(u"searchRow_0"_s) != nullptr; });
    }
    // What can be done with a song.
    bool openMore()
    {
        if (!waitFor([this] { return thing(u"track_2"_s) != nullptr; }))
            return false;
        settle(settleMs);
        return QMetaObject::invokeMethod(thing(u"track_2"_s), "askMore");
    }
    // The first show; of it an episode with chapters is in the middle, and one is opened.
    bool arrangeShow(const QString &scene)
    {
        call("open", {u"show"_s, u"019aa020-5eed-7000-8000-000000000000"_s});
        const auto is = [this] { return thing(u"show"_s) != nullptr && thing(u"show"_s)->property("ready").toBool(); };
        if (!waitFor(is))
            return false;
        if (!m_gui.playback().speech()) {
            settle(settleMs); // until it is known how far one listened
            QMetaObject::invokeMethod(thing(u"show"_s), "play", Q_ARG(int, 1));
            if (!waitFor([this] {
                    return m_gui.playback().speech() && m_gui.playback().chapters()->there() && m_gui.playback().durationMs() > 0;
                }))
                return false;
            settle(settleMs);
            m_gui.playback().seekTo(0.47);
            if (m_gui.playback().playing())
                m_gui.playback().toggle();
        }
        return scene != u"show" || (waitFor([this] { return thing(u"episode_2"_s) != nullptr; }) &&
                                    QMetaObject::invokeMethod(thing(u"episode_2"_s), "clicked"));
    }
    // A page behind Settings, in the middle of being used.
    bool arrangeSetting(const QString &scene)
    {
        const QString page = scene == u"cancel" ? u"subscription"_s : scene;
        if (!call("openSetting", {page}))
            return false;
        settle(settleMs);
        if (scene == u"sound")
            return thing(u"preset_bass"_s) != nullptr && QMetaObject::invokeMethod(thing(u"preset_bass"_s), "clicked");
        if (scene == u"cancel")
            return thing(u"cancelButton"_s) != nullptr && QMetaObject::invokeMethod(thing(u"cancelButton"_s), "clicked");
        if (scene == u"plans")
            return thing(u"plans"_s) != nullptr && QMetaObject::invokeMethod(thing(u"plans"_s), "choose", Q_ARG(QString, u"duo"_s));
        if (scene == u"staff_roles")
            return thing(u"roles"_s) != nullptr &&
                   QMetaObject::invokeMethod(thing(u"roles"_s), "find", Q_ARG(QString, u"0ada0001-1815-4000-8000-000000000001"_s));
        if (scene == u"audit")
            return thing(u"audit"_s) != nullptr && QMetaObject::invokeMethod(thing(u"audit"_s), "showDetails", Q_ARG(int, 0));
        return true;
    }
    // Something plays, somewhere in the middle.
    void startMusic(bool posed)
    {
        waitFor([this] { return !featured().isEmpty(); });
        m_gui.playback().playAlbum(featured());
        waitFor([this] { return m_gui.playback().active(); });
        if (posed) {
            settle(settleMs);
            m_gui.playback().seekTo(0.38);
            if (m_gui.playback().playing())
                m_gui.playback().toggle();
            return;
        }
        waitFor([this] { return m_gui.playback().durationMs() > 0 && !m_gui.playback().waveform().isEmpty(); });
        m_gui.playback().next();
        waitFor([this] { return m_gui.playback().positionMs() > 0; });
        m_gui.playback().seekTo(0.38);
        m_gui.playback().toggle();
    }
    bool call(const char *function, const QStringList &arguments)
    {
        const QVariant first = arguments.value(0);
        const QVariant second = arguments.value(1);
        return arguments.size() == 1
                   ? QMetaObject::invokeMethod(shell(), function, Q_ARG(QString, first.toString()))
                   : QMetaObject::invokeMethod(shell(), function, Q_ARG(QString, first.toString()), Q_ARG(QString, second.toString()));
    }

    Gui &m_gui;
    QQuickWindow &m_window;
    QDir m_folder;
};

} // namespace

bool takeScreenshots(Gui &gui, const QStringList &scenes, const QString &folder)
{
    if (gui.window() == nullptr || !QDir().mkpath(folder))
        return false;
    const std::array sizes{Size{u"desktop"_s, {1280, 800}}, Size{u"tablet"_s, {834, 1112}}, Size{u"phone"_s, {390, 844}}};
    gui.settings().setReducedMotion(true);
    gui.window()->show();
    Photographer photographer(gui, folder);
    for (const QString &theme : {u"dark"_s, u"light"_s}) {
        for (const QString &language : {u"en"_s, u"es"_s}) {
            gui.settings().setTheme(theme);
            gui.settings().setLanguage(language);
            for (const Size &size : sizes) {
                for (const QString &scene : scenes) {
                    if (!photographer.take(scene, size))
                        return false;
                }
            }
        }
    }
    return true;
}

} // namespace melody::app
