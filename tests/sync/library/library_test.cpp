// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later
//
// The library over its own thread and a server in memory.

#include "shelf.h"

#include <fixtures/fixture_library.h>
#include <support/test_main.h>

#include <atomic>

using namespace melody;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

const Error away{ErrorKind::Unavailable, u"server_down"_s, u"Nobody answers."_s};

wire::ContentSummary song(const QString &title)
{
    wire::ContentSummary card;
    card.id = ContentId::create(SystemClock().now());
    card.kind = u"track"_s;
    card.title = title;
    card.subtitle = u"Somebody"_s;
    card.durationMs = 200'000;
    return card;
}

} // namespace

class LibraryTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void init()
    {
        m_folder = std::make_unique<QTemporaryDir>();
        m_api = std::make_unique<fixtures::FixtureLibraryApi>(m_serverClock);
        m_store = test::openLibraryStore(*m_folder);
        start();
    }
    void cleanup()
    {
        m_library.reset();
        m_store.reset();
    }

    void whatIsDoneWithoutTheServerIsSeenAtOnceAndArrivesOnce()
    {
        m_api->setFailure(away);
        const auto card = song(u"Alpha"_s);
        m_library->setLiked(card, true);
        const auto playlist = m_library->createPlaylist(u"Mine"_s, {card, song(u"Beta"_s)});
        QTRY_VERIFY_WITH_TIMEOUT(m_library->state().liked.contains(card.id), 20'000);
        QTRY_COMPARE_WITH_TIMEOUT(m_library->state().unsent, 3, 20'000);
        QCOMPARE(m_library->playlist(playlist)->entries.size(), 2);
        QTRY_VERIFY_WITH_TIMEOUT(!m_library->state().serverReachable, 20'000);

        m_library.reset(); // the program ends, and is started with the server back
        m_api->setFailure({});
        start();
        QVERIFY(m_library->drain(20s));
        QCOMPARE(m_library->state().unsent, 0);
        const auto page = serverPage();
        QCOMPARE(page.changes.size(), 4); // a like, a playlist, two items
        QCOMPARE(m_library->playlist(playlist)->info.version, 2);
    }
    void whatAnotherDeviceDidComesWithTheNews()
    {
        const auto card = song(u"Alpha"_s);
        m_api->with([&](fixtures::LibraryServer &server) {
            server.know(card);
            (void)server.take({{{MutationId::create(m_clock.now()), m_clock.now(), wire::SetLike{card.id, true}}}}, m_clock.now());
        });
        m_library->hear(wire::LiveLibrary{1});
        QTRY_VERIFY_WITH_TIMEOUT(m_library->state().liked.contains(card.id), 20'000);
        QCOMPARE(m_library->cards(*m_library->liked({u"track"_s}))->constFirst().title, u"Alpha"_s);
    }
    void decidingAgainCountsEvenWhenTheClockWentBack()
    {
        const auto card = song(u"Alpha"_s);
        m_library->setLiked(card, true);
        QVERIFY(m_library->drain(20s));
        m_clock.advance(-10min);
        m_library->setLiked(card, false);
        QVERIFY(m_library->drain(20s));
        QVERIFY(!m_library->state().liked.contains(card.id));
    }
    void aRefusalIsToldAndUndone()
    {
        std::atomic<int> refusals = 0;
        m_library->observe({{}, [&](const wire::Mutation &, const Error &error) { refusals += error.code == u"not_found" ? 1 : 0; }});
        m_library->changePlaylist(PlaylistId::create(m_clock.now()), {u"Nothing"_s, {}});
        QVERIFY(m_library->drain(20s));
        QCOMPARE(refusals.load(), 1);
        m_library->observe({});
    }
    void oneBadWishDoesNotHoldUpTheOthers()
    {
        m_api->setFailure(Error{ErrorKind::Invalid, u"invalid_field"_s, u"Not like that."_s});
        std::atomic<int> refusals = 0;
        m_library->observe({{}, [&](const wire::Mutation &, const Error &) {
                                if (++refusals == 1)
                                    m_api->setFailure({}); // it was the first of them
                            }});
        const auto good = song(u"Good"_s);
        m_library->createPlaylist(u"Bad"_s, {});
        m_library->setLiked(good, true);
        QVERIFY(m_library->drain(20s));
        QCOMPARE(refusals.load(), 1);
        QVERIFY(m_library->state().liked.contains(good.id));
        m_library->observe({});
    }
    void aPlaylistIsOrderedAndEmptied()
    {
        const auto playlist = m_library->createPlaylist(u"Order"_s, {song(u"A"_s), song(u"B"_s), song(u"C"_s)});
        QVERIFY(m_library->drain(20s));
        auto entries = m_library->playlist(playlist)->entries;
        m_library->move(playlist, entries[0].item, entries[2].item);
        m_library->remove(playlist, {entries[1].item});
        QVERIFY(m_library->drain(20s));
        QCOMPARE(titles(playlist), (QStringList{u"C"_s, u"A"_s}));
        m_library->insert(playlist, entries[1].card, entries[2].item);
        m_library->changePlaylist(playlist, {u"Chaos"_s, {}});
        QVERIFY(m_library->drain(20s));
        QCOMPARE(titles(playlist), (QStringList{u"C"_s, u"B"_s, u"A"_s}));
        QCOMPARE(m_library->playlists()->constFirst().name, u"Chaos"_s);
        QCOMPARE(m_library->search(u"cha"_s, 10)->playlists.size(), 1);
        QCOMPARE(m_library->search(u"b"_s, 10)->contents.size(), 1);
        m_library->deletePlaylist(playlist);
        QVERIFY(m_library->drain(20s));
        QCOMPARE(m_library->playlist(playlist).error().code, u"not_found"_s);
    }
    void whoLeavesTakesTheirLibraryAlong()
    {
        const auto card = song(u"Alpha"_s);
        m_library->setLiked(card, true);
        QVERIFY(m_library->drain(20s));
        m_library->setUser({});
        QTRY_VERIFY_WITH_TIMEOUT(m_library->state().liked.isEmpty(), 20'000);
        QCOMPARE(m_library->liked({}).error().code, u"signed_out"_s);
        m_library->setLiked(song(u"Beta"_s), true); // nobody's
        m_library->setUser(m_ana);
        QVERIFY(m_library->drain(20s));
        QCOMPARE(m_library->state().liked, QSet<ContentId>{card.id});
    }
    void aPlaylistThatIsDeletedElsewhereWhileItIsEditedHereIsKeptUntilTheListenerChooses_data()
    {
        QTest::addColumn<bool>("toldFirst"); // the deletion arrives before the edit is sent
        QTest::addColumn<bool>("mine");
        for (const bool toldFirst : {false, true}) {
            for (const bool mine : {false, true})
                QTest::addRow("told first %d, mine %d", int(toldFirst), int(mine)) << toldFirst << mine;
        }
    }
    void aPlaylistThatIsDeletedElsewhereWhileItIsEditedHereIsKeptUntilTheListenerChooses()
    {
        QFETCH(const bool, toldFirst);
        QFETCH(const bool, mine);
        const auto playlist = m_library->createPlaylist(u"Order"_s, {song(u"A"_s), song(u"B"_s), song(u"C"_s)}, u"In order"_s);
        QVERIFY(m_library->drain(20s));
        m_api->setFailure(away);
        const auto entries = m_library->playlist(playlist)->entries;
        m_library->move(playlist, entries[0].item, entries[2].item);
        m_library->append(playlist, {song(u"D"_s)});
        QTRY_COMPARE_WITH_TIMEOUT(m_library->state().unsent, 2, 20'000);
        QCOMPARE(elsewhere(wire::DeletePlaylist{playlist}).outcome, wire::MutationOutcome::Applied);
        if (toldFirst) { // as when the channel is quicker than the outbox
            m_library.reset();
            library::Mirror mirror(*m_store);
            const QString since = mirror.progress(m_ana)->since;
            wire::SyncPage page;
            m_api->with([&](fixtures::LibraryServer &server) { page = server.changes(since, 100); });
            QVERIFY(mirror.absorb(m_ana, since, page).value());
            start();
        }
        m_api->setFailure({});
        m_library->retryNow();
        QVERIFY(m_library->drain(20s));
        QCOMPARE(m_library->playlist(playlist).error().code, u"not_found"_s);
        m_library.reset(); // and the program starts again
        start();
        const auto contested = m_library->contested();
        QCOMPARE(contested->size(), 1);
        QVERIFY(contested->constFirst().deleted);
        QCOMPARE(contested->constFirst().contents.size(), 4);
        m_library->chooseContested(playlist, mine);
        QVERIFY(m_library->drain(20s));
        QVERIFY(m_library->contested()->isEmpty());
        const auto playlists = m_library->playlists();
        QCOMPARE(playlists->size(), mine ? 1 : 0);
        if (mine) {
            QCOMPARE(playlists->constFirst().name, u"Order"_s);
            QCOMPARE(playlists->constFirst().description, u"In order"_s);
            QCOMPARE(titles(playlists->constFirst().id), (QStringList{u"B"_s, u"C"_s, u"A"_s, u"D"_s}));
        }
    }
    void ofTwoNamesThatKnewNothingOfEachOtherTheListenerChooses()
    {
        for (const bool mine : {false, true}) {
            const auto playlist = m_library->createPlaylist(u"Order"_s, {});
            QVERIFY(m_library->drain(20s));
            m_api->setFailure(away);
            m_library->changePlaylist(playlist, {u"Peace"_s, {}});
            m_library->changePlaylist(playlist, {u"Quiet"_s, {}});
            QTRY_COMPARE_WITH_TIMEOUT(m_library->state().unsent, 2, 20'000);
            QCOMPARE(elsewhere(wire::ChangePlaylist{playlist, {u"Chaos"_s, {}}, {}}).outcome, wire::MutationOutcome::Applied);
            m_api->setFailure({});
            m_library->retryNow();
            QVERIFY(m_library->drain(20s));
            QCOMPARE(m_library->playlist(playlist)->info.name, u"Chaos"_s);
            const auto contested = m_library->contested();
            QCOMPARE(contested->size(), 1);
            QVERIFY(!contested->constFirst().deleted);
            QCOMPARE(contested->constFirst().mine.name, u"Quiet"_s);
            QCOMPARE(contested->constFirst().theirs.name, u"Chaos"_s);
            m_library->chooseContested(playlist, mine);
            QVERIFY(m_library->drain(20s));
            QVERIFY(m_library->contested()->isEmpty());
            QCOMPARE(m_library->playlist(playlist)->info.name, mine ? u"Quiet"_s : u"Chaos"_s);
        }
    }
    void placesAreKeptAndTheFurthestOfAListeningHolds()
    {
        const auto card = song(u"Long"_s);
        const auto session = PlaybackId::create(m_clock.now());
        m_library->setPosition(card, session, 90'000, false, {});
        m_library->setPosition(card, session, 60'000, false, {});
        QVERIFY(m_library->drain(20s));
        const auto position = m_library->position(card.id);
        QVERIFY(position && *position);
        QCOMPARE((*position)->positionMs, 90'000);
    }
    void ofTwoListeningsThatKnewNothingOfEachOtherBothPlacesStayUntilOneIsChosen()
    {
        for (const bool elsewhere : {false, true}) {
            const auto card = song(u"Long"_s);
            const auto far = PlaybackId::create(m_clock.now());
            m_library->setPosition(card, far, 90'000, false, {});
            const auto near = PlaybackId::create(m_clock.now());
            m_library->setPosition(card, near, 60'000, false, {});
            QVERIFY(m_library->drain(20s));
            QCOMPARE((*m_library->position(card.id))->positionMs, 60'000);
            QCOMPARE((*m_library->position(card.id))->elsewhere, (rules::Place{far, 90'000}));
            m_library->choosePosition(card.id, elsewhere);
            QVERIFY(m_library->drain(20s));
            const auto position = m_library->position(card.id);
            QCOMPARE(rules::placeOf(**position), elsewhere ? (rules::Place{far, 90'000}) : (rules::Place{near, 60'000}));
            QVERIFY(!(*position)->elsewhere);
            m_library->choosePosition(card.id, !elsewhere); // nothing to choose any more
            QVERIFY(m_library->drain(20s));
            QCOMPARE(*m_library->position(card.id), *position);
        }
    }

private:
    void start()
    {
        library::Options options;
        options.firstBackoff = 5ms;
        options.maxBackoff = 20ms;
        m_library = library::createLibrary({*m_store, *m_api, m_clock}, options);
        m_library->setUser(m_ana);
        m_library->hearLive(true);
    }
    QStringList titles(const PlaylistId &playlist)
    {
        QStringList titles;
        const auto read = m_library->playlist(playlist);
        for (const library::PlaylistEntry &entry : read ? read->entries : QList<library::PlaylistEntry>())
            titles.append(entry.card.title);
        return titles;
    }
    wire::MutationResult elsewhere(const wire::MutationBody &body)
    {
        wire::MutationAnswer answer;
        m_api->with([&](fixtures::LibraryServer &server) {
            const TimePoint now = m_clock.now();
            answer = server.take({{{MutationId::create(now), now, body}}}, now);
        });
        return answer.results.constFirst();
    }
    wire::SyncPage serverPage()
    {
        wire::SyncPage page;
        m_api->with([&](fixtures::LibraryServer &server) { page = server.changes({}, 100); });
        return page;
    }

    // Moves by itself, so that pauses end; and jumps.
    class JumpingClock final : public Clock {
    public:
        [[nodiscard]] TimePoint now() const override { return m_system.now() + std::chrono::milliseconds(m_ahead.load()); }
        [[nodiscard]] std::chrono::nanoseconds monotonic() const override { return m_system.monotonic(); }
        void advance(std::chrono::milliseconds by) { m_ahead += by.count(); }

    private:
        SystemClock m_system;
        std::atomic<qint64> m_ahead = 0;
    };

    SystemClock m_serverClock;
    JumpingClock m_clock; // the device's
    const UserId m_ana = UserId::create(TimePoint(1s));
    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<fixtures::FixtureLibraryApi> m_api;
    std::unique_ptr<store::Store> m_store;
    std::unique_ptr<library::Library> m_library;
};

MELODY_TEST(LibraryTest)
#include "library_test.moc"
