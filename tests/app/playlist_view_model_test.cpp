// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "stage.h"

#include <fixtures/fixture_library.h>
#include <planning/crossfade.h>
#include <support/test_main.h>
#include <viewmodels/cards.h>
#include <viewmodels/playlist_view_model.h>

using namespace melody;
using namespace melody::test;
using namespace Qt::StringLiterals;

namespace {

// A playlist with at least three songs, shown.
struct Opened {
    Opened() : library(fixtures::createFixtureLibrary(clock)), stage({}, &library->library()), info(longPlaylist(library->library()))
    {
        model.setApp(&stage.app);
        model.setPlaylistId(info.id.toString());
    }
    [[nodiscard]] QStringList titles()
    {
        QStringList all;
        for (int row = 0; row < model.rows()->count(); ++row)
            all.append(model.rows()->at(row)[u"title"_s].toString());
        return all;
    }

    FakeClock clock;
    std::unique_ptr<fixtures::FixtureLibrary> library;
    Stage stage;
    wire::PlaylistInfo info;
    app::PlaylistViewModel model;
};

} // namespace

class PlaylistViewModelTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void itShowsItsNameItsSongsAndHowLongItIs()
    {
        Opened opened;
        QTRY_VERIFY(opened.model.ready());
        QCOMPARE(opened.model.name(), opened.info.name);
        QCOMPARE(opened.model.rows()->count(), opened.info.itemCount);
        QVERIFY(opened.model.minutes() > 0);
    }
    void aSongMovedStandsThereAtOnceAndStays()
    {
        Opened opened;
        QTRY_VERIFY(opened.model.ready());
        QStringList wanted = opened.titles();
        wanted.move(0, 2);
        opened.model.move(0, 2);
        QCOMPARE(opened.titles(), wanted);
        QVERIFY(opened.library->library().drain(std::chrono::seconds(60)));
        opened.model.load();
        QCOMPARE(opened.titles(), wanted);
        opened.model.move(-1, 2);
        opened.model.move(0, int(wanted.size()));
        QCOMPARE(opened.titles(), wanted);
    }
    void aSongTakenOffComesBackWhereItStood()
    {
        Opened opened;
        QTRY_VERIFY(opened.model.ready());
        const QStringList before = opened.titles();
        opened.model.remove(1);
        QTRY_COMPARE(opened.model.rows()->count(), int(before.size()) - 1);
        opened.stage.app.library()->undo();
        QTRY_COMPARE(opened.titles(), before);
    }
    void aNewNameIsShown()
    {
        Opened opened;
        QTRY_VERIFY(opened.model.ready());
        opened.model.rename(u"  Evening   walk "_s);
        QTRY_COMPARE(opened.model.name(), u"Evening walk"_s);
        opened.model.rename(u"   "_s);
        QVERIFY(opened.library->library().drain(std::chrono::seconds(60)));
        QCOMPARE(opened.model.name(), u"Evening walk"_s);
    }
    void itPlaysFromTheChosenSongOn()
    {
        Opened opened;
        QTRY_VERIFY(opened.model.ready());
        opened.model.play(1);
        const player::PlayQueue queue = opened.stage.player->state().queue;
        QCOMPARE(queue.items().size(), opened.titles().size());
        QCOMPARE(queue.current()->title, opened.titles()[1]);
    }
    void neighboursOfAnAlbumFollowWithoutAFadeInAnyList()
    {
        const auto song = [](const ContentId &album, int disc, int track) {
            wire::ContentSummary card;
            card.id = ContentId::create(SystemClock().now());
            card.kind = u"track"_s;
            card.durationMs = 200'000;
            card.album = album;
            card.discNumber = disc;
            card.trackNumber = track;
            return app::cardOf(app::cardRow(card)).value(); // as a row of a screen
        };
        const auto album = ContentId::create(SystemClock().now());
        const auto other = ContentId::create(SystemClock().now());
        const auto items =
            app::queueOf({song(album, 1, 3), song(album, 1, 4), song(album, 2, 1), song(other, 2, 2), song({}, 0, 0)}, 0).items();
        QList<qint64> fades;
        for (qsizetype i = 1; i < items.size(); ++i) {
            const auto side = [&](qsizetype row) {
                return player::CrossfadeSide{items[row].album, items[row].albumPosition, items[row].durationMs};
            };
            fades.append(player::crossfadeMs(side(i - 1), side(i), 6'000));
        }
        QCOMPARE(fades, (QList<qint64>{0, 0, 6'000, 6'000}));
        Opened opened; // and with what the server says of its songs
        QTRY_VERIFY(opened.model.ready());
        opened.model.play(0);
        for (const player::QueueItem &item : opened.stage.player->state().queue.items())
            QVERIFY(!item.album.isNull() && item.albumPosition > 0);
    }
    void oneThatIsDeletedIsGone()
    {
        Opened opened;
        QTRY_VERIFY(opened.model.ready());
        opened.model.deleteForGood();
        QTRY_VERIFY(opened.model.failed());
    }
};

MELODY_TEST(PlaylistViewModelTest)
#include "playlist_view_model_test.moc"
