// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later
//
// ./dev bench scroll: the real app over fixtures, scrolled as fast as a thumb flings, drawn by the software renderer (the slowest
// we support). One frame = moving the view, making and reusing delegates, layout, drawing. Artwork is decoded meanwhile.
//   albums_grid   10,000 albums that arrive in pages while scrolling
//   queue_list    10,000 tracks in the queue of Now Playing
// `value` is how many delegates existed at most, `reference` the rows of the model.

#include <bench/frames.h>
#include <bench/report.h>
#include <fixtures/fixture_api.h>
#include <fixtures/fixture_player.h>
#include <main/gui.h>
#include <viewmodels/listening_view_model.h>
#include <viewmodels/player_watch.h>
#include <viewmodels/settings_view_model.h>

#include <QtGui/QGuiApplication>

using namespace melody;
using bench::findShown;
using bench::waitFor;
using namespace Qt::StringLiterals;

namespace {

constexpr int rows = 10'000;
constexpr int frames = 1'500;
constexpr int warmUpFrames = 60;
constexpr double pixelsAFrame = 60; // 3,600 px/s

bench::Case scroll(const QString &name, QQuickWindow &window, QQuickItem &view)
{
    bench::FrameMeter meter(window);
    std::vector<double> times;
    qsizetype delegates = 0;
    for (int frame = 0; frame < warmUpFrames + frames; ++frame) {
        const double ms = meter.step([&] { view.setProperty("contentY", view.property("contentY").toDouble() + pixelsAFrame); });
        if (frame >= warmUpFrames)
            times.push_back(ms);
        auto *content = view.property("contentItem").value<QQuickItem *>();
        delegates = std::max(delegates, content->childItems().size());
    }
    bench::Case result{.name = name, .n = frames};
    result.p50Ms = bench::percentile(times, 50);
    result.p95Ms = bench::percentile(times, 95);
    result.p99Ms = bench::percentile(times, 99);
    result.value = double(delegates);
    result.unit = u"delegates"_s;
    result.reference = rows;
    result.referenceName = u"rows"_s;
    return result;
}

player::PlayQueue longQueue()
{
    QList<player::QueueItem> items;
    for (int i = 0; i < rows; ++i) {
        player::QueueItem item;
        item.content = ContentId(QUuid::createUuidV5(QUuid(), QByteArray::number(i)));
        item.title = u"Track %1"_s.arg(i + 1);
        item.artistName = u"Somebody"_s;
        item.durationMs = 180'000 + i;
        items.append(item);
    }
    return player::PlayQueue(std::move(items));
}

} // namespace

int main(int argc, char **argv)
{
    if (qEnvironmentVariableIsEmpty("QT_QPA_PLATFORM"))
        qputenv("QT_QPA_PLATFORM", "offscreen");
    QQuickWindow::setGraphicsApi(QSGRendererInterface::Software);
    const QGuiApplication application(argc, argv);
    const SystemClock clock;
    app::PlayerWatch watch;
    app::TickWatch ticks;
    const auto api = fixtures::createFixtureApi({.albums = rows});
    const auto player = fixtures::createFixturePlayer([&watch](const player::PlayerState &state) { watch.publish(state); });
    app::Gui gui({*api, api->federation(), *player, watch, ticks, clock, {}, {}});
    QQuickWindow *window = gui.window();
    if (window == nullptr)
        return 1;
    window->resize(1280, 800);
    window->show();

    bench::Report report(u"scroll"_s);
    QQuickItem *shell = nullptr;
    QQuickItem *view = nullptr;
    if (!waitFor([&] { return (shell = findShown(window->contentItem(), u"shell"_s)) != nullptr; }))
        return 1;
    QMetaObject::invokeMethod(shell, "go", Q_ARG(QString, u"albums"_s));
    if (!waitFor([&] { return (view = findShown(window->contentItem(), u"browseGrid"_s)) != nullptr && api->pagesServed() > 0; }))
        return 1;
    report.add(scroll(u"albums_grid"_s, *window, *view));

    player->play(longQueue(), 0);
    shell->setProperty("nowPlaying", true);
    if (!waitFor(
            [&] { return (view = findShown(window->contentItem(), u"upNextList"_s)) != nullptr && view->property("count").toInt() > 0; }))
        return 1;
    report.add(scroll(u"queue_list"_s, *window, *view));
    return report.finish(application.arguments());
}
