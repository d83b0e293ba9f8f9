// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "stage.h"

#include <fixtures/fixture_library.h>
#include <support/test_main.h>
#include <viewmodels/library_list_model.h>

#include <QtTest/QSignalSpy>

using namespace melody;
using namespace melody::test;
using namespace Qt::StringLiterals;

namespace {

constexpr int manySongs = 3'000;

struct Shelves {
    explicit Shelves(bool empty = false) : library(fixtures::createFixtureLibrary(clock, empty)), stage({}, &library->library()) {}

    // Liked on another device, each a second after the one before, so that the last stands first.
    void likeMany(int count)
    {
        library->api().with([&](fixtures::LibraryServer &server) {
            for (int done = 0; done < count; done += wire::maxMutations) {
                wire::MutationBatch batch;
                for (int i = done; i < std::min(count, done + wire::maxMutations); ++i) {
                    wire::ContentSummary card;
                    card.id = ContentId::create(clock.now());
                    card.kind = u"track"_s;
                    card.title = u"Song %1"_s.arg(i);
                    server.know(card);
                    batch.mutations.append(
                        {MutationId::create(clock.now()), clock.now() + std::chrono::seconds(i), wire::SetLike{card.id, true}});
                }
                (void)server.take(batch, clock.now());
            }
        });
        library->library().hearLive(false); // nobody told: it asks
        library->library().retryNow();
    }

    FakeClock clock;
    std::unique_ptr<fixtures::FixtureLibrary> library;
    Stage stage;
};

QVariantMap rowOf(const app::LibraryListModel &model, int row)
{
    return model.data(model.index(row), app::LibraryListModel::rowRole).toMap();
}

QString titleOf(const app::LibraryListModel &model, int row)
{
    return rowOf(model, row)[u"title"_s].toString();
}

QSet<QString> kindsOf(const app::LibraryListModel &model)
{
    QSet<QString> kinds;
    for (int row = 0; row < model.count(); ++row)
        kinds.insert(rowOf(model, row)[u"kind"_s].toString());
    return kinds;
}

} // namespace

class LibraryListModelTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void likedEpisodesStandWithTheShows()
    {
        Shelves shelves;
        wire::ContentSummary episode;
        episode.id = ContentId::create(shelves.clock.now());
        episode.kind = u"episode"_s;
        episode.title = u"A good one"_s;
        shelves.library->api().with([&](fixtures::LibraryServer &server) { server.know(episode); });
        shelves.library->library().setLiked(episode, true);
        app::LibraryListModel model;
        model.setList(u"shows"_s);
        model.setApp(&shelves.stage.app);
        QTRY_VERIFY(kindsOf(model).contains(u"episode"_s));
        QVERIFY(kindsOf(model).contains(u"show"_s));
        QCOMPARE(titleOf(model, model.count() - 1), episode.title);
    }
    void aSongThatIsPointedAtIsFetchedAhead()
    {
        Shelves shelves;
        app::LibraryListModel model;
        model.setList(u"songs"_s);
        model.setApp(&shelves.stage.app);
        QTRY_VERIFY(model.loaded() && !titleOf(model, 1).isEmpty());
        model.prefetch(1);
        QCOMPARE(shelves.stage.player->prefetched().toString(), rowOf(model, 1)[u"id"_s].toString());
        model.prefetch(99'999);
    }
    void whoAsksIsNotKeptWaiting()
    {
        Shelves shelves;
        app::LibraryListModel model;
        model.setApp(&shelves.stage.app);
        QCOMPARE(model.count(), 0);
        QVERIFY(!model.loaded());
        QTRY_VERIFY(model.loaded());
        QVERIFY(model.count() > 0);
    }
    void eachListHasItsKindOnly()
    {
        Shelves shelves;
        app::LibraryListModel model;
        model.setApp(&shelves.stage.app);
        QTRY_COMPARE(kindsOf(model), QSet<QString>{u"playlist"_s});
        QVERIFY(rowOf(model, 0)[u"count"_s].toInt() > 0);
        model.setList(u"songs"_s);
        QTRY_COMPARE(kindsOf(model), QSet<QString>{u"track"_s});
        QVERIFY(!rowOf(model, 0).contains(u"count"_s));
        model.setList(u"artists"_s);
        QTRY_COMPARE(kindsOf(model), QSet<QString>{u"artist"_s});
        model.setList(u"albums"_s);
        QTRY_VERIFY(model.count() > 0 && (kindsOf(model) - QSet<QString>{u"album"_s, u"single"_s, u"ep"_s}).isEmpty());
    }
    void theListThatWasWantedLastIsShown()
    {
        Shelves shelves;
        app::LibraryListModel model;
        model.setApp(&shelves.stage.app);
        for (const QString &list : {u"songs"_s, u"artists"_s, u"albums"_s, u"songs"_s, u"artists"_s})
            model.setList(list);
        QSet<QString> seen;
        connect(&model, &app::LibraryListModel::countChanged, this, [&] { seen += kindsOf(model); });
        QTRY_COMPARE(kindsOf(model), QSet<QString>{u"artist"_s});
        QCOMPARE(seen, QSet<QString>{u"artist"_s});
    }
    void wordsLookEverywhere()
    {
        Shelves shelves;
        app::LibraryListModel model;
        model.setApp(&shelves.stage.app);
        model.setList(u"songs"_s);
        QTRY_VERIFY(model.count() > 0 && rowOf(model, 0)[u"kind"_s] == u"track"_s);
        const QString id = rowOf(model, 0)[u"id"_s].toString();
        model.setWords(rowOf(model, 0)[u"title"_s].toString().toUpper());
        const auto finds = [&] {
            for (int row = 0; row < model.count(); ++row) {
                if (rowOf(model, row)[u"id"_s].toString() == id)
                    return true;
            }
            return false;
        };
        QTRY_VERIFY(model.count() > 0 && finds());
        model.setWords(u"zzzz not there"_s);
        QTRY_COMPARE(model.count(), 0);
        QVERIFY(model.loaded());
    }
    void whatIsLikedComesInOnTopAndTheRestStays()
    {
        Shelves shelves;
        app::LibraryListModel model;
        model.setApp(&shelves.stage.app);
        model.setList(u"songs"_s);
        QTRY_VERIFY(model.count() > 0 && rowOf(model, 0)[u"kind"_s] == u"track"_s);
        const int before = model.count();
        QSignalSpy inserted(&model, &QAbstractItemModel::rowsInserted);
        QSignalSpy removed(&model, &QAbstractItemModel::rowsRemoved);
        QSignalSpy changed(&model, &QAbstractItemModel::dataChanged);
        wire::ContentSummary card;
        card.id = ContentId::create(shelves.clock.now());
        card.kind = u"track"_s;
        card.title = u"Brand new"_s;
        shelves.library->library().setLiked(card, true);
        QTRY_COMPARE(model.count(), before + 1);
        QCOMPARE(rowOf(model, 0)[u"title"_s].toString(), u"Brand new"_s);
        QCOMPARE(inserted.size(), 1);
        QCOMPARE(removed.size(), 0);
        QCOMPARE(changed.size(), 0);
        shelves.library->library().setLiked(card, false);
        QTRY_COMPARE(model.count(), before);
        QCOMPARE(removed.size(), 1);
    }
    void ofThousandsOfSongsAQueueTakesWhatIsNear()
    {
        Shelves shelves(true);
        app::LibraryListModel model;
        model.setApp(&shelves.stage.app);
        model.setList(u"songs"_s);
        shelves.likeMany(manySongs);
        QTRY_COMPARE_WITH_TIMEOUT(model.count(), manySongs, 60'000);
        QTRY_VERIFY(!titleOf(model, 500).isEmpty());
        model.play(500);
        const auto playing = [&] { return shelves.stage.player->state().queue; };
        QTRY_COMPARE(playing().items().size(), app::LibraryListModel::maxQueued);
        QCOMPARE(playing().current()->title, titleOf(model, 500));
        QTRY_VERIFY(!titleOf(model, manySongs - 1).isEmpty());
        model.play(manySongs - 1);
        QTRY_COMPARE(playing().current()->title, titleOf(model, manySongs - 1));
        model.play(manySongs);
        model.play(-1);
    }
    void ofThousandsOfSongsThoseThatAreLookedAtHaveTheirCards()
    {
        Shelves shelves(true);
        app::LibraryListModel model;
        model.setApp(&shelves.stage.app);
        model.setList(u"songs"_s);
        shelves.likeMany(manySongs);
        QTRY_COMPARE_WITH_TIMEOUT(model.count(), manySongs, 60'000);
        library::Library &library = shelves.library->library();
        const auto songs = library.cards(*library.liked({u"track"_s}));
        QCOMPARE(titleOf(model, 0), songs->at(0).title); // the first are there at once
        QSignalSpy changed(&model, &QAbstractItemModel::dataChanged);
        for (int row = 0; row < manySongs; row += 50) { // as a thumb flings it
            QTRY_COMPARE(titleOf(model, row), songs->at(row).title);
            QVERIFY2(model.held() <= app::LibraryListModel::maxHeld, qPrintable(QString::number(model.held())));
        }
        QVERIFY(!changed.isEmpty());
        QTRY_VERIFY(!titleOf(model, 3).isEmpty()); // and back in one leap
        QCOMPARE(titleOf(model, 3), songs->at(3).title);
    }
    void aModelThatGoesWhileItReadsIsNoTrouble()
    {
        Shelves shelves;
        for (int i = 0; i < 20; ++i) {
            app::LibraryListModel model;
            model.setApp(&shelves.stage.app);
            model.setList(u"songs"_s);
        }
        QCoreApplication::processEvents();
    }
};

MELODY_TEST(LibraryListModelTest)
#include "library_list_model_test.moc"
