// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "shown.h"

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

private:
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
};

MELODY_TEST(LibraryTest)
#include "library_test.moc"
