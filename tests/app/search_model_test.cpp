// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "stage.h"

#include <fixtures/fixture_downloads.h>
#include <fixtures/fixture_library.h>
#include <support/test_main.h>
#include <viewmodels/download_keeper.h>
#include <viewmodels/search_model.h>

using namespace melody;
using namespace melody::test;
using namespace Qt::StringLiterals;

namespace {

wire::ContentSummary card(const QString &kind, const QString &title, const QString &subtitle = {})
{
    static int made = 0;
    wire::ContentSummary card;
    card.id = ContentId::create(TimePoint(std::chrono::milliseconds(++made)));
    card.kind = kind;
    card.title = title;
    card.subtitle = subtitle;
    return card;
}

downloads::Collection download(const wire::ContentSummary &summary, const QList<wire::ContentSummary> &songs)
{
    downloads::Collection collection;
    collection.info.summary = summary;
    collection.info.artistName = summary.subtitle;
    for (const wire::ContentSummary &song : songs) {
        wire::TrackInfo track;
        track.summary = song;
        track.artistName = u"Björk"_s;
        track.album = ContentId::create(TimePoint(std::chrono::milliseconds(9'000)));
        track.albumTitle = u"Vespertine"_s;
        collection.info.tracks.append(track);
    }
    return collection;
}

QStringList found(const QList<app::SearchHit> &hits)
{
    QStringList words;
    for (const app::SearchHit &hit : hits)
        words.append(hit.card.kind + u' ' + hit.card.title);
    return words;
}

QString group(const app::SearchModel &model, int row)
{
    return model.index(row).data(app::SearchModel::groupRole).toString();
}

} // namespace

class SearchModelTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void whatIsOnlyDownloadedIsFoundBesideTheLibrary()
    {
        const QList<downloads::Collection> all{
            download(card(u"newest_episodes_5"_s, u"Pagan talk"_s, u"Ana"_s), {card(u"episode"_s, u"Pagan winter"_s)}),
            download(card(u"album"_s, u"Vespertine"_s, u"Björk"_s), {card(u"track"_s, u"Pagan Poetry"_s), card(u"track"_s, u"Aurora"_s)})};
        QCOMPARE(found(app::searchHits({}, all, u"PAGAN"_s)),
                 (QStringList{u"track Pagan Poetry"_s, u"show Pagan talk"_s, u"episode Pagan winter"_s}));
        // By its artist, whatever the accents, and every word of it.
        QCOMPARE(found(app::searchHits({}, all, u"bjork auro"_s)), QStringList{u"track Aurora"_s});
        QCOMPARE(found(app::searchHits({}, all, u"urora"_s)), QStringList()); // begun, not inside
        QCOMPARE(found(app::searchHits({}, all, u"   "_s)), QStringList());
    }
    void groupsComeInTheirOrderAndNothingTwice()
    {
        library::Hits hits;
        const wire::ContentSummary song = card(u"track"_s, u"Blue"_s);
        hits.contents = {card(u"artist"_s, u"Blue men"_s), card(u"ep"_s, u"Blue EP"_s), song};
        wire::PlaylistInfo playlist;
        playlist.name = u"Blue days"_s;
        playlist.itemCount = 7;
        hits.playlists = {playlist};
        const auto all = app::searchHits(hits, {download(song, {song})}, u"blue"_s);
        QCOMPARE(found(all), (QStringList{u"track Blue"_s, u"ep Blue EP"_s, u"artist Blue men"_s, u"playlist Blue days"_s}));
        QCOMPARE(all.constLast().songs, 7);
    }
    void aKindHasAnEnd()
    {
        QList<wire::ContentSummary> songs;
        for (int i = 0; i < 3 * app::SearchModel::maxOfKind; ++i)
            songs.append(card(u"track"_s, u"Again %1"_s.arg(i)));
        QCOMPARE(int(app::searchHits({}, {download(card(u"playlist"_s, u"Again"_s), songs)}, u"again"_s).size()),
                 app::SearchModel::maxOfKind);
    }
    void theLastWordsAreAnsweredAndASongPlaysAmongThoseThatWereFound()
    {
        FakeClock clock;
        const auto library = fixtures::createFixtureLibrary(clock);
        const auto keeping = fixtures::createFixtureDownloads();
        Stage stage({}, &library->library(), keeping.get());
        QTRY_VERIFY(stage.app.library()->isComplete());
        const wire::AlbumInfo album = keeping->state().collections.constLast().info;
        app::SearchModel model;
        model.setApp(&stage.app);
        model.setWords(u"zzz"_s);
        model.setWords(album.tracks[3].summary.title);
        QTRY_COMPARE(model.shown(), album.tracks[3].summary.title.simplified());
        QVERIFY(model.count() > 0);
        QCOMPARE(group(model, 0), u"Songs"_s);
        model.play(0);
        QTRY_VERIFY(stage.playback.playing());
        QCOMPARE(stage.playback.title(), model.index(0).data(app::SearchModel::rowRole).toMap()[u"title"_s].toString());
        // What leaves the device is found no more.
        model.setWords(album.summary.title);
        QTRY_COMPARE(model.shown(), album.summary.title.simplified());
        model.setWords({});
        QTRY_COMPARE(model.count(), 0);
        QCOMPARE(model.shown(), QString());
    }
};

MELODY_TEST(SearchModelTest)
#include "search_model_test.moc"
