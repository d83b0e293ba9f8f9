// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include <rules/playlist_edits.h>

#include <support/test_main.h>

#include <QtCore/QRandomGenerator>
#include <QtCore/QSet>

#include <deque>
#include <map>

using namespace melody;
using namespace melody::rules;
using namespace std::chrono_literals;

namespace {

using Kind = PlaylistOperationKind;
using Items = std::vector<PlaylistItem>;

const TimePoint takenAt{1'000'000ms};

struct Edit {
    int id = 0;
    QList<PlaylistOperation> operations;
};

// Takes edits one after another, each once, and tells every changed item with a revision of its own.
struct Server {
    Items items;
    QSet<int> taken;
    std::vector<PlaylistItem> log; // index = revision

    void take(const Edit &edit)
    {
        if (taken.contains(edit.id))
            return;
        auto result = applyOperations(items, edit.operations, takenAt);
        items = std::move(result.items);
        log.insert(log.end(), result.changed.begin(), result.changed.end());
        taken.insert(edit.id);
    }
};

struct Device {
    std::map<PlaylistItemId, PlaylistItem> mirror;
    size_t revision = 0;
    std::deque<Edit> outbox;

    [[nodiscard]] Items shown() const
    {
        Items items;
        for (const auto &[id, item] : mirror)
            items.push_back(item);
        sortItems(items);
        for (const Edit &edit : outbox)
            items = applyOperations(std::move(items), edit.operations, takenAt).items;
        return items;
    }
    void pull(const Server &server, size_t atMost)
    {
        for (; revision < server.log.size() && atMost > 0; ++revision, --atMost)
            mirror[server.log[revision].id] = server.log[revision];
    }
};

Items stillThere(const Items &items)
{
    Items found;
    std::copy_if(items.begin(), items.end(), std::back_inserter(found), [](const PlaylistItem &item) { return !item.removed; });
    return found;
}

QList<PlaylistItemId> order(const Items &items)
{
    QList<PlaylistItemId> ids;
    for (const PlaylistItem &item : stillThere(items))
        ids.append(item.id);
    return ids;
}

class World {
public:
    explicit World(quint32 seed) : m_random(seed), m_devices(2 + m_random.bounded(4)) {}

    void step()
    {
        Device &device = m_devices[size_t(m_random.bounded(int(m_devices.size())))];
        switch (m_random.bounded(5)) {
        case 0:
        case 1:
            edit(device);
            break;
        case 2:
            send(device);
            break;
        case 3:
            device.pull(m_server, size_t(m_random.bounded(8)));
            break;
        default: // a duplicate of something that was sent before arrives late
            if (!m_sent.empty())
                m_server.take(m_sent[size_t(m_random.bounded(int(m_sent.size())))]);
        }
    }

    void settle()
    {
        for (Device &device : m_devices) {
            while (!device.outbox.empty())
                send(device);
        }
        for (Device &device : m_devices)
            device.pull(m_server, SIZE_MAX);
    }

    [[nodiscard]] const Server &server() const { return m_server; }
    [[nodiscard]] const std::vector<Device> &devices() const { return m_devices; }
    [[nodiscard]] const QSet<PlaylistItemId> &inserted() const { return m_inserted; }
    [[nodiscard]] const QSet<PlaylistItemId> &removed() const { return m_removed; }

private:
    PlaylistItemId newItem() { return PlaylistItemId(QUuid(++m_count, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1)); }

    PlaylistOperation operation(const Items &shown)
    {
        const auto any = [&]() -> std::optional<PlaylistItemId> {
            if (shown.empty() || m_random.bounded(4) == 0)
                return {};
            return shown[size_t(m_random.bounded(int(shown.size())))].id;
        };
        const auto target = any();
        const int dice = m_random.bounded(4);
        if (!target || dice < 2)
            return {Kind::Insert, newItem(), ContentId(QUuid(m_count, 0, 0, 0, 0, 0, 0, 0, 0, 0, 2)), any()};
        return dice == 2 ? PlaylistOperation{Kind::Move, *target, {}, any()} : PlaylistOperation{Kind::Remove, *target, {}, {}};
    }

    void edit(Device &device)
    {
        Edit edit{++m_edits, {}};
        Items shown = stillThere(device.shown());
        for (int i = 1 + m_random.bounded(3); i > 0; --i) {
            edit.operations.append(operation(shown));
            shown = stillThere(applyOperations(std::move(shown), {edit.operations.back()}, takenAt).items);
        }
        for (const PlaylistOperation &each : edit.operations) {
            if (each.kind == Kind::Insert)
                m_inserted.insert(each.item);
            else if (each.kind == Kind::Remove)
                m_removed.insert(each.item);
        }
        device.outbox.push_back(edit);
    }

    // The request or the answer may be lost on the way. What was acknowledged is shown on without waiting for the other devices' edits:
    // the device pulls before it forgets the entry.
    void send(Device &device)
    {
        if (device.outbox.empty() || m_random.bounded(4) == 0)
            return;
        const Edit edit = device.outbox.front();
        m_sent.push_back(edit);
        m_server.take(edit);
        if (m_random.bounded(4) == 0)
            return;
        device.pull(m_server, SIZE_MAX);
        device.outbox.pop_front();
    }

    QRandomGenerator m_random;
    Server m_server;
    std::vector<Device> m_devices;
    std::vector<Edit> m_sent;
    QSet<PlaylistItemId> m_inserted;
    QSet<PlaylistItemId> m_removed;
    uint m_count = 0;
    int m_edits = 0;
};

} // namespace

class PlaylistEditsPropertyTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    // Any interleaving of edits, losses, duplicates and partial pulls: all devices show what the server has, every inserted item that
    // nobody removed is there once, and what somebody removed is gone.
    void everyInterleavingConvergesAndLosesNothing()
    {
        for (quint32 seed = 1; seed <= 400; ++seed) {
            World world(seed);
            for (int step = 0; step < 120; ++step)
                world.step();
            world.settle();
            const auto expected = order(world.server().items);
            const QByteArray where = "seed " + QByteArray::number(seed);
            for (const Device &device : world.devices()) {
                QVERIFY2(order(device.shown()) == expected, where.constData());
                QVERIFY2(stillThere(device.shown()) == stillThere(world.server().items), where.constData());
            }
            const QSet<PlaylistItemId> there(expected.begin(), expected.end());
            QVERIFY2(there.size() == expected.size(), where.constData());
            QVERIFY2(there == QSet<PlaylistItemId>(world.inserted()).subtract(world.removed()), where.constData());
        }
    }
    // What an edit says of neighbours holds after it was rebased, as far as they are still there.
    void anInsertedItemStandsRightAfterItsAnchorWhenItIsTaken()
    {
        QRandomGenerator random(7);
        Items items;
        uint count = 0;
        for (int i = 0; i < 2000; ++i) {
            const PlaylistItemId made(QUuid(++count, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1));
            std::optional<PlaylistItemId> after;
            if (!items.empty())
                after = items[size_t(random.bounded(int(items.size())))].id;
            items = applyOperations(std::move(items), {{Kind::Insert, made, {}, after}}, takenAt).items;
            const auto at = std::find_if(items.begin(), items.end(), [&](const PlaylistItem &item) { return item.id == made; });
            QVERIFY(at != items.end());
            QVERIFY(after ? at != items.begin() && std::prev(at)->id == *after : at == items.begin());
            QVERIFY(std::is_sorted(items.begin(), items.end(),
                                   [](const PlaylistItem &a, const PlaylistItem &b) { return a.position < b.position; }));
        }
    }
};

MELODY_TEST(PlaylistEditsPropertyTest)
#include "playlist_edits_property_test.moc"
