// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "listener.h"

#include <support/household.h>
#include <support/sample_release.h>
#include <support/test_main.h>

using namespace melody;
using namespace Qt::StringLiterals;

class ChildLibraryPgTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void whatIsNotForAChildIsNotInItsLibraryEither()
    {
        test::RunningServer server;
        auto release = test::sampleRelease(server, {.tracks = 2});
        release.tracks[1].explicitContent = true;
        QVERIFY(test::publish(server, release));
        const auto clean = release.tracks[0].id, loud = release.tracks[1].id;
        const auto home = test::makeHousehold(server, {{u"explicit_allowed"_s, true}});
        const QString token = home.child.accessToken;

        const auto playlist = PlaylistId::create(server.clock().now());
        const auto a = PlaylistItemId::create(server.clock().now()), b = PlaylistItemId::create(server.clock().now());
        const auto filled = test::mutate(
            server, token,
            {test::mutation(server, wire::SetLike{clean, true}), test::mutation(server, wire::SetLike{loud, true}),
             test::mutation(server, wire::NewPlaylist{playlist, u"Mine"_s, {}}),
             test::mutation(server, wire::EditPlaylist{playlist, {1, {test::insertion(a, clean), test::insertion(b, loud, a)}}})});
        for (const auto &result : filled.results)
            QCOMPARE(result.outcome, wire::MutationOutcome::Applied);
        test::Mirror mirror;
        test::pull(server, token, mirror);
        QCOMPARE(mirror.things.size(), 5u);

        QCOMPARE(test::setControls(server, home, {{u"explicit_allowed"_s, false}}), 200);
        server.deliverEvents();
        test::pull(server, token, mirror);
        QCOMPARE(mirror.resets, 2);
        QCOMPARE(mirror.things.size(), 3u);
        for (const auto &[key, thing] : mirror.things)
            QVERIFY(!QJsonDocument(thing).toJson().contains(loud.toString().toUtf8()));
        const auto contents = server.get(u"/v1/playlists/"_s + playlist.toString(), token);
        QVERIFY(contents.body.contains(clean.toString().toUtf8()) && !contents.body.contains(loud.toString().toUtf8()));
        QCOMPARE(server.put(u"/v1/me/likes/"_s + loud.toString(), {}, token).status, 404);
        const wire::PlaylistEdit wish{2, {test::insertion(PlaylistItemId::create(server.clock().now()), loud)}};
        QCOMPARE(server.post(u"/v1/playlists/%1/edits"_s.arg(playlist.toString()), wire::toJson(wish), token).status, 422);

        // Nothing was lost by it.
        QCOMPARE(test::setControls(server, home, {{u"explicit_allowed"_s, true}}), 200);
        server.deliverEvents();
        test::pull(server, token, mirror);
        QCOMPARE(mirror.things.size(), 5u);
    }
};

MELODY_TEST(ChildLibraryPgTest)
#include "child_library_pg_test.moc"
