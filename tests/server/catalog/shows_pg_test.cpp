// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Spoken word in the catalogue, read through its routes.

#include <support/household.h>
#include <support/sample_release.h>
#include <support/test_main.h>
#include <wire/chapters.h>

using namespace melody;
using namespace Qt::StringLiterals;

class ShowsPgTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() { m_server = std::make_unique<test::RunningServer>(); }
    void cleanupTestCase() { m_server.reset(); }
    void init() { m_listener = m_server->newPerson(); }

    void aShowIsReadWithItsNewestEpisodesFirst()
    {
        const auto release = publishShow(3);
        const auto show = wire::parseShowInfo(get(u"/v1/shows/"_s + release.id.toString()).json());
        QVERIFY(show);
        QCOMPARE(show->summary.kind, u"show"_s);
        QCOMPARE(show->description, u"Two of us talk."_s);
        QCOMPARE(show->episodeCount, 3);
        QStringList titles;
        for (const wire::EpisodeInfo &episode : show->episodes.items)
            titles.append(episode.summary.title);
        QCOMPARE(titles, (QStringList{u"Track 3"_s, u"Track 2"_s, u"Track 1"_s}));
        QCOMPARE(show->episodes.nextCursor, QString());
        const wire::EpisodeInfo &newest = show->episodes.items.constFirst();
        QCOMPARE(newest.releaseDate, u"2026-03-03"_s);
        QCOMPARE(newest.description, u"About 3"_s);
        QCOMPARE(newest.show, release.id);
        QCOMPARE(newest.waveform, QByteArray());

        const auto episode = wire::parseEpisodeInfo(get(u"/v1/episodes/"_s + newest.summary.id.toString()).json());
        QVERIFY(episode);
        QCOMPARE(episode->showTitle, release.title);
        QCOMPARE(episode->number, 3);
        QCOMPARE(episode->waveform, release.tracks[2].asset.waveform);
    }
    void episodesGoOnWhereThePageBeforeEnded()
    {
        const auto release = publishShow(7, true);
        QStringList titles;
        QString cursor;
        int pages = 0;
        do {
            const auto page = wire::parseEpisodePage(
                get(u"/v1/shows/%1/episodes?limit=3%2"_s.arg(release.id.toString(), cursor.isEmpty() ? QString() : u"&cursor="_s + cursor))
                    .json());
            QVERIFY(page);
            QVERIFY(page->items.size() <= 3);
            for (const wire::EpisodeInfo &episode : page->items)
                titles.append(episode.summary.title);
            cursor = page->nextCursor;
        } while (!cursor.isEmpty() && ++pages < 10);
        QStringList expected;
        for (int i = 7; i > 0; --i)
            expected.append(u"Track %1"_s.arg(i));
        QCOMPARE(titles, expected);
        const QString path = u"/v1/shows/"_s + release.id.toString() + u"/episodes"_s;
        QCOMPARE(get(path + u"?limit=201"_s).status, 422);
        QCOMPARE(get(path + u"?cursor=x"_s).status, 422);
        QCOMPARE(get(path + u"?offset=3"_s).status, 422);
    }
    void chaptersAreReadAsTheyWerePublished()
    {
        auto release = test::sampleRelease(*m_server, {.kind = u"show"_s, .title = u"Chapters"_s});
        release.tracks[0].chapters = {{0, u"Hello"_s}, {4'000, u"Ünd nun"_s}};
        QVERIFY(test::publish(*m_server, release));
        const auto pathOf = [](const ContentId &id) { return u"/v1/contents/"_s + id.toString() + u"/chapters"_s; };
        const auto chapters = wire::parseChapters(get(pathOf(release.tracks[0].id)).json());
        QVERIFY(chapters);
        QCOMPARE(*chapters, release.tracks[0].chapters);
        const auto none = get(pathOf(release.tracks[1].id));
        QCOMPARE(none.status, 200);
        QCOMPARE(none.json().value(u"items"_s).toArray(), QJsonArray());
        QCOMPARE(get(pathOf(release.id)).status, 404);
    }
    void everythingIsOfItsKind()
    {
        const auto show = publishShow(1);
        const auto album = test::publishSample(*m_server, {.title = u"Songs"_s});
        QCOMPARE(get(u"/v1/shows/"_s + album.id.toString()).status, 404);
        QCOMPARE(get(u"/v1/shows/"_s + album.id.toString() + u"/episodes"_s).status, 404);
        QCOMPARE(get(u"/v1/episodes/"_s + album.tracks[0].id.toString()).status, 404);
        QCOMPARE(get(u"/v1/albums/"_s + show.id.toString()).status, 404);
        QCOMPARE(get(u"/v1/tracks/"_s + show.tracks[0].id.toString()).status, 404);
    }
    void aChildSeesTheKindsThatItsControlsAllow()
    {
        auto release = test::sampleRelease(*m_server, {.kind = u"show"_s, .title = u"Grown up"_s});
        release.tracks[0].chapters = {{0, u"One"_s}, {4'000, u"Two"_s}};
        release.tracks[1].explicitContent = true;
        QVERIFY(test::publish(*m_server, release));
        const auto tame = publishShow(1);
        const test::Household household = test::makeHousehold(*m_server);
        const QString &child = household.child.accessToken;
        const QStringList loud{u"/v1/shows/"_s + release.id.toString(), u"/v1/shows/"_s + release.id.toString() + u"/episodes"_s,
                               u"/v1/episodes/"_s + release.tracks[1].id.toString(),
                               u"/v1/contents/"_s + release.tracks[1].id.toString() + u"/chapters"_s};
        for (const QString &path : loud)
            QCOMPARE(m_server->get(path, child).status, 404);
        QCOMPARE(m_server->get(u"/v1/shows/"_s + tame.id.toString(), child).status, 200);
        QCOMPARE(test::setControls(*m_server, household, {{u"explicit_allowed"_s, true}, {u"allowed_kinds"_s, QJsonArray{u"track"_s}}}),
                 200);
        for (const QString &path : {u"/v1/shows/"_s + tame.id.toString(), u"/v1/episodes/"_s + tame.tracks[0].id.toString(),
                                    u"/v1/contents/"_s + release.tracks[0].id.toString() + u"/chapters"_s})
            QCOMPARE(m_server->get(path, child).status, 404);
        for (const QString &path : loud)
            QCOMPARE(get(path).status, 200);
    }
    void whatAShowSaysOfItselfHasALimit()
    {
        auto release = test::sampleRelease(*m_server, {.kind = u"show"_s, .title = u"Words"_s});
        release.tracks[1].description = QString(4'001, u'x');
        const auto refused = test::publish(*m_server, release);
        QVERIFY(!refused);
        QCOMPARE(refused.error().fields.constFirst().field, u"tracks[1].description"_s);
    }
    void withdrawnEpisodesAreGoneFromTheirShow()
    {
        const auto release = publishShow(2);
        const auto withdrawn = m_server->application().database().run({.role = "melody_playback"}, [&](db::Transaction &transaction) {
            return m_server->application().catalog().withdraw(transaction, release.tracks[1].id);
        });
        QVERIFY(withdrawn);
        m_server->deliverEvents();
        const auto show = wire::parseShowInfo(get(u"/v1/shows/"_s + release.id.toString()).json());
        QVERIFY(show);
        QCOMPARE(show->episodeCount, 1);
        QCOMPARE(get(u"/v1/contents/"_s + release.tracks[1].id.toString() + u"/chapters"_s).status, 404);
    }

private:
    test::Answer get(const QString &path) { return m_server->get(path, m_listener.accessToken); }
    // Of one day, so that season and number decide; else a day later each.
    catalog::PublishedRelease publishShow(int episodes, bool oneDay = false)
    {
        auto release = test::sampleRelease(*m_server, {.kind = u"show"_s, .title = u"Night Radio"_s, .tracks = episodes});
        release.description = u"Two of us talk."_s;
        for (int i = 1; i <= episodes; ++i) {
            release.tracks[size_t(i - 1)].releaseDate = u"2026-03-%1"_s.arg(oneDay ? 1 : i, 2, 10, QChar(u'0'));
            release.tracks[size_t(i - 1)].description = u"About %1"_s.arg(i);
        }
        if (!test::publish(*m_server, release))
            qFatal("the show can't be published");
        return release;
    }

    std::unique_ptr<test::RunningServer> m_server;
    test::Person m_listener;
};

MELODY_TEST(ShowsPgTest)
#include "shows_pg_test.moc"
