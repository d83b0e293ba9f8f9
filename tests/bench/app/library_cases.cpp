// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "library_cases.h"

#include "big_library.h"
#include "screen.h"

#include <bench/frames.h>
#include <fixtures/fixture_api.h>
#include <fixtures/fixture_player.h>
#include <library/library.h>
#include <main/gui.h>
#include <main/local_store.h>
#include <viewmodels/listening_view_model.h>
#include <viewmodels/player_watch.h>
#include <viewmodels/settings_view_model.h>

#include <QtCore/QCoreApplication>
#include <QtCore/QDir>
#include <QtCore/QJsonDocument>
#include <QtCore/QJsonObject>

#include <cstdio>
#include <unistd.h>

namespace melody::bench {
namespace {

using namespace Qt::StringLiterals;

constexpr int frames = 1'500;
constexpr int warmUpFrames = 60;
constexpr double pixelsAFrame = 60; // 3,600 px/s
constexpr double flungPixels = 90'000;
constexpr int openings = 20;
constexpr int lookAtMs = 300'000;
constexpr int firstQuietMs = 30'000;

const QStringList peers{u"strawberry"_s, u"elisa"_s};

// Elisa plays by libvlc, which is nothing without its plugins.
void installPeers()
{
    QStringList missing;
    for (const QString &package : peers + QStringList{u"vlc-plugin-base"_s}) {
        QProcess query;
        query.start(u"dpkg-query"_s, {u"--show"_s, u"--showformat=${db:Status-Status}"_s, package});
        if (!query.waitForFinished() || query.readAllStandardOutput() != "installed")
            missing.append(package);
    }
    if (missing.isEmpty())
        return;
    const QString command = u"apt-get install --no-install-recommends "_s + missing.join(u' ');
    std::fprintf(stderr, "for the comparison: %s\n", qPrintable(command));
    if (::geteuid() != 0 ||
        QProcess::execute(u"apt-get"_s, QStringList{u"install"_s, u"--yes"_s, u"--quiet"_s, u"--no-install-recommends"_s} + missing) != 0)
        qFatal("other players are needed for the comparison; as root: %s", qPrintable(command));
}

Case beside(const QString &name, const QString &peer, const std::vector<double> &ours, const std::vector<double> &theirs,
            const QString &unit)
{
    Case measured{.name = name, .n = qint64(ours.size())};
    measured.value = median(ours);
    measured.unit = unit;
    measured.reference = median(theirs);
    measured.referenceName = peer;
    return measured;
}

double peakRssMbOfThis()
{
    QFile file(u"/proc/self/status"_s);
    if (!file.open(QIODevice::ReadOnly))
        return 0;
    const QList<QByteArray> fields = file.readAll().simplified().split(' ');
    return fields.value(fields.indexOf("VmHWM:") + 1).toDouble() / 1'000;
}

// A server that has nothing new.
class Silence final : public remote::LibraryApi {
public:
    void changes(const QString &, QObject *, remote::Done<wire::SyncPage>) override {}
    void send(const wire::MutationBatch &, QObject *, remote::Done<wire::MutationAnswer>) override {}
};

QJsonObject scrolled(QQuickWindow &window, QQuickItem &view)
{
    FrameMeter meter(window);
    std::vector<double> times;
    times.reserve(frames);
    for (int frame = 0; frame < warmUpFrames + frames; ++frame) {
        const bool flung = frame % 100 == 99; // somebody takes the bar and pulls
        const double ms =
            meter.step([&] { view.setProperty("contentY", view.property("contentY").toDouble() + (flung ? flungPixels : pixelsAFrame)); });
        if (frame >= warmUpFrames)
            times.push_back(ms);
    }
    return {{u"p50"_s, percentile(times, 50)}, {u"p95"_s, percentile(times, 95)}, {u"p99"_s, percentile(times, 99)}};
}

void follow(QQuickItem *shell, const QString &list)
{
    QMetaObject::invokeMethod(shell, "follow", Q_ARG(QVariant, QVariant(QVariantMap{{u"kind"_s, u"library"_s}, {u"id"_s, list}})));
}

// From the press until a frame with songs in it; a screen of its own each time, so that everything is read anew.
std::vector<double> opened(QQuickWindow &window, QQuickItem *shell)
{
    std::vector<double> times;
    times.reserve(openings);
    for (int i = 0; i < openings; ++i) {
        follow(shell, u"playlists"_s);
        QCoreApplication::processEvents(QEventLoop::AllEvents, 300);
        QElapsedTimer timer;
        timer.start();
        bool painted = false;
        const auto connection = QObject::connect(&window, &QQuickWindow::frameSwapped, &window, [&] {
            const QQuickItem *row = findShown(window.contentItem(), u"libraryRow_5"_s);
            painted = painted || (row != nullptr && row->property("title").toString().startsWith(u"Song "));
        });
        follow(shell, u"songs"_s);
        if (!waitFor([&] { return painted; }))
            qFatal("no songs are shown");
        QObject::disconnect(connection);
        times.push_back(double(timer.nsecsElapsed()) / 1e6);
    }
    return times;
}

} // namespace

void measureStarts(Report &report, const LibraryOptions &options, QString *home, QString *user)
{
    installPeers();
    static const QTemporaryDir folder;
    test::Stack stack;
    const test::Person person = stack.addPerson(u"listener"_s);
    *home = folder.filePath(u"melody"_s);
    *user = fillOurs(stack, person, *home + u"/data"_s, options.tracks).toString();
    *home += u"/data"_s;
    Screen screen;
    const QStringList ours{u"--server"_s, stack.baseUrl().toString(), u"--ca-file"_s, stack.caFile(), u"--data-dir"_s,
                           *home,         u"melody://library/songs"_s};
    const QString melody = QCoreApplication::applicationDirPath() + u"/melody"_s;
    const auto startOf = [&](const QString &program, int quietMs = Screen::usualQuietMs) {
        return program == u"melody" ? screen.start(melody, ours, folder.filePath(u"melody"_s), quietMs)
                                    : screen.start(program, {}, folder.filePath(program), quietMs);
    };
    const QStringList programs = QStringList{u"melody"_s} + peers;
    for (const QString &peer : peers) {
        static_cast<void>(startOf(peer, firstQuietMs)); // makes its database
        fillTheirs(peer, folder.filePath(peer), folder.filePath(u"music"_s), options.tracks);
    }
    QHash<QString, std::vector<double>> ready;
    QHash<QString, std::vector<double>> memory;
    for (int round = -1; round < options.rounds; ++round) { // the first is for the page cache and for caches of their own
        for (const QString &program : programs) {
            const Start start = startOf(program);
            if (!options.pictures.isEmpty() && QDir().mkpath(options.pictures))
                start.picture.save(options.pictures + u"/%1_%2.png"_s.arg(program).arg(round));
            if (round < 0)
                continue;
            ready[program].push_back(start.readyMs);
            memory[program].push_back(start.peakRssMb);
        }
    }
    for (const QString &peer : peers) {
        report.add(beside(u"library_start"_s, peer, ready[u"melody"_s], ready[peer], u"ms"_s));
        report.add(beside(u"library_start_memory"_s, peer, memory[u"melody"_s], memory[peer], u"MB"_s));
    }
}

void measureList(Report &report, const QString &home, const QString &user)
{
    QProcess process;
    process.setProcessChannelMode(QProcess::ForwardedErrorChannel);
    process.start(QCoreApplication::applicationFilePath(), {u"--look-at"_s, home, u"--user"_s, user});
    if (!process.waitForFinished(lookAtMs) || process.exitCode() != 0)
        qFatal("the library can't be looked at");
    const QJsonObject figures = QJsonDocument::fromJson(process.readAllStandardOutput()).object();
    const auto timesOf = [&](const QString &name, int n) {
        const QJsonObject times = figures[name].toObject();
        Case measured{.name = name, .n = n};
        measured.p50Ms = times[u"p50"_s].toDouble();
        measured.p95Ms = times[u"p95"_s].toDouble();
        measured.p99Ms = times[u"p99"_s].toDouble();
        return measured;
    };
    report.add(timesOf(u"library_first_frame"_s, openings));
    report.add(timesOf(u"library_scroll"_s, frames));
    for (const QString &name : {u"library_open_memory"_s, u"library_scroll_memory"_s}) {
        Case memory{.name = name, .n = 1};
        memory.value = figures[name].toDouble();
        memory.unit = u"MB"_s;
        report.add(memory);
    }
}

int lookAtLibrary(const QString &home, const QString &user)
{
    const auto listener = UserId::parse(user);
    auto local = app::openLocalStore(home);
    if (!local || !listener)
        return 1;
    const SystemClock clock;
    Silence silence;
    const auto library = library::createLibrary({*local->store, silence, clock});
    library->setUser(*listener);
    app::PlayerWatch watch;
    app::TickWatch ticks;
    const auto api = fixtures::createFixtureApi({});
    const auto player = fixtures::createFixturePlayer([&watch](const player::PlayerState &state) { watch.publish(state); });
    app::Gui gui({*api, api->federation(), *player, watch, ticks, clock, {}, {}, {}, nullptr, library.get()});
    QQuickWindow *window = gui.window();
    if (window == nullptr)
        return 1;
    gui.settings().setReducedMotion(true); // a page that slides in is drawn before it is there
    window->resize(1280, 800);
    window->show();
    QQuickItem *shell = nullptr;
    if (!waitFor([&] { return (shell = findShown(window->contentItem(), u"shell"_s)) != nullptr; }))
        return 1;
    std::vector<double> first = opened(*window, shell);
    const double openMb = peakRssMbOfThis();
    QQuickItem *view = findShown(window->contentItem(), u"libraryList"_s);
    if (view == nullptr)
        return 1;
    const QJsonObject scroll = scrolled(*window, *view);
    const QJsonObject figures{
        {u"library_first_frame"_s,
         QJsonObject{{u"p50"_s, percentile(first, 50)}, {u"p95"_s, percentile(first, 95)}, {u"p99"_s, percentile(first, 99)}}},
        {u"library_scroll"_s, scroll},
        {u"library_open_memory"_s, openMb},
        {u"library_scroll_memory"_s, peakRssMbOfThis()}};
    std::fputs(QJsonDocument(figures).toJson(QJsonDocument::Compact).constData(), stdout);
    return 0;
}

} // namespace melody::bench
