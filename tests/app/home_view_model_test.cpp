// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "stage.h"

#include <support/test_main.h>
#include <viewmodels/artist_view_model.h>
#include <viewmodels/home_view_model.h>

using namespace melody;
using namespace melody::test;
using namespace Qt::StringLiterals;

class HomeViewModelTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void homeShowsTheNewestAlbumOnceAndTheShelvesInOrder()
    {
        Stage stage;
        app::HomeViewModel home;
        home.setApp(&stage.app);
        QVERIFY(home.loading());
        QTRY_VERIFY(home.ready());
        QVERIFY(!home.featuredId().isEmpty());
        QCOMPARE(home.shelves().size(), 5);
        auto *newest = home.shelves().first().value<app::ShelfViewModel *>();
        QCOMPARE(newest->property("code").toString(), u"new_releases"_s);
        const QModelIndex first = newest->items()->index(0);
        QVERIFY(newest->items()->data(first, app::ContentListModel::ContentIdRole).toString() != home.featuredId());
    }
    void aFailureIsASentenceAndTryingAgainHelps()
    {
        Stage stage({.failure = offline()});
        app::HomeViewModel home;
        home.setApp(&stage.app);
        QTRY_VERIFY(home.failed());
        QVERIFY(home.error().contains(u"offline"_s));
        stage.api->setFailure({});
        home.load();
        QTRY_VERIFY(home.ready());
        QCOMPARE(home.error(), QString());
    }
    void theGreetingFollowsTheClock()
    {
        Stage stage;
        app::HomeViewModel home;
        home.setApp(&stage.app);
        QSet<QString> parts;
        for (int hour = 0; hour < 24; ++hour) {
            parts.insert(home.partOfDay());
            stage.clock.advance(std::chrono::hours(1));
        }
        QCOMPARE(parts, (QSet<QString>{u"morning"_s, u"afternoon"_s, u"evening"_s, u"night"_s}));
    }
    void anArtistHasAlbumsAndPlaysTheFirst()
    {
        Stage stage;
        app::HomeViewModel home;
        home.setApp(&stage.app);
        QTRY_VERIFY(home.ready());
        auto *artists = home.shelves().at(3).value<app::ShelfViewModel *>();
        app::ArtistViewModel artist;
        artist.setApp(&stage.app);
        artist.setArtistId(artists->items()->data(artists->items()->index(0), app::ContentListModel::ContentIdRole).toString());
        QTRY_VERIFY(artist.ready());
        QVERIFY(artist.albums()->count() > 0);
        artist.play();
        QTRY_VERIFY(stage.playback.playing());
        QCOMPARE(stage.playback.albumId(),
                 artist.albums()->data(artist.albums()->index(0), app::ContentListModel::ContentIdRole).toString());
    }
};

MELODY_TEST(HomeViewModelTest)
#include "home_view_model_test.moc"
