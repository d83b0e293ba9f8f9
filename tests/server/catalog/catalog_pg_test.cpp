// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later
//
// The catalogue over PostgreSQL, read through its routes.

#include <support/household.h>
#include <support/sample_release.h>
#include <support/test_main.h>
#include <wire/lyrics.h>

using namespace melody;
using namespace Qt::StringLiterals;

class CatalogPgTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() { m_server = std::make_unique<test::RunningServer>(); }
    void cleanupTestCase() { m_server.reset(); }
    void init() { m_listener = m_server->newPerson(); }

    void aPublishedReleaseIsReadAsItWasGiven()
    {
        const auto release = test::publishSample(*m_server);
        const auto album = wire::parseAlbumInfo(get(u"/v1/albums/"_s + release.id.toString()).json());
        QVERIFY(album);
        QCOMPARE(album->summary.title, release.title);
        QCOMPARE(album->summary.subtitle, release.artistName);
        QCOMPARE(album->summary.image, std::optional(release.image->id));
        QCOMPARE(album->summary.imageColor, release.image->color);
        QCOMPARE(album->releaseDate, release.releaseDate);
        QCOMPARE(album->licence, release.licence);
        QCOMPARE(album->tracks.size(), 2);
        QCOMPARE(album->tracks[1].summary.id, release.tracks[1].id);
        QCOMPARE(album->tracks[1].summary.album, album->summary.id); // a card says where it stands
        QCOMPARE(album->tracks[1].summary.trackNumber, 2);
        QVERIFY(album->summary.album.isNull());
        QCOMPARE(album->tracks[1].trackNumber, 2);
        QCOMPARE(album->tracks[1].credits.constFirst().role, u"composer"_s);

        const auto track = wire::parseTrackInfo(get(u"/v1/tracks/"_s + release.tracks[0].id.toString()).json());
        QVERIFY(track);
        QCOMPARE(track->album, release.id);
        QCOMPARE(track->waveform, release.tracks[0].asset.waveform);
        QCOMPARE(track->summary.durationMs, release.tracks[0].asset.manifest.durationMs);

        const auto lyrics = wire::parseLyrics(get(u"/v1/tracks/"_s + release.tracks[0].id.toString() + u"/lyrics"_s).json());
        QVERIFY(lyrics);
        QCOMPARE(*lyrics, *release.tracks[0].lyrics);

        const auto artist = wire::parseArtistInfo(get(u"/v1/artists/"_s + album->artist.toString()).json());
        QVERIFY(artist);
        QCOMPARE(artist->summary.title, release.artistName);
        QCOMPARE(artist->albums.constFirst().id, release.id);

        const auto card = wire::parseContentSummary(get(u"/v1/contents/"_s + release.tracks[0].id.toString()).json());
        QVERIFY(card);
        QCOMPARE(card->kind, u"track"_s);
    }
    void lyricsAreHiddenWithTheirTrackAndAbsentWhereThereAreNone()
    {
        auto release = test::sampleRelease(*m_server, {.title = u"Words"_s});
        release.tracks[0].explicitContent = true;
        release.tracks[1].lyrics.reset();
        QVERIFY(test::publish(*m_server, release));
        const auto pathOf = [&](size_t track) { return u"/v1/tracks/"_s + release.tracks[track].id.toString() + u"/lyrics"_s; };
        QCOMPARE(get(pathOf(0)).status, 200);
        QCOMPARE(get(pathOf(1)).status, 404);
        QCOMPARE(get(u"/v1/tracks/"_s + release.id.toString() + u"/lyrics"_s).status, 404);
        const test::Household household = test::makeHousehold(*m_server);
        QCOMPARE(m_server->get(pathOf(0), household.child.accessToken).status, 404);
    }
    void publishingTwiceChangesNothing()
    {
        const auto release = test::sampleRelease(*m_server, {.title = u"Twice"_s});
        QCOMPARE(test::publish(*m_server, release), Result<bool>(true));
        QCOMPARE(test::publish(*m_server, release), Result<bool>(false));
        QCOMPARE(m_server->pg().execute("SELECT count(*) FROM catalog.content WHERE title = 'Twice'"), std::string("1"));
    }
    void anArtistIsFoundAgainHoweverTheNameIsWritten()
    {
        test::publishSample(*m_server, {.title = u"One"_s, .artistName = u"Sigur Rós"_s});
        test::publishSample(*m_server, {.title = u"Two"_s, .artistName = u" SIGUR  ros "_s});
        QCOMPARE(m_server->pg().execute("SELECT count(*) FROM catalog.content WHERE kind = 'artist' AND natural_key = 'sigur ros'"),
                 std::string("1"));
    }
    void aReleaseThatFailsHalfWayLeavesNothing()
    {
        auto release = test::sampleRelease(*m_server, {.title = u"Half"_s, .artistName = u"Half Artist"_s});
        release.tracks[1].asset.wrappedKey = "too short";
        QVERIFY(!test::publish(*m_server, release));
        QCOMPARE(m_server->pg().execute("SELECT count(*) FROM catalog.content WHERE title IN ('Half', 'Half Artist')"), std::string("0"));
    }
    void aUpcIsUniqueAndAnIsrcBelongsToItsPublisher()
    {
        auto first = test::sampleRelease(*m_server, {.title = u"Codes"_s});
        first.upc = u"036000291452"_s;
        first.publisher = m_listener.user;
        first.tracks[0].isrc = u"GBAYE6800123"_s;
        QVERIFY(test::publish(*m_server, first));

        auto sameUpc = test::sampleRelease(*m_server);
        sameUpc.upc = first.upc;
        const auto refusedUpc = test::publish(*m_server, sameUpc);
        QVERIFY(!refusedUpc);
        QCOMPARE(refusedUpc.error().fields.constFirst(), (FieldError{u"upc"_s, u"taken"_s, refusedUpc.error().detail}));

        auto single = test::sampleRelease(*m_server, {.title = u"Single"_s, .tracks = 1});
        single.publisher = first.publisher;
        single.tracks[0].isrc = first.tracks[0].isrc;
        QVERIFY(test::publish(*m_server, single));

        auto thief = test::sampleRelease(*m_server);
        thief.publisher = UserId::create(m_server->clock().now());
        thief.tracks[1].isrc = first.tracks[0].isrc;
        const auto refusedIsrc = test::publish(*m_server, thief);
        QVERIFY(!refusedIsrc);
        QCOMPARE(refusedIsrc.error().fields.constFirst().field, u"tracks[1].isrc"_s);
        QCOMPARE(refusedIsrc.error().fields.constFirst().code, u"taken"_s);
    }
    void aNewKindNeedsARowAndNoOtherSchema()
    {
        m_server->pg().execute(
            "INSERT INTO catalog.content_kind (kind, playable, has_artist) VALUES ('chapter', true, true);"
            "INSERT INTO catalog.content_kind VALUES ('audiobook', 'chapter', false, true, '{licence,attribution,release_date}')");
        auto book = test::sampleRelease(*m_server, {.title = u"A Book"_s});
        book.kind = u"audiobook"_s;
        QVERIFY(test::publish(*m_server, book));
        QCOMPARE(get(u"/v1/contents/"_s + book.tracks[0].id.toString()).json().value(u"kind"_s).toString(), u"chapter"_s);
        auto unknown = test::sampleRelease(*m_server);
        unknown.kind = u"track"_s;
        const auto refused = test::publish(*m_server, unknown);
        QCOMPARE(refused.error().fields.constFirst().field, u"kind"_s);
    }
    void aKindCarriesOnlyItsAttributes()
    {
        // As the superuser: the rule is the database's, whoever writes.
        const auto album = test::publishSample(*m_server, {.title = u"Attributes"_s});
        const auto failed =
            m_server->application().database().run({.role = "melody_catalog"}, [&](db::Transaction &transaction) -> Result<void> {
                static constexpr db::Query spoil{"test.spoil",
                                                 "UPDATE catalog.content SET attributes = '{\"isrc\": \"X\"}' WHERE content_id = $1"};
                transaction.exec(spoil, {album.id});
                return {};
            });
        QVERIFY(!failed);
    }
    void listsGoOnWhereThePageBeforeEnded()
    {
        for (int i = 0; i < 7; ++i)
            test::publishSample(*m_server, {.title = u"Page %1"_s.arg(i), .artistName = u"Pager"_s, .tracks = 1});
        const auto found = wire::parseContentPage(get(u"/v1/contents?kind=artist&limit=200"_s).json());
        const auto pager = std::find_if(found->items.begin(), found->items.end(), [](const auto &item) { return item.title == u"Pager"; });
        QVERIFY(pager != found->items.end());
        QStringList titles;
        QString cursor;
        int pages = 0;
        do {
            const QString query = u"/v1/contents?kind=album&limit=3&artist="_s + pager->id.toString();
            const auto page = wire::parseContentPage(get(query + (cursor.isEmpty() ? QString() : u"&cursor="_s + cursor)).json());
            QVERIFY(page);
            for (const auto &item : page->items)
                titles.append(item.title);
            cursor = page->nextCursor;
            ++pages;
        } while (!cursor.isEmpty());
        QCOMPARE(pages, 3);
        QCOMPARE(titles, (QStringList{u"Page 0"_s, u"Page 1"_s, u"Page 2"_s, u"Page 3"_s, u"Page 4"_s, u"Page 5"_s, u"Page 6"_s}));
        QCOMPARE(get(u"/v1/contents?kind=album&cursor=AAAA"_s).status, 422);
    }
    void homeShowsWhatIsNewAndWhatIsPlayed()
    {
        const auto release = test::publishSample(*m_server, {.title = u"Newest"_s});
        m_server->deliverEvents();
        auto home = wire::parseHome(get(u"/v1/home"_s).json());
        QVERIFY(home);
        QCOMPARE(home->shelves.constFirst().code, u"new_releases"_s);
        QCOMPARE(home->shelves.constFirst().items.constFirst().id, release.id);

        const auto played =
            m_server->application().database().run({.role = "melody_playback"}, [&](db::Transaction &transaction) -> Result<void> {
                const TimePoint now = m_server->clock().now();
                events::publish(transaction, {EventId::create(now), u"play_counted"_s, release.tracks[1].id.toString(), {}, {}, now});
                return {};
            });
        QVERIFY(played);
        m_server->deliverEvents();
        m_server->advance(std::chrono::minutes(1));
        home = wire::parseHome(get(u"/v1/home"_s).json());
        const auto popular =
            std::find_if(home->shelves.begin(), home->shelves.end(), [](const auto &shelf) { return shelf.code == u"popular"; });
        QVERIFY(popular != home->shelves.end());
        QCOMPARE(popular->items.constFirst().id, release.tracks[1].id);
        QCOMPARE(get(u"/v1/tracks/"_s + release.tracks[1].id.toString()).json().value(u"play_count"_s).toInt(), 1);
    }
    void whatWasWithdrawnIsGoneFromEveryRead()
    {
        const auto release = test::publishSample(*m_server, {.title = u"Withdrawn"_s, .artistName = u"Gone"_s});
        QVERIFY(m_server->application().catalog().playable(release.tracks[0].id));
        const auto withdrawn = m_server->application().database().run({.role = "melody_playback"}, [&](db::Transaction &transaction) {
            return m_server->application().catalog().withdraw(transaction, release.id);
        });
        QVERIFY(withdrawn);
        m_server->deliverEvents();
        QCOMPARE(get(u"/v1/albums/"_s + release.id.toString()).status, 404);
        QCOMPARE(get(u"/v1/tracks/"_s + release.tracks[0].id.toString()).status, 404);
        QVERIFY(!m_server->application().catalog().playable(release.tracks[0].id));
        QVERIFY(!get(u"/v1/home"_s).body.contains("Withdrawn"));
        QCOMPARE(m_server->pg().execute("SELECT count(*) FROM catalog.content WHERE title = 'Withdrawn'"), std::string("1"));
    }
    void picturesMayBeKeptForEver()
    {
        const auto release = test::publishSample(*m_server);
        const QString path = u"/v1/images/"_s + release.image->id.toString();
        const auto small = m_server->get(path + u"?size=64"_s);
        QCOMPARE(small.status, 200);
        QCOMPARE(small.body, QByteArray("picture 64"));
        QCOMPARE(small.headers.value("content-type"), QByteArray("image/jpeg"));
        QVERIFY(small.headers.value("cache-control").contains("immutable"));
        QCOMPARE(m_server->get(path + u"?size=1280"_s).body, QByteArray("picture 320"));
        QCOMPARE(m_server->get(path + u"?size=160"_s).body, QByteArray("picture 320"));
        const auto again = m_server->get(path + u"?size=64"_s, {}, {{"If-None-Match", small.headers.value("etag")}});
        QCOMPARE(again.status, 304);
        QCOMPARE(m_server->get(path + u"?size=65"_s).status, 422);
        QCOMPARE(m_server->get(u"/v1/images/"_s + release.id.toString()).status, 404);
    }
    void whoIsNotSignedInSeesNothing()
    {
        for (const QString &path : {u"/v1/home"_s, u"/v1/contents?kind=album"_s})
            QCOMPARE(m_server->get(path).status, 401);
        QCOMPARE(get(u"/v1/albums/not-an-id"_s).status, 404);
    }

private:
    test::Answer get(const QString &path) { return m_server->get(path, m_listener.accessToken); }

    std::unique_ptr<test::RunningServer> m_server;
    test::Person m_listener;
};

MELODY_TEST(CatalogPgTest)
#include "catalog_pg_test.moc"
