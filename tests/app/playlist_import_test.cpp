// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "stage.h"

#include <fixtures/fixture_library.h>
#include <support/test_main.h>
#include <viewmodels/playlist_import_view_model.h>
#include <viewmodels/playlist_view_model.h>

#include <QtTest/QSignalSpy>

using namespace melody;
using namespace melody::test;
using namespace Qt::StringLiterals;

namespace {

struct Desk {
    explicit Desk(const fixtures::FixtureOptions &options = {})
        : library(fixtures::createFixtureLibrary(clock)), stage(options, &library->library()), info(longPlaylist(library->library()))
    {
        import.setProperty("app", QVariant::fromValue(&stage.app));
    }
    QUrl write(const QString &name, const QByteArray &bytes) const
    {
        QFile file(folder.filePath(name));
        if (!file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size())
            qFatal("not written");
        return QUrl::fromLocalFile(file.fileName());
    }
    QList<ContentId> contents(const PlaylistId &id)
    {
        QList<ContentId> all;
        const auto read = library->library().playlist(id);
        for (const library::PlaylistEntry &entry : read ? read->entries : QList<library::PlaylistEntry>())
            all.append(entry.card.id);
        return all;
    }
    qsizetype playlists() { return library->library().playlists()->size(); }

    FakeClock clock;
    QTemporaryDir folder;
    std::unique_ptr<fixtures::FixtureLibrary> library;
    Stage stage;
    wire::PlaylistInfo info;
    app::PlaylistImportViewModel import;
};

} // namespace

class PlaylistImportTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void whatWasExportedComesBackTheSame_data()
    {
        QTest::addColumn<QString>("file");
        QTest::newRow("XSPF") << u"list.xspf"_s;
        QTest::newRow("M3U") << u"list.m3u8"_s;
    }
    void whatWasExportedComesBackTheSame()
    {
        QFETCH(QString, file);
        Desk desk;
        app::PlaylistViewModel playlist;
        playlist.setApp(&desk.stage.app);
        playlist.setPlaylistId(desk.info.id.toString());
        QTRY_VERIFY(playlist.ready());
        QSignalSpy said(desk.stage.app.library(), &app::LibraryViewModel::said);
        playlist.exportTo(QUrl::fromLocalFile(desk.folder.filePath(file)));
        QVERIFY(said.takeFirst().first().toString().contains(file));

        desk.import.read(QUrl::fromLocalFile(desk.folder.filePath(file)));
        QTRY_VERIFY(desk.import.ready());
        QCOMPARE(desk.import.missing(), QStringList());
        QCOMPARE(desk.import.name(), desk.info.name);
        const auto made = PlaylistId::parse(desk.import.create());
        QVERIFY(made && *made != desk.info.id);
        QTRY_COMPARE(desk.contents(*made), desk.contents(desk.info.id));
        QVERIFY(desk.library->library().drain(std::chrono::seconds(20)));
        QCOMPARE(desk.contents(*made), desk.contents(desk.info.id));
    }
    void aFolderThatIsNotThereIsSaid()
    {
        Desk desk;
        app::PlaylistViewModel playlist;
        playlist.setApp(&desk.stage.app);
        playlist.setPlaylistId(desk.info.id.toString());
        QTRY_VERIFY(playlist.ready());
        QSignalSpy said(desk.stage.app.library(), &app::LibraryViewModel::said);
        playlist.exportTo(QUrl::fromLocalFile(desk.folder.filePath(u"none/list.xspf"_s)));
        QVERIFY(said.takeFirst().first().toString().contains(u"can't be written"));
    }
    void songsOfOthersAreFoundByTitleAndArtist()
    {
        Desk desk;
        const auto liked = desk.library->library().liked({u"track"_s});
        const wire::ContentSummary song = desk.library->library().cards({liked->constFirst()})->constFirst();
        desk.import.read(desk.write(u"Party.m3u"_s, "#EXTINF:1," + song.subtitle.toUpper().toUtf8() + " - " + song.title.toUtf8() +
                                                        "\nx.mp3\n#EXTINF:1,Nobody - Nothing at all\ny.mp3\n#EXTINF:1,Nobody - " +
                                                        song.title.toUtf8() + "\nz.mp3\n"));
        QTRY_VERIFY(desk.import.ready());
        QCOMPARE(desk.import.name(), u"Party"_s);
        QCOMPARE(desk.import.found(), 1);
        QCOMPARE(desk.import.missing(), (QStringList{u"Nothing at all, Nobody"_s, song.title + u", Nobody"_s}));
        QVERIFY(!desk.import.incomplete());
        const auto before = desk.playlists();
        const auto made = PlaylistId::parse(desk.import.create());
        QVERIFY(made);
        QTRY_COMPARE(desk.playlists(), before + 1);
        QCOMPARE(desk.contents(*made), QList<ContentId>{song.id});
        QVERIFY(desk.import.create().isEmpty()); // once
    }
    void aLinkThatThisDeviceDoesNotKnowIsAskedFor()
    {
        Desk desk;
        const auto home = desk.stage.api.get();
        std::optional<wire::AlbumInfo> album;
        home->home(this, [&](const Result<wire::Home> &) {});
        home->contents(u"/v1/contents"_s, {}, 50, this, [&](const Result<wire::ContentPage> &page) {
            for (const wire::ContentSummary &each : page ? page->items : QList<wire::ContentSummary>()) {
                if (each.kind == u"album" && !album)
                    home->album(each.id, this, [&](const Result<wire::AlbumInfo> &read) { album = *read; });
            }
        });
        QTRY_VERIFY(album);
        const wire::ContentSummary song = album->tracks.constLast().summary;
        QByteArray lines;
        for (const QString &id : {song.id.toString(), ContentId::create(desk.clock.now()).toString()})
            lines += "melody://track/" + id.toUtf8() + '\n';
        desk.import.read(desk.write(u"a.m3u8"_s, lines));
        QTRY_VERIFY(desk.import.ready());
        QCOMPARE(desk.import.found(), 1);
        QCOMPARE(desk.import.missing().size(), 1);
    }
    void withoutTheServerItIsSaidThatSomeWereNotLookedFor()
    {
        Desk desk({.failure = offline()});
        desk.import.read(desk.write(u"a.m3u8"_s, "melody://track/" + ContentId::create(desk.clock.now()).toString().toUtf8() + '\n'));
        QTRY_VERIFY(desk.import.ready());
        QVERIFY(desk.import.incomplete());
        QCOMPARE(desk.import.missing().size(), 1);
        QVERIFY(desk.import.create().isEmpty());
    }
    void whatIsNoPlaylistMakesNothing_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        QTest::newRow("empty") << QByteArray();
        QTest::newRow("a page") << QByteArray("<html/>");
        QTest::newRow("too long") << QByteArray("a\n").repeated(10'001);
    }
    void whatIsNoPlaylistMakesNothing()
    {
        QFETCH(QByteArray, bytes);
        Desk desk;
        const auto before = desk.playlists();
        desk.import.read(desk.write(u"a.xspf"_s, bytes));
        QTRY_VERIFY(!desk.import.error().isEmpty());
        QVERIFY(desk.import.create().isEmpty());
        QVERIFY(desk.library->library().drain(std::chrono::seconds(20)));
        QCOMPARE(desk.playlists(), before);
        desk.import.read(QUrl::fromLocalFile(desk.folder.filePath(u"none"_s)));
        QTRY_VERIFY(!desk.import.error().isEmpty());
    }
    void whoCancelsHearsNothingMore()
    {
        Desk desk;
        desk.import.read(desk.write(u"a.m3u"_s, "x - y\n"));
        desk.import.cancel();
        QTest::qWait(50);
        QVERIFY(!desk.import.ready() && !desk.import.busy());
    }
};

MELODY_TEST(PlaylistImportTest)
#include "playlist_import_test.moc"
