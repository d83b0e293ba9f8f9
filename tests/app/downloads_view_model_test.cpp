// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "stage.h"

#include <fixtures/fixture_downloads.h>
#include <support/test_main.h>
#include <viewmodels/album_view_model.h>
#include <viewmodels/downloads_view_model.h>

using namespace melody;
using namespace melody::test;
using namespace Qt::StringLiterals;

class DownloadsViewModelTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void aRowSaysHowFarItIs()
    {
        Stage stage;
        const auto downloads = fixtures::createFixtureDownloads();
        app::DownloadsViewModel viewModel(*stage.api, downloads.get());
        QCOMPARE(viewModel.rows()->count(), 3);
        const QVariantMap &loading = viewModel.rows()->at(0);
        QCOMPARE(loading[u"status"_s].toString(), u"loading"_s);
        QCOMPARE(loading[u"percent"_s].toInt(), 40);
        QVERIFY(!loading[u"remaining"_s].toString().isEmpty());
        QVERIFY(viewModel.rows()->at(1)[u"error"_s].toString().contains(u"room"));
        QCOMPARE(viewModel.rows()->at(2)[u"percent"_s].toInt(), 100);
        QVERIFY(!viewModel.offline());
    }
    void withoutAPlanItSaysWhyAndWhatToDo()
    {
        Stage stage;
        const auto downloads = fixtures::createFixtureDownloads(true, u"plan_required"_s);
        app::DownloadsViewModel viewModel(*stage.api, downloads.get());
        const QString words = viewModel.rows()->at(1)[u"error"_s].toString();
        QVERIFY2(words.contains(u"paid plan") && words.contains(u"Settings, Plans"), qPrintable(words));
    }
    void everyReasonHasWords()
    {
        Stage stage;
        QSet<QString> all;
        const QStringList codes{u"plan_required"_s, u"disk_full"_s,         u"store_unavailable"_s,    u"chunk_damaged"_s,
                                u"not_found"_s,     u"licence_forged"_s,    u"licence_not_yours"_s,    u"licence_expired"_s,
                                u"offline"_s,       u"nobody_knows_this"_s, u"explicit_not_allowed"_s, u"quiet_hours"_s};
        for (const QString &code : codes) {
            const auto downloads = fixtures::createFixtureDownloads(true, code);
            app::DownloadsViewModel viewModel(*stage.api, downloads.get());
            all.insert(viewModel.rows()->at(1)[u"error"_s].toString());
        }
        QCOMPARE(all.size(), codes.size()); // each its own
        QVERIFY(!all.contains(QString()));
    }
    void whoPressedIsToldOnceAndWhatGoesByItselfSaysNothing()
    {
        Stage stage;
        const auto downloads = fixtures::createFixtureDownloads(true, u"disk_full"_s, u"plan_required"_s);
        app::DownloadsViewModel viewModel(*stage.api, downloads.get());
        QSignalSpy refused(&viewModel, &app::DownloadsViewModel::refused);
        const wire::AlbumInfo kept = *viewModel.find(viewModel.rows()->at(2)[u"id"_s].toString());
        viewModel.follow(kept);
        QTRY_COMPARE(viewModel.rows()->at(0)[u"status"_s].toString(), u"failed"_s);
        QVERIFY(refused.isEmpty());
        viewModel.add(kept);
        QTRY_COMPARE(refused.size(), 1);
        QVERIFY(refused.constFirst().constFirst().toString().contains(u"paid plan"));
        QCOMPARE(refused.constFirst().constLast().toBool(), true);
        viewModel.pause(kept.summary.id.toString());
        QTRY_COMPARE(viewModel.rows()->at(0)[u"status"_s].toString(), u"paused"_s);
        QCOMPARE(refused.size(), 1);
    }
    void whatChangesElsewhereIsShown()
    {
        Stage stage;
        const auto downloads = fixtures::createFixtureDownloads();
        app::DownloadsViewModel viewModel(*stage.api, downloads.get());
        const QString id = viewModel.rows()->at(0)[u"id"_s].toString();
        viewModel.pause(id);
        QTRY_COMPARE(viewModel.states()[id].toMap()[u"status"_s].toString(), u"paused"_s);
        viewModel.resume(id);
        QTRY_COMPARE(viewModel.states()[id].toMap()[u"status"_s].toString(), u"waiting"_s);
        QVERIFY(viewModel.find(id));
        viewModel.remove(id);
        QTRY_COMPARE(viewModel.rows()->count(), 2);
        QVERIFY(!viewModel.find(id));
        viewModel.pause(u"not an id"_s);
    }
    void whereNothingCanBeKeptNothingIsOffered()
    {
        Stage stage;
        QVERIFY(!stage.app.downloads()->available());
        QVERIFY(!stage.app.downloads()->offline());
        stage.app.downloads()->remove(u"anything"_s);
        QCOMPARE(stage.app.downloads()->rows()->count(), 0);
    }
    void anAlbumThatIsKeptIsShownWithoutTheServer()
    {
        Stage stage;
        const auto downloads = fixtures::createFixtureDownloads(false);
        app::AppViewModel app({*stage.api, stage.api->federation(), *stage.player, stage.clock, {}, downloads.get()},
                              {stage.session, stage.playback, stage.queue, stage.sound, stage.settings, stage.listening});
        QVERIFY(app.downloads()->offline());
        stage.api->setFailure(offline());
        app::AlbumViewModel album;
        album.setAlbumId(app.downloads()->rows()->at(2)[u"id"_s].toString());
        album.setApp(&app);
        QTRY_VERIFY(album.ready());
        QCOMPARE(album.title(), app.downloads()->rows()->at(2)[u"title"_s].toString());
        QVERIFY(album.tracks()->rowCount() > 0);
        app::AlbumViewModel other;
        other.setAlbumId(ContentId::create(stage.clock.now()).toString());
        other.setApp(&app);
        QTRY_VERIFY(other.failed());
    }
};

MELODY_TEST(DownloadsViewModelTest)
#include "downloads_view_model_test.moc"
