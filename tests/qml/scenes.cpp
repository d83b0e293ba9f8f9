// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "scenes.h"

#include <QtCore/QTemporaryDir>

namespace melody::test {
namespace {

using namespace Qt::StringLiterals;
using fixtures::FixtureOptions;
using Arrange = std::function<bool(Shown &)>;

// Few enough albums that Tab comes round.
constexpr int albumsOfScenes = 24;

FixtureOptions listener()
{
    return {.albums = albumsOfScenes};
}

FixtureOptions signedOut(bool secondFactor = false)
{
    return {.signedIn = false, .albums = albumsOfScenes, .secondFactor = secondFactor};
}

FixtureOptions staff()
{
    return {.albums = albumsOfScenes, .roles = {u"listener"_s, u"admin"_s}, .secondFactor = true};
}

bool call(Shown &shown, const char *function, const QString &argument)
{
    QQuickItem *shell = shown.homeIsThere() ? shown.find(u"shell"_s) : nullptr;
    return shell && QMetaObject::invokeMethod(shell, function, Q_ARG(QString, argument));
}

// One after the other, each once it is there.
Arrange presses(const QStringList &names, const QString &there)
{
    return [names, there](Shown &shown) {
        return std::all_of(names.begin(), names.end(), [&](const QString &name) { return shown.press(name); }) && shown.find(there);
    };
}

// A place of the navigation, then presses.
Arrange place(const QString &name, const QStringList &names, const QString &there)
{
    return [=](Shown &shown) { return call(shown, "go", name) && presses(names, there)(shown); };
}

// A page behind Settings, then presses.
Arrange setting(const QString &page, const QStringList &names, const QString &there)
{
    return [=](Shown &shown) { return call(shown, "openSetting", page) && presses(names, there)(shown); };
}

bool startMusic(Shown &shown)
{
    return shown.homeIsThere() && shown.press(u"heroPlay"_s) && QTest::qWaitFor([&] { return shown.playback().active(); });
}

// Something plays, large; then presses.
Arrange nowPlaying(const QStringList &names, const QString &there)
{
    return [=](Shown &shown) {
        return startMusic(shown) && shown.find(u"shell"_s)->setProperty("nowPlaying", true) && presses(names, there)(shown);
    };
}

bool openShow(Shown &shown)
{
    QQuickItem *shell = shown.homeIsThere() ? shown.find(u"shell"_s) : nullptr;
    return shell &&
           QMetaObject::invokeMethod(shell, "open", Q_ARG(QString, u"show"_s), Q_ARG(QString, u"019aa020-5eed-7000-8000-000000000000"_s)) &&
           shown.find(u"episode_0"_s);
}

Arrange speech(const QStringList &names, const QString &there)
{
    return [=](Shown &shown) {
        return openShow(shown) && shown.press(u"episodePlay_0"_s) &&
               QTest::qWaitFor([&] { return shown.playback().chapters()->there(); }) &&
               shown.find(u"shell"_s)->setProperty("nowPlaying", true) && presses(names, there)(shown);
    };
}

bool importFile(Shown &shown)
{
    if (!call(shown, "go", u"library"_s))
        return false;
    const QTemporaryDir folder;
    QFile file(folder.filePath(u"Party.m3u"_s));
    if (!file.open(QIODevice::WriteOnly) || file.write("#EXTINF:1,Nobody - Nothing at all\ny.mp3\n") < 0)
        return false;
    file.close();
    for (QQuickItem *item = shown.find(u"libraryList"_s); item != nullptr; item = item->parentItem()) {
        if (auto *dialog = item->findChild<QObject *>(u"importDialog"_s))
            return QMetaObject::invokeMethod(dialog, "read", Q_ARG(QUrl, QUrl::fromLocalFile(file.fileName()))) &&
                   shown.find(u"importMissing"_s);
    }
    return false;
}

bool recoveryCodes(Shown &shown)
{
    return setting(u"security"_s, {u"mfaButton"_s}, u"proofField"_s)(shown) && shown.fill(u"proofField"_s, fixtures::fixturePassword) &&
           shown.press(u"proofConfirm"_s) && shown.find(u"qrCode"_s) && shown.fill(u"mfaCodeField"_s, fixtures::fixtureCode) &&
           shown.press(u"mfaConfirm"_s) && shown.find(u"codesKept"_s);
}

bool secondStep(Shown &shown)
{
    return shown.fill(u"emailField"_s, fixtures::fixtureEmail) && shown.fill(u"passwordField"_s, fixtures::fixturePassword) &&
           shown.press(u"signInButton"_s) && shown.find(u"codeField"_s);
}

bool newPassword(Shown &shown)
{
    return shown.press(u"toReset"_s) && shown.fill(u"resetEmailField"_s, fixtures::fixtureEmail) && shown.press(u"resetButton"_s) &&
           shown.fill(u"resetTokenField"_s, fixtures::fixtureToken) && shown.fill(u"resetPasswordField"_s, u"a new long password"_s);
}

bool playedElsewhere(Shown &shown)
{
    if (!startMusic(shown))
        return false;
    shown.player->failWith(wire::toError(wire::StreamLimitReached{u"Kitchen"_s}));
    return shown.find(u"dialogConfirm"_s) != nullptr;
}

bool whereToPlay(Shown &shown)
{
    shown.addSpeaker();
    return nowPlaying({u"largeDevicesButton"_s}, u"choice_"_s + shown.device->id().toString())(shown);
}

bool toldSomething(Shown &shown)
{
    if (!place(u"library"_s, {u"libraryRow_1"_s}, u"playlistRow_0"_s)(shown) || !shown.focus(u"playlistRow_0"_s))
        return false;
    shown.key(Qt::Key_Delete);
    return shown.find(u"toastAction"_s) != nullptr;
}

bool search(Shown &shown)
{
    return call(shown, "search", u"l"_s) && shown.find(u"searchRow_0"_s);
}

// A playlist that was changed here and deleted on another device.
bool contested(Shown &shown)
{
    if (!shown.homeIsThere())
        return false;
    library::Library &library = shown.library->library();
    if (!library.drain(std::chrono::minutes(1)))
        return false;
    const wire::PlaylistInfo playlist = library.playlists()->constFirst();
    shown.library->api().setFailure(Error{ErrorKind::Unavailable, u"offline"_s, {}});
    library.append(playlist.id, {library.playlist(playlist.id)->entries.constFirst().card});
    if (!QTest::qWaitFor([&] { return library.state().unsent == 1; }))
        return false;
    shown.library->api().with([&](fixtures::LibraryServer &server) {
        const TimePoint now = shown.clock.now();
        (void)server.take({{{MutationId::create(now), now, wire::DeletePlaylist{playlist.id}}}}, now);
    });
    shown.library->api().setFailure({});
    library.retryNow();
    return place(u"library"_s, {}, u"contestedMine_0"_s)(shown);
}

std::vector<Scene> signedOutScenes()
{
    return {{u"sign_in"_s, signedOut(), presses({}, u"signInButton"_s)},
            {u"sign_up"_s, signedOut(), presses({u"toSignUp"_s}, u"signUpButton"_s)},
            {u"reset"_s, signedOut(), presses({u"toReset"_s}, u"resetEmailField"_s)},
            {u"new_password"_s, signedOut(), newPassword},
            {u"child"_s, signedOut(), presses({u"toChild"_s}, u"childSignInButton"_s)},
            {u"organisation"_s, signedOut(), presses({u"toOrganisation"_s}, u"organisationField"_s)},
            {u"browser_visit"_s, signedOut(), presses({u"provider_borealis"_s}, u"visitCancel"_s)},
            {u"code"_s, signedOut(true), secondStep}};
}

std::vector<Scene> musicScenes()
{
    const FixtureOptions failing{.albums = albumsOfScenes, .failure = Error{ErrorKind::Unavailable, u"offline"_s, {}}};
    return {{u"home"_s, listener(), startMusic},
            {u"error"_s, failing, presses({}, u"messageAction"_s)},
            {u"offline"_s, listener(), presses({}, u"offlineDownloads"_s), false},
            {u"album"_s, listener(), presses({u"heroOpen"_s}, u"track_1"_s)},
            {u"artist"_s, listener(), presses({u"heroOpen"_s, u"albumArtist"_s}, u"artistPlay"_s)},
            {u"keep_newest"_s, listener(), presses({u"heroOpen"_s, u"albumArtist"_s, u"artistKeep"_s}, u"choice_5"_s)},
            {u"add_to_playlist"_s, listener(), presses({u"heroOpen"_s, u"albumMore"_s, u"more_playlist"_s}, u"choice_"_s)},
            {u"more"_s, listener(), presses({u"heroOpen"_s, u"albumMore"_s}, u"more_next"_s)},
            {u"search"_s, listener(), search},
            {u"contested"_s, listener(), contested},
            {u"albums"_s, listener(), place(u"albums"_s, {}, u"browseGrid"_s)},
            {u"library"_s, listener(), place(u"library"_s, {}, u"libraryRow_1"_s)},
            {u"new_playlist"_s, listener(), place(u"library"_s, {u"newPlaylist"_s}, u"nameField"_s)},
            {u"import"_s, listener(), importFile},
            {u"playlist"_s, listener(), place(u"library"_s, {u"libraryRow_1"_s}, u"playlistRow_1"_s)},
            {u"toast"_s, listener(), toldSomething},
            {u"delete_playlist"_s, listener(), place(u"library"_s, {u"libraryRow_1"_s, u"playlistDelete"_s}, u"dialogConfirm"_s)},
            {u"now_playing"_s, listener(), nowPlaying({}, u"closeNowPlaying"_s)},
            {u"queue"_s, listener(),
             [](Shown &shown) {
                 return nowPlaying({}, u"closeNowPlaying"_s)(shown) && shown.find(u"nowPlaying"_s)->setProperty("queueShown", true);
             }},
            {u"lyrics"_s, listener(), nowPlaying({u"lyricsButton"_s}, u"lyricsLine_1"_s)},
            {u"sleep"_s, listener(), nowPlaying({u"sleepButton"_s}, u"choice_15"_s)},
            {u"play_on"_s, listener(), whereToPlay},
            {u"played_elsewhere"_s, listener(), playedElsewhere},
            {u"show"_s, listener(), [](Shown &shown) { return openShow(shown) && shown.press(u"episode_0"_s); }},
            {u"episode"_s, listener(), speech({}, u"presentChapter"_s)},
            {u"chapters"_s, listener(), speech({u"presentChapter"_s}, u"chapter_1"_s)},
            {u"speech"_s, listener(), speech({u"speedButton"_s}, u"speechTrim"_s)}};
}

std::vector<Scene> settingScenes()
{
    const FixtureOptions unconfirmed{.albums = albumsOfScenes, .emailConfirmed = false};
    return {{u"settings"_s, listener(), place(u"settings"_s, {}, u"signOutButton"_s)},
            {u"sign_out"_s, listener(), place(u"settings"_s, {u"signOutButton"_s}, u"dialogConfirm"_s)},
            {u"profile"_s, unconfirmed, setting(u"profile"_s, {}, u"confirmEmail"_s)},
            {u"security"_s, listener(), setting(u"security"_s, {}, u"changePasswordButton"_s)},
            {u"few_codes"_s, staff(), setting(u"security"_s, {}, u"replaceCodes"_s)},
            {u"step_up"_s, listener(), setting(u"security"_s, {u"mfaButton"_s}, u"proofField"_s)},
            {u"recovery_codes"_s, listener(), recoveryCodes},
            {u"devices"_s, listener(), setting(u"devices"_s, {}, u"signOutOthers"_s)},
            {u"downloads"_s, listener(), setting(u"downloads"_s, {}, u"downloadRemove_0"_s)},
            {u"statistics"_s, listener(), setting(u"statistics"_s, {}, u"backButton"_s)},
            {u"family"_s, listener(), setting(u"family"_s, {u"controls_2"_s}, u"saveControls"_s)},
            {u"time_zone"_s, listener(), setting(u"family"_s, {u"timeZoneButton"_s}, u"choice_Europe/Madrid"_s)},
            {u"add_child"_s, listener(), setting(u"family"_s, {u"familyForm_child"_s}, u"addChildButton"_s)},
            {u"sound"_s, listener(), setting(u"sound"_s, {u"preset_bass"_s}, u"band_0_slider"_s)},
            {u"subscription"_s, listener(), setting(u"subscription"_s, {}, u"cancelButton"_s)},
            {u"cancel"_s, listener(), setting(u"subscription"_s, {u"cancelButton"_s}, u"commandConfirm"_s)},
            {u"plans"_s, listener(), setting(u"plans"_s, {u"plan_duo"_s}, u"confirmPlanButton"_s)},
            {u"payment_methods"_s, listener(), setting(u"payment_methods"_s, {}, u"removeMethod_1"_s)},
            {u"invoices"_s, listener(), setting(u"invoices"_s, {}, u"invoice_3"_s)},
            {u"staff_roles"_s, staff(),
             [](Shown &shown) {
                 return setting(u"staff_roles"_s, {}, u"findUserButton"_s)(shown) &&
                        shown.fill(u"userIdField"_s, fixtures::fixtureUser().toString()) && shown.press(u"findUserButton"_s) &&
                        shown.find(u"role_finance"_s);
             }},
            {u"audit"_s, staff(), setting(u"audit"_s, {u"audit_0"_s}, u"audit_3"_s)},
            {u"checkpoints"_s, staff(), setting(u"audit"_s, {u"auditView_checkpoints"_s}, u"backButton"_s)}};
}

const QQuickItem *topDialog(const std::vector<QQuickItem *> &items)
{
    const QQuickItem *top = nullptr;
    for (const QQuickItem *item : items) {
        if (item->inherits("QQuickPopupItem") && item->parent() != nullptr && item->parent()->property("modal").toBool())
            top = item;
    }
    return top;
}

// "HomeScreen_QMLTYPE_12" is HomeScreen.qml; what it stands on is shown, too.
void addFiles(const QObject *object, QSet<QString> &files)
{
    for (const QMetaObject *meta = object->metaObject(); meta != nullptr; meta = meta->superClass()) {
        const QString name = QString::fromLatin1(meta->className());
        const qsizetype mark = name.indexOf(u"_QML");
        if (mark > 0)
            files.insert(name.left(mark));
    }
}

} // namespace

const std::vector<Scene> &scenes()
{
    static const std::vector<Scene> all = [] {
        std::vector<Scene> list;
        for (const auto &part : {signedOutScenes(), musicScenes(), settingScenes()})
            list.insert(list.end(), part.begin(), part.end());
        return list;
    }();
    return all;
}

const Scene &sceneCalled(const QString &name)
{
    const auto it = std::find_if(scenes().begin(), scenes().end(), [&](const Scene &scene) { return scene.name == name; });
    if (it == scenes().end())
        qFatal("no scene is called %s", qPrintable(name));
    return *it;
}

void addSceneRows(const std::vector<std::pair<const char *, QSize>> &sizes)
{
    QTest::addColumn<QString>("scene");
    QTest::addColumn<QSize>("size");
    for (const Scene &scene : scenes()) {
        for (const auto &[name, size] : sizes)
            QTest::addRow("%s-%s", qPrintable(scene.name), name) << scene.name << size;
    }
}

std::vector<QQuickItem *> operable(const Shown &shown)
{
    std::vector<QQuickItem *> items = shown.everything();
    if (const QQuickItem *top = topDialog(items))
        std::erase_if(items, [&](const QQuickItem *item) { return item != top && !top->isAncestorOf(item); });
    return items;
}

bool isControl(const QQuickItem &item)
{
    return item.activeFocusOnTab() || item.inherits("QQuickAbstractButton") || item.inherits("QQuickSlider") ||
           item.inherits("QQuickTextInput");
}

QSet<QString> filesShown(const Shown &shown)
{
    QSet<QString> files;
    addFiles(&shown.window(), files);
    for (const QQuickItem *item : shown.everything()) {
        addFiles(item, files);
        if (item->inherits("QQuickPopupItem") && item->parent() != nullptr)
            addFiles(item->parent(), files);
    }
    return files;
}

QString described(const QQuickItem &item)
{
    return QString::fromLatin1(item.metaObject()->className()) + u" '"_s + item.objectName() + u"' '"_s +
           item.property("text").toString().left(40) + u'\'';
}

} // namespace melody::test
