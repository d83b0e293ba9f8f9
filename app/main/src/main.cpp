// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later
//
// The composition root: the only place that knows how the app's parts are built.

#include <chunks/chunk_store.h>
#include <desktop/mpris.h>
#include <downloads/offline.h>
#include <engine/capture_output.h>
#include <engine/sink_output.h>
#include <fixtures/fixture_api.h>
#include <fixtures/fixture_downloads.h>
#include <fixtures/fixture_library.h>
#include <fixtures/fixture_player.h>
#include <fixtures/fixture_reading.h>
#include <handover/hand_over.h>
#include <main/gui.h>
#include <main/headless.h>
#include <main/live_news.h>
#include <main/local_store.h>
#include <main/screenshots.h>
#include <main/speaker.h>
#include <remote/remote.h>
#include <shelf/stored_shelf.h>
#include <values/fast_clock.h>
#include <viewmodels/listening_view_model.h>
#include <viewmodels/player_watch.h>
#include <viewmodels/session_view_model.h>

#include <QtCore/QDir>
#include <QtCore/QEventLoop>
#include <QtCore/QSaveFile>
#include <QtCore/QTimer>
#include <QtGui/QGuiApplication>
#include <QtQuick/QQuickWindow>
#include <cstdio>

namespace {

using namespace melody;
using namespace Qt::StringLiterals;

constexpr std::chrono::milliseconds lastWords{1'000};
constexpr qint64 chunkCacheBytes = 512LL * 1024 * 1024;

void say(FILE *stream, const QString &text)
{
    fputs(qPrintable(text), stream);
    fputc('\n', stream);
    fflush(stream);
}

// Everything that talks to the server and makes sound, in the order of dependence.
struct Client {
    Client() = default;
    Client(const Client &) = delete;
    Client &operator=(const Client &) = delete;
    ~Client()
    {
        if (remote)
            remote->stopListening(); // it tells `library` and `handOver`
        player.reset();              // its thread tells `handOver`
    }

    SystemClock clock;
    FastClock fast{player::hurriedSpeed};
    app::PlayerWatch watch;
    app::TickWatch ticks;
    app::CountedPlays counted;
    app::LocalStore local;
    std::unique_ptr<remote::Remote> remote;
    std::unique_ptr<library::Library> library;
    std::unique_ptr<kept::KeptPages> pages;
    UserId liveFor;                    // whose news come
    std::function<void()> planChanged; // what shows the plan
    std::unique_ptr<chunks::ChunkStore> chunks;
    std::unique_ptr<downloads::Offline> offline;
    std::unique_ptr<app::UserOutbox> outbox; // asks `offline` while it lives
    std::unique_ptr<player::AudioOutput> output;
    std::unique_ptr<ports::PlayerShelf> shelf; // of the window's player
    std::unique_ptr<player::Player> player;
    std::unique_ptr<handover::HandOver> handOver; // not in a headless run, which answers for itself only
    std::atomic<handover::HandOver *> hearsPlayer = nullptr;
    std::atomic<bool> isSpeaker = false; // who looks, looks at this device's player
};

Result<std::unique_ptr<Client>> makeClient(const app::Options &options)
{
    auto client = std::make_unique<Client>();
    auto local = app::openLocalStore(options.dataDir);
    if (!local)
        return tl::unexpected(local.error());
    client->local = std::move(*local);
    for (const QString &note : std::as_const(client->local.notes))
        say(stderr, note);
    remote::RemoteOptions remoteOptions;
    remoteOptions.baseUrl = options.server;
    remoteOptions.caFile = options.caFile;
    remoteOptions.cacheFolder = options.dataDir + u"/cache"_s;
    auto remote = remote::createRemote(remoteOptions, *client->local.secrets, client->clock);
    if (!remote)
        return tl::unexpected(remote.error());
    client->remote = std::move(*remote);
    client->remote->api().preconnect();
    client->library = library::createLibrary({*client->local.store, client->remote->library(), client->clock});
    client->pages = kept::createKeptPages({client->remote->reading(), client->local.store.get(), client->clock});
    client->outbox = std::make_unique<app::UserOutbox>(
        client->remote->api(), *client->local.store, options.dataDir + u"/users"_s,
        [&counted = client->counted, &ticks = client->ticks](const PlaybackId &session, const wire::TickAnswer &answer) {
            counted.note(session, answer);
            ticks.note(session, answer);
        },
        [parts = client.get()](const PlaybackId &session) { return parts->offline->playOf(session); });
    client->chunks = std::make_unique<chunks::ChunkStore>(*client->local.store, client->clock, chunkCacheBytes);
    downloads::Options offlineOptions;
    offlineOptions.folder = options.dataDir;
    client->offline = downloads::createOffline(
        {*client->local.store, *client->chunks, client->remote->streams(), client->remote->licences(), *client->outbox, client->clock,
         [&ticks = client->ticks](const PlaybackId &session, const wire::PlaybackStop &stop) { ticks.note(session, {.stop = stop}); }},
        offlineOptions);
    if (options.nullOutput || options.fast)
        client->output = player::createCaptureOutput(options.fast ? player::CapturePace::Hurried : player::CapturePace::RealTime);
    else
        client->output = player::createSinkOutput();
    const Clock &playerClock = options.fast ? static_cast<const Clock &>(client->fast) : client->clock;
    player::PlayerOptions playerOptions;
    playerOptions.rung = options.rung;
    playerOptions.prefetchAtOnce = false;
    if (!options.headless && options.speaker.isEmpty() && options.screenshots.isEmpty())
        client->shelf = shelf::createStoredShelf(*client->local.store, client->clock);
    client->player =
        player::createPlayer({client->offline->streams(), client->offline->reporter(), *client->output, playerClock, client->shelf.get()},
                             std::move(playerOptions), [parts = client.get()](const player::PlayerState &state) {
                                 handover::HandOver *handOver = parts->hearsPlayer;
                                 if (handOver)
                                     handOver->playerChanged(state);
                                 if (!handOver || parts->isSpeaker)
                                     parts->watch.publish(state);
                             });
    client->watch.publish(client->player->state()); // what was on the shelf
    if (options.headless || !options.screenshots.isEmpty())
        return client;
    client->handOver =
        handover::createHandOver({*client->player, client->remote->player(), client->remote->api(), client->clock,
                                  [&streams = client->offline->streams()](const ContentId &content) { streams.takeOver(content); }});
    client->isSpeaker = !options.speaker.isEmpty();
    client->hearsPlayer = client->handOver.get();
    client->handOver->playerChanged(client->player->state());
    return client;
}

// From now on `user`'s library is kept up to date.
void listenTo(Client &client, const UserId &user)
{
    library::Library &library = *client.library;
    library.setUser(user);
    if (client.handOver)
        client.handOver->setUser(user);
    if (std::exchange(client.liveFor, user) == user)
        return;
    const app::NewsReaders readers{library, client.handOver.get(), *client.offline, client.planChanged};
    const auto heard = [readers](const wire::LiveEvent &event) { app::hear(readers, event); };
    client.remote->listen({heard, [&library](bool connected) { library.hearLive(connected); }});
}

// What the server answers to what was heard ends it.
auto haltWith(player::Player &player)
{
    return [&player](const PlaybackId &session, const wire::TickAnswer &answer) {
        if (answer.stop && (answer.stop->code != u"stream_limit_reached" || player.state().current.session == session))
            player.halt({ErrorKind::Forbidden, answer.stop->code, u"The server ended it."_s});
    };
}

// The others hear that it is silent here, if the server is there.
void takeLeave(Client &parts)
{
    if (!parts.handOver)
        return;
    QEventLoop last;
    QTimer::singleShot(lastWords, &last, &QEventLoop::quit);
    parts.handOver->leave([&last] { last.quit(); });
    last.exec();
}

int runHeadless(const app::Options &options)
{
    auto client = makeClient(options);
    if (!client) {
        say(stderr, client.error().detail);
        return 1;
    }
    Client &parts = **client;
    QObject::connect(&parts.ticks, &app::TickWatch::answered, QCoreApplication::instance(), haltWith(*parts.player), Qt::QueuedConnection);
    const app::HeadlessReport report =
        app::runHeadless({parts.remote->api(), *parts.player, *parts.outbox, parts.counted, *parts.offline, *parts.pages}, options);
    say(stdout, app::toTable(report));
    if (!options.jsonFile.isEmpty()) {
        QSaveFile file(options.jsonFile);
        if (!file.open(QIODevice::WriteOnly) || file.write(QJsonDocument(app::toJson(report)).toJson()) < 0 || !file.commit()) {
            say(stderr, u"%1 can't be written."_s.arg(options.jsonFile));
            return 1;
        }
    }
    return report.ok ? 0 : 1;
}

int runSpeaker(const app::Options &options)
{
    auto client = makeClient(options);
    if (!client) {
        say(stderr, client.error().detail);
        return 1;
    }
    Client &parts = **client;
    QObject::connect(&parts.ticks, &app::TickWatch::answered, QCoreApplication::instance(), haltWith(*parts.player), Qt::QueuedConnection);
    const auto begun = app::beginSpeaker({parts.remote->api(), *parts.outbox, *parts.offline}, options);
    if (!begun) {
        say(stderr, begun.error().detail);
        return 1;
    }
    listenTo(parts, *begun);
    parts.remote->api().observeSignIn(QCoreApplication::instance(), [](remote::SignInState state) {
        if (state != remote::SignInState::SignedIn)
            QCoreApplication::exit(3);
    });
    QObject::connect(&parts.watch, &app::PlayerWatch::changed, QCoreApplication::instance(), [&parts, said = QString()]() mutable {
        const QString now = app::speakerLine(parts.watch.state());
        if (std::exchange(said, now) != now)
            say(stdout, now);
    });
    say(stdout, u"%1 waits for music."_s.arg(options.speaker));
    const app::QuitOnSignal quit;
    const int code = QCoreApplication::exec();
    takeLeave(parts);
    return code;
}

int show(app::Gui &gui, const app::Options &options, QStringList scenes)
{
    if (gui.window() == nullptr)
        return 1;
    if (!options.scenes.isEmpty())
        scenes.removeIf([&](const QString &scene) { return !options.scenes.contains(scene); });
    if (!options.screenshots.isEmpty())
        return app::takeScreenshots(gui, scenes, options.screenshots) ? 0 : 1;
    if (!options.email.isEmpty() && !gui.session().signedIn())
        gui.session().signIn(options.email, options.password);
    gui.window()->show();
    return QGuiApplication::exec();
}

// The app over the made-up catalogue.
int runFixtures(const app::Options &options, const fixtures::FixtureOptions &what, const QStringList &scenes,
                const fixtures::PlayerPose &pose = {})
{
    const bool posing = !options.screenshots.isEmpty();
    const SystemClock systemClock;
    const FakeClock evening(TimePoint(std::chrono::milliseconds(QDateTime(QDate(2026, 5, 14), QTime(19, 30)).toMSecsSinceEpoch())));
    app::PlayerWatch watch;
    app::TickWatch ticks;
    const auto api = fixtures::createFixtureApi(what);
    const auto player = fixtures::createFixturePlayer([&watch](const player::PlayerState &state) { watch.publish(state); }, pose);
    const Clock &clock = posing ? static_cast<const Clock &>(evening) : systemClock;
    const auto downloads = fixtures::createFixtureDownloads(!what.failure, u"disk_full"_s, pose.lead ? u"plan_required"_s : QString());
    const auto library = fixtures::createFixtureLibrary(clock);
    const auto reading = fixtures::createFixtureReading(what);
    const auto pages = kept::createKeptPages({*reading, nullptr, clock});
    app::Gui gui({*api,
                  api->federation(),
                  *player,
                  watch,
                  ticks,
                  clock,
                  posing ? QString() : options.dataDir + u"/settings.ini"_s,
                  u"(fixtures)"_s,
                  {},
                  downloads.get(),
                  &library->library(),
                  pages.get()});
    return show(gui, options, scenes);
}

const QStringList insideScenes{u"home"_s,     u"album"_s,    u"artist"_s,   u"now_playing"_s, u"lyrics"_s,  u"statistics"_s,
                               u"albums"_s,   u"settings"_s, u"profile"_s,  u"security"_s,    u"devices"_s, u"downloads"_s,
                               u"family"_s,   u"sound"_s,    u"search"_s,   u"more"_s,        u"queue"_s,   u"library"_s,
                               u"playlist"_s, u"show"_s,     u"chapters"_s, u"speech"_s};

int runGui(const app::Options &options)
{
    if (!options.link.isEmpty() && app::openElsewhere(options.link))
        return 0;
    auto client = makeClient(options);
    if (!client) {
        say(stderr, client.error().detail);
        return 1;
    }
    Client &parts = **client;
    // What is liked is read while the window is made.
    if (parts.remote->api().signInState() == remote::SignInState::SignedIn)
        parts.library->setUser(parts.offline->lastUser());
    app::Gui gui({parts.remote->api(),
                  parts.remote->federatedSignIn(),
                  parts.handOver ? parts.handOver->player() : *parts.player,
                  parts.watch,
                  parts.ticks,
                  parts.clock,
                  options.screenshots.isEmpty() ? options.dataDir + u"/settings.ini"_s : QString(),
                  options.server.toString(),
                  {},
                  &parts.offline->downloads(),
                  parts.library.get(),
                  parts.pages.get(),
                  parts.handOver.get(),
                  options.screenshots.isEmpty()});
    parts.planChanged = [&gui] {
        QMetaObject::invokeMethod(
            &gui.session(), [&gui] { gui.planChanged(); }, Qt::QueuedConnection);
    };
    const auto listen = [&](const UserId &user) {
        if (user.isNull())
            return;
        parts.offline->setUser(user);
        parts.pages->setUser(user);
        listenTo(parts, user);
        if (const auto opened = parts.outbox->open(user); !opened)
            say(stderr, opened.error().detail);
    };
    app::SessionViewModel &session = gui.session();
    QObject::connect(&session, &app::SessionViewModel::profileChanged, &session, [&] { listen(session.userId()); });
    QObject::connect(&session, &app::SessionViewModel::signedInChanged, &session, [&] {
        if (session.signedIn())
            return;
        parts.offline->setUser({});
        parts.library->setUser({});
        parts.pages->setUser({});
        if (parts.handOver)
            parts.handOver->setUser({});
        parts.liveFor = {};
    });
    // Until the server has said who it is, or without it: who it was.
    if (session.signedIn())
        listen(session.userId().isNull() ? parts.offline->lastUser() : session.userId());
    if (!options.screenshots.isEmpty() && !options.email.isEmpty())
        gui.session().signIn(options.email, options.password);
    gui.open(options.link);
    const app::QuitOnSignal quit; // the desktop's session ends
    const int code = show(gui, options, insideScenes);
    takeLeave(parts);
    return code;
}

int run(const app::Options &options)
{
    if (!options.fixtures)
        return runGui(options);
    if (options.screenshots.isEmpty())
        return runFixtures(options, {}, {});
    if (const int failed =
            runFixtures(options, {.signedIn = false}, {u"sign_in"_s, u"sign_up"_s, u"reset"_s, u"child"_s, u"organisation"_s}))
        return failed;
    const Error offline{ErrorKind::Unavailable, u"offline"_s, {}};
    if (const int failed = runFixtures(options, {.failure = offline}, {u"error"_s}))
        return failed;
    const QStringList billingScenes{u"subscription"_s, u"cancel"_s, u"plans"_s, u"payment_methods"_s, u"invoices"_s};
    if (const int failed = runFixtures(options, {}, billingScenes))
        return failed;
    if (const int failed = runFixtures(options, {.roles = {u"listener"_s, u"admin"_s, u"compliance"_s}, .secondFactor = true},
                                       {u"staff_roles"_s, u"audit"_s}))
        return failed;
    const TimePoint soon(std::chrono::milliseconds(QDateTime(QDate(2026, 5, 14), QTime(19, 42)).toMSecsSinceEpoch()));
    const Error noSkip{ErrorKind::RateLimited, u"skip_limit_reached"_s, {}};
    const Error noDevice{ErrorKind::Unavailable, u"no_output_device"_s, {}};
    const std::array<std::pair<QString, fixtures::PlayerPose>, 4> poses{{
        {u"led"_s, {.lead = ports::Stream::Lead{false, 4, {}}}},
        {u"ad_break"_s, {.lead = ports::Stream::Lead{true, 4, {}}}},
        {u"skip_refused"_s, {.lead = ports::Stream::Lead{false, 0, soon}, .refusal = noSkip}},
        {u"no_device"_s, {.error = noDevice}},
    }};
    for (const auto &[scene, pose] : poses) {
        if (const int failed = runFixtures(options, {}, {scene, scene + u"_bar"_s}, pose))
            return failed;
    }
    return runFixtures(options, {}, insideScenes);
}

} // namespace

int main(int argc, char **argv)
{
    QStringList arguments;
    for (int i = 0; i < argc; ++i)
        arguments.append(QString::fromLocal8Bit(argv[i]));
    const auto options = app::parseOptions(arguments);
    if (!options) {
        const bool asked = options.error().code == u"help" || options.error().code == u"version";
        say(asked ? stdout : stderr, options.error().detail);
        return asked ? 0 : 2;
    }
    QCoreApplication::setApplicationName(u"melody"_s);
    QCoreApplication::setApplicationVersion(QStringLiteral(MELODY_VERSION));
    if (options->headless || !options->speaker.isEmpty()) {
        const QCoreApplication application(argc, argv);
        return options->headless ? runHeadless(*options) : runSpeaker(*options);
    }
    if (qEnvironmentVariable("QT_QPA_PLATFORM") == u"offscreen")
        QQuickWindow::setGraphicsApi(QSGRendererInterface::Software);
    const QGuiApplication application(argc, argv);
    QGuiApplication::setApplicationDisplayName(u"Melody"_s);
    QQuickWindow::setTextRenderType(QQuickWindow::QtTextRendering);
    return run(*options);
}
