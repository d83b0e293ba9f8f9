// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "shown.h"

#include <QtCore/QTemporaryDir>

using namespace melody;
using namespace melody::test;
using namespace Qt::StringLiterals;

class LibraryTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void aHeartInThePlayerBarBringsTheSongIntoTheLibrary()
    {
        Shown shown;
        QVERIFY(shown.homeIsThere());
        QVERIFY(shown.click(u"heroPlay"_s));
        QVERIFY(shown.click(u"barLike"_s));
        const auto id = ContentId::parse(shown.playback().contentId());
        QTRY_VERIFY(id && shown.library->library().state().liked.contains(*id));
        QTRY_COMPARE(shown.find(u"barLike"_s)->property("liked").toBool(), true);
        QVERIFY(go(shown, u"library"_s));
        QVERIFY(shown.click(u"libraryTabs_songs"_s));
        QTRY_COMPARE(title(shown, u"libraryRow_0"_s), shown.playback().title());
    }
    void theLibraryIsSearchedWithoutTheServer()
    {
        Shown shown;
        QVERIFY(shown.homeIsThere());
        shown.library->api().setFailure(Error{ErrorKind::Unavailable, u"offline"_s, {}});
        QVERIFY(go(shown, u"library"_s));
        QVERIFY(shown.find(u"libraryRow_2"_s));
        QQuickItem *field = shown.find(u"librarySearch"_s);
        QVERIFY(field);
        field->setProperty("text", u"kilom"_s);
        QTRY_COMPARE(title(shown, u"libraryRow_0"_s), u"Kilómetros"_s);
        field->setProperty("text", u"zzzz"_s);
        QVERIFY(shown.says(u"Nothing in your library matches"_s));
    }
    void aPlaylistIsMadeNamedOrderedAndASongComesBack()
    {
        Shown shown;
        QVERIFY(shown.homeIsThere());
        QVERIFY(go(shown, u"library"_s));
        QVERIFY(openPlaylist(shown, u"Half past two"_s));
        const QString first = title(shown, u"playlistRow_0"_s);
        const QString second = title(shown, u"playlistRow_1"_s);
        QVERIFY(first != second);
        shown.find(u"playlistGrip_0"_s)->forceActiveFocus(Qt::TabFocusReason);
        QTest::keyClick(&shown.window(), Qt::Key_Down);
        QTRY_COMPARE(title(shown, u"playlistRow_1"_s), first);
        QCOMPARE(title(shown, u"playlistRow_0"_s), second);
        QTRY_COMPARE(shown.window().activeFocusItem()->objectName(), u"playlistGrip_1"_s);

        QVERIFY(shown.click(u"playlistRemove_0"_s));
        QTRY_COMPARE(title(shown, u"playlistRow_0"_s), first);
        QVERIFY(shown.find(u"playlistRow_1"_s));
        QVERIFY(shown.press(u"toastAction"_s));
        QTRY_COMPARE(title(shown, u"playlistRow_0"_s), second);

        QVERIFY(shown.click(u"playlistRename"_s));
        QQuickItem *field = shown.find(u"nameField"_s);
        QVERIFY(field);
        field->setProperty("text", u"Quarter to three"_s);
        QVERIFY(shown.click(u"nameConfirm"_s));
        QTRY_COMPARE(shown.find(u"playlistName"_s)->property("text").toString(), u"Quarter to three"_s);
        QVERIFY(shown.library->library().drain(std::chrono::seconds(20)));
        QCOMPARE(shown.library->library().playlists()->constFirst().name, u"Quarter to three"_s);
    }
    void aSongIsPutIntoANewPlaylistFromItsAlbum()
    {
        Shown shown;
        QVERIFY(shown.homeIsThere());
        QVERIFY(shown.click(u"card_0"_s));
        QVERIFY(shown.find(u"albumAdd"_s));
        const auto before = shown.library->library().playlists()->size();
        QVERIFY(shown.click(u"albumAdd"_s));
        QVERIFY(shown.click(u"choice_"_s));
        QQuickItem *field = shown.find(u"nameField"_s);
        QVERIFY(field);
        field->setProperty("text", u"All of it"_s);
        QVERIFY(shown.click(u"nameConfirm"_s));
        QTRY_COMPARE(shown.library->library().playlists()->size(), before + 1);
        QVERIFY(shown.library->library().drain(std::chrono::seconds(20)));
        QVERIFY(shown.library->library().playlists()->constFirst().itemCount > 1);
    }

    void aFileOfAnotherPlayerBecomesAPlaylistOfWhatIsThere()
    {
        Shown shown;
        QVERIFY(shown.homeIsThere());
        QVERIFY(go(shown, u"library"_s));
        const auto liked = shown.library->library().liked({u"track"_s});
        const wire::ContentSummary song = shown.library->library().cards({liked->constFirst()})->constFirst();
        const QByteArray known = "#EXTINF:1," + song.subtitle.toUtf8() + " - " + song.title.toUtf8() + "\nx.mp3\n";
        const auto before = shown.library->library().playlists()->size();
        // What is no playlist is said, and nothing is made.
        QVERIFY(import(shown, "<html/>"));
        QVERIFY(shown.says(u"Nothing was imported"_s));
        QVERIFY(shown.says(u"This is neither an XSPF nor an M3U playlist."_s));
        QVERIFY(shown.click(u"importCancel"_s));
        QTRY_VERIFY(!shows(shown, u"importHeading"_s));
        // What is not there is named first, and can be turned down.
        QVERIFY(import(shown, known + "#EXTINF:1,Nobody - Nothing at all\ny.mp3\n"));
        QVERIFY(shown.says(u"1 song found"_s));
        QVERIFY(shown.says(u"Nothing at all, Nobody"_s));
        QVERIFY(shown.click(u"importCancel"_s));
        QTRY_VERIFY(!shows(shown, u"importHeading"_s));
        QCOMPARE(shown.library->library().playlists()->size(), before);
        QVERIFY(import(shown, known + "#EXTINF:1,Nobody - Nothing at all\ny.mp3\n"));
        QVERIFY(shown.find(u"importMissing"_s));
        QVERIFY(shown.click(u"importConfirm"_s));
        QTRY_COMPARE(shown.find(u"playlistName"_s)->property("text").toString(), u"Party"_s);
        QTRY_COMPARE(title(shown, u"playlistRow_0"_s), song.title);
        QCOMPARE(shown.library->library().playlists()->size(), before + 1);
        // All of it is there: nothing is asked.
        QVERIFY(shown.click(u"backButton"_s));
        QVERIFY(shown.find(u"libraryList"_s));
        QVERIFY(import(shown, known));
        QTRY_COMPARE(shown.library->library().playlists()->size(), before + 2);
        QVERIFY(shown.find(u"playlistName"_s));
    }
    void whatWasDeletedElsewhereIsKeptAsANewPlaylistWhenTheListenerSaysSo_data()
    {
        QTest::addColumn<QSize>("size");
        QTest::newRow("desktop") << desktop;
        QTest::newRow("phone") << phone;
    }
    void whatWasDeletedElsewhereIsKeptAsANewPlaylistWhenTheListenerSaysSo()
    {
        QFETCH(const QSize, size);
        Shown shown({}, size);
        QVERIFY(shown.homeIsThere());
        library::Library &library = shown.library->library();
        QVERIFY(library.drain(std::chrono::seconds(60)));
        const auto playlist = library.playlists()->constFirst();
        const auto entries = library.playlist(playlist.id)->entries;
        shown.library->api().setFailure(Error{ErrorKind::Unavailable, u"offline"_s, {}});
        library.append(playlist.id, {entries.constFirst().card});
        QTRY_COMPARE(library.state().unsent, 1);
        shown.library->api().with([&](fixtures::LibraryServer &server) {
            const TimePoint now = shown.clock.now();
            (void)server.take({{{MutationId::create(now), now, wire::DeletePlaylist{playlist.id}}}}, now);
        });
        shown.library->api().setFailure({});
        library.retryNow();
        QVERIFY(shown.says(u"A playlist was changed here and on another device. Choose in Your library what holds."_s));
        QVERIFY(go(shown, u"library"_s));
        QVERIFY(shown.press(u"contestedMine_0"_s));
        const auto isThere = [&] {
            const auto all = library.playlists();
            return std::any_of(all->begin(), all->end(), [&](const wire::PlaylistInfo &each) {
                return each.id != playlist.id && each.name == playlist.name &&
                       library.playlist(each.id)->entries.size() == entries.size() + 1;
            });
        };
        QTRY_VERIFY(isThere());
        QTRY_VERIFY(!shows(shown, u"contested_0"_s));
    }

private:
    // As if this file had been chosen: the desktop's dialog of files is not ours.
    bool import(Shown &shown, const QByteArray &bytes)
    {
        QFile file(m_folder.filePath(u"Party.m3u"_s));
        if (!file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size())
            return false;
        file.close();
        for (QQuickItem *item = shown.find(u"libraryList"_s); item != nullptr; item = item->parentItem()) {
            if (auto *dialog = item->findChild<QObject *>(u"importDialog"_s))
                return QMetaObject::invokeMethod(dialog, "read", Q_ARG(QUrl, QUrl::fromLocalFile(file.fileName())));
        }
        return false;
    }
    static bool shows(const Shown &shown, const QString &name)
    {
        const auto items = shown.everything();
        return std::any_of(items.begin(), items.end(), [&](const QQuickItem *item) { return item->objectName() == name; });
    }
    static bool go(Shown &shown, const QString &place) { return shown.click(u"nav_"_s + place) && shown.find(u"libraryList"_s); }
    static QString title(Shown &shown, const QString &row)
    {
        const QQuickItem *item = shown.find(row);
        return item != nullptr ? item->property("title").toString() : QString();
    }
    static bool openPlaylist(Shown &shown, const QString &name)
    {
        for (int row = 0; row < 5; ++row) {
            const QString line = u"libraryRow_%1"_s.arg(row);
            if (title(shown, line) == name)
                return shown.click(line) && shown.find(u"playlistRow_1"_s);
        }
        return false;
    }

    QTemporaryDir m_folder;
};

MELODY_TEST(LibraryTest)
#include "library_test.moc"
