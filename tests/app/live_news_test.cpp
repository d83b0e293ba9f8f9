// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include <fixtures/fixture_library.h>
#include <main/live_news.h>
#include <support/test_main.h>

using namespace melody;
using namespace Qt::StringLiterals;

namespace {

// Counts what it is told; nobody plays here.
class ListeningOffline final : public downloads::Offline {
public:
    void setUser(const UserId &) override {}
    [[nodiscard]] UserId lastUser() const override { return {}; }
    void planChanged() override { ++plans; }
    [[nodiscard]] ports::StreamSource &streams() override { qFatal("nobody plays here"); }
    [[nodiscard]] ports::PlayReporter &reporter() override { qFatal("nobody plays here"); }
    [[nodiscard]] downloads::Downloads &downloads() override { qFatal("nothing is kept here"); }
    [[nodiscard]] std::optional<wire::OfflinePlay> playOf(const PlaybackId &) override { return {}; }

    int plans = 0;
};

} // namespace

class LiveNewsTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void aChangedPlanReachesTheLicencesAndTheScreens()
    {
        FakeClock clock;
        const auto library = fixtures::createFixtureLibrary(clock);
        ListeningOffline offline;
        int shown = 0;
        const app::NewsReaders readers{library->library(), nullptr, offline, [&shown] { ++shown; }};
        app::hear(readers, wire::LiveDevices{});
        app::hear(readers, wire::LivePlayer{3});
        QCOMPARE(offline.plans, 0);
        app::hear(readers, wire::LiveSubscription{});
        QCOMPARE(offline.plans, 1);
        QCOMPARE(shown, 1);
        app::hear({library->library(), nullptr, offline, {}}, wire::LiveSubscription{}); // a device without a screen
        QCOMPARE(offline.plans, 2);
    }
    void aChangedLibraryIsFetched()
    {
        FakeClock clock;
        const auto library = fixtures::createFixtureLibrary(clock);
        QVERIFY(library->library().drain(std::chrono::seconds(60)));
        ListeningOffline offline;
        wire::ContentSummary card;
        card.id = ContentId::create(clock.now());
        card.kind = u"track"_s;
        card.title = u"Alpha"_s;
        library->api().with([&](fixtures::LibraryServer &server) {
            server.know(card);
            (void)server.take({{{MutationId::create(clock.now()), clock.now(), wire::SetLike{card.id, true}}}}, clock.now());
        });
        app::hear({library->library(), nullptr, offline, {}}, wire::LiveLibrary{100'000});
        QTRY_VERIFY(library->library().state().liked.contains(card.id));
    }
};

MELODY_TEST(LiveNewsTest)
#include "live_news_test.moc"
