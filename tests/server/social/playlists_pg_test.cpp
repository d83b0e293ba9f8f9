// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "listener.h"

#include <support/sample_release.h>
#include <support/test_main.h>

using namespace melody;
using namespace Qt::StringLiterals;
using rules::PlaylistOperation;
using Kind = rules::PlaylistOperationKind;

class PlaylistsPgTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase()
    {
        m_server = std::make_unique<test::RunningServer>();
        m_release = test::publishSample(*m_server, {.tracks = 6});
        m_ana = m_server->newPerson();
    }
    void cleanupTestCase() { m_server.reset(); }
    void init()
    {
        m_server->advance(std::chrono::seconds(30));
        m_ana = m_server->signIn(m_ana.email, m_ana.password);
        m_playlist = PlaylistId::create(m_server->clock().now());
        const auto made =
            m_server->post(u"/v1/playlists"_s, wire::toJson(wire::NewPlaylist{m_playlist, u"Morning"_s, {}}), m_ana.accessToken);
        QCOMPARE(made.status, 201);
        QCOMPARE(made.headers.value("etag"), "\"1\"");
    }

    void aPlaylistIsMadeOnceUnderTheIdOfTheDevice()
    {
        const auto again =
            m_server->post(u"/v1/playlists"_s, wire::toJson(wire::NewPlaylist{m_playlist, u"Other"_s, {}}), m_ana.accessToken);
        QCOMPARE(again.status, 201);
        QCOMPARE(wire::parsePlaylistInfo(again.json()).value().name, u"Morning"_s);
    }
    void itsNameIsChangedByWhoHasSeenTheLast()
    {
        const QJsonObject evening{{u"name"_s, u"Evening"_s}};
        QCOMPARE(m_server->patch(path(), evening, m_ana.accessToken, {}).status, 428);
        QCOMPARE(m_server->patch(path(), evening, m_ana.accessToken, "\"7\"").status, 412);
        QCOMPARE(m_server->patch(path(), {}, m_ana.accessToken, "\"1\"").status, 422);
        const auto changed = m_server->patch(path(), evening, m_ana.accessToken, "\"1\"");
        QCOMPARE(changed.status, 200);
        QCOMPARE(changed.headers.value("etag"), "\"2\"");
        QCOMPARE(wire::parsePlaylistInfo(changed.json()).value().name, u"Evening"_s);
        QCOMPARE(m_server->patch(path(), evening, m_ana.accessToken, "\"1\"").status, 412);
    }
    void editsOfTwoDevicesFromTheSameVersionBothHold()
    {
        const auto a = item(), b = item(), c = item(), d = item();
        QCOMPARE(edit(1, {test::insertion(a, track(0)), test::insertion(b, track(1), a), test::insertion(c, track(2), b)}).version, 2);
        // Both saw version 2.
        QCOMPARE(edit(2, {{Kind::Remove, b, {}, {}}}).version, 3);
        const auto second = edit(2, {test::insertion(d, track(3), b), {Kind::Move, b, {}, a}});
        QCOMPARE(second.version, 4);
        QCOMPARE(second.withoutEffect, 1);
        QCOMPARE(order(), (QList<PlaylistItemId>{a, d, c}));
        // Sent again, nothing is there twice.
        QCOMPARE(edit(2, {test::insertion(d, track(3), b)}).version, 4);
        QCOMPARE(order().size(), 3);
    }
    void historyTellsTheEditsNewestFirst()
    {
        const auto a = item(), b = item();
        (void)edit(1, {test::insertion(a, track(0))});
        (void)edit(2, {test::insertion(b, track(1))});
        const auto first = wire::parsePlaylistHistory(m_server->get(path() + u"/history?limit=1"_s, m_ana.accessToken).json()).value();
        QCOMPARE(first.items.size(), 1);
        QCOMPARE(first.items[0].version, 3);
        QCOMPARE(first.items[0].operations[0].item, b);
        QVERIFY(!first.items[0].device.isNull());
        const auto rest =
            wire::parsePlaylistHistory(m_server->get(path() + u"/history?cursor="_s + first.nextCursor, m_ana.accessToken).json()).value();
        QCOMPARE(rest.items.size(), 1);
        QCOMPARE(rest.items[0].baseVersion, 1);
    }
    void itsItemsComeInPages()
    {
        QList<PlaylistOperation> operations;
        QList<PlaylistItemId> items;
        for (int i = 0; i < 25; ++i) {
            items.append(item());
            operations.append(test::insertion(items.back(), track(i % 6), i > 0 ? std::optional(items[i - 1]) : std::nullopt));
        }
        (void)edit(1, operations);
        QList<PlaylistItemId> read;
        QString cursor;
        do {
            const auto page = wire::parsePlaylistContents(
                m_server->get(path() + u"?limit=10"_s + (cursor.isEmpty() ? QString() : u"&cursor="_s + cursor), m_ana.accessToken).json());
            QVERIFY(page);
            QCOMPARE(page->playlist.itemCount, 25);
            QCOMPARE(page->contents.size(), 6 - (page->items.size() == 5 ? 1 : 0));
            for (const auto &each : page->items)
                read.append(each.id);
            cursor = page->nextCursor;
        } while (!cursor.isEmpty());
        QCOMPARE(read, items);
        for (const QString &query : {u"cursor=x"_s, u"cursor=1_2"_s, u"limit=0"_s, u"page=2"_s})
            QCOMPARE(m_server->get(path() + u'?' + query, m_ana.accessToken).status, 422);
    }
    void whatCanNotBePlayedCanNotStandInIt()
    {
        const wire::PlaylistEdit wish{1, {test::insertion(item(), track(0)), test::insertion(item(), m_release.id)}};
        const auto answer = m_server->post(path() + u"/edits"_s, wire::toJson(wish), m_ana.accessToken);
        QCOMPARE(answer.status, 422);
        QVERIFY(answer.body.contains("operations[1].content"));
        QCOMPARE(order().size(), 0);
        QCOMPARE(
            m_server->post(path() + u"/edits"_s, wire::toJson(wire::PlaylistEdit{9, {{Kind::Remove, item(), {}, {}}}}), m_ana.accessToken)
                .code(),
            u"version_unknown"_s);
    }
    void whatIsDeletedIsGoneFromTheMirrorsAndStaysGone()
    {
        test::Mirror mirror;
        (void)edit(1, {test::insertion(item(), track(0))});
        test::pull(*m_server, m_ana.accessToken, mirror);
        const QString key = u"playlist "_s + m_playlist.toString();
        QVERIFY(mirror.things.contains(key));
        QCOMPARE(m_server->send("DELETE", path(), {}, m_ana.accessToken, {{"If-Match", "\"1\""}}).status, 412);
        QCOMPARE(m_server->send("DELETE", path(), {}, m_ana.accessToken, {{"If-Match", "\"2\""}}).status, 204);
        QCOMPARE(m_server->get(path(), m_ana.accessToken).status, 404);
        test::pull(*m_server, m_ana.accessToken, mirror);
        QVERIFY(!mirror.things.contains(key));
        QCOMPARE(mirror.resets, 1);
        QCOMPARE(
            m_server->post(u"/v1/playlists"_s, wire::toJson(wire::NewPlaylist{m_playlist, u"Morning"_s, {}}), m_ana.accessToken).code(),
            u"playlist_deleted"_s);
        // An edit that was made while the device did not know.
        const auto late =
            test::mutate(*m_server, m_ana.accessToken,
                         {test::mutation(*m_server, wire::EditPlaylist{m_playlist, {2, {test::insertion(item(), track(1))}}})});
        QCOMPARE(late.results[0].code, u"not_found"_s);
    }
    void listsGoDownFromTheLastThatChanged()
    {
        const auto older = m_playlist;
        init();
        (void)edit(1, {test::insertion(item(), track(0))});
        const auto page = wire::parsePlaylistPage(m_server->get(u"/v1/playlists?limit=1"_s, m_ana.accessToken).json()).value();
        QCOMPARE(page.items.size(), 1);
        QCOMPARE(page.items[0].id, m_playlist);
        const auto next =
            wire::parsePlaylistPage(m_server->get(u"/v1/playlists?limit=1&cursor="_s + page.nextCursor, m_ana.accessToken).json()).value();
        QCOMPARE(next.items.value(0).id, older);
    }
    void theirFactsAreToldToOtherServices()
    {
        (void)edit(1, {test::insertion(item(), track(4))});
        const auto event = m_server->pg().execute("SELECT payload->'added'->>0 FROM platform.event WHERE type = 'playlist_edited' "
                                                  "ORDER BY at DESC LIMIT 1");
        QCOMPARE(QString::fromStdString(event), track(4).toString());
    }
    void nobodyReachesThePlaylistOfAnother()
    {
        const auto ben = m_server->newPerson();
        QCOMPARE(m_server->get(path(), ben.accessToken).status, 404);
        QCOMPARE(
            m_server->post(path() + u"/edits"_s, wire::toJson(wire::PlaylistEdit{0, {{Kind::Remove, item(), {}, {}}}}), ben.accessToken)
                .status,
            404);
    }
    void tenThousandItemsAndNoMore()
    {
        qint64 version = 1;
        std::optional<PlaylistItemId> last;
        for (int batch = 0; batch < 20; ++batch) {
            QList<PlaylistOperation> operations;
            for (int i = 0; i < 500; ++i) {
                operations.append(test::insertion(item(), track(i % 6), last));
                last = operations.back().item;
            }
            m_server->advance(std::chrono::seconds(1));
            version = edit(version, operations).version;
        }
        const auto full = m_server->post(path() + u"/edits"_s,
                                         wire::toJson(wire::PlaylistEdit{version, {test::insertion(item(), track(0))}}), m_ana.accessToken);
        QCOMPARE(full.code(), u"playlist_full"_s);
        test::Mirror mirror;
        test::pull(*m_server, m_ana.accessToken, mirror, 1000);
        const QString items = u"item "_s + m_playlist.toString();
        QCOMPARE(std::count_if(mirror.things.begin(), mirror.things.end(), [&](const auto &each) { return each.first.startsWith(items); }),
                 10'000);
    }

private:
    QString path() const { return u"/v1/playlists/"_s + m_playlist.toString(); }
    ContentId track(int index) const { return m_release.tracks[size_t(index)].id; }
    PlaylistItemId item() const { return PlaylistItemId::create(m_server->clock().now()); }
    wire::PlaylistEdited edit(qint64 base, const QList<PlaylistOperation> &operations)
    {
        const auto answer = m_server->post(path() + u"/edits"_s, wire::toJson(wire::PlaylistEdit{base, operations}), m_ana.accessToken);
        const auto edited = wire::parsePlaylistEdited(answer.json());
        if (!edited)
            qWarning("edit answered %d %s", answer.status, answer.body.constData());
        return edited.value_or(wire::PlaylistEdited());
    }
    QList<PlaylistItemId> order()
    {
        QList<PlaylistItemId> items;
        const auto contents = wire::parsePlaylistContents(m_server->get(path(), m_ana.accessToken).json());
        for (const auto &each : contents.value().items)
            items.append(each.id);
        return items;
    }

    std::unique_ptr<test::RunningServer> m_server;
    catalog::PublishedRelease m_release;
    test::Person m_ana;
    PlaylistId m_playlist;
};

MELODY_TEST(PlaylistsPgTest)
#include "playlists_pg_test.moc"
