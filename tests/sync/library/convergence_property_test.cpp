// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Several devices with stores of their own do what they like, are cut off, send twice, hear late, out of order or never, and die between
// any two steps. In the end all see the same, and nothing that a store had taken is lost.

#include "shelf.h"

#include "wishes.h"

#include <fixtures/library_server.h>
#include <support/test_main.h>

#include <QtCore/QRandomGenerator>

using namespace melody;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using Kind = rules::PlaylistOperationKind;

namespace {

const UserId ana = UserId::create(TimePoint(1s));

struct World {
    fixtures::LibraryServer server;
    FakeClock clock;
    QRandomGenerator random;
    QList<ContentId> contents;
    QList<PlaylistId> playlists;

    // What was promised.
    std::map<ContentId, std::pair<TimePoint, bool>> decided; // the last word on each like
    std::map<PlaylistId, QSet<PlaylistItemId>> inserted;
    QSet<PlaylistItemId> removed;
    QSet<PlaylistId> deleted;
    std::map<ContentId, qint64> furthest; // place that anybody came to
    std::map<ContentId, qint64> known;    // furthest that somebody began anew with, or left by choice

    int dice(int sides) { return random.bounded(sides); }
    TimePoint tick()
    {
        clock.advance(std::chrono::milliseconds(1 + dice(50)));
        return clock.now();
    }
};

class Device {
public:
    explicit Device(World &world) : m_world(world) { start(); }

    void start()
    {
        m_mirror.reset();
        m_store.reset();
        m_store = test::openLibraryStore(m_folder);
        m_mirror = std::make_unique<library::Mirror>(*m_store);
    }
    void act()
    {
        const TimePoint at = m_world.tick();
        const auto sight = test::sightOf(*m_store, ana, {});
        switch (m_world.dice(9)) {
        case 0:
        case 1: {
            const ContentId content = anyContent();
            const bool liked = m_world.dice(2) == 1;
            keep(wire::SetLike{content, liked}, at);
            m_world.decided[content] = {at, liked};
            break;
        }
        case 2:
            keep(wire::SetFollow{u"artist"_s, anyContent(), m_world.dice(2) == 1}, at);
            break;
        case 3:
            listen(at);
            break;
        case 4: {
            const auto id = PlaylistId::create(at);
            m_world.playlists.append(id);
            keep(wire::NewPlaylist{id, u"list %1"_s.arg(m_world.playlists.size()), {}}, at);
            break;
        }
        default:
            editOne(sight, at);
        }
    }
    void push()
    {
        const auto sent = m_mirror->unsent(ana, 1 + m_world.dice(5)).value();
        if (sent.isEmpty())
            return;
        for (int again = m_world.dice(3); again >= 0; --again) { // the same request may arrive more than once
            if (m_world.dice(4) > 0)
                m_answers.append(m_world.server.take({sent}, m_world.tick()));
        }
    }
    void pull()
    {
        const QString since = m_mirror->progress(ana).value().since;
        m_pages.append({since, m_world.server.changes(since, 1 + m_world.dice(9))});
    }
    // One of the answers that are on their way, or none of them, arrives; maybe again later.
    void hear()
    {
        if (!m_answers.isEmpty()) {
            const qsizetype which = m_world.dice(int(m_answers.size()));
            QVERIFY(m_mirror->acknowledge(ana, m_answers[which]));
            if (m_world.dice(3) > 0)
                m_answers.removeAt(which);
        }
        if (!m_pages.isEmpty()) {
            const qsizetype which = m_world.dice(int(m_pages.size()));
            QVERIFY(m_mirror->absorb(ana, m_pages[which].first, m_pages[which].second));
            if (m_world.dice(3) > 0)
                m_pages.removeAt(which);
        }
        if (m_world.dice(8) == 0) { // lost
            m_answers.clear();
            m_pages.clear();
        }
    }
    void settle()
    {
        m_answers.clear();
        m_pages.clear();
        for (;;) {
            const auto sent = m_mirror->unsent(ana, wire::maxMutations).value();
            if (sent.isEmpty())
                break;
            QVERIFY(m_mirror->acknowledge(ana, m_world.server.take({sent}, m_world.tick())));
        }
    }
    void catchUp()
    {
        for (bool more = true; more;) {
            const QString since = m_mirror->progress(ana).value().since;
            const auto page = m_world.server.changes(since, 7);
            QVERIFY(m_mirror->absorb(ana, since, page).value());
            more = page.more;
        }
        QCOMPARE(waiting(), 0);
    }
    [[nodiscard]] int waiting()
    {
        return m_store
            ->read([&](store::Transaction &transaction) -> Result<int> { return int(library::waitingOf(transaction, ana).size()); })
            .value();
    }
    [[nodiscard]] test::Sight sight() { return test::sightOf(*m_store, ana, m_world.contents); }

private:
    ContentId anyContent() { return m_world.contents[m_world.dice(int(m_world.contents.size()))]; }

    void keep(const wire::MutationBody &body, TimePoint at)
    {
        QVERIFY(m_mirror->record(ana, {wire::Mutation{MutationId::create(at), at, body}}, {}, store::Durability::Process));
    }
    // A listening of its own, or one that goes on; every other content is begun by who looks where it was left, or answers a question.
    void listen(TimePoint at)
    {
        const int which = m_world.dice(int(m_world.contents.size()));
        const ContentId content = m_world.contents[which];
        const auto place = m_store
                               ->read([&](store::Transaction &transaction) -> Result<std::optional<rules::ResumePosition>> {
                                   return library::shownPosition(transaction, ana, content, library::waitingOf(transaction, ana));
                               })
                               .value();
        const bool goesOn = place && m_world.dice(3) == 0;
        wire::SetPosition wish{content, goesOn ? place->session : PlaybackId::create(at), m_world.dice(300'000), false, {}};
        if (place && which % 2 == 1) {
            wish.knew = place->elsewhere && m_world.dice(2) == 0 ? place->elsewhere : rules::placeOf(*place);
            m_world.known[content] = std::max(m_world.known[content], wish.knew->positionMs);
        }
        m_world.furthest[content] = std::max(m_world.furthest[content], wish.positionMs);
        keep(wish, at);
    }
    void editOne(const test::Sight &sight, TimePoint at)
    {
        if (sight.names.empty())
            return;
        const auto chosen = std::next(sight.names.begin(), m_world.dice(int(sight.names.size())));
        const PlaylistId playlist = chosen->first;
        const auto &items = sight.items.at(playlist);
        const auto any = [&]() -> std::optional<PlaylistItemId> {
            return items.isEmpty() || m_world.dice(5) == 0 ? std::nullopt : std::optional(items[m_world.dice(int(items.size()))].first);
        };
        const auto target = any();
        switch (target ? m_world.dice(8) : 7) {
        case 0:
            keep(wire::ChangePlaylist{playlist, {u"name %1"_s.arg(m_world.dice(100)), {}}}, at);
            break;
        case 1:
            if (m_world.dice(6) == 0) {
                keep(wire::DeletePlaylist{playlist}, at);
                m_world.deleted.insert(playlist);
            }
            break;
        case 2:
            for (const auto &body : library::removals(playlist, 0, {*target}))
                keep(body, at);
            m_world.removed.insert(*target);
            break;
        case 3:
        case 4:
            keep(wire::EditPlaylist{playlist, {0, {{Kind::Move, *target, {}, any()}}}}, at);
            break;
        default:
            for (const auto &body : library::insertions(playlist, 0, {anyContent(), anyContent()}, any(), at)) {
                keep(body, at);
                for (const auto &operation : std::get<wire::EditPlaylist>(body).edit.operations)
                    m_world.inserted[playlist].insert(operation.item);
            }
        }
    }

    World &m_world;
    QTemporaryDir m_folder;
    std::unique_ptr<store::Store> m_store;
    std::unique_ptr<library::Mirror> m_mirror;
    QList<wire::MutationAnswer> m_answers;
    QList<std::pair<QString, wire::SyncPage>> m_pages;
};

} // namespace

class ConvergencePropertyTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void allDevicesEndUpTheSameAndNothingIsLost()
    {
        const quint32 first = QRandomGenerator::global()->generate();
        for (quint32 seed = first; seed != first + 15; ++seed) {
            run(seed);
            if (QTest::currentTestFailed())
                qFatal("failed with seed %u", seed);
        }
    }

private:
    static void run(quint32 seed)
    {
        World world;
        world.random.seed(seed);
        for (int i = 0; i < 12; ++i)
            world.contents.append(ContentId::create(world.tick()));
        std::vector<std::unique_ptr<Device>> devices;
        for (int i = 0; i < 2 + world.dice(3); ++i)
            devices.push_back(std::make_unique<Device>(world));
        int cutOff = -1;
        for (int step = 0; step < 400; ++step) {
            const int which = world.dice(int(devices.size()));
            Device &device = *devices[size_t(which)];
            if (world.dice(30) == 0)
                cutOff = world.dice(int(devices.size()) + 1) - 1;
            if (world.dice(60) == 0)
                device.start();
            if (world.dice(100) == 0)
                world.server.forgetTombstones();
            const int what = world.dice(5);
            if (what < 2)
                device.act();
            else if (which == cutOff)
                continue;
            else if (what == 2)
                device.push();
            else if (what == 3)
                device.pull();
            else
                device.hear();
        }
        for (const auto &device : devices)
            device->settle();
        Device fresh(world);
        fresh.catchUp();
        const test::Sight truth = fresh.sight();
        for (const auto &device : devices) {
            device->catchUp();
            const test::Sight sight = device->sight();
            QVERIFY2(sight.likes == truth.likes, "likes differ");
            QVERIFY2(sight.follows == truth.follows, "follows differ");
            QVERIFY2(sight.names == truth.names, "names differ");
            QVERIFY2(sight.items == truth.items, "items differ");
            QVERIFY2(sight.positions == truth.positions, "positions differ");
            QVERIFY2(sight.furthest == truth.furthest, "places elsewhere differ");
            for (const auto &[playlist, items] : sight.items)
                QCOMPARE(sight.counts.at(playlist), int(items.size()));
        }
        for (const auto &[content, word] : world.decided)
            QVERIFY2(truth.likes.contains(content) == word.second, "not the last word");
        for (const auto &[content, furthest] : world.furthest) {
            if (furthest > world.known[content])
                QVERIFY2(truth.furthest.at(content) == furthest, "the furthest place was lost silently");
        }
        for (const auto &[playlist, items] : world.inserted) {
            if (world.deleted.contains(playlist))
                continue;
            QVERIFY(truth.items.contains(playlist));
            QSet<PlaylistItemId> there;
            for (const auto &[item, content] : truth.items.at(playlist))
                there.insert(item);
            QVERIFY2(there == items - world.removed, "an item was lost or came back");
        }
    }
};

MELODY_TEST(ConvergencePropertyTest)
#include "convergence_property_test.moc"
